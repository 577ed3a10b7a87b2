"""Cooperation: one fact per parties and sector, and a general one where no sector is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.assistance import DOING, sharers, workers
from diplograph.extraction.frames.cooperators import FIRMS, OWN, cooperators
from diplograph.extraction.frames.parties import chained, keys_of, stated_parties
from diplograph.extraction.lists import sectors_after
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit, SectorTerm
from diplograph.model import EntityType, Status

_REVIEWED = 48  # how far before the noun a verb that presupposes it may stand
_PROMISED = 34  # characters of "les plus prometteurs" after "parmi les secteurs"
_WITHOUT = re.compile(r"(?:^| )sans (?:la |toute )?$")
_NONE = re.compile(r"(?:^| )(?:aucune?|nulle?) $")
_ENDED = re.compile(r" (?:a |de |du |des |d')?(?:la |le |l'|les |toute |sa |son |ses |leurs? )?")
_TITLE_REACH = 60
_NEXT = 24
_PLAIN = re.compile(r"[.,;]| (?:entre|avec|bilaterales?|et|dans|franco)|$")
_ANOTHER = re.compile(r", (?:et |ainsi que )?(?:le |la |les |l'|des )| comme | ainsi que ")
_BY = re.compile(r"\bpar (?:le |la |un |une )$")
_WITH = re.compile(r"[^.;:]*? (?:avec|entre) ")
_IN_WHICH = re.compile(
    r"(?: (?:est|sont) (?:un|une|l'un|l'une|des)\b[^,;.]{0,40}?)?,? (?:dans|pour|sur) "
    r"(?:lequel|laquelle|lesquels|lesquelles) "
)
_LISTED = re.compile(
    r"(?:, | et | ou )(?:(?:encore|enfin|aussi) )?(?:le |la |les |l'|de la |de l'|des |du |d'|de )?"
)
# Between a weak noun and its field: "échanges | culturels", "échanges | dans l'" + "agro-industrie".
_DIRECTLY = re.compile(r".{0,3}|(?: [a-z-]+)? (?:dans|en) (?:la |le |les |l')?")
_INTO = re.compile(r" (?:dans|en matiere|pour|afin|sur|en vue|notamment) ")
_MEANS = re.compile(r"^(?:grace a |avec |sans )(?:l'|le |la |un |une )?$")
_THINGS = frozenset({"projets", "financements"})
_ABOUT = re.compile(
    r"(?: [a-z-]+){0,2} (?:sur|de|dans|en|pour|d'|contre) ?(?:la lutte contre )?(?:la |le |les |l')?"
)
_TOWARD = re.compile(
    r"(?:^| )(?:dans|en|pour|afin|sur|a|au|aux|via|:|notamment)(?: |$)|^ (?:[ld]'|les |des |ses )$"
)
_TITLE_STEP = re.compile(r"(?: de| d'| sur la| [a-z-]+){0,2} ?")
_TITLE_AND = re.compile(r" et de ")


def find_cooperation(sentence: Sentence) -> Iterator[Draft]:
    """Cooperation that one sentence states, sector by sector."""
    hits = sentence.words("cooperation")
    stops = [h.start for h in hits if h.payload["form"] not in DOING]  # not the "aide" of a list
    stops += [h.start for h in sentence.words("agreements")]
    within_agreements = _agreement_titles(sentence)
    for hit in hits:
        if hit.payload["form"] == "listed":
            yield from _listed(sentence, hit)
            continue
        if any(s <= hit.start < e for s, e in within_agreements) and not _is_dialogue(sentence, hit):
            continue
        if hit.payload["form"] == "jointly":
            yield from _jointly(sentence, hit)
            continue
        own_stops = [s for s in stops if s > hit.start and not (hit.start <= s < hit.end)]
        if hit.payload["form"] in {*DOING, "fields"}:
            yield from _in_fields(sentence, hit, own_stops)
            continue
        sectors = _sectors(sentence, hit, own_stops)
        weak = hit.payload["form"] == "weak"
        between = sentence.folded(hit.end, sectors[0].start) if sectors else ""
        if (
            weak
            and not hit.payload["sector"]
            and not (sectors and (_leads(hit, between) or _announces(sentence, hit.end, sectors[0].start)))
        ):
            if not _is_developed(sentence, hit):
                continue
            sectors = []
        if weak and any(a.span.start <= hit.start < a.span.end for a in sentence.amounts):
            continue  # "deux projets hydroélectriques" are counted things, no field of cooperation
        if _is_means(sentence, hit) or _is_without(sentence, hit):
            continue
        if hit.payload["form"] == "verb" and not sectors:
            sectors = _fields_before(sentence, hit.start)
        if not sectors and not hit.payload["sector"] and _is_heading(sentence):
            continue
        keys = cooperators(sentence, hit, weak=weak)
        if len(keys) < 2:
            continue
        yield from _drafts(sentence, hit, keys, sectors)


def _is_toward(sentence: Sentence, hit: Hit[Entry], sector: Hit[SectorTerm]) -> bool:
    """Whether help goes to a field: not "le soutien de X aux réformes politiques", which is a stance."""
    if hit.payload["form"] == "doing":
        return True
    bare = hit.payload["form"] == "help" and " " not in sentence.folded(hit.start, hit.end)
    link = _INTO if bare else _TOWARD
    return sector.payload.code != "politics" and bool(link.search(sentence.folded(hit.end, sector.start)))


def _is_dialogue(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a gathering by its name has fields all the same: "le dialogue stratégique … a abordé"."""
    if not sentence.folded(hit.start, hit.end).startswith("dialogue "):
        return False
    sectors = sectors_after(sentence, hit.end, stops=())
    return bool(sectors) and _announces(sentence, hit.end, sectors[0].start)


def _leads(hit: Hit[Entry], between: str) -> bool:
    """Whether words between a weak noun and a field make the field the noun's own."""
    pattern = hit.payload.pattern
    if pattern in _THINGS:
        return between == " "  # "projets culturels", no "projets d'irrigation"
    about = "conjoint" in pattern and _ABOUT.fullmatch(between)
    return bool(about or _DIRECTLY.fullmatch(between))


def _in_fields(sentence: Sentence, hit: Hit[Entry], stops: list[int]) -> Iterator[Draft]:
    """What is a cooperation by its fields only: help in them, work in common, fields shared."""
    sectors = sectors_after(sentence, hit.end, stops=stops)
    means = hit.payload["form"] == "help" and _MEANS.search(sentence.folded(sentence.start, hit.start))
    if means and not sectors:
        comma = sentence.folded(hit.end, sentence.end).find(",")
        verb = next(
            (
                t
                for t in sentence.source.tokens(hit.end + max(comma, 0), sentence.end)
                if "Fin" in t.morph.get("VerbForm", [])
            ),
            None,
        )
        sectors = sectors_after(sentence, verb.idx + len(verb), stops=()) if comma >= 0 and verb else []
    if not sectors:
        return
    if means:
        keys = workers(sentence, hit)
    elif hit.payload["form"] == "fields":
        keys = sharers(sentence, hit)
    elif _is_toward(sentence, hit, sectors[0]):
        keys = workers(sentence, hit)
    else:
        return
    if len(keys) > 1:
        yield from _drafts(sentence, hit, keys, sectors)


def _sectors(sentence: Sentence, hit: Hit[Entry], stops: list[int]) -> list[Hit[SectorTerm]]:
    """Fields of a cooperation; not what another noun after a comma is about, nor trade that is measured."""
    sectors = sectors_after(sentence, hit.end, stops=stops)
    around = [s for s in sentence.sectors if s.start < hit.end < s.end]
    if around:  # "nos relations commerciales"
        sectors = [*around, *sectors]
    if not sectors:
        return []
    first = sectors[0]
    if _ANOTHER.search(sentence.folded(hit.end, first.start)) and not _announces(
        sentence, hit.end, first.start
    ):
        return []
    if hit.payload["form"] == "weak" and first.start - hit.end < _NEXT:
        near = sentence.source.words("indicators", hit.start - _NEXT, hit.end)
        traded = [h for h in near if h.end > hit.start]
        if first.payload.code == "trade" and any(h.payload["indicator"] == "Trade" for h in traded):
            return sectors[1:]
        if first.payload.code == "politics" and not hit.payload["sector"]:
            return []  # "les relations diplomatiques" are relations, not political dialogue
    return sectors


def _is_developed(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether relations are said to grow or to be close: "renforcer leurs relations"."""
    if hit.payload.get("sector") or not sentence.folded(hit.start, hit.end).startswith("relation"):
        return False
    if sentence.source.cues("outlooks", hit.end, hit.end + _NEXT, "close"):
        return True
    low = max(sentence.start, hit.start - _REVIEWED)
    return any(low <= p.start and p.end <= hit.start for p in sentence.words("presuppositions")) and bool(
        _PLAIN.match(sentence.folded(hit.end, hit.end + _NEXT))
    )


def _is_heading(sentence: Sentence) -> bool:
    """Whether a line has no verb and no full stop: it announces what the text then states."""
    return sentence.folded(sentence.end - 1, sentence.end) not in {".", "!", "?", "»", ";", ":"} and not (
        sentence.has_finite_verb(sentence.start, sentence.end)
    )


def _jointly(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "des projets de transport conjoints avec A et B": with each of them, in the field before it."""
    near = sentence.after(hit.end, kinds=FIRMS)
    if not near or near[0].start - hit.end > _TITLE_REACH or "," in sentence.folded(hit.end, near[0].start):
        return
    low = max(sentence.start, hit.start - _TITLE_REACH)
    before = [s for s in sentence.sectors if low <= s.start and s.end <= hit.start]
    for firm in chained(sentence, near[0], near):
        known = sentence.source.knowledge.entity(firm.keys[0])
        home = known.country if known is not None else ""
        hosts = [key for key in sentence.discourse.pair if key != home]
        if before and home and len(hosts) == 1:
            yield _draft(
                hit, (hosts[0], *firm.keys), before[-1].payload.code, firm.end, _status(sentence, hit)
            )


def _announces(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words between a weak noun and a sector announce fields: "des liens dans le domaine de …"."""
    return bool(sentence.source.words("cooperation_lists", start, end))


def _is_means(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a dialogue with nobody is how something is done: "régler les conflits par le dialogue"."""
    return bool(_BY.search(sentence.folded(hit.start - 10, hit.start))) and not _WITH.match(
        sentence.folded(hit.end, min(sentence.end, hit.end + _TITLE_REACH))
    )


def _fields_before(sentence: Sentence, offset: int) -> list[Hit[SectorTerm]]:
    """Fields that a relative clause is about: "l'eau ou encore la santé, dans lesquels ils coopèrent"."""
    found: list[Hit[SectorTerm]] = []
    for sector in sorted((s for s in sentence.sectors if s.end <= offset), key=lambda s: -s.end):
        gap = sentence.folded(sector.end, found[-1].start if found else offset)
        if not (_LISTED.fullmatch(gap) if found else _IN_WHICH.match(gap)):
            break
        found.append(sector)
    return found[::-1]


def _is_without(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a cooperation is said not to be, or to end, without a word on whose: "la rupture du dialogue"."""
    if _WITHOUT.search(sentence.folded(hit.start - 16, hit.start)):
        return True
    return _is_over(sentence, hit) and len(keys_of(stated_parties(sentence, hit.start, hit.end))) < 2


def _is_over(sentence: Sentence, hit: Hit[Entry]) -> bool:
    before = max(sentence.start, hit.start - 36)
    return bool(_NONE.search(sentence.folded(before, hit.start))) or any(
        _ENDED.fullmatch(sentence.folded(cue.end, hit.start))
        for cue in sentence.source.cues("outlooks", before, hit.start, "ended")
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
            if hit.payload["form"] == "name" and not sentence.source.text[hit.start].isupper():
                continue  # "un dialogue" is none by name
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


def _drafts(
    sentence: Sentence, hit: Hit[Entry], keys: tuple[str, ...], sectors: list[Hit[SectorTerm]]
) -> Iterator[Draft]:
    status = _status(sentence, hit)
    own = hit.payload["sector"]
    if own and (not sectors or hit.payload["form"] == "weak"):
        yield _draft(hit, keys, own, hit.end, status)
        return
    if not sectors:
        yield _draft(hit, keys, "", hit.end, status)
    if own and " " in sentence.folded(hit.start, hit.end):  # "dialogue politique, économique et culturel"
        yield _draft(hit, keys, own, hit.end, status)
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
    if sentence.source.cues("outlooks", hit.start, hit.end, "promising"):
        return Status.POSSIBLE  # "perspectives d'affaires"
    if _is_over(sentence, hit):
        return Status.DENIED
    status = status_of(sentence, hit.start, hit.end)
    if status is Status.POSSIBLE and OWN.search(sentence.folded(hit.start - 24, hit.start)):
        return Status.ACTUAL  # "nous pourrions évoquer notre coopération": it exists
    if status is Status.POSSIBLE:
        low = max(sentence.start, hit.start - _REVIEWED)
        if any(low <= p.start and p.end <= hit.start + 1 for p in sentence.words("presuppositions")):
            return Status.ACTUAL
    return status
