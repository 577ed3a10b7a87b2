"""Build, validation, export and query open no socket: the kernel would end them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

GUARD = Path(__file__).with_name("no_network.py")
_FORMATS = ("turtle", "trig", "ntriples", "nquads", "jsonld", "gexf")
CORPUS = Path(__file__).parents[2] / "data" / "corpus"

# One process for all verbs, as each import of everything would cost a second.
_VERBS = """
import contextlib, io, json, sys
from diplograph import cli
from diplograph.cli.failures import guarded

for words in json.load(sys.stdin) if __name__ == "__main__" else ():
    sys.argv = ["diplograph", *words]
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = guarded(cli._run)
    print(json.dumps([code, out.buffer.getvalue().decode()]), flush=True)
"""


def guarded(*words: str, told: str = "", alone: bool = False) -> subprocess.CompletedProcess[str]:
    options = ["-I"] if alone else []  # without Python's own guard, which would be first
    return subprocess.run(
        [sys.executable, *options, str(GUARD), *words],
        input=told,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('w3id.org', 80)",
        "import urllib.request; urllib.request.urlopen('https://w3id.org/')",
        "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)",
        "import subprocess, sys; c = 'import socket; socket.socket()'; "
        "n = subprocess.call([sys.executable, '-c', c]); import os; os.kill(os.getpid(), -n)",
    ],
)
def test_the_guard_ends_whoever_opens_a_socket(tmp_path: Path, attempt: str):
    (tmp_path / "script.py").write_text(attempt, encoding="utf-8")
    done = guarded(str(tmp_path / "script.py"), alone=True)
    assert done.returncode == -signal.SIGSYS, done.stderr


def test_the_guard_leaves_all_else_alone(tmp_path: Path):
    (tmp_path / "script.py").write_text("print('bonjour')", encoding="utf-8")
    done = guarded(str(tmp_path / "script.py"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "bonjour\n", "")


@pytest.mark.model
def test_no_verb_opens_a_socket(tmp_path: Path):
    texts = tmp_path / "textes"
    texts.mkdir()
    for path in sorted(CORPUS.glob("*.txt"))[:2]:
        (texts / path.name).write_bytes(path.read_bytes())
    store, far = str(tmp_path / "s"), tmp_path / "far.jsonld"
    # A context and an import that lie elsewhere: refused or passed over, never fetched.
    far.write_text('{"@context": "https://schema.org/", "@id": "https://e.example/a", "name": "x"}')
    near = tmp_path / "near.ttl"
    near.write_text(
        "<https://e.example/o> a <http://www.w3.org/2002/07/owl#Ontology> ; "
        "<http://www.w3.org/2002/07/owl#imports> <https://e.example/far> .",
        encoding="utf-8",
    )
    where = ["--store", store]
    verbs: list[tuple[int, list[str]]] = [
        (0, ["build", str(texts), *where, "--jobs", "2"]),
        (0, ["build", str(texts), *where, "--prune"]),
        (0, ["validate", *where]),
        (0, ["validate", str(near)]),
        (2, ["validate", str(far)]),
        *((0, ["export", name, *where, "-o", str(tmp_path / f"graph.{name}")]) for name in _FORMATS),
        (0, ["query", *where, "-e", "SELECT ?s WHERE { ?s a dg:Country }"]),
        (2, ["query", *where, "-e", "SELECT * { SERVICE <https://e.example/sparql> { ?s ?p ?o } }"]),
        (0, ["query", *where, "-e", "SELECT * FROM <https://e.example/graph> { ?s ?p ?o }"]),
        (0, ["explain", "France", *where]),
        (0, ["documents", "list", *where]),
    ]
    script = tmp_path / "verbs.py"
    script.write_text(_VERBS, encoding="utf-8")
    done = guarded(str(script), told=json.dumps([words for _, words in verbs]))
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    told = [json.loads(line) for line in done.stdout.splitlines()]
    for (expected, words), (code, output) in zip(verbs, told, strict=True):
        assert code == expected, f"{' '.join(words)}\n{output}"
