"""The few lines `key: value` between `---` that open a Markdown or a plain text file.

Of YAML, this reads what people write there: plain and quoted values, comments. Keys of other programs
(`layout`, `tags` and their lists) are passed over; for the keys read here, a value that is not one line
is an error, not a guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from diplograph.documents.cleaning import clean_line, iso_date, language_tag
from diplograph.documents.values import FIELD_NAMES, Fields
from diplograph.errors import DocumentError

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_PAIR = re.compile(r"([^\W\d][\w .-]*?)[ \t]*:(?:[ \t]+(.*))?")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_SINGLE = re.compile(r"'((?:[^']|'')*)'(?:\s+#.*)?")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\s+#.*)?')
_KEYS = {name: name for name in FIELD_NAMES} | {"date": "published", "lang": "language", "identifier": "id"}


def split_front_matter(text: str, *, where: str) -> tuple[Fields, str]:
    """What the front matter says, and the text below it; all the text when there is none.

    Args:
        text: with lines ended by "\\n".
    Raises:
        DocumentError: a line is malformed or a value is impossible; `where` is `file:line`.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return Fields(), text
    lines = text[opening.end() : closing.start()].split("\n")
    return _fields(lines, where), text[closing.end() :].lstrip("\n")


def has_front_matter(text: str) -> bool:
    """Whether a plain text opens with front matter that says something of the document, not with a rule."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return False
    pairs = [_PAIR.fullmatch(line) for line in text[opening.end() : closing.start()].split("\n")]
    return any(pair is not None and pair[1].casefold() in _KEYS for pair in pairs)


def _fields(lines: list[str], where: str) -> Fields:
    values: dict[str, str] = {}
    places: dict[str, str] = {}
    for number, line in enumerate(lines, start=2):
        place = f"{where}:{number}"
        if not line.strip() or line.startswith((" ", "\t", "- ", "#")) or line == "-":
            continue
        pair = _PAIR.fullmatch(line)
        if pair is None:
            raise DocumentError(
                f"front matter has a line that is not 'key: value': {line[:60]!r}", where=place
            )
        name = _KEYS.get(pair[1].casefold())
        if name is None:
            continue
        if name in values:
            raise DocumentError(
                f"front matter gives {pair[1]!r} twice", where=place, hint="keep one of the two"
            )
        below = lines[number - 1] if number - 1 < len(lines) else ""
        values[name] = _value(pair[1], pair[2] or "", below, place)
        places[name] = place
    given = {name: value for name, value in values.items() if value}
    return checked(given, where=f"{where}:1", what="front matter", places=places)


def _value(key: str, raw: str, below: str, place: str) -> str:
    raw = raw.strip()
    several = raw[:1] in ("|", ">", "[", "{") or (
        _COMMENT.sub("", raw) == "" and below.startswith((" ", "\t", "- "))
    )
    if several:
        raise DocumentError(
            f"front matter gives {key!r} a value that is not one line of text",
            where=place,
            hint="write it on one line, in quotes if it begins with a sign",
        )
    if raw[:1] in ("'", '"'):
        quoted = (_SINGLE if raw[0] == "'" else _DOUBLE).fullmatch(raw)
        if quoted is None:
            raise DocumentError(f"front matter gives {key!r} a quote that is not closed", where=place)
        return quoted[1].replace("''", "'") if raw[0] == "'" else re.sub(r"\\(.)", r"\1", quoted[1])
    return _COMMENT.sub("", raw).strip()


def checked(
    values: dict[str, str], *, where: str, what: str, places: Mapping[str, str] | None = None
) -> Fields:
    """Clean values given by a person.

    Args:
        what: where they were given, for messages ("front matter", "row").
        places: name → its `file:line`, where each stands on a line of its own; `where` for the others.
    Raises:
        DocumentError: a date or a language is impossible.
    """
    places = places or {}
    clean = {name: clean_line(value) for name, value in values.items()}
    if clean.get("published"):
        date = iso_date(clean["published"])
        if not date:
            raise DocumentError(
                f"{what} has a bad date: {clean['published']!r}",
                where=places.get("published", where),
                hint="write published as 2023-11-02, 2023-11 or 2023",
            )
        clean["published"] = date
    if clean.get("language"):
        tag = language_tag(clean["language"])
        if not tag:
            raise DocumentError(
                f"{what} has a bad language: {clean['language']!r}",
                where=places.get("language", where),
                hint="write a code such as fr or fr-CA",
            )
        clean["language"] = tag
    return Fields(**clean)
