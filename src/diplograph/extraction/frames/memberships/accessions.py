"""States on their way into an organization, and what it does with them: "l'Otan a accueilli la Suède"."""

from __future__ import annotations

from collections.abc import Sequence

from diplograph.extraction.discourse.short_names import UNION
from diplograph.extraction.frames.common.appositions import is_complete, meant
from diplograph.extraction.frames.common.parties import chained
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

COUNTRIES = frozenset({EntityType.COUNTRY})
CLUBS = frozenset({EntityType.INTERNATIONAL_ORGANIZATION})
# "fondateur de l'OTAN" is an office without a holder, "l'Union" a short name
NAMED = frozenset({"name", "office", "anaphor"})
_OF_UNION = frozenset(
    {
        UNION,
        "international-organization/commission-europeenne",
        "international-organization/conseil-europeen",
        "international-organization/parlement-europeen",
    }
)
_WITH = pattern(r" {word}{0,2}(?:{with}|{of}|{for}){det}?")
_PARTNER_REACH = 60
_REACH = 40
_CLAUSE = 110
_NEXT = pattern(r" ?{det}?")
_OF_CLUB = pattern(r" ?{of}?{det}?")
_TO = pattern(r" {to}{det}?")
_TO_STATE = members("to")


def to_union(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """Who is on the way, and the Union: named, or told by one of its organs."""
    named = [
        i for i in sentence.after(hit.end, kinds=CLUBS, until=hit.end + _PARTNER_REACH) if i.kind == "name"
    ]
    if named and not sentence.has_mark(hit.end, named[0].start):
        if named[0].keys[0] not in _OF_UNION:
            return [], []
    elif not _is_told(sentence):
        return [], []
    members = sentence.genitive(hit.end, kinds=COUNTRIES) or states_with(sentence, hit)
    members = members or outside(sentence, sentence.before(hit.start, kinds=COUNTRIES), UNION)[:1]
    return outside(sentence, members, UNION), [_union(hit)]


def states_with(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """With whom it is: "les négociations d'adhésion | avec la Moldavie et l'Ukraine"."""
    for item in sentence.after(hit.end, kinds=COUNTRIES, until=hit.end + _PARTNER_REACH)[:1]:
        if _WITH.fullmatch(sentence.folded(hit.end, item.start)):
            return _from(sentence, item)
    return []


def implied_union(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "L'adhésion de la Serbie et du Monténégro": to the Union, in a text that speaks of it."""
    members = outside(sentence, sentence.genitive(hit.end, kinds=COUNTRIES), UNION)
    return (members, [_union(hit)]) if members and _is_told(sentence) else ([], [])


def is_of_union(key: str) -> bool:
    """Whether an organization is the Union or an organ of it."""
    return key in _OF_UNION


def told_union(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The Union, where the text speaks of it or of one of its organs; else nothing."""
    return [_union(hit)] if _is_told(sentence) else []


def _union(hit: Hit[Entry]) -> Item:
    return meant(hit, UNION, EntityType.INTERNATIONAL_ORGANIZATION)


def _from(sentence: Sentence, first: Item) -> list[Item]:
    """A state and those coordinated behind it."""
    return [i for i in sentence.group(first) if i.start >= first.start]


def outside(sentence: Sentence, states: Sequence[Item], club: str) -> list[Item]:
    """The states of which the tables do not say that they are in an organization already."""
    within = {
        row.member
        for row in sentence.source.knowledge.gazetteer.memberships
        if row.organization == club and not row.end
    }
    return [i for i in states if i.type is EntityType.COUNTRY and not within & set(i.keys)]


def _is_told(sentence: Sentence) -> bool:
    """Whether the text speaks of the Union, by its name or as the Union alone."""
    if any(mention.key in _OF_UNION for mention in sentence.discourse.mentions):
        return True
    words = sentence.source.scan.words.get("references", ())
    return any(i.keys == (UNION,) for i in sentence.items) or any(
        hit.payload["kind"] == "union" and sentence.source.text[hit.end - len("Union")].isupper()
        for hit in words
        if hit.end <= sentence.end
    )


def admitted(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "L'Union africaine a | suspendu le Gabon"; "la zone euro s'est | élargie à la Bulgarie"."""
    states = sentence.after(hit.end - 1, kinds=COUNTRIES, until=hit.end + _REACH)
    states = [i for i in states if i.kind == "name"]
    if not states or not _NEXT.fullmatch(sentence.folded(hit.end, states[0].start)):
        return [], []
    members = _from(sentence, states[0])
    if not is_complete(sentence, members[-1].end, "{at}"):
        return [], []
    clubs = [i for i in sentence.subject(hit.start, kinds=CLUBS) if i.type in CLUBS and i.kind in NAMED]
    free = clubs and clubs[0].end < hit.start and not sentence.preposition(clubs[0])
    return (members, clubs[:1]) if free else ([], [])  # not "A, candidate à l'Union, accueille B"


def enlarged(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "L'élargissement de l'Otan à la Finlande", "l'ouverture de Schengen à la Roumanie"."""
    clubs = [i for i in sentence.after(hit.end, kinds=CLUBS, until=hit.end + _REACH) if i.kind in NAMED][:1]
    if not clubs or not _OF_CLUB.fullmatch(sentence.folded(hit.end, clubs[0].start)):
        return [], []
    states = sentence.after(clubs[0].end, kinds=COUNTRIES, until=clubs[0].end + _REACH)[:1]
    if not states or not _TO.fullmatch(sentence.folded(clubs[0].end, states[0].name_start)):
        return [], []
    return _from(sentence, states[0]), clubs


def granted(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Les Vingt-Sept ont accordé à A le | statut de candidat": to whom it is given, else who has it."""
    limit = min(sentence.end, hit.end + _REACH)
    to = [i for i in sentence.after(hit.end, kinds=CLUBS, until=limit) if i.kind in NAMED][:1]
    to = [i for i in to if _TO.fullmatch(sentence.folded(hit.end, i.start) or " ")]
    # no other organization grants a status of that name
    clubs = to or [_union(hit)]
    club = clubs[0].keys[0]
    given = [
        i
        for i in sentence.after(hit.end, kinds=COUNTRIES, until=limit)
        if sentence.preposition(i) in _TO_STATE
    ][:1]
    near = sentence.before(hit.start, kinds=COUNTRIES)
    given = (
        given or [i for i in near if hit.start - i.end < _CLAUSE and sentence.preposition(i) in _TO_STATE][:1]
    )
    if given:
        members = chained(sentence, given[0], sentence.after(given[0].end, kinds=COUNTRIES))
        before = [i for i in sentence.group(given[0]) if i.end < given[0].start and i.type in COUNTRIES]
        members = [*before, *members]  # "à A et à B | le statut"
        members = [m for m in members if m.start >= hit.end or m.end <= hit.start]
        return outside(sentence, members, club), clubs
    beside = [i for i in near[:1] if not sentence.has_finite_verb(i.end, hit.start)]
    if beside and outside(sentence, beside, club):  # "ont félicité A pour le statut de candidat"
        return outside(sentence, beside, club), clubs
    members = [m for m in sentence.subject(hit.start, kinds=COUNTRIES) if m.type in COUNTRIES]
    return outside(sentence, members, club) or outside(sentence, near, club)[:1], clubs
