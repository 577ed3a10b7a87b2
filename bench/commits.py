"""How commits grow: processor time for each tenth of made-up facts (`synthetic.py`), and peak memory.

Documents are handed over as a build does it, in batches of its sizes. Printed are the milliseconds a fact of
each tenth, the slope of log(time so far) over log(facts so far), where 1 is linear and 2 quadratic, and how
much memory the process took beyond what it had before the first commit.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from itertools import accumulate
from math import log
from pathlib import Path
from statistics import linear_regression

from synthetic import BASE, documents_of, entry_of
from synthetic_world import World

from diplograph.build.committing import Committer
from diplograph.build.fingerprint import current_run
from diplograph.knowledge import load_knowledge
from diplograph.store import Background, Store

STEEPEST = 1.1  # linear, and what sorting keys adds
MEGABYTES = 500


def grow(facts: int, *, parts: int = 10) -> tuple[list[float], list[int], float]:
    """Processor seconds and facts of each part, and megabytes at the peak beyond the start."""
    world = World(load_knowledge(), entities=max(600, facts // 4), seed=7)
    run = current_run()
    told = list(documents_of(world, facts=facts, seed=7))
    spent, sizes = [], []
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s", create=True) as store:
        before = _peak()
        committer = Committer(store, run=(), background=Background(), told=lambda _: None)
        with committer:
            for part in range(parts):
                first, last = len(told) * part // parts, len(told) * (part + 1) // parts
                tellings, made, start = 0, 0.0, time.process_time()
                for place in range(first, last):
                    begun = time.thread_time()
                    entry = entry_of(f"t{place:06}", place, told[place], world, run=run.iri(BASE))
                    made += time.thread_time() - begun
                    tellings += len(entry.graph.facts)
                    committer.add(entry)
                committer.finish()
                spent.append(time.process_time() - start - made)
                sizes.append(tellings)
                print(f"{1000 * spent[-1] / sizes[-1]:.2f}", end=" ", flush=True)
    return spent, sizes, _peak() - before


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> int:
    """Print the figures; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=100_000)
    given = parser.parse_args()
    print(f"\n{given.facts:,} facts, milliseconds a fact in each tenth:", end=" ", flush=True)
    spent, sizes, memory = grow(given.facts)
    times, facts = list(accumulate(spent)), list(accumulate(sizes))
    slope, _ = linear_regression([log(each) for each in facts], [log(each) for each in times])
    reached = slope <= STEEPEST and memory <= MEGABYTES
    print(f"\n{facts[-1]:,} tellings committed in {times[-1]:.0f} s of the processor;", end=" ")
    print(f"slope {slope:.2f} <= {STEEPEST}; memory {memory:.0f} MB <= {MEGABYTES}", end="  ")
    print("reached" if reached else "missed")
    return int(not reached)


if __name__ == "__main__":
    sys.exit(main())
