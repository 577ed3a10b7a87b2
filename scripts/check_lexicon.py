"""Check every table of data/lexicon; `make lexicon` runs this, `make lint` with --faults.

Faults (exit code 1): what cannot be read, and rows that add nothing to another one. Told besides: forms that
two rows of one table read differently (both are read), and rows that no text of the project has.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from diplograph.documents import DocumentFailure, read_documents
from diplograph.errors import TableError
from diplograph.knowledge.lexicon import load_lexicon
from diplograph.knowledge.lexicon_checks import language_faults, remarks, unknown_tables, unused, uses
from diplograph.resources import resource

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "extraction" / "cases"
FOLDERS = (ROOT / "data" / "corpus", ROOT.parent / "shared" / "seeds")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", action="store_true", help="print faults only")
    parser.add_argument("--folder", type=Path, help="tables in place of data/lexicon")
    given = parser.parse_args()
    folder = given.folder or resource("data/lexicon")
    told = [str(error) for error in language_faults()]
    told += [f"{folder / name}: no part of the program reads this file" for name in unknown_tables(folder)]
    try:
        lexicon = load_lexicon(folder)
    except TableError as error:
        print(*told, error, sep="\n", file=sys.stderr)
        return 1
    found = remarks(lexicon)
    faults = [*told, *(f"{folder}/{remark}" for remark in found if remark.fault)]
    for line in faults:
        print(line, file=sys.stderr)
    if not given.faults:
        lone = unused(lexicon, uses(lexicon, texts()))
        _print("forms read in two ways", [str(remark) for remark in found if not remark.fault])
        _print("rows in no sentence of the tests, the corpus or the seeds", [str(remark) for remark in lone])
        rows = sum(map(len, lexicon.tables.values()))
        forms = sum(len(entry.literals) for entry in lexicon)
        print(f"{len(lexicon.tables)} tables, {rows} rows, {forms:,} forms; {len(faults)} faults")
    return int(bool(faults))


def texts() -> Iterator[str]:
    """Sentences of the tests, documents of the corpus and of the seeds."""
    for path in sorted(CASES.glob("*/*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield case["text"]
    for document in read_documents([folder for folder in FOLDERS if folder.is_dir()]):
        if not isinstance(document, DocumentFailure):
            yield document.text


def _print(title: str, lines: list[str]) -> None:
    print(f"{title}: {len(lines)}")
    for line in lines:
        print(f"  {line}")
    print()


if __name__ == "__main__":
    sys.exit(main())
