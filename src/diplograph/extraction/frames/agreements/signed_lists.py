"""Lists of signed texts: their headline says what becomes of them, "Entre A et B :" whose one is."""

from __future__ import annotations

import re
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.agreements.titles import begins_sentence
from diplograph.extraction.frames.common.parties import PARTIES
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import pattern
from diplograph.model import Status

_BETWEEN = re.compile(r"(?:[-–—•*] ?|\d{1,2} ?[.)] ?)?entre ")
_WHAT = pattern(r"{edge}ce qui (?:{has}ete |{is})")
_COLON = pattern(r" ?: ?{det}?{word}?$")
_IN_BRACKETS = re.compile(r"\([^()]*$")
_PAIR = 2
_TOLD = frozenset({"Signed", "Ratified"})


def is_list_of_signed(sentence: Sentence) -> bool:
    """Whether the headline says that what the text lists was signed: "Documents signés lors de la visite"."""
    words = sentence.source.heading.words
    texts: list[Hit[Entry]] = list(words.get("agreements", ()))
    verbs: list[Hit[Entry]] = list(words.get("agreement_verbs", ()))
    title = sentence.source.analysed.document.title
    plural = any(title[: hit.end].endswith("s") and hit.payload["form"] != "idiom" for hit in texts)
    made = any(v.payload["stage"] in _TOLD and v.payload["status"] == Status.ACTUAL.value for v in verbs)
    return made and (plural or _WHAT.search(fold(title)) is not None)


def fronted_sides(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whose an agreement is that a line names before its colon: "Entre A et B : convention de …"."""
    opened = _BETWEEN.match(sentence.source.folded, sentence.start, hit.start)
    if opened is None or not _COLON.search(sentence.folded(sentence.start, hit.start)):
        return []
    colon = sentence.source.folded.rfind(":", sentence.start, hit.start)
    if sentence.has_finite_verb(sentence.start, colon):
        return []
    return [
        item
        for item in sentence.after(opened.end(), kinds=PARTIES, until=colon)
        if not _IN_BRACKETS.search(sentence.folded(sentence.start, item.start))
    ]


def is_line_between(sentence: Sentence, hit: Hit[Entry], sides: int) -> bool:
    """Whether a line is a text and whose it is, without a verb: "1. Feuille de route entre A et B : …"."""
    if sides < _PAIR:
        return False
    colon = sentence.source.folded.find(" : ", hit.end, sentence.end)
    until = colon if colon > 0 else sentence.end
    opens = begins_sentence(sentence, hit.start) or bool(fronted_sides(sentence, hit))
    return opens and not sentence.has_finite_verb(sentence.start, until)


def as_signed(sentence: Sentence, draft: Draft) -> Draft:
    """One of a list of signed texts, of the month in which the list was published if nothing dates it."""
    if draft.status is not Status.ACTUAL or draft.retold:
        return draft
    month = sentence.source.analysed.document.published[:7]
    start = draft.get("start") or ((month,) if month else ())
    return replace(draft.having(stage=draft.get("stage") or ("Signed",), start=start), is_news=True)
