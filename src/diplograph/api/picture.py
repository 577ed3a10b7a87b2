"""A picture that a notebook shows and that can be saved."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FORMATS = ("png", "svg")


@dataclass(frozen=True, repr=False)
class Picture:
    """A drawing. `figure` is matplotlib's, for those who want to change it."""

    figure: Figure

    @cached_property
    def png(self) -> bytes:
        """The drawing as PNG."""
        return self._written("png")

    def save(self, path: str | Path) -> Path:
        """Write it as its suffix says.

        Raises:
            UsageError: the suffix is neither .png nor .svg.
        """
        target = Path(path)
        format = target.suffix.lower().removeprefix(".")
        if format not in _FORMATS:
            raise UsageError(f"a picture is .png or .svg, not {target.suffix!r}", where=str(path))
        target.write_bytes(self._written(format))
        return target

    def _written(self, format: str) -> bytes:
        from diplograph.pictures.canvas import save

        out = io.BytesIO()
        save(self.figure, out, format=format)
        return out.getvalue()

    def __repr__(self) -> str:
        width, height = self.figure.get_size_inches()
        return f"Picture({width:.1f} × {height:.1f} inches)"

    def _repr_png_(self) -> bytes:
        return self.png
