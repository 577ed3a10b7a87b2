"""Whether reading is linear: hard texts of one size over the same of half of it, the model's part included.

Ten thousand names in a list, a sentence of three thousand words, twenty thousand commas without a space, a
thousand emoji; the tests count the same in lines of code (`tests/extraction/test_linear_time.py`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from timing import Comparison, compare

from diplograph.extraction import extract
from diplograph.knowledge import load_knowledge
from diplograph.language import load_pipeline
from diplograph.model import Document

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "extraction"))

import hard_texts

GOAL = 2.8  # twice, and the noise of a machine that does other things
TEXTS = (
    (hard_texts.names, 10_000),
    (hard_texts.clauses, 240),
    (hard_texts.news, 400),
    (hard_texts.commas, 20_000),
    (hard_texts.emoji, 1_000),
)


def main() -> int:
    """Print the ratios; 1 when one is above the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    rounds = parser.parse_args().rounds
    nlp, knowledge = load_pipeline(), load_knowledge()

    def reading(text: str) -> Callable[[], object]:
        document = Document("bench", text, digest="bench", published="2024-05-06")
        return lambda: extract(document, nlp=nlp, knowledge=knowledge)

    print(f"\n{'':<62} {'whole':>9} {'half':>9}  ratio     goal")
    found: list[Comparison] = []
    for make, size in TEXTS:
        name = f"{size:,} {make.__name__} / {size // 2:,}"
        found.append(compare(name, reading(make(size)), reading(make(size // 2)), goal=GOAL, rounds=rounds))
        print(found[-1].line(), flush=True)
    return int(any(comparison.ratio > comparison.goal for comparison in found))


if __name__ == "__main__":
    sys.exit(main())
