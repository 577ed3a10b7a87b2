"""When a visit or talks took place, how long they lasted, and to when they are put off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.encounters.people import VISIT_NOUNS, span_of
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language import DateMention
from diplograph.language.date_words import date_words
from diplograph.language.numbers import parse_words
from diplograph.language.patterns import pattern
from diplograph.language.periods import shifted
from diplograph.model import Period, Status

_LASTING = pattern(r"(?: [\w'-]+){0,4}? (?:{of}|{for}|pendant |durant )([\w-]+) (jours?|heures)\b")
_BEFORE_THAT = pattern(  # told by its tense, or counted
    r"{edge}(?:avait |avaient |etait |etaient |aura |auront |sera |seront |{nth})"
)
_SAID_REACH = 30  # characters of " savoir dans la soirée de " between a verb and its date
_SAID = pattern(r" (?:savoir )?{definite}?")
_TIMES = pattern(r" {word}{0,4}?(?:{number}|{some}|\d+ |nombreuses )(?:autres )?(?:fois|reprises)\b")
_UNTIL = pattern(r"\bjusqu'(?:{to}|en ){definite}?$")
_DAY_PARTS = 2  # hyphens of an ISO day
_WENT_ON = re.compile(r"(?:ait|aient)$")
_VERB_REACH = 60
_HOURS = 24
_SINCE_THEN = pattern(r"(?:{edge}{since}|\bjusqu'(?:{to}|en )){definite}?$")
_LONGEST = 30  # days that a visit may take
_ENDED_REACH = 60
_AGO_REACH = 44
_SPAN_AFTER = pattern(r"{edge}([\w-]+) ([\w-]+) (?:apres|depuis) {det}{word}?$")
_REACH = 150  # characters between what is put off and the word that says so
_PASSIVE = pattern(r"(?:(?:(?! dont |, {which})[^;:.])*[ ,])?(?:{has}|{is}){word}{0,3}$")
_ACTIVE = pattern(r" (?:{of}[^,;:.]{1,30} )?{word}{0,3}$")
_ACTIVE_REACH = 40
_TO = pattern(r",? (?:jusqu'|{also}|finalement )?(?:{at}|{for}){the}?(?:{det}?{word}{1,2}, )?{word}?$")
_TO_REACH = 34


def ended(
    sentence: Sentence, hit: Hit[Entry], last: int, date: DateMention | None
) -> tuple[DateMention | None, bool]:
    """The date on which a visit is said to end: "s'est achevée mercredi", "a conclu jeudi une visite"."""
    cues = sentence.source.cues("circumstances", hit.start - _ENDED_REACH, last + _ENDED_REACH, "ends")
    for cue in cues:
        low, high = (cue.end, hit.start) if cue.end <= hit.start else (last, cue.start)
        if not sentence.start <= cue.start < sentence.end or re.search(r"[;:.]", sentence.folded(low, high)):
            continue
        of = sentence.folded(cue.start, cue.end).endswith((" de", " du", " d'"))
        if of and any(0 <= d.span.start - cue.end <= 1 for d in sentence.dates):
            continue  # "à la fin d'août"
        if cue.start >= last:
            if sentence.has_finite_verb(last, cue.start):
                continue
            date = next((d for d in sentence.dates if 0 <= d.span.start - cue.end <= 24), None)
        return date, True
    return date, False


def lasting(sentence: Sentence, offset: int) -> int:
    """Days that a visit takes: "une visite officielle de trois jours", "un séjour de 48 heures"."""
    found = _LASTING.match(sentence.source.folded, offset, sentence.end)
    if found is None:
        return 0
    number = int(found.group(1)) if found.group(1).isdigit() else parse_words(found.group(1))
    if number is None:
        return 0
    days = -(-number // _HOURS) if found.group(2) == "heures" else number
    return days if days <= _LONGEST else 0


def ago(sentence: Sentence, hit: Hit[Entry]) -> Period | None:
    """When a visit took place that the text looks back on: "deux ans après la visite d'A à Riga"."""
    found = _SPAN_AFTER.search(sentence.folded(max(sentence.start, hit.start - _AGO_REACH), hit.start))
    unit = date_words().spans.get(found.group(2), "") if found else ""
    if found is None or not unit:
        return None
    number = int(found.group(1)) if found.group(1).isdigit() else parse_words(found.group(1))
    if number is None:
        return None
    published = sentence.source.analysed.document.published
    return shifted(unit if unit != "week" else "month", -number if unit != "week" else 0, published=published)


def is_begun(sentence: Sentence, date: DateMention) -> bool:
    """Whether a visit has lasted since a day: "est à Riga depuis lundi"."""
    before = sentence.folded(date.span.start - 10, date.span.start)
    return date.period.start.count("-") == 2 and before.endswith(("depuis ", "depuis le "))


def is_since(sentence: Sentence, date: DateMention) -> bool:
    """Whether a date only bounds a time: "ne se sont pas vus depuis 2022"."""
    return _SINCE_THEN.search(sentence.folded(date.span.start - 12, date.span.start)) is not None


def is_of_saying(sentence: Sentence, date: DateMention) -> bool:
    """Whether a date right behind a verb of saying tells when that was said: "a annoncé mardi"."""
    low = max(sentence.start, date.span.start - _SAID_REACH)
    cues = sentence.source.cues
    done = [  # "a poursuivi mardi sa visite", "a conclu jeudi une tournée"
        *cues("circumstances", low, date.span.start, "ends"),
        *cues("linking_verbs", low, date.span.start, "holding"),
    ]
    said = cues("speech", low, date.span.start, "says", "voices", "stresses", "judges")
    return any(
        _SAID.fullmatch(sentence.folded(cue.end, date.span.start))
        and not any(other.start < cue.end <= other.end for other in done)
        for cue in said
    )


def is_repeated(sentence: Sentence, offset: int) -> bool:
    """Whether what ends at an offset was done several times: "se sont rencontrés plus de quinze fois"."""
    return _TIMES.match(sentence.source.folded, offset, sentence.end) is not None


def until_when(sentence: Sentence, hit: Hit[Entry]) -> DateMention | None:
    """The last day of a visit under way: "est à Riga jusqu'à samedi"; in the clause of its word."""
    low, high = sentence.clause_start(hit.start), sentence.clause_end(hit.end)
    for date in sentence.dates:
        is_day = low <= date.span.start < high and date.period.start.count("-") == _DAY_PARTS
        if is_day and _UNTIL.search(sentence.folded(date.span.start - 12, date.span.start)):
            return date
    return None


def main_date(sentence: Sentence, hit: Hit[Entry]) -> tuple[str, ...]:
    """The day of the main clause, for a relative one in the imperfect: "a dit lundi A, qui recevait B"."""
    low = sentence.clause_start(hit.start)
    if low == sentence.start or not _WENT_ON.search(sentence.folded(hit.start, hit.end)):
        return ()
    dates = [d for d in sentence.dates if d.span.end <= low and not is_since(sentence, d)]
    return (dates[-1].period.start,) if dates and dates[-1].period.start else ()


def today(sentence: Sentence) -> tuple[str, ...]:
    """The day of publication, of which a speaker speaks; () where only its month is known."""
    published = sentence.source.analysed.document.published
    return (published,) if published.count("-") == 2 else ()


def is_news(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether words tell what the text reports, not what was before: no date, no pluperfect, no "dernier"."""
    if sentence.dates or hit.payload.get("status") not in {"", Status.ACTUAL.value}:
        return False
    if sentence.source.cues("circumstances", sentence.start, sentence.end, "before"):
        return False
    if hit.payload["form"] in VISIT_NOUNS and sentence.folded(hit.start, hit.end).endswith("tes"):
        return False  # "les visites" are several, of whatever time
    low = max(sentence.clause_start(hit.start), hit.start - _VERB_REACH)
    return not _BEFORE_THAT.search(sentence.folded(low, hit.end))


def put_off(sentence: Sentence, draft: Draft, start: int, end: int) -> Iterator[Draft]:
    """A reading as it stands; if it is put off, denied for its old date, and planned for the new one.

    Args:
        start, end: the words that tell it, with those that complete them.
    """
    cue = _cue(sentence, start, end)
    if cue is None:
        yield draft
        return
    new = _new_date(sentence, cue[1])
    limit = sentence.clause_end(end) if cue[0] < start else cue[0]  # "a reporté sa visite, prévue en mai"
    told = [d for d in sentence.dates if start < d.span.start < limit and not is_of_saying(sentence, d)]
    old = [d for d in told if d.period.start and d is not new]
    first = old[-1] if old else None
    yield replace(draft.having(**span_of(first)), status=Status.DENIED, is_news=False)
    if new is not None:
        floor = (first.period.start if first else "") or sentence.source.analysed.document.published
        begun = _after(new.period.start, floor)
        last = (_after(new.period.end, floor),) if new.period.end else ()
        later = draft.having(start=(begun,), end=last)
        yield replace(later, status=Status.PLANNED, end=new.span.end, apart=draft.anaphoric, is_news=False)


def _after(day: str, floor: str) -> str:
    """A day told without year, which the past tense of "a été reportée" placed a year too early."""
    return day if day >= floor[: len(day)] else f"{int(day[:4]) + 1:04}{day[4:]}"


def _cue(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The word that puts off what stands between two offsets: behind it as its verb, or before its object."""
    limit = min(sentence.end, end + _REACH)
    for cue in sentence.source.cues("circumstances", end, limit, "put_off"):
        if _PASSIVE.fullmatch(sentence.source.folded, end, cue.start):
            return cue.start, cue.end
    for cue in sentence.source.cues(
        "circumstances", max(sentence.start, start - _ACTIVE_REACH), start, "put_off"
    ):
        if _ACTIVE.fullmatch(sentence.source.folded, cue.end, start):
            return cue.start, cue.end if cue.end > end else end
    return None


def _new_date(sentence: Sentence, offset: int) -> DateMention | None:
    """The date to which something is put off: "reportée | au 12 avril"."""
    for date in sentence.dates:
        if date.period.start and 0 < date.span.start - offset < _TO_REACH:
            return date if _TO.fullmatch(sentence.folded(offset, date.span.start)) else None
    return None
