"""Readers in JavaScript that the tests ask for a second opinion: graphology (Gephi Lite's) and Cytoscape.js.

`make npm` fetches them into `tests/npm/node_modules`. A missing one fails the test that asks for it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parent / "npm"


def read_with(reader: str, file: Path) -> dict[str, Any]:
    """What a reader of `tests/npm/readers.js` holds after it opened the file."""
    if shutil.which("node") is None:
        pytest.fail("node is missing: apt-get install nodejs npm, then make npm")
    if not (HOME / "node_modules" / ".package-lock.json").exists():
        pytest.fail("tests/npm/node_modules is missing: run make npm (it needs node and npm)")
    done = subprocess.run(
        ("node", "readers.js", reader, str(file.resolve())),
        cwd=HOME,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{reader} refused {file.name}: {done.stderr}")
    read: dict[str, Any] = json.loads(done.stdout)
    return read
