"""Works won, lost, sought or bargained for: contracts told without their noun ("A a remporté la pose …")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import (
    OF,
    as_principals,
    chained,
    governor,
    keys_of,
    whole_subject,
)
from diplograph.extraction.frames.common.series import is_item
from diplograph.extraction.frames.common.sums import sum_between
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.frames.contracts.trade_sides import (
    BUYERS,
    EQUIPMENT,
    SEVERAL,
    deal,
    deal_date,
    deal_status,
    other_side,
    told_deals,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.attachment import day_of
from diplograph.extraction.sentences.lists import codes, sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Status, Value

_FORMS = frozenset({"wins", "bids", "bargains"})
_FIRMS = frozenset({EntityType.COMPANY})
_SIDES = BUYERS | {EntityType.INTERNATIONAL_ORGANIZATION}
_REACH = 90
_OBJECT_REACH = 40
_PARTNER_REACH = 60
_NEAR = 400  # characters within which others are "aussi sur les rangs" for what was told
# The work is the verb's own object: "a obtenu (pour sept ans) la gestion", not "a obtenu le droit de gérer".
_OBJECT = pattern(
    r"(?:,? (?:{at}|{for}|{of}|{with}|le |depuis |aupres |contre |face )[^;:.]{1,60}?,?)?"
    r" ?{some}?{det}{word}?"
)
_COUNTED = pattern(rf" {{definite}}?{SEVERAL}")  # "a enlevé les treize rames"
_SOUGHT = pattern(r"[^,;:.]{0,40}{edge}(?:{for}|{to}|{of}|sur ){det}?{word}?")


def find_tenders(sentence: Sentence, works: Works, told: Sequence[Draft]) -> Iterator[Draft]:
    """Contracts that a sentence tells by who wins, loses or seeks them.

    Args:
        works: what earlier sentences said to be sought.
        told: contracts that this sentence tells otherwise.
    """
    for draft in told:
        if draft.type == "Contract" and draft.status is Status.POSSIBLE:
            works.sought = draft
    winners, works.winners = works.winners, ()
    if winners and is_item(sentence):
        works.winners = winners  # for the next line of the list
        if not told:
            yield from _line(sentence, winners)
            return
    for hit, until in told_deals(sentence, _FORMS):
        bidders = [i for i in whole_subject(sentence, hit.start, kinds=_FIRMS) if i.end <= hit.start]
        if not bidders:
            continue
        if hit.payload["form"] == "bids":
            yield from _bids(sentence, hit, bidders, until, works)
            continue
        if (
            sentence.folded(hit.end, sentence.end).strip() == ":"
        ):  # "le groupe y a remporté :", then the lines
            works.winners = keys_of(bidders)
            continue
        task = _task(sentence, hit, until)
        if task is None:
            if hit.payload["form"] == "wins" and _is_fleet(sentence, hit, until):
                yield _draft(sentence, hit, bidders, (), hit.end, hit.end, until)
            continue
        clients = _clients(sentence, hit, task)
        if hit.payload["form"] == "bargains" and not clients:
            continue
        draft = _draft(sentence, hit, bidders, keys_of(clients), task.start, task.end, until)
        if not any(_is_told(draft, by) for by in told):
            yield draft


def _is_told(draft: Draft, by: Draft) -> bool:
    """Whether its noun tells a contract too: "a obtenu la gestion de l'eau, un contrat de 82 millions"."""
    return (
        by.type == draft.type
        and by.status is draft.status
        and by.rule.startswith("agreements:")
        and set(draft.get("party")) <= set(by.get("party"))
    )


def _is_fleet(sentence: Sentence, hit: Hit[Entry], until: int) -> bool:
    """Whether counted things are a verb's object that only a contract brings: "a enlevé les treize rames"."""
    if sentence.source.cues("agreements", hit.end, min(until, hit.end + _OBJECT_REACH), "noun", "weak"):
        return False  # "a remporté un contrat": told by its noun
    sectors = codes(sectors_after(sentence, hit.end, stops=[until]))
    numbered = _COUNTED.match(sentence.source.folded, hit.end)
    return numbered is not None and bool(sectors) and sectors[0].startswith(EQUIPMENT)


def _line(sentence: Sentence, winners: tuple[str, ...]) -> Iterator[Draft]:
    """A contract that one line of a list tells: "– en mars, auprès de A, la modernisation de la ligne"."""
    words = [w for w in sentence.words("orders") if w.payload["form"] == "task"]
    for word in words[:1]:
        if sentence.has_finite_verb(sentence.start, word.start):
            return
        clients = other_side(sentence, sentence.start, word.start)
        date = sentence.date(sentence.start)
        roles: dict[str, tuple[Value, ...]] = {
            "party": as_principals(sentence, tuple(dict.fromkeys([*winners, *keys_of(clients)]))),
            "sector": codes(sectors_after(sentence, word.start, stops=[])),
            "amount": sum_between(sentence, sentence.start, sentence.end),
            "stage": ("Signed",),
            "start": day_of(date),
        }
        start = min([word.start, *(i.start for i in clients)])
        rule = word.payload.rule
        yield Draft("Contract", roles, start, word.end, rule, confidence=0.7, part_of=sentence.start)


def _task(sentence: Sentence, hit: Hit[Entry], until: int) -> Hit[Entry] | None:
    """The work or the sale that is a verb's object; None where an agreement is, which tells it by itself."""
    for word in sentence.words("orders"):
        if word.payload["form"] not in {"task", "sale", "order"} or not hit.end <= word.start < until:
            continue
        if word.start - hit.end > _REACH or sentence.has_finite_verb(hit.end, word.start):
            return None
        if sentence.source.cues("agreements", hit.end, word.start):
            return None
        gap = sentence.folded(_past_partner(sentence, hit), word.start)
        noun = word.payload["form"] == "task"  # the other two hold their article
        return word if not noun or _OBJECT.fullmatch(gap) else None
    return None


def _past_partner(sentence: Sentence, hit: Hit[Entry]) -> int:
    """Where the one ends with whom one bargains: "négocie avec A | la vente"; else the words' own end."""
    if hit.payload["form"] != "bargains":
        return hit.end
    near = sentence.after(hit.end, kinds=_SIDES, until=hit.end + _PARTNER_REACH)[:1]
    return near[0].end if near else hit.end


def _clients(sentence: Sentence, hit: Hit[Entry], task: Hit[Entry]) -> list[Item]:
    """For whom it is: "a obtenu de A la maintenance", "auprès de A", "négocie avec A"."""
    near = sentence.after(hit.end, kinds=_SIDES, until=task.start)
    for item in near[:1]:
        if governor(sentence, item) in OF or hit.payload["form"] == "bargains":
            return chained(sentence, item, near)
    return []


def _bids(
    sentence: Sentence, hit: Hit[Entry], bidders: list[Item], until: int, works: Works
) -> Iterator[Draft]:
    """A contract that each of several may get: "A et B sont en lice pour la fourniture de rames à C"."""
    clients = keys_of(other_side(sentence, hit.end, until))
    sectors = codes(sectors_after(sentence, hit.end, stops=[until]))
    if not _is_for_works(sentence, hit, until, sectors):
        sought = works.sought
        if sought is None or not -_NEAR < sought.start - hit.start < 0 or sectors:
            return
        types = sentence.discourse.types
        clients = tuple(str(k) for k in sought.get("party") if types.get(str(k)) is not EntityType.COMPANY)
        sectors = tuple(str(s) for s in sought.get("sector"))
    for key in keys_of(bidders):
        draft = _draft(
            sentence, hit, [i for i in bidders if key in i.keys], clients, hit.end, hit.end, until, key=key
        )
        yield draft if draft.get("sector") else draft.having(sector=sectors)


def _is_for_works(sentence: Sentence, hit: Hit[Entry], until: int, sectors: tuple[str, ...]) -> bool:
    """Whether what is sought is a work, a contract or a fleet: not "favori pour le titre"."""
    words = [w for w in sentence.words("orders") if w.payload["form"] in {"task", "sale", "order"}]
    words += [w for w in sentence.words("agreements") if w.payload["class"] == "Contract"]
    if any(
        hit.end <= w.start < until and _SOUGHT.fullmatch(sentence.folded(hit.end, w.start)) for w in words
    ):
        return True
    return bool(sectors) and sectors[0].startswith(EQUIPMENT)


def _draft(
    sentence: Sentence,
    hit: Hit[Entry],
    workers: list[Item],
    clients: tuple[str, ...],
    start: int,
    end: int,
    until: int,
    *,
    key: str = "",
) -> Draft:
    comma = sentence.source.folded.find(",", end, until)  # "la centrale, construite en 1949"
    date = deal_date(sentence, hit, comma if comma > 0 else until)
    status = deal_status(sentence, hit)
    parties = dict.fromkeys([*((key,) if key else keys_of(workers)), *clients])
    return deal(
        hit,
        workers,
        end=end,
        parties=as_principals(sentence, tuple(parties)),
        sectors=codes(sectors_after(sentence, start, stops=[until])),
        amount=sum_between(sentence, end, until) or sum_between(sentence, hit.end, start),
        status=status,
        start=day_of(date) if status in {Status.ACTUAL, Status.DENIED} else (),
    )
