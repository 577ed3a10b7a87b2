"""Where the clauses of a sentence end, and who does what a verb says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from diplograph.extraction.clauses import asides, predicate_breaks, reported_breaks
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.contents import SentenceItems
from diplograph.extraction.source import LONGEST_CIVILITY
from diplograph.language.patterns import pattern
from diplograph.model import ACTORS, EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST_IN_BRACKETS = 40
_DESCRIBED = pattern(r", [^,;:.()]+, {also}?")
_APPOSED = pattern(r", {also}?")
_WHICH = pattern(r",? qui {clitic}{0,2}(?:{has}|{is})?$")
_BREAK = pattern(r"[,;:.()]| (?:{at}|{with}|{for}|{by}|{which})")
_WHICH_REACH = 16
_ANNOUNCED = 3  # characters between "ma collègue" and a name
_DASH = 3  # characters of a dash or a quotation mark before the first word of a sentence
_LONGEST_LEAD = 90  # characters of a circumstance that opens one
_CLAUSE_BREAK = pattern(r"[;:]|, (?:(?!quand |lorsqu){but}|(?!que |qu'|ou ){which}|ou {he}|a qui )")


@dataclass(frozen=True)
class SentenceGrammar(SentenceItems):
    """A sentence whose clauses are told apart, and the subjects of its verbs."""

    def opens(self, offset: int) -> bool:
        """Whether what begins at an offset opens the sentence, or follows but a circumstance or "que".

        "À cette occasion, | reçue par A, B a …", not "B, | reçue par A, a …".
        """
        if offset - self.start <= _DASH:
            return True
        lead = self.folded(self.start, offset)
        if lead.endswith((" que ", " qu'")):
            return True
        if not lead.endswith(", ") or len(lead) > _LONGEST_LEAD or self.has_finite_verb(self.start, offset):
            return False
        return not any(
            item.end >= offset - 2 if self.preposition(item) else True
            for item in self.items
            if item.end <= offset and item.kind != "adjective" and (not item.type or item.type in ACTORS)
        )

    def clause_end(self, offset: int) -> int:
        """Where the clause that goes on at an offset ends."""
        match = _CLAUSE_BREAK.search(self.source.folded, offset, self.end)
        ends = [match.start() if match else self.end]
        ends += [b for b in self._reported_breaks if b >= offset][:1]
        following = [b for b in self._predicate_breaks if b >= offset][:1]
        if following and self.has_finite_verb(self.start, offset):  # else what ends here is the subject
            ends += following
        ends += [end for start, end in self._asides if start <= offset < end]
        return min(ends)

    def is_aside(self, position: int, offset: int) -> bool:
        """Whether something stands in an aside that tells nothing of what ends at an offset.

        "A, | reçu à Oslo |, a …" tells it of A; "l'exposition, | tenue à Oslo |, a …" of the exhibition.
        """
        start, end = next(((s, e) for s, e in self._asides if s <= position < e), (-1, -1))
        if start < 0 or start <= offset < end:
            return False
        own = offset < start and "," not in self.source.folded[offset : start - 1]
        return not own or any(
            i.end == start - 1 and i.start > offset + _DASH + 1 and i.type in ACTORS and i.kind != "adjective"
            for i in self.items
        )

    @cached_property
    def _asides(self) -> tuple[tuple[int, int], ...]:
        return asides(self.source, self.span)

    def clause_start(self, offset: int) -> int:
        """Where the clause that holds an offset begins."""
        start = self.start
        for match in _CLAUSE_BREAK.finditer(self.source.folded, self.start, offset):
            start = match.end()
        return max([start, *(b for b in self._reported_breaks if b < offset)])

    @cached_property
    def _reported_breaks(self) -> tuple[int, ...]:
        return reported_breaks(self.source, self.span)

    @cached_property
    def _predicate_breaks(self) -> tuple[int, ...]:
        return predicate_breaks(self.source, self.span)

    def genitive(self, offset: int, *, kinds: Collection[EntityType], reach: int = 60) -> list[Item]:
        """What follows with "de": "la visite officielle du président", adjectives between."""
        for item in self.after(offset, kinds=kinds, until=min(self.end, offset + reach)):
            if self.preposition(item) not in {"de", "du", "des", "d'"}:
                return []
            between = self.folded(offset, self.source.before_civilities(item.start))
            if self.has_finite_verb(offset, item.start):
                return []  # "cette visite est un pas vers le retour du Maroc"
            if _BREAK.search(between):
                return []
            return [i for i in self.group(item) if i.start >= item.start]
        return []

    def subject(self, offset: int, *, kinds: Collection[EntityType] = ACTORS) -> list[Item]:
        """Who does what the verb at an offset says: by the tree, else the nearest free noun to its left."""
        return (
            self.antecedent(offset, kinds=kinds)
            or self._antecedent_of_which(offset, kinds)
            or self._subject_by_tree(offset, kinds)
            or self._subject_by_order(offset, kinds)
        )

    def antecedent(self, offset: int, *, kinds: Collection[EntityType] = ACTORS) -> list[Item]:
        """Whom the bare participle at an offset qualifies: "avec X, reçu à Paris"; [] for any other verb."""
        if not self.is_bare_participle(offset):
            return []
        near = self.before(offset, kinds=kinds)[:2]
        apposed = [i for i in near if _APPOSED.fullmatch(self.source.folded[i.end : offset])]
        described = [i for i in near if self._is_described(i, offset)]  # not the country of the title
        return (apposed if any(i.type is EntityType.PERSON for i in apposed) else described or apposed)[:1]

    def _is_described(self, item: Item, offset: int) -> bool:
        """Whether only what describes a person stands before a participle: "A, vice-chancelier, | venu à"."""
        if item.type is not EntityType.PERSON or offset - item.end > _LONGEST_LEAD:
            return False
        described = _DESCRIBED.fullmatch(self.source.folded, item.end, offset)
        return bool(described) and not self.has_finite_verb(item.end, offset)

    def _antecedent_of_which(self, offset: int, kinds: Collection[EntityType]) -> list[Item]:
        """Whom "qui" takes up right before a verb: "a reçu A, qui | était en visite"."""
        which = _WHICH.search(self.folded(max(self.start, offset - _WHICH_REACH), offset))
        if which is None:
            return []
        end = offset - len(which.group())
        found = [i for i in self.before(offset, kinds=kinds)[:1] if i.end == end]
        return [i for i in self.group(found[0]) if i.end <= end] if found else []

    def is_bare_participle(self, offset: int) -> bool:
        """Whether the word at an offset is a participle without auxiliary."""
        token: Token = self.source.analysed.doc[self.source.token_index(offset)]
        return "Part" in token.morph.get("VerbForm", []) and not any(
            child.dep_.startswith("aux") for child in token.children
        )

    def _subject_by_tree(self, offset: int, kinds: Collection[EntityType]) -> list[Item]:
        token: Token = self.source.analysed.doc[self.source.token_index(offset)]
        verb = token
        for _ in range(4):
            for child in token.children:
                if child.dep_ in {"nsubj", "nsubj:pass", "nsubj:caus"}:
                    if token is not verb and child.i > token.i:
                        continue  # "la réforme que mène X et salue Y": X does not do both
                    item = self._item_at(child.idx, kinds)
                    if item is None and (token is verb or token is verb.head):
                        item = self._named_behind(child, kinds)
                    if item is not None and item.kind == "pronoun" and self._follows(item, offset):
                        continue  # "a appelé à la trêve. Ils …": the next sentence's, in one quotation
                    if item is not None and self.preposition(item):
                        continue  # no subject is governed: "À l'invitation du président A, B a effectué"
                    if item is not None:
                        return self._free_group(item)
                    if child.lower_ in {"qui", "qu'"}:
                        antecedent = [i for i in self.before(child.idx, kinds=kinds) if child.idx - i.end < 4]
                        return list(self.group(antecedent[0])) if antecedent else []
            if token.dep_ not in {"conj", "xcomp", "ccomp", "aux", "aux:pass", "advcl", "obj", "obl:arg"}:
                break
            if token.head.idx < self.start or token.head is token:
                break
            token = token.head
        return []

    def _follows(self, item: Item, offset: int) -> bool:
        """Whether a pronoun stands after a verb without being joined to it: "dit-il" is."""
        return item.start > offset and self.source.text[item.start - 1 : item.start] != "-"

    def _named_behind(self, noun: Token, kinds: Collection[EntityType]) -> Item | None:
        """The person whose name a noun announces: "ma collègue | Ana Duval était reçue"."""
        if noun.pos_ != "NOUN" or EntityType.PERSON not in kinds:
            return None
        end = noun.idx + len(noun)
        found = self.after(end, kinds={EntityType.PERSON}, until=end + _ANNOUNCED)[:1]
        return next((i for i in found if not self.folded(end, i.start).strip()), None)

    def _subject_by_order(self, offset: int, kinds: Collection[EntityType]) -> list[Item]:
        for item in self.before(offset, kinds=kinds):
            if ";" in self.source.folded[item.end : offset]:
                return []
            if item.kind != "pronoun" and self.preposition(item):
                continue
            is_object = any(map(self._is_object, self.group(item)))  # "verra A puis B, et dînera"
            if is_object or self._is_bracketed(item, offset) or self.is_aside(item.start, offset):
                continue
            return [i for i in self._free_group(item) if i.end <= offset]
        return []

    def _is_bracketed(self, item: Item, offset: int) -> bool:
        """Whether brackets that close before an offset hold an item: "X (groupe Y) a construit"."""
        opened = self.source.folded.rfind("(", max(self.start, item.start - _MOST_IN_BRACKETS), item.start)
        closed = self.source.folded.find(")", item.end, offset)
        return closed >= 0 and opened >= 0 and ")" not in self.source.folded[opened : item.start]

    def _free_group(self, item: Item) -> list[Item]:
        """The coordination of a subject, which no preposition begins: "avec l'aide de A, B a …"."""
        group = self.group(item)
        governed = [n for n, i in enumerate(group) if i.start <= item.start and self.preposition(i)]
        return list(group[governed[-1] + 1 :] if governed and governed[-1] < group.index(item) else group)

    def _is_object(self, item: Item) -> bool:
        token = self.source.token_starting(self.source.before_civilities(item.start))
        if token is None or token.i == 0:
            return False
        previous = self.source.analysed.doc[token.i - 1]
        if previous.pos_ == "DET" and previous.i:
            previous = self.source.analysed.doc[previous.i - 1]
        return previous.pos_ in {"VERB", "AUX"} and previous.idx >= self.start

    def _item_at(self, offset: int, kinds: Collection[EntityType]) -> Item | None:
        for item in self.items:
            if (
                item.start - LONGEST_CIVILITY <= offset < item.end
                and self.source.before_civilities(item.start) <= offset  # the tree hangs "M. Duval" by "M."
                and item.kind != "adjective"
                and item.keys
                and self._is(item, kinds)
            ):
                return item
        return None
