"""Fields and blocks: "le bloc de Stabroek", "BP, opérateur de Shah Deniz", "Kachagan, où A détient 16,8 %".

A bare name counts only in a text on oil, gas or mining, where nothing known has it and somebody holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import as_principals, keys_of, whole_subject
from diplograph.extraction.frames.projects.naming import is_plural
from diplograph.extraction.frames.projects.partaking import BUILDERS, of_relative
from diplograph.extraction.items import Item
from diplograph.extraction.names.names import RUN
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import PLACES, EntityType

_TRADES = ("energy.oil-gas", "mining")
_NAME = r"([A-ZÉÈ][\w’'-]+(?: (?:[A-ZÉÈ][\w’'-]+|\d{1,2}))*)"
_OF_NAME = re.compile(rf" (?:de |d'|d’|du ){_NAME}")
_WHERE = re.compile(rf"(?<![\w’'-]){_NAME}(?=, où )")
_HOLDER = re.compile(r",(?: l'| le | la | un | une | ?)(?:[\w-]+ )?$")
_ONE = re.compile(r"(?:^|[\s(«'])(?:le|la|l'|du|de la|au|un|d'un|son|ce) $")
_HOLDER_REACH = 24
_NO_COMPANY = frozenset({EntityType.COMPANY}) | PLACES


def field_named(
    sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None
) -> tuple[int, int, str] | None:
    """A field or a block with its name, where who runs or holds it is said: "le champ de Zohr, que A …"."""
    name = _OF_NAME.match(sentence.source.text, hit.end, sentence.end)
    before = sentence.source.besides("office_modifiers", hit.start - 24, hit.start)
    if name is None or is_plural(sentence, hit) or not _ONE.search(before):
        return None
    held = sentence.source.cues("undertakings", hit.start - _HOLDER_REACH, hit.start, "holder")
    if started is None and not held and not of_relative(sentence, name.end(1)):
        return None
    if not trade_spoken_of(sentence) or not _is_free(sentence, name.start(1), name.end(1)):
        return None
    return hit.start, name.end(1), sentence.source.quote(hit.start, name.end(1))


def find_held_fields(sentence: Sentence) -> Iterator[Draft]:
    """Fields that a sentence tells by their name alone, with who holds or runs them."""
    trade = trade_spoken_of(sentence)
    if not trade:
        return
    told: set[str] = set()
    for start, end, holders in (*_of_holders(sentence), *_of_shares(sentence), *_where(sentence)):
        name = sentence.source.quote(start, end)
        keys = as_principals(sentence, keys_of(holders))
        if not keys or name in told or not _is_free(sentence, start, end):
            continue
        told.add(name)
        yield Draft(
            "Project",
            {"participant": keys, "sector": (trade,)},
            min(start, *(i.start for i in holders)),
            end,
            "undertakings",
            name=name,
            name_start=start,
            confidence=0.55,
        )


def trade_spoken_of(sentence: Sentence) -> str:
    """Oil and gas, or mining, if the text has words of it; "" otherwise."""
    codes = {hit.payload.code for hit in sentence.source.scan.sectors}
    return next((t for t in _TRADES if any(code.startswith(t) for code in codes)), "")


def _of_holders(sentence: Sentence) -> Iterator[tuple[int, int, list[Item]]]:
    """ "BP, opérateur de Shah Deniz", "Total, actionnaire d'Absheron"."""
    for cue in sentence.source.cues("undertakings", sentence.start, sentence.end, "holder"):
        name = _OF_NAME.match(sentence.source.text, cue.end, sentence.end)
        near = sentence.before(cue.start, kinds=BUILDERS)[:1]
        if name and near and _HOLDER.fullmatch(sentence.folded(near[0].end, cue.start)):
            yield name.start(1), name.end(1), near


def _of_shares(sentence: Sentence) -> Iterator[tuple[int, int, list[Item]]]:
    """ "Il conserve 35 % d'Absheron", "Eni détient la moitié de Zohr"."""
    shares = [a.span.end for a in sentence.amounts if a.amount.unit == "percent"]
    for end in shares:
        name = _OF_NAME.match(sentence.source.text, end, sentence.end)
        if name is None or RUN.match(sentence.source.text, name.start(1), sentence.end) is None:
            continue
        holders = [i for i in whole_subject(sentence, end, kinds=BUILDERS) if i.end < end]
        yield name.start(1), name.end(1), holders


def _where(sentence: Sentence) -> Iterator[tuple[int, int, list[Item]]]:
    """ "Kachagan, où A possède 16,8 %"."""
    for name in _WHERE.finditer(sentence.source.text, sentence.start, sentence.end):
        yield name.start(1), name.end(1), of_relative(sentence, name.end(1))


def _is_free(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name is of nothing that the tables know, nor of a person or a body."""
    gazetteer = sentence.source.knowledge.gazetteer.entities
    return not any(
        i.keys[0] in gazetteer or i.type not in _NO_COMPANY
        for i in sentence.items
        if i.keys and i.start < end and start < i.end
    )
