"""Readings of presence: whether one is, will be or is no longer in a country, and its trade."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.antecedents import same_country
from diplograph.extraction.frames.common.appositions import is_possessed, stands_before
from diplograph.extraction.frames.common.trading import NO_TRADE, trade_told
from diplograph.extraction.frames.memberships.holdings import is_completed
from diplograph.extraction.frames.presence.beside import elided
from diplograph.extraction.frames.presence.departures import is_refuted
from diplograph.extraction.frames.presence.lands import OWNER_REACH
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.lists import codes, sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import Status

_REACH = 90
_PLANT_REACH = 60
_SALE_REACH = 64  # characters of "a finalisé l'année dernière la vente de ses "
_NOT = pattern(r" {not}")
_NE = re.compile(r"\bn(?:e |')")
_NEW_CLAUSE = pattern(r", {and}| {but}| alors ")
_NONE = pattern(r"(?:^|\W)n(?:e |')\w[\w' ]*? {of}?(?:aucune?|nulle?) ")
_NONE_REACH = 14  # characters of " aujourd'hui aucune usine"
_NOBODY = re.compile(
    r"\b(?:aucune?|nulle?) [\w' ,-]*\bn(?:e |')\w*$"
)  # "aucune entreprise, pas même A, n'est"
_AIM = pattern(r" {for}{clitic}?$")
_AIM_REACH = 20  # characters of " dans le but de "
_HALTED = pattern(r" {of}?(?:toute?s )?{own}|(?: de)? l'ensemble de {own}")
_HALTED_REACH = 40  # characters of "l'interruption de l'ensemble de ses "
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
        until = min([until, *(firm.start for firm in elided(sentence, hit)[:1])])
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
    sold = sentence.source.cues("memberships", hit.start - _SALE_REACH, hit.start, "sold")
    sold = sold or sentence.source.cues("presence", hit.start - OWNER_REACH, hit.start, "closes")
    sales = sentence.source.cues("memberships", hit.start - OWNER_REACH, hit.start, "sale")
    sold = sold or [sale for sale in sales if is_completed(sentence, sale)]
    return bool(sold) and is_possessed(sentence, hit.start)


def _halt(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """The word that tells an end of what one did there: "a | suspendu ses activités", "l'arrêt de ses …"."""
    if hit.payload["form"] != "noun":
        return None
    cues = sentence.source.cues("word_classes", hit.start - _HALTED_REACH, hit.start, "halts")[-1:]
    near = [cue for cue in cues if _HALTED.fullmatch(sentence.folded(cue.end, hit.start))]
    return near[0] if near else None


def _is_unended(sentence: Sentence, hit: Hit[Entry], *, negated: bool) -> bool:
    """Whether it is negated that one ends what one does there: "n'a pas suspendu ses activités"."""
    ends = hit.payload["form"] == "verb" and hit.payload.get("status") == Status.DENIED
    if not ends or _NE.match(sentence.source.folded, hit.start):
        return False
    return negated or is_refuted(sentence, hit)


def _is_for_sale(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether what is there is to be sold: "souhaite vendre ses | agences au Kenya"."""
    sale = sentence.source.cues("memberships", hit.start - OWNER_REACH, hit.start, "sale")
    near = bool(sale) and not sentence.has_mark(sale[-1].end, hit.start)
    return near and hit.payload["form"] in {"noun", "own"} and is_possessed(sentence, hit.start)


def _opening(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry]:
    """The verb of opening that takes a noun as its object, which tells whether it is there; else the noun."""
    if hit.payload["form"] not in {"noun", "own", "counted"}:
        return hit
    opened = sentence.source.cues("presence", hit.start - OWNER_REACH, hit.start, "opens")
    near = opened and not sentence.has_mark(opened[-1].end, hit.start)
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
    default = Status(hit.payload.get("status") or Status.ACTUAL)
    verb = _opening(sentence, hit)
    denied = (
        _is_negated(sentence, hit)
        or _NONE.search(sentence.folded(verb.start - 6, verb.end + _NONE_REACH))
        or _NOBODY.search(sentence.folded(max(sentence.start, hit.start - _REACH), hit.start + 3))
    )
    default = Status(verb.payload.get("status") or default)
    halt = _halt(sentence, hit)
    leaves = verb.payload.get("status") == Status.DENIED and hit.payload["form"] in _LEAVES
    if leaves:
        status = Status.ACTUAL if is_refuted(sentence, verb) else Status.DENIED
    elif hit.payload["form"] in {"gone", "fronted"}:
        status = Status.ACTUAL  # "reste", "ne bouge pas"
    elif _is_unended(sentence, hit, negated=bool(denied)):
        status = Status.ACTUAL
    elif denied or _is_sold(sentence, hit):
        status = Status.DENIED
    elif halt is not None:
        wished = status_of(sentence, halt.start, halt.end) in {Status.POSSIBLE, Status.DENIED}
        status = Status.ACTUAL if wished or is_refuted(sentence, halt) else Status.DENIED
    elif _is_for_sale(sentence, hit):
        status = Status.ACTUAL  # "va céder ses usines": they are still there
    elif is_refuted(sentence, verb) and (hit.payload["form"] in _LEAVES or _is_infinitive(sentence, verb)):
        status = Status.DENIED  # "ne compte pas revenir en A"
    elif hit.payload["form"] == "rank":
        status = default
    else:
        status = status_of(sentence, verb.start, verb.end, default=default)
        if status is Status.PLANNED and stands_before(sentence, verb, "word_classes", "done"):
            status = Status.ACTUAL  # "vient d'ouvrir une usine"
        if status is Status.ACTUAL and _AIM.search(sentence.folded(hit.start - _AIM_REACH, hit.start)):
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
