"""What is only implausible is published, counted by the build, and told by a validation of the store."""

from __future__ import annotations

from pathlib import Path

from build_samples import write_texts

from diplograph.build import build
from diplograph.cli.summary import summary
from diplograph.model import Document, Entity, EntityType, Evidence, Extraction, make_fact
from diplograph.store import Store
from diplograph.validation import load_shapes, validate


def read_long_visit(document: Document) -> Extraction:
    """A visit of two years."""
    person = Entity("person/omar", EntityType.PERSON, "Omar")
    visit = make_fact(
        "Visit",
        {"visitor": person.key, "visitKind": "Official", "start": "2022-03-01", "end": "2024-03-02"},
        evidence=(Evidence(0, 4, document.text[:4], "essai:1"),),
    )
    return Extraction(document, (person,), (visit,))


def test_a_warning_is_published_and_counted(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "textes", {"a.txt": "Omar est venu du 1er mars 2022 au 2 mars 2024."})
    report = build([folder], store=tmp_path / "s", extractor=read_long_visit)
    assert report.warnings == 1
    assert report.set_aside == ()
    assert report.facts == {("Visit", "Actual"): 1}
    assert "To be checked: 1 (published; diplograph validate tells each)" in summary(report, store=tmp_path)
    with Store.open(tmp_path / "s", read_only=True) as store:
        found = validate(data=store.triples(), shapes=load_shapes())
    assert found.conforms
    (warning,) = found.violations
    assert warning.severity == "Warning"
    assert "/fact/visit" in warning.focus


def test_nothing_implausible_is_not_told(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "textes", {"a.txt": "Rien."})
    report = build([folder], store=tmp_path / "s", extractor=lambda document: Extraction(document, (), ()))
    assert report.warnings == 0
    assert "To be checked" not in summary(report, store=tmp_path)
