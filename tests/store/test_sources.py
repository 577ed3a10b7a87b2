"""Who says a fact, and how sure that makes it: reprints are one source, publishers are one voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import BASE, RUN, batch, values

from diplograph.model import Document, Entity, EntityType, Evidence, Extraction, Span, Status, make_fact
from diplograph.rdf.identifiers import fact_iri
from diplograph.rdf.mapping import map_extraction
from diplograph.rdf.terms import decimal, integer, literal
from diplograph.rdf.vocabulary import DCTERMS, dg
from diplograph.store import DocumentEntry, Store
from diplograph.store.sources import combined_confidence, independent
from diplograph.store.witnesses import Witness, wordings

ARGUMENTS = {"company": "company/orano", "country": "country/mongolie"}
FACT = fact_iri(BASE, make_fact("Presence", ARGUMENTS)).removeprefix(BASE)
AGENCY = (
    "Le groupe Orano exploite depuis vingt ans plusieurs sites miniers en Mongolie, a rappelé la ministre."
)
EDITED = (
    "Le groupe Orano exploite depuis vingt ans plusieurs sites miniers en Mongolie, rappelle la ministre."
)
OTHER = "Orano, présent en Mongolie, y emploie deux cents personnes selon un rapport de la Cour des comptes."
THIRD = "À Oulan-Bator, la filiale d’Orano a ouvert un bureau et recrute des géologues dans tout le pays."


def telling(
    identifier: str,
    text: str,
    *,
    source: str = "",
    confidence: float = 0.8,
    status: Status = Status.ACTUAL,
    published: str = "2024-01-01",
) -> DocumentEntry:
    """A document whose first clause states that Orano is in Mongolia."""
    end = text.index(",")
    fact = make_fact(
        "Presence",
        ARGUMENTS,
        status=status,
        confidence=confidence,
        evidence=(Evidence(0, end, text[:end], "test:1"),),
    )
    entities = tuple(
        Entity(key, kind, key.partition("/")[2], (), (Span(0, 2),))
        for key, kind in (("company/orano", EntityType.COMPANY), ("country/mongolie", EntityType.COUNTRY))
    )
    document = Document(
        identifier, text, f"{text}{source}{confidence}{status}", source=source, published=published
    )
    graph = map_extraction(Extraction(document, entities, (fact,)), base=BASE, run=RUN)
    return DocumentEntry(identifier, document.digest, RUN, published, graph)


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "s", create=True) as opened:
        yield opened


def told(store: Store) -> tuple[list[str], list[str]]:
    return values(store, FACT, dg("sources")), values(store, FACT, dg("confidence"))


def both(sources: int, confidence: float) -> tuple[list[str], list[str]]:
    return [integer(sources)], [decimal(confidence)]


@pytest.mark.parametrize(
    ("documents", "sources", "confidence"),
    [
        ([("a", AGENCY, "Le Monde")], 1, 0.8),
        ([("a", AGENCY, "Le Monde"), ("b", OTHER, "Les Échos")], 2, 0.96),
        ([("a", AGENCY, "Le Monde"), ("b", OTHER, "Le Monde")], 1, 0.8),
        ([("a", AGENCY, "https://www.lemonde.fr/1"), ("b", OTHER, "https://lemonde.fr/2")], 1, 0.8),
        ([("a", AGENCY, "Le Monde"), ("b", AGENCY, "Les Échos")], 1, 0.8),
        ([("a", AGENCY, "Le Monde"), ("b", EDITED, "Les Échos")], 1, 0.8),
        ([("a", AGENCY, ""), ("b", OTHER, "")], 2, 0.96),
        # Le Monde prints the agency's text, and one of its own; Les Échos print the agency's too.
        ([("a", AGENCY, "Le Monde"), ("b", OTHER, "Le Monde"), ("c", EDITED, "Les Échos")], 1, 0.8),
        ([("a", AGENCY, "Le Monde"), ("b", OTHER, "Les Échos"), ("c", THIRD, "AFP")], 3, 0.99),
    ],
)
def test_sources_are_counted_by_publisher_and_wording(
    store: Store, documents: Sequence[tuple[str, str, str]], sources: int, confidence: float
):
    for identifier, text, source in documents:
        store.commit(batch(telling(identifier, text, source=source)))
    assert told(store) == both(sources, confidence)


@pytest.mark.parametrize(
    "source",
    [
        "http://[lemonde",
        "https://[lemonde.fr]/1",
        "http://lemonde]",
        "http://x℀.fr",
        "http://le:monde/",
        "http://lemonde.fr/%zz?b[]=1#a#b",
    ],
)
def test_a_source_that_is_no_address_is_a_name_like_any_other(store: Store, source: str):
    documents = [telling("a", AGENCY, source=source), telling("b", OTHER, source=source)]
    store.commit(batch(*documents))
    assert told(store) == both(1, 0.8)
    assert len(values(store, "document/a", f"<{DCTERMS}source>")) == 1


def test_what_was_heard_is_forgotten_when_it_changes(store: Store):
    """Witnesses are kept in memory from one commit to the next: never those of a document that changed."""
    store.commit(batch(telling("a", AGENCY, source="AFP")))
    store.commit(batch(telling("b", OTHER, source="Reuters")))
    store.commit(batch(telling("a", THIRD, source="Reuters", confidence=0.5)))
    store.commit(batch(telling("c", AGENCY, source="AFP", confidence=0.5)))
    assert told(store) == both(2, 0.9)
    store.remove(["b"])
    assert told(store) == both(2, 0.75)


def test_a_source_that_leaves_takes_its_confidence_along(store: Store):
    store.commit(batch(telling("a", AGENCY, confidence=0.6), telling("b", OTHER, confidence=0.9)))
    assert told(store) == both(2, 0.96)
    store.remove(["b"])
    assert told(store) == both(1, 0.6)


def test_a_corrected_publisher_is_enough_to_count_again(store: Store):
    store.commit(batch(telling("a", AGENCY, source="AFP"), telling("b", OTHER, source="Reuters")))
    store.commit(batch(telling("b", OTHER, source="AFP")))
    assert told(store) == both(1, 0.8)


def test_who_denies_a_fact_is_no_witness_for_it(store: Store):
    yes = telling("a", OTHER, source="Le Monde"), telling("b", THIRD, source="Les Échos")
    no = telling("c", AGENCY, source="AFP", status=Status.DENIED, confidence=0.7, published="2024-02-01")
    store.commit(batch(*yes))
    assert values(store, FACT, dg("sources")) == [integer(2)]
    store.commit(batch(no))  # the latest document decides the status, and stands alone
    assert values(store, FACT, dg("status")) == [dg("Denied")]
    assert values(store, FACT, dg("sources")) == [integer(1)]
    assert values(store, FACT, dg("confidence")) == [decimal(0.7)]
    store.remove(["c"])
    assert values(store, FACT, dg("sources")) == [integer(2)]
    assert values(store, FACT, dg("confidence")) == [decimal(0.96)]


def test_a_denial_in_nearly_the_same_words_is_no_reprint(store: Store):
    denied = AGENCY.replace("exploite depuis", "n’exploite pas depuis")
    store.commit(batch(telling("a", denied, source="Le Monde", status=Status.DENIED)))
    store.commit(batch(telling("b", AGENCY, source="AFP", published="2024-03-01")))
    assert values(store, FACT, dg("status")) == [dg("Actual")]
    assert values(store, FACT, dg("sources")) == [integer(1)]
    assert values(store, FACT, dg("confidence")) == [decimal(0.8)]


def test_the_best_of_a_source_counts(store: Store):
    store.commit(batch(telling("a", AGENCY, source="AFP", confidence=0.5)))
    store.commit(batch(telling("b", OTHER, source="AFP", confidence=0.7)))
    assert told(store) == both(1, 0.7)


def test_short_words_of_the_language_are_nobodys():
    assert wordings(literal("Orano en Mongolie"), literal(""), literal("")) == set()
    assert (
        wordings(literal("le président de la République"), literal("Hier, "), literal(" est venu.")) != set()
    )


def test_documents_say_at_most_nearly_certain_and_the_analyst_says_certain():
    assert combined_confidence([Decimal("0.9")] * 5) == Decimal("0.99")
    assert combined_confidence([Decimal("0.3"), Decimal(1)]) == 1


_WITNESSES = st.lists(
    st.builds(
        lambda publisher, quotes: Witness(
            publisher, "", Decimal("0.5"), {(literal(quote), literal(""), literal("")) for quote in quotes}
        ),
        st.sampled_from(["", "", "afp", "le monde"]),
        st.lists(st.sampled_from(["a b c d e f g h", "i j k l m n o p", "q r s t u v w x"]), max_size=2),
    ),
    max_size=6,
)


@given(_WITNESSES, st.randoms())
def test_sources_do_not_depend_on_the_order(witnesses: list[Witness], random):
    shuffled = [replace(witness) for witness in witnesses]
    random.shuffle(shuffled)
    groups = independent(witnesses)
    assert len(groups) == len(independent(shuffled))
    for one, other in ((a, b) for a in groups for b in groups if a is not b):
        assert not {w.publisher for w in one if w.publisher} & {w.publisher for w in other}
        assert not set().union(*(w.wordings for w in one)) & set().union(*(w.wordings for w in other))
