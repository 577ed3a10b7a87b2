"""Readings of presence: whether one is, will be or is no longer in a country, and its trade."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.antecedents import same_country
from diplograph.extraction.frames.common.trading import NO_TRADE, trade_told
from diplograph.extraction.frames.presence.departures import is_refuted
from diplograph.extraction.frames.presence.lands import OWNER_REACH
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.lists import codes, sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import Status

_REACH = 90
_POSSESSED = re.compile(r"\b(?:son|sa|ses|leurs?|notre|nos) (?:[\w-]+ ){0,2}$")
_PLANT_REACH = 60
_NOT = re.compile(r" (?:pas|jamais|plus) ")
_NE = re.compile(r"\bn(?:e |')")
_NEW_CLAUSE = re.compile(r", et | mais |, ou | alors ")
_JUST = re.compile(r"\b(?:vien(?:t|nent)|venons|venait) d(?:e |')$")
_NONE = re.compile(r"(?:^|\W)n(?:e |')\w[\w' ]*? (?:d'|de )?aucune? ")
_NONE_REACH = 14  # characters of " aujourd'hui aucune usine"
_NOBODY = re.compile(
    r"\b(?:aucune?|nulle?) [\w' ,-]*\bn(?:e |')\w*$"
)  # "aucune entreprise, pas même A, n'est"
_AIM = re.compile(r"(?: pour| afin d[e']| en vue d[e']) ?(?:y )?$")
_LEAVES = frozenset({"left", "gone", "exit", "fronted"})
_VAGUE = "industry"  # what "usine" alone says


def _sectors(sentence: Sentence, hit: Hit[Entry], end: int) -> tuple[str, ...]:
    """Its trade there, as far as the words say: "y fabrique des pneus", "son usine de ciment à X"."""
    if hit.payload["form"] in {"opens", "acquires"}:
        until = min(_own_end(sentence, hit.end), hit.end + _REACH + _PLANT_REACH)
        works = sentence.source.cues("projects", hit.end, until)[:1]
        own = [code for w in works for code in w.payload["sector"].split("|") if code not in {"", _VAGUE}]
        if own:
            return tuple(own)
        found = codes([h for h in sentence.sectors if hit.end <= h.start < until][:1])
    elif hit.payload["form"] in {"verb", "by", "made"}:
        until = _own_end(sentence, hit.end)
        cut = _NEW_CLAUSE.search(sentence.source.folded, hit.end, until)
        found = codes(sectors_after(sentence, hit.end, stops=(cut.start() if cut else until,), reach=70))
    else:
        end = min(end, _own_end(sentence, hit.end))
        found = codes([h for h in sentence.sectors if hit.start <= h.start < end])
    return tuple(code for code in found if code not in NO_TRADE)


def _own_end(sentence: Sentence, offset: int) -> int:
    """Where a clause ends, or what it tells of others who are there: "…, en présence de journalistes"."""
    until = sentence.clause_end(offset)
    beside = sentence.source.cues("companions", offset, until, "with")
    return beside[0].start if beside else until


def _is_sold(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether what was there is gone: "a cédé sa filiale tchadienne"; what one only sells is there still."""
    if hit.payload["form"] not in {"noun", "own"}:
        return False
    sold = sentence.source.cues("memberships", hit.start - OWNER_REACH, hit.start, "sold")
    sold = sold or sentence.source.cues("presence", hit.start - OWNER_REACH, hit.start, "closes")
    return bool(sold) and bool(_POSSESSED.search(sentence.folded(sold[-1].end, hit.start)))


def _opening(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry]:
    """The verb of opening that takes a noun as its object, which tells whether it is there; else the noun."""
    if hit.payload["form"] not in {"noun", "own", "counted"}:
        return hit
    opened = sentence.source.cues("presence", hit.start - OWNER_REACH, hit.start, "opens")
    near = opened and not re.search(r"[,;:.]", sentence.folded(opened[-1].end, hit.start))
    return opened[-1] if near else hit


def _is_infinitive(sentence: Sentence, hit: Hit[Entry]) -> bool:
    return any("Inf" in t.morph.get("VerbForm", []) for t in sentence.source.tokens(hit.start, hit.end))


def _is_negated(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the words hold a negation: "n'est | pas | présent", but "s'ancre un peu plus"."""
    return bool(
        _NOT.search(sentence.folded(hit.start, hit.end))
        and _NE.search(sentence.folded(hit.start - 4, hit.end))
    )


def presence_drafts(
    sentence: Sentence, hit: Hit[Entry], item: Item, country: Item, *, traded: bool = False
) -> Iterator[Draft]:
    """The readings that words give of one organization and one country.

    Args:
        traded: the trade that the text tells of a firm is its trade there, where the words tell none.
    """
    default = Status(hit.payload["status"] or Status.ACTUAL)
    verb = _opening(sentence, hit)
    denied = (
        _is_negated(sentence, hit)
        or _NONE.search(sentence.folded(verb.start - 6, verb.end + _NONE_REACH))
        or _NOBODY.search(sentence.folded(max(sentence.start, hit.start - _REACH), hit.start + 3))
    )
    default = Status(verb.payload["status"] or default)
    leaves = verb.payload["status"] == Status.DENIED and hit.payload["form"] in _LEAVES
    if leaves:
        status = Status.ACTUAL if is_refuted(sentence, verb) else Status.DENIED
    elif hit.payload["form"] in {"gone", "fronted"}:
        status = Status.ACTUAL  # "reste", "ne bouge pas"
    elif denied or _is_sold(sentence, hit):
        status = Status.DENIED
    elif is_refuted(sentence, verb) and (hit.payload["form"] in _LEAVES or _is_infinitive(sentence, verb)):
        status = Status.DENIED  # "ne compte pas revenir en A"
    elif hit.payload["form"] == "rank":
        status = default
    else:
        status = status_of(sentence, verb.start, verb.end, default=default)
        if status is Status.PLANNED and _JUST.search(sentence.folded(verb.start - 12, verb.start)):
            status = Status.ACTUAL  # "vient d'ouvrir une usine"
        if status is Status.ACTUAL and _AIM.search(sentence.folded(hit.start - 12, hit.start)):
            status = Status.PLANNED  # "s'est entendu avec B pour produire …"
    sectors = _sectors(sentence, hit, country.end)
    is_there = status is not Status.DENIED
    for company in same_country(sentence, item):
        for key in country.keys:
            yield Draft(
                "Presence",
                {
                    "company": (company,),
                    "country": (key,),
                    "sector": sectors or (trade_told(sentence, company) if is_there and traded else ()),
                },
                min(item.start, hit.start),
                max(hit.end, item.end, country.end),
                hit.payload.rule,
                status=status,
            )
