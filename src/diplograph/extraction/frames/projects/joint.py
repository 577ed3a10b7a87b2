"""What two or more are to do together: "un laboratoire commun", "un double diplôme"."""

from __future__ import annotations

from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import (
    as_principals,
    chained,
    completed,
    governor,
    keys_of,
    whole_subject,
)
from diplograph.extraction.frames.common.stated_parties import with_partners
from diplograph.extraction.items import preposition_before
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.extraction.source import phrase_end
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import ORGANIZATIONS, EntityType, Status

_ONE = pattern(r"{edge}{a}{word}?$")
_MAKERS = ORGANIZATIONS | {EntityType.COUNTRY, EntityType.CITY, EntityType.PERSON}
_STATES = "country/"
_REACH, _VERB, _BOTH = 70, 80, 2


def find_joint(sentence: Sentence) -> Iterator[Draft]:
    """Undertakings that are common by their name; who has them is said, or the two under discussion."""
    for hit in sentence.words("projects"):
        if hit.payload["form"] != "joint" or not _ONE.search(sentence.folded(hit.start - 24, hit.start)):
            continue
        who = _makers(sentence, hit)
        if len(who) < _BOTH and all(key.startswith(_STATES) for key in who):
            continue
        end = phrase_end(sentence.source, hit.start, min(sentence.end, hit.end + _REACH), commas=False)
        own = hit.payload["sector"]
        sectors = [h.payload.code for h in sentence.sectors if hit.start <= h.start < end]
        started = _started(sentence, hit)
        default = Status(started.payload["status"] or Status.ACTUAL) if started else Status.PLANNED
        start = min(hit.start, started.start) if started else hit.start
        name = sentence.source.quote(hit.start, max(end, hit.end))
        yield Draft(
            "Project",
            {"participant": who, "sector": tuple(dict.fromkeys([*([own] if own else []), *sectors]))},
            start,
            max(end, hit.end),
            hit.payload.rule,
            status=status_of(sentence, start, hit.end, default=default),
            name=name,
            name_start=hit.start,
            forms=(sentence.source.quote(hit.start, hit.end),),
            confidence=0.6,
        )


def _makers(sentence: Sentence, hit: Hit[Entry]) -> tuple[str, ...]:
    """The subject of what governs the noun, with whom, and to whom it is offered; else the two meant."""
    verb = _governing(sentence, hit)
    found = []
    if verb is not None:
        found += [i for i in whole_subject(sentence, verb, kinds=_MAKERS) if i.end <= verb]
        found += [
            i
            for i in sentence.after(verb, kinds=ORGANIZATIONS, until=hit.start)
            if preposition_before(sentence.source, i.start) in members("to")
        ]
    found += with_partners(
        sentence, max(verb or hit.end, hit.end), min(sentence.clause_end(hit.end), hit.end + _REACH)
    )
    if not found:
        after = sentence.after(hit.end, kinds=_MAKERS, until=min(sentence.end, hit.end + _VERB))
        agent = next((i for i in after if governor(sentence, i) == "par"), None)
        found += chained(sentence, agent, after) if agent is not None else []
    keys = as_principals(sentence, keys_of(found))
    if verb is not None and not keys:
        return ()  # whom the sentence tells in words of its own
    if not keys or all(key.startswith(_STATES) for key in keys):
        keys = completed(sentence, keys)
    return tuple(key for key in keys if not key.startswith("person/"))


def _governing(sentence: Sentence, hit: Hit[Entry]) -> int | None:
    """Where the verb stands whose object the noun is."""
    token = sentence.source.token_starting(hit.start)
    for _ in range(3):
        if token is None or token.head is token:
            break
        token = token.head
        if token.idx < sentence.start or hit.start - token.idx > _VERB:
            return None
        if token.pos_ in {"VERB", "AUX"}:
            return token.idx if token.idx < hit.start else None
    return None


def _started(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    before = sentence.source.cues("project_starts", max(sentence.start, hit.start - _REACH), hit.start)
    before = [c for c in before if "," not in sentence.folded(c.end, hit.start)]
    if before:
        return before[-1]
    after = sentence.source.cues(
        "project_starts", hit.end, min(sentence.end, hit.end + _REACH), "passive", "due"
    )
    return after[0] if after else None
