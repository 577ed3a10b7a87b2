"""What the tables say of dealings between states: visits, talks, agreements, stances, events."""

from __future__ import annotations

from types import MappingProxyType

from diplograph.knowledge.columns.cells import STATUSES, Tables, one_of, optional, terms_of
from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES

DIPLOMACY: Tables = MappingProxyType(
    {
        "visits": {
            "form": one_of(
                "noun coming go come reach soil leads see be welcomed led calls_on guest leave party "
                "none made paid label sends chosen awaits stage back spent"
            ),
            "status": optional(STATUSES),
        },
        "visit_kinds": {"kind": terms_of("Visit", "visitKind")},
        "invitations": {
            "form": one_of(
                "at noun verb passive infinitive fronted guest see other gives home yours asks comes "
                "wishes urged"
            )
        },
        "meetings": {
            "form": one_of(
                "noun each several sides with to direct granted calls receives received gathers jointly "
                "seen hails people staff none hosted personal personally phones given retains gathered seat "
                "turns"
            ),
            "status": optional(STATUSES),
        },
        "agreements": {
            "class": frozenset(AGREEMENT_CLASSES),
            "form": one_of("noun weak idiom numbered"),
            "sector": None,
        },
        "agreement_verbs": {
            "stage": optional(one_of("Granted Announced Negotiated Signed Ratified InForce Ended")),
            "status": optional(STATUSES),
            "form": optional(
                one_of(
                    "binds given from object founds passing under twins talks gets funds disowns bound "
                    "signers party ending offers"
                )
            ),
        },
        "subjects": {"form": one_of("title gathering aim theme")},
        "positions": {
            "stance": terms_of("Position", "stance"),
            "form": one_of(
                "noun toward plea call importance held verb courtesy disposed claim urging blaming "
                "warning passive taken upsets drawn"
            ),
            "object": optional(one_of("to of for against over on with protest assured")),
        },
        "stance_words": {
            "form": one_of(
                "light aspect merit for against alarm partner manner aside sentence goal undoing vague whole "
                "draws gains owns funding"
            )
        },
        "speech": {"form": one_of("says stresses voices judges according intends genre audience")},
        "events": {
            "class": optional(frozenset(EVENT_CLASSES)),
            "form": one_of(
                "head plural whole occasion organ name numbered none attend presence host beside "
                "gathers counted session set held hosted opens there jubilee marks arranged"
            ),
            "status": optional(STATUSES),
        },
        "occasions": {},
        "happenings": {},
        "outlooks": {"form": one_of("promising ended close growing strained wished")},
    }
)
