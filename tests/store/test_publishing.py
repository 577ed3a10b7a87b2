"""The published graph is a function of the documents that are there, whatever happened on the way."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import (
    BASE,
    batch,
    dump,
    entry,
    fact_of,
    office,
    presence,
    published,
    summit,
    treaty,
    values,
    visit,
)

from diplograph.model import Amount, KnownEntity, Status
from diplograph.model.schema import EntityType
from diplograph.rdf.known import map_known_entity
from diplograph.rdf.shortcuts import shortcut_rules
from diplograph.rdf.terms import Triple, date, decimal, integer, literal, split_literal
from diplograph.rdf.vocabulary import ALT_LABEL, RDFS_LABEL, SAME_AS, dg
from diplograph.store import Background, Batch, DocumentEntry, Store
from diplograph.store.consolidation import (
    CONFIDENCE,
    END,
    SETTLED,
    SETTLERS,
    START,
    STATUS,
    Vote,
    settle_period,
)
from diplograph.store.names import MENTIONED_IN, TEXT, Names
from diplograph.store.reader import Reader, to_term
from diplograph.store.sources import SOURCES

_GAZETTEER = (
    KnownEntity(
        "country/france", EntityType.COUNTRY, "France", ("République française",), "", (("wikidata", "Q142"),)
    ),
    KnownEntity("company/orano", EntityType.COMPANY, "Orano", ("Areva NC",), "country/france", ()),
)


def _background(*known: KnownEntity) -> Background:
    told = {f"<{BASE}{entity.key}>": map_known_entity(entity, base=BASE) for entity in known}
    return Background("+".join(e.key + e.name for e in known), lambda entity: told.get(entity, ()))


KNOWN = _background(*_GAZETTEER)


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "s", create=True) as opened:
        yield opened


# One thing at a time


def test_the_later_document_decides_whether_a_visit_took_place(store: Store):
    planned = entry("avant", visit(Status.PLANNED), published="2024-10-01")
    done = entry("apres", visit(), published="2024-11-06")
    (fact,) = done.graph.facts
    for documents in permutations([planned, done]):
        for document in documents:
            store.commit(batch(document))
        assert values(store, fact.removeprefix(BASE), STATUS) == [dg("Actual")]
        assert len(values(store, fact.removeprefix(BASE), dg("evidence"))) == 2
        store.remove(["avant", "apres"])


def test_a_fact_leaves_with_the_last_document_that_states_it(store: Store):
    store.commit(batch(entry("a", office()), entry("b", office())))
    before = published(store)
    store.commit(batch(entry("c", office())))
    store.remove(["c"])
    assert published(store) == before
    store.remove(["a"])
    assert store.counts().facts == {("Office", "Actual"): 1}
    store.remove(["b"])
    assert dump(store) == []


def test_other_labels_of_an_entity_become_alternative_ones(store: Store):
    key = "person/luc-remont"
    for name, label in (("a", "Luc Rémont"), ("b", "Luc Rémont"), ("c", "M. Luc Rémont, président d’EDF")):
        store.commit(batch(entry(name, office(key), names={key: label})))
    assert values(store, key, RDFS_LABEL) == ['"Luc Rémont"@fr']
    assert values(store, key, ALT_LABEL) == ['"M. Luc Rémont, président d’EDF"@fr']
    store.remove(["a", "b"])
    assert values(store, key, RDFS_LABEL) == ['"M. Luc Rémont, président d’EDF"@fr']
    assert values(store, key, ALT_LABEL) == []


def test_a_known_entity_keeps_the_label_of_the_gazetteer(store: Store):
    odd = entry("a", presence("company/orano"), names={"company/orano": "Orano SA"})
    store.commit(Batch((odd,), background=KNOWN))
    assert values(store, "company/orano", RDFS_LABEL) == ['"Orano"@fr']
    assert values(store, "company/orano", ALT_LABEL) == ['"Areva NC"@fr', '"Orano SA"@fr']
    knowledge = f"{BASE}graph/knowledge"
    assert (f"<{BASE}company/orano>", dg("homeCountry"), f"<{BASE}country/france>") in set(
        store.triples(knowledge)
    )
    assert not any(subject == f"<{BASE}country/france>" for subject, _, _ in store.triples(knowledge))


def test_what_the_gazetteer_says_leaves_with_the_entity(store: Store):
    store.commit(Batch((entry("a", visit()), entry("b", presence("company/orano"))), background=KNOWN))
    assert values(store, "country/france", SAME_AS) == ["<http://www.wikidata.org/entity/Q142>"]
    store.remove(["a"])
    assert values(store, "country/france", SAME_AS) == []
    assert values(store, "company/orano", dg("homeCountry")) == [f"<{BASE}country/france>"]


def test_a_changed_gazetteer_reaches_entities_of_documents_that_stay(store: Store):
    store.commit(Batch((entry("a", presence("company/orano")),), background=KNOWN))
    renamed = _background(KnownEntity("company/orano", EntityType.COMPANY, "Orano Groupe", (), "", ()))
    store.refresh(renamed)
    assert values(store, "company/orano", RDFS_LABEL) == ['"Orano Groupe"@fr']
    assert values(store, "company/orano", ALT_LABEL) == ['"orano"@fr']
    assert values(store, "company/orano", dg("homeCountry")) == []
    store.refresh(Background())
    assert values(store, "company/orano", RDFS_LABEL) == ['"orano"@fr']


def test_a_named_event_takes_the_most_precise_dates(store: Store):
    store.commit(batch(entry("a", summit(start="2024"))))
    store.commit(batch(entry("b", summit(start="2024-11", end="2023"))))
    event = "event/sommet-d-astana"
    assert values(store, event, START) == [date("2024-11")]
    assert values(store, event, END) == []
    store.commit(batch(entry("c", summit(start="2022"), published="2025"), entry("d", summit(start="2022"))))
    store.commit(batch(entry("e", summit(start="2022"), published="2025")))
    assert values(store, event, START) == [date("2022")]
    assert values(store, event, END) == [date("2023")], "the end no longer precedes the start"


def test_an_amount_is_published_while_a_published_fact_has_it(store: Store):
    small, large = Amount(Decimal(3), "EUR"), Amount(Decimal(4), "EUR")
    node = {amount: f"amount/exactly-{amount.value}-EUR" for amount in (small, large)}
    store.commit(batch(entry("a", treaty(amount=small)), entry("b", treaty(amount=large), published="2025")))
    assert values(store, "agreement/traite-d-amitie", dg("amount")) == [f"<{BASE}{node[large]}>"]
    assert values(store, node[large], dg("value")) == [decimal(4)]
    assert [values(store, node[small], p) for p in (RDF_TYPE, RDFS_LABEL, dg("value"))] == [[], [], []]
    store.commit(batch(entry("c", fact_of("Project", {"amount": small}, subject="project/port"))))
    assert values(store, node[small], dg("value")) == [decimal(3)]
    store.remove(["c"])
    assert values(store, node[small], dg("value")) == []
    store.commit(batch(entry("a", treaty(amount=small), published="2026")))
    assert values(store, node[small], RDFS_LABEL) == ['"3\u00a0euros"@fr']
    assert values(store, node[large], dg("value")) == [], "its fact now has the other"


def test_texts_stay_in_the_graphs_of_their_documents(store: Store):
    store.commit(batch(entry("a", visit(), text="Le texte\nentier, avec « guillemets » et \\barre.")))
    assert not any(predicate == TEXT for _, predicate, _ in store.triples())
    assert store.text("a") == "Le texte\nentier, avec « guillemets » et \\barre."


def test_a_new_date_of_publication_is_enough_to_change_a_status(store: Store):
    store.commit(
        batch(entry("a", visit(), published="2024"), entry("b", visit(Status.DENIED), published="2025"))
    )
    store.commit(batch(entry("a", visit(), published="2026")))
    assert store.counts().facts == {("Visit", "Actual"): 1}


# Everything at once, against a plain recomputation


def expected_graph(store: Store, background: Background) -> tuple[set[Triple], set[Triple]]:
    """The published graph and graph/entities, recomputed from the documents and the gazetteer."""
    names = Names.of(BASE)
    votes: dict[tuple[str, str], list[Vote]] = {}
    stated: set[Triple] = set()
    forms: set[tuple[str, str]] = set()
    entities: set[str] = set()
    for record in store.documents():
        for subject, predicate, value in store.triples(record.graph):
            if predicate == MENTIONED_IN:
                entities.add(subject)
            if predicate in (RDFS_LABEL, ALT_LABEL) and names.is_entity(subject):
                forms.add((subject, value))
            if predicate in SETTLED:
                votes.setdefault((subject, predicate), []).append(Vote(value, record.published))
            elif predicate not in (TEXT, ALT_LABEL):
                stated.add((subject, predicate, value))
    labels = {}
    for entity in entities:
        for triple in background.known(entity):
            if triple[1] == RDFS_LABEL:
                labels[entity] = triple[2]
            if triple[1] in (RDFS_LABEL, ALT_LABEL):
                forms.add((entity, triple[2]))
            else:
                stated.add(triple)
    for subject, predicate in votes:
        if predicate in (START, END):
            settled = settle_period(votes.get((subject, START), []), votes.get((subject, END), []))
            stated |= {(subject, p, v) for p, v in zip((START, END), settled, strict=True) if v}
        elif predicate == CONFIDENCE:  # all documents of these tests have the same words: one source
            best = max(Decimal(split_literal(vote.value)[0]) for vote in votes[subject, predicate])
            stated |= {(subject, predicate, decimal(best)), (subject, SOURCES, integer(1))}
        else:
            stated.add((subject, predicate, SETTLERS[predicate](votes[subject, predicate])))
    for entity, label in labels.items():
        stated = {t for t in stated if t[:2] != (entity, RDFS_LABEL)} | {(entity, RDFS_LABEL, label)}
    stated |= {(e, ALT_LABEL, form) for e, form in forms if (e, RDFS_LABEL, form) not in stated}
    had = {value for _, predicate, value in stated if predicate == dg("amount")}
    stated = {t for t in stated if t[0] in had or not t[0].startswith(f"<{BASE}amount/")}
    mirrored = {t for t in stated if names.is_entity(t[0]) and t[1] in (RDFS_LABEL, ALT_LABEL, RDF_TYPE)}
    return stated, mirrored


RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def shortcuts_of(triples: set[Triple]) -> set[Triple]:
    memory = ox.Store()
    graph = ox.DefaultGraph()
    memory.extend(ox.Quad(to_term(s), to_term(p), to_term(o), graph) for s, p, o in sorted(triples))
    return {
        (str(t.subject), str(t.predicate), str(t.object))
        for _, rule in shortcut_rules()
        for t in memory.query(rule)
    }


_STATUSES = st.sampled_from(list(Status))
_STARTS = st.sampled_from(["2023", "2024", "2024-11", "2024-11-04", "2024-12"])
_FACTS = st.one_of(
    st.builds(visit, _STATUSES, start=_STARTS, confidence=st.sampled_from([0.5, 0.8, 0.95])),
    st.builds(presence, st.sampled_from(["company/orano", "company/vicat"]), status=_STATUSES),
    st.builds(
        office, st.sampled_from(["person/tokaiev", "person/macron"]), title=st.sampled_from(["chef", "roi"])
    ),
    st.builds(
        lambda start, end, more: summit(start=start, end=end, participant=more),
        _STARTS,
        st.one_of(st.just(""), _STARTS),
        st.sampled_from(["country/france", "person/macron"]),
    ),
    st.builds(
        lambda stage, party, amount: treaty(
            stage=stage, party=party, sector="energy.nuclear", amount=Amount(Decimal(amount), "EUR")
        ),
        st.sampled_from(["Signed", "Ratified"]),
        st.sampled_from(["country/france", "country/kazakhstan"]),
        st.integers(1, 3),
    ),
    st.builds(
        lambda amount: fact_of("Project", {"amount": Amount(Decimal(amount), "EUR")}, subject="project/port"),
        st.integers(1, 3),
    ),
)
_NAMES = st.fixed_dictionaries(
    {},
    optional={
        "person/tokaiev": st.sampled_from(["Tokaïev", "Kassym-Jomart Tokaïev", "M. Tokaïev"]),
        "company/orano": st.sampled_from(["Orano", "Orano SA", "Areva NC"]),
        "event/sommet-d-astana": st.sampled_from(["Sommet d’Astana", "sommet"]),
    },
)
_FORMS = st.fixed_dictionaries(
    {}, optional={"person/tokaiev": st.sampled_from([("Tokaïev",), ("Tokaïev", "le président Tokaïev")])}
)
_ENTRIES = st.builds(
    lambda name, facts, published, names, forms: entry(
        name, *facts, published=published, names=names, forms=forms
    ),
    st.sampled_from("abcd"),
    st.lists(_FACTS, max_size=4),
    st.sampled_from(["", "2023", "2024-11", "2024-11-05", "2025-01-01"]),
    _NAMES,
    _FORMS,
)
_STEPS = st.lists(
    st.one_of(
        st.lists(_ENTRIES, min_size=1, max_size=3, unique_by=lambda e: e.identifier),
        st.sampled_from("abcd"),
        st.sampled_from([Background(), KNOWN]),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=_STEPS)
def test_the_store_equals_a_recomputation_after_any_history(
    steps: list[list[DocumentEntry] | str | Background],
):
    background = Background()
    with TemporaryDirectory() as folder:
        with Store.open(Path(folder) / "s", create=True) as store:
            held: dict[str, DocumentEntry] = {}
            for step in steps:
                if isinstance(step, Background):
                    background = step
                    store.refresh(background)
                elif isinstance(step, str):
                    if held.pop(step, None):
                        store.remove([step])
                else:
                    store.commit(Batch(tuple(step), background=background))
                    held.update({document.identifier: document for document in step})
                stated, mirrored = expected_graph(store, background)
                shortcuts = shortcuts_of(stated)
                assert published(store) == stated | shortcuts
                assert set(store.triples(f"{BASE}graph/entities")) == mirrored
                assert set(store.triples(f"{BASE}graph/shortcuts")) == shortcuts
                assert {d.identifier: d.digest for d in store.documents()} == {
                    name: document.digest for name, document in held.items()
                }
            left = dump(store)
        with Store.open(Path(folder) / "fresh", create=True) as fresh:
            fresh.commit(Batch(tuple(held.values()), background=background))
            assert dump(fresh) == left


def test_order_and_cuts_do_not_matter(tmp_path: Path):
    documents = [
        entry("a", visit(Status.PLANNED), office(), published="2024-10", names={"person/tokaiev": "Tokaïev"}),
        entry(
            "b", visit(), summit(start="2024"), published="2024-11", names={"person/tokaiev": "M. Tokaïev"}
        ),
        entry(
            "c",
            summit(start="2024-11-05"),
            treaty(party="country/france", stage="Signed"),
            published="2024-11",
        ),
        entry("d", treaty(party="country/kazakhstan", stage="Ratified"), published="2025"),
    ]
    seen = []
    for number, order in enumerate(permutations(documents)):
        cut = number % 4 + 1
        with Store.open(tmp_path / f"s{number}", create=True) as store:
            for first in range(0, len(order), cut):
                store.commit(Batch(order[first : first + cut], background=KNOWN))
            seen.append(dump(store))
    assert len(seen) == 24
    assert all(one == seen[0] for one in seen)
    assert literal("M. Tokaïev", language="fr") in "".join(seen[0])


def test_what_everybody_says_is_not_counted_again(store: Store, monkeypatch: pytest.MonkeyPatch):
    """A vote for the value that is published changes nothing, so none of the earlier ones is read."""
    asked: list[tuple[str, str]] = []
    count = Reader.votes

    def votes(self: Reader, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[Vote]]:
        wanted = list(pairs)
        asked.extend(wanted)
        return count(self, wanted)

    monkeypatch.setattr(Reader, "votes", votes)
    for i in range(5):
        more = summit(start="2024-11-05", end="2024-11-06")
        store.commit(Batch((entry(f"d{i}", office(), visit(), more),), background=KNOWN))
    assert asked == []
    store.commit(Batch((entry("x", office(), visit(Status.DENIED)),), background=KNOWN))
    assert [predicate for _, predicate in asked] == [STATUS]


def test_a_shortcut_stays_while_one_fact_draws_it(store: Store):
    first, second = visit(start="2023"), visit(start="2024")
    shortcut = (f"<{BASE}person/tokaiev>", dg("visited"), f"<{BASE}country/france>")
    store.commit(batch(entry("a", first), entry("b", second), entry("c", treaty(party="country/france"))))
    store.remove(["a"])
    assert shortcut in published(store)
    store.commit(batch(entry("b", visit(Status.PLANNED, start="2024"))))
    assert shortcut not in published(store)
    party = (f"<{BASE}country/france>", dg("partyTo"), f"<{BASE}agreement/traite-d-amitie>")
    assert set(store.triples(f"{BASE}graph/shortcuts")) == {party}
    store.remove(["c"])
    assert list(store.triples(f"{BASE}graph/shortcuts")) == []
