"""PDF files, and the lines of a page joined into paragraphs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from diplograph.documents.paragraphs import paragraphs_of
from diplograph.model import Document

Make = Callable[[str, str | bytes], Path]
Read = Callable[[Path], Document]
Fail = Callable[[Path], str]
Pdf = Callable[..., bytes]

LINES = [
    "Une visite à Bakou",
    "La ministre des Transports s’est rendue à Bakou, où elle a signé un ac-",
    "cord de coopération avec la compagnie nationale : « un pas décisif ».",
    "Les deux pays travaillent ensemble depuis 2012 dans les transports.",
]


def test_lines_become_paragraphs(make: Make, document: Read, pdf: Pdf) -> None:
    found = document(make("visite.pdf", pdf([LINES], title="Visite à Bakou")))
    assert found.text == (
        "Une visite à Bakou\nLa ministre des Transports s’est rendue à Bakou, où elle a signé un accord de "
        "coopération avec la compagnie nationale : « un pas décisif ». Les deux pays travaillent ensemble "
        "depuis 2012 dans les transports."
    )
    assert found.title == "Visite à Bakou"


def test_the_name_of_a_file_is_no_title(make: Make, document: Read, pdf: Pdf) -> None:
    assert document(make("a.pdf", pdf([LINES], title="Microsoft Word - note_v2.docx"))).title == ""


def test_a_pdf_that_only_forbids_printing_is_read(make: Make, document: Read, pdf: Pdf) -> None:
    assert "coopération" in document(make("a.pdf", pdf([LINES], password=""))).text


def test_a_password_is_asked_to_be_removed(make: Make, failure: Fail, pdf: Pdf) -> None:
    message = failure(make("a.pdf", pdf([LINES], password="secret")))
    assert message == "a.pdf: is protected by a password (save a copy without password)"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_pdf_is_told(make: Make, failure: Fail, pdf: Pdf, share: float) -> None:
    whole = pdf([LINES] * 3)
    message = failure(make("a.pdf", whole[: int(len(whole) * share)]))
    assert message == "a.pdf: is a truncated PDF: its end is missing (copy or download it again)"


def test_a_truncated_second_version_is_not_taken_for_the_whole(make: Make, failure: Fail, pdf: Pdf) -> None:
    update = b"9 0 obj\n<< /Length 5000 >>\nstream\n" + b"x" * 3000  # after it, a library finds the first
    assert failure(make("a.pdf", pdf([LINES]) + update)).startswith("a.pdf: is a truncated PDF")


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "is empty"), (b"bonjour", "is not a PDF"), (b"%PDF-1.4\n%%EOF", "is a damaged PDF")],
)
def test_what_is_no_pdf_is_told(make: Make, failure: Fail, data: bytes, reason: str) -> None:
    assert failure(make("a.pdf", data)).startswith(f"a.pdf: {reason}")


def test_a_scan_has_no_text(make: Make, failure: Fail, pdf: Pdf) -> None:
    message = failure(make("a.pdf", pdf([[], []])))
    assert message == "a.pdf: has no text, only pictures (it may be a scan: run character recognition first)"


def test_the_library_is_quiet_and_only_meanwhile(
    make: Make, failure: Fail, pdf: Pdf, capfd: pytest.CaptureFixture[str]
) -> None:
    failure(make("a.pdf", pdf([LINES])[:-200]))
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("pypdf").propagate
    assert not logging.getLogger("pypdf").handlers


FULL = "X" + "x" * 59


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([FULL + " coo-", "pération"], FULL + " coopération"),
        ([FULL + " franco-", "kazakhe"], FULL + " franco-kazakhe"),
        ([FULL + " Saint-", "Pétersbourg"], FULL + " Saint-Pétersbourg"),
        ([FULL + " a-t-", "il"], FULL + " a-t-il"),
        ([FULL + " eux-", "mêmes"], FULL + " eux-mêmes"),
        ([FULL + " hydro-", "électrique " + FULL, "hydroélectrique"], FULL + " hydroélectrique " + FULL),
        ([FULL + " hydro-", "électrique " + FULL, "hydro-électrique"], FULL + " hydro-électrique " + FULL),
        ([FULL + " des euros –", "et des dollars"], FULL + " des euros – et des dollars"),
    ],
)
def test_a_word_cut_at_the_line_end_is_made_whole(lines: list[str], expected: str) -> None:
    assert paragraphs_of(["\n".join(lines)])[0].startswith(expected)


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["Titre", FULL, FULL], 2),
        ([FULL, "fin courte.", "Autre " + FULL], 2),
        ([FULL, "", FULL], 2),
        ([FULL, "12. Les parties " + FULL, "13. Les ministres " + FULL], 3),
        ([FULL, "– un point " + FULL, "• un autre " + FULL], 3),
        ([FULL, "11 juin 2008 " + FULL], 1),
        (["Une phrase qui va", "à la ligne trop tôt " + FULL], 1),
    ],
)
def test_paragraphs_are_told_apart(lines: list[str], count: int) -> None:
    assert len(paragraphs_of(["\n".join(lines)])) == count


def test_running_headers_and_page_numbers_go() -> None:
    bodies = [f"{letter * 60} article {n}" for n, letter in enumerate("ABCD", start=1)]
    pages = [f"Déclaration conjointe\nNote du 3 mai\n{body}\nTexte provisoire, page {n}\n– {n} –"
             for n, body in enumerate(bodies, start=1)]  # fmt: skip
    assert paragraphs_of(pages) == [" ".join(bodies)]


def test_numbered_headings_are_no_running_header() -> None:
    pages = [f"Article {number}\n{letter * 60}." for number, letter in zip((1, 4, 6, 9), "ABCD", strict=True)]
    assert [line for line in paragraphs_of(pages) if line.startswith("Article")] == [
        "Article 1",
        "Article 4",
        "Article 6",
        "Article 9",
    ]


def test_a_year_at_the_end_of_a_page_stays() -> None:
    assert paragraphs_of([f"{FULL} depuis\n2012", f"{FULL} et en\n2024"])[0].startswith(f"{FULL} depuis 2012")
