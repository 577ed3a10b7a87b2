"""What the tables say of firms, works and goods: presence, cooperation, shares, orders, figures."""

from __future__ import annotations

from types import MappingProxyType

from diplograph.knowledge.columns.cells import STATUSES, Tables, one_of, optional, terms_of

ECONOMY: Tables = MappingProxyType(
    {
        "presence": {
            "form": one_of(
                "verb noun own left opens acquires counted by rank made closes gone exit leads fronted "
                "entrusted has"
            ),
            "status": optional(STATUSES),
        },
        "cooperation": {
            "form": one_of(
                "noun verb weak listed jointly stated doing with helps help fields none partner things "
                "trained training together shares allied trains headed"
            ),
            "sector": None,
        },
        "cooperation_lists": {"form": one_of("list resume fronted")},
        "fields": {"sector": None},
        "memberships": {
            "form": one_of(
                "verb noun within joining owned owner belongs bracketed gathers plant sale sold bought "
                "shared has possessed thereof founds capital creates united accession border chair "
                "chaired states thither ranked inside return granted admits enlarges bare "
                "by with consortium holders born from under takes"
            ),
            "status": optional(STATUSES),
        },
        "stakes": {
            "form": one_of(
                "share head partners rest venture through founded branches firm branch to founding "
                "local kin doer agent awarded staff with called named part whole about"
            )
        },
        "orders": {
            "form": one_of(
                "buys buying bought ordered got receives takes drops sells offers supplies delivers lends "
                "lent borrows places order sale maker entrusts entrusted assigned chosen chooses fits "
                "supplied partner partnered agrees takeover wins bids bargains task no makes offered "
                "settles differs allies"
            ),
            "status": optional(STATUSES),
        },
        "projects": {
            "sector": None,
            "form": one_of("named works sized start numbered last joint field none"),
        },
        "project_starts": {
            "status": optional(STATUSES),
            "form": optional(one_of("named passive rebuild create given funds apart due runs gives")),
        },
        "project_measures": {},
        "openings": {},
        "undertakings": {
            "form": one_of(
                "part does is pays money lenders group charges trade role done picks led stake joins "
                "unites gift rests bears allied holder picked"
            )
        },
        "indicators": {
            "indicator": optional(terms_of("Figure", "indicator")),
            "of": optional(
                one_of(
                    "quantity has holds line nation balance serves fleet crowd states double triple "
                    "quadruple event pair sum cost vote fall price supply firm gives spends toll "
                    "scope made total"
                )
            ),
        },
    }
)
