"""The rules that draw shortcuts (`dg:visited`, `dg:met`, …) from facts, kept beside the ontology."""

from __future__ import annotations

from functools import cache

from diplograph.resources import resource


@cache
def shortcut_rules() -> tuple[tuple[str, str], ...]:
    """(name, SPARQL CONSTRUCT) of each rule, by name; each reads the default graph."""
    folder = resource("ontology/shortcuts")
    return tuple((path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq")))
