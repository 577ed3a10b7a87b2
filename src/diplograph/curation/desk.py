"""The desk: what an analyst should look at, each item with why it is there, until it is decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import unquote

from diplograph.curation.naming import label_of
from diplograph.model.decisions import Decision
from diplograph.model.families import fact_class, is_fact
from diplograph.query.conflicts import Conflict, conflicts
from diplograph.query.rows import select
from diplograph.rdf.identifiers import graph_iri
from diplograph.rdf.vocabulary import DCTERMS, DG, HAS_SOURCE, RDF_TYPE, RDFS_LABEL, dg, narrowest
from diplograph.store import SetAside, Store


class Why(StrEnum):
    """Why something lies on the desk, in the order in which it is shown."""

    ASIDE = "aside"  # it breaks a shape, and was not published
    PUBLISHED = "published"  # a shape warns of it
    CONFLICT = "conflict"  # documents contradict one another
    DOUBT = "doubt"  # its confidence is low
    JOIN = "join"  # a surname that was taken for a person whom another document names in full
    LINK = "link"  # a name that may mean another thing


@dataclass(frozen=True, slots=True)
class Case:
    """One item of the desk.

    Attributes:
        key: of the fact, or of the thing that a name was linked to.
        document: identifier, for what only one document says; "" otherwise.
        reasons: of an item set aside: what breaks which shape.
        name: of a link: as written; start, end: where.
        score: confidence, or the score of the link; -1 without one.
        candidates: keys of what else a name may mean; of a surname, the person it was taken for.
        conflict: what documents contradict one another on; one case for each fact in it.
    """

    why: Why
    key: str
    label: str
    type: str = ""
    document: str = ""
    reasons: tuple[SetAside, ...] = ()
    name: str = ""
    start: int = 0
    end: int = 0
    score: float = -1.0
    candidates: tuple[str, ...] = ()
    conflict: Conflict | None = None


def queue(
    store: Store,
    decided: Iterable[Decision] = (),
    *,
    below: float = 0.6,
    documents: Collection[str] = (),
    classes: Collection[str] = (),
    why: Collection[Why] = (),
    language: str = "en",
) -> tuple[Case, ...]:
    """What is to be looked at: what was set aside, contradictions, facts by rising confidence, links.

    Args:
        decided: lines of the ledger; what they speak of is not shown again.
        below: facts and links under this confidence.
        documents, classes, why: only these; none: all.
        language: en or fr, of what contradictions are about.
    """
    done = {(each.subject, each.document) for each in decided}
    wanted = why or tuple(Why)
    cases: list[Case] = []
    if Why.ASIDE in wanted:
        cases += aside(store, store.quarantine())
    if Why.CONFLICT in wanted:
        cases += _conflicts(store, documents, language)
    if Why.DOUBT in wanted:
        cases += _doubts(store, below, documents)
    if Why.JOIN in wanted:
        cases += _joins(store)
    if Why.LINK in wanted:
        cases += _links(store, below)
    return tuple(
        case
        for case in cases
        if _is_open(case, done)
        and (not classes or case.type in classes)
        and (not documents or not case.document or case.document in documents)
    )


def _is_open(case: Case, done: set[tuple[str, str]]) -> bool:
    """Whether a case is undecided; a fact that was set aside stays here as long as it is."""
    if case.why is Why.ASIDE and is_fact(case.key):
        return True
    return not {(case.key, ""), (case.key, case.document)} & done


def aside(store: Store, items: Sequence[SetAside]) -> list[Case]:
    """What was set aside, one case for each fact of a document, or for what stands alone."""
    return _gathered(store, items, Why.ASIDE, f"GRAPH <{graph_iri(store.base, 'quarantine')}>")


def flagged(store: Store, items: Sequence[SetAside]) -> list[Case]:
    """What shapes say of what is published, one case for each fact, or for what stands alone."""
    return _gathered(store, items, Why.PUBLISHED, "")


def _gathered(store: Store, items: Sequence[SetAside], why: Why, graph: str) -> list[Case]:
    if not items:
        return []
    facts, pointing = _facts_in(store, graph), _pointing(store, graph, {item.focus for item in items})
    found: dict[tuple[str, str], list[SetAside]] = {}
    for item in items:
        at_fault = (
            [item.focus] if item.focus in facts else sorted(set(pointing.get(item.focus, [item.focus])))
        )
        for node in at_fault:
            found.setdefault((item.document, node), []).append(item)
    return [
        Case(
            why=why,
            key=_key(store, node),
            label=facts.get(node, ("", ""))[0] or _key(store, node),
            type=facts.get(node, ("", ""))[1],
            document=document,
            reasons=tuple(reasons),
        )
        for (document, node), reasons in sorted(found.items())
    ]


def _pointing(store: Store, graph: str, things: Collection[str]) -> Mapping[str, list[str]]:
    """Thing → facts that rest on it or name it, of the passages and amounts at fault."""
    parts = [
        thing
        for thing in sorted(things)
        if thing.startswith((f"{store.base}evidence/", f"{store.base}amount/"))
    ]
    found: dict[str, list[str]] = {}
    for thing in parts:
        rows = select(
            store, f"SELECT DISTINCT ?f {{ {graph} {{ ?f {dg('status')} ?s ; ?p ?thing }} }}", thing=thing
        )
        if rows:
            found[thing] = sorted(fact for (fact,) in rows)
    return found


def _facts_in(store: Store, graph: str) -> Mapping[str, tuple[str, str]]:
    """IRI of each fact of a graph → its label and class."""
    rows = select(
        store,
        f"SELECT ?f ?l ?t {{ {graph} {{ ?f {dg('status')} ?s ; {RDF_TYPE} ?t "
        f"OPTIONAL {{ ?f {RDFS_LABEL} ?l }} }} }}",
    )
    labels: dict[str, str] = {}
    classes: dict[str, set[str]] = {}
    for fact, label, kind in sorted(rows):
        labels.setdefault(fact, label)
        classes.setdefault(fact, set()).add(kind.removeprefix(DG))
    return {fact: (label, narrowest(classes[fact])) for fact, label in labels.items()}


def _doubts(store: Store, below: float, documents: Collection[str]) -> Iterator[Case]:
    rows = select(
        store,
        f"SELECT ?f ?l ?c ?t {{ ?f {dg('confidence')} ?c ; {RDFS_LABEL} ?l ; {RDF_TYPE} ?t "
        f"FILTER(?c < {below:.6f}) FILTER(STRSTARTS(STR(?t), '{DG}')) }}",
    )
    told = _documents_of(store) if documents else {}
    seen: dict[str, Case] = {}
    classes: dict[str, set[str]] = {}
    for fact, label, confidence, kind in sorted(rows):
        if documents and not told.get(fact, set()) & set(documents):
            continue
        classes.setdefault(fact, set()).add(kind.removeprefix(DG))
        seen[fact] = Case(Why.DOUBT, _key(store, fact), label, score=float(confidence))
    cases = (replace(case, type=narrowest(classes[fact])) for fact, case in seen.items())
    yield from sorted(cases, key=lambda case: (case.score, case.label, case.key))


def _conflicts(store: Store, documents: Collection[str], language: str) -> Iterator[Case]:
    for conflict in conflicts(store, language=language):
        told = {citation.document for claim in conflict.claims for citation in claim.citations}
        if documents and not told & set(documents):
            continue
        for fact in dict.fromkeys(claim.fact for claim in conflict.claims):
            key = _key(store, fact)
            yield Case(Why.CONFLICT, key, conflict.about, fact_class(key), conflict=conflict)


def _documents_of(store: Store) -> Mapping[str, set[str]]:
    """IRI of each fact → identifiers of the documents that state it."""
    rows = select(
        store,
        f"SELECT DISTINCT ?f ?id {{ ?f {dg('evidence')} ?e . ?e {HAS_SOURCE} ?d . "
        f"?d <{DCTERMS}identifier> ?id }}",
    )
    found: dict[str, set[str]] = {}
    for fact, identifier in rows:
        found.setdefault(fact, set()).add(identifier)
    return found


def _joins(store: Store) -> Iterator[Case]:
    """Surnames as documents have them, each with the person it was taken for."""
    for one in store.taken_names():
        name = label_of(store, one.person)
        yield Case(
            Why.JOIN, one.name, f"{one.name} → {name}", document=one.document, candidates=(one.person,)
        )


def _links(store: Store, below: float) -> Iterator[Case]:
    for record in store.documents():
        for link in record.links:
            if not link.key or link.score >= below:
                continue
            others = tuple(key for key in link.candidates if key != link.key)
            label = f"{link.name} → {link.key}"
            yield Case(
                why=Why.LINK,
                key=link.key,
                label=label,
                document=record.identifier,
                name=link.name,
                start=link.start,
                end=link.end,
                score=link.score,
                candidates=others,
            )


def _key(store: Store, iri: str) -> str:
    return unquote(iri.removeprefix(store.base)) if iri.startswith(store.base) else iri
