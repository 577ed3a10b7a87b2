"""A build replays the analyst's ledger, without reading any document again for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from build_samples import read_cooperation, write_texts

from diplograph.build import BuildReport, build
from diplograph.errors import TableError
from diplograph.store import Store

TEXTS = {"a.txt": "La France et l’Italie.", "b.txt": "L’Italie et le Kazakhstan."}
HEAD = "action,subject,value,document,author,date,reason\n"
RENAME = "rename,country/france,République française,,A. Dupont,2024-05-01,usage du ministère\n"
UNKNOWN = "rename,company/inconnue,Autre,,A. Dupont,2024-05-01,essai\n"


def built(store: Path, *paths: Path, **options: object) -> BuildReport:
    return build(paths, store=store, extractor=read_cooperation, **options)  # type: ignore[arg-type]


def label(store: Path) -> str:
    with Store.open(store, read_only=True) as opened:
        (found,) = [
            value
            for subject, predicate, value in opened.triples()
            if subject.endswith("/country/france>") and predicate.endswith("rdf-schema#label>")
        ]
    return found


def quads(store: Path) -> set[object]:
    with Store.open(store, read_only=True) as opened:
        return set(opened.quads())


def test_a_ledger_is_replayed_by_this_build_and_by_later_ones(tmp_path: Path):
    texts, store, ledger = write_texts(tmp_path / "t", TEXTS), tmp_path / "s", tmp_path / "decisions.csv"
    built(store, texts)
    plain = quads(store)
    ledger.write_text(HEAD + RENAME, encoding="utf-8")
    report = built(store, texts, curation=ledger)
    assert (report.unchanged, report.failures) == (2, ())
    assert label(store) == '"République française"@fr'
    (texts / "c.txt").write_text("La France seule.", encoding="utf-8")
    built(store, texts)
    assert label(store) == '"République française"@fr', "the store remembers its ledger"
    built(tmp_path / "fresh", texts, curation=ledger)
    assert quads(tmp_path / "fresh") == quads(store)
    (texts / "c.txt").unlink()
    built(store, texts, prune=True, forget_curation=True)
    assert quads(store) == plain, "nothing is left of decisions that were lifted"


def test_decisions_that_match_nothing_are_remarks_that_strict_counts(tmp_path: Path):
    texts, store, ledger = write_texts(tmp_path / "t", TEXTS), tmp_path / "s", tmp_path / "decisions.csv"
    ledger.write_text(HEAD + UNKNOWN + RENAME, encoding="utf-8")
    report = built(store, texts, curation=ledger)
    assert (report.exit_code, report.added, report.failed) == (0, 2, 0)
    (remark,) = report.failures
    assert "decisions.csv" in remark.file
    assert "company/inconnue" in f"{remark.reason} {remark.hint}"
    assert built(store, texts, strict=True).exit_code == 1


def test_a_ledger_that_is_missing_or_faulty_is_refused_before_anything_is_made(tmp_path: Path):
    texts, store, ledger = write_texts(tmp_path / "t", TEXTS), tmp_path / "s", tmp_path / "decisions.csv"
    with pytest.raises(TableError):
        built(store, texts, curation=ledger)
    ledger.write_text(HEAD + RENAME.replace("rename", "renmae"), encoding="utf-8")
    with pytest.raises(TableError, match=r"decisions\.csv:2"):
        built(store, texts, curation=ledger, strict=True)
    assert not store.exists()
