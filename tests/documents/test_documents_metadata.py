"""`metadata.csv` beside the documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diplograph.documents import DocumentFailure, read_documents
from diplograph.model import Document

Make = Callable[[str, str | bytes], Path]

HEADER = "file,id,title,published,language,source,genre"


def read(folder: Path) -> tuple[dict[str, Document], list[str], list[str]]:
    """Documents by identifier, messages about lost ones, remarks."""
    items = list(read_documents([folder]))
    documents = {item.identifier: item for item in items if isinstance(item, Document)}
    failures = [item for item in items if isinstance(item, DocumentFailure)]
    told = [(failure.lost, str(failure.error).removeprefix(f"{folder}/")) for failure in failures]
    return documents, [text for lost, text in told if lost], [text for lost, text in told if not lost]


def test_a_row_gives_the_fields(make: Make) -> None:
    make("metadata.csv", f'{HEADER}\nun.txt,x-1,"Visite, à Bakou",2024-05-06,fr,La Gazette,press\n')
    folder = make("un.txt", "Texte").parent
    documents, failures, remarks = read(folder)
    found = documents["x-1"]
    assert (found.title, found.published, found.source, found.genre) == (
        "Visite, à Bakou",
        "2024-05-06",
        "La Gazette",
        "press",
    )
    assert (failures, remarks) == ([], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_spreadsheet_writes_it(make: Make, encoding: str, separator: str, end: str) -> None:
    rows = [["File", " Title ", "genre"], ["été.txt", "Signé à Genève", "press"], ["", "", ""]]
    make("metadata.csv", end.join(separator.join(row) for row in rows).encode(encoding))
    documents, failures, remarks = read(make("été.txt", "Texte").parent)
    assert documents["été"].title == "Signé à Genève"
    assert (failures, remarks) == ([], [])


def test_the_table_wins_over_front_matter_and_that_over_the_format(make: Make) -> None:
    make("metadata.csv", "file,title\na.md,De la table\n")
    make("a.md", "---\ntitle: Du bloc\nsource: Bloc\n---\n# Du titre\n\nTexte")
    folder = make("b.md", "---\nsource: Bloc\n---\n# Du titre\n\nTexte").parent
    documents, _, _ = read(folder)
    assert (documents["a"].title, documents["a"].source) == ("De la table", "Bloc")
    assert (documents["b"].title, documents["b"].source) == ("Du titre", "Bloc")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "a.txt,,,02/11/2023,,,",
            "2: row has a bad date: '02/11/2023' (write published as 2023-11-02, 2023-11 or 2023)",
        ),
        (
            "a.txt,,,2023-02-30,,,",
            "2: row has a bad date: '2023-02-30' (write published as 2023-11-02, 2023-11 or 2023)",
        ),
        ("a.txt,,,,français,,", "2: row has a bad language: 'français' (write a code such as fr or fr-CA)"),
        (
            "a.txt,,Visite, à Bakou,2024,fr,x,press",
            "2: row has 8 cells, the first line 7 "
            "(put a value that holds the separator between double quotes)",
        ),
    ],
)
def test_a_bad_row_loses_its_document_only(make: Make, row: str, message: str) -> None:
    make("metadata.csv", f"{HEADER}\n{row}\nb.txt,,B,2024,fr,,\n")
    make("a.txt", "Texte")
    documents, failures, remarks = read(make("b.txt", "Texte").parent)
    assert list(documents) == ["b"]
    assert failures == [f"metadata.csv:{message}"]
    assert remarks == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("b.txt,x", "3: file 'b.txt' is not there (correct its name, or remove the row)"),
        (",x", "3: row names no file (fill in the column 'file')"),
        ("sub/b.txt,x", "3: file 'sub/b.txt' is in another folder (put a metadata.csv into that folder)"),
        (
            "image.png,x",
            "3: file 'image.png' is not a document (what can be read: "
            ".docx, .htm, .html, .jsonl, .markdown, .md, .ndjson, .pdf, .text, .txt)",
        ),
    ],
)
def test_a_row_without_a_document_is_told(make: Make, row: str, message: str) -> None:
    make("metadata.csv", f"file,id\na.txt,a\n{row}\n")
    make("image.png", b"\x89PNG")
    documents, failures, _ = read(make("a.txt", "Texte").parent)
    assert list(documents) == ["a"]
    assert failures == [f"metadata.csv:{message}"]


def test_rows_of_other_files_are_not_asked_for_when_one_file_is_given(make: Make) -> None:
    make("metadata.csv", "file,title\na.txt,A\nb.txt,B\n")
    (item,) = read_documents([make("a.txt", "Texte")])
    assert isinstance(item, Document)
    assert item.title == "A"


def test_an_identifier_serves_once(make: Make) -> None:
    make("metadata.csv", 'file,id,title\na.txt,x,"deux\nlignes"\nb.txt,x,\n')
    make("a.txt", "Texte")
    documents, failures, _ = read(make("b.txt", "Texte").parent)
    assert documents["x"].title == "deux lignes"
    assert failures == [
        "metadata.csv:4: id 'x' is already that of line 2 (give each document an id of its own)"
    ]


def test_a_file_has_one_row(make: Make) -> None:
    make("metadata.csv", "file,title\na.txt,A\na.txt,B\n")
    documents, failures, _ = read(make("a.txt", "Texte").parent)
    assert documents == {}
    assert failures == ["metadata.csv:3: file 'a.txt' is already that of line 2 (keep one row a file)"]


def test_unknown_columns_are_told_and_nothing_is_lost(make: Make) -> None:
    make("metadata.csv", "file,titre,title,auteur\na.txt,x,A,y\n")
    documents, failures, remarks = read(make("a.txt", "Texte").parent)
    assert documents["a"].title == "A"
    assert failures == []
    assert remarks == [
        "metadata.csv:1: unknown columns 'titre', 'auteur', not read "
        "(the columns are file, id, title, published, language, source, genre)"
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            "fichier,title\na.txt,A\n",
            "metadata.csv:1: has no column 'file' (begin with the line "
            f"{HEADER}; until then the documents beside it are not read)",
        ),
        (
            "",
            "metadata.csv: is empty "
            "(give a file with a text; until then the documents beside it are not read)",
        ),
        (
            "file,title,title\na.txt,A,B\n",
            "metadata.csv:1: has the column 'title' twice "
            "(keep one of the two; until then the documents beside it are not read)",
        ),
        (
            b"\x00\x01\x02" * 9,
            "metadata.csv: is binary, not text (give its text, or name it by its format; "
            "until then the documents beside it are not read)",
        ),
    ],
)
def test_without_a_sound_table_its_documents_wait(make: Make, data: str | bytes, message: str) -> None:
    make("metadata.csv", data)
    make("a.txt", "Texte")
    folder = make("sub/b.txt", "Texte").parents[1]
    documents, failures, _ = read(folder)
    assert list(documents) == ["b"]
    assert failures == [message]


def test_a_name_in_two_unicode_forms_is_one(make: Make) -> None:
    make("metadata.csv", "file,title\ne\u0301te\u0301.txt,T\n")
    documents, failures, _ = read(make("été.txt", "Texte").parent)
    assert documents["été"].title == "T"
    assert failures == []
