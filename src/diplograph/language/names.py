"""Names that the model finds, looked for in some sentences of a text only.

The model's name recogniser has word vectors of its own and takes over two fifths of a parse's time. Each
run of sentences is a piece of its own, so that what it finds in one has nothing to do with another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from diplograph.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RECOGNISER = "ner"
# Of a piece, and of a call: the model's memory grows with their product.
_MOST_TOKENS, _MOST_PIECES = 500, 8


def find_names(doc: Doc, *, within: Sequence[Span], nlp: Language) -> None:
    """Set the names (`doc.ents`) that the model finds in stretches of a parsed text.

    Args:
        within: sentences, as offsets of characters in reading order; those that follow one another are
            read together.
        nlp: a pipeline without the recogniser finds none.
    """
    if RECOGNISER not in nlp.pipe_names:
        return
    from spacy.tokens import Doc
    from spacy.tokens import Span as TokenSpan

    recognise = nlp.get_pipe(RECOGNISER)
    stretches = list(_stretches(doc, within))
    pieces = [
        Doc(
            doc.vocab,
            words=[token.text for token in doc[first:last]],
            spaces=[bool(token.whitespace_) for token in doc[first:last]],
        )
        for first, last in stretches
    ]
    # The pieces of a text together: a call of its own costs more than a sentence does.
    read = recognise.pipe(pieces, batch_size=_MOST_PIECES)  # type: ignore[attr-defined]
    found = [
        TokenSpan(doc, first + name.start, first + name.end, label=name.label)
        for (first, _), piece in zip(stretches, read, strict=True)
        for name in piece.ents
    ]
    doc.set_ents(found)


def _stretches(doc: Doc, within: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Stretches as ranges of tokens, those that touch made one up to the most that one call may take."""
    first = last = -1
    for span in within:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is None or tokens.end <= last:
            continue
        begin = max(tokens.start, last)
        if first >= 0 and (begin > last or tokens.end - first > _MOST_TOKENS):
            yield first, last
            first = begin
        first = begin if first < 0 else first
        last = tokens.end
    if first >= 0:
        yield first, last
