"""Markdown and its front matter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diplograph.model import Document

Make = Callable[[str, str | bytes], Path]
Read = Callable[[Path], Document]
Fail = Callable[[Path], str]


def test_front_matter_gives_the_fields(make: Make, document: Read) -> None:
    found = document(
        make(
            "note.md",
            '---\n# fiche\nid: accord-2023\ntitle: "L’accord : \\"texte\\""\ndate: 2023-11-02 # veille\n'
            "lang: fr\nsource: 'Le Journal de l''Est'\ngenre: press\nlayout: page\ntags:\n  - a\n- b\n"
            "---\n\nLe texte.\n",
        )
    )
    assert (found.identifier, found.title, found.published) == (
        "accord-2023",
        'L’accord : "texte"',
        "2023-11-02",
    )
    assert (found.language, found.source, found.genre) == ("fr", "Le Journal de l'Est", "press")
    assert found.text == "Le texte."


def test_markup_leaves_only_its_words(make: Make, document: Read) -> None:
    body = (
        '# La *visite*\n\nLe **président** [s’est rendu](https://example.org/a_(b) "titre") à\nAstana\u00a0: '
        "l'accord, dit-il, est `signé`.<br>Fin. ![carte](c.png)\n\n<!-- à revoir -->\n\n> Une citation\n\n"
        "- Alstom\n- Vicat\n\n"
        "12. Les ministres\n13. Les parties\n\n| Pays | Part |\n|---|---|\n| France | 4&nbsp;% |\n\n"
        "***\n\nSous-titre\n---\n"
        "2 \\* 3 [ref][1]\n\n[1]: https://example.org\n"
    )
    found = document(make("visite.md", body))
    assert found.title == "La visite"
    assert found.text.split("\n\n") == [
        "La visite",
        "Le président s’est rendu à Astana\u00a0: l'accord, dit-il, est signé.\nFin. ",
        "Une citation",
        "Alstom",
        "Vicat",
        "12. Les ministres",
        "13. Les parties",
        "Pays",
        "Part",
        "France",
        "4\u00a0%",
        "Sous-titre",
        "2 * 3 ref",
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_front_matter_survives_line_ends_and_a_mark(make: Make, document: Read, ends: str) -> None:
    found = document(make("a.markdown", ("\ufeff---\ntitle: Été\n...\nTexte").replace("\n", ends)))
    assert (found.title, found.text) == ("Été", "Texte")


@pytest.mark.parametrize("text", ["---\nUn texte sans fin de bloc", "Un texte\n---\ntitle: non\n---\n"])
def test_a_rule_is_not_front_matter(make: Make, document: Read, text: str) -> None:
    assert "Un texte" in document(make("a.md", text)).text


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            "date: 2 novembre",
            "a.md:2: front matter has a bad date: '2 novembre' "
            "(write published as 2023-11-02, 2023-11 or 2023)",
        ),
        (
            "language: français",
            "a.md:2: front matter has a bad language: 'français' (write a code such as fr or fr-CA)",
        ),
        (
            "title: Été\ndate: hier",
            "a.md:3: front matter has a bad date: 'hier' (write published as 2023-11-02, 2023-11 or 2023)",
        ),
        (
            "genre: x\nn’importe quoi",
            "a.md:3: front matter has a line that is not 'key: value': 'n’importe quoi'",
        ),
        ("title: 'ouvert", "a.md:2: front matter gives 'title' a quote that is not closed"),
        ("title: A\nTitle: B", "a.md:3: front matter gives 'Title' twice (keep one of the two)"),
        (
            "source:\n  - un\n  - deux",
            "a.md:2: front matter gives 'source' a value that is not one line of text "
            "(write it on one line, in quotes if it begins with a sign)",
        ),
    ],
)
def test_bad_front_matter_names_its_line(make: Make, failure: Fail, lines: str, message: str) -> None:
    assert failure(make("a.md", f"---\n{lines}\n---\nTexte")) == message


def test_markup_without_words_is_no_document(make: Make, failure: Fail) -> None:
    assert (
        failure(make("a.md", "---\ntitle: T\n---\n\n![](a.png)\n\n***\n"))
        == "a.md: has no text (give a file with a text)"
    )


def test_front_matter_opens_a_plain_text_too(make: Make, document: Read) -> None:
    path = make("a.txt", "---\ntitle: Une visite\ndate: 2023-11-02\n---\n\nLe ministre est venu.\n")
    found = document(path)
    assert (found.title, found.published) == ("Une visite", "2023-11-02")
    assert found.text.strip() == "Le ministre est venu."


@pytest.mark.parametrize(
    "text", ["---\nUn mot : deux.\n---\nFin.", "---\n\n---\n", "--- a\nTitle: b\n---\nc"]
)
def test_rules_in_a_plain_text_are_text(make: Make, document: Read, text: str) -> None:
    assert document(make("a.txt", f"{text} Le ministre est venu.")).text.startswith("---")
