"""Whatever the order of documents and decisions, the store is a function of those there at the end."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import BASE, dump, entry, fact_of

from diplograph.model import Amount, Fact, Status
from diplograph.model.decisions import Action, Decision
from diplograph.rdf.identifiers import fact_iri
from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import FACT, RDF_TYPE, RDFS_LABEL
from diplograph.store import Batch, DocumentEntry, Store
from diplograph.store.books import graph_term, read_page
from diplograph.store.names import Names
from diplograph.store.reader import Reader
from diplograph.validation import bundled_shapes, split, validate

_STATUSES = st.sampled_from([Status.ACTUAL, Status.ACTUAL, Status.PLANNED, Status.DENIED])
_STARTS = st.sampled_from(["", "2023", "2023-11", "2023-11-01", "2023-11-02"])
_PEOPLE = ["person/remont", "person/luc-remont", "person/jean-remont", "person/l-remont", "person/macron"]
_NAMES = {
    "person/remont": "Rémont",
    "person/luc-remont": "Luc Rémont",
    "person/jean-remont": "Jean Rémont",
    "person/l-remont": "L. Rémont",
    "person/macron": "Emmanuel Macron",
}
_FIRMS = ["company/edf", "company/orano", "company/areva"]
_VISITORS = st.lists(st.sampled_from(_PEOPLE), min_size=1, max_size=2, unique=True)
_PARTIES = st.lists(
    st.sampled_from(["country/france", "country/kazakhstan", "company/edf", "company/orano"]),
    min_size=1,
    max_size=3,
    unique=True,
)
# Facts of which there are few, so that decisions meet them; some break a shape.
_FEW = st.one_of(
    st.builds(
        lambda member, of: fact_of("Membership", {"member": member, "organization": of}),
        st.sampled_from(["company/edf", "company/orano", "person/macron"]),
        st.sampled_from(["company/orano", "company/edf"]),
    ),
    st.builds(
        lambda start, end: fact_of(
            "Visit", {"visitKind": "State", "visitor": "person/macron", "start": start, "end": end}
        ),
        st.sampled_from(["2023-11", "2023-11-02"]),
        st.sampled_from(["2023", "2023-11-01"]),
    ),
)
_FACTS = st.one_of(
    st.builds(
        lambda visitor, start, kind, host, status: fact_of(
            "Visit",
            {
                "visitKind": kind,
                "visitor": visitor,
                "start": start,
                "place": "country/kazakhstan",
                "host": host,
            },
            status=status,
        ),
        _VISITORS,
        _STARTS,
        st.sampled_from(["Other", "State"]),
        st.sampled_from(["", "country/kazakhstan"]),
        _STATUSES,
    ),
    st.builds(
        lambda kind, party, start, sector, amount, status: fact_of(
            kind,
            {
                "party": party,
                "start": start,
                "sector": sector,
                "amount": Amount(Decimal(amount), "EUR") if amount else "",
            },
            status=status,
        ),
        st.sampled_from(["Contract", "Agreement"]),
        _PARTIES,
        _STARTS,
        st.sampled_from(["", "energy.nuclear", "energy"]),
        st.sampled_from([0, 0, 1, 2]),
        _STATUSES,
    ),
    st.builds(
        lambda holder, of, start: fact_of(
            "Office", {"holder": holder, "post": "ExecutiveOfficer", "of": of, "start": start}
        ),
        st.sampled_from(_PEOPLE[:4]),
        st.sampled_from(["company/edf", "company/edf", "company/orano"]),
        st.sampled_from(["", "", "2022", "2023"]),
    ),
    st.builds(
        lambda start, party: fact_of("Treaty", {"start": start, "party": party}, subject="agreement/pacte"),
        _STARTS,
        _PARTIES,
    ),
    _FEW,
    st.builds(
        lambda people, start: fact_of("Meeting", {"participant": people, "start": start}),
        st.lists(st.sampled_from(_PEOPLE), min_size=1, max_size=3, unique=True),
        _STARTS,
    ),
)


def _judged(document: DocumentEntry) -> DocumentEntry:
    """As the gate of a build leaves it."""
    report = validate(data=document.graph.triples, shapes=bundled_shapes())
    kept, aside = split(triples=document.graph.triples, report=report)
    graph = replace(document.graph, triples=kept)
    return replace(document, graph=graph, aside=aside, violations=report.of("Violation"))


_ENTRIES = st.builds(
    lambda name, facts, published: _judged(entry(name, *facts, published=published, names=_NAMES)),
    st.sampled_from("abcd"),
    st.lists(_FACTS, min_size=1, max_size=4),
    st.sampled_from(["", "2023-10-20", "2023-11-05", "2024-01-15"]),
)
_KEYS = st.sampled_from(
    [*_PEOPLE, "company/edf", "company/orano", "agreement/pacte", "company/areva", "country/kazakhstan"]
)


def _key(fact: Fact) -> str:
    return fact_iri(BASE, fact).removeprefix(BASE)


_FACT_KEYS = st.one_of(_FACTS.map(_key), _FEW.map(_key))
_DOCUMENTS = st.sampled_from(["", "", "", "a", "b"])
_DECISIONS = st.one_of(
    st.one_of(
        *(
            st.builds(Decision, st.sampled_from([Action.MERGE, Action.SEPARATE]), keys, keys, _DOCUMENTS)
            for keys in (_KEYS, st.sampled_from(_PEOPLE), st.sampled_from(_FIRMS))
        )
    ),
    st.builds(Decision, st.just(Action.RENAME), _KEYS, st.just("Nom choisi")),
    st.builds(
        Decision,
        st.just(Action.RETYPE),
        _KEYS,
        st.sampled_from(["Institution", "City", "Country", "Person", "Treaty"]),
        _DOCUMENTS,
    ),
    st.builds(Decision, st.just(Action.REJECT), st.one_of(_KEYS, _FACT_KEYS), st.just(""), _DOCUMENTS),
    st.builds(Decision, st.just(Action.ACCEPT), _FACT_KEYS),
    st.builds(Decision, st.just(Action.STATUS), _FACT_KEYS, st.just("Possible"), _DOCUMENTS),
    st.builds(Decision, st.just(Action.MERGE), _FACT_KEYS, _FACT_KEYS),
    st.builds(
        Decision,
        st.just(Action.AMEND),
        _FACT_KEYS,
        st.sampled_from(
            [
                "start=2023-11-03",
                "end=2023-11-03",
                "end=",
                "place=",
                "party=company/edf|country/france",
                "visitor=person/remont",
                "visitor=",
                "member=person/macron",
            ]
        ),
    ),
    st.builds(
        Decision,
        st.just(Action.ASSERT),
        st.just(""),
        st.sampled_from(
            [
                "Visit visitor=person/macron host=country/kazakhstan start=2023-11-01",
                "Membership member=company/edf organization=company/orano",
                "Office holder=person/remont post=ExecutiveOfficer of=company/edf",
            ]
        ),
    ),
    st.builds(Decision, st.just(Action.IDENTIFY), _KEYS, st.just("isin=FR0000120271")),
)


def _without_cycles(decisions: list[Decision]) -> list[Decision]:
    """A ledger has no cycles of merges, and one target for each subject."""
    kept: list[Decision] = []
    ends: dict[str, str] = {}
    for decision in decisions:
        if decision.action is Action.MERGE:
            end = decision.value
            while end in ends:
                end = ends[end]
            if end == decision.subject or decision.subject in ends or decision.document:
                continue
            ends[decision.subject] = decision.value
        kept.append(decision)
    return kept


def _faults(graph: set[Triple]) -> list[str]:
    """What shapes have against the facts of a graph; labels may stand in another, and foreign things too."""
    facts = {s[1:-1] for s, p, o in graph if p == RDF_TYPE and o == FACT}
    described = {s for s, p, _ in graph if p == RDF_TYPE}
    return [
        f"{v.focus} {v.path} {v.value} {v.message('en')}"
        for v in validate(data=graph, shapes=bundled_shapes()).of("Violation")
        if v.focus in facts and v.path != RDFS_LABEL[1:-1]
        if not v.value.startswith("<") or v.value in described
    ]


_LEDGERS = st.lists(_DECISIONS, max_size=4).map(_without_cycles)
_STEPS = st.lists(
    st.one_of(
        st.lists(_ENTRIES, min_size=1, max_size=3, unique_by=lambda e: e.identifier),
        st.lists(_ENTRIES, min_size=1, max_size=3, unique_by=lambda e: e.identifier),
        st.sampled_from("abcd"),
        _LEDGERS,
    ),
    min_size=2,
    max_size=7,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=_STEPS, first=st.booleans())
def test_the_store_is_a_function_of_documents_and_decisions(steps: list[object], first: bool):
    with TemporaryDirectory() as folder:
        held: dict[str, DocumentEntry] = {}
        decisions: list[Decision] = []
        with Store.open(Path(folder) / "s", create=True) as store:
            for step in steps:
                if isinstance(step, str):
                    if held.pop(step, None):
                        store.remove([step])
                elif step and isinstance(step[0], DocumentEntry):
                    store.commit(Batch(tuple(step)))
                    held.update({document.identifier: document for document in step})
                else:
                    decisions = step
                    store.curate(decisions)
            left = dump(store)
            reader = Reader(store._quads, Names.of(BASE))
            for name, document in held.items():
                page = read_page(reader, graph_term(BASE, name))
                assert page is not None
                assert page.raw(reader.triples(page.graph)) == frozenset(document.graph.triples)
                assert _faults(set(reader.triples(page.graph))) == []
            report = validate(data=store.triples(), shapes=bundled_shapes())
            assert [f"{v.focus} {v.path} {v.value}" for v in report.of("Violation")] == []
        with Store.open(Path(folder) / "fresh", create=True) as fresh:
            if first:
                fresh.curate(decisions)
            fresh.commit(Batch(tuple(held[name] for name in sorted(held, reverse=True))))
            fresh.curate(list(reversed(decisions)))
            assert dump(fresh) == left
