"""An evaluation as one page of HTML that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from diplograph.evaluation.errors import EntityError, ErrorKind, FactError
from diplograph.evaluation.measures import Row, Table
from diplograph.evaluation.report import Confusions, Report
from diplograph.evaluation.writing import amount, entity_line, fault_lines, figure, heading, interval

_STYLE = """
:root { color-scheme: light dark; --line: #8888; --right: #1a7f3733; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; margin: 1.5rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .2rem .7rem; text-align: right; }
th[scope=row], thead th:first-child { text-align: left; font-weight: normal; }
tfoot th, tfoot td { font-weight: bold; border-top: 2px solid var(--line); }
.same { background: var(--right); }
.wide { overflow-x: auto; }
summary { cursor: pointer; padding: .3rem 0; }
article { border-left: 3px solid var(--line); margin: 1rem 0; padding: 0 1rem; }
article h4 { margin: 0; font-size: 1rem; }
blockquote { margin: .3rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: .3rem 0; }
dd { margin: 0; }
"""


def as_html(report: Report) -> str:
    """The whole page."""
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>diplograph evaluate: {_text(heading(report))}</title><style>{_STYLE}</style></head><body>",
        f"<header><h1>How well the texts were read</h1><p>{_text(heading(report))}.</p></header><main>",
        _scores("Entities", report.entities),
        _scores("Facts", report.facts),
        _arguments(report),
        _statuses(report),
        _confusions("Types of entities: annotated down, found across", report.entity_types),
        _confusions("Types of facts: annotated down, found across", report.fact_types),
        *_errors(report),
        "</main></body></html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _text(value: str) -> str:
    return escape(value, quote=False)


def _table(caption: str, head: Sequence[str], body: Iterable[Sequence[str]], foot: str = "") -> str:
    columns = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in head)
    rows = "\n".join(_row(cells) for cells in body)
    return (
        f"{_wide(caption)}<table><caption>{_text(caption)}</caption><thead><tr>{columns}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>{foot}</table></div>"
    )


def _wide(name: str) -> str:
    """The opening of a region that scrolls, by keyboard too, when a table is wider than the window."""
    return f'<div class="wide" role="region" tabindex="0" aria-label="{escape(name)}">'


def _row(cells: Sequence[str]) -> str:
    first, *others = cells
    told = "".join(f"<td>{_text(cell)}</td>" for cell in others)
    return f'<tr><th scope="row">{_text(first)}</th>{told}</tr>'


def _scores(title: str, table: Table) -> str:
    head = ("type", "precision", "recall", "F1", "95 % of F1", "right", "found", "annotated")
    macro = table.macro
    mean = ("mean of types", *map(figure, (macro.precision, macro.recall, macro.f1)), "", "", "", "")
    foot = f"<tfoot>{_row(_score_cells('all', table.micro))}{_row(mean)}</tfoot>"
    return _table(title, head, (_score_cells(row.name, row) for row in table.rows), foot)


def _score_cells(name: str, row: Row) -> tuple[str, ...]:
    score, count = row.score, row.count
    figures = map(figure, (score.precision, score.recall, score.f1))
    return (name, *figures, interval(row), amount(count.right), str(count.found), str(count.gold))


def _arguments(report: Report) -> str:
    rows = (
        (f"{row.type}: {row.argument}", str(row.right), str(row.wrong), str(row.missing))
        for row in report.arguments
    )
    return _table("Arguments of the facts found", ("argument", "right", "wrong", "missing"), rows)


def _statuses(report: Report) -> str:
    rows = (
        (
            row.status,
            str(row.right),
            str(row.of),
            figure(row.right / row.of),
            ", ".join(f"{name} {number}" for name, number in row.taken_for),
        )
        for row in report.statuses
    )
    head = ("annotated status", "right", "of", "share", "taken for")
    return _table("Status of the facts found", head, rows)


def _confusions(title: str, table: Confusions) -> str:
    def cell(row: str, column: str) -> str:
        mark = ' class="same"' if row == column else ""
        return f"<td{mark}>{table.counts.get((row, column), '')}</td>"

    columns = "".join(f'<th scope="col">{_text(name)}</th>' for name in table.columns)
    rows = "\n".join(
        f'<tr><th scope="row">{_text(row)}</th>{"".join(cell(row, column) for column in table.columns)}</tr>'
        for row in table.rows
    )
    note = "<p>The dash stands for: not annotated (row), not found (column).</p>"
    return (
        f"{_wide(title)}<table><caption>{_text(title)}</caption>"
        f"<thead><tr><td></td>{columns}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>{note}"
    )


def _errors(report: Report) -> Iterator[str]:
    if report.entity_errors is None or report.fact_errors is None:
        return
    yield "<h2>Errors</h2>"
    for document in report.documents:
        entities = [error for error in report.entity_errors if error.document == document]
        facts = [error for error in report.fact_errors if error.document == document]
        count = f"{len(entities)} of entities, {len(facts)} of facts"
        yield f"<details><summary><strong>{_text(document)}</strong>: {count}</summary>"
        yield from _of_entities(entities)
        yield from (_of_fact(error) for error in facts)
        yield "</details>"


def _of_entities(errors: Sequence[EntityError]) -> Iterator[str]:
    if errors:
        yield "<h3>Entities</h3><ul>"
        yield from (f"<li>{_text(entity_line(error))}</li>" for error in errors)
        yield "</ul>"


def _of_fact(error: FactError) -> str:
    score = f", {figure(error.score)} right" if error.kind is ErrorKind.PARTIAL else ""
    said = "".join(
        f'<dt>{_text(key)}</dt><dd lang="fr">{_text(", ".join(values))}</dd>'
        for key, values in error.arguments.items()
    )
    faults = "".join(f"<li>{_text(line)}</li>" for line in fault_lines(error))
    quotes = [("annotated", error.quote, error.sentence)] if error.quote else []
    quotes += [("ours", quote, sentence) for quote, sentence in error.ours]
    rules = f"<p>by <code>{_text(', '.join(error.rules))}</code></p>" if error.rules else ""
    return (
        f"<article><h4>{error.kind.value} {_text(error.type)}{score}</h4><dl>{said}</dl>"
        f"{f'<ul>{faults}</ul>' if faults else ''}"
        f"{''.join(_quoted(*quote) for quote in quotes)}{rules}</article>"
    )


def _quoted(whose: str, quote: str, sentence: str) -> str:
    quote = " ".join(quote.split())
    before, found, after = sentence.partition(quote)
    if not found:
        before, after = "", ""
    return (
        f'<p>{whose}:</p><blockquote lang="fr">{_text(before)}<mark>{_text(quote)}</mark>{_text(after)}'
        "</blockquote>"
    )
