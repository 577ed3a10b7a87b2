"""Orders: who buys what from whom ("X a commandé douze rames à Y"); each is a contract."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.agreements.deliveries import is_under_contract
from diplograph.extraction.frames.agreements.loans import borrower_meant
from diplograph.extraction.frames.common.parties import TO, as_principals, governed, keys_of
from diplograph.extraction.frames.contracts.goods import (
    LENDING,
    MONEY,
    count_of,
    goods_sectors,
    is_counted,
    is_equipment,
    is_named_thing,
    is_outfit,
    is_stake,
    is_sum_lent,
    object_end,
    price,
    taken_up,
)
from diplograph.extraction.frames.contracts.trade_sides import (
    BUYERS,
    NOUNS,
    NUMBERED,
    SELLERS,
    agents,
    buyer_behind,
    buyer_meant,
    deal_date,
    deal_status,
    has_participle,
    is_dative,
    maker_before,
    other_side,
    seller_meant,
    told_deals,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.attachment import day_of
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Status, Value

_FORMS = frozenset(
    {
        "takeover",
        "buys",
        "buying",
        "bought",
        "ordered",
        "got",
        "receives",
        "takes",
        "drops",
        "sells",
        "offers",
        "supplies",
        "delivers",
        "lends",
        "lent",
        "borrows",
        "places",
        "order",
        "sale",
    }
)
_SELLING = frozenset({"sells", "supplies", "lends", "sale", "delivers", "offers"})  # the seller is told first
_COUNTED_ONLY = frozenset({"buys", "buying", "sells", "supplies"})
_FIRMS_ONLY = frozenset({"supplies", "delivers", "offers"})  # a state that supplies another may give
_EQUIPMENT_ONLY = frozenset({"takes", "offers", "delivers", "receives", "drops"})
_HANDED_OVER = frozenset({"delivers", "receives"})  # their dates are the deliveries'
_PURPOSE = 60  # characters between an agreement and the purchase that it is for
_FOR = pattern(r"{edge}(?:{for}|sur )$")
_THE_ONE = pattern(r"{edge}{one}{that}")
_AND = pattern(r"{and}")
_BY = pattern(r" {by}")
_BY_REACH = 12  # characters of " par la " before who ordered
_DATED_BY = 40  # characters of " 2016 par " before who bought
_THERE = re.compile(r"\by $")
_THERE_REACH = 2
_ADJACENT = 24  # characters of "négocie " before the noun that says what is sold
_REACH = 150
_AFTER = re.compile(r", (?:apres|avant) ")
_DATIVE_FIRST = pattern(r" {to}")
_WHEREBY = pattern(r"{edge}(?:duquel |de laquelle |desquels |desquelles |(?:{by}|{at}|selon ){which})")
_STATE = frozenset({EntityType.COUNTRY, EntityType.PUBLIC_BODY})
_LENDERS = _STATE | {EntityType.COMPANY, EntityType.INTERNATIONAL_ORGANIZATION}
_ARMS = ("defence", "aerospace")


def find_orders(sentence: Sentence) -> Iterator[Draft]:
    """Orders that one sentence states, with both the buyer and the seller."""
    for hit, end in told_deals(sentence, _FORMS):
        until = min(end, hit.end + _REACH)
        form = hit.payload["form"]
        if form in NOUNS and _is_of_agreement(sentence, hit.start):
            continue
        if form == "buying" and not NUMBERED.match(sentence.source.folded, hit.end):
            continue  # "la commande de": a noun
        if form == "buys" and _THE_ONE.search(sentence.folded(sentence.clause_start(hit.start), hit.start)):
            continue  # "celui que A avait signé mardi pour des bus": told by the pronoun
        if form in {"supplies", "sells"} and _is_by_agreement(sentence, hit.start):
            continue
        if form in _HANDED_OVER and _is_ordered_before(sentence, hit):
            continue  # "a reçu deux frégates commandées à A": told by the order
        if form == "delivers" and is_under_contract(sentence, hit):
            continue  # told by the contract: "a livré douze rames dans le cadre d'un contrat"
        if form in MONEY and not is_sum_lent(sentence, hit, until):
            continue  # "a prêté son concours"
        if form in _COUNTED_ONLY and not is_counted(sentence, hit.end) and taken_up(sentence, hit) < 0:
            continue
        if _AND.match(sentence.source.folded, hit.start) and not count_of(sentence, hit, reach=_ADJACENT):
            continue  # "a conçu et vendu son système"
        if form == "supplies" and not _is_supply(sentence, hit, until):
            continue  # "livrera à A la preuve"
        if form == "order" and is_named_thing(sentence, hit.end):
            continue
        buyers, sellers = _sides(sentence, hit, until)
        if form in _FIRMS_ONLY and any(i.type is not EntityType.COMPANY for i in sellers):
            continue
        stake = is_stake(
            sentence, hit.end, object_end(sentence, hit, [*buyers, *sellers], until), [*buyers, *sellers]
        )
        if stake or form == "takeover":  # without its seller it is ownership, told elsewhere
            if buyers and sellers and form == "takeover":
                yield from _order(sentence, hit, buyers, sellers, until, kind="Agreement")
            continue
        # "commandé par A, B et C": each placed an order of its own
        each = form == "bought" or _is_by(sentence, hit)
        for bought in [[buyer] for buyer in buyers] if each else [buyers]:
            yield from _order(sentence, hit, bought, sellers, until)


def _sides(sentence: Sentence, hit: Hit[Entry], until: int) -> tuple[list[Item], list[Item]]:
    """The buyers and the sellers that a sentence names."""
    form = hit.payload["form"]
    by = _is_by(sentence, hit)
    if form == "lent":  # "60 millions prêtés par A à B"
        one = agents(sentence, hit.end, hit.end + _BY_REACH, kinds=_LENDERS)
        return other_side(sentence, max([hit.end, *(i.end for i in one)]), until), one
    if by or form in {"bought", "order"} or (form == "sale" and agents(sentence, hit.end, until)):
        one = agents(sentence, hit.end, until if form in NOUNS else hit.end + _BY_REACH)
        other = other_side(sentence, max([hit.end, *(i.end for i in one)]), until)
        if form == "order" and other and not one:  # "A négocie l'achat de six frégates à B"
            one = [i for i in sentence.subject(hit.start, kinds=BUYERS) if i.end <= hit.start]
    elif form == "ordered":  # "le câble a été commandé à Alta par la régie"
        other = other_side(sentence, hit.end, until)
        one = agents(sentence, max([hit.end, *(i.end for i in other)]), until)
        one = [] if one and has_participle(sentence, hit.end, one[0].start) else one
    else:
        joined = _AND.match(sentence.source.folded, hit.start)
        verb = joined.end() if joined else hit.start
        one = [i for i in sentence.subject(verb, kinds=BUYERS | SELLERS) if i.end <= hit.start]
        other = other_side(sentence, hit.end, until)
    return (other, one) if form in _SELLING else (one, other)


def _is_by(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a passive's agent comes first: "ont été commandés | par A à B"."""
    return hit.payload["form"] == "ordered" and _BY.match(sentence.source.folded, hit.end) is not None


def _is_ordered_before(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the things handed over are said to have been ordered: a participle of their own behind them."""
    forms = ("got", "ordered") if hit.payload["form"] == "receives" else ("got",)
    later = sentence.source.cues("orders", hit.end, min(sentence.end, hit.end + _REACH), *forms)
    return bool(later) and not sentence.has_finite_verb(hit.end, later[0].start)


def _delivered_to(sentence: Sentence, hit: Hit[Entry]) -> tuple[str, ...]:
    """To whom what was ordered is delivered: "a livré à A deux frégates | commandées en 2019"."""
    cues = sentence.source.cues("orders", sentence.clause_start(hit.start), hit.start, "delivers")
    return keys_of(governed(sentence, cues[-1].end, hit.start, by=TO, kinds=BUYERS)) if cues else ()


def _is_of_agreement(sentence: Sentence, start: int) -> bool:
    """Whether an agreement before it is for this purchase: "un accord pour l'acquisition de"."""
    before = sentence.source.cues("agreements", max(sentence.start, start - _PURPOSE), start, "noun")
    if not before:
        return False
    told = sentence.source.cues("word_classes", before[-1].end, start, "provides")
    told = told or sentence.source.cues("subjects", before[-1].end, start, "title")
    return bool(told) or _FOR.search(sentence.folded(before[-1].end, start)) is not None


def _is_by_agreement(sentence: Sentence, start: int) -> bool:
    """Whether an agreement told before it is what the delivery follows from: "un contrat en vertu duquel"."""
    before = sentence.source.cues("agreements", max(sentence.start, start - _REACH), start, "noun")
    return bool(before) and _WHEREBY.search(sentence.folded(before[-1].end, start)) is not None


def _order(
    sentence: Sentence,
    hit: Hit[Entry],
    buyers: list[Item],
    sellers: list[Item],
    until: int,
    *,
    kind: str = "Contract",
) -> Iterator[Draft]:
    form = hit.payload["form"]
    sides = [i.end for i in (*sellers, *buyers) if form == "lent"]  # past "la Banque d'investissement"
    sectors = goods_sectors(sentence, hit, until, start=max([hit.end, *sides]))
    equipment = is_equipment(sentence, hit, sectors, until)
    buying, selling = keys_of(buyers), keys_of(sellers)
    if not buying and selling and form in LENDING:
        buying = borrower_meant(sentence, selling)
    if form == "bought" and not selling:
        selling = maker_before(sentence, hit)
    if not selling and buying and form not in MONEY:
        selling = seller_meant(sentence, buying, hit, until, sectors)
    if form == "got":  # "les quarante-deux Rafale acquis en 2022"
        asked = governed(sentence, hit.end, hit.end + _DATED_BY, by=TO, kinds={EntityType.COMPANY})
        if not equipment and not maker_before(sentence, hit) and not asked:
            return
        selling = keys_of(asked) or maker_before(sentence, hit)
        by = agents(sentence, hit.end, hit.end + _DATED_BY)
        buying = keys_of(by) or _delivered_to(sentence, hit) or buyer_meant(sentence, selling, hit, sectors)
        buying = buying or buyer_behind(sentence, hit, sectors)
        selling = selling or (seller_meant(sentence, buying, hit, until, sectors) if buying else ())
    if form in _EQUIPMENT_ONLY and not equipment and not (form == "delivers" and count_of(sentence, hit)):
        return  # "a pris aux autres leur place", "a offert deux bourses"
    if form == "takes" and not selling:
        return
    if not buying and selling and (equipment or form == "ordered" or is_dative(sentence, hit)):
        there = form in _SELLING and _THERE.search(sentence.folded(hit.start - _THERE_REACH, hit.start))
        if form == "ordered" or form in NOUNS or there or is_dative(sentence, hit):
            buying = buyer_meant(sentence, selling, hit, sectors)
    before = sentence.source.cues("agreement_verbs", hit.start - _ADJACENT, hit.start)
    if not (selling if form in _SELLING | {"ordered", "lent"} else buying or (form == "got" and selling)):
        return
    if sectors and sectors[0].startswith(_ARMS):
        buying = tuple(_state_of_town(sentence, key) for key in buying)  # "Doha a acheté douze Rafale"
    parties = as_principals(sentence, tuple(dict.fromkeys((*buying, *selling))))
    bargained = bool(before) and before[-1].payload["stage"] == "Negotiated" and equipment
    if len(parties) < 2 and not (
        bargained or _is_enough(sentence, hit, buyers, sellers, equipment=equipment)
    ):
        return  # but "A négocie la livraison de cent locomotives"
    other = _AFTER.search(sentence.source.folded, hit.end, until)  # "…, après avoir renoncé en 2022 à …"
    date = deal_date(sentence, hit, other.start() if other else until)
    if form in _HANDED_OVER:
        date = None
    told = before[-1].payload["status"] if before else ""
    status = deal_status(sentence, hit, default=told, ignore=_spent(hit))
    roles: dict[str, tuple[Value, ...]] = {
        "party": parties,
        "sector": sectors,
        "amount": price(sentence, hit, until),
        "stage": ("Signed",) if hit.payload["status"] == status == Status.ACTUAL else (),
        "start": day_of(date),
    }
    yield Draft(
        kind,
        roles,
        min([hit.start, *(i.start for i in buyers)]),
        max([hit.end, *(i.end for i in (*buyers, *sellers))]),
        hit.payload.rule,
        status=status,
        confidence=0.8 if sellers and buyers else 0.6,
        count=count_of(sentence, hit),
    )


def _state_of_town(sentence: Sentence, key: str) -> str:
    """The country of a capital that buys what only states do; the key itself else."""
    if not key.startswith("city/"):
        return key
    countries = sentence.source.knowledge.gazetteer.countries
    return next((c for c, forms in countries.items() if forms.capital == key), key)


def _is_enough(
    sentence: Sentence, hit: Hit[Entry], buyers: list[Item], sellers: list[Item], *, equipment: bool
) -> bool:
    """Whether one side alone tells a contract: a fleet bought or sold by name, a firm asked for something."""
    form = hit.payload["form"]
    if form in NOUNS:
        return equipment and all(i.type in _STATE for i in buyers) and not sellers
    if form == "supplies" and is_outfit(sentence, hit.end, sentence.clause_end(hit.end)):
        return all(i.kind == "name" for i in sellers)
    if form in LENDING:
        return all(i.type in _LENDERS for i in sellers)
    if form == "got":
        return True
    if form == "ordered":
        return equipment or (bool(sellers) and all(i.type is EntityType.COMPANY for i in sellers))
    return equipment


def _spent(hit: Hit[Entry]) -> frozenset[Status]:
    """Statuses that its tense does not tell: of "livrera" the contract is there, the delivery to come."""
    return frozenset({Status.PLANNED}) if hit.payload["form"] == "supplies" else frozenset()


def _is_supply(sentence: Sentence, hit: Hit[Entry], until: int) -> bool:
    """Whether things are supplied where whom to is told first: "livrera à A huit radars", no "la preuve"."""
    if not _DATIVE_FIRST.match(sentence.source.folded, hit.end):
        return True
    other = other_side(sentence, hit.end, until)
    if not other:
        return False
    last = max(i.end for i in other)
    return NUMBERED.match(sentence.source.folded, last) is not None or is_outfit(sentence, last, until)
