"""Talks told by a noun: "un entretien entre A et B", "la rencontre de A avec B"."""

from __future__ import annotations

import re

from diplograph.extraction.frames.encounters.attending import is_described_partner, of_relative, takes_part
from diplograph.extraction.frames.encounters.objects import leaders, representatives
from diplograph.extraction.frames.encounters.people import (
    OF,
    PEOPLE,
    PERSONS,
    TO,
    acting_before,
    addressee,
    agents,
)
from diplograph.extraction.frames.encounters.visitors import in_relative, inviting, is_bare_between
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import is_future
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ACTORS, EntityType

OPENING = 3  # characters of a dash or a quotation mark before the first word of a sentence
# "ont eu un entretien", "auront un tête-à-tête": those who hold it are the subject
_OBJECT = r"(?:\w+ ){0,3}?(?:{a}|{his}|{some}|{number}|{of})(?:[\w-]+ ){0,2}?"
_HAD = pattern(r"{edge}(?:{has}|eu )" + _OBJECT + "$")
_ITS_OBJECT = pattern(" " + _OBJECT)
_DETERMINED = pattern(r" (?:{a}|{his}|{some}|{number}|{of}){word}{0,2}$")
_HAVING = pattern(r"{edge}(?:{has}|eu )(?:[^;:.]{0,30} )?{with}[^;:.]{0,20}$")
_CIRCUMSTANCE = pattern(r" ?{of}?{det}?{word}?")
_LOCATIVE = frozenset({"a", "au", "aux", "en", "dans"})
_ALSO_WITH = pattern(r"(?:{and}|{then}){with}{definite}?$")
_ALSO_REACH = 26
_OUR = pattern(r"{edge}{mine}{word}?$")
_TO_US = pattern(r"[^,;:.]{0,60} nous {has}")
_HYPHENED = re.compile(r" ?[-–/] ?")
_RELATIVE = pattern(r"(?: [\w'-]+){0,2}? {that}")
_RELATIVE_REACH = 160


def around_noun(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "entre A et B"; "de A avec B"; "avec B" with the subject; a plural subject; "la rencontre A-B"."""
    end = sentence.clause_end(hit.end)
    joined = _hyphened(sentence, hit)
    if joined:
        return joined
    between = [
        i
        for i in sentence.after(hit.end, kinds=PEOPLE, until=min(end, hit.end + 110))
        if sentence.preposition(i) == "entre" and _is_own(sentence, hit.end, i.start)
    ]
    if between:
        return list(sentence.group(between[0]))
    partners = of_relative(sentence, hit) if is_held(sentence, hit.start) else []
    partners = partners or [
        i for i in with_whom(sentence, hit.end) if not sentence.has_finite_verb(hit.end, i.start)
    ]
    said = sentence.folded(hit.start, hit.end).endswith(" avec")
    partners = partners or representatives(sentence, hit.end, behind_with=not said)
    if _is_circumstance(sentence, hit.start):
        subject = _main_subject(sentence, hit)
        if not subject and partners:
            subject = _acting_before(sentence, hit)
        if not subject and not partners and not sentence.genitive(hit.end, kinds=PEOPLE):
            subject = acting_before(sentence, hit.start)
        if subject and partners and not set(sentence.actors(partners)) & set(sentence.actors(subject)):
            return [*subject, *partners]
        if (
            not partners
            and len(sentence.actors(subject)) > 1
            and not sentence.genitive(hit.end, kinds=PEOPLE)
        ):
            return subject
    both = (not partners and _with_first(sentence, hit)) or _offered(sentence, hit)
    if both:
        return both
    owner = sentence.genitive(hit.end, kinds=PEOPLE)
    if not owner and not partners and _RELATIVE.match(sentence.folded(hit.end, sentence.end)):
        return [*in_relative(sentence, hit.end), *with_whom(sentence, hit.end, reach=_RELATIVE_REACH)]
    if not owner and partners:
        owner = sentence.subject(hit.start, kinds=PEOPLE) or _told_of(sentence, hit, partners)
    if not owner and not partners and is_held(sentence, hit.start):
        owner = sentence.subject(hit.start, kinds=PEOPLE)
    if not owner and hit.payload["form"] == "several" and (verb := takes_part(sentence, hit.start)) >= 0:
        owner = [*sentence.subject(verb, kinds=PEOPLE), *inviting(sentence)]
    if not owner:
        owner = _ours(sentence, hit, alone=not partners)
    if owner and len(sentence.actors(owner)) > 1:
        return owner
    return [*owner, *partners] if partners else []


def _ours(sentence: Sentence, hit: Hit[Entry], *, alone: bool) -> list[Item]:
    """Whose talks a speaker means: "notre entretien de ce matin", "un entretien nous a permis …"."""
    own = _OUR.search(sentence.folded(hit.start - 24, hit.start)) is not None
    us = _TO_US.match(sentence.source.folded, hit.end, sentence.end) is not None
    speaker = sentence.discourse.speaker
    if not speaker or not (own or us) or not any(d.period.start for d in sentence.dates):
        return []
    keys = [speaker, addressee(sentence)] if alone else [speaker]
    kind = sentence.discourse.type_of
    return [Item(hit.start, hit.start, "pronoun", (key,), kind((key,))) for key in keys if key]


def _told_of(sentence: Sentence, hit: Hit[Entry], partners: list[Item]) -> list[Item]:
    """Whom the last sentence is about, where talks hang from no verb: "Au programme, un entretien avec B"."""
    if sentence.has_finite_verb(sentence.start, hit.start):
        return []
    told = sentence.discourse.focus.person_before()
    if told is None or set(told.keys) & set(sentence.actors(partners)):
        return []
    return [Item(hit.start, hit.start, "pronoun", told.keys, told.type, told.country)]


def _is_own(sentence: Sentence, start: int, end: int) -> bool:
    """Whether those behind "entre" meet, not have relations: "la réunion sur les liens entre A et B"."""
    words = [t for t in sentence.source.tokens(start, end) if t.pos_ not in {"DET", "SPACE"}]
    if sentence.has_finite_verb(start, end) or len(words) < 2:
        return len(words) < 2
    last = words[-2] if words[-1].lower_ == "entre" else words[-1]
    dated = any(d.span.start <= last.idx < d.span.end for d in sentence.dates)
    named = any(i.start <= last.idx < i.end for i in sentence.items)
    return (
        last.pos_ != "NOUN"
        or dated
        or named
        or bool(sentence.source.cues("word_classes", last.idx, last.idx + len(last), "formal"))
    )


def _hyphened(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "La rencontre Poutine-Xi": two persons whom a hyphen joins right after the noun."""
    pair = sentence.after(hit.end, kinds=PERSONS, until=hit.end + 40)[:2]
    if len(pair) < 2 or sentence.folded(hit.end, pair[0].start) not in {" ", " entre "}:
        return []
    return pair if _HYPHENED.fullmatch(sentence.folded(pair[0].end, pair[1].start)) else []


def _is_circumstance(sentence: Sentence, start: int) -> bool:
    """Whether the talks only say when something else happened: "à l'issue de leur entretien"."""
    cues = sentence.source.cues("circumstances", start - 50, start, "during", "around", "ends")
    return any(_CIRCUMSTANCE.fullmatch(sentence.folded(cue.end, start)) for cue in cues)


def is_held(sentence: Sentence, start: int) -> bool:
    """Whether the talks are the object of a verb of holding."""
    verbs = sentence.source.cues("linking_verbs", start - 40, start, "holding")
    return _HAD.search(sentence.folded(start - 40, start)) is not None or any(
        _ITS_OBJECT.fullmatch(sentence.folded(verb.end, start))
        or (
            _DETERMINED.search(sentence.folded(verb.end, start))
            and is_bare_between(sentence, verb.end, start)
        )
        for verb in verbs
    )


def _offered(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who gives a meal or an audience, to whom: "le dîner offert lundi par A à B", "que A a offert à B"."""
    given = sentence.source.cues("meetings", hit.end, min(sentence.end, hit.end + _RELATIVE_REACH), "given")
    if not given:
        return []
    relative = _RELATIVE.match(sentence.folded(hit.end, given[0].start))
    if sentence.has_finite_verb(hit.end, given[0].start) and not relative:
        return []
    until = sentence.clause_end(given[0].end)
    givers = agents(sentence, given[0].end, until) or (in_relative(sentence, hit.end) if relative else [])
    guests = [
        i for i in sentence.after(given[0].end, kinds=PERSONS, until=until) if sentence.preposition(i) in TO
    ]
    return [givers[0], *sentence.group(guests[0])] if givers and guests else []


def _with_first(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """With whom talks are held, told before them: "A a eu avec B une conversation"."""
    for item in sentence.before(hit.start, kinds=PERSONS)[:1]:
        lead = sentence.folded(sentence.clause_start(item.start), item.start)
        if sentence.preposition(item) != "avec" or not _HAVING.search(lead):
            return []
        subject = [i for i in sentence.subject(item.start, kinds=PEOPLE) if i.end < item.start]
        own = [i for i in subject if i not in sentence.group(item)]
        objects = _DETERMINED.search(sentence.folded(item.end, hit.start))
        return [*own, *sentence.group(item)] if own and objects else []
    return []


def is_to_come(sentence: Sentence, start: int) -> bool:
    """Whether the last verb before talks, in their clause, is a future: "il aura, le 3 mai, un entretien"."""
    low = sentence.clause_start(start)
    verbs = [
        t
        for t in sentence.source.tokens(low, start)
        if t.pos_ in {"VERB", "AUX"} and "Fin" in t.morph.get("VerbForm", [])
    ]
    return bool(verbs) and "Fut" in verbs[-1].morph.get("Tense", []) and is_future(verbs[-1].lower_)


def _main_subject(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who acts in the clause that follows a circumstance: the first free persons after its comma."""
    comma = sentence.source.folded.find(", ", hit.end, min(sentence.end, hit.end + 90))
    for item in sentence.after(comma, kinds=PEOPLE) if comma >= 0 else ():
        if not sentence.preposition(item) and not sentence.has_finite_verb(comma, item.start):
            return sentence.group_from(item)
    return []


def _acting_before(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who acts before a circumstance: "a déclaré A après un déjeuner avec B"; nobody if talks have owners."""
    if sentence.genitive(hit.end, kinds=PEOPLE):
        return []
    for item in sentence.before(hit.start, kinds=PEOPLE)[:1]:
        governed = sentence.preposition(item)
        heading = governed in OF and not sentence.has_finite_verb(sentence.start, hit.start)
        if item.type is EntityType.PERSON and (not governed or heading):
            own = [] if governed else _subject_of_object(sentence, item)
            if own:
                return own  # "A a reçu B après un entretien avec C"
            return [item]  # "déclaration de A, à l'issue de son entretien avec B"
    return []


def _subject_of_object(sentence: Sentence, item: Item) -> list[Item]:
    """Who acts on a person by the verb right before: "| A a reçu | B"; [] for "…, a déclaré B"."""
    start = sentence.source.before_civilities(item.start)
    for person in [i for i in sentence.before(start, kinds=PERSONS) if not sentence.preposition(i)][:1]:
        between = sentence.folded(person.end, start)
        said = sentence.source.cues("speech", person.end, start)
        if not said and "," not in between and sentence.has_finite_verb(person.end, start):
            return [i for i in sentence.group(person) if i.end <= start]
    return []


def with_whom(sentence: Sentence, offset: int, *, reach: int = 120) -> list[Item]:
    """Whom "avec" brings in, or who is named behind "avec son hôte"."""
    end = min(sentence.clause_end(offset), offset + reach)
    for item in sentence.after(offset, kinds=ACTORS, until=end):
        if (
            sentence.preposition(item) == "avec"
            or _is_counterpart(sentence, offset, item)
            or is_described_partner(sentence, item, offset)
        ):
            first = _people(sentence, sentence.group_from(item))
            return [*first, *_also_with(sentence, first[-1].end, end)]
    return leaders(sentence, offset, behind_with=True)


def _also_with(sentence: Sentence, offset: int, until: int) -> list[Item]:
    """Persons whom a later "ainsi qu'avec", "puis avec" brings in."""
    for item in sentence.after(offset + 1, kinds=PERSONS, until=sentence.clause_end(until)):
        start = sentence.source.before_civilities(item.start)
        if _ALSO_WITH.search(sentence.folded(start - _ALSO_REACH, start)):
            return _people(sentence, sentence.group_from(item))
    return []


def _people(sentence: Sentence, items: list[Item]) -> list[Item]:
    """A list of people up to the place where they meet: "avec A, | au Grand Palais"."""
    places = [n for n, i in enumerate(items) if n and sentence.preposition(i) in _LOCATIVE]
    return items[: places[0]] if places else items


def _is_counterpart(sentence: Sentence, offset: int, item: Item) -> bool:
    """Whether a person is named behind a word for the other side: "avec son hôte, le président …"."""
    words = sentence.source.cues("invitations", max(offset, item.start - 30), item.start, "guest")
    if not words or item.type is not EntityType.PERSON:
        return False
    behind = sentence.folded(words[-1].end, sentence.source.before_civilities(item.start))
    lead = sentence.folded(max(offset, words[-1].start - 6), words[-1].start)
    return len(behind.split()) < 3 and behind.startswith((", ", " ")) and lead.endswith("avec ")
