"""Differences as text for a person, or as JSON of a stable shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby

from diplograph.diff.changes import Change, Detail, Difference, Kind
from diplograph.diff.snapshot import Passage
from diplograph.query import wording as tables

MARKS = {Kind.NEW: "+", Kind.CHANGED: "~", Kind.MERGED: ">", Kind.SPLIT: "<", Kind.GONE: "-"}
_SHOWN = 2  # passages of a change in the text


def words_in(language: str) -> Mapping[str, str]:
    """The words of a report on differences."""
    return tables.wording("diff", language)


def _named(name: str, language: str) -> str:
    return words_in(language).get(name) or tables.named(name, language)


def as_text(difference: Difference, *, language: str) -> str:
    """A block a group, a line a change with what differs and where it is said below it."""
    words = words_in(language)
    if not difference.changes:
        return words["no_difference"] + "\n"
    blocks = [summary(difference, language=language)]
    for group, changes in groupby(difference.changes, key=lambda change: change.group):
        blocks.append("\n".join([words[group], *(line for c in changes for line in _lines(c, language))]))
    return "\n\n".join(blocks) + "\n"


def summary(difference: Difference, *, language: str) -> str:
    """What is compared, and how many differences of each kind."""
    words = words_in(language)
    told = words["from_to"].format(before=difference.before, after=difference.after)
    counts = ", ".join(f"{number} {words[kind]}" for kind, number in difference.counts.items() if number)
    return f"{words['title']}, {told}{words['colon']}{counts}"


def headline(change: Change, *, language: str) -> str:
    """A change in a line: what it is about, and what it was before."""
    words = words_in(language)
    told = f"{change.label} ({_named(change.type, language)})"
    if change.kind is Kind.MERGED:
        return f"{told}, {words['merged_into']} {change.other_label}"
    if change.kind is Kind.SPLIT:
        return f"{told}, {words['split_from']} {change.other_label}"
    if change.other_label and change.other_label != change.label:
        return f"{told}, {words['formerly']}{words['colon']}{change.other_label}"
    return told


def detail_line(change: Change, detail: Detail, *, language: str) -> str:
    """A property with its value, or with those before and after."""
    words = words_in(language)
    before, after = (", ".join(_named(v, language) for v in side) for side in (detail.before, detail.after))
    name = _named(detail.property, language)
    if change.kind in (Kind.NEW, Kind.GONE):
        return f"{name}{words['colon']}{before or after}"
    return f"{name}{words['colon']}{before or words['nothing']} → {after or words['nothing']}"


def citation(passage: Passage, *, language: str) -> str:
    """Document, date and words."""
    words = words_in(language)
    told = ", ".join(part for part in (passage.document, passage.published) if part)
    quote = " ".join(passage.quote.split())
    if not quote:
        return told
    return f"{told}{words['colon']}{words['quote_open']}{quote}{words['quote_close']}"


def _lines(change: Change, language: str) -> Iterator[str]:
    yield f"  {MARKS[change.kind]} {headline(change, language=language)}"
    for detail in change.details:
        yield f"      {detail_line(change, detail, language=language)}"
    for passage in change.passages[:_SHOWN]:
        yield f"      {citation(passage, language=language)}"
    more = len(change.passages) - _SHOWN
    if more > 0:
        yield f"      {words_in(language)['more_passages'].format(count=more)}"


def as_json(difference: Difference) -> str:
    """An object of the shape that docs/diff.md gives; keys are only ever added."""
    told = asdict(difference)
    told["counts"] = dict(difference.counts)
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
