"""Projects told again: what later sentences add to a project named before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import chained, governor, keys_of, whole_subject
from diplograph.extraction.frames.common.sums import SUM_REACH, opening_sum, sum_between
from diplograph.extraction.frames.common.works import Mentioned, Works
from diplograph.extraction.frames.projects.partaking import BUILDERS, NOUNS, is_verb
from diplograph.extraction.frames.projects.siting import beginning_of, sides
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType, Status, Value

_AGENT_REACH = 70
_GIVEN_REACH = 120
_OPENING = 40  # characters within which words of opening begin a sentence: "La pose de la première pierre …"
_RECIPIENT = 40  # characters between "confiée à" and the firm, with what describes it
_SUM = 12
_FOR = pattern(r"[^,;:.]{0,50}? (?:{to}|{for}|{at})(?!titre )")
_LENDERS = frozenset({EntityType.PUBLIC_BODY, EntityType.INTERNATIONAL_ORGANIZATION})
_THE_ONE = pattern(r"{edge}{one}")
_AT = pattern(r" {at}")


def addition(
    name: str, roles: Mapping[str, tuple[Value, ...]], stretch: tuple[int, int], rule: str, at: int
) -> Draft:
    """What a stretch of text adds to a project told before; of how certain that is, it says nothing.

    Args:
        at: where the project is meant.
    """
    start, end = stretch
    possible = Status.POSSIBLE  # the most certain reading counts
    told = dict(roles)
    return Draft("Project", told, start, end, rule, status=possible, name=name, name_start=at, confidence=0.6)


def find_mentions_of_works(sentence: Sentence, works: Works, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """What a sentence adds to a project told before: its amount, its places."""
    taken = [(d.start, d.end) for d in drafts]
    cues = sentence.source.cues
    again = works.mentioned(sentence)
    if again and not drafts:
        works.touch(sentence, again[0].name)
    if not again and not drafts:
        yield from _funded(sentence, works)
        yield from _paid(sentence, works)
        yield from _dated(sentence, works)
    for mentioned in again[:1]:
        if any(s <= mentioned.start < e for s, e in taken):
            continue
        until = min(sentence.clause_end(mentioned.end), mentioned.end + SUM_REACH)
        other = _THE_ONE.search(sentence.source.folded, mentioned.end, until)
        until = other.start() if other else until  # "ce tronçon s'ajoutera à | celui qui a coûté 9 M€"
        amount = (
            sum_between(sentence, mentioned.end, until)
            if _is_cost(sentence, mentioned.end, until)
            else opening_sum(sentence, mentioned.start)
        )
        partners = _shareholders(sentence, mentioned) or _agents(sentence, mentioned)
        before = (
            [
                *sentence.places(sentence.start, mentioned.start),
                *sides(sentence, sentence.start, mentioned.start),
            ]
            if any(h.start == sentence.start for h in cues("sites", sentence.start, mentioned.start, "sited"))
            else []
        )
        place = keys_of([*before, *_sited(sentence, mentioned.end, until)])
        start = beginning_of(sentence, mentioned.start, mentioned.end, None) if other is None else ()
        if amount or place or partners or start:
            begin = sentence.start if before or partners else mentioned.start
            end = max([mentioned.end, *(m.span.end for m in sentence.amounts if (m.amount,) == amount)])
            roles: dict[str, tuple[Value, ...]] = {
                "amount": amount,
                "place": place,
                "participant": partners,
                "start": start,
            }
            yield addition(mentioned.name, roles, (begin, end), "project_measures", mentioned.start)


def _funded(sentence: Sentence, works: Works) -> Iterator[Draft]:
    """Who pays for the project told right before: "A et B apporteront l'essentiel des fonds"."""
    for cue in sentence.source.cues("project_starts", sentence.start, sentence.end, "funds")[:1]:
        name = works.just_told(sentence)
        payers = keys_of(
            [i for i in whole_subject(sentence, cue.start, kinds=BUILDERS) if i.start < cue.start]
        )
        if name and payers:
            yield addition(
                name, {"participant": payers}, (sentence.start, cue.end), cue.payload.rule, cue.start
            )


def _paid(sentence: Sentence, works: Works) -> Iterator[Draft]:
    """Who gives a sum, nobody said to get it: "L'UE a accordé 657 millions", where one project is told."""
    for cue in sentence.source.cues("undertakings", sentence.start, sentence.end, "joins")[:1]:
        sums = [a for a in sentence.amounts if 0 <= a.span.start - cue.end < _SUM and a.amount.unit.isupper()]
        name = works.at_hand(sentence)
        if not name or not sums or not is_verb(sentence, cue):
            continue
        if _FOR.match(sentence.source.folded, sums[0].span.end, sentence.end):
            continue
        payers = [i for i in whole_subject(sentence, cue.start, kinds=_LENDERS) if i.end <= cue.start]
        if payers:
            stretch = sentence.start, sums[0].span.end
            yield addition(name, {"participant": keys_of(payers)}, stretch, cue.payload.rule, cue.start)


def _dated(sentence: Sentence, works: Works) -> Iterator[Draft]:
    """When the project told right before begins: "La mise en service est prévue en 2028"."""
    name = works.just_told(sentence)
    for cue in sentence.source.cues("openings", sentence.start, sentence.start + _OPENING):
        start = beginning_of(sentence, cue.start, cue.start, None)
        if name and start:
            yield addition(name, {"start": start}, (sentence.start, cue.end), "project_measures", cue.start)
            return


def _is_cost(sentence: Sentence, start: int, until: int) -> bool:
    """Whether a sum of money is said to be what the project takes, or stands right after it."""
    words = [h for h in sentence.words("indicators") if start <= h.start < until]
    if any(h.payload["indicator"] in {"Investment", "ContractValue"} for h in words):
        return True
    return any(start <= a.span.start <= start + 6 for a in sentence.amounts)


def _shareholders(sentence: Sentence, mentioned: Mentioned) -> tuple[str, ...]:
    """Who holds a share of the project or builds it: "A et B posséderont chacun 20 % du projet"."""
    verbs = [
        v
        for table in ("memberships", "project_starts")
        for v in sentence.words(table)
        if v.payload.get("form") in {"owner", *NOUNS}
        and v.start < mentioned.end + 24
        and v.start > mentioned.start - 90
    ]
    verbs = [v for v in verbs if v.end <= mentioned.start or v.start == mentioned.end]
    verbs = [v for v in verbs if v.payload.get("form") not in NOUNS or is_verb(sentence, v)]
    if not verbs:
        return ()
    return keys_of(whole_subject(sentence, verbs[-1].start, kinds=BUILDERS))


def _agents(sentence: Sentence, mentioned: Mentioned) -> tuple[str, ...]:
    """By whom it is done: "les travaux seront conduits par A", "la construction sera réalisée par A et B"."""
    entrusted = _entrusted(sentence, mentioned)
    if entrusted:
        return keys_of(entrusted)
    until = min(sentence.clause_end(mentioned.end), mentioned.end + _AGENT_REACH)
    firms = sentence.after(mentioned.end, kinds=BUILDERS, until=until)
    given = sentence.source.cues("project_starts", mentioned.end, mentioned.end + _GIVEN_REACH, "given")
    if given:
        until = min(sentence.end, given[0].end + _RECIPIENT)
    agent = next(
        (
            i
            for i in firms
            if governor(sentence, i) == "par" or any(0 <= i.start - g.end < _RECIPIENT for g in given)
        ),
        None,
    )
    if agent is None or (not given and re.search(r"[,;:(]", sentence.folded(mentioned.end, agent.start))):
        return ()
    return keys_of(chained(sentence, agent, firms))


def _entrusted(sentence: Sentence, mentioned: Mentioned) -> list[Item]:
    """ "A a confié le financement du pont à B": who gives a part of the project told before, and to whom."""
    low = max(sentence.start, mentioned.start - _AGENT_REACH)
    for cue in sentence.source.cues("project_starts", low, mentioned.start, "gives"):
        if not is_verb(sentence, cue) or re.search(r"[,;:(]", sentence.folded(cue.end, mentioned.start)):
            continue
        firms = sentence.after(mentioned.end, kinds=BUILDERS, until=mentioned.end + _RECIPIENT)
        taken = [i for i in firms[:1] if governor(sentence, i) in members("to")]
        givers = [i for i in whole_subject(sentence, cue.start, kinds=BUILDERS) if i.end <= cue.start]
        if taken:
            return [*givers, *chained(sentence, taken[0], firms)]
    return []


def _sited(sentence: Sentence, start: int, until: int) -> list[Item]:
    for cue in sentence.source.cues("sites", start, until, "sited", "planned"):
        if _AT.match(sentence.source.folded, cue.end, until):
            return sentence.places(cue.end, until)
    return []
