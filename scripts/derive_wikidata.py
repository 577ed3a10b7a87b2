"""Fill empty `wikidata` cells of the gazetteer from the name-suggestion-index.

`sources/items.csv` says which item of the index is which of our rows: a person compared the two descriptions.
An item that the index no longer knows by that label is refused, so that an identifier is never one that was
merely remembered. Filled cells are never changed.

    npm pack name-suggestion-index && tar xzf name-suggestion-index-*.tgz
    python scripts/derive_wikidata.py package/dist           fills the tables
    python scripts/derive_wikidata.py package/dist --check   compares with the index (exit code 1: differs)

Source: name-suggestion-index 8.0 (BSD 3-Clause); Wikidata identifiers and labels are CC0.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
GAZETTEER = HERE.parent / "data/gazetteer"
TABLES = ("regions.csv", "organizations.csv", "public_bodies.csv", "institutions.csv", "companies.csv")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def items(dist: Path) -> dict[str, str]:
    """Key of a row -> identifier of its item, those that the index confirms."""
    known = json.loads((dist / "wikidata/wikidata.min.json").read_text(encoding="utf-8"))["wikidata"]
    found = {}
    for row in read(HERE / "sources/items.csv"):
        label = known.get(row["wikidata"], {}).get("label", "")
        if label == row["label"]:
            found[row["key"]] = row["wikidata"]
        else:
            print(f"{row['key']}: {row['wikidata']} is now {label!r}, was {row['label']!r}", file=sys.stderr)
    return found


def main(dist: Path, *, check: bool) -> int:
    found = items(dist)
    if check:
        return 0 if len(found) == len(read(HERE / "sources/items.csv")) else 1
    for name in TABLES:
        rows = read(GAZETTEER / name)
        for row in rows:
            row["wikidata"] = row["wikidata"] or found.get(row["key"], "")
        with (GAZETTEER / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), check="--check" in sys.argv))
