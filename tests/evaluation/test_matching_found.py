"""How entities and facts are matched and weighed, each rule on its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from evaluation_samples import KEYS, VISIT, fact, gold_of, matched

from diplograph.evaluation.folding import folded_name
from diplograph.evaluation.matching import Count
from diplograph.model import EntityType, Status

GIVEN = {
    "visitKind": "Other",
    "visitor": "person/ana-duval",
    "place": "city/nicosie",
    "start": "2024-05-03",
}
MEETING = {"type": "Meeting", "participants": ["duval", "orlov"], "status": "Actual"}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("M. Tokaïev", "tokaiev"),
        ("le président de la République", "la republique"),
        ("l'État", "etat"),
        ("l’État", "letat"),
        ("Les Échos", "echos"),
        ("energy.nuclear", "energy nuclear"),
        ("...", ""),
    ],
)
def test_names_are_folded(name: str, form: str) -> None:
    assert folded_name(name) == form


def test_entities_are_right_when_name_and_type_are(tmp_path: Path) -> None:
    keys = {
        **KEYS,
        "city/nicosie": (EntityType.REGION, "Nicosie"),
        "company/norvege": (EntityType.COMPANY, "Norvège"),
        "company/sol": (EntityType.COMPANY, "Sol"),
    }
    del keys["person/pavel-orlov"]
    matching = matched(gold_of(tmp_path), keys=keys)
    assert matching.entity_counts["Person"] == Count(1, 1, 2)
    assert matching.entity_counts["Country"] == Count(2, 2, 2)
    assert matching.entity_counts["City"] == Count(0, 0, 1)
    assert matching.entity_counts["Region"] == Count(0, 1, 0)
    assert matching.entity_counts["Company"] == Count(0, 2, 0)
    told = {(p.gold.name if p.gold else "", p.found.name if p.found else ""): p for p in matching.entities}
    assert told["Pavel Orlov", ""].right is False
    assert told["Nicosie", "Nicosie"].right is False
    assert told["la Norvège", "Norvège"].right is True
    assert told["", "Norvège"].again is True
    assert told["", "Sol"].again is False


@pytest.mark.parametrize(
    ("changes", "options", "score"),
    [
        ({}, {}, 1.0),
        # right 4.5 (four arguments and the status) without what the change takes away
        ({"place": ()}, {}, 2 * 3.5 / (2 * 3.5 + 1)),
        ({"place": ("city/nicosie", "country/chypre")}, {}, 2 * 4.5 / (2 * 4.5 + 1)),
        ({"visitor": "person/pavel-orlov"}, {}, 2 * 3.5 / (2 * 3.5 + 2)),
        ({"start": "2024-05"}, {}, 1.0),
        ({"start": "2024-06-03"}, {}, 2 * 3.5 / (2 * 3.5 + 2)),
        ({"start": ()}, {}, 2 * 3.5 / (2 * 3.5 + 1)),
        ({"end": "2024-05-04"}, {}, 2 * 4.5 / (2 * 4.5 + 0.5)),
        ({}, {"status": Status.PLANNED}, 2 * 4 / (2 * 4 + 0.5)),
    ],
)
def test_the_score_of_a_visit(
    tmp_path: Path, changes: dict[str, Any], options: dict[str, Any], score: float
) -> None:
    matching = matched(gold_of(tmp_path, VISIT), fact("Visit", arguments={**GIVEN, **changes}, **options))
    (pair,) = matching.facts
    assert pair.score == pytest.approx(score)
    assert matching.fact_counts["Visit"] == Count(pytest.approx(score), 1, 1)


def test_an_agreement_of_another_class_with_a_name(tmp_path: Path) -> None:
    keys = {**KEYS, "agreement/charte": (EntityType.AGREEMENT, "Charte d'Oslo")}
    gold = gold_of(
        tmp_path,
        {
            "type": "Agreement",
            "class": "Convention",
            "id": "charte",
            "parties": ["chypre", "norvege"],
            "sectors": ["energy", "energy.nuclear"],
        },
        entities=[
            {"id": "chypre", "type": "Country", "name": "Chypre"},
            {"id": "norvege", "type": "Country", "name": "Norvège"},
            {"id": "charte", "type": "Agreement", "name": "Charte d'Oslo sur l'énergie"},
        ],
    )
    given = fact(
        "Treaty",
        arguments={"party": ("country/chypre", "country/norvege"), "sector": "energy"},
        subject="agreement/charte",
    )
    (pair,) = matched(gold, given, keys=keys).facts
    # right: two parties, half a sector, the name (one holds the other) by two; wrong and missing: the class;
    # missing: half a sector. The annotation gives no status.
    assert pair.score == pytest.approx(2 * 4.5 / (2 * 4.5 + 1 + 1.5))
    assert pair.outcome is not None
    assert pair.outcome.status_agrees is None
    told = {role.key: (role.right, role.wrong, role.missing) for role in pair.outcome.roles}
    assert told["class"] == ((), ("Treaty",), ("Convention",))
    assert told["sectors"] == (("energy",), (), ("energy.nuclear",))
    assert told["name"] == (("name",), (), ())


@pytest.mark.parametrize(
    ("topic", "right", "close"),
    [("la paix durable", 1.0, False), ("la paix", 0.5, True), ("la guerre durable", 1 / 3, False)],
)
def test_topics_agree_by_their_words(tmp_path: Path, topic: str, right: float, close: bool) -> None:
    gold = gold_of(
        tmp_path, {"type": "Position", "actors": ["duval"], "stance": "Support", "topic": "paix durable"}
    )
    given = fact("Position", arguments={"actor": "person/ana-duval", "stance": "Support", "topic": topic})
    (pair,) = matched(gold, given).facts
    assert pair.outcome is not None
    assert pair.score == pytest.approx(2 * (2 + right) / (2 * (2 + right) + 2 * (1 - right)))
    (told,) = [role for role in pair.outcome.roles if role.key == "topic"]
    assert bool(told.close) is close
    assert bool(told.wrong) is (right < 0.5)


def test_facts_are_assigned_so_that_scores_add_up_to_the_most(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, VISIT, {**VISIT, "start": "2024-06", "places": ["chypre"]}, MEETING)
    early = fact("Visit", arguments={**GIVEN, "place": ("city/nicosie", "country/chypre")})
    late = fact("Visit", arguments={**GIVEN, "start": "2024-06", "place": "country/chypre"})
    matching = matched(gold, late, early)
    first, second, missed = matching.facts
    assert first.gold is gold.facts[0]
    assert first.score < 1
    assert second.score == 1
    assert (missed.family, missed.found, missed.score) == ("Meeting", None, 0)
    assert matching.fact_counts["Meeting"] == Count(0, 0, 1)


def test_what_shares_nothing_is_missed_and_spurious(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, {"type": "Membership", "member": "chypre", "organization": "orlov"})
    given = fact("Membership", arguments={"member": "country/norvege", "organization": "person/ana-duval"})
    missed, spurious = matched(gold, given).facts
    assert (missed.found, spurious.gold) == (None, None)
    assert spurious.found is not None
    assert spurious.found.rules == ("visits:se rendre",)
