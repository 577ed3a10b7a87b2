"""Agreements told by what two sides do: one supplies, joins or helps the other, both agree on a matter.

Each is a contract ("A équipera douze avions de B"), a partnership ("A devient le partenaire de B") or an
agreement ("A s'est entendu avec B sur le tracé"), without its noun.
"""

from __future__ import annotations

from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import (
    OF,
    PARTIES,
    TO,
    as_principals,
    chained,
    governed,
    governor,
    is_agent,
    keys_of,
    whole_subject,
)
from diplograph.extraction.frames.common.sums import sum_between
from diplograph.extraction.frames.contracts.trade_sides import deal, deal_status, told_deals
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.attachment import day_of
from diplograph.extraction.sentences.lists import codes, sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType, Status

_FIRMS = frozenset({EntityType.COMPANY, EntityType.INSTITUTION})
_CUSTOMERS = frozenset(
    {EntityType.COMPANY, EntityType.COUNTRY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION}
)
_SUPPLIERS = _CUSTOMERS | {EntityType.CITY, EntityType.INTERNATIONAL_ORGANIZATION}
_SIDES = (PARTIES | {EntityType.CITY}) - {EntityType.PERSON}
# By the form of a word: what class of agreement it tells, and who may be its sides.
_CLASSES = {
    "fits": "Contract",
    "supplied": "Contract",
    "partner": "Partnership",
    "partnered": "Partnership",
    "allies": "Partnership",
    "agrees": "Agreement",
    "settles": "Agreement",
    "differs": "Agreement",
}
_KINDS = {
    "fits": frozenset({EntityType.COMPANY}),
    "allies": _FIRMS,
    "settles": _SIDES,
    "differs": _SIDES,
}
_ALONE = frozenset({"agrees", "differs"})  # both sides are the subject
_WITH_FIRST = frozenset({"settles", "allies"})  # "s'allient à B dans l'eau": the matter comes last
_NUMBER = pattern(r" {of}?{about}?(?:{det}|\d)(?![\d,]* ?%)")  # no share of a fleet
_HOLDER = pattern(r"{edge}{to}{det}?(?:(?!{of}|{and}|{by})[\w'-]+ ){1,4}{of}{det}?$")
_WITH = TO | {"avec"}
_PARTNER_REACH = 70
_OBJECT_REACH = 110
_OPENING = 4  # characters before a word that opens its sentence
_SPENT = frozenset({Status.PLANNED})  # "livrera": the contract is there, its deliveries are to come


def find_understandings(sentence: Sentence) -> Iterator[Draft]:
    """Contracts, partnerships and agreements that one sentence tells by a verb, both sides named.

    Who failed to agree ("n'ont pu s'accorder sur") has an agreement that is denied; who allies with whom must
    be firms, for states "s'associent à" a statement or a mourning.
    """
    for hit, until in told_deals(sentence, _CLASSES):
        form = hit.payload["form"]
        nouns = ("noun", "weak") if form in _WITH_FIRST | {"differs"} else ("noun",)
        if sentence.source.cues("agreements", hit.start, min(until, hit.end + _OBJECT_REACH), *nouns):
            continue  # "s'entendent sur un accord": told by its noun
        one, other = _sides(sentence, hit, until)
        parties = as_principals(sentence, keys_of([*one, *other]))
        if len(parties) < 2 or not one or not (other or form in _ALONE):
            continue
        past = max([hit.end, *(i.end for i in other if form in _WITH_FIRST)])
        sectors = codes(sectors_after(sentence, past, stops=[until]))
        if _fits(sentence, hit, one, other, sectors):
            yield _draft(sentence, hit, parties, sectors, [*one, *other], until)


def _sides(sentence: Sentence, hit: Hit[Entry], until: int) -> tuple[list[Item], list[Item]]:
    """Who does what a word says, and with whom or for whom."""
    form = hit.payload["form"]
    kinds = _KINDS.get(form, _SUPPLIERS)
    if form == "supplied":
        one = _agents(sentence, hit, until)
        return one, _customers(sentence, max([hit.end, *(i.end for i in one)]), until)
    if form == "partnered":
        other = _agents(sentence, hit, until)
        one = _fronted_subject(sentence, hit, other)
        return one or whole_subject(sentence, hit.start, kinds=kinds), other
    one = [i for i in whole_subject(sentence, hit.start, kinds=kinds) if i.end <= hit.start]
    if form in _ALONE:
        return one, []
    if form in _WITH_FIRST:
        return one, _partners(sentence, hit, until, kinds)
    return one, _owners(sentence, hit, until)


def _fits(
    sentence: Sentence, hit: Hit[Entry], one: list[Item], other: list[Item], sectors: tuple[str, ...]
) -> bool:
    """Whether a word tells an agreement of such sides: what they count, agree on, and who they are."""
    form = hit.payload["form"]
    if form == "fits":
        return _NUMBER.match(sentence.source.folded, hit.end) is not None
    if form == "agrees":
        return bool(sectors) and all(i.type in _CUSTOMERS | {EntityType.CITY} for i in one)
    if form == "settles":
        return any(i.type in ORGANIZATIONS | {EntityType.COUNTRY} for i in other)
    return True


def _draft(
    sentence: Sentence,
    hit: Hit[Entry],
    parties: tuple[str, ...],
    sectors: tuple[str, ...],
    items: list[Item],
    until: int,
) -> Draft:
    kind = _CLASSES[hit.payload["form"]]
    made = kind != "Contract"  # of a contract the date is the delivery's
    date = sentence.date(hit.end, start=sentence.clause_start(hit.start), end=until) if made else None
    status = deal_status(sentence, hit, ignore=frozenset() if made else _SPENT)
    return deal(
        hit,
        items,
        kind=kind,
        parties=parties,
        sectors=sectors,
        amount=sum_between(sentence, hit.end, until),
        status=status,
        start=day_of(date) if status is Status.ACTUAL else (),
        is_news=made and status is Status.ACTUAL,
    )


def _partners(sentence: Sentence, hit: Hit[Entry], until: int, kinds: frozenset[EntityType]) -> list[Item]:
    """With whom: what "avec" or "à" introduces right behind the verb, what it is between."""
    near = sentence.after(hit.end, kinds=kinds, until=min(until, hit.end + _PARTNER_REACH))
    for item in near[:1]:
        adjacent = item.start - hit.end <= 1  # the row holds the preposition
        governs = adjacent or governor(sentence, item) in _WITH
        if governs and not sentence.has_finite_verb(hit.end, item.start):
            return chained(sentence, item, near)
    return []


def _agents(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """Who does it: what follows a "par" that ends the words themselves, or stands behind them."""
    for item in sentence.after(hit.end, kinds=_SUPPLIERS, until=until)[:1]:
        said = item.start - hit.end <= _OPENING or is_agent(sentence, item)
        if said and not sentence.has_finite_verb(hit.end, item.start):
            return sentence.group_from(item)
    return []


def _fronted_subject(sentence: Sentence, hit: Hit[Entry], agents: list[Item]) -> list[Item]:
    """Whom a participle that opens the sentence qualifies: "Choisi comme partenaire par A, B annonce"."""
    if hit.start - sentence.start > _OBJECT_REACH // 2 or not agents:
        return []
    if sentence.has_finite_verb(sentence.start, agents[-1].end):
        return []
    comma = sentence.source.folded.find(",", agents[-1].end, sentence.end)
    if comma < 0:
        return []
    for item in sentence.after(comma, kinds=_SUPPLIERS)[:1]:
        if not sentence.has_finite_verb(comma, item.start) or "consortium" in sentence.folded(
            comma, item.start
        ):
            return sentence.group_from(item)
    return []


def _customers(sentence: Sentence, offset: int, until: int) -> list[Item]:
    """Whom "à" introduces, or whose plant or office it does: "à la raffinerie de B"."""
    for item in sentence.after(offset, kinds=_CUSTOMERS, until=until):
        to = governor(sentence, item) in TO or _HOLDER.search(sentence.folded(offset - 1, item.start))
        if to and not sentence.has_finite_verb(offset, item.start):
            return sentence.group_from(item)
    return []


def _owners(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """Whose things or whose partner: what "de" introduces behind the words."""
    kinds = _SUPPLIERS - {EntityType.CITY}
    limit = min(until, hit.end + _OBJECT_REACH)
    near = sentence.after(hit.end, kinds=kinds, until=limit)[:1]
    adjacent = bool(near) and near[0].start - hit.end <= _OPENING  # the row holds the preposition
    if adjacent and hit.payload["form"] != "fits":  # "équipe l'armée": not whose things
        return sentence.group_from(near[0])
    return governed(sentence, hit.end, limit, by=OF, kinds=kinds)
