"""Names that no table knows, told by their neighbours: "à Choum, en Mauritanie", "Sofa, cimentier russe"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from diplograph.extraction.mentions import CAPITAL, RUN, Mention, named
from diplograph.extraction.source import Source, beginning
from diplograph.model import EntityType

_WORD = rf"{CAPITAL}[\w&'’-]*"
_NAME = rf"{_WORD}(?: {_WORD}){{0,3}}"
# Before a town: "à", "entre", "vers"; a town that "de" precedes may be anything's.
_TOWARDS = re.compile(
    r"(?:^|[\s(])(?:a|vers|depuis|entre|reliant|relie|relient|rejoindre|jusqu'a|pres de|ville de|port de"
    r"|et|ou) $"
)
_IN_COUNTRY = re.compile(r"(?: \(|, (?:en |au |aux |dans (?:le |la |l'|les )|a l'))")
_SIDE = re.compile(r"(?:,? dans |, a |, au |, sur |, )(?:le |la |l'|les )?")
_NAME_REACH = 90
_BEFORE_NOUN = re.compile(
    rf"(?<![\w'’-])({_NAME})(?: \([^()\n]{{1,40}}\))?, "
    r"(?:le |la |l'|un |une |leur |sa |son |premier |premiere )?$"
)
_HEADED = re.compile(rf"(?: (?!et |ou |que |qui |dont )[\w'’-]+){{1,6}}, ({_NAME})(?=[,.;:]| \()")
_INDEFINITE = re.compile(r"(?:^|[\s('])(?:une|un|cette|nouvelle|d'une) $")
_COMMON = ("offices", "events", "agreements", "projects", "heads", "circumstances", "speech")
_TABLES = (*_COMMON, "portfolios")
_PART = rf"{CAPITAL}[\w&'’]*"
_HYPHENED = re.compile(rf" ({_PART}(?:[-/–]{_PART})+)")
_OF_THING = re.compile(r" (?:des|de l'|de la|de) ?[\w'’-]+")
_ARTICLE = re.compile(r"(?:^|[\s('])(?:la|l'|de la|de l') ?$")
_OF_COUNTRY = re.compile(r" (?:de la |de l'|du |des |de |d')")
_ACRONYM = re.compile(r" \(([A-Z]{2,8})\)")
_GOVERNS = re.compile(r" (?:de la |de l'|du |de |d')(?:societe |compagnie |entreprise )?")
_OF_PARENT = re.compile(
    r"(?: (?!et |ou |des? |du |dans |en )[\w-]+){0,2} (?:de |d')(?:la societe |l'entreprise )?"
)
_ON_SIDE = re.compile(r" cote $")


def told_by_neighbours(source: Source, known: Sequence[Mention]) -> Iterator[Mention]:
    """Towns and firms unknown so far that an apposition, a country or a joint name tells."""
    free = Free(known)
    yield from _towns(source, known, free)
    yield from _apposed_firms(source, free)
    yield from _firms_in_hyphens(source, known, free)
    yield from _national_utilities(source, free)
    yield from _by_side(source, known, free)
    yield from _named_after_country(source, known, free)
    yield from _kin(source, free)


class Free:
    """Where no known name stands."""

    def __init__(self, known: Iterable[Mention]) -> None:
        self._taken = sorted((mention.start, mention.end) for mention in known)

    def is_taken(self, start: int, end: int) -> bool:
        """Whether a stretch shares a character with a known name."""
        after = bisect_left(self._taken, (end, 0))
        return any(s < end and start < e for s, e in self._taken[max(0, after - 3) : after])


def _towns(source: Source, known: Sequence[Mention], free: Free) -> Iterator[Mention]:
    """ "Entre Tindouf, en Algérie, et Choum (Mauritanie)", "à Choum, dans le nord du pays"."""
    ends = [m.start for m in known if m.type in {EntityType.COUNTRY, EntityType.REGION} and not m.bare]
    leads = [_link_start(source, end, _IN_COUNTRY) for end in ends]
    sides = source.scan.words.get("sites", ())
    leads += [_link_start(source, s.start, _SIDE) for s in sides if s.payload["form"] == "side"]
    for lead in dict.fromkeys(leads):
        run = _run_ending(source, lead) if lead is not None else None
        if run is None or free.is_taken(*run):
            continue
        if _TOWARDS.search(source.folded[max(0, run[0] - 12) : run[0]]):
            yield named(source, *run, EntityType.CITY)


def _link_start(source: Source, end: int, link: re.Pattern[str]) -> int | None:
    """Where a link that ends at an offset begins."""
    return next(
        (s for s in range(max(0, end - 12), end) if link.fullmatch(source.folded, s, end)),
        None,
    )


def _run_ending(source: Source, end: int) -> tuple[int, int] | None:
    """The run of capitalised words that ends at an offset."""
    low = max(0, end - _NAME_REACH)
    low = max(low, source.text.rfind("\n", low, end) + 1)
    last = None
    for run in RUN.finditer(source.text, low, end):
        last = run
    if last is None or last.end() != end or any(c.isdigit() for c in last.group()):
        return None
    return last.start(), end


def _apposed_firms(source: Source, free: Free) -> Iterator[Mention]:
    """ "Sofa, groupe russe de transport, …"; "une société de droit béninois, Sofa, …"."""
    for hit in source.scan.words.get("heads", ()):
        if hit.payload["form"] != "common" or hit.payload["type"] != EntityType.COMPANY.value:
            continue
        if source.folded[hit.end - 1] == "s":
            continue
        low = max(0, hit.start - _NAME_REACH)
        low = max(low, source.text.rfind("\n", low, hit.start) + 1)
        before = _BEFORE_NOUN.search(source.text, low, hit.start)
        if before and not free.is_taken(*before.span(1)) and is_name(source, *before.span(1)):
            yield named(source, *before.span(1), EntityType.COMPANY)
            continue
        if not _INDEFINITE.search(source.folded[max(0, hit.start - 10) : hit.start]):
            continue
        after = _HEADED.match(source.text, hit.end)
        if after and not free.is_taken(*after.span(1)) and is_name(source, *after.span(1), person=True):
            yield named(source, *after.span(1), EntityType.COMPANY)


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
    if source.before_civilities(start) < start:
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


def _firms_in_hyphens(source: Source, known: Sequence[Mention], free: Free) -> Iterator[Mention]:
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
            if not free.is_taken(start, end):
                yield named(source, start, end, EntityType.COMPANY)


def _national_utilities(source: Source, free: Free) -> Iterator[Mention]:
    """ "La Sénégalaise des Eaux", "l'Algérienne des autoroutes"."""
    for adjective in source.scan.adjectives:
        if not source.text[adjective.start].isupper() or source.folded[adjective.end - 1] != "e":
            continue
        thing = _OF_THING.match(source.text, adjective.end)
        article = _ARTICLE.search(source.folded[max(0, adjective.start - 8) : adjective.start])
        if thing and article and not free.is_taken(adjective.start, thing.end()):
            yield named(source, adjective.start, thing.end(), EntityType.COMPANY)


def _by_side(source: Source, known: Sequence[Mention], free: Free) -> Iterator[Mention]:
    """ "Alta et Bera côté français, Sofa et Cora côté mongol": firms where some of the sentence are."""
    firms = [m.start for m in known if m.type is EntityType.COMPANY]
    for adjective in source.scan.adjectives:
        if not _ON_SIDE.search(source.folded[max(0, adjective.start - 6) : adjective.start]):
            continue
        end = adjective.start - len(" cote ")
        begin = max(0, end - _NAME_REACH)
        cut = max(source.text.rfind(mark, begin, end) for mark in ".;:\n")
        after = bisect_left(firms, max(begin, cut))
        if after >= len(firms) or firms[after] > adjective.start:
            near = firms[after - 1 : after]
            if not near or source.is_parted(near[0], end):
                continue
        position = end
        while run := _run_ending(source, position):
            if not free.is_taken(*run) and is_name(source, *run):
                yield named(source, *run, EntityType.COMPANY)
            joint = next((j for j in (" et ", ", ") if source.folded.endswith(j, 0, run[0])), "")
            if not joint:
                break
            position = run[0] - len(joint)


def _named_after_country(source: Source, known: Sequence[Mention], free: Free) -> Iterator[Mention]:
    """Firms that end with their country: "le directeur général d'Électricité du Laos", "… du Laos (EDL)"."""
    for country in known:
        if country.type is not EntityType.COUNTRY or country.bare:
            continue
        lead = _link_start(source, country.start, _OF_COUNTRY)
        run = _run_ending(source, lead) if lead is not None else None
        if run is None or free.is_taken(*run) or not is_name(source, *run, plain=True):
            continue
        spelt = _ACRONYM.match(source.text, country.end)
        words = re.findall(r"\w+", source.text[run[0] : country.end])
        initials = "".join(word[0].upper() for word in words if word[0].isupper())
        led = any(
            hit.payload.get("of") == "organization" and _GOVERNS.fullmatch(source.folded, hit.end, run[0])
            for hit in source.words("offices", run[0] - _NAME_REACH, run[0])
        )
        if led or (spelt and spelt.group(1) in {initials, "".join(w[0].upper() for w in words)}):
            yield named(source, run[0], country.end, EntityType.COMPANY)


def _kin(source: Source, free: Free) -> Iterator[Mention]:
    """Parents that no table knows: "la branche laitière de Sofa", "filiale de Bera Holding"."""
    for hit in source.scan.words.get("stakes", ()):
        if hit.payload["form"] != "kin":
            continue
        link = _OF_PARENT.match(source.folded, hit.end)
        run = RUN.match(source.text, link.end()) if link else None
        if run and not free.is_taken(*run.span()) and is_name(source, *run.span()):
            yield named(source, *run.span(), EntityType.COMPANY)
