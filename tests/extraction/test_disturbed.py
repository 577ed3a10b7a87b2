"""What a sentence states survives an adverb, a day, an aside, a line end.

Invariance tests as in Ribeiro et al. 2020 ("Beyond accuracy: behavioral testing of NLP models with
CheckList"): the sentences of `cases/` that yield what they should are disturbed in ways that leave their
facts as they are. Some disturbed sentences are odd French, so that each kind may break a few; dates are left
out of the comparison, for some disturbances bring one.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from case_files import Case, Reading, bundled, found, read_cases, wanted
from disturbances import DISTURBANCES

from diplograph.extraction import extract

if TYPE_CHECKING:
    from spacy.language import Language

EVERY = 6  # one case of so many; all take minutes
MOST_BROKEN = 0.06
_DATES = {"start", "end"}


@cache
def _cases() -> tuple[Case, ...]:
    told = (case for case in read_cases() if case.data.get("facts") and not case.data.get("known_failure"))
    return tuple(told)[::EVERY]


def _undated(case: Case, nlp: Language) -> list[Reading]:
    readings = found(case, extract(case.document, nlp=nlp, knowledge=bundled())).facts
    return sorted(_without_dates(reading) for reading in readings)


def _without_dates(reading: Reading) -> Reading:
    kind, name, status, roles = reading
    kept = tuple(
        (role, tuple(v.replace("’", "'") for v in values)) for role, values in roles if role not in _DATES
    )
    return kind, name.replace("’", "'"), status, kept


@pytest.mark.model
@pytest.mark.parametrize("kind", DISTURBANCES)
def test_facts_survive(kind: str, nlp: Language) -> None:
    broken, tried = [], 0
    for case in _cases():
        text = DISTURBANCES[kind](nlp(case.data["text"]))
        if text is None or text == case.data["text"]:
            continue
        tried += 1
        disturbed = replace(case, data={**case.data, "text": text})
        expected = sorted(_without_dates(reading) for reading in wanted(case).facts)
        if _undated(disturbed, nlp) != expected:
            broken.append(text)
    assert tried >= 10
    assert len(broken) <= MOST_BROKEN * tried, broken
