"""How programmes and plans are named: by a title, by their site, else as they are described."""

from __future__ import annotations

import re

from diplograph.extraction.frames.projects.descriptions import (
    APART,
    LONGEST_TITLE,
    aimed,
    costed,
    described,
    endowed,
    is_named_after_site,
    made_by,
    national,
)
from diplograph.extraction.frames.projects.naming import QUOTED, TELLING, is_one, name_before
from diplograph.extraction.items import Item
from diplograph.extraction.names.names import RUN
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import balanced_end, phrase_end
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_WITHIN = pattern(r"[«\"“]\s?{det}?$")
_CLOSE = re.compile(r"[^«»\"“”.;:,]{3,60}?(?=\s?[»\"”])()")
_TITLE_LIKE = frozenset({EntityType.COMPANY, EntityType.INSTITUTION, EntityType.CITY, EntityType.REGION})
_FIRMS = frozenset({EntityType.COMPANY, EntityType.PUBLIC_BODY})
_RELATIVE = pattern(r"^ {which}")
_YEAR = re.compile(r" 20\d\d(?: ?[-–] ?20\d\d)?(?![\w-])")
_KIND = re.compile(r" [a-zé-]+ (?=[A-ZÉ])")
_OF = pattern(r" {of}")
_FEWEST_WORDS = 3
_TRADE_AND_SITE = re.compile(
    r"((?: (?!de |du |et )[a-zà-öø-ÿ-]+(?: et [a-zà-öø-ÿ-]+)?){1,2}) (?:de |d'|d’|du )(?=[A-ZÉÈ])"
)
_WHAT = pattern(r" (?:(?!{which})[\w-]+ ){0,2}(?:{of}|{for})")
_LONGEST_SURNAME = 14
_SITED_BY = frozenset({EntityType.CITY, EntityType.REGION})


def titled(
    sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None = None
) -> tuple[int, int, str] | None:
    """A programme with a title: « quoted », or capitalised right after the noun."""
    text = sentence.source.text
    quoted = QUOTED.match(text, hit.end, sentence.end)
    if quoted and not _is_of_other(sentence, hit.end, quoted):
        return hit.start, quoted.end(), sentence.source.quote(quoted.start(1), quoted.end(1))
    whole = _WITHIN.search(sentence.source.folded, max(sentence.start, hit.start - 8), hit.start)
    close = _CLOSE.match(text, hit.end, sentence.end) if whole else None
    if close and TELLING.search(text, hit.end, close.start(1)):
        return hit.start, close.start(1), sentence.source.quote(hit.start, close.start(1))
    if text[hit.start].isupper() and text[sentence.start : hit.start].strip(' «"-–'):
        end = phrase_end(
            sentence.source,
            hit.start,
            min(sentence.end, hit.start + LONGEST_TITLE),
            commas=False,
            datives=False,
        )
        apart = APART.search(sentence.folded(hit.end, end))
        end = hit.end + apart.start() if apart else end
        end = balanced_end(sentence.source, hit.start, end, floor=hit.end)
        rest = text[hit.end : end]
        if not TELLING.search(rest) and rest.count(" ") < _FEWEST_WORDS:
            return None  # "le Programme de coopération" may be any
        return (hit.start, end, sentence.source.quote(hit.start, end)) if end > hit.end else None
    special = _called(sentence, hit) or national(sentence, hit) or endowed(sentence, hit)
    special = special or costed(sentence, hit) or made_by(sentence, hit)
    if special:
        return special
    link = _OF.match(sentence.source.folded, hit.end, sentence.end)
    if link and not is_named_after_site(sentence, hit):
        # "la stratégie d'X" is X's, not its name
        return None if text[link.end()].isupper() else described(sentence, hit, started)
    kind = _KIND.match(text, hit.end, sentence.end)
    if kind and all(
        t.pos_ in {"ADJ", "NOUN", "VERB"} for t in sentence.source.tokens(hit.end + 1, kind.end() - 1)
    ):
        link = kind
    position = link.end() if link else hit.end + 1
    qualified = _qualified(sentence, hit)
    if qualified:
        return qualified
    run = RUN.match(text, position, sentence.end)
    if run and sentence.source.cues("civilities", run.start(), run.end() + 1):
        return None  # "les projets de M. Durand", "les initiatives de Sa Majesté"
    if run and link and _is_noun(sentence, run.start(), run.end()):
        return None  # "les projets de Développement"
    if run and text[hit.end] == " ":
        item = next((i for i in sentence.items if i.start <= run.start() < i.end), None)
        unknown = item is not None and sentence.source.knowledge.entity(item.keys[0]) is None
        after_man = (
            link is None and item is not None and item.type is EntityType.PERSON and _is_one_word(item)
        )
        if item is None or after_man or (unknown and _may_be_title(item, link if link is not kind else None)):
            end = max(run.end(), item.end) if item else run.end()
            year = _YEAR.match(text, end, sentence.end)  # "la stratégie Mobilité 2030"
            end = year.end() if year else end
            return hit.start, end, sentence.source.quote(hit.start, end)
    return aimed(sentence, hit) or described(sentence, hit, started)


def _is_of_other(sentence: Sentence, start: int, quoted: re.Match[str]) -> bool:
    """Whether quotation marks hold another's name: "le projet dont le français « Alta » est partenaire"."""
    begin, end = quoted.span(1)
    if _RELATIVE.search(sentence.folded(start, begin)):
        return True
    known = sentence.source.knowledge.entity
    inside = [i for i in sentence.items if i.kind == "name" and i.name_start == begin and i.end == end]
    return any(i.type in _FIRMS and known(i.keys[0]) is not None for i in inside)


def _called(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """ "iDICE, le programme fédéral de soutien aux jeunes pousses": its name comes before what it is."""
    name = name_before(sentence, hit)
    nation = sentence.adjective_after(hit.end, reach=2)  # "Global Gateway, le programme européen"
    if name is None or not (nation or _WHAT.match(sentence.source.folded, hit.end, sentence.end)):
        return None
    limit = min(sentence.end, hit.start + LONGEST_TITLE)
    end = phrase_end(sentence.source, hit.start, limit, commas=False)
    return name.start(), max(end, hit.end), name.group()


def _is_one_word(item: Item) -> bool:
    """Whether a man is told by his surname alone: "le plan Marshall", not "le projet Jean Moulin"."""
    return item.kind == "name" and item.end - item.name_start < _LONGEST_SURNAME


def _qualified(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """ "Le projet agricole de Timimoun", "le projet gazier et pétrolier de Kribi": its trade and its site."""
    text = sentence.source.text
    match = _TRADE_AND_SITE.match(text, hit.end, sentence.end)
    if match is None or not is_named_after_site(sentence, hit) or not is_one(sentence, hit):
        return None
    if not all(
        t.pos_ in {"ADJ", "NOUN", "VERB", "CCONJ"} for t in sentence.source.tokens(hit.end, match.end(1))
    ):
        return None
    run = RUN.match(text, match.end(), sentence.end)
    item = next((i for i in sentence.items if run and i.start <= run.start() < i.end), None)
    if run is None or (item is not None and item.type not in _SITED_BY):
        return None
    if sentence.source.cues("civilities", run.start(), run.end() + 1):
        return None
    end = max(run.end(), item.end) if item else run.end()
    return hit.start, end, sentence.source.quote(hit.start, end)


def _may_be_title(item: Item, link: re.Match[str] | None) -> bool:
    """Whether a name that only the model gave is the programme's own: "le programme Choose Africa"."""
    if link is not None:  # "le projet de Dassa": the site's
        return item.type in _SITED_BY
    return item.kind == "name" and item.type in _TITLE_LIKE


def _is_noun(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a capitalised run is but one common noun."""
    tokens = list(sentence.source.tokens(start, end))
    return len(tokens) == 1 and tokens[0].pos_ == "NOUN" and tokens[0].text.istitle()
