"""Fill empty `isin` cells of `data/gazetteer/companies.csv` from the package pytickersymbols.

A company takes the number of the listed company whose name equals its own once legal forms are left out.
NOT_THE_SAME names those for which that goes wrong. Filled cells are never changed.

    pip install --target /tmp/tickers pytickersymbols
    PYTHONPATH=/tmp/tickers python scripts/derive_isin.py

Source: pytickersymbols 1.17 (MIT), itself compiled from the index pages of Wikipedia. An ISIN is a fact.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

from pytickersymbols import PyTickerSymbols

TABLE = Path(__file__).parents[1] / "data/gazetteer/companies.csv"
LEGAL = re.compile(r"\b(sa|se|ag|plc|nv|inc|corp|group|groupe|co|company|the|corporation|holdings?)\b")
NOT_THE_SAME = {
    "company/groupe-adp",  # ADP is an American payroll company there
    "company/rio-tinto",  # its Australian line only
    "company/mitsubishi",  # several listed companies share the name
    "company/sumitomo",
}


def bare(name: str) -> str:
    """The letters and digits of a name without accents and legal form."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", LEGAL.sub("", ascii_name))


def main() -> None:
    numbers: dict[str, set[str]] = defaultdict(set)
    for stock in PyTickerSymbols().get_all_stocks():
        numbers[bare(stock["name"])].update(stock.get("isins", [])[:1])
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        found = numbers.get(bare(row["name"]), set())
        if not row["isin"] and len(found) == 1 and row["key"] not in NOT_THE_SAME:
            row["isin"] = min(found)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
