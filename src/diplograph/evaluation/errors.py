"""The faults of an evaluation, one by one, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from diplograph.evaluation.comparing import RoleOutcome, Values
from diplograph.evaluation.evaluating import Judged
from diplograph.evaluation.matching import EntityPair, FactPair
from diplograph.language.around import Sentences

_WHOLE = 0.9995  # shown as 1.000


class ErrorKind(StrEnum):
    """What is wrong: annotated and not found, found and not annotated, or found with faults."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class EntityError:
    """An entity that is missing, not annotated, or of another type.

    Attributes:
        type: annotated, "" if it is not; found: type in the graph, "" if it is not there.
        again: the thing is annotated, and another node stands for it already.
    """

    document: str
    kind: ErrorKind
    name: str
    type: str
    found: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class FactError:
    """A fact that is missing, not annotated, or not wholly right.

    Attributes:
        type: class of the fact; all agreements are of one, all events of another.
        score: 0 when missing or spurious.
        arguments: of the annotated fact, or of ours when it is spurious: key → values.
        faults: what differs, of a partly right one.
        status: annotated and found; "" where there is none.
        quote: of the annotation, "" when it is spurious; sentence: where it stands.
        ours: our own words, each with its sentence; rules: `table:pattern`.
        line: of the annotation in its file, 0 when it is spurious.
    """

    document: str
    kind: ErrorKind
    type: str
    score: float
    arguments: Mapping[str, tuple[str, ...]]
    faults: tuple[RoleOutcome, ...]
    status: tuple[str, str]
    quote: str
    sentence: str
    ours: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    line: int


def entity_errors(judged: Judged) -> Iterator[EntityError]:
    """Faults of entities, in the order of the annotations."""
    document = judged.matching.document
    for pair in judged.matching.entities:
        if pair.right:
            continue
        found = pair.found.type.value if pair.found else ""
        yield EntityError(document, _kind(pair), _name(pair), _type(pair), found, pair.again)


def _kind(pair: EntityPair) -> ErrorKind:
    if pair.gold is None:
        return ErrorKind.SPURIOUS
    return ErrorKind.PARTIAL if pair.found else ErrorKind.MISSED


def _name(pair: EntityPair) -> str:
    one = pair.gold or pair.found
    return one.name if one else ""


def _type(pair: EntityPair) -> str:
    return pair.gold.type.value if pair.gold else ""


def fact_errors(judged: Judged) -> Iterator[FactError]:
    """Faults of facts, class by class."""
    sentences = Sentences(judged.text)
    for pair in judged.matching.facts:
        if pair.score < _WHOLE:
            yield _fact_error(pair, judged.matching.document, sentences)


def _fact_error(pair: FactPair, document: str, sentences: Sentences) -> FactError:
    gold, found, outcome = pair.gold, pair.found, pair.outcome
    sides = pair.theirs if gold else pair.ours
    roles = outcome.roles if outcome else ()
    quote = gold.quote if gold else ""
    return FactError(
        document=document,
        kind=ErrorKind.PARTIAL if outcome else ErrorKind.MISSED if gold else ErrorKind.SPURIOUS,
        type=pair.family,
        score=pair.score,
        arguments=_shown(sides.arguments) if sides else {},
        faults=tuple(one for one in roles if one.wrong or one.missing or one.close),
        status=(gold.status if gold else "", ", ".join(found.statuses) if found else ""),
        quote=quote,
        sentence=sentences.around(quote) if quote else "",
        ours=tuple((one.quote, sentences.at(one.start, one.end)) for one in found.passages) if found else (),
        rules=found.rules if found else (),
        line=gold.line if gold else 0,
    )


def _shown(arguments: Mapping[str, Values]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(values.values())) for key, values in arguments.items() if values}
