"""Programs of others, in Java, that give a second opinion: Apache Jena, the OWL API with HermiT.

`make jvm` fetches them into `.jvm/`. A missing one fails the test that asks for it: a check that nobody ran
is not a passed one. Each runs once per session and takes jobs from its standard input.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


class PeerError(Exception):
    """The program refused a job, and says why."""


class JavaPeer:
    """A program that is started at its first job and lives until `close`.

    Args:
        tool: folder below `tests/jvm`.
        main: name of its class.
    """

    def __init__(self, tool: str, main: str) -> None:
        self._tool = tool
        self._main = main
        self._process: subprocess.Popen[str] | None = None

    def _start(self) -> subprocess.Popen[str]:
        home = ROOT / ".jvm" / self._tool
        if shutil.which("java") is None:
            pytest.fail("java is missing: apt-get install default-jdk-headless maven, then make jvm")
        if not (home / "classes" / f"{self._main}.class").exists():
            pytest.fail(f".jvm/{self._tool} is missing: run make jvm (it needs java and mvn)")
        path = os.pathsep.join((str(home / "classes"), str(home / "libs" / "*")))
        # Short-lived, beside other tests on few cores: the quick compiler and the simple collector serve.
        options = ("-Xmx2g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8")
        return subprocess.Popen(
            ("java", *options, "-cp", path, self._main),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def ask(self, job: str, *words: str | Path) -> list[str]:
        """Lines of the answer to one job.

        Raises:
            PeerError: the program could not do it.
        """
        if self._process is None:
            self._process = self._start()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        line = "\t".join((job, *(str(word) for word in words)))
        assert "\n" not in line
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        lines: list[str] = []
        for line in self._process.stdout:
            mark, text = line[0], line[1:].removesuffix("\n")
            if mark == "=":
                lines.append(text)
            elif line == "done\n":
                return lines
            else:
                raise PeerError(line.partition("\t")[2].strip() or line.strip())
        raise PeerError(f"{self._main} ended with {self._process.wait()}")

    def close(self) -> None:
        """End the program."""
        if self._process is not None:
            self._process.communicate()
            self._process = None


@dataclass(frozen=True, slots=True, order=True)
class JenaResult:
    """One SHACL result: N-Triples terms, "" for what is absent; a path that is no IRI is in SPARQL."""

    focus: str
    path: str
    value: str
    component: str
    severity: str
    shape: str
    message: str


class Jena:
    """Apache Jena: riot and SHACL."""

    def __init__(self) -> None:
        self._peer = JavaPeer("jena", "JenaPeer")

    def quads(self, file: Path) -> tuple[set[str], list[str]]:
        """Statements of a file as lines of canonical N-Quads, and what riot warns of; by the file's suffix.

        Raises:
            PeerError: the file has a fault.
        """
        lines = self._peer.ask("quads", file)
        warnings = [line.partition("\t")[2] for line in lines if line.startswith("warning\t")]
        return {line for line in lines if not line.startswith("warning\t")}, warnings

    def validate(self, data: Path, shapes: Sequence[Path]) -> list[JenaResult]:
        """Results of Jena's SHACL, sorted; none when the data conforms."""
        return sorted(JenaResult(*line.split("\t")) for line in self._peer.ask("validate", data, *shapes))

    def close(self) -> None:
        """End the program."""
        self._peer.close()


class Owl:
    """The OWL API's profile check and HermiT's reasoning."""

    def __init__(self) -> None:
        self._peer = JavaPeer("owl", "OwlPeer")

    def rl_violations(self, file: Path) -> list[str]:
        """What keeps an ontology out of OWL 2 RL, terms without a declaration included."""
        return self._peer.ask("rl", file)

    def contradictions(self, file: Path) -> list[str]:
        """ "inconsistent", or the IRIs of classes that can have no instance; none when all is well."""
        return self._peer.ask("reason", file)

    def close(self) -> None:
        """End the program."""
        self._peer.close()
