"""The columns of the tables in `data/lexicon`, and what may stand in each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES, FACT_ROLES, EntityType, Status

_POSTS, _KINDS, _STANCES, _INDICATORS = (
    next(role.terms for role in FACT_ROLES[fact] if role.name == name)
    for fact, name in (
        ("Office", "post"),
        ("Visit", "visitKind"),
        ("Position", "stance"),
        ("Figure", "indicator"),
    )
)
_STATUSES = frozenset(s.value for s in Status)
_TYPES = frozenset(t.value for t in EntityType)

# Tables that the extractor reads: column → closed list of what may stand there ("" allowed unless required).
_WHOSE = frozenset({"country/saint-siege", "international-organization/union-europeenne"})

TABLES: Mapping[str, Mapping[str, frozenset[str] | None]] = MappingProxyType(
    {
        "insertions": {},
        "people": {},
        "fields": {"sector": None},
        "offices": {
            "post": _POSTS,
            "org_post": frozenset({"", *_POSTS}),
            "of": frozenset({"", "country", "organization", "place", "body", "state"} | _WHOSE),
        },
        "portfolios": {},
        "office_modifiers": {"form": frozenset({"", "past", "present", "future", "then"})},
        "civilities": {"number": frozenset({"", "plural"})},
        "heads": {
            "type": _TYPES,
            "form": frozenset({"proper", "common", "capital", "led", "national", "mission"}),
        },
        "name_words": {"type": _TYPES, "form": frozenset({"", "legal", "last"})},
        "references": {
            "kind": frozenset(
                {
                    "both",
                    "him",
                    "organization",
                    "short",
                    "bodies",
                    "towns",
                    "countries",
                    "several",
                    "first",
                    "second",
                    "heads",
                    "presidents",
                    "ministers",
                    "parties",
                    "companies",
                    "company",
                    "venture",
                    "body",
                    "capital",
                    "leader",
                    "official",
                    "giant",
                    "maker",
                    "country",
                    "its",
                    "own",
                    "your",
                    "speaker",
                    "ils",
                    "il",
                    "elle",
                    "latter",
                    "latter_f",
                    "latters",
                    "homologue",
                    "colleague",
                }
            ),
            "count": frozenset({"", "2", "3", "4", "5", "6"}),
            "sector": None,
        },
        "visits": {
            "form": frozenset(
                {"noun", "coming", "go", "come", "reach", "soil", "leads", "see", "be", "welcomed", "led"}
                | {"calls_on", "guest", "leave", "party", "none", "made", "paid", "label"}
                | {"sends", "chosen", "awaits", "stage", "back"}
            ),
            "status": frozenset({"", *_STATUSES}),
        },
        "visit_kinds": {"kind": _KINDS},
        "meetings": {
            "form": frozenset(
                {
                    "noun",
                    "each",
                    "several",
                    "sides",
                    "with",
                    "to",
                    "direct",
                    "granted",
                    "calls",
                    "receives",
                    "received",
                    "gathers",
                    "jointly",
                    "seen",
                    "hails",
                    "people",
                    "staff",
                    "none",
                    "hosted",
                    "personal",
                    "retains",
                    "gathered",
                    "seat",
                    "turns",
                }
            ),
            "status": frozenset({"", *_STATUSES}),
        },
        "agreements": {
            "class": frozenset(AGREEMENT_CLASSES),
            "form": frozenset({"noun", "weak", "idiom", "numbered"}),
            "sector": None,
        },
        "agreement_verbs": {
            "stage": frozenset(
                {"", "Granted", "Announced", "Negotiated", "Signed", "Ratified", "InForce", "Ended"}
            ),
            "status": frozenset({"", *_STATUSES}),
            "form": frozenset(
                {
                    "",
                    "binds",
                    "given",
                    "from",
                    "object",
                    "founds",
                    "passing",
                    "under",
                    "twins",
                    "talks",
                    "gets",
                    "bound",
                    "signers",
                    "party",
                    "ending",
                    "offers",
                }
            ),
        },
        "presence": {
            "form": frozenset(
                {
                    "verb",
                    "noun",
                    "own",
                    "left",
                    "opens",
                    "acquires",
                    "counted",
                    "by",
                    "rank",
                    "made",
                    "closes",
                }
            ),
            "status": frozenset({"", *_STATUSES}),
        },
        "cooperation": {
            "form": frozenset(
                {"noun", "verb", "weak", "listed", "jointly", "stated", "doing", "with", "helps", "help"}
                | {"fields", "none", "partner", "things", "trained", "training", "together"}
            ),
            "sector": None,
        },
        "cooperation_lists": {"form": frozenset({"list", "resume", "fronted"})},
        "memberships": {
            "form": frozenset(
                {"verb", "noun", "within", "joining", "owned", "owner", "belongs", "bracketed", "gathers"}
                | {"plant", "sale", "sold", "bought", "shared", "has", "possessed", "thereof"}
                | {
                    "founds",
                    "capital",
                    "creates",
                    "united",
                    "accession",
                    "border",
                    "chair",
                    "chaired",
                    "states",
                }
                | {"thither"}
            ),
            "status": frozenset({"", *_STATUSES}),
        },
        "invitations": {
            "form": frozenset(
                {"at", "noun", "verb", "passive", "infinitive", "fronted", "guest", "see", "other"}
                | {"gives", "home", "yours"}
            )
        },
        "positions": {
            "stance": _STANCES,
            "form": frozenset(
                {
                    "noun",
                    "toward",
                    "plea",
                    "call",
                    "importance",
                    "held",
                    "verb",
                    "courtesy",
                    "disposed",
                    "claim",
                    "urging",
                    "blaming",
                    "warning",
                    "passive",
                }
            ),
            "object": frozenset(
                {"", "to", "of", "for", "against", "over", "on", "with", "protest", "assured"}
            ),
        },
        "speech": {
            "form": frozenset(
                {"says", "stresses", "voices", "judges", "according", "intends", "genre", "audience"}
            ),
        },
        "stance_words": {
            "form": frozenset(
                {
                    "light",
                    "aspect",
                    "merit",
                    "for",
                    "against",
                    "alarm",
                    "partner",
                    "manner",
                    "aside",
                    "sentence",
                    "goal",
                    "undoing",
                    "vague",
                    "whole",
                }
            ),
        },
        "projects": {
            "sector": None,
            "form": frozenset({"named", "works", "sized", "start", "numbered", "last", "joint", "none"}),
        },
        "project_starts": {
            "status": frozenset({"", *_STATUSES}),
            "form": frozenset(
                {
                    "",
                    "named",
                    "passive",
                    "rebuild",
                    "create",
                    "given",
                    "funds",
                    "apart",
                    "due",
                    "runs",
                    "gives",
                }
            ),
        },
        "project_measures": {},
        "press": {},
        "terms": {},
        "presuppositions": {},
        "metonymy": {"form": frozenset({"of", "to", "both", "place"})},
        "occasions": {},
        "happenings": {},
        "events": {
            "class": frozenset({"", *EVENT_CLASSES}),
            "form": frozenset(
                {"head", "plural", "whole", "occasion", "organ", "name", "numbered", "none"}
                | {"attend", "presence", "host", "beside", "gathers", "counted", "session", "set"}
                | {"held", "hosted", "opens"}
            ),
            "status": frozenset({"", *_STATUSES}),
        },
        "circumstances": {
            "form": frozenset(
                {
                    "anniversary",
                    "during",
                    "around",
                    "unit",
                    "horizon",
                    "compared",
                    "again",
                    "ends",
                    "before",
                    "goal",
                    "just",
                    "back",
                    "shifts",
                    "reaches",
                }
            )
        },
        "companions": {"form": frozenset({"with", "backed", "example", "firms"})},
        "linking_verbs": {"form": frozenset({"being", "become", "copula", "holding", "impersonal"})},
        "openings": {},
        "ordinals": {},
        "orders": {
            "form": frozenset(
                {
                    "buys",
                    "buying",
                    "bought",
                    "ordered",
                    "receives",
                    "takes",
                    "drops",
                    "sells",
                    "offers",
                    "supplies",
                    "delivers",
                    "lends",
                    "borrows",
                    "places",
                    "order",
                    "sale",
                    "maker",
                    "entrusts",
                    "entrusted",
                    "assigned",
                    "chosen",
                    "chooses",
                    "fits",
                    "supplied",
                    "partner",
                    "partnered",
                    "agrees",
                    "takeover",
                    "wins",
                    "bids",
                    "bargains",
                    "task",
                    "no",
                }
            ),
            "status": frozenset({"", *_STATUSES}),
        },
        "enumerations": {"form": frozenset({"", "member"})},
        "outlooks": {"form": frozenset({"promising", "ended", "close", "growing", "strained", "wished"})},
        "senses": {
            "sense": frozenset({"none", *_TYPES}),
            "side": frozenset({"before", "apposed", "after", "near"}),
            "names": None,
        },
        "sites": {
            "form": frozenset(
                {
                    "there",
                    "capital",
                    "sited",
                    "planned",
                    "area",
                    "town",
                    "building",
                    "works",
                    "end",
                    "piece",
                    "side",
                    "linked",
                }
            )
        },
        "stakes": {
            "form": frozenset(
                {"share", "head", "partners", "rest", "venture", "through", "founded", "branches"}
                | {"firm", "branch", "to", "founding", "local", "kin", "doer"}
            )
        },
        "subjects": {"form": frozenset({"title", "gathering", "aim", "theme"})},
        "undertakings": {
            "form": frozenset(
                {
                    "part",
                    "does",
                    "is",
                    "pays",
                    "money",
                    "lenders",
                    "group",
                    "charges",
                    "trade",
                    "role",
                    "done",
                    "picks",
                    "led",
                    "stake",
                    "joins",
                    "unites",
                    "gift",
                    "rests",
                }
            )
        },
        "title_words": {
            "form": frozenset({"charge", "organ", "part", "person", "since", "state", "tail", "until"})
        },
        "appointments": {"form": frozenset({"", "past", "future", "possible", "wish"})},
        "leaderships": {
            "post": frozenset({"", *_POSTS}),
            "org_post": frozenset({"", *_POSTS}),
            "form": frozenset({"by", "part", "under", "who"}),
        },
        "publishers": {"country": None},
        "indicators": {
            "indicator": frozenset({"", *_INDICATORS}),
            "of": frozenset(
                {
                    "",
                    "quantity",
                    "has",
                    "line",
                    "nation",
                    "balance",
                    "serves",
                    "double",
                    "triple",
                    "quadruple",
                    "event",
                    "pair",
                    "sum",
                    "cost",
                    "vote",
                    "fall",
                    "price",
                    "supply",
                    "firm",
                    "gives",
                    "spends",
                    "toll",
                    "scope",
                    "made",
                    "total",
                }
            ),
        },
        "modality": {
            "status": _STATUSES,
            "side": frozenset({"before", "after", "both", "next", "beside", "harm"}),
        },
    }
)
