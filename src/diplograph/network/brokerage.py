"""Who links those who are not linked otherwise: Burt's constraint and effective size."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any

from diplograph.network.graphs import import_networkx, to_simple
from diplograph.network.records import Network
from diplograph.network.scores import Scores, choose_engine
from diplograph.network.waves import links

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROWS = 500  # of a product of matrices that are held at a time


def constraint(network: Network, *, weighted: bool = True, engine: str = "auto") -> Scores:
    """How far a node's contacts are linked among themselves: low for a broker.

    c(v) = sum over contacts j of (p(v, j) + sum over q of p(v, q) p(q, j))^2, with p(i, j) the share of i's
    strength that its link with j has (Burt 1992, Structural Holes, ch. 2). Directions are left aside. NaN
    for a node without links, of which it says nothing.
    """
    import numpy as np

    chosen = choose_engine(engine)
    ids = network.topology.ids
    if chosen == "networkx":
        found = import_networkx().constraint(to_simple(network), weight="weight" if weighted else None)
        return Scores("constraint", {iri: float(found[iri]) for iri in ids}, engine=chosen)
    matrix = network.topology.undirected if weighted else links(network.topology.undirected)
    sums = np.asarray(matrix.sum(axis=1)).ravel()
    share = _scaled(matrix, np.divide(1.0, sums, out=np.zeros_like(sums), where=sums > 0))
    values = np.full(len(ids), nan)
    for first in range(0, len(ids), _ROWS):
        rows = share[first : first + _ROWS]
        both = (rows + (rows @ share).multiply(links(rows))).tocsr()
        values[first : first + _ROWS] = np.asarray(both.power(2).sum(axis=1)).ravel()
    values[sums == 0] = nan
    return Scores("constraint", dict(zip(ids, values.tolist(), strict=True)))


def effective_size(network: Network, *, engine: str = "auto") -> Scores:
    """Number of a node's contacts less what is redundant among them.

    e(v) = n - 2t / n, with n contacts and t links between them (Borgatti 1997, Connections 20(1):35-38, for
    Burt's effective size of a network without strengths). Directions are left aside. NaN without contacts.
    """
    import numpy as np

    chosen = choose_engine(engine)
    ids = network.topology.ids
    if chosen == "networkx":
        found = import_networkx().effective_size(to_simple(network))
        return Scores("effective-size", {iri: float(found[iri]) for iri in ids}, engine=chosen)
    matrix = links(network.topology.undirected)
    contacts = np.asarray(matrix.sum(axis=1)).ravel()
    twice = np.zeros(len(ids))
    for first in range(0, len(ids), _ROWS):
        rows = matrix[first : first + _ROWS]
        twice[first : first + _ROWS] = np.asarray((rows @ matrix).multiply(rows).sum(axis=1)).ravel()
    values = np.full(len(ids), nan)
    np.subtract(
        contacts, np.divide(twice, contacts, out=np.zeros_like(twice), where=contacts > 0), out=values
    )
    values[contacts == 0] = nan
    return Scores("effective-size", dict(zip(ids, values.tolist(), strict=True)))


def _scaled(matrix: Any, factors: NDArray[np.float64]) -> Any:
    """Each row times its factor."""
    import numpy as np
    from scipy.sparse import csr_array

    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return csr_array((matrix.data * factors[rows], matrix.indices, matrix.indptr), shape=matrix.shape)
