"""Named queries: known answers, rdflib's answers, their headers, and what a person may get wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from query_samples import sample_store

from diplograph.errors import QueryError, UsageError
from diplograph.query import find_named, graph_named, run_named
from diplograph.query.answer import ask
from diplograph.query.binding import bind
from diplograph.query.named import get_named, parse_named
from diplograph.query.parameters import given_by, terms_of
from diplograph.query.running import ask_named
from diplograph.query.solutions import collect
from diplograph.rdf.identifiers import data_prefixes
from diplograph.rdf.vocabulary import PREFIXES
from diplograph.store import Store

NAMED = find_named()
# Every query with each of its parameters at least once.
CALLS: tuple[tuple[str, dict[str, str]], ...] = (
    ("agreement-counts", {}),
    ("agreement-counts", {"party": "Orano"}),
    ("agreements", {}),
    ("agreements", {"sector": "energy", "year": "2024"}),
    ("agreements", {"sector": "nucléaire civil"}),
    ("agreements", {"party": "Kazakhstan", "year": "2023"}),
    ("bilateral-chronology", {"one": "France", "other": "Kazakhstan"}),
    ("bilateral-chronology", {"one": "Kazakhstan", "other": "France", "from": "2024-11", "to": "2024"}),
    ("companies-in", {"country": "Kazakhstan"}),
    ("companies-in", {"country": "Kazakhstan", "sector": "mining"}),
    ("company-file", {"company": "Orano"}),
    ("company-file", {"company": "Orano", "since": "2024", "status": "Planned"}),
    ("country-file", {"country": "Kazakhstan"}),
    ("country-file", {"country": "Kazakhstan", "since": "2023-11-01", "status": "Actual"}),
    ("disagreeing-figures", {}),
    ("disagreeing-figures", {"about": "Kazakhstan"}),
    ("disagreeing-figures", {"indicator": "Other"}),
    ("entity-graph", {"entity": "Orano"}),
    ("meetings", {}),
    ("meetings", {"who": "Emmanuel Macron", "from": "2024", "to": "2024-11-05"}),
    ("not-yet-signed", {}),
    ("not-yet-signed", {"party": "Orano", "since": "2024"}),
    ("office-holders", {"of": "Kazakhstan"}),
    ("office-holders", {"of": "Kazakhstan", "post": "HeadOfState"}),
    ("person-file", {"person": "Emmanuel Macron"}),
    ("person-file", {"person": "Emmanuel Macron", "since": "2024"}),
    ("positions", {"topic": "REFORME du climat"}),
    ("positions", {"actor": "Orano"}),
    ("positions", {"stance": "Support"}),
    ("sources-of", {"fact": "Rencontre Emmanuel Macron – Kassym-Jomart Tokaïev à Paris (5 novembre 2024)"}),
    ("visits", {}),
    ("visits", {"to": "Kazakhstan", "by": "Emmanuel Macron", "year": "2023"}),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with sample_store(tmp_path_factory.mktemp("named") / "s") as opened:
        yield opened


@pytest.fixture(scope="module")
def peer(store: Store) -> rdflib.Graph:
    """The published graph in rdflib's own memory."""
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in store.triples())
    return rdflib.Graph(bind_namespaces="none").parse(data=text, format="nt")


def column(store: Store, query: str, name: str, **parameters: str) -> list[object]:
    return [row[name] for row in run_named(store, query, **parameters)]


def test_every_query_and_every_parameter_is_called() -> None:
    assert {name for name, _ in CALLS} == set(NAMED)
    for name, query in NAMED.items():
        used = {parameter for called, given_ in CALLS if called == name for parameter in given_}
        assert used == {parameter.name for parameter in query.parameters}, name


@pytest.mark.parametrize(("name", "given_"), CALLS, ids=lambda value: str(value)[:50])
def test_the_same_rows_as_rdflib(store: Store, peer: rdflib.Graph, name: str, given_: dict[str, str]) -> None:
    text = bind(NAMED[name].text, terms_of(NAMED[name], given_, store))
    answer = ask(store, text, prefixes=data_prefixes())
    expected = peer.query(text, initNs=data_prefixes())
    if isinstance(answer, ox.QueryTriples):
        assert expected.graph is not None
        ours = {tuple(map(_value, (t.subject, t.predicate, t.object))) for t in answer}
        assert ours == {tuple(map(str, triple)) for triple in expected.graph} != set()
        return
    ours_rows = [tuple(map(_value, row)) for row in collect(answer).rows]
    rows = [tuple("" if term is None else str(term) for term in row) for row in expected]
    if name in ("companies-in",):  # a set, in any order, in one cell
        ours_rows, rows = ([_sorted_cells(row) for row in found] for found in (ours_rows, rows))
    assert sorted(ours_rows) == sorted(rows) != []


def _value(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def _sorted_cells(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(", ".join(sorted(cell.split(", "))) for cell in row)


@pytest.mark.parametrize("name", NAMED)
def test_an_empty_store_has_no_answers_and_no_faults(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / "s", create=True):
        pass
    query = NAMED[name]
    with Store.open(tmp_path / "s", read_only=True) as empty:
        if any(parameter.required for parameter in query.parameters):
            wanted = {p.name: p.example for p in query.parameters if p.required}
            with pytest.raises(UsageError, match=r"nothing is named|says nothing of"):
                run_named(empty, name, **wanted)
        else:
            assert run_named(empty, name) == []


def test_a_country_file_has_each_fact_once_the_latest_first_with_its_words(store: Store) -> None:
    rows = run_named(store, "country-file", country="Kazakhstan")
    assert len(rows) == len({row["fact"] for row in rows}) == 13
    dates = [row["date"] for row in rows if row["date"]]
    assert dates == sorted(dates, reverse=True)
    first = rows[0]
    assert first["what"] == "Protocole d’entente France – Kazakhstan : énergie éolienne (novembre 2024)"
    assert (first["document"], first["title"], first["published"]) == ("paris", "Titre paris", "2024-11-06")
    assert first["sentence"] == "Paris et Astana négocient un protocole sur l’éolien."
    assert first["quote"] == "Paris et Astana négocient un protocole sur l’éolien"


def test_agreements_roll_up_their_sectors(store: Store) -> None:
    assert len(run_named(store, "agreements", sector="energy")) == 2
    assert column(store, "agreements", "date", sector="energy.renewables") == ["2024-11"]
    assert column(store, "agreements", "date", sector="energy", year=2023) == ["2023-11-01"]
    counts = run_named(store, "agreement-counts", cited=False)
    assert [(row["year"], row["sector"], row["agreements"]) for row in counts] == [
        ("2024", "mines et matières premières", 1),
        ("2024", "énergie", 1),
        ("2023", "énergie", 1),
    ]


def test_a_bilateral_chronology_reaches_those_who_act_for_a_country(store: Store) -> None:
    rows = run_named(store, "bilateral-chronology", one="France", other="Kazakhstan")
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    told = [row["sentence"] for row in rows]
    assert (
        "Orano doit conclure en 2024 un contrat sur l’uranium avec le Kazakhstan." in told
    )  # a French company
    assert "Les deux présidents se sont rencontrés à Paris le 5 novembre 2024." in told  # in a French town


def test_who_met_whom(store: Store) -> None:
    rows = run_named(store, "meetings", who="K.-J. Tokaïev")
    assert [(row["one"], row["other"], row["date"]) for row in rows] == [
        ("Kassym-Jomart Tokaïev", "Emmanuel Macron", "2024-11-05"),
        ("Kassym-Jomart Tokaïev", "Emmanuel Macron", "2023-11-01"),
    ]
    assert rows[0]["document"] == "bercy"  # the latest of its two documents
    assert (rows[0]["passages"], rows[1]["passages"]) == (2, 1) or (rows[0]["passages"] == 2)
    assert run_named(store, "meetings", to="2022") == []


def test_what_is_not_yet_signed(store: Store) -> None:
    rows = run_named(store, "not-yet-signed")
    told = [(row["stage"] or "").rpartition("#")[2] + row["status"].rpartition("#")[2] for row in rows]
    assert told == ["NegotiatedActual", "Planned"]


def test_figures_disagree_only_about_the_same_things(store: Store) -> None:
    rows = run_named(store, "disagreeing-figures")
    assert [row["value"] for row in rows] == [4_100_000_000, 5_200_000_000]
    other = run_named(store, "disagreeing-figures", indicator="Other")
    assert [row["value"] for row in other] == [60, 70]


def test_positions_are_found_by_words_without_accents_and_by_their_target(store: Store) -> None:
    assert column(store, "positions", "who", topic="réforme  DU climat") == ["France"]
    assert column(store, "positions", "who", topic="kazakh") == ["Orano"]
    assert run_named(store, "positions", topic=".*") == []


def test_the_sources_of_a_fact_are_all_its_passages(store: Store) -> None:
    fact = run_named(store, "meetings", who="Emmanuel Macron")[0]["fact"]
    rows = run_named(store, "sources-of", fact=str(fact))
    assert [(row["document"], row["published"], row["start"]) for row in rows] == [
        ("paris", "2024-11-06", 0),
        ("bercy", "2024-12-01", 0),
    ]


def test_a_graph_of_an_entity(store: Store) -> None:
    triples = graph_named(store, "entity-graph", entity="Alstom")
    assert triples == sorted(triples)
    fact = next(s for s, p, _ in triples if p.endswith("#company>"))
    assert {(p.rpartition("#")[2][:-1]) for s, p, _ in triples if s == fact} >= {
        "company",
        "country",
        "status",
    }
    with pytest.raises(QueryError, match="use graph_named"):
        run_named(store, "entity-graph", entity="Alstom")
    with pytest.raises(QueryError, match="use run_named"):
        graph_named(store, "visits")


@pytest.mark.parametrize(
    "name",
    [
        "Kazakhstan",
        "kazakhstan",
        "KAZAKSTAN",
        "République du Kazakhstan",
        "country:kazakhstan",
        "country/kazakhstan",
        "https://w3id.org/diplograph/id/country/kazakhstan",
        "<https://w3id.org/diplograph/id/country/kazakhstan>",
        "  Kazakhstan ",
    ],
)
def test_a_thing_is_named_in_many_ways(store: Store, name: str) -> None:
    assert len(run_named(store, "country-file", country=name)) == 13


@pytest.mark.parametrize("name", ['L’"Étoile" \\ 🚀 } UNION { ?s ?p ?o', "$country & ?fact <b>"])
def test_awkward_names_are_names(store: Store, name: str) -> None:
    assert len(run_named(store, "company-file", company=name)) == 1


def test_a_name_from_right_to_left(store: Store) -> None:
    assert len(run_named(store, "person-file", person="محمد بن سلمان")) == 1


@pytest.mark.parametrize(
    ("query", "parameters", "told"),
    [
        ("person-file", {"person": "Tokaiev"}, "did you mean 'Kassym-Jomart Tokaïev'?"),
        ("country-file", {"country": "Kazakstn"}, "did you mean 'Kazakhstan'?"),
        ("country-file", {"country": "Orano"}, "'Orano' is of class Company, not Country"),
        ("country-file", {"country": "company:orano"}, "is of class Company, not Country"),
        ("country-file", {"country": "country:nowhere"}, "the store says nothing of 'country:nowhere'"),
        ("person-file", {"person": "Jean Martin"}, "'Jean Martin' names 2 things"),
        ("country-file", {"country": " "}, "the value is empty"),
        ("country-file", {}, "country-file needs country: the country (--param country=Kazakhstan)"),
        (
            "country-file",
            {"pays": "x", "country": "x"},
            "has no parameter 'pays' (it has country, since, status)",
        ),
        ("agreements", {"secteur": "x"}, "did you mean sector?"),
        ("agreements", {"sector": "energi"}, "did you mean energy (énergie)"),
        ("agreements", {"sector": "zzzzzzzz"}, "the widest are"),
        ("agreements", {"year": "24"}, "'24' is no year (four digits"),
        ("agreements", {"year": "-500"}, "is no year"),
        ("meetings", {"from": "2024-13"}, "is no date (a year, month or day"),
        ("meetings", {"from": "2023-02-30"}, "is no date"),
        ("country-file", {"country": "Kazakhstan", "status": "Actuel"}, "did you mean"),
        ("positions", {"topic": "a" * 600}, "600 characters are too many"),
        ("no-such", {}, "there is no query named 'no-such'"),
        ("countryfile", {}, "did you mean country-file?"),
    ],
)
def test_what_a_person_gets_wrong(store: Store, query: str, parameters: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError) as caught:
        run_named(store, query, **parameters)
    assert told in str(caught.value)
    assert len(caught.value.lines()) == 1


def test_things_of_one_name_are_told_apart_by_their_key(store: Store) -> None:
    with pytest.raises(UsageError, match="person:martin-jean, person:martin-jean-2"):
        run_named(store, "person-file", person="Jean Martin")
    assert len(run_named(store, "person-file", person="person:martin-jean")) == 1


def test_a_status_is_named_in_french_too(store: Store) -> None:
    from diplograph.query.ontology import closed_list

    for label in closed_list("Status")["Planned"]:
        assert len(run_named(store, "country-file", country="Kazakhstan", status=label)) == 1


@settings(max_examples=150)
@given(st.text())
def test_any_text_is_bound_as_one_term(value: str) -> None:
    query = parse_named("#+ param x (text): any\nSELECT ($x AS ?y) {}", name="q", file="q")
    text = bind(query.text, {"x": ox.Literal(value)})
    (row,) = ox.Store().query(text)
    assert row["y"] == ox.Literal(value)


@pytest.mark.parametrize(
    "value",
    ['" . ?s ?p ?o } #', "x> } ; DROP ALL #", "Kazakhstan> ?p ?o . ?a ?b <urn:c", "$year", "\\", "\n"],
)
def test_a_value_never_becomes_a_part_of_the_query(store: Store, value: str) -> None:
    before = sum(1 for _ in store.triples())
    for query, name in (("country-file", "country"), ("agreements", "year"), ("sources-of", "fact")):
        with pytest.raises(UsageError):
            run_named(store, query, **{name: value})
    assert run_named(store, "positions", topic=value.strip() or "?") == []
    assert sum(1 for _ in store.triples()) == before


def test_lines_count_when_their_parameter_is_given() -> None:
    text = "a $x # if x\nb # unless x\nc # if x or y\nd # unless y\n'# if x'"
    term = ox.Literal("v")
    assert bind(text, {"x": term}).split("\n") == [
        'a "v" # if x',
        "",
        "c # if x or y",
        "d # unless y",
        "'# if x'",
    ]
    assert bind(text, {}).split("\n") == ["", "b # unless x", "", "d # unless y", "'# if x'"]
    assert bind("'$x' <$x> \"$x\" # $x", {"x": term}) == "'$x' <$x> \"$x\" # $x"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("#+ titel.fr: x\nASK {}", "q.rq:1: 'titel.fr: x' is no header"),
        (
            "#+ param x (entit): a\nASK { ?s ?p $x }",
            "q.rq:1: parameter x is of no known kind: 'entit' (did you mean entity?)",
        ),
        (
            "#+ param x (text): a\n#+ param x (text): b\nASK { ?s ?p $x }",
            "q.rq:2: param x (text) is told twice",
        ),
        ("#+ param x (text): a\nASK {}", "parameter x is not used"),
        ("#+ param x (text): a\nASK { ?s ?p $x, $y }", "$y is used and not declared"),
        ("#+ param limit (text): a\nASK { ?s ?p $limit }", "no parameter can be called limit"),
        ("#+ cites: fact\nSELECT ?facts {}", "cites names ?fact"),
        ("#+   x\nASK {}", "this line goes on from none"),
    ],
)
def test_a_header_that_is_wrong(header: str, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_named(header, name="q", file="q.rq")
    assert told in str(caught.value)


def test_without_a_header_a_dollar_is_a_variable() -> None:
    assert parse_named("SELECT $x { $x ?p ?o }", name="q", file="q").parameters == ()


def test_ones_own_queries_stand_beside_the_bundled_ones(store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(
        "#+ title.fr: À moi\n#+ param n (number, default 4): x\nSELECT ($n AS ?m) {}"
    )
    (tmp_path / "visits.rq").write_text("SELECT (1 AS ?one) {}")
    assert find_named([tmp_path])["mine"].title_en == "À moi"
    assert run_named(store, "mine", queries=[tmp_path]) == [{"m": 4}]
    assert run_named(store, "mine", queries=[tmp_path / "mine.rq"], n="1 000,5") == [
        {"m": pytest.approx(1000.5)}
    ]
    assert run_named(store, "visits", queries=[tmp_path]) == [{"one": 1}]
    with pytest.raises(UsageError, match="is no number"):
        run_named(store, "mine", queries=[tmp_path], n="beaucoup")
    with pytest.raises(UsageError, match="no such folder"):
        get_named("mine", [tmp_path / "gone"])


def test_bare_values_fill_the_parameters_in_order() -> None:
    query = NAMED["bilateral-chronology"]
    assert given_by(query, ["other=Mali"], ["France", "2024"]) == {
        "other": "Mali",
        "one": "France",
        "from": "2024",
    }
    for named, values, told in (
        (["one=a", "one=b"], [], "parameter one is given twice"),
        (["one"], [], "'one' gives no value"),
        ([], ["a", "b", "c", "d", "e"], "has no place for 'e'"),
    ):
        with pytest.raises(UsageError, match=told):
            given_by(query, named, values)


@pytest.mark.parametrize("name", NAMED)
def test_every_bundled_query_is_told_of(name: str) -> None:
    query = NAMED[name]
    assert all((query.title_fr, query.title_en, query.about))
    assert query.title_fr != query.title_en
    for parameter in query.parameters:
        assert all((parameter.about, parameter.example)), parameter.name
    page = (Path(__file__).parents[2] / "docs" / "queries.md").read_text("utf-8")
    assert f"| `{name}` |" in page


def test_the_rows_end_at_the_limit(store: Store) -> None:
    assert len(run_named(store, "country-file", country="Kazakhstan", limit=3)) == 3


def test_prefixes_are_those_of_the_vocabulary() -> None:
    for query in NAMED.values():
        assert "PREFIX" not in query.text
    assert set(PREFIXES) <= set(data_prefixes())


def test_a_text_without_parameters_stands_as_it_is(store: Store) -> None:
    text = "SELECT $x { # unless it rains\n  VALUES $x { 1 } # if needed\n}"
    query = parse_named(text, name="query", file="query")
    answer = ask_named(store, query, {})
    assert isinstance(answer, ox.QuerySolutions)
    assert collect(answer).as_dicts() == [{"x": 1}]


@pytest.mark.parametrize("end", ["", " # unless year", " # if year or x", " # remark"])
def test_an_optional_parameter_stands_in_lines_of_its_own(end: str) -> None:
    header = "#+ param x (text): any\n#+ param year (year, optional): of\n"
    text = f"{header}SELECT $x {{\n FILTER($year > 1){end}\n}}"
    with pytest.raises(QueryError, match=r"q:4: \$year is optional.*# if year"):
        parse_named(text, name="q", file="q")
    for guarded in (text.replace(f"1){end}", "1) # if year"), text.replace("optional", "default 2024")):
        assert [one.name for one in parse_named(guarded, name="q", file="q").parameters] == ["x", "year"]
