"""The analyst's own tables: what they teach, what wins, and how each fault is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.errors import TableError
from diplograph.knowledge import Knowledge, load_knowledge
from diplograph.model import EntityType

HEADER = "type,name,aliases,ambiguous,country,sectors,wikidata,geonames\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOGRAPH_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def bundled() -> Knowledge:
    return load_knowledge()


def loaded(path: Path, content: str | bytes) -> Knowledge:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_knowledge(gazetteers=[path])


def faults(knowledge: Knowledge) -> list[str]:
    return [str(problem) for problem in knowledge.problems if not problem.note]


def meanings(knowledge: Knowledge, literal: str) -> list[str]:
    return [name.key for name in knowledge.names.get(literal)]


def test_a_row_is_a_new_thing(tmp_path: Path) -> None:
    row = "Company,Énergies du Levant,EDL|Levant Énergies,,Liban,energy,Q999999991,\n"
    knowledge = loaded(tmp_path / "own.csv", HEADER + row)
    entity = knowledge.entity("company/energies-du-levant")
    assert entity is not None
    assert (entity.type, entity.country) == (EntityType.COMPANY, "country/liban")
    assert entity.aliases == ("EDL", "Levant Énergies")
    assert entity.identifiers == (("wikidata", "Q999999991"),)
    assert knowledge.gazetteer.company_sectors[entity.key] == ("energy",)
    assert meanings(knowledge, "levant energies") == [entity.key]
    assert knowledge.problems == ()


def test_a_row_with_a_bundled_name_completes_that_thing(tmp_path: Path, bundled: Knowledge) -> None:
    knowledge = loaded(tmp_path / "own.csv", HEADER + "Company,ALSTOM,Alsthom Transport,,,,Q7,\n")
    entity, before = knowledge.entity("company/alstom"), bundled.entity("company/alstom")
    assert entity is not None
    assert before is not None
    assert entity.name == "ALSTOM"
    assert entity.aliases[:2] == ("Alsthom Transport", "Alstom")
    assert dict(entity.identifiers) == {**dict(before.identifiers), "wikidata": "Q7"}
    assert entity.country == before.country


def test_a_row_with_a_bundled_identifier_is_that_thing(tmp_path: Path, bundled: Knowledge) -> None:
    known = bundled.entity("company/alstom")
    assert known is not None
    wikidata = dict(known.identifiers)["wikidata"]
    knowledge = loaded(tmp_path / "own.csv", f"{HEADER}Company,Alsthom,,,,,{wikidata},\n")
    assert meanings(knowledge, "alsthom") == ["company/alstom"]
    assert meanings(knowledge, "alstom") == ["company/alstom"]


def test_a_name_of_the_analyst_is_taken_from_the_bundled_things(tmp_path: Path, bundled: Knowledge) -> None:
    assert "company/orange" in meanings(bundled, "orange")
    knowledge = loaded(tmp_path / "own.csv", HEADER + "City,Orange,,,France,,,\n")
    assert meanings(knowledge, "orange") == ["city/orange"]
    assert not knowledge.names.get("orange")[0].ambiguous
    assert meanings(knowledge, "groupe orange") == ["company/orange"]


def test_a_name_listed_as_ambiguous_is_shared(tmp_path: Path) -> None:
    knowledge = loaded(tmp_path / "own.csv", HEADER + "City,Orange,,Orange,France,,,\n")
    assert sorted(meanings(knowledge, "orange")) == ["city/orange", "company/orange"]
    assert all(name.ambiguous for name in knowledge.names.get("orange"))


@pytest.mark.parametrize(
    ("rows", "line", "column", "reason"),
    [
        ("Compagny,Alta,,,,,,\n", 2, "type", "is unknown: 'Compagny' (did you mean Company?"),
        (",Alta,,,,,,\n", 2, "type", "is empty"),
        ("Company,,,,,,,\n", 2, "name", "is empty"),
        ("Company,Alta,,,Frnace,,,\n", 2, "country", "did you mean 'France'?"),
        ("Company,Alta,,,,energie.nucleaire,,\n", 2, "sectors", "is no sector"),
        ("Company,Alta,,,,,L114,\n", 2, "wikidata", "has 'L114' (an identifier is Q and digits"),
        ("City,Alta,,,,,,12a\n", 2, "geonames", "has '12a' (an identifier is digits"),
        ("Company,Alta,,Beta,,,,\n", 2, "ambiguous", "has 'Beta', which the row does not name"),
        ("Company,Alta,,,,,,,,9\n", 2, "9", "the row has 10 cells, the header 8"),
        ("Company,Alta,,,,,,\nCompany,alta,,,,,,\n", 3, "name", "names company/alta again"),
        ("Company,Alta,,,,,Q999999991,\nCompany,Beta,,,,,Q999999991,\n", 3, "wikidata", "again (first at"),
        ("Company,Alta,AB,,,,,\nCompany,Beta,AB,,,,,\n", 2, "aliases", "has 'AB', which names Beta too"),
        ('Company,Alta,,,,,,\nPerson,"Ana,,,,,,\nCompany,Beta,,,,,,\n', 3, "name", "never closes it"),
        ("Region,Alta,,,,,Q142,\n", 2, "wikidata", "which is France (country/france)"),
    ],
)
def test_each_fault_is_named_by_file_line_and_column(
    tmp_path: Path, rows: str, line: int, column: str, reason: str
) -> None:
    path = tmp_path / "own.csv"
    knowledge = loaded(path, f"{HEADER}{rows}Company,Gamma Rail,,,,,,\n")
    assert any(f"{path}:{line}: column {column} " in fault and reason in fault for fault in faults(knowledge))
    assert meanings(knowledge, "gamma rail") == ["company/gamma-rail"], "the rest is used"
    with pytest.raises(TableError, match=r"own\.csv:\d+: column"):
        load_knowledge(gazetteers=[path], strict=True)


def test_a_key_that_no_table_has_is_a_fault_unless_a_row_gives_it_a_type(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    rows = "company/alstm,,Alta\ncompany/alstom,,Alsthom\ncompany/beta,Company,Beta\ncompany/beta,,Beta\n"
    knowledge = loaded(path, "key,type,name\n" + rows)
    fault, again = faults(knowledge)
    assert fault.startswith(
        f"{path}:2: column key is in no table: 'company/alstm' (did you mean company/alstom?"
    )
    assert "leave key empty" in fault
    assert "names company/beta again" in again
    assert meanings(knowledge, "alta") == []
    assert meanings(knowledge, "alsthom") == ["company/alstom"]


def test_a_strict_refusal_is_a_line_a_fault_each_with_its_hint(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"{HEADER}Compagny,Alta,,,,,,\nCompany,Beta,,,Frnace,,,\n", "utf-8")
    with pytest.raises(TableError) as caught:
        load_knowledge(gazetteers=[path], strict=True)
    first, second = caught.value.lines()
    assert first.startswith(f"{path}:2: column type is unknown: 'Compagny' (did you mean Company?")
    assert second == (
        f"{path}:3: column country refers to 'Frnace', which no table has (did you mean 'France'?)"
    )


def test_of_two_rows_with_a_key_the_first_is_used(tmp_path: Path) -> None:
    knowledge = loaded(tmp_path / "own.csv", HEADER + "Company,Alta,Un,,,,,\nCompany,Alta,Deux,,,,,\n")
    assert meanings(knowledge, "un") == ["company/alta"]
    assert meanings(knowledge, "deux") == []


def test_a_name_of_two_rows_waits_for_a_cue(tmp_path: Path) -> None:
    knowledge = loaded(tmp_path / "own.csv", HEADER + "Company,Alta,AB,,,,,\nCompany,Beta,AB,,,,,\n")
    assert [(name.key, name.ambiguous) for name in knowledge.names.get("ab")] == [
        ("company/alta", True),
        ("company/beta", True),
    ]


TABLE = "type,name,aliases\nCompany,Étoile Énergie,Étoile & Cie\n"


@pytest.mark.parametrize(
    ("content", "fault", "remark"),
    [
        (TABLE.encode("utf-8-sig"), "", ""),
        (TABLE.encode("utf-16"), "", "is UTF-16"),
        (TABLE.encode("utf-16-le"), "", "is UTF-16"),
        (TABLE.encode("cp1252"), "", "is Windows-1252"),
        (TABLE.replace("Cie", "\u201cCœur d’Ažur\u201d").encode("cp1252"), "", "is Windows-1252"),
        (TABLE.replace(",", ";").encode("cp1252"), "", "has semicolons"),
        (TABLE.replace(",", "\t").replace("\n", "\r\n").encode(), "", "has tabs"),
        (f"sep=;\n{TABLE.replace(',', ';')}".encode(), "", "has semicolons"),
        (TABLE.replace("\n", "\r").encode(), "", ""),
        (f"\n,,\n{TABLE}".encode(), "", ""),
        (TABLE.upper().replace("COMPANY,ÉTOILE ÉNERGIE", "company,Étoile Énergie").encode(), "", ""),
    ],
)
def test_what_a_spreadsheet_saves_is_read(tmp_path: Path, content: bytes, fault: str, remark: str) -> None:
    knowledge = loaded(tmp_path / "own.csv", content)
    assert meanings(knowledge, "etoile energie") == ["company/etoile-energie"]
    assert bool(faults(knowledge)) == bool(fault)
    assert fault in "".join(faults(knowledge))
    notes = [str(problem) for problem in knowledge.problems if problem.note]
    assert remark in "".join(notes)
    assert bool(notes) == bool(remark)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"PK\x03\x04rest of a workbook", "is a workbook"),
        (b"nom,alias\nAlta,\n", "column name is missing"),
        (b"name,alias\nAlta,\n", "column type is missing"),
        (b"type,name,alias\nCompany,Alta,AB\n", "did you mean 'aliases'?"),
        (b"type,name,name\nCompany,Alta,AB\n", "stands twice in the header"),
        (b"type,name\nCompany,Al\x00ta\n", "has control characters"),
    ],
)
def test_a_table_that_is_none_is_named(tmp_path: Path, content: bytes, told: str) -> None:
    knowledge = loaded(tmp_path / "own.csv", content)
    assert told in "".join(faults(knowledge))
    assert "own.csv:1" in faults(knowledge)[0] or ":2" in faults(knowledge)[0]


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"nulle-part\.csv: cannot be read"):
        load_knowledge(gazetteers=[tmp_path / "nulle-part.csv"])


def test_the_digest_follows_own_tables(tmp_path: Path, bundled: Knowledge) -> None:
    path = tmp_path / "own.csv"
    first = loaded(path, HEADER + "Company,Alta,,,,,,\n").digest
    assert first not in (bundled.digest, loaded(path, HEADER + "Company,Alto,,,,,,\n").digest)
    assert loaded(path, HEADER + "Company,Alta,,,,,,\n").digest == first


@pytest.mark.parametrize(
    "content",
    [
        TABLE.replace("Cie", "Société").encode("mac_roman"),
        TABLE.encode("mac_roman"),
        TABLE.encode("cp850"),
        TABLE.encode("cp850").replace(b"\x90", b"\x82"),
        TABLE.encode() + b"Company,Caf\xe9 Cr\xe9,\n",
    ],
)
def test_accents_that_are_misread_are_a_fault(tmp_path: Path, content: bytes) -> None:
    (fault, *_) = faults(loaded(tmp_path / "own.csv", content))
    assert "UTF-8" in fault
    assert "check the accents" in fault
