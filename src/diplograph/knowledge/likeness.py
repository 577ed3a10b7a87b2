"""How alike two names are: what transliterations, hyphens and slips of the pen leave of them.

`skeleton` gives one form to the spellings of one name in French, English and German transliteration
(Tokaïev, Tokayev, Tokaev; Chavkat, Shavkat; Poutine, Putin). Two skeletons are compared letter by letter
with the ratio of RapidFuzz: 100 x (1 - insertions and deletions / letters of both).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rapidfuzz import fuzz

from diplograph.knowledge.name_index import read_pairs, write_pairs
from diplograph.language.folding import fold, spellings

# Measured by `bench/likeness.py`: of names with one letter wrong, 97 % of persons and 87 % of companies are
# recognised; of the gazetteer's own things, one pair of persons and nine of companies are confused.
SAME_PERSON = 88.0
SAME_THING = 90.0
_SAME_FIRST, _SAME_LAST = 90.0, 80.0  # Jean is not Jeanne, Emanuel is Emmanuel
_LONG_WORD, _SAME_WORD = 5, 85.0  # letters; of a word of a thing's name
SHORTEST = 8  # letters of a skeleton that a slip of the pen may be forgiven in
_SHORTEST_PART = 2  # letters of the skeleton of a surname: Li, Xi; one alone is an initial
_SHORTEST_ALIKE = 5  # letters of a skeleton that says enough by itself

# How one sound is written in the transliterations: Library of Congress, French and German press.
_SOUNDS = {
    letters: plain
    for plain, written in (
        ("j", "dzh dj zh j"),
        ("s", "tch tsch sch ch sh"),
        ("z", "ts tz"),
        ("k", "qu q ck c k"),
        ("e", "oe œ æ"),
        ("u", "ou oo"),
        ("se", "ce"),
        ("si", "ci cy"),
        ("h", "kh"),
        ("g", "gh"),
        ("f", "ph"),
        ("t", "th"),
        ("v", "w"),
        ("ks", "x"),
        ("i", "y"),
    )
    for letters in written.split()
}
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=lambda letters: (-len(letters), letters))))
_PARTICLES = {"el": "al", "ben": "bin", "ibn": "bin"}  # el-Sissi, al-Sissi
_WORDS = re.compile(r"[^\W_]+")
_DOUBLE = re.compile(r"(.)\1+")
_TRIPLE = re.compile(r"([^\W\d_])\1\1")  # no name has it
_NOT_PLAIN = re.compile(r"[^a-z0-9]")
_MUTE = 6  # letters from which a final e says nothing: Poutine, Putin
_PERSON = "person/"
_LAST, _FIRST = "~", "~~"  # mark skeletons of parts of names; no skeleton begins so
_JOINED = frozenset({"al", "el", "bin", "ben", "van", "von", "de", "del", "da", "ould", "la", "le"})
_DIGITS = re.compile(r"\d+")


def skeleton(name: str) -> str:
    """What the spellings of one name have in common; "" for one without Latin letters or figures."""
    return _DOUBLE.sub(r"\1", "".join(map(_sounds, _WORDS.findall(fold(name)))))


@lru_cache(maxsize=20_000)
def _sounds(word: str) -> str:
    word = _PARTICLES.get(word) or _SOUND.sub(lambda found: _SOUNDS[found.group()], word)
    word = _DOUBLE.sub(r"\1", word).replace("ie", "e")  # Tokaïev, Tokaev
    if len(word) >= _MUTE and word.endswith("e"):
        word = word[:-1]
    return _NOT_PLAIN.sub("", word)


def is_telling(bare: str) -> bool:
    """Whether a skeleton is long enough to name one thing."""
    return len(bare) >= _SHORTEST_ALIKE


def likeness(one: str, other: str, *, least: float) -> float:
    """How alike two skeletons are, from 0 to 100; 0 below `least`, or when their figures differ."""
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0.0
    return fuzz.ratio(one, other, score_cutoff=least)


def things_alike(one: str, other: str) -> float:
    """How alike two names of things are, 0 below the threshold.

    Each long word must agree: what "université de Toulouse" shares with "université de Tours" says nothing.
    """
    first, second = (
        [_sounds(word) for word in _WORDS.findall(fold(name)) if len(word) >= _LONG_WORD]
        for name in (one, other)
    )
    if len(first) != len(second):
        return 0.0
    if not all(likeness(a, b, least=_SAME_WORD) for a, b in zip(first, second, strict=True)):
        return 0.0
    return likeness(skeleton(one), skeleton(other), least=SAME_THING)


def persons_alike(one: str, other: str) -> float:
    """How alike the full names of two persons are, 0 below the threshold.

    Surname and first name each must agree: Olena is not Olga, and brothers are two.
    """
    first, second = one.partition(" "), other.partition(" ")
    if not first[2] or not second[2]:
        return 0.0
    for part, least in ((0, _SAME_FIRST), (2, _SAME_LAST)):
        if not likeness(skeleton(first[part]), skeleton(second[part]), least=least):
            return 0.0
    return likeness(skeleton(one), skeleton(other), least=SAME_PERSON)


def blocks(name: str) -> tuple[str, ...]:
    """Buckets in which a name like this one is looked for: how its first and its last word begin."""
    words = [bare for word in _WORDS.findall(fold(name)) if (bare := _sounds(word))]
    if not words:
        return ()
    return tuple(dict.fromkeys((f"{words[0][:3]}-{len(words)}", f"-{words[-1][:4]}")))


def _ends(name: str) -> Iterator[tuple[str, str]]:
    """The last and the first word of a full name: surnames come first in Chinese, Korean, Vietnamese."""
    words = name.split()
    if len(words) > 1:
        first = max(1, len(words) - 2) if words[-2] in _JOINED else len(words) - 1
        yield _LAST, " ".join(words[first:])
        yield _FIRST, words[0]


class LikenessIndex:
    """The skeletons of many names, and where to look for one that is nearly there."""

    def __init__(self, skeletons: Mapping[str, str], blocks: Mapping[str, str]) -> None:
        """Take what `to_text` wrote."""
        self._skeletons = skeletons
        self._blocks = blocks

    @classmethod
    def of(cls, names: Iterable[tuple[str, str]]) -> LikenessIndex:
        """Index (key, spelling)."""
        skeletons: dict[str, dict[str, None]] = defaultdict(dict)
        near: dict[str, dict[str, None]] = defaultdict(dict)
        for key, spelling in names:
            for written in spellings(fold(spelling)):
                bare = skeleton(written)
                if key.startswith(_PERSON):
                    for mark, part in _ends(written):
                        if len(short := skeleton(part)) >= _SHORTEST_PART:
                            skeletons[mark + short][key] = None
                if is_telling(bare):
                    skeletons[bare][key] = None
                    if len(bare) >= SHORTEST:
                        for block in blocks(written):
                            near[block][written] = None
        return cls(
            {bare: "\t".join(keys) for bare, keys in skeletons.items()},
            {block: "\t".join(found) for block, found in near.items()},
        )

    @classmethod
    def from_text(cls, skeletons: str, blocks: str) -> LikenessIndex:
        """Read what `to_text` wrote."""
        return cls(read_pairs(skeletons), read_pairs(blocks))

    def to_text(self) -> tuple[str, str]:
        """Both tables, a line a row."""
        return write_pairs(self._skeletons), write_pairs(self._blocks)

    def same(self, name: str) -> tuple[str, ...]:
        """Keys of the things of which this is another spelling."""
        bare = skeleton(name)
        found = self._skeletons.get(bare) if is_telling(bare) else None
        return tuple(found.split("\t")) if found else ()

    def surnamed(self, name: str) -> tuple[str, ...]:
        """Keys of the persons whose surname this is; of those whose name begins so, when there are none."""
        bare = skeleton(name)
        if len(bare) < _SHORTEST_PART or _TRIPLE.search(fold(name)):
            return ()
        for mark in (_LAST, _FIRST):
            if found := self._skeletons.get(mark + bare):
                return tuple(found.split("\t"))
        return ()

    def near(self, name: str) -> tuple[str, ...]:
        """Names, folded, that may be meant by a slip of the pen."""
        found = (item for block in blocks(name) for item in self._blocks.get(block, "").split("\t"))
        return tuple(dict.fromkeys(filter(None, found)))


__all__ = [
    "SAME_PERSON",
    "SAME_THING",
    "SHORTEST",
    "LikenessIndex",
    "blocks",
    "is_telling",
    "likeness",
    "persons_alike",
    "skeleton",
    "things_alike",
]
