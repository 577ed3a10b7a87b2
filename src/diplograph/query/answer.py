"""Ask a store one question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import pyoxigraph as ox

from diplograph.errors import QueryError
from diplograph.query.syntax import explained
from diplograph.store.sparql import check_query

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Queryable(Protocol):
    """What a query needs of a store."""

    def query(self, sparql: str, *, allow_service: bool = False) -> Results:
        """Answer a query over the published graph."""


def ask(
    store: Queryable,
    text: str,
    *,
    prefixes: Mapping[str, str],
    where: str = "query",
    allow_service: bool = False,
) -> Results:
    """Run a query.

    Args:
        prefixes: declared beforehand; a declaration in the text wins.
        where: name of the text in messages.
        allow_service: let SERVICE ask other servers.
    Raises:
        QueryError: the text does not parse (`where:line:column`), or asks for what is refused.
    """
    check(text, prefixes=prefixes, where=where, allow_service=allow_service)
    declarations = "".join(f"PREFIX {name}: <{iri}> " for name, iri in prefixes.items())
    if allow_service:
        return store.query(declarations + text, allow_service=True)
    return store.query(declarations + text)


def check(
    text: str, *, prefixes: Mapping[str, str], where: str = "query", allow_service: bool = False
) -> None:
    """Refuse what is no query, before a store is asked; `Raises` as `ask`."""
    try:
        check_query(text, prefixes=prefixes, allow_service=allow_service)
        if allow_service:
            return  # an ASK would be answered at once, and reach out
        # Parsed against nothing first: the places it tells are those of the user's own text.
        ox.Store().query(text, prefixes=dict(prefixes))
    except QueryError as error:
        raise QueryError(error.reason, where=where, hint=error.hint) from None
    except SyntaxError as error:
        raise explained(str(error), text, where=where, prefixes=prefixes) from None
