"""Rules that hold for the whole suite: no network, and where it counts no test that is skipped."""

from __future__ import annotations

import os
import runpy
from pathlib import Path

import pytest

GUARD = Path(__file__).parent / "guard"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--strict-skips", action="store_true", help="a skipped test fails the run")


def pytest_configure(config: pytest.Config) -> None:
    runpy.run_path(str(GUARD / "sitecustomize.py"))
    paths = [str(GUARD), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", ())) if reporter else 0
    if session.config.getoption("--strict-skips") and skipped:
        reporter.write_line(f"{skipped} skipped: a skipped test is not a passed one", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
