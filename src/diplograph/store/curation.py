"""What the analyst's decisions state by themselves: graph/curation, and which of them match nothing.

Decisions that change what a document is taken to say are applied to its graph (`settling`). Here each
decision in force is described as a prov:Activity, and what it adds of its own is stated: a preferred label,
an identifier, a fact that no document tells and whose source is the analyst.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, replace
from functools import cached_property, partial

from rapidfuzz import fuzz, process

from diplograph.model import Fact, make_fact
from diplograph.model.claims import parse_claim
from diplograph.model.decisions import OF_TWO, Action, Decision, Unmatched
from diplograph.model.keys import slug
from diplograph.model.values import KEY
from diplograph.rdf.identifiers import document_iri
from diplograph.rdf.terms import Triple, date, iri, literal, split_literal
from diplograph.rdf.vocabulary import DCTERMS, GENERATED_BY, PROV, RDF_TYPE, RDFS_LABEL
from diplograph.store.books import Page, graph_term, read_page
from diplograph.store.consolidation import STATUS
from diplograph.store.facts import content_iri, fact_triples, key_of, type_of, typed
from diplograph.store.names import ISSUED, MENTIONED_IN, SETTLED_FROM
from diplograph.store.presence import effective, graphs_with, is_known, is_read
from diplograph.store.publishing import GraphChange
from diplograph.store.reader import Reader
from diplograph.store.retyping import broken_by_class
from diplograph.store.rulings import Rulings, asserted, entity_keys, term_of
from diplograph.store.sense import identified, senseless
from diplograph.store.settling import shape_fault

LAST_WORD = "9999-12-31"  # the day of its votes: the analyst's are later than any document's
_COMMENT = "<http://www.w3.org/2000/01/rdf-schema#comment>"
_NEAR = 3
_ON_ENTITIES = (Action.RENAME, Action.IDENTIFY)
_CUTOFF = 60  # of 100, what a near key has in common with a mistyped one


def curated(
    reader: Reader,
    documents: Sequence[GraphChange],
    pages: Sequence[Page],
    rulings: Rulings,
    *,
    effective: Rulings,
) -> GraphChange:
    """What becomes of graph/curation when documents change and some decisions are in force.

    Args:
        pages: the books of the documents as they will be.
        effective: the decisions without those that wait, see `presence.effective`.
    """
    graph = reader.names.curation
    before = frozenset(reader.triples(graph))
    after: frozenset[Triple] = frozenset()
    if rulings.decisions:
        mentioned = _mentioned_after(reader, documents)
        labels = _labels_after(reader, documents)
        final = _final(reader, documents, pages, effective, mentioned)
        after = frozenset(_statements(rulings, final, mentioned, labels))
    return GraphChange(graph, before, after, LAST_WORD if before else "", LAST_WORD if after else "")


def renames(triples: Iterable[Triple], *, is_entity: Callable[[str], bool]) -> dict[str, str]:
    """Entity → the label that the analyst gives it."""
    return {s: value for s, predicate, value in sorted(triples) if predicate == RDFS_LABEL and is_entity(s)}


def issued(reader: Reader, change: GraphChange) -> tuple[set[Triple], set[Triple]]:
    """The entry of graph/curation in the books, which dates its votes, before and after."""
    entry = (reader.names.curation, ISSUED, literal(LAST_WORD))
    return ({entry} if change.before else set()), ({entry} if change.after else set())


def _mentioned_after(reader: Reader, documents: Sequence[GraphChange]) -> Callable[[str], bool]:
    changed = {item.graph for item in documents}
    named = {s for item in documents for s, predicate, _ in item.after if predicate == MENTIONED_IN}

    def mentioned(term: str) -> bool:
        if term in named:
            return True
        graphs = reader.graphs_saying(term, MENTIONED_IN)
        return any(graph not in changed and graph not in reader.names.whole for graph in graphs)

    return mentioned


def _final(
    reader: Reader,
    documents: Sequence[GraphChange],
    pages: Sequence[Page],
    rulings: Rulings,
    mentioned: Callable[[str], bool],
) -> Callable[[str], str]:
    """What a thing is in the end: what it is merged into, or the person that a partial name means."""
    changed = {item.graph for item in documents}

    def final(term: str) -> str:
        subject = rulings.merged(term)
        if mentioned(subject):
            return subject
        unchanged = (read_page(reader, graph) for graph in graphs_with(reader, subject) - changed)
        maps = [page.mapping for page in (*pages, *unchanged) if page is not None]
        ends = {found[subject] for found in maps if found.get(subject)}
        return ends.pop() if len(ends) == 1 else subject

    return final


def _labels_after(reader: Reader, documents: Sequence[GraphChange]) -> Callable[[str], str]:
    """A name for an entity in the label of a fact: the smallest that a document gives it."""
    changed = {item.graph for item in documents}
    told: dict[str, set[str]] = {}
    for item in documents:
        for subject, predicate, value in item.after:
            if predicate == RDFS_LABEL:
                told.setdefault(subject, set()).add(value)

    def label(term: str) -> str:
        # Not graph/curation itself: what it holds depends on the decisions before.
        others = {reader.names.curation, *changed}
        stated = {t[2] for graph, t in reader.stated(term) if t[1] == RDFS_LABEL and graph not in others}
        found = stated | told.get(term, set())
        return split_literal(min(found))[0] if found else ""

    return label


def _statements(
    rulings: Rulings,
    final: Callable[[str], str],
    mentioned: Callable[[str], bool],
    label: Callable[[str], str],
) -> Iterator[Triple]:
    last: dict[str, Decision] = {}
    for decision in sorted(rulings.decisions, key=lambda d: (d.date, astuple(d))):
        yield from _described(rulings, decision)
        if decision.action in _ON_ENTITIES and mentioned(subject := final(rulings.subject(decision))):
            if decision.action is Action.RENAME:
                last[subject] = decision
            yield from identified(rulings.base, subject, decision.value) or ()
        elif fact := asserted(decision):
            yield from _asserted(rulings, decision, fact, final, mentioned, label)
    for subject, decision in last.items():
        yield subject, RDFS_LABEL, literal(decision.value, language="fr")


def activity(base: str, decision: Decision) -> str:
    """Term of a decision in graph/curation."""
    digest = hashlib.sha256(repr(astuple(replace(decision, file="", line=0))).encode()).hexdigest()[:14]
    return f"<{base}decision/{decision.action.value}-{digest}>"


def agent(base: str, author: str) -> str:
    """Term of whoever decided."""
    return f"<{base}agent/{slug(author) if author else 'analyst'}>"


def _described(rulings: Rulings, decision: Decision) -> Iterator[Triple]:
    node, who = activity(rulings.base, decision), agent(rulings.base, decision.author)
    told = " ".join(filter(None, (decision.action.value, decision.subject, decision.value)))
    yield node, RDF_TYPE, f"<{PROV}Activity>"
    yield node, RDFS_LABEL, literal(told, language="en")
    yield node, f"<{PROV}wasAssociatedWith>", who
    yield who, RDF_TYPE, f"<{PROV}Agent>"
    yield who, RDFS_LABEL, literal(decision.author or "analyste", language="fr")
    if decision.date:
        yield node, f"<{DCTERMS}date>", date(decision.date)  # PROV has instants alone
    if decision.reason:
        yield node, _COMMENT, literal(decision.reason, language="fr")
    if decision.subject:
        yield node, f"<{PROV}used>", rulings.subject(decision)
    if decision.action in OF_TWO:
        yield node, f"<{PROV}used>", rulings.value(decision)
    if decision.document:
        yield node, f"<{PROV}used>", iri(document_iri(rulings.base, decision.document))


def _resolved(base: str, fact: Fact, final: Callable[[str], str]) -> Fact:
    """A fact with entities as they are named in the end."""

    def end(value: object) -> object:
        if isinstance(value, str) and KEY.fullmatch(value) and type_of(value) is not None:
            return key_of(base, final(term_of(base, value)))
        return value

    arguments = {role: tuple(map(end, values)) for role, values in fact.arguments}
    return make_fact(fact.type, dict(arguments), status=fact.status, confidence=fact.confidence)


def _asserted(
    rulings: Rulings,
    decision: Decision,
    fact: Fact,
    final: Callable[[str], str],
    mentioned: Callable[[str], bool],
    label: Callable[[str], str],
) -> Iterator[Triple]:
    """A fact that the analyst states, once documents name all that it is about."""
    base = rulings.base
    resolved = _resolved(base, fact, final)
    terms = [final(term_of(base, key)) for key in entity_keys(decision)]
    if not all(map(mentioned, terms)):
        return
    names = {key_of(base, term): name for term in terms if (name := label(term))}
    node = rulings.merged(content_iri(resolved, base=base))
    triples = fact_triples(resolved, node, base=base, names=names)
    triples.add((node, f"<{PROV}wasAttributedTo>", agent(base, decision.author)))
    if not _asserted_fault(triples, terms, node, rulings, decision):
        yield from triples
        yield node, GENERATED_BY, activity(base, decision)


def _asserted_fault(
    triples: Iterable[Triple], terms: Iterable[str], node: str, rulings: Rulings, decision: Decision
) -> str:
    described = {*_described(rulings, decision), *typed(terms, base=rulings.base)}
    return shape_fault({*triples, *described}, node)


# What matches nothing


def unmatched(reader: Reader, rulings: Rulings, decisions: Iterable[Decision]) -> tuple[Unmatched, ...]:
    """Decisions that the store does not answer to, in their order."""
    in_force = effective(rulings, partial(is_read, reader), partial(is_known, reader))
    judge = _Judge(reader, in_force)
    return tuple(found for decision in decisions if (found := judge.fault(decision)) is not None)


class _Judge:
    def __init__(self, reader: Reader, rulings: Rulings) -> None:
        self._reader = reader
        self._rulings = rulings
        self._near: dict[str, list[str]] = {}

    def fault(self, decision: Decision) -> Unmatched | None:
        """Why a decision does nothing, or less than it says; None when it is in force."""
        wrong = senseless(decision)
        if wrong:
            return Unmatched(decision, *wrong)
        if decision.document and self._document(decision) is None:
            return Unmatched(
                decision, f"there is no document {decision.document!r}", "see: diplograph documents list"
            )
        if decision.action is Action.ASSERT:
            return self._assertion(decision)
        for key in (decision.subject, *([decision.value] if decision.action in OF_TWO else ())):
            if not self._is_there(key):
                return self._aside(decision) if self._is_aside(key) else self._unknown(decision, key)
        if decision.action is Action.MERGE and not self._is_known(decision.value):
            found = self._unknown(decision, decision.value)
            return replace(found, reason=f"{found.reason}: {decision.subject} has taken its place")
        if decision.action is Action.AMEND:
            return self._amendment(decision)
        if decision.action is Action.RETYPE:
            return self._retyping(decision)
        return None

    def _retyping(self, decision: Decision) -> Unmatched | None:
        """What a shape says of published facts now that a thing of theirs has the analyst's class."""
        term = self._rulings.merged(self._rulings.subject(decision))
        fault, fact = broken_by_class(self._reader, term)
        if not fault:
            return None
        return Unmatched(decision, fault, f"see {key_of(self._rulings.base, fact)}, or give another class")

    def _is_known(self, key: str) -> bool:
        """Whether a document or the gazetteer speaks of a thing itself."""
        term = term_of(self._rulings.base, key)
        return is_known(self._reader, term) or is_read(self._reader, term) or self._is_asserted(term)

    def _document(self, decision: Decision) -> object:
        return read_page(self._reader, graph_term(self._reader.names.base, decision.document))

    def _is_there(self, key: str) -> bool:
        term = term_of(self._rulings.base, key)
        return bool(graphs_with(self._reader, term)) or self._is_asserted(term)

    def _is_aside(self, key: str) -> bool:
        term = term_of(self._rulings.base, key)
        return self._reader.value(term, RDF_TYPE, self._reader.names.quarantine) is not None

    def _aside(self, decision: Decision) -> Unmatched | None:
        """What was set aside is not published; to reject it is to agree."""
        if decision.action is Action.REJECT:
            return None
        reason = f"{decision.subject} was set aside, since it breaks a shape"
        return Unmatched(decision, reason, "reject it, and assert it as it should be")

    def _is_asserted(self, term: str) -> bool:
        return self._reader.value(term, STATUS, self._reader.names.curation) is not None

    def _unknown(self, decision: Decision, key: str) -> Unmatched:
        near = self._nearest(key)
        hint = f"did you mean {' or '.join(near)}?" if near else "documents that spoke of it may be gone"
        return Unmatched(decision, f"nothing in the store is {key!r}", hint)

    def _nearest(self, key: str) -> list[str]:
        if key not in self._near:
            kind, _, name = key.partition("/")
            names = self._names.get(kind, [])
            found = process.extract(name, names, scorer=fuzz.ratio, limit=_NEAR + 1, score_cutoff=_CUTOFF)
            near = [f"{kind}/{one}" for one, _, _ in found if one != name][:_NEAR]
            if not near and kind != "fact":
                near = [f"{other}/{name}" for other in self._kinds.get(name, ()) if other != kind][:_NEAR]
            self._near[key] = near
        return self._near[key]

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Kind → names of its things, sorted."""
        base, runs = self._reader.names.base, self._reader.names.runs
        rows = self._reader.select(
            f"SELECT DISTINCT ?x {{ {{ ?x {MENTIONED_IN} ?d }} UNION {{ ?x {STATUS} ?s }} }}"
        )
        terms = {term for (term,) in rows} | {term for _, term in self._reader.pairs(SETTLED_FROM, runs)}
        found: dict[str, list[str]] = {}
        for key in sorted(key_of(base, term) for term in terms):
            kind, _, name = key.partition("/")
            found.setdefault(kind, []).append(name)
        return found

    @cached_property
    def _kinds(self) -> dict[str, list[str]]:
        """Name → kinds of the things that have it, sorted."""
        found: dict[str, list[str]] = {}
        for kind, names in sorted(self._names.items()):
            for name in names:
                found.setdefault(name, []).append(kind)
        return found

    def _assertion(self, decision: Decision) -> Unmatched | None:
        for key in entity_keys(decision):
            if not self._is_there(key):
                return self._unknown(decision, key)
        if any(
            self._reader.subjects(
                GENERATED_BY, activity(self._rulings.base, decision), self._reader.names.curation
            )
        ):
            return None
        fact = _resolved(self._rulings.base, parse_claim(decision.value), self._rulings.merged)
        base, terms = self._rulings.base, [term_of(self._rulings.base, key) for key in entity_keys(decision)]
        node = content_iri(fact, base=base)
        triples = fact_triples(fact, node, base=base, names={})
        triples.add((node, f"<{PROV}wasAttributedTo>", agent(base, decision.author)))
        return Unmatched(decision, _asserted_fault(triples, terms, node, self._rulings, decision))

    def _amendment(self, decision: Decision) -> Unmatched | None:
        for key in entity_keys(decision):
            if not self._is_there(key):
                return self._unknown(decision, key)
        row = list(astuple(replace(decision, file="", line=0))[:7])
        term = term_of(self._rulings.base, decision.subject)
        for graph in sorted(graphs_with(self._reader, term)):
            page = read_page(self._reader, graph)
            for refused, why in page.refused if page else ():
                if refused == row:
                    return Unmatched(decision, why, "the fact stays as the documents tell it")
        return None
