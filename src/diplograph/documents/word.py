"""DOCX: paragraphs and table cells in reading order, after a look at how large the archive would unpack."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from diplograph.documents.cleaning import clean_line
from diplograph.documents.limits import MAX_CHARACTERS, too_long
from diplograph.documents.quiet import quiet
from diplograph.documents.values import Content, Fields
from diplograph.errors import DocumentError

MAX_PARTS = 10_000
MAX_UNPACKED_BYTES = 200_000_000
MAX_RATIO = 200
"""Real text in XML packs ten to thirty times; zlib at its best, 1,030 times."""
_RATIO_FROM = 1_000_000  # bytes unpacked below which a part may pack as well as it likes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted and moved-away text of tracked changes; the second copy of a text box, for old programs.
_UNREAD = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK})
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_OLD_WORD = b"\xd0\xcf\x11\xe0"


def read_word(data: bytes, where: str) -> Content:
    """Read a DOCX: the body with its tables and text boxes; not headers, footnotes or comments.

    Raises:
        DocumentError: it is no DOCX, is damaged or protected, or would unpack to too much.
    """
    if data.startswith(_OLD_WORD):
        raise DocumentError(
            "is an old Word file, or is protected by a password",
            where=where,
            hint="save it as .docx without password",
        )
    _check_archive(data, where)
    import docx

    with quiet("docx"):
        try:
            opened = docx.Document(io.BytesIO(data))
            paragraphs = list(_paragraphs(opened.element.body, where))
            title = opened.core_properties.title or ""
        except DocumentError:
            raise
        except Exception as error:  # a parser of wild files: whatever it stumbles on, the file is unreadable
            raise DocumentError(
                f"is a damaged DOCX: {type(error).__name__}",
                where=where,
                hint="open it in Word and save it again",
            ) from error
    return Content("\n".join(paragraphs), Fields(title=clean_line(title)))


def _check_archive(data: bytes, where: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise DocumentError(
            "is not a DOCX, or only a part of one", where=where, hint="copy or download it again"
        ) from error
    if any(part.flag_bits & 0x1 for part in parts):
        raise DocumentError("is protected by a password", where=where, hint="save it without password")
    unpacked = sum(part.file_size for part in parts)
    packed_too_well = any(
        part.file_size > _RATIO_FROM and part.file_size > MAX_RATIO * max(1, part.compress_size)
        for part in parts
    )
    if unpacked > MAX_UNPACKED_BYTES or packed_too_well or len(parts) > MAX_PARTS:
        raise DocumentError(
            f"would unpack to {unpacked:,} bytes in {len(parts):,} parts: too much, it may be a zip bomb",
            where=where,
            hint="if you trust it, save its text as .txt",
        )
    if "word/document.xml" not in (part.filename for part in parts):
        raise DocumentError("is not a DOCX but another ZIP archive", where=where, hint="unpack it")


def _paragraphs(body: Any, where: str) -> Iterator[str]:
    length = 0
    for paragraph in body.iter(f"{_W}p"):
        if any(above.tag in _UNREAD for above in paragraph.iterancestors()):
            continue
        text = "".join(_runs(paragraph))
        length += len(text) + 1
        if length > MAX_CHARACTERS:
            raise too_long(where, f"over {MAX_CHARACTERS:,} characters")
        if text.strip():
            yield text


def _runs(element: Any) -> Iterator[str]:
    """The text of one paragraph; a paragraph inside it (a text box) comes after it, on its own."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _UNREAD and child.tag not in (f"{_W}p", f"{_W}pPr", f"{_W}rPr"):
            yield from _runs(child)
