"""Whom a title of office stands for: "le président français", "son PDG", "le ministre", "son homologue"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from diplograph.extraction.discourse.references import resolved
from diplograph.extraction.discourse.titled_later import taken_up
from diplograph.extraction.items import Item, preposition_before
from diplograph.extraction.offices.offices import Office
from diplograph.extraction.offices.posts import PAST
from diplograph.extraction.source import Source
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

if TYPE_CHECKING:
    from diplograph.extraction.discourse.discourse import Discourse

_CLAUSE = pattern(r"[;:]| (?:{which}|{but})")
_OF = pattern(r" {of}")
_TITLE_TAIL = 14  # characters of "du groupe" after a title


def title_of(source: Source, office: Office) -> str:
    """The folded words of a title."""
    return source.folded[office.title_start : office.title_end]


def bearers_of_titles(source: Source, offices: Sequence[Office]) -> Mapping[str, Set[str]]:
    """Persons named with a title of several words, by that title."""
    found: dict[str, set[str]] = {}
    for office in offices:
        title = title_of(source, office)
        if office.person is not None and " " in title:
            found.setdefault(title, set()).add(office.person.key)
    return found


def office_item(discourse: Discourse, office: Office, before: list[Item]) -> Item:
    """What a title stands for: the person who holds the office, else the country or body it is of, else none.

    Args:
        before: what the sentence refers to before it, in order.
    """
    of = discourse.office_of(office) or _organization(discourse, office, before)
    country = of if of.startswith("country/") else ""
    if office.person is not None:
        key = office.person.key
        discourse.settled[office.start] = (key, of)
        country = country or discourse.country_of(key)
        return Item(office.start, office.end, "office", (key,), EntityType.PERSON, country)
    if _is_unreadable(discourse, office):
        return Item(office.start, office.end, "office", ())
    if office.counterpart and not office.of:
        other = _other(discourse, before)
        meant = (other,) if other else ()
        return Item(
            office.start, office.end, "office", meant, discourse.type_of(meant), discourse.country_of(other)
        )
    person = discourse.holder(office.post, of) if of and office.sense not in PAST else ""
    if office.post == "Minister":
        person = discourse.only_holder(office.post, of) or _by_gender(discourse, office, of)
    if not of and not office.sense:
        person = _bearer(discourse, office, before)
        country = discourse.country_of(person) if person else ""
        if person and country:
            discourse.settled[office.start] = (person, country)
    if not person and (taken := taken_up(discourse, office, before)):
        person, of = taken
        discourse.settled[office.start] = (person, of)
        country = of if of.startswith("country/") else ""
    if person:
        return Item(office.start, office.end, "office", (person,), EntityType.PERSON, country)
    if of:
        return Item(office.start, office.end, "office", (of,), discourse.type_of((of,)), country)
    return Item(office.start, office.end, "office", ())


def _by_gender(discourse: Discourse, office: Office, of: str) -> str:
    """Of several ministers of a country whom the text names, the only woman for "la", man for "le"."""
    woman = discourse.source.folded.startswith(("la ", "sa ", "de la ", "a la "), office.start)
    gender = "f" if woman else "m"
    fits = [p for p in discourse.named(office.post, of) if discourse.focus.genders.get(p) == gender]
    return fits[0] if len(fits) == 1 and not office.counterpart else ""


def _is_unreadable(discourse: Discourse, office: Office) -> bool:
    """Whether a title without a person means no one: a plural, or with a name that nothing recognised."""
    noun = discourse.source.folded[office.title_start : office.title_end].split(" ", 1)[0]
    rest = discourse.source.text[office.title_end : office.title_end + 2]
    return noun.endswith("s") or (rest[:1] == " " and rest[1:].isupper() and not office.of)


def _organization(discourse: Discourse, office: Office, before: list[Item]) -> str:
    """The company of "son PDG", "le secrétaire général du groupe"; "" for any other title."""
    if office.entry.get("of") != "organization" and not office.entry.get("org_post"):
        return ""
    words = discourse.source.words("references", office.title_start, office.title_end + _TITLE_TAIL)
    for hit in words:
        if hit.payload["kind"] in {"company", "giant"}:
            item = resolved(discourse, hit, before)
            return item.keys[0] if item is not None else ""
    if office.person is None and discourse.source.folded.startswith(("son ", "sa "), office.start):
        subject = discourse.focus.subject([i for i in before if i.type is EntityType.COMPANY], "")
        return subject.keys[0] if subject and subject.type is EntityType.COMPANY else ""
    return ""


def _other(discourse: Discourse, before: list[Item]) -> str:
    """Whom "son homologue" means where no country is said: the other side's person, spoken of last."""
    own = next((i for i in reversed(before) if i.type is EntityType.PERSON and len(i.keys) == 1), None)
    side = (own.country or discourse.country_of(own.keys[0])) if own is not None else ""
    if own is None or not side:
        return ""
    for item in discourse.focus.back([], EntityType.PERSON, within=2):
        if discourse.country_of(item.keys[0]) not in {"", side}:
            return item.keys[0]
    return ""


def _bearer(discourse: Discourse, office: Office, before: list[Item]) -> str:
    """Whom a bare title means: "le ministre", the one minister spoken of last."""
    if _OF.match(discourse.source.folded, office.title_end):
        return ""  # "le directeur du port"
    found: dict[str, None] = {}
    for item in discourse.focus.back(before, EntityType.PERSON):
        same = item in before and not _CLAUSE.search(discourse.source.folded, item.end, office.start)
        if not same and office.post in discourse.posts(item.keys[0]):
            found[item.keys[0]] = None
    titled = found.keys() & discourse.bearers.get(title_of(discourse.source, office), frozenset())
    if len(found) == 1 or len(titled) == 1:
        return next(iter(titled or found))
    last = {i.keys[0] for i in discourse.focus.back([], EntityType.PERSON, within=1)}
    here = [person for person in found if person in last]
    free = [
        i.keys[0] for i in discourse.focus.back([], EntityType.PERSON, within=1) if _is_free(discourse, i)
    ]
    free = [person for person in here if person in free]  # not "avec son homologue"
    return (free if len(here) > 1 else here)[0] if len(here) == 1 or len(free) == 1 else ""


def _is_free(discourse: Discourse, item: Item) -> bool:
    return not preposition_before(discourse.source, item.start)
