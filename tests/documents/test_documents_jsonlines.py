"""JSON Lines: many documents in one file."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from diplograph.documents import DocumentFailure, read_documents
from diplograph.documents.jsonlines import MAX_LINE_BYTES
from diplograph.model import Document

Make = Callable[[str, str | bytes], Path]
Fail = Callable[[Path], str]


def test_each_line_is_a_document(make: Make) -> None:
    line = {
        "id": 7,
        "title": "Une\nvisite",
        "text": "Première\r\nligne",
        "published": "2024-05",
        "language": "fr",
        "source": "La Gazette",
        "genre": "press",
        "url": "https://example.org",
    }
    raw = json.dumps(line).encode()
    path = make("lot.jsonl", b"\xef\xbb\xbf" + raw + b'\r\n\r\n{"text": "Seconde", "title": null}')
    first, second = read_documents([path])
    assert first == Document(
        identifier="7",
        text="Première\nligne",
        digest=hashlib.sha256(raw).hexdigest(),
        title="Une visite",
        published="2024-05",
        language="fr",
        source="La Gazette",
        genre="press",
        file=f"{path}:1",
    )
    assert isinstance(second, Document)
    assert (second.identifier, second.text, second.file) == ("lot-3", "Seconde", f"{path}:3")


def test_a_bad_line_does_not_stop_the_others(make: Make) -> None:
    lines = [
        '{"id": "a", "text": "Un"}',
        '{"id": "b", "text": "Deux"',
        '["texte"]',
        '{"id": "c"}',
        '{"id": "d", "text": "Trois", "published": "hier"}',
        '{"id": "e", "text": " "}',
        '{"id": "f", "text": "Quatre", "title": ["T"]}',
        "[" * 100_000,
        '{"id": "a", "text": "Cinq"}',
        '{"id": "g", "text": "Six \\ud800."}',
    ]
    path = make("lot.ndjson", "\n".join(lines))
    items = list(read_documents([path]))
    assert [item.text for item in items if isinstance(item, Document)] == ["Un", "Six ."]
    messages = [
        str(item.error).removeprefix(f"{path}:") for item in items if isinstance(item, DocumentFailure)
    ]
    assert messages == [
        "2: is not JSON: Expecting ',' delimiter at column 27 (write one whole object a line)",
        '3: is not a JSON object (write {"id": …, "text": …})',
        '4: has no text (give the text as a string under "text")',
        "5: line has a bad date: 'hier' (write published as 2023-11-02, 2023-11 or 2023)",
        "6: has no text (give a file with a text)",
        "7: has 'title' that is not a string (write it in quotes)",
        "8: is not JSON: nested too deeply, or a number too long (write one whole object a line)",
        f"9: identifier 'a' is already that of {path}:1 "
        "(give one of them another id, in metadata.csv or in the document)",
    ]


def test_a_line_may_be_in_another_encoding(make: Make) -> None:
    (item,) = read_documents([make("a.jsonl", '{"text": "L’accord a été signé à Alger."}'.encode("cp1252"))])
    assert isinstance(item, Document)
    assert item.text == "L’accord a été signé à Alger."


def test_a_line_without_end_is_refused_and_the_next_one_read(make: Make) -> None:
    path = make("a.jsonl", b'{"text": "' + b"a" * (2 * MAX_LINE_BYTES) + b'"}\n{"text": "Suite"}\n')
    failed, item = read_documents([path])
    assert isinstance(failed, DocumentFailure)
    assert str(failed.error) == (
        f"{path}:1: is too long: over 12,100,000 bytes, where 1,000,000 characters is the limit "
        "of one document (split it into several documents)"
    )
    assert isinstance(item, Document)
    assert item.identifier == "a-2"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.jsonl: is empty (give one JSON object a line)"),
        (b"\n \n", "a.jsonl: is empty (give one JSON object a line)"),
        ('{"text": "a"}'.encode("utf-16"), "a.jsonl: is in UTF-16 (save it as UTF-8, as JSON must be)"),
        (b"\x00\x01\x02", "a.jsonl:1: is binary, not text (give its text, or name it by its format)"),
    ],
)
def test_a_file_without_documents_is_told(make: Make, failure: Fail, data: bytes, message: str) -> None:
    assert failure(make("a.jsonl", data)) == message


def test_lines_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "lot.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps({"id": f"d{n}", "text": "mot " * 2000}) + "\n" for n in range(2000))
    tracemalloc.start()
    try:
        count = sum(isinstance(item, Document) for item in read_documents([path]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 2000
    assert peak < 2_000_000  # the file has 16 MB


def test_the_table_fills_what_the_lines_leave_out(make: Make) -> None:
    make("metadata.csv", "file,id,title,published,source\na.jsonl,x,T,2020,La Gazette\n")
    path = make("a.jsonl", '{"id": "u", "text": "Un", "source": "Le Matin"}\n{"id": "v", "text": "Deux"}')
    remark, first, second = read_documents([path.parent])
    assert isinstance(remark, DocumentFailure)
    assert not remark.lost
    assert str(remark.error) == (
        f"{path.parent}/metadata.csv:2: id and title are not read for 'a.jsonl': it holds many documents "
        "(leave them empty here and give them on its lines)"
    )
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.identifier, first.published, first.source) == ("u", "2020", "Le Matin")
    assert (second.identifier, second.published, second.source) == ("v", "2020", "La Gazette")
