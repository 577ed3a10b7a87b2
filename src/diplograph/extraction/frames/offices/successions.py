"""Who follows whom in an office: "Ana Duval succède à Luc Petit à la tête d'Alta".

Both held it: the one who follows does now, or will, and the other did until then. The office is the one that
the sentence names, else the one office that the text gives one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.offices.leading import led, told_status
from diplograph.extraction.items import Item
from diplograph.extraction.offices.leaderships import SUCCESSIONS
from diplograph.extraction.offices.posts import PAST
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType, Status

_PERSONS = frozenset({EntityType.PERSON})
_REACH = 64  # characters of "à la tête du gouvernement letton" between the verb and a name
_OFFICE_REACH = 60


def find_successions(sentence: Sentence) -> Iterator[Draft]:
    """Offices of two persons, one of whom follows the other."""
    for hit in sentence.words("leaderships"):
        if hit.payload["form"] not in SUCCESSIONS:
            continue
        subject = [i for i in sentence.subject(hit.start) if i.end <= hit.start]
        other = _object(sentence, hit)
        if other is None or len(subject) != 1 or not _is_person(subject[0]) or subject[0].keys == other.keys:
            continue
        pair = (other, subject[0]) if hit.payload["form"] == "yields" else (subject[0], other)
        office = _named(sentence, hit, other, pair[0].keys[0]) or _told(sentence, hit, pair)
        if office is None:
            continue
        post, of, end = office
        status = told_status(sentence, hit)
        if status not in {Status.ACTUAL, Status.PLANNED}:
            continue
        left = Status.DENIED if status is Status.ACTUAL else Status.ACTUAL
        start = min(subject[0].start, hit.start)
        for item, held in zip(pair, (status, left), strict=True):
            roles = {"holder": item.keys, "post": (post,), "of": (of,)}
            yield Draft("Office", roles, start, max(end, other.end), hit.payload.rule, status=held)


def _is_person(item: Item) -> bool:
    return item.type is EntityType.PERSON and len(item.keys) == 1


def _object(sentence: Sentence, hit: Hit[Entry]) -> Item | None:
    """The person whom a verb governs, in its clause."""
    for item in sentence.after(hit.end, kinds=_PERSONS, until=min(sentence.end, hit.end + _REACH))[:1]:
        if _is_person(item) and "," not in sentence.folded(hit.end, item.start):
            return item
    return None


def _named(sentence: Sentence, hit: Hit[Entry], other: Item, person: str) -> tuple[str, str, int] | None:
    """(post, of, end) of the office that the sentence names after the verb."""
    for place in sentence.source.cues("leaderships", hit.end, other.end + _OFFICE_REACH, "who"):
        token = sentence.source.token_starting(place.start)
        if place.end > sentence.end or token is None or token.pos_ not in {"ADP", "DET"}:
            continue
        return led(sentence, place, person)
    for office in sentence.discourse.offices:
        near = other.end < office.title_start < min(sentence.end, other.end + _OFFICE_REACH)
        if (
            near
            and office.person is None
            and office.of
            and "," not in sentence.folded(other.end, office.start)
        ):
            return office.post, office.of, office.title_end
    return None


def _told(sentence: Sentence, hit: Hit[Entry], pair: tuple[Item, Item]) -> tuple[str, str, int] | None:
    """The one office that the text gives one of the two; who only replaces may do so for a day."""
    if hit.payload["form"] == "replaces":
        return None
    persons = {item.keys[0] for item in pair}
    held = {
        (office.post, of)
        for office in sentence.discourse.offices
        if office.person is not None and office.person.key in persons and office.sense not in PAST
        for of in (sentence.discourse.office_of(office),)
        if of and office.start < sentence.end
    }
    return (*held.pop(), hit.end) if len(held) == 1 else None
