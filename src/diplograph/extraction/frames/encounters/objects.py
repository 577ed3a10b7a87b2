"""Whom a verb of meeting takes: its object, its agent, a pronoun before it, the people of a firm or state."""

from __future__ import annotations

import re

from diplograph.extraction.frames.encounters.people import HIM, PEOPLE, PERSONS, THE_ONE, TO, acting_before
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import beginning
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ACTORS, EntityType

_TO = frozenset({"à", "a", "au", "aux"})
_BETWEEN_CALL_AND_CALLED = frozenset({"ADV", "DET", "PUNCT", "SPACE"})
_WHOM = pattern(THE_ONE + "{that}{definite}?")
_TOLD = ACTORS - {EntityType.COUNTRY}
_TOLD_REACH = 300  # characters from those told together to the sentence of "les"
_REACH = 60
_SOME = r" (?:{det}|\d+ ){word}?"
_LED = pattern(
    rf"(?:,? [\w'-]+){{0,3}}?(?: avec)?{_SOME}| {{to}}{{det}}?{{word}}?"
    rf"|(?: avec)? [^,;:.]{{3,90}}(?:,| et){_SOME}"
)
_OPENED = re.compile(r"[^,;:.()]{0,24}\(")
_NATIONS = pattern(r"[\w-]+(?:(?:,? {and}|, )[\w-]+)+")
_TWO = 2
_OWNER = 40
_NATIONS_REACH = 80
_UNNAMED = ACTORS - PERSONS
_AIM = pattern(r"{edge}{for}{det}[^,]*?(?=,|$)|, [^,]*,")
_OTHER_OBJECT = pattern(r"{edge}(?:les |{a}|{some}|{number}|{which}|{and})")
_AND_TO = pattern(r"\)?,? {and}{to}{definite}?")
_TO_OR_NONE = frozenset({"", "a", "au", "aux"})
_PARTY = 110  # characters of "une délégation de … conduite par"
_PARTY_NEAR = 40


def is_urged(sentence: Sentence, item: Item) -> bool:
    """Whether someone is called upon, not called: "a appelé A à ratifier"."""
    words = list(sentence.source.tokens(item.end, item.end + 30))[:2]
    return len(words) == 2 and words[0].lower_ in {"à", "a"} and "Inf" in words[1].morph.get("VerbForm", [])


def is_called(sentence: Sentence, offset: int, item: Item) -> bool:
    """Whether someone is rung up: "a appelé mardi A", not "a appelé A au calme", "a appelé à la vigilance A".

    Days may stand before the person; a noun behind "à" is what one is urged to, unless it is a place or hour.
    """
    days = [date.span for date in sentence.dates]
    start = sentence.source.before_civilities(item.start)
    units = {unit.start for unit in sentence.source.cues("circumstances", offset, start, "unit")}
    for token in sentence.source.tokens(offset, start):
        dated = token.idx in units or any(day.start <= token.idx < day.end for day in days)
        if not dated and token.pos_ not in _BETWEEN_CALL_AND_CALLED:
            return False
    last = sentence.group(item)[-1].end
    words = [t for t in sentence.source.tokens(last, last + 30) if not t.is_space][:3]
    if not words or words[0].lower_ not in _TO:
        return True
    noun = next((t for t in words[1:] if t.pos_ != "DET"), None)
    if noun is None or noun.pos_ not in {"NOUN", "VERB", "ADJ"}:
        return True
    known = any(i.start <= noun.idx < i.end for i in sentence.items)
    return known or any(day.start <= noun.idx < day.end for day in days)


def clitic(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whom a pronoun before the verb means: "A est à Riga, où B l'a reçu", the person told of before B."""
    before = sentence.folded(hit.start - 6, hit.start)
    if before.endswith(" les "):
        return _them(sentence, hit)
    if not HIM.search(before):
        return []
    acting = {k for i in sentence.subject(hit.start, kinds=PEOPLE) for k in i.keys}
    here = [
        i
        for i in sentence.before(hit.start, kinds=PERSONS)
        if not set(i.keys) & acting and ";" not in sentence.folded(i.end, hit.start)
    ]
    focus = sentence.discourse.focus
    told = here[-1] if here else focus.person_told(acting) or focus.only_person(acting)
    if told is None or len(told.keys) != 1:
        return []
    return [Item(hit.end, hit.end, "pronoun", told.keys, told.type, told.country)]


def _them(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whom "les" means before a verb: those whom the sentences before told of together."""
    told = sentence.discourse.focus.plural
    acting = {k for i in sentence.subject(hit.start, kinds=PEOPLE) for k in i.keys}
    if told is None or told.start >= sentence.start or set(told.keys) & acting:
        return []
    if (
        sentence.folded(hit.end, hit.end + 1) not in {"", ".", ",", ";", " "}
        or told.type not in _TOLD
        or sentence.start - told.end > _TOLD_REACH
    ):
        return []
    return [Item(hit.end, hit.end, "plural", told.keys, told.type, told.country)]


def whom(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whom "que" takes up: "A, que B avait reçu en mai, …"."""
    acting = acting_before(sentence, hit.start)
    for item in sentence.before(acting[0].start, kinds=PERSONS)[:1] if acting else ():
        start = sentence.source.before_civilities(acting[0].start)
        if _WHOM.fullmatch(sentence.folded(item.end, start)):
            return [Item(hit.end, hit.end, "pronoun", item.keys, item.type, item.country)]
    return []


def _bracketed(sentence: Sentence, offset: int) -> list[Item]:
    """Firms that brackets name behind their people: "six chefs d'entreprise (Alta, Beta et Gamma)"."""
    opened = _OPENED.match(sentence.source.folded, offset, sentence.end)
    first = sentence.after(opened.end(), kinds=_UNNAMED, until=opened.end() + 12) if opened else []
    return sentence.group_from(first[0]) if first else []


def representatives(sentence: Sentence, offset: int, *, behind_with: bool) -> list[Item]:
    """The firm, body or state of the people whom a verb takes, right behind it or behind "avec"."""
    for cue in sentence.source.cues(
        "meetings", offset, min(sentence.end, offset + _REACH), "people", "staff"
    ):
        between = sentence.folded(offset, cue.start)
        if not _LED.fullmatch(between) or (" avec " in between) is not behind_with:
            return []
        owners = sentence.genitive(cue.end, kinds=_UNNAMED, reach=30) or _bracketed(sentence, cue.end)
        if owners:
            return [i for i in owners if i.type in _UNNAMED]
        adjective = sentence.adjective_after(cue.end, reach=24)
        official = cue.payload["form"] == "people"  # French bosses are not France
        nations = _nations_behind(sentence, cue.end) if official else []
        if nations:
            return nations
        if official and adjective is not None and len(adjective.keys) == 1:
            return [Item(adjective.start, adjective.end, "body", adjective.keys, EntityType.COUNTRY)]
        return []
    return []


def _nations_behind(sentence: Sentence, offset: int) -> list[Item]:
    """Several states by the adjectives right behind a noun: "ses homologues | grec et marocain"."""
    nations = beginning(sentence.source.scan.adjectives, offset, min(sentence.end, offset + _NATIONS_REACH))
    for count in range(len(nations), 1, -1):
        first, last = nations[0], nations[count - 1]
        if first.start == offset + 1 and _NATIONS.fullmatch(sentence.folded(first.start, last.end)):
            return [
                Item(n.start, n.end, "body", n.payload.countries, EntityType.COUNTRY) for n in nations[:count]
            ]
    return []


def delegates(sentence: Sentence, offset: int) -> list[Item]:
    """Whose people act: "une délégation d'Alta | a reçu", "les émissaires grec et letton | se sont …"."""
    low = sentence.clause_start(offset)
    people = sentence.source.cues("meetings", low, offset, "people")
    party = [
        *sentence.source.cues("visits", low, offset, "party"),
        *sentence.source.cues("meetings", low, offset, "staff"),
    ]
    for cue in party[:1]:
        whose = sentence.genitive(cue.end, kinds=_UNNAMED, reach=_OWNER)
        acts = not sentence.preposition(cue) and not sentence.has_finite_verb(cue.end, offset - 1)
        return [i for i in whose if i.type in _UNNAMED and i.end <= offset] if acts else []
    if not people or sentence.preposition(people[-1]):
        return []
    nations = [
        i for i in sentence.items if i.kind == "adjective" and people[-1].end < i.start and i.end <= offset
    ]
    listed = nations and _NATIONS.fullmatch(sentence.folded(nations[0].start, nations[-1].end))
    keys = tuple(dict.fromkeys(k for i in nations for k in i.keys))
    if not listed or len(keys) < _TWO or nations[0].start != people[-1].end + 1:
        return []
    return [Item(people[-1].start, nations[-1].end, "plural", keys, EntityType.COUNTRY)]


def _has_other_object(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a noun that counts no time stands between a verb and a person: "a reçu une lettre de A"."""
    units = {unit.start for unit in sentence.source.cues("circumstances", start, end, "unit")}
    words = _AIM.sub(lambda match: "-" * len(match.group()), sentence.folded(start, end))
    for cue in sentence.source.cues("circumstances", start, end, "during"):
        aside = words.find(",", cue.end - start)
        words = words[: cue.start - start] + (
            "-" * (end - cue.start) if aside < 0 else "-" * (start + aside - cue.start) + words[aside:]
        )
    found = _OTHER_OBJECT.finditer(words)
    return any(start + match.end() not in units for match in found)


def _object(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    led = leaders(sentence, hit.end, behind_with=False) or clitic(sentence, hit) or whom(sentence, hit)
    if led:
        return led
    passive = hit.payload["form"] == "received"
    governed = passive and sentence.folded(hit.start, hit.end).endswith(" par")
    for item in sentence.after(hit.end, kinds=PEOPLE, until=min(sentence.clause_end(hit.end), hit.end + 110)):
        preposition = sentence.preposition(item)
        if passive and preposition == "par":
            return sentence.group_from(item)
        if governed and item.start - hit.end < 12:
            return sentence.group_from(item)
        if passive:
            continue
        if (
            preposition
            or item.kind == "pronoun"
            or not (item.type is EntityType.PERSON or item.kind in {"office", "body"})
        ):
            continue
        if hit.payload["form"] == "calls" and not is_called(sentence, hit.end, item):
            continue
        if _has_other_object(sentence, hit.end, item.start) or _acts_itself(sentence, item):
            continue
        if not is_urged(sentence, item):
            return sentence.group_from(item)
    return []


def _acts_itself(sentence: Sentence, item: Item) -> bool:
    """Whether an infinitive follows a person at once: "a vu A partir"."""
    token = sentence.source.token_starting(item.end)
    return token is not None and token.idx == item.end + 1 and "Inf" in token.morph.get("VerbForm", [])


def _next(sentence: Sentence, offset: int) -> list[Item]:
    """Whoever a preposition that the verb ends with governs: "a téléphoné à A"."""
    found = sentence.after(offset, kinds=PEOPLE, until=offset + 30)
    if (
        not found
        or found[0].type is not EntityType.PERSON
        or sentence.preposition(found[0]) not in _TO_OR_NONE
    ):
        return []  # "a parlé à la presse de B"
    return list(sentence.group(found[0]))


def _hosted(sentence: Sentence, offset: int) -> list[Item]:
    """Whose visit one receives: "a reçu la visite de A", "de la ministre A"."""
    found = sentence.after(offset, kinds=PERSONS, until=offset + 12)
    return [i for i in sentence.group(found[0]) if i.start >= offset - 4] if found else []


def _granted(sentence: Sentence, offset: int) -> list[Item]:
    """To whom an audience is given: every person of the list that follows."""
    first = next(iter(sentence.after(offset, kinds=PEOPLE, until=offset + 30)), None)
    met = representatives(sentence, offset, behind_with=False)
    if met:
        last = met[-1].end
        more = sentence.after(last, kinds=PERSONS, until=last + 60)[:1]
        listed = more and _AND_TO.fullmatch(sentence.folded(last, more[0].start))
        return [*met, *more] if listed else met
    if first is None or sentence.preposition(first) not in TO:
        return []
    return sentence.group_from(first)


def leaders(sentence: Sentence, offset: int, *, behind_with: bool) -> list[Item]:
    """Who leads the delegation that one receives or talks with: "a reçu une délégation menée par A"."""
    cues = sentence.source.cues("visits", offset, min(sentence.end, offset + _PARTY), "led", "party")
    if [c.payload["form"] for c in cues[:2]] != ["party", "led"] or cues[0].start - offset > _PARTY_NEAR:
        return []
    if (" avec " in sentence.folded(offset, cues[0].start)) is not behind_with:
        return []
    for item in sentence.after(cues[1].end, kinds=PERSONS, until=cues[1].end + _PARTY):
        return sentence.group_from(item)
    return []
