"""Orders: who buys what from whom ("X a commandé douze rames à Y"); each is a contract."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.parties import as_principals, keys_of
from diplograph.extraction.frames.sums import sum_between
from diplograph.extraction.frames.trade_sides import (
    BUYERS,
    EQUIPMENT,
    NUMBER,
    NUMBERED,
    SELLERS,
    agents,
    apart,
    buyer_meant,
    is_dative,
    other_side,
    seller_meant,
)
from diplograph.extraction.items import Item
from diplograph.extraction.lists import codes, sectors_after
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import Amount, EntityType, Status, Value

_FORMS = frozenset(
    {
        "takeover",
        "buys",
        "buying",
        "bought",
        "ordered",
        "receives",
        "takes",
        "sells",
        "offers",
        "supplies",
        "delivers",
        "lends",
        "borrows",
        "places",
        "order",
        "sale",
    }
)
_NOUNS = frozenset({"order", "sale"})
_MONEY = frozenset({"lends", "borrows"})
_SELLING = frozenset({"sells", "supplies", "lends", "sale", "delivers", "offers"})
_COUNTED_ONLY = frozenset({"buys", "buying", "sells", "supplies"})
_FIRMS_ONLY = frozenset({"supplies", "delivers", "offers"})  # a state that supplies another may give
_HANDED_OVER = frozenset({"delivers", "receives"})  # their dates are the deliveries'
# One orders things that can be counted: "du gaz" is trade, not an order.
_COUNTED = re.compile(
    r" (?:\d|une? |deux |trois |des |ses |plusieurs |quelques |cette |ce |le |la |les |l'|[a-z-]+ )"
)
_SOME = re.compile(rf"(?:^|[ '(])((?={NUMBER})[\w-]+)")
_COUNT_REACH = 60
_SUM_BEFORE = 50
_PARTITIVE = re.compile(r" (?:du|de la|de l')\b")
_OF = re.compile(r" (?:de |d'|du |des |de la |de l')(?:la |le |l')?")
_PURPOSE = 60  # characters between an agreement and the purchase that it is for
_FOR = re.compile(
    r"\b(?:pour|sur|concernant|relatif a|portant sur|prevoyant|prevoit|couvr(?:e|ant)|inclu(?:t|ant)|comprenant) $"
)
_THERE = re.compile(r"\by $")
_ADJACENT = 24  # characters of "négocie " before the noun that says what is sold
_REACH = 150
_DATIVE_FIRST = re.compile(r" (?:a|au|aux) ")
_WHEREBY = re.compile(r"\b(?:duquel|de laquelle|par lequel|par laquelle|desquels|desquelles|selon lequel) ")
_STATE = frozenset({EntityType.COUNTRY, EntityType.PUBLIC_BODY})
_ARMS = ("defence", "aerospace")


def find_orders(sentence: Sentence) -> Iterator[Draft]:
    """Orders that one sentence states, with both the buyer and the seller."""
    hits = apart([h for h in sentence.words("orders") if h.payload["form"] in _FORMS])
    for number, hit in enumerate(hits):
        until = min([h.start for h in hits[number + 1 :]] + [sentence.clause_end(hit.end), hit.end + _REACH])
        form = hit.payload["form"]
        if form in _NOUNS and _is_of_agreement(sentence, hit.start):
            continue
        if form == "buying" and not NUMBERED.match(sentence.folded(hit.end, hit.end + 20)):
            continue  # "la commande de": a noun
        if form in {"supplies", "sells"} and _is_by_agreement(sentence, hit.start):
            continue
        if form in _MONEY and not sum_between(sentence, hit.end, until):
            continue  # "a prêté son concours"
        if form in _COUNTED_ONLY and not _is_counted(sentence, hit.end):
            continue
        if form == "supplies" and not _is_supply(sentence, hit, until):
            continue
        if form == "order" and _is_named_thing(sentence, hit.end):
            continue
        buyers, sellers = _sides(sentence, hit, until)
        if form in _FIRMS_ONLY and any(i.type is not EntityType.COMPANY for i in sellers):
            continue
        stake = _is_stake(
            sentence, hit.end, _object_end(sentence, hit, [*buyers, *sellers], until), [*buyers, *sellers]
        )
        if stake or form == "takeover":
            if (
                buyers and sellers and form == "takeover"
            ):  # without its seller it is ownership, told elsewhere
                yield from _order(sentence, hit, buyers, sellers, until, kind="Agreement")
            continue
        # "commandé par A, B et C": each placed an order of its own
        for bought in [[buyer] for buyer in buyers] if form == "bought" else [buyers]:
            yield from _order(sentence, hit, bought, sellers, until)


def _sides(sentence: Sentence, hit: Hit[Entry], until: int) -> tuple[list[Item], list[Item]]:
    """The buyers and the sellers that a sentence names."""
    form = hit.payload["form"]
    if form in {"bought", "order"} or (form == "sale" and agents(sentence, hit.end, until)):
        one = agents(sentence, hit.end, until if form in _NOUNS else hit.end + 8)
        other = other_side(sentence, max([hit.end, *(i.end for i in one)]), until)
        if form == "order" and other and not one:  # "A négocie l'achat de six frégates à B"
            one = [i for i in sentence.subject(hit.start, kinds=BUYERS) if i.end <= hit.start]
    elif form == "ordered":  # "le câble a été commandé à Alta par la régie"
        other = other_side(sentence, hit.start, until)
        one = agents(sentence, max([hit.end, *(i.end for i in other)]), until)
    else:
        one = [i for i in sentence.subject(hit.start, kinds=BUYERS | SELLERS) if i.end <= hit.start]
        other = other_side(sentence, hit.end, until)
    return (other, one) if form in _SELLING else (one, other)


def _is_named_thing(sentence: Sentence, offset: int) -> bool:
    """Whether what is bought is a firm or another thing of its own name: "l'acquisition de Alta"."""
    return any(
        i.kind == "name" and i.keys and _OF.fullmatch(sentence.folded(offset, i.start))
        for i in sentence.items
    )


def _is_of_agreement(sentence: Sentence, start: int) -> bool:
    """Whether an agreement before it is for this purchase: "un accord pour l'acquisition de"."""
    before = sentence.source.cues("agreements", max(sentence.start, start - _PURPOSE), start, "noun")
    return bool(before) and _FOR.search(sentence.folded(before[-1].end, start)) is not None


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
    sectors = _sectors(sentence, hit, until)
    equipment = _is_equipment(sentence, hit, sectors, until)
    buying, selling = keys_of(buyers), keys_of(sellers)
    if not selling and buying and form not in _MONEY:
        selling = seller_meant(sentence, buying, hit, until, sectors)
    if form == "takes" and not (selling and equipment):
        return  # "a pris aux autres leur place"
    if not buying and selling and (equipment or form == "ordered"):
        there = form in _SELLING and _THERE.search(sentence.folded(hit.start - 2, hit.start))
        if form == "ordered" or form in _NOUNS or there or is_dative(sentence, hit):
            buying = buyer_meant(sentence, selling, hit)
    if not (selling if form in _SELLING | {"ordered"} else buying):
        return
    if sectors and sectors[0].startswith(_ARMS):
        buying = tuple(_state_of_town(sentence, key) for key in buying)  # "Doha a acheté douze Rafale"
    parties = as_principals(sentence, tuple(dict.fromkeys((*buying, *selling))))
    if len(parties) < 2 and not _is_enough(sentence, hit, buyers, sellers, equipment=equipment):
        return
    date = sentence.date(hit.end, start=sentence.clause_start(hit.start), end=until)
    if form in _HANDED_OVER:
        date = None
    before = sentence.source.cues("agreement_verbs", hit.start - _ADJACENT, hit.start)
    default = Status(
        hit.payload["status"] or (before[-1].payload["status"] if before else "") or Status.ACTUAL
    )
    status = status_of(sentence, hit.start, hit.end, default=default, ignore=_spent(hit))
    roles: dict[str, tuple[Value, ...]] = {
        "party": parties,
        "sector": sectors,
        "amount": _sum(sentence, hit, until),
        "stage": ("Signed",) if hit.payload["status"] == Status.ACTUAL else (),
        "start": (date.period.start,) if date and date.period.start else (),
    }
    yield Draft(
        kind,
        roles,
        min([hit.start, *(i.start for i in buyers)]),
        max([hit.end, *(i.end for i in (*buyers, *sellers))]),
        hit.payload.rule,
        status=status,
        confidence=0.8 if sellers and buyers else 0.6,
        count=_count(sentence, hit),
    )


def _sum(sentence: Sentence, hit: Hit[Entry], until: int) -> tuple[Amount, ...]:
    """What is paid: told behind, or before where things are a subject ("2 milliards de missiles commandés à")."""
    if hit.payload["form"] == "ordered":
        before = sum_between(sentence, max(sentence.clause_start(hit.start), hit.start - _SUM_BEFORE), hit.start)
        if before:
            return before
    return sum_between(sentence, hit.end, until)


def _count(sentence: Sentence, hit: Hit[Entry]) -> str:
    """How many things are bought: the first number behind the verb, before it where they are its subject."""
    if hit.payload["form"] == "ordered":
        found = _SOME.search(sentence.folded(sentence.clause_start(hit.start), hit.start))
        return found.group(1) if found else ""
    found = _SOME.search(sentence.folded(hit.end, min(sentence.end, hit.end + _COUNT_REACH)))
    return found.group(1) if found else ""


def _sectors(sentence: Sentence, hit: Hit[Entry], until: int) -> tuple[str, ...]:
    """What is bought: told behind the verb, or before it, where it is the subject or "en" takes it up."""
    if hit.payload["form"] == "ordered":
        low = sentence.clause_start(hit.start)
        return codes([h for h in sentence.sectors if low <= h.start and h.end <= hit.start][-1:])
    return codes(sectors_after(sentence, hit.end, stops=[until])) or _told_before(sentence, hit)


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
    if form in _NOUNS:
        return equipment and all(i.type in _STATE for i in buyers) and not sellers
    if form == "ordered":
        return equipment or (bool(sellers) and all(i.type is EntityType.COMPANY for i in sellers))
    return equipment


def _told_before(sentence: Sentence, hit: Hit[Entry]) -> tuple[str, ...]:
    """What is bought where "en" takes it up: "privée de ces avions, A en commandera douze"."""
    if sentence.folded(hit.start - 3, hit.start) != "en ":
        return ()
    before = [h for h in sentence.sectors if h.end <= hit.start]
    return codes(before[-1:])


def _is_equipment(sentence: Sentence, hit: Hit[Entry], sectors: tuple[str, ...], until: int) -> bool:
    """Whether things are bought that nobody buys off a shelf: "la commande de 80 Rafale par A"."""
    if not sectors or not sectors[0].startswith(EQUIPMENT):
        return False
    if hit.payload["form"] == "ordered":
        return _SOME.search(sentence.folded(sentence.clause_start(hit.start), hit.start)) is not None
    if hit.payload["form"] in {"takes", "order"}:  # whom from stands first, or an aside
        return _SOME.search(sentence.folded(hit.end, until)) is not None
    after = _past_date(sentence, hit.end)
    return NUMBERED.match(sentence.folded(after, after + 20).replace(" de ", " ", 1)) is not None


def _spent(hit: Hit[Entry]) -> frozenset[Status]:
    """Statuses that its tense does not tell: of "livrera" the contract is there, the delivery to come."""
    return frozenset({Status.PLANNED}) if hit.payload["form"] == "supplies" else frozenset()


def _is_supply(sentence: Sentence, hit: Hit[Entry], until: int) -> bool:
    """Whether things are supplied where whom to is told first: "livrera à A huit radars", no "la preuve"."""
    if not _DATIVE_FIRST.match(sentence.source.folded, hit.end):
        return True
    other = other_side(sentence, hit.end, until)
    return bool(other) and NUMBERED.match(sentence.source.folded, max(i.end for i in other)) is not None


def _past_date(sentence: Sentence, offset: int) -> int:
    """Where a date ends that follows at once: "a commandé mardi | douze rames"; else the offset itself."""
    return next((d.span.end for d in sentence.dates if 0 <= d.span.start - offset <= 4), offset)


def _is_counted(sentence: Sentence, offset: int) -> bool:
    offset = _past_date(sentence, offset)
    text = sentence.folded(offset, offset + 20)
    return _COUNTED.match(text) is not None and _PARTITIVE.match(text) is None


def _object_end(sentence: Sentence, hit: Hit[Entry], sides: list[Item], until: int) -> int:
    """Where what changes hands ends: before what only describes the other side, "à B, société de …"."""
    last = max((i.end for i in sides if i.start >= hit.end), default=0)
    described = last and re.match(r"(?: \([^()]{1,40}\))?,", sentence.source.folded[last:until])
    return last if described else until


def _is_stake(sentence: Sentence, start: int, end: int, sides: list[Item]) -> bool:
    """Whether shares or a whole firm change hands: then it is ownership, told by the memberships."""
    return any(
        not any(i.start <= cue.start < i.end for i in sides)  # "à la compagnie X": who buys
        for cue in sentence.source.cues("orders", start, end, "no")
    )
