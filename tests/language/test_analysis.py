"""The whole analysis of a document, with the pinned model."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from diplograph.errors import ExtractionError
from diplograph.language import AnalysedText, analyse, find_names, load_pipeline
from diplograph.language.analysis import PIECE
from diplograph.language.pipeline import COMPONENTS
from diplograph.model import Amount, Document, Period

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

TEXT = (
    "La Bretonnie et le Valdor se rapprochent\n"
    "1. Le président Aubin Lestrade s’est rendu à Port-Clair les 4 et 5 novembre 2024. "
    "M. Lestrade a signé un contrat de 1,6\u00a0milliard d’euros.\n"
    "Lire aussi : un autre titre\n"
    "Plus de 170 entreprises bretonnes y sont présentes. Il reviendra jeudi.\n"
    "À consulter également\n"
    "11 octobre 2024 Un sommet à 12 pays."
)


def read(nlp: Language, text: str = TEXT, published: str = "2024-11-05") -> AnalysedText:
    return analyse(Document("essai", text, "0", published=published), nlp=nlp)


def test_offsets_point_into_the_document(nlp: Language) -> None:
    found = read(nlp)
    assert len(found.text) == len(TEXT)
    assert found.body_end == TEXT.index("À consulter")
    assert found.doc.text == found.text[: found.body_end]
    assert all(found.text[t.idx : t.idx + len(t)] == t.text for t in found.doc)
    spans = [*found.sentences, *(d.span for d in found.dates), *(a.span for a in found.amounts)]
    assert all(TEXT[span.start : span.end].strip() for span in spans)
    for mention in (*found.dates, *found.amounts):
        assert any(s.start <= mention.span.start and mention.span.end <= s.end for s in found.sentences)


def test_the_parser_obeys_our_sentences(nlp: Language) -> None:
    found = read(nlp)
    starts = {span.start for span in found.sentences}
    opened = {sentence[0].idx for sentence in found.doc.sents}
    assert opened == starts | {TEXT.index("Lire aussi")}
    assert [TEXT[s.start : s.start + 12] for s in found.sentences] == [
        "La Bretonnie",
        "1. Le présid",
        "M. Lestrade ",
        "Plus de 170 ",
        "Il reviendra",
    ]


def test_dates_and_amounts(nlp: Language) -> None:
    found = read(nlp)
    assert [d.period for d in found.dates] == [Period("2024-11-04", "2024-11-05"), Period("2024-11-07")]
    assert [(a.amount.value, a.amount.unit, a.amount.modifier, a.noun) for a in found.amounts] == [
        (1_600_000_000, "EUR", "", ""),
        (170, "count", "AtLeast", "entreprises"),
    ]
    assert all(isinstance(a.amount, Amount) for a in found.amounts)


def test_words_have_parts_of_speech_and_dependencies(nlp: Language) -> None:
    found = read(nlp)
    assert tuple(nlp.pipe_names) == COMPONENTS
    assert {"VERB", "NOUN", "PROPN", "ADP"} <= {token.pos_ for token in found.doc}
    assert {"nsubj", "obj", "ROOT"} <= {token.dep_ for token in found.doc}


@pytest.mark.parametrize("text", ["", " \n\t\n", "\n\nÀ\n", "« »", "12.", "…", "a" * 5000])
def test_odd_texts_are_analysed(nlp: Language, text: str) -> None:
    found = read(nlp, text, published="")
    assert found.body_end == len(text)
    assert found.dates == ()


def test_a_long_text_is_parsed_in_pieces(nlp: Language) -> None:
    text = (TEXT[: TEXT.index("Lire aussi")] + "\n") * (PIECE // 80)
    found = read(nlp, text)
    assert len(text) > 2 * PIECE
    assert found.doc.text == found.text[: found.body_end]
    assert [sentence[0].idx for sentence in found.doc.sents] == [span.start for span in found.sentences]
    find_names(found.doc, within=found.sentences, nlp=nlp)
    assert {len(list(sentence.ents)) > 0 for sentence in found.doc.sents} == {True}


def test_line_ends_within_a_sentence_are_spaces_in_the_text_read(nlp: Language) -> None:
    text = "Les deux ministres se sont entretenus de la\ncoopération.\nIls ont signé un accord."
    found = read(nlp, text)
    assert found.text == text.replace("la\nco", "la co")
    assert found.document.text == text
    assert len(found.sentences) == 2


def test_names_are_looked_for_where_one_asks(nlp: Language) -> None:
    found = read(nlp)
    assert found.doc.ents == ()
    holding = [span for span in found.sentences if "Lestrade" in found.text[span.start : span.end]]
    find_names(found.doc, within=holding, nlp=nlp)
    names = {entity.text: entity.start_char for entity in found.doc.ents}
    assert "Aubin Lestrade" in names
    assert all(found.text.startswith(name, start) for name, start in names.items())
    assert all(any(span.start <= start < span.end for span in holding) for start in names.values())


def test_names_of_a_sentence_do_not_depend_on_sentences_apart(nlp: Language) -> None:
    lines = ["Ana Duval a reçu Igor Brandt.", "Le temps est beau.", "La société Almexa a vendu Corvane."]
    both = read(nlp, "\n".join(lines))
    find_names(both.doc, within=both.sentences[::2], nlp=nlp)
    alone = []
    for line in lines[::2]:
        one = read(nlp, line)
        find_names(one.doc, within=one.sentences, nlp=nlp)
        alone += [(entity.text, entity.label_) for entity in one.doc.ents]
    assert [(entity.text, entity.label_) for entity in both.doc.ents] == alone
    assert len(alone) >= 2


def test_a_pipeline_without_the_recogniser_finds_no_names() -> None:
    bare = load_pipeline(components=[name for name in COMPONENTS if name != "ner"])
    found = read(bare)
    find_names(found.doc, within=found.sentences, nlp=bare)
    assert found.doc.ents == ()


def test_a_text_too_long_is_refused_with_its_name(nlp: Language) -> None:
    with pytest.raises(ExtractionError, match="essai: the text has 1,000,002 characters"):
        read(nlp, "le " * 333_334)


def test_the_french_defaults_of_spacy_are_never_imported(nlp: Language) -> None:
    import subprocess

    program = (
        "import sys; from diplograph.language import load_pipeline; "
        "import diplograph.language as l; assert 'spacy' not in sys.modules; "
        "nlp = load_pipeline(); assert nlp.lang == 'fr'; "
        "assert 'spacy.lang.fr' not in sys.modules; "
        "import spacy; assert 'fr' not in spacy.registry.languages"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Le ministre a annoncé mercredi que la conférence était reportée.", "2024-10-30"),
        ("Il se rendra mercredi à Port-Clair.", "2024-11-06"),
        ("Mercredi, il se rendra à Port-Clair.", "2024-11-06"),
        ("Le président doit participer mercredi à un sommet.", "2024-11-06"),
        ("Un accord pourrait être signé en juin entre les deux capitales.", "2025-06"),
        ("Un accord a été signé en juin entre les deux capitales.", "2024-06"),
        ("La visite, prévue mercredi, est importante.", "2024-11-06"),
        ("Une réunion est prévue mercredi.", "2024-11-06"),
        ("La ministre reçoit jeudi les maires.", "2024-11-07"),
        ("La ministre a reçu jeudi les maires.", "2024-10-31"),
        ("La ministre avait reçu les maires en décembre.", "2023-12"),
        ("Il se rendra à Port-Clair, a annoncé mercredi le ministre.", "2024-10-30"),
    ],
)
def test_the_tense_of_the_verb_tells_which_day_is_meant(nlp: Language, text: str, start: str) -> None:
    assert [mention.period.start for mention in read(nlp, text).dates] == [start]
