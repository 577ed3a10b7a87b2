"""Agreements told one by one after their sum, their noun left out: "Le premier engage A", "un autre"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.agreements.titles import counts_before
from diplograph.extraction.frames.common.parties import as_principals, chained, governor, keys_of
from diplograph.extraction.frames.common.series import is_told_of
from diplograph.extraction.frames.common.stated_parties import with_partners
from diplograph.extraction.frames.common.sums import sum_between
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.sentences.lists import codes, sectors_after, without_works
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import ORGANIZATIONS, EntityType, Value

_FORMS = ("first", "member", "other")
_OPENING = 4  # characters before a word that opens its sentence: a dash, quotation marks
_NAMED_NEXT = re.compile(r", (?:[lL][ea] |[lL]['’])?[A-ZÀ-ÖØ-Þ]")
_JOINED = pattern(r"(?:[,;] ?|{edge}{and})$")
_REACH = 110
_JOINT_REACH = 16  # characters of ", sans oublier " before a member
_NEXT = 12  # characters between the words and their verb
_OWN_REACH = 30
_SIDES = ORGANIZATIONS | {EntityType.COUNTRY}
_HELD = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


def find_members(sentence: Sentence, works: Works) -> Iterator[Draft]:
    """The one of several agreements told in sum before that a sentence begins with."""
    lead = works.summed
    if lead is None or lead.draft.start >= sentence.start:
        return
    cue = next(iter(sentence.source.cues("enumerations", sentence.start, sentence.end, *_FORMS)), None)
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
    if firms and governor(sentence, firms[0]) in members("with"):  # "Le premier, avec A, …"
        sides = (str(key) for key in lead.draft.get("party"))
        parties = tuple(dict.fromkeys([*sides, *parties]))
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
        for c in sentence.source.cues("enumerations", start, end, "first", "member")
        if is_told_of(sentence, c.end) and _JOINED.search(sentence.folded(c.start - _JOINT_REACH, c.start))
    ]


def members_told(sentence: Sentence, hit: Hit[Entry], draft: Draft, stop: int) -> tuple[list[Draft], bool]:
    """Agreements that leave their noun out, and whether they are all that a plural told in sum.

    "un accord sur l'eau, un autre sur la santé" adds one; "deux accords, l'un avec A, l'autre avec B" two.
    """
    starts = set(others_told(sentence, hit.end, stop))
    cues = sentence.source.cues("enumerations", hit.end, sentence.end, *_FORMS)
    told = len(cues) in counts_before(sentence, hit) and all(is_told_of(sentence, c.end) for c in cues)
    if told and cues[0].payload["form"] == "first":
        shares = [_member(sentence, hit, draft, cues, number, sentence.end) for number in range(len(cues))]
        whose = all(share.get("sector") or share.get("party") for share in shares)
        if whose and not sentence.source.cues("agreements", hit.end, cues[-1].start):
            return shares, True
    cues = [c for c in cues if c.start in starts]
    return [_member(sentence, hit, draft, cues, number, stop) for number in range(len(cues))], False


def _member(
    sentence: Sentence, hit: Hit[Entry], draft: Draft, cues: Sequence[Hit[Entry]], number: int, stop: int
) -> Draft:
    """One of several agreements: with whom and on what, by the words between its pronoun and the next."""
    start = cues[number].end
    end = cues[number + 1].start if number + 1 < len(cues) else stop
    partners = with_partners(sentence, start, min(end, start + _REACH))
    near = sentence.after(start, kinds=_SIDES, until=end)
    if near and not partners and near[0].start - start <= _OWN_REACH:
        partners = chained(sentence, near[0], near)
    others = tuple(k for k in draft.get("party") if not _is_told(sentence, k, hit.end))
    own = as_principals(sentence, keys_of(partners))
    sectors = sectors_after(sentence, start, stops=[end])
    told: dict[str, tuple[Value, ...]] = {
        "party": tuple(dict.fromkeys([*others, *own])) if own else draft.get("party"),
        "sector": codes(sectors),
        "amount": sum_between(sentence, start, end),
    }
    last = max([start, *(i.end for i in partners), *(h.end for h in sectors)])
    return replace(draft.having(**told), start=cues[number].start, end=last, name="", apart=True, forms=())


def _is_told(sentence: Sentence, key: object, start: int) -> bool:
    return any(key in item.keys and item.start >= start for item in sentence.items)
