"""Differences as one page of HTML that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

from html import escape
from itertools import groupby

from diplograph.diff.changes import Change, Difference
from diplograph.diff.writing import MARKS, citation, detail_line, headline, summary, words_in

_STYLE = """
:root { color-scheme: light dark; --line: #8888; --new: #1a7f37; --gone: #cf222e; --changed: #9a6700; }
@media (prefers-color-scheme: dark) { :root { --new: #4ac26b; --gone: #ff8182; --changed: #d4a72c; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
ul { list-style: none; padding: 0; }
li.change { border-left: 4px solid var(--line); margin: .8rem 0; padding: 0 1rem; }
.new, .split { border-color: var(--new) !important; } .gone { border-color: var(--gone) !important; }
.changed, .merged { border-color: var(--changed) !important; }
h3 { font-size: 1rem; margin: 0; }
.kind { font-weight: normal; border: 1px solid var(--line); border-radius: .3rem; padding: 0 .4rem; }
p, blockquote { margin: .2rem 0; }
blockquote { padding-left: 1rem; opacity: .8; }
"""


def as_html(difference: Difference, *, language: str) -> str:
    """The whole page; a change is addressed by its number, `#c12`."""
    words = words_in(language)
    title = escape(words["title"])
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>diplograph diff: {title}</title><style>{_STYLE}</style></head><body>",
        f"<header><h1>{title}</h1>",
    ]
    told = summary(difference, language=language) if difference.changes else words["no_difference"]
    parts.append(f"<p>{escape(told)}</p></header><main>")
    number = 0
    for group, changes in groupby(difference.changes, key=lambda change: change.group):
        parts.append(f"<section><h2>{escape(words[group])}</h2><ul>")
        for change in changes:
            number += 1
            parts.append(_change(change, number, language))
        parts.append("</ul></section>")
    parts.append("</main></body></html>")
    return "\n".join(parts) + "\n"


def _change(change: Change, number: int, language: str) -> str:
    kind = words_in(language)[change.kind]
    head = f'<span class="kind">{MARKS[change.kind]} {escape(kind)}</span>'
    lines = [f"<h3>{escape(headline(change, language=language))} {head}</h3>"]
    lines += [f"<p>{escape(detail_line(change, d, language=language))}</p>" for d in change.details]
    lines += [
        f"<blockquote>{escape(citation(passage, language=language))}</blockquote>"
        for passage in change.passages
    ]
    return (
        f'<li class="change {change.kind}" id="c{number}" title="{escape(change.iri)}">{"".join(lines)}</li>'
    )
