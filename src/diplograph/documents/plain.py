"""Plain text: the words as they are."""

from __future__ import annotations

from diplograph.documents.decoding import decode
from diplograph.documents.values import Content


def read_plain(data: bytes, where: str) -> Content:
    """Read a plain text in any encoding.

    Raises:
        DocumentError: it is not text.
    """
    return Content(decode(data, where=where))
