"""The graph in Python and in a notebook: texts in, questions, measures and pictures out."""

from diplograph.api.explained import Explained
from diplograph.api.graph import Graph
from diplograph.api.picture import Picture
from diplograph.api.table import Table
from diplograph.api.view import NetworkView

__all__ = ["Explained", "Graph", "NetworkView", "Picture", "Table"]
