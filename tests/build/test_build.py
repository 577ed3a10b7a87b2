"""Documents in, a store out; without the French model, save where it is marked."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from build_samples import read_cooperation, read_person, write_lines, write_texts

import diplograph.build.committing as committing
from diplograph.build import BuildReport, Failure, Progress, build
from diplograph.build.fingerprint import _digest, current_run
from diplograph.errors import StoreError, UsageError
from diplograph.store import Store

TEXTS = {
    "a.txt": "La France et le Kazakhstan coopèrent dans l’énergie.",
    "b.txt": "L’Italie et la France coopèrent. Le Kazakhstan attend.",
    "c.md": "---\ntitle: Accord\npublished: 2024-11-05\n---\nLe Kazakhstan coopère avec l’Italie.",
    "d.txt": "Rien à voir ici.",
}


def dump(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return sorted(f"{' '.join(triple)} {graph}" for triple, graph in store.quads())


def built(path: Path, *paths: Path, **options: object) -> BuildReport:
    return build(paths, store=path, extractor=read_cooperation, **options)  # type: ignore[arg-type]


def test_a_folder_becomes_a_store(tmp_path: Path):
    folder = write_texts(tmp_path / "textes", TEXTS)
    report = built(tmp_path / "s", folder)
    assert (report.added, report.replaced, report.unchanged, report.failed) == (4, 0, 0, 0)
    assert report.documents == 4
    assert report.entities == {"Country": 3}
    assert report.facts == {("Cooperation", "Actual"): 3}
    assert report.exit_code == 0


def test_building_again_changes_nothing(tmp_path: Path):
    folder = write_texts(tmp_path / "textes", TEXTS)
    built(tmp_path / "s", folder)
    before = dump(tmp_path / "s")

    def unwanted(document: object):
        raise AssertionError("an unchanged document was read again")

    report = build([folder], store=tmp_path / "s", extractor=unwanted)
    assert (report.added, report.replaced, report.unchanged, report.failed) == (0, 0, 4, 0)
    assert report.facts == {("Cooperation", "Actual"): 3}
    assert dump(tmp_path / "s") == before


def test_building_again_loads_neither_model_nor_validator(tmp_path: Path):
    folder = write_texts(tmp_path / "textes", TEXTS)
    built(tmp_path / "s", folder)
    code = f"""
import sys
from pathlib import Path
from diplograph.build import build
report = build([Path({str(folder)!r})], store=Path({str(tmp_path / "s")!r}))
assert report.unchanged == 4, report
print([name for name in ("spacy", "pyshacl", "rdflib", "trafilatura") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_changed_document_replaces_itself(tmp_path: Path):
    folder = write_texts(tmp_path / "textes", TEXTS)
    built(tmp_path / "s", folder)
    write_texts(folder, {"a.txt": "La France ne parle plus de personne."})
    report = built(tmp_path / "s", folder)
    assert (report.added, report.replaced, report.unchanged) == (0, 1, 3)
    built(tmp_path / "fresh", folder)
    assert dump(tmp_path / "s") == dump(tmp_path / "fresh")


def test_order_cuts_and_jobs_give_the_same_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write_texts(tmp_path / "textes", TEXTS)
    files = sorted(folder.iterdir())
    built(tmp_path / "whole", folder)
    expected = dump(tmp_path / "whole")
    built(tmp_path / "jobs", folder, jobs=2)
    assert dump(tmp_path / "jobs") == expected
    for file in reversed(files):
        built(tmp_path / "cut", file)
    assert dump(tmp_path / "cut") == expected
    monkeypatch.setattr(committing, "MAX_DOCUMENTS", 1)
    random.Random(3).shuffle(files)
    built(tmp_path / "ones", *files)
    assert dump(tmp_path / "ones") == expected


@pytest.mark.parametrize("seed", ["0", "1", "4321"])
def test_hash_seeds_do_not_matter(tmp_path: Path, seed: str):
    folder = write_texts(tmp_path / "textes", TEXTS)
    built(tmp_path / "here", folder)
    run = current_run()  # the other process takes it over: someone may be editing the program meanwhile
    code = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from build_samples import read_cooperation
from diplograph.build import build, building, fingerprint
from diplograph.rdf.runs import RunInput
run = fingerprint.Run({run.fingerprint!r}, {dict(run.settings)!r}, {run.inputs!r})
building.current_run = lambda _: run
build([Path({str(folder)!r})], store=Path({str(tmp_path / "there")!r}), extractor=read_cooperation)
"""
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert dump(tmp_path / "there") == dump(tmp_path / "here")


# What goes wrong with one document


@pytest.mark.parametrize("jobs", [1, 2])
def test_failures_are_told_in_the_order_of_the_files_and_stop_nothing(tmp_path: Path, jobs: int):
    folder = write_texts(
        tmp_path / "textes", {"1.txt": "", "2.txt": "La France en panne.", **TEXTS, "z.pdf": "pas un PDF"}
    )
    report = built(tmp_path / "s", folder, jobs=jobs)
    assert report.added == 4
    assert [Path(failure.file).name for failure in report.failures] == ["1.txt", "2.txt", "z.pdf"]
    fault = report.failures[1]
    assert fault.reason == "could not be analysed (ZeroDivisionError: une panne de notre fait)"
    assert "report it" in fault.hint
    assert report.failed == 3
    assert report.exit_code == 0
    assert built(tmp_path / "s", folder, strict=True).exit_code == 1


def test_other_languages_are_told_and_left_out(tmp_path: Path):
    rows = [
        {"id": "de", "text": "Frankreich und Kasachstan.", "language": "de"},
        {"id": "ca", "text": "La France et l’Italie.", "language": "fr-CA"},
        {"id": "xx", "text": "La France et le Kazakhstan."},
    ]
    path = write_lines(tmp_path / "d.jsonl", rows)
    report = built(tmp_path / "s", path)
    assert report.added == 2
    (failure,) = report.failures
    assert failure.file.endswith("d.jsonl:1")
    assert "'de'" in failure.reason


def test_nothing_readable_is_a_wrong_input(tmp_path: Path):
    folder = write_texts(tmp_path / "textes", {"a.txt": "", "b.txt": "   \n"})
    report = built(tmp_path / "s", folder)
    assert (report.added, report.failed, report.exit_code) == (0, 2, 2)


def test_what_breaks_a_shape_is_reported_and_the_rest_published(tmp_path: Path):
    folder = write_texts(tmp_path / "textes", {**TEXTS, "seul.txt": "La France coopère."})
    report = built(tmp_path / "s", folder, strict=True)
    assert report.facts == {("Cooperation", "Actual"): 3}
    assert {reason.document for reason in report.set_aside} == {"seul"}
    assert report.exit_code == 1
    assert built(tmp_path / "s", folder).exit_code == 0


# What goes wrong with the call


def test_a_missing_path_leaves_no_store_behind(tmp_path: Path):
    with pytest.raises(UsageError, match="nulle-part"):
        built(tmp_path / "s", tmp_path / "nulle-part")
    assert not (tmp_path / "s").exists()


def test_no_process_is_no_build(tmp_path: Path):
    with pytest.raises(UsageError, match="at least one"):
        built(tmp_path / "s", write_texts(tmp_path / "textes", TEXTS), jobs=0)


def test_a_store_at_work_is_not_waited_for(tmp_path: Path):
    folder = write_texts(tmp_path / "textes", TEXTS)
    with Store.open(tmp_path / "s", create=True), pytest.raises(StoreError, match="at work"):
        built(tmp_path / "s", folder)


# Streaming


def test_documents_are_committed_while_others_are_not_yet_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(committing, "MAX_DOCUMENTS", 5)
    rows = [{"id": f"d{i:03}", "text": "La France et l’Italie."} for i in range(43)]
    seen: list[Progress] = []
    report = built(tmp_path / "s", write_lines(tmp_path / "d.jsonl", rows), progress=seen.append)
    assert report.added == 43
    commits = [event for event in seen if event.stage == "commit"]
    assert len(commits) == 9
    # A batch is told when it is written, while the next one is read.
    assert all(5 * number <= event.read <= 5 * number + 5 for number, event in enumerate(commits[:-1], 1))
    assert all(event.read - event.done <= 1 for event in seen)
    assert [event.complete for event in commits[:7]] == [False] * 7
    assert commits[-1].complete


def test_workers_are_never_far_behind_the_reading(tmp_path: Path):
    rows = [{"id": f"d{i:03}", "text": "La France et l’Italie."} for i in range(60)]
    seen: list[Progress] = []
    built(tmp_path / "s", write_lines(tmp_path / "d.jsonl", rows), progress=seen.append, jobs=2)
    ahead = [event.read - event.done for event in seen]
    assert 2 < max(ahead) <= 9
    assert all(later.done >= earlier.done for earlier, later in itertools.pairwise(seen))
    assert (seen[-1].read, seen[-1].done) == (60, 60)


def test_unknown_people_keep_their_names(tmp_path: Path):
    """The gazetteer is asked for every entity that occurs, and knows this one not."""
    folder = write_texts(tmp_path / "textes", {"a.txt": "Zébulon parle."})
    build([folder], store=tmp_path / "s", extractor=read_person)
    with Store.open(tmp_path / "s") as store:
        assert any(o == '"Zébulon"@fr' for s, p, o in store.triples() if p.endswith("#label>"))
        assert list(store.triples(f"{store.base}graph/knowledge")) == []


def test_a_failure_names_the_place(tmp_path: Path):
    assert Failure("a.txt", "is empty").lost
    report = BuildReport(failures=(Failure("metadata.csv:1", "unknown column", lost=False),), added=1)
    assert (report.failed, report.exit_code) == (0, 0)


@pytest.mark.model
def test_the_real_extraction_is_the_default(tmp_path: Path):
    text = "Le 4 novembre 2024, le président français Emmanuel Macron s’est rendu au Kazakhstan."
    folder = write_texts(tmp_path / "textes", {"a.txt": text})
    report = build([folder], store=tmp_path / "s")
    assert report.failures == ()
    assert report.entities.get("Country", 0) >= 1
    with Store.open(tmp_path / "s") as store:
        assert any("Q142" in o or "Q232" in o for _, _, o in store.triples(f"{store.base}graph/knowledge"))


def test_the_fingerprint_is_that_of_the_files(tmp_path: Path):
    (tmp_path / "a.ttl").write_text("un\n")
    before = _digest([tmp_path])
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"x")
    (tmp_path / "a.ttl").write_bytes(b"un\r\n")
    assert _digest([tmp_path]) == before, "neither compiled files nor line ends count"
    (tmp_path / "a.ttl").write_text("deux\n")
    changed = _digest([tmp_path])
    (tmp_path / "a.ttl").rename(tmp_path / "b.ttl")
    assert len({before, changed, _digest([tmp_path])}) == 3
