"""Paths that `diplograph network path` finds, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from diplograph.query.explaining import Statement
from diplograph.query.table import abbreviated

if TYPE_CHECKING:
    from diplograph.network import Edge, Network
    from diplograph.network.paths import Hop, Path

_Tell = Callable[[str], Statement]
_PASSAGES = 3  # shown of a fact, of one document each


def paths_as_text(
    paths: Sequence[Path], network: Network, tell: _Tell, *, facts: int, prefixes: Mapping[str, str]
) -> str:
    """Each path, each of its hops, and of each hop its facts with their words.

    Args:
        tell: a fact by its IRI.
        facts: how many of a hop are shown; 0: all.
    """
    namespaces = {namespace: prefix for prefix, namespace in prefixes.items()}
    blocks = [
        f"{number}. " + "\n   ".join(_path(path, network, tell, facts, namespaces)) + "\n"
        for number, path in enumerate(paths, 1)
    ]
    return "\n".join(blocks)


def _path(
    path: Path, network: Network, tell: _Tell, facts: int, namespaces: Mapping[str, str]
) -> Iterator[str]:
    labels = [network.by_id[node].label for node in path.nodes]
    hops = len(path.hops)
    yield f"{' – '.join(labels)}  ({hops} hop{'' if hops == 1 else 's'}, distance {path.distance:.3g})"
    for hop in path.hops:
        yield f"{network.by_id[hop.source].label} – {network.by_id[hop.target].label}"
        shown = hop.edges[:facts] if facts else hop.edges
        for edge in shown:
            yield from _fact(edge, tell(edge.fact), hop, namespaces)
        if len(shown) < len(hop.edges):
            yield f"  and {len(hop.edges) - len(shown)} more (--facts 0 shows all)"


def _fact(edge: Edge, fact: Statement, hop: Hop, namespaces: Mapping[str, str]) -> Iterator[str]:
    arrow = "" if edge.symmetric else (" →" if edge.source == hop.source else " ←")
    name = abbreviated(edge.fact, namespaces)
    yield f"  {edge.relation}{arrow}  {edge.label}  {name}"
    dates = " to ".join(date for date in (edge.start, edge.end) if date)
    sources = f"{edge.weight:g} source{'' if edge.weight == 1 else 's'}"
    yield "    " + ", ".join(filter(None, (edge.status, dates, sources, f"confidence {edge.confidence:g}")))
    if not fact.words:
        yield "    stated by the analyst, without a passage"
    firsts = list({words.document: words for words in reversed(fact.words)}.values())[::-1]
    for words in firsts[:_PASSAGES]:
        yield "    " + ", ".join(filter(None, (words.document, words.title, words.published))) + ":"
        yield f"      {words.before}[[{words.quote}]]{words.after}"
    if len(firsts[:_PASSAGES]) < len(fact.words):
        more = len(fact.words) - len(firsts[:_PASSAGES])
        yield f"    and {more} more passage{'' if more == 1 else 's'}: diplograph explain '{name}'"


def paths_as_json(paths: Sequence[Path], network: Network, tell: _Tell, **more: Any) -> str:
    """An object with `paths`; each hop holds its facts, each fact its words."""
    told = {
        **more,
        "paths": [
            {
                "nodes": [{"id": node, "label": network.by_id[node].label} for node in path.nodes],
                "distance": path.distance,
                "hops": [_hop(hop, tell) for hop in path.hops],
            }
            for path in paths
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _hop(hop: Hop, tell: _Tell) -> Mapping[str, Any]:
    facts = [
        {
            "fact": edge.fact,
            "label": edge.label,
            "relation": edge.relation,
            "forward": edge.symmetric or edge.source == hop.source,
            "symmetric": edge.symmetric,
            "status": edge.status,
            "start": edge.start,
            "end": edge.end,
            "sources": edge.weight,
            "confidence": edge.confidence,
            "words": [asdict(words) for words in tell(edge.fact).words],
        }
        for edge in hop.edges
    ]
    return {"source": hop.source, "target": hop.target, "strength": hop.strength, "facts": facts}
