"""Two tables, of nodes and of edges, for spreadsheets, R and whatever reads CSV.

`edges.csv` begins with `source` and `target`, as igraph for R and Gephi's spreadsheet import expect. A text
that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"): labels come
from documents, and nobody should run what a document says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from diplograph.model.cells import harmless
from diplograph.network.records import Edge, Network, Node
from diplograph.network.writers.columns import EDGE_COLUMNS, Column, node_columns
from diplograph.network.writers.csvtext import texts, write_rows
from diplograph.network.writers.text import named

_NODES = (
    Column("id", "string", lambda node: node.id),
    Column("label", "string", lambda node: named(node.label, node.id)),
)
_EDGES = (
    Column("source", "string", lambda edge: edge.source),
    Column("target", "string", lambda edge: edge.target),
    Column("id", "string", lambda edge: edge.id),
    Column("label", "string", lambda edge: edge.label),
    Column("weight", "double", lambda edge: edge.weight),
)


def write_node_table(network: Network, out: BinaryIO, *, separator: str = ",", bom: bool = False) -> None:
    """Write the nodes: id (IRI), label, class, what identifies them, measures; a row each.

    Args:
        separator: ";" is what a French spreadsheet expects.
        bom: begin with the mark by which Excel recognises UTF-8.
    """
    write_rows(_rows((*_NODES, *node_columns(network)), network.nodes), out, separator=separator, bom=bom)


def write_edge_table(network: Network, out: BinaryIO, *, separator: str = ",", bom: bool = False) -> None:
    """Write the edges: both ends, relation, dates, fact, evidence; a row each.

    Args:
        separator, bom: as for `write_node_table`.
    """
    write_rows(_rows((*_EDGES, *EDGE_COLUMNS), network.edges), out, separator=separator, bom=bom)


def _rows(columns: tuple[Column, ...], records: Iterable[Node] | Iterable[Edge]) -> Iterator[list[str]]:
    yield [harmless(column.name) for column in columns]
    numeric = [column.kind in ("integer", "double") for column in columns]
    for record in records:
        row = texts(columns, record)
        yield [text if number else harmless(text) for text, number in zip(row, numeric, strict=True)]
