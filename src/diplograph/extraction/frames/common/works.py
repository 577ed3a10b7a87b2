"""Projects that a text has named so far, so that "le projet", "Mirny" or "il" mean the same one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.meant_again import (
    ANY,
    DEFINITE,
    is_headless,
    is_whole,
    meant_again,
    noun_of,
)
from diplograph.extraction.frames.common.meant_again import Mentioned as Mentioned
from diplograph.extraction.frames.common.series import Lead
from diplograph.extraction.frames.common.titles_of_works import (
    GENERIC,
    head_of,
    is_alike,
    is_named,
    proper_name,
    times,
)
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import Source
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import pattern
from diplograph.model import PLACES, Status, Value

_THIS = pattern(r"{edge}{this}{number}?$")
_OTHER = pattern(r"{edge}(?:une? |{number})([\w-]+) $")
_COUNTED = pattern(r"\w+ (?:\d|[ivx]+ )")  # "ligne 3 du métro", which is not the line just told
_OF_THIS = pattern(r" {of}(?:{this}|la meme )[\w-]+$")
_TAKEN_UP = pattern(r"\W*(?:{this}|{he}|{latter})")
_SHORTEST = 3  # letters of an abbreviation
_HEAD = 12  # characters within which a sentence takes a project up
_NEXT_SENTENCE = 4
_MEMORY = 220  # characters within which "il" may be the project just named
_LONG_MEMORY = 1400  # characters within which works that tell no name are those of the project told last
_ENOUGH = 3  # words of one kind of energy that make it a text's subject
_FIELDS = ("energy.", "mining.")
_VAGUE = (GENERIC, ("industry",))


@dataclass
class Works:
    """Projects in the order of the text.

    Attributes:
        energy: the kind of energy that the text is about, "" when none.
        traded: where the last sentence ends that told a sum of trade, 0 before.
        signed: the agreements that the sentence before told in sum ("huit accords ont été signés").
        summed: those that the text told last in sum, which its next sentences may tell one by one.
        dealt: with whom each side of a contract was told last to have one.
        client: the one state or body of state that all contracts so far were with; "" if several, None
            if none.
        winners: who was told right before a list to have won what its lines are.
        sought: the contract that the text told last as one that somebody may get.
        costed: whether the text told what the last project costs.
        contract: the contract told last whose parties are known.
        gathering: the name of the event told last and where its sentence ends.
        text: the agreement told last, of whatever class; head: the noun that named one last.
        measured: what the last figure was of, where its sentence ends, what it measures and in what.
    """

    last: Draft | None = None
    traded: int = 0
    costed: bool = False
    contract: Draft | None = None
    gathering: tuple[str, int] = ("", 0)
    text: Draft | None = None
    head: Hit[Entry] | None = None
    measured: tuple[tuple[Value, ...], int, str, str] = ((), 0, "", "")
    energy: str = ""
    signed: Lead | None = None
    summed: Lead | None = None
    sought: Draft | None = None
    winners: tuple[str, ...] = ()
    client: str | None = None
    dealt: dict[str, str] = field(default_factory=dict)
    _proper: dict[str, str] = field(default_factory=dict)
    _told: list[Draft] = field(default_factory=list)
    _noun: str = ""
    _touched: tuple[int, str] = (0, "")
    _names: dict[str, set[str]] = field(default_factory=dict)  # of each thing, as the text names it

    def remember(self, sentence: Sentence, draft: Draft) -> None:
        """Keep a project; of several in one sentence, the one that the text names most is meant later."""
        last = self.last
        text = sentence.source.text
        goes_on = _TAKEN_UP.match(sentence.source.folded, sentence.start, draft.name_start) is not None
        goes_on = goes_on and any(m.start - sentence.start < _HEAD for m in self.mentioned(sentence))
        rival = last is not None and last.name != draft.name and last.start >= sentence.start
        if last is not None and (is_whole(sentence, draft) or goes_on):
            pass  # "le pont est la pièce maîtresse du corridor", "ce projet répond au plan X"
        elif last is None or not rival or times(text, draft) > times(text, last):
            if last is None or last.name != draft.name:
                self.costed = False
            self.last = draft
            self._noun = noun_of(sentence, draft)
            self.costed |= bool(draft.get("amount"))
        if all(known.name != draft.name for known in self._told):
            self._told.append(draft)
        for form in (draft.name, *draft.forms):
            proper = proper_name(form) or (form if form.isupper() and len(form) >= _SHORTEST else "")
            if proper:
                self._proper.setdefault(proper, draft.name)

    def specified(self, sentence: Sentence, draft: Draft) -> Draft:
        """ "le métro" is the métro of Abidjan told before; "une centrale" is nuclear in a text on it."""
        before = sentence.source.besides("office_modifiers", draft.name_start - 24, draft.name_start)
        known = (
            self._of_name(draft)
            or self._there(draft)
            or (self._this(draft) if _THIS.search(before) else None)
        )
        if known is not None or DEFINITE.search(before):
            known = known or self._same(sentence, draft)
            if known is not None:
                longer = max(draft.name, known.name, key=lambda n: (bool(proper_name(n)), len(n)))
                if known.get("sector") and draft.get("sector") in _VAGUE:
                    draft = draft.having(sector=())
                return replace(
                    draft,
                    name=longer,
                    forms=tuple({draft.name: 0, known.name: 0, **dict.fromkeys(draft.forms)}),
                )
        other = _OTHER.search(sentence.source.folded, max(0, draft.name_start - 24), draft.name_start)
        if known is None and other and any(is_named(k, fold(draft.name)) for k in self._told):
            rank = sentence.source.text[slice(*other.span(1))]
            draft = replace(draft, name=f"{rank} {draft.name}")  # "une troisième usine"
        if known is None and _THIS.search(before) and not proper_name(draft.name):
            return replace(draft, name="")  # of what is told no more
        if not draft.get("sector") and not self._told:
            return draft.having(sector=(self.energy,) if self.energy else ())
        if draft.get("sector") != GENERIC or not self.energy.startswith("energy."):
            return draft
        return draft.having(sector=(self.energy,)) if self.energy else draft

    def just_told(self, sentence: Sentence) -> str:
        """The name of the project that the lines right before a sentence told, "" when none."""
        last = self.last
        if last is None or sentence.start - last.end >= _MEMORY:
            return ""
        return "" if "\n" in sentence.source.text[last.end : sentence.start] else last.name

    def touch(self, sentence: Sentence, name: str) -> None:
        """Keep which project a sentence means: "L'ouvrage est coupé en deux. A se charge du sud"."""
        self._touched = (sentence.end, name)

    def at_hand(self, sentence: Sentence) -> str:
        """The name of the project that the lines before a sentence are about, "" when that is not clear."""
        end, name = self._touched
        if name and sentence.start - end < _NEXT_SENTENCE:
            return name
        last = self.last
        if last is None or sentence.start - last.end >= _LONG_MEMORY:
            return ""
        alone = len({draft.name for draft in self._told}) == 1
        return last.name if alone or "\n" not in sentence.source.text[last.end : sentence.start] else ""

    def gathering_at_hand(self, sentence: Sentence) -> str:
        """The name of the event that the lines before a sentence told, "" when none."""
        name, end = self.gathering
        return name if 0 <= sentence.start - end < _LONG_MEMORY else ""

    @property
    def told(self) -> tuple[Draft, ...]:
        """Every project that the text has told, once each, in order."""
        return tuple(self._told)

    @property
    def names(self) -> frozenset[str]:
        """What the text has called them."""
        return frozenset(name for d in self._told for name in (d.name, *d.forms))

    def is_ahead(self, name: str) -> bool:
        """Whether a project that the text told under a name is still to be built."""
        return any(d.name == name and d.status is Status.PLANNED for d in self._told)

    def costs(self, about: tuple[Value, ...]) -> bool:
        """Whether a cost said to be of `about` is the last project's own, which has none yet."""
        return self.last is not None and not self.costed and about == (self.last.name,)

    def _of_name(self, draft: Draft) -> Draft | None:
        """A project told before with the same noun and proper name: "le barrage (hydroélectrique) de X"."""
        own, head = proper_name(draft.name), head_of(draft.name)
        for known in self._told:
            alike = own and proper_name(known.name) == own
            if alike and head_of(known.name) == head and set(known.get("sector")) & set(draft.get("sector")):
                return known
            if alike and {head, head_of(known.name)} & ANY and {head, head_of(known.name)} - ANY:
                return known  # "le projet de X", the mine of X told before
        return None

    def _there(self, draft: Draft) -> Draft | None:
        """The project told last where "la première ligne de cette agglomération" is in the same trade."""
        last = self.last
        if last is None or not _OF_THIS.search(fold(draft.name)):
            return None
        alike = any(is_alike(str(a), str(b)) for a in draft.get("sector") for b in last.get("sector"))
        return last if alike else None

    def _this(self, draft: Draft) -> Draft | None:
        """The project told last, if "cette centrale de 20 MW" can be it by what it is."""
        last, own = self.last, draft.get("sector")
        if last is None or proper_name(draft.name):
            return None
        theirs = last.get("sector")
        alike = not own or not theirs or any(is_alike(str(a), str(b)) for a in own for b in theirs)
        head = head_of(last.name)
        return last if alike and (head == head_of(draft.name) or theirs or head in ANY) else None

    def _same(self, sentence: Sentence, draft: Draft) -> Draft | None:
        """A project told before that a definite description means: by its first words, or as the only one."""
        short = fold(draft.name)
        for known in reversed(self._told):
            name, places = fold(known.name), set(known.get("place")) and set(draft.get("place"))
            apart = places and not places & set(known.get("place"))
            if not apart and (name.startswith(f"{short} ") or short.startswith(f"{name} ")):
                return known
        own, counted = proper_name(draft.name), _COUNTED.match(short) is not None
        for known in () if counted else self._told:  # "la centrale de X" where reactors at X were told
            at = any(own in self._names_of(sentence, str(key)) for key in known.get("place"))
            if at and set(known.get("sector")) & set(draft.get("sector")):
                return known
        last = self.last
        if last is not None and not own and head_of(draft.name) == self._noun and " " not in draft.name:
            return last  # "le satellite" where SATRIA was told to be one
        if last is not None and not own and is_headless(sentence, last) and self.just_told(sentence):
            return last  # "la centrale solaire" where Manah 1 was told
        titled = any(
            h.payload["form"] == "named"  # "le programme Prosub" is another than the one just told
            for h in sentence.source.words("projects", draft.name_start, draft.name_start + 1)
        )
        if last is not None and not own and self._is_like(draft, last):
            return last  # "la centrale photovoltaïque" where "la centrale solaire de X" was told
        bare = last is not None and not proper_name(last.name) and head_of(last.name) == head_of(draft.name)
        if bare and own and not titled and not counted:
            return last  # "la centrale TPP1" where a power station was told
        vague = any(
            h.payload["form"] == "named"  # "le projet de X"
            for h in sentence.source.words("project_starts", draft.name_start, draft.name_start + 1)
        )
        if not vague or len({head_of(told.name) for told in self._told}) != 1:
            return None
        proper = proper_name(self._told[0].name)
        places = {m.name for m in sentence.discourse.mentions if m.type in PLACES}
        return self._told[0] if not proper or proper in places else None

    def _is_like(self, draft: Draft, last: Draft) -> bool:
        """Whether a noun and an adjective alone tell works of the last one's kind and trade."""
        alike = head_of(draft.name) == head_of(last.name) and draft.get("sector") == last.get("sector")
        return alike and bool(draft.get("sector")) and draft.name.count(" ") <= 1

    def _names_of(self, sentence: Sentence, key: str) -> set[str]:
        if not self._names:  # mentions do not change while facts are read
            for mention in sentence.discourse.mentions:
                self._names.setdefault(mention.key, set()).add(mention.name)
        return self._names.get(key, set())

    def mentioned(self, sentence: Sentence) -> list[Mentioned]:
        """Projects that a sentence means without telling their name in full."""
        found = []
        text = sentence.source.text
        for proper, name in self._proper.items():
            position = text.find(proper, sentence.start, sentence.end)
            if position >= 0 and not text[position - 1].isalnum():
                found.append(Mentioned(position, position + len(proper), name))
        if self.last is not None:
            just = bool(self.just_told(sentence))
            found.extend(meant_again(sentence, self.last, self._noun, self._told, just=just))
        return sorted(found, key=lambda m: (m.start, -m.end))


def works_of(source: Source) -> Works:
    """What to start reading a text with."""
    codes = (hit.payload.code for hit in source.scan.sectors)
    kinds = Counter(code for code in codes if code.startswith(_FIELDS))
    (first, count), *_ = [*kinds.most_common(1), ("", 0)]
    return Works(energy=first if count >= _ENOUGH and first not in GENERIC else "")
