"""Plain text: the words as they are, below the front matter where there is one."""

from __future__ import annotations

from diplograph.documents.cleaning import clean_text
from diplograph.documents.decoding import decode
from diplograph.documents.frontmatter import has_front_matter, split_front_matter
from diplograph.documents.values import Content


def read_plain(data: bytes, where: str) -> Content:
    """Read a plain text in any encoding.

    Raises:
        DocumentError: it is not text, or its front matter is malformed.
    """
    text = clean_text(decode(data, where=where))
    if not has_front_matter(text):
        return Content(text)
    fields, body = split_front_matter(text, where=where)
    return Content(body, fields)
