"""Make `data/gazetteer/companies_listed.csv`: companies of open packages that `companies.csv` does not have.

    python scripts/derive_companies.py            rewrites the table
    python scripts/derive_companies.py --check    says whether the table is up to date (exit code 1: no)

Candidates are `sources/companies.csv` (made by `extract_companies.py`). What a person wrote comes first: a
candidate that shares a name, an ISIN or a Wikidata item with another table is left out, and so is a name that
is a word of the lexicon, of a sector or of a country. Names that also mean something else are flagged. Those
of `sources/companies_left_out.csv` were found to mislead in French texts.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

from diplograph.knowledge.lexicon import load_lexicon
from diplograph.knowledge.matching import expand
from diplograph.knowledge.sectors import load_sectors
from diplograph.language.folding import fold

ROOT = Path(__file__).parents[1]
GAZETTEER = ROOT / "data/gazetteer"
TABLE = GAZETTEER / "companies_listed.csv"
CANDIDATES = ROOT / "scripts/sources/companies.csv"
LEFT_OUT = ROOT / "scripts/sources/companies_left_out.csv"
COLUMNS = ("key", "name", "aliases", "ambiguous", "country", "sectors", "isin", "wikidata", "source")
NAMED = ("name", "official", "aliases", "former")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def items(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def slug(name: str) -> str:
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")


def bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\b(group|groupe|holdings?|company)\b", "", fold(name)))


def derive() -> str:
    """The table as it should be, as CSV text."""
    taken, keys, names, identifiers = _taken()
    countries = {row["alpha2"]: row["key"] for row in read(GAZETTEER / "countries.csv")}
    left_out = {row["name"] for row in read(LEFT_OUT)}
    rows = []
    for found in read(CANDIDATES):
        if found["name"] in left_out or identifiers & {found["isin"], found["wikidata"]} - {""}:
            continue
        if bare(found["name"]) in names or fold(found["name"]) in taken:
            continue
        aliases = [
            alias
            for alias in items(found["aliases"])
            if alias not in left_out and fold(alias) not in taken and bare(alias) not in names
        ]
        key = f"company/{slug(found['name'])}"
        if key in keys:
            key = f"{key}-{found['country'].lower() or found['isin'].lower()}"
        if key in keys:
            key = f"{key}-{(found['isin'] or found['wikidata']).lower()}"
        keys.add(key)
        rows.append(
            {
                "key": key,
                "name": found["name"],
                "aliases": "|".join(aliases),
                "ambiguous": "|".join(
                    name for name in items(found["common"]) if name in [found["name"], *aliases]
                ),
                "country": countries.get(found["country"], ""),
                "sectors": found["sectors"],
                "isin": found["isin"],
                "wikidata": found["wikidata"],
                "source": found["source"],
            }
        )
    _flag_shared(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: row["key"]))
    return out.getvalue()


def _taken() -> tuple[set[str], set[str], set[str], set[str]]:
    """Words that no derived name may be; keys, bare names of companies, and identifiers in use."""
    taken: set[str] = set()
    keys: set[str] = set()
    names: set[str] = set()
    identifiers: set[str] = set()
    for path in sorted(GAZETTEER.glob("*.csv")):
        if path == TABLE:
            continue
        for row in read(path):
            keys.add(row.get("key", ""))
            for column in ("wikidata", "isin"):
                identifiers.update(items(row.get(column, "")))
            spelt = [name for column in NAMED for name in items(row.get(column, ""))]
            taken.update(map(fold, spelt))
            if path.name == "companies.csv":
                names.update(map(bare, spelt))
            for column in ("adjectives", "demonyms", "combining"):
                taken.update(fold(form) for cell in items(row.get(column, "")) for form in cell.split("/"))
    for sector in load_sectors().values():
        taken.update(literal for term in sector.terms for literal in expand(term))
    for entry in load_lexicon(None):
        taken.update(literal.rstrip("*") for literal in expand(entry.pattern))
    return taken, keys, names, identifiers


def _flag_shared(rows: list[dict[str, str]]) -> None:
    """Flag the names that two companies of the table bear."""
    owners = Counter(fold(name) for row in rows for name in {row["name"], *items(row["aliases"])})
    for row in rows:
        flagged = items(row["ambiguous"])
        for name in (row["name"], *items(row["aliases"])):
            if owners[fold(name)] > 1 and name not in flagged:
                flagged.append(name)
        row["ambiguous"] = "|".join(flagged)


def main(arguments: list[str]) -> int:
    text = derive()
    if "--check" in arguments:
        return 0 if text == TABLE.read_text(encoding="utf-8") else 1
    TABLE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
