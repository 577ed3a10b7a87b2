"""Markup that a text was left with: tags and entities of HTML in what is given as plain text.

Tags between words would be read as words, and what stands in a script as sentences. Only what is plainly
HTML goes: "<" before a known tag, entities with their semicolon. Patterns have bounds: the time is linear.
"""

from __future__ import annotations

import html
import re

_INLINE = "a|abbr|b|bdi|cite|code|em|font|i|img|mark|q|s|small|span|strong|sub|sup|time|u|wbr"
_BLOCK = (
    "article|aside|blockquote|body|br|caption|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header|hr|html"
    "|iframe|input|label|li|link|main|meta|nav|ol|option|p|picture|pre|section|select|source|svg|table|tbody|td|tfoot"
    "|th|thead|title|tr|ul|video"
)
_UNSEEN = re.compile(
    r"<(script|style|noscript|template)\b[^<>]{0,500}>.{0,4000}?</\1\s{0,9}>|<!--.{0,4000}?-->",
    re.DOTALL | re.I,
)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]{{0,2000}})?/?>", re.I)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})(?:\s[^<>]{{0,2000}})?/?>", re.I)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,5});")


def without_markup(text: str) -> str:
    """A text without tags and entities of HTML: block tags end a line, inline ones leave nothing."""
    if "<" in text:
        text = _BLOCK_TAG.sub("\n", _INLINE_TAG.sub("", _UNSEEN.sub("\n", text)))
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    return text
