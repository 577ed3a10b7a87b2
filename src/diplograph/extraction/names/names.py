"""Find the named things of a text: the gazetteer's first, then what grammar and the model add.

Order of trust: known names; a head noun with a proper name ("université d'Astana", "la société Alta");
a civility with a name; the model's names, its label corrected by what stands around. A name that only the
model gives is accepted with a cue only: the model's labels are wrong for one company in five.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diplograph.extraction.mentions import RUN, Cover, Mention, without_nested
from diplograph.extraction.names.acronyms import with_acronyms, without_dateline
from diplograph.extraction.names.apposed import told_by_neighbours
from diplograph.extraction.names.branches import (
    acting_firms,
    described_firms,
    led_firms,
    listed_branches,
    owned_firms,
)
from diplograph.extraction.names.dealt_firms import dealt_firms
from diplograph.extraction.names.guesses import from_model
from diplograph.extraction.names.head_ends import bare_heads
from diplograph.extraction.names.heads import headed
from diplograph.extraction.names.lesser_towns import longer_towns
from diplograph.extraction.names.linking import linked_names, linked_spellings, linked_surnames
from diplograph.extraction.names.persons import (
    after_titles,
    repeated,
    surnames_alone,
    with_civility,
    with_full_names,
)
from diplograph.extraction.names.runs import grown
from diplograph.extraction.names.surnames import one_kind, with_first_names, without_owners, without_surnames
from diplograph.extraction.offices.titles import has_portfolio
from diplograph.extraction.source import Source
from diplograph.language.patterns import pattern
from diplograph.model import PLACES, EntityType, Link

_CREDIT = pattern(r"{edge}(?:selon |d'apres |{to}|{of}|{by}){the}?$")
_PARTNER = pattern(r"{edge}(?:entre |{with}){the}?$")
_MINISTRY = pattern(r"{edge}ministere (?:\S+ ){0,8}?(?:{of}|{to}){the}?$")
_IN_TITLE = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ"})
_TITLE_REACH = (
    160  # characters of "ministre délégué au Commerce extérieur, aux Français de l’étranger et à la "
)
_ARTICLE = 4  # "la " and one more


def find_mentions(source: Source) -> tuple[list[Mention], tuple[Link, ...]]:
    """Mentions of the whole body, in reading order, none inside another; how doubtful names were linked."""
    names = linked_names(source)
    known = without_surnames(source, names.mentions)
    announced = [
        *headed(source, known),
        *listed_branches(source, known),
        *owned_firms(source, known),
        *described_firms(source, known),
        *acting_firms(source, known),
        *led_firms(source, known),
        *told_by_neighbours(source, known),
        *with_first_names(source, known),
        *longer_towns(source, known),
    ]  # "la société Orange": its noun settles what the name means
    refused = names.refused - {(m.start, m.end, m.key) for m in announced}
    runs = (m for m in grown(source, known) if not _is_portfolio(source, m))
    mentions = without_nested([*without_owners(source, [*announced, *runs]), *known])
    mentions = without_nested([*mentions, *with_civility(source, mentions)])
    mentions = [m for m in mentions if (m.start, m.end, m.key) not in refused]
    mentions = without_nested([*mentions, *repeated(source, mentions)])
    mentions = without_nested([*mentions, *after_titles(source, mentions)])
    mentions = without_nested([*mentions, *dealt_firms(source, mentions)])
    mentions = without_nested([*mentions, *from_model(source, mentions)])
    mentions = [m for m in mentions if (m.start, m.end, m.key) not in refused]
    mentions = without_dateline(source, with_acronyms(source, mentions))
    mentions, respelt = linked_spellings(source, mentions)
    mentions = without_nested([*mentions, *repeated(source, mentions)])
    mentions = without_nested([*mentions, *bare_heads(source, mentions)])
    mentions = with_full_names(without_nested([*mentions, *surnames_alone(source, mentions)]))
    mentions, in_office = linked_surnames(source, one_kind(source, mentions))
    mentions = [
        m
        for m in mentions
        if not (_is_credited(source, m) or _is_portfolio(source, m) or _is_gathering(source, m))
        and not _is_in_compound(source, m)
    ]
    return mentions, _standing([*names.links, *respelt, *in_office], mentions)


def _standing(links: Iterable[Link], mentions: Sequence[Mention]) -> tuple[Link, ...]:
    """Links whose name is a mention in the end, and names left unlinked that no mention took in."""
    spans = {(mention.start, mention.end) for mention in mentions}
    cover = Cover(mentions)
    return tuple(
        link
        for link in sorted(set(links))
        if (
            (link.start, link.end) in spans
            if link.key or link.how != "context"
            else not cover.overlaps(link.start, link.end)
        )
    )


def _is_credited(source: Source, mention: Mention) -> bool:
    """Whether a newspaper or an agency is only the source of a piece of news, no actor in it."""
    if mention.type not in {EntityType.INSTITUTION, EntityType.COMPANY}:
        return False
    known = any(h.end >= mention.end for h in source.words("press", mention.start, mention.start + 1))
    if any(h.end == mention.start - 1 for h in source.cues("heads", mention.start - 24, mention.start)):
        return False  # "le quotidien Les Échos" is told of
    agency = source.folded.startswith("agence", mention.start) and source.before(_CREDIT, mention.start)
    if not known and not agency:
        return False
    return not source.before(_PARTNER, mention.start) and not any(
        hit.end + 6 >= mention.start for hit in source.words("offices", mention.start - 40, mention.start)
    )


def _is_in_compound(source: Source, mention: Mention) -> bool:
    """Whether a hyphen joins a place to another: "la ligne Tanger-Kénitra", "le sommet Chine-Afrique"."""
    if mention.type not in {EntityType.CITY, EntityType.REGION}:
        return False
    before, after = (
        source.text[max(0, mention.start - 2) : mention.start],
        source.text[mention.end : mention.end + 2],
    )
    return (before[-1:] == "-" and before[:1].isalpha()) or (after[:1] == "-" and after[1:].isupper())


def _is_gathering(source: Source, mention: Mention) -> bool:
    """Whether a place's name only begins the words for a gathering: "la Réunion de haut niveau"."""
    return mention.type in PLACES and any(
        hit.start < mention.end < hit.end
        for hit in source.words("events", mention.start, mention.start + _ARTICLE)
    )


def _is_portfolio(source: Source, mention: Mention) -> bool:
    """Whether a name is a part of a minister's title: "ministre de l'Europe et des Affaires étrangères"."""
    if mention.type is EntityType.COUNTRY or not source.words("portfolios", mention.start, mention.start + 1):
        return False
    titles = source.words("offices", mention.start - _TITLE_REACH, mention.start)
    if titles:
        between = source.tokens(titles[-1].end, mention.start)
        charges = {c.start for c in source.cues("title_words", titles[-1].end, mention.start, "charge")}
        return has_portfolio(titles[-1].payload) and all(
            token.pos_ in _IN_TITLE or token.text == "," or token.idx in charges for token in between
        )
    before = source.folded[max(0, mention.start - _TITLE_REACH) : mention.start]
    cut = max(before.rfind(mark) for mark in ";.:()\n")
    return _MINISTRY.search(before, cut + 1) is not None


__all__ = ["RUN", "find_mentions"]
