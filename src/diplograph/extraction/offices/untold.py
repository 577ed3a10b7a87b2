"""The country of a title that leaves it out: "le ministre X a reçu son homologue polonais"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.bare_titles import bodies_by_noun, body_told, is_bare, is_plural
from diplograph.extraction.offices.possessors import is_possessed, possessor
from diplograph.extraction.offices.posts import LEADERS, Office
from diplograph.extraction.offices.sides import (
    ALWAYS_SAID,
    are_french_names_telling,
    bare_side,
    has_french_name,
    publisher_side,
)
from diplograph.extraction.offices.spoken_of import country_spoken_of, is_journey
from diplograph.extraction.offices.title_lists import listed_after
from diplograph.extraction.source import Source
from diplograph.model import ORGANIZATIONS, EntityType

_OF_ANYTHING = frozenset({"OtherOffice", "Chair", "ExecutiveOfficer"})  # not of a country, if unsaid
_OF_FIRMS = frozenset({"ExecutiveOfficer"})
_COUNTRIES = frozenset({EntityType.COUNTRY})
_PAIRED = frozenset({*LEADERS, "Minister"})  # an ambassador may be of any country
_OTHER_HEAD = {"HeadOfState": "Monarch", "Monarch": "HeadOfState"}
_OF_COUNTRY = "country/"
_FRANCE = "country/france"
_BARE_AT_HOME = frozenset({"Minister", "Ambassador", "Envoy"})
_BOTH = 2
_LONGEST_LINK = 3  # letters of "des", "de"
_MOST_TITLES = 12  # of one post without a name that are compared
_SENTENCE = 160  # characters around a title in which a visit makes its holder a guest
_NO_JOURNEY = frozenset({"be", "none"})  # "étaient présents"
_SENTENCE_END = re.compile(r"[.;!?\n]")


@dataclass
class Untold:
    """What the other titles of a text tell of those that leave their country out.

    Attributes:
        country_of: the country that a person acts for, "" when unknown.
        pair: the two countries that the text is about, or fewer.
        topic: the one country abroad that the text is about, "" if none; home: that of the press.
    """

    source: Source
    date: str
    mentions: Sequence[Mention]
    offices: Sequence[Office]
    pair: Sequence[str]
    country_of: Callable[[str], str]
    topic: str
    home: str
    bare: str = field(init=False)
    publisher: str = field(init=False)
    _said: dict[str, set[str]] = field(init=False)
    _taken: dict[str, set[str]] = field(init=False)
    _vacant: dict[str, list[Office]] = field(init=False)
    _rivals: dict[str, set[str]] = field(init=False)
    _apart: dict[str, set[str]] = field(init=False)
    _firms: Counter[str] = field(init=False)
    _only: str = field(init=False)
    _names_tell: bool = field(init=False)
    _bodies: Mapping[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.bare = bare_side(self.source, self.offices, self.date)
        named = {mention.key for mention in self.mentions}
        named |= {key for a in self.source.scan.adjectives for key in a.payload.countries}
        self.publisher = publisher_side(self.source, named)
        self._bodies = bodies_by_noun(self.source, self.mentions)
        self._names_tell = are_french_names_telling(self.source)
        countries = {mention.key for mention in self.mentions if mention.type is EntityType.COUNTRY}
        countries = countries or self._told_in_passing()
        self._only = countries.pop() if len(countries) == 1 else ""
        self._said, self._taken, self._rivals = defaultdict(set), defaultdict(set), defaultdict(set)
        self._vacant = defaultdict(list)
        self._apart = defaultdict(set)
        for office in self.offices:
            if office.counterpart and office.apart and office.of:
                self._apart[office.apart].add(office.of)
        self._firms = Counter(m.key for m in self.mentions if m.type is EntityType.COMPANY)
        for office in self.offices:
            if office.sense:
                continue
            if office.person is not None and office.of.startswith(_OF_COUNTRY):
                self._said[office.post].add(office.of)
            elif office.person is None:
                of = office.of or self._possessor(office)  # "la France rappelle son ambassadeur"
                vacant = self._vacant[office.post]
                free = len(vacant) < _MOST_TITLES and not is_plural(self.source, office)
                if of.startswith(_OF_COUNTRY) and free:
                    vacant.append(replace(office, of=of))

    def _told_in_passing(self) -> set[str]:
        """Countries of the headline, and those inside other names: "Société des eaux du Sénégal"."""
        scans = (self.source.scan, self.source.heading)
        found = {h.payload.key for scan in scans for h in scan.names if h.payload.key.startswith(_OF_COUNTRY)}
        return found | {key for scan in scans for a in scan.adjectives for key in a.payload.countries}

    def compete(self, office: Office) -> None:
        """Note a person whose title tells no country, and about whom the tables tell none."""
        if office.person is not None:
            self._rivals[office.post].add(office.person.key)

    def take(self, post: str, of: str) -> None:
        """Note that an office is held, so that no other person has it if one has it at a time."""
        self._taken[post].add(of)

    def country(self, office: Office) -> str:
        """The one country that the title can mean; "" when there are several.

        That of "son ministre"; the side that the text speaks from; the only one of the two under discussion
        whose office nobody else holds; the only one that the text names, unless its sentence tells a visit.
        """
        sibling = self._of_sibling(office)
        if sibling:
            return sibling
        leader, titled = office.post in LEADERS, office.entry.get("of") == "country"
        listed = titled and listed_after(self.source, self.offices, office, self.country_of)
        if listed:
            return listed
        of_any = office.post in _OF_ANYTHING and office.entry.get("of") != "country"
        if office.entry.get("of") == "organization" or of_any:
            if is_possessed(self.source, office.title_start):
                return self.owner(office)
            own = (
                self.owner(office)
                or self._main_firm(office)
                or body_told(self.source, self.mentions, office, self._bodies)
            )
            return own or self.spoken_of(office)
        bare = self.bare if self._may_be_bare(office) else ""
        own = self.owner(office) or self._by_name(office) or ("" if leader else bare)
        if own:
            return own if self.is_free(office, own) else ""
        taken = set(self._taken[office.post] if leader else self._said[office.post])
        side = "" if office.counterpart or not titled else self.publisher
        if side and side not in taken and self.is_free(office, side):
            return side
        apart = ""
        if office.counterpart and office.apart:
            apart = self.country_of(office.apart) or office.apart
            taken.add(apart)
        taken |= self._counterparts_of(office)
        vacant = {o.of for o in self._vacant[office.post] if self._is_same_title(o, office)} - taken
        pair = self.pair if len(self.pair) == _BOTH and office.post in _PAIRED else ()
        left = [key for key in (vacant if len(vacant) == 1 else pair) if key not in taken]
        left = [key for key in left if self.is_free(office, key)]
        if len(left) == 1 and (len(self._rivals[office.post]) == 1 or (len(pair) == _BOTH and apart in pair)):
            spoken = self.spoken_of(office) if left[0] == self.home and office.post == "Minister" else ""
            return spoken or left[0]
        sole = self._only if self._only not in self._counterparts_of(office) else ""
        if sole and titled and not (office.counterpart or self._travels(office) or self._meets(office, sole)):
            return sole if self.is_free(office, sole) else ""
        if titled and bare not in taken | {""}:
            return bare
        minister = office.post == "Minister" and not office.counterpart
        if minister and self.home not in taken and self._counterparts_of(office):
            return self.home  # who meets "son homologue letton" in a paper of another country
        return self.spoken_of(office) or self._other_side(office, apart)

    def _may_be_bare(self, office: Office) -> bool:
        """Whether a bare title may be of the country whose titles the text leaves bare.

        No counterpart of its officials is, nor who has no French name in a text of France on another country.
        """
        if office.counterpart and office.apart:
            return (self.country_of(office.apart) or office.apart) != self.bare
        if (
            office.person is None
            or self.bare != _FRANCE
            or len(self.pair) < _BOTH
            or _FRANCE not in self.pair
        ):
            return True
        return not self._names_tell or has_french_name(self.source, office.person, common=True)

    def _other_side(self, office: Office, apart: str) -> str:
        """The one country abroad that is spoken of, for another's minister's counterpart; "" if none."""
        if not (office.counterpart and apart.startswith(_OF_COUNTRY)) or office.entry.get("of") != "country":
            return ""
        spoken = country_spoken_of(self.source, self.mentions, office, topic=self.topic, home=self.home)
        of = spoken or self.topic
        return of if of not in {"", apart} and self.is_free(office, of) else ""

    def _of_sibling(self, office: Office) -> str:
        """The other of the two countries for one of "les deux ministres de la Santé, A et B"; "" if unclear.

        Two who share one portfolio are of two countries.
        """
        if len(self.pair) != _BOTH or office.post not in _PAIRED or not is_plural(self.source, office):
            return ""
        near = bisect_left(self.offices, office.start, key=lambda o: o.start)
        shared = [
            o
            for o in self.offices[max(0, near - _BOTH) : near + _BOTH]
            if o.title_start == office.title_start
        ]
        title = self.source.folded[office.title_start : office.title_end]
        if len(shared) != _BOTH or " " not in title:
            return ""
        other = next((o for o in shared if o.person is not None and o.person != office.person), None)
        side = self.country_of(other.person.key) if other is not None and other.person is not None else ""
        return next((key for key in self.pair if key != side), "") if side in self.pair else ""

    def spoken_of(self, office: Office) -> str:
        """The country under discussion where a title is given, if nothing speaks against it."""
        kind = office.entry.get("of")
        titled = kind == "country" or (kind == "state" and is_bare(self.source, office))
        titled = titled or (office.post in LEADERS and is_bare(self.source, office))
        if office.counterpart or not titled or is_plural(self.source, office):
            return ""
        of = country_spoken_of(self.source, self.mentions, office, topic=self.topic, home=self.home)
        own = of not in {"", *self._counterparts_of(office)} and not self._meets(office, of)
        own = own and not is_journey(self.source, self.mentions, office, of)
        return of if own and self.is_free(office, of) else ""

    def _counterparts_of(self, office: Office) -> set[str]:
        """Countries of whose officials one is the counterpart: "X a reçu son homologue grec" is no Greek."""
        return self._apart[office.person.key] if office.person is not None else set()

    def is_free(self, office: Office, country: str) -> bool:
        """Whether the tables know nobody else in an office that one person holds at a time."""
        if office.person is None or office.post not in LEADERS:
            return True
        other = _OTHER_HEAD.get(office.post, "")
        if other and self.source.knowledge.holder(other, country, self.date):
            return False  # a kingdom has no president, a republic no king
        if office.sense:
            return True  # "le président élu", "l'ancien président": another holds it now
        return self.source.knowledge.holder(office.post, country, self.date) in {"", office.person.key}

    def _travels(self, office: Office) -> bool:
        """Whether its sentence tells of a visit: who comes to the only country named is of another."""
        before = self.source.text[max(0, office.start - _SENTENCE) : office.start]
        after = self.source.text[office.end : office.end + _SENTENCE]
        low = office.start - len(_SENTENCE_END.split(before)[-1])
        hits = self.source.words("visits", low, office.end + len(_SENTENCE_END.split(after, 1)[0]))
        return any(hit.payload["form"] not in _NO_JOURNEY for hit in hits)

    def _meets(self, office: Office, country: str) -> bool:
        """Whether its sentence tells a talk with a minister of a country, so that it is of another."""
        low = max(0, office.start - _SENTENCE)
        low = office.start - len(_SENTENCE_END.split(self.source.text[low : office.start])[-1])
        after = _SENTENCE_END.split(self.source.text[office.end : office.end + _SENTENCE], 1)[0]
        high = office.end + len(after)
        first = bisect_left(self.offices, low, key=lambda o: o.start)
        last = bisect_left(self.offices, high, lo=first, key=lambda o: o.start)
        others = [o for o in self.offices[first:last] if o.post in _PAIRED and o.start != office.start]
        return any(
            other.of == country
            and self.source.words("meetings", min(other.end, office.end), max(other.start, office.start))
            for other in others
        )

    def _main_firm(self, office: Office) -> str:
        """The firm whose "PDG" one is where the title stands bare: the one that the text most names."""
        if office.post not in _OF_FIRMS or office.sense or not is_bare(self.source, office):
            return ""
        counts = self._firms.most_common(_BOTH)
        if not counts or (len(counts) == _BOTH and counts[0][1] < _BOTH * counts[1][1]):
            return ""
        return counts[0][0]

    def _by_name(self, office: Office) -> str:
        """The country of the press for a minister or an ambassador told by a name of it; "" if unclear."""
        if office.person is None or office.counterpart or office.post not in _BARE_AT_HOME:
            return ""
        posted = office.post in ALWAYS_SAID  # "l'ambassadeur" is the one of the text's own country
        tells = self._names_tell or posted or bool(self._counterparts_of(office))
        french = tells and has_french_name(self.source, office.person, common=posted)
        taken = posted and self.home in self._said[office.post]  # one ambassador only in a text
        return self.home if french and self.home == _FRANCE and not taken else ""

    def fits_by_name(self, person: Mention, country: str) -> bool:
        """Whether a name speaks against no country: a French one tells a minister of France."""
        return not self._names_tell or has_french_name(self.source, person) == (country == _FRANCE)

    def owner(self, office: Office) -> str:
        """The country or organization whose "son ministre", "son ancien directeur" one is; "" if unsaid."""
        if office.entry.get("of") == "organization" or office.post in _OF_ANYTHING:
            return self._possessor(office, ORGANIZATIONS)
        of_any = _COUNTRIES | ORGANIZATIONS if office.entry.get("org_post") else _COUNTRIES
        return self._possessor(office, of_any)

    def _possessor(self, office: Office, kinds: frozenset[EntityType] = _COUNTRIES) -> str:
        return possessor(self.source, self.mentions, office, kinds, self.country_of)

    def _is_same_title(self, one: Office, other: Office) -> bool:
        """Whether two titles of one post may be the same person's: no two ministers of different things."""
        if one.post in LEADERS or one.post in ALWAYS_SAID or one.entry != other.entry:
            return True
        words = [set(self.source.folded[o.title_start : o.title_end].split()[1:]) for o in (one, other)]
        return any(len(word) > _LONGEST_LINK for word in words[0] & words[1])
