"""Whom a measure stands beside where no verb gives it to anybody: a neighbour, a list, whoever is named."""

from __future__ import annotations

from diplograph.extraction.frames.common.parties import keys_of
from diplograph.extraction.frames.figures.givers import is_source
from diplograph.extraction.frames.figures.shares import MEASURED
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Value

_GOODS = pattern(r"(?: par \w+)? {word}?{of}{word}{1,2}")
_FARTHEST = 50  # characters of " par an de gaz naturel liquéfié " before whose it is
_AND_ITS = pattern(r"(?:, | {and}| {with}){own}{about}?$")
_LISTED = 70  # characters from one measure to the next of a list
_JOINS = pattern(r", | {and}")
_NEW_THING = pattern(r"[;:()]|\b(?:{which}|soit |contre )")


def produced_by(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """Whose goods are measured: "11 milliards de mètres cubes | de gaz azerbaïdjanais"."""
    end = mention.span.end
    if mention.amount.unit in {"count", "percent"}:
        return ()
    near = (i for i in sentence.items if i.kind == "adjective" and end < i.start < end + _FARTHEST)
    return next((i.keys for i in near if _GOODS.fullmatch(sentence.folded(end, i.start))), ())


def is_its(sentence: Sentence, mention: AmountMention, work: str) -> bool:
    """Whether what works have is counted right behind them: "l'aciérie de Riga et ses | 5 000 salariés"."""
    start = mention.span.start
    its = _AND_ITS.search(sentence.folded(start - len(" et ses quelque "), start))
    end = start - len(its.group()) if its else 0
    return its is not None and sentence.source.text[:end].endswith(work)


def beside_it(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """Whom a clause names beside a measure that no verb gives to anybody: the nearest before, else after."""
    start, end = mention.span.start, mention.span.end
    low, high = sentence.clause_start(start), sentence.clause_end(end)
    kinds = MEASURED - {EntityType.INSTITUTION, EntityType.REGION}
    near = [i for i in sentence.before(start, kinds=kinds) if i.start >= low]
    near += sentence.after(end, kinds=kinds, until=high)
    return keys_of([i for i in near if not is_source(sentence, i)][:1])


def is_listed(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether a measure follows another of the same thing: "c'est 1 200 salariés, | un chiffre de 3 M€"."""
    start = mention.span.start
    before = [a.span.end for a in sentence.amounts if a.span.end <= start]
    if not before or start - before[-1] > _LISTED:
        return False
    between = sentence.folded(before[-1], start)
    if sentence.has_finite_verb(before[-1], start) or _NEW_THING.search(between):
        return False
    named = any(i.keys and before[-1] <= i.start < start for i in sentence.items)
    return not named and _JOINS.search(between) is not None


def last_resort(sentence: Sentence, mention: AmountMention) -> tuple[Value, ...]:
    """Whom the sentence names at all, else the two countries under discussion."""
    kinds = MEASURED - {EntityType.REGION} | {EntityType.CITY}
    named = [i for i in sentence.items if i.type in kinds and i.keys and i.kind == "name"]
    named = [i for i in named if not is_source(sentence, i)]
    return keys_of(named[:2]) or sentence.discourse.pair
