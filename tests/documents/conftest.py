"""Small real files of each format, made on the spot."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from diplograph.documents import DocumentFailure, read_documents
from diplograph.model import Document

Pages = Sequence[Sequence[str]]


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file below the test's folder, text as UTF-8."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def document() -> Callable[[Path], Document]:
    """Read one file that is expected to be sound."""

    def read(path: Path) -> Document:
        (item,) = read_documents([path])
        assert isinstance(item, Document), item
        return item

    return read


@pytest.fixture
def failure() -> Callable[[Path], str]:
    """Read one file that is expected to fail; its message without the folder."""

    def read(path: Path) -> str:
        (item,) = read_documents([path])
        assert isinstance(item, DocumentFailure), item
        assert item.lost
        return str(item.error).replace(f"{path.parent}/", "")

    return read


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """A PDF with these lines on its pages."""

    def build(pages: Pages, *, title: str = "", password: str | None = None) -> bytes:
        from pypdf import PdfWriter
        from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

        writer = PdfWriter()
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
        for lines in pages:
            page = writer.add_blank_page(width=595, height=842)
            page[NameObject("/Resources")] = DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
            )
            shown = " T* ".join(f"<{line.encode('cp1252').hex()}> Tj" for line in lines)
            stream = DecodedStreamObject()
            stream.set_data(f"BT /F1 10 Tf 14 TL 50 800 Td {shown} ET".encode())
            page[NameObject("/Contents")] = writer._add_object(stream)
        if title:
            writer.add_metadata({"/Title": title})
        if password is not None:
            writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return build
