"""What the analyst's decisions state by themselves: graph/curation.

Decisions that change what a document is taken to say are applied to its graph (`settling`). Here each
decision in force is described as a prov:Activity, and what it adds of its own is stated: a preferred label,
an identifier, a fact that no document tells and whose source is the analyst.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple

from diplograph.model import Fact, make_fact
from diplograph.model.decisions import OF_TWO, Action, Decision
from diplograph.model.keys import slug
from diplograph.model.values import KEY
from diplograph.rdf.identifiers import document_iri
from diplograph.rdf.terms import Triple, date, iri, literal, split_literal
from diplograph.rdf.vocabulary import DCTERMS, GENERATED_BY, PROV, RDF_TYPE, RDFS_LABEL
from diplograph.store.books import Page, read_page
from diplograph.store.facts import content_iri, fact_triples, key_of, type_of
from diplograph.store.judging import clashes, classes_by_key, find_faults
from diplograph.store.names import ISSUED, MENTIONED_IN
from diplograph.store.presence import graphs_with
from diplograph.store.publishing import GraphChange
from diplograph.store.reader import Reader
from diplograph.store.retyping import bearable
from diplograph.store.rulings import Rulings, activity, asserted, entity_keys, term_of
from diplograph.store.sense import identified

LAST_WORD = "9999-12-31"  # the day of its votes: the analyst's are later than any document's
_COMMENT = "<http://www.w3.org/2000/01/rdf-schema#comment>"
_ON_ENTITIES = (Action.RENAME, Action.IDENTIFY)


def curated(
    reader: Reader,
    documents: Sequence[GraphChange],
    pages: Sequence[Page],
    rulings: Rulings,
    knowledge: GraphChange,
    *,
    effective: Rulings,
) -> GraphChange:
    """What becomes of graph/curation when documents change and some decisions are in force.

    Args:
        pages: the books of the documents as they will be.
        knowledge: the change of graph/knowledge.
        effective: the decisions without those that wait, see `presence.effective`.
    """
    graph = reader.names.curation
    before = frozenset(reader.triples(graph))
    after: frozenset[Triple] = frozenset()
    if rulings.decisions:
        mentioned = _mentioned_after(reader, documents)
        final = _final(reader, documents, pages, effective, mentioned)
        told = _After(reader, documents, knowledge, effective)
        after = frozenset(_statements(rulings, final, mentioned, told))
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


class _After:
    """What is said of things once documents and knowledge have changed."""

    def __init__(
        self, reader: Reader, documents: Sequence[GraphChange], knowledge: GraphChange, rulings: Rulings
    ) -> None:
        self._reader = reader
        self._changed = {item.graph for item in documents}
        self._knowledge = knowledge
        self._known = {subject for subject, _, _ in knowledge.before | knowledge.after}
        self._by_key = classes_by_key(rulings)
        self._local = {
            rulings.merged(rulings.subject(one), one.document)
            for one in rulings.decisions
            if one.action is Action.RETYPE and one.document
        }
        self._told: dict[str, set[Triple]] = {}
        for item in documents:
            for triple in item.after:
                self._told.setdefault(triple[0], set()).add(triple)

    def documents(self, term: str) -> set[Triple]:
        """What documents say of a thing."""
        # Not graph/curation itself: what it holds depends on the decisions before.
        others = {self._reader.names.curation, self._reader.names.knowledge, *self._changed}
        stated = {triple for graph, triple in self._reader.stated(term) if graph not in others}
        return stated | self._told.get(term, set())

    def label(self, term: str) -> str:
        """A name for an entity in the label of a fact: the smallest that is told."""
        told = self.documents(term) | self.known(term)
        found = {value for _, predicate, value in told if predicate == RDFS_LABEL}
        return split_literal(min(found))[0] if found else ""

    def known(self, term: str) -> set[Triple]:
        """What the gazetteer says of a thing."""
        if term in self._known:
            return {triple for triple in self._knowledge.after if triple[0] == term}
        return set(self._reader.about(term, self._reader.names.knowledge))

    def classes(self, term: str) -> list[Triple]:
        """Types of a thing."""
        if term not in self._local:
            return self._by_key(term)
        return sorted(t for t in self.documents(term) | self.known(term) if t[1] == RDF_TYPE)


def _statements(
    rulings: Rulings, final: Callable[[str], str], mentioned: Callable[[str], bool], told: _After
) -> Iterator[Triple]:
    last: dict[str, Decision] = {}
    codes: dict[str, list[list[Triple]]] = {}
    for decision in sorted(rulings.decisions, key=lambda d: (d.date, astuple(d))):
        yield from _described(rulings, decision)
        if decision.action in _ON_ENTITIES and mentioned(subject := final(rulings.subject(decision))):
            if decision.action is Action.RENAME:
                last[subject] = decision
            elif found := identified(rulings.base, subject, decision.value):
                codes.setdefault(subject, []).append(found)
        elif fact := asserted(decision):
            yield from _asserted(rulings, decision, fact, final, mentioned, told)
    for subject, decision in last.items():
        yield subject, RDFS_LABEL, literal(decision.value, language="fr")
    yield from _identifiers(codes, told)


def _identifiers(codes: Mapping[str, list[list[Triple]]], told: _After) -> Iterator[Triple]:
    """Identifiers that things may bear: each beside what the gazetteer knows, then all of them together."""
    for subject, found in sorted(codes.items()):
        known = {*told.known(subject), *told.classes(subject)}
        alone = {triple for each in found for triple in bearable({*known, *each}, subject) & {*each}}
        yield from (bearable({*known, *alone}, subject) & alone) - known


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


def resolved(base: str, fact: Fact, final: Callable[[str], str]) -> Fact:
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
    told: _After,
) -> Iterator[Triple]:
    """A fact that the analyst states, once documents name all that it is about."""
    base = rulings.base
    stated = resolved(base, fact, final)
    terms = [final(term_of(base, key)) for key in entity_keys(decision)]
    if not all(map(mentioned, terms)):
        return
    names = {key_of(base, term): name for term in terms if (name := told.label(term))}
    content = content_iri(stated, base=base)
    node = rulings.merged(content)
    triples = asserted_triples(stated, node, rulings, decision, names=names)
    if find_faults(triples, {node}, classes=told.classes):
        return
    others = {(p, o) for _, p, o in told.documents(node)} if node != content else set()
    statements = {*others, *((p, o) for s, p, o in triples if s == node)}
    if others and clashes(statements, node, classes=told.classes):
        return
    yield from triples
    yield node, GENERATED_BY, activity(base, decision)


def assertion_fault(rulings: Rulings, decision: Decision) -> str:
    """What a shape says against an assertion, by the classes that things have now; "" for nothing."""
    told = asserted(decision)
    if told is None:
        return ""
    fact = resolved(rulings.base, told, rulings.merged)
    node = content_iri(fact, base=rulings.base)
    triples = asserted_triples(fact, node, rulings, decision, names={})
    faults = find_faults(triples, {node}, classes=classes_by_key(rulings))
    return faults[0].message("en") if faults else ""


def asserted_triples(
    fact: Fact, node: str, rulings: Rulings, decision: Decision, *, names: Mapping[str, str]
) -> set[Triple]:
    """What an assertion states of its fact."""
    triples = fact_triples(fact, node, base=rulings.base, names=names)
    return triples | {(node, f"<{PROV}wasAttributedTo>", agent(rulings.base, decision.author))}
