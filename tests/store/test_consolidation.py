"""Votes and what they settle, without any store."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.rdf.terms import date, literal
from diplograph.rdf.vocabulary import RDFS_LABEL, dg
from diplograph.store.consolidation import (
    SETTLERS,
    STATUS,
    Vote,
    settle_date,
    settle_label,
    settle_most_stated,
    settle_period,
    settle_stage,
    settle_status,
)


def fr(text: str) -> str:
    return literal(text, language="fr")


def test_the_form_of_most_documents_is_the_label():
    votes = [Vote(fr("Luc Rémont"), "2024", 2), Vote(fr("L. Rémont, président d’EDF"), "2025", 1)]
    assert settle_label(votes) == fr("Luc Rémont")


def test_of_forms_as_frequent_the_longest_is_the_label():
    assert settle_label([Vote(fr("Rémont"), "2025"), Vote(fr("Luc Rémont"), "2020")]) == fr("Luc Rémont")


def test_votes_of_one_form_from_several_years_add_up():
    votes = [Vote(fr("EDF"), "2023"), Vote(fr("EDF"), "2024"), Vote(fr("Électricité de France"), "2025")]
    assert settle_label(votes) == fr("EDF")


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ([("Planned", "2024-10"), ("Actual", "2024-11")], "Actual"),
        ([("Actual", "2024-10"), ("Denied", "2024-11")], "Denied"),
        ([("Possible", "2024-11"), ("Planned", "2024-11")], "Planned"),
        ([("Planned", "2024-11"), ("Actual", "2024-11")], "Actual"),
        ([("Actual", "2024-11"), ("Denied", "2024-11")], "Denied"),
        ([("Actual", ""), ("Possible", "2019")], "Possible"),
    ],
)
def test_the_latest_document_gives_the_status(votes: list[tuple[str, str]], expected: str):
    assert settle_status([Vote(dg(value), published) for value, published in votes]) == dg(expected)


def test_a_treaty_in_force_goes_before_one_signed_on_the_same_day():
    votes = [Vote(dg("Signed"), "2024"), Vote(dg("InForce"), "2024"), Vote(dg("Ended"), "2020")]
    assert settle_stage(votes) == dg("InForce")


def test_a_precise_date_takes_the_support_of_the_vague_ones():
    votes = [Vote(date("2024"), "", 2), Vote(date("2024-11"), ""), Vote(date("2023-05"), "", 2)]
    assert settle_date(votes) == date("2024-11")


def test_a_contradicted_date_needs_documents_then_freshness_then_order():
    assert settle_date([Vote(date("2024-11"), "2024", 1), Vote(date("2024-12"), "2023", 2)]) == date(
        "2024-12"
    )
    assert settle_date([Vote(date("2024-11"), "2025"), Vote(date("2024-12"), "2023")]) == date("2024-11")
    assert settle_date([Vote(date("2024-12"), "2023"), Vote(date("2024-11"), "2023")]) == date("2024-11")


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (["2024-11-04"], ["2024-11-05"], ("2024-11-04", "2024-11-05")),
        (["2024-11-04"], ["2024"], ("2024-11-04", "2024")),
        (["2024-11-04"], ["2023"], ("2024-11-04", None)),
        (["2024-11-04"], ["2023", "2025"], ("2024-11-04", "2025")),
        ([], ["2023"], (None, "2023")),
    ],
)
def test_a_period_does_not_end_before_it_starts(
    starts: list[str], ends: list[str], expected: tuple[str | None, str | None]
):
    found = settle_period([Vote(date(d), "") for d in starts], [Vote(date(d), "") for d in ends])
    assert found == tuple(date(d) if d else None for d in expected)


def test_what_is_stated_as_often_goes_to_the_latest_then_the_smallest():
    assert settle_most_stated([Vote("<a>", "2024"), Vote("<b>", "2025")]) == "<b>"
    assert settle_most_stated([Vote("<b>", "2025"), Vote("<a>", "2025")]) == "<a>"


_VALUES = {
    RDFS_LABEL: [fr("Orano"), fr("Orano SA"), fr("Areva")],
    STATUS: [dg(name) for name in ("Actual", "Planned", "Possible", "Denied")],
    dg("stage"): [dg(name) for name in ("Announced", "Signed", "Ended")],
    dg("visitKind"): [dg("Other"), dg("State"), dg("Official")],
    dg("amount"): ["<a>", "<b>"],
    dg("title"): [fr("président"), fr("chef de l’État")],
}
_DATES = [date(value) for value in ("2023", "2024", "2024-11", "2024-11-04", "2024-12")]


def _votes(values: list[str]) -> st.SearchStrategy[list[Vote]]:
    years = st.sampled_from(["", "2023", "2024", "2024-11", "2025"])
    one = st.builds(Vote, st.sampled_from(values), years, st.integers(1, 3))
    return st.lists(one, min_size=1, max_size=8)


_CASES = [*((SETTLERS[predicate], values) for predicate, values in _VALUES.items()), (settle_date, _DATES)]


@pytest.mark.parametrize(("settle", "values"), _CASES)
@given(data=st.data())
def test_the_order_of_votes_does_not_matter_and_one_more_vote_never_unseats_the_winner(settle, values, data):
    votes = data.draw(_votes(values))
    winner = settle(votes)
    assert settle(data.draw(st.permutations(votes))) == winner
    assert (
        settle([*votes, Vote(winner, data.draw(st.sampled_from(["", "2022", "2024-11", "2026"])))]) == winner
    )


def test_every_settler_is_among_the_cases():
    assert set(SETTLERS) == set(_VALUES)
