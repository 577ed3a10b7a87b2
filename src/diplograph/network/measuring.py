"""All measures of nodes by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from inspect import signature
from types import MappingProxyType

from diplograph.errors import UsageError
from diplograph.network.brokerage import constraint, effective_size
from diplograph.network.centrality import core, degree, eigenvector, pagerank
from diplograph.network.cohesion import component
from diplograph.network.communities import communities
from diplograph.network.naming import known
from diplograph.network.nearness import betweenness, closeness
from diplograph.network.records import Network
from diplograph.network.scores import Scores


def _community(
    network: Network, *, algorithm: str = "leiden", weighted: bool = True, engine: str = "auto"
) -> Scores:
    return communities(network, algorithm=algorithm, weighted=weighted, engine=engine).scores


def _harmonic(
    network: Network,
    *,
    directed: bool = False,
    weighted: bool = False,
    samples: int | None = None,
    engine: str = "auto",
) -> Scores:
    return closeness(
        network, harmonic=True, directed=directed, weighted=weighted, samples=samples, engine=engine
    )


MEASURES: Mapping[str, Callable[..., Scores]] = MappingProxyType(
    {
        "degree": lambda network: degree(network),
        "in-degree": lambda network: degree(network, direction="in"),
        "out-degree": lambda network: degree(network, direction="out"),
        "strength": lambda network: degree(network, weighted=True),
        "betweenness": betweenness,
        "closeness": closeness,
        "harmonic": _harmonic,
        "eigenvector": eigenvector,
        "pagerank": pagerank,
        "core": core,
        "constraint": constraint,
        "effective-size": effective_size,
        "community": _community,
        "component": component,
    }
)


def measure(network: Network, name: str, **options: object) -> Scores:
    """Compute a measure by its name.

    Args:
        name: one of MEASURES.
        options: of the measure's function; None stands for its default.
    Raises:
        UsageError: the measure is unknown, or does not take an option.
    """
    return measure_all(network, (name,), **options)[0]


def measure_all(network: Network, names: Iterable[str], **options: object) -> tuple[Scores, ...]:
    """Compute several measures; each takes what it understands of the options, None stands for a default.

    Raises:
        UsageError: a measure is unknown, or none of them takes an option.
    """
    wanted = {known(name, MEASURES, what="measure"): options_of(name) for name in names}
    given = {option: value for option, value in options.items() if value is not None}
    for option in given:
        if not any(option in taken for taken in wanted.values()):
            told = "; ".join(
                f"{name} takes {', '.join(sorted(taken)) or 'none'}" for name, taken in wanted.items()
            )
            raise UsageError(f"{', '.join(wanted)}: no option {option!r}", hint=told)
    return tuple(
        MEASURES[name](network, **{option: value for option, value in given.items() if option in taken})
        for name, taken in wanted.items()
    )


def options_of(name: str) -> frozenset[str]:
    """Names of the options that a measure takes."""
    return frozenset(signature(MEASURES[name]).parameters) - {"network", "harmonic"}
