"""Works told by their site that no verb begins: what is to come, or what somebody runs, holds or builds.

"Le futur musée de Bamiyan", "la raffinerie de X, que A exploite avec B", "le champ de X, où A détient 40 %",
"l'autoroute A-B", "La mine d'or de X, au Kirghizistan, …". An institution that is there is none, nor is a
plant of which nobody is said to have it. A field or a block counts only in a text on oil, gas or mining.
"""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.titles_of_works import proper_name
from diplograph.extraction.frames.projects.naming import TELLING, is_one, is_plural, name_end
from diplograph.extraction.frames.projects.partaking import of_relative
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import PLACES, EntityType, Status

_ONE = pattern(r"{edge}(?:{definite}|{contracted})$")
_LINE = re.compile(r" [A-ZÉÈ][\w’']+(?:[-–—][A-ZÉÈ][\w’']+)+(?: [A-ZÉÈ][\w’']+)*")
_ALONE = pattern(r"\W*(?:{to}?{definite}|{contracted})")
_DONE_BY = pattern(r"{brackets}?,? {has}?{is}{0,2}{word}{0,3}")
_BY = pattern(r" {by}")
NAME = r"([A-ZÉÈ][\w’'-]+(?: (?:[A-ZÉÈ][\w’'-]+|\d{1,2}))*)"
OF_NAME = re.compile(rf" (?:de |d'|d’|du ){NAME}")
_TRADES = (
    "energy",
    "mining",
    "transport",
    "industry",
    "water",
    "construction",
    "logistics",
    "agri",
    "digital",
)
_DEEP = ("energy.oil-gas", "mining")
_BEFORE, _DOING_REACH, _HOLDER_REACH = 28, 40, 24
_NO_COMPANY = frozenset({EntityType.COMPANY}) | PLACES


def definite(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None) -> tuple[int, int, str] | None:
    """Works with a name of their own, in the singular, and what makes a project of them."""
    source = sentence.source
    if is_plural(sentence, hit) or started is not None or source.text[hit.start].isupper():
        return None
    before = source.besides("office_modifiers", hit.start - _BEFORE, hit.start, "future", "present")
    if not _ONE.search(before):
        return None
    runs = hit.payload["sector"].startswith("transport")
    line = _LINE.match(source.text, hit.end, sentence.end) if runs else None
    end = line.end() if line else name_end(sentence, hit)
    name = source.quote(hit.start, end)
    if end <= hit.end or not TELLING.search(name, 1) or not (line or proper_name(name)):
        return None
    opening = sentence.folded(sentence.clause_start(hit.start), hit.start)
    deep = hit.payload["sector"].startswith(_DEEP) and not _is_owners(sentence, hit.end, end)
    spoken_of = deep and _ALONE.fullmatch(opening)
    if line or spoken_of or is_ahead(sentence, hit) or _is_somebodys(sentence, hit, end):
        return hit.start, end, name
    return None


def is_ahead(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether works are told to be those to come: "le futur aéroport de Lomé"."""
    cues = sentence.source.cues("office_modifiers", hit.start - _BEFORE, hit.start, "future")
    return any(c.end == hit.start - 1 for c in cues)


def status_ahead(sentence: Sentence, hit: Hit[Entry]) -> Status:
    """What works are that nothing is told to begin."""
    return Status.PLANNED if is_ahead(sentence, hit) else Status.ACTUAL


def _is_somebodys(sentence: Sentence, hit: Hit[Entry], end: int) -> bool:
    """Whether a clause or a participle right after the name says who builds, pays, runs or holds it."""
    trade = hit.payload["sector"].startswith(_TRADES)
    if of_relative(sentence, end, runs=trade):
        return True
    until = min(sentence.end, end + _DOING_REACH)
    for cue in sentence.source.cues("undertakings", end, until, "done"):
        if _DONE_BY.fullmatch(sentence.folded(end, cue.start)):
            return _BY.search(sentence.folded(cue.end, cue.end + 24)) is not None
    return False


def _is_owners(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the name is that of a firm that the tables know: "la raffinerie de Saudi Aramco"."""
    known = sentence.source.knowledge.entity
    inside = [i for i in sentence.items if start <= i.start < end and i.kind == "name"]
    return any(i.type is EntityType.COMPANY and known(i.keys[0]) is not None for i in inside)


def field_named(
    sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None
) -> tuple[int, int, str] | None:
    """A field or a block with its name, where who runs or holds it is said: "le champ de Zohr, que A …"."""
    name = OF_NAME.match(sentence.source.text, hit.end, sentence.end)
    if name is None or not is_one(sentence, hit):
        return None
    held = sentence.source.cues("undertakings", hit.start - _HOLDER_REACH, hit.start, "holder")
    if started is None and not held and not of_relative(sentence, name.end(1)):
        return None
    if not trade_spoken_of(sentence) or not is_free(sentence, name.start(1), name.end(1)):
        return None
    return hit.start, name.end(1), sentence.source.quote(hit.start, name.end(1))


def trade_spoken_of(sentence: Sentence) -> str:
    """Oil and gas, or mining, if the text has words of it; "" otherwise."""
    codes = {hit.payload.code for hit in sentence.source.scan.sectors}
    return next((t for t in _DEEP if any(code.startswith(t) for code in codes)), "")


def is_free(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name is of nothing that the tables know, nor of a person or a body."""
    gazetteer = sentence.source.knowledge.gazetteer.entities
    return not any(
        i.keys[0] in gazetteer or i.type not in _NO_COMPANY
        for i in sentence.items
        if i.keys and i.start < end and start < i.end
    )
