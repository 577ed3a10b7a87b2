"""Bytes to characters, whatever the encoding; bytes that are no text are refused.

The order: byte order mark, UTF-8, what the page declares, then a choice. The choice first tries the encodings
that French was written in (Windows, Latin-9, Macintosh, DOS), by how French their reading looks, because
general detection needs more text than a short communiqué has; charset-normalizer judges the rest.
"""

from __future__ import annotations

import codecs
import re

from diplograph.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF", "name it .pdf"),
    (b"PK\x03\x04", "a ZIP archive or a DOCX", "name it .docx if it is one, else unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "save it as .docx"),
    (b"{\\rtf", "an RTF file", "save it as .docx or .txt"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"\x89PNG", "a picture", "give its text"),
    (b"\xff\xd8\xff", "a picture", "give its text"),
    (b"GIF8", "a picture", "give its text"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.I
)
_DECLARED_WITHIN = 4096  # bytes; browsers look at the first 1024
# As on the web, Latin-1 and ASCII mean their superset; UTF-16 cannot be what an ASCII tag was read from.
_ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "", "utf-32": "", "utf-7": ""}
_UNSAFE = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}

_FRENCH_ENCODINGS = ("cp1252", "iso8859_15", "mac_roman", "cp850")
_FRENCH_LOWER = frozenset("àâæçéèêëîïôœùûüÿ")
_FRENCH_UPPER = frozenset("ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ")
_FRENCH_MARKS = frozenset("«»“”‘’‹›–—…€°§·•²³\u00a0\u202f")
_OTHER_LATIN = frozenset("áãäåíìñóòõöøúßýðþÁÃÄÅÍÌÑÓÒÕÖØÚÝÐÞšžŠŽ½¼¾©®™†×÷±£¥ªº¿¡¹")
_FRENCH_ENOUGH = 0.8

_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1b"})  # ESC: encodings that switch with it
_CONTROLS_ALLOWED = 0.02
_UNREADABLE_ALLOWED = 0.1
_BINARY_HINT = "give its text, or name it by its format"
_UTF8_FAULTS_ALLOWED = 0.2  # of the sound characters beyond ASCII


def decode(data: bytes, *, where: str, declares: bool = False) -> str:
    """The characters that the bytes stand for, byte order mark left out.

    Args:
        where: the file, for messages.
        declares: the format may name its own encoding, as HTML does.
    Raises:
        DocumentError: they are not text, or in no encoding known here.
    """
    if not data.strip(b" \t\r\n\x0b\x0c"):
        raise DocumentError("is empty", where=where, hint="give a file with a text")
    for signature, kind, hint in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentError(f"is not text but {kind}", where=where, hint=hint)
    text = _decoded(data, where=where, declares=declares)
    if text is None:
        raise DocumentError("is in an unknown encoding", where=where, hint="save it as UTF-8")
    faults = len(_CONTROLS.findall(text)) / _CONTROLS_ALLOWED + text.count("\ufffd") / _UNREADABLE_ALLOWED
    if faults > len(text):
        raise DocumentError(
            "is binary, not text", where=where, hint="give its text, or name it by its format"
        )
    return text.removeprefix("\ufeff")


def _decoded(data: bytes, *, where: str, declares: bool) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data[:4096] and (wide := _without_mark(data)):
        return data.decode(wide, errors="replace")
    if len(data.translate(None, _CONTROL_BYTES)) < (1 - _CONTROLS_ALLOWED) * len(data):
        raise DocumentError("is binary, not text", where=where, hint=_BINARY_HINT)
    text = _utf8(data)
    if text is None and declares:
        text = _try(data, _declared(data))
    if text is None:
        text = _as_french(data)
    return _detected(data) if text is None else text


def _utf8(data: bytes) -> str | None:
    """As UTF-8, also when a cut or a stray byte spoils it here and there (U+FFFD stands for each)."""
    text = data.decode("utf-8", errors="replace")
    faults = text.count("\ufffd") - data.count("\ufffd".encode())
    if faults == 0:
        return text
    sound = len(_BEYOND_ASCII.findall(text)) - faults
    return text if faults <= _UTF8_FAULTS_ALLOWED * sound else None


def _try(data: bytes, encoding: str) -> str | None:
    if not encoding:
        return None
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _without_mark(data: bytes) -> str:
    """UTF-16 without a mark: in a Latin script, the zero bytes are every second one."""
    head = data[:4096]
    even, odd = head[::2], head[1::2]
    zeros_even, zeros_odd = even.count(0) / len(even), odd.count(0) / max(1, len(odd))
    if zeros_odd > 0.6 and zeros_even < 0.1:
        return "utf-16-le"
    if zeros_even > 0.6 and zeros_odd < 0.1:
        return "utf-16-be"
    return ""


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    if match is None:
        return ""
    try:
        name = codecs.lookup(match[1].decode("ascii", errors="ignore")).name
    except (LookupError, ValueError):
        return ""
    return "" if name in _UNSAFE else _ALIASES.get(name, name)


def _as_french(data: bytes) -> str | None:
    """The reading that looks most French, the commoner encoding first; None when none does."""
    best, best_score = None, _FRENCH_ENOUGH
    for encoding in _FRENCH_ENCODINGS:
        text = _try(data, encoding)
        if text is None:
            continue
        score = _frenchness(text)
        if score > best_score:
            best, best_score = text, score
    return best


def _frenchness(text: str) -> float:
    """How far the characters beyond ASCII are those of French, from 0 to 1."""
    total = 0
    score = 0.0
    accented = 0
    for match in _BEYOND_ASCII.finditer(text):
        position, character = match.start(), match[0]
        total += 1
        before = text[position - 1] if position else " "
        after = text[position + 1] if position + 1 < len(text) else " "
        inside = before.isalpha() and after.isalpha()
        if character in _FRENCH_LOWER:
            accented += 1
            score += 1
        elif character in _FRENCH_UPPER:
            accented += 1
            score += 0 if before.islower() else 1
        elif character in _FRENCH_MARKS:
            score += 0 if inside and character not in "’‘" else 1
        elif character in _OTHER_LATIN:
            accented += character.isalpha()
            score += 0.6 if character.isalpha() else 0.3
    letters = sum(map(str.isalpha, text))
    # A script of its own (Cyrillic, Greek) is nearly all beyond ASCII; French, one letter in twenty.
    if total == 0 or (letters > 20 and accented > letters / 3):
        return 0.0
    return score / total


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    match = from_bytes(data).best()
    return None if match is None else str(match)
