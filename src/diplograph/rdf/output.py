"""Write text to a text or a binary stream alike."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO, cast


def sink(out: IO[str] | IO[bytes]) -> Callable[[str], object]:
    """Function that writes text to a stream; binary ones get UTF-8, with line ends left as they are."""
    if isinstance(out, io.TextIOBase):
        return cast(IO[str], out).write
    binary = cast(IO[bytes], out)
    return lambda text: binary.write(text.encode("utf-8"))


def bytes_sink(out: IO[str] | IO[bytes]) -> Callable[[bytes], object]:
    """Function that writes UTF-8 to a stream: many lines cost less when each is encoded by itself."""
    if isinstance(out, io.TextIOBase):
        text = cast(IO[str], out)
        return lambda data: text.write(data.decode("utf-8"))
    return cast(IO[bytes], out).write
