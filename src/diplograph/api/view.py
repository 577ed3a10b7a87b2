"""A network that a notebook shows, measures and draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Any

from diplograph.api.picture import Picture
from diplograph.api.table import Table
from diplograph.network.measuring import measure
from diplograph.network.records import Network
from diplograph.network.scores import annotate
from diplograph.store import Store


@dataclass(frozen=True, repr=False)
class NetworkView:
    """A projection of a store: its records are in `network`."""

    network: Network
    store: Store

    def measure(self, name: str, *, top: int = 0) -> Table:
        """A measure of every node in the order of `Scores.ranked`: what tells most first, ties by IRI.

        Args:
            name: one of `diplograph.network.MEASURES`.
            top: rows; 0: all.
        Raises:
            UsageError: there is no such measure.
        """
        scores, nodes = measure(self.network, name), self.network.by_id
        rows = tuple((nodes[iri].label, nodes[iri].kind, value) for iri, value in scores.ranked(top))
        return Table(("label", "kind", name), rows)

    def measured(self, *names: str) -> NetworkView:
        """The same view whose nodes carry measures as attributes, which exports write as columns."""
        return replace(self, network=annotate(self.network, *(measure(self.network, name) for name in names)))

    def to_networkx(self) -> Any:
        """The network as a `networkx.MultiDiGraph`; see `diplograph.network.to_networkx`."""
        from diplograph.network.graphs import to_networkx

        return to_networkx(self.network)

    def draw(self, *, language: str = "fr", limit: int | None = None) -> Picture:
        """The best linked part as a picture.

        Args:
            limit: of nodes; None: as many as are readable; 0: all.
        Raises:
            UsageError: nothing is linked, or matplotlib is missing.
        """
        from diplograph.pictures.drawing import READABLE, draw_network

        number = READABLE if limit is None else limit
        return Picture(draw_network(self.network, language=language, limit=number))

    def page(self, *, language: str = "fr") -> str:
        """The network as one page of HTML to explore in a browser.

        Raises:
            UsageError: nothing is linked, or bokeh is missing.
        """
        from diplograph.pictures.page import network_page

        return network_page(self.store, self.network, language=language)

    def __repr__(self) -> str:
        nodes, edges = len(self.network.nodes), len(self.network.edges)
        return f"NetworkView({self.network.view}: {nodes} nodes, {edges} edges)"

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.network.account())}</p>"

    def _repr_png_(self) -> bytes | None:
        return self.draw().png if self.network.edges else None
