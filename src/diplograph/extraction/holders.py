"""Who holds which office, by the text first and by the tables where they are sure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from diplograph.extraction.items import Item
from diplograph.extraction.offices import Office
from diplograph.extraction.source import Source
from diplograph.model import EntityType

LEADERS = ("HeadOfState", "HeadOfGovernment", "Monarch")


class Holders:
    """What a text makes clear about offices; a part of its discourse."""

    source: Source
    holders: dict[tuple[str, str], str]
    types: dict[str, EntityType]
    _offices_of: Mapping[str, Sequence[tuple[str, str]]]
    _last_singular: Item | None

    @property
    def date(self) -> str:
        """When the document was published ("" if unknown)."""
        return self.source.analysed.document.published

    def country_of(self, person: str) -> str:
        """The country that a person acts for, by the text or by the tables."""
        for _, of in self._offices_of.get(person, ()):
            if of.startswith("country/"):
                return of
        for _, of in self.source.knowledge.posts_of(person, self.date):
            if of.startswith("country/"):
                return of
        known = self.source.knowledge.entity(person)
        return known.country if known else ""

    def principal(self, key: str) -> str:
        """What a person acts for, by office: a country, else an organization; others stand for themselves."""
        if self.types.get(key) is not EntityType.PERSON and not key.startswith("person/"):
            return key
        country = self.country_of(key)
        if country:
            return country
        return next((of for _, of in self._offices_of.get(key, ())), key)

    def holder(self, post: str, of: str) -> str:
        """Who holds a post by the text, or by the tables if the text names that person; "" when neither says.

        A leader whom the text never names stands for the country (ANNOTATION.md): the tables alone do not do.
        """
        if (post, of) in self.holders:
            return self.holders[post, of]
        person = self.source.knowledge.holder(post, of, self.date)
        return person if person in self.types else ""

    def leader(self, country: str, *, of_state: bool = False) -> str:
        """Head of state of a country if the text or the tables name one, else of government."""
        for post in LEADERS:
            if of_state and post == "HeadOfGovernment":
                continue
            person = self.holder(post, country)
            if person:
                return person
        return ""

    def in_office(self, office: Office) -> tuple[str, str]:
        """(person, of) of an office that the text attaches to a named person, ("", "") when it does not."""
        of = self.office_of(office)
        if office.person is not None:
            return office.person.key, of
        if not office.of or office.sense in {"past", "future"}:
            return "", ""
        return self.holder(office.post, office.of), office.of

    def leaders(self, countries: Iterable[str], *, of_state: bool = False) -> tuple[str, ...]:
        """Leaders of countries; a country stands for a leader whom nothing names."""
        return tuple(self.leader(country, of_state=of_state) or country for country in countries)

    def office_of(self, office: Office) -> str:
        """Country or organization of an office, also when the title leaves it out."""
        if office.of:
            return office.of
        if office.person is not None:
            for post, of in (
                *self._offices_of.get(office.person.key, ()),
                *self.source.knowledge.posts_of(office.person.key, self.date),
            ):
                if post == office.post:
                    return of
            if office.entry["of"] == "organization":
                return ""
            return self.country_of(office.person.key)
        if office.entry["of"] == "organization":
            return ""
        matching = [of for (post, of) in self.holders if post == office.post and of.startswith("country/")]
        if len(matching) == 1:
            return matching[0]
        if self._last_singular is not None:
            for key in self._last_singular.keys:
                if any(post == office.post for post, _ in self._offices_of.get(key, ())):
                    return self.country_of(key)
        return ""
