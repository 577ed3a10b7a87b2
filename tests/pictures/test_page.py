"""The page in a real browser: it draws, searches, filters and tells, and asks no address for anything."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from picture_samples import NASTY
from playwright.sync_api import Browser, Page, sync_playwright

from diplograph.errors import UsageError
from diplograph.network import Filters, project
from diplograph.pictures.page import network_page
from diplograph.store import Store

# What a browser does by itself at every start has no place in a test.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("chromium is missing: on Debian, apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def text(drawn_store: Store) -> str:
    return network_page(drawn_store, project(drawn_store), language="en")


@pytest.fixture
def page(browser: Browser, text: str, tmp_path: Path) -> Iterator[Page]:
    file = tmp_path / "graph.html"
    file.write_text(text, encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1400, "height": 900})
    asked: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.goto(file.as_uri())
    opened.wait_for_selector("body[data-ready=yes]")
    yield opened
    assert faults == []
    assert asked == [file.as_uri()]
    opened.close()


def drawn(page: Page) -> tuple[int, int]:
    state = page.evaluate("diplograph.state()")
    return state["nodes"], state["edges"]


def test_all_links_are_drawn(page: Page, drawn_store: Store) -> None:
    network = project(drawn_store)
    linked = {end for edge in network.edges for end in (edge.source, edge.target)}
    assert drawn(page) == (len(linked), len(network.edges))
    assert page.inner_text("#count") == f"{len(linked)} nodes, {len(network.edges)} links"


def test_a_click_on_a_link_shows_its_sentence_with_the_words_marked(page: Page) -> None:
    place = page.evaluate(
        """() => {
          const item = JSON.parse(document.getElementById("graph").textContent);
          const told = (edge) => item.facts[edge.fact].label;
          const edge = item.edges.find((e) => e.kind === "Presence" && told(e).includes("vicat"));
          const at = Math.floor(edge.xs.length / 2);
          const middle = (v) => v.length === 2 ? (v[0] + v[1]) / 2 : v[at];
          const view = [...Bokeh.index][0];
          const canvas = view.canvas_view.el.getBoundingClientRect();
          return {
            x: canvas.x + view.frame.x_scale.compute(middle(edge.xs)),
            y: canvas.y + view.frame.y_scale.compute(middle(edge.ys)),
          };
        }"""
    )
    page.mouse.click(place["x"], place["y"])
    page.wait_for_selector("#told mark", timeout=5000)
    assert page.inner_text("#told mark") == "Vicat y est aussi."
    assert "Titre b, 2025-01-02" in page.inner_text("#told footer")


def test_the_search_finds_names_without_accents_and_tells_all_facts(page: Page) -> None:
    page.fill("#search", "tokaiev")
    assert page.inner_text("#results li >> nth=0").startswith("Tokaïev")
    page.press("#search", "Enter")
    page.wait_for_selector("#told h2")
    assert page.inner_text("#told h2") == "Tokaïev"
    assert page.locator("#told article").count() == 3
    page.keyboard.press("Escape")
    assert page.locator("#told article").count() == 0


def test_a_name_of_markup_is_text(page: Page) -> None:
    page.fill("#search", "cie")
    assert NASTY in page.inner_text("#results")
    page.press("#search", "Enter")
    page.wait_for_selector("#told h2")
    assert page.inner_text("#told h2") == NASTY
    assert "mine <au> Kazakhstan" in page.inner_text("#told")


@pytest.mark.parametrize(
    ("box", "kind"),
    [("#relations input[value=Presence]", "Presence"), ("#kinds input[value=Company]", "Company")],
)
def test_a_filter_takes_out_and_gives_back(page: Page, drawn_store: Store, box: str, kind: str) -> None:
    before = drawn(page)
    network = project(drawn_store)
    kinds = {node.id: node.kind for node in network.nodes}
    left = [e for e in network.edges if kind not in (e.kind, kinds[e.source], kinds[e.target])]
    page.uncheck(box)
    assert drawn(page) == (len({end for e in left for end in (e.source, e.target)}), len(left))
    page.check(box)
    assert drawn(page) == before


def test_years_and_sources_filter(page: Page, drawn_store: Store) -> None:
    edges = project(drawn_store).edges
    page.fill("#from", "2024")
    page.fill("#to", "2024")
    assert drawn(page)[1] == sum(edge.start[:4] == "2024" for edge in edges) > 0
    page.fill("#from", "")
    page.fill("#to", "")
    page.fill("#sources", "9")
    assert drawn(page) == (0, 0)
    page.fill("#search", "zzz")
    assert page.inner_text("#results") == "Nothing is called so."


def test_the_same_graph_gives_the_same_page(drawn_store: Store, text: str) -> None:
    assert network_page(drawn_store, project(drawn_store), language="en") == text


def test_the_page_speaks_both_languages(drawn_store: Store) -> None:
    page = network_page(drawn_store, project(drawn_store), language="fr")
    assert '<html lang="fr">' in page
    assert "Chercher un nom ou un fait" in page
    assert "{{ " not in page.partition("<script>")[0]


def test_a_limit_keeps_the_best_linked_and_says_what_is_left_out(drawn_store: Store) -> None:
    page = network_page(drawn_store, project(drawn_store), language="en", limit=2)
    graph = json.loads(page.partition('id="graph">')[2].partition("</script>")[0])
    assert len(graph["nodes"]) == 2
    assert {(edge["source"], edge["target"]) for edge in graph["edges"]} <= {(0, 1), (1, 0)}
    assert graph["edges"]
    assert "least linked nodes are left out" in page


def test_nothing_to_draw_is_said(drawn_store: Store) -> None:
    nothing = project(drawn_store, filters=Filters(since="3000"))
    with pytest.raises(UsageError, match="nothing to draw"):
        network_page(drawn_store, nothing, language="en")
