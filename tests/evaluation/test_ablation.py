"""Each part can be left out, and is."""

from __future__ import annotations

import pytest

from diplograph.errors import DocumentError
from diplograph.evaluation.ablation import Part, extractor_without
from diplograph.evaluation.reading import reader_without
from diplograph.language import load_pipeline
from diplograph.language.pipeline import COMPONENTS
from diplograph.model import Document, EntityType

pytestmark = pytest.mark.model

DIGEST = "0" * 64  # the shapes ask for one
TEXT = "L'ambassadrice Ana Duval a visité Almaty. Le groupe Danone investit au Kazakhstan."


@pytest.mark.parametrize("left_out", ["parser", "ner"])
def test_the_model_without_a_component(left_out: str) -> None:
    nlp = load_pipeline(components=[name for name in COMPONENTS if name != left_out])
    doc = nlp(TEXT)
    assert bool(doc.ents) is (left_out != "ner")
    assert doc.has_annotation("DEP") is (left_out != "parser")
    assert doc.has_annotation("POS")


def test_without_the_gazetteer_no_thing_is_known() -> None:
    extract, knowledge = extractor_without([Part.GAZETTEER])
    keys = {entity.key for entity in extract(Document("x", TEXT, DIGEST)).entities}
    assert (len(knowledge.gazetteer.entities), len(knowledge.gazetteer.countries)) == (0, 0)
    assert len(list(knowledge.lexicon)) > 100
    assert "country/kazakhstan" not in keys
    whole, _ = extractor_without([])
    assert "country/kazakhstan" in {entity.key for entity in whole(Document("x", TEXT, DIGEST)).entities}


def test_a_part_left_out_is_missed() -> None:
    text = "Pavel Orlov et Ana Duval ont rencontré le ministre à Paris."
    found = {
        part: {one.type for one in reader_without(part)(Document("x", text, DIGEST)).entities}
        for part in ((), (Part.NAMES,))
    }
    assert found == {
        (): {EntityType.PERSON, EntityType.CITY},
        (Part.NAMES,): {EntityType.CITY},
    }


def test_a_text_in_another_language_is_refused() -> None:
    with pytest.raises(DocumentError, match="is in 'en', and only French is read"):
        reader_without()(Document("x", "A visit.", DIGEST, language="en", file="x.txt"))
