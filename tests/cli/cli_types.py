"""Types of the fixtures of this folder."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]
Built = tuple[Path, Done]
