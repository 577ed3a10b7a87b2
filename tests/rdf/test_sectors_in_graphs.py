"""Sectors that facts name carry their labels and their place in the scheme."""

from __future__ import annotations

from diplograph.rdf.sectors import sector_triples
from diplograph.rdf.vocabulary import SECTOR, SKOS


def test_a_sector_comes_with_its_labels_and_all_that_is_broader() -> None:
    triples = set(sector_triples(["energy.renewables.wind"]))
    codes = {s.removeprefix(f"<{SECTOR}").rstrip(">") for s, _, _ in triples}
    assert codes == {"energy", "energy.renewables", "energy.renewables.wind"}
    wind, broader = f"<{SECTOR}energy.renewables.wind>", f"<{SKOS}broader>"
    assert (wind, broader, f"<{SECTOR}energy.renewables>") in triples
    languages = {o.rpartition("@")[2] for s, p, o in triples if s == wind and p.endswith("prefLabel>")}
    assert languages == {"en", "fr"}


def test_a_code_outside_the_scheme_has_no_label_to_give() -> None:
    assert list(sector_triples(["energy.cold-fusion"])) == []
