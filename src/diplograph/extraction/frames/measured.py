"""What a measure is of: the project around it, the parties of a share, the subject, the two countries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.parties import whole_subject
from diplograph.extraction.frames.works import Mentioned
from diplograph.extraction.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.model import EntityType, Value

_NEXT = 60  # characters from a measure to the project it is said of: "1 GW de turbines pour le projet"
_OF = re.compile(r"[^,;:.(]*$")
MEASURED = frozenset(
    {EntityType.COUNTRY, EntityType.COMPANY, EntityType.REGION, EntityType.INTERNATIONAL_ORGANIZATION}
)
_OF_WORKS = frozenset({"Capacity", "Production", "Other"})
TRADE = frozenset({"Trade", "TradeGrowth"})


def work_of(
    sentence: Sentence, mention: AmountMention, works: Sequence[Draft], mentioned: Sequence[Mentioned]
) -> str:
    """The project that a measure belongs to: named around it, or the nearest before it; "" when none."""
    start = mention.span.start
    known = [(d.name_start, d.end, d.name) for d in works] + [(m.start, m.end, m.name) for m in mentioned]
    before = [k for k in known if k[0] <= start]
    if before:
        return max(before)[2]
    after = [
        k
        for k in known
        if 0 <= k[0] - mention.span.end < _NEXT and _OF.match(sentence.folded(mention.span.end, k[0]))
    ]
    return min(after)[2] if after else ""


def shares_of(
    sentence: Sentence, mention: AmountMention, drafts: Sequence[Draft], work: str
) -> list[tuple[Value, ...]]:
    """Whom a share ties to what: each holding said around it, or the subject's share of a project."""
    start, end = mention.span.start, mention.span.end
    holdings = sorted(
        (
            d
            for d in drafts
            if d.type == "Membership" and d.start <= start <= d.end and d.rule.startswith("memberships")
        ),
        key=lambda d: d.end,
    )
    if holdings:
        nearest = holdings[0]
        same = [d for d in holdings if d.end == nearest.end or "chacun" in sentence.folded(start - 14, start)]
        return [(*d.get("member"), *d.get("organization")) for d in same]
    if not work or _before_bracket(sentence, mention):
        return []
    owners = whole_subject(sentence, start, kinds=MEASURED)
    keys = tuple(dict.fromkeys(k for i in owners for k in i.keys))
    if "chacun" in sentence.folded(start - 14, start) or "chacun" in sentence.folded(end, end + 10):
        return [(key, work) for key in keys]
    return [(*keys, work)] if keys else []


def _before_bracket(sentence: Sentence, mention: AmountMention) -> Item | None:
    """What an amount in brackets is said of: "aux côtés de B (75 %)"."""
    for item in sentence.items:
        if item.keys and item.kind == "name" and sentence.folded(item.end, mention.span.start) == " (":
            return item
    return None


def about_whom(
    sentence: Sentence,
    mention: AmountMention,
    indicator: str,
    work: str,
    *,
    anchor: tuple[int, int],
    nested: bool,
) -> tuple[Value, ...]:
    """Keys and names of what a measure is of; () when the text does not make it clear.

    Args:
        work: name of the project around it, "" when none.
        anchor: where the measure's kind is said.
        nested: whether the amount stands within the project's own name or right after it.
    """
    subject = whole_subject(sentence, mention.span.start, kinds=MEASURED) if work else []
    by_subject = subject and (indicator == "Production" or mention.amount.unit == "count")
    if work and indicator in _OF_WORKS and (nested or not by_subject):
        return (work,)
    bracketed = _before_bracket(sentence, mention)
    if bracketed:
        return bracketed.keys
    if indicator == "Investment":
        adjective = sentence.adjective_after(anchor[1], reach=24)
        between = [i for i in sentence.places(anchor[1], mention.span.start) if i.type is EntityType.COUNTRY]
        if adjective is not None or between:
            return tuple(dict.fromkeys(k for i in (adjective, *between) if i is not None for k in i.keys))
    if indicator in TRADE:
        stated = _between(sentence, mention)
        return stated or sentence.discourse.pair
    if indicator == "CompanyCount":
        adjective = sentence.adjective_after(mention.span.end, reach=24)
        places = sentence.places(mention.span.end, sentence.clause_end(mention.span.end))
        keys = [k for i in [adjective, *places] if i is not None for k in i.keys]
        if len(set(keys)) == 1 and keys[0] in sentence.discourse.pair:
            return sentence.discourse.pair
        return tuple(dict.fromkeys(keys)) or sentence.discourse.pair
    subjects = [
        i for i in sentence.subject(mention.span.start, kinds=MEASURED) if i.start < mention.span.start
    ]
    if any(
        a.amount.unit == "count"
        and s.end <= a.span.start
        and sentence.has_finite_verb(a.span.end, mention.span.start)
        for s in subjects
        for a in sentence.amounts
        if a.span.end <= mention.span.start
    ):
        return ()  # "…, où 1 000 filiales emploient 350 000 salariés": theirs, not the subject's
    near = sentence.after(mention.span.end, kinds=MEASURED, until=mention.span.end + 70)
    adjective = sentence.adjective_after(mention.span.end, reach=30)
    items: list[Item] = [*subjects[:2]] or ([adjective] if adjective else []) or near[:2]
    if indicator in {"AgreementCount", "ContractValue"} and not items:
        return sentence.discourse.pair
    return tuple(dict.fromkeys(k for i in items for k in i.keys if not k.startswith("person/")))


def _between(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    for item in sentence.items:
        if item.is_plural and item.type is EntityType.COUNTRY and item.start < mention.span.end + 60:
            return item.keys
        if item.type is EntityType.COUNTRY and sentence.preposition(item) == "entre":
            return tuple(k for i in sentence.group(item) for k in i.keys)
    return ()
