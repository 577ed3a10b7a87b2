"""Time two things side by side: in turns, so that both meet the same noise; median of the ratios."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Comparison:
    """Seconds of ours and of the peer, round by round."""

    name: str
    ours: tuple[float, ...]
    peer: tuple[float, ...]
    goal: float

    @property
    def ratio(self) -> float:
        """Median over the rounds of ours / peer."""
        return median(own / other for own, other in zip(self.ours, self.peer, strict=True))

    def line(self) -> str:
        """One row of the report."""
        verdict = "reached" if self.ratio <= self.goal else "missed"
        own, other = median(self.ours), median(self.peer)
        return f"{self.name:<62} {own:7.3f} s {other:7.3f} s  {self.ratio:5.2f}  <= {self.goal:<4} {verdict}"


def compare(
    name: str, ours: Callable[[], object], peer: Callable[[], object], *, goal: float, rounds: int
) -> Comparison:
    """Run both once unmeasured, then in turns."""
    ours(), peer()
    pairs = [(seconds(ours), seconds(peer)) for _ in range(rounds)]
    return Comparison(name, tuple(own for own, _ in pairs), tuple(other for _, other in pairs), goal)


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def python(*words: str, cwd: Path | None = None) -> None:
    """Run this Python in a fresh process."""
    subprocess.run([sys.executable, *words], cwd=cwd, capture_output=True, check=True)
