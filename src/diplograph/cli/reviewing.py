"""The conversation of `diplograph review`: shows an item, asks, writes, goes on."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diplograph.cli.curating import background_of
from diplograph.curation.described import Describer, headings
from diplograph.curation.session import (
    Answer,
    NotPublishableError,
    accept,
    correct,
    refuse,
    roles_of,
    write,
)
from diplograph.curation.telling import Teller, say
from diplograph.errors import DiplographError
from diplograph.store import Store

if TYPE_CHECKING:
    from diplograph.curation.described import Described, Heading
    from diplograph.curation.desk import Case
    from diplograph.curation.session import Row
    from diplograph.model.decisions import Decision

_MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_HELP = ("a", "r", "c", "m", "s", "b", "q")


class _EndError(Exception):
    """No more answers."""


class Sitting:
    """One sitting: the queue, and where in it a person is."""

    def __init__(
        self,
        store: Path,
        ledger: Path | None,
        cases: Sequence[Case],
        *,
        language: str,
        author: str,
        date: str,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._cases = cases
        self._language = language
        self._common = {"author": author, "date": date}
        self._decided: dict[int, Decision] = {}
        self._headings: dict[str, Heading] | None = None
        self._shown: dict[int, tuple[str, Described]] = {}  # as it was when it was first shown

    def run(self) -> None:
        """Go through the queue until it ends, or the answers do."""
        if not self._cases:
            click.echo(self._say("empty"), err=True)
            return
        at = 0
        try:
            while at < len(self._cases):
                at = max(0, at + self._step(at))
        except _EndError:
            pass
        left = len(self._cases) - len(self._decided)
        click.echo(self._say("done", decided=len(self._decided), left=left), err=True)

    def _step(self, at: int) -> int:
        """Show one item and take an answer; how far to go on."""
        case = self._cases[at]
        text, described = self._look(at)
        click.echo(f"\n{self._say('place', number=at + 1, count=len(self._cases))}")
        click.echo(_MARKED.sub(_styled, text) if sys.stdout.isatty() else text)
        if told := self._decided.get(at):
            words = " ".join(part for part in (told.action.value, told.value) if part)
            click.echo(f"  {self._say('decided', words=words, where=told.where)}")
        while True:
            answer = Answer.of(self._ask(f"{self._say('answer')} [a r c m s b q ?]"))
            match answer.letter:
                case "s":
                    return 1
                case "q":
                    raise _EndError
                case "b" if at == 0:
                    click.echo(self._say("first"))
                case "b":
                    return -1
                case "a" | "r" | "c" | "m":
                    if self._decide(at, case, described, answer):
                        return 1
                case _:
                    self._help(answer)

    def _look(self, at: int) -> tuple[str, Described]:
        """An item as text, and what can be corrected of it; what was decided stays as it was shown."""
        if at not in self._decided or at not in self._shown:
            case = self._cases[at]
            with Store.open(self._store, read_only=True) as opened:
                if self._headings is None:
                    self._headings = headings(opened)
                describer = Describer(opened, documents=self._headings)
                text = Teller(describer, language=self._language).case(case)
                self._shown[at] = text, describer.describe(case.key)
        return self._shown[at]

    def _help(self, answer: Answer) -> None:
        if answer.letter != "?":
            click.echo(self._say("unknown_answer", answer=answer.letter))
        for letter in _HELP:
            click.echo(f"  {self._say(f'help_{letter}')}")

    def _decide(self, at: int, case: Case, described: Described, answer: Answer) -> bool:
        """Write what an answer decides; False when it could not be."""
        reason = answer.rest if answer.letter in "ar" else ""
        try:
            rows = self._rows(case, described, answer)
            if any(action == "assert" for action, _, _ in rows):
                reason = self._say("in_place", thing=case.key)
            common = {**self._common, "reason": reason, "document": case.document}
            replayed, written = write(
                self._store, rows, ledger=self._ledger, common=common, background=background_of
            )
        except NotPublishableError:
            click.echo(self._say("must_be_corrected"))
            return False
        except DiplographError as error:
            for line in error.lines():
                click.echo(line)
            return False
        self._decided[at] = written[-1]
        click.echo(self._say("written", where=written[-1].where))
        lines = {each.line for each in written}
        for each in replayed.unmatched:
            if each.decision.line in lines:
                click.echo(f"  {each.reason}{f' ({each.hint})' if each.hint else ''}")
        return True

    def _rows(self, case: Case, described: Described, answer: Answer) -> list[Row]:
        match answer.letter:
            case "a":
                return accept(case)
            case "r":
                return refuse(case)
            case "m":
                other = answer.rest or self._ask(self._say("with"))
                return [("merge", case.key, other)]
        role, equals, value = answer.rest.partition("=")
        if not described.is_fact:
            return correct(case, described, "", "")  # which tells that it cannot be
        if not equals:
            role = role or self._ask(self._say("role", names=", ".join(roles_of(described))))
            role, equals, value = role.partition("=")
            role = role.strip()
        if not equals:
            now = described.status if role == "status" else _value(described, role)
            value = self._ask(self._say("value", role=role, value=now or "–"))
        return correct(case, described, role.strip(), value.strip())

    def _ask(self, prompt: str) -> str:
        """One line of standard input."""
        click.echo(f"{prompt}: ", nl=False)
        line = sys.stdin.readline()
        if not line:
            click.echo()
            raise _EndError
        if not sys.stdin.isatty():
            click.echo(line.rstrip("\r\n"))
        return line.strip()

    def _say(self, key: str, **parts: object) -> str:
        return say(key, self._language, **parts)


def _value(described: Described, role: str) -> str:
    return "|".join(told.value for told in described.roles.get(role, ()))


def _styled(found: re.Match[str]) -> str:
    return click.style(found[1], bold=True, underline=True)
