"""What named queries there are and what each takes, for a person or as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator

from diplograph.query.named import NamedQuery, Parameter
from diplograph.query.table import aligned


def as_list(queries: Iterable[NamedQuery]) -> str:
    """A line a query: name, title, parameters; optional ones in brackets."""
    rows = [(query.name, query.title_en, " ".join(map(_sign, query.parameters))) for query in queries]
    return aligned(("name", "answers", "parameters"), rows)


def _sign(parameter: Parameter) -> str:
    return parameter.name if parameter.required else f"[{parameter.name}]"


def as_json(queries: Iterable[NamedQuery]) -> str:
    """A list of objects; keys are only ever added."""
    told = [
        {
            "name": query.name,
            "title": {"fr": query.title_fr, "en": query.title_en},
            "about": query.about,
            "cites": query.cites,
            "file": query.file,
            "parameters": [
                {
                    "name": parameter.name,
                    "kind": str(parameter.kind),
                    "of": parameter.of,
                    "required": parameter.required,
                    "default": parameter.default,
                    "about": parameter.about,
                    "example": parameter.example,
                }
                for parameter in query.parameters
            ],
        }
        for query in queries
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_page(query: NamedQuery, *, width: int = 100) -> str:
    """All about one query, with a call to copy."""
    return "".join(f"{line}\n" for line in _page(query, width))


def _page(query: NamedQuery, width: int) -> Iterator[str]:
    yield f"{query.name}: {query.title_en} ({query.title_fr})"
    yield from textwrap.wrap(query.about, width)
    yield ""
    for parameter in query.parameters:
        need = (
            "required"
            if parameter.required
            else f"default {parameter.default}"
            if parameter.default
            else "optional"
        )
        yield f"  {parameter.name} ({parameter.takes}; {need})"
        about = f"{parameter.about} Example: {parameter.example}" if parameter.example else parameter.about
        yield from textwrap.wrap(about, width, initial_indent="      ", subsequent_indent="      ")
    if query.parameters:
        yield ""
    yield f"  diplograph query {query.name}{''.join(map(_given, query.parameters))}"
    yield f"  the query itself: {query.file}"


def _given(parameter: Parameter) -> str:
    if not (parameter.required and parameter.example):
        return ""
    value = f"{parameter.name}={parameter.example}"
    return (
        f" --param '{value}'"
        if not value.replace("=", "").replace("-", "").isalnum()
        else f" --param {value}"
    )
