"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from diplograph.cli.lazy import OneOf

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 110}

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path),
    envvar="DIPLOGRAPH_STORE",
    default=Path("diplograph.store"),
    show_default=True,
    show_envvar=True,
    metavar="DIR",
    help="The store: a folder on disk.",
)

lang_option = click.option(
    "--lang",
    "--language",
    "lang",
    type=OneOf(["en", "fr"]),
    envvar="DIPLOGRAPH_LANG",
    default="en",
    show_default=True,
    show_envvar=True,
    help="Language of the text.",
)

output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    default=Path("-"),
    show_default="standard output",
    metavar="FILE",
    help="Where to write; '-' is standard output. A file appears whole or not at all.",
)
