"""Queries with a time limit from Python: a process of its own answers, and is ended when the time is over.

Oxigraph cannot be told to stop. A thread that waits for it can be left behind only by a program that ends, as
the command line does; a program that goes on, a notebook or a server, needs a process that can be killed.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyoxigraph as ox

from diplograph.errors import DiplographError, QueryError, StoreError, UsageError
from diplograph.query.answer import Results, ask
from diplograph.query.solutions import Solutions, collect
from diplograph.rdf.identifiers import data_prefixes
from diplograph.rdf.terms import Triple
from diplograph.store import Store
from diplograph.store.location import reading

_ERRORS: Mapping[str, type[DiplographError]] = {
    kind.__name__: kind for kind in (QueryError, StoreError, UsageError)
}

Answer = Solutions | bool | list[Triple]


class QueryWorker:
    """A process that answers one query after the other on one store, begun when first asked.

    It sees the store as it was then; a new worker sees what was committed since.

    with QueryWorker("diplograph.store", seconds=5) as worker:
        rows = worker.ask("SELECT ?who { ?who dg:visited country:kazakhstan }").as_dicts()
    """

    def __init__(self, path: str | Path, *, seconds: float = 60, limit: int = 0) -> None:
        """Nothing is opened yet.

        Args:
            path: folder of the store.
            seconds: for each query.
            limit: rows or statements of each answer; 0: all.
        """
        self._path = Path(path)
        self._seconds = seconds
        self._limit = limit
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def ask(self, text: str) -> Answer:
        """Rows, yes or no, or the statements of a graph, sorted; the prefixes of the store are declared.

        Raises:
            QueryError: the text is wrong, or took longer than it may. The next query has a new process.
            StoreError: the store cannot be read.
        """
        process = self._begun()
        assert process.stdin is not None
        assert process.stdout is not None
        replies: queue.Queue[bytes] = queue.Queue()
        stdout = process.stdout
        threading.Thread(target=lambda: replies.put(stdout.readline()), daemon=True).start()
        try:
            process.stdin.write(json.dumps({"text": text, "limit": self._limit}).encode() + b"\n")
            process.stdin.flush()
            line = replies.get(timeout=self._seconds)
        except queue.Empty:
            self.close()
            hint = "make it narrower, or give it more time"
            raise QueryError(f"the query was stopped after {self._seconds:g} s", hint=hint) from None
        except BrokenPipeError:
            line = b""
        if not line:
            self.close()
            raise QueryError(
                "the query ended its process", hint="it may have used up the memory; make it narrower"
            )
        return _read(json.loads(line))

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-m", "diplograph.query.worker", str(self._path)]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._process


def _read(reply: dict[str, object]) -> Answer:
    if "error" in reply:
        kind = _ERRORS.get(str(reply["error"]), QueryError)
        raise kind(str(reply["reason"]), where=str(reply["where"]), hint=str(reply["hint"]))
    if "triples" in reply:
        assert isinstance(reply["triples"], list)
        return [(s, p, o) for s, p, o in reply["triples"]]
    if "yes" in reply:
        return bool(reply["yes"])
    answer = ox.parse_query_results(str(reply["rows"]), format=ox.QueryResultsFormat.JSON)
    assert isinstance(answer, ox.QuerySolutions)
    found = collect(answer)
    return Solutions(found.columns, found.rows, bool(reply["more"]))


def serve(path: Path, requests: IO[bytes], replies: IO[bytes]) -> None:
    """Answer each line of JSON with one, until there is none."""
    try:
        with Store.open(path, read_only=True) as store:
            for line in requests:
                request = json.loads(line)
                try:
                    reply = _answered(store, request["text"], request["limit"])
                except DiplographError as error:
                    reply = _failed(error)
                _send(reply, replies)
    except DiplographError as error:
        _send(_failed(error), replies)


def _answered(store: Store, text: str, limit: int) -> dict[str, object]:
    with reading(store.path):
        return _whole(ask(store, text, prefixes=data_prefixes(store.base)), limit)


def _whole(answer: Results, limit: int) -> dict[str, object]:
    if isinstance(answer, ox.QuerySolutions):
        found = collect(answer, limit=limit)
        return {"rows": found.as_json().decode(), "more": found.more}
    if isinstance(answer, ox.QueryBoolean):
        return {"yes": bool(answer)}
    triples = sorted({(str(triple.subject), str(triple.predicate), str(triple.object)) for triple in answer})
    return {"triples": triples[:limit] if limit else triples}


def _failed(error: DiplographError) -> dict[str, object]:
    told = {"reason": error.reason, "where": error.where, "hint": error.hint}
    kind = next((name for name, kind in _ERRORS.items() if isinstance(error, kind)), "QueryError")
    return {"error": kind, **told}


def _send(reply: dict[str, object], replies: IO[bytes]) -> None:
    replies.write(json.dumps(reply).encode() + b"\n")
    replies.flush()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer)
