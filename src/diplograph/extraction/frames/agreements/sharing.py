"""Whose each of several agreements is: "A et B ont signé chacun un accord", "… respectivement …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.agreements.signatories import led_group, signers
from diplograph.extraction.frames.agreements.titles import is_plural
from diplograph.extraction.frames.common.parties import as_principals, chained, keys_of
from diplograph.extraction.frames.common.series import Lead
from diplograph.extraction.frames.common.stated_parties import with_partners
from diplograph.extraction.frames.common.sums import sum_between
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.lists import codes, sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.numbers import parse_words
from diplograph.model import ACTORS, ORGANIZATIONS, EntityType

_EACH = re.compile(r"\bchacune?\b")
_RESPECTIVELY = re.compile(r"\brespectivement\b")
_TOGETHER = re.compile(r"\b(?:entre (?:eux|elles)|ensemble|conjointement|mutuel)")
_REACH = 110
_AUXILIARY = 12  # characters of "ont chacun " before a participle
_OWN_REACH = 30
_TWO = re.compile(r"\bdeux (?:[\w-]+ )?$")
_TELLS = r"(?=(?:par|avec|entre|pour|sur|portant|relati|dans|d'un montant|de \d))"
_ONE = re.compile(rf"\b(?:l'une?|le premier|la premiere) {_TELLS}")
_OTHER = re.compile(rf"\b(?:l'autre|le second|la seconde|le deuxieme) {_TELLS}")
_PAIR = 2
_DATED = 16  # characters of ", depuis " between a partner and its date
_BOUND_TO = frozenset({"a", "au", "aux"})
_COUNT_REACH = 24  # characters of "quatorze nouveaux "
_MANY = 3  # firms that sign "des accords" sign them with others; two may sign them with each other


def two_told(sentence: Sentence, hit: Hit[Entry], draft: Draft) -> list[Draft]:
    """Two agreements told one by one after their plural: "deux contrats, l'un avec A, l'autre avec B"."""
    if not _TWO.search(sentence.folded(hit.start - 16, hit.start)):
        return []
    first = _ONE.search(sentence.source.folded, hit.end, sentence.end)
    second = _OTHER.search(sentence.source.folded, first.end(), sentence.end) if first else None
    if first is None or second is None or sentence.source.cues("agreements", hit.end, second.start()):
        return []
    told = []
    for start, end in ((first.end(), second.start()), (second.end(), sentence.end)):
        party = _own_party(sentence, start, end)
        others = tuple(k for k in draft.get("party") if party and not _is_told(sentence, k, first.start()))
        sectors = codes(sectors_after(sentence, start, stops=[end]))
        if not party and not sectors:
            return []
        parties = tuple(dict.fromkeys([*others, *party])) if party else draft.get("party")
        roles = {"party": parties, "sector": sectors, "amount": sum_between(sentence, start, end)}
        told.append(replace(draft.having(**roles), start=start, end=end, apart=True))
    return told


def _own_party(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """Who has one of two agreements: right after "l'un par", "l'autre avec"."""
    near = sentence.after(
        start, kinds=ORGANIZATIONS | {EntityType.COUNTRY}, until=min(end, start + _OWN_REACH)
    )
    return as_principals(sentence, keys_of(chained(sentence, near[0], near))) if near else ()


def _is_told(sentence: Sentence, key: object, start: int) -> bool:
    return any(key in item.keys and item.start >= start for item in sentence.items)


def of_row(sentence: Sentence, hit: Hit[Entry], lead: Lead | None, stops: Sequence[int]) -> list[Item]:
    """Parties of an agreement that follows another in a row: "… un accord avec A et un contrat avec B".

    Its partner stands with it; the other side is the subject of the verb that the row shares.
    """
    if lead is None or lead.end <= sentence.start:
        return []
    limit = min([*stops, sentence.end, hit.end + _REACH])
    partners = with_partners(sentence, hit.end, limit)
    subject = [i for i in signers(sentence, lead.verb) if i not in partners]
    return [*subject, *partners] if partners and subject else []


def shared_out(sentence: Sentence, hit: Hit[Entry], draft: Draft, verb: Hit[Entry] | None) -> Iterator[Draft]:
    """One agreement for each of those who signed one of their own; the reading itself in all other cases."""
    parties = draft.get("party")
    own = [] if verb is None or draft.name else _each_of(sentence, hit, verb)
    firms = [key for key in own if key in parties]
    if len(firms) < 2:
        yield from _per_partner(sentence, hit, draft, verb)
        return
    others = tuple(key for key in parties if key not in firms)
    for firm in firms:
        yield replace(draft.having(party=(firm, *others)), apart=True)


def _per_partner(sentence: Sentence, hit: Hit[Entry], draft: Draft, verb: Hit[Entry] | None) -> list[Draft]:
    """One with each partner: "A a signé des accords avec B et C", "des accords lient A à B et à C"."""
    parties = draft.get("party")
    if verb is None or draft.name or len(parties) <= _PAIR or not is_plural(sentence, hit):
        return [draft]
    after = max(hit.end, verb.end)
    if verb.payload["form"] == "binds":
        near = [i for i in sentence.after(after, kinds=ACTORS) if sentence.preposition(i) in _BOUND_TO]
    else:
        near = with_partners(sentence, after, min(sentence.end, after + _REACH))
    partners = [i for i in near if i.keys and set(as_principals(sentence, i.keys)) <= set(parties)]
    keys = as_principals(sentence, keys_of(partners))
    others = tuple(key for key in parties if key not in keys)
    before = sentence.folded(hit.start - _COUNT_REACH, hit.start).split()[-2:]
    counts = [number for word in before if (number := parse_words(word))]
    if len(others) != 1 or len(keys) < _PAIR or any(number != len(keys) for number in counts):
        return [draft]
    dated = next((d for d in sentence.dates if partners[0].end <= d.span.start <= partners[-1].start), None)
    told = []
    for item in partners:
        own = dated is None or 0 <= dated.span.start - item.end < _DATED
        start = draft.get("start") if own else ()
        for key in as_principals(sentence, item.keys):
            one = draft.having(party=(*others, key), start=start)
            told.append(replace(one, apart=True, is_news=draft.is_news and own))
    return told


def _each_of(sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry]) -> list[str]:
    """Who signed one each, as keys; [] when the agreement is between them."""
    if verb.payload["form"] == "binds" or _TOGETHER.search(sentence.folded(verb.start, hit.end + _REACH)):
        return []
    if led_group(sentence, sentence.clause_start(verb.start), verb.start):
        return []  # a consortium signs as one
    listed = [i for i in signers(sentence, verb) if i.keys]
    agents = [
        j
        for i in sentence.after(verb.end, kinds=ORGANIZATIONS)[:1]
        if sentence.preposition(i) == "par"
        for j in sentence.group(i)
    ]
    whole = agents or listed
    keys = list(as_principals(sentence, keys_of(whole)))
    low, high = min(hit.start, verb.start) - _AUXILIARY, max(hit.end, verb.end)
    if _EACH.search(sentence.folded(low, high)):
        return keys
    firms = all(i.type in ORGANIZATIONS and i.kind == "name" for i in whole)
    if not firms or not is_plural(sentence, hit):
        return []
    if " entre " in sentence.folded(hit.start, sentence.clause_end(high)):
        return []
    return keys if len(keys) >= _MANY or (hit.payload["class"] == "Contract" and len(keys) > 1) else []


def respectively(sentence: Sentence, told: Sequence[Draft], verb: Hit[Entry] | None) -> list[Draft]:
    """Agreements of one row given to their own: "A et B ont signé respectivement un accord et un contrat"."""
    if (
        verb is None
        or len(told) < 2
        or not _RESPECTIVELY.search(sentence.folded(sentence.start, sentence.end))
    ):
        return list(told)
    keys = as_principals(sentence, keys_of([i for i in signers(sentence, verb) if i.keys]))
    if len(keys) != len(told):
        return list(told)
    return [
        replace(draft.having(party=(key, *(k for k in draft.get("party") if k not in keys))), apart=True)
        for key, draft in zip(keys, told, strict=True)
    ]
