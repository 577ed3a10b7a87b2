"""Membership: states of organizations, subsidiaries of groups, joint ventures of their parents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import ORGANIZATIONS, EntityType

_MEMBERS = frozenset({EntityType.COUNTRY, *ORGANIZATIONS})
_CLUBS = frozenset({EntityType.INTERNATIONAL_ORGANIZATION})
_FIRMS = frozenset({EntityType.COMPANY, EntityType.PUBLIC_BODY})
_REACH = 110


def find_memberships(sentence: Sentence) -> Iterator[Draft]:
    """Memberships and holdings that one sentence states."""
    for hit in sentence.words("memberships"):
        form = hit.payload["form"]
        if form in {"noun", "verb"}:
            members, clubs = _of_club(sentence, hit)
        elif form == "belongs":
            members = sentence.subject(hit.start, kinds=frozenset({EntityType.COMPANY}))[:1]
            clubs = [
                i
                for i in sentence.after(hit.end, kinds=_FIRMS, until=hit.end + _REACH)
                if sentence.preposition(i) in {"a", "au", "aux", "de", "du", "d'"} or i.start == hit.end
            ]
        elif form == "owned":
            members, clubs = _owned(sentence, hit)
        else:
            clubs = sentence.subject(hit.start, kinds=_FIRMS)
            members = sentence.after(hit.end, kinds=frozenset({EntityType.COMPANY}), until=hit.end + 70)[:1]
        for club in clubs:
            for member in members:
                yield from _drafts(sentence, hit, member, club)


def _of_club(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    clubs = [i for i in sentence.after(hit.end, kinds=_CLUBS, until=hit.end + 40) if i.kind == "name"]
    if not clubs:
        return [], []
    return sentence.subject(hit.start, kinds=frozenset({EntityType.COUNTRY})), clubs[:1]


def _owned(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Katco, coentreprise d'Orano et de Kazatomprom"; "X, filiale de Y"; "X, détenue par Y"."""
    possessive = re.search(r"(?:^|[\s,])(?:sa|son|leur) (?:[\w-]+ )?$", sentence.folded(hit.start - 24, hit.start))
    if possessive:
        return _possessed(sentence, hit)
    parents = [
        i
        for i in sentence.after(hit.end, kinds=_FIRMS, until=hit.end + _REACH)
        if sentence.preposition(i) in {"de", "du", "des", "d'", "par", "entre", "a"}
    ]
    if not parents:
        return [], []
    owners = [i for i in sentence.group(parents[0]) if i.start >= parents[0].start]
    before = [
        i
        for i in sentence.before(hit.start, kinds=frozenset({EntityType.COMPANY}))
        if re.fullmatch(r",? ?(?:\(|est |une |la |un |qui est |[\w-]+ ){0,5}", sentence.folded(i.end, hit.start))
    ]
    if before:
        return before[:1], owners
    named = [
        i
        for i in sentence.after(hit.end, kinds=frozenset({EntityType.COMPANY}), until=hit.end + 14)
        if not sentence.preposition(i)
    ]
    return named[:1], [o for o in owners if o not in named]


def _possessed(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "sa filiale X" of the subject; "X, sa coentreprise avec Y" of the subject and Y."""
    partners = [
        i
        for i in sentence.after(hit.end, kinds=_FIRMS, until=hit.end + 60)
        if sentence.preposition(i) == "avec"
    ]
    named = [
        i
        for i in sentence.after(hit.end, kinds=frozenset({EntityType.COMPANY, EntityType.PUBLIC_BODY}), until=hit.end + 14)
        if not sentence.preposition(i)
    ]
    before = [
        i
        for i in sentence.before(hit.start, kinds=frozenset({EntityType.COMPANY}))
        if re.fullmatch(r",? (?:sa|son) (?:[\w-]+ )?", sentence.folded(i.end, hit.start))
    ]
    member = (named or before)[:1]
    owners = [i for i in sentence.subject(hit.start, kinds=_FIRMS) if i not in member]
    if not owners:
        owners = [i for i in sentence.before(hit.start, kinds=_FIRMS) if i not in member][-1:]
    if not owners and sentence.discourse.previous_company(sentence.start):
        key = sentence.discourse.previous_company(sentence.start)
        owners = [Item(hit.start, hit.end, "anaphor", (key,), EntityType.COMPANY)]
    return member, [*owners[:1], *partners]


def _drafts(sentence: Sentence, hit: Hit[Entry], member: Item, club: Item) -> Iterator[Draft]:
    for inside in member.keys:
        for whole in club.keys:
            if inside != whole:
                yield Draft(
                    "Membership",
                    {"member": (inside,), "organization": (whole,)},
                    min(member.start, hit.start),
                    max(member.end, club.end, hit.end),
                    hit.payload.rule,
                    status=status_of(sentence, hit.start, hit.end),
                )
