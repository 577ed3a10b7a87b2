from __future__ import annotations

import json

import rdflib
from rdflib.namespace import RDF, SH

from diplograph.validation import Report, Violation

VIOLATION = Violation(
    focus="https://w3id.org/diplograph/id/fact/visit-1",
    path="https://w3id.org/diplograph/ontology#visitor",
    value='"été \\"x\\""@fr',
    shape="https://w3id.org/diplograph/shapes#Actor",
    severity="Violation",
    messages=(("en", "Give a visitor."), ("fr", "Donnez un visiteur.")),
    component="http://www.w3.org/ns/shacl#ClassConstraintComponent",
)


def test_text_says_what_to_do_in_both_languages() -> None:
    report = Report(False, (VIOLATION,))
    assert report.as_text("fr").splitlines() == [
        "Non conforme : 1 défaut.",
        "",
        "Donnez un visiteur.",
        '  https://w3id.org/diplograph/id/fact/visit-1  dg:visitor  valeur "été \\"x\\""@fr',
    ]
    assert "Give a visitor." in report.as_text("en")
    assert Report(True, ()).as_text("fr") == "Conforme : aucun défaut.\n"


def test_turtle_is_a_shacl_report() -> None:
    graph = rdflib.Graph().parse(data=Report(False, (VIOLATION, VIOLATION)).as_turtle(), format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == rdflib.Literal(False)
    (first, _) = graph.objects(report, SH.result)
    assert graph.value(first, SH.focusNode) == rdflib.URIRef(VIOLATION.focus)
    assert graph.value(first, SH.resultPath) == rdflib.URIRef(VIOLATION.path)
    assert graph.value(first, SH.value) == rdflib.Literal('été "x"', lang="fr")
    assert graph.value(first, SH.resultSeverity) == SH.Violation
    assert len(list(graph.objects(first, SH.resultMessage))) == 2


def test_a_conforming_report_is_turtle_too() -> None:
    graph = rdflib.Graph().parse(data=Report(True, ()).as_turtle(), format="turtle")
    assert len(graph) == 2


def test_dict_goes_to_json() -> None:
    content = json.loads(json.dumps(Report(False, (VIOLATION,)).as_dict()))
    assert content["conforms"] is False
    assert content["violations"][0]["messages"] == {"en": "Give a visitor.", "fr": "Donnez un visiteur."}
