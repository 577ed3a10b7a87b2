"""What is counted: firms, agreements, people, things that one has or makes."""

from __future__ import annotations

import re

from diplograph.extraction.frames.figures.gauge import Gauge, gauge_by, is_apart
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention

_HAD = re.compile(r" (?:(?:deja|aussi|egalement|aujourd'hui|desormais|actuellement) )?(?:de |d'|en )?")
_LISTED = re.compile(r"[\w'() -]{0,60}(?:,| et|, et|, puis)(?:,? [\w' -]{0,24},)? $")
_ONE_BY_ONE = re.compile(r":|\bl'une? |\ble premier |\bla premiere ")
_DONE = re.compile(r"[^,;:.()]{0,40}? (?:sont|seront|sera|ont ete|a ete|avaient ete)(?: [\w]+ment)? ")
_STATES = "pays"
_IN_STATES = re.compile(
    r"\b(?:dans|(?:provenant|venues?|venus|issue?s|originaires) de) (?:plus de |pres de |quelque |environ )?$"
)
_REACH = 110
_AFTER = 40
_FEWEST = {"AgreementCount": 5}  # "deux accords" tells the accords, not their number
_HELD = 60
_HOLDS = re.compile(
    r" (?:(?:annuelle|totale|maximale|journaliere|d'accueil|d'hebergement|de production|de traitement) )*"
    r"(?:est |sera )?(?:de |d')?(?:plus de |pres de |environ )?"
)
_MOST_KNOWN = 10  # "les quatre entreprises" are those just named; "les 570 filiales" are a count
_TOLL = 8  # characters of " à plus de " before the dead
_MOST_BOUGHT = 12  # "l'achat de trois navires" is told with the order; "la fourniture de 50 trains" too
_OF_MADE = re.compile(
    r" (?:(?:chaque annee|par an|jusqu'a|quelque|environ|l'apres-midi|le matin|le meme jour|a [\w-]+"
    r"|au total) )?"
    r"(?:de |d')?"
    r"(?:plus de |pres de |environ |quelque )?"
)
_SUPPLIED = re.compile(r" (?:en [a-z-]+ )?(?:de |d')(?:[a-z]+ de )?")
_MODEL = re.compile(r" (?:[a-zé-ù]{4,14} ){0,2}(?:de type )?(?:[A-Z][a-zé-ù]+(?=[ ,.;])|[A-Z]{1,4}-?\d)")
_KNOWN = re.compile(r"(?:^|[\s(])(?:les|des|aux|ces|ses|leurs|nos|vos|mes|tous les|toutes les) $")


def counted(sentence: Sentence, mention: AmountMention) -> Gauge | None:
    """What a count measures, None for what is no measure: "vingt pays", "les deux usines"."""
    span, value = mention.span, mention.amount.value
    if not mention.noun:
        return None
    known = _KNOWN.search(sentence.folded(span.start - 12, span.start))
    noun = span.end - len(mention.noun)  # "sept" of "sept accords" is no month here
    nouns = [h for h in sentence.words("indicators") if noun <= h.start and h.end <= span.end + 1]
    fleet = bool(nouns) and nouns[0].payload["of"] == "fleet"
    if value <= _MOST_KNOWN and known and not fleet:
        return None
    if value <= _MOST_BOUGHT and any(
        h.payload["of"] == "supply" and _SUPPLIED.fullmatch(sentence.folded(h.end, span.start))
        for h in sentence.source.words("indicators", max(sentence.start, span.start - _AFTER), span.start)
    ):
        return None  # "l'achat de trois navires": what is ordered, told with the order
    held = sentence.source.words("indicators", max(sentence.start, span.start - _HELD), span.start)
    if any(h.payload["of"] == "toll" and span.start - h.end < _TOLL for h in held):
        return None  # "a coûté la vie à | trois soldats"
    for hit in held:
        gap = sentence.folded(hit.end, span.start)
        if hit.payload["indicator"] == "Capacity" and _HOLDS.fullmatch(gap):
            return gauge_by("Capacity", hit)  # "une capacité de 400 lits"
    gathered = _gathered(sentence, mention)
    if gathered is not None:
        return gathered
    if mention.noun == _STATES and _IN_STATES.search(sentence.folded(span.start - 24, span.start)):
        return Gauge("Other", "units:count", span.start, span.end)  # "présent dans 68 pays"
    if nouns:
        indicator = nouns[0].payload["indicator"]
        few = nouns[0].payload["of"]
        fewest = (
            _MOST_KNOWN
            if few == "vote"
            else _FEWEST.get("AgreementCount" if nouns[0].payload["of"] == "sum" else indicator, 3)
        )
        if few in {"crowd", "states"} and value > _MOST_KNOWN:
            return gauge_by("Other", nouns[0])
        if fleet:
            fewest = 2  # "les deux frégates que la Grèce a commandées"
        if (
            indicator == "Other"
            and not known
            and (_is_had(sentence, mention) or _is_model(sentence, mention))
        ):
            fewest = 2
        if indicator == "AgreementCount" and not known and _are_told_in_sum(sentence, mention):
            fewest = 2
        if indicator in {"", "Trade", "TradeGrowth", "Investment"} or value < fewest:
            return None
        if indicator == "Other":
            made = _made(sentence, mention)
            return made or gauge_by(indicator, nouns[0])
        if indicator == "Population" and _is_served(sentence, mention):
            indicator = "Other"  # "alimentera un million d'habitants"
        return gauge_by(indicator, nouns[0])
    if people_of(sentence, mention):
        return Gauge("Other", "units:count", span.start, span.end)
    named = any(span.start < i.end and i.start < span.end for i in sentence.items)
    product = sentence.source.text[noun].isupper()  # "six Rafale"
    if named or (value <= _MOST_KNOWN and not (product and not known) and not _is_had(sentence, mention)):
        return None
    return _made(sentence, mention) or Gauge("Other", "units:count", span.start, span.end)


def people_of(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """Whose people are counted: "27 millions de | Congolais", "dont 250 | italiens"; () for other counts."""
    end, start = mention.span.end, mention.span.start
    noun = end - len(mention.noun)
    whole = sentence.source.text[noun].isupper() and mention.amount.value > _MOST_KNOWN
    part = sentence.folded(start - len(" dont "), start) == " dont "
    if not (whole or part):
        return ()
    people = (i for i in sentence.items if i.kind == "adjective" and i.start == noun and i.end <= end + 1)
    return next((i.keys for i in people if not i.is_plural), ())


def _gathered(sentence: Sentence, mention: AmountMention) -> Gauge | None:
    """Those whom a gathering brings together: "le sommet a réuni | 46 chefs d'État"."""
    start = mention.span.start
    cues = sentence.source.cues("events", max(sentence.start, start - _AFTER), start, "gathers")
    if not cues or not _OF_MADE.fullmatch(sentence.folded(cues[-1].end, start)):
        return None
    firms = any(
        h.payload["indicator"] == "CompanyCount"
        for h in sentence.source.words("indicators", start, mention.span.end + 1)
    )
    indicator = "CompanyCount" if firms else "Other"
    return Gauge(indicator, cues[-1].payload.rule, cues[-1].start, cues[-1].end)


def _is_served(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether inhabitants are counted whom works serve: "alimentera | un million d'habitants"."""
    start = mention.span.start
    cues = sentence.source.words("indicators", max(sentence.start, start - _HELD), start)
    return any(
        h.payload["of"] == "serves" and not re.search(r"[,;:.]", sentence.folded(h.end, start)) for h in cues
    )


def _are_told_in_sum(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether two states sign so many agreements that the sentence does not tell one by one."""
    signs = any(h.payload["stage"] == "Signed" for h in sentence.words("agreement_verbs"))
    listed = _ONE_BY_ONE.search(sentence.source.folded, mention.span.end, sentence.end)
    firms = sentence.discourse.salience.of_firms
    earlier = any(
        h.payload["indicator"] == "AgreementCount"
        for h in sentence.source.words("indicators", sentence.start, mention.span.start)
    )
    return signs and not listed and not firms and not earlier


def _is_had(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether few things are counted as what somebody or something has: "dispose de | deux usines"."""
    start = mention.span.start
    cues = sentence.source.words("indicators", max(sentence.start, start - _REACH), start)
    had = [h for h in cues if h.payload["of"] == "has"]
    if not had:
        return False
    if _HAD.fullmatch(sentence.folded(had[-1].end, start)):
        return True
    counted = [a for a in sentence.amounts if had[-1].end <= a.span.start < start]
    return bool(counted) and _LISTED.fullmatch(sentence.folded(counted[-1].span.end, start)) is not None


def _is_model(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether things are counted whose make follows: "deux sous-marins | Scorpène"."""
    return _MODEL.match(sentence.source.text, mention.span.end) is not None


def _made(sentence: Sentence, mention: AmountMention) -> Gauge | None:
    """The output of which things are counted: "produit 9 000 voitures", "9 000 voitures fabriquées"."""
    span = mention.span
    for hit in sentence.words("indicators"):
        if hit.payload["of"] == "made" and (
            _OF_MADE.fullmatch(sentence.folded(hit.end, span.start))
            or 0 <= hit.start - span.end <= 1
            or (hit.start > span.end and _DONE.fullmatch(sentence.folded(span.end, hit.start)))
        ):
            return gauge_by("Production", hit)
        low = max(hit.end, span.start - _AFTER)
        shifts = sentence.source.cues("circumstances", low, span.start, "shifts", "reaches")
        near = hit.payload["of"] == "made" and shifts and hit.end < span.start < hit.end + _REACH
        if near and not is_apart(sentence.folded(hit.end, shifts[-1].start)):
            return gauge_by("Production", hit)  # "la production mensuelle passera à 9 000 voitures"
    return None
