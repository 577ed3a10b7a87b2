"""From the readings of all sentences to one document's entities and facts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from diplograph.extraction.assembly.completing import complete_invitations, complete_meetings, complete_visits
from diplograph.extraction.assembly.gatherings import with_gatherings_retold
from diplograph.extraction.assembly.merging import is_told, merge_meetings, merge_visits, merged
from diplograph.extraction.assembly.news import complete_agreements, dated_by_news, dated_event, month_of_news
from diplograph.extraction.assembly.retelling import with_retold
from diplograph.extraction.assembly.targets import retargeted
from diplograph.extraction.assembly.trades import Trades
from diplograph.extraction.drafts import Draft
from diplograph.extraction.mentions import Mention, names_text
from diplograph.extraction.source import Source
from diplograph.language import fold
from diplograph.model import (
    FACT_ROLES,
    Entity,
    EntityType,
    Fact,
    Span,
    Status,
    Value,
    ValueKind,
    entity_type_of,
    make_fact,
)
from diplograph.model.keys import entity_key

_CERTAINTY = (Status.DENIED, Status.ACTUAL, Status.PLANNED, Status.POSSIBLE)
_ONE_PER = {
    "Office": ("holder", "post", "of"),
    "Cooperation": ("party", "sector"),
    "Presence": ("company", "country"),
    "Membership": ("member", "organization"),
    "Figure": ("indicator", "value", "unit", "about"),
    "Invitation": ("inviter", "invitee"),
}
_PROPER = re.compile(r"[A-ZÀ-ÖØ-Þ0-9]")


def assemble(
    source: Source, mentions: Sequence[Mention], drafts: Sequence[Draft]
) -> tuple[tuple[Entity, ...], tuple[Fact, ...]]:
    """Bring readings of one fact together and build what the document states.

    Returns:
        (entities sorted by key, facts by first evidence); every key that a fact uses is among the entities.
    """
    drafts = with_gatherings_retold(drafts)
    drafts, named = _name_things(drafts, source.analysed.document.identifier)
    drafts = retargeted(source, drafts)
    by_type: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_type[draft.type].append(draft)
    visit_groups = merge_visits(by_type.pop("Visit", ()), source.knowledge)
    visit_groups = [group for group in visit_groups if is_told(merged(group))]
    visits = complete_visits((merged(group) for group in visit_groups), by_type.get("Meeting", ()))
    invitations = complete_invitations(by_type.pop("Invitation", ()), visits)
    meetings = complete_meetings(by_type.pop("Meeting", ()), visits)
    rest = [d for ds in by_type.values() for d in ds if not d.anaphoric]
    month = month_of_news([*visits, *meetings, *rest], source.analysed.document.published)
    visits = dated_by_news(visits, month)
    groups = list(visit_groups)
    wholes = list(visits)
    days = [d.period.start for d in source.analysed.dates if d.period.start]
    published = source.analysed.document.published
    others = complete_agreements(rest, [*visits, *meetings], month=month, days=days, published=published)
    trades = Trades(source, mentions)
    for group in (
        *merge_meetings(dated_by_news(meetings, month)),
        *with_retold(_same([*invitations, *others])),
    ):
        groups.append(group)
        wholes.append(trades.completed(dated_event(_joined(group), group, month)))
    facts = [
        fact
        for whole, group in zip(wholes, groups, strict=True)
        if (fact := _fact(source, whole, group)) is not None
    ]
    facts.sort(key=lambda fact: (fact.evidence[0], fact.type, fact.arguments))
    return _entities(source, mentions, named, facts), tuple(facts)


def _name_things(drafts: list[Draft], document: str) -> tuple[list[Draft], dict[str, list[Draft]]]:
    """Give named agreements, events and projects their keys; a short form named later is the same thing.

    A name of common words only ("centrale nucléaire") is the document's own: another's is another thing.
    """
    forms: dict[tuple[EntityType, str], str] = {}
    named: dict[str, list[Draft]] = defaultdict(list)
    result = []
    for draft in sorted((d for d in drafts if d.name), key=lambda d: (-len(d.name), d.start)):
        kind = entity_type_of(draft.type)
        if kind is None:
            continue
        key = next((forms[kind, f] for f in map(fold, (draft.name, *draft.forms)) if (kind, f) in forms), "")
        own = "" if _PROPER.search(draft.name, 1) else f" {document}"
        key = key or entity_key(kind, f"{draft.name}{own}")
        for form in (draft.name, *draft.forms):
            forms.setdefault((kind, fold(form)), key)
        named[key].append(draft)
    keys = {id(draft): key for key, group in named.items() for draft in group}
    by_name = {draft.name: key for key, group in named.items() for draft in group}
    for draft in drafts:
        if id(draft) in keys:
            draft = replace(draft, name=keys[id(draft)])
        elif draft.type == "Figure":
            draft = draft.having(about=tuple(by_name.get(str(v), v) for v in draft.get("about")))
        result.append(draft)
    return result, named


def _same(drafts: Iterable[Draft]) -> list[list[Draft]]:
    """Group readings of one fact: the same thing by name, or the same arguments that tell it."""
    groups: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        if draft.name:
            identity: tuple[object, ...] = (entity_type_of(draft.type), draft.name)
        else:
            roles = _ONE_PER.get(draft.type) or tuple(role.name for role in FACT_ROLES[draft.type])
            identity = (draft.type, *(tuple(sorted(map(str, draft.get(role)))) for role in roles))
            if draft.part_of >= 0:  # two lines of a list are two agreements, however alike
                identity = (*identity, draft.start)
        groups.setdefault(identity, []).append(draft)
    return list(groups.values())


def _joined(group: Sequence[Draft]) -> Draft:
    roles: dict[str, tuple[Value, ...]] = {}
    first = max(group, key=lambda d: (sum(map(bool, d.roles.values())), -d.start))
    for role in FACT_ROLES[first.type]:
        values = tuple(dict.fromkeys(v for d in (first, *group) for v in d.get(role.name)))
        if role.maximum == 1 and values:
            values = (max(values, key=lambda v: len(str(v))),) if role.kind is ValueKind.DATE else values[:1]
        roles[role.name] = values
    if first.type == "Project":  # "gisement" and, farther on, "mine d'uranium"
        sectors = list(map(str, roles.get("sector", ())))
        known = any(c.startswith(("energy.renewables", "energy.nuclear")) for c in sectors)
        sectors = [c for c in sectors if not known or c != "energy.electricity"]  # "la centrale" farther on
        roles["sector"] = tuple(c for c in sectors if not any(o.startswith(f"{c}.") for o in sectors))
    return replace(first, roles=roles)


def _fact(source: Source, whole: Draft, group: Sequence[Draft]) -> Fact | None:
    arguments = {role: values for role, values in whole.roles.items() if values}
    for role in FACT_ROLES[whole.type]:
        if len(arguments.get(role.name, ())) < role.minimum:
            return None
    if whole.type == "Position" and not (arguments.get("topic") or arguments.get("target")):
        return None
    telling = [d for d in group if not d.anaphoric] or list(group)
    status = min((d.status for d in telling), key=_CERTAINTY.index)
    if status is not Status.ACTUAL and any(d.anaphoric and d.status is Status.DENIED for d in group):
        status = Status.DENIED  # "A se rendra à Riga … La visite a été annulée."
    return make_fact(
        whole.type,
        dict(arguments),
        status=status if whole.type == "Invitation" else _in_time(source, status, arguments),
        confidence=max(d.confidence for d in group),
        evidence=tuple(
            source.evidence(*(d.shown or (d.start, d.end)), d.rule)
            for d in (*telling, *_adding(group, telling))
        ),
        subject=whole.name,
    )


def _adding(group: Sequence[Draft], telling: Sequence[Draft]) -> list[Draft]:
    """Readings such as "la visite …" that say something of the fact that the telling ones leave out."""
    said = {(role, value) for draft in telling for role, values in draft.roles.items() for value in values}
    return [
        draft
        for draft in group
        if draft.anaphoric
        and draft not in telling
        and any(
            (role, value) not in said
            for role, values in draft.roles.items()
            if role != "visitKind"
            for value in values
        )
    ]


def _in_time(source: Source, status: Status, arguments: dict[str, tuple[Value, ...]]) -> Status:
    """What is dated after publication has not happened yet."""
    published = source.analysed.document.published
    start = str(arguments["start"][0]) if arguments.get("start") else ""
    if (
        status is Status.ACTUAL
        and published
        and start
        and start > published[: len(start)]
        and len(start) <= len(published)
    ):
        return Status.PLANNED
    return status


def _entities(
    source: Source, mentions: Sequence[Mention], named: dict[str, list[Draft]], facts: Sequence[Fact]
) -> tuple[Entity, ...]:
    spans: dict[str, list[Span]] = defaultdict(list)
    names: dict[str, tuple[EntityType, str]] = {}
    forms: dict[str, set[str]] = defaultdict(set)
    text = source.analysed.document.text
    for mention in mentions:
        if names_text(source, mention):
            continue  # "le Statut de Rome" is not about the town
        names.setdefault(mention.key, (mention.type, mention.name))
        spans[mention.key].append(Span(mention.start, mention.end))
        if not mention.bare:
            forms[mention.key].add(" ".join(text[mention.start : mention.end].split()))
    taken = {fold(form) for found in forms.values() for form in found}
    taken |= {fold(name) for _, name in names.values()}
    for key, group in named.items():
        kind = entity_type_of(group[0].type)
        assert kind is not None
        names[key] = (kind, max((d.name for d in group), key=len))
        for draft in group:
            spans[key].append(Span(draft.name_start, max(draft.end, draft.name_start + 1)))
            forms[key].update((draft.name, *(form for form in draft.forms if fold(form) not in taken)))
    for fact in facts:
        for role in FACT_ROLES[fact.type]:
            if role.kind is ValueKind.ENTITY:
                for value in fact.get(role.name):
                    known = source.knowledge.entity(str(value))
                    if value not in names and known is not None:
                        names[str(value)] = (known.type, known.name)
    return tuple(
        Entity(
            key=key,
            type=kind,
            name=name,
            forms=tuple(sorted(forms[key] - {name})),
            mentions=tuple(sorted(set(spans[key]))),
        )
        for key, (kind, name) in sorted(names.items())
    )
