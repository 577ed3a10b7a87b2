"""A store with enough in it to draw, names that are hard to draw among it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from picture_samples import NASTY, TEXT, said
from store_samples import batch, entry, fact_of, office, presence, treaty, visit

from diplograph.model import Status
from diplograph.store import Store


@pytest.fixture(scope="session")
def drawn_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("drawn") / "press.store"
    mine = said(presence("company/orano"), TEXT.index("Orano"), TEXT.index("&") - 1)
    parties = ("country/france", "country/kazakhstan")
    pact = treaty(party=parties, start="2023", sector=("energy.nuclear",))
    contract = fact_of("Contract", {"party": ("company/vicat", "country/kazakhstan"), "start": "2024-11"})
    first = entry(
        "a",
        said(visit(), 0, 66),
        mine,
        said(pact, 3, 9),
        said(office(), 0, 27),
        names={"company/orano": NASTY, "person/tokaiev": "Tokaïev"},
        text=TEXT,
    )
    second = entry(
        "b",
        said(presence("company/vicat"), TEXT.index("Vicat"), len(TEXT)),
        said(visit(Status.PLANNED, start="2025"), 0, 66),
        said(contract, 3, 9),
        text=TEXT,
        published="2025-01-02",
    )
    with Store.open(path, create=True) as store:
        store.commit(batch(first, second))
    with Store.open(path, read_only=True) as store:
        yield store
