"""Dates as written, the day of publication, and what they come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.language.dates import find_dates, leading_date
from diplograph.language.folding import fold, plain
from diplograph.language.tense import Tense
from diplograph.model import Period

TUESDAY = "2024-11-05"


def read(text: str, published: str = TUESDAY, *, future: bool = False) -> list[str]:
    tense = Tense.FUTURE if future else Tense.OTHER
    found = find_dates(plain(text), published=published, tense=lambda offset: tense)
    return [f"{m.period.start}..{m.period.end}" if m.period.end else m.period.start for m in found]


ABSOLUTE = [
    ("le 1er novembre 2023", ["2023-11-01"]),
    ("le 11 juin 2008", ["2008-06-11"]),
    ("le 1er\u00a0novembre\u00a02023", ["2023-11-01"]),
    ("les 4 et 5 novembre 2024", ["2024-11-04..2024-11-05"]),
    ("les 29 et 30 novembre 2022", ["2022-11-29..2022-11-30"]),
    ("les 4, 5 et 6 novembre 2024", ["2024-11-04..2024-11-06"]),
    ("du 2 au 5 mai 2023", ["2023-05-02..2023-05-05"]),
    ("du 30 avril au 2 mai 2024", ["2024-04-30..2024-05-02"]),
    ("du 28 décembre au 3 janvier 2024", ["2023-12-28..2024-01-03"]),
    ("du 28 décembre 2022 au 3 janvier 2023", ["2022-12-28..2023-01-03"]),
    ("2-5 mai 2024", ["2024-05-02..2024-05-05"]),
    ("2–5 mai 2024", ["2024-05-02..2024-05-05"]),
    ("le lundi 4 novembre 2024", ["2024-11-04"]),
    ("du lundi 4 au mercredi 6 novembre 2024", ["2024-11-04..2024-11-06"]),
    ("le 12 févr. 2021", ["2021-02-12"]),
    ("le 3 sept. 2021", ["2021-09-03"]),
    ("04/11/2024", ["2024-11-04"]),
    ("4.11.2024", ["2024-11-04"]),
    ("2024-11-05", ["2024-11-05"]),
    ("d'octobre 2024", ["2024-10"]),
    ("d’août 2022", ["2022-08"]),
    ("Mars 2024", ["2024-03"]),
    ("de janvier à août 2023", ["2023-01..2023-08"]),
    ("d'octobre 2023 à mars 2024", ["2023-10..2024-03"]),
    ("d'octobre à mars 2024", ["2023-10..2024-03"]),
    ("fin 2024", ["2024"]),
    ("début mars 2024", ["2024-03"]),
    ("mi-2025", ["2025"]),
    ("en 2030", ["2030"]),
    ("d'ici 2030", ["2030"]),
    ("d'ici à 2035", ["2035"]),
    ("à l'horizon 2040", ["2040"]),
    ("depuis 2019", ["2019"]),
    ("en 2023, ce chiffre", ["2023"]),
    ("(2019)", ["2019"]),
    ("la Déclaration d'Alma-Ata de 1991.", ["1991"]),
    ("les Jeux de Paris 2024, à", ["2024"]),
    ("le budget 2024 adopté hier soir", ["2024", "2024-11-04"]),
    ("au Salon de l'élevage 2024 à Clermont-Ferrand", ["2024"]),
    ("entre 2020 et 2024", ["2020..2024"]),
    ("entre 2020 et 2024, le commerce", ["2020..2024"]),
    ("2019-2023", ["2019..2023"]),
    ("de 2019 à 2023", ["2019..2023"]),
    ("la saison 2023/2024", ["2023..2024"]),
    ("la saison 2023-24", ["2023..2024"]),
    ("en 2019, 2020 et 2021", ["2019..2021"]),
    ("les années 1990", ["1990..1999"]),
    ("les années 90", ["1990..1999"]),
    ("au premier semestre 2024", ["2024-01..2024-06"]),
    ("au troisième trimestre 2023", ["2023-07..2023-09"]),
    ("au 2e trimestre de 2023", ["2023-04..2023-06"]),
    ("au T3 2023", ["2023-07..2023-09"]),
    ("les neuf premiers mois de 2023", ["2023-01..2023-09"]),
    ("les 9 premiers mois de l'année 2023", ["2023-01..2023-09"]),
    ("le 5 mai, puis le 11 mai 2022", ["2024-05-05", "2022-05-11"]),
]

RELATIVE = [
    ("l'année dernière", TUESDAY, ["2023"]),
    ("l’an dernier", TUESDAY, ["2023"]),
    ("l'an passé", TUESDAY, ["2023"]),
    ("cette année", TUESDAY, ["2024"]),
    ("l'année prochaine", TUESDAY, ["2025"]),
    ("l'an prochain", "2024", ["2025"]),
    ("l'année en cours", TUESDAY, ["2024"]),
    ("au cours des huit premiers mois de l'année en cours", "2023-11-02", ["2023-01..2023-08"]),
    ("les huit premiers mois de l'année", "2023-11-02", ["2023-01..2023-08"]),
    ("au cours du premier trimestre de cette année", TUESDAY, ["2024-01..2024-03"]),
    ("au premier semestre de l'année dernière", TUESDAY, ["2023-01..2023-06"]),
    ("au troisième trimestre", TUESDAY, ["2024-07..2024-09"]),
    ("au quatrième trimestre", "2024-02-10", ["2023-10..2023-12"]),
    ("hier", TUESDAY, ["2024-11-04"]),
    ("hier", "2024-03-01", ["2024-02-29"]),
    ("avant-hier", TUESDAY, ["2024-11-03"]),
    ("aujourd'hui", TUESDAY, ["2024-11-05"]),
    ("aujourd’hui", TUESDAY, ["2024-11-05"]),
    ("demain", "2024-12-31", ["2025-01-01"]),
    ("ce mardi", TUESDAY, ["2024-11-05"]),
    ("lundi", TUESDAY, ["2024-11-04"]),
    ("mercredi", TUESDAY, ["2024-10-30"]),
    ("Lundi, le ministre", TUESDAY, ["2024-11-04"]),
    ("samedi et dimanche", TUESDAY, ["2024-11-02..2024-11-03"]),
    ("de samedi à mardi", TUESDAY, ["2024-11-02..2024-11-05"]),
    ("lundi et mardi prochains", TUESDAY, ["2024-11-11..2024-11-12"]),
    ("hier, lundi, le roi", TUESDAY, ["2024-11-04"]),
    ("en mai 2022, où il est arrivé le 10 mai", TUESDAY, ["2022-05", "2022-05-10"]),
    ("en mai 2022. Il est arrivé le 10 mai", TUESDAY, ["2022-05", "2024-05-10"]),
    ("mardi dernier", TUESDAY, ["2024-10-29"]),
    ("mardi prochain", TUESDAY, ["2024-11-12"]),
    ("lundi 4 novembre", TUESDAY, ["2024-11-04"]),
    ("la semaine dernière", TUESDAY, ["2024-10-28..2024-11-03"]),
    ("le mois dernier", "2024-01-15", ["2023-12"]),
    ("le mois prochain", TUESDAY, ["2024-12"]),
    ("en mars", TUESDAY, ["2024-03"]),
    ("en décembre", TUESDAY, ["2024-12"]),
    ("en décembre", "2024-01-15", ["2023-12"]),
    ("en mars dernier", "2024-02-01", ["2023-03"]),
    ("en novembre dernier", TUESDAY, ["2023-11"]),
    ("en juin prochain", TUESDAY, ["2025-06"]),
    ("début mars", TUESDAY, ["2024-03"]),
    ("le 3 décembre", TUESDAY, ["2024-12-03"]),
    ("le 3 décembre", "2024-01-10", ["2023-12-03"]),
    ("le 3 décembre dernier", TUESDAY, ["2023-12-03"]),
    ("le 3 janvier prochain", TUESDAY, ["2025-01-03"]),
    ("du 2 au 5 mai", "2024-04-20", ["2024-05-02..2024-05-05"]),
    ("du 30 décembre au 2 janvier", "2024-01-05", ["2023-12-30..2024-01-02"]),
    ("en mars de l'année dernière", TUESDAY, ["2023-03"]),
    ("il y a trois ans", TUESDAY, ["2021"]),
    ("il y a un an", TUESDAY, ["2023"]),
    ("il y a 2 mois", TUESDAY, ["2024-09"]),
    ("dans deux ans", TUESDAY, ["2026"]),
    ("dans 10 jours", TUESDAY, ["2024-11-15"]),
    ("à la fin de l'année", TUESDAY, ["2024"]),
    ("le 29 février", "2024-03-10", ["2024-02-29"]),
]

NOTHING = [
    "le 31 février 2024",
    "le 32 mai 2024",
    "2024-02-30",
    "2024 entreprises sont venues",
    "plus de 2000 emplois",
    "près de 1900 salariés",
    "jusqu'à 2000 emplois",
    "2000 euros",
    "2 024 entreprises",
    "2024 %",
    "l'article 1985",
    "la résolution 2041",
    "la directive 2014/25/UE",
    "au XXIe siècle",
    "mars est une planète",
    "la mission Mars",
    "le lundi et le jeudi",
    "ouvert du lundi au vendredi",
    "chaque lundi",
    "la ville de demain",
    "le monde d'hier",
    "le numéro 2020",
    "à 2500 mètres",
    "12345",
    "l'A2030",
    "un avril",
    "entre 1900 et 2000 emplois",
]


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE)
def test_an_absolute_date_is_as_precise_as_its_words(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("text", "published", "expected"), RELATIVE)
def test_a_relative_date_counts_from_publication(text: str, published: str, expected: list[str]) -> None:
    assert read(text, published) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_looks_like_a_date_and_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["hier", "lundi", "en mars", "l'an dernier", "le 3 décembre", "dans deux ans"]
)
def test_without_a_publication_date_relative_words_give_nothing(text: str) -> None:
    assert read(text, "") == []


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("hier", "2024-11", []),
        ("le mois dernier", "2024-11", ["2024-10"]),
        ("le mois dernier", "2024", []),
        ("l'an dernier", "2024", ["2023"]),
        ("lundi", "2024-11", []),
        ("le 3 décembre", "2024", ["2024-12-03"]),
    ],
)
def test_no_more_precise_than_the_publication_date(text: str, published: str, expected: list[str]) -> None:
    assert read(text, published) == expected


def test_a_weekday_in_a_sentence_about_the_future_is_the_next_one() -> None:
    assert read("se rendra jeudi à Paris", future=True) == ["2024-11-07"]
    assert read("se rendra ce mardi à Paris", future=True) == ["2024-11-05"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jeudi", "2024-11-07"),
        ("mardi", "2024-11-05"),
        ("vendredi", "2024-11-08"),
        ("samedi", "2024-11-02"),
        ("jeudi et vendredi", "2024-11-07..2024-11-08"),
    ],
)
def test_a_weekday_beside_a_present_is_the_nearest_one(text: str, expected: str) -> None:
    found = find_dates(text, published=TUESDAY, tense=lambda offset: Tense.PRESENT)
    assert ["..".join(filter(None, (m.period.start, m.period.end))) for m in found] == [expected]


def test_what_was_over_before_something_else_lies_behind() -> None:
    text = "elle s'y était rendue en décembre"
    assert [m.period.start for m in find_dates(text, published=TUESDAY)] == ["2024-12"]
    found = find_dates(text, published=TUESDAY, tense=lambda offset: Tense.PLUPERFECT)
    assert [m.period.start for m in found] == ["2023-12"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("elle a ratifié le traité en janvier", "2024-01"),
        ("il s'est rendu à Riga le 3 septembre", "2024-09-03"),
        ("ils se sont vus en novembre", "2024-11"),
        ("ils ont signé le 2 décembre", "2024-12-02"),  # no further ahead than a month: dated beforehand
    ],
)
def test_what_is_done_is_over(text: str, start: str) -> None:
    found = find_dates(text, published=TUESDAY, tense=lambda offset: Tense.PERFECT)
    assert [m.period.start for m in found] == [start]


def test_the_span_holds_the_words_of_the_date() -> None:
    text = "La visite aura lieu du lundi 4 au mercredi 6 novembre 2024, puis fin mars 2025."
    spans = [text[m.span.start : m.span.end] for m in find_dates(text, published=TUESDAY)]
    assert spans == ["lundi 4 au mercredi 6 novembre 2024", "fin mars 2025"]


def test_a_line_that_begins_with_a_date() -> None:
    assert str(leading_date(fold("11 octobre 2024 Déclaration commune"))) == "2024-10-11"
    assert str(leading_date(fold("- 11/10/2024 Entretien"))) == "2024-10-11"
    assert leading_date(fold("11 juin 2008 : signature du traité")) is None
    assert leading_date(fold("Le 11 octobre 2024, le ministre")) is None


WORDS = st.sampled_from(
    [
        "le",
        "1er",
        "4",
        "31",
        "12",
        "2024",
        "1991",
        "novembre",
        "mai",
        "mars",
        "fin",
        "mi-",
        "de",
        "d'",
        "au",
        "et",
        ",",
        ".",
        "-",
        "/",
        "lundi",
        "dernier",
        "prochain",
        "hier",
        "premiers",
        "mois",
        "semestre",
        "troisième",
        "deux",
        "dans",
        "il",
        "y",
        "a",
        "ans",
        "entre",
        "en",
        "2-5",
        "04/11/2024",
        "%",
        "euros",
        "entreprises",
    ]
)


@given(st.lists(WORDS, max_size=30).map(" ".join), st.sampled_from(["", "2024", "2024-11", "2024-11-05"]))
def test_dates_are_in_order_and_never_overlap(text: str, published: str) -> None:
    mentions = list(find_dates(text, published=published))
    ends = [0, *(mention.span.end for mention in mentions)]
    assert all(end <= mention.span.start for end, mention in zip(ends, mentions, strict=False))
    assert all(text[m.span.start : m.span.end].strip() for m in mentions)
    assert all(isinstance(m.period, Period) for m in mentions)
