"""When a visit or talks took place, how long they lasted, and whether they are what a text reports."""

from __future__ import annotations

import re

from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language import DateMention
from diplograph.language.date_words import date_words
from diplograph.language.numbers import parse_words
from diplograph.language.periods import shifted
from diplograph.model import Period, Status

_NOUNS = frozenset({"noun", "coming", "stage"})
_LASTING = re.compile(
    r"(?: [\w'-]+){0,4}? (?:de|d'une duree de|pour|pendant|durant) ([\w-]+) (jours?|heures)\b"
)
_BEFORE_THAT = re.compile(
    r"\b(?:avait|avaient|etait|etaient|aura|auront|sera|seront|recente?s?|derniere?s?|premiere) "
)
_UNTIL = re.compile(r"\bjusqu'(?:a|au)(?: ce)? $")
_DAY_PARTS = 2  # hyphens of an ISO day
_WENT_ON = re.compile(r"(?:ait|aient)$")
_VERB_REACH = 60
_HOURS = 24
_SINCE_THEN = re.compile(r"\b(?:depuis|avant|apres|jusqu'(?:a|au|en))(?: le| la| ce)? $")
_LONGEST = 30  # days that a visit may take
_ENDED_REACH = 60
_AGO_REACH = 44
_SPAN_AFTER = re.compile(
    r"(?:^|[\s(])([\w-]+) ([\w-]+) (?:apres|depuis) (?:l'|l[ae] |s[ao]n? |leur |cette? |un[e]? )(?:[\w-]+ )?$"
)


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
    if hit.payload["form"] in _NOUNS and sentence.folded(hit.start, hit.end).endswith("tes"):
        return False  # "les visites" are several, of whatever time
    low = max(sentence.clause_start(hit.start), hit.start - _VERB_REACH)
    return not _BEFORE_THAT.search(sentence.folded(low, hit.end))
