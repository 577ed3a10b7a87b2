"""Figures of agreements: whose they are, whose part of one a sum is, what is counted because it is bought."""

from __future__ import annotations

from collections.abc import Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.frames.figures.gauge import is_money, measures
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.language.patterns import pattern
from diplograph.model import AGREEMENT_CLASSES, ORGANIZATIONS, Value

_BRACKET = 4
_OF_WHICH = pattern(r" dont {about}?$")
_LONGEST_OF_WHICH = 24
_SCOPE = 24  # characters of "portait au total sur " before what is counted
_TOLD = 900  # characters from a contract to a sentence that says what it is for
_UP_TO = pattern(r" ?{about}?(?:{det}?{word}{of})?{det}?{about}?")


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
    if not is_money(mention) or not _OF_WHICH.search(sentence.folded(start - _LONGEST_OF_WHICH, start)):
        return ()
    for item in sentence.after(end, kinds=ORGANIZATIONS, until=end + len(" pour le groupe ")):
        if sentence.preposition(item) == "pour":
            return item.keys
    return ()


def ordered(
    sentence: Sentence, mention: AmountMention, drafts: Sequence[Draft], works: Works
) -> tuple[Value, ...]:
    """Buyer and seller of the things that an amount counts: "a commandé douze avions à Alta".

    "La commande porte sur | cinquante machines" is of the contract told there, else of the one told last.
    """
    start = mention.span.start
    for draft in drafts:
        bought = draft.type == "Contract" and draft.rule.startswith("orders:")
        if bought and draft.start <= start <= draft.end:
            return draft.get("party")
    scope = measures(sentence, start - _SCOPE, start, "scope")
    if not scope or not _UP_TO.fullmatch(sentence.folded(scope[-1].end, start)):
        return ()
    here = [d for d in drafts if d.type == "Contract" and d.get("party") and d.start < start]
    if here:
        return here[-1].get("party")
    last = works.contract
    return last.get("party") if last is not None and sentence.start - last.end < _TOLD else ()
