"""Text as it should not be: no crash, no fact that the text does not state, quotes that stand in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import hard_texts
import pytest
from case_files import bundled
from parses import Word, as_doc

from diplograph.documents import read_documents
from diplograph.extraction import extract, extract_analysed
from diplograph.language import analyse_parsed
from diplograph.model import Amount, Document, Extraction

if TYPE_CHECKING:
    from spacy.language import Language

CLEAN = (
    "Le président letton Edgars Rinkēvičs s’est rendu à Astana le 3 mars 2025. Il s’est entretenu avec le "
    "président Kassym-Jomart Tokaïev. Orano et Kazatomprom ont signé un accord de 20 millions d’euros. "
    "Alstom est présent au Kazakhstan."
)


def worn(**pairs: str) -> str:
    """The clean text with letters mistaken for others, in words without a capital."""
    table = str.maketrans(pairs)
    return " ".join(w if any(c.isupper() for c in w) else w.translate(table) for w in CLEAN.split(" "))


NOISE = {
    "doubled spaces": CLEAN.replace(" ", "  "),
    "lines broken anywhere": "\n".join(CLEAN.split(" ")),
    "hard hyphens at line ends": CLEAN.replace("président", "prési-\ndent").replace(
        "entretenu", "entre-\ntenu"
    ),
    "l for i, 0 for o": worn(i="l", o="0"),
    "rn for m, accents lost": worn(m="rn", é="e", à="a"),
    "c for e, digits doubtful": worn(e="c"),
    "stray signs": CLEAN.replace("r", "r~").replace("t", "t|"),
    "no punctuation": CLEAN.replace(".", "").replace("’", " "),
    "replacement characters": CLEAN.replace("é", "\ufffd").replace("ï", "\ufffd"),
    "small letters": CLEAN.lower(),
}
KNOWN = {
    **dict.fromkeys(
        ("l for i, 0 for o", "rn for m, accents lost", "c for e, digits doubtful"),
        "a million or the euro misspelt is taken for a thing that is counted",
    ),
    "small letters": "firms without capitals are not found, and the one country is taken for the party",
}
MARKUP = (
    '<p class="chapo">Le président <b>letton</b> Edgars Rinkēvičs s’est rendu à '
    '<a href="https://example.org/le-maroc-et-la-france">Astana</a>&nbsp;le 3 mars 2025.</p><br/>'
    '<script>var pays = "Italie"; signer("accord");</script>'
    "<p>Alstom est présent au Kazakhstan.</p>"
)
# Offices, of which some are only in the tables, may be told or not; all else must be in the clean text.
FREE = {"Office"}


def document(text: str, published: str = "2025-03-05") -> Document:
    return Document("bad", text, digest="0", published=published)


def read(text: str, nlp: Language, published: str = "2025-03-05") -> Extraction:
    return checked(extract(document(text, published), nlp=nlp, knowledge=bundled()))


def checked(extraction: Extraction) -> Extraction:
    """Every quote stands in the text at its place."""
    text = extraction.document.text
    for fact in extraction.facts:
        assert fact.evidence
        for evidence in fact.evidence:
            assert 0 <= evidence.start < evidence.end <= len(text)
            assert text[evidence.start : evidence.end] == evidence.quote
    for entity in extraction.entities:
        assert all(0 <= span.start < span.end <= len(text) for span in entity.mentions)
        assert entity.name.strip() == entity.name != ""
    return extraction


def readings(extraction: Extraction) -> list[tuple[str, str, dict[str, set[str]]]]:
    return [
        (fact.type, fact.status.value, {role: set(map(_plain, values)) for role, values in fact.arguments})
        for fact in extraction.facts
        if fact.type not in FREE
    ]


def _plain(value: object) -> str:
    return f"{value.value} {value.unit}" if isinstance(value, Amount) else str(value)


def is_told(one: tuple[str, str, dict[str, set[str]]], told: Extraction) -> bool:
    """Whether a clean text states a fact, or one that says more."""
    return any(
        one[:2] == other[:2] and all(values <= other[2].get(role, set()) for role, values in one[2].items())
        for other in readings(told)
    )


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            text, id=name, marks=[pytest.mark.xfail(reason=KNOWN[name], strict=True)] if name in KNOWN else []
        )
        for name, text in NOISE.items()
    ],
)
def test_noise_makes_no_fact(text: str, nlp: Language) -> None:
    clean = read(CLEAN, nlp)
    assert len(readings(clean)) >= 4
    assert [one for one in readings(read(text, nlp)) if not is_told(one, clean)] == []


@pytest.mark.model
def test_markup_left_in_a_text_is_not_read(tmp_path: Path, nlp: Language) -> None:
    (tmp_path / "a.txt").write_text(MARKUP, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": MARKUP}) + "\n", encoding="utf-8")
    clean = read(CLEAN, nlp)
    for found in read_documents([tmp_path]):
        assert isinstance(found, Document)
        extraction = checked(extract(found, nlp=nlp, knowledge=bundled()))
        assert {fact.type for fact in extraction.facts} >= {"Visit", "Presence"}
        assert [one for one in readings(extraction) if not is_told(one, clean)] == []
        assert "country/italie" not in {entity.key for entity in extraction.entities}


@pytest.mark.model
def test_capitals_are_read_as_the_same_words(nlp: Language) -> None:
    clean = read(CLEAN, nlp)
    loud = read(CLEAN.upper(), nlp)
    assert [one for one in readings(loud) if not is_told(one, clean)] == []
    assert {"country/kazakhstan", "company/orano", "company/alstom"} <= {
        entity.key for entity in loud.entities
    }


@pytest.mark.model
def test_without_a_date_relative_ones_stay_open(nlp: Language) -> None:
    text = "Ana Duval s’est rendue mardi à Oslo. Elle ira à Riga le 3 avril. Elle était à Rome en mai 2019."
    dated = {v for f in read(text, nlp).facts for v in (*f.get("start"), *f.get("end"))}
    undated = {v for f in read(text, nlp, published="").facts for v in (*f.get("start"), *f.get("end"))}
    assert "2025-03-04" in dated
    assert undated <= {"2019-05"}


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Oslo",
        "?",
        "«",
        "Signé",
        "\n\n \t\n",
        "🇫🇷🤝🇰🇿",
        "🇫🇷 🤝 🇰🇿 " * 200,
        "a" * 50_000,
        "," * 5_000,
        "(" * 1_500 + ")" * 1_500,
        "« " * 1_000 + "» " * 1_000,
        "'" * 2_000,
        "…" * 2_000,
        "l'" * 2_000,
        "-" * 20_000,
        "1 " * 3_000,
        "M. " * 2_000,
        "e\u0301" * 2_000,
        "\u202e\u202b\u200f" * 500,
        "de la " * 1_500,
        "Mme Ana " * 1_000,
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_what_says_nothing_yields_nothing(text: str, nlp: Language) -> None:
    assert read(text, nlp).facts == ()


@pytest.mark.model
@pytest.mark.parametrize(
    "name", ["عبد الفتاح السيسي", "בנימין נתניהו", "習近平", "Владимир Путин", "Ān\u0303a ❤ Duval"]
)
def test_names_in_other_scripts_do_no_harm(name: str, nlp: Language) -> None:
    text = f"Le président {name} est arrivé à Oslo. Alstom est présent au Maroc. {name}"
    facts = [f for f in read(text, nlp).facts if f.type == "Presence"]
    assert [(f.get("company"), f.get("country")) for f in facts] == [
        (("company/alstom",), ("country/maroc",))
    ]


@pytest.mark.model
def test_signs_around_words_do_not_change_what_is_said(nlp: Language) -> None:
    plain = "Alstom est présent au Maroc."
    expected = readings(read(plain, nlp))
    assert expected
    for text in (
        f"🎉 {plain} 🎉",
        f"\u200e{plain}",
        f"((({plain})))",
        f"« « {plain} » »",
        f"{plain}\n\n\n\n,,,,",
    ):
        assert readings(read(text, nlp)) == expected, text


@pytest.mark.model
def test_a_sentence_of_three_thousand_words(nlp: Language) -> None:
    text = hard_texts.clauses(240)
    assert len(text.split()) >= 3000
    facts = read(text, nlp).facts
    assert {fact.type for fact in facts} <= {"Agreement", "Contract"}
    assert 0 < len(facts) < 240


def test_fifty_thousand_commas() -> None:
    """Without any model, whose time they would take."""
    signs = [Word(",", "PUNCT", "", 1, "punct", "", "") for _ in range(50_000)]
    doc = as_doc([(Word("Oslo", "PROPN", "", 0, "root", "B-LOC", ""), *signs)])
    assert checked(extract_analysed(analyse_parsed(document(doc.text), doc), knowledge=bundled())).facts == ()


def test_ten_thousand_names_in_a_list() -> None:
    """Annotated as a model would at best; no model is loaded."""
    words = [Word("Présents", "NOUN", "", 0, "root")]
    for i in range(10_000):
        first, last = hard_texts.person(i).split(" ", 1)
        words.append(Word(first, "PROPN", "", 1, "appos", "B-PER"))
        for part in last.split():
            words.append(Word(part, "PROPN", "", len(words), "flat:name", "I-PER"))
        words[-1] = Word(words[-1].form, "PROPN", "", words[-1].head, "flat:name", "I-PER", "")
        words.append(Word(",", "PUNCT", "", 1, "punct"))
    trees = tuple(words)
    doc = as_doc([trees])
    found = checked(extract_analysed(analyse_parsed(document(doc.text), doc), knowledge=bundled()))
    assert found.facts == ()
    assert 7_000 < len(found.entities) <= 10_000


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffOslo\r\n\r\nRiga\r",
        "Os\u00adlo, Ri\u200bga",
        "\u2028Oslo\u2029Riga\x85",
        "Oslo \U000e0041\U0001f9ff",
    ],
    ids=ascii,
)
def test_odd_characters_are_gone_before_anything_is_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode("utf-8"))
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": text}) + "\n", encoding="utf-8")
    for found in read_documents([tmp_path]):
        assert isinstance(found, Document)
        assert "Oslo" in found.text
        assert not set(found.text) & set("\ufeff\r\u00ad\u200b\x85")


def test_a_text_with_zero_bytes_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Oslo\x00 et\x00 Riga")
    (found,) = read_documents([tmp_path])
    assert not isinstance(found, Document)
    assert "binary" in str(found.error)


def test_a_lone_surrogate_is_told_or_mended(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Oslo \\ud83d et Riga"}\n', encoding="utf-8")
    (found,) = read_documents([tmp_path])
    assert not any("\ud800" <= char <= "\udfff" for char in getattr(found, "text", ""))
