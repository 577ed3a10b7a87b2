"""What `diplograph network` prints: rows and groups as a table, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplograph.cli.output import open_output
from diplograph.model.cells import harmless
from diplograph.query.table import abbreviated, aligned

if TYPE_CHECKING:
    from diplograph.network import Network
    from diplograph.store import Store

Rows = Sequence[Mapping[str, Any]]


def rows_as(
    format: str, rows: Rows, *, columns: Sequence[str], prefixes: Mapping[str, str], more: Mapping[str, Any]
) -> str:
    """Rows in one of table, csv, json.

    Args:
        prefixes: by which a table shortens IRIs.
        more: what an object of JSON holds beside its `rows`.
    """
    if format == "json":
        told = {**more, "rows": [{name: _jsonable(row[name]) for name in columns} for row in rows]}
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row[name]) for name in columns] for row in rows)
        return out.getvalue()
    namespaces = {namespace: prefix for prefix, namespace in prefixes.items()}
    return aligned(columns, [[_shown(row[name], namespaces) for name in columns] for row in rows])


def write_rows(
    store: Store, network: Network, rows: Rows, columns: Sequence[str], format: str, output: Path, **more: Any
) -> None:
    """Write rows; an object of JSON tells the view and what became of all facts too, and `more`."""
    from diplograph.rdf.identifiers import data_prefixes

    more = {"view": network.view, "account": network.account(), **more}
    write_text(rows_as(format, rows, columns=columns, prefixes=data_prefixes(store.base), more=more), output)


def write_groups(
    store: Store,
    network: Network,
    groups: Sequence[Sequence[str]],
    what: str,
    members: int,
    top: int,
    format: str,
    output: Path,
    **more: Any,
) -> None:
    """Write groups of nodes, in their order.

    Args:
        what: the name of the column that numbers them.
        members: names shown of a group; 0: all. top: groups shown; 0: all. JSON and CSV hold all.
    """
    from diplograph.network import degree

    if format == "csv":
        rows: list[Mapping[str, Any]] = [
            {what: number, "id": iri, "label": network.by_id[iri].label, "kind": network.by_id[iri].kind}
            for number, group in enumerate(groups)
            for iri in group
        ]
        write_rows(store, network, rows, [what, "id", "label", "kind"], format, output)
        return
    strength = degree(network, weighted=True).values
    rows = []
    for number, group in enumerate(groups if format == "json" or not top else groups[:top]):
        best = sorted(group, key=lambda iri: (-strength[iri], iri))
        shown = best if format == "json" or not members else best[:members]
        told: list[Any] = [name_of(network, iri) for iri in shown]
        if format == "json":
            told = [{"id": iri, "label": name_of(network, iri)} for iri in shown]
        rows.append({what: number, "size": len(group), "members": told})
    write_rows(store, network, rows, [what, "size", "members"], format, output, **more)


def write_text(text: str, output: Path) -> None:
    """Write a text whole or not at all."""
    with open_output(output) as out:
        out.write(text.encode())


def name_of(network: Network, iri: str) -> str:
    """The label of a node, or its IRI where the network does not hold it."""
    node = network.by_id.get(iri)
    return node.label if node else iri


def _jsonable(value: Any) -> Any:
    return None if isinstance(value, float) and isnan(value) else value


def _cell(value: Any) -> object:
    if isinstance(value, float):
        return "" if isnan(value) else repr(value)
    return harmless(" ".join(value) if isinstance(value, (list, tuple)) else value)


def _shown(value: Any, namespaces: Mapping[str, str]) -> str:
    if isinstance(value, float):
        return "-" if isnan(value) else f"{value:.4g}"
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        return abbreviated(value, namespaces)
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
