"""Visits told by those who receive: "le président a reçu à Paris son homologue"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.talks import OPENING
from diplograph.extraction.frames.visit_drafts import visit_draft
from diplograph.extraction.frames.visitors import VISITORS, after_comma, country_of_place
from diplograph.extraction.sentence import Sentence
from diplograph.model import EntityType


def from_receptions(sentence: Sentence) -> Iterator[Draft]:
    """ "Le président a reçu à Paris son homologue": whoever is received in a town of another's came to it."""
    for hit in sentence.words("meetings"):
        if hit.payload["form"] not in {"receives", "received", "hails"}:
            continue
        until = sentence.clause_end(hit.end)
        places = sentence.own_places(hit.end, until)
        objects = [
            i for i in sentence.after(hit.end, kinds=VISITORS, until=until) if not sentence.preposition(i)
        ]
        if hit.payload["form"] in {"receives", "hails"}:
            hosts = [i for i in sentence.subject(hit.start, kinds=VISITORS) if i.end <= hit.start]
            guests = list(sentence.group(objects[0])) if objects else []
        else:
            hosts = [
                i
                for i in sentence.after(hit.end, kinds=VISITORS, until=until)
                if sentence.preposition(i) == "par"
            ]
            guests = [i for i in sentence.subject(hit.start, kinds=VISITORS) if i.end <= hit.start]
            if hit.start - sentence.start <= OPENING:
                guests = after_comma(sentence, hit.end)
        guests = [i for i in guests if i.type is EntityType.PERSON]
        keys, receivers = sentence.actors(guests), sentence.actors(hosts)
        if keys and receivers and places and _is_home(sentence, places, receivers, keys):
            yield visit_draft(sentence, hit, keys, receivers, guests, until, seen=places)


def _is_home(
    sentence: Sentence, places: Sequence[Item], hosts: tuple[str, ...], guests: tuple[str, ...]
) -> bool:
    """Whether the hosts are at home where they receive, and the guests are not."""
    country = country_of_place(sentence, places[0].keys[0])
    nations = {sentence.discourse.country_of(key) for key in guests}
    return country in {sentence.discourse.country_of(key) for key in hosts} | set(hosts) and not nations & {
        country
    }
