"""Companies by who founds them, pays in their capital or joins in a consortium: "A a créé une société, X"."""

from __future__ import annotations

from diplograph.extraction.frames.common.parties import chained, governor, whole_subject
from diplograph.extraction.frames.common.stated_parties import fronted_partners
from diplograph.extraction.frames.memberships.ventures import (
    COMPANIES,
    FIRMS,
    NAMED_REACH,
    REACH,
    is_cut,
    partners_with,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

_OWNERS = FIRMS | {EntityType.COUNTRY, EntityType.INTERNATIONAL_ORGANIZATION}
_REACH = 90
_CALLED = pattern(r"(?:,? [\w'-]+){0,8}?,? ?{det}?[«\"]? ?{det}?")
_NO_NAME = pattern(r" (?:{with}|{by}|{and}|{which}|{to}|{at})")
_TO = members("to", "of") | {"dans"}
_MOST_BEFORE_AGENT = 4  # words
_APPOSED = pattern(r"{brackets}?, {det}?$")
_CONSORTIUM_REACH = 40
_AROUND = 140


def founded(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "A a fondé une société de droit togolais, X, …"; "A et B ont créé la société X"."""
    owners = [i for i in whole_subject(sentence, hit.start, kinds=_OWNERS) if i.end <= hit.start]
    for item in sentence.after(hit.end, kinds=COMPANIES, until=hit.end + _REACH)[:1]:
        between = sentence.folded(hit.end, item.start)
        named = item.kind == "name" and _CALLED.fullmatch(between) and not _NO_NAME.search(between)
        if named and not governor(sentence, item):
            beside = partners_with(sentence, item.end, item.end + _REACH)
            return [item], [i for i in (*owners, *beside) if i.keys != item.keys]
    return [], []


def created(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Avec B, A a fondé X"; "A et B viennent de créer X"."""
    for item in sentence.after(hit.end, kinds=COMPANIES, until=hit.end + 2)[:1]:
        owners = [i for i in whole_subject(sentence, hit.start, kinds=FIRMS) if i.end <= hit.start]
        beside = fronted_partners(sentence, hit.start) if owners else []
        more = [i for i in beside if i.type in FIRMS and i not in owners]
        return [item], [i for i in (*owners, *more) if i.keys != item.keys]
    return [], []


def capitalised(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "260 M€ seront apportés en capital par A et B à la société X"; "A apporte 10 M€ en capital à X"."""
    firms = sentence.after(hit.end, kinds=_OWNERS, until=min(sentence.end, hit.end + 2 * _REACH))
    agent = next((i for i in firms if governor(sentence, i) == "par"), None)
    if agent is not None and sentence.folded(hit.end, agent.start).count(" ") > _MOST_BEFORE_AGENT:
        agent = None
    owners = chained(sentence, agent, firms) if agent is not None else []
    owners = owners or [i for i in whole_subject(sentence, hit.start, kinds=_OWNERS) if i.end <= hit.start]
    rest = [
        i for i in firms if i not in owners and (not owners or i.start > owners[-1].start or agent is None)
    ]
    for item in rest[:1]:
        if owners and item.type is EntityType.COMPANY and governor(sentence, item) in _TO:
            return [item], [o for o in owners if o.keys != item.keys]
    return [], []


def held_through(sentence: Sentence, hit: Hit[Entry], clubs: list[Item]) -> tuple[list[Item], list[Item]]:
    """ "A et B détiennent chacune 40 % de la centrale, via la société de projet X"."""
    for cue in sentence.source.cues("stakes", hit.end, sentence.end, "through")[:1]:
        if sentence.after(hit.end, kinds=COMPANIES, until=cue.start) or ";" in sentence.folded(
            hit.end, cue.start
        ):
            break
        for item in sentence.after(cue.end, kinds=COMPANIES, until=cue.end + NAMED_REACH)[:1]:
            if not sentence.has_mark(cue.end, item.start, ",;:.("):
                return [item], [c for c in clubs if c.keys != item.keys]
    return [], []


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
    for whole in sentence.after(hit.end - 3, kinds=COMPANIES, until=hit.end + _CONSORTIUM_REACH)[:1]:
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
