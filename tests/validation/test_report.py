from __future__ import annotations

import json
from dataclasses import replace

import rdflib
from rdflib.namespace import RDF, SH

from diplograph.validation import Report, Result, Violation

VIOLATION = Violation(
    focus="https://w3id.org/diplograph/id/fact/visit-1",
    path="https://w3id.org/diplograph/ontology#visitor",
    value='"été \\"x\\""@fr',
    shape="https://w3id.org/diplograph/shapes#Actor",
    severity="Violation",
    messages=(("en", "Give a visitor."), ("fr", "Donnez un visiteur.")),
    component="http://www.w3.org/ns/shacl#ClassConstraintComponent",
)

RESULT = Result(
    focus="<https://example.org/x>",
    path=f"<{VIOLATION.path}>",
    value=VIOLATION.value,
    component=VIOLATION.component,
    severity="Violation",
    shape=f"<{VIOLATION.shape}>",
    constraint="",
    messages=VIOLATION.messages,
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
    graph = rdflib.Graph().parse(
        data=Report(False, (VIOLATION,), (RESULT, RESULT)).as_turtle(), format="turtle"
    )
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == rdflib.Literal(False)
    (first, _) = graph.objects(report, SH.result)
    assert graph.value(first, SH.focusNode) == rdflib.URIRef("https://example.org/x")
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


def test_warnings_come_after_violations_and_do_not_count() -> None:
    warning = replace(VIOLATION, severity="Warning", messages=(("en", "Look."), ("fr", "Voyez.")))
    assert Report(False, (VIOLATION, warning)).as_text("fr").splitlines()[::2][:4] == [
        "Non conforme : 1 défaut.",
        "Donnez un visiteur.",
        "",
        "",
    ]
    text = Report(True, (warning,)).as_text("en")
    assert text.splitlines()[:4] == ["Conforms: no fault.", "", "To be checked: 1.", ""]
    assert Report(True, (warning,)).of("Warning") == (warning,)
    assert Report(True, (warning,)).of("Violation") == ()


def test_a_shape_without_message_tells_its_constraint() -> None:
    assert replace(VIOLATION, messages=()).message("fr") == "sh:Class"


def test_a_path_is_written_as_turtle() -> None:
    result = RESULT._replace(path="[ <http://www.w3.org/ns/shacl#inversePath> <https://example.org/p> ]")
    graph = rdflib.Graph().parse(data=Report(False, (), (result,)).as_turtle(), format="turtle")
    (path,) = graph.objects(None, SH.resultPath)
    assert graph.value(path, SH.inversePath) == rdflib.URIRef("https://example.org/p")
