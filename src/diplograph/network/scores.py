"""What a measure gives: a number a node, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan, log, sqrt

from diplograph.errors import UsageError
from diplograph.network.records import Network, Value

ENGINES = ("auto", "networkx", "igraph")
DELTA = 0.1  # chance that a bound does not hold
EPSILON = 0.1  # error that is asked for where no number of samples is given
SEED = 20241105
# Nodes times directed links below which every source is tried: some seconds.
EXACT_WORK = 400_000_000
# A broker is the less constrained; groups are numbered from the largest.
LOW_FIRST = frozenset({"constraint", "community", "component"})


@dataclass(frozen=True, slots=True)
class Scores:
    """A number for each node.

    Attributes:
        name: of the measure; values: by node id, in the order of the network.
        exact: False where sources were sampled; note: then how many, and the error bound.
        engine: what computed it.
    """

    name: str
    values: Mapping[str, float]
    exact: bool = True
    note: str = ""
    engine: str = "arrays"

    def ranked(self, top: int = 0) -> list[tuple[str, float]]:
        """Nodes and values, highest first (lowest, where that tells most), equal ones by id; 0: all.

        Values count to nine significant digits, so that the last bits of a sum decide nothing. NaN is last.
        """
        sign = 1 if self.name in LOW_FIRST else -1
        ordered = sorted(
            self.values.items(), key=lambda item: (isnan(item[1]), sign * _rounded(item[1]), item[0])
        )
        return ordered[:top] if top else ordered


def _rounded(value: float) -> float:
    return 0.0 if isnan(value) else float(f"{value:.9g}")


def annotate(network: Network, *scores: Scores) -> Network:
    """The same network whose nodes carry measures, under their names; whole numbers as int.

    They go with it into NetworkX and into every file. A later measure of the same name replaces an earlier.
    """
    nodes = []
    for node in network.nodes:
        told: dict[str, Value] = dict(node.attributes)
        for score in scores:
            if node.id in score.values:
                value = score.values[node.id]
                told[score.name] = int(value) if isinstance(value, int) else float(value)
        nodes.append(replace(node, attributes=tuple(sorted(told.items()))))
    return replace(network, nodes=tuple(nodes))


def table(network: Network, scores: Sequence[Scores], *, top: int = 0) -> list[dict[str, Value]]:
    """One row a node: id, label, kind, then a column a measure; ordered by the first, equal ones by id."""
    nodes = network.by_id
    ranked = scores[0].ranked(top) if scores else []
    return [
        {
            "id": iri,
            "label": nodes[iri].label,
            "kind": nodes[iri].kind,
            **{score.name: score.values[iri] for score in scores},
        }
        for iri, _ in ranked
    ]


def choose_engine(engine: str, *, offered: Iterable[str] = ("auto", "networkx")) -> str:
    """The engine itself.

    Raises:
        UsageError: it is unknown, does not offer the measure, or is not installed.
    """
    from diplograph.network.naming import known

    known(engine, ENGINES, what="engine")
    if engine not in tuple(offered):
        raise UsageError(
            f"{engine} is not used for this measure", hint=f"use one of {', '.join(sorted(offered))}"
        )
    if engine == "igraph":
        try:
            import igraph  # noqa: F401
        except ImportError:
            raise UsageError(
                "igraph cannot be imported",
                hint="it is under the GPL, and yours to install if that suits you: pip install igraph",
            ) from None
    return engine


def sample_size(nodes: int, *, epsilon: float, delta: float) -> int:
    """Sources that make every node's error at most epsilon with probability 1 - delta; see `bound`."""
    if not 0 < epsilon <= 1 or not 0 < delta < 1:
        raise UsageError(f"epsilon {epsilon:g} and delta {delta:g} make no bound", hint="give both in (0, 1)")
    return min(nodes, int(log(2 * max(nodes, 1) / delta) / (2 * epsilon**2)) + 1)


def bound(nodes: int, samples: int, *, delta: float) -> float:
    """Largest error of any node's mean over sampled sources, of terms in [0, 1], with probability 1 - delta.

    epsilon = sqrt((1 - (k - 1) / n) ln(2n / delta) / 2k), for k of n sources drawn without replacement: the
    inequality of Serfling (1974, Annals of Statistics 2(1):39-48), which sharpens Hoeffding's, for both
    signs and all n nodes at once. 0 when all are drawn.
    """
    if samples >= nodes:
        return 0.0
    return sqrt((1 - (samples - 1) / nodes) * log(2 * nodes / delta) / (2 * samples))
