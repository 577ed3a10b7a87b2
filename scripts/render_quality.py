"""Render docs/quality.md from runs over the annotated documents; `make quality` runs this.

`--check` renders afresh and compares: it fails when the page tells figures that the program no longer
reaches or has bettered, beyond a tolerance for what differs between machines. Sets that are not there are
passed over.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from diplograph.errors import DiplographError
from diplograph.evaluation import Part, Report, report_of
from diplograph.evaluation.evaluating import evaluate_texts
from diplograph.evaluation.inputs import read_all_gold
from diplograph.evaluation.matching import COUNTED_TYPES
from diplograph.evaluation.measures import Row, Table
from diplograph.evaluation.reading import reader_without
from diplograph.evaluation.roles import FAMILIES
from diplograph.evaluation.writing import figure, interval

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "quality.md"
TOLERANCE = 0.02  # of shares: another processor's arithmetic may turn a parse or two
COUNTED = 2  # of counts, for the same reason
ABSENT = "–"
WHOLE: tuple[Part, ...] = ()
CONFIGURATIONS = (WHOLE, *((part,) for part in Part))

INTRODUCTION = """# Quality

<!-- Rendered by `make quality`; what is edited here is lost. -->

How much of what a careful reader takes from a text the program reads, and how much of what it reads is there.
[Evaluate](evaluate.md) tells how facts are matched and counted, and how to measure texts of your own. Nothing
on this page is typed: `make quality` runs the program over the sets and writes it; `make quality-check` fails
when the figures are no longer those of the program.

- **Seeds**: a real article and a real declaration that lie beside the checkout, annotated by others. The
  rules were made with them in view.
- **Corpus**: `data/corpus`, written and annotated for this project ([corpus](corpus.md)). The rules were made
  with these texts in view too, so the figures flatter.
- **Held-out**: `data/gold/held-out`, written and annotated in the same way. Those who write rules never open
  it, and of its faults nothing but totals is told.

Intervals hold 95 % of the values that other documents of the same kind would give, by the bootstrap over
documents. A dash stands where there is nothing to measure.
"""


@dataclass(frozen=True)
class Set:
    """Annotated documents; `texts` None where they lie beside the annotations."""

    name: str
    gold: Path
    texts: Path | None


Results = Mapping[tuple[str, tuple[Part, ...]], Report]


def sets(shared: Path) -> tuple[Set, ...]:
    """The sets of the page, in its order."""
    return (
        Set("seeds", shared / "gold", shared / "seeds"),
        Set("corpus", ROOT / "data" / "gold", ROOT / "data" / "corpus"),
        Set("held-out", ROOT / "data" / "gold" / "held-out", None),
    )


def measure(wanted: Sequence[Set]) -> Results:
    """Run the program over each set that is there, whole and without each part."""
    results = {}
    there = [one for one in wanted if any(one.gold.glob("*.json"))]
    for parts in CONFIGURATIONS:
        reader = reader_without(parts)
        for one in there:
            golds = read_all_gold([one.gold])
            texts = [one.texts] if one.texts else []
            evaluation = evaluate_texts(golds, texts=texts, reader=reader, without=parts)
            results[one.name, parts] = report_of(evaluation, errors=False)
    return results


def page(results: Results) -> str:
    """The page; a dash where there is no result."""
    names = [one.name for one in sets(ROOT)]
    whole = {name: results.get((name, WHOLE)) for name in names}
    parts = [
        INTRODUCTION,
        "## Entities\n",
        *_totals(whole, lambda report: report.entities),
        "\n## Facts\n",
        *_totals(whole, lambda report: report.facts),
        "\n## Status of the facts found\n",
        *_statuses(whole),
        "\n## F1 by type\n",
        *_by_type(whole),
        "\n## What each part is worth\n",
        "F1 of the extractor without one of its parts: the gazetteer (no known names, no adjectives of",
        "countries; the lexicon and the sectors stay), the parser (parts of speech stay), the names that the",
        "model finds. `diplograph evaluate --without` does the same.\n",
        *_ablations(results, names),
    ]
    return "\n".join(parts) + "\n"


def _totals(reports: Mapping[str, Report | None], table: Callable[[Report], Table]) -> Iterator[str]:
    yield _line(
        "set", "documents", "annotated", "found", "precision", "recall", "F1", "95 % of F1", "mean F1"
    )
    yield _rule(9)
    for name, report in reports.items():
        if report is None:
            yield _line(name, *[ABSENT] * 8)
            continue
        row, macro = table(report).micro, table(report).macro
        counts = (len(report.documents), row.count.gold, row.count.found)
        shares = (row.score.precision, row.score.recall, row.score.f1)
        yield _line(name, *map(str, counts), *map(figure, shares), interval(row), figure(macro.f1))


def _statuses(reports: Mapping[str, Report | None]) -> Iterator[str]:
    yield _line("set", "with a status", "right", "share")
    yield _rule(4)
    for name, report in reports.items():
        rows = report.statuses if report else ()
        of, right = sum(row.of for row in rows), sum(row.right for row in rows)
        yield _line(name, *((str(of), str(right), figure(right / of)) if of else [ABSENT] * 3))


def _by_type(reports: Mapping[str, Report | None]) -> Iterator[str]:
    yield _line("type", *(cell for name in reports for cell in (f"{name}, annotated", "F1")))
    yield _rule(1 + 2 * len(reports))
    for kind in (kind.value for kind in COUNTED_TYPES):
        yield _line(kind, *_cells(reports, lambda report: report.entities, kind))
    for family in FAMILIES:
        yield _line(f"**{family}**", *_cells(reports, lambda report: report.facts, family))


def _cells(
    reports: Mapping[str, Report | None], table: Callable[[Report], Table], name: str
) -> Iterator[str]:
    for report in reports.values():
        row = _named(table(report), name) if report else None
        yield str(row.count.gold) if row else ABSENT
        yield figure(row.score.f1) if row else ABSENT


def _named(table: Table, name: str) -> Row | None:
    return next((row for row in table.rows if row.name == name), None)


def _ablations(results: Results, names: Sequence[str]) -> Iterator[str]:
    yield _line("", *(f"{name}, {what}" for name in names for what in ("entities", "facts")))
    yield _rule(1 + 2 * len(names))
    for parts in CONFIGURATIONS:
        cells = []
        for name in names:
            report = results.get((name, parts))
            tables = (report.entities, report.facts) if report else (None, None)
            cells += [figure(table.micro.score.f1) if table else ABSENT for table in tables]
        yield _line(f"without {parts[0].value}" if parts else "whole", *cells)


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return f"|---|{'---:|' * (columns - 1)}"


def differences(old: str, new: str, *, tolerance: float = TOLERANCE) -> Iterator[str]:
    """Where a page differs from a new one: in words, or in figures by more than the tolerance."""
    old_lines, new_lines = old.splitlines(), new.splitlines()
    if len(old_lines) != len(new_lines):
        yield f"{len(old_lines)} lines, and should have {len(new_lines)}"
        return
    for number, (before, after) in enumerate(zip(old_lines, new_lines, strict=True), 1):
        pairs = list(zip(before.split(" | "), after.split(" | "), strict=False))
        same = before.count(" | ") == after.count(" | ")
        if not same or not all(_near(one, other, tolerance) for one, other in pairs):
            yield f"line {number}: {before}\n     now: {after}"


def _near(before: str, after: str, tolerance: float) -> bool:
    """Whether two cells tell the same; a set that is not here tells nothing against the page."""
    if before == after or after.strip(" |") == ABSENT:
        return True
    figures = re.compile(r"\d+(?:\.\d+)?")
    if figures.sub("#", before) != figures.sub("#", after):
        return False
    pairs = zip(figures.findall(before), figures.findall(after), strict=True)
    return all(
        abs(float(one) - float(other)) <= (tolerance if "." in one else COUNTED) for one, other in pairs
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared", help="folder that holds seeds/ and gold/"
    )
    parser.add_argument("--check", action="store_true", help="compare the page, write nothing")
    parser.add_argument("--tolerance", type=float, default=TOLERANCE, help=f"of shares (default {TOLERANCE})")
    options = parser.parse_args()
    new = page(measure(sets(options.shared)))
    if not options.check:
        old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        PAGE.write_text(new, encoding="utf-8")
        print(f"docs/quality.md: {'as before' if new == old else 'written'}")
        return 0
    found = list(differences(PAGE.read_text(encoding="utf-8"), new, tolerance=options.tolerance))
    for line in found:
        print(f"docs/quality.md: {line}", file=sys.stderr)
    if found:
        print("docs/quality.md is not what the program reaches: run `make quality`", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DiplographError as error:
        sys.exit(f"docs/quality.md: not measured: {error}")
