"""A made-up world to measure with: things that the gazetteer knows and things it does not, and what they do.

The same seed gives the same world. A few things take part in most facts, as in the press: the chance of a
thing falls with its rank (Zipf), separately for countries, companies, persons and so on.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from diplograph.knowledge import Knowledge
from diplograph.model import Amount, Entity, EntityType, Fact, Status, make_fact
from diplograph.model.keys import entity_key
from diplograph.model.schema import INDICATORS, POSTS, STAGES, STANCES, VISIT_KINDS, entity_type_of

# How often each class comes, near to what a corpus of the press gives.
_CLASSES = {
    "Figure": 14,
    "Cooperation": 11,
    "Agreement": 6,
    "Contract": 4,
    "MemorandumOfUnderstanding": 3,
    "JointDeclaration": 2,
    "IntergovernmentalAgreement": 1,
    "Partnership": 1,
    "Treaty": 1,
    "Convention": 1,
    "Project": 8,
    "Presence": 8,
    "Office": 7,
    "Position": 7,
    "Visit": 6,
    "Meeting": 8,
    "Invitation": 3,
    "Membership": 4,
    "Summit": 3,
    "PublicEvent": 1,
    "Event": 1,
}
# Share of the things of each kind; countries are those that exist.
_KINDS = {
    EntityType.COMPANY: 40,
    EntityType.PERSON: 25,
    EntityType.CITY: 15,
    EntityType.PUBLIC_BODY: 8,
    EntityType.INSTITUTION: 6,
    EntityType.REGION: 4,
    EntityType.INTERNATIONAL_ORGANIZATION: 2,
}
_STATUSES = (*[Status.ACTUAL] * 14, *[Status.PLANNED] * 4, Status.POSSIBLE, Status.DENIED)
_NAMED = 0.3  # of agreements, events and projects
_SYLLABLES = tuple(start + end for start in "bcdfgklmnprstvz" for end in ("a", "e", "in", "o", "ou"))
_ADJECTIVES = (
    "durable",
    "national",
    "stratégique",
    "régional",
    "commun",
    "bilatéral",
    "européen",
    "maritime",
)
_TOPICS = (
    "climat",
    "fret",
    "visas",
    "dette",
    "eau",
    "uranium",
    "pêche",
    "frontières",
    "désarmement",
    "exportations",
)
TOPICS = tuple(f"{noun} {adjective}" for noun in _TOPICS for adjective in _ADJECTIVES)


class _Zipf:
    """Draws things of a list, the first far more often than the last."""

    def __init__(self, things: Sequence[str], chance: random.Random) -> None:
        self._things = things
        self._sums = list(accumulate(1 / (rank + 3) for rank in range(len(things))))
        self._chance = chance

    def one(self) -> str:
        return self._things[bisect(self._sums, self._chance.random() * self._sums[-1])]

    def some(self, number: int) -> set[str]:
        """`number` different things."""
        drawn: set[str] = set()
        while len(drawn) < min(number, len(self._things)):
            drawn.add(self.one())
        return drawn


@dataclass(frozen=True, slots=True)
class Told:
    """A fact without its words yet, and the things that it names."""

    fact: Fact
    entities: tuple[str, ...]


class World:
    """Things by key, and an endless row of different facts about them."""

    def __init__(self, knowledge: Knowledge, *, entities: int, seed: int) -> None:
        self._chance = random.Random(seed)
        self.entities: dict[str, Entity] = {}
        self._sectors = sorted(knowledge.sectors)
        self._draw: dict[EntityType, _Zipf] = {}
        self._number = 0
        countries = [
            entity.key
            for entity in knowledge.gazetteer.entities.values()
            if entity.type is EntityType.COUNTRY
        ]
        first = ["country/france", "country/kazakhstan"]
        rest = sorted(set(countries) - set(first))
        self._chance.shuffle(rest)
        known = knowledge.gazetteer.entities
        for key in (*first, *rest):
            self.entities[key] = Entity(key, EntityType.COUNTRY, known[key].name)
        self._draw[EntityType.COUNTRY] = _Zipf([*first, *rest], self._chance)
        for kind, share in _KINDS.items():
            wanted = max(20, (entities - len(countries)) * share // 100)
            keys = [entity.key for entity in known.values() if entity.type is kind][:wanted]
            for key in keys:
                self.entities[key] = Entity(key, kind, known[key].name)
            keys += self._made_up(kind, wanted - len(keys))
            self._draw[kind] = _Zipf(keys, self._chance)

    def _made_up(self, kind: EntityType, number: int) -> list[str]:
        keys: list[str] = []
        while len(keys) < number:
            words = 2 if kind is EntityType.PERSON else self._chance.randint(1, 3)
            name = " ".join(
                "".join(self._chance.choices(_SYLLABLES, k=self._chance.randint(2, 4))).capitalize()
                for _ in range(words)
            )
            key = entity_key(kind, name)
            if key not in self.entities:
                self.entities[key] = Entity(key, kind, name, (name.upper(),))
                keys.append(key)
        return keys

    def fact(self) -> Told:
        """One more fact; agreements, events and projects with a name are a thing of their own."""
        kind = self._chance.choices(tuple(_CLASSES), tuple(_CLASSES.values()))[0]
        arguments = self._arguments(kind)
        subject = ""
        own = entity_type_of(kind)
        self._number += 1
        if own and self._chance.random() < _NAMED:
            name = f"{own.value} {self._chance.choice(_ADJECTIVES)} n° {self._number}"
            subject = entity_key(own, name)
            self.entities[subject] = Entity(subject, own, name)
        fact = make_fact(
            kind,
            arguments,
            status=self._chance.choice(_STATUSES),
            confidence=self._chance.randint(50, 99) / 100,
            subject=subject,
        )
        named = {
            str(value)
            for _, values in fact.arguments
            for value in values
            if isinstance(value, str) and value in self.entities
        }
        return Told(fact, tuple(sorted({*named, *([subject] if subject else [])})))

    def _arguments(self, kind: str) -> dict[str, object]:
        some, chance = self._one, self._chance
        person, country, company = EntityType.PERSON, EntityType.COUNTRY, EntityType.COMPANY
        match kind:
            case "Office":
                return {
                    "holder": some(person),
                    "post": self._of(POSTS),
                    "of": self._actor(),
                    "start": self._year(),
                }
            case "Visit":
                kinds = self._of(VISIT_KINDS)
                visitor = some(person) if chance.random() < 0.7 else some(country)
                host = some(person) if chance.random() < 0.3 else None
                return {
                    "visitKind": kinds,
                    "visitor": visitor,
                    "place": some(country),
                    "host": host,
                    "start": self._day(),
                }
            case "Meeting":
                participants = self._draw[person].some(2) | (
                    {some(country)} if chance.random() < 0.2 else set()
                )
                return {"participant": participants, "place": some(EntityType.CITY), "start": self._day()}
            case "Presence":
                return {"company": some(company), "country": some(country), "sector": self._some_sectors()}
            case "Cooperation":
                return {"party": self._draw[country].some(2), "sector": chance.choice(self._sectors)}
            case "Membership":
                return {"member": self._actor(), "organization": some(EntityType.INTERNATIONAL_ORGANIZATION)}
            case "Figure":
                unit, value = chance.choice((("EUR", 10**6), ("percent", 1), ("count", 10), ("GW", 1)))
                return {
                    "indicator": self._of(INDICATORS),
                    "about": self._draw[country].some(chance.randint(1, 2)),
                    "value": Decimal(chance.randint(1, 999) * value),
                    "unit": unit,
                    "start": self._year(),
                }
            case "Position":
                told = (
                    {"topic": chance.choice(TOPICS)} if chance.random() < 0.8 else {"target": some(company)}
                )
                return {"actor": self._actor(), "stance": self._of(STANCES), **told}
            case "Invitation":
                inviter, invitee = sorted(self._draw[person].some(2))
                return {"inviter": inviter, "invitee": invitee, "place": some(country), "start": self._day()}
            case "Project":
                told = {
                    "participant": {self._actor(), some(company)},
                    "place": some(country),
                    "start": self._year(),
                }
                return {**told, "sector": self._some_sectors(), "amount": self._amount()}
            case "Summit" | "PublicEvent" | "Event":
                return {
                    "participant": self._draw[country].some(2),
                    "place": some(EntityType.CITY),
                    "start": self._day(),
                }
        parties = (
            self._draw[company].some(1) | {some(country)}
            if kind == "Contract"
            else self._draw[country].some(2)
        )
        if kind == "Convention":
            parties |= self._draw[country].some(4)
        told = {
            "party": parties,
            "start": self._day(),
            "sector": self._some_sectors(),
            "stage": self._of(STAGES),
        }
        return {**told, "amount": self._amount()}

    def _one(self, kind: EntityType) -> str:
        return self._draw[kind].one()

    def _actor(self) -> str:
        kinds = (
            EntityType.COUNTRY,
            EntityType.COMPANY,
            EntityType.PERSON,
            EntityType.PUBLIC_BODY,
            EntityType.INSTITUTION,
        )
        return self._one(self._chance.choice(kinds))

    def _of(self, terms: frozenset[str]) -> str:
        return self._chance.choice(sorted(terms))

    def _some_sectors(self) -> set[str]:
        return set(self._chance.choices(self._sectors, k=self._chance.randint(0, 2)))

    def _amount(self) -> Amount | None:
        if self._chance.random() < 0.7:
            return None
        return Amount(Decimal(self._chance.randint(1, 99) * 10**6), self._chance.choice(("EUR", "USD")))

    def _year(self) -> str:
        return str(2000 + self._chance.randint(0, 25))

    def _day(self) -> str:
        day = f"{self._year()}-{self._chance.randint(1, 12):02}-{self._chance.randint(1, 28):02}"
        return day[: self._chance.choice((4, 7, 10, 10, 10))]
