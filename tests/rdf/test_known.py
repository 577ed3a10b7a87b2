from __future__ import annotations

import pytest

from diplograph.knowledge.gazetteer import load_gazetteer
from diplograph.model import EntityType, KnownEntity
from diplograph.rdf.known import map_known_entity
from diplograph.validation import load_shapes, validate

KAZAKHSTAN = KnownEntity(
    "country/kazakhstan",
    EntityType.COUNTRY,
    "Kazakhstan",
    aliases=("République du Kazakhstan", "Kazakhstan"),
    identifiers=(
        ("wikidata", "Q232"),
        ("geonames", "1522867"),
        ("iso3166", "KZ"),
        ("iso3166-alpha3", "KAZ"),
        ("iso3166-numeric", "398"),
    ),
)


def test_a_known_country_has_its_codes_and_links() -> None:
    triples = map_known_entity(KAZAKHSTAN)
    assert list(triples) == sorted(set(triples))
    node = "<https://w3id.org/diplograph/id/country/kazakhstan>"
    assert {subject for subject, _, _ in triples} == {node}
    written = {(predicate[1:-1].replace("#", "/").rpartition("/")[2], obj) for _, predicate, obj in triples}
    assert ("sameAs", "<http://www.wikidata.org/entity/Q232>") in written
    assert {("iso3166", '"KZ"'), ("iso3166alpha3", '"KAZ"'), ("iso3166numeric", '"398"')} <= written
    objects = {obj for _, _, obj in triples}
    assert {"<https://sws.geonames.org/1522867/>", '"Kazakhstan"@fr'} <= objects
    assert [o for _, p, o in triples if p.endswith("altLabel>")] == ['"République du Kazakhstan"@fr']
    assert validate(data=triples, shapes=load_shapes()).conforms


def test_a_company_has_its_country_and_share() -> None:
    company = KnownEntity(
        "company/acme",
        EntityType.COMPANY,
        "Acme",
        country="country/france",
        identifiers=(("isin", "FR0000120271"),),
    )
    triples = map_known_entity(company, base="https://example.org/")
    home = [obj for _, predicate, obj in triples if predicate.endswith("#homeCountry>")]
    assert home == ["<https://example.org/country/france>"]
    assert any(obj == '"FR0000120271"' for _, _, obj in triples)


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(ValueError, match="viaf"):
        map_known_entity(KnownEntity("person/x", EntityType.PERSON, "X", identifiers=(("viaf", "1"),)))


def test_a_membership_that_lasts_is_told_without_a_fact() -> None:
    gazetteer = load_gazetteer()
    held = gazetteer.organizations_of("country/kazakhstan")
    triples = map_known_entity(KAZAKHSTAN, base="https://example.org/", organizations=held)
    found = {obj for _, predicate, obj in triples if predicate.endswith("#memberOf>")}
    prefix = "https://example.org/international-organization"
    assert found == {f"<{prefix}/{slug}>" for slug in ("cei", "ocs", "ueea")}
    assert not any("Membership" in term for triple in triples for term in triple)
    assert "international-organization/union-europeenne" not in gazetteer.organizations_of(
        "country/royaume-uni"
    )


def test_what_the_gazetteer_publishes_conforms() -> None:
    gazetteer = load_gazetteer()
    entities = gazetteer.entities.values()
    triples = [
        triple
        for entity in entities
        for triple in map_known_entity(entity, organizations=gazetteer.organizations_of(entity.key))
    ]
    assert len(triples) > 20_000
    assert validate(data=triples, shapes=load_shapes()).violations == ()
