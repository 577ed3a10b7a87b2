"""The graph in Python: texts in, questions, measures and pictures out, and how notebooks show them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from store_samples import batch, entry, office, presence, treaty, visit

from diplograph.api import Graph
from diplograph.errors import QueryError, UsageError
from diplograph.network import measure
from diplograph.store import Store


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    path = tmp_path_factory.mktemp("api") / "press.store"
    names = {"company/orano": "Orano <SA>", "country/kazakhstan": "Kazakhstan", "person/tokaiev": "Tokaïev"}
    pact = treaty(party=("country/france", "country/kazakhstan"), start="2023")
    with Store.open(path, create=True) as store:
        store.commit(batch(entry("a", visit(), office(), presence("company/orano"), pact, names=names)))
    with Graph.open(path) as opened:
        yield opened


def test_it_says_what_it_holds(graph: Graph) -> None:
    assert "1 documents" in repr(graph)
    assert "4 facts" in repr(graph)
    shown = graph._repr_html_()
    assert "<td>Presence</td><td>1</td>" in shown
    assert "<td>Country</td><td>2</td>" in shown


def test_documents_are_a_table(graph: Graph) -> None:
    (row,) = graph.documents()
    assert row == {"identifier": "a", "title": "Titre a", "published": "2024-11-05", "facts": 4}
    assert graph.documents().column("facts") == (4,)
    with pytest.raises(KeyError, match="no column 'fact'"):
        graph.documents().column("fact")


def test_a_query_by_name_resolves_names_and_cites(graph: Graph) -> None:
    rows = graph.query("companies-in", country="kazakhstan")
    assert any("Orano <SA>" in row.values() for row in rows)
    assert "quote" in rows.columns
    assert repr(rows).endswith(": 1 rows)")
    assert "<td>dg:Actual</td>" in rows._repr_html_()
    assert "Orano &lt;SA&gt;" in rows._repr_html_()
    with pytest.raises(UsageError, match="Kazakhstan"):
        graph.query("companies-in", country="Kazakstan")


def test_a_query_by_text_gives_values_of_python(graph: Graph) -> None:
    rows = graph.query("SELECT (COUNT(*) AS ?n) (1.5 AS ?x) { ?f a dg:Presence }")
    assert (rows[0]["n"], len(rows)) == (1, 1)
    assert graph.query("SELECT ?s { ?s ?p ?o }", limit=3).columns == ("s",)
    assert len(graph.query("SELECT ?s { ?s ?p ?o }", limit=3)) == 3
    with pytest.raises(QueryError, match="only SELECT"):
        graph.query("ASK { ?s ?p ?o }")
    with pytest.raises(UsageError, match="named queries"):
        graph.query("SELECT ?s { ?s ?p ?o }", country="France")


def test_an_explanation_marks_the_words(graph: Graph) -> None:
    explained = graph.explain("Tokaïev")
    assert len(explained) == 2
    assert {fact.type for fact in explained} == {"Visit", "Office"}
    assert (
        "<mark>Le président</mark>" in explained._repr_html_()
        or "<mark>Le présiden" in explained._repr_html_()
    )


def test_a_network_is_measured_and_drawn(graph: Graph, tmp_path: Path) -> None:
    view = graph.network()
    assert isinstance(view.to_networkx(), nx.MultiDiGraph)
    assert view.to_networkx().number_of_edges() == len(view.network.edges)
    table = view.measure("degree", top=2)
    assert table.rows[0][0] == "Kazakhstan"
    assert len(table) == 2
    values = view.measure("degree").column("degree")
    assert list(values) == sorted(values, reverse=True)  # type: ignore[type-var]
    assert {name for node in view.measured("degree").network.nodes for name, _ in node.attributes} == {
        "degree"
    }
    assert view._repr_png_()[:4] == b"\x89PNG"  # type: ignore[index]
    assert "facts" in view._repr_html_()
    target = view.draw().save(tmp_path / "a.svg")
    assert target.read_bytes().startswith(b"<?xml")
    with pytest.raises(UsageError, match=r"is \.png or"):
        view.draw().save(tmp_path / "a.gif")


def test_measures_come_in_the_order_of_the_command_line(graph: Graph) -> None:
    view = graph.network()
    for name in ("constraint", "community", "degree"):
        nodes = view.network.by_id
        ranked = [nodes[iri].label for iri, _ in measure(view.network, name).ranked()]
        assert list(view.measure(name).column("label")) == ranked


def test_filters_reach_the_projection(graph: Graph) -> None:
    assert {edge.kind for edge in graph.network(classes=("Presence",)).network.edges} == {"Presence"}
    nothing = graph.network(since="3000")
    assert nothing._repr_png_() is None
    with pytest.raises(TypeError):
        graph.network(sinse="2024")


def test_pictures_of_events(graph: Graph) -> None:
    assert graph.timeline().png[:4] == b"\x89PNG"
    assert graph.agreements_by_sector()._repr_png_()[:4] == b"\x89PNG"


def test_a_page_to_explore(graph: Graph) -> None:
    page = graph.network().page(language="en")
    known = json.loads(page.partition('id="graph">')[2].partition("</script>")[0])
    assert {node["label"] for node in known["nodes"]} >= {"Orano <SA>", "Kazakhstan"}


@pytest.mark.model
def test_from_texts_to_a_graph(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Orano est présent au Kazakhstan.", encoding="utf-8")
    with Graph.build(tmp_path, store=tmp_path / "s.store") as built:
        assert [row["title"] is not None for row in built.documents()] == [True]
        assert len(built.query("SELECT ?f { ?f a dg:Presence }")) == 1
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError):
        Graph.build(tmp_path / "empty", store=tmp_path / "other.store")
