"""docs/quality.md is what its renderer writes, and the check of its figures can fail."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RENDERER = runpy.run_path(str(ROOT / "scripts" / "render_quality.py"))
PAGE = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")


def differences(old: str, new: str) -> list[str]:
    return list(RENDERER["differences"](old, new))


def test_the_page_has_the_words_and_rows_of_its_renderer() -> None:
    nothing_measured = RENDERER["page"]({})
    assert differences(PAGE, nothing_measured) == [], "run: make quality"


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("| seeds | 127 | 0.950 |", "| seeds | 127 | 0.953 |", True),
        ("| seeds | 127 | 0.950 |", "| seeds | 127 | 0.986 |", False),
        ("| seeds | 127 | 0.950 |", "| seeds | 131 | 0.950 |", False),
        ("| seeds | 127 | 0.950 |", "| corpus | 127 | 0.950 |", False),
        ("| seeds | 127 | 0.950 |", "| seeds | – | – |", True),
        ("| seeds | – | – |", "| seeds | 127 | 0.950 |", False),
        ("| seeds | 0.939–0.956 |", "| seeds | 0.938–0.957 |", True),
        ("| seeds | 0.939–0.956 |", "| seeds | 0.900–0.957 |", False),
        ("| seeds | 1 |", "| seeds | 1 | 2 |", False),
        ("The page.", "The other page.", False),
        ("One line.", "One line.\nTwo.", False),
    ],
)
def test_the_check_tells_old_figures_from_new(before: str, after: str, same: bool) -> None:
    assert (differences(before, after) == []) is same
