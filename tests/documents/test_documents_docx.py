"""DOCX files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from diplograph.model import Document

Make = Callable[[str, str | bytes], Path]
Read = Callable[[Path], Document]
Fail = Callable[[Path], str]

BOMB = "zip bomb (if you trust it, save its text as .txt)"


@pytest.fixture
def docx_file() -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.title = "Visite à Bakou"
    document.add_heading("Une visite", 1)
    paragraph = document.add_paragraph("L’accord porte sur ")
    paragraph.add_run("4\u00a0millions").bold = True
    paragraph.add_run(" d'euros.\tFin\nde ligne")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip([cell for row in table.rows for cell in row.cells], "abcd", strict=True):
        cell.text = f"cellule {text}"
    document.add_paragraph("Après le tableau.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def edited(data: bytes, *, body: str = "", extra: dict[str, bytes] | None = None, without: str = "") -> bytes:
    """The same archive with XML added before the end of the body, parts added or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1)
            if name != without:
                new.writestr(name, part)
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def test_paragraphs_and_cells_come_in_order(make: Make, document: Read, docx_file: bytes) -> None:
    found = document(make("a.docx", docx_file))
    assert found.title == "Visite à Bakou"
    assert found.text == (
        "Une visite\nL’accord porte sur 4\u00a0millions d'euros.\tFin\nde ligne\n"
        "cellule a\ncellule b\ncellule c\ncellule d\nAprès le tableau."
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<w:p><w:ins><w:r><w:t>ajouté</w:t></w:r></w:ins></w:p>", "ajouté"),
        ("<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>supprimé</w:delText></w:r></w:del></w:p>", "a"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>champ</w:t></w:r></w:p></w:sdtContent></w:sdt>", "champ"),
        ("<w:p><w:hyperlink><w:r><w:t>lien</w:t></w:r></w:hyperlink></w:p>", "lien"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>vingt</w:t><w:noBreakHyphen/><w:t>deux</w:t></w:r></w:p>",
         "vingt\u2011deux"),
        ("<w:p><w:r><w:t>avant</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>encadré</w:t></w:r></w:p></w:txbxContent>"
         "</w:pict><w:t> après</w:t></w:r></w:p>", "avant après\nencadré"),
    ],
    ids=["inserted", "deleted", "control", "link", "field", "box"],
)  # fmt: skip
def test_word_structures(make: Make, document: Read, docx_file: bytes, body: str, expected: str) -> None:
    found = document(make("a.docx", edited(docx_file, body=body)))
    assert found.text.partition("Après le tableau.")[2] == "\n" + expected


def test_a_zip_bomb_is_refused_before_it_unpacks(make: Make, failure: Fail, docx_file: bytes) -> None:
    message = failure(make("a.docx", edited(docx_file, extra={"word/media/a.bin": b"\x00" * 30_000_000})))
    assert "would unpack to 30," in message
    assert message.endswith(BOMB)


def test_many_parts_are_a_bomb_too(make: Make, failure: Fail, docx_file: bytes) -> None:
    message = failure(make("a.docx", edited(docx_file, extra={f"x/{n}": b"" for n in range(10_001)})))
    assert message.endswith(BOMB)


def test_entities_are_not_expanded(make: Make, docx_file: bytes, failure: Fail) -> None:
    xml = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "bonjour">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    bad = edited(docx_file, without="word/document.xml", extra={"word/document.xml": xml})
    assert failure(make("a.docx", bad)) == "a.docx: has no text (give a file with a text)"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda data: data[: len(data) // 2],
            "is not a DOCX, or only a part of one (copy or download it again)",
        ),
        (lambda data: b"", "is empty (give a file with a text)"),
        (lambda data: b"bonjour", "is not a DOCX, or only a part of one (copy or download it again)"),
        (
            lambda data: b"\xd0\xcf\x11\xe0" + data,
            "is an old Word file, or is protected by a password (save it as .docx without password)",
        ),
        (
            lambda data: edited(data, without="word/document.xml"),
            "is not a DOCX but another ZIP archive (unpack it)",
        ),
        (
            lambda data: edited(data, without="[Content_Types].xml"),
            "is a damaged DOCX: KeyError (open it in Word and save it again)",
        ),
        (
            lambda data: edited(data, body="<w:p>"),
            "is a damaged DOCX: XMLSyntaxError (open it in Word and save it again)",
        ),
    ],
    ids=["half", "empty", "text", "old", "zip", "types", "xml"],
)
def test_a_bad_docx_is_told(
    make: Make, failure: Fail, docx_file: bytes, change: Callable[[bytes], bytes], message: str
) -> None:
    assert failure(make("a.docx", change(docx_file))) == f"a.docx: {message}"
