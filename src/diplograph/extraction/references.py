"""What "les deux pays", "le groupe français", "ce dernier" or "notre pays" stand for.

Each row of the table says which sort of expression it is; here each sort looks for whom it means in what the
text spoke of last. An expression that may mean several things means nothing here: no fact is better than a
fact about somebody else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from diplograph.extraction.firms import firm, is_named_next, nation_after, two_firms
from diplograph.extraction.items import Item, is_coordination, preposition_before
from diplograph.extraction.mentions import Mention
from diplograph.extraction.posts import past_civility
from diplograph.extraction.source import beginning, is_quoted
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.model import EntityType

if TYPE_CHECKING:
    from diplograph.extraction.discourse import Discourse

_COMPLEMENT = re.compile(r" (?:d'|de |du |des |et )")
_OF_COUNTRY = re.compile(r" (?:de la |de l'|du |des |de |d')(?:republique (?:de la |de l'|du |des |de |d'))?")
_DESCRIBED_COUNTRY = re.compile(
    r" (?:d'|de |du |des |le plus |le moins |ou |dont )"
)  # "le pays le plus peuplé"
_NEXT_WORDS = 30
_FIRMS = frozenset({"company", "venture", "giant", "maker"})
_HEADS_OF_STATE = frozenset({"HeadOfState", "Monarch"})


def resolved(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    """The expression with whom it stands for, or None when the text does not make it clear."""
    kind = hit.payload["kind"]
    if kind in {"countries", "parties"}:
        if _is_of_others(discourse, hit):
            return None
        keys = _two_countries(discourse, before)
        return _plural(hit, keys, EntityType.COUNTRY) if len(keys) > 1 else None
    if kind in {"heads", "presidents", "ministers"}:
        return _office_holders(discourse, hit, before)
    if kind == "companies":
        keys = two_firms(discourse, before)
        return _plural(hit, keys, EntityType.COMPANY) if len(keys) == 2 else None
    if kind in _FIRMS:
        return firm(discourse, hit, before)
    if kind == "body":
        return _body(discourse, hit)
    if kind in {"leader", "official"}:
        return _leader(discourse, hit, before)
    if kind in {"country", "its", "own", "your"}:
        key = _one_country(discourse, hit, before)
        return Item(hit.start, hit.end, "anaphor", (key,), EntityType.COUNTRY) if key else None
    if kind in {"ils", "il", "elle", "latter", "latter_f", "latters"}:
        return _pronoun(discourse, hit, before)
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
    described = hit.payload["count"] != "2" and _COMPLEMENT.match(source.folded, hit.end)
    if described and not _is_followed(discourse, hit, "references", "countries"):
        return None  # "les dirigeants d'une vingtaine d'entreprises", "les ministres et experts"
    here = tuple(dict.fromkeys(k for i in before if i.type is EntityType.PERSON for k in i.keys))
    keys: tuple[str, ...] = here if len(here) == 2 else ()
    if not keys and hit.payload["count"] == "2":
        keys = _two_persons(discourse, kind, before)
    if not keys:
        countries = _two_countries(discourse, before)
        if kind == "ministers":
            keys = countries
        else:
            keys = discourse.leaders(countries, of_state=kind == "presidents")
    if len(keys) < 2:
        return None
    return _plural(hit, keys, discourse.type_of(keys))


def _two_persons(discourse: Discourse, kind: str, before: list[Item]) -> tuple[str, ...]:
    """Two persons of the sentences before, if their offices fit the title: "les deux hommes" fits anyone."""
    persons = discourse.focus.persons
    if kind == "heads" and len(persons) == 2:
        return persons
    wanted = _HEADS_OF_STATE if kind == "presidents" else frozenset({"Minister", "HeadOfGovernment"})
    found: dict[str, None] = {}
    for item in discourse.focus.back(before, EntityType.PERSON):
        if discourse.posts(item.keys[0]) & wanted:
            found[item.keys[0]] = None
    if kind == "presidents" and len(persons) == 2 and all(discourse.posts(p) & wanted for p in persons):
        return persons
    return tuple(found)[::-1] if len(found) == 2 and kind == "ministers" else ()


def _body(discourse: Discourse, hit: Hit[Entry]) -> Item | None:
    """ "le gouvernement serbe", "les autorités du Kenya", "la partie kazakhe": the country as an actor."""
    adjectives = beginning(discourse.source.scan.adjectives, hit.end + 1, hit.end + 2)
    for adjective in adjectives:
        if len(adjective.payload.countries) == 1:
            return Item(hit.start, adjective.end, "body", adjective.payload.countries, EntityType.COUNTRY)
    link = _OF_COUNTRY.match(discourse.source.folded, hit.end)
    position = bisect_left(discourse.mentions, link.end(), key=lambda m: m.start) if link else 0
    if link and position < len(discourse.mentions):
        mention = discourse.mentions[position]
        if mention.start == link.end() and mention.type is EntityType.COUNTRY:
            return Item(hit.start, mention.end, "body", (mention.key,), EntityType.COUNTRY)
    return None


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


def _one_country(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> str:
    source, kind = discourse.source, hit.payload["kind"]
    if kind == "country" and source.folded.endswith("dont ", 0, hit.start):
        kind = "its"  # "Duval, dont le pays préside le conseil"
    if kind in {"own", "your"}:
        own = discourse.principal(discourse.speaker) if discourse.speaker else ""
        if not own.startswith("country/"):
            return ""
        others = [key for key in discourse.salience.pair if key != own]
        return own if kind == "own" else (others[0] if len(others) == 1 else "")
    if kind == "its":
        for item in before:
            if item.type is EntityType.PERSON and not preposition_before(discourse.source, item.start):
                return item.country or discourse.country_of(item.keys[0])
        return ""
    return _country_meant(discourse, hit, before)


def _country_meant(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> str:
    """ "le pays": of the countries named last in the paragraph, else the one that the text is about.

    Of several it is the one of the text's pair, or the one that the last sentence is about; "" when that is
    not clear.
    """
    source = discourse.source
    if _DESCRIBED_COUNTRY.match(source.folded, hit.end):
        return ""
    recent = list(discourse.focus.back(before, EntityType.COUNTRY, within=2))
    opened = source.text.rfind("\n", 0, hit.start) + 1
    found = list(dict.fromkeys(i.keys[0] for i in recent))
    here = {i.keys[0] for i in recent if i.start >= opened}
    if len(found) > 1 and discourse.home in found:
        found.remove(discourse.home)
    noun = source.folded[hit.start : hit.end].rpartition(" ")[2] + " "
    same = [key for key in found if _is_officially(discourse, key, noun)]  # "le royaume"
    topic = discourse.topic
    if not same and not here - {discourse.home}:
        return topic  # no country in this paragraph so far: the last one's may be out of mind
    main = [key for key in same or found if key in discourse.salience.pair]
    if topic in main and main[0] != topic and not _is_subject(discourse, main[0], recent):
        return topic
    return next(iter([*main, *same, *found]), "")


def _is_subject(discourse: Discourse, key: str, items: list[Item]) -> bool:
    """Whether a country was last named as one that acts, no preposition before it."""
    last = next((i for i in items if i.keys[0] == key), None)
    return last is not None and not preposition_before(discourse.source, last.start)


def _is_officially(discourse: Discourse, country: str, noun: str) -> bool:
    known = discourse.source.knowledge.entity(country)
    return known is not None and any(fold(name).startswith(noun) for name in (known.name, *known.aliases))


def _pronoun(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    kind, focus = hit.payload["kind"], discourse.focus
    if _is_followed(discourse, hit, "linking_verbs", "impersonal") or _is_no_pronoun(discourse, hit, kind):
        return None
    gender = "f" if kind in {"elle", "latter_f"} else "m"
    plural = kind in {"ils", "latters"}
    if kind in {"il", "elle", "ils"} and focus.is_about_thing(hit.start, gender, plural=plural):
        return None
    if kind in {"ils", "latters"}:
        inside = [i for i in before if i.is_plural]
        previous = inside[0] if inside else focus.plural
    elif kind in {"latter", "latter_f"}:
        previous = focus.nearest(before, gender)
    else:  # "Engie a des projets au Maroc, où elle gère …": this sentence's own subject
        previous = focus.subject(before, gender)
    if previous is None:
        return None
    return Item(hit.start, hit.end, "pronoun", previous.keys, previous.type, previous.country)


def _is_no_pronoun(discourse: Discourse, hit: Hit[Entry], kind: str) -> bool:
    """ "Ces dernières années", "que faut-il ?": the words of a pronoun that stand for nobody."""
    source = discourse.source
    if kind in {"latter", "latter_f", "latters"}:
        token = source.token_starting(hit.end)
        return token is not None and token.pos_ in {"NOUN", "ADJ", "NUM"}
    asked = source.text.find("?", hit.end, hit.end + _NEXT_WORDS * 2) > 0
    return source.text[hit.start - 1 : hit.start] == "-" and asked


def _is_followed(discourse: Discourse, hit: Hit[Entry], table: str, sort: str) -> bool:
    """Whether a word of one sort comes next: "il s'agit", "les dirigeants des deux pays"."""
    return any(
        sort in {word.payload.get("form"), word.payload.get("kind")}
        for word in discourse.source.words(table, hit.end + 1, hit.end + 2)
    )
