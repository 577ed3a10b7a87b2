"""Documents in other languages are told and left out, unless they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from build_samples import read_cooperation, write_texts

from diplograph.build import build

TEXTS = {
    "accord.txt": "La France et le Kazakhstan renforcent leur coopération dans le domaine de l'énergie.",
    "deal.txt": "France and Kazakhstan have said that they will strengthen the ties between the two "
    "countries, and that their ministers are to meet in the capital before the end of the year with this in "
    "view.",
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "texts", TEXTS)


def test_another_language_is_told_with_what_to_do_and_left_out(texts: Path, tmp_path: Path) -> None:
    report = build([texts], store=tmp_path / "s", extractor=read_cooperation)
    assert (report.added, report.documents, report.failed, report.exit_code) == (1, 1, 1, 0)
    (failure,) = report.failures
    assert failure.file.endswith("deal.txt")
    assert failure.reason == "is in 'en', and only French is read"
    assert "metadata.csv" in failure.hint
    assert "--language any" in failure.hint


def test_it_is_read_when_asked_for(texts: Path, tmp_path: Path) -> None:
    report = build([texts], store=tmp_path / "s", extractor=read_cooperation, any_language=True)
    assert (report.added, report.failed) == (2, 0)


def test_or_when_the_metadata_say_that_it_is_french(texts: Path, tmp_path: Path) -> None:
    (texts / "metadata.csv").write_text("file,language\ndeal.txt,fr-CA\n", encoding="utf-8")
    report = build([texts], store=tmp_path / "s", extractor=read_cooperation)
    assert (report.added, report.failed) == (2, 0)


def test_a_strict_build_fails_for_it(texts: Path, tmp_path: Path) -> None:
    assert build([texts], store=tmp_path / "s", extractor=read_cooperation, strict=True).exit_code == 1
