"""Where works are and when they begin: what the clause says around their name."""

from __future__ import annotations

import itertools
import re

from diplograph.extraction.items import Item, preposition_before
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import beginning
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import ACTORS, PLACES, EntityType

_LEAD = 40
_OPENING_REACH = 60
_BEFORE_REACH = 90
_DATE_REACH = 30
_ARTICLE = 4  # " la "
_STOP = re.compile(r"[;:.]")
_THERE = re.compile(r"\by $")
_LINK_REACH = 60
_OPENING = 16
_HEAD = 24  # characters within which a name's own noun begins
_TO_NEXT = pattern(r"(?:, cote [\w-]+)?,? ?{and}?(?:{at}|via |en passant {by})?(?:, )?{the}?")
_NEXT_THING = pattern(r"(?:, |,? {and}){det}(?=[a-z])")  # "la ligne A-B, la route C-D"
_AT = pattern(r"{edge}(?:{at}|{for}|pres {of})(?:{det}|{one}{of}|{word}{1,2})?$")
_IN_NAMED = re.compile(r"(?:^|\s)(?:dans|sur|en) (?:les? |la |l['’])?(?:[a-zé-]+ )?[A-ZÉÈ][\w-]{3,} $")
_SERVED = 30
_BOTH = 2
_LENGTHS, _GAP = frozenset({"km", "m"}), 8
_BEFORE = 26
_THROUGH = frozenset({"sous", "chez"})


def places_of(sentence: Sentence, start: int, end: int, until: int, started: Hit[Entry] | None) -> list[Item]:
    """Places around works named between two offsets, from the verb that begins them, and what points back."""
    low = max(sentence.start, start - _LEAD)
    texts = sentence.source.cues("agreements", end, until, "noun", "weak")
    signed = sentence.source.words("agreement_verbs", end, until)
    texts += [v for v in signed if v.payload["stage"] == "Signed" and v.payload["form"] != "founds"]
    until = min([until, *(t.start for t in texts)])  # "le projet X, objet d'un accord signé à Rome"
    other = _NEXT_THING.search(sentence.source.folded, end, until)
    until = sentence.action_end(end, other.start() if other else until)
    if started is not None and started.end <= start:
        low = min(low, started.end)
    around = [*sentence.places(low, until), *sides(sentence, low, until)]
    found = [i for i in around if not _is_of_another_verb(sentence, i, start, end, started)]
    found += [i for i in linked(sentence, start, until) if i.kind != "body"]  # no line joins governments
    found += [
        i
        for i in sentence.items
        if i.kind == "anaphor"
        and i.type is EntityType.COUNTRY
        and end <= i.start < until
        and sentence.preposition(i) in members("of", "at")
    ]
    begun = started.end if started is not None and started.end <= start else start
    found = found or _ends(sentence, begun, end)
    fronted = _fronted(sentence, start) if started is not None and started.start < start else []
    if fronted and all(i.kind == "anaphor" for i in found):  # "En A, B a construit le premier port du pays"
        return fronted
    verb = started.start if started is not None else start
    if not found and _THERE.search(sentence.folded(verb - 3, verb)):
        back = list(sentence.discourse.focus.back([i for i in sentence.items if i.end < verb], *PLACES))
        found = [i for i in back[:1] if i.start < verb]
    return found


def _is_of_another_verb(
    sentence: Sentence, item: Item, start: int, end: int, started: Hit[Entry] | None
) -> bool:
    """Whether a place belongs to a verb that only mentions the works.

    "Des turbines conçues à A équipent | le barrage", "les rames promises à | la ligne 7 | attendaient à A".
    """
    if item.end <= start:
        ahead = sentence.folded(item.end, item.end + 2)
        return (
            not ahead.startswith(",")
            and sentence.has_finite_verb(item.end, start)
            and ahead[:1] == " "
            and (started is None or item.end <= started.start)
        )
    if item.start >= end and sentence.source.cues("sites", max(end, item.start - _SERVED), item.start, "end"):
        return True  # "la station qui dessert le sud de X"
    if started is not None or item.start < end or not sentence.has_finite_verb(end, item.start):
        return False
    return preposition_before(sentence.source, start) in members("to", "of", "for", "by", "with", "at")


def _fronted(sentence: Sentence, start: int) -> list[Item]:
    """The place that opens a sentence: "Au Cameroun, Alta construira un port"."""
    if sentence.source.cues("agreements", sentence.start, start):
        return []  # "À Rome, A et B ont signé un accord sur …"
    places = sentence.places(sentence.start, min(start, sentence.start + _OPENING))
    group = [i for i in places if sentence.folded(i.end, i.end + 1) == ","][:1]
    return group if group and len(places) == 1 else []


def _ends(sentence: Sentence, start: int, end: int) -> list[Item]:
    """The two towns of a line that is named after them: "le chemin de fer Dakar-Bamako"."""
    towns = [
        Item(hit.start, hit.end, "name", (hit.payload.key,), EntityType.CITY)
        for hit in beginning(sentence.source.scan.names, start, end)
        if hit.payload.key.startswith("city/")
    ]
    joined = [sentence.folded(a.end, b.start) in {"-", "–"} for a, b in itertools.pairwise(towns)]
    return towns if joined and all(joined) else []


def linked(sentence: Sentence, start: int, until: int) -> list[Item]:
    """Places that works join: "la voie ferrée reliant A à B", "le gazoduc entre A et B via C"."""
    for cue in sentence.source.cues("sites", start, until + _LINK_REACH, "linked"):
        if any(hit.start > start + _HEAD for hit in sentence.source.cues("projects", start, cue.start)):
            break  # what another thing joins
        pair = [i for i in sentence.items if i.kind == "plural" and 0 <= i.start - cue.end <= 1 and i.keys]
        if pair and len(pair[0].keys) == _BOTH and all(k.startswith("country/") for k in pair[0].keys):
            return pair
        near = sentence.after(cue.end, kinds=PLACES, until=cue.end + _LINK_REACH)
        ends = []
        last = cue.end
        others = [i for i in sentence.after(cue.end, kinds=ACTORS, until=cue.end + 4) if i.kind == "name"]
        if others and others[0] not in near:  # a town that nothing knows, taken for a person
            last = others[0].end
        for item in near:
            if item.start < last or not _TO_NEXT.fullmatch(sentence.folded(last, item.start)):
                break
            ends.append(item)
            last = item.end
        if len(ends) > 1 or (ends and last != cue.end and others):
            return ends
    return []


def sides(sentence: Sentence, start: int, until: int) -> list[Item]:
    """Places of which a part is named, and areas: "dans le sud du Vietnam", "près de X"."""
    found: list[Item] = []
    for cue in sentence.source.cues("sites", start, until, "side", "area", "town", "near"):
        named = cue.payload["form"] in {"area", "town"}
        if named and not _AT.search(sentence.folded(cue.start - _BEFORE, cue.start)):
            continue
        if _is_away(sentence, cue.start):
            continue  # "à 120 kilomètres au sud de X"
        adjective = sentence.adjective_after(cue.end, reach=16)
        found += [adjective] if adjective is not None else []
        near = sentence.after(cue.end, kinds=PLACES, until=min(until, cue.end + 16))[:1]
        of_it = [i for i in near if sentence.preposition(i) in members("of")]
        found += [j for i in of_it for j in sentence.group(i) if j.start >= i.start and j.type in PLACES]
    for item in sentence.items:  # "dans les Andes | boliviennes"
        if item.kind == "adjective" and not item.is_plural and start <= item.start < until:
            before = sentence.source.text[max(start, item.start - _BEFORE - 8) : item.start]
            found += [item] if _IN_NAMED.search(before) else []
    for item in sentence.after(start, kinds=PLACES, until=until):
        if item.kind == "name" and sentence.preposition(item) in _THROUGH:  # "sous le Danube"
            found.append(item)
    return found


def _is_away(sentence: Sentence, offset: int) -> bool:
    """Whether a distance stands right before a side: how far off a place is, not where a thing is."""
    return any(a.amount.unit in _LENGTHS and 0 <= offset - a.span.end <= _GAP for a in sentence.amounts)


def beginning_of(sentence: Sentence, start: int, end: int, started: Hit[Entry] | None) -> tuple[str, ...]:
    """The date of launch or of entry into service: "…, dont la mise en service est prévue en 2026".

    It stands right after words of opening, which stand after the works' name, before it ("Lancé en 2019, le
    programme …") or are the verb that begins them.
    """
    cues = sentence.source.cues
    said = cues("openings", end, min(sentence.end, end + _OPENING_REACH))[:1]
    low = max(sentence.start, start - _BEFORE_REACH)
    ahead = [c for c in cues("openings", low, start) if not sentence.has_finite_verb(c.end, start)]
    for cue in (*said, *ahead[-1:]):
        high = start if cue.end <= start else sentence.end
        for date in sentence.dates:
            near = cue.end <= date.span.start < min(high, cue.end + _DATE_REACH)
            gap = sentence.folded(date.span.end, cue.start) if date.span.end <= cue.start else ","
            near = near or (len(gap) <= _ARTICLE and "," not in gap)  # "a posé mardi la première pierre"
            if near and date.period.start and not _STOP.search(sentence.folded(cue.end, date.span.start)):
                return (date.period.start,)
    if started is not None and started.payload["form"] == "passive":
        for date in sentence.dates:
            if 0 <= date.span.start - max(started.end, end) < _DATE_REACH and date.period.start:
                return (date.period.start,)
    return ()
