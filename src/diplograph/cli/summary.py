"""The account that a build gives of itself, for a person."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diplograph.build import BuildReport

_STATUSES = ("Actual", "Planned", "Possible", "Denied")
_REASONS_SHOWN = 5
_NAMES_SHOWN = 3


def failure_lines(report: BuildReport) -> Iterator[str]:
    """One line per document that could not be read: file, reason, what to do."""
    for failure in report.failures:
        advice = f" ({failure.hint})" if failure.hint else ""
        yield f"diplograph: {failure.file}: {failure.reason}{advice}"


def summary(report: BuildReport, *, store: Path) -> str:
    """What was read, what the store now holds by class, what was set aside and why, what to try next."""
    parts = [
        _documents(report),
        _entities(report.entities),
        _facts(report.facts),
        _set_aside(report),
        _warnings(report.warnings),
        _unlinked(report.unlinked),
        _next_steps(store),
    ]
    return "\n\n".join(part for part in parts if part)


def _documents(report: BuildReport) -> str:
    counts = {
        "added": report.added,
        "replaced": report.replaced,
        "unchanged": report.unchanged,
        "failed": report.failed,
        "pruned": len(report.pruned),
    }
    told = [f"{number} {word}" for word, number in counts.items() if number]
    return f"Documents: {report.documents} ({', '.join(told) or 'nothing new'}){_gone(report.gone)}"


def _gone(names: Sequence[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:_NAMES_SHOWN]) + (", …" if len(names) > _NAMES_SHOWN else "")
    verb, them = ("is", "it") if len(names) == 1 else ("are", "them")
    told = f"{len(names)} {verb} no longer where earlier builds read {them}"
    return f"\n  {told}: {shown} (--prune removes {them})"


def _entities(entities: Mapping[str, int]) -> str:
    rows = [(name, str(number)) for name, number in _by_number(entities)]
    return _section(f"Entities: {sum(entities.values())}", rows)


def _facts(facts: Mapping[tuple[str, str], int]) -> str:
    total: Counter[str] = Counter()
    for (name, _), number in facts.items():
        total[name] += number
    rows = [
        (name, str(number), _statuses({status: facts.get((name, status), 0) for status in _STATUSES}))
        for name, number in _by_number(total)
    ]
    return _section(f"Facts: {sum(facts.values())}", rows)


def _statuses(counts: Mapping[str, int]) -> str:
    told = [f"{number} {status.lower()}" for status, number in counts.items() if number]
    return "" if list(counts.values())[1:] == [0, 0, 0] else ", ".join(told)


def _set_aside(report: BuildReport) -> str:
    if not report.set_aside:
        return "Set aside: nothing"
    reasons: Counter[str] = Counter(
        item.messages.get("en") or next(iter(item.messages.values()), item.shape) for item in report.set_aside
    )
    rows = [(str(number), reason) for reason, number in _by_number(reasons)[:_REASONS_SHOWN]]
    more = len(reasons) - len(rows)
    rows += [("", f"and {more} other reason{'s' if more > 1 else ''}")] if more else []
    return _section(f"Set aside: {len(report.set_aside)} (diplograph validate tells each)", rows)


def _warnings(number: int) -> str:
    if not number:
        return ""
    return f"To be checked: {number} (published; diplograph validate tells each)"


def _unlinked(names: Mapping[str, int]) -> str:
    if not names:
        return ""
    told = ", ".join(f"{name} {number}" for name, number in _by_number(names)[:_REASONS_SHOWN])
    more = ", …" if len(names) > _REASONS_SHOWN else ""
    hint = "diplograph knowledge unknown --ambiguous tells each"
    return f"Left unlinked: {sum(names.values())} ambiguous ({told}{more}; {hint})"


def _by_number(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _section(title: str, rows: Iterable[tuple[str, ...]]) -> str:
    listed = list(rows)
    widths = [max(map(len, column)) for column in zip(*listed, strict=True)]
    lines = [
        "  " + "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True))
        for row in listed
    ]
    return "\n".join([title, *(line.rstrip() for line in lines)])


def _padded(cell: str, width: int) -> str:
    return cell.rjust(width) if cell.isdigit() else cell.ljust(width)


def _next_steps(store: Path) -> str:
    program = _program()
    where = "" if store == Path("diplograph.store") else f" --store {store}"
    question = "SELECT ?who ?where { ?a dg:visited ?b . ?a rdfs:label ?who . ?b rdfs:label ?where }"
    return "\n".join(
        [
            "Try next:",
            f"  {program} query --list",
            f"  {program} query{where} -e '{question}'",
            f"  {program} export turtle{where} | less",
            f"  {program} export gexf{where} -o graph.gexf",
        ]
    )


def _program() -> str:
    """How to call this program again: its name, or its path when a shell would not find it."""
    own = Path(sys.argv[0])
    found = shutil.which("diplograph")
    if own.name != "diplograph" or (found and Path(found).resolve() == own.resolve()):
        return "diplograph"
    try:
        return str(own.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(own)
