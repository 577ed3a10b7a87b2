"""Find the named things of a text: the gazetteer's first, then what grammar and the model add.

Order of trust: known names; a head noun with a proper name ("université d'Astana", "la société Alta");
a civility with a name; the model's names, its label corrected by what stands around. A name that only the
model gives is accepted with a cue only: the model's labels are wrong for one company in five.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from diplograph.extraction.guesses import from_model, is_town
from diplograph.extraction.mentions import CAPITAL, RUN, Mention, named, without_nested
from diplograph.extraction.persons import (
    after_titles,
    repeated,
    surnames_alone,
    with_civility,
    with_full_names,
    without_surnames,
)
from diplograph.extraction.source import Source, phrase_end
from diplograph.knowledge import Entry, Hit, Name
from diplograph.language import fold
from diplograph.model import PLACES, EntityType

_AFTER_HEAD = re.compile(
    rf"((?: (?!(?:de|du|des|au|aux|en|a|par|sur|dans|pour|avec|et|ou|les?|la) )[a-zà-öø-ÿ-]+){{0,3}}) "
    rf"(?:de |du |des |d'|de la |de l')?(?={CAPITAL})"
)
# Between a common noun and the name it announces: "groupe de chimie", "compagnie aérienne indienne".
_HEAD_MODIFIERS = re.compile(
    r"(?: (?:d'|de |en )?(?!(?:de|du|des|au|aux|en|a|à|par|sur|dans|pour|avec|et|ou|les?|la|qui|que|dont) )"
    r"[a-zà-öø-ÿ-]+){0,3}(?= [A-ZÀ-ÖØ-Þ])"
)
_SPELT_OUT = re.compile(r"([^.;:,()\n]{3,100}) \(([A-Z][A-Za-z0-9-]{1,9})\)")
_LOCATIVE = re.compile(r"(?:^|[\s(])(?:a l'|au |a la |dans l')$")
_WAY_TO = re.compile(r"(?:^|[\s(])(?:a|de|du|d'|vers) ?$")
_AS_COUNTRY = re.compile(r"(?:^|[\s(])(?:en|au|la|le|l'|du) ?$")
_LONG_NAME = 90


def find_mentions(source: Source) -> list[Mention]:
    """Mentions of the whole body, in reading order, none inside another."""
    known = without_surnames(source, list(_known(source)))
    headed = list(_headed(source, known))
    mentions = without_nested([*headed, *known])
    mentions = without_nested([*mentions, *with_civility(source, mentions)])
    mentions = without_nested([*mentions, *from_model(source, mentions)])
    mentions = without_nested([*mentions, *after_titles(source, mentions)])
    mentions = without_nested([*mentions, *repeated(source, mentions)])
    return with_full_names(without_nested([*mentions, *surnames_alone(source, mentions)]))


def _known(source: Source) -> Iterator[Mention]:
    entities = source.knowledge.gazetteer.entities
    capitals = source.knowledge.capitals
    chosen: dict[tuple[int, int], Hit[Name]] = {}
    for hit in source.scan.names:
        name = hit.payload
        before = source.folded[max(0, hit.start - 12) : hit.start]
        if not _keeps_capitals(source.text[hit.start : hit.end], name.spelling):
            continue  # "La réunion a débuté" is not the island
        if name.metonym:
            if _LOCATIVE.search(before):
                continue
        elif name.ambiguous and not _accepts_ambiguous(source, hit, before):
            continue
        rival = chosen.get((hit.start, hit.end))
        if rival is None or _fits(source, hit) > _fits(source, rival):
            chosen[hit.start, hit.end] = hit
    towns = _towns_of_two_names(source, chosen)
    for (start, end), hit in sorted(chosen.items()):
        key = towns.get(source.text[start:end], hit.payload.key)
        if key in capitals and _acts_as_government(source, start, end):
            key = capitals[key]
        entity = entities[key]
        yield Mention(start, end, key, entity.type, entity.name, bare=hit.payload.metonym)


def _towns_of_two_names(source: Source, chosen: Mapping[tuple[int, int], Hit[Name]]) -> dict[str, str]:
    """Names that a town shares, once the text says "à" before one and no article ever: Grenade."""
    entities = source.knowledge.gazetteer.entities
    towns: dict[str, str] = {}
    countries: set[str] = set()
    for (start, end), hit in chosen.items():
        found = source.text[start:end]
        if entities[hit.payload.key].type is EntityType.CITY:
            towns[found] = hit.payload.key
        elif _AS_COUNTRY.search(source.folded[max(0, start - 6) : start]):
            countries.add(found)
    return {found: key for found, key in towns.items() if found not in countries}


def _fits(source: Source, hit: Hit[Name]) -> int:
    """Which of several things that share a name: a town after "à", else the more specific kind."""
    kind = source.knowledge.gazetteer.entities[hit.payload.key].type
    if is_town(source, hit.start):
        return 9 if kind is EntityType.CITY else 0
    order = (
        EntityType.CITY,
        EntityType.PERSON,
        EntityType.REGION,
        EntityType.INSTITUTION,
        EntityType.PUBLIC_BODY,
    )
    return order.index(kind) if kind in order else 7


def _accepts_ambiguous(source: Source, hit: Hit[Name], before: str) -> bool:
    kind = source.knowledge.gazetteer.entities[hit.payload.key].type
    if kind is EntityType.CITY:
        return is_town(source, hit.start)
    if kind is EntityType.COUNTRY:
        return not is_town(source, hit.start)
    starts_sentence = (
        hit.start == 0 or source.text[hit.start - 1] == "\n" or before.rstrip().endswith((".", "«"))
    )
    return not starts_sentence and not _WAY_TO.search(before)


def _keeps_capitals(found: str, spelling: str) -> bool:
    """Whether a name of several words has its last word's capital, as the table spells it."""
    if " " not in found or found.isupper() or not spelling.istitle():
        return True
    return found.rpartition(" ")[2][:1].isupper()


def _acts_as_government(source: Source, start: int, end: int) -> bool:
    """A capital that no place preposition introduces stands for its government: "Astana souhaite…"."""
    before = source.folded[max(0, start - 12) : start]
    if re.search(r"(?:^|[\s(])entre $", before):
        return bool(re.match(r" et [A-ZÉ]", source.text[end : end + 5]))
    if re.search(r"(?:^|[\s(])(?:de|d') ?$", before):
        return any(0 <= start - hit.end <= 4 for hit in source.scan.words.get("metonymy", ()))
    if re.search(r"(?:^|[\s(])entre \w[\w -]{2,20} et $", source.folded[max(0, start - 32) : start]):
        return True
    token = source.token_starting(start)
    if token is None or token.idx != start:
        return False
    following = source.token_starting(end)
    preceding = source.analysed.doc[token.i - 1] if token.i else None
    if (
        preceding is not None
        and preceding.pos_ not in {"PUNCT", "SPACE", "SCONJ", "PRON"}
        and preceding.lower_ not in {"et", "que", "qu'", "mais"}
    ):
        return False
    if following is not None and following.lower_ == "et" and following.i + 1 < len(source.analysed.doc):
        other = source.analysed.doc[following.i + 2] if following.i + 2 < len(source.analysed.doc) else None
        return other is not None and other.pos_ in {"VERB", "AUX", "PRON"}
    return following is not None and (
        following.pos_ in {"VERB", "AUX"} or following.lower_ in {"ne", "n'", "se", "s'"}
    )


def _headed(source: Source, known: Iterable[Mention]) -> Iterator[Mention]:
    """Proper names that begin with their kind, and companies that a common noun announces."""
    starts = {mention.start: mention for mention in known}
    nested = {m.start for m in starts.values() if m.type not in PLACES and m.type is not EntityType.PERSON}
    for hit in source.scan.words.get("heads", ()):
        entry, text = hit.payload, source.text
        kind = EntityType(entry["type"])
        if hit.start in starts and starts[hit.start].end > hit.end:
            continue  # the gazetteer knows a name that begins here
        if entry["form"] == "common":
            match = _HEAD_MODIFIERS.match(text, hit.end)
            start = (match.end() if match else hit.end) + 1
            for begin in (hit.end + 1, start):
                run = RUN.match(text, begin)
                if run and text[begin - 1] == " " and begin not in starts:
                    yield named(source, run.start(), run.end(), kind)
                    break
            continue
        if kind is EntityType.INTERNATIONAL_ORGANIZATION and text[hit.start].islower():
            continue  # "l'organisation du Jubilé"
        spelt_out = _before_acronym(source, hit) if text[hit.start].isupper() else None
        if spelt_out is not None:
            yield named(source, hit.start, spelt_out, kind)
            continue
        capital = text[hit.start].isupper() and not _starts_line(text, hit.start)
        reach = _AFTER_HEAD.match(text, hit.end)
        if reach:
            run = RUN.match(text, reach.end())
            plural = text[hit.start].islower() and source.folded[hit.end - 1] == "s"
            modified = _is_adjectival(source, hit.end, hit.end + len(reach.group(1)))
            if run and run.start() not in nested and modified and not plural:
                yield named(source, hit.start, _with_adjectives(source, run.end()), kind)
                continue
        if capital and kind is not EntityType.COMPANY:
            end = phrase_end(
                source, hit.start, min(len(source.folded), hit.start + _LONG_NAME), coordinated=False
            )
            if end > hit.end:
                yield named(source, hit.start, end, kind)


def _before_acronym(source: Source, hit: Hit[Entry]) -> int | None:
    """End of a name that its acronym follows: "Institut national des sciences et techniques (INST)"."""
    match = _SPELT_OUT.match(source.text, hit.end)
    if match is None:
        return None
    initials = {word[0] for word in fold(source.text[hit.start : match.end(1)]).replace("'", " ").split()}
    letters = [c for c in match.group(2).lower() if c.isalpha()]
    return match.end(1) if letters and sum(c in initials for c in letters) >= len(letters) - 1 else None


def _is_adjectival(source: Source, start: int, end: int) -> bool:
    return all(token.pos_ in {"ADJ", "NOUN", "PROPN"} for token in source.tokens(start, end))


def _with_adjectives(source: Source, end: int) -> int:
    """Take in the adjectives after a name's last capital: "ministère des Affaires étrangères"."""
    for token in source.tokens(end, end + 40):
        if token.pos_ != "ADJ" or not token.text.islower():
            break
        if any(hit.start == token.idx for hit in source.scan.adjectives):
            break
        end = token.idx + len(token)
    return end


def _starts_line(text: str, offset: int) -> bool:
    before = text[:offset].rstrip(" «\"'")[-1:]
    return before in {"", "\n", ".", "!", "?", ":"}


__all__ = ["RUN", "find_mentions"]
