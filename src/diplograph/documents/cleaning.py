"""Text made regular once, so that offsets into it hold for good.

The words are left alone: no-break spaces and both apostrophes stay as they are (`language.folding` makes
them plain where the extractor needs it). What goes is what a reader cannot see.
"""

from __future__ import annotations

import datetime
import re
import unicodedata

from diplograph.model import ISO_DATE

_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
# Soft hyphen, zero-width space, marks of direction, invisible joiners, BOM. The joiners U+200C and U+200D
# stay: Persian spelling and emoji need them.
_INVISIBLE = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
_DROPPED = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff{_INVISIBLE}{_NONCHARACTERS}]")
_BLANKS = re.compile("[\t\n ]+")
_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def _windows_controls() -> dict[int, str]:
    # Text that went through Latin-1 by mistake has U+0092 for an apostrophe: dropping it would glue words.
    table = {}
    for code in range(0x80, 0xA0):
        character = bytes([code]).decode("cp1252", errors="ignore")
        if character and code != 0x85:  # U+0085 is a line end of its own
            table[code] = character
    return table


_WINDOWS_CONTROLS = _windows_controls()


def clean_text(text: str) -> str:
    """Text in NFC, lines ended by "\\n", without control characters but "\\n" and "\\t"."""
    text = _LINE_ENDS.sub("\n", text).translate(_WINDOWS_CONTROLS)
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))


def clean_line(text: str) -> str:
    """The same for a value of metadata: one line, blanks collapsed."""
    return _BLANKS.sub(" ", clean_text(text)).strip()


def iso_date(text: str) -> str:
    """An ISO date of any precision; of a date with a time, the date; "" when it is none."""
    date = text.strip()
    if len(date) > 10 and date[10] in "T ":
        date = date[:10]
    if not ISO_DATE.fullmatch(date):
        return ""
    year, month, day = (*date.split("-"), "1", "1")[:3]
    try:
        datetime.date(int(year), int(month), int(day))
    except ValueError:  # 30 February, year 0
        return ""
    return date


def language_tag(text: str) -> str:
    """A BCP 47 tag as it is usually written ("fr", "fr-FR"); "" when it is none."""
    tag = text.strip().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        return ""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
