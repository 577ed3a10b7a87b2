"""Who stands beside a measure: who opens the clause, who is given a sum, who tells it."""

from __future__ import annotations

from bisect import bisect_left

from diplograph.extraction.frames.common.parties import governor, keys_of
from diplograph.extraction.frames.figures.gauge import Gauge, measures
from diplograph.extraction.frames.figures.shares import MEASURED
from diplograph.extraction.items import Item, as_town
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.language.patterns import pattern
from diplograph.model import PLACES, EntityType

_TOWN = 24  # characters of "agglomération de " before its people
_OF_PEOPLE = pattern(r" {of}?{about}?")
_MENTIONS = 12  # names back to which a town may be meant
_NEXT = 60  # characters from a measure to the project it is said of: "1 GW de turbines pour le projet"
_ARTICLE = pattern(r" ?(?:aupres )?{of}?{det}?{word}?")
_SAID_LEAD = 24  # characters of "d'après le quotidien " before who says a figure
_AIDED = frozenset({EntityType.COUNTRY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION})
_TO = frozenset({"a", "au", "aux", "pour"})
_IN_FAVOUR = pattern(r"{edge}{for}{det}?$")
_CUT_OFF = pattern(r"[;:.]| qui | {that}| {and}")
_OPENS = pattern(r"(?:^|, | {and}| {that}){at}{the}?$")
_SUBJECT = 12  # characters of ", le groupe" between an opening and the subject


def opened(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """Whom the clause is about that an amount opens: "Avec 54 millions d'habitants, | le Kenya …"."""
    end = mention.span.end
    comma = sentence.source.folded.find(", ", end, min(sentence.end, end + _NEXT))
    if comma < 0 or sentence.has_finite_verb(sentence.start, comma):
        return ()
    if sentence.before(mention.span.start, kinds=MEASURED):
        return ()
    for item in sentence.after(comma, kinds=MEASURED, until=comma + _SUBJECT)[:1]:
        if not sentence.preposition(item) and item.type is not EntityType.INSTITUTION:
            return keys_of([i for i in sentence.group(item) if i.start >= item.start])
    return ()


def invested_in(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """The country or region that a sum is invested in: "investira deux milliards d'euros | en Afrique"."""
    near = sentence.places(
        mention.span.end, min(sentence.clause_end(mention.span.end), mention.span.end + 50)
    )
    return keys_of([i for i in near[:1] if i.type in {EntityType.COUNTRY, EntityType.REGION}])


def given_to(sentence: Sentence, mention: AmountMention, gauge: Gauge) -> tuple[str, ...]:
    """Who is given a sum: "a accordé | à la Moldavie une aide de dix millions d'euros"."""
    gifts = measures(sentence, gauge.start, gauge.start + 1, "sum", "gives")
    if all(h.payload["indicator"] != "Other" for h in gifts):
        return ()
    low, high = min(gauge.start, mention.span.start), max(gauge.end, mention.span.end)
    for item in sentence.items:
        near = low - _NEXT < item.start < high + _NEXT and not low <= item.start < high
        favoured = _IN_FAVOUR.search(sentence.folded(item.start - 24, item.start))
        if (
            near
            and item.kind == "name"
            and item.type in _AIDED
            and (favoured or governor(sentence, item) in _TO)
        ):
            between = sentence.folded(min(item.end, high), max(item.start, low))
            return item.keys if not _CUT_OFF.search(between) else ()
    return ()


def _town_of(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """The town spoken of last, of "une agglomération de | cinq millions d'habitants"; () for any other."""
    start = mention.span.start
    cues = sentence.source.cues("sites", max(sentence.start, start - _TOWN), start, "town")
    if not cues or not _OF_PEOPLE.fullmatch(sentence.folded(cues[-1].end, start)):
        return ()
    mentions = sentence.discourse.mentions
    last = bisect_left(mentions, start, key=lambda mention: mention.start)
    near = (m for m in reversed(mentions[max(0, last - _MENTIONS) : last]) if m.type is EntityType.CITY)
    found = next(near, None)
    return (found.key,) if found is not None else ()


def settled(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """The place whose people are counted: the nearest before it, else the next."""
    town = _town_of(sentence, mention)
    if town:
        return town
    near = [i for i in sentence.before(mention.span.start, kinds=PLACES) if not i.is_plural]
    free = [i for i in near if not sentence.preposition(i)]  # "Le Caire, première ville d'Afrique, compte …"
    near = free[:1] if near and free and sentence.preposition(near[0]) in {"de", "d'", "du"} else near[:1]
    near = [as_town(sentence.source, i) for i in near]
    return keys_of(near or sentence.after(mention.span.end, kinds=PLACES, until=mention.span.end + _NEXT)[:1])


def opening_of(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """The country that opens the clause of an amount: "En A, la production est de 9 t, en B de 3 t"."""
    for item in sentence.before(mention.span.start, kinds=frozenset({EntityType.COUNTRY}))[:1]:
        low = max(sentence.start, item.start - _SUBJECT)
        between = [a for a in sentence.amounts if item.end <= a.span.start < mention.span.start]
        if not between and item.kind == "name" and _OPENS.search(sentence.folded(low, item.start)):
            return item.keys
    return ()


def is_source(sentence: Sentence, item: Item) -> bool:
    """Whether an item is who says a figure, not what it is of: "selon A", "a indiqué A"."""
    if sentence.preposition(item) == "pour":
        return False
    low = max(sentence.start, item.start - _SAID_LEAD)
    cues = sentence.source.cues("speech", low, item.start, "says", "according", "stresses", "judges")
    return any(_ARTICLE.fullmatch(sentence.folded(cue.end, item.start)) for cue in cues)
