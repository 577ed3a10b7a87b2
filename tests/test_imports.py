"""The flow of the packages goes one way, and each heavy library stays in its room."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("spacy", "rdflib", "pyshacl", "pyoxigraph", "trafilatura", "lxml", "pypdf", "docx", "rich", "numpy")


def test_the_import_contracts_hold() -> None:
    """The contracts are in pyproject.toml; `make lint` runs the same."""
    call = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    result = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("module", ["diplograph.cli.app", "diplograph.model", "diplograph.documents"])
def test_importing_costs_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print([name for name in {HEAVY} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
