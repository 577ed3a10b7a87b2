"""What an evaluation tells, as text, JSON and HTML."""

from __future__ import annotations

import json
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from evaluation_samples import KEYS, TEXT, VISIT, fact, gold_of, matched

from diplograph.evaluation.evaluating import Evaluation, Judged
from diplograph.evaluation.page import as_html
from diplograph.evaluation.report import NOTHING, Report, report_of
from diplograph.evaluation.writing import as_json, as_text
from diplograph.model import EntityType, Status

VOID = {"meta", "br", "link", "img"}
MET = "Elle a rencontré Pavel Orlov"
SIGNED = "Chypre et la Norvège ont signé un accord"


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """A visit with faults, a meeting read as a cooperation, an agreement that nobody annotated."""
    meeting = {"type": "Meeting", "participants": ["duval", "orlov"], "status": "Actual", "quote": MET}
    gold = gold_of(tmp_path, VISIT, meeting)
    visit = {"visitKind": "Official", "visitor": "person/ana-duval", "start": "2024-05-03"}
    matching = matched(
        gold,
        fact("Visit", arguments=visit, status=Status.PLANNED),
        fact("Cooperation", MET, rule="meetings:rencontrer", arguments={"party": tuple(KEYS)[:2]}),
        fact("Contract", SIGNED, rule="agreements:<accord>", arguments={"party": ("country/chypre",)}),
        keys={**KEYS, "company/a-b": (EntityType.COMPANY, "A & <b>")},
    )
    return report_of(Evaluation((Judged(TEXT, matching),), (), "", ()))


def test_what_is_right_wrong_and_missing(report: Report) -> None:
    rows = {(row.type, row.argument): (row.right, row.wrong, row.missing) for row in report.arguments}
    assert rows == {
        ("Visit", "kind"): (0, 1, 1),
        ("Visit", "visitors"): (1, 0, 0),
        ("Visit", "places"): (0, 0, 1),
        ("Visit", "start"): (1, 0, 0),
    }
    (status,) = report.statuses
    assert (status.status, status.right, status.of, status.taken_for) == ("Actual", 0, 1, (("Planned", 1),))


def test_confusions(report: Report) -> None:
    assert report.fact_types.counts == {
        ("Visit", "Visit"): 1,
        ("Meeting", "Cooperation"): 1,
        (NOTHING, "Agreement"): 1,
    }
    assert report.fact_types.rows == ("Visit", "Meeting", NOTHING)
    assert report.entity_types.counts[NOTHING, "Company"] == 1


def test_each_error_has_its_sentence_and_its_rule(report: Report) -> None:
    assert report.fact_errors is not None
    told = {(error.kind.value, error.type): error for error in report.fact_errors}
    assert list(told) == [
        ("partial", "Visit"),
        ("missed", "Meeting"),
        ("spurious", "Agreement"),
        ("spurious", "Cooperation"),
    ]
    assert told["missed", "Meeting"].sentence == "Elle a rencontré Pavel Orlov."
    assert told["missed", "Meeting"].line > 0
    assert told["spurious", "Agreement"].ours == ((SIGNED, f"{SIGNED} sur l'énergie."),)
    assert told["spurious", "Agreement"].rules == ("agreements:<accord>",)
    assert told["partial", "Visit"].status == ("Actual", "Planned")


def test_text(report: Report) -> None:
    text = as_text(report)
    assert text.startswith("1 document, each read by itself\n")
    assert "  missed Meeting: participants Ana Duval, Pavel Orlov [line" in text
    assert "    kind: wrong Official; missing Other\n" in text
    assert "    status: Planned for Actual\n" in text
    assert "  spurious Company: A & <b>\n" in text
    assert "    by: agreements:<accord>\n" in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_json_keeps_its_shape(report: Report) -> None:
    told = json.loads(as_json(report))
    assert {key: sorted(told[key]) for key in ("entities", "facts", "confusions", "errors")} == {
        "entities": ["macro", "micro", "named", "types"],
        "facts": ["macro", "micro", "types"],
        "confusions": ["entities", "facts"],
        "errors": ["entities", "facts"],
    }
    row = {"precision", "recall", "f1", "f1_interval", "right", "found", "gold"}
    assert set(told["facts"]["micro"]) == set(told["entities"]["types"]["Person"]) == row
    assert {"annotated": None, "found": "Agreement", "count": 1} in told["confusions"]["facts"]
    partial = told["errors"]["facts"][0]
    assert partial["status"] == {"annotated": "Actual", "found": "Planned"}
    assert {fault["key"]: fault["missing"] for fault in partial["faults"]} == {
        "kind": ["Other"],
        "places": ["Nicosie"],
    }
    page = (Path(__file__).parents[2] / "docs" / "commands" / "evaluate.md").read_text(encoding="utf-8")
    for error in (told["errors"]["entities"][0], partial):
        assert f"[{{{', '.join(error)}}}]" in page


class _Page(HTMLParser):
    """Checks that tags are closed in order, and keeps what the tests ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.marked = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.tags[tag] += 1
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "mark" in self.open:
            self.marked += data


def test_html_is_whole_and_can_be_read_aloud(report: Report) -> None:
    html = as_html(report)
    page = _Page()
    page.feed(html)
    assert page.open == []
    assert page.tags["caption"] == page.tags["table"] == 6
    assert all("scope" in attributes for tag, attributes in page.attributes if tag == "th")
    assert ("html", {"lang": "en"}) in page.attributes
    assert all(attributes.get("lang") == "fr" for tag, attributes in page.attributes if tag == "blockquote")
    assert MET in page.marked
    assert "A &amp; &lt;b&gt;" in html
    assert "A & <b>" not in html
    assert "<script" not in html
    assert "://" not in html


def test_errors_can_be_left_out(tmp_path: Path) -> None:
    evaluation = Evaluation((Judged(TEXT, matched(gold_of(tmp_path, VISIT))),), ("parser",), "", ())
    report = report_of(evaluation, errors=False)
    assert "errors" not in json.loads(as_json(report))
    for written in (as_text(report), as_html(report)):
        assert "Errors" not in written
        assert "Duval" not in written
        assert "without parser" in written
