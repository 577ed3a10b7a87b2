"""What a figure takes from the sentences before it: trade that goes on, works told last, a shared project."""

from __future__ import annotations

from collections.abc import Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.frames.figures.changes import THEY
from diplograph.extraction.frames.figures.drafts import is_goal
from diplograph.extraction.frames.figures.gauge import Gauge
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention

_GAP = 2  # characters between a sentence on trade and one that goes on with it
_SAME_MATTER = 600  # characters after which a goal is not of the trade told before


def trade_goes_on(sentence: Sentence, mention: AmountMention, works: Works) -> Gauge | None:
    """A sum right after one of trade is trade too: "… 12 milliards. L'objectif est de 15 milliards"."""
    currency = len(mention.amount.unit) == 3 and mention.amount.unit.isupper()
    gap = sentence.source.text[works.traded : sentence.start]
    priced = any(h.payload["of"] == "price" for h in sentence.words("indicators"))
    if not currency or priced or not works.traded:
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
