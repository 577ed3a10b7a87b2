"""Whose title is told after the name: "Paulo Mendes exulte. Le ministre brésilien de l'Économie …".

A paper names somebody once and calls him by his office in the next sentence. So a title that nobody named
holds, and that is a subject, is of the one person told right before whose office the text leaves out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diplograph.extraction.items import Item, preposition_before
from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.posts import Office
from diplograph.model import EntityType

if TYPE_CHECKING:
    from diplograph.extraction.discourse.discourse import Discourse

_ARTICLES = {"le ": "m", "la ": "f", "l'": ""}
_SUBJECTS = ("nsubj", "ROOT")
_SENTENCES = 2
_HIM = frozenset({"lui", "leur"})  # "le ministre lui a promis": somebody else
_POSTS = frozenset({"Minister", "HeadOfGovernment", "HeadOfState", "Ambassador", "ExecutiveOfficer", "Chair"})


def taken_up(discourse: Discourse, office: Office, before: list[Item]) -> tuple[str, str] | None:
    """(person, of) of a title whose holder is named right before, his office told nowhere; else None."""
    source = discourse.source
    article = next((a for a in _ARTICLES if source.folded.startswith(a, office.start)), None)
    bare = office.title_end - office.title_start
    words = source.folded[office.title_start : office.title_end].count(" ")
    if article is None or office.sense or office.counterpart or office.post not in _POSTS or not bare:
        return None
    if not (office.of or words) or not _is_subject(discourse, office):
        return None
    person = _untitled(discourse, before, _ARTICLES[article])
    if person is None:
        return None
    of = office.of or discourse.country_left_out(replace(office, person=person))
    fits = of and (not of.startswith("country/") or discourse.fits_by_name(person, of))
    return (person.key, of) if fits else None


def _is_subject(discourse: Discourse, office: Office) -> bool:
    source = discourse.source
    token = source.token_starting(office.title_start)
    if token is None or preposition_before(source, office.start) or not token.dep_.startswith(_SUBJECTS):
        return False
    following = source.token_starting(office.end)
    return following is None or following.lower_ not in _HIM


def _untitled(discourse: Discourse, before: list[Item], gender: str) -> Mention | None:
    """The one person of this sentence so far, else of the last ones, whose office nothing tells."""
    for items in (before, *discourse.focus.recent(_SENTENCES)):
        persons = [i for i in items if i.type is EntityType.PERSON and i.kind == "name" and len(i.keys) == 1]
        if not persons:
            continue
        keys = {i.keys[0] for i in persons}
        own = discourse.focus.genders.get(persons[0].keys[0], gender)
        if preposition_before(discourse.source, persons[0].start):
            return None  # "écrit par X", "en présence de X"
        if len(keys) != 1 or discourse.posts(persons[0].keys[0]) or (gender and own and own != gender):
            return None
        return discourse.named_at(persons[0].name_start, EntityType.PERSON)
    return None
