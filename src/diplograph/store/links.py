"""How the doubtful names of a document were linked, as a store keeps it: a JSON list in its books."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple

from diplograph.model import Link


def write_links(links: Sequence[Link]) -> str:
    """Links as JSON, "" for none."""
    return json.dumps([astuple(link) for link in links], ensure_ascii=False) if links else ""


def read_links(text: str) -> tuple[Link, ...]:
    """What `write_links` wrote."""
    rows = json.loads(text) if text else []
    return tuple(
        Link(start, end, name, key, score, how, tuple(candidates))
        for start, end, name, key, score, how, candidates in rows
    )
