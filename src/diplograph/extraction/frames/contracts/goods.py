"""What is bought: how many of what, for how much; whether it is things at all and no firm or share."""

from __future__ import annotations

from diplograph.extraction.frames.common.sums import sum_between
from diplograph.extraction.frames.contracts.trade_sides import EQUIPMENT, NUMBER, NUMBERED
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.lists import codes, sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import Amount

TOLD_BEFORE = frozenset(
    {"ordered", "bought", "got"}
)  # what is bought stands before: "douze avions achetés à"
LENDING = frozenset({"lends", "lent"})
MONEY = LENDING | {"borrows"}
# One orders things that can be counted: "du gaz" is trade, not an order.
_COUNTED = pattern(r" (?!(?:du |de la |de l'))(?:\d|{det}|{word})")
_SOME = pattern(rf"(?:^|[ '(])((?={NUMBER})[\w-]+)")
_SUM_BEFORE = 50
_OUTFIT_REACH = 60
_THE = pattern(r"{brackets}? ?{det}{word}?")
_PART = pattern(r" {word}?(?:{det}{number}?$|\d[\d,]* ?%)")
_PART_REACH = 40
_OF = pattern(r" {of}{the}?")
_THAT = pattern(r"{edge}{that}(?!(?:[^,;:.]* )?{that})[^,;:.]{0,60}$")  # "les rames que la régie | a"
_DESCRIBED = pattern(r"{brackets}?,")
_THAT_REACH = 70


def goods_sectors(
    sentence: Sentence, hit: Hit[Entry], until: int, *, start: int | None = None
) -> tuple[str, ...]:
    """What is bought: told behind the verb, or before it, where it is the subject or "en" takes it up."""
    if hit.payload["form"] in TOLD_BEFORE:
        return _sectors_before(sentence, sentence.clause_start(hit.start), hit.start)
    begin = hit.end if start is None else start
    return codes(sectors_after(sentence, begin, stops=[until])) or _told_before(sentence, hit)


def _sectors_before(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    return codes([h for h in sentence.sectors if start <= h.start and h.end <= end][-1:])


def _told_before(sentence: Sentence, hit: Hit[Entry]) -> tuple[str, ...]:
    """What is bought where "en" or "que" takes it up: "privée de ces avions, A en commandera douze"."""
    that = taken_up(sentence, hit)
    if that >= 0:
        return _sectors_before(sentence, sentence.start, that)
    if sentence.folded(hit.start - 3, hit.start) != "en ":
        return ()
    return _sectors_before(sentence, sentence.start, hit.start)


def taken_up(sentence: Sentence, hit: Hit[Entry]) -> int:
    """Where "que" takes up what is bought: "les douze rames | que la régie a commandées"; -1 if nowhere."""
    low = max(sentence.start, hit.start - _THAT_REACH)
    that = _THAT.search(sentence.folded(low, hit.start))
    if that is None:
        return -1
    noun = sentence.source.tokens(sentence.start, low + that.start())[-1:]
    return low + that.start() if noun and noun[0].pos_ in {"NOUN", "PROPN", "ADJ"} else -1


def is_equipment(sentence: Sentence, hit: Hit[Entry], sectors: tuple[str, ...], until: int) -> bool:
    """Whether things are bought that nobody buys off a shelf: "la commande de 80 Rafale par A"."""
    if not sectors or not sectors[0].startswith(EQUIPMENT) or hit.payload["form"] in MONEY:
        return False
    that = taken_up(sentence, hit)
    if hit.payload["form"] in TOLD_BEFORE or that >= 0:
        low = sentence.start if that >= 0 else sentence.clause_start(hit.start)
        return _SOME.search(sentence.folded(low, that if that >= 0 else hit.start)) is not None
    if hit.payload["form"] in {"takes", "order"}:  # whom from stands first, or an aside
        return _SOME.search(sentence.folded(hit.end, until)) is not None
    after = _past_date(sentence, hit.end)
    return NUMBERED.match(sentence.source.folded, after) is not None


def is_outfit(sentence: Sentence, start: int, until: int) -> bool:
    """Whether what follows at once is a part of works, to be supplied: "(fournira) les turbines"."""
    for cue in sentence.source.cues("undertakings", start, min(until, start + _OUTFIT_REACH), "part"):
        return _THE.fullmatch(sentence.folded(start, cue.start).lstrip(") ")) is not None
    return False


def is_sum_lent(sentence: Sentence, hit: Hit[Entry], until: int) -> bool:
    """Whether money is lent: a sum, told before in "60 millions prêtés par A", or a part of one."""
    if hit.payload["form"] == "lent":
        return bool(price(sentence, hit, hit.start))
    return bool(sum_between(sentence, hit.end, until)) or _is_part(sentence, hit.end, until)


def _is_part(sentence: Sentence, start: int, until: int) -> bool:
    """Whether what follows is a part of a sum told before: "a prêté | les deux tiers", "| 40 %"."""
    parts = sentence.source.cues("word_classes", start, min(until, start + _PART_REACH), "fraction")
    end = parts[0].start if parts else until
    return _PART.match(sentence.source.folded, start, end) is not None


def count_of(sentence: Sentence, hit: Hit[Entry], *, reach: int = 60) -> str:
    """How many things are bought: the first number behind the verb, before it where they are its subject."""
    if hit.payload["form"] in TOLD_BEFORE:
        found = _SOME.search(sentence.folded(sentence.clause_start(hit.start), hit.start))
        return found.group(1) if found else ""
    found = _SOME.search(sentence.folded(hit.end, min(sentence.end, hit.end + reach)))
    return found.group(1) if found else ""


def price(sentence: Sentence, hit: Hit[Entry], until: int) -> tuple[Amount, ...]:
    """What is paid: told behind, or before in "2 milliards de missiles commandés à"."""
    if hit.payload["form"] in TOLD_BEFORE | {"lent"}:
        before = sum_between(
            sentence, max(sentence.clause_start(hit.start), hit.start - _SUM_BEFORE), hit.start
        )
        if before:
            return before
    return sum_between(sentence, hit.end, until)


def is_counted(sentence: Sentence, offset: int) -> bool:
    """Whether single things follow a verb, not a stuff: "douze rames", no "du gaz"."""
    offset = _past_date(sentence, offset)
    return _COUNTED.match(sentence.source.folded, offset) is not None


def _past_date(sentence: Sentence, offset: int) -> int:
    """Where a date ends that follows at once: "a commandé mardi | douze rames"; else the offset itself."""
    return next((d.span.end for d in sentence.dates if 0 <= d.span.start - offset <= 4), offset)


def is_named_thing(sentence: Sentence, offset: int) -> bool:
    """Whether what is bought is a firm or another thing of its own name: "l'acquisition de Alta"."""
    return any(
        i.kind == "name" and i.keys and _OF.fullmatch(sentence.folded(offset, i.start))
        for i in sentence.items
    )


def object_end(sentence: Sentence, hit: Hit[Entry], sides: list[Item], until: int) -> int:
    """Where what changes hands ends: before what only describes the other side, "à B, société de …"."""
    last = max((i.end for i in sides if i.start >= hit.end), default=0)
    return last if last and _DESCRIBED.match(sentence.source.folded, last, until) else until


def is_stake(sentence: Sentence, start: int, end: int, sides: list[Item]) -> bool:
    """Whether shares or a whole firm change hands: then it is ownership, told by the memberships."""
    return any(
        not any(i.start <= cue.start < i.end for i in sides)  # "à la compagnie X": who buys
        for cue in sentence.source.cues("orders", start, end, "no")
    )
