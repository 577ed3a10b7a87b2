"""Where sentences begin and end, read from punctuation and line ends, never from the parser.

A sentence ends at the end of a block of lines, or at final punctuation followed by white space and by
something that can open a sentence. It does not end after an abbreviation, an initial or an item number,
nor within parentheses or a quotation that the sentence introduces. Offsets are never moved.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from diplograph.language.folding import fold
from diplograph.language.tables import read_table
from diplograph.model import Span

# The parser's time and memory grow with the sentence; 2,000 characters are about 400 tokens.
LONGEST = 2000
_LONGEST_QUOTATION = 600
_LONGEST_PARENTHESIS = 200
_WIDEST_WRAP = 120

_UPPER = "A-ZÀ-ÖØ-ÞŒĀ-Ž"
_LOWER = "a-zà-öø-ÿœ"
_CANDIDATE = re.compile(
    r"(?P<mark>[.!?…]+)(?P<close>(?: ?[»”\"])*[)\]]*)"
    rf"(?:\s+(?=(?:[«“\"(\[] ?|[-–—] )*[{_UPPER}0-9])"
    rf"|(?<=[{_LOWER}][{_LOWER}][{_LOWER}]\.)(?=[{_UPPER}][{_LOWER}' ]))"
)
_ITEM = re.compile(
    r"\s*(?:[-–—•*·▪]\s*)?(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[ivxIVX]{1,5}|[a-zA-Z])[.)°]{0,2})?\s*"
)
_INITIALS = re.compile(rf"(?:^|[\s('«“\"])(?:[{_UPPER}]h?\.[ -]?)*[{_UPPER}]h?\.$")
_ACRONYM = re.compile(rf"(?:[{_UPPER}]\.)+[{_UPPER}]\.$")
_LAST_WORD = re.compile(r"[^\s('«“\"\[]*$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_NUMBER_BEFORE = re.compile(r"(?:^|[\s:;(])\d{1,2}\.$")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"\n]*\"|\([^()]*\)")
_SOFT_CUTS = ("; ", ", ", " ")

KINDS = frozenset({"title", "company", "opener", "particle"})


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    never: frozenset[str]
    sometimes: frozenset[str]
    openers: frozenset[str]
    particles: frozenset[str]


@cache
def _abbreviations() -> _Abbreviations:
    rows = read_table("abbreviations", kinds=KINDS)
    return _Abbreviations(
        never=frozenset(row.form for row in rows if row.kind == "title"),
        sometimes=frozenset(row.form for row in rows if row.kind == "company"),
        openers=frozenset(fold(row.form) for row in rows if row.kind == "opener"),
        particles=frozenset(fold(row.form) for row in rows if row.kind == "particle"),
    )


def find_sentences(text: str, *, end: int | None = None, skipped: Sequence[Span] = ()) -> Iterator[Span]:
    """Yield the sentences of a plain text in reading order, without the white space around them.

    Args:
        end: where to stop.
        skipped: whole lines that are no part of the text, in order.
    """
    for block in _blocks(text, len(text) if end is None else end, skipped):
        for sentence in _split(text, block):
            yield from _bounded(text, sentence)


def _blocks(text: str, end: int, skipped: Sequence[Span]) -> Iterator[Span]:
    """Lines, joined where a line goes on in the next."""
    left_out = {span.start for span in skipped}
    lines = list(_lines(text, end))
    width = _wrap_width(text, lines)
    start = stop = -1
    for line in lines:
        filled = line.start < line.end and line.start not in left_out
        if start >= 0 and filled and _goes_on(text, start, stop, line, width):
            stop = line.end
            continue
        if start >= 0:
            yield Span(start, stop)
        start, stop = (line.start, line.end) if filled else (-1, -1)
    if start >= 0:
        yield Span(start, stop)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int


def _lines(text: str, end: int) -> Iterator[_Line]:
    """Lines without the white space around them; an empty line is an empty stretch."""
    position = 0
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        line = text[position:stop]
        left = len(line) - len(line.lstrip())
        yield _Line(position + left, position + left + len(line.strip()))
        position = stop + 1


def _wrap_width(text: str, lines: Sequence[_Line]) -> int:
    """The width at which the text was wrapped by hand, 0 when it was not."""
    filled = [line for line in lines if line.end > line.start]
    width = max((line.end - line.start for line in filled), default=0)
    unfinished = sum(text[line.end - 1] not in '.!?…:;»"”' for line in filled)
    return width if len(filled) >= 5 and width <= _WIDEST_WRAP and 2 * unfinished > len(filled) else 0


def _goes_on(text: str, start: int, stop: int, line: _Line, width: int) -> bool:
    """Whether the sentence goes on in the next line, which follows without a blank one."""
    if text[stop - 1] in ".!?…:;" or text.count("\n", stop, line.start) != 1:
        return False
    first = text[line.start]
    if first.islower() and not re.match(r"[a-z][.)]\s", text[line.start : line.start + 3]):
        return True
    if not width or not (first.isalnum() or first in '«“"('):
        return False
    begin = text.rfind("\n", start, stop) + 1 or start
    word = text.find(" ", line.start, line.end)
    word_length = (line.end if word < 0 else word) - line.start
    return stop - begin + 1 + word_length > width


def _split(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    quoted = _quotations(text, block)
    opens = [open_ for open_, _ in quoted]
    for match in _CANDIDATE.finditer(text, block.start, block.end):
        mark_end = match.end("mark")
        if _embedded(text, start, match.start(), quoted, opens):
            continue
        if not _ends_sentence(text, start, match, mark_end):
            continue
        stop = match.end("close")
        if stop > start:
            yield Span(start, stop)
        start = match.end()
    if start < block.end:
        yield Span(start, block.end)


def _quotations(text: str, block: Span) -> list[tuple[int, int]]:
    """Quotations and parentheses short enough to belong to one sentence, in order."""
    found = []
    for match in _QUOTED.finditer(text, block.start, block.end):
        limit = _LONGEST_PARENTHESIS if text[match.start()] == "(" else _LONGEST_QUOTATION
        if match.end() - match.start() <= limit:
            found.append(match.span())
    return found


def _embedded(text: str, start: int, position: int, quoted: list[tuple[int, int]], opens: list[int]) -> bool:
    """Whether a mark stands within a quotation that opened after the sentence's first words."""
    index = bisect_right(opens, position) - 1
    if index < 0:
        return False
    open_, close = quoted[index]
    inside = open_ <= position < close - 1 and bool(text[position + 1 : close - 1].strip(" .!?…"))
    return inside and bool(text[start:open_].strip(" -–—"))


def _ends_sentence(text: str, start: int, match: re.Match[str], mark_end: int) -> bool:
    mark = match.group("mark")
    if mark in ("...", "…") and text[match.start() - 1 : match.start()] in ("(", "["):
        return False
    if mark != "." or match.group("close"):
        return True
    before = text[max(start, match.start() - 40) : mark_end]
    if mark_end - start <= 12 and _ITEM.fullmatch(text, start, mark_end):
        return False
    following = text[match.end() : match.end() + 30]
    if _NUMBER_BEFORE.search(before):
        inner = before.rstrip("0123456789.").rstrip()[-1:]
        return not (inner in (":", ";", "(") or following[:1].isdigit())
    last = _LAST_WORD.search(before)
    word = last.group() if last else ""
    table = _abbreviations()
    if word in table.never:
        return False
    next_word = _NEXT_WORD.search(following)
    opener = fold(next_word.group()) if next_word else ""
    if word in table.sometimes or _ACRONYM.search(before):
        return opener in table.openers
    # "J. Le Goff" is a name, "l'option B. Il" is not.
    return _INITIALS.search(before) is None or opener in table.openers - table.particles


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """Cut what is too long to parse, at a semicolon if there is one, else at a comma or a space."""
    start, end = sentence.start, sentence.end
    while end - start > LONGEST:
        middle, limit = start + LONGEST // 4, start + LONGEST
        cuts = (text.rfind(mark, middle, limit) + 1 for mark in _SOFT_CUTS)
        cut = next((cut for cut in cuts if cut), limit)
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
