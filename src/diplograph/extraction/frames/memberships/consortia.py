"""Firms of a consortium: "X, un consortium conduit par A", "A, associé à B au sein du consortium X"."""

from __future__ import annotations

from diplograph.extraction.frames.common.parties import chained, governor
from diplograph.extraction.frames.memberships.ventures import COMPANIES, FIRMS, REACH, is_cut
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern

_APPOSED = pattern(r"{brackets}?, {det}?$")
_NEAR = 40
_AROUND = 140


def led_consortium(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Rift Highway, un | consortium conduit par Vinci avec Meridiam": each is a member of it."""
    whole = [
        i
        for i in sentence.before(hit.start, kinds=COMPANIES)[:1]
        if i.kind == "name" and _APPOSED.fullmatch(sentence.folded(i.end, hit.start))
    ]
    firms = sentence.after(hit.end, kinds=FIRMS, until=min(sentence.end, hit.end + REACH))
    if not whole or not firms or is_cut(sentence, hit.end, firms[0].start):
        return [], []
    row = chained(sentence, firms[0], firms)
    last = row[-1]
    for item in firms:
        gap = sentence.folded(last.end, item.start)
        beside = item.start > last.end and governor(sentence, item) == "avec" and "," not in gap
        if beside and not sentence.has_finite_verb(last.end, item.start):
            row += chained(sentence, item, firms)
            break
    return [i for i in row if i.keys != whole[0].keys], whole


def within_consortium(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Engie, associé à Posco | au sein du consortium Hyport": whom the words before bring together."""
    for whole in sentence.after(hit.end - 3, kinds=COMPANIES, until=hit.end + _NEAR)[:1]:
        named = sentence.source.cues("word_classes", hit.end - 1, whole.name_start, "consortium")
        low = max(sentence.clause_start(hit.start), hit.start - _AROUND)
        allied = sentence.source.cues("word_classes", low, hit.start, "allied")
        if whole.kind != "name" or not named or is_cut(sentence, hit.end, whole.start) or not allied:
            break
        firms = [i for i in sentence.items if low <= i.start < hit.start and i.type in FIRMS and i.keys]
        firms = [i for i in firms if i.kind in {"name", "anaphor", "pronoun"} and i.keys != whole.keys]
        if firms and not sentence.has_finite_verb(allied[-1].end, hit.start):
            return firms, [whole]
    return [], []
