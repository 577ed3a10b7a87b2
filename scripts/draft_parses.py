"""Draft parses for cases of tests/extraction/cases from the pinned model, for a person to correct.

The model errs somewhere in two sentences of three, and a case tests the grammar only on a right parse: a
draft is not to be committed before somebody has read it word by word. Cases with a parse are left alone.

    python scripts/draft_parses.py tests/extraction/cases/visits/verbs.toml           write what lacks a parse
    python scripts/draft_parses.py --compare                                          where the model errs
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "extraction"))

from case_files import CASES, Case, read_cases  # noqa: E402
from parses import Tree, Word, read_parses, written  # noqa: E402

from diplograph.language import analyse, find_names, load_pipeline  # noqa: E402

if TYPE_CHECKING:
    from spacy.language import Language

_READ = ("form", "pos", "morph", "head", "relation", "name")


def main() -> int:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("files", nargs="*", type=Path, help="case files; without any, all")
    parser.add_argument("--compare", action="store_true", help="print where the model errs")
    given = parser.parse_args()
    wanted = {path.resolve() for path in given.files}
    cases = [case for case in read_cases() if not wanted or case.path.resolve() in wanted]
    nlp = load_pipeline()
    if given.compare:
        return _compare(cases, nlp)
    for path in dict.fromkeys(case.path for case in cases):
        beside = path.with_suffix(".conllu")
        parses = dict(read_parses(beside)) if beside.exists() else {}
        new = [case for case in cases if case.path == path and case.name not in parses]
        parses |= {case.name: drafted(case, nlp) for case in new}
        beside.write_text(written(parses), encoding="utf-8")
        print(f"{path.relative_to(CASES)}: {len(new)} drafted; read them word by word before they are kept")
    return 0


def drafted(case: Case, nlp: Language) -> tuple[Tree, ...]:
    """What the model makes of a case."""
    analysed = analyse(case.document, nlp=nlp)
    find_names(analysed.doc, within=analysed.sentences, nlp=nlp)
    trees = []
    for sentence in analysed.doc.sents:
        words = [token for token in sentence if token.pos_ != "SPACE"]
        number = {token.i: place for place, token in enumerate(words, 1)}
        tree = []
        for token in words:
            after = token.whitespace_
            rest = token.i + 1
            while rest < sentence.end and analysed.doc[rest].pos_ == "SPACE":
                after += analysed.doc[rest].text_with_ws
                rest += 1
            head = 0 if token.head.i == token.i else number[token.head.i]
            name = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else ""
            relation = token.dep_ if head else "root"
            tree.append(Word(token.text, token.pos_, str(token.morph), head, relation, name, after))
        trees.append(tuple(tree))
    return tuple(trees)


def _compare(cases: list[Case], nlp: Language) -> int:
    errors: Counter[str] = Counter()
    words = wrong = sentences = 0
    for case in cases:
        path = case.path.with_suffix(".conllu")
        right = read_parses(path).get(case.name) if path.exists() else None
        if right is None:
            continue
        for ours, theirs in zip(right, drafted(case, nlp), strict=True):
            sentences += 1
            words += len(ours)
            told = []
            for number, (word, found) in enumerate(zip(ours, theirs, strict=True), 1):
                for column in _READ:
                    is_, was = getattr(word, column), getattr(found, column)
                    if is_ != was:
                        errors[column] += 1
                        told.append(f"  {number} {word.form}: {column} {was or '-'}, should be {is_ or '-'}")
            if told:
                wrong += 1
                print(f"{case.where}\n" + "\n".join(told))
    counts = ", ".join(f"{column} {count}" for column, count in errors.most_common())
    print(f"\n{wrong} of {sentences} sentences have an error, in {words} words: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
