"""What a measure is of: the project around it, the parties of a share, the subject, the two countries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.antecedents import relative_subject, subject_by_noun
from diplograph.extraction.frames.common.parties import governor, keys_of, whole_subject
from diplograph.extraction.frames.common.works import Mentioned, Works
from diplograph.extraction.frames.figures.bearers import (
    firm_where,
    has_members,
    is_of_nation,
    is_owned,
    is_product,
    nation_of,
    of_which,
    ours,
    possessor,
    where,
)
from diplograph.extraction.frames.figures.carried import told_last, topic_of
from diplograph.extraction.frames.figures.counts import people_of
from diplograph.extraction.frames.figures.gauge import Gauge, kinds_of, measures
from diplograph.extraction.frames.figures.givers import (
    given_to,
    invested_in,
    is_source,
    opened,
    opening_of,
    settled,
)
from diplograph.extraction.frames.figures.nearby import is_its, produced_by
from diplograph.extraction.frames.figures.shares import MEASURED, before_bracket
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.language.patterns import members, pattern
from diplograph.model import ORGANIZATIONS, EntityType, Value

_MEMBERS = 24  # characters of " et gouvernements membres" behind states
_NEXT = 60  # characters from a measure to the project it is said of: "1 GW de turbines pour le projet"
_THEN = pattern(r"[^,;:.(]*, {det}?{word}?")
SETTLED = MEASURED | {EntityType.CITY}
_IN_BRACKET = re.compile(r"\(.*\)")
_BELONGS = frozenset({"de", "du", "des", "d'", "a", "au", "aux", "en", "pour", "dans"})
_COME = pattern(r" (?:{word}{0,2}y |{word}{0,2}prend)")
_OF = members("of")
_OPENS_WITH_THIS = pattern(r"{this}")
_THIS = pattern(r"\b{this}$")
_WITH = pattern(r"{edge}(?:{with}|{for}|(?:dans|contre) ){definite}?{about}?$")
_OTHERS = re.compile(r"\(|\bdont\b|\bcontre\b")
_CUT = pattern(r",| {and}| qui ")
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
    opens = not sentence.has_finite_verb(sentence.start, mention.span.end)
    after = [
        k
        for k in known
        if 0 <= k[0] - mention.span.end < _NEXT
        and (
            not sentence.is_broken(mention.span.end, k[0], marks=",;:.(")
            or (opens and _THEN.fullmatch(sentence.folded(mention.span.end, k[0])))
        )
    ]
    return min(after)[2] if after else ""


def about_whom(
    sentence: Sentence,
    mention: AmountMention,
    gauge: Gauge,
    work: str,
    *,
    nested: bool,
    carried: bool,
    works: Works,
    events: Sequence[Draft],
) -> tuple[Value, ...]:
    """Keys and names of what a measure is of; () when the text does not make it clear.

    Args:
        work: name of the project around it, "" when none.
        nested: whether the amount stands within the project's own name or right after it.
        carried: whether the project was told before, and nothing of the sentence takes it up.
        events: gatherings that the sentence names, of which visitors are counted.
    """
    indicator, counted = gauge.indicator, mention.amount.unit == "count"
    produced = produced_by(sentence, mention) if indicator not in TRADE else ()
    produced = produced or (people_of(sentence, mention) if counted else ())
    if produced:
        return produced
    if mention.amount.unit == "percent":
        adjective = sentence.adjective_after(mention.span.end, reach=30)
        if adjective is not None:
            return adjective.keys  # "71 % des votants kazakhs"
        if any(h.payload["of"] == "vote" for h in sentence.words("indicators")):
            return _voted(sentence, mention)
    owner = of_which(sentence, mention)
    if owner:
        return owner
    speaking = ours(sentence, gauge, mention) if indicator not in TRADE else ()
    if speaking:
        return speaking
    if mention.amount.unit == "percent" and indicator == "Other" and is_of_nation(sentence, mention):
        return nation_of(sentence, mention)
    beside = before_bracket(sentence, mention)
    if beside and beside.type is EntityType.CITY and indicator in _OF_WORKS and not nested:
        return ()  # "devant celui d'Assouan (2 100 MW)": of works that are told by their place only
    comes = counted and _come_together(sentence, mention, gauge)
    if comes and events and not nested:
        return (events[0].name,)  # whatever works the sentence names besides
    subject = whole_subject(sentence, mention.span.start, kinds=MEASURED) if work else []
    by_subject = subject and (indicator == "Production" or counted or carried)
    if work and indicator in _OF_WORKS and (nested or not by_subject or is_its(sentence, mention, work)):
        return (work,)
    bracketed = before_bracket(sentence, mention)
    if bracketed:
        return bracketed.keys
    if indicator == "Population":
        about = settled(sentence, mention)
        return about or ((work,) if work else topic_of(sentence, works))
    if indicator == "Investment":
        adjective = sentence.adjective_after(gauge.end, reach=24)
        between = [i for i in sentence.places(gauge.end, mention.span.start) if i.type is EntityType.COUNTRY]
        if adjective is not None or between:
            return _both(sentence, keys_of([i for i in (adjective, *between) if i is not None]))
        if work:
            return (work,)
    if indicator in TRADE or "balance" in kinds_of(sentence, gauge):
        return _between(sentence, mention) or sentence.discourse.pair
    if indicator == "CompanyCount":
        adjective = sentence.adjective_after(mention.span.end, reach=24)
        places = sentence.places(mention.span.end, sentence.clause_end(mention.span.end))
        gathered = sentence.source.cues("events", gauge.start, gauge.end, "gathers")
        if gathered and not events and not adjective:
            body = relative_subject(sentence, mention.span.start, MEASURED)
            if body:
                return keys_of(body)  # "le conseil A, qui réunit quarante entreprises"
        keys = [k for i in [adjective, *places] if i is not None for k in i.keys if k.startswith("country/")]
        if events and keys:
            return (keys[0], events[0].name)  # "la foire a réuni 638 firmes, dont 180 entreprises turques"
        if len(set(keys)) == 1 and keys[0] in sentence.discourse.pair:
            return sentence.discourse.pair
        if not keys:  # "l'Inde vient en tête avec 40 entreprises", else those who come to a fair
            keys = [i for i in _subject_countries(sentence, mention) if i not in sentence.discourse.pair]
            if events and not keys:
                return (events[0].name,)
            gathering = works.gathering_at_hand(sentence)
            if gathering and not keys and _COME.match(sentence.source.folded, mention.span.end, sentence.end):
                return (gathering,)
        return tuple(dict.fromkeys(keys)) or sentence.discourse.pair
    if indicator == "Production":
        opening = opening_of(sentence, mention)
        if opening:
            return opening
    if is_of(sentence, mention, "states") and (club := has_members(sentence, mention)):
        return club
    if comes and (events or works.gathering_at_hand(sentence)):
        return (events[0].name if events else works.gathering_at_hand(sentence),)
    if is_of(sentence, mention, "states") and not gauge.rule.startswith("units:"):
        return ()  # "110 pays ont soutenu l'appel de A": nobody's
    if _is_of_others(sentence, mention):
        return sentence.discourse.implied if len(sentence.discourse.implied) > 1 else ()
    if not work and is_owned(sentence, gauge, mention):
        owner = possessor(sentence, min(gauge.start, mention.span.start), MEASURED)
        if owner:
            return owner
    stated = opened(sentence, mention) or _stated(sentence, mention, gauge)
    of_two = indicator in {"AgreementCount", "ContractValue"} or is_of(sentence, mention, "pair")
    if of_two and len(stated) == 1 and _is_of_pair(sentence, stated[0]):
        return sentence.discourse.pair
    home = sentence.discourse.home
    signed = indicator in {"AgreementCount", "ContractValue"} and len(stated) == 1
    if signed and stated[0].startswith("country/") and home in sentence.discourse.types:
        return tuple(dict.fromkeys([*stated, home]))
    if stated:
        about = tuple(k for k in stated if not k.startswith("person/"))
        if indicator == "Investment":
            there = invested_in(sentence, mention) or where(sentence, mention.span.start)
            return _both(sentence, tuple(dict.fromkeys([*about, *there])))
        there = where(sentence, mention.span.start) if counted or indicator == "Production" else ()
        return tuple(dict.fromkeys([*about, *there, *given_to(sentence, mention, gauge)]))
    if indicator in {"AgreementCount", "ContractValue"}:
        return sentence.discourse.pair
    whose = [] if counted else sentence.genitive(gauge.end, kinds=MEASURED)
    if whose:
        return keys_of(whose)  # "le déficit du Sénégal, quant à lui, atteint 33 milliards"
    if counted and (firm := firm_where(sentence, mention.span.start)):
        return firm
    topic: tuple[Value, ...] = ()
    if _OPENS_WITH_THIS.match(sentence.source.folded, sentence.start):
        topic = told_last(sentence, works)  # "Cet investissement créera | 150 emplois"
    topic = topic or topic_of(sentence, works) or _teller(sentence, mention)
    if mention.amount.unit == "percent" and topic and str(topic[0]) not in sentence.discourse.types:
        topic = nation_of(sentence, mention) or topic  # a rate is a country's rather than works'
    ours_both = of_two or mention.amount.unit == "percent" or is_product(sentence, mention)
    return topic or (sentence.discourse.pair if ours_both else ())


def _come_together(sentence: Sentence, mention: AmountMention, gauge: Gauge) -> bool:
    """Whether those are counted who come to an event, not a body's members: "réunit | 40 ministres"."""
    span = mention.span
    if gauge.rule.startswith("units:"):
        return False
    if sentence.source.cues("word_classes", span.end, span.end + _MEMBERS, "member"):
        return False
    gathers = sentence.source.cues("events", gauge.start, gauge.end, "gathers")
    return bool(gathers) or any(is_of(sentence, mention, who) for who in ("event", "crowd", "states"))


def _teller(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """The firm that tells a measure which the text says to be nobody's: "…, précise Alta"."""
    firms = sentence.after(mention.span.end, kinds=frozenset({EntityType.COMPANY}))[:1]
    return keys_of([i for i in firms if is_source(sentence, i)])


def _is_of_pair(sentence: Sentence, key: str) -> bool:
    """Whether one of the two countries under discussion is meant, or a body that acts for one."""
    pair, kind = sentence.discourse.pair, sentence.discourse.types.get(key)
    return key in pair or (kind is EntityType.PUBLIC_BODY and len(pair) > 1)


def _subject_countries(sentence: Sentence, mention: AmountMention) -> list[str]:
    kinds = frozenset({EntityType.COUNTRY})
    return [k for i in whole_subject(sentence, mention.span.start, kinds=kinds) for k in i.keys]


def _both(sentence: Sentence, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The two countries under discussion where one invests and the sentence names the other."""
    pair = sentence.discourse.pair
    if len(keys) == 1 and len(pair) == 2 and keys[0] in pair:
        named = {key for item in sentence.items if item.type is EntityType.COUNTRY for key in item.keys}
        return pair if set(pair) <= named else keys
    return keys


def _stated(sentence: Sentence, mention: AmountMention, gauge: Gauge) -> tuple[str, ...]:
    """The subject, an adjective or what follows with "de", so far as the sentence says."""
    start, end = mention.span.start, mention.span.end
    # "l'agence X évoque un montant de …": media tell sums, they are not what sums are about
    kinds = MEASURED if mention.amount.unit == "count" else MEASURED - {EntityType.INSTITUTION}
    adjective = sentence.adjective_after(end, reach=30)
    subjects = relative_subject(sentence, start, kinds)
    if subjects is None:
        subjects = subject_by_noun(sentence, start, kinds)
    if subjects is None:
        subjects = [i for i in sentence.subject(start, kinds=kinds) if i.start < start]
        subjects = [i for i in subjects if not _IN_BRACKET.search(sentence.folded(i.start - 1, i.end + 1))]
    elif not subjects:  # "la Pologne …, ses entreprises emploient": those of whom the sentence speaks
        free = [i for i in sentence.before(start, kinds=kinds) if not sentence.preposition(i)]
        subjects = [i for i in free if i.kind != "office"][-1:]
    if not subjects and _THIS.search(sentence.folded(gauge.start - 6, gauge.start)):
        return ()  # "cet investissement": of what was told before
    near = [
        i
        for i in sentence.after(end, kinds=kinds, until=end + 70)
        if (i.type is not EntityType.COUNTRY or sentence.preposition(i) in _BELONGS)
        and not is_source(sentence, i)
        and not _OTHERS.search(sentence.folded(end, i.start))
    ]
    if any(i.type in ORGANIZATIONS for i in subjects):  # "près de la mer Rouge, Alta produit …"
        subjects = [i for i in subjects if i.type is not EntityType.REGION]
    free = [i for i in subjects if governor(sentence, i) not in _OF]
    subjects = free or subjects  # "Filiale du groupe X, | Y emploie 100 personnes"
    items: list[Item] = [*subjects[:2]] or ([adjective] if adjective else []) or near[:2]
    return keys_of(items)


def _voted(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """Who is elected with a share of the votes, else the country that the text is most about."""
    persons = sentence.subject(mention.span.start, kinds=frozenset({EntityType.PERSON}))
    return keys_of(persons[:1]) or sentence.discourse.countries[:1]


def _is_of_others(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether counted things are the amount's subject: "les 400 entreprises emploient 100 000 personnes"."""
    for other in sentence.amounts:
        works = sentence.source.words("projects", other.span.start, other.span.end)
        start = other.span.start
        if _WITH.search(sentence.folded(max(sentence.start, start - 20), start)):
            continue  # "avec 900 salariés, le groupe dispose de 12 usines": theirs who have both
        if other.amount.unit == "count" and other.span.end <= mention.span.start and not works:
            verbs = [
                t for t in sentence.source.tokens(other.span.end, mention.span.start) if t.pos_ == "VERB"
            ]
            if any(t.lower_.endswith("ant") for t in verbs):
                return True  # "200 entreprises implantées en A, employant 2 500 personnes"
            free = [
                i for i in sentence.before(other.span.start, kinds=MEASURED) if not sentence.preposition(i)
            ]
            if not free and any("Fin" in t.morph.get("VerbForm", []) for t in verbs):
                return True  # "130 entreprises sont présentes et emploient 30 000 personnes"
            finite = verbs and "Fin" in verbs[0].morph.get("VerbForm", [])
            if finite and not _CUT.search(sentence.folded(other.span.end, verbs[0].idx)):
                return True
    return False


def is_of(sentence: Sentence, mention: AmountMention, whose: str) -> bool:
    """Whether those are counted who come to an event ("participants") or go between two countries."""
    return bool(measures(sentence, mention.span.start, mention.span.end, whose))


def is_of_officials(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether holders of an office are counted, "31 chefs d'État": a measure of a gathering only."""
    span = mention.span
    told = any(span.start <= h.start < span.end for h in sentence.words("indicators"))
    return not told and is_of(sentence, mention, "crowd")


def _between(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    for item in sentence.items:
        if item.is_plural and item.type is EntityType.COUNTRY and item.start < mention.span.end + 60:
            return item.keys
        if item.type is EntityType.COUNTRY and sentence.preposition(item) == "entre":
            return keys_of(list(sentence.group(item)))
    return ()
