"""One reading of a visit: its places, dates, kind and status."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.encounters.people import VISIT_NOUNS, country_of_place, span_of
from diplograph.extraction.frames.encounters.places import (
    chosen,
    cleft,
    described,
    main_place,
    of_place,
    pointed_at,
    waiting,
)
from diplograph.extraction.frames.encounters.times import (
    ago,
    ended,
    is_begun,
    is_news,
    is_of_saying,
    is_since,
    lasting,
    until_when,
)
from diplograph.extraction.frames.encounters.visitors import light_verb
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.attachment import is_another
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import is_called_off, is_left_open, status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language import DateMention
from diplograph.language.patterns import pattern
from diplograph.model import PLACES, EntityType, Status

_PHRASE = 70  # characters of the visit's own complements: visitor and place
_OTHER_TIME = pattern(r"{edge}{since}{det}$")
_STAGE = 40  # characters of "africaine par " between a tour and its first stage
_FEW_WORDS = 4
_AS_REACH = 28  # characters of "étaient en déplacement " before a kind
_IN = pattern(r"{edge}en $")
_MONTH = 7  # characters of an ISO month
_AGO_REACH = 44
_SINCE_ANOTHER = pattern(r"{edge}{since}{definite}{word}?$")
_BACK_REACH = 40
_ALREADY = re.compile(r"\bdeja\b")
_ALREADY_REACH = 12
_NEXT_STAGE = pattern(r"{edge}{then}$")
_NEXT_REACH = 10
_PAST = re.compile(r"(?:a|ont|avai\w+|s'est|s'etai\w+|se sont|est|sont|etai\w+) \w|etai\w+$|se trouvai")
_VERB_BEFORE = 60
_NEXT_TO = 22  # characters of " le 3 mai 2025, " between a place and "lors de"
_SINCE = pattern(r"{edge}{since}")


def visit_draft(
    sentence: Sentence,
    hit: Hit[Entry],
    visitors: tuple[str, ...],
    hosts: tuple[str, ...],
    items: list[Item],
    until: int,
    *,
    anaphoric: bool = False,
    after: int = 0,
    seen: Sequence[Item] = (),
    relative: bool = False,
) -> Draft:
    """A reading of the visit that a word tells, with what its clause says of it.

    Args:
        after: where its complements begin, if not right behind the word.
        seen: its places, where they are told otherwise than by a preposition.
        relative: they stand in a relative clause, and what is said before the word is of the visit too.
    """
    after = max(after, hit.end)
    until = sentence.action_end(after, until)
    if after == hit.end and _is_circumstance(sentence, hit, "during", "around"):
        until = _before_verb(sentence, after, until)
    found = (
        list(seen)
        or sentence.own_places(after, until)
        or _begun_by(sentence, hit)
        or cleft(sentence, hit)
        or _before_noun(sentence, hit)
        or (
            chosen(sentence, hit)
            or of_place(sentence, hit)
            or described(sentence, hit.end, until)
            or pointed_at(sentence, hit)
            if hit.payload["form"] in VISIT_NOUNS
            else []
        )
        or _around(sentence, hit, visitors)
    )
    found = found or main_place(sentence, hit, visitors)
    ends = sentence.source.cues("circumstances", hit.start - _VERB_BEFORE, hit.start, "ends")
    if ends and hit.payload["form"] in VISIT_NOUNS and not seen:
        # "a achevé à Riga une tournée commencée à Rome"
        found = [*(i for i in _before_noun(sentence, hit) if i not in found), *found]
    places = tuple(k for i in found for k in i.keys)
    phrase = [i for i in (*items, *found) if hit.end <= i.start and i.end <= hit.end + _PHRASE]
    floor = after
    if after == hit.end or relative:
        floor = min([sentence.clause_start(hit.start), *(i.start for i in items)])
    if _OTHER_TIME.search(sentence.folded(hit.start - 14, hit.start)):
        floor = hit.start  # "est arrivé lundi à Oslo après une visite à Riga"
    date = (sentence.date_inside(hit) if after == hit.end else None) or sentence.date(
        after, start=floor, end=min(until, sentence.end)
    )
    since = date is not None and _SINCE.search(sentence.folded(hit.end, date.span.start))
    if date is not None and since and not is_begun(sentence, date):
        date = None  # "la première visite à Riga depuis celle de X en 2014"
    if date is not None and date.span.end <= hit.start and is_of_saying(sentence, date):
        date = None  # "a confirmé mardi la visite de A"
    if date is not None and date.span.end <= hit.start and is_since(sentence, date):
        date = None  # "pour la première fois depuis 1994, A s'est rendu à Riga"
    start = min([hit.start, *(i.start for i in items if hit.start - i.end < 90)])
    end = max([hit.end, *(i.end for i in (*found, *items))])
    is_ended = False
    if hit.payload["form"] in VISIT_NOUNS:
        last = max([hit.end, *(i.end for i in phrase)])
        date = sentence.date_said_of(last) or date
        date, is_ended = ended(sentence, hit, last, date)
    roles: dict[str, tuple[str, ...]] = {
        "visitKind": (_kind(sentence, hit),),
        "visitor": visitors,
        "host": hosts or waiting(sentence, found),
        "place": places,
    }
    default = Status(hit.payload.get("status") or Status.ACTUAL)
    if date is not None and date.span.start < hit.start and _is_back_from(sentence, hit):
        date = None  # "sera rentré mardi de sa visite à Riga"
    day = until_when(sentence, hit)
    if day is not None and (date is None or date == day):
        date = None
        roles["end"] = (day.period.start,)
    if date is None and (before := ago(sentence, hit)) is not None:
        roles["start"] = (before.start,)
    if date is not None:
        roles.update(span_of(date))
        if _is_of_occasion(sentence, hit, date):
            roles["start"], roles["end"] = (date.period.start[:_MONTH],), ()
        if is_ended and not date.period.end:
            roles["start"], roles["end"] = (), roles["start"]
        if date.span.start < end + 60:
            end = max(end, date.span.end)
    return Draft(
        "Visit",
        roles,
        start,
        min(end, sentence.end),
        hit.payload.rule,
        status=_status(sentence, hit, max([hit.end, *(i.end for i in phrase)]), default),
        anaphoric=anaphoric,
        is_news=is_news(sentence, hit),
        lasting=lasting(sentence, hit.end),
        apart=_is_compared(sentence, hit)
        or _ALREADY.search(sentence.folded(hit.start - _ALREADY_REACH, hit.end)) is not None,
        renewed=(hit.payload["form"] in VISIT_NOUNS and is_another(sentence, hit.start, hit.end))
        or _NEXT_STAGE.search(sentence.folded(hit.start - _NEXT_REACH, hit.start)) is not None,
        confidence=0.85 if visitors and places else 0.7,
    )


def _way_there(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """The verb of going that a visit's noun only qualifies: "se rendra à Riga en | visite officielle"."""
    if hit.payload["form"] not in VISIT_NOUNS or not _IN.search(sentence.folded(hit.start - 4, hit.start)):
        return None
    verbs = sentence.source.cues("visits", sentence.clause_start(hit.start), hit.start, "go")
    last = verbs[-1] if verbs else None
    free = last is not None and not sentence.has_finite_verb(last.end, hit.start)
    return last if free else None


def _status(sentence: Sentence, hit: Hit[Entry], end: int, default: Status) -> Status:
    """Status by the noun or verb, or by what follows its complements: "la visite de X en Y a été annulée"."""
    asked = sentence.source.text[sentence.start : sentence.end].rstrip().endswith("?")
    if hit.payload["form"] in VISIT_NOUNS and hit.payload.get("status"):
        return default  # "Que reste-t-il des heures passées à Riga ?"
    if asked and not _is_circumstance(sentence, hit, "during", "around"):
        return Status.POSSIBLE
    going = _way_there(sentence, hit)
    if going is not None:
        return status_of(
            sentence, going.start, going.end, default=Status(going.payload.get("status") or default)
        )
    near = status_of(sentence, hit.start, hit.end, default=default)
    past = _PAST.match(sentence.source.folded, hit.start, hit.end) is not None
    if near is Status.PLANNED and hit.payload.get("status") == Status.ACTUAL.value and past:
        near = default  # "trois jours après l'annonce, A était à Riga"
    if is_called_off(sentence, end):
        return Status.DENIED
    if is_left_open(sentence, end):
        return Status.POSSIBLE
    awaited = sentence.source.begins("word_classes", _phrase_end(sentence, hit) + 1, "awaited")
    if near is default is Status.ACTUAL and awaited and hit.payload["form"] in VISIT_NOUNS:
        return Status.PLANNED  # "la visite annoncée à Riga de A"
    if near is not Status.DENIED and default is Status.ACTUAL and _is_circumstance(sentence, hit):
        return Status.PLANNED if _has_future(sentence, hit.start) else Status.ACTUAL
    if end == hit.end or near is not default or hit.payload["form"] not in VISIT_NOUNS:
        return near
    return status_of(sentence, hit.start, end, default=default)


def _phrase_end(sentence: Sentence, hit: Hit[Entry]) -> int:
    """Where a visit's noun ends with its kind: "la visite officielle | annoncée"."""
    kinds = [kind.end for kind in sentence.words("visit_kinds") if 0 <= kind.start - hit.end <= 1]
    return max([hit.end, *kinds])


def _is_back_from(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether one has come back from a visit, on a day after it: "rentrée mardi de | sa visite"."""
    cues = sentence.source.cues("circumstances", hit.start - _BACK_REACH, hit.start, "back")
    return bool(cues) and sentence.folded(cues[-1].end, hit.start).count(" ") < _FEW_WORDS


def _is_compared(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a visit is told as other than the one before it: "son voyage, depuis | sa visite de 2012"."""
    if hit.payload["form"] not in VISIT_NOUNS:
        return False
    since = _SINCE_ANOTHER.search(sentence.folded(max(sentence.start, hit.start - _AGO_REACH), hit.start))
    return since is not None and bool(sentence.source.cues("visits", sentence.start, hit.start, *VISIT_NOUNS))


def _is_of_occasion(sentence: Sentence, hit: Hit[Entry], date: DateMention) -> bool:
    """Whether a day is an act's during a visit of several: "signé lundi, lors d'un séjour de trois jours"."""
    before = date.span.start < hit.start and date.period.start.count("-") == 2
    return before and _is_circumstance(sentence, hit) and lasting(sentence, hit.end) > 1


def _before_verb(sentence: Sentence, start: int, end: int) -> int:
    """Where the main clause's verb begins: "lors de sa visite à Riga, la ministre | a …"."""
    for token in sentence.source.tokens(start, end):
        if token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", []):
            return token.idx
    return end


def _is_circumstance(sentence: Sentence, hit: Hit[Entry], *forms: str) -> bool:
    """Whether a visit only says when something was done: what is said of that is not said of the visit."""
    forms = forms or ("during",)
    cues = sentence.source.cues("circumstances", max(sentence.start, hit.start - 30), hit.start, *forms)
    close = bool(cues) and sentence.folded(cues[-1].end, hit.start).count(" ") < _FEW_WORDS
    return close and hit.payload["form"] in VISIT_NOUNS


def _has_future(sentence: Sentence, offset: int) -> bool:
    """Whether a verb in the future stands before an offset in its clause."""
    low = sentence.clause_start(offset)
    return any("Fut" in t.morph.get("Tense", []) for t in sentence.source.tokens(low, offset))


def _kind(sentence: Sentence, hit: Hit[Entry]) -> str:
    for kind in sentence.words("visit_kinds"):
        if 0 <= kind.start - hit.end <= 2 or hit.start <= kind.start < hit.end:
            return kind.payload["kind"]
        low, high = sorted((kind.start, hit.start))
        low = hit.end if low == hit.start else kind.end
        nouns = sentence.source.cues(
            "visits", max(sentence.start, kind.start - _AS_REACH), kind.start, "noun", "go"
        )
        as_visit = hit.payload["form"] not in VISIT_NOUNS and any(
            noun.end == kind.start - 1 and " en " in sentence.folded(noun.start - 4, noun.end)
            for noun in nouns
        )
        if as_visit and not sentence.has_finite_verb(low, high):
            return kind.payload["kind"]  # "est arrivé en visite d'État"
    return "Other"


def _begun_by(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "A entamé sa tournée africaine par Nairobi": the first stage."""
    if hit.payload["form"] not in VISIT_NOUNS:
        return []
    items = sentence.after(hit.end, kinds=PLACES, until=min(sentence.end, hit.end + _STAGE))
    return [i for i in items[:1] if i.kind == "name" and sentence.preposition(i) == "par"]


def _before_noun(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "A entamé mardi en France une visite": the place between the verb and the visit it takes."""
    verb = light_verb(sentence, hit) if hit.payload["form"] == "noun" else None
    return [] if verb is None else sentence.own_places(verb, hit.start)


def _around(sentence: Sentence, hit: Hit[Entry], visitors: Sequence[str]) -> list[Item]:
    """Where a sentence is that tells a visit in passing: "ont signé à Riga, devant A, | en visite d'État"."""
    if hit.payload["form"] not in VISIT_NOUNS:
        return []
    low, high = sentence.clause_start(hit.start), hit.start
    during = sentence.source.cues("circumstances", max(low, hit.start - 30), hit.start, "during")
    if during:
        high = during[-1].start
    elif sentence.folded(hit.start - 4, hit.start) != " en ":
        return []
    homes = {sentence.discourse.country_of(key) for key in visitors} - {""}
    found = [i for i in sentence.own_places(low, high) if i.type is not EntityType.REGION][-1:]
    if during and found and high - found[0].end > _NEXT_TO:
        return []
    return [i for i in found if homes and country_of_place(sentence, i.keys[0]) not in homes]
