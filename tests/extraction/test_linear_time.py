"""Twice the text is twice the work, whatever the text; counted in lines of code, not in seconds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import hard_texts
import pytest
from case_files import bundled
from hard_texts import lines_run

import diplograph
from diplograph.documents import read_documents
from diplograph.extraction import extract, extract_analysed
from diplograph.language import analyse
from diplograph.language.sentences import LONGEST, find_sentences
from diplograph.model import Document

if TYPE_CHECKING:
    from spacy.language import Language

HERE = str(Path(diplograph.__file__).parent)
TIMES = 2
MOST = 1.35 * TIMES  # sentences have their bound, so that what is left above the line is a constant
PER_CHARACTER = 600  # lines of code; an ordinary page takes some 80


def document(text: str) -> Document:
    return Document("hard", text, digest="0", published="2024-05-06")


@pytest.mark.model
@pytest.mark.parametrize(
    ("make", "size"),
    [
        (hard_texts.names, 260),
        (hard_texts.titled, 90),
        (hard_texts.clauses, 45),
        (hard_texts.visits, 35),
        (hard_texts.news, 25),
        (hard_texts.capitals, 60),
        (hard_texts.signed, 130),
        (hard_texts.works, 90),
        (hard_texts.lines, 250),
        (hard_texts.figures, 170),
        (hard_texts.brackets, 800),
        (hard_texts.commas, 1500),
        (hard_texts.emoji, 350),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_extraction_is_linear(make: Callable[[int], str], size: int, nlp: Language) -> None:
    knowledge = bundled()
    extract(document("La France."), nlp=nlp, knowledge=knowledge)  # loads what is lazy
    effort = []
    for times in (1, TIMES):
        analysed = analyse(document(make(size * times)), nlp=nlp)
        work = lines_run(
            lambda analysed=analysed: extract_analysed(analysed, knowledge=knowledge, nlp=nlp), below=HERE
        )
        assert work < PER_CHARACTER * len(analysed.text) + 20_000
        effort.append(work)
    assert effort[1] < MOST * effort[0]


@pytest.mark.parametrize("make", [hard_texts.clauses, hard_texts.names, hard_texts.commas, hard_texts.word])
def test_a_sentence_has_a_bound(make: Callable[[int], str]) -> None:
    text = make(5000)
    spans = list(find_sentences(text))
    assert max(span.end - span.start for span in spans) <= LONGEST
    assert "".join(text[s.start : s.end] for s in spans).replace(" ", "") == text.replace(" ", "")


@pytest.mark.model
def test_no_long_word_reaches_the_tokenizer(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its time is quadratic in the length of a word without spaces."""
    longest = []
    make_doc = nlp.make_doc
    monkeypatch.setattr(
        nlp, "make_doc", lambda text: longest.append(max(map(len, text.split()), default=0)) or make_doc(text)
    )
    text = hard_texts.brackets(3000)
    analysed = analyse(document(text), nlp=nlp)
    assert max(longest) <= 400
    assert analysed.doc.text == text


def test_reading_a_document_is_linear(tmp_path: Path) -> None:
    effort = []
    for size in (20_000, 20_000 * TIMES):
        path = tmp_path / f"{size}.txt"
        path.write_text(hard_texts.blanks(size // 10) + hard_texts.commas(size), encoding="utf-8")
        effort.append(lines_run(lambda path=path: list(read_documents([path])), below=HERE))
    assert effort[1] < MOST * effort[0]
