"""Who holds which office, by the text first and by the tables where they are sure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices import Office, find_holders
from diplograph.extraction.sides import bare_side, publisher_side
from diplograph.extraction.source import Source
from diplograph.model import EntityType

_OF_ANYTHING = frozenset({"OtherOffice", "Chair", "ExecutiveOfficer"})  # not of a country, if unsaid
_LONGEST_LINK = 3  # letters of "des", "de"
_SENTENCE_END = re.compile(r"[.;!?\n]")
LEADERS = ("HeadOfState", "HeadOfGovernment", "Monarch")


class Holders:
    """What a text makes clear about offices; a part of its discourse."""

    source: Source
    mentions: Sequence[Mention]
    types: dict[str, EntityType]
    holders: dict[tuple[str, str], str]
    _named: tuple[tuple[tuple[str, str], str], ...]
    settled: dict[int, tuple[str, str]]
    _offices_of: Mapping[str, Sequence[tuple[str, str]]]
    _implied: dict[str, list[tuple[str, str]]]
    _bare_side: str

    def learn_holders(self, offices: Sequence[Office], pair: Sequence[str]) -> None:
        """Take from the text who holds which office; `pair` the two countries it is about, or fewer."""
        self._offices_of = {}
        self._implied = defaultdict(list)
        self._bare_side = bare_side(self.source, offices, self.date)
        self._named = tuple(find_holders(offices))
        self.holders = dict(reversed(list(find_holders(offices))))
        for office in offices:
            if office.person is not None and not office.of and not office.sense:
                for post, of in self.source.knowledge.posts_of(office.person.key, self.date):
                    if post == office.post:
                        self.holders.setdefault((post, of), office.person.key)
        self._index()
        for office in offices:
            if (
                office.person is not None
                and not office.of
                and not office.sense
                and not self.office_of(office)
            ):
                of = self._country_left(office, offices, pair)
                if of:
                    self.holders.setdefault((office.post, of), office.person.key)
                    self._implied[office.person.key].append((office.post, of))
                    self._index()

    def _index(self) -> None:
        found = defaultdict(list)
        for (post, of), person in self.holders.items():
            found[person].append((post, of))
        for person, posts in self._implied.items():
            found[person] += [post for post in posts if post not in found[person]]
        self._offices_of = found

    def _country_left(self, office: Office, offices: Sequence[Office], pair: Sequence[str]) -> str:
        """The country of a title that leaves it out, when only one of those under discussion is left.

        "Le ministre X a reçu son homologue polonais" in a text on Poland and Latvia; "le président X … le
        président letton" later.
        """
        if office.entry.get("of") == "organization" or office.post in _OF_ANYTHING:
            return ""
        same = [o for o in offices if o.post == office.post and not o.sense]
        said = {o.of for o in same if o.of.startswith("country/") and o.person is not None}
        own = self._possessor(office) or ("" if office.post in LEADERS else self._bare_side)
        if own:
            return own if self._is_free(office, own) else ""
        taken = {of for (post, of) in self.holders if post == office.post} if office.post in LEADERS else said
        side = "" if office.counterpart else publisher_side(self.source)
        if side and side not in taken and office.entry.get("of") == "country" and self._is_free(office, side):
            return side
        if office.counterpart and office.apart:
            taken.add(self.country_of(office.apart) or office.apart)
        like = [
            o for o in same if o.person is None and not self.is_plural(o) and self._is_same_title(o, office)
        ]
        unnamed = {o.of for o in like if o.of.startswith("country/")} - taken
        rivals = {o.person.key for o in same if o.person is not None and not self.office_of(o)}
        left = [key for key in (unnamed if len(unnamed) == 1 else pair) if key not in taken]
        left = [key for key in left if self._is_free(office, key)]
        if len(rivals) == 1 and len(left) == 1:
            return left[0]
        return self._bare_side if office.entry.get("of") == "country" and self._bare_side not in taken else ""

    def _possessor(self, office: Office) -> str:
        """The country whose "son ministre" one is: of what the sentence last names before."""
        if not self.source.folded.startswith(("son ", "sa ", "leur "), office.start) or office.counterpart:
            return ""
        last = bisect_left(self.mentions, office.start, key=lambda m: m.start)
        for mention in reversed(self.mentions[max(0, last - 3) : last]):
            if _SENTENCE_END.search(self.source.text, mention.end, office.start):
                return ""
            if mention.type is EntityType.COUNTRY:
                return mention.key
            if mention.type is EntityType.PERSON:
                return self.country_of(mention.key)
        return ""

    def is_plural(self, office: Office) -> bool:
        """Whether a title is of several: "neuf ministres égyptiens"."""
        return self.source.folded[office.title_start : office.title_end].partition(" ")[0].endswith("s")

    def _is_same_title(self, one: Office, other: Office) -> bool:
        """Whether two titles of one post may be the same person's: no two ministers of different things."""
        if one.post in LEADERS or one.entry != other.entry:
            return True
        words = [set(self.source.folded[o.title_start : o.title_end].split()[1:]) for o in (one, other)]
        return any(len(word) > _LONGEST_LINK for word in words[0] & words[1])

    def _is_free(self, office: Office, country: str) -> bool:
        """Whether the tables know nobody else in an office that one person holds at a time."""
        if office.person is None or office.post not in LEADERS:
            return True
        return self.source.knowledge.holder(office.post, country, self.date) in {"", office.person.key}

    def _held(self, person: str, *, past: bool) -> Iterator[tuple[str, str]]:
        """Posts (post, of) by the tables: at the document's date, or at any time up to then."""
        if not past:
            yield from self.source.knowledge.posts_of(person, self.date)
            return
        for tenure in self.source.knowledge.tenures_of(person):
            if not (self.date and tenure.start > self.date):
                yield tenure.post, tenure.of

    def only_holder(self, post: str, of: str) -> str:
        """Who holds an office that several may hold at a time, if the text names one of them only."""
        named = {person for key, person in self._named if key == (post, of)}
        return named.pop() if len(named) == 1 else ("" if named else self.holders.get((post, of), ""))

    def posts(self, person: str) -> frozenset[str]:
        """Posts that a person holds, by the text or by the tables."""
        known = self.source.knowledge.posts_of(person, self.date)
        return frozenset(post for post, _ in (*self._offices_of.get(person, ()), *known))

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
            own = (office.person.key, of)
            return own if office.of else self.settled.get(office.start, own)
        if office.start in self.settled:
            return self.settled[office.start]
        if office.sense in {"past", "future"}:
            return "", ""
        if not office.of:
            return ("", "") if self.is_plural(office) else self._known_in(office)
        return self.holder(office.post, office.of), office.of

    def _known_in(self, office: Office) -> tuple[str, str]:
        """The one person of the text who, by the tables, holds an office told without country or name."""
        known = self._known_by_post.get(office.post, ())
        if len(known) > 1:
            side = self._bare_side or publisher_side(self.source)
            known = [(person, of) for person, of in known if of == side]
        return known[0] if len(known) == 1 else ("", "")

    @cached_property
    def _known_by_post(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Persons of the text who by the tables hold a post of a country, (person, of) by post."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for person, kind in self.types.items():
            if kind is EntityType.PERSON:
                for post, of in self.source.knowledge.posts_of(person, self.date):
                    if of.startswith("country/"):
                        found[post].append((person, of))
        return found

    def leaders(self, countries: Iterable[str], *, of_state: bool = False) -> tuple[str, ...]:
        """Leaders of countries; a country stands for a leader whom nothing names."""
        return tuple(self.leader(country, of_state=of_state) or country for country in countries)

    def office_of(self, office: Office) -> str:
        """Country or organization of an office, also when the title leaves it out."""
        if office.of:
            return office.of
        if office.person is not None:
            person = office.person.key
            known = self._offices_of.get(person, ())
            for post, of in (*known, *self._held(person, past=office.sense == "past")):
                if post == office.post:
                    return of
            if office.entry.get("of") == "organization" or office.post == "Chair":
                return ""
            of = self.country_of(person)
            return of if office.sense or self._is_free(office, of) else ""
        if office.entry.get("of") == "organization":
            return ""
        matching = [of for (post, of) in self.holders if post == office.post and of.startswith("country/")]
        return matching[0] if len(matching) == 1 else ""
