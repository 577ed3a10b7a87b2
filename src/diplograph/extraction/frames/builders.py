"""Who builds, funds or takes part in a project."""

from __future__ import annotations

import re

from diplograph.extraction.discourse import Item
from diplograph.extraction.frames.parties import (
    BUILDERS,
    as_principals,
    chained,
    governor,
    keys_of,
    same_country,
    whole_subject,
)
from diplograph.extraction.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import ACTORS, EntityType

_STARTERS = BUILDERS | {EntityType.PERSON}
_BESIDE = re.compile(r" ?(?:de |du |des |d')?(?:[\w-]+ ){0,3}")
_OWN = re.compile(r"(?:^|[\s(])(?:son|sa|leur) (?:[\w-]+ )?$")
_REACH = 80
_PARTNER_REACH = 60
_APPOSED = 3  # characters of ", " between works and the participle that tells whose they are


def builders(sentence: Sentence, start: int, end: int, started: Hit[Entry] | None) -> tuple[str, ...]:
    """By an adjective, an agent, the subject and "avec", the two sides of an agreement, or the owner."""
    found: list[Item] = []
    adjectives = [
        i for i in sentence.items if i.kind == "adjective" and start <= i.start < end and i.is_plural
    ]
    if adjectives:
        return keys_of(adjectives)
    clause = sentence.clause_end(end)
    firms = sentence.after(end, kinds=BUILDERS, until=min(clause, end + _REACH))
    agent = next((i for i in firms if governor(sentence, i) == "par"), None)
    if agent is not None and _is_agent(sentence, end, agent.start):
        found += chained(sentence, agent, firms)
    elif started is not None:
        found += _starters(sentence, started, start)
    elif _OWN.search(sentence.folded(start - 20, start)):  # "Voltalia … son futur complexe"
        found += [i for i in whole_subject(sentence, start, kinds=BUILDERS) if i.end < start]
    found += _partners(sentence, start, min(clause, end + _PARTNER_REACH), end, started, found)
    if not found and "«" not in sentence.source.text[start:end]:
        owners = [i for i in sentence.genitive(end, kinds=ACTORS) if i.type is EntityType.COMPANY]
        inside = [
            i
            for i in sentence.items
            if start < i.start < end and i.kind == "name" and i.type is EntityType.COMPANY
        ]
        found = owners or inside or _apposed(sentence, start, end)
    keys = tuple(dict.fromkeys(k for i in found for k in same_country(sentence, i)))
    return tuple(k for k in as_principals(sentence, keys) if not k.startswith("person/"))


def _apposed(sentence: Sentence, start: int, end: int) -> list[Item]:
    """The company that a name's last noun describes: "l'usine de l'équipementier français, Faurecia"."""
    heads = sentence.source.words("heads", start, end)
    if not any(h.payload["type"] == EntityType.COMPANY.value for h in heads):
        return []
    next_ = sentence.after(end, kinds=frozenset({EntityType.COMPANY}), until=end + 4)[:1]
    return [i for i in next_ if sentence.folded(end, i.start) in {", ", " "}]


def _starters(sentence: Sentence, started: Hit[Entry], start: int) -> list[Item]:
    """The subject of the verb that begins the works, else the two sides of an agreement on them."""
    subject = whole_subject(sentence, started.start, kinds=_STARTERS)
    token = sentence.source.token_starting(started.start)
    noun = token is not None and token.pos_ == "NOUN" and started.payload["form"] == ""
    found = [
        i
        for i in subject
        if i.start < start
        and (i.kind in {"plural", "pronoun"} or not governor(sentence, i))
        and sentence.folded(i.start - 1, i.start) != "("
        and not (
            noun and i.is_plural and i.kind in {"plural", "pronoun"}
        )  # "les parties ont évoqué la construction de …"
    ]
    if found:
        return found
    for item in sentence.before(started.start, kinds=BUILDERS):
        if sentence.preposition(item) == "entre":
            return [i for i in sentence.group(item) if item.start <= i.start < started.start]
    return []


def _partners(
    sentence: Sentence, start: int, until: int, end: int, started: Hit[Entry] | None, found: list[Item]
) -> list[Item]:
    """With whom: "construira avec B", "a signé avec B un accord pour construire", "aux côtés de B"."""
    near = [i for i in sentence.after(sentence.start, kinds=BUILDERS, until=until) if i not in found]
    low = found[-1].end if found else (started.start if started else start)
    for partner in near:
        with_verb = started is not None and low <= partner.start < start
        if with_verb and started is not None and partner.start < started.start:
            with_verb = (
                partner.type is not EntityType.COUNTRY
            )  # one signs with a government, builds with a firm
        beside = any(
            _BESIDE.fullmatch(sentence.folded(cue.end, partner.start))
            for cue in sentence.source.cues("companions", partner.start - 40, partner.start, "with")
        )
        if (beside or governor(sentence, partner) == "avec") and (with_verb or end <= partner.start):
            return [i for i in chained(sentence, partner, near) if i not in found]
    return []


def _is_agent(sentence: Sentence, end: int, start: int) -> bool:
    """Whether "par" before an offset still belongs to the project: no other verb or noun comes between."""
    verbs = [t for t in sentence.source.tokens(end, start) if t.pos_ == "VERB"]
    passive = len(verbs) < 2 and all("Part" in t.morph.get("VerbForm", []) for t in verbs)
    between = sentence.folded(end, start)
    if verbs and verbs[0].idx - end <= _APPOSED:  # "le complexe de Jubail, exploité conjointement par"
        between = between.removeprefix(",")
    return passive and not re.search(r", (?!par )", between)
