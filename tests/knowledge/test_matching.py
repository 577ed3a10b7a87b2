"""Patterns of the tables and the one pass that finds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.knowledge.matching import Automaton, Hit, expand, longest
from diplograph.language import fold


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("traité", ("traite",)),
        ("visite(s)", ("visite", "visites")),
        ("[a|ont] signé", ("a signe", "ont signe")),
        (
            "accord(s) commercia[l|ux]",
            ("accord commercial", "accord commerciaux", "accords commercial", "accords commerciaux"),
        ),
        ("renforc*", ("renforc*",)),
        ("(le )groupe", ("groupe", "le groupe")),
        ("l’État", ("l'etat",)),
    ],
)
def test_a_pattern_stands_for_its_literals(pattern: str, literals: tuple[str, ...]) -> None:
    assert expand(pattern) == literals


@pytest.mark.parametrize("pattern", ["visite(s", "[a|ont signé", "a)b", ""])
def test_brackets_that_do_not_match_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="brackets"):
        expand(pattern)


def test_a_pattern_that_stands_for_thousands_of_literals_is_refused() -> None:
    with pytest.raises(ValueError, match="split it"):
        expand("[a|b|c|d|e|f|g|h]" * 5)


def found(literals: list[str], text: str) -> list[tuple[str, str]]:
    automaton = Automaton((literal, literal) for literal in literals)
    folded = fold(text)
    return [(text[hit.start : hit.end], hit.payload) for hit in automaton.find(folded)]


@pytest.mark.parametrize(
    ("literals", "text", "expected"),
    [
        (["oran"], "Orange et Oran", [("Oran", "oran")]),
        (["niger"], "le Nigeria, le Niger", [("Niger", "niger")]),
        (["renforc*"], "ils renforcent", [("renforcent", "renforc*")]),
        (["l'etat"], "de l’État.", [("l’État", "l'etat")]),
        (["p.-d.g."], "le P.-D.G. parle", [("P.-D.G.", "p.-d.g.")]),
        (["a signe", "signe"], "il a signé", [("a signé", "a signe"), ("signé", "signe")]),
        (["mali"], "somali, normali", []),
    ],
)
def test_literals_are_found_at_word_boundaries(
    literals: list[str], text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(literals, text) == expected


def test_several_things_may_share_a_literal() -> None:
    automaton = Automaton([("orange", "company"), ("orange", "city")])
    assert [hit.payload for hit in automaton.find("orange")] == ["company", "city"]


def test_the_leftmost_longest_of_overlapping_hits_is_kept() -> None:
    hits = [Hit(3, 9, "short"), Hit(0, 9, "long"), Hit(0, 9, "twin"), Hit(10, 12, "next")]
    assert [hit.payload for hit in longest(hits)] == ["long", "twin", "next"]


@given(
    st.text(alphabet="abéÉ '’-", max_size=40),
    st.lists(st.sampled_from(["a", "be", "ab a", "e-a"]), max_size=4),
)
def test_a_hit_is_where_its_literal_stands(text: str, literals: list[str]) -> None:
    folded = fold(text)
    for hit in Automaton((literal, literal) for literal in literals).find(folded):
        assert folded[hit.start : hit.end] == hit.payload
