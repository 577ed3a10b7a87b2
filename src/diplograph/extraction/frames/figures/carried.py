"""What a figure takes from the sentences before it: trade that goes on, works, a topic."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.frames.figures.changes import THEY
from diplograph.extraction.frames.figures.drafts import is_goal
from diplograph.extraction.frames.figures.gauge import Gauge, is_money, measures
from diplograph.extraction.frames.figures.shares import MEASURED, TOPICS
from diplograph.extraction.mentions import Mention
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.language.patterns import pattern
from diplograph.model import Value

_GAP = 2  # characters between a sentence on trade and one that goes on with it
_SAME_MATTER = 600  # characters after which a goal is not of the trade told before
_IT = pattern(r"(?:{he}|{latter})")
_SOON = 240  # characters from a figure to a sentence that goes on with it
_HEADING = 160  # characters of a line that is a heading: what follows is about what it names
_SOURCE = pattern(r" {det}?")
_SOURCE_LEAD = 24  # characters of "d'après l'agence " before who says a thing
_FARTHEST = 2400  # characters back to what a paragraph may be about


def trade_goes_on(sentence: Sentence, mention: AmountMention, works: Works) -> Gauge | None:
    """A sum right after one of trade is trade too: "… 12 milliards. L'objectif est de 15 milliards"."""
    gap = sentence.source.text[works.traded : sentence.start]
    if not is_money(mention) or not works.traded or measures(sentence, 0, sentence.end, "price"):
        return None
    asked = sentence.source.text[: works.traded].endswith("?")  # "Que pèsent les échanges ?"
    goes_on = asked or THEY.match(sentence.source.folded, sentence.start, sentence.end)
    near = len(gap.strip()) == 0 if goes_on else len(gap) <= _GAP and "\n" not in gap
    if not near and not (len(gap) < _SAME_MATTER and is_goal(sentence, mention)):
        return None
    return Gauge("Trade", f"units:{mention.amount.unit}", mention.span.start, mention.span.end)


def powered(sentence: Sentence, works: Works) -> str:
    """The works of energy told last, of which a power is told by its unit alone: "126 MW de solaire"."""
    last = works.last
    near = last is not None and 0 <= sentence.start - last.end < _SAME_MATTER
    energy = last is not None and any(str(s).startswith("energy") for s in last.get("sector"))
    return last.name if last is not None and near and energy else ""


def shared(sentence: Sentence, named: Sequence[Draft], works: Works) -> str:
    """The one project that a row of holders shares: this sentence's, else the one told last; "" if none."""
    if len({draft.name for draft in named}) == 1:
        return named[0].name
    last = works.last
    near = last is not None and not named and sentence.start - last.end < _SAME_MATTER
    return last.name if last is not None and near else ""


def goes_on(sentence: Sentence, works: Works) -> bool:
    """Whether a sentence takes up by a pronoun what the last figure is of: "Elle atteindra 5 Mt"."""
    _, end, _, _ = works.measured
    gap = sentence.source.text[end : sentence.start]
    pronoun = _IT.match(sentence.source.folded, sentence.start, sentence.end)
    return 0 < end <= sentence.start and not gap.strip() and "\n" not in gap and pronoun is not None


def told_last(sentence: Sentence, works: Works) -> tuple[Value, ...]:
    """What the sentence before was a measure of, where this one names nobody: "Elle atteindra 5 GW"."""
    about, end, _, _ = works.measured
    gap = sentence.source.text[end : sentence.start]
    named = any(i.type in MEASURED and i.kind == "name" for i in sentence.items)
    return about if about and len(gap) < _SOON and "\n" not in gap and not named else ()


def topic_of(sentence: Sentence, works: Works) -> tuple[Value, ...]:
    """What the paragraph is about so far: the project just told, or the organization most named."""
    text = sentence.source.text
    paragraph = text.rfind("\n", 0, max(0, sentence.start - 1)) + 1
    heading = text.rfind("\n", 0, max(0, paragraph - 2)) + 1
    if paragraph == sentence.start and paragraph - heading < _HEADING:
        paragraph = heading
    if works.last is not None and works.last.start >= paragraph:
        return (works.last.name,)
    mentions, low = sentence.discourse.mentions, max(paragraph, sentence.start - _FARTHEST)
    first, last = (bisect_left(mentions, at, key=_start) for at in (low, sentence.start))
    named = [m.key for m in mentions[first:last] if m.type in TOPICS and not _is_said_by(sentence, m)]
    if named:
        return (max(named, key=named.count),)  # of equals the first: the paragraph's subject
    near = works.last is not None and sentence.start - works.last.start < _FARTHEST
    return (works.last.name,) if works.last is not None and near else ()


def _is_said_by(sentence: Sentence, mention: Mention) -> bool:
    """Whether one is named only as the source of what is told: "selon l'agence | X"."""
    cues = sentence.source.cues("speech", mention.start - _SOURCE_LEAD, mention.start, "according")
    return any(_SOURCE.fullmatch(sentence.folded(cue.end, mention.start)) for cue in cues)


def _start(mention: Mention) -> int:
    return mention.start
