"""docs/ontology.html is what the ontology says, whole, and needs nothing from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from diplograph.resources import resource

PAGE = resource("docs/ontology.html").read_text(encoding="utf-8")
ONTOLOGY = resource("ontology/diplograph.ttl").read_text(encoding="utf-8")


def test_the_page_is_current() -> None:
    """Under another hash seed than the one it was rendered with, and without a socket."""
    script = resource("ontology").parent / "scripts" / "render_ontology.py"
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    run = subprocess.run(
        [sys.executable, str(script), "--check"], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_every_term_has_its_place() -> None:
    terms = re.findall(r"^dg:(\w+) a ", ONTOLOGY, re.MULTILINE)
    assert len(terms) > 120
    for term in terms:
        assert len(re.findall(rf'\bid="{term}"', PAGE)) == 1, term
        assert f"<code>https://w3id.org/diplograph/ontology#{term}</code>" in PAGE, term
    anchors, links = (set(re.findall(pattern, PAGE)) for pattern in (r'id="([^"]+)"', r'href="#([^"]+)"'))
    assert links <= anchors


def test_the_page_loads_nothing() -> None:
    for tag in re.findall(r"<(?:img|script|link|iframe|object|embed|source|video|audio)\b[^>]*>", PAGE):
        assert not re.search(r'(?:src|href|data)="(?!data:|#)', tag), tag
    assert "@import" not in PAGE
    assert "url(" not in PAGE
    # No clock either: the ontology has no date, and so the page has none.
    assert not re.search(r"\b20\d\d-\d\d-\d\d\b", PAGE)
