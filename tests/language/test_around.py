"""The sentence around a place."""

from __future__ import annotations

import pytest

from diplograph.language.around import Sentences

TEXT = "Un titre\n\nM. Duval est venu. Il a\nvu Oslo\u00a0! Puis il est parti."


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("titre", "Un titre"),
        ("Duval", "M. Duval est venu."),
        ("vu Oslo", "Il a vu Oslo !"),
        ("venu. Il", "M. Duval est venu. Il a vu Oslo !"),
        ("parti.", "Puis il est parti."),
        ("nulle part", "nulle part"),
        ("", ""),
    ],
)
def test_the_sentence_around_a_quote(quote: str, sentence: str) -> None:
    assert Sentences(TEXT).around(quote) == sentence
