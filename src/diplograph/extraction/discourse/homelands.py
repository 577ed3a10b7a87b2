"""Which country "le pays", "son pays", "notre pays" means, and which town "la capitale" is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.extraction.items import Item, preposition_before
from diplograph.extraction.source import beginning, is_quoted
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

if TYPE_CHECKING:
    from diplograph.extraction.discourse.discourse import Discourse

_DESCRIBED_COUNTRY = pattern(r" (?:{of}(?!\d)|le plus |le moins |{which})")  # "le pays le plus peuplé"
_COMPLEMENT = pattern(r" (?:{of}|{and})")
_BESIDE = 40  # characters between "notre pays" and the name of the other
_NAMES_BACK = 12  # names before "la capitale" among which it may be
_WITH = members("with", "to", "by", "at") | {"contre", "envers", "aupres"}
_WHO_SPEAKS = frozenset({"", "selon", "pour"})  # before whoever speaks of "son pays"


def country_of_description(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> str:
    """The one country that "le pays", "son pays", "notre pays", "votre pays" means; "" when it is unclear."""
    source, kind = discourse.source, hit.payload["kind"]
    if kind == "country" and source.folded.endswith("dont ", 0, hit.start):
        kind = "its"  # "Duval, dont le pays préside le conseil"
    if kind in {"own", "your"}:
        own = discourse.principal(discourse.speaker) if discourse.speaker else ""
        if not discourse.speaker and kind == "own" and not is_quoted(source, hit.start):
            own = discourse.publisher or _of_two(discourse, hit)
        if not own.startswith("country/"):
            return ""
        others = [key for key in discourse.salience.pair if key != own]
        return own if kind == "own" else (others[0] if len(others) == 1 else "")
    if kind == "its":
        for item in before:
            holder = item.type is EntityType.PERSON or (item.kind == "office" and item.country)
            if holder and preposition_before(discourse.source, item.start) in _WHO_SPEAKS:
                return item.country or discourse.country_of(item.keys[0])
        if before or not _opens_sentence(discourse, hit):
            return ""
        for item in discourse.focus.back([], EntityType.PERSON, within=1):  # "…, a dit A. Son pays, …"
            country = item.country or discourse.country_of(item.keys[0])
            if country:
                return country
        return ""
    return _country_meant(discourse, hit, before)


def _of_two(discourse: Discourse, hit: Hit[Entry]) -> str:
    """The one of the two countries of a text whose paper says "notre pays" beside the name of the other."""
    if not discourse.salience.is_clear:
        return ""
    near = beginning(discourse.mentions, hit.start - _BESIDE, hit.end + _BESIDE)
    named = {m.key for m in near if m.type is EntityType.COUNTRY}
    own = [key for key in discourse.salience.pair if key not in named]
    return own[0] if len(named) == len(own) == 1 else ""


def _opens_sentence(discourse: Discourse, hit: Hit[Entry]) -> bool:
    """Whether a sentence begins with the words: "Son pays …"."""
    return discourse.source.text[hit.start].isupper()


def _country_meant(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> str:
    """ "le pays": of the countries named last in the paragraph, else the one that the text is about.

    Of several it is the one of the text's pair, or the one that the last sentence is about; "" when that is
    not clear.
    """
    source = discourse.source
    if _DESCRIBED_COUNTRY.match(source.folded, hit.end):
        return ""
    recent = list(discourse.focus.back(before, EntityType.COUNTRY, within=2))
    if source.folded.startswith("ce ", hit.start) and preposition_before(source, hit.start) in _WITH:
        acting = {k for i in before if not preposition_before(source, i.start) for k in i.keys}
        recent = [i for i in recent if i.keys[0] not in acting]  # "A renforce ses liens avec ce pays"
        if recent:
            return recent[0].keys[0]
        return discourse.topic if discourse.topic not in acting else ""
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


def bare_capital(discourse: Discourse, hit: Hit[Entry]) -> Item | None:
    """ "Dans la capitale": that of the one country that the text is about."""
    following = discourse.source.token_starting(hit.end)
    forms = discourse.source.knowledge.gazetteer.countries.get(_of_last_capital(discourse, hit.start))
    if forms is None or not forms.capital or _COMPLEMENT.match(discourse.source.folded, hit.end):
        return None
    if following is not None and following.pos_ in {"ADJ", "PROPN", "NOUN"}:
        return None  # "la capitale économique"
    return Item(hit.start, hit.end, "name", (forms.capital,), EntityType.CITY)


def _of_last_capital(discourse: Discourse, offset: int) -> str:
    """The country whose capital was named last before an offset; else the one that the text is about."""
    for mention in reversed(beginning(discourse.mentions, 0, offset)[-_NAMES_BACK:]):
        town = discourse.source.knowledge.entity(mention.key) if mention.type is EntityType.CITY else None
        forms = discourse.source.knowledge.gazetteer.countries.get(town.country) if town else None
        if town and forms and forms.capital == town.key and town.country != discourse.home:
            return town.country
    return discourse.topic
