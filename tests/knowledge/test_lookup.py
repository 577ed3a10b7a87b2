"""Names looked up by hand: keys, near spellings, and what is no name."""

from __future__ import annotations

import pytest

from diplograph.knowledge import Knowledge, load_knowledge
from diplograph.knowledge.lookup import look_up, near_names


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize("name", ["company/edf", "company:edf", "city/paris", "country:kazakhstan"])
def test_a_key_finds_its_thing(knowledge: Knowledge, name: str) -> None:
    (found,) = look_up(knowledge, name)
    assert (found.key, found.how, found.ambiguous) == (name.replace(":", "/"), "key", False)
    assert found.where


@pytest.mark.parametrize("name", ["qqqqqq", "qq", "kkkk", "K", "Ooo", "lliiii", "…", "/", "company/"])
def test_what_is_no_name_finds_nothing(knowledge: Knowledge, name: str) -> None:
    assert look_up(knowledge, name) == ()


@pytest.mark.parametrize("name", ["Li", "Xi", "Narayanan"])
def test_short_surnames_are_found_all_the_same(knowledge: Knowledge, name: str) -> None:
    assert "surname" in {found.how for found in look_up(knowledge, name)}


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Tachkend", "city/tachkent"),
        ("Ouzbekistn", "country/ouzbekistan"),
        ("Tokaiv", "person/kassym-jomart-tokaiev"),
        ("company/alstm", "company/alstom"),
        ("country:kazakstan", "country/kazakhstan"),
    ],
)
def test_the_nearest_whole_name_comes_first(knowledge: Knowledge, name: str, first: str) -> None:
    near = near_names(knowledge, name)
    assert near[0][1] == first
    assert [score for *_, score in near] == sorted((score for *_, score in near), reverse=True)


@pytest.mark.parametrize("name", ["K", "qq", "", "/"])
def test_a_letter_or_two_are_near_nothing_by_being_a_part(knowledge: Knowledge, name: str) -> None:
    assert all(len(spelling) <= 4 for spelling, *_ in near_names(knowledge, name))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Saint Gobain", "company/saint-gobain"),
        ("Guinée Bissau", "country/guinee-bissau"),
    ],
)
def test_a_hyphen_may_be_left_out(knowledge: Knowledge, name: str, key: str) -> None:
    assert key in {found.key for found in look_up(knowledge, name)}
    text = f"Le cas de {name} est connu."
    hits = knowledge.scan(text, text.lower().replace("é", "e")).names
    assert [(text[hit.start : hit.end], hit.payload.key) for hit in hits] == [(name, key)]


def test_a_surname_is_not_the_place_that_is_spelt_so_with_a_hyphen(knowledge: Knowledge) -> None:
    assert knowledge.scan("Jean Saint Martin est venu.", "jean saint martin est venu.").names == ()
    assert "region/saint-martin" in {found.key for found in look_up(knowledge, "Saint Martin")}
