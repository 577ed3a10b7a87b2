"""Visits told by a noun: "une visite d'État", "son déplacement à Riga", "la venue de A"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.encounters.earlier_visits import others_likewise, those_of
from diplograph.extraction.frames.encounters.guests import asked_to_come
from diplograph.extraction.frames.encounters.journeys import first_and_last, stages
from diplograph.extraction.frames.encounters.objects import leaders
from diplograph.extraction.frames.encounters.people import PEOPLE, are_persons, in_person, spoken_subject
from diplograph.extraction.frames.encounters.times import put_off
from diplograph.extraction.frames.encounters.travellers import (
    first_of,
    for_whom,
    paid_by,
    paid_to,
    welcomed_at,
)
from diplograph.extraction.frames.encounters.visit_drafts import visit_draft
from diplograph.extraction.frames.encounters.visitors import (
    apposed,
    cataphoric,
    foreigners,
    from_abroad,
    in_relative,
    inviters,
    is_at_home,
    light_verb,
    on_occasion,
    other_of_two,
    owner_after_place,
    told_before,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern

_POSSESSIVE = pattern(r"{edge}{his}{word}{0,2}$")
_ANAPHORIC = pattern(r"{edge}(?<!')(?:la |le |l'|ce |cet |cette |du |au |une ){word}?$")  # one, not several
_TO = frozenset({"à", "a"})
_NO_INVITING = frozenset({"guest", "see", "yours", "gives", "home", "comes", "wishes", "urged"})
_SEVERAL = re.compile(r"\w+s(?: .+)?")
_OPENING = 4
_SELF = frozenset({"se", "s'", "s’"})
_INVITED_REACH = 110
_TO_DO = pattern(r"{edge}a (?={word}{0,4}$)")
_INFINITIVE = 3
_IT_IS = pattern(r"{edge}{itis}{det}?{word}?$")
_LABEL = pattern(r" ?: ?{word}{0,2}")


def from_noun(sentence: Sentence, hit: Hit[Entry], until: int) -> Iterator[Draft]:
    """Visits that a noun tells: whose, by its complements, its verb, its possessive, the sentence before."""
    before = sentence.folded(hit.start - 40, hit.start)
    if is_invited_to(sentence, hit.start):
        return
    after = hit.end
    relative: list[Item] = []
    by_genitive = (
        sentence.genitive(after, kinds=PEOPLE, reach=70)
        or owner_after_place(sentence, after, until)
        or (relative := in_relative(sentence, after))
        or paid_by(sentence, hit, until)
        or first_of(sentence, hit, until)
        or leaders(sentence, after, behind_with=False)
        or for_whom(sentence, hit)
    )
    visitors: list[Item] = [i for i in by_genitive if i.end <= until] or apposed(sentence, hit)
    anaphoric = False
    if not visitors:
        verb = light_verb(sentence, hit)
        meant = _IT_IS.search(before) is not None  # "Paris précise que c'est une visite de travail"
        if verb is not None and not meant:
            visitors = (
                welcomed_at(sentence, verb, hit.start)
                or spoken_subject(sentence, verb)
                or sentence.subject(verb, kinds=PEOPLE)
            )
        if visitors:
            pass
        elif meant and not for_whom(sentence, hit):
            anaphoric = True
        elif (said := in_person(sentence, before)) is not None:
            visitors = said
            anaphoric = not visitors
        elif (some := on_occasion(sentence, hit)) and sentence.own_places(after, until):
            visitors = some
        elif _POSSESSIVE.search(before):
            visitors = (
                sentence.subject(hit.start, kinds=PEOPLE)
                or cataphoric(sentence, hit)
                or told_before(sentence, hit, until)
            )
            anaphoric = not visitors
        else:
            visitors = _labelled(sentence, hit)
            if not visitors and hit.payload["form"] == "stage":
                visitors = told_before(sentence, hit, until)
            anaphoric = not visitors and (bool(_ANAPHORIC.search(before)) or hit.start == sentence.start)
    if not by_genitive and _POSSESSIVE.search(before):
        visitors = foreigners(sentence, visitors, hit, until)
    hosts = (*inviters(sentence), *paid_to(sentence, after, until)) or other_of_two(sentence, by_genitive)
    keys = from_abroad(sentence, tuple(k for k in sentence.actors(visitors) if k not in hosts), after, until)
    if not keys and not anaphoric:
        return
    if not by_genitive and is_at_home(sentence, keys, hit, until):
        return
    if hit.payload["form"] == "coming" and not (keys and are_persons(visitors)):
        return
    for low, high in (
        [(_verb_end(sentence, hit.end, until), until)]
        if relative
        else (stages(sentence, hit.end, until) or [(hit.start, until)])
    ):
        draft = visit_draft(
            sentence, hit, keys, hosts, visitors, high, anaphoric=not keys, after=low, relative=bool(relative)
        )
        if _SEVERAL.fullmatch(sentence.folded(hit.start, hit.end)) and not _is_somewhere(draft):
            continue  # "il enchaînera voyages officiels et vacances"
        if hit.payload["form"] == "stage" and not (draft.get("place") and are_persons(visitors)):
            continue  # "la seconde étape du partenariat"
        for part in first_and_last(sentence, hit, draft):
            yield from put_off(sentence, part, hit.start, hit.end)
        if keys and draft.get("place"):
            yield from those_of(sentence, hit, draft)
            yield from others_likewise(sentence, hit, draft)


def _is_somewhere(draft: Draft) -> bool:
    return bool(draft.get("place") or draft.get("start") or draft.get("host"))


def _verb_end(sentence: Sentence, start: int, end: int) -> int:
    """Where the conjugated verb of a relative clause ends: "qu'effectue | en France le président"."""
    for token in sentence.source.tokens(start, end):
        if token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", []):
            return token.idx + len(token)
    return start


def _labelled(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who travels by the label of a speech: "Circonstance : voyage à Riga le 25 mars"."""
    labels = sentence.source.cues("visits", sentence.start, hit.start, "label")
    if not labels or labels[0].start - sentence.start > _OPENING or not sentence.discourse.speaker:
        return []
    if not _LABEL.fullmatch(sentence.folded(labels[0].end, hit.start)):
        return []
    key = sentence.discourse.speaker
    return [Item(hit.start, hit.start, "pronoun", (key,), sentence.discourse.type_of((key,)))]


def is_invited_to(sentence: Sentence, start: int) -> bool:
    """Whether someone is invited to the visit at an offset: then it is an invitation (ANNOTATION.md)."""
    for cue in sentence.source.cues("invitations", max(sentence.start, start - _INVITED_REACH), start):
        between = sentence.folded(cue.end, start)
        if cue.payload["form"] in _NO_INVITING:
            continue
        if cue.payload["form"] == "asks" and not any(asked_to_come(sentence, cue)):
            continue  # "a demandé à son ministre de se rendre à Rome"
        if cue.payload["form"] == "fronted" and sentence.opens(cue.start):
            continue  # "Invité par A, B se rendra …" goes
        if cue.payload["form"] not in {"noun", "at"}:
            if ";" not in between:
                return True
        elif _to_do(sentence, cue.end, start):
            return True  # "l'invitation de son homologue, A, à | visiter Riga"
        elif cue.payload["form"] == "noun" and not re.search(r"[.;,]", between):
            tokens = sentence.source.tokens(cue.end, start + 3)
            to = [n for n, token in enumerate(tokens) if token.lower_ in _TO]
            following = tokens[to[-1] + 1 : to[-1] + 3] if to else []
            if any(t.lower_ in _SELF or "Inf" in t.morph.get("VerbForm", []) for t in following):
                return True
    return False


def _to_do(sentence: Sentence, start: int, end: int) -> bool:
    """Whether an infinitive behind "à" says what one is invited to do: "l'invitation de A, B, à | venir"."""
    between = sentence.folded(start, end)
    aim = _TO_DO.search(between)
    if aim is None or re.search(r"[;:]", between) or sentence.has_finite_verb(start, start + aim.start()):
        return False
    first = next(iter(sentence.source.tokens(start + aim.end(), end + _INFINITIVE)), None)
    return first is not None and (first.lower_ in _SELF or "Inf" in first.morph.get("VerbForm", []))
