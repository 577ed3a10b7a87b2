"""Joint ventures and groups: what "la coentreprise" means, what gathers several companies, "X (groupe Y)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from diplograph.extraction.frames.common.appositions import meant
from diplograph.extraction.frames.common.parties import chained, governor, whole_subject
from diplograph.extraction.items import Item
from diplograph.extraction.mentions import Mention
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

COMPANIES = frozenset({EntityType.COMPANY})
FIRMS = frozenset({EntityType.COMPANY, EntityType.PUBLIC_BODY})
REACH = 110
NAMED_REACH = 40  # from "filiale" to the name it announces: "filiale kazakhe Katco"
_NO_JOINT = r"(?!{and}|{with}|{of}|{by}|{to}|{at}|{for})"
APPOSITION = pattern(rf"(?:,? ?\(|,)? ?(?:(?:qui )?{{is}})?{_NO_JOINT}{{det}}?(?:{_NO_JOINT}{{word}}){{0,2}}")
_QUALIFIED = pattern(r"(?: [\w-]+){0,2} ?[«\"]? ?{det}?")
_BEFORE_CALLED = pattern(r"(?: [\w-]+){0,2},? ")
_CALLED = pattern(r" ?[«\"]? ?{det}?")
# What may stand between "détient" or "cède" and the company besides the words of shares and heads.
_OBJECT = r"(?:[\s,«\"]|[\d,.]+ ?%|{of}|{det}|{and}|dans "
_STAKE = pattern(_OBJECT + r"|{to})*")
_SOLD = pattern(_OBJECT + r")*")
_OF = 6  # characters of " de la "
_DATED = 12  # characters between a verb and the date right after it: " en 2007"
_OPENS = pattern(r", | {that}")
_DESCRIBED = pattern(r", {det}?(?:(?!{and}|{which}){word}){1,5}")
_ADVERB = pattern(r" {word}?")
_BREAK = re.compile(r"[;:.]|, ")
_PLACE_NEXT = 8  # characters of " dans l'" before a country
_AROUND = 160  # characters that a name and the words up to its noun take at most


def bracketed(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Keolis (groupe SNCF)": the company before the bracket, and the one within."""
    before = sentence.before(hit.end, kinds=COMPANIES)[:1]
    within = [i for i in sentence.items if i.type in FIRMS and hit.start <= i.start <= hit.end + 1]
    if not before or not within or sentence.folded(within[0].end, within[0].end + 1) not in {")", ","}:
        return [], []
    opening = sentence.folded(before[0].end, hit.end).find("(", 0, len(" ("))
    former = sentence.source.begins("office_modifiers", before[0].end + opening + 1, "past")
    return ([], []) if opening < 0 or former else (before, within[:1])


def gathering(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "La société X, qui regroupe A et B"; "… qui regroupe les quatre entreprises" just named."""
    whole = [
        i for i in sentence.subject(hit.start, kinds=COMPANIES) if i.kind == "name" and i.start < hit.start
    ]
    for item in sentence.before(hit.start, kinds=COMPANIES)[:1]:  # "X, la société de projet formée par A"
        if item.kind == "name" and _DESCRIBED.fullmatch(sentence.folded(item.end, hit.start)):
            whole = [item]
    counted = [a for a in sentence.amounts if hit.end < a.span.start <= hit.end + 5 and a.noun]
    if len(whole) != 1:
        return [], []
    if counted and sentence.source.cues(
        "companions", counted[0].span.start, counted[0].span.end + 1, "firms"
    ):
        before = [
            m.key
            for m in sentence.discourse.mentions
            if m.type is EntityType.COMPANY and m.end <= sentence.start and m.key not in whole[0].keys
        ]
        last = tuple(dict.fromkeys(before[::-1]))[: int(counted[0].amount.value)]
        if len(last) == counted[0].amount.value:
            return whole, [meant(hit, key, EntityType.COMPANY) for key in last[::-1]]
        return [], []
    owners = sentence.after(hit.end, kinds=FIRMS, until=hit.end + REACH)
    if not owners or is_cut(sentence, hit.end, owners[0].start):
        return [], []
    owners = chained(sentence, owners[0], owners)
    return (whole, owners) if len(owners) > 1 else ([], [])


def united(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Réunis au sein de la société de projet X, A et B ont …"; "A et B, associés au sein de X, …"."""
    for whole in sentence.after(hit.end, kinds=COMPANIES, until=hit.end + NAMED_REACH)[:1]:
        if is_cut(sentence, hit.end, whole.start):
            break
        after = sentence.after(whole.end, kinds=FIRMS, until=whole.end + REACH)
        if opens_clause(sentence, hit.start) and after:
            return [whole], chained(sentence, after[0], after)
        before = [i for i in sentence.before(hit.start, kinds=FIRMS)[:1] if hit.start - i.end <= _OF]
        return [whole], [i for i in sentence.group(before[0]) if i.end < hit.start] if before else []
    return [], []


def founders(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "A et B ont créé une coentreprise X"; "A a fondé avec B la coentreprise X"."""
    founding = sentence.source.cues("stakes", hit.start - NAMED_REACH, hit.start + 1, "founding")
    if founding and founding[-1].end >= hit.start - 1 and is_venture(sentence, hit.start):
        return _before_founding(sentence, hit, founding[-1].start)
    cues = sentence.source.cues("stakes", max(sentence.start, hit.start - REACH), hit.start, "founded")
    if not cues or not is_venture(sentence, hit.start) or is_cut(sentence, cues[-1].end, hit.start):
        return []
    found = [i for i in whole_subject(sentence, cues[-1].start, kinds=FIRMS) if i.start < hit.start]
    beside = partners_with(sentence, cues[-1].end, min(sentence.end, hit.end + REACH))
    return [*found, *(i for i in beside if i not in found)] if found else []


def partners_with(sentence: Sentence, start: int, end: int) -> list[Item]:
    """Firms that "avec" introduces between two offsets, as whom one founds a company with."""
    firms = sentence.after(start, kinds=FIRMS, until=end)
    partner = next((i for i in firms if governor(sentence, i) == "avec"), None)
    return chained(sentence, partner, firms) if partner is not None else []


def _before_founding(sentence: Sentence, hit: Hit[Entry], start: int) -> list[Item]:
    """ "Ce partenariat a conduit à la création d'une coentreprise X": of the two firms told right before."""
    here = [i for i in sentence.items if i.type in FIRMS and i.keys and i.end <= start]
    if not here:
        back = sentence.discourse.focus.back([], *FIRMS, within=2)
        here = [i for i in back if i.kind in {"name", "anaphor"}]
    keys = tuple(dict.fromkeys(k for i in here for k in i.keys))
    named = {k for i in sentence.after(hit.end, kinds=FIRMS, until=hit.end + NAMED_REACH) for k in i.keys}
    keys = tuple(k for k in keys if k not in named)
    if len(keys) != 2:
        return []
    return [meant(hit, key, EntityType.COMPANY) for key in keys]


def venture(sentence: Sentence) -> tuple[str, ...]:
    """The joint venture told last, which "la coentreprise" means; () when the text tells none."""
    for hit in reversed(sentence.source.words("memberships", 0, sentence.end)):
        if hit.payload["form"] != "owned" or not is_venture(sentence, hit.start):
            continue
        for mention in _near(sentence, hit):
            after = 0 <= mention.start - hit.end < NAMED_REACH and announces(sentence, hit.end, mention.start)
            before = 0 <= hit.start - mention.end < NAMED_REACH and APPOSITION.fullmatch(
                sentence.folded(mention.end, hit.start)
            )
            if mention.type is EntityType.COMPANY and (after or before):
                return (mention.key,)
    return _through(sentence)


def _near(sentence: Sentence, hit: Hit[Entry]) -> Sequence[Mention]:
    mentions = sentence.discourse.mentions
    first = bisect_left(mentions, hit.start - _AROUND, key=_start)
    return mentions[first : bisect_left(mentions, hit.end + NAMED_REACH, lo=first, key=_start)]


def _start(mention: Mention) -> int:
    return mention.start


def _through(sentence: Sentence) -> tuple[str, ...]:
    """The company through which another was last said to act: "au travers de Katco"."""
    cues = sentence.source.cues("stakes", 0, sentence.start, "through")
    for mention in sentence.discourse.mentions:
        if cues and mention.type is EntityType.COMPANY and 0 <= mention.start - cues[-1].end <= _OF:
            return (mention.key,)
    return ()


def as_venture(sentence: Sentence, item: Item) -> Item:
    """ "La coentreprise" made the joint venture told last."""
    words = sentence.source.words("stakes", item.start, item.end)
    if item.kind != "anaphor" or not any(h.payload["form"] == "venture" for h in words):
        return item
    key = venture(sentence)
    return replace(item, keys=key) if key else item


def subject_venture(sentence: Sentence, offset: int) -> list[Item]:
    """The joint venture that "la coentreprise" right before a verb means."""
    cues = sentence.source.cues("stakes", max(sentence.start, offset - NAMED_REACH), offset, "venture")
    if not cues or not _ADVERB.fullmatch(sentence.folded(cues[-1].end, offset)):
        return []
    key = venture(sentence)
    return [Item(cues[-1].start, cues[-1].end, "anaphor", key, EntityType.COMPANY)] if key else []


def is_venture(sentence: Sentence, start: int) -> bool:
    """Whether the noun at an offset is one for a company of several owners."""
    return any(h.payload["form"] == "venture" for h in sentence.source.words("stakes", start, start + 1))


def is_cut(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause ends between two offsets."""
    return bool(_BREAK.search(sentence.folded(start, end))) or sentence.has_finite_verb(start, end)


def announces(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a noun announces the name that follows it: "coentreprise | locale baptisée | X"."""
    called = sentence.source.cues("stakes", start, end, "named")
    if not called:
        return _QUALIFIED.fullmatch(sentence.folded(start, end)) is not None
    before = _BEFORE_CALLED.fullmatch(sentence.folded(start, called[0].start))
    return bool(before) and _CALLED.fullmatch(sentence.folded(called[0].end, end)) is not None


def is_object(sentence: Sentence, start: int, end: int, *, to: bool = True) -> bool:
    """Whether nothing but words of shares and heads parts a verb from the company it governs.

    Args:
        to: "à" may be among them ("détient à 60 %"); of a sale the buyer follows it.
    """
    gap = stake(sentence, start, end)
    return (_STAKE if to else _SOLD).fullmatch(gap) is not None


def stake(sentence: Sentence, start: int, end: int) -> str:
    """Folded text between two offsets without words of shares, adverbs, days and countries' adjectives."""
    cues = sentence.source.cues
    spans = [
        (h.start, h.end)
        for h in cues("stakes", start, end, "share", "part", "whole", "about", "head", "branch")
    ]
    spans += [(h.start, h.end) for h in cues("insertions", start, end)]
    spans += [(h.start, h.end) for h in cues("memberships", start, end, "possessed")]
    spans += [(i.start, i.end) for i in sentence.items if i.kind == "adjective" and start <= i.start < end]
    spans += [
        (sentence.source.folded.rfind(" en ", start, d.span.start + 1) + 1 or d.span.start, d.span.end)
        for d in sentence.dates
        if start <= d.span.start < end and d.span.start - start < _DATED
    ]
    kept, position = [], start
    for low, high in sorted(spans):
        kept.append(sentence.folded(position, max(position, low)))
        position = max(position, high)
    return "".join(kept) + sentence.folded(position, end)


def is_branch_abroad(sentence: Sentence, item: Item) -> bool:
    """Whether a firm's name stands for its business in another country: "s'empare d'Alta | au Pérou"."""
    known = sentence.source.knowledge.entity(item.keys[0])
    homes = {known.country if known is not None else "", sentence.discourse.nation_of(item.keys[0])} - {""}
    near = [i for i in sentence.places(item.end, item.end + _PLACE_NEXT) if i.type is EntityType.COUNTRY]
    return bool(homes and near) and not homes & set(near[0].keys)


def clause_opening(sentence: Sentence, offset: int) -> int:
    """Where the words begin that open a clause: at the sentence's start, behind "Selon A, |", "dit que |"."""
    found = [m.end() for m in _OPENS.finditer(sentence.source.folded, sentence.start, offset)]
    return found[-1] if found else sentence.start


def opens_clause(sentence: Sentence, offset: int, *, words: int = 0) -> bool:
    """Whether nothing, or so many words at most, stand between an offset and where its clause opens."""
    return len(sentence.folded(clause_opening(sentence, offset), offset).strip(" «\"'-").split()) <= words
