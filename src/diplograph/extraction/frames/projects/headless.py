"""Projects told by a name alone: "le bouclage financier de Manah 1", "le Great Sea Interconnector"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import keys_of
from diplograph.extraction.frames.common.sums import sum_between
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.frames.projects.builders import builders
from diplograph.extraction.frames.projects.oilfields import find_held_fields
from diplograph.extraction.frames.projects.partaking import is_verb
from diplograph.extraction.frames.projects.siting import beginning_of, places_of
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import Status

_NUMBERED = re.compile(r"([A-ZÉÈ][\w’'-]*(?: [A-ZÉÈ][\w’'-]*)?[ -])(\d{1,2}|I{1,3}|IV|V)$")
_NEXT_NAME = re.compile(
    r" ?(?:le |la |l['’])?([A-ZÉÈ][\w’'-]*(?: [A-ZÉÈ][\w’'-]*)?[ -](?:\d{1,2}|I{1,3}|IV|V))(?![\w-])"
)
_BEFORE = re.compile(r"((?:[A-ZÉÈ][\w’'-]*|[A-Z]*\d[A-Z\d]*) )((?:[A-ZÉÈ][\w’'-]* )*)$")
_ARTICLE = re.compile(r"\W*(?:Le|La|Les|L['’]) ?")
_ANOTHER = r"(?:\d{1,2}|I{1,3}|IV|V)(?![\w-])"
_STARTS = frozenset({"", "rebuild", "create", "runs"})
_REACH, _LONGEST = 60, 60


def find_headless(sentence: Sentence, works: Works, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Projects of one sentence that no noun of works names."""
    taken = [(d.name_start, d.end) for d in drafts]
    found = [*_by_last_word(sentence), *_begun(sentence), *_siblings(sentence, works)]
    for start, end, sector, rule in found:
        if any(s <= start < e for s, e in taken) or _is_known(sentence, start, end):
            continue
        taken.append((start, end))
        yield _draft(sentence, start, end, sector, rule)
    yield from (d for d in find_held_fields(sentence) if not any(s <= d.name_start < e for s, e in taken))


def _by_last_word(sentence: Sentence) -> Iterator[tuple[int, int, tuple[str, ...], str]]:
    """ "Le Great Sea Interconnector": a foreign name whose last word tells what it is."""
    text = sentence.source.text
    for hit in sentence.words("projects"):
        if hit.payload["form"] not in {"last", "works"} or not text[hit.start].isupper():
            continue
        low = max(sentence.start, hit.start - _LONGEST)
        article = _ARTICLE.match(text, sentence.start, hit.start)
        before = _BEFORE.search(text, max(low, article.end() if article else low), hit.start)
        if before and (before.start() > sentence.start or article):
            yield before.start(), hit.end, tuple(hit.payload["sector"].split("|")), hit.payload.rule


def _begun(sentence: Sentence) -> Iterator[tuple[int, int, tuple[str, ...], str]]:
    """ "Le montage financier de Manah 1": what begins works, right before a name with a number."""
    for cue in sentence.words("project_starts"):
        if cue.payload["form"] not in _STARTS:
            continue
        name = _NEXT_NAME.match(sentence.source.text, cue.end, sentence.end)
        if name:
            yield name.start(1), name.end(1), (), cue.payload.rule


def _siblings(sentence: Sentence, works: Works) -> Iterator[tuple[int, int, tuple[str, ...], str]]:
    """ "Varzob-3" where the power station Varzob-2 was told."""
    for known in works.told:
        for form in (known.name, *known.forms):
            base = _NUMBERED.search(form)
            if base is None or len(base.group(1)) < 4:
                continue
            pattern = re.compile(rf"\b{re.escape(base.group(1))}{_ANOTHER}")
            for match in pattern.finditer(sentence.source.text, sentence.start, sentence.end):
                own = match.group()
                if not any(
                    own in (name, name.rpartition(" ")[2]) or name.endswith(own) for name in works.names
                ):
                    yield match.start(), match.end(), tuple(map(str, known.get("sector"))), known.rule
            break


def _is_known(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a known thing other than a place has the name, or it is within a longer one."""
    return any(
        i.start < end and start < i.end and sentence.source.knowledge.entity(i.keys[0]) is not None
        for i in sentence.items
        if i.keys and i.kind == "name"
    )


def _starter(sentence: Sentence, start: int, end: int) -> Hit[Entry] | None:
    low = max(sentence.clause_start(start), start - _REACH)
    near = sentence.source.cues("project_starts", low, start, *_STARTS)
    near = [c for c in near if "," not in sentence.folded(c.end, start)]
    near = [c for c in near if not sentence.has_finite_verb(c.end, start) or is_verb(sentence, c)]
    if near:
        return near[-1]
    limit = min(sentence.clause_end(end), end + _REACH)
    after = sentence.source.cues("project_starts", end, limit, "passive", "due")
    return after[0] if after and not sentence.has_finite_verb(end, after[0].start) else None


def _draft(sentence: Sentence, start: int, end: int, sector: tuple[str, ...], rule: str) -> Draft:
    started = _starter(sentence, start, end)
    verb = started is not None and is_verb(sentence, started)
    until = min(sentence.clause_end(end), end + 90)
    name = sentence.source.quote(start, end)
    begins = min(start, started.start if started else start)
    default = Status(started.payload["status"] or Status.ACTUAL) if started else Status.ACTUAL
    return Draft(
        "Project",
        {
            "participant": builders(sentence, start, end, started),
            "place": keys_of(places_of(sentence, start, end, until, started)),
            "sector": ("energy.hydrogen",) if "H2" in name else tuple(c for c in sector if c),
            "amount": sum_between(sentence, end, until),
            "start": beginning_of(sentence, start, end, started) if started is None or verb else (),
        },
        begins,
        end,
        rule,
        status=status_of(sentence, begins, end, default=default),
        name=name,
        name_start=start,
        confidence=0.6,
    )
