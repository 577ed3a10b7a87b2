"""What a comparison of two states tells, on documents mapped by the real mapping."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import BASE, entry, fact_of, office, presence, treaty, visit

from diplograph.diff import Change, Difference, Kind, Snapshot, compare, take_snapshot
from diplograph.diff.page import as_html
from diplograph.diff.writing import as_json, as_text, words_in
from diplograph.model import Amount, Evidence, Fact, Status
from diplograph.query.wording import LANGUAGES, named
from diplograph.rdf.identifiers import fact_iri
from diplograph.rdf.terms import Triple, literal
from diplograph.rdf.vocabulary import ALT_LABEL, RDFS_LABEL, SAME_AS
from diplograph.store import DocumentEntry

ASTANA = "document à comparer"


def triples_of(*entries: DocumentEntry) -> set[Triple]:
    return {triple for one in entries for triple in one.graph.triples}


def state(*entries: DocumentEntry, extra: Iterable[Triple] = ()) -> Snapshot:
    return take_snapshot([*sorted(triples_of(*entries)), *extra], name="état")


def told(difference: Difference) -> set[tuple[Kind, str]]:
    """What changed apart from documents."""
    return {(c.kind, c.type) for c in difference.changes if c.group != "documents"}


def only(difference: Difference, group: str) -> Change:
    (found,) = [change for change in difference.changes if change.group == group]
    return found


def moved(fact: Fact, start: int) -> Fact:
    """The same fact read elsewhere in the text."""
    return replace(fact, evidence=(Evidence(start, start + 5, "autre", "test:1"),))


def figure(value: str, *, about: str = "country/france") -> Fact:
    roles = {"indicator": "Trade", "about": (about,), "value": Decimal(value), "unit": "EUR", "start": "2023"}
    return fact_of("Figure", roles)


def test_a_state_does_not_differ_from_itself() -> None:
    one = state(
        entry("a", visit(), treaty(party=("country/france", "country/kazakhstan"))), entry("b", office())
    )
    assert compare(one, one).changes == ()
    assert set(compare(one, one).counts.values()) == {0}


def test_what_a_new_document_brings_is_new_and_leaves_with_it() -> None:
    few = state(entry("a", visit()))
    more = state(entry("a", visit()), entry("b", presence("company/orano")))
    assert told(compare(few, more)) == {
        (Kind.NEW, "Presence"),
        (Kind.NEW, "Company"),
        (Kind.NEW, "Country"),
    }
    assert {c.label for c in compare(few, more).changes if c.group == "documents"} == {"Titre b"}
    back = compare(more, few)
    assert told(back) == {(Kind.GONE, name) for name in ("Presence", "Company", "Country")}
    assert [p.document for p in only(back, "relations").passages] == ["b"]


def test_a_new_fact_tells_all_that_it_says() -> None:
    change = only(compare(state(), state(entry("a", visit()))), "meetings")
    said = {detail.property: detail.after for detail in change.details}
    assert said == {
        "status": ("Actual",),
        "visitKind": ("State",),
        "visitor": ("tokaiev",),
        "place": ("france",),
        "start": ("2024-11-04",),
    }
    assert all(detail.before == () for detail in change.details)


@pytest.mark.parametrize(
    ("before", "after", "property", "values"),
    [
        (visit(), visit(start="2024-11-05"), "start", ("2024-11-04", "2024-11-05")),
        (visit(), visit(status=Status.DENIED), "status", ("Actual", "Denied")),
        (office(), office(of="country/france"), "of", ("kazakhstan", "france")),
    ],
)
def test_a_fact_read_otherwise_in_the_same_words_is_changed(
    before: Fact, after: Fact, property: str, values: tuple[str, str]
) -> None:
    difference = compare(state(entry("a", before)), state(entry("a", after)))
    (change,) = [c for c in difference.changes if c.type == before.type]
    assert change.kind is Kind.CHANGED
    assert [(d.property, d.before, d.after) for d in change.details] == [
        (property, (values[0],), (values[1],))
    ]


def test_a_revised_amount_is_found_in_other_words_of_another_document() -> None:
    difference = compare(
        state(entry("a", figure("4200000000"))), state(entry("b", moved(figure("4500000000"), 40)))
    )
    change = only(difference, "figures")
    assert change.kind is Kind.CHANGED
    assert [(d.property, d.before, d.after) for d in change.details] == [
        ("value", ("4200000000",), ("4500000000",))
    ]


def test_a_figure_of_another_thing_or_time_is_another() -> None:
    other = figure("4500000000", about="country/kazakhstan")
    difference = compare(state(entry("a", figure("1"))), state(entry("b", moved(other, 40))))
    assert {c.kind for c in difference.changes if c.group == "figures"} == {Kind.NEW, Kind.GONE}


def test_two_facts_that_fit_one_are_not_guessed_at() -> None:
    """Which of two new visits is the old one revised, no one can tell."""
    later = [moved(visit(start=f"2025-0{month}-01"), 20 * month) for month in (1, 2)]
    difference = compare(state(entry("a", visit())), state(entry("b", *later)))
    assert sorted(c.kind for c in difference.changes if c.group == "meetings") == ["gone", "new", "new"]


def test_an_agreement_keeps_its_node_and_tells_its_amount() -> None:
    parties = ("country/france", "country/kazakhstan")
    old = treaty(party=parties, amount=Amount(Decimal(10), "EUR"))
    new = treaty(party=(*parties, "country/italie"), amount=Amount(Decimal(12), "EUR"), stage="Signed")
    change = only(compare(state(entry("a", old)), state(entry("a", new))), "agreements")
    assert (change.kind, change.other) == (Kind.CHANGED, "")
    assert [d.property for d in change.details] == ["party", "amount", "stage"]
    assert change.details[0].after == ("france", "italie", "kazakhstan")
    assert change.details[1].before == ("10\u00a0euros",)


def rename(triples: Iterable[Triple], old: str, new: str) -> list[Triple]:
    def put(term: str) -> str:
        return f"<{BASE}{new}>" if term == f"<{BASE}{old}>" else term

    return [(put(s), p, put(o)) for s, p, o in triples]


def merged() -> tuple[Snapshot, Snapshot]:
    names = {"person/remont": "M. Rémont", "person/luc-remont": "Luc Rémont"}
    apart = triples_of(
        entry("a", office("person/remont", "country/france"), names=names),
        entry("b", moved(office("person/luc-remont", "country/kazakhstan"), 20), names=names),
    )
    person = f"<{BASE}person/luc-remont>"
    one = [t for t in rename(sorted(apart), "person/remont", "person/luc-remont") if "M. Rémont" not in t[2]]
    return take_snapshot(apart, name="avant"), take_snapshot(
        [*one, (person, ALT_LABEL, literal("M. Rémont", language="fr"))], name="après"
    )


def test_an_actor_that_joined_another_is_merged_and_its_facts_are_not_news() -> None:
    before, after = merged()
    difference = compare(before, after)
    assert told(difference) == {(Kind.MERGED, "Person")}
    change = only(difference, "actors")
    assert (change.label, change.other_label) == ("M. Rémont", "Luc Rémont")


def test_the_other_way_round_it_is_split_off() -> None:
    before, after = merged()
    change = only(compare(after, before), "actors")
    assert (change.kind, change.label, change.other_label) == (Kind.SPLIT, "M. Rémont", "Luc Rémont")


def test_namesakes_of_other_documents_are_not_merged() -> None:
    names = {"person/remont": "Rémont", "person/luc-remont": "Rémont"}
    one = state(entry("a", office("person/remont"), names=names))
    other = state(entry("b", office("person/luc-remont"), names=names))
    assert {c.kind for c in compare(one, other).changes if c.type == "Person"} == {Kind.NEW, Kind.GONE}


def test_a_fact_whose_words_another_has_now_is_joined_with_it() -> None:
    dated, undated = (
        visit(start="2025-03-11"),
        fact_of("Visit", {"visitKind": "State", "visitor": "person/tokaiev"}),
    )
    apart = triples_of(entry("a", dated), entry("b", moved(undated, 30)))
    one = [
        (s.replace(fact_iri(BASE, undated), fact_iri(BASE, dated)), p, o)
        for s, p, o in sorted(apart)
        if not (s == f"<{fact_iri(BASE, undated)}>" and p == RDFS_LABEL)
    ]
    difference = compare(take_snapshot(apart, name=""), take_snapshot(one, name=""))
    change = only(difference, "meetings")
    assert (change.kind, change.iri, change.other) == (
        Kind.MERGED,
        fact_iri(BASE, undated),
        fact_iri(BASE, dated),
    )


def test_a_name_a_class_and_an_identifier_that_change_are_told() -> None:
    one = entry("a", presence("company/orano"), names={"company/orano": "Orano"})
    other = entry("a", presence("company/orano"), names={"company/orano": "Orano SA"})
    same = (f"<{BASE}company/orano>", SAME_AS, "<http://www.wikidata.org/entity/Q1>")
    change = only(compare(state(one), state(other, extra=[same])), "actors")
    assert [(d.property, d.before, d.after) for d in change.details] == [
        ("label", ("Orano",), ("Orano SA",)),
        ("identifier", (), ("http://www.wikidata.org/entity/Q1",)),
    ]


def test_a_document_whose_bytes_changed_is_told() -> None:
    one, other = (state(entry("a", visit(), digest=digest * 64)) for digest in "01")
    change = only(compare(one, other), "documents")
    assert change.details[0].property == "sha256"


def test_the_part_that_one_run_read() -> None:
    runs = [f"{BASE}run/{name}" for name in ("un", "deux")]
    triples = triples_of(
        entry("a", visit(), run=runs[0]), entry("b", moved(presence("company/orano"), 30), run=runs[1])
    )
    first, second = (take_snapshot(triples, name="", runs=[f"<{run}>"]) for run in runs)
    assert {fact.type for fact in first.facts.values()} == {"Visit"}
    assert {fact.type for fact in second.facts.values()} == {"Presence"}
    assert {d.identifier for d in second.documents.values()} == {"b"}
    assert {t.type for t in first.things.values()} == {"Person", "Country"}


FACTS = st.lists(
    st.sampled_from(
        [
            visit(),
            visit(start="2025-01-01"),
            moved(visit(Status.PLANNED), 30),
            presence("company/orano"),
            moved(presence("company/vicat"), 9),
            figure("1"),
            moved(figure("2"), 50),
            treaty(party=("country/france", "country/kazakhstan")),
            office(),
        ]
    ),
    unique=True,
)


@given(FACTS, FACTS, st.randoms(use_true_random=False))
def test_no_order_matters_and_both_ways_agree(
    before: list[Fact], after: list[Fact], order: random.Random
) -> None:
    one, other = state(entry("a", *before)), state(entry("a", *after))
    difference = compare(one, other)
    shuffled = [*triples_of(entry("a", *after))]
    order.shuffle(shuffled)
    assert compare(one, take_snapshot(shuffled, name="état")) == difference
    back = compare(other, one)
    # What joined another fact is neither gone nor, the other way round, anything but new.
    assert difference.counts["new"] == back.counts["gone"] + back.counts["merged"]
    assert difference.counts["gone"] + difference.counts["merged"] == back.counts["new"]
    assert difference.counts["changed"] == back.counts["changed"]
    paired = {c.iri for c in difference.changes if c.kind is Kind.CHANGED and c.type in ("Visit", "Figure")}
    left = difference_of(difference, Kind.GONE) + difference_of(difference, Kind.MERGED)
    assert len(one.facts) - left == len(other.facts) - difference_of(difference, Kind.NEW)
    assert paired <= {fact.iri for fact in other.facts.values()}


def difference_of(difference: Difference, kind: Kind) -> int:
    return sum(c.kind is kind and c.group not in ("actors", "documents") for c in difference.changes)


def nasty() -> Difference:
    label = '<b>"Orano" & Cie</b> 🇰🇿 \u202bسلام'
    one = entry("a", presence("company/orano"), names={"company/orano": "Orano"})
    other = entry("a", presence("company/orano"), visit(), names={"company/orano": label})
    return compare(state(one), state(other))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_has_every_change_with_its_words(language: str) -> None:
    text = as_text(nasty(), language=language)
    assert "tokaiev" in text
    assert "Le président" in text or "Le présiden" in text
    assert all(change.label in text for change in nasty().changes)
    assert words_in(language)["actors"] in text


def test_no_difference_is_said() -> None:
    one = state(entry("a", visit()))
    assert as_text(compare(one, one), language="fr") == "Aucune différence.\n"
    assert "No difference." in as_html(compare(one, one), language="en")


def test_json_has_all_that_the_comparison_found() -> None:
    found = json.loads(as_json(nasty()))
    assert found["counts"] == dict(nasty().counts)
    assert [c["label"] for c in found["changes"]] == [c.label for c in nasty().changes]
    assert found["changes"][0]["passages"][0]["document"] == "a"


def test_the_page_escapes_and_is_well_formed() -> None:
    from lxml import etree

    page = as_html(nasty(), language="fr")
    assert "<b>" not in page
    parser = etree.HTMLParser(recover=False)
    tree = etree.fromstring(page.encode(), parser)
    assert len(tree.findall(".//li")) == len(nasty().changes)
    assert not tree.findall(".//script")
    assert "http" not in page.replace(BASE, "")


def test_every_word_of_a_report_is_in_both_languages() -> None:
    for key, text in words_in("fr").items():
        assert text, key
        assert words_in("en")[key]
    assert named("Contract", "fr") == "contrat"
    assert named("Planned", "fr") not in ("Planned", "")
    assert named("Kazakhstan", "fr") == "Kazakhstan"


def test_the_label_of_a_fact_counts_as_no_change_of_its_own() -> None:
    one = entry("a", visit())
    triples = [
        (s, p, literal("autre phrase", language="fr") if p == RDFS_LABEL and "/fact/" in s else o)
        for s, p, o in triples_of(one)
    ]
    assert compare(state(one), take_snapshot(triples, name="")).changes == ()
