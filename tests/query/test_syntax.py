"""What is said of a text that is no SPARQL, or that names what does not exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from query_samples import sample_store

from diplograph.errors import QueryError
from diplograph.query.answer import check
from diplograph.query.lint import find_unknown
from diplograph.query.words import find_bare_words, find_names
from diplograph.rdf.identifiers import data_prefixes
from diplograph.store import Store

PREFIXES = data_prefixes()


def fault(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        check(text, prefixes=PREFIXES)
    return caught.value


@pytest.mark.parametrize(
    ("text", "place", "reason", "hint"),
    [
        ("SELECT ?x WHERE {\n  ?x foo:bar ?y\n}", "2:6", "prefix foo: is not declared", "dcterms"),
        ("SELECT ?x { ?x dgg:visited ?y }", "1:16", "prefix dgg: is not declared", "did you mean dg:?"),
        ("SELECT ?é WHERE { 'éé' ?p }", "1:27", "syntax error at '}'", "expected"),
        ("SELECT ?x WHERE {\n ?x a dg:Visit", "1:17", "this { is never closed", "add }"),
        ("SELECT ?x { ?x a dg:Visit } }", "1:29", "this } closes nothing", "take it out"),
        ("SELECT ?x { FILTER(?x = 1 }", "1:27", "this } closes nothing", "add {"),
        ("SELECT ?x { ?x rdfs:label «Paris» }", "1:27", "« is no quotation mark", '"texte"'),
        ("SELECT ?x { ?x rdfs:label ‘Paris’ }", "1:27", "‘ is no quotation mark", '"texte"'),
        ('SELECT ?x { ?x rdfs:label "Paris }', "1:27", "this string is not closed", 'end it with "'),
        ("SELECT ?x { ?x rdfs:label 'l'eau' }", "1:33", "this string is not closed", "\\'"),
        (
            "SELECT ?x { ?x a dg:Visit .\n  FLTER(?x = 1) }",
            "2:3",
            "'FLTER' is no word",
            "did you mean FILTER?",
        ),
        ("SELECT x { ?x a dg:Visit }", "1:8", "'x' is no word of SPARQL", "a variable begins with ?"),
        ("SELECT ?x, ?y { ?x a ?y }", "1:10", "a comma stands between", "SELECT ?a ?b"),
        ("SELECT ?x { ?x a ?y } ORDER ?x", "1:31", "syntax error", "expected BY"),
        ("SELECT ?x ?n { ?x a ?n } GROUP BY ?x", "1:1", "a selected variable is not in GROUP BY", "COUNT"),
        ("SELECT ?x { ?x <https://e.org/a b> ?y }", "1:16", "this IRI holds", "%20"),
        ("SELECT ?x { ?x <b> ?y }", "1:", "this is no absolute IRI", "https://"),
        ("\n  SELEKT * { ?s ?p ?o }", "2:3", "'SELEKT' does not begin a query", "did you mean SELECT?"),
        ("bonjour", "1:1", "'bonjour' does not begin a query", "begin with SELECT"),
    ],
)
def test_a_syntax_error_has_its_place_its_word_and_advice(
    text: str, place: str, reason: str, hint: str
) -> None:
    error = fault(text)
    assert error.where.startswith(f"query:{place}")
    assert error.reason.startswith(reason)
    assert hint in error.hint
    first, shown, caret = error.lines()
    assert "\n" not in first
    line, column = map(int, error.where.split(":")[1:])
    assert shown.strip() in text.split("\n")[line - 1]
    assert len(caret) - 2 == column


def test_a_long_line_is_shown_around_the_place() -> None:
    text = f"SELECT ?x {{ FILTER(?x IN ({', '.join(['1'] * 900)})) FLTER(?x = 1) }}"
    _, shown, caret = fault(text).lines()
    assert len(shown) <= 102
    assert shown[len(caret) - 1 :].startswith("FLTER")


@pytest.mark.parametrize("text", ["", "  \n", "# only a comment\n"])
def test_an_empty_query(text: str) -> None:
    assert fault(text).reason == "the query is empty"


def test_words_in_quotes_iris_and_comments_are_no_words() -> None:
    text = 'SELECT ?FLTER { ?s <urn:FLTER#x> "FLTER \\" foo:bar"@fr . _:b a foo:bar } # FLTER foo:x'
    assert [word for word, _ in find_bare_words(text)] == ["SELECT", "a"]
    assert [name.text for name in find_names(text)] == ["foo:bar"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    with sample_store(tmp_path_factory.mktemp("lint") / "s") as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT ?x { ?x dg:visted ?y }", ["dg:visted is not in the ontology: did you mean dg:visited?"]),
        ("SELECT ?x { ?x a dg:Vist }", ["dg:Vist is not in the ontology: did you mean dg:Visit?"]),
        (
            "SELECT ?x { ?x dg:visited country:kazakstan }",
            ["the store says nothing of country:kazakstan: did you mean country:kazakhstan?"],
        ),
        (
            "SELECT ?x { ?x dg:sector sector:energy.nuclaer }",
            ["sector:energy.nuclaer is not in the sectors: did you mean sector:energy.nuclear?"],
        ),
        (
            "PREFIX d: <https://w3id.org/diplograph/ontology#> SELECT ?x { ?x a d:Visits, d:Visits }",
            ["d:Visits is not in the ontology: did you mean d:Visit?"],
        ),
        (
            "ASK { <https://w3id.org/diplograph/id/person/zzz> ?p ?o }",
            ["the store says nothing of <https://w3id.org/diplograph/id/person/zzz>"],
        ),
        ("SELECT ?x { ?x dg:visited country:france ; ex:foo ?y # dg:visted\n }", []),
        (
            "SELECT ?x { GRAPH graph:entities { ?x a dg:Person } FILTER(STRSTARTS(STR(?x), STR(country:))) }",
            [],
        ),
        ("PREFIX dg: <urn:other#> SELECT ?x { ?x dg:visted ?y }", []),
    ],
)
def test_names_that_nothing_can_match_are_told(store: Store, text: str, told: list[str]) -> None:
    assert find_unknown(text, store) == told


def test_every_bundled_query_names_only_what_exists(store: Store) -> None:
    for path in sorted((Path(__file__).parents[2] / "data" / "queries").glob("*.rq")):
        assert find_unknown(path.read_text("utf-8"), store) == [], path.name
