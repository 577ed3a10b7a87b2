"""What a sum or a count has beside it: whose part it is, another currency, the agreements it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES, ORGANIZATIONS, Value

_BRACKET = 4


def parties(mention: AmountMention, drafts: Sequence[Draft]) -> tuple[Value, ...]:
    """Parties of the agreements that an amount counts or sums up: "dix-neuf accords avec A"."""
    for draft in drafts:
        around = draft.type in AGREEMENT_CLASSES and draft.start <= mention.span.end <= draft.end + _BRACKET
        if around and len(draft.get("party")) > 1:
            return draft.get("party")
    return ()


def part_for(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """Whose part of a contract a sum is: "1,8 milliard d'euros, dont | 400 millions pour Alta"."""
    start, end = mention.span.start, mention.span.end
    if not is_money(mention) or not sentence.folded(start - len(" dont "), start).endswith(
        ("dont ", " dont")
    ):
        return ()
    for item in sentence.after(end, kinds=ORGANIZATIONS, until=end + len(" pour le groupe ")):
        if sentence.preposition(item) == "pour":
            return item.keys
    return ()


def is_money(mention: AmountMention) -> bool:
    """Whether an amount is in a currency."""
    return len(mention.amount.unit) == len("EUR") and mention.amount.unit.isupper()


def is_converted(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether a sum is the one before it told in another currency: "27 milliards de francs CFA (41 M€)"."""
    before = [a for a in sentence.amounts if a.span.end <= mention.span.start][-1:]
    return any(
        a.amount.unit != mention.amount.unit
        and len(a.amount.unit) == len(mention.amount.unit) == 3
        and sentence.folded(a.span.end, mention.span.start).strip() in {"(", "(soit", ", soit", "(environ"}
        for a in before
    )


def outside(sentence: Sentence, drafts: Sequence[Draft]) -> Sentence:
    """A sentence without what is part of an event's name: "China International" in "… Import Expo"."""
    names = [(d.name_start, d.name_start + len(d.name)) for d in drafts if d.type in EVENT_CLASSES and d.name]
    if not names:
        return sentence
    kept = tuple(i for i in sentence.items if not any(s <= i.start and i.end <= e for s, e in names))
    return replace(sentence, items=kept)
