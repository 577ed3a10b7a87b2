"""`validate` with shapes of one's own, and with files that point elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_types import Run

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix : <https://example.org/> .
:S a sh:NodeShape ; sh:targetSubjectsOf :age ; sh:property [ sh:path :name ; sh:minCount 1 ;
    sh:severity sh:SEVERITY ; sh:message "Donnez un nom."@fr, "Give a name."@en ] .
"""
LOOP = '''
@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://example.org/T> sh:targetNode <https://example.org/p> ; sh:sparql [ sh:message "m" ; sh:select """
    SELECT $this WHERE {
        ?a $this ?b . ?c $this ?d . ?e $this ?f . ?g $this ?h . ?i $this ?j . FILTER (?b = ?j)
    }""" ] .
'''


@pytest.fixture
def data(tmp_path: Path) -> Path:
    file = tmp_path / "data.ttl"
    file.write_text("@prefix : <https://example.org/> . :omar :age 3 .\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(("severity", "code"), [("Violation", 1), ("Warning", 0), ("Info", 0)])
def test_own_shapes_are_used_and_only_violations_count(
    run: Run, data: Path, tmp_path: Path, severity: str, code: int
) -> None:
    shapes = tmp_path / "shapes"
    shapes.mkdir()
    (shapes / "mine.ttl").write_text(SHAPES.replace("SEVERITY", severity), encoding="utf-8")
    result = run("validate", data, "--shapes", shapes, "--lang", "fr")
    assert result.returncode == code, result.stderr
    assert "Donnez un nom." in result.stdout
    assert "https://example.org/omar" in result.stdout


@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        ("", "no shape has a target"),
        ("this is no Turtle", "mine.ttl: does not parse"),
        (SHAPES.replace("SEVERITY", "Fatal"), "SHACL has no sh:Fatal"),
        (SHAPES.replace("SEVERITY", "Info").replace("minCount", "minCuont"), "did you mean sh:minCount?"),
        (None, "there is no such folder"),
    ],
)
def test_wrong_shapes_are_told(run: Run, data: Path, tmp_path: Path, shapes: str | None, words: str) -> None:
    folder = tmp_path / "shapes"
    if shapes is not None:
        folder.mkdir()
        (folder / "mine.ttl").write_text(shapes, encoding="utf-8")
    result = run("validate", data, "--shapes", folder)
    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_a_query_that_never_ends_is_stopped(run: Run, tmp_path: Path) -> None:
    (tmp_path / "loop.ttl").write_text(LOOP, encoding="utf-8")
    many = "".join(f"<https://example.org/{n}> <https://example.org/p> {n} .\n" for n in range(300))
    (tmp_path / "many.ttl").write_text(many, encoding="utf-8")
    result = run("validate", tmp_path / "many.ttl", "--shapes", tmp_path / "loop.ttl", "--seconds", 1)
    assert result.returncode == 2
    assert "not done after 1 seconds" in result.stderr


def test_nothing_is_fetched_for_a_file(run: Run, tmp_path: Path) -> None:
    remote = tmp_path / "remote.jsonld"
    remote.write_text('{"@context": "https://schema.org/", "name": "x"}', encoding="utf-8")
    result = run("validate", remote)
    assert result.returncode == 2
    assert "remote.jsonld: its JSON-LD context lies elsewhere, and nothing is fetched" in result.stderr
    imports = tmp_path / "imports.ttl"
    imports.write_text(
        "<https://example.org/o> <http://www.w3.org/2002/07/owl#imports> <https://example.org/other> .",
        encoding="utf-8",
    )
    result = run("validate", imports)
    assert result.returncode == 0
    assert "owl:imports <https://example.org/other> is not followed" in result.stderr
