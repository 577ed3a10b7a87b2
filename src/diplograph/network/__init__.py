"""The published facts as a network: views, measures, paths, and its forms for other programs."""

from diplograph.network.brokerage import constraint, effective_size
from diplograph.network.centrality import core, degree, eigenvector, pagerank
from diplograph.network.cohesion import assortativity, component, components, growth
from diplograph.network.communities import communities
from diplograph.network.filters import ALL_STATUSES, DEFAULT_STATUSES, Filters
from diplograph.network.graphs import to_networkx, to_simple
from diplograph.network.measuring import MEASURES, measure
from diplograph.network.nearness import betweenness, closeness
from diplograph.network.paths import ego, paths
from diplograph.network.projection import VIEWS, project
from diplograph.network.published import read_published
from diplograph.network.records import Edge, Left, Network, Node, Reason
from diplograph.network.relations import RELATIONS
from diplograph.network.scores import Scores, annotate

__all__ = [
    "ALL_STATUSES",
    "DEFAULT_STATUSES",
    "MEASURES",
    "RELATIONS",
    "VIEWS",
    "Edge",
    "Filters",
    "Left",
    "Network",
    "Node",
    "Reason",
    "Scores",
    "annotate",
    "assortativity",
    "betweenness",
    "closeness",
    "communities",
    "component",
    "components",
    "constraint",
    "core",
    "degree",
    "effective_size",
    "ego",
    "eigenvector",
    "growth",
    "measure",
    "pagerank",
    "paths",
    "project",
    "read_published",
    "to_networkx",
    "to_simple",
]
