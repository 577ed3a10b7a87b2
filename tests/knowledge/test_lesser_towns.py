import pytest

from diplograph.knowledge.gazetteer import Gazetteer, load_gazetteer
from diplograph.knowledge.lesser_towns import LesserTowns, load_lesser_towns
from diplograph.model.keys import slug
from diplograph.resources import resource

TOWNS = LesserTowns(b"a-b\tA B\tpologne\t1\nab\tAb\t\t\nabc\tAbc\tfrance\t22\n")


@pytest.fixture(scope="module")
def bundled() -> LesserTowns:
    return load_lesser_towns()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize("name", ["A B", "A-B", "Ab", "ABC"])
def test_a_name_is_known_however_it_is_written(name):
    assert TOWNS.knows(name)


@pytest.mark.parametrize("name", ["A", "B", "Abcd", "Aa", "Z", "", "A\tB\tpologne"])
def test_a_part_of_a_name_is_none(name):
    assert not TOWNS.knows(name)


def test_a_town_has_its_country_and_identifier():
    town = TOWNS.entity("city/abc")
    assert (town.name, town.country, town.identifiers) == ("Abc", "country/france", (("geonames", "22"),))


def test_a_name_of_several_towns_has_neither():
    town = TOWNS.entity("city/ab")
    assert (town.country, town.identifiers) == ("", ())


@pytest.mark.parametrize("key", ["company/abc", "city/abcd", "abc"])
def test_other_keys_have_no_town(key):
    assert TOWNS.entity(key) is None


def test_a_folder_without_the_list_knows_no_town(tmp_path):
    assert not load_lesser_towns(tmp_path).knows("Kielce")


def test_every_line_of_the_list_is_found_and_in_order(bundled, gazetteer):
    lines = resource("data/gazetteer/lesser_towns.txt").read_text(encoding="utf-8").splitlines()
    slugs = [line.split("\t")[0] for line in lines]
    assert slugs == sorted(set(slugs), key=lambda key: key + "\t")
    for line in lines[::97]:
        key, name, country, identifier = line.split("\t")
        town = bundled.entity(f"city/{key}")
        assert (town.name, slug(town.name)) == (name, key)
        assert not country or f"country/{country}" in gazetteer.countries
        assert bool(identifier) == bool(country)


def test_towns_of_the_tables_are_not_repeated(bundled, gazetteer):
    assert not [key for key in gazetteer.populations if bundled.entity(key)]
