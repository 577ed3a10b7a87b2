"""Whose each of several agreements is: "A et B ont signé chacun un accord", "… respectivement …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.agreements.signatories import led_group, signers
from diplograph.extraction.frames.agreements.titles import counts_before, is_plural
from diplograph.extraction.frames.common.parties import TO, as_principals, keys_of
from diplograph.extraction.frames.common.series import Lead
from diplograph.extraction.frames.common.stated_parties import with_partners
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import ACTORS, ORGANIZATIONS

_REACH = 110
_AUXILIARY = 12  # characters of "ont chacun " before a participle
_PAIR = 2
_DATED = 16  # characters of ", depuis " between a partner and its date
_MANY = 3  # firms that sign "des accords" sign them with others; two may sign them with each other


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
        near = [i for i in sentence.after(after, kinds=ACTORS) if sentence.preposition(i) in TO]
    else:
        near = with_partners(sentence, after, min(sentence.end, after + _REACH))
    partners = [i for i in near if i.keys and set(as_principals(sentence, i.keys)) <= set(parties)]
    keys = as_principals(sentence, keys_of(partners))
    others = tuple(key for key in parties if key not in keys)
    counts = counts_before(sentence, hit)
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
    if verb.payload["form"] == "binds" or _is_together(sentence, verb.start, hit.end + _REACH):
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
    if sentence.source.cues("word_classes", low, high, "each"):
        return keys
    firms = all(i.type in ORGANIZATIONS and i.kind == "name" for i in whole)
    if not firms or not is_plural(sentence, hit):
        return []
    if " entre " in sentence.folded(hit.start, sentence.clause_end(high)):
        return []
    return keys if len(keys) >= _MANY or (hit.payload["class"] == "Contract" and len(keys) > 1) else []


def _is_together(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words between two offsets say that several did a thing with one another."""
    return bool(
        sentence.source.cues("cooperation", start, end, "together")
        or sentence.source.cues("word_classes", start, end, "mutually")
    )


def respectively(sentence: Sentence, told: Sequence[Draft], verb: Hit[Entry] | None) -> list[Draft]:
    """Agreements of one row given to their own: "A et B ont signé respectivement un accord et un contrat"."""
    if verb is None or len(told) < 2:
        return list(told)
    if not sentence.source.cues("word_classes", sentence.start, sentence.end, "respectively"):
        return list(told)
    keys = as_principals(sentence, keys_of([i for i in signers(sentence, verb) if i.keys]))
    if len(keys) != len(told):
        return list(told)
    return [
        replace(draft.having(party=(key, *(k for k in draft.get("party") if k not in keys))), apart=True)
        for key, draft in zip(keys, told, strict=True)
    ]
