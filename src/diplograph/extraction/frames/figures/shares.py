"""Whom a share ties to what: "Alta détient 51 % de Bera", "aux côtés de Cora (20 %)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.antecedents import relative_subject, subject_by_noun
from diplograph.extraction.frames.common.parties import governor, keys_of, whole_subject
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Value

_NEXT = 60  # characters between a share and whose it is
MEASURED = frozenset(
    {
        EntityType.COUNTRY,
        EntityType.COMPANY,
        EntityType.REGION,
        EntityType.INTERNATIONAL_ORGANIZATION,
        EntityType.PUBLIC_BODY,
        EntityType.INSTITUTION,
    }
)
TOPICS = frozenset({EntityType.COMPANY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION})
_OF_VENTURE = pattern(r" {of}{0,2}{definite}?")
_BY_SHARE = pattern(r"(?: [\w'&-]+){0,6} (?:{to}|a hauteur {of}){about}?")
_APPOSED = 16  # characters of ", la " or " du groupe " between a firm and what it is
_GERUND = re.compile(r"\W*en (?:\w+ )?\w+ant ")
_OF_IT = pattern(r"{edge}(?:en|y) {word}{1,4}$")
_EACH = re.compile(r"\bchacune?\b")
_NAME = re.compile(r"(?<![\w'])[A-Z][\w&'-]*$")
_STAKE = pattern(r"(?:[\s,]|{of}|{at}|{det})*")


def shares_of(
    sentence: Sentence,
    mention: AmountMention,
    drafts: Sequence[Draft],
    work: str,
    *,
    told: str = "",
    whole: Value = "",
) -> list[tuple[Value, ...]]:
    """Whom a share ties to what: each holding said around it, or the subject's share of a project.

    Args:
        work: project that the share is told beside, "" when none.
        told: project that a row of holders in brackets may share: the sentence's own, or the last before it.
        whole: of what the share right before it is, "" when none.
    """
    start, end = mention.span.start, mention.span.end
    holdings: list[Draft] = sorted(
        (d for d in drafts if d.type == "Membership" and d.rule.startswith("memberships")),
        key=lambda d: d.end,
    )
    within = _in_bracket(sentence, mention)
    if within:
        return [within]
    bracketed = before_bracket(sentence, mention)
    if bracketed:
        wholes = [work] if work else [str(k) for d in holdings[:1] for k in d.get("member")]
        wholes = wholes or ([told] if told and _are_row(sentence) else [])
        return [(*bracketed.keys, wholes[0])] if wholes and wholes[0] not in bracketed.keys else []
    branch = _of_branch(sentence, mention)
    if branch:
        return [branch]
    each = any(_EACH.search(sentence.folded(*at)) for at in ((start - 14, start), (end, end + 10)))
    around = [d for d in holdings if d.start <= start <= d.end]
    if around:
        same = [d for d in around if d.end == around[0].end or each]
        return [(*d.get("member"), *d.get("organization")) for d in same]
    owner = [
        i
        for i in sentence.after(end, kinds=MEASURED, until=end + _NEXT)[:1]
        if governor(sentence, i) == "par"
    ]
    if owner and not sentence.is_broken(end, owner[0].start, marks=",;:("):
        held = subject_by_noun(sentence, start, MEASURED) or sentence.subject(start, kinds=MEASURED)
        held = [i for i in held if i.start < start]
        return [(*owner[0].keys, *keys_of(held[:1]))]
    owners = relative_subject(sentence, start, MEASURED)
    if owners is None:
        owners = whole_subject(sentence, start, kinds=MEASURED)
    keys = keys_of(owners) or _of_fronted(sentence, end)
    of: tuple[Value, ...] = (work,) if work else _held(sentence, end) or _of_which(sentence, start)
    if not of and told and _is_of_venture(sentence, end):
        of = (told,)
    if not of and whole:
        of = (whole,)  # "A détient 51 % de B, | C conservant le reste, 49 %"
    of = of or _taken_up(sentence, start, keys)
    if each:
        return [(key, *of) for key in keys if of]
    return [(*keys, *(w for w in of if w not in keys))] if keys and of else []


def _in_bracket(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """The holder that follows a share in brackets, and whose it is: "Cora (| 51 % Alta, 49 % Bera)"."""
    at = sentence.source.folded.rfind(
        "(", max(sentence.start, mention.span.start - _NEXT), mention.span.start
    )
    if at < 0 or ")" in sentence.folded(at, mention.span.start):
        return ()
    holder = next((i for i in sentence.items if i.start == mention.span.end + 1 and i.kind == "name"), None)
    whole = next((i for i in sentence.items if i.end == at - 1 and i.kind == "name"), None)
    return (*holder.keys, *whole.keys) if holder is not None and whole is not None else ()


def _of_branch(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """A firm that is another's by a share: "Alta, filiale à | 64 % du groupe", "filiale de Bera à 70 %"."""
    start, end = mention.span.start, mention.span.end
    low = max(sentence.start, start - _NEXT)
    cues = [
        h for h in sentence.source.cues("memberships", low, start, "noun", "owned", "under") if h.end <= start
    ]
    if not cues or _BY_SHARE.fullmatch(sentence.folded(cues[-1].end, start)) is None:
        return ()
    kinds = frozenset({EntityType.COMPANY})
    branch = [i for i in sentence.before(cues[-1].start, kinds=kinds) if cues[-1].start - i.end < _APPOSED][
        :1
    ]
    between = sentence.after(cues[-1].end, kinds=kinds, until=start)
    owner = between or sentence.after(end, kinds=kinds, until=end + _APPOSED)[:1]
    keys = keys_of([*branch, *owner[:1]])
    if branch and not owner:
        parent = sentence.discourse.focus.heaviest([], lambda key: key not in keys)
        keys = (*keys, parent) if parent else keys
    return keys if len(set(keys)) > 1 else ()


def _is_of_venture(sentence: Sentence, end: int) -> bool:
    """Whether a share is of a firm made for works: "20 % | de la société de projet"."""
    until = min(sentence.end, end + _NEXT)
    words = [*sentence.source.cues("stakes", end, until, "venture", "head")]
    words += sentence.source.words("projects", end, until)
    gaps = (sentence.source.besides("stakes", end, word.start, "share") for word in words)
    return any(_OF_VENTURE.fullmatch(gap) for gap in gaps)


def _of_fronted(sentence: Sentence, end: int) -> tuple[str, ...]:
    """Who does what a gerund opens a sentence with: "En prenant | 20 % d'Alta, Bera change de camp"."""
    if not _GERUND.match(sentence.source.folded, sentence.start, end):
        return ()
    free = [i for i in sentence.after(end, kinds=TOPICS) if not sentence.preposition(i) and i.kind == "name"]
    return next((i.keys for i in free if sentence.folded(i.start - 2, i.start) == ", "), ())


def _taken_up(sentence: Sentence, start: int, owners: Sequence[str]) -> tuple[str, ...]:
    """The firm that "en" takes up: "Alta en détient | 50 %"."""
    if not _OF_IT.search(sentence.folded(max(sentence.start, start - _NEXT), start)):
        return ()
    for item in sentence.discourse.focus.back([], EntityType.COMPANY):
        if item.start < sentence.start and item.keys[0] not in owners:
            return item.keys
    return ()


def _are_row(sentence: Sentence) -> bool:
    """Whether several holders stand with their shares in brackets: "A (40 %), B (30 %) et C (30 %)"."""
    shares = [a.span.start for a in sentence.amounts if a.amount.unit == "percent"]
    return sum(sentence.folded(start - 1, start) == "(" for start in shares) > 1


def is_of_unknown(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether an amount in brackets is of a name that nothing recognised: "Orvia Um (15 %)"."""
    start = mention.span.start
    if sentence.folded(start - 2, start) != " (" or before_bracket(sentence, mention):
        return False
    name = _NAME.search(sentence.source.text, max(sentence.start, start - _NEXT), start - 2)
    return name is not None and not any(i.start < start - 2 <= i.end for i in sentence.items)


def _of_which(sentence: Sentence, start: int) -> tuple[str, ...]:
    """The company that "dont" takes up: "Alta, dont il détient | 46 %"."""
    at = sentence.source.folded.rfind(" dont ", max(sentence.start, start - _NEXT), start)
    if at < 0 or sentence.is_broken(at, start, marks=";:.("):
        return ()
    comma = sentence.folded(at - 1, at) == ","
    for item in sentence.items:
        if item.type in TOPICS and item.keys and item.end == at - comma and item.kind != "adjective":
            return item.keys
    return ()


def _held(sentence: Sentence, end: int) -> tuple[str, ...]:
    """The company of which shares are told: "25 % des parts de KTZ"."""
    for item in sentence.after(end, kinds=TOPICS, until=end + _NEXT)[:1]:
        if _STAKE.fullmatch(
            sentence.source.besides(
                "stakes", end, item.start, "share", "part", "whole", "about", "head", "firm"
            )
        ):
            return item.keys
    return ()


def before_bracket(sentence: Sentence, mention: AmountMention) -> Item | None:
    """What an amount in brackets is said of: "aux côtés de B (75 %)"."""
    for item in sentence.items:
        if item.keys and item.kind == "name" and sentence.folded(item.end, mention.span.start) == " (":
            return item
    return None
