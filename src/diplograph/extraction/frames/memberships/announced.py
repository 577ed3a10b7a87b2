"""Which company a noun of ownership describes: named after it, before it, or by the main clause."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.antecedents import subject_by_noun
from diplograph.extraction.frames.common.appositions import behind_comma
from diplograph.extraction.frames.common.parties import governor
from diplograph.extraction.frames.memberships.ventures import (
    APPOSITION,
    FIRMS,
    NAMED_REACH,
    REACH,
    announces,
    opens_clause,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

OWNED = FIRMS | {EntityType.INSTITUTION}
_BEHIND_COMMA = pattern(r"(?:{brackets}|, [^,]{1,40})?, {det}?{word}{0,3}")
_NEAR = 90
_COORDINATED = pattern(r", {det}?{word}{1,7}et {det}?")  # "Sonatel, leader de son marché et | filiale d'A"
_ALIAS = re.compile(r" ?\([^()]{1,60}\) ?")
_ADVERB = pattern(r"(?<=^ )(?!{which}){word}(?={det})")
_GOVERNING = members("of", "by", "at") | {"entre"}
_GOVERNED = pattern(r" (?:{of}|{to}|{with}|{by}|{at}|{and}|{which}|entre )")
_DESCRIBED_FIRST = pattern(r"\W*{definite}[^,;:.]{3,60}, {det}?")
_IS = pattern(r" (?:{has}?{is}|se ){word}?{det}?$")
_IT = pattern(r" {word}?{det}?")


def of_one_noun(sentence: Sentence, owners: list[Item], *, apposed: bool) -> list[Item]:
    """ "X, filiale d'A, et B …": an apposition ends at the comma, unless "de" goes on."""
    for n in range(1, len(owners)):
        gap = sentence.folded(owners[n - 1].end, owners[n].start)
        if apposed and ", " in gap and not governor(sentence, owners[n]):
            return owners[:n]
    return owners


def fronted_company(sentence: Sentence, hit: Hit[Entry], owners: list[Item]) -> list[Item]:
    """The subject after words that open the sentence: "Filiale de A, le cimentier X …"."""
    if not owners or not opens_clause(sentence, hit.start, words=1):
        return []
    if _DESCRIBED_FIRST.fullmatch(sentence.folded(sentence.start, hit.start)):
        return []  # "L'exploitant européen, | filiale de A, parle avec B"
    return behind_comma(sentence, owners[-1].end, OWNED, reach=REACH, words=5)


def named_company(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The company that the noun announces: "la coentreprise franco-kazakhe Katco"."""
    near = sentence.after(hit.end, kinds=FIRMS, until=hit.end + NAMED_REACH)[:1]
    if sentence.folded(hit.start, hit.end).split()[-1] in _GOVERNING:
        return []  # "propriété de": what follows is the owner
    return [
        i
        for i in near
        if announces(sentence, hit.end, i.start) and not _GOVERNED.search(sentence.folded(hit.end, i.start))
    ]


def described_company(sentence: Sentence, hit: Hit[Entry], link: re.Pattern[str]) -> list[Item]:
    """The company that the noun describes: "Katco, une coentreprise", "Katco est détenue"."""
    for item in sentence.before(hit.start, kinds=OWNED):
        if item.kind in {"name", "anaphor"} and hit.start - item.end < 48:
            end = item.end
            if sentence.folded(end, end + 4).lstrip(' »"').startswith(")"):
                if any(i.end == item.start - 2 and i.type in OWNED for i in sentence.items):
                    continue  # its other name: "Masdar (« Future Energy »), filiale de Mubadala"
                end = (
                    sentence.source.folded.index(")", end) + 1
                )  # of a name not known: "La Société … (SX), filiale"
            between = sentence.source.besides("linking_verbs", end, hit.start, "being", "become", "copula")
            if between == sentence.folded(end, hit.start):
                if sentence.has_finite_verb(end, hit.start):
                    return []  # "A reprend les filiales de B"
            else:
                between = _ADVERB.sub("", between)  # "était jusqu'ici la branche de"
            between = _ALIAS.sub("", between)
            joined = link is APPOSITION and _COORDINATED.fullmatch(between)
            return [item] if joined or link.fullmatch(between) else []
    return []


def passive_subject(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The company of "X est détenue par A"."""
    low = max(sentence.start, hit.start - 30)
    linked = sentence.source.cues("linking_verbs", low, hit.start, "being")
    if not _IS.search(sentence.folded(low, hit.start)) and not any(
        _IT.fullmatch(sentence.folded(verb.end, hit.start)) for verb in linked
    ):
        return []
    named = subject_by_noun(sentence, hit.start, OWNED)
    return (sentence.subject(hit.start, kinds=OWNED) if named is None else named)[:1]


def main_clause_subject(sentence: Sentence, offset: int) -> list[Item]:
    """ "Par sa filiale X, Y a …": the firm that follows the comma behind the opening words."""
    after = sentence.after(offset, kinds=FIRMS, until=min(sentence.end, offset + _NEAR))[:1]
    return [
        i
        for i in after
        if _BEHIND_COMMA.fullmatch(sentence.folded(offset, i.start))
        and not sentence.has_finite_verb(offset, i.start)
    ]


def just_named(sentence: Sentence) -> str:
    """The company that the paragraph is about so far; "" when it names none."""
    paragraph = sentence.source.text.rfind("\n", 0, sentence.start) + 1
    named = [
        m.key
        for m in sentence.discourse.mentions
        if m.type in FIRMS and paragraph <= m.start < sentence.start
    ]
    return max(named, key=named.count, default="")  # of equals the first: the paragraph's subject
