"""Which sentences are given to the model's name recogniser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from case_files import bundled

from diplograph.extraction.names.strangers import with_strangers
from diplograph.extraction.source import Source
from diplograph.language import analyse
from diplograph.model import Document

if TYPE_CHECKING:
    from spacy.language import Language


def asked(text: str, nlp: Language) -> list[str]:
    source = Source(analyse(Document("d", text, digest="0"), nlp=nlp), bundled())
    return [source.text[span.start : span.end] for span in with_strangers(source)]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "La France et le Kazakhstan ont signé un accord.",
        "Le président Emmanuel Macron s’est rendu à Astana.",
        "Selon le communiqué, les deux pays s’entendent.",
        "Cependant, les échanges commerciaux ont baissé.",
    ],
)
def test_what_is_known_whole_is_not_asked(text: str, nlp: Language) -> None:
    assert asked(text, nlp) == []


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Le ministre Ruben Alvorada s’est rendu à Astana.",
        "Brimexa a signé un contrat avec la France.",
        "L’ancien président Lula s’est rendu à Astana.",  # the name of several, known as such
        "La société Ulvik, basée à Paris, recrute.",
        "Le président français Hollande recevra la France libre.",  # a surname that is a place's name
    ],
)
def test_an_unknown_or_doubtful_name_is_asked(text: str, nlp: Language) -> None:
    assert asked(text, nlp) == [text.replace("’", "'")]


@pytest.mark.model
def test_only_the_sentences_with_strangers_are_asked(nlp: Language) -> None:
    text = "La France a signé un accord. Le groupe Ulvik en profite. Le Kazakhstan aussi."
    assert asked(text, nlp) == ["Le groupe Ulvik en profite."]
