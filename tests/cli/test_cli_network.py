"""`diplograph network` as a stranger runs it, on a store made by hand."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from store_samples import BASE, TEXT, batch, entry, fact_of

from diplograph.cli import _run, network_view
from diplograph.cli.commands import network as command
from diplograph.cli.failures import guarded
from diplograph.model import Evidence, Status, make_fact
from diplograph.network import ALL_STATUSES, MEASURES, VIEWS
from diplograph.network.cohesion import ATTRIBUTES
from diplograph.network.communities import ALGORITHMS
from diplograph.network.scores import ENGINES
from diplograph.store import Store

MACRON = "person/emmanuel-macron"
NAMES = {
    "company/orano": "Orano",
    "country/france": "France",
    "country/kazakhstan": "Kazakhstan",
    MACRON: "Emmanuel Macron",
    "city/bakou": "Bakou",
    "person/aliyev": "Ilham Aliyev",
}
QUOTE = "Le président du Kazakhstan"
OTHER = "Orano exploite des mines près de Turkestan"


class Done(NamedTuple):
    code: int
    out: str
    err: str


Call = Callable[..., Done]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("network") / "press.store"
    told, again = (
        make_fact(
            "Presence",
            {"company": "company/orano", "country": "country/kazakhstan", "sector": ("energy.nuclear",)},
            status=Status.ACTUAL,
            confidence=0.9,
            evidence=(Evidence(0, len(quote), quote, "test:1"),),
        )
        for quote in (QUOTE, OTHER)
    )
    visit = {"visitKind": "State", "visitor": MACRON, "start": "2023-11-01"}
    facts = [
        told,
        fact_of("Visit", {**visit, "place": "country/kazakhstan"}),
        fact_of(
            "Office", {"holder": "person/emmanuel-macron", "post": "HeadOfState", "of": "country/france"}
        ),
        fact_of("Cooperation", {"party": ("country/france", "country/kazakhstan")}, status=Status.PLANNED),
        fact_of("Visit", {**visit, "visitor": "person/aliyev", "place": "city/bakou", "start": "2024"}),
        fact_of("Figure", {"indicator": "Trade", "about": "country/france"}),
        fact_of("Presence", {"company": "company/orano", "country": "country/france"}, status=Status.DENIED),
    ]
    with Store.open(path, create=True) as opened:
        first = entry("a", *facts, names=NAMES)
        second = entry("b", again, names=NAMES, published="2024-12-01", text=f"{OTHER} depuis 1996.")
        opened.commit(batch(first, second))
    return path


@pytest.fixture
def call(store: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Call:
    """Run `diplograph network` in this process."""

    def run(*words: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["diplograph", "network", *map(str, words)])
        monkeypatch.setenv("DIPLOGRAPH_STORE", str(store))
        code = guarded(_run)
        return Done(code, *capfd.readouterr())

    return run


ACCOUNT = "7 facts: 5 make 5 edges, 1 left out by status, 1 has one party only\n"


def test_every_command_tells_what_became_of_the_facts(call: Call) -> None:
    for words in (["summary"], ["centrality"], ["communities"], ["components"], ["growth"], ["ego", "Orano"]):
        done = call(*words)
        assert done.code == 0
        assert done.err.startswith(ACCOUNT)
        assert json.loads(call(*words, "-f", "json").out)["view"] == "actors"


def test_a_path_is_printed_with_its_words(call: Call) -> None:
    done = call("path", "orano", "Emmanuel Macron")
    assert done.code == 0
    assert done.out.splitlines()[:6] == [
        "1. Orano – Kazakhstan – Emmanuel Macron  (2 hops, distance 1.5)",
        "   Orano – Kazakhstan",
        "     operatesIn →  Présence : Orano au Kazakhstan – nucléaire civil  "
        + done.out.splitlines()[2].rpartition("  ")[2],
        done.out.splitlines()[3],
        "       a, Titre a, 2024-11-05:",
        f"         [[{QUOTE}]]{TEXT[len(QUOTE) :]}",
    ]
    assert done.out.splitlines()[3].startswith("       Actual, 2 sources, confidence 0.9")
    assert f"[[{OTHER}]] depuis 1996." in done.out
    assert "visited ←" in done.out
    assert "2023-11-01" in done.out


def test_a_path_as_json(call: Call) -> None:
    told = json.loads(call("path", "company/orano", "Emmanuel Macron", "--k", 2, "-f", "json").out)
    assert [len(path["hops"]) for path in told["paths"]] == [2, 3]
    (fact,) = told["paths"][0]["hops"][0]["facts"]
    assert (fact["relation"], fact["forward"], fact["sources"]) == ("operatesIn", True, 2)
    assert [words["document"] for words in fact["words"]] == ["a", "b"]
    assert fact["words"][0]["quote"] == QUOTE
    assert told["source"] == f"{BASE}company/orano"


def test_a_path_is_filtered(call: Call) -> None:
    done = call("path", "Orano", "France", "--class", "Cooperation", "--class", "Presence")
    assert "Orano – Kazakhstan – France" in done.out
    denied = call("path", "Orano", "France", "--status", "all")
    assert "Orano – France  (1 hop" in denied.out
    assert "Denied" in denied.out
    assert call("path", "Orano", "Kazakhstan", "--directed").code == 0
    assert call("path", "Kazakhstan", "Orano", "--directed").code == 1


@pytest.mark.parametrize("format", ["text", "json"])
def test_things_that_nothing_links(call: Call, format: str) -> None:
    done = call("path", "Orano", "Bakou", "-f", format)
    assert done.code == 1
    assert "Orano is linked with 3 others, Bakou is linked with 1 other" in done.err
    assert done.out == "" if format == "text" else json.loads(done.out)["paths"] == []
    near = call("path", "Orano", "Emmanuel Macron", "--within", 1)
    assert (near.code, near.out) == (1, "")
    assert "no path of at most 1 hop" in near.err


def test_centrality_as_table_csv_and_json(call: Call) -> None:
    words = ("centrality", "--measure", "degree", "--measure", "betweenness", "--measure", "constraint")
    table = call(*words, "--top", 2).out.splitlines()
    assert table[0].split() == ["label", "kind", "degree", "betweenness", "constraint", "id"]
    assert table[2].split() == ["Kazakhstan", "Country", "3", "0.2", "0.5312", "country:kazakhstan"]
    assert len(table) == 4
    rows = list(csv.DictReader(io.StringIO(call(*words, "--top", 0, "-f", "csv").out)))
    assert len(rows) == 6
    assert {row["id"] for row in rows} == {f"{BASE}{key}" for key in NAMES}
    told = json.loads(call(*words, "-f", "json").out)
    assert [one["name"] for one in told["measures"]] == ["degree", "betweenness", "constraint"]
    assert told["account"] + "\n" == ACCOUNT
    assert [float(row["betweenness"]) for row in rows] == [row["betweenness"] for row in told["rows"]]


def test_what_is_sampled_is_said(call: Call) -> None:
    done = call("centrality", "--measure", "betweenness", "--samples", 3, "-f", "json")
    assert "betweenness: sampled from 3 of 6 nodes: each value within" in done.err
    assert json.loads(done.out)["measures"][0]["exact"] is False


def test_groups_growth_and_mixing(call: Call) -> None:
    assert call("components").out.splitlines()[2].split(maxsplit=2)[:2] == ["0", "4"]
    rows = list(csv.DictReader(io.StringIO(call("communities", "-f", "csv").out)))
    assert sorted(row["label"] for row in rows) == sorted(NAMES.values())
    assert "modularity" in call("communities").err
    years = [line.split()[:2] for line in call("growth").out.splitlines()[2:]]
    assert years == [["2023", "1"], ["2024", "1"]]
    mixing = call("assortativity", "--by", "kind")
    assert "assortativity by kind: " in mixing.err
    assert mixing.out.splitlines()[0].split() == ["one", "other", "share"]
    ego = call("ego", "Kazakhstan").out
    assert ego.splitlines()[2].split()[:3] == ["Orano", "operatesIn", "Kazakhstan"]


def test_an_empty_view_is_told_and_no_fault(call: Call) -> None:
    for name in ("summary", "centrality", "communities", "components", "growth", "assortativity"):
        done = call(name, "--min-confidence", 1)
        assert done.code == 0
        assert "7 facts: 0 make 0 edges, 1 left out by status, 6 left out by confidence" in done.err
        assert "nothing is linked in this view" in done.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("path", "Orno", "France"), "did you mean .?Orano"),
        (("path", "Orano", "Orano"), "begins where it ends"),
        (("path", "Orano", "France", "--k", "-1"), "k is -1"),
        (("path", "Orano", "Bakou", "--since", "2024"), "Orano is in the graph but not in this view"),
        (("ego", "Orano", "--radius", "-1"), "--radius"),
        (("centrality", "--measure", "pagrank"), "did you mean 'pagerank'"),
        (("centrality", "--measure", "core", "--samples", "3"), "core: no option 'samples'"),
        (("centrality", "--class", "Vist"), "did you mean 'Visit'"),
        (("centrality", "--relation", "visted"), "did you mean 'visited'"),
        (("centrality", "--sector", "enrgy"), "did you mean 'energy'"),
        (("centrality", "--country", "Orano"), "Orano is no country"),
        (("centrality", "--country", "Frnce"), "did you mean .?France"),
        (("centrality", "--since", "demain"), "'demain' is no date"),
        (("centrality", "--document", "aa"), "the store has no document 'aa'"),
        (("centrality", "--status", "actual"), "did you mean 'Actual'"),
        (("centralty",), "did you mean 'centrality'"),
        (("summary", "--store", "nowhere"), "there is no store here"),
    ],
)
def test_wrong_usage_is_told_in_one_line(call: Call, words: tuple[str, ...], told: str) -> None:
    done = call(*words)
    assert (done.code, done.out) == (2, "")
    last = done.err.splitlines()[-1]
    assert last.startswith("diplograph: ")
    assert re.search(told, last)


def test_a_country_by_its_code_or_its_name(call: Call) -> None:
    assert "3 left out by country" in call("summary", "--country", "France").err
    assert "unknown" not in call("summary", "--document", "b").err


def test_the_words_of_the_options_are_those_of_the_package() -> None:
    assert tuple(MEASURES) == command.MEASURES
    assert command.ALGORITHMS == ALGORITHMS
    assert command.ATTRIBUTES == ATTRIBUTES
    assert command.ENGINES == ENGINES
    assert network_view.VIEWS == VIEWS
    assert network_view.STATUSES == ALL_STATUSES


def test_without_networkx_the_way_to_install_it_is_told(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    done = call("path", "Orano", "France")
    assert done.code == 2
    assert "pip install 'diplograph[network]'" in done.err


def test_a_fact_that_an_analyst_states_has_no_words(tmp_path: Path) -> None:
    from diplograph.cli.path_output import paths_as_text
    from diplograph.network import project
    from diplograph.network.paths import paths
    from diplograph.query.explaining import explain

    stated = make_fact(
        "Presence",
        {"company": "company/orano", "country": "country/kazakhstan"},
        status=Status.ACTUAL,
        confidence=1.0,
        evidence=(),
    )
    with Store.open(tmp_path / "s.store", create=True) as opened:
        opened.commit(batch(entry("a", stated, names=NAMES)))
        seen = project(opened)
        found = paths(seen, f"{BASE}company/orano", f"{BASE}country/kazakhstan").paths
        told = paths_as_text(
            found, seen, lambda fact: explain(opened, fact).facts[0], facts=3, prefixes={"dg": "x"}
        )
    assert "Actual, 1 source, confidence 1" in told
    assert "stated by the analyst, without a passage" in told
