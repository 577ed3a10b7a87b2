"""The language of a document: told from its words when nobody says it, never wrongly for our own French."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest

from diplograph.documents import DocumentFailure, read_documents
from diplograph.documents.tongue import FEW, language_of
from diplograph.resources import resource

ROOT = Path(__file__).parents[2]
OTHERS = {
    "en": "The minister said that the two countries have signed an agreement on energy, and that it "
    "will be in force by the end of the year, which is more than the markets had expected from "
    "this visit.",
    "de": "Der Minister hat erklärt, dass die beiden Länder ein Abkommen über die Energie "
    "unterzeichnet haben und dass es nicht vor dem Ende des Jahres in Kraft treten wird, auch "
    "wenn sich das Parlament beeilt.",
    "es": "El ministro dijo que los dos países han firmado un acuerdo sobre la energía y que no "
    "entrará en vigor hasta el final del año, aunque las empresas de la región ya se preparan "
    "para el cambio.",
    "it": "Il ministro ha detto che i due paesi hanno firmato un accordo sull'energia e che non "
    "entrerà in vigore prima della fine dell'anno, anche se le imprese della regione si "
    "preparano al cambiamento.",
    "pt": "O ministro disse que os dois países assinaram um acordo sobre a energia e que não entrará "
    "em vigor antes do fim do ano, ainda que as empresas da região já se preparem para a "
    "mudança.",
    "nl": "De minister heeft gezegd dat de twee landen een akkoord over energie hebben getekend en "
    "dat het niet voor het einde van het jaar in werking zal treden, ook al is het parlement er "
    "klaar voor.",
    "ro": "Ministrul a spus că cele două țări au semnat un acord privind energia și că acesta nu va "
    "intra în vigoare până la sfârșitul anului, deși firmele din regiune se pregătesc pentru "
    "schimbare.",
    "ca": "El ministre ha dit que els dos països han signat un acord sobre l'energia i que no entrarà "
    "en vigor fins al final de l'any, tot i que les empreses de la regió ja es preparen per al "
    "canvi amb els seus socis.",
    "pl": "Minister powiedział, że oba kraje podpisały umowę o energii i że nie wejdzie ona w życie "
    "przed końcem roku, choć firmy w regionie już się do tego przygotowują, a to jest dla nich "
    "nowe po latach.",
    "und-Cyrl": "Министр заявил, что обе страны подписали соглашение об энергетике и что оно вступит в силу "
    "до конца года, хотя предприятия региона уже готовятся к переменам и ждут новых вложений.",
    "und-Arab": "قال الوزير إن البلدين وقعا اتفاقا بشأن الطاقة وإنه سيدخل حيز التنفيذ قبل نهاية العام رغم "
    "أن الشركات في المنطقة تستعد بالفعل لهذا التغيير مع شركائها في الخارج منذ سنوات عديدة.",
    "und-Hani": 2
    * (
        "部长表示两国已经签署能源协议协议将在年底之前生效"
        "尽管该地区的企业已经在为这一变化做准备并期待新的投资项目"
    ),
}
FRENCH = (
    "Le ministre a déclaré que les deux pays ont signé un accord sur l'énergie et qu'il entrera "
    "en vigueur avant la fin de l'année, même si les entreprises de la région s'y préparent "
    "déjà avec leurs partenaires."
)


@pytest.mark.parametrize(("tag", "text"), OTHERS.items())
def test_another_language_is_told(tag: str, text: str) -> None:
    assert language_of(text) == tag


@pytest.mark.parametrize(("tag", "text"), OTHERS.items())
def test_a_french_text_may_quote_it(tag: str, text: str) -> None:
    assert language_of(f"{FRENCH}\n« {text} »\n{FRENCH}\n{FRENCH}") == "fr"


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        FRENCH.upper(),
        FRENCH.replace("é", "e").replace("è", "e"),
        "The end.",
        "Oslo",
        "",
        "1 2 3 4 5 6 7 8 9 10 " * 10,
        ", ".join(f"Nom{chr(97 + i % 26)} Prénom" for i in range(500)),
        "Déclaration conjointe ; Protocole d'accord ; Convention fiscale ; Lettre d'intention ; " * 4,
    ],
)
def test_french_capitals_fragments_and_lists_of_names_are_french(text: str) -> None:
    assert language_of(text) == "fr"


def test_of_few_words_nothing_is_said() -> None:
    words = OTHERS["en"].split()
    assert language_of(" ".join(words[: FEW - 1])) == "fr"
    assert language_of(" ".join(words[: FEW + 3])) == "en"


def test_no_document_and_no_paragraph_of_ours_is_taken_for_foreign() -> None:
    texts = []
    for document in read_documents([ROOT / "data" / "corpus"]):
        assert not isinstance(document, DocumentFailure)
        texts += [document.text, *document.text.split("\n")]
    for path in (ROOT / "tests" / "extraction" / "cases").glob("*/*.toml"):
        texts += [case["text"] for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
    assert len(texts) > 400
    assert [text[:80] for text in texts if language_of(text) != "fr"] == []


def test_what_the_metadata_say_wins(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(OTHERS["en"] if name != "c" else FRENCH, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("file,language\na.txt,fr\nc.txt,en\n", encoding="utf-8")
    read = {
        d.identifier: d.language for d in read_documents([tmp_path]) if not isinstance(d, DocumentFailure)
    }
    assert read == {"a": "fr", "b": "en", "c": "en"}


def test_each_language_of_the_table_has_words_and_only_small_ones() -> None:
    with resource("data/lexicon/languages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["language"] for row in rows}) == len(rows) >= 15
    for row in rows:
        words = row["words"].split()
        assert len(words) == len(set(words)) >= 20, row["language"]
        assert all(re.fullmatch(r"[^\W\d_]{1,10}", word) and word == word.lower() for word in words)
