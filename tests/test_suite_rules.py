"""The suite's own rules can fail."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

TRY = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"


def test_no_test_reaches_beyond_this_machine() -> None:
    with pytest.raises(RuntimeError, match="reaches for the network"):
        socket.getaddrinfo("example.org", 80)
    with socket.socket() as own, pytest.raises(RuntimeError, match="reaches for the network"):
        own.connect(("192.0.2.1", 80))


def test_nor_does_a_program_that_a_test_starts() -> None:
    result = subprocess.run([sys.executable, "-c", TRY], capture_output=True, text=True, check=False)
    assert "reaches for the network" in result.stderr


def test_the_machine_itself_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_a_skip_fails_a_strict_run(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text("import pytest\ndef test_one(): pytest.skip('later')\n")
    rules = Path(__file__).parent
    call = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "suite_rules",
        "-q",
        str(tmp_path),
        "--rootdir",
        str(tmp_path),
    ]
    environment = {"PYTHONPATH": str(rules), "PATH": ""}
    relaxed = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
    strict = subprocess.run(
        [*call, "--strict-skips"], env=environment, capture_output=True, text=True, check=False
    )
    assert (relaxed.returncode, strict.returncode) == (0, 1)
    assert "1 skipped" in strict.stdout
