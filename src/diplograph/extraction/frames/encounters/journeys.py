"""Visits that other words tell: whom one sends, whence one is back, whose verb is left out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.encounters.people import PERSONS, country_of_place, persons_of
from diplograph.extraction.frames.encounters.places import described, past_spot, pointed_at, struck
from diplograph.extraction.frames.encounters.visit_drafts import visit_draft
from diplograph.extraction.frames.encounters.visitors import after_comma, is_bare_between
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import PLACES, EntityType, Status

_RETURN_REACH = 6  # characters of "l'" between "retour d'" and the place
_AND = pattern(r"(?:[,;] |[,;]? {and}){definite}?$")
_AND_REACH = 14
_DATE_NEAR = 12  # characters of " le " between a place and its date
_THEN = pattern(r"{edge}{then}")


def from_sending(sentence: Sentence, hit: Hit[Entry], until: int) -> Iterator[Draft]:
    """ "A a envoyé B à Riga", "A dépêchera vendredi à Alger son ministre, B": B goes there."""
    for item in sentence.after(hit.end, kinds=PERSONS, until=until)[:1]:
        spot = past_spot(sentence, hit.end)
        if sentence.preposition(item) or not is_bare_between(sentence, spot, item.start):
            return  # "a envoyé une lettre à B"
        places = (
            sentence.own_places(hit.end, until)
            or pointed_at(sentence, hit)
            or described(sentence, item.end, until)
            or struck(sentence, hit)
        )
        sent = persons_of(sentence.group_from(item))
        keys = sentence.actors(sent)
        if places and is_foreign(sentence, keys, places):
            yield visit_draft(sentence, hit, keys, (), sent, until, seen=places)


def from_return(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "De retour de Riga, A a …", "A est rentré de Riga": A was there; the date is the return's."""
    noun = sentence.source.token_starting(hit.start)
    if noun is not None and noun.pos_ == "NOUN" and not sentence.folded(0, hit.start).endswith("de "):
        return  # "le retour de la Lettonie", "le revenu de"
    places = [
        i
        for i in sentence.after(hit.end - 2, kinds=PLACES, until=hit.end + _RETURN_REACH)
        if i.kind == "name"
    ][:1]
    opened = sentence.opens(hit.start - len("de "))
    behind = _past_relative(sentence, places[0].end if places else hit.end)
    who = after_comma(sentence, behind) if opened else sentence.subject(hit.start, kinds=PERSONS)
    keys = sentence.actors(persons_of(who))
    if keys and places and is_foreign(sentence, keys, places):
        draft = visit_draft(sentence, hit, keys, (), who, places[0].end, seen=places)
        if draft.status is not Status.DENIED:  # "ne rentre pas de Riga les mains vides"
            yield draft.having(start=(), end=())


def gapped(sentence: Sentence, hit: Hit[Entry], until: int) -> Draft | None:
    """The visit of a second person whose verb is left out: "A s'est rendu à Riga, | et B à Rome en mai"."""
    for item in sentence.after(hit.end, kinds=PERSONS, until=sentence.end):
        places = sentence.places(item.end, item.end + _RETURN_REACH)[:1]
        start = sentence.source.before_civilities(item.start)
        joined = _AND.search(sentence.folded(start - _AND_REACH, start))
        if not places or not joined or sentence.has_finite_verb(hit.end, places[0].start):
            continue
        if not sentence.places(hit.end, item.start) or not is_foreign(sentence, item.keys, places):
            continue
        draft = visit_draft(sentence, hit, item.keys, (), [item], sentence.end, after=item.end, seen=places)
        return replace(draft, start=start)
    return None


def stages(sentence: Sentence, start: int, until: int) -> list[tuple[int, int]]:
    """Stretches that tell one stage each: "à Riga, | puis à Oslo", "en A le 1er mai | et en B le 2 mai".

    [] where a single visit is told, be it of several towns.
    """
    places = [i for i in sentence.own_places(start, until) if i.type is not EntityType.REGION]
    if len(places) < 2:
        return []
    dates = [d for d in sentence.dates if start <= d.span.start and d.span.end <= until]
    cuts = [start]
    for left, right in itertools.pairwise(places):
        between = sentence.folded(left.end, right.start)
        own = [d for d in dates if left.end <= d.span.start and d.span.end <= right.start]
        next_ = [d for d in dates if right.end <= d.span.start][:1]
        dated = own and next_ and next_[0].span.start - right.end < _DATE_NEAR
        if _THEN.search(between) or dated:
            cuts.append(
                max(
                    [
                        left.end,
                        *(
                            d.span.end
                            for d in own
                            if not _THEN.search(sentence.folded(left.end, d.span.start))
                        ),
                    ]
                )
            )
    return list(itertools.pairwise([*cuts, until])) if len(cuts) > 1 else []


def _past_relative(sentence: Sentence, offset: int) -> int:
    """Where a relative clause right behind a place ends: "Riga, où elle s'était rendue |, la ministre …"."""
    if sentence.folded(offset, offset + len(", ou ")) != ", ou ":
        return offset
    comma = sentence.source.folded.find(",", offset + 1, sentence.end)
    return max(comma, offset)


def is_foreign(sentence: Sentence, people: Sequence[str], places: Sequence[Item]) -> bool:
    """Whether none of some people is known to be at home in the first of some places."""
    country = country_of_place(sentence, places[0].keys[0])
    return bool(people) and country not in {sentence.discourse.country_of(key) for key in people}


def first_and_last(sentence: Sentence, hit: Hit[Entry], draft: Draft) -> Iterator[Draft]:
    """Two stages of a tour that ends: "boucle à Riga une tournée commencée à Rome"; else the one told."""
    low = sentence.clause_start(hit.start)
    ends = sentence.source.cues("circumstances", low, hit.start, "ends")
    last = [i for i in sentence.own_places(low, hit.start) if i.type is EntityType.CITY] if ends else []
    first = [i for i in sentence.own_places(hit.end, sentence.clause_end(hit.end)) if last]
    if not first or first[0].type is not EntityType.CITY or first[0].keys == last[-1].keys:
        yield draft
        return
    ended = [d.period.start for d in sentence.dates if low <= d.span.start < hit.start and d.period.start]
    yield draft.having(place=last[-1].keys, start=(), end=tuple(ended[-1:]))
    dates = [d.period.start for d in sentence.dates if hit.end <= d.span.start and d.period.start]
    began = replace(draft.having(place=first[0].keys, start=tuple(dates[:1]), end=(), host=()), apart=True)
    yield replace(began, start=hit.start, end=first[0].end, lasting=0)
