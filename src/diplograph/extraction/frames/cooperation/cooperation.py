"""Cooperation: one fact per parties and sector, and a general one where no sector is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import chained
from diplograph.extraction.frames.common.stated_parties import stated_parties
from diplograph.extraction.frames.cooperation.assistance import DOING, sharers, states, workers
from diplograph.extraction.frames.cooperation.cooperators import FIRMS, cooperators, each_pair
from diplograph.extraction.frames.cooperation.drafts import cooperation, cooperations
from diplograph.extraction.frames.cooperation.fields import (
    announces,
    fields_before,
    fields_of,
    fronted_fields,
    is_dialogue,
    is_toward,
    leads_to,
)
from diplograph.extraction.frames.cooperation.itemised import (
    answered_fields,
    enumerated_fields,
    itemised_fields,
    listed_fields,
)
from diplograph.extraction.frames.cooperation.partners import partners
from diplograph.extraction.frames.cooperation.shared_work import alliances, done_together, shared_work
from diplograph.extraction.frames.cooperation.standing import (
    is_agency,
    is_anybodys,
    is_broken_off,
    is_developed,
    is_heading,
    is_means,
    is_told_again,
    is_without,
    status_of_cooperation,
)
from diplograph.extraction.frames.cooperation.titled import (
    agreement_titles,
    is_of_agreements,
    is_signed,
    is_title_line,
)
from diplograph.extraction.frames.cooperation.training import find_training
from diplograph.extraction.sentences.lists import sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit, SectorTerm
from diplograph.language.patterns import pattern
from diplograph.model import Status

_TRAINING = frozenset({"training", "trained", "trains"})
_BESIDES = frozenset({"fields", "things", "together", "shares", "allied", "headed"})  # no lists after them
_TITLE_REACH = 60
_DIPLOMATIC = 4  # characters between "relations" and "diplomatiques"
_PRONOUN = pattern(r"(?:{he}|{latter}){also}?(?:[a-z-]+ment )?")
_VERB_REACH, _NEAR = 40, 12  # characters after that pronoun within which its verb ends, begins
_MEANS = pattern(r"(?:^|, |{that})(?:grace {to}|{with}){det}?$")
_INTO_THINGS = pattern(r" {into}(?:les |leurs |nos |ces )?$")  # several things are a field


def find_cooperation(sentence: Sentence) -> Iterator[Draft]:
    """Cooperation that one sentence states, sector by sector."""
    hits = [h for h in sentence.words("cooperation") if h.payload["form"] != "none"]
    yield from find_training(sentence, [h for h in hits if h.payload["form"] in _TRAINING])
    hits = [h for h in hits if h.payload["form"] not in {"training", "trained", "headed"}]
    stops = [
        h.start for h in hits if h.payload["form"] not in {*DOING, *_BESIDES}
    ]  # not the "aide" of a list
    stops = [s for s in stops if not _INTO_THINGS.search(sentence.folded(s - 16, s))]  # "dans les projets"
    stops += [h.start for h in sentence.words("agreements")]
    within_agreements = agreement_titles(sentence)
    if is_title_line(sentence):
        return
    yield from _taken_up(sentence, stops)
    yield from _itemised(sentence)
    for hit in hits:
        if hit.payload["form"] == "listed":
            yield from listed_fields(sentence, hit)
            continue
        if hit.payload["form"] == "things":
            yield from _common_things(sentence, hit)
            continue
        if hit.payload["form"] == "together":
            if not any(h is not hit and h.start <= hit.start and hit.end <= h.end for h in hits):
                yield from cooperations(sentence, hit, *done_together(sentence, hit, stops), only=True)
            continue
        if hit.payload["form"] == "shares":
            yield from shared_work(sentence, hit)
            continue
        if hit.payload["form"] == "allied":
            yield from alliances(sentence, hit)
            continue
        if hit.payload["form"] == "partner":
            yield from _as_partner(sentence, hit, stops)
            continue
        if any(s <= hit.start < e for s, e in within_agreements) and not is_dialogue(sentence, hit):
            continue
        if is_of_agreements(sentence, hit) or is_signed(sentence, hit):
            continue
        if hit.payload["form"] == "jointly":
            yield from _jointly(sentence, hit)
            continue
        own_stops = [s for s in stops if s > hit.start and not (hit.start <= s < hit.end)]
        if hit.payload["form"] in {*DOING, "fields"}:
            told = list(_in_fields(sentence, hit, own_stops))
            with_whom = hit.payload["form"] == "with" and not told
            yield from shared_work(sentence, hit) if with_whom else told
            continue
        sectors = fields_of(sentence, hit, own_stops)
        weak = hit.payload["form"] == "weak"
        between = sentence.folded(hit.end, sectors[0].start) if sectors else ""
        if (
            weak
            and not hit.payload["sector"]
            and not (sectors and (leads_to(hit, between) or announces(sentence, hit.end, sectors[0].start)))
        ):
            ended = is_broken_off(sentence, hit)
            if not ended and not is_developed(sentence, hit):
                continue
            sectors = sectors_after(sentence, hit.end, stops=own_stops, reach=_DIPLOMATIC) if ended else []
        if weak and _is_of_text(sentence, hit):
            continue  # "leur convention d'échanges"
        if weak and any(a.span.start <= hit.start < a.span.end for a in sentence.amounts):
            continue  # "deux projets hydroélectriques" are counted things, no field of cooperation
        if is_means(sentence, hit) or is_without(sentence, hit) or is_agency(sentence, hit):
            continue
        if hit.payload["form"] in {"verb", "noun"} and not sectors:
            sectors = fields_before(sentence, hit.start)
        if not sectors and not hit.payload["sector"]:
            sectors = fronted_fields(sentence, hit.start)
        if not sectors and not hit.payload["sector"] and is_heading(sentence):
            continue
        if is_anybodys(sentence, hit):
            continue
        if not sectors and not hit.payload["sector"] and is_told_again(sentence, hit):
            continue
        fielded = bool(sectors) and (
            announces(sentence, hit.end, sectors[0].start) or sectors[0].start == hit.end + 1
        )
        keys = cooperators(sentence, hit, weak=weak, fielded=fielded)
        for pair in each_pair(sentence, hit, keys):
            yield from cooperations(sentence, hit, pair, sectors)


def _is_of_text(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a noun is what an agreement is called by: "la convention d'| échanges"."""
    before = sentence.source.cues("agreements", hit.start - _TITLE_REACH, hit.start)
    return bool(before) and sentence.folded(before[-1].end, hit.start) in {" d'", " de "}


def _taken_up(sentence: Sentence, stops: list[int]) -> Iterator[Draft]:
    """ "Notre coopération est ancienne. | Elle porte sur la pêche et la santé"."""
    opening = _PRONOUN.match(sentence.source.folded, sentence.start, sentence.end)
    keys = sentence.discourse.implied
    if opening is None or len(keys) < 2:
        return
    verbs = sentence.source.cues("cooperation_lists", opening.end(), opening.end() + _VERB_REACH)
    if not verbs or verbs[0].start > opening.end() + _NEAR:
        return
    sentences = sentence.source.analysed.sentences
    position = bisect_left(sentences, sentence.start, key=lambda span: span.start)
    nouns: list[Hit[Entry]] = sentence.source.hits("cooperation", sentences[position - 1]) if position else []
    subjects = [h for h in nouns if h.payload["form"] == "noun" and not h.payload["sector"]]
    if subjects:
        for sector in sectors_after(sentence, verbs[0].end, stops=stops):
            draft = cooperation(subjects[0], keys, sector.payload.code, sector.end, Status.ACTUAL)
            yield replace(draft, start=sentence.start)


def _itemised(sentence: Sentence) -> Iterator[Draft]:
    """Fields told line by line, or as an answer: of the two whom the text is about."""
    keys = sentence.discourse.implied
    if len(keys) < 2:
        return
    for sector in (*itemised_fields(sentence), *answered_fields(sentence)):
        roles = {"party": keys, "sector": (sector.payload.code,)}
        yield Draft("Cooperation", roles, sector.start, sector.end, "cooperation:fields", confidence=0.65)
    cue, sectors = enumerated_fields(sentence)
    if cue is None:
        return
    named = states(sentence, stated_parties(sentence, cue.start, cue.end))
    status = status_of(sentence, cue.start, cue.end)
    for sector in sectors:
        roles = {"party": named or keys, "sector": (sector.payload.code,)}
        yield Draft(
            "Cooperation", roles, sector.start, sector.end, cue.payload.rule, status=status, confidence=0.6
        )


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
    if not sectors and hit.payload["form"] == "doing":
        sectors = fronted_fields(sentence, hit.start)
    if not sectors or is_without(sentence, hit):
        return
    if means:
        keys = workers(sentence, hit)
    elif hit.payload["form"] == "fields":
        keys = sharers(sentence, hit)
    elif is_toward(sentence, hit, sectors[0]):
        keys = workers(sentence, hit)
    else:
        return
    if len(keys) > 1:
        yield from cooperations(sentence, hit, keys, sectors)


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
            yield cooperation(
                hit,
                (hosts[0], *firm.keys),
                before[-1].payload.code,
                firm.end,
                status_of_cooperation(sentence, hit),
            )


def _common_things(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "des programmes éducatifs communs": between those who are said, or meant, to have them."""
    fields = (s for s in sentence.sectors if s.start in {hit.start, hit.end + 1} and s.end > hit.end)
    field = next(fields, None)
    if field is None or is_heading(sentence):
        return
    if not sentence.source.begins("word_classes", field.end + 1, "shared"):
        return
    keys = cooperators(sentence, hit, weak=True)
    if len(keys) > 1:
        yield from cooperations(sentence, hit, keys, [field])


def _as_partner(sentence: Sentence, hit: Hit[Entry], stops: list[int]) -> Iterator[Draft]:
    """ "A est le premier partenaire commercial de B"."""
    sectors: list[Hit[SectorTerm]] = []
    if not hit.payload["sector"]:
        sectors = sectors_after(sentence, hit.end, stops=[s for s in stops if s > hit.start])
        into = bool(sectors) and announces(sentence, hit.end, sectors[0].start)
        sectors = sectors if into else fronted_fields(sentence, hit.start)
    for keys in partners(sentence, hit):
        yield from cooperations(sentence, hit, keys, sectors)
