"""Invitations: who invites whom, where, to what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.verbs import is_active, is_verb
from diplograph.extraction.frames.encounters.guests import (
    asked_to_come,
    counterpart,
    examples_of,
    last_person,
    own_country,
    relative_place,
    wished_for,
)
from diplograph.extraction.frames.encounters.people import HIM, PEOPLE, TO, acting_before
from diplograph.extraction.frames.encounters.sights import sights
from diplograph.extraction.frames.encounters.visitors import after_comma, named_behind_body
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import ACTORS, PLACES, Status

_REACH = 90
_TO_WHOM = re.compile(r",? (?:auquel|auxquel(?:le)?s|a (?:laquelle|qui)) [^,;:.]*$")
_PARTY = 4  # characters of "de" before what a body's item begins with
_NEAR = 8  # "visiter | le Pérou"


def find_invitations(sentence: Sentence) -> Iterator[Draft]:
    """Invitations that one sentence states. "À l'invitation de" leaves the guest to its visit."""
    for hit in sentence.words("invitations"):
        form = hit.payload["form"]
        if form == "at":
            yield from _at_invitation(sentence, hit)
        elif form == "noun":
            yield from _noun(sentence, hit)
        elif form == "verb":
            yield from _verb(sentence, hit, sentence.subject(hit.start))
        elif form == "passive":
            yield from _passive(sentence, hit, sentence.subject(hit.start))
        elif form == "fronted" and sentence.opens(hit.start):
            yield from _passive(sentence, hit, after_comma(sentence, hit.end))
        elif form == "infinitive":
            yield from _infinitive(sentence, hit)
        elif form == "yours":
            yield from _yours(sentence, hit)
        elif form in {"asks", "wishes"}:
            told = asked_to_come(sentence, hit) if form == "asks" else wished_for(sentence, hit)
            yield from (_draft(sentence, hit, host, guest, start) for host, guest, start in told)
        elif form == "urged":
            yield from _urged(sentence, hit)


def _at_invitation(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    hosts = named_behind_body(sentence, hit.end) or sentence.right_after(hit.end, kinds=ACTORS)
    bodies = [i for i in sentence.items if i.kind == "body" and abs(i.start - hit.end) <= _PARTY]
    hosts = hosts or bodies[:1]  # "de la partie kazakhe"
    if not hosts:
        return
    guests = [
        *(i for i in sentence.after(hosts[0].end, kinds=ACTORS) if not sentence.preposition(i)),
        *(i for i in sentence.before(hit.start, kinds=ACTORS) if not sentence.preposition(i)),
    ]
    guests = [i for i in guests if not set(i.keys) & set(hosts[0].keys)]
    joined = sentence.group_from(guests[0]) if guests else []
    single = [i for i in joined if len(i.keys) == 1]
    for guest in single if len(single) == len(joined) and single else [None]:
        roles: dict[str, tuple[str, ...]] = {"inviter": hosts[0].keys[:1], "invitee": ()}
        if guest is not None:
            roles["invitee"] = guest.keys
            floor = max(hosts[0].end, joined[-1].end)
            there = _seen(sentence, floor, sentence.end) or sentence.places(floor, sentence.end)[:1]
            roles["place"] = tuple(k for i in there for k in i.keys)
        yield Draft(
            "Invitation",
            roles,
            hit.start,
            hosts[0].end,
            hit.payload.rule,
            anaphoric=True,
            confidence=0.85,
        )


def _urged(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "Se rendra à Riga, à l'initiative de B": an invitation where a visit is told, and only there."""
    hosts = named_behind_body(sentence, hit.end) or sentence.right_after(hit.end, kinds=ACTORS)
    if hosts:
        roles = {"inviter": hosts[0].keys[:1], "invitee": ()}
        yield Draft(
            "Invitation",
            roles,
            hit.start,
            hosts[0].end,
            hit.payload.rule,
            anaphoric=True,
            during_visit=True,
            confidence=0.6,
        )


def _noun(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "une invitation au président à se rendre à …": the guest after "à", the host before or with "de".

    "X a accepté l'invitation de Y": the guest before.
    """
    guests = [
        i
        for i in sentence.after(hit.end, kinds=ACTORS, until=hit.end + _REACH)
        if sentence.preposition(i) in TO and not _is_elsewhere(sentence, hit.end, i.start)
    ]
    owners = sentence.genitive(hit.end, kinds=ACTORS) or [
        i
        for i in sentence.after(hit.end, kinds=PEOPLE, until=hit.end + _REACH)[:1]
        if sentence.preposition(i) == "par" and not sentence.has_finite_verb(hit.end, i.start)
    ]
    given = _handed_over(sentence, hit)
    subject = [i for i in sentence.subject(given.start if given else hit.start) if i.end <= hit.start]
    hosts = owners or subject
    if given is not None:
        guests = _receivers(sentence, given, hit.start, subject) or guests
    elif not guests and owners:
        guests = [i for i in subject if len(i.keys) == 1 and i.type in PEOPLE]
    if not guests:
        return
    invitee = guests[0]
    inviter = next((k for i in hosts for k in i.keys if k not in invitee.keys), "")
    if not inviter:
        inviter = counterpart(sentence, invitee)
    if inviter:
        draft = _draft(sentence, hit, inviter, invitee, hit.start)
        if given is not None:  # "a transmis une invitation à venir"
            told = status_of(sentence, given.start, given.end, ignore=frozenset({Status.POSSIBLE}))
            draft = replace(draft, status=told)
        yield draft


def _handed_over(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """The verb of which an invitation is the object: "a transmis au roi une | invitation"."""
    cues = sentence.source.cues("invitations", max(sentence.start, hit.start - _REACH), hit.start, "gives")
    near = [cue for cue in cues if not sentence.has_finite_verb(cue.end, hit.start)]
    return near[-1] if near else None


def _receivers(sentence: Sentence, given: Hit[Entry], end: int, subject: Sequence[Item]) -> list[Item]:
    """To whom an invitation is handed: "a transmis à B", "B, auquel il a transmis", "lui a transmis"."""
    named = [i for i in sentence.after(given.end, kinds=PEOPLE, until=end) if sentence.preposition(i) in TO]
    if named:
        return named[:1]
    before = sentence.folded(max(sentence.start, given.start - _REACH), given.start)
    whom = _TO_WHOM.search(before)
    if whom is not None:
        offset = given.start - len(before) + whom.start()
        return [i for i in sentence.before(offset, kinds=PEOPLE)[:1] if offset - i.end <= len(", ")]
    if before.endswith(" lui ") and len(subject) == 1:
        guest = counterpart(sentence, subject[0]) or last_person(sentence, subject[0])
        return [Item(given.start, given.end, "anaphor", (guest,))] if guest else []
    return []


def _verb(sentence: Sentence, hit: Hit[Entry], subject: list[Item]) -> Iterator[Draft]:
    if not is_verb(sentence, hit) or not is_active(sentence, hit):
        return  # "avec son invité"
    guests = [
        i
        for i in sentence.after(hit.end, kinds=ACTORS, until=hit.end + 60)
        if sentence.preposition(i) in {"", "a", "au"} and not _is_elsewhere(sentence, hit.end, i.start)
    ]
    inviters = [k for i in subject for k in i.keys]
    unnamed = sentence.source.cues("invitations", hit.end, hit.end + _REACH, "guest")
    clitic = HIM.search(sentence.folded(hit.start - 4, hit.start))
    if clitic and len(subject) == 1 and not _is_direct(sentence, guests):
        guest = counterpart(sentence, subject[0]) or last_person(sentence, subject[0])  # "X l'a invité à …"
        guests = [Item(hit.start, hit.end, "anaphor", (guest,))] if guest else []
    elif subject and not guests and unnamed and unnamed[0].start - hit.end < 3:
        guest = counterpart(sentence, subject[0]) or last_person(sentence, subject[0])
        if guest:
            guests = [Item(unnamed[0].start, unnamed[0].end, "anaphor", (guest,))]
    some = examples_of(sentence, hit)
    if guests and not some and guests[0].start > hit.start:
        some = [i for i in sentence.group(guests[0]) if i.start >= guests[0].start and i.kind == "name"]
    for bidden in some or guests[:1]:
        if inviters and inviters[0] not in bidden.keys:
            yield _draft(sentence, hit, inviters[0], bidden, subject[0].start)


def _is_direct(sentence: Sentence, guests: Sequence[Item]) -> bool:
    return bool(guests) and not sentence.preposition(guests[0])


def _is_elsewhere(sentence: Sentence, start: int, end: int) -> bool:
    """Whether an infinitive parts a name from the verb: what follows is what one is invited to do."""
    return any("Inf" in token.morph.get("VerbForm", []) for token in sentence.source.tokens(start, end))


def _infinitive(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "A profité de l'occasion pour inviter B à Riga": only to a place, and by a person or state."""
    subject = acting_before(sentence, hit.start)
    guests = sentence.after(hit.end, kinds=PEOPLE, until=hit.end + _NEAR)
    if subject and guests and not sentence.preposition(guests[0]) and subject[0].keys != guests[0].keys:
        draft = _draft(sentence, hit, subject[0].keys[0], guests[0], subject[0].start)
        status = status_of(sentence, hit.start, hit.end)
        if draft.get("place"):
            yield replace(draft, status=status)


def _yours(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "Notre ministre répondra à votre invitation": whom a speech addresses invites its subject."""
    speaker = sentence.discourse.speaker
    guests = acting_before(sentence, hit.start)
    host = counterpart(sentence, Item(hit.start, hit.end, "pronoun", (speaker,))) if speaker else ""
    if host and len(guests) == 1 and host not in guests[0].keys:
        yield _draft(sentence, hit, host, guests[0], guests[0].start)


def _passive(sentence: Sentence, hit: Hit[Entry], guests: Sequence[Item]) -> Iterator[Draft]:
    agents = [
        i
        for i in sentence.after(hit.end, kinds=ACTORS, until=hit.end + _REACH)
        if sentence.preposition(i) == "par" or hit.end <= i.start < hit.end + 4
    ]
    if not guests:
        return
    inviter = agents[0].keys[0] if agents else counterpart(sentence, guests[0])
    if inviter:
        yield _draft(sentence, hit, inviter, guests[0], guests[0].start)


def _draft(sentence: Sentence, hit: Hit[Entry], inviter: str, invitee: Item, start: int) -> Draft:
    until = sentence.clause_end(hit.end)
    floor = max(hit.end, invitee.end if invitee.start > hit.start else hit.end)
    during = sentence.source.cues("circumstances", floor, until, "during")
    until = min([until, *(cue.start for cue in during)])  # where it was made, not to where
    places = (
        _seen(sentence, floor, until)
        or sentence.places(floor, until)
        or own_country(sentence, floor, until, inviter)
    )
    places = places or relative_place(sentence, min(start, hit.start))
    date = sentence.date(floor, start=floor, end=until)
    if date is None and hit.payload["form"] == "fronted":  # "Invité par A, B ira à Rome en mai"
        date = next((d for d in sentence.dates if floor <= d.span.start < until), None)
    roles: dict[str, tuple[str, ...]] = {
        "inviter": (inviter,),
        "invitee": invitee.keys[:1],
        "place": tuple(k for i in places for k in i.keys),
    }
    if date is not None and date.period.start:
        roles["start"] = (date.period.start,)
    end = max([invitee.end, hit.end, *(i.end for i in places)])
    return Draft(
        "Invitation",
        roles,
        min(start, hit.start),
        end,
        hit.payload.rule,
        status=status_of(sentence, hit.start, hit.end, ignore=frozenset({Status.POSSIBLE})),
        confidence=0.8,
    )


def _seen(sentence: Sentence, start: int, end: int) -> list[Item]:
    """What one is invited to see: "à visiter Riga"."""
    for cue in sentence.source.cues("invitations", start, end, "see")[:1]:
        named = sentence.after(cue.end, kinds=PLACES, until=cue.end + _NEAR)[:1]
        return named or sights(sentence, cue.end, end)
    return []
