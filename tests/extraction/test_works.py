"""The proper names that projects are taken up by."""

from __future__ import annotations

import pytest

from diplograph.extraction.frames.common.works import proper_name


@pytest.mark.parametrize(
    ("name", "proper"),
    [
        ("projet éolien Mirny", "Mirny"),
        ("usine de traitement de South Tortkuduk", "South Tortkuduk"),
        ("centrale solaire d’Al-Henakiyah 2", "Al-Henakiyah 2"),
        ("université franco-arménienne à Gyumri", ""),
        ("parc éolien de 1 GW", ""),
        ("Global Gateway", ""),
        ("tramway", ""),
    ],
)
def test_proper_name_is_what_a_description_ends_with(name: str, proper: str) -> None:
    assert proper_name(name) == proper
