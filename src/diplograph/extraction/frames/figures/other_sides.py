"""The other side of a measure that a sentence gives to one: "Alta gérera trois hôtels", in Saudi Arabia.

Where a firm has what is counted, whom or what a sum is for, who sells the arms that a state buys.
"""

from __future__ import annotations

from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.frames.figures.gauge import Gauge, kinds_of, measures
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType, Value

_NEXT = 70  # characters from what is counted to where it is, or who makes it
_AT = members("at")
_MADE_BY = pattern(r"[^,;:.()]{0,60}(?:, {word})?\b(?:{of}|{to}|{by}|aupres {of}){det}?")
_FIRMS = frozenset({EntityType.COMPANY})
_STATES = frozenset({EntityType.COUNTRY, EntityType.PUBLIC_BODY})
_ACTORS = _FIRMS | _STATES


def with_other_side(
    sentence: Sentence, mention: AmountMention, gauge: Gauge, about: tuple[Value, ...], works: Works
) -> tuple[Value, ...]:
    """A bearer that stands alone, with the one beside it that such a measure has as well."""
    if len(about) != 1 or str(about[0]) not in sentence.discourse.types:
        return about
    own = str(about[0])
    kind = sentence.discourse.types[own]
    if mention.amount.unit == "count" and gauge.indicator == "Other":
        other = _trader(sentence, mention, own, works) if _is_fleet(sentence, mention) else ()
        other = other or (_site(sentence, mention, own) if kind in _FIRMS else ())
        return tuple(dict.fromkeys([*about, *other]))
    if "gives" in kinds_of(sentence, gauge) or (
        gauge.indicator == "Investment" and kind is EntityType.COUNTRY
    ):
        return tuple(dict.fromkeys([*about, *_cause(sentence, gauge, own, works)]))
    return about


def _site(sentence: Sentence, mention: AmountMention, firm: str) -> tuple[str, ...]:
    """The country in which a firm has what is counted: "39 magasins | grecs", "700 lits | dans le pays"."""
    end = mention.span.end
    adjective = sentence.adjective_after(end, reach=24)
    if adjective is not None and not adjective.is_plural:
        return adjective.keys
    said = sentence.after(end, kinds={EntityType.COUNTRY}, until=end + _NEXT)[:1]
    meant = [i for i in said if i.kind == "anaphor" and "," not in sentence.folded(end, i.start)]
    return meant[0].keys if meant and sentence.preposition(meant[0]) in _AT else ()


def _is_fleet(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether what is counted is bought and sold by states: "douze avions", "dix Caracal"."""
    span = mention.span
    noun = span.end - len(mention.noun)
    return bool(measures(sentence, noun, span.end + 1, "fleet")) or sentence.source.text[noun].isupper()


def _trader(sentence: Sentence, mention: AmountMention, own: str, works: Works) -> tuple[str, ...]:
    """Who sells to a state what is counted, or buys it of a firm."""
    end = mention.span.end
    kind = sentence.discourse.types.get(own)
    wanted = _FIRMS if kind in _STATES else _ACTORS
    limit = min(sentence.end, end + _NEXT)
    named = [i for i in sentence.after(end, kinds=_ACTORS, until=limit) if i.kind == "name"]
    for item in named[:1]:
        if (
            item.type in wanted
            and own not in item.keys
            and _MADE_BY.fullmatch(sentence.folded(end, item.start))
        ):
            return item.keys
    if kind in _FIRMS:
        last = works.contract
        if last is not None and own in last.get("party"):
            return tuple(str(k) for k in last.get("party"))
        topic = sentence.discourse.topic
        traded = any(sentence.words(table) for table in ("orders", "agreements"))
        return (topic,) if traded and topic and topic != sentence.discourse.nation_of(own) else ()
    return ()


def is_put_into(sentence: Sentence, gauge: Gauge, about: tuple[Value, ...]) -> bool:
    """Whether a sum that is given goes into works or comes from a firm: an investment, not an aid."""
    if gauge.indicator != "Other" or "gives" not in kinds_of(sentence, gauge):
        return False
    types = sentence.discourse.types
    return any(str(k) not in types or types[str(k)] in _FIRMS for k in about)


def _cause(sentence: Sentence, gauge: Gauge, own: str, works: Works) -> tuple[Value, ...]:
    """What a sum is for: the works under discussion, else the country that the text is about."""
    work = works.at_hand(sentence) if gauge.indicator != "Investment" else ""
    if work:
        return (work,)
    topic = sentence.discourse.topic
    apart = topic and topic not in {own, sentence.discourse.nation_of(own)}
    return (topic,) if apart else ()
