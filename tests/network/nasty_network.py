"""A small network with what texts and analysts do to labels, dates and edges."""

from __future__ import annotations

from diplograph.network.records import Edge, Network, Node

ID = "https://w3id.org/diplograph/id/"
ARABIC = "محمد السادس"
SECTORS = ("energy.nuclear", 'a, "b" \\ c')
PASSAGES = (f"{ID}evidence/a.1-20", f"{ID}evidence/b.3-9")

NODES = (
    Node("1", "1", "Person"),
    Node(
        f"{ID}company/areva",
        'AREVA & "Cie" <SA>',
        "Company",
        wikidata="Q1",
        country="urn:fr",
        mentions=3,
        sectors=SECTORS,
        attributes=(("community", 0), ("pagerank", 0.25)),
    ),
    Node(f"{ID}institution/elysee", "Élysée\x00\x0b\ud800\ufffe fin\nde\tligne ☕🇫🇷", "Institution"),
    Node(f"{ID}person/mohammed-vi", f"\u202b{ARABIC}\u202c", "Person", attributes=(("pagerank", 1),)),
    Node("=cmd|'/C calc'!A0", "=HYPERLINK(1)", "Person"),
    Node("alone", "", "Region"),
)
_A, _B, _C = NODES[1].id, NODES[2].id, NODES[3].id


def edge(number: int, source: str, target: str, relation: str = "visited", **other: object) -> Edge:
    kind = {"visited": "Visit", "leads": "Office", "agreedWith": "Agreement"}[relation]
    return Edge(
        id=f"e{number}",
        source=source,
        target=target,
        label=f"Lien n° {number}",
        kind=kind,
        relation=relation,
        roles="visitor-host",
        symmetric=relation == "agreedWith",
        fact=f"urn:f{number}",
        **other,  # type: ignore[arg-type]
    )


EDGES = (
    edge(1, _A, _B, "agreedWith", confidence=1.0, weight=3, sectors=SECTORS, evidence=PASSAGES),
    edge(2, _A, _B, start="2023-11-01", end="2023-11-02", confidence=0.55, status="Actual"),
    edge(3, _A, _B, start="2023"),
    edge(4, _A, _B, start="2022-02"),
    edge(5, _B, _A, start="2023"),
    edge(6, _C, _C, start="-0043-03-15"),
    edge(7, _C, _B, "leads", start="2017-05-14"),
    edge(8, _C, _B, start="0000"),
    edge(9, _C, _A, end="2020-12"),
    edge(10, "1", _A, "agreedWith", start="pas une date"),
    edge(11, "=cmd|'/C calc'!A0", "1", "leads", start="2024-02", end="2023"),
)
NETWORK = Network(tuple(sorted(NODES, key=lambda node: node.id)), tuple(sorted(EDGES, key=lambda e: e.id)))
EMPTY = Network((), ())
