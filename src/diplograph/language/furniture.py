"""Where the article ends and the page's furniture begins: other articles, share buttons, contacts.

A heading of `data/lexicon/furniture.csv` ends the body only when it is a short line of its own, what
follows holds no paragraph of prose, and a third of the text stands before it. Otherwise the line alone is
left out. A closing list of dated headlines needs no heading, when its dates lie close to the document's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from diplograph.language.dates import leading_date
from diplograph.language.folding import fold
from diplograph.language.periods import published_day
from diplograph.language.tables import read_table
from diplograph.model import Span

KINDS = frozenset({"section", "line"})

_LONGEST_HEADING_TAIL = 40
_PROSE = 100
_LONG_PROSE = 300
_FIRST_SHARE = 1 / 3
_HEADLINES = 3
_NEAR = 92
_BULLET = re.compile(r"[\s\-–—•*·▪›»>|]*")
_STOP = re.compile(r"[.!?…] ?[»”\")]?$")
_NEXT_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?…] ?[»”\"]? +[A-ZÀ-ÝŒ«“]")
_HEADING_END = " :.…>»›-–|"


@dataclass(frozen=True, slots=True)
class Body:
    """The part of a text to read: up to `end`, without the lines of `skipped` (in order)."""

    end: int
    skipped: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    folded: str


@cache
def _forms(kind: str) -> re.Pattern[str]:
    rows = read_table("furniture", kinds=KINDS)
    forms = sorted((fold(row.form) for row in rows if row.kind == kind), key=lambda form: (-len(form), form))
    return re.compile("(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)")


def find_body(text: str, *, published: str = "") -> Body:
    """Tell the body of a plain text from the furniture at its end and among its lines."""
    lines = _lines(text)
    end = _first_section(text, lines)
    if end is None:
        end = _closing_headlines(lines, published_day(published))
    body_end = len(text) if end is None else end
    skipped = tuple(
        Span(line.start, line.end)
        for line in lines
        if line.end <= body_end and (_is_heading(line) or _is_furniture_line(line))
    )
    return Body(body_end, skipped)


def _lines(text: str) -> list[_Line]:
    lines = []
    position = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped[0])
            lines.append(_Line(start, start + len(stripped), fold(stripped[:_LONG_PROSE])))
        position += len(raw) + 1
    return lines


def _is_heading(line: _Line) -> bool:
    """A form of the table, with at most a few words after it and no verb's full stop."""
    bullet = _BULLET.match(line.folded)
    match = _forms("section").match(line.folded, bullet.end() if bullet else 0)
    if match is None or line.end - line.start > match.end() + _LONGEST_HEADING_TAIL:
        return False
    if _points_inline(line):
        return False
    tail = line.folded[match.end() :].strip(_HEADING_END)
    return not tail or not line.folded.endswith((".", "!", "?"))


def _points_inline(line: _Line) -> bool:
    """Whether the line names the page it points to: "Lire aussi : un titre"."""
    match = _forms("line").match(line.folded)
    return (
        match is not None
        and match.group().endswith(":")
        and bool(line.folded[match.end() :].strip(_HEADING_END))
    )


def _is_furniture_line(line: _Line) -> bool:
    match = _forms("line").match(line.folded)
    if match is None or line.end - line.start >= _LONG_PROSE:
        return False
    tail = line.folded[match.end() :].strip(_HEADING_END)
    return not tail or match.group().endswith(":") or tail[0].isdigit()


def _is_prose(text: str, line: _Line) -> bool:
    """A paragraph, as no list of links holds: closed by a full stop, long or of several sentences."""
    length = line.end - line.start
    if leading_date(line.folded) is not None:
        return False
    if length >= _LONG_PROSE:
        return True
    closed = _STOP.search(text, max(line.start, line.end - 3), line.end) is not None
    return closed and (length >= _PROSE or _NEXT_SENTENCE.search(text, line.start, line.end) is not None)


def _first_section(text: str, lines: Sequence[_Line]) -> int | None:
    """The start of the first heading that only furniture follows."""
    found = None
    for index in range(len(lines) - 1, 0, -1):
        if _is_prose(text, lines[index]):
            break
        if lines[index].start < len(text) * _FIRST_SHARE:
            break
        if _is_heading(lines[index]):
            found = lines[index].start
    return found


def _closing_headlines(lines: Sequence[_Line], day: date | None) -> int | None:
    """The start of a closing list of headlines, each with a date close to the document's."""
    if day is None:
        return None
    found, count = None, 0
    for line in reversed(lines[1:]):
        bullet = _BULLET.match(line.folded)
        offset = bullet.end() if bullet else 0
        if offset == len(line.folded):
            continue
        headline = leading_date(line.folded[offset:])
        if headline is None or abs((headline - day).days) > _NEAR:
            break
        found, count = line.start, count + 1
    return found if count >= _HEADLINES else None
