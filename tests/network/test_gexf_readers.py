"""GEXF opened by the programs it is for: the Gephi Toolkit, and graphology, with which Gephi Lite reads."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from nasty_network import ARABIC, EDGES, NETWORK, NODES, PASSAGES, SECTORS, edge

from diplograph.network.layout import place
from diplograph.network.looks import LARGEST, SMALLEST
from diplograph.network.records import Network, Node
from diplograph.network.writers.gexf import write_gexf
from java_peers import JavaPeer
from npm_peers import read_with

Mode = Literal["static", "dynamic"]
COLUMN_TYPES = {
    "node": {
        "class": "String",
        "wikidata": "String",
        "iso3166": "String",
        "country": "String",
        "mentions": "Integer",
        "sectors": "String[]",
        "community": "Integer",
        "pagerank": "Double",
    },
    "edge": {
        "class": "String",
        "relation": "String",
        "roles": "String",
        "detail": "String",
        "symmetric": "Boolean",
        "status": "String",
        "sectors": "String[]",
        "from": "String",
        "until": "String",
        "year": "Integer",
        "confidence": "Double",
        "fact": "String",
        "evidence": "String[]",
        "weight": "Double",
    },
}
OWN = {"id", "label", "timeset"}  # columns that Gephi makes


def saved(folder: Path, mode: Mode = "dynamic") -> Path:
    file = folder / f"{mode}.gexf"
    links = [(edge.source, edge.target, edge.weight) for edge in NETWORK.edges]
    with file.open("wb") as out:
        write_gexf(NETWORK, out, mode=mode, places=place([node.id for node in NETWORK.nodes], links))
    return file


def rows(lines: list[str], kind: str) -> list[list[str]]:
    return [line.split("\t")[1:] for line in lines if line.startswith(f"{kind}\t")]


@pytest.mark.parametrize("mode", ["static", "dynamic"])
def test_gephi_opens_it_and_nothing_is_lost(gephi: JavaPeer, tmp_path: Path, mode: Mode) -> None:
    told = gephi.ask("open", saved(tmp_path, mode))
    assert [issue for issue in rows(told, "issue") if issue[0] != "INFO"] == []
    assert rows(told, "counts") == [[str(len(NODES)), str(len(EDGES))]]
    columns = {(owner, name): kind for owner, name, kind in rows(told, "column") if name not in OWN}
    assert columns == {(owner, name): kind for owner, of in COLUMN_TYPES.items() for name, kind in of.items()}
    dynamic = mode == "dynamic"
    assert rows(told, "dynamic")[0][0] == str(dynamic).lower()
    if dynamic:
        assert rows(told, "dynamic") == [["true", "DATE"]]
        assert rows(told, "bounds") == [["-0043-03-15", "2024-02-01"]]


def test_gephi_keeps_parallel_edges_their_kinds_weights_and_times(gephi: JavaPeer, tmp_path: Path) -> None:
    gephi.ask("open", saved(tmp_path))
    told = gephi.ask("elements")
    edges = {row[0]: row[1:] for row in rows(told, "edge")}
    assert set(edges) == {edge.id for edge in EDGES}
    assert [edges[name][3] for name in ("e1", "e2", "e3", "e4")] == [
        "agreedWith",
        "visited",
        "visited 2",
        "visited 3",
    ]
    assert [edges[name][4] for name in ("e1", "e2")] == ["3.0", "1.0"]
    times = {name: edges[name][6] for name in ("e1", "e2", "e3", "e7", "e9")}
    assert times == {
        "e1": "",
        "e2": "2023-11-01/2023-11-02",
        "e3": "2023-01-01/2023-12-31",
        "e7": "2017-05-14/",
        "e9": "/2020-12-31",
    }
    assert edges["e6"][1] == edges["e6"][2]  # the self-loop
    values = dict(pair.split("=", 1) for pair in edges["e1"][7].split("\x1f"))
    assert values["sectors"].split("¦") == list(SECTORS)
    assert values["evidence"].split("¦") == list(PASSAGES)
    assert (values["fact"], values["confidence"], values["symmetric"]) == ("urn:f1", "1.0", "true")


def test_gephi_keeps_labels_colours_sizes_and_places(gephi: JavaPeer, tmp_path: Path) -> None:
    gephi.ask("open", saved(tmp_path))
    nodes = {row[0]: row[1:] for row in rows(gephi.ask("elements"), "node")}
    assert nodes[NODES[1].id][0] == 'AREVA & "Cie" <SA>'
    assert nodes[NODES[2].id][0] == "Élysée fin de ligne ☕🇫🇷"
    assert ARABIC in nodes[NODES[3].id][0]
    assert nodes[NODES[1].id][4] == "#117733"
    assert [float(nodes[name][3]) for name in (NODES[1].id, "alone")] == [LARGEST, SMALLEST]
    assert len({(row[1], row[2]) for row in nodes.values()}) == len(NODES)
    values = dict(pair.split("=", 1) for pair in nodes[NODES[1].id][6].split("\x1f"))
    assert (values["class"], values["mentions"], values["pagerank"]) == ("Company", "3", "0.25")
    assert values["sectors"].split("¦") == list(SECTORS)


def test_gephi_shows_a_wide_drawing_as_it_is(gephi: JavaPeer, tmp_path: Path) -> None:
    nodes = [Node(f"n{number}", "", "Person") for number in range(3)]
    links = tuple(EDGES[0]._replace(id=f"e{n}", source="n0", target=f"n{n}") for n in (1, 2))
    places = {"n0": (-30000.0, 0.0), "n1": (10000.0, 100.0), "n2": (20000.0, 0.0)}
    with (tmp_path / "wide.gexf").open("wb") as out:
        write_gexf(Network(tuple(nodes), links), out, places=places)
    gephi.ask("open", tmp_path / "wide.gexf")
    drawn = {row[0]: [float(word) for word in row[2:5]] for row in rows(gephi.ask("elements"), "node")}
    assert drawn["n0"] == pytest.approx([-4900.0, -5.44, LARGEST], abs=0.01)
    assert drawn["n1"][0] < drawn["n2"][0] < 5000
    assert drawn["n1"][2] == SMALLEST


def test_gephi_lays_it_out_finds_communities_and_prints_it(gephi: JavaPeer, tmp_path: Path) -> None:
    gephi.ask("open", saved(tmp_path))
    ((moved, finite),) = rows(gephi.ask("forces", "50"), "moved")
    assert (int(moved) > 0, finite) == (True, "true")
    ((communities, modularity),) = rows(gephi.ask("communities"), "communities")
    assert int(communities) >= 1
    assert -1 <= float(modularity) <= 1
    gephi.ask("picture", tmp_path / "page.pdf", "600", "400")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")
    gephi.ask("picture", tmp_path / "page.png", "600", "400")
    assert (tmp_path / "page.png").read_bytes()[16:24] == (600).to_bytes(4) + (400).to_bytes(4)


@pytest.mark.parametrize("mode", ["static", "dynamic"])
def test_graphology_reads_the_same_network(tmp_path: Path, mode: Mode) -> None:
    read = read_with("gexf", saved(tmp_path, mode))
    assert (read["type"], read["multi"]) == ("directed", True)
    nodes = {node["id"]: node for node in read["nodes"]}
    edges = {edge["id"]: edge for edge in read["edges"]}
    assert set(nodes) == {node.id for node in NODES}
    assert set(edges) == {edge.id for edge in EDGES}
    areva = nodes[NODES[1].id]
    assert (areva["label"], areva["class"], areva["mentions"]) == ('AREVA & "Cie" <SA>', "Company", 3)
    assert (areva["pagerank"], areva["community"], areva["sectors"]) == (0.25, 0, list(SECTORS))
    assert (areva["color"], areva["size"]) == ("rgb(17,119,51)", LARGEST)
    assert all(isinstance(node["x"], int | float) for node in nodes.values())
    agreed = edges["e1"]
    assert (agreed["source"], agreed["target"], agreed["weight"]) == (NODES[1].id, NODES[2].id, 3)
    assert (agreed["symmetric"], agreed["confidence"], agreed["evidence"]) == (True, 1, list(PASSAGES))
    assert [edges[name]["kind"] for name in ("e1", "e2", "e3")] == ["agreedWith", "visited", "visited 2"]
    assert (edges["e3"]["from"], edges["e3"]["year"]) == ("2023", 2023)


def test_gephi_opens_facts_as_nodes(gephi: JavaPeer, tmp_path: Path) -> None:
    contract = Node(
        "urn:c", "Contrat", "Contract", True, start="2023-11", confidence=0.5, weight=2, evidence=PASSAGES
    )
    party = Node("urn:a", "Orano", "Company")
    role = edge(1, "urn:c", "urn:a", "agreedWith", start="2023-11")._replace(relation="party")
    with (tmp_path / "events.gexf").open("wb") as out:
        write_gexf(Network((party, contract), (role,), "events"), out)
    told = rows(gephi.ask("open", tmp_path / "events.gexf"), "column")
    columns = {name: kind for owner, name, kind in told if owner == "node"}
    assert (columns["fact"], columns["caption"], columns["evidence"]) == ("Boolean", "String", "String[]")
    nodes = {row[0]: row[1:] for row in rows(gephi.ask("elements"), "node")}
    assert nodes["urn:c"][5] == nodes["urn:a"][5] == "2023-11-01/2023-11-30"
    fact, actor = (
        dict(pair.split("=", 1) for pair in nodes[iri][6].split("\x1f")) for iri in ("urn:c", "urn:a")
    )
    assert (fact["fact"], fact["caption"], fact["sources"]) == ("true", "2023-11", "2")
    assert (actor["fact"], actor["caption"], actor.get("sources")) == ("false", "Orano", None)
