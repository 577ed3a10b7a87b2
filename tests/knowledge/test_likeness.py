"""Spellings of one name agree, those of two do not."""

from __future__ import annotations

from itertools import combinations

import pytest

from diplograph.knowledge import Knowledge, load_knowledge
from diplograph.knowledge.likeness import SAME_THING, likeness, persons_alike, skeleton, things_alike
from diplograph.language import fold


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(
    "spellings",
    [
        ("Tokaïev", "Tokayev", "Tokaev"),
        ("Chavkat", "Shavkat"),
        ("Mirziyoyev", "Mirzioïev", "Mirziyoïev"),
        ("Poutine", "Putin"),
        ("Noursoultan Nazarbaïev", "Nursultan Nazarbayev"),
        ("Berdymoukhammedov", "Berdimuhamedow"),
        ("Zelensky", "Zelenskyy"),
        ("Al-Sissi", "el-Sisi"),
        ("Loukachenko", "Lukashenko"),
        ("Djaparov", "Japarov", "Zhaparov"),
        ("Saint-Louis", "Saint Louis"),
        ("L’Oréal", "L'Oreal"),
    ],
)
def test_spellings_of_one_name_have_one_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Niger", "Nigeria"),
        ("Slovénie", "Slovaquie"),
        ("Iran", "Irak"),
        ("Maurice", "Mauritanie"),
        ("Oman", "Amman"),
    ],
)
def test_two_names_have_two(names: tuple[str, str]) -> None:
    assert skeleton(names[0]) != skeleton(names[1])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Emmanuel Macron", "Emanuel Macron", True),
        ("Sébastien Lecornu", "Sebastien Lecorunu", True),
        ("Paul Durand", "Pauline Durand", False),
        ("Jean Petit", "Jeanne Petit", False),
        ("Ilham Aliev", "Heydar Aliev", False),
        ("Macron", "Macron", False),
    ],
)
def test_persons_are_alike_in_both_names(one: str, other: str, same: bool) -> None:
    assert bool(persons_alike(fold(one), fold(other))) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Université de Toulouse", "Université de Tours", False),
        ("Banque nationale du Kazakhstan", "Banque nationale du Kirghizstan", False),
        ("Kazatomprom", "Kazatompron", True),
        ("Agence de l'énergie atomique du Pérou", "Agence pour l'énergie atomique du Pérou", True),
        ("Institut national de géologie", "Institut national de geologie", True),
        ("Institut national", "Institut national de géologie", False),
    ],
)
def test_things_are_alike_in_each_long_word(one: str, other: str, same: bool) -> None:
    assert bool(things_alike(one, other)) is same


def test_figures_must_agree() -> None:
    assert likeness("airbusa320", "airbusa330", least=SAME_THING) == 0
    assert likeness("kazatomprom", "kazatompron", least=90) > 0


def test_no_two_known_things_of_a_kind_pass_for_one_another(knowledge: Knowledge) -> None:
    """The thresholds keep the tables' own things apart: what is alike is told by hand."""
    alike, size = [], 0
    for kind in ("person/", "company/"):
        entities = [entity for entity in knowledge.gazetteer.entities.values() if entity.key.startswith(kind)]
        size += len(entities)
        blocks: dict[str, list[tuple[str, str]]] = {}
        for entity in entities:
            blocks.setdefault(skeleton(entity.name)[:3], []).append((entity.key, entity.name))
        for names in blocks.values():
            for (key, one), (other_key, other) in combinations(names, 2):
                ratio = (
                    persons_alike(fold(one), fold(other))
                    if kind == "person/"
                    else likeness(skeleton(one), skeleton(other), least=SAME_THING)
                )
                if ratio and min(len(skeleton(one)), len(skeleton(other))) >= 8:
                    alike.append((key, other_key, round(ratio)))
    assert len(alike) < size / 100, alike
