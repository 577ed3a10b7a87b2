"""Peak memory of building a JSON Lines file of many documents, which must be streamed and not collected.

The documents are the corpus again and again, under names of their own and with a sentence of their own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from samples import corpus

GOAL = 1.5  # GB


def main() -> int:
    """Print the peak; 1 when it is above the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "many.jsonl"
        with lines.open("w", encoding="utf-8") as out:
            for number, document in enumerate(islice(cycle(corpus()), given.documents)):
                text = f"{document.text}\n\nDocument numéro {number}."
                row = {"id": f"d{number:06}", "text": text, "published": document.published}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        size = lines.stat().st_size / 1e6
        start = time.perf_counter()
        words = ("build", lines, "--store", f"{folder}/store", "--jobs", given.jobs)
        result = subprocess.run([sys.executable, "-m", "diplograph", *map(str, words)], check=True)
        assert result.returncode == 0
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    taken = time.perf_counter() - start
    verdict = "reached" if peak <= GOAL else "missed"
    done = f"{given.documents} documents, {size:.0f} MB, {taken:.0f} s"
    print(f"\n{done}; peak {peak:.2f} GB <= {GOAL} {verdict}")
    return int(peak > GOAL)


if __name__ == "__main__":
    sys.exit(main())
