"""States of organizations: members, accessions, presidencies, lists in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.parties import (
    chained,
)
from diplograph.extraction.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_CLUBS = frozenset({EntityType.INTERNATIONAL_ORGANIZATION})
_COUNTRIES = frozenset({EntityType.COUNTRY})
_CLUB_REACH = 60
_FEWEST, _ARTICLE = 3, 7
_OTHERS = re.compile(
    r"(?<!sont )(?<!un )(?<!une )(?<!partie )"
    r"\b(?:les|aux|des|ses|leurs|autres|certains|plusieurs|tous)(?: [\w-]+)? $"
)
_POSSESSIVE = re.compile(r"(?:^|[\s,(])(?:sa|son|leur|ses|leurs) (?:[\w-]+ )?$")


def listed_states(sentence: Sentence) -> Iterator[Draft]:
    """The states that brackets after an organization list: "les BRICS (Brésil, Chine, Inde)"."""
    for club in sentence.items:
        if club.type not in _CLUBS or sentence.folded(club.end, club.end + 2) != " (":
            continue
        states = sentence.after(club.end + 2, kinds=_COUNTRIES, until=club.end + _CLUB_REACH)
        states = chained(sentence, states[0], states) if states else []
        if len(states) < _FEWEST or states[0].start > club.end + _ARTICLE:
            continue
        if sentence.folded(states[-1].end, states[-1].end + 1) != ")":
            continue
        for state in states:
            yield Draft(
                "Membership",
                {"member": state.keys, "organization": club.keys},
                club.start,
                states[-1].end,
                "memberships:()",
            )


def of_club(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "X est membre de l'OTAN et du G7", "l'adhésion de X à l'OMC", "X préside le G20"."""
    clubs = [
        i
        for i in sentence.after(hit.end, kinds=_CLUBS, until=hit.end + _CLUB_REACH)
        if i.kind == "name" and not sentence.has_finite_verb(hit.end, i.start)
    ][:1]
    if not clubs or re.search(r"[,;:.]", sentence.folded(hit.end, clubs[0].start)):
        return [], []
    clubs = chained(sentence, clubs[0], sentence.after(clubs[0].end, kinds=_CLUBS, until=sentence.end))
    members = sentence.genitive(hit.end, kinds=_COUNTRIES) if hit.payload["form"] == "joining" else []
    if not members and _POSSESSIVE.search(sentence.folded(hit.start - 24, hit.start)):
        members = sentence.before(hit.start, kinds=_COUNTRIES)[:1]
    if (
        not members
        and hit.payload["form"] == "noun"
        and _OTHERS.search(sentence.folded(hit.start - 30, hit.start))
    ):
        return [], []  # "A a consulté les membres de B"
    members = members or sentence.subject(hit.start, kinds=_COUNTRIES)
    if hit.payload["form"] == "within" and not _is_described(sentence, hit, members):
        return [], []
    return [m for m in members if m.type is EntityType.COUNTRY], clubs


def _is_described(sentence: Sentence, hit: Hit[Entry], members: list[Item]) -> bool:
    """ "X est un partenaire au sein de l'UE" tells a member; "X plaide, au sein de l'ONU" may not."""
    if len(members) != 1 or members[0].is_plural:
        return False
    verbs = [t for t in sentence.source.tokens(members[0].end, hit.start) if t.pos_ in {"VERB", "AUX"}]
    if len(verbs) != 1:
        return False
    start, end = verbs[0].idx, verbs[0].idx + len(verbs[0])
    return verbs[0].lower_ == "est" or bool(sentence.source.cues("linking_verbs", start, end, "being"))
