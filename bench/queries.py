"""The eight most typical named queries: in ms on a million statements, and beside rdflib on a tenth of that.

The counts must be rdflib's, on the same statements. The entities asked for are among those that most facts
name; on a smaller or a rarer thing every query is faster. Of each query the quickest
round counts, in processor time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import rdflib
from synthetic import make_store

from diplograph.query.binding import bind
from diplograph.query.named import get_named
from diplograph.query.parameters import terms_of
from diplograph.query.running import ask_named
from diplograph.rdf.identifiers import data_prefixes
from diplograph.store import Store

GOAL = 0.05  # seconds, on a million statements
LARGE, SMALL = 34_000, 3_400  # facts
CALLS: tuple[tuple[str, dict[str, str]], ...] = (
    ("country-file", {"country": "Kazakhstan", "since": "2024"}),
    ("company-file", {"company": "Orano"}),
    ("bilateral-chronology", {"one": "Kazakhstan", "other": "France", "from": "2023", "to": "2024"}),
    ("meetings", {"who": "Kazakhstan"}),
    ("agreements", {"sector": "energy", "year": "2024"}),
    ("companies-in", {"country": "Kazakhstan"}),
    ("not-yet-signed", {"party": "Kazakhstan"}),
    ("positions", {"topic": "climat"}),
)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call; a query runs in one thread, and others may be at work on the machine."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ours(store: Store, name: str, given: dict[str, str]) -> int:
    """Resolve the parameters, run the query and read every row."""
    answer = ask_named(store, get_named(name), given)
    assert isinstance(answer, ox.QuerySolutions)
    return sum(1 for _ in answer)


def timed(store: Store, name: str, given: dict[str, str], *, rounds: int) -> float:
    """Seconds of the quickest of some calls: what the query costs, whatever else the machine does."""
    return min(seconds(lambda: ours(store, name, given)) for _ in range(rounds))


def compared(store: Store, peer: rdflib.Graph, name: str, given: dict[str, str]) -> tuple[float, float, bool]:
    """(our seconds, rdflib's, whether the counts agree) on the small store."""
    query = get_named(name)
    text = bind(query.text, terms_of(query, given, store))
    counts: list[int] = []
    own = timed(store, name, given, rounds=5)
    theirs = seconds(lambda: counts.append(len(list(peer.query(text, initNs=data_prefixes())))))
    return own, theirs, counts == [ours(store, name, given)]


def main() -> int:
    """Print a line a query; 1 when a goal is missed or a count differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--large", type=Path, help="a store of a million statements that is there already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        large = given.large or Path(folder) / "large"
        if not given.large:
            make_store(large, facts=LARGE)
        make_store(Path(folder) / "small", facts=SMALL)
        with (
            Store.open(large, read_only=True) as big,
            Store.open(Path(folder) / "small", read_only=True) as small,
        ):
            text = "".join(f"{s} {p} {o} .\n" for s, p, o in small.triples())
            peer = rdflib.Graph(bind_namespaces="none").parse(data=text, format="nt")
            print(f"{sum(1 for _ in big.triples()):,} statements; beside rdflib: {len(peer):,}")
            print(f"{'':<24}{'rows':>6}{'ms':>9}  goal      {'ms':>9}{'rdflib ms':>11}  ratio  counts")
            missed = 0
            for call in CALLS:
                took = timed(big, *call, rounds=given.rounds)
                own, theirs, same = compared(small, peer, *call)
                missed += took > GOAL or not same
                print(
                    f"{call[0]:<24}{ours(big, *call):>6}{took * 1000:>9.1f}"
                    f"  {'reached' if took <= GOAL else 'missed':<8}  {own * 1000:>9.1f}"
                    f"{theirs * 1000:>11.1f}  {theirs / own:>4.0f}x  {'same' if same else 'DIFFER'}",
                    flush=True,
                )
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
