"""What to quote: the words that state a fact, widened until they name those whom it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from diplograph.extraction.drafts import Draft
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language.patterns import pattern
from diplograph.model import FACT_ROLES, ValueKind

_ARTICLE = pattern(r"{edge}({the})$")
_FARTHEST = 160  # characters; an actor farther away than that makes a quote nobody reads


def with_quotes(sentence: Sentence, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The same readings, each with the stretch to quote.

    Arguments that the quote does not name are sought in the sentence, the nearest expression first. When the
    sentence leaves one party of several unsaid, the others add nothing: the quote stays short, or shows the
    subject.
    """
    for draft in drafts:
        start, end = draft.start, draft.end
        for keys in _entities(draft):
            named = [[i for i in sentence.items if key in i.keys] for key in keys]
            if not all(named):
                continue
            for items in named:
                if any(start <= i.start and i.end <= end for i in items):
                    continue
                nearest = min(items, key=partial(_distance, start=start, end=end))
                if _distance(nearest, start, end) <= _FARTHEST:
                    start, end = min(start, nearest.start), max(end, nearest.end)
        if not any(start <= i.start and i.end <= end for i in sentence.items):
            # Parties that no word of the sentence names: show at least who speaks of it ("ils").
            several = [i for i in sentence.items if i.is_plural and start - i.start <= _FARTHEST]
            start = min([start, *(i.start for i in several[-1:])])
        if (start, end) != (draft.start, draft.end):
            yield replace(draft, shown=(_with_article(sentence, start), end))
        else:
            yield draft


def _with_article(sentence: Sentence, start: int) -> int:
    article = _ARTICLE.search(sentence.folded(start - 4, start))
    return start - len(article.group(1)) if article and start > sentence.start else start


def _distance(item: Item, start: int, end: int) -> int:
    return max(start - item.start, item.end - end, 0)


def _entities(draft: Draft) -> Iterator[tuple[str, ...]]:
    for role in FACT_ROLES[draft.type]:
        if role.kind is ValueKind.ENTITY and draft.get(role.name):
            yield tuple(str(value) for value in draft.get(role.name))
