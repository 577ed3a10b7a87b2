"""Annotations that say what the format does not know are told with file, line and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from evaluation_samples import ENTITIES, VISIT, annotations, gold_of, write_gold

from diplograph.errors import GoldError, UsageError
from diplograph.evaluation.gold import read_gold
from diplograph.evaluation.inputs import find_texts, misquoted, read_all_gold
from diplograph.evaluation.roles import FAMILIES, SCORED_ROLES


def test_a_file_is_read(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, VISIT)
    assert (gold.document, gold.published, len(gold.entities)) == ("visite", "2024-05-04", 5)
    assert gold.entities[4].names == {"norvege"}
    (fact,) = gold.facts
    assert (fact.family, fact.status) == ("Visit", "Actual")
    assert fact.arguments == {
        "kind": ("Other",),
        "visitors": ("duval",),
        "places": ("nicosie",),
        "start": ("2024-05-03",),
    }


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"type": "Visite"}, "unknown type 'Visite' (did you mean 'Visit'?)"),
        ({"visitor": ["duval"]}, "Visit has no key 'visitor' (did you mean 'visitors'?)"),
        ({"visitors": ["duvall"]}, "visitors 'duvall' is the id of no entity (did you mean 'duval'?)"),
        ({"visitors": [["duval"]]}, "visitors ['duval'] is the id of no entity"),
        ({"hosts": ["xyz"]}, "hosts 'xyz' is the id of no entity (add it to entities)"),
        ({"kind": "Offical"}, "unknown kind 'Offical' (did you mean 'Official'?)"),
        ({"start": "3 mai"}, "start '3 mai' is not an ISO date (write 2024, 2024-11 or 2024-11-04)"),
        ({"status": "Sure"}, "unknown status 'Sure' (it is one of Actual, Planned, Possible, Denied)"),
        ({"quote": 3}, "quote is not a text"),
        ({"class": "Summit"}, "Visit has no key 'class'"),
    ],
)
def test_a_fault_of_a_fact_is_told(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    path = write_gold(tmp_path, annotations(VISIT, {**VISIT, **changes}))
    with pytest.raises(GoldError) as caught:
        read_gold(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    visits = lines.index('   "type": "Visit",') + 1
    second = lines.index("  {", visits) + 1
    assert str(caught.value).startswith(f"{path}:{second}: {told}")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"type": "Town"}, "unknown type 'Town'"),
        ({"typ": "City"}, "unknown key 'typ' (did you mean 'type'?)"),
        ({"name": ""}, "name '' is not a name (give its name)"),
        ({"aliases": "Mme Duval"}, "aliases is not a list of names"),
        ({"id": "orlov"}, "the id 'orlov' is used twice"),
    ],
)
def test_a_fault_of_an_entity_is_told(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    path = write_gold(tmp_path, annotations(entities=[*ENTITIES, {**ENTITIES[0], "id": "x", **changes}]))
    with pytest.raises(GoldError) as caught:
        read_gold(path)
    assert told in str(caught.value)
    assert f"{path}:" in str(caught.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    faulty = {"type": "Figure", "indicator": "Trade", "value": "much", "unit": "EUR", "when": "2024"}
    with pytest.raises(GoldError) as caught:
        gold_of(tmp_path, faulty, {"type": "Event", "id": "forum", "class": "Fair"})
    assert len(caught.value.lines()) == 4
    for told in ("no key 'when'", "value 'much' holds no number", "unknown class 'Fair'", "id 'forum'"):
        assert told in str(caught.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"document": "x",\n "facts": [}', ":2:12: is not JSON"),
        (b"[]", "is not an object"),
        (b'{"document": "x", "entities": {}}', "entities is not a list"),
        (b'{"entities": [], "facts": []}', "document is missing"),
        (b'{"document": "x", "entities": [], "facts": [], "published": "hier"}', "not an ISO date"),
        (b"\xff\xfe", "is not UTF-8 at byte 0"),
    ],
)
def test_what_is_no_annotation_at_all_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(GoldError) as caught:
        read_gold(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


def test_folders_are_read_without_those_below(tmp_path: Path) -> None:
    write_gold(tmp_path, annotations())
    (tmp_path / "apart").mkdir()
    write_gold(tmp_path / "apart", {**annotations(), "document": "other"}, name="other")
    assert [gold.document for gold in read_all_gold([tmp_path])] == ["visite"]
    assert [gold.document for gold in read_all_gold([tmp_path, tmp_path / "apart"])] == ["other", "visite"]


def test_one_document_is_annotated_once(tmp_path: Path) -> None:
    write_gold(tmp_path, annotations())
    write_gold(tmp_path, annotations(), name="again")
    with pytest.raises(GoldError, match=r"annotates 'visite', as does .*again.json"):
        read_all_gold([tmp_path])


def test_a_misspelt_path_is_told(tmp_path: Path) -> None:
    write_gold(tmp_path, annotations())
    with pytest.raises(UsageError, match=r"does not exist \(did you mean .*visite.json\?\)"):
        read_all_gold([tmp_path / "visit.json"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="is a folder without annotations"):
        read_all_gold([tmp_path / "empty"])


def test_the_text_lies_beside_or_is_named(tmp_path: Path) -> None:
    gold = gold_of(tmp_path)
    with pytest.raises(GoldError, match="has no text beside it"):
        find_texts([gold])
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "visites.txt").write_text("Un texte.", encoding="utf-8")
    with pytest.raises(GoldError, match=r"there is no text 'visite' \(did you mean visites\?\)"):
        find_texts([gold], texts=[tmp_path / "texts"])
    (tmp_path / "texts" / "visite.md").write_text("# Une visite\n\nUn texte.", encoding="utf-8")
    assert find_texts([gold], texts=[tmp_path / "texts"])["visite"].title == "Une visite"
    (tmp_path / "visite.txt").write_text("Un autre.", encoding="utf-8")
    assert find_texts([gold])["visite"].text.strip() == "Un autre."


def test_a_text_without_a_date_takes_that_of_its_annotations(tmp_path: Path) -> None:
    gold = gold_of(tmp_path)
    (tmp_path / "visite.txt").write_text("Un texte.", encoding="utf-8")
    assert find_texts([gold])["visite"].published == "2024-05-04"
    (tmp_path / "metadata.csv").write_text("file,published\nvisite.txt,2023\n", encoding="utf-8")
    assert find_texts([gold])["visite"].published == "2023"


def test_quotes_are_looked_for_in_the_text(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, VISIT, {**VISIT, "quote": "Ana Duval viendra"})
    text = f"Hier, {VISIT['quote']}.".replace("s'est rendue", "s'est\nrendue")
    (remark,) = misquoted(gold, text)
    assert str(remark).startswith(
        f"{gold.file}:{gold.facts[1].line}: the quote 'Ana Duval viendra' is not in"
    )


def test_the_page_names_the_arguments_that_count() -> None:
    page = (Path(__file__).parents[2] / "docs" / "evaluate.md").read_text(encoding="utf-8")
    for family in FAMILIES:
        keys = ", ".join(role.key for role in SCORED_ROLES[family])
        assert f"| {family} | {keys} |" in page
