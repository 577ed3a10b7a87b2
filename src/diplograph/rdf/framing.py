"""JSON-LD in the shape that a frame asks for: trees of the things one wants, with what they need to be shown.

Framing is PyLD's; nothing is fetched: a frame may name the bundled context by its IRI or bring its own, and
any other address is refused.

Source: JSON-LD 1.1 Framing, W3C Recommendation, 16 July 2020.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from diplograph.errors import UsageError
from diplograph.rdf.identifiers import DEFAULT_BASE
from diplograph.rdf.jsonld import load_context, write_jsonld
from diplograph.rdf.output import sink
from diplograph.rdf.terms import Triple
from diplograph.resources import resource
from diplograph.spelling import did_you_mean

CONTEXT = "https://w3id.org/diplograph/context.jsonld"

Frame = dict[str, Any]


def frame_names() -> tuple[str, ...]:
    """Names of the bundled frames."""
    return tuple(sorted(path.stem for path in resource("ontology/frames").glob("*.jsonld")))


def load_frame(name: str) -> Frame:
    """A bundled frame by its name, or one from a file.

    Raises:
        UsageError: there is neither, or the file is no JSON object.
    """
    names = frame_names()
    path = resource(f"ontology/frames/{name}.jsonld") if name in names else Path(name)
    if not path.is_file():
        otherwise = f"one of {', '.join(names)}, or a file that holds one"
        advice = did_you_mean(name, names, otherwise, quoted=True)
        raise UsageError(f"no frame {name!r}", hint=advice)
    try:
        frame = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise UsageError(f"not JSON: {error}", where=f"{path}{line}") from None
    except RecursionError:
        raise UsageError("it is nested too deeply", where=str(path)) from None
    if not isinstance(frame, dict):
        raise UsageError("a frame is one JSON object", where=str(path))
    return frame


def write_framed(
    triples: Iterable[Triple], out: IO[str] | IO[bytes], *, frame: Frame, base: str = DEFAULT_BASE
) -> None:
    """Write the nodes of a graph that fit a frame, sorted by their IRI, with the context inside.

    Args:
        frame: as `load_frame` gives it; without a context it has the bundled one.
    Raises:
        UsageError: PyLD is not installed, or the frame is wrong or asks for something to be fetched.
    """
    try:
        from pyld import jsonld
    except ModuleNotFoundError:
        raise UsageError("framing needs PyLD", hint="pip install 'diplograph[jsonld]'") from None

    text = io.StringIO()
    write_jsonld({None: triples}, text, base=base)
    context = _inline(frame.get("@context", CONTEXT), base)
    try:
        framed = jsonld.frame(
            json.loads(text.getvalue()),
            {**frame, "@context": context},
            {"documentLoader": _refuse, "omitGraph": False, "omitDefault": True},
        )
        nodes = sorted(framed["@graph"], key=lambda node: str(node.get("id", node.get("@id", ""))))
        trees = [json.dumps(node, ensure_ascii=False, indent=1) for node in nodes]
    except jsonld.JsonLdError as error:
        raise _told(error) from None
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        # PyLD does not look at a frame before it works with it, so that an odd one fails in odd places.
        raise UsageError(f"the frame does not work: {error}", hint="see docs/jsonld.md") from None
    write = sink(out)
    write(f'{{"@context": {json.dumps(context, ensure_ascii=False, indent=1)},\n"@graph": [')
    separator = "\n"
    for tree in trees:
        write(separator + tree)
        separator = ",\n"
    write("\n]}\n")


def _inline(context: Any, base: str) -> list[Any]:
    """A context with the bundled one in place of its IRI, so that what is written reads offline."""
    parts = context if isinstance(context, list) else [context]
    bundled = {"@base": base, **load_context()}
    return [bundled if part == CONTEXT else part for part in parts]


def _refuse(url: str, options: object = None) -> Any:
    raise UsageError(
        f"the frame asks for {url}, and nothing is fetched", hint=f"put it inside, or use {CONTEXT}"
    )


def _told(error: BaseException) -> UsageError:
    """The innermost reason: PyLD wraps one error in another."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, UsageError):
            return cause
        error, cause = cause, getattr(cause, "cause", None) or cause.__cause__ or cause.__context__
    reason = str(error).partition("\n")[0].removeprefix("('").partition("',)")[0]
    return UsageError(f"the frame does not work: {reason}", hint="see docs/jsonld.md")
