"""Who holds the other shares: beside a holder, by a verb left out, as the rest."""

from __future__ import annotations

from diplograph.extraction.frames.common.parties import chained, governor, whole_subject
from diplograph.extraction.frames.memberships.ventures import COMPANIES, FIRMS, REACH, is_cut
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

OWNERS = FIRMS | {EntityType.INTERNATIONAL_ORGANIZATION}
HOLDERS = OWNERS | {EntityType.COUNTRY}
PARTNERS_REACH = 32
_BESIDE = 90
_SHARE_NEXT = 6
_GAPPED = pattern(r",? (?:{the}|{at})?")
_IS = pattern(r" (?:{is}|{has}{is})?{word}?")
_REST = pattern(r" {also}?(?:{digits}% )?")


def co_owners(sentence: Sentence, offset: int) -> list[Item]:
    """With whom one holds what: "… que détient A à 80 % | aux côtés du groupe B"."""
    ends = [
        c.end
        for c in sentence.source.cues("companions", offset, min(sentence.end, offset + _BESIDE), "with")[:1]
    ]
    ends += [offset] if sentence.folded(offset - 5, offset) == " avec" else []
    for end in ends[-1:]:
        firms = sentence.after(end, kinds=FIRMS, until=min(sentence.end, end + REACH))
        if firms and not is_cut(sentence, offset, firms[0].start):
            row = chained(sentence, firms[0], firms)
            cut = next(
                (n for n, i in enumerate(row) if n and "," in sentence.folded(row[n - 1].end, i.start)), 0
            )
            return row[:cut] if cut else row  # ", et B a …": another clause
    return []


def gapped_holders(sentence: Sentence, offset: int) -> list[Item]:
    """Who holds the other shares, the verb left out: "… A détient 51 % | et B 49 %", "B les 49 %"."""
    found: list[Item] = []
    shares = [a.span.start for a in sentence.amounts if a.amount.unit == "percent" and a.span.start > offset]
    for item in sentence.after(offset, kinds=HOLDERS):
        rest = sentence.source.cues("stakes", item.end, item.end + 2 * PARTNERS_REACH, "rest")
        near = [n for n in (*shares, *(r.start for r in rest)) if 0 <= n - item.end <= _SHARE_NEXT]
        if not near or not _GAPPED.fullmatch(sentence.folded(item.end, near[0])):
            continue
        if sentence.has_finite_verb(offset, item.end) or ";" in sentence.folded(offset, item.start):
            break
        if not governor(sentence, item):
            found.append(item)
    return found


def remaining(sentence: Sentence, hit: Hit[Entry], last: list[Item]) -> tuple[list[Item], list[Item]]:
    """ "X appartient à 75 % à A ; B détient le solde": the rest of what was told last is B's."""
    rest = sentence.source.cues("stakes", hit.end, hit.end + PARTNERS_REACH, "rest")
    if not last or not rest or not _REST.fullmatch(sentence.folded(hit.end, rest[0].start)):
        return [], []
    if sentence.after(rest[0].end, kinds=COMPANIES, until=rest[0].end + PARTNERS_REACH):
        return [], []  # "… le solde de B"
    owners = [i for i in whole_subject(sentence, hit.start, kinds=HOLDERS) if i.end <= hit.start]
    return last, [i for i in owners if i.keys != last[0].keys]


def rest_held(sentence: Sentence, hit: Hit[Entry], last: list[Item]) -> tuple[list[Item], list[Item]]:
    """ "A détient 51 % de X, le reste étant | détenu par B": the rest of what was told last is B's."""
    rest = sentence.source.cues("stakes", hit.start - PARTNERS_REACH, hit.start, "rest")
    if not last or not rest or not _IS.fullmatch(sentence.folded(rest[-1].end, hit.start)):
        return [], []
    owners = sentence.after(hit.end, kinds=HOLDERS, until=min(sentence.end, hit.end + REACH))
    if not owners or is_cut(sentence, hit.end, owners[0].start):
        return [], []
    return last, [i for i in chained(sentence, owners[0], owners) if i.keys != last[0].keys]
