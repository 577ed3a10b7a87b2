"""Orders: who buys what from whom ("X a commandé douze rames à Y"); each is a contract."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.parties import as_principals, keys_of
from diplograph.extraction.frames.sums import sum_between
from diplograph.extraction.items import Item
from diplograph.extraction.lists import codes, sectors_after
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType, Status, Value

_FORMS = frozenset(
    {
        "takeover",
        "buys",
        "buying",
        "bought",
        "sells",
        "supplies",
        "lends",
        "borrows",
        "places",
        "order",
        "sale",
    }
)
_MONEY = frozenset({"lends", "borrows"})
_BUYERS = frozenset(
    {EntityType.COUNTRY, EntityType.COMPANY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION, EntityType.CITY}
)
_SELLERS = frozenset(
    {
        EntityType.COMPANY,
        EntityType.COUNTRY,
        EntityType.PUBLIC_BODY,
        EntityType.INTERNATIONAL_ORGANIZATION,
    }
)
# One orders things that can be counted: "du gaz" is trade, not an order.
_COUNTED = re.compile(
    r" (?:\d|une? |deux |trois |des |ses |plusieurs |quelques |cette |ce |le |la |les |l'|[a-z-]+ )"
)
_NUMBERED = re.compile(
    r" (?:\d|une? |deux |trois |quatre |cinq |six |sept |huit |neuf |dix |douze |quinze |vingt |trente "
    r"|quarante |cent )"
)
_PARTITIVE = re.compile(r" (?:du|de la|de l')\b")
_OF = re.compile(r" (?:de |d'|du |des |de la |de l')(?:la |le |l')?")
_PURPOSE = 60  # characters between an agreement and the purchase that it is for
_FOR = re.compile(r"\b(?:pour|sur|concernant|relatif a|portant sur) $")
_ADJACENT = 24  # characters of "négocie " before the noun that says what is sold
_REACH = 150
_DATIVE_FIRST = re.compile(r" (?:a|au|aux) ")
_WHEREBY = re.compile(r"\b(?:duquel|de laquelle|par lequel|par laquelle|desquels|desquelles|selon lequel) ")
_STATE = frozenset({EntityType.COUNTRY, EntityType.PUBLIC_BODY})
_EQUIPMENT = ("defence", "aerospace", "transport.rail")
_DATIVE = frozenset({"a", "au", "aux"})
_FROM = frozenset({"a", "au", "aux", "de", "du", "d'", "des"})  # "à A", "auprès de A"


def find_orders(sentence: Sentence) -> Iterator[Draft]:
    """Orders that one sentence states, with both the buyer and the seller."""
    hits = [h for h in sentence.words("orders") if h.payload["form"] in _FORMS]
    for number, hit in enumerate(hits):
        until = min([h.start for h in hits[number + 1 :]] + [sentence.clause_end(hit.end), hit.end + _REACH])
        form = hit.payload["form"]
        if form in {"order", "sale"} and _is_of_agreement(sentence, hit.start):
            continue
        if form == "buying" and not _NUMBERED.match(sentence.folded(hit.end, hit.end + 20)):
            continue  # "la commande de": a noun
        if form in {"supplies", "sells"} and _is_by_agreement(sentence, hit.start):
            continue
        if form in _MONEY and not sum_between(sentence, hit.end, until):
            continue  # "a prêté son concours"
        if form in {"buys", "buying", "sells", "supplies"} and not _is_counted(sentence, hit.end):
            continue
        if form == "supplies" and not _is_supply(sentence, hit, until):
            continue
        if form == "order" and _is_named_thing(sentence, hit.end):
            continue
        if form in {"bought", "order"} or (form == "sale" and _agents(sentence, hit.end, until)):
            one = _agents(sentence, hit.end, until if form in {"order", "sale"} else hit.end + 8)
            other = _other_side(sentence, max([hit.end, *(i.end for i in one)]), until)
            if form == "order" and other and not one:  # "A négocie l'achat de six frégates à B"
                one = [i for i in sentence.subject(hit.start, kinds=_BUYERS) if i.end <= hit.start]
        else:
            one = [i for i in sentence.subject(hit.start, kinds=_BUYERS | _SELLERS) if i.end <= hit.start]
            other = _other_side(sentence, hit.end, until)
        buyers, sellers = (other, one) if form in {"sells", "supplies", "lends", "sale"} else (one, other)
        if form == "supplies" and any(i.type is not EntityType.COMPANY for i in sellers):
            continue  # a state that supplies another may give
        stake = _is_stake(sentence, hit.end, _object_end(sentence, hit, [*buyers, *sellers], until))
        if stake or form == "takeover":
            if (
                buyers and sellers and form == "takeover"
            ):  # without its seller it is ownership, told elsewhere
                yield from _order(sentence, hit, buyers, sellers, until, kind="Agreement")
            continue
        # "commandé par A, B et C": each placed an order of its own
        for bought in [[buyer] for buyer in buyers] if form == "bought" else [buyers]:
            yield from _order(sentence, hit, bought, sellers, until)


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
    keys = keys_of(buyers)
    if not keys:
        return
    parties = as_principals(sentence, (*keys, *(keys_of(sellers) or _maker(sentence, keys, hit.end, until))))
    sectors = codes(sectors_after(sentence, hit.end, stops=[until])) or _told_before(sentence, hit)
    state = all(i.type in _STATE for i in buyers)
    if len(parties) < 2 and not (state and _is_equipment(sentence, hit, sectors)):
        return
    date = sentence.date(hit.end, start=sentence.clause_start(hit.start), end=until)
    roles: dict[str, tuple[Value, ...]] = {
        "party": parties,
        "sector": sectors,
        "amount": sum_between(sentence, hit.end, until),
        "stage": ("Signed",) if hit.payload["status"] == Status.ACTUAL else (),
        "start": (date.period.start,) if date and date.period.start else (),
    }
    before = sentence.source.cues("agreement_verbs", hit.start - _ADJACENT, hit.start)
    default = Status(
        hit.payload["status"] or (before[-1].payload["status"] if before else "") or Status.ACTUAL
    )
    yield Draft(
        kind,
        roles,
        min([hit.start, *(i.start for i in buyers)]),
        max([hit.end, *(i.end for i in (*buyers, *sellers))]),
        hit.payload.rule,
        status=status_of(sentence, hit.start, hit.end, default=default, ignore=_spent(hit)),
        confidence=0.8 if sellers else 0.6,
    )


def _told_before(sentence: Sentence, hit: Hit[Entry]) -> tuple[str, ...]:
    """What is bought where "en" takes it up: "privée de ces avions, A en commandera douze"."""
    if sentence.folded(hit.start - 3, hit.start) != "en ":
        return ()
    before = [h for h in sentence.sectors if h.end <= hit.start]
    return codes(before[-1:])


def _is_equipment(sentence: Sentence, hit: Hit[Entry], sectors: tuple[str, ...]) -> bool:
    """Whether things are bought that nobody buys off a shelf: "la commande de 80 Rafale par A"."""
    after = _past_date(sentence, hit.end)
    counted = _NUMBERED.match(sentence.folded(after, after + 20).replace(" de ", " ", 1))
    return bool(counted) and bool(sectors) and sectors[0].startswith(_EQUIPMENT)


def _spent(hit: Hit[Entry]) -> frozenset[Status]:
    """Statuses that its tense does not tell: of "livrera" the contract is there, the delivery to come."""
    return frozenset({Status.PLANNED}) if hit.payload["form"] == "supplies" else frozenset()


def _maker(sentence: Sentence, buyers: tuple[str, ...], start: int, until: int) -> tuple[str, ...]:
    """The seller left unsaid: who made the things, their country, the text's one firm."""
    for cue in sentence.source.cues("orders", start, sentence.end, "maker"):
        makers = sentence.after(cue.end, kinds=_SELLERS, until=cue.end + 12)
        if makers:
            return keys_of(list(sentence.group(makers[0])))
    types = sentence.discourse.types
    if types.get(buyers[0]) is not EntityType.COUNTRY:
        return ()
    firms = [key for key, kind in types.items() if kind is EntityType.COMPANY and key not in buyers]
    if len(firms) == 1:
        return (firms[0],)
    for item in sentence.items:
        if item.kind == "adjective" and start < item.start < until and not set(item.keys) & set(buyers):
            return item.keys if len(item.keys) == 1 else ()
    return ()


def _agents(sentence: Sentence, offset: int, until: int) -> list[Item]:
    """Who ordered: what "par" introduces, no verb between."""
    for item in sentence.after(offset, kinds=_BUYERS, until=until):
        if sentence.preposition(item) == "par" or item.start <= offset + 6:
            near = not sentence.has_finite_verb(offset, item.start)
            return [i for i in sentence.group(item) if i.start >= item.start] if near else []
    return []


def _is_supply(sentence: Sentence, hit: Hit[Entry], until: int) -> bool:
    """Whether things are supplied where whom to is told first: "livrera à A huit radars", no "la preuve"."""
    if not _DATIVE_FIRST.match(sentence.source.folded, hit.end):
        return True
    other = _other_side(sentence, hit.end, until)
    return bool(other) and _NUMBERED.match(sentence.source.folded, max(i.end for i in other)) is not None


def _past_date(sentence: Sentence, offset: int) -> int:
    """Where a date ends that follows at once: "a commandé mardi | douze rames"; else the offset itself."""
    return next((d.span.end for d in sentence.dates if 0 <= d.span.start - offset <= 4), offset)


def _is_counted(sentence: Sentence, offset: int) -> bool:
    offset = _past_date(sentence, offset)
    text = sentence.folded(offset, offset + 20)
    return _COUNTED.match(text) is not None and _PARTITIVE.match(text) is None


def _other_side(sentence: Sentence, offset: int, until: int) -> list[Item]:
    """The one that "à" or "auprès de" introduces, no place: "à Alstom", not "à Lyon"."""
    for item in sentence.after(offset, kinds=_BUYERS - {EntityType.CITY}, until=until):
        preposition = sentence.preposition(item)
        if preposition in _DATIVE or (
            preposition in _FROM and "aupres" in sentence.folded(item.start - 22, item.start)
        ):
            if sentence.has_finite_verb(offset, item.start):
                return []
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _object_end(sentence: Sentence, hit: Hit[Entry], sides: list[Item], until: int) -> int:
    """Where what changes hands ends: before what only describes the other side, "à B, société de …"."""
    last = max((i.end for i in sides if i.start >= hit.end), default=0)
    described = last and re.match(r"(?: \([^()]{1,40}\))?,", sentence.source.folded[last:until])
    return last if described else until


def _is_stake(sentence: Sentence, start: int, end: int) -> bool:
    """Whether shares or a whole firm change hands: then it is ownership, told by the memberships."""
    return bool(sentence.source.cues("orders", start, end, "no"))
