"""Groups whose members are linked more with one another than chance would have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diplograph.errors import UsageError
from diplograph.network.graphs import import_networkx, to_simple
from diplograph.network.naming import known
from diplograph.network.records import Network
from diplograph.network.scores import SEED, Scores, choose_engine

ALGORITHMS = ("leiden", "louvain")


@dataclass(frozen=True, slots=True)
class Communities:
    """A division of the nodes.

    Attributes:
        groups: ids, sorted within each; the largest group first, equal ones by their first id.
        modularity: of the division, -0.5 to 1; 0 for a network without links.
        algorithm, engine: what found it.
    """

    groups: tuple[tuple[str, ...], ...]
    modularity: float
    algorithm: str
    engine: str

    @property
    def scores(self) -> Scores:
        """The number of each node's group, 0 for the largest, under the name "community"."""
        numbers = {iri: number for number, group in enumerate(self.groups) for iri in group}
        return Scores("community", dict(sorted(numbers.items())), engine=self.engine)


def communities(
    network: Network,
    *,
    algorithm: str = "leiden",
    resolution: float = 1.0,
    weighted: bool = True,
    seed: int = SEED,
    engine: str = "auto",
) -> Communities:
    """Divide the nodes so that modularity is high; directions are left aside.

    Q = sum over groups of (w_in / m - resolution (w_all / 2m)^2), with w_in the strength within a group,
    w_all that of its nodes, m that of all links (Newman 2006, PNAS 103(23):8577-8582; the resolution of
    Reichardt and Bornholdt 2006). Louvain: Blondel et al. 2008, J. Stat. Mech. P10008. Leiden: Traag,
    Waltman and van Eck 2019, Scientific Reports 9:5233, whose groups hold together. Both are heuristics:
    another engine finds another division of about the same modularity. A node without links is a group.

    Raises:
        UsageError: the algorithm is unknown, the resolution not above 0, or NetworkX is asked for Leiden.
    """
    known(algorithm, ALGORITHMS, what="algorithm")
    if not resolution > 0:
        raise UsageError(f"{resolution:g} is no resolution", hint="give a number above 0")
    chosen = choose_engine(engine, offered=("auto", "networkx", "igraph"))
    from diplograph.network.waves import links

    matrix = network.topology.undirected if weighted else links(network.topology.undirected)
    if chosen == "auto":
        chosen, labels = _own(matrix, algorithm, resolution)
    if chosen == "igraph":
        from diplograph.network.optional_igraph import igraph_communities

        labels = igraph_communities(matrix, algorithm=algorithm, resolution=resolution, seed=seed)
    elif chosen == "networkx":
        if algorithm != "louvain":
            raise UsageError("networkx has no Leiden of its own", hint="use louvain, or leave the engine out")
        parts = import_networkx().community.louvain_communities(
            to_simple(network), weight="weight" if weighted else None, resolution=resolution, seed=seed
        )
        numbers = {iri: number for number, part in enumerate(parts) for iri in part}
        labels = [numbers[iri] for iri in network.topology.ids]
    return Communities(
        groups=_groups(network.topology.ids, labels),
        modularity=modularity(matrix, labels, resolution=resolution),
        algorithm=algorithm,
        engine=chosen,
    )


def modularity(matrix: Any, labels: Sequence[int], *, resolution: float = 1.0) -> float:
    """Q of a division, given as a label for each row of a symmetric matrix of strengths."""
    import numpy as np

    strength = float(matrix.sum())
    if not strength:
        return 0.0
    groups = np.asarray(labels)
    rows = np.repeat(groups, np.diff(matrix.indptr))
    inside = float(matrix.data[rows == groups[matrix.indices]].sum())
    whole = np.bincount(groups, weights=np.asarray(matrix.sum(axis=1)).ravel())
    return inside / strength - resolution * float((whole**2).sum()) / strength**2


def _own(matrix: Any, algorithm: str, resolution: float) -> tuple[str, list[int]]:
    """By scikit-network, in the order of the nodes, without any chance; by NetworkX when it is missing."""
    try:
        from sknetwork.clustering import Leiden, Louvain
    except ImportError:
        return "networkx", []
    if not matrix.nnz:
        return "scikit-network", list(range(matrix.shape[0]))
    from scipy.sparse import csr_matrix

    kind = Louvain if algorithm == "louvain" else Leiden
    found = kind(resolution=resolution, shuffle_nodes=False).fit_predict(csr_matrix(matrix))
    return "scikit-network", found.tolist()


def _groups(ids: Sequence[str], labels: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    members: Mapping[int, list[str]] = defaultdict(list)
    for iri, label in zip(ids, labels, strict=True):
        members[label].append(iri)
    return tuple(sorted((tuple(sorted(group)) for group in members.values()), key=lambda g: (-len(g), g[0])))
