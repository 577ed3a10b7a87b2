"""Where sentences begin and end, read from punctuation and line ends, never from the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.model import Span

_BREAK = re.compile(r"(?<=[.!?…])(?<!\bM\.)(?<!\bMM\.)[»”\")]*[ \t]+(?=[«“\"(]?[ \t]?[A-ZÀ-ÝŒ0-9])|\s*\n\s*")


def find_sentences(text: str, *, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of a plain text in reading order, without the white space around them."""
    end = len(text) if end is None else end
    start = 0
    for match in _BREAK.finditer(text, 0, end):
        yield from _trimmed(text, start, match.start())
        start = match.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
