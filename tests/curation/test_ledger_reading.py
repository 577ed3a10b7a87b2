"""Ledgers as spreadsheets and editors save them, and every way in which a line can be wrong."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from diplograph.curation import Ledger, parse_ledger, read_ledger
from diplograph.errors import TableError, UsageError
from diplograph.model.decisions import Action, Decision
from diplograph.rdf.identifiers import DEFAULT_BASE

HEADER = "action,subject,value,document,author,date,reason\n"
ROWS = (
    'merge,company/areva,company/orano,,M. Durand,2026-11-20,"renommée, en 2018"\n'
    "rename,person/jupiter,Éole,,M. Durand,2026-11-20,\n"
    "reject,fact/visit-0a1b2c4d5e6f70,,depeche-1,M. Durand,2026-11-20,contresens\n"
)
VISIT = "fact/visit-0a1b2c4d5e6f70"


def read(text: str | bytes, name: str = "curation.csv", **options: object) -> Ledger:
    raw = text.encode() if isinstance(text, str) else text
    return parse_ledger(raw, Path(name), **options)  # type: ignore[arg-type]


def line(action: str, subject: str = "", value: str = "") -> Ledger:
    return read(f'{HEADER}{action},{subject},"{value}",,x,2026-11-20,\n')


def test_a_line_is_a_decision() -> None:
    ledger = read(HEADER + ROWS)
    assert ledger.problems == ()
    assert ledger.decisions[0] == Decision(
        action=Action.MERGE,
        subject="company/areva",
        value="company/orano",
        author="M. Durand",
        date="2026-11-20",
        reason="renommée, en 2018",
        file="curation.csv",
        line=2,
    )
    assert [decision.line for decision in ledger.decisions] == [2, 3, 4]
    assert ledger.decisions[2].document == "depeche-1"


@pytest.mark.parametrize(
    "raw",
    [
        codecs.BOM_UTF8 + (HEADER + ROWS).encode(),
        codecs.BOM_UTF16_LE + (HEADER + ROWS).encode("utf-16-le"),
        codecs.BOM_UTF16_BE + (HEADER + ROWS).encode("utf-16-be"),
        (HEADER + ROWS).encode("cp1252"),
        (HEADER + ROWS).replace("\n", "\r\n").encode(),
        (HEADER + ROWS).replace("\n", "\r").encode(),
        ("sep=;\n" + (HEADER + ROWS).replace(",", ";").replace("renommée;", "renommée,")).encode(),
        ("# nos décisions\n\n" + HEADER + '# "une" note\n' + ROWS).encode(),
        (HEADER + ROWS).encode() + b"\n,,,,,,\n",
    ],
    ids=["utf-8-sig", "utf-16-le", "utf-16-be", "cp1252", "crlf", "cr", "semicolons", "comments", "blank"],
)
def test_any_spreadsheet_is_read(raw: bytes) -> None:
    ledger = read(raw)
    assert ledger.faults == ()
    assert [decision.subject for decision in ledger.decisions] == ["company/areva", "person/jupiter", VISIT]
    assert [decision.value for decision in ledger.decisions] == ["company/orano", "Éole", ""]
    assert ledger.decisions[0].reason == "renommée, en 2018"


def test_yaml_says_the_same() -> None:
    text = """# nos décisions
- action: merge
  subject: company/areva
  value: company/orano
  author: M. Durand
  date: 2026-11-20   # une date, que YAML lirait comme telle
  reason: "renommée, en 2018"
- {action: rename, subject: person/jupiter, value: Éole, author: M. Durand, date: "2026-11-20"}

- action: reject
  subject: fact/visit-0a1b2c4d5e6f70
  document: depeche-1
  value: ~
  author: M. Durand
  date: 2026-11-20
  reason: contresens
"""
    told = read(text, "curation.yaml")
    assert told.problems == ()
    wanted = [(d.action, d.subject, d.value, d.document, d.reason) for d in read(HEADER + ROWS).decisions]
    assert [(d.action, d.subject, d.value, d.document, d.reason) for d in told.decisions] == wanted
    assert [d.line for d in told.decisions] == [2, 8, 10]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- &a {action: merge}\n- *a\n", "anchor or an alias"),
        ("- !!python/object/apply:os.system ['true']\n", "has a tag"),
        ("action: merge\n", "is no list"),
        ("- merge\n", "is no decision"),
        ("- action: [merge]\n", "is no text"),
        ("- actoin: merge\n", "is unknown"),
        ("- action: merge\n  action: reject\n", "stands twice"),
        ("- action: merge\n   subject: x\n", "is not YAML"),
        ("- ? [a]\n  : b\n", "name is no word"),
        ("[]\n---\n[]\n", "second document"),
        ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "is no list"),
        ("[" * 5000, "is no"),
    ],
)
def test_yaml_that_is_no_ledger_is_told(text: str, reason: str) -> None:
    ledger = read(text, "curation.yaml")
    assert ledger.decisions == ()
    assert any(reason in fault.reason for fault in ledger.faults), ledger.problems
    assert all(fault.hint for fault in ledger.faults)


@pytest.mark.parametrize("name", ["curation.csv", "curation.yaml"])
@pytest.mark.parametrize("text", ["", "\n\n", "# rien\n"])
def test_an_empty_ledger_is_one(name: str, text: str) -> None:
    ledger = read(text, name)
    assert ledger.decisions == ledger.faults == ()
    assert [problem.line for problem in ledger.problems] == [1]


@pytest.mark.parametrize(
    ("ledger", "column", "reason", "hint"),
    [
        (line("mergee", "company/a", "company/b"), "action", "mergee", "did you mean merge?"),
        (line("", "company/a", "company/b"), "action", "is empty", "merge"),
        (line("merge", "", "company/b"), "subject", "is empty", "key"),
        (line("merge", "company/a"), "value", "is empty", "one with"),
        (line("merge", "company/a", "company/a"), "value", "the subject itself", "other thing"),
        (line("merge", "person/a", "country/b"), "value", "is country, the subject person", "keys"),
        (line("merge", VISIT, "fact/meeting-0a1b2c4d5e6f70"), "value", "is Meeting", "keys"),
        (line("merge", "Areva", "company/orano"), "subject", "in words: 'Areva'", "company/orano"),
        (line("retype", "company/a", "Compagny"), "value", "'Compagny'", "did you mean Company?"),
        (line("status", VISIT, "Actuel"), "value", "'Actuel'", "did you mean Actual?"),
        (line("status", "company/a", "Actual"), "subject", "is no fact", "explain"),
        (line("amend", VISIT, "stat=2023"), "value", "a role 'stat'", "did you mean start?"),
        (line("amend", VISIT, "start"), "value", "is no amendment", "role=value"),
        (line("amend", VISIT, "start=hier"), "value", "is no date: 'hier'", "YYYY"),
        (line("amend", VISIT, "company=company/a"), "value", "Visit has no role", "it is one of"),
        (line("amend", VISIT, "visitKind=Stat"), "value", "'Stat'", "did you mean State?"),
        (line("identify", "company/a", "wikidata=12"), "value", "wikidata", "Q and a number"),
        (line("identify", "company/a", "wikidta=Q12"), "value", "'wikidta'", "did you mean wikidata?"),
        (line("identify", "company/a", "Q12"), "value", "is no identifier", "https://"),
        (line("identify", VISIT, "wikidata=Q12"), "subject", "is no entity", "facts"),
        (line("assert", "company/a", "Presence company=company/a"), "subject", "is filled", "leave it"),
        (line("assert", "", "Presence company=company/a"), "value", "needs country", "add country="),
        (line("assert", "", "Presense company=company/a"), "value", "'Presense'", "did you mean Presence?"),
        (line("assert", "", "Visit visitro=person/a"), "value", "'visitro'", "did you mean visitor?"),
        (line("assert", "", "Visit visitor=person/a statut=x"), "value", "'statut'", "did you mean status?"),
        (line("assert", "", "Visit visitor=person/a status=Perhaps"), "value", "'Perhaps'", "it is one of"),
        (line("assert", "", "Contract party=company/a amount=cher"), "value", "quantity", "4000000000 USD"),
    ],
)
def test_what_is_wrong_is_told_by_column_with_what_to_do(
    ledger: Ledger, column: str, reason: str, hint: str
) -> None:
    assert ledger.decisions == ()
    fault = ledger.faults[0]
    assert (fault.line, fault.column) == (2, column)
    assert reason in fault.reason
    assert hint in fault.hint


def test_all_faults_are_told_at_once() -> None:
    ledger = read(
        f"{HEADER}mergee,a,b,,x,2026-11-20,\nmerge,person/a,country/b,,x,2026-11-20,\n"
        'rename,company/a,"Orano,,x,2026-11-20,\nrename,company/a,Orano,,x,2026-11-20,,,trop\n' + ROWS
    )
    assert [fault.line for fault in ledger.faults] == [2, 3, 4, 5]
    assert len(ledger.decisions) == 3


def test_a_wrong_delimiter_is_told_by_the_header() -> None:
    ledger = read("action|subject|value\nmerge|company/a|company/b\n")
    assert ledger.decisions == ()
    assert "is missing" in " ".join(fault.reason for fault in ledger.faults)


def test_subjects_in_every_way_of_writing_a_key() -> None:
    ledger = read(
        f"{HEADER}rename,{DEFAULT_BASE}company/orano,A,,x,2026-11-20,\n"
        f"rename,<{DEFAULT_BASE}company/areva>,A,,x,2026-11-20,\n"
        "rename,person:luc-remont,A,,x,2026-11-20,\n"
        "amend,fact:visit-0a1b2c4d5e6f70,host=country:kazakhstan,,x,2026-11-20,\n"
    )
    assert [d.subject for d in ledger.decisions] == [
        "company/orano",
        "company/areva",
        "person/luc-remont",
        VISIT,
    ]
    assert ledger.decisions[-1].value == "host=country/kazakhstan"


def test_words_are_resolved_where_a_store_is_open() -> None:
    known = {"Areva": "company/areva", "Orano": "company/orano", "Mongolie": "country/mongolie"}

    def resolve(name: str) -> str:
        if name not in known:
            raise UsageError(f"nothing is named {name!r}", hint="did you mean 'Orano'?")
        return known[name]

    text = (
        f"{HEADER}merge,Areva,Orano,,x,2026-11-20,\nreject,Oranno,,,x,2026-11-20,\n"
        "assert,,Presence company=Orano country=Mongolie,,x,2026-11-20,\n"
    )
    ledger = read(text, resolve=resolve)
    assert (ledger.decisions[0].subject, ledger.decisions[0].value) == ("company/areva", "company/orano")
    assert ledger.decisions[1].value == "Presence company=company/orano country=country/mongolie"
    assert [(fault.line, fault.hint) for fault in ledger.faults] == [(3, "did you mean 'Orano'?")]
    assert ledger.in_words == {(2, "subject"), (2, "value"), (4, "value")}


def test_dates_as_a_french_spreadsheet_turns_them() -> None:
    ledger = read(f"{HEADER}reject,{VISIT},,,x,1/2/2026,\nreject,company/a,,,x,2026-02-30,\n")
    assert [decision.date for decision in ledger.decisions] == ["2026-02-01", ""]
    assert [problem.note for problem in ledger.problems] == [True, True]


def test_a_line_without_author_or_date_holds_and_is_noted() -> None:
    ledger = read("action,subject,value\nmerge,company/a,company/b\n")
    assert len(ledger.decisions) == 1
    assert [(problem.column, problem.note) for problem in ledger.problems] == [
        ("author", True),
        ("date", True),
    ]


@pytest.mark.parametrize(
    ("lines", "kept", "reason"),
    [
        (["merge,company/a,company/b", "merge,company/b,company/a"], [2], "a circle of merges (lines 2, 3)"),
        (
            ["merge,company/a,company/b", "merge,company/b,company/c", "merge,company/c,company/a"],
            [2, 3],
            "a circle of merges (lines 2, 3, 4)",
        ),
        (
            ["separate,company/a,company/c", "merge,company/a,company/b", "merge,company/b,company/c"],
            [3, 4],
            "keeps apart what merges make one (lines 3, 4)",
        ),
    ],
)
def test_what_no_order_settles_is_a_fault(lines: list[str], kept: list[int], reason: str) -> None:
    ledger = read(HEADER + "".join(f"{each},,x,2026-11-20,\n" for each in lines))
    assert [decision.line for decision in ledger.decisions] == kept
    assert [reason in fault.reason for fault in ledger.faults] == [True]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["merge,company/a,company/b", "separate,company/b,company/a"], [3]),
        (["separate,company/a,company/b", "merge,company/b,company/a"], [3]),
        (["merge,company/a,company/b", "merge,company/a,company/c"], [3]),
        (["rename,company/a,X", "rename,company/a,Y"], [3]),
        (["retype,company/a,Company", "retype,company/a,Institution"], [3]),
        ([f"status,{VISIT},Actual", f"status,{VISIT},Planned"], [3]),
        ([f"reject,{VISIT},", f"accept,{VISIT},"], [3]),
        ([f"amend,{VISIT},start=2023", f"amend,{VISIT},start=2024", f"amend,{VISIT},end=2024"], [3, 4]),
        (["identify,company/a,isin=FR0000120271", "identify,company/a,isin=FR0000120272"], [3]),
        (["identify,company/a,geonames=1", "identify,company/a,https://www.wikidata.org/wiki/Q1"], [2, 3]),
        (["rename,company/a,X", "rename,company/a,Y", "rename,company/a,X"], [4]),
        (["merge,company/a,company/b", "merge,company/a,company/b"], [3]),
    ],
)
def test_the_later_line_holds_and_the_earlier_is_noted(lines: list[str], kept: list[int]) -> None:
    ledger = read(HEADER + "".join(f"{each},,x,2026-11-20,\n" for each in lines))
    assert [decision.line for decision in ledger.decisions] == kept
    assert ledger.faults == ()
    left = sorted({decision.line for decision in ledger.lines} - set(kept))
    assert sorted({problem.line for problem in ledger.problems}) == left


def test_a_decision_on_one_document_overrules_no_other() -> None:
    ledger = read(f"{HEADER}reject,{VISIT},,a,x,2026-11-20,\naccept,{VISIT},,b,x,2026-11-20,\n")
    assert len(ledger.decisions) == 2


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"no such ledger \(check the path\)"):
        read_ledger(tmp_path / "nulle-part.csv")
    with pytest.raises(TableError, match="is a folder"):
        read_ledger(tmp_path)
    (tmp_path / "classeur.csv").write_bytes(b"PK\x03\x04...")
    assert "workbook" in read_ledger(tmp_path / "classeur.csv").faults[0].reason


@pytest.mark.parametrize("name", ["curation.csv", "curation.yaml"])
def test_reading_takes_a_number_of_steps_in_proportion(name: str) -> None:
    """Counted, not timed: a ledger of twice the lines takes at most about twice the calls."""
    import cProfile
    import pstats

    def calls(number: int) -> int:
        rows = [
            f"merge,company/a{i},company/b{i // 2},,x,2026-11-20,r"
            if i % 3
            else f"rename,company/a{i},N,,x,2026-11-20,"
            for i in range(number)
        ]
        text = HEADER + "\n".join(rows) + "\n"
        if name.endswith("yaml"):
            keys = HEADER.strip().split(",")
            text = "".join(
                "- {" + ", ".join(f'{k}: "{v}"' for k, v in zip(keys, row.split(","), strict=True)) + "}\n"
                for row in rows
            )
        with cProfile.Profile() as profile:
            ledger = read(text, name)
        assert len(ledger.decisions) == number
        return pstats.Stats(profile).total_calls  # type: ignore[attr-defined,no-any-return]

    calls(10)
    assert calls(800) < 2.3 * calls(400)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"- action: reject\n  subject: company/a\n- action: [\n", "curation.yaml"),
        (b"- action: reject\n  subject: company/a\n- &x {action: reject}\n", "curation.yaml"),
        (b"subject,value\ncompany/a,b\n", "curation.csv"),
        (b"PK\x03\x04", "curation.csv"),
        (bytes(range(128, 256)) * 9, "curation.csv"),
    ],
)
def test_a_ledger_that_cannot_be_read_to_its_end_lifts_nothing(raw: bytes, name: str) -> None:
    ledger = read(raw, name)
    assert ledger.broken
    with pytest.raises(TableError):
        ledger.refuse_broken()


@pytest.mark.parametrize(
    ("raw", "name"), [(b"", "a.csv"), (b"# \n", "a.yaml"), (HEADER.encode() + b"x\n", "a.csv")]
)
def test_an_empty_or_faulty_ledger_is_not_broken(raw: bytes, name: str) -> None:
    ledger = read(raw, name)
    assert not ledger.broken
    ledger.refuse_broken()
