"""Money of one country told without its adjective: "50 milliards de shillings" in a text on Kenya."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from diplograph.language import AmountMention, fold
from diplograph.language.units import units

if TYPE_CHECKING:
    from diplograph.extraction.discourse.discourse import Discourse

_COUNTRIES = 3  # that a text is most about, one of which the money is of
_LEAST = 1000  # below it, what is counted are coins or something else


def in_local_money(amounts: Sequence[AmountMention], discourse: Discourse) -> Iterator[AmountMention]:
    """Give sums such as "50 milliards de shillings" the currency of a country that the text is about."""
    for mention in amounts:
        if not mention.noun or mention.amount.unit != "count" or mention.amount.value < _LEAST:
            yield mention
            continue
        unit = _local(mention.noun, discourse)
        yield replace(mention, amount=replace(mention.amount, unit=unit), noun="") if unit else mention


def _local(noun: str, discourse: Discourse) -> str:
    words = units().words
    known = discourse.source.knowledge.gazetteer.countries
    for key in discourse.countries[:_COUNTRIES]:
        forms = known.get(key)
        for adjective in forms.adjectives if forms is not None else ():
            found = words.get(f"{noun} {fold(adjective)}")
            if found is not None:
                return found.name
    return ""
