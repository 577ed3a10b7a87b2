"""Rows under columns, which a notebook shows as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from diplograph.query.table import abbreviated
from diplograph.rdf.identifiers import data_prefixes

_SHOWN = 50  # rows in a notebook; all are in `rows`


@dataclass(frozen=True, slots=True, repr=False)
class Table(Sequence[Mapping[str, object]]):
    """Rows as mappings of column → value, in the order of `columns`; None for what is not known."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    @classmethod
    def of(cls, dicts: Sequence[Mapping[str, object]], columns: Sequence[str] = ()) -> Table:
        """From mappings that all have the columns, which are those of the first when they are not given."""
        names = tuple(columns) or tuple(dicts[0] if dicts else ())
        return cls(names, tuple(tuple(row[name] for name in names) for row in dicts))

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> Mapping[str, object]:  # type: ignore[override]  # no slices
        return dict(zip(self.columns, self.rows[index], strict=True))

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def column(self, name: str) -> tuple[object, ...]:
        """The values of one column.

        Raises:
            KeyError: there is no such column.
        """
        if name not in self.columns:
            raise KeyError(f"no column {name!r}: there are {', '.join(self.columns)}")
        index = self.columns.index(name)
        return tuple(row[index] for row in self.rows)

    def __repr__(self) -> str:
        return f"Table({', '.join(self.columns)}: {len(self.rows)} rows)"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row) + "</tr>"
            for row in self.rows[:_SHOWN]
        )
        more = len(self.rows) - _SHOWN
        note = f"<p>{more} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    text = str(value)
    if text.startswith(("http://", "https://")):
        text = abbreviated(text, _namespaces())
    return escape(text, quote=False)


@cache
def _namespaces() -> Mapping[str, str]:
    return {namespace: prefix for prefix, namespace in data_prefixes().items()}
