"""States that a text lists as members: "les BRICS (Brésil, Chine, Inde)", "trois membres – A et B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.clauses import is_finite
from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.appositions import behind_comma
from diplograph.extraction.frames.common.parties import chained
from diplograph.extraction.frames.memberships.accessions import CLUBS, COUNTRIES, told_union
from diplograph.extraction.frames.memberships.implied_clubs import club_told
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern

_CLUB_REACH = 60
_STATES_REACH = 120
_OPENED = pattern(r"(?:,? \(| [-–—:] ?){det}?")
_OF = members("of")
_NEXT = pattern(r",? (?:[(:] ?)?{of}?{det}?")
_IN_RELATIVE = pattern(r"{brackets}?(?:\)?, {word}?|\) | )?{word}?$")
_LEAD_TO_STATES = pattern(r"[^.;]{0,60}?(?: :|,)? {det}?")
_FEWEST, _ARTICLE = 3, 7
_CLOSED = pattern(r", {clitic}?(?:{has}|{is})?{word}?")
_MARK = re.compile(r"[:,;.(]")
_COLON_REACH = 40


def listed_states(sentence: Sentence) -> Iterator[Draft]:
    """The states that brackets after an organization list: "les BRICS (Brésil, Chine, Inde)"."""
    for club in sentence.items:
        if club.type not in CLUBS or sentence.folded(club.end, club.end + 2) != " (":
            continue
        states = sentence.after(club.end + 2, kinds=COUNTRIES, until=club.end + _CLUB_REACH)
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
    clubs = [i for i in sentence.before(hit.start, kinds=CLUBS) if i.kind == "name"][:1]
    if hit.start - sentence.start < _FEWEST:
        return _fronted(sentence, hit)
    if not clubs or not _IN_RELATIVE.fullmatch(sentence.folded(clubs[0].end, hit.start)):
        return [], []
    states = sentence.after(hit.end, kinds=COUNTRIES, until=hit.end + _STATES_REACH)
    if not states or not _LEAD_TO_STATES.fullmatch(sentence.folded(hit.end, states[0].start)):
        return [], []
    far = states[0].start - hit.end > _ARTICLE and sentence.preposition(states[0]) in _OF
    states = chained(sentence, states[0], states)
    return (states, clubs) if len(states) > 1 and not far else ([], [])  # "réunit les ministres d'A et de B"


def _fronted(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Composés à l'origine du Brésil et de l'Inde, les BRICS …"."""
    states = sentence.after(hit.end - _ARTICLE, kinds=COUNTRIES, until=hit.end + _CLUB_REACH)
    row = chained(sentence, states[0], states) if states else []
    clubs = behind_comma(sentence, row[-1].end, CLUBS) if len(row) > 1 else []
    return (row, clubs) if clubs else ([], [])


def examples(sentence: Sentence, offset: int) -> list[Item]:
    """The states that a text names of several: "les membres de l'OTAN, | dont la Norvège et l'Islande"."""
    states = sentence.after(offset, kinds=COUNTRIES, until=offset + _CLUB_REACH)
    if not states:
        return []
    told = sentence.source.cues("companions", offset, states[0].start, "example")
    if told:
        opened = _NEXT.fullmatch(sentence.folded(offset, told[0].start))
        opened = opened and _NEXT.fullmatch(sentence.folded(told[0].end, states[0].start))
    else:
        opened = _OPENED.fullmatch(sentence.folded(offset, states[0].start))
    row = chained(sentence, states[0], states) if opened else []
    verb = sentence.source.token_starting(row[-1].end) if row else None
    return [] if not told and verb is not None and is_finite(verb) else row  # "… : A et B ont protesté"


def exemplified(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The states that a subject tells as its examples: "cinq pays, à savoir A, B et C, | ont rejoint"."""
    for last in sentence.before(hit.start, kinds=COUNTRIES)[:1]:
        row = [i for i in sentence.group(last) if i.end <= last.end]
        told = sentence.source.cues("companions", row[0].start - _CLUB_REACH, row[0].start, "example")
        near = told and _NEXT.fullmatch(sentence.folded(told[-1].end, row[0].start))
        if near and _CLOSED.fullmatch(sentence.folded(last.end, hit.start)):
            return [i for i in row if i.type in COUNTRIES]
    return []


def listed_behind(sentence: Sentence, hit: Hit[Entry], offset: int) -> list[Item]:
    """The states that the end of a clause lists: "trois pays souhaitent adhérer à l'OTAN | : A, B et C".

    A comma will do behind words for countries: "les pays qui forment l'Alliance | , A et B, …".
    """
    source = sentence.source
    found = _MARK.search(source.folded, offset, min(sentence.end, offset + _COLON_REACH))
    if not found or found.group() in ";.(" or sentence.has_finite_verb(offset, found.start()):
        return []
    mark = found.start()
    if found.group() == "," and not source.cues("word_classes", sentence.start, hit.start, "lands"):
        return []
    states = sentence.after(mark, kinds=COUNTRIES, until=mark + _ARTICLE)
    row = list(sentence.group(states[0])) if states and not sentence.preposition(states[0]) else []
    return [i for i in row if i.type in COUNTRIES and i.start > mark] if len(row) > 1 else []


def states_of(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Plusieurs États membres, dont la France": of the organization that the text spoke of last."""
    members = examples(sentence, hit.end)
    if not members:
        return [], []
    return members, club_told(sentence, hit.start) or told_union(sentence, hit)
