"""Companies by those who found them or pay in their capital: "A a créé une société de droit togolais, X"."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.parties import chained, governor, whole_subject
from diplograph.extraction.frames.common.stated_parties import fronted_partners
from diplograph.extraction.frames.memberships.ventures import COMPANIES, FIRMS, NAMED_REACH
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_OWNERS = FIRMS | {EntityType.COUNTRY, EntityType.INTERNATIONAL_ORGANIZATION}
_REACH = 90
_CALLED = re.compile(r"(?:(?: |, )[\w'’-]+){0,8}?(?:,| ) ?(?:la |le |l')?[«\"]? ?(?:la |le |l')?")
_NO_NAME = re.compile(r" (?:avec|par|et|qui|que|dont|a|au|aux|en) ")
_TO = frozenset({"a", "au", "aux", "dans", "de", "du"})


def founded(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "A a fondé une société de droit togolais, X, …"; "A et B ont créé la société X"."""
    owners = [i for i in whole_subject(sentence, hit.start, kinds=_OWNERS) if i.end <= hit.start]
    for item in sentence.after(hit.end, kinds=COMPANIES, until=hit.end + _REACH)[:1]:
        between = sentence.folded(hit.end, item.start)
        named = item.kind == "name" and _CALLED.fullmatch(between) and not _NO_NAME.search(between)
        if named and not governor(sentence, item):
            firms = sentence.after(item.end, kinds=FIRMS, until=item.end + _REACH)
            partner = next((i for i in firms if governor(sentence, i) == "avec"), None)
            beside = chained(sentence, partner, firms) if partner is not None else []
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
    if agent is not None and sentence.folded(hit.end, agent.start).count(" ") > 4:
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
            if not re.search(r"[,;:.(]", sentence.folded(cue.end, item.start)):
                return [item], [c for c in clubs if c.keys != item.keys]
    return [], []
