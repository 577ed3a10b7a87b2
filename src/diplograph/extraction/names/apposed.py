"""Names that no table knows, told by their neighbours: "à Choum, en Mauritanie", "Sofa, cimentier russe"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from diplograph.extraction.mentions import CAPITAL, RUN, Cover, Mention, named, run_ending
from diplograph.extraction.names.acronyms import ACRONYM, acronyms_of
from diplograph.extraction.names.led_bodies import is_led
from diplograph.extraction.names.lesser_towns import is_near_town, is_town
from diplograph.extraction.names.surnames import has_given_name
from diplograph.extraction.source import Source, beginning
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_WORD = rf"{CAPITAL}[\w&'’-]*"
_NAME = rf"{_WORD}(?: {_WORD}){{0,3}}"
# Before a town: "à", "entre", "vers"; a town that "de" precedes may be anything's.
_TOWARDS = pattern(r"{edge}(?:{and}|vers |entre )$")
_IN_COUNTRY = pattern(r"(?: \(|,? {at}{the}?)$")
_SIDE = pattern(r"(?:, |,? {at}){the}?$")
_NAME_REACH = 90
_VERB = 16  # characters of "traversera "
_NAMED = re.compile(_NAME)
_BEFORE_NOUN = pattern(r"{brackets}?, (?:{det}{word}?|(?!{of}|{at}|{for}|{by}|{with}|{prep}){word})?$")
_HEADED = pattern(r"(?: (?!{and}|{which})[\w'-]+){1,6}, ")
_CLOSED = re.compile(r"[,.;:]| \(")
_INDEFINITE = pattern(r"{edge}(?:{a}|{this}){word}?$")
_COMMON = ("offices", "events", "agreements", "projects", "heads", "circumstances", "speech")
_TABLES = (*_COMMON, "portfolios")
_PART = rf"{CAPITAL}[\w&'’]*"
_HYPHENED = re.compile(rf" ({_PART}(?:[-/–]{_PART})+)")
_OF_THING = pattern(r" {of}{the}?[\w'-]+")
_FEMININE = pattern(r"{edge}(?:la |l')$")
_OF_COUNTRY = pattern(r" {of}{the}?$")
_OF_PARENT = pattern(r"(?: (?!{and}|{of}|{at})[\w-]+){0,2} {of}{definite}?")
_ON_SIDE = " cote "


def told_by_neighbours(source: Source, known: Sequence[Mention]) -> Iterator[Mention]:
    """Towns and firms unknown so far that an apposition, a country or a joint name tells."""
    free = Cover(known)
    yield from _towns(source, known, free)
    yield from _apposed_firms(source, free)
    yield from _firms_in_hyphens(source, known, free)
    yield from _national_utilities(source, free)
    yield from _by_side(source, known, free)
    yield from _named_after_country(source, known, free)
    yield from _kin(source, free)


def _towns(source: Source, known: Sequence[Mention], free: Cover) -> Iterator[Mention]:
    """ "Entre Tindouf, en Algérie, et Choum (Mauritanie)", "à Choum, dans le nord du pays"."""
    ends = [m.start for m in known if m.type in {EntityType.COUNTRY, EntityType.REGION} and not m.bare]
    leads = [source.before(_IN_COUNTRY, end) for end in ends]
    sides = source.scan.words.get("sites", ())
    leads += [source.before(_SIDE, s.start) for s in sides if s.payload["form"] == "side"]
    for lead in dict.fromkeys(link.start() for link in leads if link is not None):
        run = _name_ending(source, lead)
        if run is not None and not free.overlaps(*run) and _is_reached(source, run[0]):
            yield named(source, *run, EntityType.CITY)


def _is_reached(source: Source, start: int) -> bool:
    """Whether one goes to what begins at an offset, or what is near it: "à", "relie", "le port de"."""
    if is_town(source, start) or is_near_town(source, start) or source.before(_TOWARDS, start):
        return True
    verbs = [*source.cues("metonymy", start - _VERB, start, "place")]
    verbs += source.cues("sites", start - _VERB, start, "linked")
    return any(verb.end == start - 1 for verb in verbs)


def _name_ending(source: Source, end: int) -> tuple[int, int] | None:
    """The name without digits that ends at an offset."""
    run = run_ending(source, end)
    return None if run is None or any(c.isdigit() for c in run.group()) else run.span()


def _apposed_firms(source: Source, free: Cover) -> Iterator[Mention]:
    """ "Sofa, groupe russe de transport, …"; "une société de droit béninois, Sofa, …"."""
    for hit in source.scan.words.get("heads", ()):
        if hit.payload["form"] != "common" or hit.payload["type"] != EntityType.COMPANY.value:
            continue
        if source.folded[hit.end - 1] == "s":
            continue
        gap = source.before(_BEFORE_NOUN, hit.start, reach=_NAME_REACH)
        run = run_ending(source, gap.start()) if gap else None
        if run and not free.overlaps(*run.span()) and is_name(source, *run.span()):
            yield named(source, *run.span(), EntityType.COMPANY)
            continue
        gap = _HEADED.match(source.folded, hit.end) if source.before(_INDEFINITE, hit.start) else None
        run = _NAMED.match(source.text, gap.end()) if gap else None
        if run is None or not _CLOSED.match(source.text, run.end()):
            continue
        if not free.overlaps(*run.span()) and is_name(source, *run.span(), person=True):
            yield named(source, *run.span(), EntityType.COMPANY)


def is_name(source: Source, start: int, end: int, *, plain: bool = False, person: bool = False) -> bool:
    """Whether a run may be a firm's name: no person's, no word of the tables, no adjective, no opening word.

    Args:
        plain: it may be a noun, as in "Électricité du Laos".
        person: the model may take it for a person's, as it does with one firm in five; within a sentence
            the capital alone then tells a name, which the model takes for a noun as easily.
    """
    if not person and any(token.ent_type_ == "PER" for token in source.tokens(start, end)):
        return False
    if beginning(source.scan.adjectives, start, start + 1) or source.words("terms", start, end):
        return False
    if source.before_civilities(start) < start or source.dates_in(start, end):
        return False
    if " " in source.text[start:end] and has_given_name(source, start):
        return False
    if any(source.words(table, start, start + 1) for table in (_COMMON if plain else _TABLES)):
        return False
    tokens = source.tokens(start, end)
    if person and source.text[max(0, start - 2) : start].strip()[-1:] not in {"", ".", "!", "?", "»", ":"}:
        return bool(tokens)
    return (
        bool(tokens)
        and tokens[0].pos_ in {"PROPN", "NOUN", "X", "ADJ"}
        and not (len(tokens) == 1 and tokens[0].pos_ != "PROPN" and not plain)
    )


def _firms_in_hyphens(source: Source, known: Sequence[Mention], free: Cover) -> Iterator[Mention]:
    """Each partner of "le consortium Bera-NGE-Cora", one of whom is known at least."""
    firms = {m.start for m in known if m.type is EntityType.COMPANY}
    for hit in source.scan.words.get("heads", ()):
        if hit.payload["type"] != EntityType.COMPANY.value:
            continue
        joint = _HYPHENED.match(source.text, hit.end)
        if joint is None:
            continue
        parts = list(re.finditer(_PART, joint.group(1)))
        spans = [(joint.start(1) + p.start(), joint.start(1) + p.end()) for p in parts]
        if not any(start in firms for start, _ in spans):
            continue
        for start, end in spans:
            if not free.overlaps(start, end):
                yield named(source, start, end, EntityType.COMPANY)


def _national_utilities(source: Source, free: Cover) -> Iterator[Mention]:
    """ "La Sénégalaise des Eaux", "l'Algérienne des autoroutes"."""
    for adjective in source.scan.adjectives:
        if not source.text[adjective.start].isupper() or source.folded[adjective.end - 1] != "e":
            continue
        thing = _OF_THING.match(source.folded, adjective.end)
        if thing is None or free.overlaps(adjective.start, thing.end()):
            continue
        if source.before(_FEMININE, adjective.start):
            yield named(source, adjective.start, thing.end(), EntityType.COMPANY)


def _by_side(source: Source, known: Sequence[Mention], free: Cover) -> Iterator[Mention]:
    """ "Alta et Bera côté français, Sofa et Cora côté mongol": firms where some of the sentence are."""
    firms = [m.start for m in known if m.type is EntityType.COMPANY]
    for adjective in source.scan.adjectives:
        if not source.folded.endswith(_ON_SIDE, 0, adjective.start):
            continue
        end = adjective.start - len(_ON_SIDE)
        begin = max(0, end - _NAME_REACH)
        cut = max(source.text.rfind(mark, begin, end) for mark in ".;:\n")
        after = bisect_left(firms, max(begin, cut))
        if after >= len(firms) or firms[after] > adjective.start:
            near = firms[after - 1 : after]
            if not near or source.is_parted(near[0], end):
                continue
        position = end
        while run := _name_ending(source, position):
            if not free.overlaps(*run) and is_name(source, *run):
                yield named(source, *run, EntityType.COMPANY)
            joint = next((j for j in (" et ", ", ") if source.folded.endswith(j, 0, run[0])), "")
            if not joint:
                break
            position = run[0] - len(joint)


def _named_after_country(source: Source, known: Sequence[Mention], free: Cover) -> Iterator[Mention]:
    """Firms that end with their country: "le directeur général d'Électricité du Laos", "… du Laos (EDL)"."""
    for country in known:
        if country.type is not EntityType.COUNTRY or country.bare:
            continue
        lead = source.before(_OF_COUNTRY, country.start)
        run = _name_ending(source, lead.start()) if lead else None
        if run is None or free.overlaps(*run) or not is_name(source, *run, plain=True):
            continue
        spelt = ACRONYM.match(source.text, country.end)
        short = spelt is not None and spelt.group(1) in acronyms_of(source.text[run[0] : country.end])
        if short or is_led(source, run[0], of="organization"):
            yield named(source, run[0], country.end, EntityType.COMPANY)


def _kin(source: Source, free: Cover) -> Iterator[Mention]:
    """Parents that no table knows: "la branche laitière de Sofa", "filiale de Bera Holding"."""
    for hit in source.scan.words.get("stakes", ()):
        if hit.payload["form"] != "kin":
            continue
        link = _OF_PARENT.match(source.folded, hit.end)
        run = RUN.match(source.text, link.end()) if link else None
        if run and not free.overlaps(*run.span()) and is_name(source, *run.span()):
            yield named(source, *run.span(), EntityType.COMPANY)
