"""What "les deux pays", "le groupe français", "ce dernier" or "notre pays" stand for.

Each row of the table says which sort of expression it is; here each sort looks for whom it means in what the
text spoke of last. An expression that may mean several things means nothing here: no fact is better than a
fact about somebody else.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from diplograph.extraction.discourse.bare_capitals import bare_capital
from diplograph.extraction.discourse.colleagues import named_ministers
from diplograph.extraction.discourse.firms import firm, is_named_next, nation_after, two_firms
from diplograph.extraction.discourse.homelands import country_of_description
from diplograph.extraction.discourse.pronouns import (
    governed_pronoun,
    is_followed,
    one_of_two,
    pronoun,
    two_sides,
)
from diplograph.extraction.discourse.short_names import short_name
from diplograph.extraction.items import Item, is_coordination, preposition_before
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
_FIRMS = frozenset({"company", "venture", "giant", "maker"})
_TWO_OF = {
    "bodies": (EntityType.PUBLIC_BODY, EntityType.INSTITUTION),
    "towns": (EntityType.CITY, EntityType.REGION),
}
_HEADS_OF_STATE = frozenset({"HeadOfState", "Monarch"})


def resolved(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    """The expression with whom it stands for, or None when the text does not make it clear."""
    kind = hit.payload["kind"]
    if kind in {"countries", "parties"}:
        told = _body(discourse, hit) if kind == "parties" else None
        if told is not None and told.is_plural:
            return told  # "les parties grecque et turque"
        if _is_of_others(discourse, hit):
            return None
        keys = _two_countries(discourse, before)
        return _plural(hit, keys, EntityType.COUNTRY) if len(keys) > 1 else None
    if kind in {"first", "second"}:
        return one_of_two(discourse, hit, before)
    if kind == "both":  # as a subject only: not "les ministres ont tous deux dit"
        opened = discourse.source.folded[max(0, hit.start - 5) : hit.start]
        return _office_holders(discourse, hit, before) if _OPENED.search(opened) else None
    if kind == "several":
        keys = discourse.focus.coordinated(before, EntityType.COUNTRY, int(hit.payload["count"]))
        return _plural(hit, keys, EntityType.COUNTRY) if keys else None
    if kind in {"heads", "presidents", "ministers"}:
        return _office_holders(discourse, hit, before)
    if kind == "companies":
        keys = two_firms(discourse, before)
        return _plural(hit, keys, EntityType.COMPANY) if len(keys) == 2 else None
    if kind in _TWO_OF:
        keys = _two_of(discourse, before, _TWO_OF[kind])
        return _plural(hit, keys, discourse.type_of(keys)) if keys else None
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
    if kind in {"leader", "official"}:
        return _leader(discourse, hit, before)
    if kind in {"country", "its", "own", "your"}:
        key = country_of_description(discourse, hit, before)
        return Item(hit.start, hit.end, "anaphor", (key,), EntityType.COUNTRY) if key else None
    if kind == "him" or (kind == "elle" and preposition_before(discourse.source, hit.start)):
        return governed_pronoun(discourse, hit, before)
    if kind in {"ils", "il", "elle", "latter", "latter_f", "latters"}:
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
    position = bisect_left(discourse.mentions, link.end(), key=lambda m: m.start) if link else 0
    return bool(
        link and position < len(discourse.mentions) and discourse.mentions[position].start == link.end()
    )


def _plural(hit: Hit[Entry], keys: tuple[str, ...], kind: EntityType | None) -> Item:
    return Item(hit.start, hit.end, "plural", keys, kind)


def _two_countries(discourse: Discourse, before: list[Item]) -> tuple[str, ...]:
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
    return [i.country for i in before if i.kind == "office" and i.country]


def _office_holders(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    kind, source = hit.payload["kind"], discourse.source
    described = not hit.payload["count"] and _COMPLEMENT.match(source.folded, hit.end)
    if described and not is_followed(discourse, hit, "references", "countries"):
        return None  # "les dirigeants d'une vingtaine d'entreprises", "les ministres et experts"
    following = source.token_starting(hit.end)
    nation = beginning(source.scan.adjectives, hit.end + 1, hit.end + 2)
    if not hit.payload["count"] and following is not None and following.pos_ == "ADJ" and not nation:
        return None  # "les ministres arabes"; not "les ministres grec et turc"
    here = tuple(dict.fromkeys(k for i in before if i.type is EntityType.PERSON for k in i.keys))
    keys: tuple[str, ...] = here if len(here) == 2 else ()
    if not keys and kind == "presidents" and (sides := two_sides(discourse, before)):
        keys = discourse.leaders(sides, of_state=True)
    if not keys and hit.payload["count"] == "2":
        keys = _two_persons(discourse, kind, before)
    if not keys and kind == "ministers":
        keys = named_ministers(discourse, hit)
    if not keys:
        countries = _two_countries(discourse, before)
        if kind == "ministers":
            keys = countries if hit.payload["count"] in {"", "2"} else ()
        elif kind == "both":
            keys = ()
        else:
            keys = discourse.leaders(countries, of_state=kind == "presidents")
    if len(keys) < 2:
        return None
    return _plural(hit, keys, discourse.type_of(keys))


def _two_persons(discourse: Discourse, kind: str, before: list[Item]) -> tuple[str, ...]:
    """Two persons of the sentences before, if their offices fit the title: "les deux hommes" fits anyone.

    Those whom the headline alone names, if the text has named no two so far.
    """
    persons = discourse.focus.persons or discourse.titled
    if kind in {"heads", "both"} and len(persons) == 2:
        return persons
    wanted = _HEADS_OF_STATE if kind == "presidents" else frozenset({"Minister", "HeadOfGovernment"})
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
    position = bisect_left(discourse.mentions, link.end(), key=lambda m: m.start) if link else 0
    if link and position < len(discourse.mentions):
        mention = discourse.mentions[position]
        if mention.start == link.end() and mention.type is EntityType.COUNTRY:
            return Item(hit.start, mention.end, "body", (mention.key,), EntityType.COUNTRY)
    return None


def _second_adjective(discourse: Discourse, hit: Hit[Entry], end: int) -> Hit[Adjective] | None:
    """The second country of "les armées nigérienne et béninoise"."""
    source = discourse.source
    several = source.folded.startswith(("les ", "des ", "aux "), hit.start)
    if not several or not source.folded.startswith(" et ", end):
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
    if nation is not None and hit.payload["kind"] == "official":
        for item in discourse.focus.back(before, EntityType.PERSON):
            if (item.country or discourse.country_of(item.keys[0])) == nation[0]:
                return Item(hit.start, nation[1], "anaphor", item.keys, item.type, nation[0])
        return None
    if nation is not None:
        key = discourse.leader(nation[0]) or nation[0]
        return Item(hit.start, nation[1], "office", (key,), discourse.type_of((key,)), nation[0])
    if _COMPLEMENT.match(discourse.source.folded, hit.end) or is_named_next(discourse, hit.end):
        return None
    for item in discourse.focus.back(before, EntityType.PERSON, within=1):
        if not preposition_before(discourse.source, item.start):
            return Item(hit.start, hit.end, "anaphor", item.keys, item.type, item.country)
    return None


def _person_named(discourse: Discourse, end: int) -> Mention | None:
    """The person whose name follows a description at once: "le diplomate kazakh | Aïdar Batyrov"."""
    mentions = discourse.mentions
    if not discourse.source.folded.startswith(" ", end):
        return None
    begin = past_civility(discourse.source, end + 1)
    first = bisect_left(mentions, begin, key=lambda m: m.start)
    found = mentions[first] if first < len(mentions) else None
    return found if found and found.start == begin and found.type is EntityType.PERSON else None
