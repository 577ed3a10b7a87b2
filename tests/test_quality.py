"""What the extractor must reach on the two annotated documents, by the project's own scorer.

The scorer and the documents stand beside the repository, in `../shared`; a checkout without them cannot tell.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from diplograph.build import build

SHARED = Path(__file__).parents[2] / "shared"
ENTITIES, FACTS = 0.90, 0.75


@pytest.mark.model
@pytest.mark.skipif(not (SHARED / "tools" / "score.py").exists(), reason="the seeds are not here")
def test_the_seeds_are_read_as_well_as_promised(tmp_path: Path) -> None:
    store = tmp_path / "seeds.store"
    build([SHARED / "seeds"], store=store)
    graph = tmp_path / "seeds.nq"
    export = [sys.executable, "-m", "diplograph", "export", "nquads", "--store", str(store), "-o", str(graph)]
    subprocess.run(export, check=True)
    gold = sorted(str(path) for path in (SHARED / "gold").glob("*.json"))
    scorer = [sys.executable, str(SHARED / "tools" / "score.py"), str(graph), *gold]
    printed = subprocess.run(scorer, check=True, capture_output=True, text=True).stdout
    scores = dict(re.findall(r"^(entities|facts) .* F1 ([\d.]+)", printed, re.MULTILINE))
    assert float(scores["entities"]) >= ENTITIES, printed
    assert float(scores["facts"]) >= FACTS, printed
