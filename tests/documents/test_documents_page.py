"""The user's page keeps up with the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.documents import MAX_CHARACTERS, SUPPORTED_SUFFIXES
from diplograph.documents.jsonlines import MAX_LINE_BYTES
from diplograph.documents.limits import MAX_BINARY_BYTES, MAX_MARKUP_BYTES, MAX_TEXT_BYTES
from diplograph.documents.metadata import COLUMNS
from diplograph.documents.word import MAX_PARTS, MAX_UNPACKED_BYTES

PAGE = Path(__file__).parents[2] / "docs" / "documents.md"
NUMBERS = [
    MAX_CHARACTERS,
    MAX_TEXT_BYTES,
    MAX_MARKUP_BYTES,
    MAX_BINARY_BYTES,
    MAX_LINE_BYTES,
    MAX_UNPACKED_BYTES,
    MAX_PARTS,
]


@pytest.mark.parametrize(
    "words",
    [*(f"`{name}`" for name in (*sorted(SUPPORTED_SUFFIXES), *COLUMNS)), *(f"{n:,}" for n in NUMBERS)],
)
def test_formats_columns_and_limits_are_on_the_page(words: str) -> None:
    assert words in PAGE.read_text(encoding="utf-8")
