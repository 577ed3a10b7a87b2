"""The notebook of the documentation shows what its cells give, and ends in pictures."""

from __future__ import annotations

import base64
import sys
from pathlib import Path

import nbformat
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from render_notebook import NOTEBOOK, executed, shown


@pytest.mark.model
def test_the_notebook_runs_and_shows_the_same() -> None:
    kept, fresh = nbformat.read(NOTEBOOK, as_version=4), executed()
    assert shown(fresh) == shown(kept)
    pictures = [
        base64.b64decode(output.data["image/png"])
        for cell in fresh.cells
        for output in cell.get("outputs", ())
        if "image/png" in output.get("data", {})
    ]
    assert len(pictures) == 2
    assert all(picture.startswith(b"\x89PNG") and len(picture) > 10_000 for picture in pictures)
