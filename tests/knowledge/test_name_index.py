"""Names found word by word are those that an automaton finds, whatever the text."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from diplograph.knowledge.matching import Automaton
from diplograph.knowledge.name_index import Name, NameIndex, read_pairs, write_pairs
from diplograph.language import fold

NAMES = ["a", "be", "ab a", "e-a", "l'a", "é'", "a b e", "b.", "a_b", "&a", "ab"]


def index(names: list[str]) -> NameIndex:
    return NameIndex.of((fold(name), Name(f"company/{i}", name)) for i, name in enumerate(names))


@given(
    st.text(alphabet="abéÉ _'.&-\n", max_size=40), st.lists(st.sampled_from(NAMES), max_size=6, unique=True)
)
def test_it_finds_what_an_automaton_finds(text: str, names: list[str]) -> None:
    folded = fold(text)
    automaton = Automaton((fold(name), Name(f"company/{i}", name)) for i, name in enumerate(names))
    ours = sorted((hit.start, hit.end, hit.payload.key) for hit in index(names).find(folded))
    assert ours == sorted((hit.start, hit.end, hit.payload.key) for hit in automaton.find(folded))


def test_text_and_back() -> None:
    made = index(["Orange", "Total", "ORANGE"])
    kept = NameIndex.from_text(*made.to_text())
    assert kept.get("orange") == made.get("orange")
    assert [name.spelling for name in kept.get("orange")] == ["Orange", "ORANGE"]
    assert len(kept) == 2
    assert read_pairs(write_pairs({})) == {}


def test_names_that_share_their_first_word_cost_little() -> None:
    few, many = index(["Groupe Alta"]), index([f"Groupe {i:06}" for i in range(50_000)])
    text = "groupe alta et groupe 000017 puis le groupe de travail " * 200
    assert sum(1 for _ in many.find(text)) == 200
    start = time.perf_counter()
    for _ in few.find(text):
        pass
    middle = time.perf_counter()
    for _ in many.find(text):
        pass
    assert time.perf_counter() - middle < 20 * (middle - start) + 0.05
