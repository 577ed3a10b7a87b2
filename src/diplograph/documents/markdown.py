"""Markdown: front matter, then the words without their markup."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplograph.documents.cleaning import clean_line, clean_text
from diplograph.documents.decoding import decode
from diplograph.documents.frontmatter import split_front_matter
from diplograph.documents.limits import MAX_CHARACTERS, too_long
from diplograph.documents.values import Content, Fields

if TYPE_CHECKING:
    from markdown_it.token import Token

_HTML_NOISE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1>|\Z)|</?[A-Za-z][^<>]*>", re.S | re.I
)
_MAX_NESTING = 200  # what is deeper is left out; the preset stops at 20
_TEXT_KEPT = {"text", "code_inline", "text_special"}


def read_markdown(data: bytes, where: str) -> Content:
    """Read Markdown: headings, emphasis and links give their words, pictures nothing, a list its items.

    The numbers of a numbered list stay: a declaration numbers its paragraphs. The first heading of the
    first level is the title, unless the front matter gives one.

    Raises:
        DocumentError: it is not text, or its front matter is malformed.
    """
    text = clean_text(decode(data, where=where))
    if len(text) > MAX_CHARACTERS:
        raise too_long(where, f"{len(text):,} characters")
    fields, body = split_front_matter(text, where=where)
    from markdown_it import MarkdownIt

    tokens = (
        MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"]).parse(body)
    )
    return Content("\n\n".join(_blocks(tokens)), fields.over(Fields(title=_title(tokens))))


def _title(tokens: list[Token]) -> str:
    for opening, inline in itertools.pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1":
            return clean_line(_inline(inline))
    return ""


def _blocks(tokens: list[Token]) -> Iterator[str]:
    number = ""
    for token in tokens:
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
            continue
        text = _block(token)
        if text.strip():
            yield number + text
            number = ""


def _block(token: Token) -> str:
    if token.type == "inline":
        return _inline(token)
    if token.type in ("fence", "code_block"):
        return token.content.rstrip("\n")
    if token.type == "html_block":
        return html.unescape(_HTML_NOISE.sub("", token.content)).strip("\n")
    return ""


def _inline(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in _TEXT_KEPT:
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (
            child.type == "html_inline" and child.content[:3].lower() == "<br"
        ):
            parts.append("\n")
    return "".join(parts)
