"""States that a text lists as members: "les BRICS (Brésil, Chine, Inde)", "trois membres – A et B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import chained
from diplograph.extraction.frames.memberships.accessions import told_union
from diplograph.extraction.frames.memberships.implied_clubs import club_told
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_CLUBS = frozenset({EntityType.INTERNATIONAL_ORGANIZATION})
_COUNTRIES = frozenset({EntityType.COUNTRY})
_CLUB_REACH = 60
_STATES_REACH = 120
_EXAMPLES = re.compile(
    r"(?:,? \(?(?:dont|comme|tels? que|telles? que|notamment|parmi lesquels|a commencer par|a l'instar de"
    r"|y compris|a savoir|soit)|,? \(| [-–—]| :) ?(?:la |le |les |l')?"
)
_IN_RELATIVE = re.compile(r"(?:, qui|\)?, (?:[\w-]+ )?|\) )(?:[\w-]+ )?$|^ $")
_LEAD_TO_STATES = re.compile(r"[^.;]{0,60}?(?: :|,)? (?:le |la |les |l')?")
_FEWEST, _ARTICLE = 3, 7


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


def gathered_states(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "L'Alliance des États du Sahel, qui regroupe A, B et C"; "…, composée de A et de B"."""
    clubs = [i for i in sentence.before(hit.start, kinds=_CLUBS) if i.kind == "name"][:1]
    if not clubs or not _IN_RELATIVE.fullmatch(_after_acronym(sentence, clubs[0], hit.start)):
        return [], []
    states = sentence.after(hit.end, kinds=_COUNTRIES, until=hit.end + _STATES_REACH)
    if not states or not _LEAD_TO_STATES.fullmatch(sentence.folded(hit.end, states[0].start)):
        return [], []
    states = chained(sentence, states[0], states)
    return (states, clubs) if len(states) > 1 else ([], [])


def _after_acronym(sentence: Sentence, club: Item, end: int) -> str:
    """Folded text after an organization, less the short form in brackets: "l'Alliance (AES) | , qui"."""
    return re.sub(r"^ \([^()]{1,24}\)", "", sentence.folded(club.end, end))


def examples(sentence: Sentence, offset: int) -> list[Item]:
    """The states that a text names of several: "les membres de l'OTAN, | dont la Norvège et l'Islande"."""
    states = sentence.after(offset, kinds=_COUNTRIES, until=offset + _CLUB_REACH)
    if not states or not _EXAMPLES.fullmatch(sentence.folded(offset, states[0].start)):
        return []
    return chained(sentence, states[0], states)


def states_of(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Plusieurs États membres, dont la France": of the organization that the text spoke of last."""
    members = examples(sentence, hit.end)
    if not members:
        return [], []
    return members, club_told(sentence, hit.start) or told_union(sentence, hit)
