"""The view of the network that all `diplograph network` commands share: its options, and how it is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diplograph.cli.lazy import OneOf, did_you_mean
from diplograph.cli.options import store_option
from diplograph.errors import UsageError

if TYPE_CHECKING:
    from diplograph.network import Filters, Network
    from diplograph.store import Store

# `network.VIEWS` and `ALL_STATUSES`, repeated because reading them would import Oxigraph; a test compares.
VIEWS = ("actors", "events", "full")
STATUSES = ("Actual", "Planned", "Possible", "Denied")

format_option = click.option(
    "-f", "--format", type=OneOf(["table", "csv", "json"]), default="table", show_default=True
)
top_option = click.option(
    "--top", type=click.IntRange(min=0), default=20, show_default=True, help="Rows shown; 0: all."
)

_OPTIONS = (
    store_option,
    click.option("--view", type=OneOf(VIEWS), default="actors", show_default=True, help="What is a node."),
    click.option(
        "--class", "classes", multiple=True, metavar="CLASS", help="Only facts of a class: Visit, Agreement…"
    ),
    click.option(
        "--relation", "relations", multiple=True, metavar="NAME", help="Only such edges: visited, met…"
    ),
    click.option(
        "--sector",
        "sectors",
        multiple=True,
        metavar="CODE",
        help="Only facts of a sector, or of a narrower one.",
    ),
    click.option(
        "--country",
        "countries",
        multiple=True,
        metavar="NAME",
        help="Only facts with a country, or with an actor of it.",
    ),
    click.option(
        "--since", default="", metavar="DATE", help="Only facts of that date or later: 2024, 2024-11…"
    ),
    click.option("--until", default="", metavar="DATE", help="Only facts of that date or earlier."),
    click.option(
        "--status",
        "statuses",
        multiple=True,
        type=OneOf((*STATUSES, "all")),
        help="Only facts of a status.  [default: all but Denied]",
    ),
    click.option(
        "--min-confidence",
        type=float,
        default=0.0,
        metavar="P",
        help="Only facts that certain: 0 to 1.",
    ),
    click.option(
        "--document", "documents", multiple=True, metavar="ID", help="Only facts that a document states."
    ),
)


@dataclass(frozen=True, slots=True)
class View:
    """What the options ask for; names are still as they were typed."""

    store: Path
    view: str
    classes: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    statuses: tuple[str, ...] = ()
    min_confidence: float = 0.0
    documents: tuple[str, ...] = field(default=())

    @contextmanager
    def open(self) -> Iterator[tuple[Store, Network]]:
        """The store, for reading, and the view of it; what became of the facts is told on standard error."""
        from diplograph.store import Store

        with Store.open(self.store, read_only=True) as opened:
            yield opened, self.of(opened)

    def of(self, store: Store) -> Network:
        """The view of a store that is open; what became of the facts is told on standard error."""
        from diplograph.network import project

        network = project(store, view=self.view, filters=self._filters(store))
        click.echo(network.account(), err=True)
        if not network.edges:
            click.echo("nothing is linked in this view; take filters away to see more", err=True)
        return network

    def _filters(self, store: Store) -> Filters:
        from diplograph.network import ALL_STATUSES, DEFAULT_STATUSES, Filters

        known = {record.identifier for record in store.documents()} if self.documents else set()
        for name in self.documents:
            if name not in known:
                advice = did_you_mean(name, known).strip(" ()") or "see: diplograph documents list"
                raise UsageError(f"the store has no document {name!r}", hint=advice)
        return Filters(
            classes=self.classes,
            relations=self.relations,
            sectors=self.sectors,
            countries=tuple(_country(store, name) for name in self.countries),
            since=self.since,
            until=self.until,
            statuses=ALL_STATUSES if "all" in self.statuses else self.statuses or DEFAULT_STATUSES,
            min_confidence=self.min_confidence,
            documents=self.documents,
        )


def view_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a view but the store; they come as keywords, see `View`."""
    for option in reversed(_OPTIONS[1:]):
        command = option(command)
    return command


def viewed(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a view, and the `View` as its first argument."""
    names = [part.name for part in fields(View)]

    @wraps(command)
    def called(**given: Any) -> Any:
        view = View(**{name: given.pop(name) for name in names})
        return command(view, **given)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called


def node_of(store: Store, network: Network, name: str) -> str:
    """IRI of the node that a name stands for.

    Raises:
        UsageError: nothing has the name, or what has it is no node of the view.
    """
    from diplograph.query.naming import resolve

    iri = resolve(store, name)
    if iri not in network.by_id:
        raise UsageError(
            f"{name} is in the graph but not in this view",
            hint="no fact that the filters take links it; take a filter away, or see --view full",
        )
    return iri


def _country(store: Store, name: str) -> str:
    from diplograph.query.naming import resolve
    from diplograph.query.rows import select
    from diplograph.rdf.vocabulary import RDFS_LABEL, dg

    if len(name) == 2 and name.isalpha() and name.isascii():
        rows = select(store, f'SELECT ?s {{ ?s {dg("iso3166")} "{name.upper()}" }} ORDER BY ?s')
        if rows:
            return rows[0][0]
    found = resolve(store, name)
    if not select(store, f"SELECT ?l {{ ?thing a {dg('Country')} ; {RDFS_LABEL} ?l }} LIMIT 1", thing=found):
        raise UsageError(f"{name} is no country", hint="for one thing see: diplograph network ego")
    return found
