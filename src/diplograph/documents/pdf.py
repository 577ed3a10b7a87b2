"""PDF: the text of its pages, its lines joined into paragraphs (`paragraphs.py`)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from diplograph.documents.cleaning import clean_line, clean_text
from diplograph.documents.limits import MAX_CHARACTERS, too_long
from diplograph.documents.paragraphs import paragraphs_of
from diplograph.documents.quiet import quiet
from diplograph.documents.values import Content, Fields
from diplograph.errors import DocumentError

if TYPE_CHECKING:
    from pypdf import PdfReader

# Letters that a typesetter joined; search and lexicons know them apart.
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_NOT_TITLES = (".doc", ".docx", ".odt", ".indd", ".qxd", ".pdf", ".rtf", ".tmp")
_MARKS_WITHIN = 1024  # bytes before "%PDF-" and after "%%EOF" that readers put up with
_TRUNCATED = "is a truncated PDF: its end is missing"


def read_pdf(data: bytes, where: str) -> Content:
    """Read a PDF: text, and the title in its properties unless it is the name of a file.

    Raises:
        DocumentError: it is no PDF, is truncated, needs a password, or holds only pictures.
    """
    import pypdf  # noqa: F401  (here, so that a missing library is not taken for a bad file)

    if b"%PDF-" not in data[:_MARKS_WITHIN]:
        raise DocumentError("is not a PDF", where=where, hint="copy or download it again")
    with quiet("pypdf"):
        try:
            pages, title = _read(data, where)
        except DocumentError:
            raise
        except Exception as error:  # a parser of wild files: whatever it stumbles on, the file is unreadable
            raise DocumentError(
                _damage(data, error), where=where, hint="copy or download it again"
            ) from error
    if not _has_end(data):  # what could be saved of it is not the document
        raise DocumentError(_TRUNCATED, where=where, hint="copy or download it again")
    if not any(page.strip() for page in pages):
        raise DocumentError(
            "has no text, only pictures",
            where=where,
            hint="it may be a scan: run character recognition first",
        )
    return Content("\n".join(paragraphs_of(pages)), Fields(title=title))


def _has_end(data: bytes) -> bool:
    return any(mark in data[-_MARKS_WITHIN:] for mark in (b"%%EOF", b"startxref"))


def _damage(data: bytes, error: Exception) -> str:
    if type(error).__name__ == "LimitReachedError":
        return "would unpack to too much"
    if not _has_end(data):
        return _TRUNCATED
    return f"is a damaged PDF: {type(error).__name__}"


def _read(data: bytes, where: str) -> tuple[list[str], str]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    # Many PDFs only forbid printing: those open with an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentError("is protected by a password", where=where, hint="save a copy without password")
    pages = []
    length = 0
    for page in reader.pages:
        text = clean_text(page.extract_text().translate(_LIGATURES).replace("\u00ad\n", "-\n"))
        length += len(text)
        if length > MAX_CHARACTERS:
            raise too_long(where, f"over {MAX_CHARACTERS:,} characters")
        pages.append(text)
    if not pages:
        raise DocumentError("is a PDF without pages", where=where, hint="copy or download it again")
    return pages, _title(reader)


def _title(reader: PdfReader) -> str:
    title = clean_line(str(reader.metadata.title or "")) if reader.metadata else ""
    if title.lower().endswith(_NOT_TITLES) or title.lower().startswith(
        ("microsoft word", "untitled", "sans titre")
    ):
        return ""
    return title
