"""Lines of a ledger as they are written, in CSV or YAML: cells with their places, not yet judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from diplograph.knowledge.spreadsheet import Problem, check_columns, normal, read_rows, read_sheet
from diplograph.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = ("action", "subject", "value", "document", "author", "date", "reason")
COMMENT = "#"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ledger.

    Attributes:
        line: where it begins, from 1.
        cells: column → text, white space made single; a cell left out is missing.
    """

    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Text of a cell; "" when empty or missing."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Form:
    """How a ledger is written, for whoever adds to it.

    Attributes:
        yaml: YAML, else CSV.
        encoding: codec of its bytes.
        mark: between cells of CSV.
        header: columns of CSV in their order; none when there is no header yet.
        indent: columns before each "-" of YAML; -1 when lines cannot be added.
    """

    yaml: bool
    encoding: str = "utf-8"
    mark: str = ","
    header: tuple[str, ...] = ()
    indent: int = 0


@dataclass(slots=True)
class Entries:
    """All lines of a ledger; `broken` when nothing tells where the rest of them are."""

    form: Form
    entries: list[Entry] = field(default_factory=list)
    broken: bool = False


def read_csv(file: str, text: str, encoding: str, problems: list[Problem]) -> Entries:
    """Lines of a table; those that begin with "#" are comments."""
    sheet = read_sheet(file, text, problems, comment=COMMENT)
    form = Form(yaml=False, encoding=encoding, mark=sheet.mark, header=sheet.header)
    if not sheet.header:
        return Entries(form, broken=any(not problem.note for problem in problems))
    missing = [name for name in ("action", "subject", "value") if name not in sheet.header]
    if not check_columns(sheet, COLUMNS, problems, missing=missing):
        return Entries(form, broken=True)
    rows = read_rows(sheet, problems, comment=COMMENT)
    return Entries(form, [Entry(line, cells) for line, cells in rows])


def read_yaml(file: str, text: str, encoding: str, problems: list[Problem]) -> Entries:
    """Lines of a YAML list of mappings.

    Events are read one by one, without recursion: anchors, aliases and tags are refused, so that a small file
    never becomes a large one.
    """
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    reader, broken = _YamlReader(file, problems), False
    try:
        reader.read(yaml.parse(text, Loader=loader))
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        reason = getattr(fault, "problem", None) or str(fault).partition("\n")[0]
        line, column = (mark.line + 1, str(mark.column + 1)) if mark else (1, "")
        hint = "put a text that holds ': ' or '#' between double quotes"
        problems.append(Problem(file, line, column, f"is not YAML: {reason}", hint))
        broken = True
    except _StopReadingError:
        broken = True
    form = Form(yaml=True, encoding=encoding, indent=reader.indent)
    return Entries(form, reader.entries, broken)


class _StopReadingError(Exception):
    """The rest of the file cannot be a ledger."""


class _YamlReader:
    """A list of mappings of texts, from the events of a YAML parser."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems
        self.entries: list[Entry] = []
        self.indent = 0

    def read(self, events: Iterable[Any]) -> None:
        """Read a whole stream."""
        self._events = iter(events)
        documents = 0
        for event in self._events:
            name = type(event).__name__
            if name == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    self._stop(event, "has a second document", "keep one list; remove the line '---'")
                self._document()
            elif name == "DocumentEndEvent" and event.explicit:
                self.indent = -1

    def _document(self) -> None:
        event = next(self._events)
        self._check(event)
        name = type(event).__name__
        if name == "ScalarEvent" and not event.value:
            return  # an empty document
        if name != "SequenceStartEvent":
            hint = "write a list: '- action: merge', then its other fields two columns to the right"
            self._stop(event, "is no list of decisions", hint)
        self.indent = -1 if event.flow_style else event.start_mark.column
        for entry in self._until("SequenceEndEvent"):
            if type(entry).__name__ != "MappingStartEvent":
                self._problem(entry, "", "is no decision", "write fields: '- action: merge'")
                self._skip(entry)
                continue
            self._mapping(entry)

    def _mapping(self, start: Any) -> None:
        cells: dict[str, str] = {}
        for key in self._until("MappingEndEvent"):
            value = next(self._events)
            self._check(value)
            if type(key).__name__ != "ScalarEvent":
                self._stop(key, "has a field whose name is no word", f"fields: {', '.join(COLUMNS)}")
            name = key.value.strip().lower()
            if type(value).__name__ != "ScalarEvent":
                self._problem(value, name, "is no text", 'several values are written "a|b"')
                self._skip(value)
            elif name not in COLUMNS:
                self._problem(key, name, "is unknown and not read", _near(name))
            elif name in cells:
                self._problem(key, name, "stands twice", "keep one")
            else:
                nothing = value.style in (None, "") and value.value in ("~", "null", "Null", "NULL")
                cells[name] = "" if nothing else " ".join(normal(value.value).split())
        self.entries.append(Entry(start.start_mark.line + 1, cells))

    def _until(self, end: str) -> Iterator[Any]:
        for event in self._events:
            if type(event).__name__ == end:
                return
            self._check(event)
            yield event

    def _skip(self, start: Any) -> None:
        depth = int(type(start).__name__.endswith("StartEvent"))
        while depth:
            event = next(self._events)
            self._check(event)
            name = type(event).__name__
            depth += name.endswith("StartEvent") - name.endswith("EndEvent")

    def _check(self, event: Any) -> None:
        if type(event).__name__ == "AliasEvent" or getattr(event, "anchor", None):
            self._stop(event, "has an anchor or an alias (& or *)", "write the value out each time")
        if getattr(event, "tag", None):
            self._stop(event, f"has a tag ({event.tag})", "values are plain texts: remove it")

    def _problem(self, event: Any, column: str, reason: str, hint: str) -> None:
        self._problems.append(Problem(self._file, event.start_mark.line + 1, column, reason, hint))

    def _stop(self, event: Any, reason: str, hint: str) -> None:
        self.indent = -1
        self._problem(event, "", reason, f"{hint}; nothing was read from here on")
        raise _StopReadingError


def _near(name: str) -> str:
    return did_you_mean(name, COLUMNS, f"fields: {', '.join(COLUMNS)}", quoted=True)
