"""Whom a share ties to what: "Alta détient 51 % de Bera", "aux côtés de Cora (20 %)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.antecedents import relative_subject, subject_by_noun
from diplograph.extraction.frames.parties import governor, keys_of, whole_subject
from diplograph.extraction.frames.subjects import TOPICS
from diplograph.extraction.items import Item
from diplograph.extraction.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.model import EntityType, Value

_NEXT = 60  # characters between a share and whose it is
MEASURED = frozenset(
    {
        EntityType.COUNTRY,
        EntityType.COMPANY,
        EntityType.REGION,
        EntityType.INTERNATIONAL_ORGANIZATION,
        EntityType.PUBLIC_BODY,
        EntityType.INSTITUTION,
    }
)
_NAME = re.compile(r"(?<![\w'])[A-Z][\w&'-]*$")
_STAKE = re.compile(r"(?:[\s,]|de|du|d'|des|la|le|les|l'|dans|au|chez)*")


def shares_of(
    sentence: Sentence, mention: AmountMention, drafts: Sequence[Draft], work: str, *, told: str = ""
) -> list[tuple[Value, ...]]:
    """Whom a share ties to what: each holding said around it, or the subject's share of a project.

    Args:
        work: project that the share is told beside, "" when none.
        told: project that a row of holders in brackets may share: the sentence's own, or the last before it.
    """
    start, end = mention.span.start, mention.span.end
    holdings = sorted(
        (d for d in drafts if d.type == "Membership" and d.rule.startswith("memberships")),
        key=lambda d: d.end,
    )
    bracketed = before_bracket(sentence, mention)
    if bracketed:
        wholes = [work] if work else [str(k) for d in holdings[:1] for k in d.get("member")]
        wholes = wholes or ([told] if told and _are_row(sentence) else [])
        return [(*bracketed.keys, wholes[0])] if wholes and wholes[0] not in bracketed.keys else []
    each = "chacun" in sentence.folded(start - 14, start) or "chacun" in sentence.folded(end, end + 10)
    around = [d for d in holdings if d.start <= start <= d.end]
    if around:
        same = [d for d in around if d.end == around[0].end or each]
        return [(*d.get("member"), *d.get("organization")) for d in same]
    owner = [
        i
        for i in sentence.after(end, kinds=MEASURED, until=end + _NEXT)[:1]
        if governor(sentence, i) == "par"
    ]
    if owner and not re.search(r"[,;:(]", sentence.folded(end, owner[0].start)):
        held = subject_by_noun(sentence, start, MEASURED) or sentence.subject(start, kinds=MEASURED)
        held = [i for i in held if i.start < start]
        return [(*owner[0].keys, *keys_of(held[:1]))]
    owners = relative_subject(sentence, start, MEASURED)
    if owners is None:
        owners = whole_subject(sentence, start, kinds=MEASURED)
    keys = keys_of(owners)
    whole = (work,) if work else _held(sentence, end) or _of_which(sentence, start)
    if each:
        return [(key, *whole) for key in keys if whole]
    return [(*keys, *(w for w in whole if w not in keys))] if keys and whole else []


def _are_row(sentence: Sentence) -> bool:
    """Whether several holders stand with their shares in brackets: "A (40 %), B (30 %) et C (30 %)"."""
    shares = [a.span.start for a in sentence.amounts if a.amount.unit == "percent"]
    return sum(sentence.folded(start - 1, start) == "(" for start in shares) > 1


def is_of_unknown(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether an amount in brackets is of a name that nothing recognised: "Orvia Um (15 %)"."""
    start = mention.span.start
    if sentence.folded(start - 2, start) != " (" or before_bracket(sentence, mention):
        return False
    name = _NAME.search(sentence.source.text, max(sentence.start, start - _NEXT), start - 2)
    return name is not None and not any(i.start < start - 2 <= i.end for i in sentence.items)


def _of_which(sentence: Sentence, start: int) -> tuple[str, ...]:
    """The company that "dont" takes up: "Alta, dont il détient | 46 %"."""
    at = sentence.source.folded.rfind(" dont ", max(sentence.start, start - _NEXT), start)
    if at < 0 or re.search(r"[;:.(]", sentence.folded(at, start)):
        return ()
    comma = sentence.folded(at - 1, at) == ","
    for item in sentence.items:
        if item.type in TOPICS and item.keys and item.end == at - comma and item.kind != "adjective":
            return item.keys
    return ()


def _held(sentence: Sentence, end: int) -> tuple[str, ...]:
    """The company of which shares are told: "25 % des parts de KTZ"."""
    for item in sentence.after(end, kinds=TOPICS, until=end + _NEXT)[:1]:
        if _STAKE.fullmatch(sentence.source.besides("stakes", end, item.start, "share", "head", "firm")):
            return item.keys
    return ()


def before_bracket(sentence: Sentence, mention: AmountMention) -> Item | None:
    """What an amount in brackets is said of: "aux côtés de B (75 %)"."""
    for item in sentence.items:
        if item.keys and item.kind == "name" and sentence.folded(item.end, mention.span.start) == " (":
            return item
    return None
