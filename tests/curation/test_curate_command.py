"""`diplograph curate` as a desk officer uses it, and as one mistypes it."""

from __future__ import annotations

import csv
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from curation_types import Run
from desk_samples import AREVA, ORANO, make_store, read, write_texts

from diplograph.build import build
from diplograph.curation import remembered_ledger
from diplograph.store import Store

FACT = "fact/visit-1c2e09601d82c1"
VISIT = "fact:visit-1c2e09601d82c1"
SURE = "fact:presence-e6ae66796dc286"
HEADER = "action,subject,value,document,author,date,reason\n"


def dump(store: Path) -> list[str]:
    """All that a store holds, as sorted lines."""
    with Store.open(store, read_only=True) as opened:
        return sorted(f"{g} {s} {p} {o}" for (s, p, o), g in opened.quads())


def rows() -> list[dict[str, str]]:
    with Path("curation.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_ten_decisions_and_a_rebuild_from_scratch_with_the_ledger(run: Run, store: Path) -> None:
    for words in (
        ["reject", SURE],  # whose key changes with the merge
        ["merge", "Areva", "Orano", "--reason", "renommée, en 2018"],
        ["separate", "person/jean-martin", "Tokaïev"],
        ["rename", ORANO, "Orano SA"],
        ["retype", "Astana", "region"],
        ["identify", ORANO, "isin=FR0000120271"],
        ["identify", "Martin", "https://www.wikidata.org/wiki/Q42"],
        ["accept", VISIT],
        ["status", VISIT, "Actual"],
        ["amend", VISIT, "start=2024-06", "host=Kazakhstan"],
        ["assert", "Presence", "company=Orano SA", "country=Mongolie", "sector=mining"],
    ):
        done = run("curate", *words)
        assert (done.code, done.err) == (0, ""), words
        assert done.out.startswith("curation.csv, line ")
    assert [row["action"] for row in rows()].count("amend") == 2
    assert {(row["author"], row["date"]) for row in rows()} == {("Mme Fèvre", date.today().isoformat())}
    assert rows()[-1]["value"] == f"Presence company={ORANO} country=country/mongolie sector=mining"
    listed = json.loads(run("curate", "list", "--format", "json").out)
    assert [each["state"] for each in listed] == ["in force"] * 12
    assert [each["line"] for each in listed] == list(range(2, 14))
    texts, ledger = write_texts(store.parent / "textes"), Path("curation.csv")
    build([texts], store=Path("neuf.store"), extractor=read, curation=ledger)
    assert dump(Path("neuf.store")) == dump(store)
    build([store.parent / "textes"], store=store, extractor=read)
    assert dump(store) == dump(Path("neuf.store"))


def test_undoing_all_leaves_the_store_as_it_was(run: Run, store: Path) -> None:
    before = dump(store)
    run("curate", "merge", "Areva", "Orano")
    run("curate", "reject", VISIT)
    assert dump(store) != before
    assert run("curate", "undo", "3").out == f"curation.csv, line 3: taken out: reject {FACT}\n"
    assert run("curate", "undo", "2").code == 0
    assert Path("curation.csv").read_text(encoding="utf-8") == HEADER
    assert dump(store) == before
    done = run("curate", "undo", "2")
    assert (done.code, "no decision begins on line 2" in done.err) == (2, True)


def test_a_dry_run_shows_what_would_change_and_changes_nothing(run: Run, store: Path) -> None:
    before = dump(store)
    done = run("curate", "merge", "Areva", "Orano", "--dry-run")
    assert done.code == 0
    assert "merged into Orano" in done.out
    assert dump(store) == before
    assert sorted(path.name for path in store.parent.iterdir()) == ["essai.store", "textes"]
    assert remembered_ledger(store) is None


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["merge", "Orrano", "Areva"], "nothing is named 'Orrano' (did you mean "),
        (["merge", "Orano", "Kazakhstan"], "is country, the subject company: they cannot be one thing"),
        (["merge", "Orano", "Orano"], f"both names are those of {ORANO}"),
        (["retype", "Orano", "Compagny"], "value does not know 'Compagny' (did you mean Company?)"),
        (["status", VISIT, "Actuel"], "value does not know 'Actuel' (did you mean Actual?)"),
        (["status", "Orano", "Actual"], f"subject is no fact: '{ORANO}'"),
        (["amend", VISIT, "strat=2024"], "no fact has a role 'strat' (did you mean start?)"),
        (["amend", VISIT, "host=Narnia"], "nothing is named 'Narnia'"),
        (["assert", "Presense company=Orano"], "'Presense' is no class of facts (did you mean Presence?)"),
        (["identify", "Orano", "wikidta=Q1"], "value does not know 'wikidta' (did you mean wikidata?)"),
        (["identify", "Orano", "https://example.org/orano"], "is no item of Wikidata or GeoNames"),
        (
            ["amend", VISIT, "host=country/kazakstan"],
            "no country/kazakstan (did you mean country/",
        ),
        (["assert", "Presence company=Orano country=country/mongoly"], "the store has no country/mongoly"),
        (
            ["amend", SURE, "sector=energy.nuklear"],
            "is no sector (did you mean energy.nuclear?)",
        ),
        (["amend", SURE, "sector=foo"], "'foo' is no sector"),
        (["assert", "Presence company=Orano country=Mongolie sector=minning"], "(did you mean mining?)"),
        (["assert", "Contract party=Orano|Mongolie amount=5 XYZ"], "'XYZ' is no currency"),
        (["assert", "Meeting participant=Orano place=Paris"], "needs participant 2 times"),
        (["assert", "Office holder=Orano post=Minister"], "holder of an office is a person"),
        (["reject", "fact/visit-00000000000000"], "the store has no fact/visit-00000000000000"),
        (["reject", "Orano", "--document", "astanna"], "no document 'astanna' (did you mean astana?)"),
        (["reject", "Orano", "--curation", "nulle/part.csv"], "no such folder"),
        (["reject", "Orano", "--curation", "textes"], "is a folder, not a ledger"),
        (["mergee", "Orano", "Areva"], "did you mean 'merge'"),
    ],
)
def test_a_slip_is_told_in_one_line_and_nothing_is_written(
    run: Run, store: Path, words: list[str], message: str
) -> None:
    done = run("curate", *words)
    assert done.code == 2
    assert message in done.err
    assert done.err.count("\n") == 1
    assert not Path("curation.csv").exists()


def test_a_second_merge_that_closes_a_circle_is_refused(run: Run, store: Path) -> None:
    run("curate", "merge", AREVA, ORANO)
    before = Path("curation.csv").read_bytes()
    done = run("curate", "merge", ORANO, AREVA)
    assert (done.code, "closes a circle of merges (lines 2, 3)" in done.err) == (2, True)
    assert Path("curation.csv").read_bytes() == before


def test_a_change_of_mind_is_a_line_that_overrules(run: Run, store: Path) -> None:
    run("curate", "reject", VISIT)
    done = run("curate", "accept", VISIT)
    assert done.code == 0
    assert done.err == "diplograph: curation.csv:2: is overruled by line 3 (remove the one that is wrong)\n"
    assert [line.split()[-1] for line in run("curate", "list").out.splitlines()[2:]] == ["overruled", "force"]


def test_apply_writes_keys_for_names_and_tells_what_is_wrong(run: Run, store: Path) -> None:
    text = (
        f"# main\n{HEADER}merge,Areva,Orano,,x,2026-11-20,\nreject,Orrano,,,x,2026-11-20,\n"
        "rename,company/disparue,Rien,,x,2026-11-20,\n"
    )
    Path("main.csv").write_text(text, encoding="utf-8")
    checked = run("curate", "check", "main.csv")
    assert (checked.code, checked.err) == (1, "3 lines: 2 in force, 1 not\n")
    assert "main.csv:5: the store has no company/disparue, for now\n" in checked.out
    dry = run("curate", "apply", "main.csv", "--dry-run")
    assert (dry.code, "merged into Orano" in dry.out) == (1, True)
    assert Path("main.csv").read_text(encoding="utf-8") == text
    done = run("curate", "apply", "main.csv")
    assert done.code == 1
    assert "main.csv:4: column subject is unknown: nothing is named 'Orrano'" in done.out
    assert "line 5: rename company/disparue Rien: nothing in the store is 'company/disparue'" in done.err
    assert "1 of 3 decisions hold" in done.err
    spelt = text.replace("merge,Areva,Orano", f"merge,{AREVA},{ORANO}")
    assert Path("main.csv").read_text(encoding="utf-8") == spelt
    states = {each["line"]: each["state"] for each in json.loads(run("curate", "list", "-f", "json").out)}
    assert states == {3: "in force", 4: "faulty", 5: "matches nothing"}
    Path("main.csv").write_text(spelt + f"rename,{ORANO},Orano SA,,x,2026-11-20,\n", encoding="utf-8")
    states = {each["line"]: each["state"] for each in json.loads(run("curate", "list", "-f", "json").out)}
    assert states[6] == "not replayed"
    assert run("curate", "apply").code == 1
    assert "Orano SA" in run("explain", ORANO).out


def test_a_ledger_that_is_gone_is_replayed_from_the_copy(run: Run, store: Path) -> None:
    run("curate", "merge", "Areva", "Orano")
    ledger = Path("curation.csv").read_bytes()
    Path("curation.csv").unlink()
    done = run("curate", "reject", VISIT)
    assert (done.code, "the ledger of the store is gone" in done.err) == (2, True)
    assert "in force" in run("curate", "list").out
    report = build([store.parent / "textes"], store=store, extractor=read)
    assert any("the ledger is gone" in failure.reason for failure in report.failures)
    with Store.open(store, read_only=True) as opened:
        assert [each.action for each in opened.decisions()] == ["merge"]
    Path("curation.csv").write_bytes(ledger)
    assert run("curate", "reject", VISIT).code == 0
    assert len(rows()) == 2


def test_both_can_move(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("curate", "merge", "Areva", "Orano")
    shutil.copytree(store.parent, store.parent.with_name("ailleurs"))
    monkeypatch.chdir(store.parent.with_name("ailleurs"))
    assert run("curate", "reject", VISIT).code == 0
    assert len(rows()) == 2
    assert len((store.parent / "curation.csv").read_text(encoding="utf-8").splitlines()) == 2


def test_a_yaml_ledger(run: Run, store: Path) -> None:
    done = run("curate", "merge", "Areva", "Orano", "--curation", "curation.yaml", "--reason", "dite : Areva")
    assert done.out.startswith("curation.yaml, line 1: merge Areva")
    run("curate", "rename", ORANO, "Orano")
    text = Path("curation.yaml").read_text(encoding="utf-8")
    assert re.sub(r"date: .*", "date: X", text) == (
        f"- action: merge\n  subject: {AREVA}\n  value: {ORANO}\n  author: Mme Fèvre\n  date: X\n"
        f'  reason: "dite : Areva"\n- action: rename\n  subject: {ORANO}\n  value: Orano\n'
        "  author: Mme Fèvre\n  date: X\n"
    )


def test_author_and_date_can_be_given(run: Run, store: Path) -> None:
    run("curate", "reject", VISIT, "--author", "Léa", "--date", "2026-01-02", "--document", "astana")
    assert (rows()[0]["author"], rows()[0]["date"], rows()[0]["document"]) == ("Léa", "2026-01-02", "astana")
    done = run("curate", "accept", VISIT, "--date", "hier")
    assert (done.code, "date is no day: 'hier'" in done.err) == (2, True)
    assert len(rows()) == 1


def test_no_store(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (["merge", "a", "b"], ["list"], ["apply"], ["undo", "1"]):
        done = run("curate", *words)
        assert (done.code, "there is no store here" in done.err) == (2, True)
    Path("a.csv").write_text(f"{HEADER}merge,company/a,company/b,,x,2026-11-20,\n", encoding="utf-8")
    assert run("curate", "check", "a.csv").code == 0


def test_list_as_csv_has_every_field(run: Run, store: Path) -> None:
    assert run("curate", "list").out == "no decisions\n"
    run("curate", "reject", VISIT)
    table = list(csv.DictReader(run("curate", "list", "-f", "csv").out.splitlines()))
    assert (table[0]["state"], table[0]["line"], table[0]["facts"]) == ("in force", "2", "0")


def test_two_stores_from_one_folder_do_not_mix(run: Run, store: Path, tmp_path: Path) -> None:
    other = make_store(tmp_path, "autre.store")
    run("curate", "merge", "Areva", "Orano", "--curation", "a.csv")
    run("curate", "reject", VISIT, "--store", other, "--curation", "b.csv")
    assert [path and path.name for path in map(remembered_ledger, (store, other))] == ["a.csv", "b.csv"]


def test_a_slip_in_yaml_lifts_no_decision(run: Run, store: Path) -> None:
    run("curate", "reject", VISIT, "--curation", "a.yaml")
    with Path("a.yaml").open("a", encoding="utf-8") as ledger:
        ledger.write("- action: [\n")
    done = run("curate", "merge", "Areva", "Orano")
    assert (done.code, "a.yaml:" in done.err, "is not YAML" in done.err) == (2, True, True)
    assert run("curate", "apply").code == 2
    report = build([store.parent / "textes"], store=store, extractor=read)
    assert any("copy of the ledger is replayed" in failure.reason for failure in report.failures)
    with Store.open(store, read_only=True) as opened:
        assert [each.action for each in opened.decisions()] == ["reject"]


def test_a_second_ledger_takes_the_place_only_when_it_is_applied(run: Run, store: Path) -> None:
    run("curate", "reject", VISIT)
    done = run("curate", "merge", "Areva", "Orano", "--curation", "b.csv")
    assert (done.code, "the store obeys another ledger, curation.csv" in done.err) == (2, True)
    assert not Path("b.csv").exists()
    Path("b.csv").write_text(f"{HEADER}merge,{AREVA},{ORANO},,x,2026-11-20,\n", encoding="utf-8")
    done = run("curate", "apply", "b.csv")
    assert (done.code, "b.csv takes the place of" in done.err) == (0, True)
    with Store.open(store, read_only=True) as opened:
        assert [each.action for each in opened.decisions()] == ["merge"]


def test_a_decision_that_breaks_a_shape_is_told_as_such(run: Run, store: Path) -> None:
    done = run("curate", "retype", "Tokaïev", "City")
    assert done.code == 1
    assert "A visitor is a person" in done.err
    assert "is set aside: diplograph validate tells which" in done.err
    assert json.loads(run("curate", "list", "-f", "json").out)[0]["state"] == "breaks a shape"
    assert "By the decision: retype person/kassym-jomart-tokaiev City" in run("validate").out
    assert "Par la décision : retype" in run("validate", "--lang", "fr").out
    assert run("curate", "undo", "2").code == 0
    assert "By the decision" not in run("validate").out
