"""Which company a noun of ownership describes: named after it, before it, or by the main clause."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.antecedents import subject_by_noun
from diplograph.extraction.frames.common.parties import governor
from diplograph.extraction.frames.memberships.ventures import (
    FIRMS,
    NAMED_REACH,
    QUALIFIED,
    REACH,
    opens_clause,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

OWNED = FIRMS | {EntityType.INSTITUTION}
_BEHIND_COMMA = re.compile(r"(?: \([^()]{1,40}\)|, [^,]{1,40})?, (?:l'|le |la )?(?:[\w-]+ ){0,3}")
_NEAR = 90
_ALIAS = re.compile(r" ?\([^()]{1,60}\) ?")
_ADVERB = re.compile(r"(?<=^ )(?!qui )[\w'-]+ (?=une? |la |le |l'|sa |son )")
_MAIN = re.compile(r"(?: \([^()]{1,24}\))?[^,;:.]{0,24}, (?:le |la |l'|les )?(?:[\w'-]+ ){0,5}")
_GOVERNING = re.compile(r"(?:\b(?:de|du|des|par|en|entre)|d')$")
_DESCRIBED_FIRST = re.compile(r"\W*(?:le |la |l'|cette |ce )[^,;:.]{3,60}, (?:une |la )?")
_IS = re.compile(r" (?:est|etait|a ete|se)(?: [\w-]+)? (?:une |la )?$")
_IT = re.compile(r"(?: [\w-]+)? (?:une |la )?")


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
    end = owners[-1].end
    for item in sentence.after(end, kinds=OWNED, until=end + REACH)[:1]:
        if _MAIN.fullmatch(sentence.folded(end, item.start)):
            return [item]
    return []


def named_company(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The company that the noun announces: "la coentreprise franco-kazakhe Katco"."""
    near = sentence.after(hit.end, kinds=FIRMS, until=hit.end + NAMED_REACH)[:1]
    if _GOVERNING.search(sentence.folded(hit.start, hit.end)):
        return []  # "propriété de": what follows is the owner
    return [
        i
        for i in near
        if QUALIFIED.fullmatch(_without_adjectives(sentence, hit.end, i.start))
        and not re.search(
            r" (?:de|du|des|d'|a|au|avec|par|entre|en|et|dans|qui) ?", sentence.folded(hit.end, i.start)
        )
    ]


def described_company(sentence: Sentence, hit: Hit[Entry], link: re.Pattern[str]) -> list[Item]:
    """The company that the noun describes: "Katco, une coentreprise", "Katco est détenue"."""
    for item in sentence.before(hit.start, kinds=OWNED):
        if item.kind in {"name", "anaphor"} and hit.start - item.end < 48:
            if sentence.folded(item.end, item.end + 4).lstrip(' »"').startswith(")"):
                continue  # its other name: "Masdar (« Future Energy »), filiale de Mubadala"
            between = sentence.source.besides(
                "linking_verbs", item.end, hit.start, "being", "become", "copula"
            )
            if between != sentence.folded(item.end, hit.start):
                between = _ADVERB.sub("", between)  # "était jusqu'ici la branche de"
            return [item] if link.fullmatch(_ALIAS.sub("", between)) else []
    return []


def _without_adjectives(sentence: Sentence, start: int, end: int) -> str:
    """Folded text between two offsets without adjectives of countries."""
    kept, position = [], start
    for item in sentence.items:
        if item.kind == "adjective" and position <= item.start and item.end <= end:
            kept.append(sentence.folded(position, item.start))
            position = item.end
    return "".join(kept) + sentence.folded(position, end)


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
