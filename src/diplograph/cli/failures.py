"""The one place where an error becomes a line on standard error and an exit code.

0 done; 1 what was read does not conform, or `--strict` was asked for; 2 wrong usage or unreadable input;
130 interrupted; 141 the reader of our output went away. Any other exception is a fault of ours and stays a
traceback.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable

import click

from diplograph.errors import DiplographError

NOT_CONFORMING = 1
WRONG_INPUT = 2
INTERRUPTED = 130
BROKEN_PIPE = 141

_NETWORK = "check the address and the network"
# What the machine refuses, whatever the program does; None stands for the system's own words.
_REFUSALS: dict[int, tuple[str | None, str]] = {
    errno.ENOSPC: ("no space left on the disk", "free some space and run the command again"),
    errno.EDQUOT: ("the disk quota is used up", "free some space and run the command again"),
    errno.EFBIG: ("the file would be too large for this disk", "write it elsewhere"),
    errno.EROFS: ("the disk is read-only", "name another place"),
    errno.EACCES: ("permission denied", "check who owns it, or name another place"),
    errno.EPERM: ("permission denied", "check who owns it, or name another place"),
    errno.EIO: (None, "check the disk"),
    errno.ENOTDIR: (None, "check the path"),
    errno.EISDIR: ("it is a folder", "name a file"),
    errno.ENOENT: ("no such file or folder", "check the path"),
    errno.ECONNREFUSED: ("the other server does not answer", _NETWORK),
    errno.ECONNRESET: ("the other server broke off", _NETWORK),
    errno.ETIMEDOUT: ("the other server took too long", _NETWORK),
    errno.EHOSTUNREACH: ("the other server cannot be reached", _NETWORK),
    errno.ENETUNREACH: ("there is no network", _NETWORK),
    errno.ENAMETOOLONG: (None, "choose a shorter name"),
}


def guarded(run: Callable[[], int]) -> int:
    """Run a command; its exit code, or that of the error it ended with, told in one line each."""
    try:
        code = run()
        sys.stdout.flush()
    except DiplographError as error:
        return _tell_all(error.lines(), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as no_words:
        no_words.show()
        return WRONG_INPUT
    except click.UsageError as error:
        message = _sentence(error.format_message())
        path = error.ctx.command_path if error.ctx else "diplograph"
        advice = "" if "did you mean" in message.lower() else f" (see '{path} --help')"
        return _tell(f"{message}{advice}", WRONG_INPUT)
    except click.ClickException as error:
        return _tell(_sentence(error.format_message()), WRONG_INPUT)
    except (KeyboardInterrupt, click.Abort):
        if sys.stderr.isatty():
            click.echo(err=True)  # ends the line on which the terminal shows ^C
        return _tell("interrupted; what was committed before is kept", INTERRUPTED)
    except BrokenPipeError:
        return _reader_left()
    except OSError as error:
        if error.errno == errno.EPIPE:
            return _reader_left()
        refusal = _refusal(error)
        if refusal is None:
            raise
        return _tell(refusal, WRONG_INPUT)
    return code


def _tell(message: str, code: int) -> int:
    return _tell_all([" ".join(message.split())], code)


def _tell_all(lines: Iterable[str], code: int) -> int:
    _drop_pending_output()
    for line in lines:
        click.echo(f"diplograph: {line}", err=True)
    return code


def _sentence(message: str) -> str:
    """Click's message in our form: lower case, no full stop."""
    message = " ".join(message.split())
    if message[1:2].islower():
        message = message[0].lower() + message[1:]
    return message.removesuffix(".")


def _refusal(error: OSError) -> str | None:
    number = error.errno
    if number is None and "No space left on device" in str(error):
        number = errno.ENOSPC  # Oxigraph gives the text alone
    if number is None or number not in _REFUSALS:
        return None
    words, hint = _REFUSALS[number]
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{words or os.strerror(number).lower()} ({hint})"


def _reader_left() -> int:
    _drop_pending_output()
    return BROKEN_PIPE


def _drop_pending_output() -> None:
    """Let no buffered output fail again, with a traceback, while Python shuts down."""
    try:
        sys.stdout.flush()
    except OSError:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
