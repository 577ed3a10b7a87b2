"""Fixtures that the whole suite shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

pytest_plugins = ["suite_rules"]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pinned French model; a test that asks for it carries the mark `model`."""
    from diplograph.language import load_pipeline

    return load_pipeline()
