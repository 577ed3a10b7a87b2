"""What the tables say of the words around a fact: when and where, with whom, how sure."""

from __future__ import annotations

from types import MappingProxyType

from diplograph.knowledge.columns.cells import STATUSES, Tables, one_of, optional

SETTINGS: Tables = MappingProxyType(
    {
        "circumstances": {
            "form": one_of(
                "anniversary during around unit horizon compared again ends before goal just back "
                "put_off shifts reaches"
            )
        },
        "companions": {"form": one_of("with backed thanks example firms")},
        "insertions": {},
        "linking_verbs": {"form": one_of("act being become copula holding impersonal")},
        "enumerations": {"form": optional(one_of("first member other"))},
        "ordinals": {},
        "sites": {
            "form": one_of(
                "there capital sited planned area town building works end near piece side linked spot sight"
            )
        },
        "modality": {"status": STATUSES, "side": one_of("before after both next beside harm")},
        "presuppositions": {},
        "word_classes": {
            "form": one_of(
                "bid candidate runs digs makes settled officer aid aspect interview "
                "negotiation further near_town rank adheres member "
                "consortium allied born denial onsite service marked field "
                "held binds endowed site_named existing honour covering declares shared "
                "aim words remote ground undertakes formal earlier awaited "
                "each led respectively mutually represented announces provides fraction "
                "followed done tends realm lands withdrawn seated completed framing witness whence pace "
                "halts seeks under"
            )
        },
    }
)
