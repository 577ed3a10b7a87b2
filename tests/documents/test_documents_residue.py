"""HTML that was left in what is given as plain text."""

from __future__ import annotations

import time

import pytest

from diplograph.documents.residue import without_markup


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<p>Un <b>accord</b>.</p>", "\nUn accord.\n"),
        ('Le <a href="https://example.org/le-maroc" class=x>Maroc</a>&nbsp;signe.', "Le Maroc\u00a0signe."),
        ("Oslo<br/>Riga<BR>Rome", "Oslo\nRiga\nRome"),
        (
            "<script>signer('accord')</script>Oslo<!-- Rome --> et <STYLE>p {}</STYLE>Riga",
            "\nOslo\n et \nRiga",
        ),
        ("R&eacute;union &amp; accord &#233; &#xE9; &laquo; oui &raquo;", "Réunion & accord é é « oui »"),
        ("a < b et c > d", "a < b et c > d"),
        ("<3 et <Oslo> et <accord signé>", "<3 et <Oslo> et <accord signé>"),
        ("R&D, AT&T, Q&R ; P&amp;O", "R&D, AT&T, Q&R ; P&O"),
        ("<script>sans fin", "<script>sans fin"),
    ],
)
def test_tags_and_entities_go_and_words_stay(text: str, kept: str) -> None:
    assert without_markup(text) == kept


@pytest.mark.parametrize("text", ["<", "<p ", "<!--", "<script>", "&", "&amp", "<p a='", "</"])
def test_what_never_ends_takes_no_longer_than_it_is_long(text: str) -> None:
    took = []
    for size in (20_000, 40_000):
        start = time.process_time()
        without_markup(text * (size // len(text)))
        took.append(time.process_time() - start)
    assert took[1] < 3 * took[0] + 0.2
