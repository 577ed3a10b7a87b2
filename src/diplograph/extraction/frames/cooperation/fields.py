"""In which fields one cooperates: those told with a noun or a verb, before or after it."""

from __future__ import annotations

import re

from diplograph.extraction.sentences.lists import sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit, SectorTerm
from diplograph.language.patterns import pattern

_ANOTHER = pattern(r", {and}?{det}| comme | ainsi que ")
_NEXT = 24
_CLAUSE_OPENS = pattern(r", | {that}")
_MOST_OPENINGS = 2  # "Selon X, en outre, | dans le domaine de l'eau, …"
_POLITICAL = re.compile(r"^relations? politiques?$")
_TRAINED = 24
_OBJECT_REACH = 70  # characters of " avec l'Union européenne la route" behind a verb
_GROWTH_REACH = 60
_FRONTED, _AT_START = 60, 4  # characters of "Pour toutes les questions de sécurité"; of a quotation mark
_IN_WHICH = pattern(r"(?: {is}(?:l')?{a}[^,;.]{0,40}?)?,? (?:{at}|{for})(?={which}){word}")
_LISTED = pattern(r"(?:, {and}?| {and}){also}?{of}?{det}?")
# Between a weak noun and its field: "échanges | culturels", "échanges | dans l'" + "agro-industrie".
_DIRECTLY = pattern(r".{0,3}| {word}?{into}{det}?")
_INTO = pattern(r" (?:{into}|{for}|{over}|afin |{also}|{to}{the}?(?:secteurs? |developpement )).{0,40}$")
THINGS = frozenset({"projets", "financements"})
_ABOUT = pattern(r" {word}{0,2}(?:{of}|{at}|{for}|{over}|contre )(?:la lutte contre )?{det}?")
_IN_FIELD = pattern(r"{into}{det}?")  # "Dans le nucléaire comme dans le rail, A et B"
_OF_IT = pattern(r" {of}{det}?")  # "le volet culturel du | partenariat"
_SIDE_LEAD = 12
_TOWARD = pattern(r"(?:^| )(?:{at}|{for}|{over}|{also}|afin |via |: ?)|^ {of}?{det}?$")


def fields_of(sentence: Sentence, hit: Hit[Entry], stops: list[int]) -> list[Hit[SectorTerm]]:
    """Fields of a cooperation; not what another noun after a comma is about, nor trade that is measured."""
    sectors = sectors_after(sentence, hit.end, stops=stops)
    around = [s for s in sentence.sectors if s.start < hit.end < s.end]
    if around:  # "nos relations commerciales"
        sectors = [*around, *(s for s in sectors if s not in around)]
    if not sectors:
        return []
    first = sectors[0]
    if _ANOTHER.search(sentence.folded(hit.end, first.start)) and not announces(
        sentence, hit.end, first.start
    ):
        return []
    if hit.payload["form"] == "weak" and first.start - hit.end < _NEXT:
        near = sentence.source.words("indicators", hit.start - _NEXT, hit.end)
        traded = [h for h in near if h.end > hit.start]
        if first.payload.code == "trade" and any(h.payload["indicator"] == "Trade" for h in traded):
            return sectors if _is_to_grow(sentence, hit) else sectors[1:]
        if first.payload.code == "politics" and not hit.payload["sector"]:
            # "les relations diplomatiques" are relations, not political dialogue
            return sectors if _POLITICAL.search(sentence.folded(hit.start, first.end)) else []
    return sectors


def _is_to_grow(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether trade is to be developed rather than measured: "redynamiser leurs échanges commerciaux"."""
    low, high = max(sentence.start, hit.start - _GROWTH_REACH), min(sentence.end, hit.end + 2 * _GROWTH_REACH)
    growth = sentence.source.cues("presuppositions", low, high)
    growth = growth or sentence.source.cues("outlooks", low, high, "growing")
    return bool(growth) and all(amount.noun for amount in sentence.amounts)  # "les deux pays"


def leads_to(hit: Hit[Entry], between: str) -> bool:
    """Whether words between a weak noun and a field make the field the noun's own."""
    pattern = hit.payload.pattern
    if pattern in THINGS:
        return between == " "  # "projets culturels", no "projets d'irrigation"
    about = "conjoint" in pattern and _ABOUT.fullmatch(between)
    return bool(about or _DIRECTLY.fullmatch(between))


def announces(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words between a weak noun and a sector announce fields: "des liens dans le domaine de …"."""
    if ";" in sentence.folded(start, end):
        return False
    cues = sentence.source.words("cooperation_lists", start, end)
    return any(cue.payload["form"] != "fronted" for cue in cues)


def fronted_fields(sentence: Sentence, offset: int) -> list[Hit[SectorTerm]]:
    """Fields with which a clause begins before a word at an offset: "Dans le domaine de l'eau, A et B …"."""
    opened = [m.end() for m in _CLAUSE_OPENS.finditer(sentence.source.folded, sentence.start, offset)]
    for start in [sentence.start, *opened[:_MOST_OPENINGS]]:
        if sentence.folded(start - 2, start) == ", " and sentence.has_finite_verb(sentence.start, start):
            break  # not at the head of the clause any more
        found = fronted_at(sentence, start, offset)
        if found:
            return found
    return []


def fronted_at(sentence: Sentence, start: int, offset: int) -> list[Hit[SectorTerm]]:
    """Fields that what begins at one offset announces, up to its comma and what is listed behind it."""
    comma = sentence.source.folded.find(",", start, offset)
    sectors = [s for s in sentence.sectors if start <= s.start < offset]
    if comma < 0 or not sectors or sectors[0].start >= min(comma, start + _FRONTED):
        return []
    cues = sentence.source.cues("cooperation_lists", start, start + _FRONTED)
    adverb = sectors[0].start == start and sectors[0].end == comma
    adverb = adverb and sentence.folded(start, comma).endswith("ment")
    adverb = adverb or _IN_FIELD.fullmatch(sentence.folded(start, sectors[0].start)) is not None
    if not adverb and (not cues or cues[0].start - start > _AT_START or cues[0].end > sectors[0].start):
        return []
    found = [s for s in sectors if s.end <= comma]
    for sector in sectors[len(found) :]:
        if not found or not _LISTED.fullmatch(sentence.folded(found[-1].end, sector.start)):
            break
        found.append(sector)
    return found


def is_toward(sentence: Sentence, hit: Hit[Entry], sector: Hit[SectorTerm]) -> bool:
    """Whether help goes to a field: not "le soutien de X aux réformes politiques", which is a stance."""
    if hit.payload["form"] == "with" and sentence.folded(hit.end, hit.end + 6) == " avec ":
        between = sentence.folded(hit.end, sector.start)
        return sector.start - hit.end < _OBJECT_REACH and "," not in between
    if hit.payload["form"] == "doing":
        return True
    if hit.payload["form"] == "trains" and sector.start - hit.end < _TRAINED:
        return True  # "entraîne | la police kényane"
    bare = hit.payload["form"] == "help" and " " not in sentence.folded(hit.start, hit.end)
    link = _INTO if bare else _TOWARD
    return sector.payload.code != "politics" and bool(link.search(sentence.folded(hit.end, sector.start)))


def fields_before(sentence: Sentence, offset: int) -> list[Hit[SectorTerm]]:
    """Fields that a relative clause is about: "l'eau ou encore la santé, dans lesquels ils coopèrent"."""
    found: list[Hit[SectorTerm]] = []
    last = max((s for s in sentence.sectors if s.end <= offset), key=lambda s: s.end, default=None)
    if last is not None and _OF_IT.fullmatch(sentence.folded(last.end, offset)):
        sides = sentence.source.cues("word_classes", last.start - _SIDE_LEAD, last.start, "aspect")
        return [last] if any(side.end == last.start - 1 for side in sides) else []
    for sector in sorted((s for s in sentence.sectors if s.end <= offset), key=lambda s: -s.end):
        gap = sentence.folded(sector.end, found[-1].start if found else offset)
        if not (_LISTED.fullmatch(gap) if found else _IN_WHICH.match(gap)):
            break
        found.append(sector)
    return found[::-1]


def is_dialogue(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a gathering by its name has fields all the same: "le dialogue stratégique … a abordé"."""
    if not sentence.folded(hit.start, hit.end).startswith("dialogue "):
        return False
    sectors = sectors_after(sentence, hit.end, stops=())
    return bool(sectors) and announces(sentence, hit.end, sectors[0].start)
