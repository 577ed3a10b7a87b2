"""Our figures are those of the annotators' scorer, which stands beside the repository, to nine digits."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from diplograph.build import build
from diplograph.evaluation import Part, evaluate
from diplograph.evaluation.found import read_found
from diplograph.evaluation.gold import Gold
from diplograph.evaluation.inputs import find_texts, read_all_gold
from diplograph.evaluation.matching import Matching, match
from diplograph.evaluation.measures import total
from diplograph.evaluation.reading import graph_reader
from diplograph.store import Store

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "score.py"
SETS = {
    "seeds": (SHARED / "gold", SHARED / "seeds"),
    "corpus": (ROOT / "data" / "gold", ROOT / "data" / "corpus"),
}
# The scorer prints three digits; its own counts are asked for.
ASK = """
import json, runpy, sys
scorer = runpy.run_path(sys.argv[1])
counts = {}
for graph, path in zip(sys.argv[2::2], sys.argv[3::2]):
    gold = json.load(open(path, encoding="utf-8"))
    loaded = scorer["G"](scorer["load"](graph))
    def chosen(node):
        return any(gold["document"] in name for one in loaded.docs(node) for name in loaded.docnames(one))
    counts[gold["document"]] = scorer["score_doc"](loaded, gold, chosen)
print(json.dumps(counts))
"""

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not here"),
]


def scorer_counts(pairs: list[tuple[Path, Path]]) -> dict[str, dict[str, float]]:
    """Document → counts, of pairs of a graph and a file of annotations."""
    words = [str(path) for pair in pairs for path in pair]
    call = [sys.executable, "-c", ASK, str(SCORER), *words]
    counts: dict[str, dict[str, float]] = json.loads(subprocess.check_output(call, text=True))
    return counts


def our_counts(matching: Matching) -> dict[str, float]:
    """The same counts, under the scorer's names."""
    entities = total(matching.entity_counts.values())
    counts: dict[str, float] = {
        "ent_tp": entities.right,
        "ent_pred": entities.found,
        "ent_gold": entities.gold,
        "ent_rec_any": sum(bool(pair.gold and pair.found) for pair in matching.entities),
        "ent_gold_all": sum(pair.gold is not None for pair in matching.entities),
    }
    for family, count in matching.fact_counts.items():
        counts |= {f"f_{family}_s": count.right, f"f_{family}_p": count.found, f"f_{family}_g": count.gold}
    return counts


def read_alone(
    golds: tuple[Gold, ...], texts: Path, folder: Path, *, without: tuple[Part, ...] = ()
) -> Iterator[tuple[Gold, Path, Matching]]:
    """Annotations, the graph of their text in a file, and how the two match."""
    read = graph_reader(without)
    for name, document in find_texts(golds, texts=[texts]).items():
        term, triples = read(document)
        graph = folder / f"{name}.nt"
        graph.write_text("".join(f"{' '.join(triple)} .\n" for triple in triples), encoding="utf-8")
        gold = next(gold for gold in golds if gold.document == name)
        yield gold, graph, match(gold, read_found(triples, document=term))


@pytest.mark.parametrize(
    ("name", "without"), [("seeds", ()), ("corpus", ()), ("seeds", (Part.GAZETTEER,))], ids=str
)
def test_document_by_document(name: str, without: tuple[Part, ...], tmp_path: Path) -> None:
    folder, texts = SETS[name]
    read = list(read_alone(read_all_gold([folder]), texts, tmp_path, without=without))
    theirs = scorer_counts([(graph, Path(gold.file)) for gold, graph, _ in read])
    assert len(read) >= 2
    for gold, _, matching in read:
        assert our_counts(matching) == pytest.approx(theirs[gold.document], abs=1e-9), gold.document


def test_a_store(tmp_path: Path) -> None:
    folder, texts = SETS["seeds"]
    build([texts], store=tmp_path / "seeds.store")
    graph = tmp_path / "published.nt"
    with Store.open(tmp_path / "seeds.store", read_only=True) as store:
        graph.write_text("".join(f"{' '.join(triple)} .\n" for triple in store.triples()), encoding="utf-8")
    evaluation = evaluate([folder], store=tmp_path / "seeds.store")
    theirs = scorer_counts([(graph, path) for path in sorted(folder.glob("*.json"))])
    assert len(evaluation.documents) == len(theirs) == 2
    for judged in evaluation.documents:
        document = judged.matching.document
        assert our_counts(judged.matching) == pytest.approx(theirs[document], abs=1e-9), document
