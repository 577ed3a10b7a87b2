"""The sentence around a place of a text, for whoever shows where a fact comes from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from diplograph.language.folding import plain
from diplograph.language.sentences import find_sentences
from diplograph.model import Span


class Sentences:
    """The sentences of a text, found when one is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _spans(self) -> Sequence[Span]:
        return tuple(find_sentences(plain(self._text)))

    def span(self, start: int, end: int) -> Span:
        """From the sentence in which a stretch begins to the one in which it ends; itself outside all."""
        first = bisect_right(self._spans, start, key=lambda span: span.start) - 1
        last = bisect_right(self._spans, end - 1, key=lambda span: span.start) - 1
        if first < 0:
            return Span(start, end)
        return Span(self._spans[first].start, max(self._spans[last].end, end))

    def at(self, start: int, end: int) -> str:
        """The sentence or sentences around a stretch, white space as single spaces."""
        span = self.span(start, end)
        return " ".join(self._text[span.start : span.end].split())

    def around(self, quote: str) -> str:
        """The sentence around the first place of a quote; the quote itself when it is nowhere."""
        start = self._text.find(quote)
        return self.at(start, start + len(quote)) if start >= 0 and quote else quote
