"""Who visits though another verb tells it: sent, led, taken along, received; and whom one calls on."""

from __future__ import annotations

import re

from diplograph.extraction.frames.encounters.people import HIM, PEOPLE, PERSONS, TO, agents
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_TO_GO = pattern(r",? {the}?{of}")
_FIRST_OF_ALL = pattern(r"{itis}[^,;:.]{0,30}{nth}")
_PARTY_REACH = 60  # characters of "depuis lundi une importante " between "conduit" and "délégation"
_IT_IS = pattern(r"[^;:]{0,50}?, {itis}")
_WHOSE = pattern(r",? dont {itis}{the}{word}{0,2}$")
_WHOSE_REACH = 50
_FIRST_TO = pattern(r"\W*{the}?(?:tout )?(?:{nth}|seule? )[^,;:.]{0,70} a (?:y )?")
_TOUR_REACH = 60
_MADE_REACH = 60


def welcomed_at(sentence: Sentence, verb: int, end: int) -> list[Item]:
    """Whom a verb of receiving takes, where it governs the visit: "recevra A pour une visite d'État"."""
    hits = sentence.source.cues("meetings", sentence.start, end, "receives", "hails")
    hits = [hit for hit in hits if hit.start <= verb < hit.end]
    for item in sentence.after(hits[-1].end, kinds=PERSONS, until=end)[:2] if hits else ():
        if not sentence.preposition(item):
            return sentence.group_from(item)
    return []


def envoys(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who is asked to go: "a demandé à A de se rendre à Rome"."""
    for item in sentence.before(hit.start, kinds=PERSONS)[:1]:
        before = sentence.folded(item.start - 14, sentence.source.before_civilities(item.start))
        called = sentence.preposition(item) in TO or before.endswith(" tour de ")
        asked = called and _TO_GO.fullmatch(
            sentence.source.besides("word_classes", item.end, hit.start, "aim")
        )
        return [item] if asked else []
    return []


def delegation_heads(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who leads the delegation that travels: "une délégation conduite par A s'est rendue à Rome"."""
    led = sentence.source.cues("visits", sentence.start, hit.start, "led")
    for item in sentence.after(led[-1].end, kinds=PEOPLE, until=led[-1].end + 60) if led else ():
        if item.type is EntityType.PERSON and item.end <= hit.start:
            return [item]
    return []


def first_of(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """Whose "première visite d'un ministre letton" it is: of the one whom the text names so."""
    if not _FIRST_OF_ALL.match(sentence.source.folded, sentence.start, hit.start):
        return []
    for item in sentence.after(hit.end, kinds=PEOPLE, until=until)[:3]:
        if item.kind == "office" and sentence.folded(item.start - 6, item.start).endswith(
            ("d'un ", "d'une ")
        ):
            return [item] if item.type is EntityType.PERSON else []
    return []


def for_whom(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whose visit it is that one is told of: "Pour A, c'est le troisième", "A, dont c'est la …"."""
    whose = _WHOSE.search(sentence.folded(max(sentence.start, hit.start - _WHOSE_REACH), hit.start))
    if whose is not None:
        end = hit.start - len(whose.group())
        return [i for i in sentence.before(end, kinds=PERSONS)[:1] if i.end == end]
    if not sentence.source.folded.startswith("pour ", sentence.start):
        return []
    for item in sentence.after(sentence.start, kinds=PERSONS, until=hit.start)[:1]:
        if sentence.preposition(item) == "pour" and _IT_IS.match(sentence.source.folded, item.end, hit.start):
            return [item]
    return []


def first_to_go(sentence: Sentence, offset: int) -> bool:
    """Whether whoever goes is named behind: "Premier ministre grec | à se rendre à Riga, A a …"."""
    return _FIRST_TO.fullmatch(sentence.source.folded, sentence.start, offset) is not None


def leads_party(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a verb of leading has a delegation for object: "conduit une importante délégation"."""
    return bool(sentence.source.cues("visits", hit.end, hit.end + _PARTY_REACH, "party"))


def taken(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whom a tour takes somewhere: "une tournée qui a mené la ministre à Riga", "qui l'a mené à Riga"."""
    tours = sentence.source.cues("visits", max(sentence.start, hit.start - _TOUR_REACH), hit.start, "noun")
    if not tours or re.search(r"[;:.]", sentence.folded(tours[-1].end, hit.start)):
        return []
    found = sentence.after(hit.end, kinds=PERSONS, until=hit.end + 30)[:1]
    if found and not sentence.preposition(found[0]):
        return sentence.group_from(found[0])
    if found or not HIM.search(sentence.folded(max(sentence.start, hit.start - 6), hit.start)):
        return []
    owner = sentence.genitive(tours[-1].end, kinds=PERSONS, reach=70)
    owner = owner or [
        i for i in sentence.before(tours[-1].start, kinds=PERSONS) if not sentence.preposition(i)
    ]
    if not owner:  # "la visite de A, étape d'un périple qui le conduira à Riga"
        named = sentence.before(tours[-1].start, kinds=PERSONS)
        owner = named if len({i.keys for i in named}) == 1 else []
    told = sentence.discourse.focus.person_before()
    return owner[-1:] or ([Item(hit.start, hit.start, "pronoun", told.keys, told.type)] if told else [])


def paid_by(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """Who makes a visit, behind its participle: "la visite effectuée en mai par la ministre"."""
    offset = hit.end
    made = sentence.source.cues("visits", offset, min(until, offset + _MADE_REACH), "made", "paid")
    if made and sentence.has_finite_verb(offset, made[0].start):
        return []
    spent = hit.payload["form"] == "spent"  # "les dix heures passées … par"
    if not made and not spent:
        return []
    payers = agents(sentence, made[0].end if made else offset, until)[:1]
    return sentence.group_from(payers[0]) if payers else []


def paid_to(sentence: Sentence, offset: int, until: int) -> tuple[str, ...]:
    """On whom one calls: "la visite rendue à B", "la visite qu'A a rendue à B"."""
    paid = sentence.source.cues("visits", offset, until, "paid")
    return sentence.actors(called_on(sentence, paid[0])) if paid else ()


def called_on(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whom one calls on: "a rendu visite à A", "est l'hôte de A"."""
    found = sentence.after(hit.end - 3, kinds=PERSONS, until=hit.end + 12)
    return sentence.group_from(found[0]) if found else []


def receiving(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """Whom "par" introduces between two offsets: who receives."""
    return sentence.actors([j for i in agents(sentence, start, end) for j in sentence.group(i)])
