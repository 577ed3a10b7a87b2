"""Things counted because they are bought: of the two who made the contract."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.model import Value

_SCOPE = 24  # characters of "portait au total sur " before what is counted
_TOLD = 900  # characters from a contract to a sentence that says what it is for
_UP_TO = re.compile(
    r" ?(?:(?:plus|pres|moins) (?:de |d')|environ |quelque |les |la livraison de |la fourniture de )?"
)


def ordered(
    sentence: Sentence, mention: AmountMention, drafts: Sequence[Draft], works: Works
) -> tuple[Value, ...]:
    """Buyer and seller of the things that an amount counts: "a commandé douze avions à Alta".

    "La commande porte sur | cinquante machines" is of the contract told there, else of the one told last.
    """
    start = mention.span.start
    for draft in drafts:
        bought = draft.type == "Contract" and draft.rule.startswith("orders:")
        if bought and draft.start <= start <= draft.end:
            return draft.get("party")
    cues = sentence.source.words("indicators", max(sentence.start, start - _SCOPE), start)
    scope = [h for h in cues if h.payload["of"] == "scope"]
    if not scope or not _UP_TO.fullmatch(sentence.folded(scope[-1].end, start)):
        return ()
    here = [d for d in drafts if d.type == "Contract" and d.get("party") and d.start < start]
    if here:
        return here[-1].get("party")
    last = works.contract
    return last.get("party") if last is not None and sentence.start - last.end < _TOLD else ()
