"""Sentences with what a careful reader takes from them, one folder of `cases/` per construction.

A case file is TOML (or the same as JSON):

    types = ["Visit"]            # classes compared whole; one agreement or event class stands for all
    published = "2024-11-06"     # default of its cases

    [[case]]
    name = "state visit of a president"
    text = "…"
    title = "…"                  # optional, like published
    source = "https://…"         # optional: who publishes may tell whose minister is meant
    facts = [{ type = "Visit", visitKind = "State", visitor = "Ana Duval", place = ["Chypre", "Nicosie"] }]
    entities = { "Ana Duval" = "Person" }   # optional: then every named entity is compared
    known_failure = "why"        # optional: expected to fail, and to be removed once it passes
    parsed_failure = "why"       # optional: the same, on the parse annotated by hand (test_parsed_cases.py)

A fact names roles as the ontology does, entities by their names, a status other than Actual as `status`,
its own name as `name`. A case without facts is a trap: it must yield none of the file's types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from case_files import CASES, Case, bundled, found, read_cases, wanted

from diplograph.extraction import extract

if TYPE_CHECKING:
    from spacy.language import Language


def _marked(case: Case) -> object:
    reason = case.data.get("known_failure")
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(case, id=case.where, marks=marks)


@pytest.mark.model
@pytest.mark.parametrize("case", [_marked(case) for case in read_cases()])
def test_reads_what_a_careful_reader_takes(case: Case, nlp: Language) -> None:
    assert found(case, extract(case.document, nlp=nlp, knowledge=bundled())) == wanted(case)


def test_the_cases_are_many_and_a_third_of_them_traps() -> None:
    cases = list(read_cases())
    assert len(cases) >= 300
    assert 3 * sum(case.is_trap for case in cases) >= len(cases)


def test_each_case_has_a_name_and_a_text_of_its_own() -> None:
    cases = list(read_cases())
    assert len({case.where for case in cases}) == len(cases)
    texts = [
        (case.path, *(case.data.get(key) for key in ("text", "title", "published", "source")))
        for case in cases
    ]
    assert len(set(texts)) == len(texts)


def test_each_construction_has_cases_that_yield_and_traps() -> None:
    for folder in sorted(path for path in CASES.iterdir() if path.is_dir()):
        cases = [case for case in read_cases() if case.path.parent == folder]
        assert any(case.is_trap for case in cases), folder.name
        assert any(not case.is_trap or case.data.get("entities") for case in cases), folder.name
