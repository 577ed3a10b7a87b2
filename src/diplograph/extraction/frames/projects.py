"""Projects: works, programmes and initiatives with an identity, and institutions still to be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.builders import builders
from diplograph.extraction.frames.naming import opened, quoted, several, titled, works_named
from diplograph.extraction.frames.parties import keys_of
from diplograph.extraction.frames.sums import sum_between
from diplograph.extraction.frames.works import GENERIC, proper_name
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import PLACES, EntityType, Status, Value

_START_REACH = 40
_AGREED = 90
_FOR = re.compile(r"[^,;:.]{0,60}(?: pour| en vue| portant sur| relatif| relative| sur)")
_AND_ALSO = re.compile(r" (?:et|puis) [\w-]+ ")
_OBJECT_REACH = 80
_EXISTING = re.compile(r" (?:existante?s?|actuel(?:le)?s?)$")
_PASSIVE_REACH = 60
_OPENING_REACH = 60
_MOST_AT_ONCE = 6


def find_projects(sentence: Sentence) -> Iterator[Draft]:
    """Projects that one sentence names."""
    hits = sentence.words("projects")
    taken = sentence.start
    for hit in hits:
        if hit.start < taken or _is_quantity(sentence, hit):
            continue
        form = hit.payload["form"]
        started = _starter(sentence, hit)
        each = several(sentence, hit, started)
        if each:
            for start, end, name in each:
                yield _draft(sentence, hit, start, end, name, started)
            taken = max(taken, each[-1][1])
            continue
        if form == "named":
            found = titled(sentence, hit)
        elif form in {"works", "sized"}:
            found = works_named(sentence, hit, started) or quoted(sentence, hit)
        else:
            found = quoted(sentence, hit) or opened(sentence, hit, started)
        if found is None:
            continue
        start, end, name = found
        if _EXISTING.search(sentence.folded(start, end)):
            continue
        taken = max(taken, end)
        yield _draft(sentence, hit, start, end, name, started)


def _is_quantity(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """ "un parc de 120 avions" apart, works counted by the dozen are no project: "cent trente centrales"."""
    return any(
        a.span.start <= hit.start < a.span.end and a.amount.value > _MOST_AT_ONCE for a in sentence.amounts
    )


def _starter(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """The word that brings the works about ("construction de", "ouverture prochaine d'"), near before."""
    starts = sentence.words("project_starts")
    found = [
        s
        for s in starts
        if s.end <= hit.start and s.payload["form"] != "passive" and _brings(sentence, s, hit)
    ]
    if found:
        return found[-1]
    limit = min(sentence.clause_end(hit.end), hit.end + _PASSIVE_REACH)
    after = [s for s in starts if s.payload["form"] == "passive" and hit.end <= s.start < limit]
    return after[0] if after and not sentence.has_finite_verb(hit.end, after[0].start) else None


def _brings(sentence: Sentence, start: Hit[Entry], hit: Hit[Entry]) -> bool:
    between = sentence.folded(start.end, hit.start)
    if re.search(r"[;:.]", between):
        return False
    token = sentence.source.token_starting(start.start)
    also = _AND_ALSO.match(between)  # "construira et exploitera une centrale"
    until = start.end + also.end() if also else start.end
    if token is not None and token.pos_ in {
        "VERB",
        "AUX",
    }:  # "ont inauguré hier, dans la région de X, l'usine"
        return (
            len(between) <= _OBJECT_REACH
            and between.count(",") in {0, 2}
            and not sentence.has_finite_verb(until, hit.start)
        )
    dated = any(start.end <= d.span.start < hit.start for d in sentence.dates)
    return len(between) <= _START_REACH and between.count(",") == (2 if dated else 0)


def _draft(
    sentence: Sentence, hit: Hit[Entry], start: int, end: int, name: str, started: Hit[Entry] | None
) -> Draft:
    until = min(sentence.clause_end(end), end + 90)
    quoted = any(mark in sentence.source.text[start:end] for mark in '«"“')
    inside = [
        i
        for i in sentence.items
        if start <= i.start < end and i.kind == "name" and i.type in PLACES and not quoted
    ]
    around = sentence.places(max(sentence.start, start - 40), until)
    sectors = [h.payload.code for h in sentence.sectors if start <= h.start < end]
    own = hit.payload["sector"]
    if own and not any(
        code.startswith(own) or (own in GENERIC and code.startswith("energy.")) for code in sectors
    ):
        sectors = [own, *sectors]
    sectors = [c for c in sectors if not any(other.startswith(f"{c}.") for other in sectors)]
    title = hit.payload["form"] == "named" and sentence.source.text[start].isupper()
    owners = [i for i in inside if i.type is EntityType.COUNTRY and title]
    roles: dict[str, tuple[Value, ...]] = {
        "participant": builders(sentence, start, end, started) or keys_of(owners),
        "place": keys_of([*(i for i in inside if i not in owners), *around, *_sides(sentence, start, until)]),
        "sector": tuple(dict.fromkeys(sectors)),
        "amount": sum_between(sentence, end, until)
        or (sum_between(sentence, started.end, start) if started else ()),
        "start": _opening(sentence, end),
    }
    default = Status(started.payload["status"] or Status.ACTUAL) if started else Status.ACTUAL
    if started is not None and default is Status.ACTUAL and _is_agreed(sentence, started):
        default = Status.PLANNED
    proper = proper_name(name)
    return Draft(
        "Project",
        roles,
        min(start, started.start if started else start),
        end,
        hit.payload.rule,
        status=status_of(sentence, min(start, started.start if started else start), end, default=default),
        name=name,
        name_start=start,
        forms=tuple(
            dict.fromkeys((*_forms(name, sentence.source.quote(start, end)), *([proper] if proper else [])))
        ),
        confidence=0.65,
    )


def _is_agreed(sentence: Sentence, started: Hit[Entry]) -> bool:
    """Whether an agreement is on what begins the works: "un accord pour la construction de …"."""
    low = max(sentence.clause_start(started.start), started.start - _AGREED)
    texts = sentence.source.cues("agreements", low, started.start)
    return bool(texts) and bool(_FOR.match(sentence.folded(texts[-1].end, started.start)))


def _sides(sentence: Sentence, start: int, until: int) -> list[Item]:
    """Places of which a part is named: "dans le sud du Vietnam", "au large des côtes angolaises"."""
    found: list[Item] = []
    for cue in sentence.source.cues("sites", start, until, "side"):
        adjective = sentence.adjective_after(cue.end, reach=16)
        found += [adjective] if adjective is not None else []
        near = sentence.after(cue.end, kinds=PLACES, until=min(until, cue.end + 16))[:1]
        found += [i for i in near if sentence.preposition(i) in {"de", "du", "des", "d'"}]
    return found


def _opening(sentence: Sentence, end: int) -> tuple[str, ...]:
    """The date of entry into service said right after: "…, dont la mise en service est prévue en 2026"."""
    said = sentence.source.cues("openings", end, min(sentence.end, end + _OPENING_REACH))[:1]
    dates = [d for d in sentence.dates if said and said[0].end <= d.span.start < said[0].end + 24]
    return (dates[0].period.start,) if dates and dates[0].period.start else ()


def _forms(name: str, found: str) -> tuple[str, ...]:
    shorter = re.sub(r" de \d[\d ,.]* ?\w+$|,? (?:à|au|en) [A-ZÉ].*$", "", name)
    return tuple(form for form in dict.fromkeys((found, shorter)) if form != name and len(form) > 3)
