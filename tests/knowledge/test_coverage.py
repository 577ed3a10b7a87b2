"""Every state, by all its names and adjectives, in a sentence: what an analyst counts on."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator

import pytest

from diplograph.knowledge import Knowledge, load_knowledge
from diplograph.language.folding import fold
from diplograph.resources import resource

STATES = {"member", "observer", "partly-recognized"}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def countries() -> Iterator[dict[str, str]]:
    with (resource("data/gazetteer") / "countries.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def named(knowledge: Knowledge, sentence: str) -> set[str]:
    return {hit.payload.key for hit in knowledge.scan(sentence, fold(sentence)).names}


def qualified(knowledge: Knowledge, sentence: str) -> set[tuple[str, ...]]:
    return {hit.payload.countries for hit in knowledge.scan(sentence, fold(sentence)).adjectives}


def with_article(row: dict[str, str]) -> str:
    return {"l'": "L'"}.get(row["article"], f"{row['article'].capitalize()} ".lstrip()) + row["name"]


def test_every_country_is_recognised_by_each_of_its_names(knowledge):
    missed = [
        (row["key"], name)
        for row in countries()
        for name in (row["name"], *row["official"].split("|"), *row["aliases"].split("|"))
        if name and row["key"] not in named(knowledge, f"Hier, d'après « {name} », rien n'était arrêté.")
    ]
    assert missed == []


def test_every_state_is_recognised_at_the_head_of_a_sentence_with_its_article(knowledge):
    states = [row for row in countries() if row["status"] in STATES]
    assert len(states) == 193 + 2 + 3
    missed = [
        sentence
        for row in states
        if row["key"] not in named(knowledge, sentence := f"{with_article(row)} participera au sommet.")
    ]
    assert missed == []


def test_every_country_is_recognised_when_typed_without_accents_or_in_capitals(knowledge):
    missed = [
        (row["key"], name)
        for row in countries()
        for name in (row["name"].upper(), row["name"].replace("'", "’"))
        if row["key"] not in named(knowledge, f"Retour sur une visite ({name}) et ses suites.")
    ]
    assert missed == []


def test_every_form_of_every_adjective_is_recognised(knowledge):
    """Masculine and feminine, singular and plural; also as a demonym, which takes a capital."""
    carriers = ("un accord", "une entreprise", "des élus", "des villes")
    missed = []
    for row in countries():
        for paradigm in row["adjectives"].split("|"):
            for carrier, form in zip(carriers, paradigm.split("/"), strict=True):
                found = qualified(knowledge, f"On évoque {carrier} {form} dans la presse.")
                if (row["key"],) not in found:
                    missed.append((row["key"], form))
            masculine = "-".join(part.capitalize() for part in paradigm.split("/")[0].split("-"))
            if (row["key"],) not in qualified(knowledge, f"Selon un {masculine} de passage, il fait froid."):
                missed.append((row["key"], masculine))
    assert missed == []


def test_every_country_makes_compounds_with_the_french_adjective(knowledge):
    """Franco-kazakh, kazakho-français: the first member is of one country, the second of another.

    Two pairs of countries share a word (*congolais*, *congolo*, *guyano*): one of the two is enough there.
    """
    owners = defaultdict(set)
    for row in countries():
        owners[row["adjectives"].split("|")[0].split("/")[0]].add(("country/france", row["key"]))
        for prefix in row["combining"].split("|"):
            owners[prefix].add((row["key"], "country/france"))
    missed = []
    for row in countries():
        if row["key"] == "country/france":
            continue
        adjective = row["adjectives"].split("|")[0].split("/")[0]
        if "-" not in adjective and " " not in adjective:
            sentence = f"Le forum franco-{adjective} aura lieu en mai."
            if not owners[adjective] & qualified(knowledge, sentence):
                missed.append(sentence)
        for prefix in row["combining"].split("|"):
            if "-" not in prefix:
                sentence = f"Le dialogue {prefix}-français reprend."
                if not owners[prefix] & qualified(knowledge, sentence):
                    missed.append(sentence)
    assert missed == []
