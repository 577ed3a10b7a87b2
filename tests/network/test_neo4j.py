"""Neo4j itself loads the CSV, by its import tool and by the script, and holds the same network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from nasty_network import ARABIC, EDGES, NETWORK, NODES, PASSAGES

from diplograph.network.writers import neo4j
from java_peers import JavaPeer


@pytest.fixture(scope="module")
def database() -> Iterator[JavaPeer]:
    peer = JavaPeer("neo4j", "Neo4jPeer")
    yield peer
    peer.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, write in (
        (neo4j.NODES, neo4j.write_neo4j_nodes),
        (neo4j.RELATIONSHIPS, neo4j.write_neo4j_relationships),
        (neo4j.SCRIPT, neo4j.write_neo4j_script),
    ):
        with (tmp_path / name).open("wb") as out:
            write(NETWORK, out)
    return tmp_path


def properties(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split("\x1f"))


@pytest.mark.slow
def test_both_ways_in_give_the_same_network(database: JavaPeer, folder: Path, tmp_path: Path) -> None:
    imported = database.ask("import", folder, tmp_path / "one")
    loaded = database.ask("load", folder, tmp_path / "two")  # the script twice: it changes nothing then
    assert sorted(imported) == sorted(loaded)
    told = [line.split("\t") for line in loaded]
    nodes = {row[1]: row[2:] for row in told if row[0] == "node"}
    edges = {row[1]: row[2:] for row in told if row[0] == "edge"}
    assert set(nodes) == {node.id for node in NODES}
    assert len(told) == len(NODES) + len(EDGES)
    assert nodes[NODES[1].id][0] == "Company|Entity"
    areva = properties(nodes[NODES[1].id][1])
    assert (areva["label:String"], areva["mentions:Long"]) == ('AREVA & "Cie" <SA>', "3")
    assert areva["pagerank:Double"] == "0.25"
    assert areva["sectors:String[]"].split("¦") == ["energy.nuclear", 'a, "b" / c']
    assert ARABIC in properties(nodes[NODES[3].id][1])["label:String"]
    assert edges["e1"][:3] == ["AGREED_WITH", NODES[1].id, NODES[2].id]
    agreed = properties(edges["e1"][3])
    assert (agreed["weight:Double"], agreed["symmetric:Boolean"]) == ("3.0", "true")
    assert agreed["evidence:String[]"].split("¦") == [*PASSAGES]
    assert [edges[name][0] for name in ("e2", "e7")] == ["VISITED", "LEADS"]
    assert properties(edges["e6"][3])["year:Long"] == "-43"
