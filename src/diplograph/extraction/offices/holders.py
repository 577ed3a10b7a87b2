"""Who holds which office, by the text first and by the tables where they are sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from diplograph.extraction.mentions import OF, Mention
from diplograph.extraction.offices.bare_titles import is_plural
from diplograph.extraction.offices.offices import Office, find_holders
from diplograph.extraction.offices.posts import LEADERS, PAST, is_address
from diplograph.extraction.offices.untold import Untold
from diplograph.extraction.source import Source
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_FRANCE = "country/france"
_REPUBLIC = "republique"
_INDEFINITE = pattern(r"{edge}une? $")
_DAY = 2  # hyphens of a date to the day
_WHOLE_TITLE = 3  # words of "président de la République", of "chef de l'État"


class Holders:
    """What a text makes clear about offices; a part of its discourse."""

    source: Source
    mentions: Sequence[Mention]
    types: dict[str, EntityType]
    holders: dict[tuple[str, str], str]
    _named: dict[tuple[str, str], set[str]]
    settled: dict[int, tuple[str, str]]
    _offices_of: dict[str, list[tuple[str, str]]]
    _untold: Untold
    home: str

    @property
    def topic(self) -> str:
        """The one country abroad that the text is about; "" if not one."""
        return ""

    def learn_holders(self, offices: Sequence[Office], pair: Sequence[str]) -> None:
        """Take from the text who holds which office; `pair` the two countries it is about, or fewer."""
        self._named = defaultdict(set)
        self.holders = {}
        self._offices_of = defaultdict(list)
        for (post, of), person in find_holders(offices):
            self._named[post, of].add(person)
            self._learn(person, post, of)
        open_titles = [o for o in offices if o.person is not None and not o.of and not o.sense]
        for office in open_titles:
            assert office.person is not None
            for post, of in self.source.knowledge.posts_of(office.person.key, self.date):
                if post == office.post:
                    self._learn(office.person.key, post, of)
            self._remember(office.person.key, office.post)
        self._untold = Untold(
            self.source, self.date, self.mentions, offices, pair, self.country_of, self.topic, self.home
        )
        for post, of in self.holders:
            self._untold.take(post, of)
        untold = [office for office in open_titles if not self.office_of(office)]
        for office in untold:
            self._untold.compete(office)
        for office in untold:
            of = "" if office.person is None or self.office_of(office) else self._untold.country(office)
            if of and office.person is not None:
                self._learn(office.person.key, office.post, of)
                self._untold.take(office.post, of)

    def _remember(self, person: str, post: str) -> None:
        """Note the office of somebody told by it who has left it since: "le président Hollande" in 2018.

        He stands for it no longer: "le président français" is another.
        """
        left = {(t.post, t.of) for t in self.source.knowledge.tenures_of(person) if t.post == post}
        if post in LEADERS and len(left) == 1 and not self._offices_of[person]:
            self._offices_of[person].extend(left)

    def _learn(self, person: str, post: str, of: str) -> None:
        """Note who holds an office; the first named stands for it."""
        self.holders.setdefault((post, of), person)
        if (post, of) not in self._offices_of[person]:
            self._offices_of[person].append((post, of))

    def _held(self, person: str, *, past: bool) -> Iterator[tuple[str, str]]:
        """Posts (post, of) by the tables: at the document's date, or at any time up to then."""
        if not past:
            yield from self.source.knowledge.posts_of(person, self.date)
            return
        for tenure in self.source.knowledge.tenures_of(person):
            if not (self.date and tenure.start > self.date):
                yield tenure.post, tenure.of

    def offices_of(self, person: str) -> tuple[tuple[str, str], ...]:
        """Offices (post, of) that the text gives a person, in order."""
        return tuple(self._offices_of.get(person, ()))

    def only_holder(self, post: str, of: str) -> str:
        """Who holds an office that several may hold at a time, if the text names one of them only."""
        named = self.named(post, of)
        return next(iter(named)) if len(named) == 1 else ("" if named else self.holders.get((post, of), ""))

    def named(self, post: str, of: str) -> Set[str]:
        """Persons whom the text names with an office."""
        return self._named.get((post, of), set())

    def posts(self, person: str) -> frozenset[str]:
        """Posts that a person holds, by the text or by the tables."""
        known = self.source.knowledge.posts_of(person, self.date)
        return frozenset(post for post, _ in (*self._offices_of.get(person, ()), *known))

    @property
    def date(self) -> str:
        """When the document was published, else the last day that it tells ("" if unknown)."""
        return self.source.analysed.document.published or self._last_day

    @cached_property
    def _last_day(self) -> str:
        days = [d.period.start for d in self.source.analysed.dates if d.period.start.count("-") == _DAY]
        return max(days, default="")

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

    def firm_of(self, person: str) -> str:
        """The company that a person heads, by the text or else by the tables; "" when neither says one."""
        known = self.source.knowledge.posts_of(person, self.date)
        firms = [of for _, of in (*self._offices_of.get(person, ()), *known) if of.startswith("company/")]
        return firms[0] if firms else ""

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
        if self.source.before(_INDEFINITE, office.title_start):
            return "", ""  # "la première d'un chef d'État français": any of them
        if office.start in self.settled:
            return self.settled[office.start]
        if office.sense in PAST | {"future", "possible"}:
            return "", ""
        if not office.of:
            return ("", "") if is_plural(self.source, office) else self._known_in(office)
        return self.holder(office.post, office.of), office.of

    def _known_in(self, office: Office) -> tuple[str, str]:
        """The one person of the text who, by the tables, holds an office told without country or name."""
        if is_address(self.source, office.title_start):
            return "", ""
        known = self._known_by_post.get(office.post, ())
        told = {
            person for (post, _), persons in self._named.items() if post == office.post for person in persons
        }
        if told:
            known = [(person, of) for person, of in known if person in told]
        if len(known) > 1:
            side = self._untold.bare or self._untold.publisher
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
            told: Sequence[tuple[str, str]] = self._offices_of.get(person, ())
            for post, of in (*told, *self._held(person, past=office.sense in PAST)):
                if post == office.post:
                    return of
            own = self._untold.owner(office) if office.sense else ""
            if own or office.entry.get("of") == "organization" or office.post == "Chair":
                return own
            of = self.country_of(person)
            if not of and office.sense:
                return self._untold.spoken_of(office)
            dated = self.source.analysed.document.published  # else of any time
            free = not dated or self._untold.is_free(office, of)
            return of if office.sense or free else ""
        if office.entry.get("of") == "organization":
            return ""
        home = self._home(office)
        if home:
            return home
        matching = [of for (post, of) in self.holders if post == office.post and of.startswith("country/")]
        return matching[0] if len(matching) == 1 else ""

    def country_left_out(self, office: Office) -> str:
        """The country of a named person's title that leaves it out, by all that the text tells."""
        return self._untold.country(office)

    def fits_by_name(self, person: Mention, country: str) -> bool:
        """Whether a name speaks against no country: a French one tells a minister of France."""
        return self._untold.fits_by_name(person, country)

    def _home(self, office: Office) -> str:
        """The country that the text speaks from, where a title is given in full but not its country.

        "Le Président de la République" is the text's own, and a French text's that of France where France is
        one of the two it is about; "le président" may be whoever was named last.
        """
        words = self.source.folded[office.title_start : office.title_end].split()
        said = OF.match(self.source.folded, office.title_end)
        if len(words) < _WHOLE_TITLE or office.post not in LEADERS or said:
            return ""
        french = _FRANCE if _FRANCE in self._untold.pair and words[-1] == _REPUBLIC else ""
        for home in (self._untold.bare, self._untold.publisher, french):
            if home and (home == _FRANCE or self.source.knowledge.holder(office.post, home, self.date)):
                return home  # a kingdom's bare titles tell nothing of a president's
        return ""
