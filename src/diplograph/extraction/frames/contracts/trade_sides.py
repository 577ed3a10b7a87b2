"""Who buys and who sells: what a sentence says of it, else whom the text means."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.parties import firm_in_focus, governor, is_agent, keys_of
from diplograph.extraction.frames.common.trading import NO_TRADE
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language import DateMention
from diplograph.model import EntityType

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
NUMBER = (
    r"(?:\d|une? |(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingt|trente|quarante|cinquante|soixante|cent)(?:s? |-))"
)
NUMBERED = re.compile(rf" {NUMBER}")
_DATIVE = frozenset({"a", "au", "aux"})
_FROM = frozenset({"a", "au", "aux", "de", "du", "d'", "des"})  # "à A", "auprès de A"
_BESIDE_REACH = 22  # characters of "auprès du groupe " before a name
_CHEZ = "chez"
_CLITIC = re.compile(r"\b(?:lui|leur) (?:en )?$")
_CLITIC_REACH = 9
_OPENING_REACH = 40
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


def other_side(sentence: Sentence, offset: int, until: int) -> list[Item]:
    """The one that "à", "auprès de" or "chez" introduces, no place: "à Alstom", not "à Lyon"."""
    for item in sentence.after(offset, kinds=BUYERS - {EntityType.CITY}, until=until):
        preposition = sentence.preposition(item)
        if not preposition and item.type is EntityType.COMPANY:
            preposition = governor(sentence, item)  # "au français Alta"
        beside = preposition in _FROM and "aupres" in sentence.folded(item.start - _BESIDE_REACH, item.start)
        if preposition in _DATIVE or preposition == _CHEZ or beside:
            if sentence.has_finite_verb(offset, item.start):
                return []
            whole = [i for i in sentence.group(item) if i.start >= item.start]
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
            return [i for i in sentence.group(item) if i.start >= item.start] if near else []
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
    if told is None or any(h.start <= told.span.start and told.span.end <= h.end for h in sentence.sectors):
        return None  # "douze Mirage 2000"
    return told


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
