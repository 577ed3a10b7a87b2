"""Run docs/notebook.ipynb and keep what its cells show; with --check, tell whether it is as it stands.

Pictures are compared by what they are, not by their bytes, which differ with the versions that draw them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[1] / "docs" / "notebook.ipynb"
PICTURES = ("image/png", "image/svg+xml")


def executed(path: Path = NOTEBOOK) -> Any:
    """The notebook with fresh outputs, run where it stands; nothing in it tells when or by whom."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"
        cell.metadata = {}
    return notebook


def shown(notebook: Any) -> list[list[dict[str, str]]]:
    """Per cell its outputs: media type → text, "" for pictures."""
    found = []
    for cell in notebook.cells:
        outputs = []
        for output in cell.get("outputs", ()):
            data = output.get("data", {"text/plain": output.get("text", "")})
            outputs.append({kind: "" if kind in PICTURES else str(text) for kind, text in data.items()})
        found.append(outputs)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 when it differs")
    check = parser.parse_args().check
    before, after = shown(nbformat.read(NOTEBOOK, as_version=4)), executed()
    if check:
        pairs = enumerate(zip(before, shown(after), strict=True), start=1)
        changed = [number for number, (old, new) in pairs if old != new]
        if changed:
            print(f"{NOTEBOOK.name}: cells {changed} show something else; run make docs", file=sys.stderr)
        return bool(changed)
    nbformat.write(after, NOTEBOOK)
    return 0


if __name__ == "__main__":
    sys.exit(main())
