"""`diplograph review`: the desk in the terminal, one doubtful item after the other."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diplograph.cli.curating import authoring, curation_option
from diplograph.cli.lazy import OneOf
from diplograph.cli.options import SETTINGS, lang_option, store_option

if TYPE_CHECKING:
    from diplograph.curation.desk import Case
    from diplograph.model.decisions import Decision
    from diplograph.store import Store

_WHY = ("aside", "conflict", "doubt", "join", "link")
_COLUMNS = (
    *("why", "key", "label", "class", "status", "confidence"),
    *("document", "quote", "message", "candidates"),
)
_author, _date = authoring


@click.command(context_settings=SETTINGS)
@store_option
@curation_option
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=0.6,
    show_default=True,
    metavar="X",
    help="Facts and names under this confidence.",
)
@click.option("--document", "documents", multiple=True, metavar="ID", help="Of this document; repeatable.")
@click.option("--class", "classes", multiple=True, metavar="CLASS", help="Of this class; repeatable.")
@click.option("--why", multiple=True, type=OneOf(_WHY), help="Only what lies here for this; repeatable.")
@click.option("--limit", type=click.IntRange(min=0), default=0, metavar="N", help="The first N; 0: all.")
@click.option("--list", "only_list", is_flag=True, help="Print the queue, and ask nothing.")
@click.option("-f", "--format", type=OneOf(["table", "csv", "json"]), default="table", show_default=True)
@lang_option
@_author
@_date
def review(
    store: Path,
    curation: Path | None,
    below: float,
    documents: tuple[str, ...],
    classes: tuple[str, ...],
    why: tuple[str, ...],
    limit: int,
    only_list: bool,
    format: str,
    lang: str,
    author: str,
    date: str,
) -> None:
    """Go through what is doubtful, and decide it.

    What was set aside comes first, then what documents contradict one another on, facts by rising
    confidence, surnames taken for a person, and names that may mean another thing: each with its sentence,
    the words marked, and why it is here. You accept, reject, correct, merge or skip; each decision is a line
    of the ledger at once, so that nothing is lost when you stop. What was decided is not shown again. Answers
    are read from standard input, one a line; a text after the letter is the reason.

    \b
    Examples:
      diplograph review --below 0.5 --lang fr
      diplograph review --list --format csv > desk.csv
    """
    from diplograph.curation.desk import Why, queue
    from diplograph.store import Store

    with Store.open(store, read_only=True) as opened:
        cases = queue(
            opened,
            _lines(opened, curation),
            below=below,
            documents=_known(documents, [record.identifier for record in opened.documents()], "document"),
            classes=_known(classes, _classes(), "class"),
            why=[Why(word) for word in why],
            language=lang,
        )
        cases = cases[:limit] if limit else cases
        if only_list:
            click.echo(_listed(opened, cases, format, lang), nl=False)
            return
    from diplograph.cli.reviewing import Sitting

    Sitting(store, curation, cases, language=lang, author=author, date=date).run()


def _lines(store: Store, given: Path | None) -> Sequence[Decision]:
    """Lines of the ledger that would be written into; none when it does not exist yet."""
    from diplograph.curation.deciding import open_ledger

    return open_ledger(store, given).lines


def _classes() -> list[str]:
    from diplograph.model import FACT_ROLES

    return list(FACT_ROLES)


def _known(words: Sequence[str], known: Sequence[str], what: str) -> tuple[str, ...]:
    from diplograph.errors import UsageError
    from diplograph.spelling import did_you_mean

    for word in words:
        if word not in known:
            hint = did_you_mean(word, known) or "check its spelling"
            raise UsageError(f"there is no {what} {word!r}", hint=hint)
    return tuple(words)


def _listed(store: Store, cases: Sequence[Case], format: str, language: str) -> str:
    from diplograph.curation.described import Describer
    from diplograph.curation.telling import as_row
    from diplograph.query.table import aligned

    describer = Describer(store)
    rows = [as_row(case, describer.describe(case.key), language=language) for case in cases]
    if format == "json":
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()
    shown = ("why", "key", "label", "confidence", "document")
    if not rows:
        return ""
    return aligned(shown, [[str(row[name]) for name in shown] for row in rows])
