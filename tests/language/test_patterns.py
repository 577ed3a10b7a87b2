"""Patterns in which a mark stands for a closed class of French."""

from __future__ import annotations

import pytest

from diplograph.language import fold
from diplograph.language.patterns import KINDS, members, pattern
from diplograph.language.tables import read_table


@pytest.mark.parametrize("lead", ["la ", "l'", "cette ", "leurs ", "une ", "plusieurs ", "trois ", ""])
def test_a_determiner_is_any_of_its_class(lead: str) -> None:
    assert pattern(r"avec {det}?$").fullmatch(f"avec {lead}")


@pytest.mark.parametrize("between", ["lettres", "la grande", "l'", "un"])
def test_a_member_ends_with_its_space_or_apostrophe(between: str) -> None:
    assert (pattern(r"{the}").fullmatch(between) is not None) == between.endswith("'")


def test_the_longest_member_is_taken() -> None:
    found = pattern(r"{with}").match("aux cotes du president")
    assert found is not None
    assert found.group() == "aux cotes du "


def test_every_member_is_matched_by_its_mark() -> None:
    for row in read_table("closed_classes", kinds=KINDS):
        form = fold(row.form)
        spaced = form if form.endswith("'") else f"{form} "
        assert pattern(f"{{{row.kind}}}").fullmatch(spaced), row.where


def test_numbers_of_repetition_are_no_marks() -> None:
    assert pattern(r"{word}{0,2}$").fullmatch("grand port ")
    assert not pattern(r"{word}{0,2}$").fullmatch("grand port de mer ")


def test_an_edge_takes_no_room() -> None:
    found = pattern(r"{edge}{own}$").search("avec sa ")
    assert found is not None
    assert found.group() == "sa "


def test_a_mark_of_no_class_is_refused() -> None:
    with pytest.raises(KeyError):
        pattern(r"{verb}")


def test_members_are_the_forms_of_some_kinds() -> None:
    assert members("to") == {"a", "au", "aux"}
    assert members("of", "definite") >= {"de", "d'", "la", "cette", "ses"}
