"""One state of a graph as an analyst sees it: documents, things, facts with their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from diplograph.model import FACT_ROLES, EntityType
from diplograph.rdf.terms import Triple, is_literal, split_literal
from diplograph.rdf.vocabulary import (
    ALT_LABEL,
    DCTERMS,
    DG,
    EVIDENCE,
    GENERATED_BY,
    HAS_SOURCE,
    OA,
    PROV,
    RDF_TYPE,
    RDFS_LABEL,
    SAME_AS,
    dg,
    narrowest,
)

_ROLES = frozenset(role.name for roles in FACT_ROLES.values() for role in roles)
_ENTITIES = frozenset(kind.value for kind in EntityType)
_IDENTIFIERS = ("iso3166", "isin", "lei")
_MENTIONED, _STATUS, _CONFIDENCE = dg("mentionedIn"), dg("status"), dg("confidence")
_IDENTIFIER, _TITLE, _ISSUED = (f"<{DCTERMS}{name}>" for name in ("identifier", "title", "issued"))
_AUTHOR = f"<{PROV}wasAttributedTo>"
_EXACT, _FROM, _TO = (f"<{OA}{name}>" for name in ("exact", "start", "end"))

_Properties = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words that state a fact; `document` is its identifier, offsets are in code points, -1 when unknown."""

    published: str
    document: str
    start: int
    end: int
    quote: str

    @property
    def place(self) -> tuple[str, int, int]:
        """What two states of the graph have in common when they read the same words."""
        return self.document, self.start, self.end


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document: its identifier, title, date, and a digest of its bytes ("" when unknown)."""

    iri: str
    identifier: str
    title: str
    published: str
    digest: str


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity. `forms` are all its names; `ids` its identifiers here ("isin=…") and IRIs elsewhere."""

    iri: str
    label: str
    type: str
    forms: frozenset[str]
    ids: frozenset[str]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact. `roles` gives the terms of each argument, sorted; `passages` the words, by date.

    `authors` are those who asserted it, by name; a fact of documents has none.
    """

    iri: str
    label: str
    type: str
    status: str
    confidence: float
    roles: Mapping[str, tuple[str, ...]]
    passages: tuple[Passage, ...]
    authors: tuple[str, ...] = ()

    @property
    def documents(self) -> frozenset[str]:
        """Identifiers of the documents that state it."""
        return frozenset(passage.document for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of the graph. Keys are IRIs in brackets; `labels` names whatever a fact may point at."""

    name: str
    documents: Mapping[str, SourceText] = field(default_factory=dict)
    things: Mapping[str, Thing] = field(default_factory=dict)
    facts: Mapping[str, Statement] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


def take_snapshot(triples: Iterable[Triple], *, name: str, runs: Collection[str] = ()) -> Snapshot:
    """Read a state of the graph from its published triples, in any order, read once.

    Args:
        name: what it is called in the comparison.
        runs: terms of runs; with some, only what these read is taken. Empty: everything.
    """
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in triples:
        told[subject][predicate].append(value)
    labels = {term: _text(own, RDFS_LABEL) for term, own in told.items() if RDFS_LABEL in own}
    documents = {
        term: _document(term, own) for term, own in told.items() if dg("Document") in own.get(RDF_TYPE, ())
    }
    facts = {
        term: _statement(term, own, told, documents, runs)
        for term, own in told.items()
        if _STATUS in own and dg("Document") not in own.get(RDF_TYPE, ())
    }
    if runs:
        facts = {term: fact for term, fact in facts.items() if fact.passages}
    things = {term: _thing(term, own, documents) for term, own in told.items() if _is_thing(own)}
    if runs:
        read = {passage.document for fact in facts.values() for passage in fact.passages}
        things = {term: thing for term, thing in things.items() if thing.documents & read}
        documents = {term: text for term, text in documents.items() if text.identifier in read}
    return Snapshot(name, documents, things, facts, labels)


def _is_thing(own: _Properties) -> bool:
    return _MENTIONED in own and not _ENTITIES.isdisjoint(_classes(own))


def _classes(own: _Properties) -> set[str]:
    return {term[len(DG) + 1 : -1] for term in own.get(RDF_TYPE, ()) if term.startswith(f"<{DG}")}


def _document(term: str, own: _Properties) -> SourceText:
    digest = next((split_literal(v[0])[0] for p, v in own.items() if p.endswith("sha256>")), "")
    identifier = _text(own, _IDENTIFIER) or term[1:-1]
    return SourceText(term[1:-1], identifier, _text(own, _TITLE), _text(own, _ISSUED), digest)


def _thing(term: str, own: _Properties, documents: Mapping[str, SourceText]) -> Thing:
    label = _text(own, RDFS_LABEL) or term[1:-1]
    forms = {split_literal(form)[0] for form in own.get(ALT_LABEL, ()) if is_literal(form)}
    ids = {same[1:-1] for same in own.get(SAME_AS, ())}
    ids |= {f"{name}={split_literal(v)[0]}" for name in _IDENTIFIERS for v in own.get(dg(name), ())}
    named = {documents[d].identifier if d in documents else d[1:-1] for d in own[_MENTIONED]}
    kind = narrowest(_classes(own), among={*_ENTITIES, *FACT_ROLES})
    return Thing(term[1:-1], label, kind, frozenset({label, *forms}), frozenset(ids), frozenset(named))


def _statement(
    term: str,
    own: _Properties,
    told: Mapping[str, _Properties],
    documents: Mapping[str, SourceText],
    runs: Collection[str],
) -> Statement:
    roles = {
        predicate[len(DG) + 1 : -1]: tuple(sorted(set(values)))
        for predicate, values in own.items()
        if predicate.startswith(f"<{DG}") and predicate[len(DG) + 1 : -1] in _ROLES
    }
    passages = sorted(
        {
            passage
            for node in own.get(EVIDENCE, ())
            for passage in _passage(told.get(node, {}), documents, runs)
        }
    )
    confidence = _text(own, _CONFIDENCE)
    authors = {_text(told.get(agent, {}), RDFS_LABEL) or agent[1:-1] for agent in own.get(_AUTHOR, ())}
    return Statement(
        iri=term[1:-1],
        label=_text(own, RDFS_LABEL) or term[1:-1],
        type=narrowest(_classes(own), among=FACT_ROLES.keys()),
        status=min((value[len(DG) + 1 : -1] for value in own[_STATUS]), default=""),
        confidence=float(confidence) if confidence else 0.0,
        roles=roles,
        passages=tuple(passages),
        authors=tuple(sorted(authors)),
    )


def _passage(
    own: _Properties, documents: Mapping[str, SourceText], runs: Collection[str]
) -> Iterator[Passage]:
    if runs and not any(run in runs for run in own.get(GENERATED_BY, ())):
        return
    for source in own.get(HAS_SOURCE, ()):
        document = documents.get(source)
        identifier = document.identifier if document else source[1:-1]
        published = document.published if document else ""
        start, end = (int(_text(own, name) or -1) for name in (_FROM, _TO))
        yield Passage(published, identifier, start, end, _text(own, _EXACT))


def _text(own: _Properties, predicate: str) -> str:
    return min((split_literal(term)[0] for term in own.get(predicate, ()) if is_literal(term)), default="")
