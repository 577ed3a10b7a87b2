"""JSON Lines: one document a line, read one line at a time, whatever the size of the file."""

from __future__ import annotations

import codecs
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from diplograph.documents.decoding import decode
from diplograph.documents.frontmatter import checked
from diplograph.documents.limits import MAX_CHARACTERS, check_regular, reported, shown, too_long
from diplograph.documents.values import FIELD_NAMES, Content
from diplograph.errors import DocumentError

MAX_LINE_BYTES = 12 * MAX_CHARACTERS + 100_000
"""A character beyond the first plane takes twelve bytes as `\\ud83d\\ude00`."""

_BLANKS = b" \t\r\n"
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_lines(path: Path) -> Iterator[tuple[int, bytes | DocumentError]]:
    """The lines of a file with their numbers from 1, blank ones left out; an error for one that is too long.

    Raises:
        DocumentError: the file cannot be read (any further), or is empty.
    """
    where = shown(path)
    with reported(path):
        check_regular(path.stat(), where)
        with path.open("rb") as stream:
            check_regular(os.fstat(stream.fileno()), where)
            found = False
            for number, line in enumerate(_split(stream), start=1):
                if number == 1:
                    if line.startswith(_WIDE_MARKS):
                        raise DocumentError(
                            "is in UTF-16", where=where, hint="save it as UTF-8, as JSON must be"
                        )
                    line = line.removeprefix(codecs.BOM_UTF8)
                if not line.strip(_BLANKS):
                    continue
                found = True
                if len(line) > MAX_LINE_BYTES:
                    yield number, too_long(f"{where}:{number}", f"over {MAX_LINE_BYTES:,} bytes")
                else:
                    yield number, line.strip(_BLANKS)
            if not found:
                raise DocumentError("is empty", where=where, hint="give one JSON object a line")


def _split(stream: BinaryIO) -> Iterator[bytes]:
    """Lines of at most `MAX_LINE_BYTES` + 1 bytes: the rest of a longer one is passed over, never held."""
    while line := stream.readline(MAX_LINE_BYTES + 1):
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_LINE_BYTES + 1)
        yield line


def parse_line(line: bytes, where: str) -> Content:
    """The document that one line holds: an object with `text`, and any of the columns of `metadata.csv`.

    Args:
        where: `file:line`.
    Raises:
        DocumentError: it is not JSON, or not such an object.
    """
    try:
        data = json.loads(decode(line, where=where))
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError):
            reason = f"{error.msg} at column {error.colno}"
        else:
            reason = "nested too deeply, or a number too long"
        raise DocumentError(
            f"is not JSON: {reason}", where=where, hint="write one whole object a line"
        ) from error
    if not isinstance(data, dict):
        raise DocumentError("is not a JSON object", where=where, hint='write {"id": …, "text": …}')
    text = data.get("text")
    if not isinstance(text, str):
        raise DocumentError("has no text", where=where, hint='give the text as a string under "text"')
    values = {name: _string(name, data.get(name), where) for name in FIELD_NAMES}
    return Content(text, checked(values, where=where, what="line"))


def _string(name: str, value: object, where: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and name in ("id", "published"):
        return str(value)  # a running number, a year
    raise DocumentError(f"has {name!r} that is not a string", where=where, hint="write it in quotes")
