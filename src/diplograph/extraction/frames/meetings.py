"""Meetings: talks, audiences, calls, between persons or between states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.extraction.attachment import is_another
from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import ACTORS, EntityType, Status

_PEOPLE = frozenset({EntityType.PERSON, EntityType.COUNTRY})
# "ont eu un entretien", "auront un tête-à-tête": those who hold it are the subject
_OBJECT = r"(?: \w+){0,3}? (?:une?|des|leurs?|de) (?:[\w-]+ )?"
_HAD = re.compile(rf"\b(?:ont|eu|eurent|auront|aura|avoir){_OBJECT}$")
_ITS_OBJECT = re.compile(_OBJECT)
_OTHER_OBJECT = re.compile(r"(?:^| )(?:les|des|une?|plusieurs|qui|que|dont|et) ")
# "À l'issue de leur entretien, les deux présidents ont…": those who met act in the main clause
_CIRCUMSTANCE = re.compile(r" (?:d'|de |du )?(?:leurs?|une?|cet|cette|son|sa|ses|l'|le|la)? ?(?:[\w-]+ )?")
_NOUNS = frozenset({"noun", "each"})
_ONE_BY_ONE = frozenset({"each", "granted"})
_TO = frozenset({"à", "a", "au", "aux"})
_BETWEEN_CALL_AND_CALLED = frozenset({"ADV", "DET", "PUNCT", "SPACE"})
_HEADING = 30
_INDEFINITE = re.compile(r"(?:sans|aucune?|pas d[e']|pas de) ?$")


def find_meetings(sentence: Sentence) -> Iterator[Draft]:
    """Meetings that one sentence states."""
    for hit in sentence.words("meetings"):
        form = hit.payload["form"]
        if _INDEFINITE.search(sentence.folded(hit.start - 10, hit.start)):
            continue
        if form in _NOUNS:
            items = _around_noun(sentence, hit)
        elif form == "gathers":
            items = _gathered(sentence, hit)
        elif form == "granted":
            items = [*sentence.subject(hit.start, kinds=_PEOPLE), *_granted(sentence, hit.end)]
        elif form == "to":
            items = [*sentence.subject(hit.start, kinds=_PEOPLE), *_next(sentence, hit.end)]
        elif form == "with":
            items = [*sentence.subject(hit.start, kinds=_PEOPLE), *_with(sentence, hit.end)]
        else:
            items = [*sentence.subject(hit.start, kinds=_PEOPLE), *_object(sentence, hit)]
        if _lacks_object(sentence, hit, items):
            continue
        people = [i for i in items if i.type is EntityType.PERSON or i.is_plural or i.kind == "office"]
        keys = sentence.actors(items)
        if len(keys) < 2 or not people:
            continue
        for some in _each(sentence, hit, items):
            yield _draft(sentence, hit, sentence.actors(some), some)


def _lacks_object(sentence: Sentence, hit: Hit[Entry], items: Sequence[Item]) -> bool:
    """Whether nobody stands behind words that take someone: "les deux ministres ont rencontré des élèves"."""
    form = hit.payload["form"]
    if form in _NOUNS or form == "gathers":
        return False
    takes = form != "with" or sentence.folded(hit.start, hit.end).endswith(" avec")
    return takes and not any(item.start >= hit.end for item in items)


def _each(sentence: Sentence, hit: Hit[Entry], items: list[Item]) -> Iterator[list[Item]]:
    """Who met: all together, or with "entretiens bilatéraux" the first with each of the others."""
    if hit.payload["form"] in _ONE_BY_ONE and len(items) > 2:
        yield from ([items[0], other] for other in items[1:])
    else:
        yield items


def _around_noun(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "entre A et B"; "de A avec B"; "avec B" with the subject; a plural subject."""
    end = sentence.clause_end(hit.end)
    between = [
        i
        for i in sentence.after(hit.end, kinds=_PEOPLE, until=min(end, hit.end + 80))
        if sentence.preposition(i) == "entre"
    ]
    if between:
        return list(sentence.group(between[0]))
    partners = [i for i in _with(sentence, hit.end) if not sentence.has_finite_verb(hit.end, i.start)]
    if _is_circumstance(sentence, hit.start):
        subject = _main_subject(sentence, hit)
        if partners and not set(sentence.actors(partners)) & set(sentence.actors(subject)):
            return [*subject, *partners]
        if (
            not partners
            and len(sentence.actors(subject)) > 1
            and not sentence.genitive(hit.end, kinds=_PEOPLE)
        ):
            return subject
    owner = sentence.genitive(hit.end, kinds=_PEOPLE)
    if not owner and partners:
        owner = sentence.subject(hit.start, kinds=_PEOPLE)
    if not owner and not partners and _is_held(sentence, hit.start):
        owner = sentence.subject(hit.start, kinds=_PEOPLE)
    if owner and len(sentence.actors(owner)) > 1:
        return owner
    return [*owner, *partners] if partners else []


def _is_circumstance(sentence: Sentence, start: int) -> bool:
    """Whether the talks only say when something else happened: "à l'issue de leur entretien"."""
    cues = sentence.source.cues("circumstances", start - 50, start, "during", "around")
    return any(_CIRCUMSTANCE.fullmatch(sentence.folded(cue.end, start)) for cue in cues)


def _is_held(sentence: Sentence, start: int) -> bool:
    """Whether the talks are the object of a verb of holding."""
    verbs = sentence.source.cues("linking_verbs", start - 40, start, "holding")
    return _HAD.search(sentence.folded(start - 40, start)) is not None or any(
        _ITS_OBJECT.fullmatch(sentence.folded(verb.end, start)) for verb in verbs
    )


def _has_other_object(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a noun that counts no time stands between a verb and a person: "a reçu une lettre de A"."""
    units = {unit.start for unit in sentence.source.cues("circumstances", start, end, "unit")}
    found = _OTHER_OBJECT.finditer(sentence.folded(start, end))
    return any(start + match.end() not in units for match in found)


def _main_subject(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who acts in the clause that follows a circumstance: the first free persons after its comma."""
    comma = sentence.source.folded.find(", ", hit.end, min(sentence.end, hit.end + 90))
    for item in sentence.after(comma, kinds=_PEOPLE) if comma >= 0 else ():
        if not sentence.preposition(item) and not sentence.has_finite_verb(comma, item.start):
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _places(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """Where it was: after the words, or at the sentence's head ("Jeudi, à Sofia, …")."""
    found = sentence.own_places(hit.end, until)
    heading = [i for i in sentence.places(sentence.start, hit.start) if i.start - sentence.start < _HEADING]
    return found or [i for i in heading if sentence.folded(i.end, i.end + 1) == ","]


def _with(sentence: Sentence, offset: int) -> list[Item]:
    end = min(sentence.clause_end(offset), offset + 120)
    for item in sentence.after(offset, kinds=ACTORS, until=end):
        if sentence.preposition(item) == "avec":
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _object(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    passive = hit.payload["form"] == "received"
    for item in sentence.after(hit.end, kinds=_PEOPLE, until=min(sentence.clause_end(hit.end), hit.end + 90)):
        preposition = sentence.preposition(item)
        if passive and preposition == "par":
            return [i for i in sentence.group(item) if i.start >= item.start]
        if passive:
            continue
        if (
            preposition
            or item.kind == "pronoun"
            or not (item.type is EntityType.PERSON or item.kind == "office")
        ):
            continue
        if hit.payload["form"] == "calls" and not _is_called(sentence, hit.end, item):
            continue
        if not _has_other_object(sentence, hit.end, item.start) and not _is_urged(sentence, item):
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _next(sentence: Sentence, offset: int) -> list[Item]:
    """Whoever a preposition that the verb ends with governs: "a téléphoné à A"."""
    found = sentence.after(offset, kinds=_PEOPLE, until=offset + 30)
    return list(sentence.group(found[0])) if found and found[0].type is EntityType.PERSON else []


def _granted(sentence: Sentence, offset: int) -> list[Item]:
    """To whom an audience is given: every person of the list that follows."""
    first = next(iter(sentence.after(offset, kinds=_PEOPLE, until=offset + 30)), None)
    if first is None or sentence.preposition(first) not in {"a", "au", "aux"}:
        return []
    return [i for i in sentence.group(first) if i.start >= first.start]


def _gathered(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "La rencontre a réuni A, B et C": the object of the gathering, where talks are its subject."""
    nouns = [
        h for h in sentence.words("meetings") if h.payload["form"] in _NOUNS and 0 < hit.start - h.end < 60
    ]
    if not nouns or sentence.has_finite_verb(nouns[-1].end, hit.start):
        return []
    found = sentence.after(hit.end, kinds=_PEOPLE, until=hit.end + 60)
    return list(sentence.group(found[0])) if found else []


def _is_urged(sentence: Sentence, item: Item) -> bool:
    """Whether someone is called upon, not called: "a appelé A à ratifier"."""
    words = list(sentence.source.tokens(item.end, item.end + 30))[:2]
    return len(words) == 2 and words[0].lower_ in {"à", "a"} and "Inf" in words[1].morph.get("VerbForm", [])


def _is_called(sentence: Sentence, offset: int, item: Item) -> bool:
    """Whether someone is rung up: "a appelé mardi A", not "a appelé A au calme", "a appelé à la vigilance A".

    Days may stand before the person; a noun behind "à" is what one is urged to, unless it is a place or hour.
    """
    days = [date.span for date in sentence.dates]
    start = sentence.source.before_civilities(item.start)
    units = {unit.start for unit in sentence.source.cues("circumstances", offset, start, "unit")}
    for token in sentence.source.tokens(offset, start):
        dated = token.idx in units or any(day.start <= token.idx < day.end for day in days)
        if not dated and token.pos_ not in _BETWEEN_CALL_AND_CALLED:
            return False
    last = sentence.group(item)[-1].end
    words = [t for t in sentence.source.tokens(last, last + 30) if not t.is_space][:3]
    if not words or words[0].lower_ not in _TO:
        return True
    noun = next((t for t in words[1:] if t.pos_ != "DET"), None)
    if noun is None or noun.pos_ not in {"NOUN", "VERB", "ADJ"}:
        return True
    known = any(i.start <= noun.idx < i.end for i in sentence.items)
    return known or any(day.start <= noun.idx < day.end for day in days)


def _receivers(sentence: Sentence, hit: Hit[Entry], items: Sequence[Item]) -> tuple[str, ...]:
    """Who received the others: the subject of "recevoir", the agent of "être reçu"."""
    if hit.payload["form"] == "receives":
        return sentence.actors(i for i in items if i.end <= hit.start)
    if hit.payload["form"] == "received":
        return sentence.actors(i for i in items if i.start >= hit.end)
    return ()


def _is_purpose_of_future(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether those who will go somewhere go there to meet: "sera à Riga pour rencontrer A"."""
    return sentence.folded(hit.start - 5, hit.start) == "pour " and any(
        "Fut" in token.morph.get("Tense", [])
        for token in sentence.source.tokens(sentence.clause_start(hit.start), hit.start)
    )


def _status(sentence: Sentence, hit: Hit[Entry], items: Sequence[Item], default: Status) -> Status:
    """Status by the noun or verb, or by what follows those who meet: "un entretien de A et B est prévu"."""
    near = status_of(sentence, hit.start, hit.end, default=default)
    end = max([hit.end, *(i.end for i in items)])
    if near is not default or hit.payload["form"] not in _NOUNS or end == hit.end:
        return near
    between = sentence.has_finite_verb(hit.end, end)
    return near if between else status_of(sentence, hit.start, end, default=default)


def _draft(sentence: Sentence, hit: Hit[Entry], keys: tuple[str, ...], items: list[Item]) -> Draft:
    until = sentence.clause_end(hit.end)
    date = sentence.date(hit.end, start=sentence.clause_start(hit.start), end=until)
    roles: dict[str, tuple[str, ...]] = {
        "participant": keys,
        "place": tuple(k for i in _places(sentence, hit, until) for k in i.keys),
    }
    if hit.payload["form"] in _NOUNS:
        said = sentence.date_said_of(hit.end) or sentence.date_said_of(
            max([hit.end, *(i.end for i in items)])
        )
        date = said or date
    if date is not None and date.period.start:
        roles["start"] = (date.period.start,)
    default = Status(hit.payload["status"] or Status.ACTUAL)
    if not hit.payload["status"] and _is_purpose_of_future(sentence, hit):
        default = Status.PLANNED
    return Draft(
        "Meeting",
        roles,
        min([hit.start, *(i.start for i in items)]),
        max([hit.end, *(i.end for i in items)]),
        hit.payload.rule,
        status=_status(sentence, hit, items, default),
        confidence=0.7 if hit.payload["form"] in _NOUNS else 0.8,
        renewed=hit.payload["form"] in _NOUNS and is_another(sentence, hit.start, hit.end),
        receivers=_receivers(sentence, hit, items),
    )
