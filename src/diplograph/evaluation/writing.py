"""An evaluation as text for a terminal, or as JSON of a stable shape."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from diplograph.evaluation.errors import EntityError, ErrorKind, FactError
from diplograph.evaluation.measures import Row, Score, Table
from diplograph.evaluation.report import Confusions, Report

_SHORT = {"InternationalOrganization": "Int. organization"}


def as_text(report: Report) -> str:
    """Tables for a person, in English."""
    parts = [
        heading(report),
        _scores("Entities", report.entities),
        *([_named(report)] if report.named else []),
        _scores("Facts", report.facts),
        _arguments(report),
        _statuses(report),
        _confusions("Types of entities: annotated down, found across", report.entity_types),
        _confusions("Types of facts: annotated down, found across", report.fact_types),
    ]
    if report.entity_errors is not None and report.fact_errors is not None:
        parts.append("\n".join(_errors(report.entity_errors, report.fact_errors)))
    return "\n\n".join(part for part in parts if part) + "\n"


def heading(report: Report) -> str:
    """What was judged, in one line."""
    number = len(report.documents)
    what = f"{number} document{'s' if number != 1 else ''}, "
    what += f"as the store {report.store} publishes them" if report.store else "each read by itself"
    return what + (f", without {' and '.join(report.without)}" if report.without else "")


def figure(value: float) -> str:
    """A share to three digits."""
    return f"{value:.3f}"


def interval(row: Row) -> str:
    """Bounds of F1, or a dash when chance was not measured."""
    return f"{figure(row.interval.low)}–{figure(row.interval.high)}" if row.interval else "–"


def amount(value: float) -> str:
    """A count, which for facts is a sum of shares."""
    return f"{value:.1f}".removesuffix(".0")


def _columns(rows: Sequence[Sequence[str]], *, left: Sequence[int] = (0,)) -> Iterator[str]:
    """Rows in columns, those in `left` to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.ljust(width) if index in left else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield ("  " + "  ".join(cells)).rstrip()


def _scores(title: str, table: Table) -> str:
    head = (title, "precision", "recall", "F1", "95 % of F1", "right", "found", "annotated")
    rows = [_score_row(row.name, row) for row in table.rows]
    macro = ("mean of types", *_figures(table.macro), "", "", "", "")
    return "\n".join(_columns([head, *rows, _score_row("all", table.micro), macro]))


def _score_row(name: str, row: Row) -> tuple[str, ...]:
    count = row.count
    numbers = (amount(count.right), str(count.found), str(count.gold))
    return (name, *_figures(row.score), interval(row), *numbers)


def _figures(score: Score) -> tuple[str, str, str]:
    return figure(score.precision), figure(score.recall), figure(score.f1)


def _named(report: Report) -> str:
    told = [f"{named.found} of {named.of} of type {named.type}" for named in report.named]
    return f"  Found under a name of their own: {', '.join(told)}. They count among the facts."


def _arguments(report: Report) -> str:
    if not report.arguments:
        return ""
    head = ("Arguments of the facts found", "", "right", "wrong", "missing")
    rows = [
        (row.type, row.argument, *map(str, (row.right, row.wrong, row.missing))) for row in report.arguments
    ]
    return "\n".join(_columns([head, *rows], left=(0, 1)))


def _statuses(report: Report) -> str:
    if not report.statuses:
        return ""
    head = ("Status of the facts found", "right", "of", "", "taken for")
    right, of = sum(row.right for row in report.statuses), sum(row.of for row in report.statuses)
    rows = [
        (
            row.status,
            *map(str, (row.right, row.of)),
            figure(row.right / row.of),
            ", ".join(f"{status} {number}" for status, number in row.taken_for),
        )
        for row in report.statuses
    ]
    rows.append(("all", str(right), str(of), figure(right / of), ""))
    return "\n".join(_columns([head, *rows], left=(0, 4)))


def _confusions(title: str, table: Confusions) -> str:
    if not table.rows:
        return ""
    head = ("", *(_SHORT.get(name, name) for name in table.columns))
    rows = [
        (_SHORT.get(row, row), *(str(table.counts.get((row, column), "")) for column in table.columns))
        for row in table.rows
    ]
    return "\n".join([title, *_columns([head, *rows])])


def _errors(entities: Sequence[EntityError], facts: Sequence[FactError]) -> Iterator[str]:
    names = sorted({one.document for one in entities} | {one.document for one in facts})
    yield f"Errors: {len(entities)} of entities, {len(facts)} of facts"
    for name in names:
        yield f"\n{name}"
        for entity in entities:
            if entity.document == name:
                yield f"  {entity_line(entity)}"
        for fact in facts:
            if fact.document == name:
                yield from (f"  {line}" for line in fact_lines(fact))


def entity_line(error: EntityError) -> str:
    """One fault of an entity."""
    if error.kind is ErrorKind.PARTIAL:
        return f"{error.name}: {error.type} taken for {error.found}"
    kind = "found twice" if error.again else error.kind.value
    return f"{kind} {error.type or error.found}: {error.name}"


def fact_lines(error: FactError) -> Iterator[str]:
    """One fault of a fact: what, how it differs, the words."""
    score = f" ({figure(error.score)})" if error.kind is ErrorKind.PARTIAL else ""
    place = f" [line {error.line}]" if error.line else ""
    said = "; ".join(f"{key} {', '.join(values)}" for key, values in error.arguments.items())
    yield f"{error.kind.value}{score} {error.type}: {said}{place}"
    yield from (f"  {line}" for line in fault_lines(error))
    if error.sentence:
        yield f"  annotated: « {' '.join(error.quote.split())} »"
        yield f"  in: {error.sentence}"
    for quote, sentence in error.ours:
        yield f"  ours: « {' '.join(quote.split())} »"
        if sentence != error.sentence:
            yield f"  in: {sentence}"
    if error.rules:
        yield f"  by: {', '.join(error.rules)}"


def fault_lines(error: FactError) -> Iterator[str]:
    """What differs between an annotated fact and ours."""
    for role in error.faults:
        told = [f"close, {role.close}"] if role.close else []
        told += [f"wrong {', '.join(role.wrong)}"] if role.wrong else []
        told += [f"missing {', '.join(role.missing)}"] if role.missing else []
        yield f"{role.key}: {'; '.join(told)}"
    annotated, found = error.status
    if error.kind is ErrorKind.PARTIAL and annotated and annotated != found:
        yield f"status: {found} for {annotated}"


def as_json(report: Report) -> str:
    """An object of the shape that docs/commands/evaluate.md gives; keys are only ever added."""
    told: dict[str, Any] = {
        "documents": list(report.documents),
        "store": report.store or None,
        "without": list(report.without),
        "resamples": report.resamples,
        "entities": {**_table_json(report.entities), "named": [_fields(one) for one in report.named]},
        "facts": _table_json(report.facts),
        "arguments": [_fields(row) for row in report.arguments],
        "statuses": [{**_fields(row), "taken_for": dict(row.taken_for)} for row in report.statuses],
        "confusions": {
            "entities": list(_cells(report.entity_types)),
            "facts": list(_cells(report.fact_types)),
        },
    }
    if report.entity_errors is not None and report.fact_errors is not None:
        told["errors"] = {
            "entities": [_fields(error) for error in report.entity_errors],
            "facts": [_fact_json(error) for error in report.fact_errors],
        }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _table_json(table: Table) -> dict[str, Any]:
    return {
        "types": {row.name: _row_json(row) for row in table.rows},
        "micro": _row_json(table.micro),
        "macro": _fields(table.macro),
    }


def _row_json(row: Row) -> dict[str, Any]:
    bounds = [row.interval.low, row.interval.high] if row.interval else None
    return {**_fields(row.score), "f1_interval": bounds, **_fields(row.count)}


def _cells(table: Confusions) -> Iterable[dict[str, Any]]:
    for row in table.rows:
        for column in table.columns:
            if number := table.counts.get((row, column)):
                yield {"annotated": _known(row), "found": _known(column), "count": number}


def _known(name: str) -> str | None:
    return name if name.isalpha() else None


def _fact_json(error: FactError) -> dict[str, Any]:
    annotated, found = error.status
    return {
        **_fields(error),
        "faults": [_fields(role) for role in error.faults],
        "status": {"annotated": annotated or None, "found": found or None},
        "ours": [{"quote": quote, "sentence": sentence} for quote, sentence in error.ours],
    }


def _fields(one: Any) -> Mapping[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}
