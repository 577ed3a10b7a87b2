"""What the gazetteer says of the entities that documents name: graph/knowledge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import RDFS_LABEL
from diplograph.store.names import MENTIONED_IN
from diplograph.store.publishing import GraphChange
from diplograph.store.reader import Reader
from diplograph.store.records import Background


def comes_to_light(reader: Reader, changes: Sequence[GraphChange]) -> bool:
    """Whether a change of documents names an entity that none named before."""
    named = {triple[0] for item in changes for triple in item.come.of(MENTIONED_IN)}
    return any(reader.value(entity, MENTIONED_IN) is None for entity in sorted(named))


def background_of(reader: Reader, changes: Sequence[GraphChange], background: Background) -> GraphChange:
    """What graph/knowledge gains and loses with the entities that documents begin and cease to name."""
    named = {triple[0] for item in changes for triple in item.come.of(MENTIONED_IN)}
    new = sorted(entity for entity in named if reader.value(entity, MENTIONED_IN) is None)
    gone: dict[str, set[str]] = {}
    for item in changes:
        for entity, _, document in item.gone.of(MENTIONED_IN):
            if entity not in named:
                gone.setdefault(entity, set()).add(document)
    lost = sorted(
        entity for entity, documents in gone.items() if not reader.has_other(entity, MENTIONED_IN, documents)
    )
    return _change(reader, before=lost, after=((entity, background.known(entity)) for entity in new))


def refreshed_background(reader: Reader, background: Background) -> GraphChange:
    """What graph/knowledge gains and loses when the knowledge itself has changed."""
    rows = reader.select(f"SELECT DISTINCT ?entity WHERE {{ ?entity {MENTIONED_IN} ?document }}")
    entities = sorted(entity for (entity,) in rows)
    return _change(reader, before=entities, after=((entity, background.known(entity)) for entity in entities))


def _change(
    reader: Reader, *, before: Iterable[str], after: Iterable[tuple[str, tuple[Triple, ...]]]
) -> GraphChange:
    graph = reader.names.knowledge
    old = frozenset(triple for entity in before for triple in reader.about(entity, graph))
    new = frozenset(triple for _, triples in after for triple in triples)
    return GraphChange(graph, old, new, votes=False)


def labeller(reader: Reader, change: GraphChange, renamed: Mapping[str, str]) -> Callable[[str], str | None]:
    """The label that an entity has whatever documents call it, once graph/knowledge has changed.

    Args:
        renamed: entity → label that the analyst gives it, which goes before the gazetteer's.
    """
    labels: dict[str, str | None] = {t[0]: None for t in change.before if t[1] == RDFS_LABEL}
    labels.update((t[0], t[2]) for t in change.after if t[1] == RDFS_LABEL)
    labels.update(renamed)

    def label(entity: str) -> str | None:
        if entity in labels:
            return labels[entity]
        return reader.value(entity, RDFS_LABEL, reader.names.knowledge)

    return label
