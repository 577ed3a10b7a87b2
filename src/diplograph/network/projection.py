"""From published triples to the network of actors.

A fact links its arguments in pairs (`LINKS`): each visitor with each host, any two parties of an agreement.
An agreement, event or project that a document names is a node too, linked with those who take part in it and
with its places.
Figures about one country, and agreements of which one party is known, make no edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product

from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES, EntityType
from diplograph.network.records import Edge, Network, Node
from diplograph.rdf.terms import Triple, is_literal, split_literal
from diplograph.rdf.vocabulary import DG, OWL, RDF, RDFS, SECTOR, SUPERCLASSES, WIKIDATA

Pair = tuple[str, str]  # roles of the source and the target; equal roles make a symmetric edge

_AGREEMENT: tuple[Pair, ...] = (("party", "party"),)
_EVENT: tuple[Pair, ...] = (("participant", "participant"), ("participant", "place"))

LINKS: dict[str, tuple[Pair, ...]] = {
    "Office": (("holder", "of"),),
    "Visit": (("visitor", "host"), ("visitor", "place")),
    "Meeting": (("participant", "participant"), ("participant", "place")),
    **dict.fromkeys(AGREEMENT_CLASSES, _AGREEMENT),
    **dict.fromkeys(EVENT_CLASSES, _EVENT),
    "Project": (("participant", "participant"), ("participant", "place")),
    "Presence": (("company", "country"),),
    "Cooperation": (("party", "party"),),
    "Membership": (("member", "organization"),),
    "Figure": (("about", "about"),),
    "Position": (("actor", "target"),),
    "Invitation": (("inviter", "invitee"), ("invitee", "place"), ("invitee", "event")),
}
_MEMBERS = ("party", "participant")  # roles that link with the named agreement, event or project itself
_DETAILS = ("post", "visitKind", "stage", "stance", "indicator")
_ENTITY_CLASSES = frozenset(kind.value for kind in EntityType) | {*AGREEMENT_CLASSES, *EVENT_CLASSES}

_TYPE, _LABEL, _SAME_AS = f"<{RDF}type>", f"<{RDFS}label>", f"<{OWL}sameAs>"

_Properties = dict[str, list[str]]  # local name of a property -> N-Triples terms


def project(triples: Iterable[Triple]) -> Network:
    """Turn the published facts into nodes and edges, in any order of the triples, read once.

    Every entity that a document names is a node, whether or not a fact links it with another.
    """
    subjects: dict[str, _Properties] = {}
    for subject, predicate, value in triples:
        name = _property(predicate)
        if name:
            subjects.setdefault(subject, {}).setdefault(name, []).append(value)
    nodes = {term: _node(term, properties) for term, properties in subjects.items() if _is_entity(properties)}
    edges = {
        edge.id: edge
        for term, properties in subjects.items()
        if "status" in properties
        for edge in _edges(term, properties, nodes)
    }
    return Network(
        nodes=tuple(sorted(nodes.values(), key=lambda node: node.id)),
        edges=tuple(edges[key] for key in sorted(edges)),
    )


def _property(predicate: str) -> str:
    if predicate.startswith(f"<{DG}"):
        return predicate[len(DG) + 1 : -1]
    return {_TYPE: "@type", _LABEL: "@label", _SAME_AS: "@same"}.get(predicate, "")


def _classes(properties: _Properties) -> set[str]:
    return {term[len(DG) + 1 : -1] for term in properties.get("@type", ()) if term.startswith(f"<{DG}")}


def _is_entity(properties: _Properties) -> bool:
    return "mentionedIn" in properties and not _ENTITY_CLASSES.isdisjoint(_classes(properties))


def _kind(properties: _Properties, among: Iterable[str]) -> str:
    """The most specific class; the first by name where a node has two."""
    found = _classes(properties).intersection(among)
    broader = {name for kind in found for name in SUPERCLASSES.get(kind, ())}
    return min(found - broader or found, default="")


def _node(term: str, properties: _Properties) -> Node:
    wikidata = [same[len(WIKIDATA) + 1 : -1] for same in properties.get("@same", ()) if WIKIDATA in same]
    return Node(
        id=term[1:-1],
        label=_text(properties, "@label") or term[1:-1],
        kind=_kind(properties, _ENTITY_CLASSES),
        wikidata=min(wikidata, default=""),
        iso3166=_text(properties, "iso3166"),
        mentions=len(set(properties["mentionedIn"])),
    )


def _edges(fact: str, properties: _Properties, nodes: dict[str, Node]) -> Iterator[Edge]:
    kind = _kind(properties, LINKS)
    for source_role, target_role in LINKS.get(kind, ()):
        sources = _ends(properties, source_role, nodes)
        if source_role == target_role:
            for source, target in combinations(sources, 2):
                yield _edge(fact, properties, kind, (source_role, target_role), source, target)
            continue
        for source, target in product(sources, _ends(properties, target_role, nodes)):
            if source != target:
                yield _edge(fact, properties, kind, (source_role, target_role), source, target)
    if fact in nodes:
        for role in _MEMBERS:
            for source in _ends(properties, role, nodes):
                yield _edge(fact, properties, kind, (role, "subject"), source, fact)
        for place in _ends(properties, "place", nodes):
            yield _edge(fact, properties, kind, ("subject", "place"), fact, place)


def _ends(properties: _Properties, role: str, nodes: dict[str, Node]) -> list[str]:
    return sorted({term for term in properties.get(role, ()) if term in nodes})


def _edge(fact: str, properties: _Properties, kind: str, roles: Pair, source: str, target: str) -> Edge:
    details = [_local(term) for name in _DETAILS for term in properties.get(name, ())]
    sectors = {term[len(SECTOR) + 1 : -1] for term in properties.get("sector", ())}
    return Edge(
        id=f"{_local(fact)}_{roles[0]}-{roles[1]}_{_local(source)}_{_local(target)}",
        source=source[1:-1],
        target=target[1:-1],
        label=_text(properties, "@label") or kind,
        kind=kind,
        roles="-".join(roles),
        symmetric=roles[0] == roles[1],
        fact=fact[1:-1],
        detail=min(details, default=""),
        status=min((_local(term) for term in properties["status"]), default=""),
        sectors=tuple(sorted(sectors)),
        start=_text(properties, "start"),
        end=_text(properties, "end"),
        confidence=float(_text(properties, "confidence") or 0),
        evidence=len(set(properties.get("evidence", ()))),
    )


def _text(properties: _Properties, name: str) -> str:
    return min((split_literal(term)[0] for term in properties.get(name, ()) if is_literal(term)), default="")


def _local(term: str) -> str:
    """What follows the last "#", or the last two steps of the path: "country/france"."""
    inner = term[1:-1]
    if "#" in inner:
        return inner.rsplit("#", 1)[1]
    return "/".join(inner.rsplit("/", 2)[-2:])
