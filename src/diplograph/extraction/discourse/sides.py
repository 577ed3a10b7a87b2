"""Who are meant two by two, or all together: "les deux pays", "les trois ministres", "son hôte"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.extraction.discourse.firms import nation_after
from diplograph.extraction.discourse.pronouns import is_followed
from diplograph.extraction.items import Item, is_coordination, preposition_before
from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.posts import past_civility
from diplograph.extraction.source import beginning
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

if TYPE_CHECKING:
    from diplograph.extraction.discourse.discourse import Discourse

_COMPLEMENT = pattern(r" (?:{of}|{and})")
_OF = pattern(r" {of}")
_HEADS_OF_STATE = frozenset({"HeadOfState", "Monarch"})
_MINISTERS = frozenset({"Minister", "HeadOfGovernment"})
_DESCRIBES = frozenset({"ADJ", "ADP"})
_MOST = 6
_OF_GOVERNMENT = ("gouvernement", "premiers ministres")


def plural(hit: Hit[Entry], keys: tuple[str, ...], kind: EntityType | None) -> Item:
    """An expression that stands for several."""
    return Item(hit.start, hit.end, "plural", keys, kind)


def two_countries(discourse: Discourse, before: list[Item]) -> tuple[str, ...]:
    """Two countries coordinated earlier in the sentence, else the two under discussion."""
    named = [i for i in before if i.type is EntityType.COUNTRY and i.kind in {"name", "body"}]
    distinct = tuple(dict.fromkeys(k for i in named for k in i.keys))
    pair = discourse.salience.pair if discourse.salience.of_firms else discourse.pair
    acting = tuple(dict.fromkeys(_countries_acting(discourse, before)))
    if len(acting) == 2:
        return acting
    if len(acting) == 1 and acting[0] not in pair and not discourse.salience.is_clear:
        return ()
    if len(distinct) == 2 and not set(distinct) & set(pair[:1]):
        return distinct
    for first, second in zip(named[-2:], named[-1:], strict=False):
        if is_coordination(discourse.source, first.end, second.start) and first.keys != second.keys:
            return (*first.keys, *second.keys)
    if len(pair) < 2 or (not discourse.salience.is_clear and pair == discourse.salience.pair):
        recent = discourse.focus.coordinated_pair(before, EntityType.COUNTRY)
        return recent or pair
    return pair


def _countries_acting(discourse: Discourse, before: list[Item]) -> list[str]:
    """Countries of the office holders named so far: "le ministre grec … son homologue letton"."""
    found: list[str] = []
    for item in before:
        if item.kind == "office" and item.country:
            found.append(item.country)
        elif item.is_plural and item.type is EntityType.PERSON:  # "les deux ministres … les deux pays"
            found.extend(country for key in item.keys if (country := discourse.country_of(key)))
    return found


def office_holders(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    """ "Les deux présidents", "les ministres grec et turc", "tous deux": persons, else their countries."""
    kind, source = hit.payload["kind"], discourse.source
    described = not hit.payload["count"] and _COMPLEMENT.match(source.folded, hit.end)
    if described and not is_followed(discourse, hit, "references", "countries"):
        return None  # "les dirigeants d'une vingtaine d'entreprises", "les ministres et experts"
    following = source.token_starting(hit.end)
    nation = beginning(source.scan.adjectives, hit.end + 1, hit.end + 2)
    if not hit.payload["count"] and following is not None and following.pos_ in _DESCRIBES and not nation:
        return None  # "les ministres arabes", "en charge de …"; not "les ministres grec et turc"
    here = tuple(dict.fromkeys(k for i in before if i.type is EntityType.PERSON for k in i.keys))
    keys: tuple[str, ...] = here if len(here) == 2 else ()
    if not keys and kind == "presidents" and (sides := _two_sides(discourse, before)):
        keys = discourse.leaders(sides, of_state=True)
    if not keys and hit.payload["count"] == "2":
        keys = _two_persons(discourse, kind, before)
    if not keys and kind == "ministers":
        keys = _named_ministers(discourse, hit)
    if not keys:
        countries = two_countries(discourse, before)
        if kind == "ministers":
            keys = countries if hit.payload["count"] in {"", "2"} else ()
        elif kind == "both":
            keys = ()
        else:
            keys = discourse.leaders(countries, of_state=kind == "presidents")
    if len(keys) < 2:
        return None
    return plural(hit, keys, discourse.type_of(keys))


def _two_persons(discourse: Discourse, kind: str, before: list[Item]) -> tuple[str, ...]:
    """Two persons of the sentences before, if their offices fit the title: "les deux hommes" fits anyone.

    Those whom the headline alone names, if the text has named no two so far.
    """
    persons = discourse.focus.persons or discourse.titled
    if kind in {"heads", "both"} and len(persons) == 2:
        return persons
    wanted = _HEADS_OF_STATE if kind == "presidents" else _MINISTERS
    found: dict[str, None] = {}
    for item in discourse.focus.back(before, EntityType.PERSON):
        if discourse.posts(item.keys[0]) & wanted:
            found[item.keys[0]] = None
    if kind == "presidents" and len(persons) == 2 and all(discourse.posts(p) & wanted for p in persons):
        return persons
    if len(found) == 2 and kind == "ministers":
        return tuple(found)[::-1]
    recent = dict.fromkeys(i.keys[0] for i in discourse.focus.back(before, EntityType.PERSON))
    return tuple(recent)[::-1] if kind == "heads" and len(recent) == 2 and not persons else ()


def _named_ministers(discourse: Discourse, hit: Hit[Entry]) -> tuple[str, ...]:
    """Ministers of different states named before "les ministres", in order; () unless as many as it says.

    Of two, where the text named more, those of its title.
    """
    count = int(hit.payload["count"] or 0)
    words = discourse.source.folded[hit.start : hit.end]
    post = "HeadOfGovernment" if words.endswith(_OF_GOVERNMENT) else "Minister"
    found: dict[str, str] = {}
    for office in discourse.offices:
        if office.start >= hit.start or office.post != post or office.person is None or office.sense:
            continue
        of = discourse.office_of(office)
        if of.startswith("country/"):
            found.setdefault(office.person.key, of)
    persons = tuple(found)
    if count == 2 and len(persons) > count:
        title = fold(discourse.source.analysed.document.title)
        names = {o.person.key: o.person.name for o in discourse.offices if o.person is not None}
        persons = tuple(p for p in persons if fold(names[p]) in title)
    if len(persons) != count and (count or not 2 <= len(persons) <= _MOST):
        return ()
    states = {found[person] for person in persons}
    return persons if len(states) == len(persons) or (count > 2 and len(states) == 2) else ()


def _two_sides(discourse: Discourse, before: list[Item]) -> tuple[str, ...]:
    """The two countries that this sentence coordinates: "les liens entre A et B … les deux présidents"."""
    named = [i for i in before if i.type is EntityType.COUNTRY and i.kind == "name"][-2:]
    if len(named) < 2 or named[0].keys == named[1].keys:
        return ()
    joined = is_coordination(discourse.source, named[0].end, named[1].start)
    between = preposition_before(discourse.source, named[0].start) == "entre"
    return (*named[0].keys, *named[1].keys) if joined and between else ()


def partner(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    """ "Son hôte", "son interlocuteur russe": the other of the two who meet, or whose name follows."""
    source = discourse.source
    nation = nation_after(discourse, hit.end)
    end = nation[1] if nation else hit.end
    named = _named_behind(discourse, end)
    if named is not None:
        lead, country = named.start - hit.start, discourse.country_of(named.key)
        return Item(hit.start, named.end, "name", (named.key,), EntityType.PERSON, country, lead)
    if _OF.match(source.folded, end):
        return None  # "son interlocuteur du syndicat"
    own = next((i for i in reversed(before) if i.type is EntityType.PERSON and len(i.keys) == 1), None)
    own = own or discourse.focus.subject((), "")
    if own is None or own.type is not EntityType.PERSON:
        return None
    told = discourse.focus.back((), EntityType.PERSON, within=2)
    others = dict.fromkeys(i.keys[0] for i in told if i.keys != own.keys)
    side = own.country or discourse.country_of(own.keys[0])
    if nation:
        fits = [key for key in others if discourse.country_of(key) == nation[0]]
    else:
        fits = [key for key in others if _is_of_another(discourse, key, side)]
    if nation and not fits:
        return Item(hit.start, end, "anaphor", (nation[0],), EntityType.COUNTRY, nation[0])
    if len(fits) > 1 and set(discourse.focus.persons) == {own.keys[0], fits[0]}:
        fits = fits[:1]
    if len(fits) != 1:
        return None
    return Item(hit.start, end, "anaphor", (fits[0],), EntityType.PERSON, discourse.country_of(fits[0]))


def _is_of_another(discourse: Discourse, person: str, side: str) -> bool:
    """Whether somebody speaks for another country than one side, as far as the text tells."""
    country = discourse.country_of(person)
    return not country or not side or country != side


def _named_behind(discourse: Discourse, end: int) -> Mention | None:
    """The person whose name follows, a comma between at most: "son hôte, | Ana Duval"."""
    comma = 2 if discourse.source.folded.startswith(", ", end) else 1
    begin = past_civility(discourse.source, end + comma)
    return discourse.named_at(begin, EntityType.PERSON)
