"""What holds of any text: quotes stand where they say, the same text gives the same facts, in any company.

The texts are put together of the words and shapes of this genre: rules fire where nobody meant them to.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from case_files import bundled
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from parses import Word, as_doc
from test_bad_input import checked

from diplograph.extraction import extract, extract_analysed
from diplograph.language import analyse_parsed, fold, plain
from diplograph.model import FACT_ROLES, Document, Extraction, ValueKind

if TYPE_CHECKING:
    from spacy.language import Language

SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
QUICK = settings(max_examples=40, suppress_health_check=SLOW)
FEW = settings(max_examples=12, suppress_health_check=SLOW)

WHO = st.sampled_from(
    [
        "Ana Duval", "M. Karim Haddad", "le président letton", "la France", "l’Italie", "Orano",
        "le groupe Alstom", "les deux pays", "il", "ils", "son homologue kazakh",
        "la ministre Eva Lind, ministre de l’Énergie", "le Kazakhstan et le Pérou", "Astana",
        "l’Élysée", "l’Union européenne", "Veolia, Engie et EDF", "le projet",
    ]
)  # fmt: skip
DID = st.sampled_from(
    [
        "s’est rendu à Oslo", "a rencontré", "a signé un accord avec",
        "ont signé un contrat de 20 millions d’euros avec", "s’est entretenu avec",
        "soutient la candidature de", "est présent au Maroc depuis 2012", "recevra",
        "ne se rendra pas à Riga", "pourrait investir 3 milliards de dollars dans", "a invité",
        "détient 51 % de", "coopèrent dans les domaines de l’eau, de l’énergie et de la santé avec",
        "construira une centrale de 100 MW à", "est membre de", "préside", "a annulé sa visite à",
        "participera au sommet de", "dément un accord avec",
    ]
)  # fmt: skip
WHEN = st.sampled_from(
    [
        "",
        "",
        " le 3 mars 2025",
        " hier",
        " en 2024",
        " mardi prochain",
        " du 4 au 6 mai",
        " depuis dix ans",
        " (PDG)",
    ]
)
JOINT = st.sampled_from(
    [". ", ".\n", ", ", " ; ", " et ", " qui ", " : ", " – ", "\n\n", " (", ") ", " « ", " » ", "… "]
)
CLAUSE = st.builds(lambda who, did, whom, when: f"{who} {did} {whom}{when}", WHO, DID, WHO, WHEN)
TEXT = st.lists(st.tuples(CLAUSE, JOINT), min_size=1, max_size=7).map(
    lambda parts: "".join(map("".join, parts))
)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
TAGS = st.sampled_from(
    ["NOUN", "PROPN", "VERB", "AUX", "ADP", "DET", "ADJ", "PUNCT", "PRON", "CCONJ", "NUM", "ADV"]
)
MORPHS = st.sampled_from(
    ["", "Tense=Fut|VerbForm=Fin", "Tense=Past|VerbForm=Part", "VerbForm=Inf", "Mood=Cnd|VerbForm=Fin"]
)
RELATIONS = st.sampled_from(
    ["nsubj", "obj", "obl", "conj", "appos", "nmod", "acl", "cc", "punct", "flat:name"]
)


def document(text: str, identifier: str = "p") -> Document:
    return Document(identifier, text, digest="0", published="2025-03-05")


def well_formed(extraction: Extraction) -> None:
    """Offsets hold, arguments are entities of the right kind, and each entity is there for a reason."""
    checked(extraction)
    kinds = {entity.key: entity.type for entity in extraction.entities}
    assert len(kinds) == len(extraction.entities)
    for fact in extraction.facts:
        roles = {role.name: role for role in FACT_ROLES[fact.type]}
        for name, values in fact.arguments:
            assert len(set(values)) == len(values) > 0
            if roles[name].kind is ValueKind.ENTITY:
                assert {str(value) for value in values} <= kinds.keys()
    told = [(fact.type, fact.subject, fact.status, fact.arguments) for fact in extraction.facts]
    assert len(set(told)) == len(told)


@pytest.mark.model
@QUICK
@given(TEXT)
@example("il il. ils ils, ils")
def test_facts_are_well_formed(nlp: Language, text: str) -> None:
    well_formed(extract(document(text), nlp=nlp, knowledge=bundled()))


@pytest.mark.model
@QUICK
@given(st.lists(st.one_of(TEXT, ANY), max_size=3).map("\n".join))
def test_any_characters_between_do_no_harm(nlp: Language, text: str) -> None:
    well_formed(extract(document(text), nlp=nlp, knowledge=bundled()))


@QUICK
@given(TEXT, st.data())
def test_a_wrong_parse_does_no_harm(text: str, data: st.DataObject) -> None:
    """Any tags and any tree over the words: what the parser errs in costs facts, never an exception."""
    forms = plain(text).split()
    size = len(forms)
    words = []
    for number, form in enumerate(forms, 1):
        head = data.draw(st.integers(0, number - 1)) if number > 1 else 0
        relation = data.draw(RELATIONS)
        words.append(
            Word(form, data.draw(TAGS), data.draw(MORPHS), head or (1 if number > 1 else 0), relation)
        )
    words[-1] = Word(
        words[-1].form, words[-1].pos, words[-1].morph, words[-1].head, words[-1].relation, "", ""
    )
    doc = as_doc([tuple(words)])
    assert len(doc) == size
    well_formed(extract_analysed(analyse_parsed(document(doc.text), doc), knowledge=bundled()))


@pytest.mark.model
@FEW
@given(st.lists(TEXT, min_size=2, max_size=3, unique=True), st.randoms(use_true_random=False))
def test_what_was_read_before_does_not_matter(nlp: Language, texts: list[str], random: object) -> None:
    first = [extract(document(text), nlp=nlp, knowledge=bundled()) for text in texts]
    again = [extract(document(text), nlp=nlp, knowledge=bundled()) for text in reversed(texts)]
    assert first == list(reversed(again))


@pytest.mark.model
@FEW
@given(TEXT)
def test_typography_does_not_matter(nlp: Language, text: str) -> None:
    """No-break spaces and straight apostrophes are the same words; the quotes are the text's own."""
    other = text.replace("’", "'").replace(" ", "\u00a0")
    one = extract(document(text), nlp=nlp, knowledge=bundled())
    two = extract(document(other), nlp=nlp, knowledge=bundled())
    assert [(f.type, f.status, _plain_values(f.arguments)) for f in one.facts] == [
        (f.type, f.status, _plain_values(f.arguments)) for f in two.facts
    ]
    for fact, same in zip(one.facts, two.facts, strict=True):
        assert [(e.start, e.end, fold(e.quote)) for e in fact.evidence] == [
            (e.start, e.end, fold(e.quote)) for e in same.evidence
        ]


def _plain_values(arguments: object) -> str:
    return fold(str(arguments)).replace("\\xa0", " ")


@pytest.mark.model
def test_hash_seeds_do_not_matter(tmp_path: Path) -> None:
    texts = [
        "Orano, Engie et Veolia ont signé un accord avec le Kazakhstan, le Pérou et l’Italie le 3 mars 2025.",
        "Les ministres letton et serbe, Edgars Lind et Ana Duval, se sont entretenus à Oslo de la santé.",
    ]
    paths = [tmp_path / f"{number}.txt" for number, _ in enumerate(texts)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    written = set()
    for seed, order in (("1", paths), ("2", paths[::-1])):
        store = str(tmp_path / seed)
        for words in (
            ("build", *map(str, order), "-q", "--store", store),
            ("export", "nquads", "--store", store),
        ):
            call = [sys.executable, "-m", "diplograph", *words]
            environment = {**os.environ, "PYTHONHASHSEED": seed}
            result = subprocess.run(call, capture_output=True, env=environment, check=True)
        written.add(result.stdout)
    assert len(written) == 1
    assert b"Agreement" in written.pop()
