"""A document with all that its language tells: tokens, sentences, dates and amounts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from diplograph.errors import ExtractionError
from diplograph.language.amounts import find_amounts
from diplograph.language.dates import find_dates
from diplograph.language.folding import plain
from diplograph.language.furniture import find_body
from diplograph.language.mentions import AmountMention, DateMention
from diplograph.language.names import RECOGNISER
from diplograph.language.sentences import find_sentences
from diplograph.language.tense import tense_at
from diplograph.model import Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# In characters: the model's memory and, beyond some thousand tokens, its time per token grow with a text.
PIECE = 20_000
# The tokenizer's time is quadratic in the length of a word without spaces ("(((((…"): such a word is cut.
_CHUNK = re.compile(r"(?:\S{0,400}\s+)+|\S{1,400}")


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """A document and its analysis; every offset, `token.idx` included, points into `document.text`.

    Attributes:
        text: as long as the document's text, with plain spaces, apostrophes and hyphens, and no line end
            within a sentence.
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
    """Parse one document, sentence ends imposed, and find its dates and amounts; no names (`find_names`).

    Raises:
        ExtractionError: the text is longer than the model takes (`nlp.max_length`).
    """
    text = plain(document.text)
    body = find_body(text, published=document.published)
    if body.end > nlp.max_length:
        raise ExtractionError(
            f"the text has {body.end:,} characters, and {nlp.max_length:,} are the most that can be parsed",
            where=document.identifier,
            hint="split it into several documents",
        )
    sentences = tuple(find_sentences(text, end=body.end, skipped=body.skipped))
    text = _unwrapped(text, sentences)
    doc = _parse(text[: body.end], sorted([*sentences, *body.skipped]), nlp)
    return _analysed(document, text, body.end, doc, sentences)


def analyse_parsed(document: Document, doc: Doc) -> AnalysedText:
    """Analyse a document whose parse is given, by hand or by another parser; no model is needed.

    Raises:
        ExtractionError: the parse is not that of the document's body.
    """
    text = plain(document.text)
    body = find_body(text, published=document.published)
    if doc.text != text[: body.end]:
        raise ExtractionError("the parse given is of another text", where=document.identifier)
    sentences = tuple(find_sentences(text, end=body.end, skipped=body.skipped))
    return _analysed(document, _unwrapped(text, sentences), body.end, doc, sentences)


def _unwrapped(text: str, sentences: Sequence[Span]) -> str:
    """The text with spaces for the line ends within a sentence: lines wrapped by hand read as others do."""
    parts, end = [], 0
    for sentence in sentences:
        if "\n" in text[sentence.start : sentence.end]:
            parts += [text[end : sentence.start], text[sentence.start : sentence.end].replace("\n", " ")]
            end = sentence.end
    return "".join([*parts, text[end:]])


def _analysed(document: Document, text: str, end: int, doc: Doc, sentences: tuple[Span, ...]) -> AnalysedText:
    dates = tuple(find_dates(text, published=document.published, end=end, tense=tense_at(doc, sentences)))
    return AnalysedText(
        document=document,
        text=text,
        body_end=end,
        doc=doc,
        sentences=sentences,
        dates=dates,
        amounts=tuple(find_amounts(text, dates=dates, end=end)),
    )


def _parse(text: str, sentences: Sequence[Span], nlp: Language) -> Doc:
    """Parse a text whose sentences are given; a long one in pieces, cut between sentences."""
    starts = [sentence.start for sentence in sentences]
    cuts = [0]
    for start in starts:
        if start - cuts[-1] >= PIECE:
            cuts.append(start)
    docs = [_parse_piece(text[begin:end], begin, starts, nlp) for begin, end in pairwise([*cuts, len(text)])]
    if len(docs) == 1:
        return docs[0]
    from spacy.tokens import Doc

    return Doc.from_docs(docs, ensure_whitespace=False)


def _parse_piece(text: str, begin: int, starts: Sequence[int], nlp: Language) -> Doc:
    """Parse a piece; a token opens a sentence when it is the first to begin at or after a start."""
    from spacy.tokens import Doc

    words, spaces, opens = list[str](), list[bool](), list[bool | int | None]()
    index = bisect_left(starts, begin)
    for chunk in _CHUNK.findall(text):
        for token in nlp.make_doc(chunk):
            reached = bisect_right(starts, begin)
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            opens.append(reached > index)
            begin += len(token.text_with_ws)
            index = reached
    # All at once: setting `is_sent_start` token by token takes quadratic time.
    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=opens)
    return _without_verbs_in_names(nlp(doc, disable=[RECOGNISER])) if len(doc) else doc


def _without_verbs_in_names(doc: Doc) -> Doc:
    """Take for names the capitalised words that the model takes for verbs: "la visite de Narendra Modi"."""
    from spacy.symbols import AUX, VERB  # type: ignore[import-not-found]

    kinds = doc.to_array("POS").tolist()
    for token in (doc[i] for i, kind in enumerate(kinds) if i and kind in (VERB, AUX)):
        if not token.shape_.startswith("Xx"):
            continue
        if not token.is_sent_start and doc[token.i - 1].pos_ != "PUNCT":
            token.pos_ = "PROPN"
            token.set_morph("")  # type: ignore[attr-defined]
    return doc
