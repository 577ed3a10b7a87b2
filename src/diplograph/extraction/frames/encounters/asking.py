"""Invitations told by asking: "a demandé à B de revenir", "a proposé à C d'être l'invitée du salon".

Also who is wished for ("souhaite voir la France au sommet"), and several guests told as examples of a group
("a invité des dirigeants, dont A et B").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.extraction.frames.encounters.guests import counterpart
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import ACTORS, PLACES

_REACH, _NEXT, _GROUP = 90, 5, 40
_BREAK = re.compile(r"[;:.]")
_TO_IT = re.compile(r" (?:au |a la |a l'|aux |parmi |a )")
_RIGHT_BEFORE = re.compile(r"[^,;:.]{0,24}?,? ?(?:le |la |l'|les )?")
_TO = frozenset({"", "a", "au", "aux"})
_HEADS = frozenset({"head", "plural", "whole", "organ", "name", "numbered", "jubilee", "occasion"})

Asked = tuple[str, Item, int]  # who invites, whom, where it begins


def asked_to_come(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Asked]:
    """Whom a subject asks to come: "a demandé à B de revenir", "priant C d'assister à l'investiture"."""
    until = min(sentence.end, hit.end + _REACH)
    coming = sentence.source.cues("invitations", hit.end, until, "comes")[:1]
    if not coming or _BREAK.search(sentence.folded(hit.end, coming[0].start)):
        return
    unnamed = sentence.source.cues("invitations", hit.end, coming[0].start, "guest")
    subject = [i for i in sentence.subject(hit.start, kinds=ACTORS) if i.end <= hit.start]
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
    subject = [i for i in sentence.subject(hit.start, kinds=ACTORS) if i.end <= hit.start]
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
