"""Ministers whom nothing but a counterpart tells: "Luc Ferrand a reçu son homologue togolais, Yao Mensah".

Whose office the text tells nowhere, nor the tables, and who meets the counterpart of another state, is a
minister like that one: presidents and heads of government are told by their titles or known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.posts import Office, minister_entry
from diplograph.extraction.source import Source
from diplograph.model import EntityType

_COUNTRY = "country/"
_BESIDE = frozenset({" et ", " avec "})
_DESCRIBING = frozenset({"NOUN", "ADJ", "DET"})
_BRACKETED = re.compile(r" \(|,? (?:de |du |des |d'|chez )")


def ministers_by_counterpart(
    source: Source, office: Office, offices: Sequence[Office], mentions: Sequence[Mention], begin: int
) -> list[Office]:
    """Both as ministers: whose counterpart one is, and that one; [] where something tells his office.

    Args:
        office: of the counterpart, whose country is told.
        begin: where its sentence begins.
    """
    entry = minister_entry(source)
    first = bisect_left(mentions, begin, key=lambda m: m.start)
    last = bisect_left(mentions, office.title_start, lo=first, key=lambda m: m.start)
    persons = [m for m in mentions[first:last] if m.type is EntityType.PERSON]
    if entry is None or len({m.key for m in persons}) != 1 or not office.of.startswith(_COUNTRY):
        return []
    own = persons[-1]
    titled = any(o.person is not None and o.person.key == own.key for o in offices)
    titled = titled or bool(source.knowledge.posts_of(own.key, source.analysed.document.published))
    if titled or " " not in own.name:
        return []
    name = source.before_civilities(own.start)
    beside = source.folded[own.end : office.start] in _BESIDE
    if office.person is None and not beside:
        return []  # "accueilli par X, il doit voir son homologue grec": not X's
    before = source.token_index(name - 1) if name else 0
    described = name > begin and source.analysed.doc[before].pos_ in _DESCRIBING
    if described or _BRACKETED.match(source.folded, own.end):
        return []  # "le général X", "X (Alta)": no minister
    like = replace(office, post="Minister", entry=entry, counterpart=True, apart=own.key)
    told = Office(
        start=own.start,
        end=own.end,
        title_start=own.start,
        title_end=own.end,
        post="Minister",
        of="",
        person=own,
        entry=entry,
    )
    return [told, like]
