"""Visits: nouns ("une visite d'État"), verbs of going ("s'est rendu"), receptions ("accueilli par")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.encounters.attending import companions
from diplograph.extraction.frames.encounters.earlier_visits import (
    from_that_of,
    from_that_which,
    that_of,
    that_which_start,
    the_earlier,
    those_start,
)
from diplograph.extraction.frames.encounters.implied_visits import from_acts, from_headings, from_places
from diplograph.extraction.frames.encounters.journeys import (
    from_return,
    from_sending,
    gapped,
    is_foreign,
    stages,
)
from diplograph.extraction.frames.encounters.people import PEOPLE, VISIT_NOUNS, are_persons, spoken_subject
from diplograph.extraction.frames.encounters.places import (
    cleft,
    described,
    left,
    pointed_at,
    reached,
    right_there,
    soil,
    town_of_seat,
    where,
)
from diplograph.extraction.frames.encounters.receptions import from_receptions
from diplograph.extraction.frames.encounters.sights import sights_abroad
from diplograph.extraction.frames.encounters.times import put_off
from diplograph.extraction.frames.encounters.travellers import (
    called_on,
    delegation_heads,
    envoys,
    first_to_go,
    leads_party,
    receiving,
    taken,
)
from diplograph.extraction.frames.encounters.visit_drafts import visit_draft
from diplograph.extraction.frames.encounters.visit_nouns import from_noun, is_invited_to
from diplograph.extraction.frames.encounters.visitors import BE_REACH, after_comma, inviters, is_abroad
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Status

_LOCATIVE = pattern(r",? {at}{the}?")
_SILENT = frozenset({"led", "party", "none", "made", "paid", "label", "chosen", "awaits", "acts"})
_MOVING = frozenset({"go", "come", "be", "sends"})
_PERSONAL = frozenset({"coming", "come", "welcomed", "reach", "soil", "calls_on", "guest", "be", "leave"})


def find_visits(sentence: Sentence) -> Iterator[Draft]:
    """Visits that one sentence states or adds to."""
    hits = [h for h in sentence.words("visits") if _may_trigger(sentence, h)]
    for number, hit in enumerate(hits):
        following = [h.start for h in hits[number + 1 :] if h.start >= hit.end] + [
            a for a in that_of(sentence) if a > hit.end
        ]
        following += [*those_start(sentence, hit.end), *that_which_start(sentence, hit.end)]
        until = min([*following, sentence.clause_end(hit.end)])
        if hit.payload["form"] in VISIT_NOUNS:
            yield from from_noun(sentence, hit, until)
        elif hit.payload["form"] == "sends":
            yield from from_sending(sentence, hit, until)
        elif hit.payload["form"] == "back":
            yield from from_return(sentence, hit)
        else:
            yield from _from_verb(sentence, hit, until)
        if hit.payload["form"] == "noun":
            for offset in that_of(sentence):
                if offset > hit.end:
                    yield from from_that_of(sentence, hit, offset)
    yield from from_that_which(sentence)
    yield from the_earlier(sentence)
    yield from from_receptions(sentence)
    yield from from_acts(sentence)
    yield from from_places(sentence)
    if not hits:
        yield from from_headings(sentence)


def _may_trigger(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a word can tell a visit by itself: "sera" only right before a place, "lundi à Rome"."""
    form = hit.payload["form"]
    if form == "leads":
        return leads_party(sentence, hit) or bool(taken(sentence, hit))
    if form == "come":
        return sentence.opens(hit.start) or sentence.is_bare_participle(hit.start)
    if form != "be":
        return form not in _SILENT
    places = sentence.places(hit.end, hit.end + BE_REACH)
    if not places:
        return False
    days = [d.span for d in sentence.dates if hit.end < d.span.start and d.span.end < places[0].start]
    rest = sentence.folded(max([hit.end, *(d.end for d in days)]), places[0].start)
    first = sentence.folded(hit.end, min([places[0].start, *(d.start for d in days)]))
    return _LOCATIVE.fullmatch(rest) is not None and (not days or first.strip() in {"", "le", "ce"})


def _visitors(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who goes: the verb's subject, whom a bare participle qualifies, or who leads the delegation."""
    if hit.payload["form"] == "come" or sentence.opens(hit.start):
        told = sentence.antecedent(hit.start, kinds=PEOPLE)
        fronted = told or after_comma(sentence, hit.end)
        if fronted or hit.payload["form"] == "come":
            return fronted
    if first_to_go(sentence, hit.start):
        return after_comma(sentence, hit.end)
    return (
        delegation_heads(sentence, hit) or spoken_subject(sentence, hit.start) or _own_subject(sentence, hit)
    )


def _own_subject(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The verb's subject, unless a common noun nearer to it is: "A a dit que le train est arrivé à Riga"."""
    found = sentence.subject(hit.start, kinds=PEOPLE)
    verb = sentence.source.token_starting(hit.start)
    if verb is None or not found or hit.payload["form"] not in {"go", "be"}:
        return found
    end = max(i.end for i in found)
    for token in (verb, verb.head) if verb.pos_ in {"AUX", "PRON"} else (verb,):
        for child in token.children:
            own = child.dep_ in {"nsubj", "nsubj:pass"} and child.pos_ == "NOUN"
            named = any(i.start <= child.idx < i.end for i in sentence.items)
            if own and not named and end < child.idx < hit.start:
                return []
    return found


def _at_seat(sentence: Sentence, hit: Hit[Entry], visitors: Sequence[Item], until: int) -> list[Item]:
    """The town of the seat of power where a foreigner comes: "viendra jeudi à Matignon"."""
    town = town_of_seat(sentence, hit.end, until)
    return town if town and is_foreign(sentence, sentence.actors(visitors), town) else []


def _from_verb(sentence: Sentence, hit: Hit[Entry], until: int) -> Iterator[Draft]:
    form = hit.payload["form"]
    if form == "be" and not is_abroad(sentence, hit):
        return
    if form in {"go", "see"} and is_invited_to(sentence, hit.start):
        return
    sent = envoys(sentence, hit)
    led = taken(sentence, hit) if form == "leads" and not leads_party(sentence, hit) else []
    visitors = sent or led or _visitors(sentence, hit)
    if form == "go" and visitors and not sent:
        low = max(i.end for i in visitors)
        visitors = [*visitors, *companions(sentence, hit, visitors, low=min(low, hit.end))]
    keys = sentence.actors(visitors)
    places = sentence.places(hit.end, until)
    certain: list[Item] = []  # places that no noun between could own
    hosts = inviters(sentence)
    if form == "see":
        places = certain = reached(sentence, hit, until, places) or sights_abroad(
            sentence, hit, until, visitors
        )
    elif form == "reach":
        places = certain = [i for i in right_there(sentence, hit) if i.type is EntityType.CITY]
    elif form == "leave":
        places = certain = left(sentence, hit, visitors)
    elif form == "soil":
        places = certain = soil(sentence, hit, until)
    elif form in {"calls_on", "guest"}:
        received = called_on(sentence, hit)
        hosts = (*hosts, *sentence.actors(received))
        places = certain = places if received else []
    elif form == "leads":
        certain = places
    elif not places:
        places = certain = (
            right_there(sentence, hit)
            or where(sentence, hit, visitors)
            or pointed_at(sentence, hit)
            or cleft(sentence, hit)
            or described(sentence, hit.end, until)
            or _at_seat(sentence, hit, visitors, until)
            or sights_abroad(sentence, hit, until, visitors)
        )
    if not keys or not (places or (form == "calls_on" and hosts)):
        return
    if form in _PERSONAL and not are_persons(visitors):
        return
    if form == "welcomed":
        hosts = (*hosts, *receiving(sentence, hit.end, until))
    others = tuple(dict.fromkeys(h for h in hosts if h not in keys))
    second = gapped(sentence, hit, until) if form == "go" else None
    until = second.start if second else until
    certain = [i for i in certain if i.end <= until] if second else certain
    legs = stages(sentence, hit.end, until) if form in _MOVING else []
    end = legs[0][1] if legs else until
    draft = visit_draft(sentence, hit, keys, others, visitors, end, seen=[] if legs else certain)
    if second:
        yield replace(second, status=draft.status)
    if form == "leave":  # when a visit ended, and no more than that
        draft = draft.having(start=(), end=draft.get("start"))
    if led and len(sentence.source.cues("visits", sentence.start, hit.start, "noun")) > 1:
        draft = replace(draft, apart=True)  # "la visite d'A, étape d'un périple qui le conduira à Riga"
    if sent and draft.status is Status.ACTUAL:
        draft = replace(draft, status=Status.PLANNED)
    yield from put_off(sentence, draft, hit.start, hit.end)
    for low, high in legs[1:]:
        yield replace(
            visit_draft(sentence, hit, keys, (), visitors, high, after=low), status=draft.status, apart=True
        )
