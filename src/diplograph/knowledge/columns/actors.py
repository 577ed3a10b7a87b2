"""How the tables name people, offices and organizations, and what refers to them."""

from __future__ import annotations

from types import MappingProxyType

from diplograph.knowledge.columns.cells import POSTS, TYPES, Tables, one_of, optional

ACTORS: Tables = MappingProxyType(
    {
        "people": {},
        "offices": {
            "post": POSTS,
            "org_post": optional(POSTS),
            "of": optional(
                one_of("country organization place body state portfolio town")
                | one_of("country/saint-siege international-organization/union-europeenne")
            ),
        },
        "portfolios": {},
        "office_modifiers": {"form": optional(one_of("past present future then"))},
        "civilities": {"number": optional(one_of("plural"))},
        "given_names": {"form": one_of("common french shared")},
        "title_words": {"form": one_of("charge elect organ part person since state tail until")},
        "appointments": {"form": optional(one_of("past future possible wish"))},
        "leaderships": {
            "post": optional(POSTS),
            "org_post": optional(POSTS),
            "form": one_of("by part succeeds replaces under who yields"),
        },
        "heads": {"type": TYPES, "form": one_of("proper common capital led national mission")},
        "name_words": {"type": TYPES, "form": optional(one_of("legal last first"))},
        "references": {
            "kind": one_of(
                "both him organization short bodies towns countries several first second heads "
                "presidents ministers parties companies company venture body capital leader official "
                "giant maker country its own your speaker ils il elle latter latter_f latters homologue "
                "colleague predecessor successor union diplomat partner elles"
            ),
            "count": optional(one_of("2 3 4 5 6")),
            "sector": None,
        },
        "senses": {
            "sense": one_of("none") | TYPES,
            "side": one_of("before apposed after near"),
            "names": None,
        },
        "metonymy": {"form": one_of("of to both place actor for way text deed")},
        "terms": {},
        "press": {},
        "publishers": {"country": None},
    }
)
