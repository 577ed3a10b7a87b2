"""What a graph says of one document: its entities and facts, as they are compared with annotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diplograph.evaluation.folding import folded_names
from diplograph.evaluation.roles import CLASSES, FAMILIES, family_of
from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES, EntityType, entity_type_of
from diplograph.rdf.terms import Triple, is_literal, split_literal
from diplograph.rdf.vocabulary import (
    ALT_LABEL,
    DCTERMS,
    DG,
    EVIDENCE,
    GENERATED_BY,
    HAS_SOURCE,
    OA,
    RDF_TYPE,
    RDFS_LABEL,
    dg,
)

MENTIONED_IN = dg("mentionedIn")
_STATUS = dg("status")
_IDENTIFIER = f"<{DCTERMS}identifier>"
_START, _END, _EXACT = (f"<{OA}{name}>" for name in ("start", "end", "exact"))
_ENTITY_TYPES = {kind.value: kind for kind in EntityType} | {
    name: kind for name in (*AGREEMENT_CLASSES, *EVENT_CLASSES) if (kind := entity_type_of(name))
}
Said = Mapping[str, Mapping[str, None]]  # predicate → objects, as the keys of a dictionary
Statements = Mapping[str, Said]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words of the document, and where they stand."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """An entity of the graph; `names` in the form in which they are compared, `name` its label."""

    term: str
    type: EntityType
    name: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact of the graph.

    Attributes:
        family: its class; all agreements are of one family, all events of another.
        classes: of an agreement or event, the narrowest.
        arguments: property → terms, sorted.
        statuses: local names; one, in a graph that conforms.
        names: as of an entity.
        passages: in this document, in reading order; rules: `table:pattern`, sorted.
    """

    term: str
    family: str
    classes: tuple[str, ...]
    arguments: Mapping[str, tuple[str, ...]]
    statuses: tuple[str, ...]
    name: str
    names: frozenset[str]
    passages: tuple[Passage, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """All that a graph says of one document, each list sorted by term."""

    entities: tuple[FoundEntity, ...]
    facts: tuple[FoundFact, ...]


def read_found(triples: Iterable[Triple], *, document: str) -> Found:
    """Pick what a graph says of one document: what it mentions, and what rests on its words.

    Args:
        triples: of one document's graph, or of a whole store.
        document: term of the document.
    """
    return find_in(indexed(triples), document=document)


def indexed(triples: Iterable[Triple]) -> Statements:
    """Statements by subject and predicate, each once; `dg:mentionedIn` of a country may have thousands."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for subject, predicate, value in triples:
        found[subject][predicate][value] = None
    return found


def find_in(statements: Statements, *, document: str) -> Found:
    """Pick what indexed statements say of one document."""
    entities, facts = [], []
    for subject in sorted(statements):
        said = statements[subject]
        classes = [_local(term) for term in said.get(RDF_TYPE, ()) if term.startswith(f"<{DG}")]
        passages = _passages(said, statements, document)
        if not passages and document not in said.get(MENTIONED_IN, ()):
            continue
        if kind := _entity_type(classes):
            entities.append(FoundEntity(subject, kind, _name(said), _names(said)))
        if family := _family(classes):
            facts.append(_fact(subject, family, classes, said, passages, statements))
    return Found(tuple(entities), tuple(facts))


def _fact(
    subject: str,
    family: str,
    classes: list[str],
    said: Said,
    passages: tuple[Passage, ...],
    statements: Statements,
) -> FoundFact:
    of_family = [name for name in classes if name in CLASSES.get(family, ())]
    arguments = {
        _local(predicate): tuple(sorted(values))
        for predicate, values in said.items()
        if predicate.startswith(f"<{DG}") and predicate not in (EVIDENCE, _STATUS, MENTIONED_IN)
    }
    rules = {
        split_literal(name)[0]
        for rule in said.get(GENERATED_BY, ())
        for name in statements.get(rule, {}).get(_IDENTIFIER, ())
    }
    return FoundFact(
        term=subject,
        family=family,
        classes=tuple(sorted(set(of_family) - {family} or set(of_family))),
        arguments=arguments,
        statuses=tuple(sorted(map(_local, said.get(_STATUS, ())))),
        name=_name(said),
        names=_names(said),
        passages=passages,
        rules=tuple(sorted(rules)),
    )


def _passages(said: Said, statements: Statements, document: str) -> tuple[Passage, ...]:
    found = []
    for term in said.get(EVIDENCE, ()):
        words = statements.get(term, {})
        if document in words.get(HAS_SOURCE, ()):
            start, end, quote = (split_literal(next(iter(words[name])))[0] for name in (_START, _END, _EXACT))
            found.append(Passage(int(start), int(end), quote))
    return tuple(sorted(found))


def _entity_type(classes: list[str]) -> EntityType | None:
    """The kind of entity that a node is: an agreement or event before all else, as a fact may be one."""
    kinds = {kind for name in classes if (kind := _ENTITY_TYPES.get(name))}
    first = (kind for kind in (EntityType.AGREEMENT, EntityType.EVENT, *EntityType) if kind in kinds)
    return next(first, None)


def _family(classes: list[str]) -> str | None:
    families = set(map(family_of, classes))
    return next((name for name in ("Agreement", "Event", *FAMILIES) if name in families), None)


def _name(said: Said) -> str:
    return min((split_literal(term)[0] for term in said.get(RDFS_LABEL, ())), default="")


def _names(said: Said) -> frozenset[str]:
    terms = (*said.get(RDFS_LABEL, ()), *said.get(ALT_LABEL, ()))
    return folded_names(tuple(split_literal(term)[0] for term in terms if is_literal(term)))


def _local(term: str) -> str:
    return term[1:-1].rpartition("#")[2]
