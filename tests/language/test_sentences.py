"""Where sentences end, and where they only seem to."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.language.folding import plain
from diplograph.language.sentences import LONGEST, find_sentences
from diplograph.model import Span


def split(text: str) -> list[str]:
    text = plain(text)
    return [text[span.start : span.end] for span in find_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["M. Emmanuel Macron a reçu MM. Ly et Diop.", "Il est parti."],
        ["Le Dr. Sow et Mme. Ba sont là.", "Bien."],
        ["J. Dupont et J.-P. Martin signent.", "Le texte entre en vigueur."],
        ["J. Le Goff a signé.", "Fin."],
        ["S.E. M. Traoré a reçu son homologue.", "Il repart."],
        ["12. Les présidents ont salué l'accord.", "13. Ils ont signé."],
        ["1.2. Le commerce progresse.", "Les échanges doublent."],
        ["Les art. 5 et 6 du traité, p. ex. Le reste suit.", "Fin."],
        ["Le pétrole, le gaz, etc.", "Les autres suivent."],
        ["La maison Roux et Cie. Lyon signe.", "Fin."],
        ["Le groupe Orion Inc. Tokyo a signé.", "Fin."],
        ["L'entreprise Orion Inc.", "Le groupe a signé."],
        ["Il vaut 1.200 euros, soit 3.5 fois plus.", "Le 4.11.2024, il montait."],
        ["Il a dit : « Nous sommes prêts. Le projet avance. »", "Puis il est parti."],
        ["Selon lui, \"c'est bien. C'est beau.\" et juste.", "Fin."],
        ["Est-ce vrai ?", "Oui !", "Voilà..."],
        ["Il hésite… mais signe.", "Le texte (...) Paris l'a lu.", "Fin."],
        ["Le site Wow! a ouvert.", "Fin."],
        ["Le rapport (voir p. 3. Annexe) est prêt.", "Fin."],
        ["Signé en 2024.", "12 pays l'ont ratifié."],
        ["Trois points : 1. Le commerce ; 2. La culture.", "Fin."],
        ["Il est à Paris.", "« Tout va bien », dit-il."],
        ["Il est à Paris.", "À Lyon, rien."],
        ["Le sommet s'achève.", "– Les autres partent."],
        ["Les États-Unis et la R.D.C. Kinshasa ont signé.", "Fin."],
    ],
)
def test_sentences_come_apart_where_they_end(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_missing_space_after_the_full_stop() -> None:
    assert split("Ils ont signé.Le texte est court.") == ["Ils ont signé.", "Le texte est court."]
    assert split("Voir www.exemple.fr pour lire.") == ["Voir www.exemple.fr pour lire."]


def test_lines_are_sentences_unless_they_go_on() -> None:
    assert split("Un titre\nLe texte suit.\n\nUn autre") == ["Un titre", "Le texte suit.", "Un autre"]
    assert split("Les ministres ont signé\nun accord.") == ["Les ministres ont signé\nun accord."]
    assert split("Un titre\n\nun mot") == ["Un titre", "un mot"]
    assert split("- Premier point\n- Second point\na) le point") == [
        "- Premier point",
        "- Second point",
        "a) le point",
    ]


def test_a_text_wrapped_by_hand_is_joined_before_a_capital_too() -> None:
    text = (
        "Le gouvernement de Bretonnie a annoncé hier que le président\n"
        "Aubin Lestrade se rendra en visite officielle dans la ville de\n"
        "Port-Clair, où il doit rencontrer les dirigeants de la société\n"
        "Orion. Il y signera un accord de coopération, en présence de\n"
        "Madame Diop.\n"
        "Un second accord suivra."
    )
    assert [part[:20] for part in split(text)] == [
        "Le gouvernement de B",
        "Il y signera un acco",
        "Un second accord sui",
    ]


def test_skipped_lines_belong_to_no_sentence() -> None:
    text = "Il signe.\nLire aussi : un titre\nIl part."
    skipped = [Span(10, 31)]
    assert [text[s.start : s.end] for s in find_sentences(text, skipped=skipped)] == ["Il signe.", "Il part."]


def test_a_sentence_without_end_is_cut_and_does_not_run_away() -> None:
    text = "le traité, puis " * 20_000
    started = time.perf_counter()
    spans = list(find_sentences(text))
    assert time.perf_counter() - started < 2
    assert all(span.end - span.start <= LONGEST for span in spans)
    assert all(text[span.end - 1] == "," for span in spans[:-1])
    assert "".join(text[s.start : s.end] for s in spans).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("mark", [". ", "« ", '"', "(", "A. ", "1. ", "\n", "... ", "M. "])
def test_repeated_marks_take_linear_time(mark: str) -> None:
    started = time.perf_counter()
    list(find_sentences(mark * 10_000))
    assert time.perf_counter() - started < 3


@given(st.text(alphabet="aB1 .!?…«»\"'()\n-;M,é", max_size=200))
def test_sentences_hold_all_words_in_order(text: str) -> None:
    spans = list(find_sentences(text))
    assert all(left.end <= right.start for left, right in pairwise(spans))
    inside = "".join(text[span.start : span.end] for span in spans)
    assert "".join(inside.split()) == "".join(text.split())
    assert all(text[span.start : span.end] == text[span.start : span.end].strip() for span in spans)
