"""Changes to a ledger: lines are added, taken out or spelt in keys; all else keeps its bytes.

A ledger is under the analyst's version control, so nothing is reformatted. What would come out is read back
before it is written: when it does not hold what was meant, the file stays as it is. The new file replaces the
old one in one step, and only if that is still the one that was read.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import shutil
from pathlib import Path

from diplograph.curation.entries import COLUMNS
from diplograph.curation.entry_text import entry_length, entry_text, spell
from diplograph.curation.ledger import Ledger, parse_ledger
from diplograph.errors import UsageError
from diplograph.knowledge.spreadsheet import normal
from diplograph.model.decisions import Decision

_MARKED = {"utf-8-sig": "utf-8", "utf-16": ""}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")


def new_ledger(path: Path) -> bytes:
    """What an empty ledger holds: the header of a CSV; nothing in YAML."""
    return b"" if path.suffix.lower() in (".yaml", ".yml") else f"{','.join(COLUMNS)}\n".encode()


def add_line(ledger: Ledger, decision: Decision, *, base: str) -> Ledger:
    """Write one decision at the end of its file.

    Raises:
        UsageError: the file has no place for it, changed meanwhile, or may not be written.
    """
    form, text, cells = ledger.form, _text(ledger), _bare(decision)
    end = "\r\n" if "\r\n" in text else "\n" if "\n" in text or "\r" not in text else "\r"
    if form.yaml and form.indent < 0:
        hint = "write it as a list whose entries begin with '- ', and without '...' at the end"
        raise UsageError("no entry can be added to this YAML", where=str(ledger.path), hint=hint)
    try:
        addition = entry_text(form, dict(zip(COLUMNS, cells, strict=True)), end=end)
    except KeyError as lacking:
        hint = f"add to its first line: {form.mark.join(lacking.args)}"
        names = " and ".join(lacking.args)
        raise UsageError(f"the ledger has no column {names}", where=str(ledger.path), hint=hint) from None
    if text and not text.endswith(("\n", "\r")):
        addition = end + addition
    raw = (ledger.raw or new_ledger(ledger.path)) + _encoded(ledger, addition)
    after = parse_ledger(raw, ledger.path, base=base)
    told = after.lines[-1] if after.lines else None
    new = [fault for fault in after.faults if fault not in ledger.faults]
    if new:
        raise UsageError(f"{new[0].column} {new[0].reason}".strip(), where=new[0].where, hint=new[0].hint)
    if len(after.places) != len(ledger.places) + 1 or _bare(told) != cells:
        hint = "look at its last lines: a quote may be open, or the list may end there"
        raise UsageError("the decision cannot be added to the ledger", where=str(ledger.path), hint=hint)
    write_ledger(ledger, raw)
    return after


def remove_line(ledger: Ledger, line: int, *, base: str) -> Ledger:
    """Take one decision out of its file; what stands around it stays.

    Raises:
        UsageError: no decision begins on that line; or see `add_line`.
    """
    if line not in ledger.places:
        hint = _nearby(ledger, line) or "it holds no decision"
        raise UsageError(f"no decision begins on line {line}", where=str(ledger.path), hint=hint)
    lines = _LINE.findall(_text(ledger))
    first = line - 1
    last = first + entry_length(ledger.form, lines, first)
    raw = _whole(ledger, "".join([*lines[:first], *lines[last:]]))
    after = parse_ledger(raw, ledger.path, base=base)
    if len(after.places) != len(ledger.places) - 1:
        hint = "take it out with an editor"
        raise UsageError(f"line {line} cannot be taken out alone", where=str(ledger.path), hint=hint)
    write_ledger(ledger, raw)
    return after


def _nearby(ledger: Ledger, line: int) -> str:
    """The decisions nearest to a line."""
    near = sorted(sorted(ledger.places, key=lambda place: abs(place - line))[:3])
    told = {one.line: " ".join(filter(None, (one.action, one.subject, one.value))) for one in ledger.lines}
    lines = [f"{place} ({told.get(place, 'faulty')})" for place in near]
    more = "; 'diplograph curate list' shows all" if len(ledger.places) > len(near) else ""
    return f"decisions begin on line {', '.join(lines)}{more}" if lines else ""


def spell_in_keys(ledger: Ledger, *, base: str) -> Ledger:
    """Write keys in place of the names in words that were understood; the ledger itself without any.

    Raises:
        UsageError: see `add_line`.
    """
    if not ledger.in_words:
        return ledger
    told = {decision.line: decision for decision in ledger.lines}
    lines = _LINE.findall(_text(ledger))
    for line, column in sorted(ledger.in_words):
        if line in told:
            spell(ledger.form, lines, line - 1, column, getattr(told[line], column))
    raw = _whole(ledger, "".join(lines))
    after = parse_ledger(raw, ledger.path, base=base)
    if [_bare(each) for each in after.lines] != [_bare(each) for each in ledger.lines]:
        hint = "write the keys with an editor; 'diplograph explain NAME' shows them"
        raise UsageError("names cannot be replaced by keys", where=str(ledger.path), hint=hint)
    write_ledger(ledger, raw)
    return after


def write_ledger(ledger: Ledger, raw: bytes) -> None:
    """Replace a ledger in one step, if it is still as it was read; one that was empty may be missing.

    Raises:
        UsageError: it changed, or may not be written.
    """
    path = ledger.path.resolve()
    try:
        now = path.read_bytes() if path.exists() else b""
        if hashlib.sha256(now).hexdigest() != ledger.digest:
            hint = "nothing was written; run the command again"
            raise UsageError("the ledger changed while it was read", where=str(ledger.path), hint=hint)
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(13, os.strerror(13), str(path))
        draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            with draft.open("wb") as stream:
                stream.write(raw)
                stream.flush()
                os.fsync(stream.fileno())
            if path.exists():
                shutil.copymode(path, draft)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as fault:
        reason = f"the ledger cannot be written: {fault.strerror or fault}"
        raise UsageError(reason, where=str(ledger.path), hint="nothing was changed") from None


def _text(ledger: Ledger) -> str:
    return ledger.raw.decode(ledger.form.encoding or "utf-8").removeprefix("\ufeff")


def _encoded(ledger: Ledger, text: str) -> bytes:
    """Text in the encoding of a ledger, without a byte order mark."""
    encoding = ledger.form.encoding or "utf-8"
    if encoding == "utf-16":
        encoding = "utf-16-be" if ledger.raw.startswith(codecs.BOM_UTF16_BE) else "utf-16-le"
    try:
        return text.encode(_MARKED.get(encoding) or encoding)
    except UnicodeEncodeError as fault:
        missing = fault.object[fault.start : fault.end]
        hint = "save the ledger as CSV UTF-8 first"
        raise UsageError(f"{encoding} cannot hold {missing!r}", where=str(ledger.path), hint=hint) from None


def _whole(ledger: Ledger, text: str) -> bytes:
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    mark = next((mark for mark in marks if ledger.raw.startswith(mark)), b"")
    return mark + _encoded(ledger, text)


def _bare(decision: Decision | None) -> tuple[str, ...]:
    if decision is None:
        return ()
    return tuple(" ".join(normal(getattr(decision, column)).split()) for column in COLUMNS)
