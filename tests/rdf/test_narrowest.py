"""The class that says most, wherever one is told for a node."""

from __future__ import annotations

from itertools import permutations

import pytest

from diplograph.rdf.vocabulary import narrowest


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        (["Fact", "Agreement", "Treaty"], "Treaty"),
        (["Fact", "Agreement"], "Agreement"),
        (["Actor", "Place", "Country"], "Country"),
        (["Actor"], "Actor"),
        (["Quantity", "Figure", "Fact"], "Figure"),
        (["Fact"], "Fact"),
        (["Treaty", "Contract", "Agreement"], "Contract"),
        ([], ""),
    ],
)
def test_the_class_that_says_most(classes: list[str], expected: str):
    for order in permutations(classes):
        assert narrowest(order) == expected


def test_only_those_asked_for_count():
    assert narrowest(["Treaty", "Agreement", "Fact"], among={"Agreement", "Fact"}) == "Agreement"
    assert narrowest(["Treaty"], among={"Visit"}) == ""
