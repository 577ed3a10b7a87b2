"""GEXF of a large network beside NetworkX's own writer: seconds, and peak memory of the whole process.

50,000 nodes and 500,000 edges by chance (seed fixed), with the columns that a store gives. Both writers get
the same columns and looks; ours writes the time line as well. Each runs in processes of its own, in turns,
and tells the time and the memory of writing alone, the network being there before. The layout is timed apart,
since NetworkX has none that could draw so many nodes.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from typing import Any

GOAL_RATIO = 1 / 3
GOAL_PEAK = 1.0  # GB
ID = "https://w3id.org/diplograph/id/"
RELATIONS = (("met", "Meeting"), ("agreedWith", "Contract"), ("operatesIn", "Presence"), ("visited", "Visit"))
KINDS = ("Person", "Country", "Company", "InternationalOrganization")
SECTORS = ("energy.nuclear", "mining.uranium", "transport.rail", "defence", "health")


def network(nodes: int, edges: int) -> Any:
    """A network by chance, its parts of one community nearer to one another."""
    from diplograph.network.records import Edge, Network, Node

    chance = random.Random(1)
    made_nodes = tuple(
        Node(
            f"{ID}actor/acteur-{n:06d}",
            f"Société générale n° {n}",
            KINDS[n % 4],
            wikidata=f"Q{n}",
            mentions=n % 90,
            sectors=(SECTORS[n % 5],),
        )
        for n in range(nodes)
    )
    made_edges = []
    for n in range(edges):
        one = min(chance.randrange(nodes), chance.randrange(nodes))
        other = (one + chance.randrange(1, 400)) % nodes if chance.random() < 0.8 else chance.randrange(nodes)
        relation, kind = RELATIONS[n % 4]
        made_edges.append(
            Edge(
                id=f"fact/{n:07x}-{one}-{other}",
                source=made_nodes[one].id,
                target=made_nodes[other].id,
                label=f"L’acteur {one} et l’acteur {other}, « accord » & suites",
                kind=kind,
                relation=relation,
                roles="party-party",
                symmetric=n % 2 == 0,
                fact=f"{ID}fact/{n:07x}",
                detail="Signed" if n % 3 == 0 else "",
                status="Actual",
                sectors=(SECTORS[n % 5],),
                start=f"{1990 + n % 35}-{1 + n % 12:02d}" if n % 5 else "",
                confidence=round(chance.random(), 2),
                weight=1 + n % 4,
                evidence=(f"{ID}evidence/document-{n % 9000}.{n % 4000}-{n % 4000 + 80}",),
            )
        )
    made_edges.sort(key=lambda edge: edge.id)
    return Network(made_nodes, tuple(made_edges))


def write_ours(made: Any, places: dict[str, tuple[float, float]], file: Path) -> None:
    """Our writer."""
    from diplograph.network.writers.gexf import write_gexf

    with file.open("wb") as out:
        write_gexf(made, out, places=places)


def as_networkx(made: Any, places: dict[str, tuple[float, float]]) -> Any:
    """The same columns and looks as attributes that NetworkX can write: lists as text, nothing empty."""
    import networkx as nx

    from diplograph.network.looks import colour, radii, strengths
    from diplograph.network.writers.columns import EDGE_COLUMNS, joined, node_columns

    def values(columns: Any, record: Any) -> dict[str, Any]:
        read = {column.name: column.read(record) for column in columns}
        return {
            name: joined(value) if isinstance(value, tuple) else value
            for name, value in read.items()
            if value not in ("", (), None)
        }

    graph, sizes = nx.MultiDiGraph(), radii(strengths(made))
    for node in made.nodes:
        red, green, blue = colour(node.kind)
        x, y = places[node.id]
        viz = {"color": {"r": red, "g": green, "b": blue}, "size": sizes[node.id]}
        viz["position"] = {"x": x, "y": y, "z": 0.0}
        graph.add_node(node.id, label=node.label, viz=viz, **values(node_columns(made), node))
    columns = EDGE_COLUMNS
    for edge in made.edges:
        told = values(columns, edge)
        graph.add_edge(
            edge.source, edge.target, edge.id, id=edge.id, label=edge.label, weight=edge.weight, **told
        )
    return graph


def one_run(writer: str, nodes: int, edges: int, file: Path) -> dict[str, float]:
    """Write once, in this process."""
    made = network(nodes, edges)
    places = {node.id: (float(n % 250), float(n // 250)) for n, node in enumerate(made.nodes)}
    graph = as_networkx(made, places) if writer == "networkx" else None
    before, start = getrusage(RUSAGE_SELF).ru_maxrss, time.perf_counter()
    if writer == "networkx":
        import networkx as nx

        nx.write_gexf(graph, file, version="1.3", prettyprint=False)
    else:
        write_ours(made, places, file)
    taken, after = time.perf_counter() - start, getrusage(RUSAGE_SELF).ru_maxrss
    return {
        "seconds": taken,
        "more": (after - before) / 1e6,
        "peak": after / 1e6,
        "bytes": float(file.stat().st_size),
    }


def layout_seconds(nodes: int, edges: int) -> float:
    """Time of giving all nodes a place."""
    from diplograph.network.layout import place

    made = network(nodes, edges)
    links = [(edge.source, edge.target, edge.weight) for edge in made.edges]
    start = time.perf_counter()
    place([node.id for node in made.nodes], links)
    return time.perf_counter() - start


def main() -> int:
    """Print the ratio; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=50_000)
    parser.add_argument("--edges", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--one", choices=("ours", "networkx"), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(one_run(given.one, given.nodes, given.edges, given.file)))
        return 0
    runs: dict[str, list[dict[str, float]]] = {"ours": [], "networkx": []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(given.rounds):
            for writer, told in runs.items():
                size = ("--nodes", str(given.nodes), "--edges", str(given.edges))
                words = ("--one", writer, "--file", f"{folder}/{writer}.gexf", *size)
                done = subprocess.run([sys.executable, __file__, *words], capture_output=True, check=True)
                told.append(json.loads(done.stdout))
    for writer, told in runs.items():
        middle = {name: median(run[name] for run in told) for name in told[0]}
        print(
            f"{writer:<10} {middle['seconds']:6.1f} s   +{middle['more']:.2f} GB while writing, "
            f"peak {middle['peak']:.2f} GB   file {middle['bytes'] / 1e6:.0f} MB"
        )
    pairs = zip(runs["ours"], runs["networkx"], strict=True)
    ratio = median(own["seconds"] / other["seconds"] for own, other in pairs)
    peak = max(run["peak"] for run in runs["ours"])
    print(f"GEXF / NetworkX's writer {ratio:5.2f}  <= {GOAL_RATIO:.2f} {told_of(ratio <= GOAL_RATIO)}")
    print(f"peak of the process      {peak:5.2f} GB <= {GOAL_PEAK} {told_of(peak <= GOAL_PEAK)}")
    print(f"layout (no peer)         {layout_seconds(given.nodes, given.edges):5.1f} s")
    return int(ratio > GOAL_RATIO or peak > GOAL_PEAK)


def told_of(reached: bool) -> str:
    """A word for it."""
    return "reached" if reached else "missed"


if __name__ == "__main__":
    sys.exit(main())
