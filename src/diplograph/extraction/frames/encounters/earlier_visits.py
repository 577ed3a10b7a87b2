"""Visits told by a pronoun: "celle de X", "celui qu'X avait effectué en mai à Riga", "ceux de mai 2018"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.encounters.people import PEOPLE, PERSONS, span_of
from diplograph.extraction.frames.encounters.visit_drafts import visit_draft
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern

_THAT_OF = pattern(r"{edge}{one}(?={of})")
_THAT_WHICH = pattern(r"{edge}{one}{that}")
_THOSE = pattern(r"{edge}{one}(?={of}(?:\d|[a-z]+ \d{4}))")
_ENUMERATED = pattern(r"{of}|(?:, |,? {and}){of}?")
_VISIT_REACH = 260  # characters before "celui que" within which the visit is told that it is compared with
_MADE_REACH = 90
_ITS_OTHER = pattern(r"\W*(?:{the}|{his})(?:toute )?")
_DATE_NEAR = 34  # characters of "s'était déroulée à Riga en " before a date
_TOLD_NEAR = 300
_AND_OF = pattern(r",? {and}{of}?{det}?")
_DATE_REACH = 8  # characters of " en " between a visitor and the date


def that_of(sentence: Sentence) -> list[int]:
    """Where "celle | de X" goes on, in order."""
    return [m.end() for m in _THAT_OF.finditer(sentence.source.folded, sentence.start, sentence.end)]


def those_start(sentence: Sentence, offset: int) -> list[int]:
    """Where visits told by their dates alone begin after an offset: "ceux de mai 2018"; at most one."""
    those = _THOSE.search(sentence.source.folded, offset, sentence.end)
    return [those.start()] if those else []


def that_which_start(sentence: Sentence, offset: int) -> list[int]:
    """Where "celui que …" begins after an offset; at most one."""
    match = _THAT_WHICH.search(sentence.source.folded, offset, sentence.end)
    return [match.start()] if match else []


def those_of(sentence: Sentence, hit: Hit[Entry], told: Draft) -> Iterator[Draft]:
    """Earlier visits told by their dates alone: "après ceux de mai 2018 et de juin 2022"."""
    those = _THOSE.search(sentence.source.folded, hit.end, sentence.end)
    last = those.end() if those else sentence.end
    for date in sentence.dates:
        if those is None or date.span.start < last:
            continue
        if not _ENUMERATED.fullmatch(sentence.folded(last, date.span.start)) or not date.period.start:
            return
        last = date.span.end
        plain = {"host": (), "visitKind": ("Other",)}
        yield replace(told.having(**span_of(date), **plain), start=those.start(), end=last, apart=True)


def others_likewise(sentence: Sentence, hit: Hit[Entry], told: Draft) -> Iterator[Draft]:
    """Others' visits to the same place: "les visites à Riga d'A en 2003 | et de B en 2015"."""
    dates = [d for d in sentence.dates if hit.end <= d.span.start < sentence.clause_end(hit.end)]
    for first, second in itertools.pairwise(dates):
        for item in sentence.after(first.span.end, kinds=PERSONS, until=second.span.start)[:1]:
            lead = sentence.folded(first.span.end, sentence.source.before_civilities(item.start))
            if not _AND_OF.fullmatch(lead) or second.span.start - item.end > _DATE_REACH:
                continue
            roles = {"visitor": item.keys[:1], "host": ()}
            yield replace(
                told.having(**roles, **span_of(second)), start=item.start, end=second.span.end, apart=True
            )


def from_that_of(sentence: Sentence, hit: Hit[Entry], offset: int) -> Iterator[Draft]:
    """ "La visite d'A répond à celle | de B": another's visit."""
    visitors = sentence.genitive(offset - 1, kinds=PEOPLE)
    if visitors:
        shifted = Hit(offset - len("celle "), offset, hit.payload)
        yield visit_draft(
            sentence, shifted, sentence.actors(visitors), (), visitors, sentence.clause_end(offset)
        )


def from_that_which(sentence: Sentence) -> Iterator[Draft]:
    """ "Le séjour répond à celui qu'A avait effectué en mai à Riga": where a visit was told right before."""
    for match in _THAT_WHICH.finditer(sentence.source.folded, sentence.start, sentence.end):
        low = max(0, match.start() - _VISIT_REACH)
        until = min(sentence.end, match.end() + _MADE_REACH)
        made = sentence.source.cues("visits", match.end(), until, "made")
        visitor = _acting(sentence, match.end(), until)
        if not made or not visitor or not sentence.source.cues("visits", low, match.start(), "noun"):
            continue
        hit = Hit(match.start(), made[0].end, made[0].payload)
        end = sentence.clause_end(made[0].end)
        after = max(made[0].end, *(i.end for i in visitor))
        yield visit_draft(sentence, hit, sentence.actors(visitor), (), visitor, end, after=after)


def the_earlier(sentence: Sentence) -> Iterator[Draft]:
    """ "La précédente, en juin 2016, …", "La première remontait à 2010": another visit of the same."""
    opened = _ITS_OTHER.match(sentence.source.folded, sentence.start, sentence.end)
    cues = sentence.source.cues("word_classes", opened.end(), sentence.end, "earlier") if opened else []
    if not opened or not cues or cues[0].start != opened.end():
        return
    end = cues[0].end
    after = sentence.source.token_starting(end)
    dates = [d for d in sentence.dates if d.span.start - end < _DATE_NEAR and d.period.start]
    told = sentence.source.cues("visits", sentence.start - _TOLD_NEAR, sentence.start, "noun")
    if not told or not dates or (after is not None and after.pos_ not in {"PUNCT", "VERB", "AUX", "PRON"}):
        return  # "La première ministre"
    places = tuple(k for i in sentence.own_places(end, sentence.clause_end(end)) for k in i.keys)
    rule = told[-1].payload.rule
    yield Draft(
        "Visit",
        {"visitKind": ("Other",), "visitor": (), "place": places, **span_of(dates[0])},
        sentence.start,
        dates[0].span.end,
        rule,
        anaphoric=True,
        apart=True,
        confidence=0.65,
    )


def _acting(sentence: Sentence, start: int, end: int) -> list[Item]:
    """The person who acts in a relative clause, before its verb or behind it."""
    for item in sentence.after(start, kinds=PERSONS, until=end)[:1]:
        return [] if sentence.preposition(item) else sentence.group_from(item)
    return []
