"""Expressions of a sentence that stand for entities, and what joins or governs them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from diplograph.extraction.mentions import Mention, counterpart_start
from diplograph.extraction.source import Source, beginning
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType

COORDINATION = pattern(
    r"(?:(?:,|/|[-–]|,? (?={and}))(?: ?{and})? ?)(?:avec |entre |par )?{one}?"
    r"(?:{of}|{to}|en )?{definite}?(?:homologue )?"  # "et un Airbus A320" is no second firm
)
PREPOSITION = pattern(
    r"(?:^|[\s(«'\"])(de|du|des|d'|a|au|aux|en|dans|par|avec|pour|sur|entre|chez|vers|contre|sous|selon|aupres|hors"
    r"|apres|avant|concernant|durant|pendant|suivant|depuis|(?<!en )outre|malgre|devant|sans)"
    r" ?{det}?$"
)
_OPENING = re.compile(r"[«“\"]\s?$")
_CLOSING = re.compile(r"\s?[»”\"]")
_MOST_IN_BRACKETS = 40
_LEAD = 60  # characters of "la compagnie nationale des chemins de fer" before a name
_DESCRIBING = frozenset({"NOUN", "ADJ", "PROPN", "ADP", "ADV"})


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """An expression of a sentence and the entities it stands for.

    Attributes:
        kind: name, office, plural, pronoun, anaphor (le groupe) or adjective.
        keys: entity keys, in the order of the text; empty when unresolved.
        type: their kind, None when mixed or unresolved.
        country: the country that an office holder acts for, "" otherwise.
        lead: how many characters of it announce the name: "[le] groupe français | Alta".
    """

    start: int
    end: int
    kind: str
    keys: tuple[str, ...]
    type: EntityType | None = None
    country: str = ""
    lead: int = 0

    @property
    def name_start(self) -> int:
        """Where the name itself begins, past what announces it."""
        return self.start + self.lead

    def text_in(self, source: Source) -> str:
        """The expression as the text has it."""
        return source.text[self.start : self.end]

    @property
    def is_plural(self) -> bool:
        """Whether it stands for more than one entity."""
        return len(self.keys) > 1


def as_town(source: Source, item: Item) -> Item:
    """A capital as the town that it is, where it was read as a government: "Riga accueille le forum"."""
    forms = source.knowledge.gazetteer.countries.get(item.keys[0]) if len(item.keys) == 1 else None
    town = source.knowledge.entity(forms.capital) if forms is not None and forms.capital else None
    said = source.folded[item.name_start : item.end]
    if town is None or said not in {fold(name) for name in (town.name, *town.aliases)}:
        return item
    known = source.knowledge.entity(item.keys[0])
    if known is not None and said == fold(known.name):
        return item  # "Djibouti", a state and its capital
    return replace(item, keys=(town.key,), type=EntityType.CITY)


def preposition_before(source: Source, start: int) -> str:
    """The preposition that governs what begins at an offset, folded; "" when there is none."""
    start = source.before_civilities(start)
    if source.folded.endswith((" le ", " la "), 0, start):  # "par Sa Majesté le | roi Abdallah"
        addressed = source.before_civilities(start - 3)
        start = addressed if addressed < start - 3 else start
    match = PREPOSITION.search(source.folded, max(0, start - 26), start)
    return match.group(1) if match else ""


def is_coordination(source: Source, start: int, end: int) -> bool:
    """Whether nothing but a comma or a conjunction joins what ends and begins at two offsets."""
    end = source.before_civilities(end)
    if source.text.startswith((" (", ")"), start):  # "EDF (40 %) et B", "la société X (SX) et B"
        close = source.text.find(")", start, min(end, start + _MOST_IN_BRACKETS))
        start = close + 1 if close >= 0 else start
    if not start < end <= start + 40 or not COORDINATION.fullmatch(source.folded[start:end]):
        return False
    return " où " not in source.text[start:end]  # folded, it looks like "ou"


def announced_span(source: Source, mention: Mention, floor: int) -> tuple[int, int]:
    """The span of a name with the noun that announces it: "groupe français Alta", "son homologue Ana Duval".

    What governs the whole stands before that noun; a name in brackets after one is announced as well.
    """
    start, end = _with_quotes(source, mention.start, mention.end)
    if mention.type is EntityType.PERSON:
        return max(floor, counterpart_start(source, start)), end
    if mention.type not in ORGANIZATIONS:
        return start, end
    bracketed = source.text[start - 1 : start] == "(" and source.text[end : end + 1] == ")"
    limit = start - 2 if bracketed else start
    for head in reversed(beginning(source.scan.words.get("heads", ()), max(floor, start - _LEAD), limit)):
        if head.payload["form"] != "common" or head.end > limit or _is_relation(source, head):
            continue
        between = source.tokens(head.end, limit)
        if all(token.pos_ in _DESCRIBING and token.text.rstrip("'’").isalpha() for token in between):
            return head.start, end + bracketed
        break
    return start, end


def is_acronym_of(source: Source, item: Item, mention: Mention) -> bool:
    """Whether a name in brackets repeats the one right before: "la société « Alta Lines » | (AL)"."""
    return source.text[item.end : mention.start] == " (" and source.text.startswith(")", mention.end)


def _with_quotes(source: Source, start: int, end: int) -> tuple[int, int]:
    """A name with the quotation marks that hold it and nothing else: "la société « Alta »"."""
    opening = _OPENING.search(source.text, max(0, start - 2), start)
    closing = _CLOSING.match(source.text, end)
    return (opening.start(), closing.end()) if opening and closing else (start, end)


def _is_relation(source: Source, head: Hit[Entry]) -> bool:
    """Whether a noun says what the name is to another, which frames must see: "sa filiale Alta"."""
    return any(w.start == head.start for w in source.words("memberships", head.start, head.start + 1))
