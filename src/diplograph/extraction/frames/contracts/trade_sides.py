"""Who buys and who sells: what a sentence says of it, else whom the text means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import (
    OF,
    TO,
    firm_in_focus,
    governed,
    governor,
    is_agent,
    keys_of,
)
from diplograph.extraction.frames.common.trading import NO_TRADE
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.attachment import is_of_thing
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language import DateMention
from diplograph.language.patterns import pattern
from diplograph.model import Amount, EntityType, Status, Value

BUYERS = frozenset(
    {EntityType.COUNTRY, EntityType.COMPANY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION, EntityType.CITY}
)
SELLERS = frozenset(
    {
        EntityType.COMPANY,
        EntityType.COUNTRY,
        EntityType.PUBLIC_BODY,
        EntityType.INTERNATIONAL_ORGANIZATION,
    }
)
_STATES = frozenset({EntityType.COUNTRY, EntityType.PUBLIC_BODY})
_CLIENTS = frozenset({EntityType.COUNTRY, EntityType.COMPANY, EntityType.PUBLIC_BODY})
NOUNS = frozenset({"order", "sale"})
EQUIPMENT = ("defence", "aerospace", "transport.rail")  # what nobody buys off a shelf
SEVERAL = r"(?:\d|(?:[a-z]+-)*{number}|(?:[a-z]+-)+une? |cents |quatre-vingts )"
NUMBER = rf"(?:une? |{SEVERAL})"
NUMBERED = pattern(rf" (?:de |d')?{{about}}?{NUMBER}")  # not "des douze", which were told before
_FROM = TO | OF  # "à A", "auprès de A"
_BESIDE_REACH = 22  # characters of "auprès du groupe " before a name
_CHEZ = "chez"
_CLITIC = re.compile(r"\b(?:lui|leur) (?:en )?$")
_CLITIC_REACH = 9
_OPENING_REACH = 40
_HAVING = re.compile(r"\b(?:avoir|ayant) (?:ete )?[\w' ]*$")
_HAVING_REACH = 12  # characters of "avoir été " before a participle
_FRONTED = 8  # characters of "Depuis " before the date with which a clause opens


def apart(hits: list[Hit[Entry]]) -> list[Hit[Entry]]:
    """Words that do not overlap: of "ont été [achetés] à" the first of two rows, but "commandé par"."""
    kept: list[Hit[Entry]] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
        elif hit.payload["form"] == "bought":
            kept[-1] = hit
    return kept


def told_deals(sentence: Sentence, forms: Collection[str]) -> Iterator[tuple[Hit[Entry], int]]:
    """Words of some forms that tell a deal each, in order, and where what each of them tells ends."""
    hits = apart([h for h in sentence.words("orders") if h.payload["form"] in forms])
    for number, hit in enumerate(hits):
        yield hit, min([h.start for h in hits[number + 1 :]] + [sentence.clause_end(hit.end)])


def deal(
    hit: Hit[Entry],
    sides: Collection[Item],
    *,
    end: int = 0,
    kind: str = "Contract",
    parties: tuple[str, ...],
    sectors: tuple[str, ...],
    amount: tuple[Amount, ...] = (),
    status: Status,
    start: tuple[str, ...] = (),
    confidence: float = 0.7,
    is_news: bool = False,
) -> Draft:
    """The reading of a deal by the word that tells it and the sides named with it; done, it is signed."""
    roles: dict[str, tuple[Value, ...]] = {
        "party": parties,
        "sector": sectors,
        "amount": amount,
        "stage": ("Signed",) if status is Status.ACTUAL else (),
        "start": start,
    }
    first = min([hit.start, *(i.start for i in sides)])
    last = max([hit.end, end, *(i.end for i in sides)])
    rule = hit.payload.rule
    return Draft(kind, roles, first, last, rule, status=status, confidence=confidence, is_news=is_news)


def deal_status(
    sentence: Sentence, hit: Hit[Entry], *, default: str = "", ignore: frozenset[Status] = frozenset()
) -> Status:
    """Whether a deal is made, to come, hoped for or refused, by its word and the cues beside it.

    Args:
        default: what words before tell of one that by itself says nothing.
    """
    default = Status(hit.payload["status"] or default or Status.ACTUAL)
    if _HAVING.search(sentence.folded(hit.start - _HAVING_REACH, hit.end)) and default is Status.ACTUAL:
        denied = status_of(sentence, hit.start, hit.end) is Status.DENIED  # "dément avoir acheté"
        return Status.DENIED if denied else default  # "annonce avoir été retenu": done, whoever says so
    return status_of(sentence, hit.start, hit.end, default=default, ignore=ignore)


def other_side(sentence: Sentence, offset: int, until: int) -> list[Item]:
    """The one that "à", "auprès de" or "chez" introduces, no place: "à Alstom", not "à Lyon"."""
    for item in sentence.after(offset, kinds=BUYERS - {EntityType.CITY}, until=until):
        preposition = sentence.preposition(item)
        if not preposition and item.type is EntityType.COMPANY:
            preposition = governor(sentence, item)  # "au français Alta"
        beside = preposition in _FROM and "aupres" in sentence.folded(item.start - _BESIDE_REACH, item.start)
        if preposition in TO or preposition == _CHEZ or beside:
            if sentence.has_finite_verb(offset, item.start):
                return []
            whole = sentence.group_from(item)
            gapped = next((n for n, i in enumerate(whole) if n and is_gapped(sentence, i)), len(whole))
            return whole[:gapped]
    return []


def is_gapped(sentence: Sentence, item: Item) -> bool:
    """Whether a sum or a count follows an item, the verb left out: "… à A, l'agence B | 120 millions"."""
    return NUMBERED.match(sentence.source.folded, item.end) is not None


def agents(
    sentence: Sentence, offset: int, until: int, *, kinds: frozenset[EntityType] = BUYERS
) -> list[Item]:
    """Who ordered or lent: what "par" introduces, no verb between."""
    for item in sentence.after(offset, kinds=kinds, until=until):
        if is_agent(sentence, item) or item.start <= offset + 6:
            near = not sentence.has_finite_verb(offset, item.start)
            near = near and not sentence.source.cues("orders", offset, item.start, "maker")
            return sentence.group_from(item) if near else []
    return []


def has_participle(sentence: Sentence, start: int, end: int) -> bool:
    """Whether another participle stands between two offsets: "acquis auprès de A, un prêt garanti par B"."""
    return any("Part" in token.morph.get("VerbForm", []) for token in sentence.source.tokens(start, end))


def deal_date(sentence: Sentence, hit: Hit[Entry], until: int) -> DateMention | None:
    """When a deal was made: the day that opens its clause ("En mai, A a commandé …, livrables en 2026")."""
    low = sentence.clause_start(hit.start)
    for date in sentence.dates:
        start, end = date.span.start, date.span.end
        if low <= start <= low + _FRONTED and end < hit.start and sentence.source.folded[end] == ",":
            return date
    told = sentence.date(hit.end, start=low, end=until)
    return None if told is None or is_of_thing(sentence, told) else told


def is_dative(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a pronoun stands for the other side: "lui a commandé", "leur en a vendu douze"."""
    return _CLITIC.search(sentence.folded(hit.start - _CLITIC_REACH, hit.start)) is not None


def seller_meant(
    sentence: Sentence, buyers: tuple[str, ...], hit: Hit[Entry], until: int, sectors: tuple[str, ...]
) -> tuple[str, ...]:
    """The seller left unsaid: whom "lui" takes up, who made the things, whose trade they are."""
    if is_dative(sentence, hit):
        before = [i for i in sentence.items if i.end <= hit.start]
        firm = sentence.discourse.focus.heaviest(before, lambda key: key not in buyers)
        return (firm,) if firm else ()
    for cue in sentence.source.cues("orders", hit.end, sentence.end, "maker"):
        makers = sentence.after(cue.end, kinds=SELLERS, until=cue.end + 12)
        if makers:
            return keys_of(list(sentence.group(makers[0])))
    if sectors and sectors[0].startswith(EQUIPMENT):  # "douze A320 de l'avionneur A"
        makers = governed(sentence, hit.end, until, by=OF, kinds={EntityType.COMPANY})
        if makers and not set(keys_of(makers[:1])) & set(buyers):
            return keys_of(makers[:1])
    types = sentence.discourse.types
    firms = [key for key, kind in types.items() if kind is EntityType.COMPANY and key not in buyers]
    if types.get(buyers[0]) is EntityType.COUNTRY:
        if len(firms) == 1:
            return (firms[0],)
        for item in sentence.items:
            if item.kind == "adjective" and hit.end < item.start < until and not set(item.keys) & set(buyers):
                return item.keys if len(item.keys) == 1 else ()
    here = [str(k) for i in sentence.before(hit.start, kinds={EntityType.COMPANY}) for k in i.keys]
    fleet = types.get(buyers[0]) is EntityType.COMPANY and hit.payload["form"] not in NOUNS
    of_news = firm_in_focus(sentence) if fleet else ()
    near = dict.fromkeys(k for k in [*here, *of_news] if k not in buyers)
    return next(((key,) for key in near if makes(sentence, key, sectors)), ())


def makes(sentence: Sentence, company: str, sectors: tuple[str, ...]) -> bool:
    """Whether things of some sectors are a company's own trade, as far as the tables know."""
    own = set(sentence.source.knowledge.gazetteer.company_sectors.get(company, ())) - NO_TRADE
    return any(f"{code}.".startswith(f"{trade}.") for code in sectors for trade in own)


def buyer_meant(
    sentence: Sentence, sellers: tuple[str, ...], hit: Hit[Entry], sectors: tuple[str, ...]
) -> tuple[str, ...]:
    """The buyer left unsaid: who the sentence or the one before is about, else the other of two states.

    Args:
        sectors: what is bought; only states buy arms.
    """
    discourse = sentence.discourse
    kinds = _STATES if sectors[:1] == ("defence",) else _CLIENTS
    for item in sentence.before(hit.start, kinds=kinds):
        free = item.kind != "plural" and not sentence.preposition(item)
        if free and not set(item.keys) & set(sellers):
            return item.keys
    if hit.payload["form"] in NOUNS and discourse.topic and discourse.topic not in sellers:
        return (discourse.topic,)
    told = discourse.focus.subject_before(kinds)
    if told is not None and not set(told.keys) & set(sellers):
        return told.keys
    nations = {discourse.nation_of(key) if not key.startswith("country/") else key for key in sellers}
    others = [key for key in discourse.implied if key not in nations]
    return (others[0],) if len(discourse.implied) == 2 and len(others) == 1 else ()


def buyer_behind(sentence: Sentence, hit: Hit[Entry], sectors: tuple[str, ...]) -> tuple[str, ...]:
    """The subject behind words that open a sentence: "Avec les douze Rafale acquis en 2022, A est …"."""
    comma = sentence.source.folded.find(", ", hit.end, hit.end + _OPENING_REACH)
    if comma < 0 or sentence.has_finite_verb(sentence.start, comma):
        return ()
    kinds = _STATES if sectors[:1] == ("defence",) else _CLIENTS
    near = sentence.after(comma, kinds=kinds, until=comma + _OPENING_REACH)[:1]
    free = near and not sentence.preposition(near[0]) and not sentence.has_finite_verb(comma, near[0].start)
    return near[0].keys if free else ()


def maker_before(sentence: Sentence, hit: Hit[Entry]) -> tuple[str, ...]:
    """The firm that delivers what was ordered: "A n'a livré que trois des cent avions | commandés par B"."""
    cues = sentence.source.cues("orders", sentence.start, hit.start, "makes", "delivers")
    if not cues:
        return ()
    makers = [i for i in sentence.before(cues[-1].start, kinds={EntityType.COMPANY}) if i.kind != "adjective"]
    return next((i.keys for i in makers if not sentence.preposition(i)), ())
