"""Lists of sectors after a noun: "dans les domaines de l'énergie, du nucléaire, ainsi que de l'eau"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Hit, SectorTerm
from diplograph.language.patterns import pattern

# Between the noun and its first sector, or between two sectors: nothing but what builds a list.
_STEP = 60
_LONG_STEP = 150
_PARTICIPLE = pattern(r", {clitic}?\w+ant (?!sur )")
_WORKS, _ECONOMY = "construction", "economy"
_OF_FIELD = pattern(r" {of}{the}?")
_RESUMED = pattern(r",| (?:dans |sur |{for}|en matiere )")  # "pendant deux ans | dans l'énergie"
_OF = pattern(r" (?:{and}{word}{1,3})?{of}")
_OTHER_CLAUSE = pattern(r", {but}")
# "dans la santé|, où Alta est présent depuis 1891,| et dans l'eau"
_TOLD_OF_ONE = pattern(r", {word}?{into}?{which}[^,;:.()]{3,90}(?=, {and}(?:{into}|{of}|{to}|en matiere ))")
_TOLD_OF_IT = pattern(r", {word}?{into}?(?!dont |que |qu'){which}")  # "la santé, où | l'eau est rare"
_COLON = pattern(r" ?: ?{word}{0,2}(?:{of}|{the})?$")


def sectors_after(
    sentence: Sentence, start: int, *, stops: Sequence[int], reach: int = 90
) -> list[Hit[SectorTerm]]:
    """Sector words that belong to the noun ending at `start`, in order.

    The list goes on while members follow each other; a new noun of the same sort (`stops`) or a finite verb
    ends it; "ainsi que dans le domaine de" resumes it.
    """
    cut = min((stop for stop in stops if stop > start), default=sentence.end)
    lists = [
        h
        for h in sentence.words("cooperation_lists")
        if start <= h.start < cut and h.payload["form"] == "resume"
    ]
    found: list[Hit[SectorTerm]] = []
    position, allowance = start, reach
    for hit in sentence.sectors:
        aside = _aside_end(sentence, position, cut) if found and hit.start >= position else 0
        if hit.start < aside:
            continue
        position = max(position, aside)
        if hit.end <= start or (hit.start < start and _is_noun_itself(sentence, hit.start)):
            continue  # but "accord de [coopération | de défense]" reaches into the list
        if hit.start >= cut:
            break
        gap = sentence.folded(position, hit.start)
        resumed = any(
            position <= cue.start <= hit.start
            and hit.start - cue.end <= _STEP
            and not _OTHER_CLAUSE.search(sentence.folded(position, cue.start))
            for cue in lists
        )
        if not (resumed and len(gap) <= _LONG_STEP) and (
            len(gap) > allowance or _interrupted(sentence, position, hit.start)
        ):
            break
        if _is_circumstance(sentence, position, hit.start):
            break
        found.append(hit)
        position, allowance = hit.end, _STEP
    return without_works(sentence, found)


def _aside_end(sentence: Sentence, start: int, cut: int) -> int:
    """Where a clause ends that is told of one field only, the list going on behind it; 0 if there is none."""
    aside = _TOLD_OF_ONE.match(sentence.source.folded, start, cut)
    # "l'énergie, dont le nucléaire, et …" names a field more
    return aside.end() if aside and sentence.has_finite_verb(start, aside.end()) else 0


def _interrupted(sentence: Sentence, start: int, end: int) -> bool:
    text = sentence.folded(start, end)
    if _TOLD_OF_IT.match(text):
        return True
    told = [m.start() + len(", ") for m in _PARTICIPLE.finditer(text)]
    if any(not sentence.source.begins("word_classes", start + at, "covering") for at in told):
        return True  # ", portant à 25 % la part locale dans la construction"
    opened = _COLON.search(text)
    if opened and re.search(r"[;:.!?]", text[: opened.start()]) is None:
        return sentence.has_finite_verb(start, end)  # "plusieurs domaines : l'énergie …"
    if re.search(r"[;:.!?]", text):
        return True
    return sentence.has_finite_verb(start, end)


def _is_circumstance(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what follows only tells when or before whom: "…, en présence de nombreux journalistes"."""
    cues = sentence.source.cues
    found = [*cues("companions", start, end, "with"), *cues("circumstances", start, end, "during", "around")]
    return any(
        _RESUMED.search(sentence.folded(cue.end, end)) is None
        for cue in found
        if sentence.source.folded[cue.end : cue.end + 1] != "-"  # "un accord d'avant-projet"
    )


def without_works(sentence: Sentence, hits: Sequence[Hit[SectorTerm]]) -> list[Hit[SectorTerm]]:
    """Sector words, each sector once, without those that only say that the next thing gets built."""
    seen: set[str] = set()
    kept = []
    for hit in hits:
        if hit.payload.code not in seen and not _is_of_works(sentence, hit, hits):
            seen.add(hit.payload.code)
            kept.append(hit)
    return kept


def _is_noun_itself(sentence: Sentence, start: int) -> bool:
    """Whether a sector word begins with the noun that the list follows: "partenariat public-privé"."""
    return bool(sentence.source.words("agreements", start, start + 1))


def _is_of_works(sentence: Sentence, hit: Hit[SectorTerm], hits: Sequence[Hit[SectorTerm]]) -> bool:
    """Whether a word only says that the next thing gets built: "la construction d'une centrale solaire"."""
    if hit.payload.code == _ECONOMY:  # "l'économie | de la culture"
        return any(_OF_FIELD.fullmatch(sentence.folded(hit.end, other.start)) for other in hits)
    if hit.payload.code != _WORKS or not _OF.match(sentence.source.folded, hit.end):
        return False
    return any(other.start > hit.end and other.payload.code != _WORKS for other in hits)


def codes(hits: Sequence[Hit[SectorTerm]]) -> tuple[str, ...]:
    """Codes of sector words, in order, each once."""
    return tuple(dict.fromkeys(hit.payload.code for hit in hits))
