"""What the extractor must reach on the two annotated documents that stand beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.evaluation import evaluate, report_of
from diplograph.evaluation.writing import as_text

SHARED = Path(__file__).parents[2] / "shared"
ENTITIES, FACTS = 0.96, 0.94


@pytest.mark.model
@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="the seeds are not here")
def test_the_seeds_are_read_as_well_as_promised() -> None:
    report = report_of(evaluate([SHARED / "gold"], texts=[SHARED / "seeds"]), resamples=0)
    assert len(report.documents) == 2
    assert report.entities.micro.score.f1 >= ENTITIES, as_text(report)
    assert report.facts.micro.score.f1 >= FACTS, as_text(report)
