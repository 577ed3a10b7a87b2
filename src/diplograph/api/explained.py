"""Facts with their sentences, which a notebook shows with the words marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from diplograph.query.explaining import Explanation, Statement


@dataclass(frozen=True, slots=True, repr=False)
class Explained:
    """Why the graph says what it says; the records are in `explanation`."""

    explanation: Explanation

    def __len__(self) -> int:
        return len(self.explanation.facts)

    def __iter__(self) -> Iterator[Statement]:
        return iter(self.explanation.facts)

    def __repr__(self) -> str:
        return f"Explained({self.explanation.label!r}: {len(self)} of {self.explanation.total} facts)"

    def _repr_html_(self) -> str:
        thing = self.explanation
        names = " · ".join((thing.type, *thing.forms))
        head = f"<p><b>{escape(thing.label)}</b> ({escape(names)})</p>"
        return head + "".join(map(_fact, thing.facts))


def _fact(fact: Statement) -> str:
    told = f"<b>{escape(fact.label)}</b> ({escape(fact.status)}, {fact.confidence:g})"
    quotes = "".join(
        f"<blockquote>{escape(words.before)}<mark>{escape(words.quote)}</mark>{escape(words.after)}"
        f"<br><small>{escape(words.title or words.document)}, {escape(words.published)}</small></blockquote>"
        for words in fact.words
    )
    decided = "".join(
        f"<p><small>{escape(ruling.author)}, {escape(ruling.date)}: {escape(ruling.decision)} "
        f"({escape(ruling.reason)})</small></p>"
        for ruling in fact.rulings
    )
    return f"<div>{told}{quotes}{decided}</div>"
