"""What "les deux pays", "le groupe français", "ce dernier" or "notre pays" stand for.

Each row of the table says which sort of expression it is; here each sort looks for whom it means in what the
text spoke of last. An expression that may mean several things means nothing here: no fact is better than a
fact about somebody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.extraction.discourse.firms import (
    firm,
    firms_agreeing,
    is_named_next,
    nation_after,
    two_firms,
)
from diplograph.extraction.discourse.homelands import bare_capital, country_of_description
from diplograph.extraction.discourse.pronouns import (
    governed_pronoun,
    one_of_two,
    pronoun,
)
from diplograph.extraction.discourse.short_names import short_name
from diplograph.extraction.discourse.sides import office_holders, partner, plural, two_countries
from diplograph.extraction.items import Item, preposition_before
from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.posts import past_civility
from diplograph.extraction.source import beginning, is_quoted
from diplograph.knowledge import Adjective, Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

if TYPE_CHECKING:
    from diplograph.extraction.discourse.discourse import Discourse

_COMPLEMENT = pattern(r" (?:{of}|{and})")
_OF_COUNTRY = pattern(r" {of}{the}?(?:republique {of}{the}?)?")
_OPENED = pattern(r"(?:^ *|[.!?»] *|, | {that})$")
_ALL = pattern(r"(?:les |des |aux |ces |{own})")
_AT_THE_TOP = frozenset({"HeadOfState", "HeadOfGovernment", "Monarch"})
_FIRMS = frozenset({"company", "venture", "giant", "maker"})
_TWO_OF = {
    "bodies": (EntityType.PUBLIC_BODY, EntityType.INSTITUTION),
    "towns": (EntityType.CITY, EntityType.REGION),
}


def resolved(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    """The expression with whom it stands for, or None when the text does not make it clear."""
    kind = hit.payload["kind"]
    if kind in {"countries", "parties"}:
        told = _body(discourse, hit) if kind == "parties" else None
        if told is not None and told.is_plural:
            return told  # "les parties grecque et turque"
        if _is_of_others(discourse, hit):
            return None
        if kind == "parties" and (pair := firms_agreeing(discourse, before)):
            return plural(hit, pair, EntityType.COMPANY)
        keys = two_countries(discourse, before)
        return plural(hit, keys, EntityType.COUNTRY) if len(keys) > 1 else None
    if kind in {"first", "second"}:
        return one_of_two(discourse, hit, before)
    if kind == "both":  # as a subject only: not "les ministres ont tous deux dit"
        opened = discourse.source.folded[max(0, hit.start - 5) : hit.start]
        return office_holders(discourse, hit, before) if _OPENED.search(opened) else None
    if kind == "several":
        keys = discourse.focus.coordinated(before, EntityType.COUNTRY, int(hit.payload["count"]))
        return plural(hit, keys, EntityType.COUNTRY) if keys else None
    if kind in {"heads", "presidents", "ministers"}:
        return office_holders(discourse, hit, before)
    if kind == "companies":
        keys = two_firms(discourse, before)
        return plural(hit, keys, EntityType.COMPANY) if len(keys) == 2 else None
    if kind in _TWO_OF:
        keys = _two_of(discourse, before, _TWO_OF[kind])
        return plural(hit, keys, discourse.type_of(keys)) if keys else None
    if kind in _FIRMS:
        return firm(discourse, hit, before)
    if kind in {"short", "union"}:
        return short_name(discourse, hit)
    if kind == "organization":
        return _organization(discourse, hit, before)
    if kind == "body":
        return _body(discourse, hit)
    if kind == "capital":
        return _capital(discourse, hit)
    if kind == "partner":
        return partner(discourse, hit, before)
    if kind in {"leader", "official", "diplomat"}:
        return _leader(discourse, hit, before)
    if kind in {"country", "its", "own", "your"}:
        key = country_of_description(discourse, hit, before)
        return Item(hit.start, hit.end, "anaphor", (key,), EntityType.COUNTRY) if key else None
    if kind == "him" or (kind == "elle" and preposition_before(discourse.source, hit.start)):
        return governed_pronoun(discourse, hit, before)
    if kind in {"ils", "elles", "il", "elle", "latter", "latter_f", "latters"}:
        return pronoun(discourse, hit, before)
    if kind == "speaker":
        speaker = discourse.speaker
        if not speaker or is_quoted(discourse.source, hit.start):
            return None
        return Item(hit.start, hit.end, "pronoun", (speaker,), discourse.type_of((speaker,)))
    return None  # homologue: read with the offices


def _is_of_others(discourse: Discourse, hit: Hit[Entry]) -> bool:
    """Whether others are meant: "toutes les parties", "les deux voisins du Caucase"."""
    source = discourse.source
    if source.folded.endswith("toutes ", 0, hit.start):
        return True
    link = _OF_COUNTRY.match(source.folded, hit.end)
    return link is not None and discourse.named_at(link.end()) is not None


def _two_of(discourse: Discourse, before: list[Item], kinds: tuple[EntityType, ...]) -> tuple[str, ...]:
    """The two bodies or towns of "les deux ministères": named last as a pair, else the only two of late."""
    for kind in kinds:
        pair = discourse.focus.coordinated_pair(before, kind)
        if pair:
            return pair
    recent = tuple(dict.fromkeys(i.keys[0] for i in discourse.focus.back(before, *kinds)))
    return recent[::-1] if len(recent) == 2 else ()


def _organization(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    """ "L'organisation panafricaine": the international organization spoken of last."""
    if _COMPLEMENT.match(discourse.source.folded, hit.end):
        return None  # "l'organisation d'un forum"
    for item in discourse.focus.back(before, EntityType.INTERNATIONAL_ORGANIZATION):
        return Item(hit.start, hit.end, "anaphor", item.keys, item.type)
    return None


def _body(discourse: Discourse, hit: Hit[Entry]) -> Item | None:
    """ "le gouvernement serbe", "les autorités du Kenya", "la partie kazakhe": the country as an actor."""
    adjectives = beginning(discourse.source.scan.adjectives, hit.end + 1, hit.end + 2)
    for adjective in adjectives:
        if len(adjective.payload.countries) == 1:
            second = _second_adjective(discourse, hit, adjective.end)
            end = second.end if second else adjective.end
            keys = (*adjective.payload.countries, *(second.payload.countries if second else ()))
            return Item(hit.start, end, "body", tuple(dict.fromkeys(keys)), EntityType.COUNTRY)
    link = _OF_COUNTRY.match(discourse.source.folded, hit.end)
    country = discourse.named_at(link.end(), EntityType.COUNTRY) if link else None
    return (
        Item(hit.start, country.end, "body", (country.key,), EntityType.COUNTRY)
        if country is not None
        else None
    )


def _second_adjective(discourse: Discourse, hit: Hit[Entry], end: int) -> Hit[Adjective] | None:
    """The second country of "les armées nigérienne et béninoise"."""
    source = discourse.source
    if not _ALL.match(source.folded, hit.start) or not source.folded.startswith(" et ", end):
        return None
    found = beginning(source.scan.adjectives, end + 4, end + 5)
    return next((a for a in found if len(a.payload.countries) == 1), None)


def _capital(discourse: Discourse, hit: Hit[Entry]) -> Item | None:
    """ "La capitale tchadienne", "la capitale du Tchad": the town, where the tables know it."""
    country = _body(discourse, hit)
    if country is None:
        return bare_capital(discourse, hit)
    forms = discourse.source.knowledge.gazetteer.countries.get(country.keys[0])
    if forms is None or not forms.capital:
        return None
    # the article is left outside, so that the preposition before it is seen
    return Item(hit.start, country.end, "name", (forms.capital,), EntityType.CITY)


def _leader(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    """ "le dirigeant kazakh", "le diplomate"."""
    nation = nation_after(discourse, hit.end)
    end = nation[1] if nation else hit.end
    named = _person_named(discourse, end)
    if named is not None:
        country = nation[0] if nation else discourse.country_of(named.key)
        lead = named.start - hit.start
        return Item(hit.start, named.end, "name", (named.key,), EntityType.PERSON, country, lead)
    if discourse.source.text[end + 1 : end + 2].isupper() and discourse.source.text[end] == " ":
        return None  # somebody whose name nothing recognised
    if nation is not None and hit.payload["kind"] != "leader":
        for item in discourse.focus.back(before, EntityType.PERSON):
            of_nation = (item.country or discourse.country_of(item.keys[0])) == nation[0]
            if of_nation and _may_be_called(discourse, hit, item):
                return Item(hit.start, nation[1], "anaphor", item.keys, item.type, nation[0])
        return None
    if nation is not None:
        key = discourse.leader(nation[0]) or nation[0]
        return Item(hit.start, nation[1], "office", (key,), discourse.type_of((key,)), nation[0])
    if _COMPLEMENT.match(discourse.source.folded, hit.end) or is_named_next(discourse, hit.end):
        return None
    for item in discourse.focus.back(before, EntityType.PERSON, within=1):
        if not preposition_before(discourse.source, item.start) and _may_be_called(discourse, hit, item):
            return Item(hit.start, hit.end, "anaphor", item.keys, item.type, item.country)
    return None


def _may_be_called(discourse: Discourse, hit: Hit[Entry], person: Item) -> bool:
    """Whether a noun may mean a person: a head of state is no "diplomate"."""
    return hit.payload["kind"] != "diplomat" or not discourse.posts(person.keys[0]) & _AT_THE_TOP


def _person_named(discourse: Discourse, end: int) -> Mention | None:
    """The person whose name follows a description at once: "le diplomate kazakh | Aïdar Batyrov"."""
    if not discourse.source.folded.startswith(" ", end):
        return None
    return discourse.named_at(past_civility(discourse.source, end + 1), EntityType.PERSON)
