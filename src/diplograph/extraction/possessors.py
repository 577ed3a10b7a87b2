"""Whose an office is where a small word says it: "son ministre", "dont le directeur", "leurs PDG"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence

from diplograph.extraction.items import is_coordination, preposition_before
from diplograph.extraction.mentions import Mention
from diplograph.extraction.posts import Office
from diplograph.extraction.source import Source
from diplograph.model import EntityType

_OWN = ("son ", "sa ", "leur ")
_THEIRS = "leurs "
_WHOSE = re.compile(r",? dont (?:le |la |l')?$")
_WHOSE_REACH = 12
_SENTENCE_END = re.compile(r"[.;!?\n]")
_OPENS = re.compile(r"(?:^|[.!?»] |\n)[«\"– -]*$")
_OPENING = 4
_MOST_BACK = 3
_REACH = 200  # characters between two firms and "leurs directeurs"


def possessor(
    source: Source,
    mentions: Sequence[Mention],
    office: Office,
    kinds: Collection[EntityType],
    country_of: Callable[[str], str],
) -> str:
    """The country or organization whose "son ministre" one is; "" when the title has no such word.

    That is what the sentence last names before it; where the title opens its sentence, the subject of the
    sentence before; of "Alta, dont le directeur, X", Alta.
    """

    def owner(mention: Mention) -> str:
        if mention.type is EntityType.PERSON:
            return country_of(mention.key) if EntityType.COUNTRY in kinds else ""
        return mention.key if mention.type in kinds else ""

    last = bisect_left(mentions, office.start, key=lambda m: m.start)
    whose = _WHOSE.search(source.folded, max(0, office.start - _WHOSE_REACH), office.title_start)
    if whose is not None:
        return owner(mentions[last - 1]) if last and mentions[last - 1].end == whose.start() else ""
    if not source.folded.startswith(_OWN, office.start) or office.counterpart:
        return ""
    if _OPENS.search(source.text, max(0, office.start - _OPENING), office.start):
        subject = _last_subject(source, mentions, office.start)
        return owner(subject) if subject is not None else ""
    for mention in reversed(mentions[max(0, last - _MOST_BACK) : last]):
        if _SENTENCE_END.search(source.text, mention.end, office.start):
            return ""
        if mention.type in kinds or mention.type is EntityType.PERSON:
            return owner(mention)
    return ""


def _last_subject(source: Source, mentions: Sequence[Mention], offset: int) -> Mention | None:
    """The first free name of the sentence that ends before an offset, in the same paragraph."""
    sentences = source.analysed.sentences
    at = bisect_right(sentences, offset, key=lambda span: span.start) - 2
    if at < 0 or "\n" in source.text[sentences[at].end - 1 : offset]:
        return None
    first = bisect_left(mentions, sentences[at].start, key=lambda m: m.start)
    last = bisect_left(mentions, sentences[at].end, lo=first, key=lambda m: m.start)
    return next((m for m in mentions[first:last] if not preposition_before(source, m.start)), None)


def possessors(
    source: Source, by_start: dict[int, Mention], start: int, count: int, kinds: Collection[EntityType]
) -> list[str]:
    """The things joined last before "leurs PDG, A et B", so many, in their order; [] when there are not."""
    if not source.folded.endswith(_THEIRS, 0, start):
        return []
    found: list[Mention] = []
    for offset in range(start - 1, max(-1, start - _REACH), -1):
        mention = by_start.get(offset)
        if source.text[offset] in ".!?\n":
            break
        if mention is None or mention.type not in kinds:
            continue
        if found and not is_coordination(source, mention.end, found[0].start):
            break
        found.insert(0, mention)
        if len(found) == count:
            return [m.key for m in found]
    return []
