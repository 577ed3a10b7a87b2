"""Which files are found, and the document that each gives: identifier, digest, limits, failures."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from diplograph.documents import DocumentFailure, Source, find_sources, read_documents, read_source
from diplograph.errors import DocumentError, UsageError
from diplograph.model import Document

Make = Callable[[str, str | bytes], Path]
Read = Callable[[Path], Document]
Fail = Callable[[Path], str]


def names(*paths: Path) -> list[str]:
    return [source.path.name for source in find_sources(paths)]


def test_folders_are_searched_in_the_order_of_paths(make: Make, tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/é.HTML", "a/b/c.pdf", "a-b.docx", "d.jsonl"):
        make(name, "x")
    for name in (".caché.txt", ".git/x.txt", "image.png", "metadata.csv", "notes", "sub.txt/.x"):
        make(name, "file\n" if name == "metadata.csv" else "x")
    assert names(tmp_path) == ["c.pdf", "z.md", "é.HTML", "a-b.docx", "b.txt", "d.jsonl"]


def test_the_order_of_arguments_does_not_matter_and_a_file_counts_once(make: Make, tmp_path: Path) -> None:
    first, second = make("a.txt", "x"), make("sub/b.txt", "x")
    (tmp_path / "lien.txt").symlink_to(first)
    assert names(second, tmp_path, first) == names(tmp_path, tmp_path / "sub") == ["a.txt", "b.txt"]


def test_a_missing_path_is_told_before_anything_is_read(make: Make, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        find_sources([make("a.txt", "x"), tmp_path / "rien"])
    assert str(caught.value) == f"{tmp_path}/rien: does not exist (check the spelling of the path)"


def test_a_folder_without_documents_is_told(make: Make, tmp_path: Path) -> None:
    make("image.png", "x")
    with pytest.raises(
        UsageError, match=r"is a folder without documents \(documents end in \.docx, .*\.txt\)"
    ):
        find_sources([tmp_path])


def test_no_path_and_a_table_alone_are_told(make: Make) -> None:
    with pytest.raises(UsageError, match="no documents given"):
        find_sources([])
    with pytest.raises(UsageError, match="was given"):
        find_sources([make("metadata.csv", "file\n")])


def test_what_a_shell_pattern_gives_is_sorted_out(make: Make, tmp_path: Path) -> None:
    make("a.txt", "Texte")
    make("b.odt", "x")
    make("metadata.csv", "file\na.txt\n")
    document, failed = read_documents(sorted(tmp_path.iterdir()))
    assert isinstance(document, Document)
    assert isinstance(failed, DocumentFailure)
    assert str(failed.error) == (
        f"{tmp_path}/b.odt: is a .odt file (what can be read: "
        ".docx, .htm, .html, .jsonl, .markdown, .md, .ndjson, .pdf, .text, .txt)"
    )


def test_a_loop_of_links_ends(make: Make, tmp_path: Path) -> None:
    make("a/b/un.txt", "Texte")
    (tmp_path / "a/b/retour").symlink_to(tmp_path / "a")
    loop, document = read_documents([tmp_path])
    assert isinstance(loop, DocumentFailure)
    assert not loop.lost
    assert str(loop.error) == f"{tmp_path}/a/b/retour: is a link to a folder that it is in (remove the link)"
    assert isinstance(document, Document)


def test_a_link_to_another_folder_is_followed(make: Make, tmp_path: Path) -> None:
    make("ailleurs/un.txt", "Texte")
    make("ici/deux.txt", "Texte")
    (tmp_path / "ici/lien").symlink_to(tmp_path / "ailleurs")
    assert names(tmp_path / "ici") == ["deux.txt", "un.txt"]


def test_what_the_system_refuses_is_a_failure_of_its_document(make: Make, tmp_path: Path) -> None:
    make("z.txt", "Texte")
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "rien")
    os.mkfifo(tmp_path / "c.txt")
    os.mkfifo(tmp_path / "d.jsonl")
    items = list(read_documents([tmp_path]))
    told = [
        str(item.error).removeprefix(f"{tmp_path}/") for item in items if isinstance(item, DocumentFailure)
    ]
    assert told == [
        "a.txt: cannot be read: Too many levels of symbolic links "
        "(check the disk and the links on the way to it)",
        "b.txt: is not there any more (it was moved or removed during the run, or is a dead link)",
        "c.txt: is not a plain file (give a file or a folder of files)",
        "d.jsonl: is not a plain file (give a file or a folder of files)",
    ]
    assert isinstance(items[-1], Document)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_file_removed_meanwhile_does_not_stop_the_others(make: Make, tmp_path: Path, name: str) -> None:
    gone = make(name, '{"text": "x"}')
    make("b.txt", "Texte")
    items = read_documents([tmp_path])
    gone.unlink()
    failed, document = items
    assert isinstance(failed, DocumentFailure)
    assert failed.error.reason == "is not there any more"
    assert isinstance(document, Document)


@pytest.fixture
def strangers_folder() -> Iterator[Path]:
    """A folder read by someone without rights: root, who may read everything, becomes nobody."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "warm.txt").write_text("Texte", encoding="utf-8")
        assert len(list(read_documents([folder]))) == 1  # what reading imports is imported
        (folder / "warm.txt").unlink()
        (folder / "a.txt").touch(mode=0)
        (folder / "sub").mkdir(mode=0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            (folder / "sub").chmod(0o700)


def test_a_file_or_folder_that_may_not_be_read_is_told(strangers_folder: Path) -> None:
    items = list(read_documents([strangers_folder]))
    assert [item.error.reason for item in items if isinstance(item, DocumentFailure)] == [
        "may not be read"
    ] * 2


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "pdf", "docx"])
def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path, failure: Fail, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    with path.open("wb") as stream:
        stream.truncate(50_000_000 if suffix in ("txt", "md", "html") else 150_000_000)
    start = time.perf_counter()
    message = failure(path)
    assert time.perf_counter() - start < 0.5
    assert message.startswith((f"a.{suffix}: is too long: 50,000,000 bytes", f"a.{suffix}: is too big:"))


@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_the_limit_is_counted_in_characters(make: Make, failure: Fail, document: Read, suffix: str) -> None:
    assert len(document(make(f"a.{suffix}", "é" * 1_000_000)).text) == 1_000_000
    assert failure(make(f"b.{suffix}", "é" * 1_000_001)) == (
        f"b.{suffix}: is too long: 1,000,001 characters, where 1,000,000 characters is the limit "
        "of one document (split it into several documents)"
    )


@pytest.mark.parametrize("text", ["", " \n\t\u00a0", "\ufeff", "— … —", "\u200b\u00ad"])
@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_a_file_without_words_is_told(make: Make, failure: Fail, suffix: str, text: str) -> None:
    message = failure(make(f"a.{suffix}", text))
    assert message.startswith((f"a.{suffix}: is empty (", f"a.{suffix}: has no text"))


def test_identifiers_meet_only_once_in_a_run(make: Make, tmp_path: Path) -> None:
    make("a/note.txt", "Premier")
    make("a/note.md", "---\nid: autre\n---\nDeuxième")
    make("b/note.html", "<p>Troisième texte</p>")
    make("b/x.md", "---\nid: autre\n---\nQuatrième")
    items = list(read_documents([tmp_path]))
    assert [item.identifier for item in items if isinstance(item, Document)] == ["autre", "note"]
    told = [str(item.error) for item in items if isinstance(item, DocumentFailure)]
    hint = "(give one of them another id, in metadata.csv or in the document)"
    assert told == [
        f"{tmp_path}/b/note.html: identifier 'note' is already that of {tmp_path}/a/note.txt {hint}",
        f"{tmp_path}/b/x.md: identifier 'autre' is already that of {tmp_path}/a/note.md {hint}",
    ]


def test_the_digest_tells_what_changed(make: Make, document: Read) -> None:
    data = b"Texte\r\n"
    path = make("a.txt", data)
    plain = document(path)
    assert plain.digest == hashlib.sha256(data).hexdigest()
    make("metadata.csv", "file,title\na.txt,Un\n")
    titled = document(path)
    make("metadata.csv", "title,genre,file\n Un ,,a.txt\n")
    same = document(path)
    make("metadata.csv", "file,title\na.txt,Deux\n")
    other = document(path)
    assert titled.digest == same.digest
    assert len({plain.digest, titled.digest, other.digest}) == 3


def test_names_that_are_no_text_are_shown_as_far_as_they_go(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("Texte")
    (item,) = read_documents([path])
    assert isinstance(item, Document)
    assert (item.identifier, item.file) == ("caf\ufffd", f"{tmp_path}/caf\ufffd.txt")


def test_sources_and_failures_travel_to_a_worker_and_back(make: Make) -> None:
    source = Source(make("a.txt", ""))
    (item,) = read_source(pickle.loads(pickle.dumps(source)))
    assert isinstance(item, DocumentFailure)
    back = pickle.loads(pickle.dumps(item))
    assert isinstance(back.error, DocumentError)
    assert str(back.error) == str(item.error)


def test_no_library_is_loaded_before_it_is_needed() -> None:
    heavy = ["spacy", "rdflib", "trafilatura", "lxml", "pypdf", "docx", "markdown_it", "charset_normalizer"]
    code = f"import sys, diplograph.documents; print([n for n in {heavy} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
