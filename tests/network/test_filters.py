"""Which facts a view takes."""

from __future__ import annotations

import pytest
from network_samples import ID, entity, fact, triples

from diplograph.errors import UsageError
from diplograph.model.days import days
from diplograph.network import ALL_STATUSES, Filters, Network, Reason, project
from diplograph.network.filters import fact_span

GRAPH = triples(
    entity("country/fr", "Country")
    + entity("country/kz", "Country")
    + entity("company/orano", "Company", "dg:homeCountry country/fr")
    + fact(
        "treaty",
        "Treaty",
        "party country/fr",
        "party country/kz",
        "sector sector:energy.nuclear",
        'start "2023"',
        'confidence "0.9"',
        "evidence evidence/a.1-2",
    )
    + fact(
        "visit", "Visit", "visitor country/fr", "place country/kz", 'start "2024-11-04"', 'confidence "0.5"'
    )
    + fact("presence", "Presence", "company company/orano", "country country/kz", "sector sector:mining")
    + fact("hope", "Visit", "visitor country/kz", "host country/fr", 'end "2025"', status="Possible")
    + fact("no", "Membership", "member country/fr", "organization company/orano", status="Denied")
)
ALL = {"treaty", "visit", "presence", "hope"}


def seen(**filters: object) -> tuple[set[str], Network]:
    network = project(GRAPH, filters=Filters(**filters))  # type: ignore[arg-type]
    return {edge.fact.removeprefix(f"{ID}fact/") for edge in network.edges}, network


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({}, ALL),
        ({"statuses": ALL_STATUSES}, {*ALL, "no"}),
        ({"statuses": ("Possible",)}, {"hope"}),
        ({"classes": ("Visit",)}, {"visit", "hope"}),
        ({"classes": ("Agreement",)}, {"treaty"}),
        ({"sectors": ("energy",)}, {"treaty"}),
        ({"sectors": ("energy.nuclear", "mining")}, {"treaty", "presence"}),
        ({"sectors": ("energy.oil-gas",)}, set()),
        ({"countries": (f"{ID}country/fr",)}, {"treaty", "visit", "presence", "hope"}),
        ({"countries": (f"{ID}country/de",)}, set()),
        ({"since": "2024"}, {"visit", "hope"}),
        ({"since": "2024-11-04", "until": "2024-11-04"}, {"visit"}),
        ({"since": "2023-06", "until": "2023-07"}, {"treaty"}),
        ({"until": "0001"}, set()),
        ({"min_confidence": 0.6}, {"treaty"}),
        ({"documents": ("a",)}, {"treaty"}),
        ({"documents": ("b",)}, set()),
        ({"relations": ("visited", "operatesIn")}, {"visit", "hope", "presence"}),
        ({"classes": ("Visit",), "since": "2025"}, {"hope"}),
    ],
)
def test_a_filter_keeps_what_it_asks_and_the_rest_is_accounted_for(
    filters: dict[str, object], kept: set[str]
) -> None:
    facts, network = seen(**filters)
    assert facts == kept
    left = {one.fact.removeprefix(f"{ID}fact/") for one in network.left}
    assert left == {*ALL, "no"} - kept
    assert network.facts == 5
    if filters:
        ends = {end for edge in network.edges for end in (edge.source, edge.target)}
        assert {node.id for node in network.nodes} == ends or "statuses" in filters


def test_each_filter_gives_its_reason() -> None:
    reasons = {
        Reason.STATUS: {"statuses": ("Planned",)},
        Reason.CLASS: {"classes": ("Meeting",)},
        Reason.SECTOR: {"sectors": ("defence",)},
        Reason.COUNTRY: {"countries": ("x",)},
        Reason.UNDATED: {"since": "0001"},
        Reason.PERIOD: {"since": "2030"},
        Reason.CONFIDENCE: {"min_confidence": 1.0},
        Reason.DOCUMENT: {"documents": ("x",)},
        Reason.RELATION: {"relations": ("met",)},
    }
    for reason, filters in reasons.items():
        _, network = seen(**filters)
        found = {one.reason for one in network.left} - {Reason.STATUS, Reason.UNDATED}
        assert reason in {one.reason for one in network.left}
        assert found <= {reason}
        assert f"left out by {reason}" in network.account()


def test_a_filter_by_role_in_the_views_of_facts() -> None:
    network = project(GRAPH, view="events", filters=Filters(relations=("visitor",)))
    assert {edge.relation for edge in network.edges} == {"visitor"}
    with pytest.raises(UsageError, match="visitor"):
        project(GRAPH, view="events", filters=Filters(relations=("visitr",)))


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"classes": ("Vist",)}, "did you mean 'Visit'"),
        ({"statuses": ("actual",)}, "did you mean 'Actual'"),
        ({"sectors": ("enrgy",)}, "did you mean 'energy'"),
        ({"since": "hier"}, "'hier' is no date"),
        ({"until": "2024-13"}, "no date"),
        ({"until": "20245"}, "no date"),
        ({"since": "2025", "until": "2024-12"}, "ends .2024-12. before it begins"),
        ({"min_confidence": 80.0}, "80 is no confidence"),
    ],
)
def test_what_is_asked_wrongly_is_told(filters: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        Filters(**filters)  # type: ignore[arg-type]


def test_an_unknown_relation_or_view_is_told() -> None:
    with pytest.raises(UsageError, match="did you mean 'visited'"):
        project(GRAPH, filters=Filters(relations=("visted",)))
    with pytest.raises(UsageError, match="did you mean 'actors'"):
        project(GRAPH, view="actor")


@pytest.mark.parametrize(
    ("date", "span"),
    [
        ("2024", ((2024, 1, 1), (2024, 12, 31))),
        ("2024-02", ((2024, 2, 1), (2024, 2, 29))),
        ("2024-02-03", ((2024, 2, 3), (2024, 2, 3))),
        ("-0044", ((-44, 1, 1), (-44, 12, 31))),
        ("12024-05", ((12024, 5, 1), (12024, 5, 31))),
        ("2024-02-03Z", ((2024, 2, 3), (2024, 2, 3))),
        ("", None),
        ("24", None),
        ("2024-00", None),
    ],
)
def test_days_that_a_date_stands_for(date: str, span: object) -> None:
    assert days(date) == span


def test_days_that_a_fact_stands_for() -> None:
    assert fact_span("2024", "") == ((2024, 1, 1), (2024, 12, 31))
    assert fact_span("", "2024-05") == ((2024, 5, 1), (2024, 5, 31))
    assert fact_span("2023-12-31", "2024-05") == ((2023, 12, 31), (2024, 5, 31))
    assert fact_span("", "") is None
    assert fact_span("?", "2024") == ((2024, 1, 1), (2024, 12, 31))
