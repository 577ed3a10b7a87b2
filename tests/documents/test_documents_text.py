"""Characters: encodings, cleaning, and what is not text at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplograph.documents import DocumentFailure, Source, read_source
from diplograph.documents.cleaning import clean_line, clean_text, iso_date, language_tag
from diplograph.documents.decoding import decode
from diplograph.documents.formats import FORMATS
from diplograph.errors import DocumentError
from diplograph.model import Document

Make = Callable[[str, str | bytes], Path]
SENTENCE = "L’accord franco-kazakh, signé à Astana, prévoit 4\u00a0milliards d'euros : « c’est un succès »."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_french_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding), where="x") == SENTENCE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("été", "latin-1"),
        ("été", "mac_roman"),
        ("La visite a été reportée.", "cp850"),
        ("Émilie Durand est arrivée à Bakou.", "mac_roman"),
        ("Le cœur de l'Europe", "iso8859_15"),
        ("Le cœur de l’Europe", "cp1252"),
        ("Un contrat de 5 M€ à l’étude", "cp1252"),
        ("Un contrat de 5 M€ à l'étude", "iso8859_15"),
        ("Où ?", "cp1252"),
        ("Москва и Париж подписали соглашение о сотрудничестве в области энергетики.", "cp1251"),
    ],
)
def test_a_short_text_is_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), where="x") == text


def test_a_stray_byte_does_not_spoil_utf8() -> None:
    assert decode("Décidé à l’été, signé en février, ratifié".encode()[:-1], where="x").startswith(
        "Décidé à l’été"
    )


@pytest.mark.parametrize(("declared", "encoding"), [("iso-8859-1", "cp1252"), ("windows-1250", "cp1250")])
def test_html_may_declare_its_encoding(declared: str, encoding: str) -> None:
    text = (
        f'<meta charset="{declared}"><p>Łódź' if encoding == "cp1250" else '<meta charset="iso-8859-1">l’été'
    )
    assert decode(text.encode(encoding), where="x", declares=True) == text


@pytest.mark.parametrize("declared", ["utf-16", "no-such-thing", "unicode_escape", "utf-8"])
def test_a_false_declaration_is_passed_over(declared: str) -> None:
    text = f'<meta charset="{declared}"><p>signé à Genève, ratifié à Dakar'
    assert decode(text.encode("cp1252"), where="x", declares=True) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x: is empty (give a file with a text)"),
        (b" \r\n\t", "x: is empty (give a file with a text)"),
        (b"abc\x00\x01\x02def" * 50, "x: is binary, not text (give its text, or name it by its format)"),
        (bytes(range(256)) * 8, "x: is binary, not text (give its text, or name it by its format)"),
        (b"%PDF-1.7 ...", "x: is not text but a PDF (name it .pdf)"),
        (b"{\\rtf1 bonjour}", "x: is not text but an RTF file (save it as .docx or .txt)"),
    ],
)
def test_what_is_not_text_is_told(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data, where="x")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\u2028d\x0ce", "a\nb\nc\nd\ne"),
        ("e\u0301te\u0301", "été"),
        ("e\u200b\u0301t", "ét"),  # composed only once the invisible space is gone
        ("coopé\u00adration", "coopération"),
        ("\ufeffdébut\ufeff", "début"),
        ("a\x00b\x07c\x7fd", "abcd"),
        ("l\x92accord \x80", "l’accord €"),
        ("a\ud800b", "ab"),
        ("a\uffffb\ufdd0c", "abc"),
        ("l'un, l’autre\u00a0:\u202f«\tlà »", "l'un, l’autre\u00a0:\u202f«\tlà »"),
    ],
)
def test_cleaning_drops_what_cannot_be_seen_and_nothing_else(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


def test_a_value_is_one_line() -> None:
    assert clean_line("  Visite\n d’État \t à\u00a0Paris ") == "Visite d’État à\u00a0Paris"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", "2024"),
        ("2024-02", "2024-02"),
        ("2024-02-29", "2024-02-29"),
        ("2024-02-29T10:00:00+01:00", "2024-02-29"),
        ("2023-02-29", ""),
        ("0000", ""),
        ("29/02/2024", ""),
        ("2024-2-9", ""),
        ("hier", ""),
    ],
)
def test_dates_are_iso_and_exist(text: str, date: str) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize(
    ("text", "tag"),
    [("fr", "fr"), ("FR", "fr"), ("fr_ca", "fr-CA"), ("zh-Hant", "zh-Hant"), ("français", ""), ("f", "")],
)
def test_languages_are_tags(text: str, tag: str) -> None:
    assert language_tag(text) == tag


def _is_regular(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text) and not any(
        unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t" for character in text
    )


FRENCH = st.text(alphabet="aeéèçœ’' .,\n\r\t\u00a0«»e\u0301\u00ad\ufeff\x85\x92\ud800\U0001f600")


@given(st.text() | FRENCH)
def test_cleaned_text_is_regular_and_stays_so(text: str) -> None:
    clean = clean_text(text)
    assert _is_regular(clean)
    assert clean_text(clean) == clean


@given(
    st.binary()
    | st.text().map(lambda text: text.encode("utf-8", "ignore"))
    | FRENCH.map(lambda text: text.encode("cp1252", "ignore"))
    | FRENCH.map(lambda text: text.encode("utf-16", "ignore")),
    st.sampled_from([".txt", ".md", ".jsonl"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_reading_any_bytes_gives_regular_text_or_a_reason(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    items = list(read_source(Source(path)))
    assert items
    for item in items:
        if isinstance(item, Document):
            assert _is_regular(item.text)
            assert any(map(str.isalnum, item.text))
        else:
            assert item.error.reason
            assert item.error.where.startswith(str(path))


@given(data=st.binary(max_size=300), suffix=st.sampled_from([".html", ".pdf", ".docx"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_rubbish_under_the_name_of_a_format_never_raises(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(b"%PDF-1.4\n" + data if suffix == ".pdf" else data)
    (item,) = read_source(Source(path))
    assert isinstance(item, DocumentFailure) or _is_regular(item.text)


def test_every_format_has_a_reader() -> None:
    assert all(callable(format_.reader()) for format_ in FORMATS.values())
