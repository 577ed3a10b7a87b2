"""Two agreements that may be one, told differently by two documents.

Joining leaves them apart, as nothing proves that they are one; an editor should look. They have the same
parties and a class that fits, and no document tells both, which would know that they are two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from diplograph.query.claims_told import Conflict, ToldFact, World
from diplograph.query.nearness import Quantity, can_both_be_right, near_days
from diplograph.rdf.vocabulary import DG, SUPERCLASSES

_DAY, _MONTH = 10, 7  # characters of dates


@dataclass(frozen=True, slots=True)
class _Side:
    """An agreement, with its narrowest class and its amount."""

    fact: ToldFact
    kind: str
    amount: Quantity | None
    unit: str

    @property
    def start(self) -> str:
        return self.fact.one("start")

    @property
    def sectors(self) -> tuple[str, ...]:
        return self.fact.roles.get("sector", ())

    @property
    def denied(self) -> bool:
        return self.fact.one("status") == f"{DG}Denied"


def rival_agreements(world: World) -> Iterator[Conflict]:
    """Pairs that differ in their amount alone, in their date alone, or as the one is denied; by parties."""
    groups: dict[tuple[str, ...], list[ToldFact]] = defaultdict(list)
    for fact in world.facts("Agreement", ("party", "start", "sector", "amount")):
        if len(fact.roles.get("party", ())) > 1:
            groups[fact.roles["party"]].append(fact)
    for parties, facts in sorted(groups.items()):
        sides = [_side(world, fact) for fact in facts] if len(facts) > 1 else []
        for one, other in combinations(sides, 2):
            if not _may_be_one(world, one, other):
                continue
            if what := _difference(one, other, firms=any("/company/" in party for party in parties)):
                yield _conflict(world, what, one, other)


def _side(world: World, fact: ToldFact) -> _Side:
    node = fact.one("amount")
    amount = world.amount(node) if node else None
    quantity = Quantity.of(amount[0], amount[2], amount[3]) if amount else None
    return _Side(fact, world.narrowest(fact.iri), quantity, amount[1] if amount else "")


def _may_be_one(world: World, one: _Side, other: _Side) -> bool:
    """Whether neither class, nor names, nor a document that tells both speaks against it."""
    classes = one.kind == other.kind or other.kind in SUPERCLASSES.get(one.kind, ())
    if not classes and one.kind not in SUPERCLASSES.get(other.kind, ()):
        return False
    if "/fact/" not in one.fact.iri and "/fact/" not in other.fact.iri:
        return False
    told = (world.statuses.get(side.fact.iri, {}).keys() for side in (one, other))
    return not set.intersection(*map(set, told))


def _difference(one: _Side, other: _Side, *, firms: bool) -> str:
    """What alone differs: amount, date or status; "" where they agree, or are plainly two."""
    if one.denied != other.denied:
        same = not one.sectors or not other.sectors or set(one.sectors) & set(other.sectors)
        return "status" if same and (firms or one.sectors) and _compatible(one.start, other.start) else ""
    if one.denied or not one.sectors or one.sectors != other.sectors:
        return ""
    apart = (
        one.amount is not None
        and other.amount is not None
        and (one.unit != other.unit or not can_both_be_right(one.amount, other.amount))
    )
    if one.start == other.start:
        dated = len(one.start) >= (_MONTH if firms else _DAY)
        return "amount" if dated and apart and one.unit == other.unit else ""
    same_amount = one.amount is not None and one.amount == other.amount and one.unit == other.unit
    if not apart and (firms or same_amount) and near_days(one.start, other.start):
        return "date"
    return ""


def _compatible(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one) or near_days(one, other)


def _conflict(world: World, what: str, one: _Side, other: _Side) -> Conflict:
    if what == "status":
        sides = sorted((one, other), key=lambda side: side.denied)
        claims = (
            world.claim(side.fact.iri, world.word(side.fact.one("status").removeprefix(DG))) for side in sides
        )
        return Conflict("status", world.label(sides[0].fact.iri), tuple(claims))
    shown = [
        (world.name(side.fact.one("amount")) if what == "amount" else side.start, side.fact.iri)
        for side in (one, other)
    ]
    claims = (world.claim(iri, value) for value, iri in sorted(shown))
    common = one.start if what == "amount" else ""
    told = (world.word(min(one.kind, other.kind)), world.names(one.fact.roles["party"]), common)
    label = ", ".join(filter(None, told))
    return Conflict("agreement", world.say("agreement", label=label, what=world.say(what)), tuple(claims))
