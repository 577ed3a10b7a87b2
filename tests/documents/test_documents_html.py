"""HTML pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diplograph.model import Document

Make = Callable[[str, str | bytes], Path]
Read = Callable[[Path], Document]
Fail = Callable[[Path], str]

PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="{charset}">
<meta property="og:title" content="Une visite à Bakou"><meta property="og:site_name" content="La Gazette">
<meta property="article:published_time" content="2024-05-06T07:08:09+02:00">
<title>Une visite | La Gazette</title>
<script>var texte = "ne pas lire";</script></head><body>
<nav><a href="/">Accueil</a> <a href="/monde">Monde</a></nav>
<article><h1>Une visite à Bakou</h1>
<p>La ministre s’est rendue <b>à Bakou</b> : elle a signé «&nbsp;un accord&#8239;» de 4&nbsp;millions
d'euros avec la <a href="/x">compagnie</a>.</p>
<p>Les deux pays coopèrent dans les transports depuis 2012.<br>Ils l&#146;ont redit.</p>
<ul><li>Le train</li><li>Le <i>port</i></li></ul>
<table><tr><th>Pays</th><th>Part</th></tr><tr><td>France</td><td>12&nbsp;%</td></tr></table>
</article><footer>Mentions légales</footer></body></html>"""

TEXT = [
    "Une visite à Bakou",
    "La ministre s’est rendue à Bakou : elle a signé «\u00a0un accord\u202f» de 4\u00a0millions d'euros "
    "avec la compagnie.",
    "Les deux pays coopèrent dans les transports depuis 2012.",
    "Ils l’ont redit.",
    "Le train",
    "Le port",
    "Pays",
    "Part",
    "France",
    "12\u00a0%",
]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_the_main_text_is_kept_with_its_no_break_spaces(make: Make, document: Read, charset: str) -> None:
    found = document(make("page.html", PAGE.replace("{charset}", charset).encode(charset)))
    assert found.text.split("\n") == TEXT
    assert (found.title, found.published, found.source) == ("Une visite à Bakou", "2024-05-06", "La Gazette")


@pytest.mark.parametrize(
    "tag", ["time", "abbr", "cite", "data", "mark", "small", "sup", "code", "span", "ins"]
)
def test_a_sentence_is_not_cut_at_a_mark_in_it(make: Make, document: Read, tag: str) -> None:
    first = f"<p>Arrivée à Bakou le <{tag}>4 mai</{tag}>, la ministre y reste.</p>"
    page = f"<article>{first}<p>Publié le <time>5 mai</time></p></article>"
    found = document(make("a.html", page))
    assert found.text == "Arrivée à Bakou le 4 mai, la ministre y reste.\nPublié le 5 mai"


def test_quotes_that_a_browser_draws_are_written(make: Make, document: Read) -> None:
    page = "<p>Il parle d’un <q>pas <b>décisif</b></q> pour <a href=x>les deux</a>&nbsp;: le sien.</p>"
    found = document(make("a.html", page))
    assert found.text == "Il parle d’un «\u00a0pas décisif\u00a0» pour les deux\u00a0: le sien."


def test_signs_that_stand_in_for_blanks_survive_when_the_page_has_them(make: Make, document: Read) -> None:
    found = document(make("a.htm", "<p>Le signe ␠ et l’espace\u00a0: les deux restent dans le texte.</p>"))
    assert found.text == "Le signe ␠ et l’espace\u00a0: les deux restent dans le texte."


def test_the_date_may_be_in_linked_data(make: Make, document: Read) -> None:
    page = (
        '<html><head><title>T</title><script type="application/ld+json">{"@graph": [{"@type": "Article", '
        '"datePublished": "2022-03-04T00:00:00Z"}]}</script>'
        '<script type="application/ld+json">{oops</script></head>'
        "<body><p>Un texte assez court.</p></body></html>"
    )
    found = document(make("a.html", page))
    assert (found.title, found.published) == ("T", "2022-03-04")


ONE, OTHER = '<time datetime="2023-05-06T10:00">6 mai</time>', '<time datetime="2024-01-01">x</time>'


@pytest.mark.parametrize(
    ("times", "date"),
    [
        (ONE, "2023-05-06"),
        (ONE + OTHER, ""),
        (OTHER + ONE.replace("<time", '<time class="date published"'), "2023-05-06"),
        (OTHER + ONE.replace("<time", '<time itemprop="datePublished"'), "2023-05-06"),
        (OTHER + ONE.replace("<time", "<time pubdate"), "2023-05-06"),
        ('<time datetime="hier">hier</time>', ""),
    ],
)
def test_a_date_marked_in_the_article_is_taken_when_it_is_clear(
    make: Make, document: Read, times: str, date: str
) -> None:
    page = f"<body><article><p>{times}</p><p>Un texte assez court sur la visite.</p></article></body>"
    assert document(make("a.html", page)).published == date


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Une visite à Bakou - La Gazette</title>", "Une visite à Bakou"),
        ("<title>Tout autre chose</title>", "Tout autre chose"),
        ("", "Une visite à Bakou"),
    ],
)
def test_the_title_is_without_the_name_of_the_site(make: Make, document: Read, head: str, title: str) -> None:
    body = "<body><h1>Une visite à Bakou</h1><p>Un texte assez court.</p></body>"
    page = f"<html><head>{head}</head>{body}</html>"
    assert document(make("a.html", page)).title == title


def test_a_date_is_never_guessed(make: Make, document: Read) -> None:
    head = '<html><head><meta name="date" content="hier"></head>'
    page = f"{head}<body><p>Publié le 3 mai 2021 à Paris.</p></body></html>"
    assert document(make("a.html", page)).published == ""


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><script>var a = 'texte';</script></head><body><noscript>Activez les scripts.</noscript>"
        "<script>document.write('texte')</script></body></html>",
        "<!-- rien -->",
        "<html></html>",
        "<html><body><style>p {}</style></body></html>",
    ],
)
def test_a_page_of_scripts_has_no_text(make: Make, failure: Fail, page: str) -> None:
    assert failure(make("a.html", page)) == (
        "a.html: has no text: only scripts or navigation "
        "(save the page once it is displayed, or its text as .txt)"
    )


def test_nothing_is_said_on_the_terminal(
    make: Make, failure: Fail, capfd: pytest.CaptureFixture[str]
) -> None:
    failure(make("a.html", "<html></html>"))
    assert capfd.readouterr() == ("", "")
