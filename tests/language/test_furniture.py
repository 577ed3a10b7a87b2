"""Where the body ends, and the lines that are left out of it."""

from __future__ import annotations

import pytest

from diplograph.language.folding import plain
from diplograph.language.furniture import find_body

PROSE = (
    "Le président de la Bretonnie a reçu mardi le Premier ministre du Valdor pour un entretien consacré "
    "à l'énergie et aux transports, avant de signer avec lui un accord de coopération."
)


def body(text: str, published: str = "2024-11-05") -> str:
    """What remains to be read, skipped lines taken out."""
    text = plain(text)
    found = find_body(text, published=published)
    kept = list(text[: found.end])
    for span in found.skipped:
        kept[span.start : span.end] = [""] * (span.end - span.start)
    return "".join(kept).strip()


@pytest.mark.parametrize(
    "heading",
    [
        "À consulter également",
        "A consulter également :",
        "Lire aussi",
        "Lire aussi :",
        "LIRE AUSSI",
        "» Voir aussi",
        "Sur le même sujet",
        "Partager cet article",
        "Contacts presse",
        "Voir tous les articles et dossiers-",
    ],
)
def test_a_heading_ends_the_body_when_only_links_follow(heading: str) -> None:
    links = "Un premier titre sans point\n-\n11 octobre 2024 Onzième sommet des pays du Sud.\nTwitter"
    assert body(f"{PROSE}\n\n{heading}\n{links}") == PROSE


def test_a_heading_in_the_middle_is_only_a_line() -> None:
    assert body(f"{PROSE}\nLire aussi\nUn titre\n{PROSE}") == f"{PROSE}\n\nUn titre\n{PROSE}"
    assert body(f"{PROSE}\nLire aussi : Un autre accord se prépare\n{PROSE}") == f"{PROSE}\n\n{PROSE}"


def test_what_a_company_says_of_itself_stays() -> None:
    about = f"À propos d'Orion\n{PROSE}"
    assert body(f"{PROSE}\nContacts presse\npresse@orion.example\n{about}").endswith(about)
    assert body(f"{PROSE}\n{about}\nContacts presse\nJ. Ly, presse@orion.example") == f"{PROSE}\n{about}"


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\nLire aussi la déclaration commune permet de comprendre la portée de l'accord signé hier.",
        f"{PROSE}\nIl faut partager les fruits de la croissance.",
        "Lire aussi",
        "Lire aussi :",
        "Contacts presse : un titre de communiqué",
        PROSE,
        "",
    ],
)
def test_prose_and_a_first_line_are_never_cut(text: str) -> None:
    assert find_body(plain(text)).end == len(text)


def test_a_closing_list_of_dated_headlines_is_cut() -> None:
    headlines = "4 novembre 2024 Un entretien.\n-\n2 novembre 2024 Un autre.\n- 28/10/2024 Un sommet."
    assert body(f"{PROSE}\n{headlines}") == PROSE
    assert body(f"{PROSE}\n{headlines}", published="") == f"{PROSE}\n{headlines}"


def test_a_chronology_is_no_list_of_headlines() -> None:
    old = "11 juin 2008 Signature du traité.\n3 mars 2015 Visite d'État.\n1er mai 2019 Accord."
    explained = "4 novembre 2024 : arrivée.\n5 novembre 2024 : signature.\n6 novembre 2024 : départ."
    assert body(f"{PROSE}\n{old}") == f"{PROSE}\n{old}"
    assert body(f"{PROSE}\n{explained}") == f"{PROSE}\n{explained}"
