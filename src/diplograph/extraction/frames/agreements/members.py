"""Agreements told one by one after their sum, their noun left out: "Le premier engage A", "un autre"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import as_principals, keys_of
from diplograph.extraction.frames.common.stated_parties import with_partners
from diplograph.extraction.frames.common.sums import sum_between
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.sentences.lists import codes, sectors_after, without_works
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import ORGANIZATIONS, EntityType, Value

_OPENING = 4  # characters before a word that opens its sentence: a dash, quotation marks
_MATTER = re.compile(
    r" (?:sur|portant|relati|concernant|touchant|pour|visant|avec|dans|en matiere|qui|consacre"
    r"|prevoyant|d'un montant|de \d)"
)
_NAMED_NEXT = re.compile(r", (?:[lL][ea] |[lL]['’])?[A-ZÀ-ÖØ-Þ]")
_JOINED = re.compile(r"(?:,|;| et|,? puis|,? ainsi qu[e']) ?$")
_REACH = 110
_NEXT = 12  # characters between the words and their verb
_HELD = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


def find_members(sentence: Sentence, works: Works) -> Iterator[Draft]:
    """The one of several agreements told in sum before that a sentence begins with."""
    lead = works.summed
    if lead is None or lead.draft.start >= sentence.start:
        return
    cue = next(iter(sentence.source.cues("enumerations", sentence.start, sentence.end, "member")), None)
    if cue is None or cue.start - sentence.start > _OPENING or not _stands_alone(sentence, cue):
        return
    end = sentence.clause_end(cue.end)
    firms = [
        i
        for i in sentence.after(
            cue.end, kinds=ORGANIZATIONS - {EntityType.INTERNATIONAL_ORGANIZATION}, until=end
        )
        if i.kind in {"name", "anaphor"}
    ]
    parties = as_principals(sentence, keys_of([j for i in firms[:1] for j in sentence.group(i)]))
    sectors = without_works(sentence, [h for h in sentence.sectors if cue.end <= h.start < end])
    speech = sentence.source.words("speech", cue.end, cue.end + _NEXT)
    if not parties and (not sectors or speech):  # "Le premier a déclaré que la santé …"
        return
    roles: dict[str, tuple[Value, ...]] = {
        "party": parties or lead.draft.get("party"),
        "sector": codes(sectors),
        "amount": sum_between(sentence, cue.end, end),
        "start": lead.draft.get("start"),
        "stage": lead.draft.get("stage"),
    }
    yield replace(
        lead.draft,
        roles=roles,
        start=cue.start,
        end=max([cue.end, *(i.end for i in firms[:1]), *(h.end for h in sectors)]),
        rule=cue.payload.rule,
        apart=True,
        part_of=lead.draft.start,
        defaulted=not parties,
    )


def _stands_alone(sentence: Sentence, cue: Hit[Entry]) -> bool:
    """Whether no noun follows that would tell another thing: "le premier ministre", "un autre pays"."""
    if _NAMED_NEXT.match(sentence.source.text, cue.end):
        return False  # "Le premier, TürkmenÄlem, a été mis en orbite": not of the texts
    token = sentence.source.token_starting(cue.end)
    verb = sentence.source.words("orders", cue.end, cue.end + 2)  # "le premier charge A de …"
    if token is None or (token.pos_ in _HELD and not verb):
        return False
    return not any(i.start == cue.start and i.type is EntityType.PERSON for i in sentence.items)


def others_told(sentence: Sentence, start: int, end: int) -> list[int]:
    """Where further agreements begin that leave their noun out: ", un autre sur le tourisme"."""
    return [
        c.start
        for c in sentence.source.cues("enumerations", start, end, "member")
        if _MATTER.match(sentence.source.folded, c.end)
        and _JOINED.search(sentence.folded(c.start - 12, c.start))
    ]


def more_told(sentence: Sentence, hit: Hit[Entry], draft: Draft, stop: int) -> Iterator[Draft]:
    """Further agreements of a row that leave their noun out: "un accord sur l'eau, un autre sur la santé"."""
    starts = set(others_told(sentence, hit.end, stop))
    cues = [c for c in sentence.source.cues("enumerations", hit.end, stop, "member") if c.start in starts]
    for number, cue in enumerate(cues):
        end = cues[number + 1].start if number + 1 < len(cues) else stop
        partners = with_partners(sentence, cue.end, min(end, cue.end + _REACH))
        others = tuple(k for k in draft.get("party") if not _is_told(sentence, k, hit.end))
        parties = tuple(dict.fromkeys([*others, *keys_of(partners)])) if partners else draft.get("party")
        sectors = sectors_after(sentence, cue.end, stops=[end])
        told = {"party": parties, "sector": codes(sectors), "amount": sum_between(sentence, cue.end, end)}
        last = max([cue.end, *(i.end for i in partners), *(h.end for h in sectors)])
        yield replace(draft.having(**told), start=cue.start, end=last, name="", apart=True, forms=())


def _is_told(sentence: Sentence, key: object, start: int) -> bool:
    return any(key in item.keys and item.start >= start for item in sentence.items)
