"""Who is invited, and where to, when the sentence does not name it: "son hôte", "chez lui"."""

from __future__ import annotations

import re

from diplograph.extraction.items import Item
from diplograph.extraction.offices.posts import LEADERS
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.model import PLACES, EntityType

_WHERE = re.compile(r",? où $")
_NEAR = 8


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
