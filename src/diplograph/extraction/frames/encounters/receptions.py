"""Visits told by those who receive: "a reçu à Paris son homologue", "heureux de vous recevoir"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.encounters.attending import by_gerund
from diplograph.extraction.frames.encounters.objects import clitic
from diplograph.extraction.frames.encounters.people import (
    PEOPLE,
    PERSONS,
    RECEIVING,
    THE_ONE,
    acting_before,
    addressee,
    country_of_place,
    nation,
    persons_of,
)
from diplograph.extraction.frames.encounters.places import (
    head_at_seat,
    heading_places,
    pointed_at,
    town_of_seat,
)
from diplograph.extraction.frames.encounters.times import main_date, today
from diplograph.extraction.frames.encounters.visit_drafts import visit_draft
from diplograph.extraction.frames.encounters.visitors import after_comma
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Status

_YOU = pattern(r"{edge}vous (?:y )?$")
_WHOM = pattern(THE_ONE + r"{that}(?:[^,;:.]{0,60}[ '])?$")
_WHOM_REACH = 80


def from_receptions(sentence: Sentence) -> Iterator[Draft]:
    """ "Le président a reçu à Paris son homologue": whoever is received in a town of another's came to it.

    Where nobody is said to receive ("A était reçu à Riga"), A is a guest wherever A is not at home.
    """
    for hit in sentence.words("meetings"):
        if hit.payload["form"] not in {*RECEIVING, "received"}:
            continue
        until = sentence.clause_end(hit.end)
        places = (
            sentence.own_places(hit.end, until)
            or town_of_seat(sentence, hit.end, until)
            or _opening(sentence, hit)
            or pointed_at(sentence, hit)
        )
        if hit.payload["form"] in RECEIVING:
            hosts, guests = _receiving(sentence, hit, until)
        else:
            hosts, guests = _received(sentence, hit, until)
        guests = persons_of(guests)
        if guests and not places and is_state(hosts) and "," not in sentence.folded(hit.end, guests[0].start):
            places = [replace(hosts[0], kind="name")]  # "la Norvège recevra A"
        keys, receivers = sentence.actors(guests), sentence.actors(hosts)
        if keys and places and _is_home(sentence, places, receivers, keys):
            draft = visit_draft(sentence, hit, keys, receivers, guests, until, seen=places)
            draft = draft if draft.get("start") else draft.having(start=main_date(sentence, hit))
            if by_gerund(sentence, hit):
                draft = replace(draft, status=Status.ACTUAL)
            spoken = sentence.discourse.speaker in receivers and draft.status is Status.ACTUAL
            if spoken and not draft.get("start") and " " not in sentence.folded(hit.start, hit.end):
                draft = draft.having(start=today(sentence))  # "heureux de vous recevoir à Paris"
            yield draft


def is_state(hosts: Sequence[Item]) -> bool:
    """Whether a state receives that is told by its name, not by who acts for it."""
    return len(hosts) == 1 and hosts[0].kind == "name" and hosts[0].type is EntityType.COUNTRY


def _opening(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Where a reception is, told at the head of its sentence: "Lundi, à Paris, A avait reçu B"."""
    if hit.payload["form"] == "received" and sentence.antecedent(hit.start):
        return sentence.own_places(sentence.start, hit.start)[-1:]  # "a dit à Riga A, reçu par B"
    return [i for i in heading_places(sentence, hit.start)[:1] if sentence.folded(i.end, i.end + 1) == ","]


def _receiving(sentence: Sentence, hit: Hit[Entry], until: int) -> tuple[list[Item], list[Item]]:
    """Who receives, and whom: the object, "vous", or whom "que" takes up."""
    before = sentence.folded(max(sentence.start, hit.start - _WHOM_REACH), hit.start)
    if _YOU.search(before):
        return _face_to_face(sentence, hit)
    objects = [
        i
        for i in sentence.after(hit.end, kinds=PEOPLE, until=until)
        if i.kind != "pronoun"
        and not sentence.preposition(i)
        and not sentence.has_finite_verb(hit.end, i.start)
    ]
    hosts = by_gerund(sentence, hit) or sentence.subject(hit.start, kinds=PEOPLE)
    hosts = [i for i in hosts if i.end <= hit.start]
    hosts = hosts or head_at_seat(sentence, hit.end, until)
    if objects:
        return hosts, list(sentence.group(objects[0]))
    if told := clitic(sentence, hit):
        return hosts, told
    for item in sentence.before(hit.start, kinds=PERSONS)[:2]:
        if _WHOM.fullmatch(sentence.source.folded, _appositions_end(sentence, item, hit), hit.start):
            acting = [i for i in hosts if i.start > item.end] or _speaker(sentence)
            return acting, [i for i in sentence.group(item) if i.end <= hit.start]
    return hosts, []


def _appositions_end(sentence: Sentence, item: Item, hit: Hit[Entry]) -> int:
    """Where a person's title behind the name ends: "A, Premier ministre d'Albanie, | que"."""
    titles = [o for o in sentence.discourse.offices if o.person and o.person.key in item.keys]
    return max([item.end, *(o.title_end for o in titles if item.start <= o.start < o.title_end <= hit.start)])


def _face_to_face(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """Who speaks, and to whom: "nous sommes heureux de vous accueillir à Paris"."""
    key = addressee(sentence)
    discourse = sentence.discourse
    guest = [Item(hit.start, hit.start, "pronoun", (key,), discourse.type_of((key,)))] if key else []
    return _speaker(sentence), guest


def _speaker(sentence: Sentence) -> list[Item]:
    key = sentence.discourse.speaker
    kind = sentence.discourse.type_of((key,)) if key else None
    return [Item(sentence.start, sentence.start, "pronoun", (key,), kind)] if key else []


def _received(sentence: Sentence, hit: Hit[Entry], until: int) -> tuple[list[Item], list[Item]]:
    """Who receives, if said, and who is received: "A a été reçu à Riga", "Reçu lundi à Riga par B, A a …"."""
    hosts = [
        i
        for i in sentence.after(hit.end, kinds=PEOPLE, until=until)
        if sentence.preposition(i) == "par" or (i.start - hit.end < 2 and _ends_with_by(sentence, hit))
    ]
    hosts = hosts or head_at_seat(sentence, hit.end, until)
    guests = acting_before(sentence, hit.start)
    if sentence.opens(hit.start):
        guests = after_comma(sentence, hit.end)
    return hosts, guests


def _ends_with_by(sentence: Sentence, hit: Hit[Entry]) -> bool:
    return sentence.folded(hit.start, hit.end).endswith(" par")


def _is_home(
    sentence: Sentence, places: Sequence[Item], hosts: tuple[str, ...], guests: tuple[str, ...]
) -> bool:
    """Whether the hosts, if told, are at home where they receive, and the guests are known not to be."""
    country = country_of_place(sentence, places[0].keys[0])
    nations = {sentence.discourse.country_of(key) for key in guests}
    if not hosts:
        return bool(nations) and not nations & {"", country} and country.startswith("country/")
    homes = {sentence.discourse.country_of(key) for key in hosts} | {k for k in hosts if "country/" in k}
    if homes <= {""} and country.startswith("country/"):  # nobody receives abroad, as far as the text says
        return _are_from_elsewhere(sentence, guests, nations, country)
    return country in homes and not nations & {country}


def _are_from_elsewhere(sentence: Sentence, guests: tuple[str, ...], nations: set[str], country: str) -> bool:
    """Whether guests are of another country than the one they are in, by office, firm or as "homologue"."""
    nations = nations | {nation(sentence, key) for key in guests}
    offices = sentence.discourse.offices
    counterparts = any(o.counterpart and o.person and o.person.key in guests for o in offices)
    return country not in nations and (bool(nations - {""}) or counterparts)
