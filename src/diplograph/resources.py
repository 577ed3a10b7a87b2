"""Where the bundled data lives: inside the wheel, or at the top of the checkout.

`data/`, `ontology/` and `shapes/` stand at the top of the repository, where a person edits them; the
wheel carries copies under `diplograph/_bundled/` (see `pyproject.toml`). Both are reached through here.
"""

from __future__ import annotations

from pathlib import Path

_BUNDLED = Path(__file__).parent / "_bundled"
_CHECKOUT = Path(__file__).parents[2]


def resource(name: str) -> Path:
    """Path of a bundled file or folder such as `data/lexicon` or `ontology/diplograph.ttl`.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for root in (_BUNDLED, _CHECKOUT):
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(f"{name} is missing from this installation of diplograph")
