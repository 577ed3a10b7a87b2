"""Pictures and the page from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_types import Run

pytestmark = pytest.mark.model


@pytest.mark.parametrize("picture", ["network", "timeline", "sectors"])
@pytest.mark.parametrize(("format", "head"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_each_picture_in_each_format(
    run: Run, store: Path, tmp_path: Path, picture: str, format: str, head: bytes
) -> None:
    target = tmp_path / f"p.{format}"
    done = run("export", format, "--picture", picture, "--store", store, "-o", target)
    assert done.returncode == 0, done.stderr
    assert target.read_bytes().startswith(head)


def test_a_page_holds_the_sentences(run: Run, store: Path) -> None:
    page = run("export", "html", "--store", store, "--lang", "en").stdout
    assert '<html lang="en">' in page
    known = json.loads(page.partition('id="graph">')[2].partition("</script>")[0])
    told = {p["before"] + p["quote"] + p["after"] for fact in known["facts"] for p in fact["passages"]}
    assert "Alstom et Orano opèrent au Kazakhstan." in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["png", "--picture", "timelin"], "did you mean 'timeline'?"),
        (["png", "--picture", "timeline", "--view", "full"], "--view does not go with --picture timeline"),
        (["png", "--picture", "sectors", "--limit", "3"], "--limit does not go with --picture sectors"),
        (["png", "--since", "3000"], "there is nothing to draw"),
        (["html", "--picture", "network"], "--picture is for png, svg, not for html"),
    ],
)
def test_what_does_not_go_is_explained(run: Run, store: Path, words: list[str], said: str) -> None:
    done = run("export", *words, "--store", store)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
