"""Drawings, timelines and bars: what they show, that labels do not collide, that bytes are the same."""

from __future__ import annotations

import io
import struct
from itertools import combinations

import matplotlib
import pytest
from lxml import etree
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from diplograph.errors import UsageError
from diplograph.network import Filters, project
from diplograph.network.records import Edge, Network, Node
from diplograph.pictures.bars import count_agreements, draw_sectors
from diplograph.pictures.canvas import box_of, save, shortened
from diplograph.pictures.curves import curves
from diplograph.pictures.drawing import draw_network
from diplograph.pictures.selection import best_linked
from diplograph.pictures.timeline import draw_timeline
from diplograph.store import Store

DRAW = {"network": draw_network, "timeline": draw_timeline, "sectors": draw_sectors}


def network_of(store: Store, picture: str) -> Network:
    return project(store, view="actors" if picture == "network" else "events")


def written(figure: Figure, format: str) -> bytes:
    out = io.BytesIO()
    save(figure, out, format=format)
    return out.getvalue()


@pytest.mark.parametrize("picture", DRAW)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_pictures_are_written_and_the_same_each_time(drawn_store: Store, picture: str, language: str) -> None:
    network = network_of(drawn_store, picture)
    for format in ("png", "svg"):
        one, other = (written(DRAW[picture](network, language=language), format) for _ in range(2))
        assert one == other
        if format == "png":
            width, height = struct.unpack(">II", one[16:24])
            assert min(width, height) > 300
        else:
            assert etree.fromstring(one).tag.endswith("svg")


def test_settings_of_the_caller_are_left_as_they_are(drawn_store: Store) -> None:
    with matplotlib.rc_context({"font.size": 31.0}):
        draw_sectors(network_of(drawn_store, "sectors"), language="fr")
        assert matplotlib.rcParams["font.size"] == 31.0


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(matplotlib.text.Text) if text.get_text()]


def test_the_drawing_names_nodes_classes_and_statuses(drawn_store: Store) -> None:
    shown = texts(draw_network(network_of(drawn_store, "network"), language="fr"))
    assert {"Tokaïev", "france", "kazakhstan", "vicat", "entreprise", "pays", "prévu"} <= set(shown)


def edge(id: str, source: str, target: str, kind: str = "Visit") -> Edge:
    roles = {"relation": "visited", "roles": "visitor-host", "symmetric": False}
    return Edge(id=id, source=source, target=target, label="", kind=kind, fact=f"f{id}", **roles)


def star(leaves: int) -> Network:
    """Many nodes with long names around one: no room for all labels."""
    nodes = [Node(f"n{i:03}", f"Société au nom assez long {i}", "Company") for i in range(leaves + 1)]
    edges = [edge(f"e{i:03}", "n000", f"n{i:03}", "Presence") for i in range(1, leaves + 1)]
    return Network(nodes=tuple(nodes), edges=tuple(edges))


def test_labels_do_not_collide() -> None:
    figure = draw_network(star(59), language="en")
    labels = [text for text in figure.findobj(Annotation) if text.get_text().startswith("Société")]
    assert len(labels) > 10
    boxes = [box_of(label) for label in labels]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_what_is_left_out_is_said() -> None:
    assert "61 nodes with weaker links are left out." in texts(draw_network(star(120), language="en"))


def test_the_best_linked_part_has_the_strongest_nodes() -> None:
    kept, left = best_linked(star(9), 3)
    assert [node.id for node in kept.nodes] == ["n000", "n001", "n002"]
    assert (len(kept.edges), left) == (2, 7)
    assert best_linked(star(9), 0)[1] == 0


def test_hubs_without_a_common_link_bring_their_neighbours() -> None:
    ids = [f"{hub}{leaf}" for hub in "abc" for leaf in range(5)]
    edges = tuple(edge(f"e{i}", f"{i[0]}0", i) for i in ids if i[1] != "0")
    network = Network(nodes=tuple(Node(i, i, "Company") for i in ids), edges=edges)
    kept, left = best_linked(network, 3)
    assert [node.id for node in kept.nodes] == ["a0", "a1", "a2"]
    assert (len(kept.edges), left) == (2, 12)
    assert len(best_linked(network, 7)[0].nodes) == 7


def test_parallel_lines_are_apart_and_a_loop_is_a_ring() -> None:
    edges = [*(edge(f"e{i}", "a", "b") for i in range(3)), edge("e9", "a", "a")]
    lines = curves(edges, {"a": (0.0, 0.0), "b": (100.0, 0.0)})
    middles = [ys[len(ys) // 2] for _, ys in lines[:3]]
    assert len({round(y) for y in middles}) == 3
    assert all((xs[0], xs[-1]) == (0.0, 100.0) for xs, _ in lines[:3])
    xs, ys = lines[3]
    assert (xs[0], ys[0]) == pytest.approx((xs[-1], ys[-1]))
    assert max(ys) > 10


def test_a_timeline_has_a_row_a_fact_in_the_order_of_time(drawn_store: Store) -> None:
    figure = draw_timeline(network_of(drawn_store, "timeline"), language="fr")
    rows = sorted((text.xy[1], text.get_text()) for text in figure.findobj(Annotation) if text.get_text())
    assert [name[:6] for _, name in rows] == ["Traite", "Contra", "Visite", "Visite"]


@pytest.mark.parametrize(
    ("start", "drawn"),
    [("-0044", 0), ("0001", 0), ("9999", 0), ("12000", 0), ("1999-12", 1), ("2024-02-30", 0)],
)
def test_dates_past_a_calendar_are_counted_as_undated(start: str, drawn: int) -> None:
    node = Node("f", "Traité", "Treaty", fact=True, start=start, status="Actual")
    other = Node("g", "Autre", "Treaty", fact=True, start="2020", status="Actual")
    shown = texts(draw_timeline(Network(nodes=(node, other), edges=()), language="en"))
    assert ("Traité" in shown) == bool(drawn)
    assert ("1 have no date." in shown) != bool(drawn)


def test_agreements_are_counted_by_year_and_top_sector(drawn_store: Store) -> None:
    counted = count_agreements(network_of(drawn_store, "sectors"))
    assert counted == {("2023", "energy"): 1, ("2024", ""): 1}
    figure = draw_sectors(network_of(drawn_store, "sectors"), language="fr")
    assert {"2023", "2024", "énergie", "secteur non précisé"} <= set(texts(figure))


@pytest.mark.parametrize("picture", DRAW)
def test_nothing_to_draw_is_said(drawn_store: Store, picture: str) -> None:
    nothing = project(
        drawn_store,
        view="actors" if picture == "network" else "events",
        filters=Filters(since="3000"),
    )
    with pytest.raises(UsageError, match="nothing to draw"):
        DRAW[picture](nothing, language="en")


def test_names_are_cut_on_one_line() -> None:
    assert shortened("a\nb\x00c\td", 20) == "a b c d"
    assert shortened("x" * 50, 10) == "x" * 9 + "…"
