"""Lines of a laid-out page joined back into paragraphs, words cut at a line's end made whole.

A PDF knows where ink is, not what a paragraph is: these are rules of thumb. When in doubt two lines are
joined: a sentence cut in two is lost, while one joined to the next is found again by its full stop.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from diplograph.resources import resource

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:p(?:age|\.)\s*)?(\d{1,4})(?:\s*(?:/|sur|of)\s*\d{1,4})?[-–—\s]*", re.I)
_ITEM = re.compile(r"\d{1,3}[.)°](?=\s)|[-–—•▪●■◦*](?=\s)|[a-z]\)(?=\s)|[IVX]{1,5}[.)](?=\s)")
_FULL_STOP = re.compile(r"[.!?…:;][\s\u00a0\u202f]*[»”\"')\]]*$")
_CUT = re.compile(r"([^\W\d_]+)[-‐]$")
_WORD_START = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")

_SHORT = 0.6
"""Share of the usual width below which a line ends a paragraph or is a heading."""
_NEARLY_FULL = 0.85
"""Share below which a line that ends a sentence also ends the paragraph."""
_EDGE_LINES = 3
"""Lines at either end of a page that may be a running header or footer."""


def paragraphs_of(pages: Sequence[str]) -> list[str]:
    """The paragraphs of a document, page numbers and running headers left out.

    Args:
        pages: text of each page, lines ended by "\\n"; an empty line parts paragraphs.
    """
    split = [[line.strip() for line in page.split("\n")] for page in pages]
    lines = _without_edges(split)
    width = _usual_width(lines)
    vocabulary = Counter(word.casefold().replace("‐", "-") for line in lines for word in _WORD.findall(line))
    paragraphs: list[str] = []
    previous = ""
    for line in lines:
        if line and previous and _continues(previous, line, width):
            paragraphs[-1] = _joined(paragraphs[-1], line, vocabulary)
        elif line:
            paragraphs.append(line)
        previous = line
    return paragraphs


def _usual_width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _continues(line: str, following: str, width: int) -> bool:
    if _ITEM.match(following):
        return False
    lower = following[0].islower()
    if lower and _CUT.search(line):
        return True
    ended = _FULL_STOP.search(line) is not None
    if len(line) < _SHORT * width:
        return lower and not ended
    heading_follows = not lower and len(following) < _SHORT * width
    return not (ended and (heading_follows or len(line) < _NEARLY_FULL * width))


def _joined(text: str, following: str, vocabulary: Counter[str]) -> str:
    cut = _CUT.search(text)
    if cut is None:
        return f"{text} {following}"
    start = _WORD_START.match(following)
    if start is None or start[0][0].isupper():  # "Saint-/Pétersbourg", "covid-/19"
        return text + following
    first, second = cut[1].casefold(), start[0].casefold()
    if vocabulary[f"{first}-{second}"] or (not vocabulary[first + second] and _is_compound(first, second)):
        return text + following
    return text[:-1] + following


def _is_compound(first: str, second: str) -> bool:
    parts = _compound_parts()
    return len(first) == 1 or f"{first}-" in parts or f"-{second}" in parts  # one letter: "a-t-/il"


@functools.cache
def _compound_parts() -> frozenset[str]:
    lines = resource("data/lexicon/compounds.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _without_edges(pages: Sequence[list[str]]) -> list[str]:
    """All lines, without what the edges of pages repeat; pages follow one another without a gap."""
    trimmed = [_trimmed(page) for page in pages]
    for top in (True, False):
        trimmed = [list(page) for page in _without_numbers(trimmed, top=top)]
        for _ in range(_EDGE_LINES):
            trimmed = _without_running(trimmed, top=top)
        trimmed = [list(page) for page in _without_numbers(trimmed, top=top)]
    return [line for page in trimmed for line in page]


def _trimmed(lines: list[str]) -> list[str]:
    first, last = 0, len(lines)
    while first < last and not lines[first]:
        first += 1
    while last > first and not lines[last - 1]:
        last -= 1
    return lines[first:last]


def _edge(page: list[str], *, top: bool) -> str:
    return page[0 if top else -1] if page else ""


def _without_edge(page: list[str], *, top: bool) -> list[str]:
    return _trimmed(page[1:] if top else page[:-1])


def _without_numbers(pages: Sequence[list[str]], *, top: bool) -> Iterator[list[str]]:
    """Numbers that go up with the pages: a year alone on a line is not one of them."""
    matches = [_PAGE_NUMBER.fullmatch(_edge(page, top=top)) for page in pages]
    shifts = Counter(int(match[1]) - index for index, match in enumerate(matches) if match)
    for index, (page, match) in enumerate(zip(pages, matches, strict=True)):
        shift = int(match[1]) - index if match else None
        is_number = shift is not None and (shift == 1 or shifts[shift] > 1)
        yield _without_edge(page, top=top) if is_number else page


def _without_running(pages: Sequence[list[str]], *, top: bool) -> list[list[str]]:
    """A header or footer: one line, but for a number that goes up, on three pages and on most of them."""
    edges = [_edge(page, top=top) for page in pages]
    keys = [{edge, _with_shift(edge, index)} if edge else set() for index, edge in enumerate(edges)]
    counts = Counter(key for both in keys for key in both)
    enough = max(3, len(pages) // 2 + 1)
    return [
        _without_edge(page, top=top) if any(counts[key] >= enough for key in both) else page
        for page, both in zip(pages, keys, strict=True)
    ]


def _with_shift(line: str, index: int) -> str:
    """The line with its last number counted from the page it is on: "Note, page 3" is the same on each."""
    numbers = list(re.finditer(r"\d{1,4}", line))
    if not numbers:
        return line
    last = numbers[-1]
    return f"{line[: last.start()]}\0{int(last[0]) - index}{line[last.end() :]}"
