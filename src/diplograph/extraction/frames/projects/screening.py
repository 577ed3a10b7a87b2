"""Words of works that tell no project of their own: a landmark, a customer, a line of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.frames.projects.starting import FOR_OTHERS
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_FOREIGN = re.compile(r"\s(?:[A-ZÉÈ][\w’'-]*|[A-Z]*\d[A-Z\d]*) $")
_TO_IT = pattern(r" ?(?:{of}|{to})?{det}?{word}?")
_LANDMARK, _PIECE = 40, 24
_LINE_NUMBER = re.compile(r"\s*(?:\d{1,2}|[IVX]{1,4}|[a-z])[.)°][ -–]*")
_PASSIVE_REACH = 60
_SUBJECT_REACH = 24
_THIS = pattern(r"{edge}{definite}$")
_MOST_AT_ONCE = 6


def is_component(sentence: Sentence, hits: Sequence[Hit[Entry]], offset: int) -> bool:
    """Whether a project's own description tells the works: "le projet prévoit la construction d'un canal"."""
    low = max(sentence.start, offset - 2 * _PASSIVE_REACH)
    for verb in sentence.source.cues("project_measures", low, offset):
        if sentence.has_finite_verb(verb.end, offset):
            continue
        for hit in hits:
            near = 0 < verb.start - hit.end < _SUBJECT_REACH and hit.payload["form"] == "named"
            if near and _THIS.search(sentence.folded(hit.start - 8, hit.start)):
                return not sentence.has_finite_verb(hit.end, verb.start)
    return False


def announces(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a noun only announces somebody's name: "le fonds souverain | Samruk-Kazyna"."""
    return any(
        i.start <= hit.start < i.name_start and i.type is EntityType.COMPANY for i in sentence.items if i.lead
    )


def is_listed_text(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a line of a numbered list begins with it: "7. Plan de coordination …" is a text signed."""
    return hit.payload["form"] == "named" and bool(
        _LINE_NUMBER.fullmatch(sentence.source.text[sentence.start : hit.start])
    )


def is_landmark(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether works only tell where something else is: "la conduite qui rejoint le barrage de X"."""
    cues = sentence.source.cues("sites", hit.start - _LANDMARK, hit.start, "end", "near")
    return bool(cues) and _TO_IT.fullmatch(sentence.folded(cues[-1].end, hit.start)) is not None


def is_customer(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a network only buys: "treize rames pour le métro de X", "Thales et le Métro de X"."""
    if (
        hit.payload["sector"] != "transport.rail"
        or hit.payload["form"] != "works"
        or " " in sentence.folded(hit.start, hit.end)
    ):
        return False
    text = sentence.source.text
    if text[hit.start].isupper() and text[sentence.start : hit.start].strip(' -–—«"'):
        return True
    if text[hit.end : hit.end + 1] == " " and text[hit.end + 1 : hit.end + 2].isupper():
        return True  # "le métro Metropolis": a make
    low = max(sentence.start, hit.start - _PASSIVE_REACH)
    bought = sentence.source.cues("undertakings", low, hit.start, "part")
    return bool(bought) and FOR_OTHERS.fullmatch(sentence.folded(bought[-1].end, hit.start)) is not None


def is_in_foreign_name(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the noun ends a foreign name, which tells the project: "le Trans Adriatic Pipeline"."""
    text = sentence.source.text
    return text[hit.start].isupper() and _FOREIGN.search(text, sentence.start, hit.start) is not None


def is_quantity(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """ "un parc de 120 avions" apart, works counted by the dozen are no project: "cent trente centrales"."""
    return any(
        a.span.start <= hit.start < a.span.end and a.amount.value > _MOST_AT_ONCE for a in sentence.amounts
    )
