"""CSV for Neo4j, and the script that loads it: `neo4j-admin database import`, or LOAD CSV in a server.

https://neo4j.com/docs/operations-manual/current/import/ tells of the headers. Labels and types of
relationships cannot be data in plain Cypher: the script has one statement for each that occurs. The two
loaders disagree about the backslash, which becomes a slash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from diplograph.network.records import Edge, Network, Node
from diplograph.network.writers.columns import EDGE_COLUMNS, Column, Kind, node_columns, relation
from diplograph.network.writers.csvtext import texts, write_rows
from diplograph.network.writers.text import named

NODES, RELATIONSHIPS, SCRIPT = "nodes.csv", "relationships.csv", "load.cypher"

_TYPES: Mapping[Kind, str] = {
    "string": "string",
    "integer": "long",
    "double": "double",
    "boolean": "boolean",
    "list": "string[]",
}
_FROM_TEXT: Mapping[Kind, str] = {
    "string": "row.`{0}`",
    "integer": "toInteger(row.`{0}`)",
    "double": "toFloat(row.`{0}`)",
    "boolean": "toBoolean(row.`{0}`)",
    "list": "CASE WHEN row.`{0}` IS NULL THEN NULL ELSE split(row.`{0}`, '|') END",
}
_LABEL = Column("label", "string", lambda node: named(node.label, node.id))
_EDGE_FIRST = (
    Column("id", "string", lambda edge: edge.id),
    Column("label", "string", lambda edge: edge.label),
    Column("weight", "double", lambda edge: edge.weight),
)


def write_neo4j_nodes(network: Network, out: BinaryIO) -> None:
    """Write `nodes.csv`: each node has two labels, its class and Entity or Fact."""
    columns = (_LABEL, *node_columns(network))
    header = ["iri:ID", ":LABEL", *_header(columns)]
    write_rows(_rows(header, columns, network.nodes), out)


def write_neo4j_relationships(network: Network, out: BinaryIO) -> None:
    """Write `relationships.csv`: the type of each is its relation, as VISITED."""
    columns = (*_EDGE_FIRST, *EDGE_COLUMNS)
    header = [":START_ID", ":END_ID", ":TYPE", *_header(columns)]
    write_rows(_rows(header, columns, network.edges), out)


def _header(columns: Iterable[Column]) -> list[str]:
    return [f"{column.name}:{_TYPES[column.kind]}" for column in columns]


def _rows(
    header: list[str], columns: tuple[Column, ...], records: Iterable[Node] | Iterable[Edge]
) -> Iterator[list[str]]:
    yield header
    for record in records:
        first = (
            [record.id, "|".join(_labels(record))]
            if isinstance(record, Node)
            else [record.source, record.target, _type(record)]
        )
        yield [text.replace("\\", "/") for text in (*first, *texts(columns, record))]


def _labels(node: Node) -> tuple[str, str]:
    return _name(node.kind) or "Thing", "Fact" if node.fact else "Entity"


def _type(edge: Edge) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", _name(relation(edge))).upper() or "RELATED"


def _name(text: str) -> str:
    return re.sub(r"\W+", "_", text, flags=re.ASCII).strip("_")


def write_neo4j_script(network: Network, out: BinaryIO) -> None:
    """Write `load.cypher`: run again, it changes nothing that is there already."""
    out.write("".join(f"{line}\n" for line in _script(network)).encode())


def _script(network: Network) -> Iterator[str]:
    yield "// Into an empty database, server stopped (quick):"
    yield "//   neo4j-admin database import full neo4j --array-delimiter='|' \\"
    yield f"//     --nodes={NODES} --relationships={RELATIONSHIPS}"
    yield "// Into a running server: copy both files into its import folder, then"
    yield f"//   cypher-shell --file {SCRIPT}"
    yield "CREATE CONSTRAINT diplograph_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.iri IS UNIQUE;"
    yield "CREATE CONSTRAINT diplograph_fact IF NOT EXISTS FOR (n:Fact) REQUIRE n.iri IS UNIQUE;"
    node_sets = _settings("n", (_LABEL, *node_columns(network)))
    for kind, general in sorted({_labels(node) for node in network.nodes}):
        yield f"LOAD CSV WITH HEADERS FROM 'file:///{NODES}' AS row"
        yield f"WITH row WHERE row.`:LABEL` = '{kind}|{general}'"
        yield f"MERGE (n:{general} {{iri: row.`iri:ID`}})"
        yield f"SET n:{kind}, {node_sets};"
    edge_sets = _settings("r", (*_EDGE_FIRST[1:], *EDGE_COLUMNS))
    ends = {node.id: _labels(node)[1] for node in network.nodes}
    for kind, source, target in sorted({(_type(e), ends[e.source], ends[e.target]) for e in network.edges}):
        yield f"LOAD CSV WITH HEADERS FROM 'file:///{RELATIONSHIPS}' AS row"
        yield f"WITH row WHERE row.`:TYPE` = '{kind}'"
        yield f"MATCH (a:{source} {{iri: row.`:START_ID`}}), (b:{target} {{iri: row.`:END_ID`}})"
        yield f"MERGE (a)-[r:{kind} {{id: row.`id:string`}}]->(b)"
        yield f"SET {edge_sets};"


def _settings(name: str, columns: Iterable[Column]) -> str:
    return ", ".join(
        f"{name}.`{column.name}` = " + _FROM_TEXT[column.kind].format(f"{column.name}:{_TYPES[column.kind]}")
        for column in columns
    )
