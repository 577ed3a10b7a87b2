"""The command line as a stranger runs it: in a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_types import Built, Done, Run

ARTICLE = """Le président français Emmanuel Macron s'est rendu à Astana le 1er novembre 2023.

La France et le Kazakhstan ont signé un accord de coopération dans le domaine du nucléaire civil.
Alstom et Orano opèrent au Kazakhstan.
"""
OTHER = """Le groupe Danone est présent en Pologne.

L'ambassadeur de France en Pologne a rencontré les autorités de Varsovie le 3 mars 2024.
"""


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run `diplograph` with some words; standard error and output apart, as text."""
    home = tmp_path_factory.mktemp("elsewhere")

    def call(*words: object, cwd: Path = home, stdin: str = "", **environment: str) -> Done:
        kept = {name: value for name, value in os.environ.items() if name != "DIPLOGRAPH_STORE"}
        return subprocess.run(
            [sys.executable, "-m", "diplograph", *map(str, words)],
            cwd=cwd,
            env={**kept, **environment},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return call


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two documents and their metadata."""
    folder = tmp_path_factory.mktemp("texts")
    (folder / "astana.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "pologne.txt").write_text(OTHER, encoding="utf-8")
    rows = (
        "file,title,published",
        "astana.txt,Visite à Astana,2023-11-02",
        "pologne.txt,Danone en Pologne,2024-03-04",
    )
    (folder / "metadata.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def built(run: Run, texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A store made from `texts`, and what the command said."""
    store = tmp_path_factory.mktemp("store") / "press.store"
    return store, run("build", texts, "--store", store)


@pytest.fixture(scope="session")
def store(built: Built) -> Path:
    """A store that tests only read."""
    path, result = built
    assert result.returncode == 0, result.stderr
    return path
