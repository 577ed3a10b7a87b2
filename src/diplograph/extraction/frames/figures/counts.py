"""What is counted: firms, agreements, people, things that one has or makes."""

from __future__ import annotations

import re

from diplograph.extraction.frames.figures.gauge import Gauge, gauge_by, is_apart, measures
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.language.patterns import pattern

_HAD = pattern(r" {also}?(?:{of}|en )?{about}?")
_LISTED = pattern(r"[\w'() -]{0,60}(?:, |,? {and})(?:[\w' -]{0,24}, )?$")
_ONE_BY_ONE = re.compile(r":|\bl'une? ")
_PART = pattern(r" dont {about}?$")
_LONGEST_PART = 24
_DONE = pattern(r"[^,;:.()]{0,40}? {has}?{is}(?:\w+ment )?")
_IN_STATES = pattern(r"{edge}(?:dans |vers ){about}?$")
_FROM_STATES = pattern(r" {of}{about}?")
_WHENCE = 40  # characters of "originaires de plus de " before states
_REACH = 110
_AFTER = 40
_FEWEST = {"AgreementCount": 5}  # "deux accords" tells the accords, not their number
_HELD = 60
_HOLDS = pattern(r" (?:{of}{the}?{word}|{word}){0,2}{is}?{of}?{about}?")
_MOST_KNOWN = 10  # "les quatre entreprises" are those just named; "les 570 filiales" are a count
_TOLL = 8  # characters of " à plus de " before the dead
_MOST_BOUGHT = 12  # "l'achat de trois navires" is told with the order; "la fourniture de 50 trains" too
_OF_MADE = pattern(r" (?:(?:{at}|par |{the}|{some}){word}{1,2})?{of}?{about}?")
_SUPPLIED = pattern(r" (?:{at}{word})?{of}(?:{word}{of})?{about}?")
_MODEL = re.compile(r" (?:[a-zé-ù]{4,14} ){0,2}(?:de [a-zé-ù]+ )?(?:[A-Z][a-zé-ù]+(?=[ ,.;])|[A-Z]{1,4}-?\d)")
_KNOWN = pattern(r"{edge}(?:{definite}|des |aux )$")


def counted(sentence: Sentence, mention: AmountMention) -> Gauge | None:
    """What a count measures, None for what is no measure: "vingt pays", "les deux usines"."""
    span, value = mention.span, mention.amount.value
    if not mention.noun:
        return None
    known = _KNOWN.search(sentence.folded(span.start - 12, span.start))
    noun = span.end - len(mention.noun)  # "sept" of "sept accords" is no month here
    # "31 chefs d'État" is an office as well
    nouns = [h for h in sentence.source.words("indicators", noun, span.end + 1) if h.end <= span.end + 1]
    fleet = bool(nouns) and nouns[0].payload["of"] == "fleet"
    if value <= _MOST_KNOWN and known and not fleet:
        return None
    if value <= _MOST_BOUGHT and any(
        _SUPPLIED.fullmatch(sentence.folded(h.end, span.start))
        for h in measures(sentence, span.start - _AFTER, span.start, "supply")
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
    if nouns and nouns[0].payload["of"] == "states" and _is_whence(sentence, span.start):
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
    part = _PART.search(sentence.folded(start - _LONGEST_PART, start)) is not None
    if not (whole or part):
        return ()
    people = (i for i in sentence.items if i.kind == "adjective" and i.start == noun and i.end <= end + 1)
    return next((i.keys for i in people if not i.is_plural), ())


def _is_whence(sentence: Sentence, start: int) -> bool:
    """Whether states are where one is or comes from: "présent dans | 68 pays", "venus de | douze pays"."""
    cues = sentence.source.cues("word_classes", max(sentence.start, start - _WHENCE), start, "whence")
    come = any(_FROM_STATES.fullmatch(sentence.folded(cue.end, start)) for cue in cues)
    return come or _IN_STATES.search(sentence.folded(start - _WHENCE, start)) is not None


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
    cues = measures(sentence, start - _HELD, start, "serves")
    return any(not sentence.is_broken(h.end, start) for h in cues)


def _are_told_in_sum(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether two states sign so many agreements that the sentence does not tell one by one."""
    signs = any(h.payload["stage"] == "Signed" for h in sentence.words("agreement_verbs"))
    end = mention.span.end
    listed = _ONE_BY_ONE.search(sentence.source.folded, end, sentence.end) or sentence.source.cues(
        "enumerations", end, sentence.end, "member"
    )
    firms = sentence.discourse.salience.of_firms
    earlier = any(
        h.payload["indicator"] == "AgreementCount"
        for h in sentence.source.words("indicators", sentence.start, mention.span.start)
    )
    return signs and not listed and not firms and not earlier


def _is_had(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether few things are counted as what somebody or something has: "dispose de | deux usines"."""
    start = mention.span.start
    had = measures(sentence, start - _REACH, start, "has")
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
