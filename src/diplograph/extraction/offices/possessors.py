"""Whose an office is where a small word says it: "son ministre", "dont le directeur", "leurs PDG"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence

from diplograph.extraction.items import is_coordination, preposition_before
from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.posts import Office
from diplograph.extraction.source import Source, is_quoted
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_OWN = pattern(r"{edge}(?:son |sa |leur )$")  # of one officer of a third party
_LINK_REACH = 16  # characters of "demeure encore le "
_ARTICLE = pattern(r" {the}?")
_MOST_BACK = 3  # sentences back to whose a title is
_THEREOF = pattern(r"{edge}en $")  # "en est le directeur"
_THEIRS = "leurs "
_WHOSE = pattern(r",? dont {the}?$")
_OPENS = re.compile(r"(?:^|[.!?»] |\n)[«\"– -]*$")
_OPENING = 4
_MODIFIER_REACH = 24
_OF_BODIES = frozenset({"ExecutiveOfficer", "Chair", "HeadOfState"})
_REACH = 200  # characters between two firms and "leurs directeurs"


def possessor(
    source: Source,
    mentions: Sequence[Mention],
    office: Office,
    kinds: Collection[EntityType],
    country_of: Callable[[str], str],
) -> str:
    """The country or organization whose "son ministre" one is; "" when the title has no such word.

    That is the subject of its clause or what its sentence last names before it; where the title or its
    holder opens the sentence, or only a quotation comes before, the subject of the sentence before; of
    "Alta, dont le directeur, X", Alta.
    """

    def owner(mention: Mention) -> str:
        if mention.type is EntityType.PERSON:
            return country_of(mention.key) if EntityType.COUNTRY in kinds else ""
        return mention.key if mention.type in kinds else ""

    begin = office.start
    last = bisect_left(mentions, begin, key=lambda m: m.start)
    whose = source.before(_WHOSE, office.title_start)
    if whose is not None:
        return owner(mentions[last - 1]) if last and mentions[last - 1].end == whose.start() else ""
    if source.text[begin - 2 : begin] == " (" and last and mentions[last - 1].end == begin - 2:
        return owner(mentions[last - 1])  # "Alta (Luc Petit, directeur général)"
    if not is_possessed(source, office.title_start) or office.counterpart:
        return ""
    of_person = office.post not in _OF_BODIES
    here = list(_told_here(source, mentions, begin))
    if _OPENS.search(source.text, max(0, begin - _OPENING), begin):
        here = []
    fits = [m for m in here if m.type in kinds or (m.type is EntityType.PERSON and of_person)]
    if not fits:  # "« … », dit sa présidente", "Dimanche à Riga, sa ministre, X"
        subject = _last_subject(source, mentions, begin, {*kinds, EntityType.PERSON} if of_person else kinds)
        return owner(subject) if subject is not None else ""
    free = [m for m in fits if not preposition_before(source, m.start)]
    own = free or fits
    return owner(own[-1]) if own else ""


def is_possessed(source: Source, start: int) -> bool:
    """Whether a title has "son" or "leur" before it, or before "ancien": "X, son ancien directeur"."""
    for word in reversed(source.words("office_modifiers", max(0, start - _MODIFIER_REACH), start)):
        if source.folded[word.end : start] == " ":
            start = word.start
    if source.before(_OWN, start):
        return True
    verbs = source.cues("linking_verbs", start - _LINK_REACH, start, "copula", "being", "become")
    return any(
        source.before(_THEREOF, verb.start) and _ARTICLE.fullmatch(source.folded, verb.end, start)
        for verb in verbs
    )


def told_last(source: Source, mentions: Sequence[Mention], begin: int, kinds: Collection[EntityType]) -> str:
    """What of some kinds is under discussion at an offset: the one of its sentence, else of those before."""
    here = [m for m in _told_here(source, mentions, begin) if m.type in kinds]
    if not here:
        subject = _last_subject(source, mentions, begin, kinds)
        return subject.key if subject is not None else ""
    free = [m for m in here if not preposition_before(source, m.start)]
    keys = {m.key for m in free or here}
    return keys.pop() if len(keys) == 1 else ""


def _told_here(source: Source, mentions: Sequence[Mention], begin: int) -> Iterator[Mention]:
    """Names of the sentence before an offset, those in quotation marks that are closed left out."""
    sentences = source.analysed.sentences
    at = max(0, bisect_right(sentences, begin, key=lambda span: span.start) - 1)
    low = max(sentences[at].start if sentences else 0, source.text.rfind("\n", 0, begin) + 1)
    semicolon = source.text.rfind(";", low, begin)
    first = bisect_left(mentions, low, key=lambda m: m.start)
    found = mentions[first : bisect_left(mentions, begin, lo=first, key=lambda m: m.start)]
    quoted = is_quoted(source, begin)
    told = [m for m in found if quoted or not is_quoted(source, m.start)]
    after = [m for m in told if m.start > semicolon]
    yield from (after or told)


def _last_subject(
    source: Source, mentions: Sequence[Mention], offset: int, kinds: Collection[EntityType]
) -> Mention | None:
    """What the sentences before an offset are about, in the same paragraph: the free name of some kinds.

    None where the sentence names several, none of them its subject, or a person of whom the title may be:
    "Alta a signé avec Ana Duval. Son conseiller, X".
    """
    sentences = source.analysed.sentences
    at = bisect_right(sentences, offset, key=lambda span: span.start) - 2
    for sentence in reversed(sentences[max(0, at - _MOST_BACK + 1) : at + 1]):
        if "\n" in source.text[sentence.end - 1 : offset]:
            return None
        first = bisect_left(mentions, sentence.start, key=lambda m: m.start)
        last = bisect_left(mentions, sentence.end, lo=first, key=lambda m: m.start)
        fits = [m for m in mentions[first:last] if m.type in kinds]
        person = next((m for m in fits if m.type is EntityType.PERSON), None)
        if person is not None and EntityType.COUNTRY not in kinds:
            return person
        free = [m for m in fits if not preposition_before(source, m.start) and not _is_object(source, m)]
        joined = len(free) > 1 and is_coordination(source, free[0].end, free[1].start)
        if free and (len({m.key for m in free}) == 1 or (_is_subject(source, free[0]) and not joined)):
            return free[0]
        if fits:
            return fits[0] if len({m.key for m in fits}) == 1 else None
    return None


def _is_subject(source: Source, mention: Mention) -> bool:
    tokens = source.tokens(mention.start, mention.end)
    return any(token.dep_.startswith("nsubj") for token in tokens)


def _is_object(source: Source, mention: Mention) -> bool:
    """Whether a name is what a verb is done to: "l'accord lie | Engie à Vicat"."""
    token = source.token_starting(mention.start)
    if token is None:
        return False
    return token.dep_ == "obj" or (token.i > 0 and token.doc[token.i - 1].pos_ == "VERB")


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
