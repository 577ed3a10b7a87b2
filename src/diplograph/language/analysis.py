"""A document with all that its language tells: tokens, sentences, dates and amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplograph.language.folding import plain
from diplograph.language.sentences import find_sentences
from diplograph.model import Amount, Document, Period, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, order=True)
class DateMention:
    """A date as written, and what it comes to; offsets point into the document's text."""

    span: Span
    period: Period


@dataclass(frozen=True, slots=True, order=True)
class AmountMention:
    """A quantity as written; `noun` is the folded noun that a count counts, "" for other units."""

    span: Span
    amount: Amount
    noun: str = ""


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """A document and its analysis; every offset, `token.idx` included, points into `document.text`.

    Attributes:
        text: as long as the document's text, with plain spaces, apostrophes and hyphens.
        body_end: where the page's furniture begins; nothing is read after it.
        doc: the parse of `text[:body_end]`.
        sentences, dates, amounts: in reading order, without overlaps; no amount lies within a date.
    """

    document: Document
    text: str
    body_end: int
    doc: Doc
    sentences: tuple[Span, ...]
    dates: tuple[DateMention, ...]
    amounts: tuple[AmountMention, ...]


def analyse(document: Document, *, nlp: Language) -> AnalysedText:
    """Parse one document, sentence ends imposed, and find its dates and amounts."""
    text = plain(document.text)
    body_end = len(text)
    sentences = tuple(find_sentences(text, end=body_end))
    return AnalysedText(
        document=document,
        text=text,
        body_end=body_end,
        doc=_parse(text[:body_end], sentences, nlp),
        sentences=sentences,
        dates=(),
        amounts=(),
    )


def _parse(text: str, sentences: tuple[Span, ...], nlp: Language) -> Doc:
    doc = nlp.make_doc(text)
    starts = {sentence.start for sentence in sentences}
    for token in doc:
        token.is_sent_start = token.idx in starts
    return nlp(doc)
