"""Names and the words right beside them: in apposition, behind opening words, possessed, complete."""

from __future__ import annotations

from collections.abc import Collection

from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_POSSESSED = pattern(r"{edge}{own}{word}{0,2}$")
_POSSESSIVE_REACH = 36
_COMPLETE = r" ?(?:[.,;:!?»)–—]|$)| {also}{0,2}(?:{when}|{and}|{but}|non plus|en \d|mi-|l'an |le \d|\d"
_STANDS_BEFORE = 24  # characters of "ont fini par " or "ancienne "
_DATED = 12  # characters of " au début de " before a date


def apposed_before(
    sentence: Sentence, offset: int, kinds: Collection[EntityType], *, words: int = 4
) -> list[Item]:
    """The item that a comma and a few words part from an offset: "Alta (AL), une | coentreprise"."""
    beside = pattern(rf"{{brackets}}?, {{word}}{{0,{words}}}$")
    near = sentence.before(offset, kinds=kinds)[:1]
    return [i for i in near if beside.fullmatch(sentence.source.folded, i.end, offset)]


def behind_comma(
    sentence: Sentence, offset: int, kinds: Collection[EntityType], *, reach: int = 40, words: int = 3
) -> list[Item]:
    """The subject behind the comma of opening words: "Filiale de Cora | au Togo, le cimentier Bera"."""
    behind = pattern(rf"{{brackets}}?[^,;:.]{{0,24}}, {{det}}?{{word}}{{0,{words}}}")
    near = sentence.after(offset, kinds=kinds, until=min(sentence.end, offset + reach))[:1]
    return [i for i in near if behind.fullmatch(sentence.source.folded, offset, i.start)]


def is_possessed(sentence: Sentence, offset: int) -> bool:
    """Whether a possessive governs the noun at an offset: "sa nouvelle | filiale"."""
    return possessive(sentence, offset) != ""


def possessive(sentence: Sentence, offset: int) -> str:
    """The possessive that governs the noun at an offset, "" when none: "leur | coentreprise"."""
    found = _POSSESSED.search(sentence.folded(offset - _POSSESSIVE_REACH, offset))
    return found.group().split()[0].lstrip("('«\"") if found else ""


def is_complete(sentence: Sentence, offset: int, also: str = "") -> bool:
    """Whether words need nothing of what follows them: a mark, a conjunction or a day does.

    Args:
        also: classes of words that may follow besides: "{with}|{for}".
    """
    if any(0 <= d.span.start - offset <= _DATED for d in sentence.dates):
        return True
    closed = pattern(f"{_COMPLETE}|{also})" if also else f"{_COMPLETE})")
    return closed.match(sentence.source.folded, offset, sentence.end) is not None


def stands_before(sentence: Sentence, hit: Hit[Entry], table: str, form: str) -> bool:
    """Whether a word of a table is next before others: "ancienne | filiale", "vient de | rejoindre"."""
    cues = sentence.source.cues(table, hit.start - _STANDS_BEFORE, hit.start, form)
    return any(sentence.folded(cue.end, hit.start) in {"", " ", "-"} for cue in cues)


def meant(hit: Hit[Entry], key: str, kind: EntityType) -> Item:
    """What words point at without naming it, as an item that stands where they do."""
    return Item(hit.start, hit.end, "anaphor", (key,), kind)
