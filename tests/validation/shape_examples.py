"""One right and one wrong example for each shape; both are added to PRELUDE. `=` stands for FACT."""

PREFIXES = """
@prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix sector: <https://w3id.org/diplograph/sector/> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix : <https://example.org/> .
"""

PRELUDE = """
:doc a dg:Document ; dcterms:identifier "doc" ; dcterms:language "fr" ; schema:text "Élise reçoit Omar."@fr ;
    schema:sha256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" .
:quote a dg:Evidence ; oa:hasSource :doc ; oa:exact "reçoit" ; oa:start 6 ; oa:end 12 .
:elise a dg:Person, dg:Actor ; rdfs:label "Élise"@fr .
:omar a dg:Person, dg:Actor ; rdfs:label "Omar"@fr .
:france a dg:Country, dg:Actor, dg:Place ; rdfs:label "France"@fr .
:kenya a dg:Country, dg:Actor, dg:Place ; rdfs:label "Kenya"@fr .
:paris a dg:City, dg:Place ; rdfs:label "Paris"@fr .
:sahel a dg:Region, dg:Place ; rdfs:label "Sahel"@fr .
:acme a dg:Company, dg:Organization, dg:Actor ; rdfs:label "Acme"@fr .
:ligue a dg:InternationalOrganization, dg:Organization, dg:Actor ; rdfs:label "Ligue"@fr .
:pacte a dg:Agreement ; rdfs:label "Pacte"@fr .
:foire a dg:PublicEvent, dg:Event ; rdfs:label "Foire"@fr .
:port a dg:Project ; rdfs:label "Port"@fr .
"""

FACT = 'rdfs:label "fait"@fr ; dg:status dg:Actual ; dg:confidence 0.8 ; dg:evidence :quote ; a dg:Fact'

OFFICE = ":x = , dg:Office ; dg:holder :elise ; dg:post dg:Minister ; dg:of :france ."
VISIT = ":x = , dg:Visit ; dg:visitKind dg:State ; dg:visitor :omar ; dg:host :elise ; dg:place :paris ."
MEETING = ":x = , dg:Meeting ; dg:participant :omar, :elise ."
PRESENCE = ":x = , dg:Presence ; dg:company :acme ; dg:country :kenya ; dg:sector sector:water ."
COOPERATION = ":x = , dg:Cooperation ; dg:party :france, :sahel ; dg:sector sector:energy.nuclear ."
MEMBERSHIP = ":x = , dg:Membership ; dg:member :kenya ; dg:organization :ligue ."
POSITION = ":x = , dg:Position ; dg:actor :elise ; dg:stance dg:Support ; dg:target :pacte ."
INVITATION = ":x = , dg:Invitation ; dg:inviter :elise ; dg:invitee :omar ; dg:event :foire ."
FIGURE = ':x = , dg:Figure ; dg:indicator dg:Trade ; dg:about :kenya ; dg:value 4.5 ; dg:unit "EUR" .'
AMOUNT = ':a a dg:Amount ; dg:value 1.5 ; dg:upperValue 2.5 ; dg:unit "EUR" ; dg:modifier dg:About .'
CONTRACT = f":x = , dg:Contract, dg:Agreement ; dg:stage dg:Signed ; dg:amount :a . {AMOUNT}"
PERIOD = ':x = ; dg:start "2023"^^xsd:gYear ; dg:end "2023-05"^^xsd:gYearMonth .'
CODES = ':kenya dg:iso3166 "KE" ; dg:iso3166alpha3 "KEN" ; dg:iso3166numeric "404" .'


def _with(example: str, old: str, new: str) -> str:
    assert example.count(old) == 1, (example, old)
    return example.replace(old, new)


# shape -> (right, wrong)
EXAMPLES: dict[str, tuple[str, str]] = {
    "Document-identifier": ("", ':doc dcterms:identifier "other" .'),
    "Document-text": ("", ':doc schema:text "Un autre texte."@fr .'),
    "Document-language": ("", ':doc dcterms:language "" .'),
    "Document-issued": (
        ':doc dcterms:issued "2024-02"^^xsd:gYearMonth .',
        ':doc dcterms:issued "2024-13"^^xsd:gYearMonth .',
    ),
    "Document-title": (':doc dcterms:title "A"@fr .', ':doc dcterms:title "A"@fr, "B"@fr .'),
    "Document-digest": ("", ':doc schema:sha256 "abc" .'),
    "DocumentIsDescribed": (":omar dg:mentionedIn :doc .", ":omar dg:mentionedIn :nowhere ."),
    "Named-label": ("", ':omar rdfs:label "Omar B."@fr .'),
    "OtherNames-altLabel": (':omar skos:altLabel "M. Omar"@fr .', ':omar skos:altLabel "Omar"@fr .'),
    "SameAs": (":paris owl:sameAs wd:Q90 .", ":paris owl:sameAs wd:L90 ."),
    "IdentifiedCountry": (f"{CODES} :kenya owl:sameAs wd:Q114 .", ":kenya owl:sameAs wd:Q114 ."),
    "KnownCountry": (CODES, ':paris dg:iso3166 "PA" .'),
    "KnownCountry-alpha2": (CODES, _with(CODES, '"KE"', '"ke"')),
    "KnownCountry-alpha3": (CODES, _with(CODES, '"KEN"', '"KEN", "KEY"')),
    "KnownCountry-numeric": (CODES, _with(CODES, '"404"', '"44"')),
    "Isin": (':acme dg:isin "FR0000120271" .', ':acme dg:isin "FR120271" .'),
    "Fact-status": (":x = .", ":x = ; dg:status dg:Planned ."),
    "Fact-confidence": (":x = .", ":x = ; dg:confidence 0.9 ."),
    "Fact-evidence": (
        ":x = .",
        ':y a dg:Fact ; rdfs:label "y"@fr ; dg:status dg:Actual ; dg:confidence 0.5 .',
    ),
    "Office-holder": (OFFICE, _with(OFFICE, ":elise", ":elise, :omar")),
    "Office-post": (OFFICE, _with(OFFICE, "dg:post dg:Minister ; ", "")),
    "Office-of": (OFFICE, _with(OFFICE, ":france", ":france, :kenya")),
    "Visit-visitKind": (VISIT, _with(VISIT, "dg:visitKind dg:State ; ", "")),
    "Visit-visitor": (VISIT, _with(VISIT, "dg:visitor :omar ; ", "")),
    "Meeting-participant": (MEETING, _with(MEETING, ", :elise", "")),
    "Presence-company": (PRESENCE, _with(PRESENCE, "dg:company :acme ; ", "")),
    "Presence-country": (PRESENCE, _with(PRESENCE, ":kenya", ":kenya, :france")),
    "Cooperation-party": (COOPERATION, _with(COOPERATION, ", :sahel", "")),
    "Cooperation-sector": (COOPERATION, _with(COOPERATION, ".nuclear", ", sector:health")),
    "Membership-member": (MEMBERSHIP, _with(MEMBERSHIP, ":kenya", ":ligue")),
    "Membership-organization": (MEMBERSHIP, _with(MEMBERSHIP, " ; dg:organization :ligue", "")),
    "Position": (POSITION, _with(POSITION, " ; dg:target :pacte", "")),
    "Position-actor": (POSITION, _with(POSITION, "dg:actor :elise ; ", "")),
    "Position-stance": (POSITION, _with(POSITION, "dg:Support", "dg:Support, dg:Concern")),
    "Position-topic": (
        _with(POSITION, "dg:target :pacte", 'dg:topic "la paix"@fr'),
        _with(POSITION, "dg:target :pacte", 'dg:topic "la paix"@fr, "le climat"@fr'),
    ),
    "Position-target": (POSITION, _with(POSITION, ":pacte", ":pacte, :port")),
    "Invitation-inviter": (INVITATION, _with(INVITATION, ":elise", ":omar")),
    "Invitation-invitee": (INVITATION, _with(INVITATION, ":omar", ":omar, :kenya")),
    "Invitation-event": (INVITATION, _with(INVITATION, ":foire", ":foire, :pacte")),
    "Holder": (OFFICE, _with(OFFICE, ":elise", ":acme")),
    "Actor": (VISIT, _with(VISIT, ":elise", ":paris")),
    "Visitor": (_with(VISIT, ":omar", ":kenya"), _with(VISIT, ":omar", ":acme")),
    "Organization": (MEMBERSHIP, _with(MEMBERSHIP, ":ligue", ":sahel")),
    "Country": (PRESENCE, _with(PRESENCE, ":kenya", ":sahel")),
    "Party": (COOPERATION, _with(COOPERATION, ":sahel", ":paris")),
    "Place": (VISIT, _with(VISIT, ":paris", ":port")),
    "Of": (OFFICE, _with(OFFICE, ":france", ":pacte")),
    "Subject": (FIGURE, _with(FIGURE, ":kenya", ":unknown")),
    "Occasion": (INVITATION, _with(INVITATION, ":foire", ":paris")),
    "Evidenced": (":x = .", ":x = ; dg:evidence :lost ."),
    "Priced": (CONTRACT, _with(CONTRACT, "dg:amount :a", "dg:amount :b")),
    "Status": (":x = .", _with(f":x {FACT} .", "dg:Actual", "dg:Certain")),
    "Post": (OFFICE, _with(OFFICE, "dg:Minister", "dg:King")),
    "VisitKind": (VISIT, _with(VISIT, "dg:State", "dg:Private")),
    "Stage": (CONTRACT, _with(CONTRACT, "dg:Signed", "dg:Planned")),
    "Indicator": (FIGURE, _with(FIGURE, "dg:Trade", "dg:Rain")),
    "Modifier": (CONTRACT, _with(CONTRACT, "dg:About", "dg:Exactly")),
    "Stance": (POSITION, _with(POSITION, "dg:Support", "dg:Doubt")),
    "Sector": (COOPERATION, _with(COOPERATION, "energy.nuclear", "energy.coal-fusion")),
    "Date": (PERIOD, _with(PERIOD, '"2023-05"^^xsd:gYearMonth', '"2023-02-30"^^xsd:date')),
    "Confidence": (":x = .", _with(f":x {FACT} .", "0.8", "1.8")),
    "Decimal": (FIGURE, _with(FIGURE, "4.5", '"4,5"')),
    "Unit": (FIGURE, _with(FIGURE, '"EUR"', '""')),
    "Start-start": (PERIOD, _with(PERIOD, '"2023"^^xsd:gYear', '"2023"^^xsd:gYear, "2022"^^xsd:gYear')),
    "End-end": (PERIOD, _with(PERIOD, "dg:end", 'dg:end "2023-06"^^xsd:gYearMonth ; dg:end')),
    "Order": (PERIOD, _with(PERIOD, '"2023-05"^^xsd:gYearMonth', '"2022-12-31"^^xsd:date')),
    "Staged-stage": (CONTRACT, _with(CONTRACT, "dg:Signed", "dg:Signed, dg:Ended")),
    "Amounted-amount": (
        CONTRACT,
        _with(CONTRACT, "dg:amount :a", "dg:amount :a, :b") + _with(AMOUNT, ":a", ":b"),
    ),
    "Quantity-value": (FIGURE, _with(FIGURE, "dg:value 4.5 ; ", "")),
    "Quantity-unit": (FIGURE, _with(FIGURE, '"EUR"', '"EUR", "USD"')),
    "Quantity-modifier": (CONTRACT, _with(CONTRACT, "dg:About", "dg:About, dg:AtLeast")),
    "Figure-indicator": (FIGURE, _with(FIGURE, "dg:indicator dg:Trade ; ", "")),
    "Range-upperValue": (CONTRACT, _with(CONTRACT, "2.5", "2.5, 3.5")),
    "Range-order": (CONTRACT, _with(CONTRACT, "2.5", "0.5")),
    "Evidence-source": ("", ':q a dg:Evidence ; oa:exact "Omar" ; oa:start 13 ; oa:end 17 .'),
    "Evidence-exact": ("", ':quote oa:exact "Omar" .'),
    "Evidence-start": ("", ":quote oa:start 12 ."),
    "Evidence-end": ("", ':q a dg:Evidence ; oa:hasSource :doc ; oa:exact "Omar" ; oa:start 13 .'),
    "Offset": ("", ':q a dg:Evidence ; oa:hasSource :doc ; oa:exact "É" ; oa:start -1 ; oa:end 1 .'),
    "Quotes": (
        ':q a dg:Evidence ; oa:hasSource :doc ; oa:exact "Omar" ; oa:start 13 ; oa:end 17 .',
        ':q a dg:Evidence ; oa:hasSource :doc ; oa:exact "Omar" ; oa:start 12 ; oa:end 16 .',
    ),
}
