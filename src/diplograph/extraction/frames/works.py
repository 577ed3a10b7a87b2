"""Projects that a text has named so far, so that "le projet", "Mirny" or "il" mean the same one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from diplograph.extraction.drafts import Draft
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.source import Source
from diplograph.language import fold

_DEFINITE = re.compile(r"(?:^|[\s(])(?:le|la|l'|du|de la|de l'|au|a la|a l'|ce|cet|cette|son|sa) ?$")
_PRONOUN = re.compile(r"(?:[^\w]*)(?:il|elle|celui-ci|celle-ci|ce dernier|cette derniere) (?:en |y )?")
_PROPER = re.compile(r"(?:[A-ZÉÈÀ][\w’'-]*(?: (?:[A-ZÉÈÀ][\w’'-]*|\d{1,2})){0,3})$")
_SHORTEST = 4
_MEMORY = 220  # characters within which "il" may be the project just named
_ENOUGH = 3  # words of one kind of energy that make it a text's subject
GENERIC = ("energy.electricity",)  # of "centrale" alone


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A project meant by a stretch of a sentence, and the name it was told under."""

    start: int
    end: int
    name: str


@dataclass
class Works:
    """Projects in the order of the text; `energy` is the kind of energy that the text is about, if one is."""

    last: Draft | None = None
    energy: str = ""
    _proper: dict[str, str] = field(default_factory=dict)

    def remember(self, draft: Draft) -> None:
        """Keep a project that has a name."""
        self.last = draft
        for form in (draft.name, *draft.forms):
            proper = proper_name(form)
            if proper:
                self._proper.setdefault(proper, draft.name)

    def specified(self, draft: Draft) -> Draft:
        """ "une deuxième centrale" is nuclear in a text on nuclear power."""
        if draft.get("sector") != GENERIC:
            return draft
        return draft.having(sector=(self.energy,)) if self.energy else draft

    def mentioned(self, sentence: Sentence) -> list[Mentioned]:
        """Projects that a sentence means without telling their name in full."""
        found = []
        text = sentence.source.text
        for proper, name in self._proper.items():
            position = text.find(proper, sentence.start, sentence.end)
            if position >= 0:
                found.append(Mentioned(position, position + len(proper), name))
        if self.last is not None:
            found.extend(self._anaphors(sentence, self.last))
        return sorted(found, key=lambda m: (m.start, -m.end))

    def _anaphors(self, sentence: Sentence, last: Draft) -> list[Mentioned]:
        found = []
        head = _head(last.name)
        for hit in sentence.words("projects"):
            if not _DEFINITE.search(
                sentence.source.besides("office_modifiers", hit.start - 20, hit.start, "present")
            ):
                continue
            following = sentence.folded(hit.end, hit.end + 4)
            measured = any(hit.end < a.span.start <= hit.end + 4 for a in sentence.amounts)
            if (following.startswith((" de", " d'", " du")) and not measured) or not re.match(
                r"[ ,.;]|$", following
            ):
                continue
            capital = sentence.source.text[hit.end + 1 : hit.end + 2]
            if capital.isupper() or capital == "«":
                continue
            if (
                hit.payload["form"] == "named"
                or sentence.folded(hit.start, hit.end).split()[0].rstrip("s") == head
            ):
                found.append(Mentioned(hit.start, hit.end, last.name))
        for hit in sentence.words("memberships"):
            if hit.payload["form"] == "owner" and sentence.folded(hit.start - 4, hit.start) == " en ":
                found.append(Mentioned(hit.start - 3, hit.start, last.name))
        pronoun = _PRONOUN.match(sentence.source.folded, sentence.start, sentence.end)
        near = (
            sentence.start - last.end < _MEMORY
            and "\n" not in sentence.source.text[last.end : sentence.start]
        )
        if pronoun and near and any(v.start == pronoun.end() for v in sentence.words("project_measures")):
            found.append(Mentioned(sentence.start, pronoun.end(), last.name))
        return found


def works_of(source: Source) -> Works:
    """What to start reading a text with."""
    kinds = Counter(hit.payload.code for hit in source.scan.sectors if hit.payload.code.startswith("energy."))
    (first, count), *_ = [*kinds.most_common(1), ("", 0)]
    return Works(energy=first if count >= _ENOUGH and first not in GENERIC else "")


def _head(name: str) -> str:
    return fold(name).split()[0].rstrip("s")


def proper_name(name: str) -> str:
    """The proper name that a project's description ends with: "projet éolien Mirny" → "Mirny", else ""."""
    words = name.replace("’", "'")
    match = _PROPER.search(words)
    if match is None or len(match.group()) < _SHORTEST or match.start() == 0:
        return ""
    return match.group() if not words[: match.start()].rstrip().endswith((" à", " en", " au")) else ""
