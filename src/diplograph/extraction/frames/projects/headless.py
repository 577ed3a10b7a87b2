"""Projects told by a name alone: "le bouclage de Manah 1", "le Great Sea Interconnector", "Kachagan"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import as_principals, keys_of, whole_subject
from diplograph.extraction.frames.common.sums import sum_between
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.frames.projects.builders import builders
from diplograph.extraction.frames.projects.definite import NAME, OF_NAME, is_free, trade_spoken_of
from diplograph.extraction.frames.projects.partaking import BUILDERS, is_verb, of_relative
from diplograph.extraction.frames.projects.siting import beginning_of, places_of
from diplograph.extraction.items import Item
from diplograph.extraction.names.names import RUN
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import Status

_NUMBERED = re.compile(r"([A-ZÉÈ][\w’'-]*(?: [A-ZÉÈ][\w’'-]*)?[ -])(\d{1,2}|I{1,3}|IV|V)$")
_NEXT_NAME = re.compile(
    r" ?(?:le |la |l['’])?([A-ZÉÈ][\w’'-]*(?: [A-ZÉÈ][\w’'-]*)?[ -](?:\d{1,2}|I{1,3}|IV|V))(?![\w-])"
)
_BEFORE = re.compile(r"((?:[A-ZÉÈ][\w’'-]*|[A-Z]*\d[A-Z\d]*) )((?:[A-ZÉÈ][\w’'-]* )*)$")
_DETERMINER = pattern(r"\W*{det}")
_WHERE = re.compile(rf"(?<![\w’'-]){NAME}(?=, où )")
_HOLDER = pattern(r", ?{det}?{word}?$")
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
        article = _DETERMINER.match(sentence.source.folded, sentence.start, hit.start)
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


def find_held_fields(sentence: Sentence) -> Iterator[Draft]:
    """Fields that a sentence tells by their name alone, with who holds or runs them."""
    trade = trade_spoken_of(sentence)
    if not trade:
        return
    told: set[str] = set()
    for start, end, holders in (*_of_holders(sentence), *_of_shares(sentence), *_where(sentence)):
        name = sentence.source.quote(start, end)
        keys = as_principals(sentence, keys_of(holders))
        if not keys or name in told or not is_free(sentence, start, end):
            continue
        told.add(name)
        yield Draft(
            "Project",
            {"participant": keys, "sector": (trade,)},
            min(start, *(i.start for i in holders)),
            end,
            "undertakings",
            name=name,
            name_start=start,
            confidence=0.55,
        )


def _of_holders(sentence: Sentence) -> Iterator[tuple[int, int, list[Item]]]:
    """ "BP, opérateur de Shah Deniz", "Total, actionnaire d'Absheron"."""
    for cue in sentence.source.cues("undertakings", sentence.start, sentence.end, "holder"):
        name = OF_NAME.match(sentence.source.text, cue.end, sentence.end)
        near = sentence.before(cue.start, kinds=BUILDERS)[:1]
        if name and near and _HOLDER.fullmatch(sentence.folded(near[0].end, cue.start)):
            yield name.start(1), name.end(1), near


def _of_shares(sentence: Sentence) -> Iterator[tuple[int, int, list[Item]]]:
    """ "Il conserve 35 % d'Absheron", "Eni détient la moitié de Zohr"."""
    shares = [a.span.end for a in sentence.amounts if a.amount.unit == "percent"]
    for end in shares:
        name = OF_NAME.match(sentence.source.text, end, sentence.end)
        if name is None or RUN.match(sentence.source.text, name.start(1), sentence.end) is None:
            continue
        holders = [i for i in whole_subject(sentence, end, kinds=BUILDERS) if i.end < end]
        yield name.start(1), name.end(1), holders


def _where(sentence: Sentence) -> Iterator[tuple[int, int, list[Item]]]:
    """ "Kachagan, où A possède 16,8 %"."""
    for name in _WHERE.finditer(sentence.source.text, sentence.start, sentence.end):
        yield name.start(1), name.end(1), of_relative(sentence, name.end(1))
