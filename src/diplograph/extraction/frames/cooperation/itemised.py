"""Fields of a cooperation told apart from their noun: line by line, as an answer, or as a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import keys_of
from diplograph.extraction.frames.common.stated_parties import stated_parties
from diplograph.extraction.frames.cooperation.drafts import cooperation
from diplograph.extraction.frames.cooperation.fields import fronted_at
from diplograph.extraction.frames.cooperation.standing import status_of_cooperation
from diplograph.extraction.sentences.lists import without_works
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit, SectorTerm
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Status

_BULLET = re.compile(r"(?:^|\n)[ \t]*[-–—•*] ")
_LINE = re.compile(r"[-–—•*] ")
_PART = re.compile(r"; |: (?=[-–—•*] )")
_LONGEST_LEAD = 400  # characters of what announces a list
_ANSWER = pattern(r"{into}{det}?$")
_AT_LEAST = 2
_HEADING = frozenset({"projets"})  # of the weak nouns, what a row of fields may be called
_COMMA = pattern(r", | {and}")
_LONGEST_PART = 48  # characters of "lutte contre les feux de forêt"
_PROMISED = 34  # characters of "les plus prometteurs" after "parmi les secteurs"
_OURS = pattern(r" {own}")


def itemised_fields(sentence: Sentence) -> Iterator[Hit[SectorTerm]]:
    """Fields with which the parts of a list open that a line on cooperation announces.

    "Les principaux chantiers communs : – dans le domaine de l'eau, …" and the lines that follow it.
    """
    text = sentence.source.folded
    starts = [sentence.start] if _LINE.match(text, sentence.start) else []
    opened = (
        bool(starts) or re.search(r": [-–—•*] ", sentence.folded(sentence.start, sentence.end)) is not None
    )
    if not opened or not sentence.sectors or not _is_announced(sentence):
        return
    starts += [m.end() for m in _PART.finditer(text, sentence.start, sentence.end)]
    for number, start in enumerate(starts):
        dash = _LINE.match(text, start)
        begin = dash.end() if dash else start
        until = starts[number + 1] if number + 1 < len(starts) else sentence.end
        comma = sentence.source.folded.find(",", begin, until)
        yield from (field for field in fronted_at(sentence, begin, until) if field.end <= comma)


def answered_fields(sentence: Sentence) -> list[Hit[SectorTerm]]:
    """Fields that are all an answer says: "Où sommes-nous forts ? | Dans l'eau, la santé."."""
    sectors = sentence.sectors
    if not sentence.discourse.speaker or len(sectors) < _AT_LEAST:
        return []
    asked = sentence.source.text[: sentence.start].rstrip().endswith("?")
    if not asked or not _ANSWER.fullmatch(sentence.folded(sentence.start, sectors[0].start)):
        return []
    return [] if sentence.has_finite_verb(sentence.start, sentence.end) else list(sectors)


def enumerated_fields(sentence: Sentence) -> tuple[Hit[Entry] | None, list[Hit[SectorTerm]]]:
    """Fields that a colon parts from what they are: "Les chantiers ne manquent pas : l'eau, la santé".

    Returns:
        the word for what they are ("chantiers") and the fields; (None, []) for any other sentence.
    """
    if len(sentence.sectors) < _AT_LEAST or " : " not in sentence.folded(sentence.start, sentence.end):
        return None, []
    colon = sentence.source.folded.find(" : ", sentence.start, sentence.end)
    for low, high, near, far in (
        (colon + 3, sentence.end, sentence.start, colon),
        (sentence.start, colon, colon + 3, sentence.end),
    ):
        fields = [s for s in sentence.sectors if low <= s.start and s.end <= high]
        cues = [
            cue
            for cue in sentence.source.cues("cooperation", near, far, "headed", "weak")
            if cue.payload["form"] == "headed" or cue.payload.pattern in _HEADING
        ]
        if not cues or len(fields) < _AT_LEAST or sentence.has_finite_verb(low, high):
            continue
        parts = _COMMA.split(sentence.folded(low, high))
        if len(parts) >= _AT_LEAST and max(map(len, parts)) <= _LONGEST_PART:
            return cues[0], without_works(sentence, fields)
    return None, []


def _is_announced(sentence: Sentence) -> bool:
    """Whether the line before the list speaks of cooperation."""
    source, end = sentence.source, sentence.start
    if not _LINE.match(source.folded, sentence.start):
        end = sentence.end
    else:
        while _BULLET.match(source.text, source.text.rfind("\n", 0, end)):
            line = source.text.rfind("\n", 0, end)
            before = source.text[:line].rstrip()
            end = len(before)
            if before.endswith(":"):
                break
            if line <= 0:
                return False
    low = max(source.text.rfind("\n", 0, end - 1) + 1, end - _LONGEST_LEAD)
    told = source.cues("cooperation", low, min(end, low + _LONGEST_LEAD))
    return any(hit.payload["form"] not in {"none", "helps", "help"} for hit in told)


def listed_fields(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "La santé et le tourisme figurent parmi les secteurs les plus prometteurs pour les deux pays"."""
    sectors = [s for s in sentence.sectors if s.end <= hit.start]
    keys = _listed_for(sentence, hit)
    if not sectors or len(keys) < 2 or _interrupts(sentence, sectors[0].start, hit.start):
        return
    promising = sentence.source.cues("outlooks", hit.end, hit.end + _PROMISED, "promising")
    for sector in sectors:
        status = Status.POSSIBLE if promising else status_of_cooperation(sentence, hit)
        yield replace(
            cooperation(hit, keys, sector.payload.code, hit.end, status),
            start=sector.start,
        )


def _listed_for(sentence: Sentence, hit: Hit[Entry]) -> tuple[str, ...]:
    """Whose fields are listed: "pour les deux pays", "dans nos relations", "des relations entre A et B"."""
    named = [i for i in sentence.after(hit.end, kinds=frozenset({EntityType.COUNTRY})) if i.is_plural]
    if named:
        return keys_of(named[:1])
    common = sentence.source.cues("word_classes", hit.start, hit.end, "shared")
    ours = common or _OURS.search(sentence.folded(hit.start, hit.end))
    if not ours and not sentence.discourse.salience.is_clear:
        return keys_of(stated_parties(sentence, hit.start, hit.end))
    return keys_of(stated_parties(sentence, hit.start, hit.end)) or sentence.discourse.implied


def _interrupts(sentence: Sentence, start: int, end: int) -> bool:
    """Whether more than the one verb of "figurent parmi" stands between the list and its noun."""
    verbs = [t for t in sentence.source.tokens(start, end) if "Fin" in t.morph.get("VerbForm", [])]
    return len(verbs) > 2 or "." in sentence.folded(start, end)
