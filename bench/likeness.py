"""How the thresholds of `knowledge.likeness` were chosen: slips recognised, different things confused.

For each threshold: the share of the gazetteer's names (persons, companies) that are recognised with one
letter dropped, doubled, changed or exchanged with the next; and how many pairs of different things would pass
for one another.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from itertools import combinations

from diplograph.knowledge import load_knowledge
from diplograph.knowledge.likeness import SAME_PERSON, SAME_THING, SHORTEST, likeness, skeleton

THRESHOLDS = (80, 84, 86, 88, 90, 92, 94, 96)
SAMPLE = 1500
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def slip(name: str, chance: random.Random) -> str:
    """A name with one letter wrong, not its first."""
    place = chance.randrange(1, len(name) - 1)
    letter = chance.choice(LETTERS)
    return chance.choice(
        (
            name[:place] + name[place + 1 :],
            name[:place] + letter + name[place:],
            name[:place] + letter + name[place + 1 :],
            name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        )
    )


def main() -> int:
    """Print a row for each threshold."""
    chance = random.Random(20)
    entities = load_knowledge().gazetteer.entities.values()
    print(f"{'':<10} {'threshold':>9} {'slips recognised':>17} {'pairs confused':>15}")
    for kind, chosen in (("person", SAME_PERSON), ("company", SAME_THING)):
        names = [entity.name for entity in entities if entity.key.startswith(f"{kind}/")]
        names = [name for name in names if len(skeleton(name)) >= SHORTEST]
        slips = [(name, slip(name, chance)) for name in chance.sample(names, min(SAMPLE, len(names)))]
        blocks: dict[str, list[str]] = defaultdict(list)
        for name in sorted({skeleton(name) for name in names}):
            blocks[name[:3]].append(name)
        for least in THRESHOLDS:
            hits = sum(bool(likeness(skeleton(one), skeleton(two), least=least)) for one, two in slips)
            confused = sum(
                bool(likeness(one, two, least=least))
                for block in blocks.values()
                for one, two in combinations(block, 2)
            )
            mark = " *" if least == chosen else ""
            print(f"{kind:<10} {least:>9} {hits / len(slips):>17.1%} {confused:>9} of {len(names)}{mark}")
    print("* chosen; of persons, first name and surname must agree each as well")
    return 0


if __name__ == "__main__":
    sys.exit(main())
