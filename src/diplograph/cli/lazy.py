"""Commands that are imported when they are called, and advice on words that are misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module

import click

from diplograph.spelling import nearest_words


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` (did you mean 'turtle'?)`, or nothing when no known word is near."""
    near = nearest_words(word, known)
    return f" (did you mean '{near[0]}'?)" if near else ""


class LazyGroup(click.Group):
    """A group whose commands are named by module and attribute: `diplograph.cli.commands.build:build`."""

    def __init__(self, *, lazy: Mapping[str, str], **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # click's own long list of options
        self._lazy = dict(lazy)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table, which is that of the work."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        target = self._lazy.get(cmd_name)
        if target is None:
            return None
        module, _, attribute = target.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for an unknown one, say which is nearest."""
        if args and not args[0].startswith("-") and args[0] not in self._lazy:
            advice = did_you_mean(args[0], self._lazy) or f"; there are: {', '.join(self._lazy)}"
            raise click.UsageError(f"no such command '{args[0]}'{advice}", ctx=ctx)
        return super().resolve_command(ctx, args)


class OneOf(click.Choice[str]):
    """A choice of words that answers a misspelt one with the nearest."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself."""
        if value in self.choices:
            return str(value)
        advice = did_you_mean(str(value), self.choices) or f"; it is one of {', '.join(self.choices)}"
        raise click.BadParameter(f"unknown word '{value}'{advice}", ctx, param)
