"""What is added to a ledger changes nothing else in it; what would break it is refused."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from diplograph.curation import Ledger, add_line, parse_ledger, read_ledger, remove_line, spell_in_keys
from diplograph.curation.writing import new_ledger
from diplograph.errors import UsageError
from diplograph.model.decisions import Action, Decision
from diplograph.rdf.identifiers import DEFAULT_BASE as BASE

DECISION = Decision(
    action=Action.MERGE,
    subject="company/areva",
    value="company/orano",
    author="Mme Fèvre",
    date="2026-11-22",
    reason='dite "Areva", puis\tOrano # 2018',
)
CSV = "# décisions\naction,subject,value,document,author,date,reason\nreject,company/x,,,Léa,2026-11-20,\n"
YAML = "# décisions\n- action: reject\n  subject: company/x  # douteux\n  author: Léa\n  date: 2026-11-20\n"


def ledger_of(folder: Path, raw: bytes, name: str = "curation.csv") -> Ledger:
    (folder / name).write_bytes(raw)
    return read_ledger(folder / name)


def told(decision: Decision) -> tuple[str, ...]:
    plain = " ".join(decision.reason.split())
    return decision.action, decision.subject, decision.value, decision.author, decision.date, plain


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (CSV.encode(), "curation.csv"),
        (CSV.encode().rstrip(b"\n"), "curation.csv"),
        (codecs.BOM_UTF8 + CSV.replace("\n", "\r\n").encode(), "curation.csv"),
        (codecs.BOM_UTF16_LE + CSV.encode("utf-16-le"), "curation.csv"),
        (codecs.BOM_UTF16_BE + CSV.encode("utf-16-be"), "curation.csv"),
        (CSV.replace(",", ";").encode("cp1252"), "curation.csv"),
        (CSV.replace(",", "\t").encode(), "curation.csv"),
        (b"", "curation.csv"),
        (YAML.encode(), "curation.yaml"),
        (YAML.replace("\n", "\r\n").encode(), "curation.yml"),
        (YAML.replace("\n  ", "\n    ").replace("- ", "  - ").encode(), "curation.yaml"),
        (b"", "curation.yaml"),
        (b"# rien encore\n", "curation.yaml"),
    ],
)
def test_a_line_is_added_and_nothing_else_changes(tmp_path: Path, raw: bytes, name: str) -> None:
    before = ledger_of(tmp_path, raw, name)
    after = add_line(before, DECISION, base=BASE)
    written = (tmp_path / name).read_bytes()
    assert written.startswith(raw or new_ledger(tmp_path / name))
    assert read_ledger(tmp_path / name) == after
    assert told(after.decisions[-1]) == told(DECISION)
    assert after.decisions[:-1] == before.decisions
    assert after.faults == ()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert b"\r" not in raw or b"\n" not in written.replace(b"\r\n", b"")


def test_columns_in_another_order_are_kept(tmp_path: Path) -> None:
    text = "reason,date,author,value,subject,action\n"
    after = add_line(ledger_of(tmp_path, text.encode()), DECISION, base=BASE)
    row = (tmp_path / "curation.csv").read_text(encoding="utf-8").splitlines()[1]
    assert row.endswith(",2026-11-22,Mme Fèvre,company/orano,company/areva,merge")
    assert told(after.decisions[0]) == told(DECISION)


@pytest.mark.parametrize(
    ("raw", "name", "reason"),
    [
        (b"action,subject,value\n", "curation.csv", "no column author and date and reason"),
        (b"[]\n", "curation.yaml", "no entry can be added"),
        (b"- action: reject\n  subject: company/x\n...\n", "curation.yaml", "no entry can be added"),
        (b"merge: x\n", "curation.yaml", "no entry can be added"),
    ],
)
def test_a_file_without_a_place_for_it_stays(tmp_path: Path, raw: bytes, name: str, reason: str) -> None:
    ledger = ledger_of(tmp_path, raw, name)
    with pytest.raises(UsageError, match=reason) as caught:
        add_line(ledger, DECISION, base=BASE)
    assert caught.value.hint
    assert (tmp_path / name).read_bytes() == ledger.raw


def test_a_name_that_the_encoding_cannot_hold(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, CSV.encode("cp1252"))
    decision = Decision(Action.RENAME, "person/x", "Токаев", author="L", date="2026-11-22")
    with pytest.raises(UsageError, match="cp1252 cannot hold"):
        add_line(ledger, decision, base=BASE)
    assert (tmp_path / "curation.csv").read_bytes() == CSV.encode("cp1252")


def test_a_ledger_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, CSV.encode())
    (tmp_path / "curation.csv").write_text(CSV + "reject,company/y,,,Zoé,2026-11-21,\n", encoding="utf-8")
    with pytest.raises(UsageError, match="changed while it was read"):
        add_line(ledger, DECISION, base=BASE)
    assert "Zoé" in (tmp_path / "curation.csv").read_text(encoding="utf-8")
    (tmp_path / "curation.csv").unlink()
    with pytest.raises(UsageError, match="changed while it was read"):
        add_line(ledger, DECISION, base=BASE)


def test_a_new_ledger_gets_its_header(tmp_path: Path) -> None:
    path = tmp_path / "curation.csv"
    after = add_line(parse_ledger(b"", path), DECISION, base=BASE)
    assert path.read_bytes().startswith(b"action,subject,value,document,author,date,reason\nmerge,")
    assert after.decisions[0].line == 2


def test_a_ledger_that_cannot_be_written(tmp_path: Path) -> None:
    name = f"{'c' * 246}.csv"  # the draft beside it would need a longer name than the disk allows
    ledger = ledger_of(tmp_path, CSV.encode(), name)
    with pytest.raises(UsageError, match=r"cannot be written: .* \(nothing was changed\)"):
        add_line(ledger, DECISION, base=BASE)
    assert (tmp_path / name).read_bytes() == CSV.encode()


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "depot").mkdir()
    ledger_of(tmp_path / "depot", CSV.encode())
    (tmp_path / "depot" / "curation.csv").chmod(0o640)
    link = tmp_path / "curation.csv"
    link.symlink_to(tmp_path / "depot" / "curation.csv")
    add_line(read_ledger(link), DECISION, base=BASE)
    assert link.is_symlink()
    assert (tmp_path / "depot" / "curation.csv").stat().st_mode & 0o777 == 0o640
    assert len(read_ledger(link).decisions) == 2


@pytest.mark.parametrize(
    ("text", "name", "line", "left"),
    [
        (
            '# a\naction,subject,value,reason\nreject,a/b,,"un\n  deux"\n# b\nreject,company/x,,\n',
            "curation.csv",
            3,
            "# a\naction,subject,value,reason\n# b\nreject,company/x,,\n",
        ),
        (
            "# a\n- action: mergee\n  subject: x/y\n\n# b\n- {action: reject, subject: company/y}\n# c\n",
            "curation.yaml",
            2,
            "# a\n\n# b\n- {action: reject, subject: company/y}\n# c\n",
        ),
        (
            "- action: mergee\n- action: reject\n  subject: company/y",
            "curation.yaml",
            2,
            "- action: mergee\n",
        ),
    ],
)
def test_an_entry_leaves_alone(tmp_path: Path, text: str, name: str, line: int, left: str) -> None:
    ledger = ledger_of(tmp_path, text.encode(), name)
    remove_line(ledger, line, base=BASE)
    assert (tmp_path / name).read_text(encoding="utf-8") == left


def test_a_line_without_a_decision_cannot_be_taken_out(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"begins on line 2 \(decisions begin on line 3 \(reject"):
        remove_line(ledger_of(tmp_path, CSV.encode()), 2, base=BASE)


@pytest.mark.parametrize(
    ("text", "name", "spelt"),
    [
        (
            'action;subject;value;reason\nmerge;"Areva"; Orano SA;"dit ""Areva"""\nreject;Areva;;\n',
            "curation.csv",
            'action;subject;value;reason\nmerge;company/areva;company/orano;"dit ""Areva"""\n'
            "reject;company/areva;;\n",
        ),
        (
            "- action: merge  # x\n  subject: Areva  # y\n  value: 'Orano SA'\n"
            "- subject: Areva\n  action: reject\n",
            "curation.yaml",
            "- action: merge  # x\n  subject: company/areva  # y\n  value: company/orano\n"
            "- subject: company/areva\n  action: reject\n",
        ),
    ],
)
def test_keys_are_written_in_place_of_names(tmp_path: Path, text: str, name: str, spelt: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    keys = {"Areva": "company/areva", "Orano SA": "company/orano"}
    ledger = read_ledger(tmp_path / name, resolve=lambda word: keys[word])
    after = spell_in_keys(ledger, base=BASE)
    assert (tmp_path / name).read_text(encoding="utf-8") == spelt
    assert after.in_words == frozenset()
    assert len(after.decisions) == 2


def test_flow_entries_are_not_spelt_but_left(tmp_path: Path) -> None:
    text = "- {action: reject, subject: Areva}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    ledger = read_ledger(tmp_path / "a.yaml", resolve=lambda word: "company/areva")
    with pytest.raises(UsageError, match="cannot be replaced by keys"):
        spell_in_keys(ledger, base=BASE)
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == text
