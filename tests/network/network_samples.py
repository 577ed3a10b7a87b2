"""Networks and triples by hand, for the tests of this folder."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

from diplograph.network import Edge, Network, Node
from diplograph.rdf.terms import Triple

ID = "https://w3id.org/diplograph/id/"
PREFIXES = {
    "dg:": "https://w3id.org/diplograph/ontology#",
    "sector:": "https://w3id.org/diplograph/sector/",
    "wd:": "http://www.wikidata.org/entity/",
    "owl:": "http://www.w3.org/2002/07/owl#",
    "rdfs:": "http://www.w3.org/2000/01/rdf-schema#",
}


def term(text: str) -> str:
    if text.startswith('"'):
        return text
    if text == "a":
        return "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    for prefix, namespace in PREFIXES.items():
        if text.startswith(prefix):
            return f"<{namespace}{text.removeprefix(prefix)}>"
    return f"<{ID}{text}>"


def triples(text: str) -> list[Triple]:
    """One triple a line; a bare name stands under the base IRI."""
    rows = [line.split(maxsplit=2) for line in text.splitlines() if line.strip()]
    return [(term(s), term(p), term(o)) for s, p, o in rows]


def fact(name: str, kind: str, *statements: str, status: str = "Actual") -> str:
    """Lines of a fact: `fact("x", "Visit", "visitor country/france", "host country/kazakhstan")`."""
    lines = [f"fact/{name} a dg:{kind}", f"fact/{name} dg:status dg:{status}"]
    return "\n".join([*lines, *(f"fact/{name} dg:{one}" for one in statements), ""])


def entity(key: str, kind: str, *statements: str) -> str:
    lines = [f"{key} a dg:{kind}", f"{key} dg:mentionedIn document/a"]
    return "\n".join([*lines, *(f"{key} {one}" for one in statements), ""])


def node(name: str, **more: Any) -> Node:
    return Node(**{"id": name, "label": name.upper(), "kind": "Country", **more})


def edge(source: str, target: str, number: int = 0, **more: Any) -> Edge:
    return Edge(
        **{
            "id": f"e{number:05}-{source}-{target}",
            "source": source,
            "target": target,
            "label": f"{source} {target}",
            "kind": "Visit",
            "relation": "visited",
            "roles": "visitor-host",
            "symmetric": False,
            "fact": f"f{number:05}",
            **more,
        }
    )


def network(ends: Iterable[str], *, nodes: str = "", **more: Any) -> Network:
    """From "ab", "bc" …: an edge a pair; `nodes` are there as well."""
    pairs = list(ends)
    names = sorted({*nodes, *(name for pair in pairs for name in pair)})
    edges = [edge(pair[0], pair[1], number, **more) for number, pair in enumerate(pairs)]
    return Network(tuple(map(node, names)), tuple(edges), facts=len(edges))


def random_network(seed: int, *, nodes: int = 30, edges: int = 90) -> Network:
    """Parallel links, links with oneself, symmetric ones, isolated nodes, weights from 0 to 4."""
    chance = random.Random(seed)
    names = [f"n{number:03}" for number in range(nodes)]
    linked = names[: nodes - 3]
    made = [
        edge(
            chance.choice(linked),
            chance.choice(linked),
            number,
            weight=chance.choice([0, 1, 1, 1, 2, 3, 4]),
            symmetric=chance.random() < 0.3,
        )
        for number in range(edges)
    ]
    return Network(tuple(map(node, names)), tuple(made), facts=edges)
