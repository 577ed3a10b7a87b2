"""Where a cooperation is but part of an agreement: its title, or what several agreements are on."""

from __future__ import annotations

import re

from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern

_TITLE_REACH, _SIGNED_REACH = 60, 90
# "traité d'amitié et de | coopération"
_TITLE_STEP = pattern(
    r" ?(?:\d{4}[-–]\d{4} )?(?:{of}{word}{and}(?={of}))?(?:{of}{det}?|{at}{det}?|{for}{det}?|{word}){0,2}"
)
_PASSIVE = pattern(r"[^,;:.]{0,60}? (?:{has}ete |{is})")
_TITLE_LEAD = 36  # characters of "2. Renouvellement du " before an agreement
_NUMBERED = re.compile(r"[-–•]? ?(?:\d+[.)] ?)?[-–•]? ?")
_TITLE_AND = pattern(r" {and}{of}{det}?")
_MATTER = 70  # characters of "accords de coopération signés dans les domaines de la " before a cooperation
_ON_MATTER = pattern(
    r" {word}{0,2}(?:dans {det}(?:domaines?|secteurs?) {of}|en matiere {of}|relati(?:fs?|ves?) {to}"
    r"|portant sur ){det}?"
)
_KNOWN = pattern(r"{edge}(?:{the}|des |{this}|{own})$")  # "la mise en œuvre des accords signés …"


def is_of_agreements(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a cooperation is only what several agreements are on: "des accords en matière de | …"."""
    low = max(sentence.start, hit.start - _MATTER)
    return any(
        _ON_MATTER.fullmatch(sentence.folded(cue.end, hit.start))
        and not _KNOWN.search(sentence.folded(max(sentence.start, cue.start - 4), cue.start))
        for cue in sentence.source.cues("agreements", low, hit.start)
    )


def agreement_titles(sentence: Sentence) -> list[tuple[int, int]]:
    """Where "coopération" belongs to a title: "accord de coopération", "Conseil de coopération"."""
    spans = []
    for table in ("agreements", "events"):
        for hit in sentence.words(table):
            own = sentence.source.words("cooperation", hit.start, hit.start + 1)
            if not hit.payload["class"] or (hit.payload["class"] == "Partnership" and own):
                continue  # "un partenariat" is the cooperation itself, "un accord de partenariat" a text
            if hit.payload["form"] == "weak" and not _is_text(sentence, hit):
                continue
            if hit.payload["form"] == "name" and not sentence.source.text[hit.start].isupper():
                continue  # "un dialogue" is none by name
            spans.append((hit.start, _title_end(sentence, hit.end)))
    return spans


def is_title_line(sentence: Sentence) -> bool:
    """Whether a line only gives an agreement's title: "2. Accord entre A et B sur la coopération en …"."""
    texts = sentence.source.cues(
        "agreements", sentence.start, min(sentence.end, sentence.start + _TITLE_LEAD)
    )
    first = next((hit for hit in texts if hit.payload["class"]), None)
    if first is None or sentence.source.words("cooperation", first.start, first.start + 1):
        return False
    return not sentence.has_finite_verb(sentence.start, sentence.end)


def is_signed(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a partnership is a text that somebody signed: "un partenariat sur la pêche a été conclu"."""
    if not sentence.folded(hit.start, hit.end).startswith("partenariat"):
        return False
    made = sentence.source.cues("agreement_verbs", hit.end, min(sentence.end, hit.end + _SIGNED_REACH))
    first = next((verb for verb in made if verb.payload["stage"] == "Signed"), None)
    return first is not None and _PASSIVE.fullmatch(sentence.folded(hit.end, first.start)) is not None


def _is_text(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a noun such as "programme" is a text that somebody signs, or whose title is quoted."""
    if sentence.folded(hit.start - 2, hit.start) == "« ":
        return True
    if _NUMBERED.fullmatch(sentence.folded(sentence.start, hit.start)):
        return not sentence.has_finite_verb(sentence.start, sentence.end)  # "2. Programme 2025-2027 de …"
    low, high = max(sentence.start, hit.start - _SIGNED_REACH), min(sentence.end, hit.end + _SIGNED_REACH)
    return bool(sentence.source.cues("agreement_verbs", low, high))


def _title_end(sentence: Sentence, start: int) -> int:
    """End of "de partenariat et de coopération" after an agreement's noun; `start` when none follows."""
    end = start
    for noun in sentence.source.cues("cooperation", start, min(sentence.end, start + _TITLE_REACH), "noun"):
        link = _TITLE_STEP if end == start else _TITLE_AND
        step = link.fullmatch(sentence.folded(end, noun.start))
        if step is None or sentence.has_finite_verb(end, noun.start):
            break  # "l'accord renforce la coopération"
        end = noun.end
    return end
