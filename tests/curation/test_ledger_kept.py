"""No decision is lifted unmeant, none is kept that cannot hold, and each line tells what became of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from curation_types import Run
from desk_samples import AREVA, ORANO, read, write_texts
from test_curate_command import HEADER, VISIT

from diplograph.build import build
from diplograph.curation import Ledger, parse_ledger, remember_ledger, remembered_ledger
from diplograph.curation.described import Describer
from diplograph.curation.desk import Case, Why
from diplograph.curation.telling import Teller
from diplograph.errors import TableError
from diplograph.store import Store


def ledger_of(*lines: str, name: str = "curation.csv") -> Ledger:
    text = HEADER + "".join(f"{line},x,2026-11-20,\n" for line in lines)
    return parse_ledger(text.encode(), Path(name))


def merge(one: str, other: str, document: str = "") -> str:
    return f"merge,company/{one},company/{other},{document}"


def listed(run: Run) -> list[dict[str, object]]:
    return json.loads(run("curate", "list", "-f", "json").out)  # type: ignore[no-any-return]


def decided(store: Path) -> list[str]:
    with Store.open(store, read_only=True) as opened:
        return [each.action.value for each in opened.decisions()]


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        ([merge("a", "b"), merge("a", "c", "d1"), merge("b", "a")], [4]),
        ([merge("a", "b", "d1"), merge("b", "a", "d2")], []),
        ([merge("a", "b", "d1"), merge("b", "a")], [3]),
        ([merge("b", "a"), merge("a", "b", "d1")], [3]),
        ([merge("a", "b"), merge("b", "c", "d1"), merge("c", "a", "d1")], [4]),
        ([merge("a", "b", "d1"), merge("b", "c", "d2"), merge("c", "a")], []),
        ([merge("a", "c", "d1"), merge("b", "a", "d1"), merge("a", "b")], []),
        ([merge("a", "b", "d1"), "separate,company/a,company/b,"], []),
        ([merge("a", "b"), merge("b", "c"), "separate,company/a,company/c,d1"], [4]),
        ([merge("a", "b"), merge("b", "c"), merge("b", "e", "d1"), "separate,company/a,company/c,d1"], []),
    ],
)
def test_circles_are_judged_in_each_document(lines: list[str], faults: list[int]) -> None:
    assert [fault.line for fault in ledger_of(*lines).faults] == faults


def test_a_ledger_that_the_store_refuses_is_not_remembered(run: Run, store: Path) -> None:
    run("curate", "merge", "Areva", "Orano")
    bad = HEADER + "".join(f"{line},x,2026-11-20,\n" for line in (merge("a", "b"), merge("b", "a")))
    told = parse_ledger(bad.encode(), Path("b.csv"))
    with pytest.raises(TableError, match="circle"):
        remember_ledger(store, replace(told, decisions=told.lines))
    found = remembered_ledger(store)
    assert found is not None
    assert found.name == "curation.csv"
    text = Path("curation.csv").read_text(encoding="utf-8")
    more = (f"merge,{AREVA},company/c,astana", f"merge,{ORANO},{AREVA},")
    Path("curation.csv").write_text(text + "".join(f"{line},x,2026-11-20,\n" for line in more), "utf-8")
    report = build([store.parent / "textes"], store=store, extractor=read)
    assert any("closes a circle of merges (lines 2, 4)" in failure.reason for failure in report.failures)
    with Store.open(store, read_only=True) as opened:
        assert [each.subject for each in opened.decisions()] == [AREVA, AREVA]
    assert f"merge {AREVA} company/c: nothing in the store is 'company/c'" in run("curate", "apply").err


@pytest.mark.parametrize("left", ["", "\n", "# all gone\n"])
@pytest.mark.parametrize("name", ["a.csv", "a.yaml"])
def test_an_emptied_file_lifts_nothing(run: Run, store: Path, name: str, left: str) -> None:
    run("curate", "reject", VISIT, "--curation", name)
    Path(name).write_text(left, encoding="utf-8")
    report = build([store.parent / "textes"], store=store, extractor=read)
    (told,) = [failure for failure in report.failures if "is empty, where 1 decision was" in failure.reason]
    assert "copy of the ledger is replayed" in told.reason
    assert "curate apply" in told.hint
    assert decided(store) == ["reject"]
    done = run("curate", "merge", "Areva", "Orano")
    assert (done.code, "is empty, where 1 decision was" in done.err) == (2, True)
    assert Path(name).read_text(encoding="utf-8") == left
    with pytest.raises(TableError, match="is empty, where"):
        build([store.parent / "textes"], store=store, extractor=read, curation=Path(name))
    assert decided(store) == ["reject"]
    done = run("curate", "apply")
    assert (done.code, "holds no decision: all 1 in force are lifted" in done.err) == (0, True)
    assert decided(store) == []


@pytest.mark.parametrize(("name", "left"), [("a.csv", HEADER), ("a.yaml", "[]\n")])
def test_a_file_with_its_header_alone_lifts_all_and_says_so(
    run: Run, store: Path, name: str, left: str
) -> None:
    run("curate", "reject", VISIT, "--curation", name)
    run("curate", "merge", "Areva", "Orano")
    Path(name).write_text(left, encoding="utf-8")
    report = build([store.parent / "textes"], store=store, extractor=read)
    assert any("holds no decision any more: 2 are lifted" in failure.reason for failure in report.failures)
    assert decided(store) == []
    report = build([store.parent / "textes"], store=store, extractor=read)
    assert not any("lifted" in failure.reason for failure in report.failures)


def test_the_last_line_can_be_undone_in_yaml(run: Run, store: Path) -> None:
    run("curate", "reject", VISIT, "--curation", "a.yaml")
    assert run("curate", "undo", 1).code == 0
    assert decided(store) == []
    assert run("curate", "merge", "Areva", "Orano").code == 0


def test_a_ledger_named_that_is_gone_lifts_nothing(run: Run, store: Path) -> None:
    run("curate", "reject", VISIT)
    Path("curation.csv").unlink()
    done = run("curate", "merge", "Areva", "Orano", "--curation", "curation.csv")
    assert (done.code, "the ledger of the store is gone" in done.err) == (2, True)
    assert decided(store) == ["reject"]


def test_a_merge_into_a_slip_is_refused_even_when_the_ledger_has_it(run: Run, store: Path) -> None:
    slip = f"{ORANO}o"
    done = run("curate", "merge", AREVA, slip)
    assert (done.code, f"did you mean {ORANO}?" in done.err) == (2, True)
    Path("curation.csv").write_text(f"{HEADER}merge,{AREVA},{slip},,x,2026-11-20,\n", encoding="utf-8")
    done = run("curate", "apply", "curation.csv")
    assert (done.code, f"nothing in the store is '{slip}'" in done.err, ORANO in done.err) == (1, True, True)
    assert run("explain", AREVA).code == 0  # it is still there
    assert [each["state"] for each in listed(run)] == ["matches nothing"]
    done = run("curate", "rename", slip, "X")
    assert (done.code, f"the store has no {slip}" in done.err) == (2, True)


def test_a_merge_may_be_into_what_the_gazetteer_knows(run: Run, store: Path) -> None:
    done = run("curate", "merge", AREVA, "company/totalenergies", "--dry-run")
    assert (done.code, done.err) == (0, "")
    assert "TotalEnergies" in done.out  # by its name, as a build would have it
    done = run("curate", "merge", AREVA, "company/totalenergies")
    assert (done.code, done.err) == (0, "")
    assert "TotalEnergies" in run("explain", "company/totalenergies").out


def test_an_assertion_is_listed_with_what_it_states(run: Run, store: Path) -> None:
    run("curate", "assert", "Presence", f"company={ORANO}", "country=Mongolie")
    (line,) = listed(run)
    assert (line["state"], line["facts"]) == ("in force", 1)
    assert line["label"] == "Présence : Orano en Mongolie"


def test_a_thing_outside_the_base_is_told_by_its_iri(store: Path) -> None:
    outside = "http://example.org/x/y"
    with Store.open(store, read_only=True) as opened:
        teller = Teller(Describer(opened), language="en")
        text = teller.case(Case(Why.PUBLISHED, outside, outside))
    assert text.splitlines()[0].endswith(f"  {outside}")
    assert "http::" not in text


def test_five_thousand_lines_take_seconds(run: Run, store: Path) -> None:
    lines = [f"rename,company/x{number},X,,x,2026-11-20,\n" for number in range(1500)]
    lines += [f"merge,company/y{number},company/z{number},,x,2026-11-20,\n" for number in range(1500)]
    lines += [f"reject,fact/visit-{number:014x},,,x,2026-11-20,\n" for number in range(1500)]
    lines += [f"rename,company/x{number},Y,,x,2026-11-21,\n" for number in range(500)]
    Path("curation.csv").write_text(HEADER + "".join(lines), encoding="utf-8")
    for words in (["check", "curation.csv"], ["apply", "curation.csv"], ["list"]):
        start = process_time()
        assert run("curate", *words).out
        assert process_time() - start < 12, words
    start = process_time()
    build([write_texts(store.parent / "textes")], store=store, extractor=read)
    assert process_time() - start < 8
