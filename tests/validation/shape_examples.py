"""One right and one wrong example for each shape; both are added to PRELUDE. `=` stands for FACT.

What breaks the other constraints of a shape stands in MORE_WRONG.
"""

from __future__ import annotations

import pyoxigraph

from diplograph.rdf.terms import Triple

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
@prefix prov: <http://www.w3.org/ns/prov#> .
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


def data_of(turtle: str) -> list[Triple]:
    """The triples of an example, PRELUDE included."""
    text = PREFIXES + PRELUDE + turtle.replace("=", FACT)
    quads = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads]


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
PERIOD = (
    ":x = , dg:Visit ; dg:visitKind dg:State ; dg:visitor :omar ;"
    ' dg:start "2023"^^xsd:gYear ; dg:end "2023-05"^^xsd:gYearMonth .'
)
CODES = ':kenya dg:iso3166 "KE" ; dg:iso3166alpha3 "KEN" ; dg:iso3166numeric "404" .'


NOTE = f""":note a dg:Document ; dcterms:identifier "note" ; dcterms:language "fr" ;
    schema:sha256 "{"0" * 64}" ."""


def _figure(value: str, unit: str, indicator: str = "Trade", *, decimal: bool = False) -> str:
    number = f'"{value}"^^xsd:decimal' if decimal else value
    value_and_unit = f'dg:value {number} ; dg:unit "{unit}"'
    return f":x = , dg:Figure ; dg:indicator dg:{indicator} ; dg:about :kenya ; {value_and_unit} ."


def _with(example: str, old: str, new: str) -> str:
    assert example.count(old) == 1, (example, old)
    return example.replace(old, new)


# shape -> (right, wrong)
EXAMPLES: dict[str, tuple[str, str]] = {
    "Document-identifier": ("", ':doc dcterms:identifier "other" .'),
    "Document-text": ("", ':doc schema:text "Un autre texte."@fr .'),
    "Document-language": ("", ':doc dcterms:language "en", "" .'),
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
    "KnownCountry-alpha2": (CODES, _with(CODES, '"KE"', '"KE", "UG"')),
    "KnownCountry-alpha3": (CODES, _with(CODES, '"KEN"', '"KEN", "UGA"')),
    "KnownCountry-numeric": (CODES, _with(CODES, '"404"', '"404", "800"')),
    "Alpha2": (CODES, _with(CODES, '"KE"', '"ke"')),
    "Alpha2-one": (CODES, f'{CODES} :france dg:iso3166 "KE" .'),
    "Alpha3": (CODES, _with(CODES, '"KEN"', '"KEY"')),
    "Numeric": (CODES, _with(CODES, '"404"', '"44"')),
    "Currency": (FIGURE, _with(FIGURE, '"EUR"', '"ERU"')),
    "Isin": (':acme dg:isin "FR0000120271" .', ':acme dg:isin "FR120271" .'),
    "Isin-one": (
        ':acme dg:isin "FR0000120271" .',
        ':acme dg:isin "FR0000120271" . :b a dg:Company, dg:Organization, dg:Actor ; rdfs:label "Bé"@fr ;'
        ' dg:isin "FR0000120271" .',
    ),
    "IsinOwner": (':acme dg:isin "FR0000120271" .', ':ligue dg:isin "FR0000120271" .'),
    "IsinCheck": (':acme dg:isin "US0378331005", "DE0005545503" .', ':acme dg:isin "US0378331006" .'),
    "Fact-status": (VISIT, f"{VISIT} :x dg:status dg:Planned ."),
    "Fact-confidence": (VISIT, f"{VISIT} :x dg:confidence 0.9 ."),
    "Fact-evidence": (
        VISIT.replace("=", FACT).replace("dg:evidence :quote", "prov:wasAttributedTo :anne"),
        VISIT.replace("=", FACT).replace("dg:evidence :quote ; ", ""),
    ),
    "Fact-sources": (f"{VISIT} :x dg:sources 2 .", f"{VISIT} :x dg:sources 2, 3 ."),
    "Sources": (f"{VISIT} :x dg:sources 1 .", f"{VISIT} :x dg:sources 0 ."),
    "Attributed": (f"{VISIT} :x prov:wasAttributedTo :anne .", f'{VISIT} :x prov:wasAttributedTo "Anne" .'),
    "Kind": (VISIT, ":x = ."),
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
    "Evidenced": (VISIT, f"{VISIT} :x dg:evidence :lost ."),
    "Priced": (CONTRACT, _with(CONTRACT, "dg:amount :a", "dg:amount :b")),
    "Status": (VISIT, _with(VISIT.replace("=", FACT), "dg:Actual", "dg:Certain")),
    "Post": (OFFICE, _with(OFFICE, "dg:Minister", "dg:King")),
    "VisitKind": (VISIT, _with(VISIT, "dg:State", "dg:Private")),
    "Stage": (CONTRACT, _with(CONTRACT, "dg:Signed", "dg:Planned")),
    "Indicator": (FIGURE, _with(FIGURE, "dg:Trade", "dg:Rain")),
    "Modifier": (CONTRACT, _with(CONTRACT, "dg:About", "dg:Exactly")),
    "Stance": (POSITION, _with(POSITION, "dg:Support", "dg:Doubt")),
    "Sector": (COOPERATION, _with(COOPERATION, "energy.nuclear", "energy.coal-fusion")),
    "Date": (PERIOD, _with(PERIOD, '"2023-05"^^xsd:gYearMonth', '"2023-02-30"^^xsd:date')),
    "Confidence": (VISIT, _with(VISIT.replace("=", FACT), "0.8", "1.8")),
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
    "HasOffice": (OFFICE, _with(OFFICE, "dg:Office", "dg:Meeting ; dg:participant :omar, :elise")),
    "HasVisit": (VISIT, f"{MEETING} :x dg:host :elise ."),
    "HasPresence": (PRESENCE, f"{VISIT} :x dg:company :acme ."),
    "HasMembership": (MEMBERSHIP, f"{VISIT} :x dg:organization :ligue ."),
    "HasFigure": (FIGURE, f"{VISIT} :x dg:about :kenya ."),
    "HasPosition": (POSITION, f'{VISIT} :x dg:topic "la paix"@fr .'),
    "HasInvitation": (INVITATION, f"{VISIT} :x dg:invitee :elise ."),
    "HasStage": (CONTRACT, f"{VISIT} :x dg:stage dg:Signed ."),
    "HasQuantity": (FIGURE, f"{VISIT} :x dg:value 3.5 ."),
    "HasRange": (CONTRACT, f"{FIGURE} :x dg:upperValue 9.5 ."),
    "HasParty": (COOPERATION, f"{VISIT} :x dg:party :kenya ."),
    "HasParticipant": (MEETING, f"{COOPERATION} :x dg:participant :omar ."),
    "HasSector": (COOPERATION, f"{VISIT} :x dg:sector sector:water ."),
    "HasAmount": (CONTRACT, f"{VISIT} :x dg:amount :a . {AMOUNT}"),
    "HasPlace": (VISIT, f"{COOPERATION} :x dg:place :paris ."),
    "ModernFact-start": (PERIOD, _with(PERIOD, '"2023"', '"1500"')),
    "ModernFact-end": (PERIOD, _with(PERIOD, '"2023-05"', '"2203-05"')),
    "AgreementYear-start": (
        f'{CONTRACT} :x dg:start "1648"^^xsd:gYear .',
        f'{CONTRACT} :x dg:start "0648"^^xsd:gYear .',
    ),
    "DocumentYear-issued": (
        ':doc dcterms:issued "1936-05-03"^^xsd:date .',
        ':doc dcterms:issued "0024-05-03"^^xsd:date .',
    ),
    "VisitLength": (
        _with(PERIOD, '"2023"^^xsd:gYear', '"2023-02-20"^^xsd:date'),
        _with(_with(PERIOD, '"2023"^^xsd:gYear', '"2022-04-01"^^xsd:date'), '"2023-05"', '"2023-05"'),
    ),
    "EventLength": (
        ':foire dg:start "2023"^^xsd:gYear ; dg:end "2024"^^xsd:gYear .',
        ':foire dg:start "2023"^^xsd:gYear ; dg:end "2026"^^xsd:gYear .',
    ),
    "Foretold": (
        ':doc dcterms:issued "2023-04"^^xsd:gYearMonth . ' + PERIOD + " :x dg:sources 1 .",
        ':doc dcterms:issued "2022-12-31"^^xsd:date . ' + PERIOD + " :x dg:sources 1 .",
    ),
    "OtherSide-host": (VISIT, _with(VISIT, ":elise", ":omar")),
    "OtherSide-place": (
        _with(VISIT, ":omar", ":kenya"),
        _with(_with(VISIT, ":omar", ":kenya"), ":paris", ":kenya"),
    ),
    "OtherTarget-actor": (POSITION, _with(POSITION, ":pacte", ":elise")),
    "StateOffice": (OFFICE, _with(OFFICE, ":france", ":paris")),
    "CompanyOffice": (
        _with(_with(OFFICE, ":france", ":acme"), "dg:Minister", "dg:ExecutiveOfficer"),
        _with(OFFICE, "dg:Minister", "dg:ExecutiveOfficer"),
    ),
    "OneThing-subject": (
        ":paris owl:sameAs wd:Q90 .",
        ":paris owl:sameAs wd:Q90 . :sahel owl:sameAs wd:Q90 .",
    ),
    **{
        f"Scale-{unit}": (_figure("4.5", unit), _figure(str(10**12) + ".0" + "0" * (unit == "kW"), unit))
        for unit in ("kW", "MW", "GW", "TW", "MWh", "GWh", "TWh")
    },
    **{f"Scale-{unit}": (FIGURE, _figure(f"{2 * 10**15}.0", unit)) for unit in ("EUR", "USD")},
    **{
        f"Scale-{name}": (
            _figure("9000", "count", name, decimal=True),
            _figure(f"{10**11}.0", "count", name),
        )
        for name in ("Population", "CompanyCount", "AgreementCount")
    },
    "Share": (_figure("100.0", "percent"), _figure("100.5", "percent")),
    "Growth": (
        _figure("140.0", "percent", "TradeGrowth"),
        _figure("-120.5", "percent", "TradeGrowth"),
    ),
    "Positive": (_figure("-3.5", "percent", "TradeGrowth"), _figure("-3.5", "EUR")),
    "Whole": (_figure("12", "count", decimal=True), _figure("12.5", "count")),
    "PersonName-label": ("", ':z a dg:Person, dg:Actor ; rdfs:label "Omar 2"@fr .'),
    "NameLength-label": ("", ':z a dg:City, dg:Place ; rdfs:label "Y"@fr .'),
    "QuoteLength-exact": (
        "",
        f':q a dg:Evidence ; oa:hasSource :note ; oa:exact "{"a" * 1501}" ; oa:start 0 ; oa:end 1501 .'
        + NOTE,
    ),
    "TopicLength-topic": (
        _with(POSITION, "dg:target :pacte", 'dg:topic "la paix"@fr'),
        _with(POSITION, "dg:target :pacte", f'dg:topic "{"paix " * 61}"@fr'),
    ),
}

_DOC = ':d a dg:Document ; dcterms:identifier "d" ; dcterms:language "fr" ; schema:sha256 :sum .'.replace(
    ":sum", f'"{"0" * 64}"'
)
_PASSAGE = ':q a dg:Evidence ; oa:hasSource :doc ; oa:exact "Omar" ; oa:start 13 ; oa:end 17 .'
_PLAIN_VISIT = VISIT.replace("=", FACT)

# Wrong too: what breaks the other constraints of a shape.
MORE_WRONG: dict[str, tuple[str, ...]] = {
    "Document-identifier": (
        _with(_DOC, 'dcterms:identifier "d" ; ', ""),
        _with(_DOC, '"d"', '"d"@fr'),
        _with(_DOC, '"d"', '""'),
    ),
    "Document-text": (f'{_DOC} :d schema:text ""@fr .',),
    "Document-language": (_with(_DOC, 'dcterms:language "fr" ; ', ""),),
    "Document-issued": (
        ':doc dcterms:issued "2023"^^xsd:gYear, "2024"^^xsd:gYear .',
        ':doc dcterms:issued "2023-05-03Z"^^xsd:date .',
        ':doc dcterms:issued "2023-05-03" .',
    ),
    "Document-digest": (
        _with(_DOC, f' ; schema:sha256 "{"0" * 64}"', ""),
        f'{_DOC} :d schema:sha256 "{"1" * 64}" .',
    ),
    "Named-label": (":z a dg:City, dg:Place .", ':z a dg:City, dg:Place ; rdfs:label "Bern"@de .'),
    "OtherNames-altLabel": (':omar skos:altLabel "M. Omar" .',),
    "SameAs": (':paris owl:sameAs "Q90" .',),
    "KnownCountry-alpha2": (':kenya dg:iso3166alpha3 "KEN" .',),
    "Fact-status": (_with(_PLAIN_VISIT, "dg:status dg:Actual ; ", ""),),
    "Fact-confidence": (_with(_PLAIN_VISIT, "dg:confidence 0.8 ; ", ""),),
    "Office-holder": (_with(OFFICE, "dg:holder :elise ; ", ""),),
    "Office-post": (_with(OFFICE, "dg:Minister", "dg:Minister, dg:Envoy"),),
    "Visit-visitKind": (_with(VISIT, "dg:State", "dg:State, dg:Working"),),
    "Presence-company": (_with(PRESENCE, ":acme", ":acme, :ligue"),),
    "Presence-country": (_with(PRESENCE, "dg:country :kenya ; ", ""),),
    "Membership-member": (
        _with(MEMBERSHIP, "dg:member :kenya ; ", ""),
        _with(MEMBERSHIP, ":kenya", ":kenya, :france"),
    ),
    "Membership-organization": (_with(MEMBERSHIP, ":ligue", ":ligue, :acme"),),
    "Position-stance": (_with(POSITION, "dg:stance dg:Support ; ", ""),),
    "Position-topic": (_with(POSITION, "dg:target :pacte", 'dg:topic "p"@fr'),),
    "Invitation-inviter": (
        _with(INVITATION, "dg:inviter :elise ; ", ""),
        _with(INVITATION, ":elise", ":elise, :france"),
    ),
    "Invitation-invitee": (_with(INVITATION, "dg:invitee :omar ; ", ""),),
    "Date": (
        _with(PERIOD, '"2023-05"^^xsd:gYearMonth', '"2023-05-01+01:00"^^xsd:date'),
        _with(PERIOD, '"2023-05"^^xsd:gYearMonth', '"2023-05"'),
    ),
    "Confidence": (
        _with(_PLAIN_VISIT, "0.8", '"0.8"^^xsd:double'),
        _with(_PLAIN_VISIT, "0.8", "-0.8"),
        _with(_PLAIN_VISIT, "0.8", '"haute"^^xsd:decimal'),
    ),
    "Unit": (_with(FIGURE, '"EUR"', '"euros"@fr'),),
    "Sources": (f"{VISIT} :x dg:sources 1.5 .",),
    "Quantity-value": (_with(FIGURE, "4.5", "4.5, 4.6"),),
    "Quantity-unit": (_with(FIGURE, ' ; dg:unit "EUR"', ""),),
    "Figure-indicator": (_with(FIGURE, "dg:Trade", "dg:Trade, dg:Other"),),
    "Evidence-source": (f"{_PASSAGE} :q oa:hasSource :d . {_DOC}",),
    "Evidence-exact": (_with(_PASSAGE, 'oa:exact "Omar" ; ', ""), _with(_PASSAGE, '"Omar"', ":omar")),
    "Evidence-start": (_with(_PASSAGE, "oa:start 13 ; ", ""),),
    "Evidence-end": (_with(_PASSAGE, "17", "17, 18"),),
    "Offset": (_with(_PASSAGE, "17", '"17"'),),
    "NameLength-label": (f':z a dg:City, dg:Place ; rdfs:label "{"Ville " * 21}"@fr .',),
}
