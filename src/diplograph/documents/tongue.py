"""In which language a text is written, by its small words (`data/lexicon/languages.csv`) and its letters.

Small words are a third of any French text and hardly occur in other languages under the same spelling;
what is quoted in English inside a French article weighs little among them. A list of names has none: it is
taken for French, for nothing speaks against it.
Source of the idea: Grefenstette, "Comparing two language identification schemes", JADT 1995.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from diplograph.resources import resource

FRENCH = "fr"
FEW = 20  # words: of fewer, nothing is said
SAMPLE = 600  # characters that are looked at, three times: beginning, middle, end
# Another language must have its small words this much more often, and in this share of the words at least.
_LEAD = 1.25
_LEAST = 0.12
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "CJK": "Hani",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "HANGUL": "Kore",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva",
    "THAI": "Thai",
}


def language_of(text: str) -> str:
    """BCP 47 tag: "fr" unless the text is plainly in another language; `und-Cyrl` when only letters tell."""
    if len(text) > 4 * SAMPLE:
        middle = len(text) // 2
        text = f"{text[:SAMPLE]} {text[middle : middle + SAMPLE]} {text[-SAMPLE:]}"
    words = _WORD.findall(text.lower())
    if script := _script(words):
        return f"und-{script}"
    if len(words) < FEW:
        return FRENCH
    counts = Counter(words)
    shares = {
        language: sum(counts[word] for word in small) / len(words)
        for language, small in _small_words().items()
    }
    best = max(sorted(shares), key=lambda language: shares[language])
    if shares[best] < max(_LEAST, _LEAD * shares[FRENCH]):
        return FRENCH
    return best


def _script(words: list[str]) -> str:
    """The script of most words, when it is not the Latin one; "" for Latin, and where there are few words."""
    first = Counter(word[0] for word in words)
    scripts: Counter[str] = Counter()
    for letter, count in first.items():
        scripts[unicodedata.name(letter, "").partition(" ")[0]] += count
    if not scripts:
        return ""
    # Scripts without spaces have few, long "words".
    (common, count), *_ = sorted(scripts.items(), key=lambda item: (-item[1], item[0]))
    letters = sum(map(len, words))
    return _SCRIPTS.get(common, "") if 2 * count > len(words) and letters >= 4 * FEW else ""


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    with resource("data/lexicon/languages.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["language"]: frozenset(row["words"].split()) for row in csv.DictReader(file)}
