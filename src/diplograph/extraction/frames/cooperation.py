"""Cooperation: one fact per parties and sector, and a general one where no sector is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.parties import (
    as_principals,
    completed,
    is_with_stranger,
    keys_of,
    stated_parties,
)
from diplograph.extraction.lists import sectors_after
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit, SectorTerm
from diplograph.model import ORGANIZATIONS, EntityType, Status

_REVIEWED = 48  # how far before the noun a verb that presupposes it may stand
_PROMISED = 34  # characters of "les plus prometteurs" after "parmi les secteurs"
_NEGATED = re.compile(r"(?:sans|aucune) (?:la |toute )?$")
_ENDED = re.compile(r" (?:de )?(?:la |toute )?")
_TITLE_REACH = 60
_TITLE_STEP = re.compile(r"(?: de| d'| sur la| [a-z-]+){0,2} ?")
_TITLE_AND = re.compile(r" et de ")


def find_cooperation(sentence: Sentence) -> Iterator[Draft]:
    """Cooperation that one sentence states, sector by sector."""
    hits = sentence.words("cooperation")
    stops = [h.start for h in hits] + [h.start for h in sentence.words("agreements")]
    within_agreements = _agreement_titles(sentence)
    for hit in hits:
        if hit.payload["form"] == "listed":
            yield from _listed(sentence, hit)
            continue
        if any(s <= hit.start < e for s, e in within_agreements):
            continue
        own_stops = [s for s in stops if s > hit.start and not (hit.start <= s < hit.end)]
        sectors = sectors_after(sentence, hit.end, stops=own_stops)
        weak = hit.payload["form"] == "weak"
        between = sentence.folded(hit.end, sectors[0].start) if sectors else ""
        if (
            weak
            and not hit.payload["sector"]
            and not (sectors and (len(between) < 4 or _announces(sentence, hit.end, sectors[0].start)))
        ):
            continue
        if weak and any(a.span.start <= hit.start < a.span.end for a in sentence.amounts):
            continue  # "deux projets hydroélectriques" are counted things, no field of cooperation
        if _is_over(sentence, hit.start):
            continue
        keys = _parties(sentence, hit, weak=weak)
        if len(keys) < 2:
            continue
        yield from _drafts(sentence, hit, keys, sectors)


def _announces(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words between a weak noun and a sector announce fields: "des liens dans le domaine de …"."""
    return bool(sentence.source.words("cooperation_lists", start, end))


def _is_over(sentence: Sentence, start: int) -> bool:
    """Whether what begins at an offset is said not to be, or to end: "la rupture de la coopération"."""
    before = max(sentence.start, start - 24)
    return bool(_NEGATED.search(sentence.folded(before, start))) or any(
        _ENDED.fullmatch(sentence.folded(cue.end, start))
        for cue in sentence.source.cues("outlooks", before, start, "ended")
    )


def _listed(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "La santé et le tourisme figurent parmi les secteurs les plus prometteurs pour les deux pays"."""
    sectors = [s for s in sentence.sectors if s.end <= hit.start]
    parties = [i for i in sentence.after(hit.end, kinds=frozenset({EntityType.COUNTRY})) if i.is_plural]
    if not sectors or not parties or _interrupts(sentence, sectors[0].start, hit.start):
        return
    promising = sentence.source.cues("outlooks", hit.end, hit.end + _PROMISED, "promising")
    for sector in sectors:
        status = Status.POSSIBLE if promising else _status(sentence, hit)
        yield replace(
            _draft(hit, keys_of(parties[:1]), sector.payload.code, hit.end, status),
            start=sector.start,
        )


def _interrupts(sentence: Sentence, start: int, end: int) -> bool:
    """Whether more than the one verb of "figurent parmi" stands between the list and its noun."""
    verbs = [t for t in sentence.source.tokens(start, end) if "Fin" in t.morph.get("VerbForm", [])]
    return len(verbs) > 2 or "." in sentence.folded(start, end)


def _agreement_titles(sentence: Sentence) -> list[tuple[int, int]]:
    """Where "coopération" belongs to a title: "accord de coopération", "Conseil de coopération"."""
    spans = []
    for table in ("agreements", "events"):
        for hit in sentence.words(table):
            if hit.payload["form"] == "weak" or hit.payload["class"] in {"", "Partnership"}:
                continue
            spans.append((hit.start, _title_end(sentence, hit.end)))
    return spans


def _title_end(sentence: Sentence, start: int) -> int:
    """End of "de partenariat et de coopération" after an agreement's noun; `start` when none follows."""
    end = start
    for noun in sentence.source.cues("cooperation", start, min(sentence.end, start + _TITLE_REACH), "noun"):
        link = _TITLE_STEP if end == start else _TITLE_AND
        if not link.fullmatch(sentence.folded(end, noun.start)):
            break
        end = noun.end
    return end


def _parties(sentence: Sentence, hit: Hit[Entry], *, weak: bool) -> tuple[str, ...]:
    if hit.payload["form"] == "verb":
        subject = sentence.subject(hit.start)
        partners = [i for i in stated_parties(sentence, hit.start, hit.end) if i not in subject]
        return _states(sentence, keys_of([*subject, *partners]))
    items = stated_parties(sentence, hit.start, hit.end)
    if items:
        return _states(sentence, keys_of(items))
    if is_with_stranger(sentence, hit.end):
        return ()
    if weak:
        named = [
            i
            for i in sentence.items
            if i.end <= hit.start
            and i.kind == "name"
            and (i.type in ORGANIZATIONS or i.type is EntityType.COUNTRY)
        ]
        organizations = [
            i
            for i in named
            if i.type in ORGANIZATIONS and i.type is not EntityType.INTERNATIONAL_ORGANIZATION
        ]
        countries = [i for i in named if i.type is EntityType.COUNTRY]
        if organizations and countries:
            return keys_of([organizations[-1], countries[-1]])
    copula = [i for i in sentence.subject(hit.start) if i.type in {EntityType.COUNTRY, EntityType.COMPANY}]
    if len(keys_of(copula)) > 1:
        return keys_of(copula)
    companies = [i for i in sentence.before(hit.start, kinds=ORGANIZATIONS) if i.kind in {"name", "anaphor"}]
    if companies and len(sentence.discourse.pair) < 2:
        return ()
    return sentence.discourse.pair


def _states(sentence: Sentence, keys: tuple[str, ...]) -> tuple[str, ...]:
    return completed(sentence, as_principals(sentence, keys))


def _drafts(
    sentence: Sentence, hit: Hit[Entry], keys: tuple[str, ...], sectors: list[Hit[SectorTerm]]
) -> Iterator[Draft]:
    status = _status(sentence, hit)
    own = hit.payload["sector"]
    if own and not sectors:
        yield _draft(hit, keys, own, hit.end, status)
    elif not sectors:
        yield _draft(hit, keys, "", hit.end, status)
    for sector in sectors:
        yield _draft(hit, keys, sector.payload.code, sector.end, status)


def _draft(hit: Hit[Entry], keys: tuple[str, ...], sector: str, end: int, status: Status) -> Draft:
    roles = {"party": keys, "sector": (sector,) if sector else ()}
    return Draft(
        "Cooperation",
        roles,
        hit.start,
        max(end, hit.end),
        hit.payload.rule,
        status=status,
        confidence=0.75 if hit.payload["form"] == "weak" else 0.8,
    )


def _status(sentence: Sentence, hit: Hit[Entry]) -> Status:
    """What is to be continued or deepened exists; what is agreed on is planned; a prospect is possible."""
    status = status_of(sentence, hit.start, hit.end)
    if status is Status.POSSIBLE:
        low = max(sentence.start, hit.start - _REVIEWED)
        if any(low <= p.start and p.end <= hit.start + 1 for p in sentence.words("presuppositions")):
            return Status.ACTUAL
    return status
