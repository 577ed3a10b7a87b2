"""Fill empty `wikidata` cells of `data/gazetteer/companies.csv` from the name-suggestion-index.

Only the index's *operators* are used (who runs a pipeline, a railway, a bank's machines): they are companies,
its brands often are not. A company takes an identifier when exactly one operator bears its very name.
NOT_THE_SAME names those for which the operator is a local subsidiary, a brand or doubtful. Filled cells are
never changed.

    npm pack name-suggestion-index && tar xzf name-suggestion-index-*.tgz
    python scripts/derive_company_wikidata.py package/dist/json/nsi.min.json

Source: name-suggestion-index 8.0 (BSD 3-Clause); Wikidata identifiers are CC0.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).parents[1] / "data/gazetteer/companies.csv"
NOT_THE_SAME = {
    *("company/bollore", "company/casino", "company/iliad", "company/jcdecaux", "company/linde"),
    *("company/mercedes-benz", "company/rwe", "company/stellantis", "company/suez", "company/telia"),
}


def main(index: Path) -> None:
    identifiers: dict[str, set[str]] = defaultdict(set)
    for category in json.loads(index.read_text(encoding="utf-8"))["nsi"].values():
        for item in category["items"]:
            tags = item["tags"]
            if "operator" in tags and "operator:wikidata" in tags:
                identifiers[tags["operator"]].add(tags["operator:wikidata"])
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        found = identifiers.get(row["name"], set())
        if not row["wikidata"] and len(found) == 1 and row["key"] not in NOT_THE_SAME:
            row["wikidata"] = min(found)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
