"""The command line, run in this process: exit code, standard output and standard error."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest
from curation_types import Done, Run
from desk_samples import make_store

from diplograph import cli
from diplograph.cli.failures import guarded


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store and the texts it was built from, made once."""
    folder = tmp_path_factory.mktemp("built")
    make_store(folder)
    return folder


@pytest.fixture
def store(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store `essai.store` of the test's own in the current folder, and a name for whoever decides."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIPLOGRAPH_STORE", "essai.store")
    monkeypatch.setenv("DIPLOGRAPH_AUTHOR", "Mme Fèvre")
    return tmp_path / "essai.store"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object, stdin: str = "") -> Done:
        monkeypatch.setattr(sys, "argv", ["diplograph", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        code = guarded(cli._run)
        out, err = capsys.readouterr()
        return Done(code, out, err)

    return call
