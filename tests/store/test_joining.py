"""Reports of one thing are joined, and those of two are not: each pair as an editor would judge it."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from store_samples import BASE, batch, dump, entry, fact_of, published, treaty, values

from diplograph.model import Amount, Fact, Status
from diplograph.rdf.identifiers import fact_iri
from diplograph.rdf.terms import date, literal, split_literal
from diplograph.rdf.vocabulary import EVIDENCE, RDF_TYPE, RDFS_LABEL, dg
from diplograph.store import DocumentEntry, Store
from diplograph.store.names import TALLY
from diplograph.store.tallies import RULES

MACRON, TOKAIEV = "person/emmanuel-macron", "person/kassym-jomart-tokaiev"
NAMES = {
    MACRON: "Emmanuel Macron",
    TOKAIEV: "Kassym-Jomart Tokaïev",
    "country/kazakhstan": "Kazakhstan",
    "country/france": "France",
    "person/luc-remont": "Luc Rémont",
    "person/jean-remont": "Jean Rémont",
    "person/remont": "Rémont",
    "person/l-remont": "L. Rémont",
    "person/j-remont": "J. Rémont",
    "company/edf": "EDF",
    "company/orano": "Orano",
}


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "s", create=True) as opened:
        yield opened


def told(identifier: str, *facts: Fact, published: str = "2023-11-05") -> DocumentEntry:
    return entry(identifier, *facts, published=published, names=NAMES)


def visit(start: str = "", *, status: Status = Status.ACTUAL, **more: object) -> Fact:
    roles = {"visitKind": "Other", "visitor": MACRON, "place": "country/kazakhstan", "start": start, **more}
    return fact_of("Visit", roles, status=status)


def meeting(start: str = "", *more: str, **roles: object) -> Fact:
    return fact_of("Meeting", {"participant": [MACRON, TOKAIEV, *more], "start": start, **roles})


def contract(start: str = "", *, kind: str = "Contract", **roles: object) -> Fact:
    return fact_of(kind, {"party": ["company/edf", "company/orano"], "start": start, **roles})


def pact(start: str = "", *, kind: str = "Agreement", **roles: object) -> Fact:
    return fact_of(kind, {"party": ["country/france", "country/kazakhstan"], "start": start, **roles})


def chief(start: str, **roles: object) -> Fact:
    held = {"holder": MACRON, "post": "HeadOfState", "of": "country/france", "start": start, **roles}
    return fact_of("Office", held)


def euros(value: int) -> Amount:
    from decimal import Decimal

    return Amount(Decimal(value), "EUR")


def facts_of(store: Store) -> set[str]:
    """The facts that are published, as local names."""
    return {s.rpartition("/")[2][:-1] for s, p, o in store.triples() if (p, o) == (RDF_TYPE, dg("Fact"))}


ONE = [
    (visit("2023-11"), visit("2023-11-01")),
    (visit("2023"), visit("2023-11-01")),
    (visit(), visit("2023-11-01")),
    (visit("2023-11-01", end="2023-11-02"), visit("2023-11-01")),
    (visit("2023-11-01"), visit("2023-11-01", visitor=[MACRON, "company/edf"])),
    (visit("2023-11-01"), visit("2023-11-01", host="country/kazakhstan")),
    (visit("2023-11", visitKind="State"), visit("2023-11-01")),
    (visit("2023-11", visitKind="State"), visit("2023-11-01", visitKind="State", place=())),
    (visit("2023-11", status=Status.PLANNED), visit("2023-11-01")),
    (visit("2023-11", status=Status.PLANNED), visit("2023-11-01", status=Status.DENIED)),
    (meeting("2023-11"), meeting("2023-11-01")),
    (meeting("2023-11-01"), meeting("2023-11-01", "country/france", place="city/astana")),
    (contract("2023-11-01"), contract("2023-11-01", sector="energy.nuclear")),
    (contract("2023-11", amount=euros(4)), contract("2023-11-01", amount=euros(4), sector="energy.nuclear")),
    (contract("2023-11", sector="energy.nuclear"), contract("2023-11-01", sector="energy.nuclear")),
    (
        contract("2023-11", kind="Agreement", sector="energy.nuclear"),
        contract("2023-11-01", sector="energy.nuclear"),
    ),
    (contract("", sector="energy.nuclear"), contract("2023-11-01", sector="energy.nuclear")),
    (pact("2023-11-01", sector="education"), pact("2023-11-01", sector=["education", "culture"])),
    (chief("2017"), chief("2017-05-14")),
]

TWO = {
    "another day": (visit("2023-11-01"), visit("2023-11-02")),
    "another month": (visit("2023-10"), visit("2023-11-01")),
    "another year": (visit("2022"), visit("2023-11-01")),
    "another place": (visit("2023-11-01"), visit("2023-11-01", place="country/mongolia")),
    "another visitor": (visit("2023-11-01"), visit("2023-11-01", visitor=TOKAIEV)),
    "another kind of visit": (
        visit("2023-11-01", visitKind="State"),
        visit("2023-11-01", visitKind="Working"),
    ),
    "neither list of visitors within the other": (
        visit("2023-11-01", visitor=[MACRON, "company/edf"]),
        visit("2023-11-01", visitor=[MACRON, "company/orano"]),
    ),
    "a state visit to another place in one month": (
        visit("2023-11", visitKind="State"),
        visit("2023-11-01", visitKind="State", place="country/mongolia"),
    ),
    "took place and did not": (visit("2023-11"), visit("2023-11-01", status=Status.DENIED)),
    "another end": (visit("2023-11-01", end="2023-11-02"), visit("2023-11-01", end="2023-11-03")),
    "a country's visits in a month may be several": (
        visit("2023-11", visitor="country/france"),
        visit("2023-11-01", visitor="country/france"),
    ),
    "states meet often": (
        fact_of("Meeting", {"participant": ["country/france", "country/kazakhstan"], "start": "2023-11"}),
        fact_of("Meeting", {"participant": ["country/france", "country/kazakhstan"], "start": "2023-11-01"}),
    ),
    "too long before the document": (visit("2023-09-01"), visit()),
    "other amounts": (contract("2023-11-01", amount=euros(4)), contract("2023-11-01", amount=euros(5))),
    "other sectors": (
        contract("2023-11-01", sector="energy.nuclear"),
        contract("2023-11-01", sector="energy.wind"),
    ),
    "nothing in common but a month": (contract("2023-11"), contract("2023-11-01", amount=euros(4))),
    "states sign several agreements on a day": (
        pact("2023-11-01"),
        pact("2023-11-01", sector="education"),
    ),
    "more sectors in a month": (
        pact("2023-11", sector="education"),
        pact("2023-11-01", sector=["education", "culture"]),
    ),
    "a treaty is no contract": (
        contract("2023-11-01", kind="Treaty", sector="energy.nuclear"),
        contract("2023-11-01", sector="energy.nuclear"),
    ),
    "an office may have been held before": (chief(""), chief("2017-05-14")),
    "two terms": (chief("2017"), chief("2022")),
}


@pytest.mark.parametrize(("vague", "precise"), ONE)
def test_reports_of_one_thing_are_joined(store: Store, vague: Fact, precise: Fact):
    store.commit(batch(told("a", vague)))
    store.commit(batch(told("b", precise)))
    (fact,) = facts_of(store)
    assert len([o for s, p, o in store.triples() if p == EVIDENCE]) == 2
    labels = values(store, f"fact/{fact}", RDFS_LABEL)
    assert len(labels) == 1
    starts = {str(value) for one in (vague, precise) for value in one.get("start")}
    assert values(store, f"fact/{fact}", dg("start")) == [date(max(starts, key=len))]


@pytest.mark.parametrize("why", TWO)
def test_reports_of_two_things_are_not(store: Store, why: str):
    one, other = TWO[why]
    store.commit(batch(told("a", one), told("b", other)))
    assert len(facts_of(store)) == 2, why


@pytest.mark.parametrize(
    ("start", "published", "facts"),
    [
        ("2023-01", "2023-12-20", 2),
        ("2023-11", "2023-12-20", 1),
        ("2023-11", "2024-01-02", 2),
        ("2023-12", "2024-01-20", 1),
        ("2024-01", "2023-12-20", 1),
        ("2024-02", "2023-12-20", 2),
        ("2023-01-15", "2023-12-20", 2),
        ("2023-12-01", "2023-12-20", 1),
        ("9999-12", "9999-12-31", 1),
        ("0001-01", "0001-01-01", 1),
    ],
)
def test_an_undated_report_is_joined_within_reach_of_its_text(
    store: Store, start: str, published: str, facts: int
):
    store.commit(batch(told("a", meeting(start)), told("b", meeting(""), published=published)))
    assert len(facts_of(store)) == facts


def test_the_joined_fact_has_the_roles_of_all_and_the_label_of_the_fullest(store: Store):
    fullest = visit("2023-11-01", end="2023-11-02", visitKind="State")
    store.commit(
        batch(
            told("a", visit("2023-11", visitor=[MACRON, "country/france"])),
            told("b", visit()),
            told("c", fullest),
        )
    )
    (fact,) = facts_of(store)
    assert values(store, f"fact/{fact}", dg("visitor")) == [f"<{BASE}country/france>", f"<{BASE}{MACRON}>"]
    assert values(store, f"fact/{fact}", dg("visitKind")) == [dg("State")]
    assert fact == fact_iri(BASE, fullest).rpartition("/")[2]
    label = literal("Visite d’État d’Emmanuel Macron au Kazakhstan (1er–2 novembre 2023)", language="fr")
    assert values(store, f"fact/{fact}", RDFS_LABEL) == [label]


def test_a_report_that_may_mean_either_of_two_is_joined_to_neither(store: Store):
    store.commit(
        batch(told("a", visit("2023-11-01")), told("b", visit("2023-11-20")), told("c", visit("2023-11")))
    )
    assert len(facts_of(store)) == 3
    store.remove(["b"])
    assert len(facts_of(store)) == 1


def test_a_chain_does_not_glue_its_ends(store: Store):
    """A fits B and B fits C, but A and C name different companions."""
    one = visit("2023-11-01", visitor=[MACRON, "company/edf"])
    other = visit("2023-11-01", visitor=[MACRON, "company/orano"])
    store.commit(batch(told("a", one), told("b", visit("2023-11-01")), told("c", other)))
    assert len(facts_of(store)) == 3


def test_a_denial_of_one_report_parts_it_from_the_other(store: Store):
    """What documents together say of one fact may fit less than what one of them says."""
    rough, exact = visit("2023-11"), visit("2023-11-01")
    store.commit(batch(told("a", rough), told("b", exact)))
    store.commit(batch(told("c", visit("2023-11-01", status=Status.DENIED))))
    assert len(facts_of(store)) == 2
    store.remove(["c"])
    assert len(facts_of(store)) == 1


def test_a_vague_report_does_not_hold_two_precise_ones_apart(store: Store):
    first, fuller = visit("2023-11-01"), visit("2023-11-01", end="2023-11-02")
    store.commit(
        batch(told("a", first), told("b", fuller), told("c", visit("2023")), told("d", visit("2023-03-01")))
    )
    assert len(facts_of(store)) == 3
    joined = fact_iri(BASE, fuller).removeprefix(BASE)
    assert len(values(store, joined, EVIDENCE)) == 2


def test_what_one_document_tells_beside_each_other_is_two(store: Store):
    store.commit(batch(told("a", visit("2023-11"), visit("2023-11-01"))))
    assert len(facts_of(store)) == 2
    store.commit(batch(told("b", visit("2023-11")), told("c", visit("2023-11-01"))))
    assert len(facts_of(store)) == 2
    store.remove(["a"])
    assert len(facts_of(store)) == 1


def test_a_name_keeps_its_own_and_takes_in_what_fits(store: Store):
    """Two names are two things; an unnamed report joins the one that it can only mean."""
    parties = ["country/france", "country/kazakhstan"]
    named = treaty(party=parties, start="2008-06-11", sector="defense")
    other = fact_of(
        "Treaty", {"party": parties, "start": "2008-06", "sector": "defense"}, subject="agreement/autre"
    )
    unnamed = fact_of("Treaty", {"party": parties, "start": "2008-06-11", "sector": "defense"})
    store.commit(batch(told("a", named), told("b", unnamed)))
    assert facts_of(store) == {"traite-d-amitie"}
    store.commit(batch(told("c", other)))
    assert facts_of(store) == {"traite-d-amitie", "autre", fact_iri(BASE, unnamed).rpartition("/")[2]}


# Partial names


def office(holder: str, of: str = "company/edf", post: str = "ExecutiveOfficer", title: str = "") -> Fact:
    return fact_of("Office", {"holder": holder, "post": post, "of": of, "title": title})


def people(store: Store) -> set[str]:
    return {s.rpartition("/")[2][:-1] for s, p, o in store.triples() if (p, o) == (RDF_TYPE, dg("Person"))}


def test_a_surname_with_the_office_is_the_person_who_holds_it(store: Store):
    trip = fact_of("Visit", {"visitKind": "Other", "visitor": "person/remont", "place": "country/kazakhstan"})
    store.commit(batch(told("a", office("person/remont"), trip)))
    assert people(store) == {"remont"}
    store.commit(batch(told("b", office("person/luc-remont"))))
    assert people(store) == {"luc-remont"}
    assert values(store, "person/luc-remont", RDFS_LABEL) == [literal("Luc Rémont", language="fr")]
    labels = {o for s, p, o in store.triples() if p == RDFS_LABEL and "/fact/visit" in s}
    assert labels == {literal("Visite de Luc Rémont au Kazakhstan", language="fr")}
    assert len([f for f in facts_of(store) if f.startswith("office")]) == 1
    store.remove(["b"])
    assert people(store) == {"remont"}


@pytest.mark.parametrize(
    ("partial", "full"),
    [
        ([office("person/remont")], [office("person/luc-remont"), office("person/jean-remont")]),
        ([office("person/remont")], [office("person/luc-remont", "company/orano")]),
        ([office("person/remont", post="Chair")], [office("person/luc-remont")]),
        ([office("person/j-remont")], [office("person/luc-remont")]),
        (
            [office("person/remont", "country/france", "Minister")],
            [office("person/luc-remont", "country/france", "Minister")],
        ),
        (
            [office("person/remont", "country/france", "Minister", "ministre de l’Énergie")],
            [office("person/luc-remont", "country/france", "Minister", "ministre du Travail")],
        ),
        ([office("person/remont", post="OtherOffice")], [office("person/luc-remont", post="OtherOffice")]),
        (
            [fact_of("Presence", {"company": "company/edf", "country": "country/kazakhstan"})],
            [office("person/luc-remont")],
        ),
    ],
    ids=[
        "two of that name hold the office",
        "another firm",
        "another post",
        "another initial",
        "a country is no context",
        "another ministry",
        "a firm has many officers",
        "no office",
    ],
)
def test_a_surname_that_might_be_somebody_else_stays(store: Store, partial: list[Fact], full: list[Fact]):
    trip = fact_of("Visit", {"visitKind": "Other", "visitor": "person/remont", "place": "country/kazakhstan"})
    store.commit(batch(told("a", *partial, trip), told("b", *full)))
    assert "remont" in people(store)


def test_an_initial_tells_two_of_one_surname_apart(store: Store):
    store.commit(batch(told("a", office("person/l-remont"))))
    store.commit(batch(told("b", office("person/luc-remont"), office("person/jean-remont"))))
    assert people(store) == {"luc-remont", "jean-remont"}


def test_a_minister_is_known_by_the_title(store: Store):
    title = "ministre de l’Énergie"
    store.commit(batch(told("a", office("person/remont", "country/france", "Minister", title))))
    store.commit(
        batch(told("b", office("person/luc-remont", "country/france", "Minister", "Ministre de l’énergie")))
    )
    assert people(store) == {"luc-remont"}


def test_a_document_that_names_both_knows_that_they_are_two(store: Store):
    store.commit(batch(told("a", office("person/remont"), office("person/luc-remont"))))
    assert people(store) == {"remont", "luc-remont"}


def test_any_order_gives_the_same_bytes(tmp_path: Path):
    documents = [
        told("a", office("person/remont"), visit("2023-11"), contract("2023-11", amount=euros(4))),
        told("b", office("person/luc-remont"), visit("2023-11-01"), contract("2023-11-01", amount=euros(4))),
        told("c", visit(), visit("2023-11-20"), meeting("2023-11")),
        told("d", meeting("2023-11-01", "person/remont"), office("person/remont"), chief("2017")),
    ]
    seen = set()
    for number, order in enumerate(permutations(documents)):
        with Store.open(tmp_path / f"s{number}", create=True) as store:
            for first in range(0, len(order), number % 3 + 1):
                store.commit(batch(*order[first : first + number % 3 + 1]))
            seen.add("\n".join(dump(store)))
    assert len(seen) == 1


def test_a_store_of_other_rules_is_joined_anew(store: Store, monkeypatch: pytest.MonkeyPatch):
    store.commit(batch(told("a", visit("2023-11"), office("person/remont")), told("b", visit("2023-11-01"))))
    store.commit(batch(told("c", office("person/luc-remont"))))
    expected = dump(store)
    monkeypatch.setattr("diplograph.store.tallies.RULES", "0")
    store.commit(batch(told("d", visit("2024"))))
    monkeypatch.undo()
    store.remove(["d"])
    assert dump(store) == expected


def test_what_joins_nothing_leaves_the_books_as_they_were(store: Store):
    store.commit(
        batch(told("a", fact_of("Presence", {"company": "company/edf", "country": "country/france"})))
    )
    assert published(store)
    assert not [
        p for (_, p, _), g in store.quads() if p in (dg("settlement"), dg("settledFrom"), dg("tally"))
    ]


def test_rows_change_with_the_number_of_their_rules_only(store: Store):
    """Rows that a store holds must be found again: who changes them changes `tallies.RULES` and this test."""
    trip = visit("2023-11-01", status=Status.PLANNED)
    store.commit(batch(told("a", trip, office("person/remont")), told("b", office("person/luc-remont"))))
    rows = {split_literal(o)[0].replace(BASE, "") for (_, p, o), _ in store.quads() if p == TALLY}
    assert RULES == "4"
    assert rows == {
        f'1 ["<{key_of(trip)}>","Visit","2023-11-01","",[["place",["<country/kazakhstan>"]],'
        f'["visitor",["<{MACRON}>"]]],"",["Planned"],[],[],false]',
        '1 ["P", "<person/remont>", "", ["ExecutiveOfficer <company/edf>"], []]',
        '1 ["F", "<person/luc-remont>", "ExecutiveOfficer <company/edf>", "\\"Luc R\\u00e9mont\\"@fr"]',
    }


def key_of(fact: Fact) -> str:
    return fact_iri(BASE, fact).removeprefix(BASE)
