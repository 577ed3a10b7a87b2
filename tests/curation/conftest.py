"""The command line, run in this process: exit code, standard output and standard error."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from curation_types import Done, Run
from desk_samples import make_store

from diplograph import cli
from diplograph.cli.failures import guarded


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store `essai.store` in the current folder, and nobody's name in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIPLOGRAPH_STORE", "essai.store")
    monkeypatch.setenv("DIPLOGRAPH_AUTHOR", "Mme Fèvre")
    return make_store(tmp_path)


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
