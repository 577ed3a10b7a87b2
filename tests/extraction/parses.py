"""Parses annotated by hand: CoNLL-U beside the case files, made into spaCy's `Doc` without any model.

`cases/visits/verbs.toml` has its parses in `cases/visits/verbs.conllu`: one `# newdoc id = NAME OF THE CASE`
per case, one tree per sentence (universaldependencies.org/format.html). Of the ten columns these are filled:
ID, FORM, UPOS, FEATS, HEAD, DEPREL, and in MISC `SpaceAfter=No`, `SpacesAfter=\\n\\n`, and the names,
`NE=B-PER`, `NE=I-PER` (PER, ORG, LOC, MISC). Forms are split as the pinned model splits them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Word:
    """One line of a tree; `head` counts from 1 within the sentence, 0 is the root."""

    form: str
    pos: str
    morph: str
    head: int
    relation: str
    name: str = ""
    after: str = " "

    @classmethod
    def of(cls, line: str, *, number: int) -> Word:
        cells = line.split("\t")
        assert len(cells) == COLUMNS, f"{len(cells)} columns, not {COLUMNS}: {line!r}"
        assert cells[0] == str(number), f"word {cells[0]} stands where {number} is due: {line!r}"
        misc = dict(part.split("=", 1) for part in cells[9].split("|") if part != "_")
        after = "" if misc.get("SpaceAfter") == "No" else misc.get("SpacesAfter", " ").replace("\\n", "\n")
        morph = "" if cells[5] == "_" else cells[5]
        return cls(cells[1], cells[3], morph, int(cells[6]), cells[7], misc.get("NE", ""), after)

    def line(self, number: int) -> str:
        misc = [f"NE={self.name}"] if self.name else []
        if not self.after:
            misc.append("SpaceAfter=No")
        elif self.after != " ":
            misc.append("SpacesAfter=" + self.after.replace("\n", "\\n"))
        cells = [str(number), self.form, "_", self.pos, "_", self.morph or "_"]
        return "\t".join([*cells, str(self.head), self.relation, "_", "|".join(misc) or "_"])


Tree = tuple[Word, ...]


def read_parses(path: Path) -> Mapping[str, tuple[Tree, ...]]:
    """Trees of one file, by the name of their case."""
    parses: dict[str, list[Tree]] = {}
    words: list[Word] = []
    trees: list[Tree] | None = None
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# newdoc id = "):
            name = line.removeprefix("# newdoc id = ")
            assert name not in parses, f"{path}: {name!r} is parsed twice"
            trees = parses[name] = []
        elif not line:
            if words:
                assert trees is not None, f"{path}: a tree stands before the first '# newdoc id'"
                trees.append(tuple(words))
                words = []
        elif not line.startswith("#"):
            words.append(Word.of(line, number=len(words) + 1))
    return {name: tuple(found) for name, found in parses.items()}


def written(parses: Mapping[str, Iterable[Tree]]) -> str:
    """The file that `read_parses` reads."""
    blocks = []
    for name, trees in parses.items():
        head = f"# newdoc id = {name}\n"
        for tree in trees:
            text = "".join(word.form + word.after for word in tree)
            lines = [word.line(number) for number, word in enumerate(tree, 1)]
            blocks.append("\n".join([f"{head}# text = {' '.join(text.split())}", *lines]))
            head = ""
    return "\n\n".join(blocks) + "\n"


@cache
def vocabulary() -> Vocab:
    """An empty French vocabulary: no vectors, no tables, no model."""
    from spacy.language import BaseDefaults
    from spacy.vocab import create_vocab

    return create_vocab("fr", BaseDefaults)


def as_doc(trees: Iterable[Tree]) -> Doc:
    """The trees as spaCy holds a parse."""
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    pos: list[str] = []
    morphs: list[str] = []
    heads: list[int] = []
    relations: list[str] = []
    names: list[str] = []
    for tree in trees:
        places = _places(tree, len(words))
        for place, word in zip(places, tree, strict=True):
            words.append(word.form)
            spaces.append(word.after.startswith(" "))
            pos.append(word.pos)
            morphs.append(word.morph)
            heads.append(places[word.head - 1] if word.head else place)
            relations.append(word.relation if word.head else "ROOT")
            names.append(word.name or "O")
            blank = word.after.removeprefix(" ") if word.after.startswith(" ") else word.after
            if blank:  # spaCy makes a token of line ends
                words.append(blank)
                spaces.append(False)
                pos.append("SPACE")
                morphs.append("")
                heads.append(place)
                relations.append("dep")
                names.append("O")
    return Doc(
        vocabulary(),
        words=words,
        spaces=spaces,
        pos=pos,
        morphs=morphs,
        heads=heads,
        deps=relations,
        ents=names,
    )


def _places(tree: Tree, first: int) -> list[int]:
    """Index in the `Doc` of each word."""
    places = []
    for word in tree:
        places.append(first)
        first += 1 + bool(word.after.removeprefix(" "))
    return places
