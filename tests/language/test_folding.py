"""Folding and plain typography: one character for one character."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.language.folding import fold, plain, spellings


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élysée", "elysee"),
        ("ÇA ET LÀ", "ca et la"),
        ("L’État", "l'etat"),
        ("1\u00a0200\u202f%", "1 200 %"),
        ("2019–2023", "2019-2023"),
        ("Œuvre", "œuvre"),
        ("Tokaïev", "tokaiev"),
        ("İstanbul", "istanbul"),
        ("Straße", "straße"),
        ("Łódź", "łodz"),
        ("Астана", "астана"),
        ("« Oui »", "« oui »"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_plain_keeps_letters_quotes_and_dashes() -> None:
    assert plain("L’Été : «\u00a02019–2023\u00a0» a\u2011t-il") == "L'Été : « 2019–2023 » a-t-il"


def test_every_character_folds_to_one_that_folds_to_itself() -> None:
    for code in range(sys.maxunicode + 1):
        folded = fold(chr(code))
        assert len(folded) == 1
        assert fold(folded) == folded


@given(st.text())
def test_length_never_changes(text: str) -> None:
    assert len(fold(text)) == len(plain(text)) == len(text)


def test_a_ligature_has_two_spellings() -> None:
    assert spellings("mise en œuvre") == ("mise en œuvre", "mise en oeuvre")
    assert spellings("accord") == ("accord",)
