"""Whom one invites otherwise than by name and verb: "son hôte", "l'a invité", "a demandé à B de revenir"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.extraction.frames.encounters.people import TO, acting_before
from diplograph.extraction.items import Item
from diplograph.extraction.offices.posts import LEADERS
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ACTORS, PLACES, EntityType

_WHERE = re.compile(r",? où $")
_NEAR = 8
_REACH, _NEXT, _GROUP = 90, 5, 40
_BREAK = re.compile(r"[;:.]")
_TO_IT = pattern(r" (?:{at}|parmi )")
_RIGHT_BEFORE = pattern(r"[^,;:.]{0,24}?,? ?{definite}?")
_TO = TO | {""}
_HEADS = frozenset({"head", "plural", "whole", "organ", "name", "numbered", "jubilee", "occasion"})
Asked = tuple[str, Item, int]  # who invites, whom, where it begins


def counterpart(sentence: Sentence, invitee: Item) -> str:
    """The other leader, or the other country: only two are under discussion."""
    pair = sentence.discourse.pair
    posts = sentence.discourse.posts(invitee.keys[0]) if invitee.keys else frozenset()
    own = sentence.discourse.country_of(invitee.keys[0]) if invitee.keys else ""
    for post in LEADERS if own in pair else ():  # a head of government invites another
        peers = [sentence.discourse.holder(post, key) for key in pair if key != own]
        if post in posts and len(peers) == 1 and peers[0]:
            return peers[0]
    for people in (sentence.discourse.leaders(pair), pair):
        others = [p for p in people if p not in invitee.keys]
        if len(pair) == 2 and len(others) == 1:
            return others[0]
    return ""


def last_person(sentence: Sentence, inviter: Item) -> str:
    """The person whom the text named last before an inviter."""
    named = [
        m
        for m in sentence.discourse.mentions
        if m.type is EntityType.PERSON and m.start < inviter.start and m.key not in inviter.keys
    ]
    return max(named, key=lambda m: m.start).key if named else ""


def own_country(sentence: Sentence, start: int, end: int, inviter: str) -> list[Item]:
    """The inviter's own country: "a invité B à effectuer une visite dans son pays", "dans le pays"."""
    home = sentence.discourse.country_of(inviter) or inviter
    if not home.startswith("country/"):
        return []
    for cue in sentence.source.cues("invitations", start, end, "home"):
        return [Item(cue.start, cue.end, "anaphor", (home,), EntityType.COUNTRY)]
    for cue in sentence.source.words("references", start, end):
        there = sentence.folded(cue.start - 6, cue.start).endswith(" dans ")
        if there and cue.payload["kind"] in {"country", "its"} and home.startswith("country/"):
            return [Item(cue.start, cue.end, "anaphor", (home,), EntityType.COUNTRY)]
    return []


def relative_place(sentence: Sentence, start: int) -> list[Item]:
    """The place that "où" takes up before an invitation: "ira à Riga, où | B l'a invité"."""
    where = _WHERE.search(sentence.source.text, max(sentence.start, start - _NEAR), start)
    if where is None:
        return []
    return [i for i in sentence.items if i.end == where.start() and i.type in PLACES][:1]


def asked_to_come(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Asked]:
    """Whom a subject asks to come: "a demandé à B de revenir", "priant C d'assister à l'investiture"."""
    until = min(sentence.end, hit.end + _REACH)
    coming = sentence.source.cues("invitations", hit.end, until, "comes")[:1]
    if not coming or _BREAK.search(sentence.folded(hit.end, coming[0].start)):
        return
    unnamed = sentence.source.cues("invitations", hit.end, coming[0].start, "guest")
    subject = acting_before(sentence, hit.start, kinds=ACTORS)
    if unnamed and subject and not sentence.after(hit.end, kinds=ACTORS, until=coming[0].start):
        guest = counterpart(sentence, subject[0])  # "a demandé à son invité de revenir"
        if guest:
            shown = Item(unnamed[0].start, unnamed[0].end, "anaphor", (guest,))
            yield subject[0].keys[0], shown, subject[0].start
        return
    yield from _each(sentence, hit, coming[0].start)


def wished_for(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Asked]:
    """Whom a subject wants at a gathering or in a place: "souhaite voir la France au sommet du G20"."""
    guests = sentence.after(hit.end, kinds=ACTORS, until=hit.end + _NEXT)[:1]
    if not guests or sentence.preposition(guests[0]):
        return
    group = [i for i in sentence.group(guests[0]) if i.start >= hit.end]
    end = group[-1].end
    if not _TO_IT.match(sentence.source.folded, end, sentence.end):
        return
    gathering = [h for h in sentence.source.words("events", end, end + _GROUP) if h.payload["form"] in _HEADS]
    if gathering or sentence.after(end, kinds=PLACES, until=end + _NEXT):
        yield from _each(sentence, hit, end)


def examples_of(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Guests told as some of a group: "a invité une trentaine de dirigeants, dont A, B et C"."""
    until = min(sentence.end, hit.end + _REACH)
    for cue in sentence.source.cues("companions", hit.end, until, "example"):
        if _BREAK.search(sentence.folded(hit.end, cue.start)) or sentence.has_finite_verb(hit.end, cue.start):
            return []
        near = sentence.after(cue.end, kinds=ACTORS, until=cue.end + _GROUP)[:1]
        if near and _RIGHT_BEFORE.fullmatch(sentence.folded(cue.end, near[0].start)):
            return sentence.group_from(near[0])
    return []


def _each(sentence: Sentence, hit: Hit[Entry], until: int) -> Iterator[Asked]:
    subject = acting_before(sentence, hit.start, kinds=ACTORS)
    inviters = [k for i in subject for k in i.keys][:1]
    near = [
        i for i in sentence.after(hit.end, kinds=ACTORS, until=until + 1) if sentence.preposition(i) in _TO
    ]
    if not inviters or not near:
        return
    guests: Sequence[Item] = [i for i in sentence.group(near[0]) if hit.end <= i.start <= until]
    home = _home(sentence, inviters[0])
    for guest in guests or near[:1]:
        own = (
            guest.keys and home and _home(sentence, guest.keys[0]) == home
        )  # "a demandé à son ministre de …"
        if inviters[0] not in guest.keys and not own:
            yield inviters[0], guest, subject[0].start


def _home(sentence: Sentence, key: str) -> str:
    """The country of a person, or a country itself."""
    return key if key.startswith("country/") else sentence.discourse.country_of(key)
