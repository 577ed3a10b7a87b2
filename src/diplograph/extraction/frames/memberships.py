"""Membership: states of organizations, subsidiaries of groups, joint ventures of their parents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.clubs import gathered_states, listed_states, of_club
from diplograph.extraction.frames.holdings import (
    bought,
    branches,
    groups_in_brackets,
    parent_named,
    plant,
    sales,
    shared,
    thereof,
)
from diplograph.extraction.frames.parties import (
    chained,
    governor,
    same_country,
    subject_by_noun,
    whole_subject,
)
from diplograph.extraction.frames.ventures import (
    APPOSITION,
    COMPANIES,
    FIRMS,
    NAMED_REACH,
    QUALIFIED,
    REACH,
    as_venture,
    bracketed,
    founders,
    gathering,
    is_cut,
    subject_venture,
    venture,
)
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType, Status

_OWNERS = FIRMS | {EntityType.INTERNATIONAL_ORGANIZATION}
_OWNED = FIRMS | {EntityType.INSTITUTION}
_POSSESSIVE = re.compile(r"(?:^|[\s,(])(?:sa|son|leur|ses|leurs) (?:[\w-]+ )?$")
_POSSESSED_APPOSITION = re.compile(r",? ?\(?(?:sa|son|leur) (?:[\w-]+ )?")
# What may stand between "détient" and the company besides the words of shares and heads.
_STAKE = re.compile(r"(?:[\s,«\"]|[\d,.]+ ?%|a|de|du|d'|des|la|le|les|l'|une|un|au|dans|chacune?)*")
_OWN_SHARE = re.compile(r"(?:sa|ses|leurs?) ")
_ALIAS = re.compile(r" ?\([^()]{1,60}\) ?")
_PARTNERS_REACH = 32
_DESCRIBED = re.compile(r"(?: (?!et |ou |avec )[\w'-]+){1,5}, ")  # "sa filiale chargée du contrat, X"
_MAIN = re.compile(r"(?: \([^()]{1,24}\))?[^,;:.]{0,24}, (?:le |la |l'|les )?(?:[\w'-]+ ){0,5}")
_INFINITIVE = re.compile(r"^(?:\w+er|\w+re)\b")
_JUST = re.compile(r"\b(?:vient|viennent|fini) (?:de |d'|par )$")
_AGREED = 60
_FOR = re.compile(r"[^,;:.]{0,30} (?:pour|en vue de|portant sur|relatif a|sur) ?(?:la |le |l'|une |un )?")
_GOVERNING = re.compile(r"(?:\b(?:de|du|des|par|en)|d')$")
_IS = re.compile(r" (?:est|etait|a ete)(?: [\w-]+)? (?:une |la )?$")
_IT = re.compile(r"(?: [\w-]+)? (?:une |la )?")


def find_memberships(sentence: Sentence) -> Iterator[Draft]:
    """Memberships and holdings that one sentence states."""
    yield from listed_states(sentence)
    yield from groups_in_brackets(sentence)
    last: list[Item] = []
    hits: list[Hit[Entry]] = sentence.source.hits("memberships", sentence.span)
    outside = sentence.words("memberships")
    for hit in hits:
        form = hit.payload["form"]
        if form == "bracketed":
            members, clubs = bracketed(sentence, hit)
        elif form == "gathers":
            members, clubs = gathered_states(sentence, hit)
            if not members:
                members, clubs = gathering(sentence, hit)
        elif hit not in outside:
            continue
        elif form in {"noun", "verb", "joining", "within"}:
            members, clubs = of_club(sentence, hit)
        elif form == "belongs":
            members, clubs = _belonging(sentence, hit, last)
        elif form in {"sale", "sold"}:
            yield from sales(sentence, hit)
            continue
        elif form == "bought":
            members, clubs = bought(sentence, hit)
        elif form == "thereof":
            members, clubs = thereof(sentence, hit)
        elif form in {"shared", "has"}:
            members, clubs = shared(sentence, hit)
        elif form in {"owned", "plant", "possessed"}:
            members, clubs = _held(sentence, hit)
        else:
            members, clubs = _owning(sentence, hit)
        last = members or last
        for club in clubs:
            for member in members:
                yield from _drafts(sentence, hit, member, club)


def _belonging(sentence: Sentence, hit: Hit[Entry], last: list[Item]) -> tuple[list[Item], list[Item]]:
    """ "X appartient à 51 % à Y et à 49 % à Z"; "…, les 49 % restants appartenant à Z"."""
    rest = sentence.source.cues("stakes", hit.start - 24, hit.start, "rest")
    if rest and rest[-1].end == hit.start - 1:
        members = last
    else:
        members = [as_venture(sentence, i) for i in sentence.subject(hit.start, kinds=COMPANIES)[:1]]
        members = members or subject_venture(sentence, hit.start)
    firms = sentence.after(hit.end, kinds=FIRMS, until=min(sentence.clause_end(hit.end), hit.end + REACH))
    first = next(
        (
            i
            for i in firms
            if i.start == hit.end or governor(sentence, i) in {"a", "au", "aux", "de", "du", "d'", "des"}
        ),
        None,
    )
    if first is None or re.search(r"[;:.]|, ", sentence.folded(hit.end, first.start)):
        return of_club(sentence, hit)
    return members, chained(sentence, first, firms) if first.start != hit.end else [first]


def _held(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """By the noun: a company in a list of branches, beside its plant, or of an owner."""
    form = hit.payload["form"]
    if form == "possessed":  # "son activité": a word for a company when somebody's only
        own = _POSSESSIVE.search(sentence.folded(hit.start - 24, hit.start))
        return _possessed(sentence, hit) if own else ([], [])
    if form == "plant":
        found = plant(sentence, hit)
        return _owned(sentence, hit) if not found[0] and _announced(sentence, hit, APPOSITION) else found
    listed = branches(sentence, hit)
    return listed if listed[0] else _owned(sentence, hit)


def _owned(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Katco, coentreprise d'Orano et de Kazatomprom"; "X, filiale de Y"; "X, détenue à 60 % par Y"."""
    if _POSSESSIVE.search(sentence.folded(hit.start - 24, hit.start)):
        return _possessed(sentence, hit)
    named = _named(sentence, hit)
    limit = min(sentence.clause_end(hit.end), hit.end + REACH)
    firms = [i for i in sentence.after(hit.end, kinds=_OWNED, until=limit) if i not in named]
    parent = next(
        (i for i in firms if governor(sentence, i) in {"de", "du", "des", "d'", "par", "entre", "a"}), None
    )
    before = _announced(sentence, hit, APPOSITION)
    if parent is not None and not is_cut(sentence, hit.end, parent.start):
        by = governor(sentence, parent)
        owners = chained(sentence, parent, firms)
        if by == "par":  # "la cession de parts détenues par A, … , à B"
            owners = [o for o in owners if governor(sentence, o) in {"par", ""}]
        members = before or named or _passive_subject(sentence, hit) or _fronted(sentence, hit, owners)
        return members, [o for o in owners if o not in members]
    if named and not before:
        low = max(sentence.start, hit.start - _PARTNERS_REACH)
        partners = sentence.source.cues("stakes", low, hit.start, "partners")
        nearest = sentence.before(partners[0].start, kinds=FIRMS)[:1] if partners else []
        return named, list(sentence.group(nearest[0])) if nearest else founders(sentence, hit)
    return [], []


def _fronted(sentence: Sentence, hit: Hit[Entry], owners: list[Item]) -> list[Item]:
    """The subject after words that open the sentence: "Filiale de A, le cimentier X …"."""
    opening = sentence.folded(sentence.start, hit.start).strip(" «\"'-")
    if not owners or " " in opening:
        return []
    end = owners[-1].end
    for item in sentence.after(end, kinds=_OWNED, until=end + REACH)[:1]:
        if _MAIN.fullmatch(sentence.folded(end, item.start)):
            return [item]
    return []


def _named(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The company that the noun announces: "la coentreprise franco-kazakhe Katco"."""
    near = sentence.after(hit.end, kinds=FIRMS, until=hit.end + NAMED_REACH)[:1]
    if _GOVERNING.search(sentence.folded(hit.start, hit.end)):
        return []  # "propriété de": what follows is the owner
    return [
        i
        for i in near
        if QUALIFIED.fullmatch(_without_adjectives(sentence, hit.end, i.start))
        and not re.search(
            r" (?:de|du|des|d'|a|au|avec|par|entre|en|et|dans|qui) ?", sentence.folded(hit.end, i.start)
        )
    ]


def _announced(sentence: Sentence, hit: Hit[Entry], link: re.Pattern[str]) -> list[Item]:
    """The company that the noun describes: "Katco, une coentreprise", "Katco est détenue"."""
    for item in sentence.before(hit.start, kinds=_OWNED):
        if item.kind in {"name", "anaphor"} and hit.start - item.end < 48:
            if sentence.folded(item.end, item.end + 4).lstrip(' »"').startswith(")"):
                continue  # its other name: "Masdar (« Future Energy »), filiale de Mubadala"
            between = sentence.source.besides("linking_verbs", item.end, hit.start, "being", "become")
            return [item] if link.fullmatch(_ALIAS.sub("", between)) else []
    return []


def _without_adjectives(sentence: Sentence, start: int, end: int) -> str:
    """Folded text between two offsets without adjectives of countries."""
    kept, position = [], start
    for item in sentence.items:
        if item.kind == "adjective" and position <= item.start and item.end <= end:
            kept.append(sentence.folded(position, item.start))
            position = item.end
    return "".join(kept) + sentence.folded(position, end)


def _passive_subject(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    low = max(sentence.start, hit.start - 30)
    linked = sentence.source.cues("linking_verbs", low, hit.start, "being")
    if not _IS.search(sentence.folded(low, hit.start)) and not any(
        _IT.fullmatch(sentence.folded(verb.end, hit.start)) for verb in linked
    ):
        return []
    named = subject_by_noun(sentence, hit.start, _OWNED)
    return (sentence.subject(hit.start, kinds=_OWNED) if named is None else named)[:1]


def _possessed(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "sa filiale X" of the subject; "X, sa coentreprise avec Y" of the subject and Y."""
    near = sentence.after(hit.end, kinds=FIRMS, until=hit.end + 60)
    partners = [i for i in near if governor(sentence, i) == "avec"][:1]
    member = _named(sentence, hit) or _announced(sentence, hit, _POSSESSED_APPOSITION)
    member = member or [i for i in near[:1] if _DESCRIBED.fullmatch(sentence.folded(hit.end, i.start))]
    if not member:
        return [], []
    owners = [
        i for i in whole_subject(sentence, hit.start, kinds=FIRMS) if i not in member and i.start < hit.start
    ]
    if not owners:
        owners = [i for i in sentence.before(hit.start, kinds=FIRMS) if i not in member][-1:]
    if not owners:
        key = _just_named(sentence)
        owners = [Item(hit.start, hit.end, "anaphor", (key,), EntityType.COMPANY)] if key else []
    joint = sentence.folded(hit.start - 24, hit.start).rstrip().split()[-1:] == ["leur"]
    return member, [*(owners if joint else owners[:1]), *partners]


def _just_named(sentence: Sentence) -> str:
    """The company that the paragraph is about so far; "" when it names none."""
    paragraph = sentence.source.text.rfind("\n", 0, sentence.start) + 1
    named = [
        m.key
        for m in sentence.discourse.mentions
        if m.type in FIRMS and paragraph <= m.start < sentence.start
    ]
    return max(named, key=named.count, default="")  # of equals the first: the paragraph's subject


def _owning(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Y détient 51 % de X", "X, une coentreprise qu'il détient", "Y, maison mère de X"."""
    antecedent = re.search(
        r"\bqu(?:'|e (?:le |la |l')?)(?:[\w-]+ ){0,3}(?:\w+ )?$", sentence.folded(hit.start - 40, hit.start)
    )
    relative = shared(sentence, hit)  # "X, dont A détient 19 %"
    if relative[0] and not antecedent:
        return relative
    clubs = sentence.subject(hit.start, kinds=FIRMS)
    if antecedent:
        cut = hit.start - 40 + antecedent.start() if hit.start >= 40 else antecedent.start()
        held = sentence.before(cut, kinds=COMPANIES)[:1]
        if (
            held
            and cut - held[0].end < 40
            and re.fullmatch(
                r",? ?(?:(?:une? |la |le |l')?(?:[\w-]+ ){1,3})?", sentence.folded(held[0].end, cut)
            )
        ):
            return held, [c for c in clubs if c.keys != held[0].keys][:1]
        return [], []
    clubs = whole_subject(sentence, hit.start, kinds=_OWNERS) or clubs
    if _OWN_SHARE.match(sentence.folded(hit.start, hit.end)):
        free = [i for i in sentence.items if i.type in FIRMS and i.keys and not governor(sentence, i)]
        clubs = list(sentence.group(free[0])) if free and free[0].end < hit.start else []
    joint = next(
        (h for h in sentence.source.words("stakes", hit.end, hit.end + 60) if h.payload["form"] == "venture"),
        None,
    )
    if joint is not None and _STAKE.fullmatch(
        sentence.source.besides("stakes", hit.end, joint.start, "share", "head")
    ):
        named = _named(sentence, joint)
        key = () if named else venture(sentence)
        held = named or ([Item(joint.start, joint.end, "anaphor", key, EntityType.COMPANY)] if key else [])
        return held, [c for c in clubs if held and c.keys != held[0].keys]
    for item in sentence.after(hit.end, kinds=COMPANIES, until=hit.end + 80)[:1]:
        stake = sentence.source.besides("stakes", hit.end, item.start, "share", "head")
        for adjective in sentence.items:
            if adjective.kind == "adjective" and hit.end <= adjective.start < item.start:
                stake = stake.replace(sentence.folded(adjective.start, adjective.end), "")
        if _STAKE.fullmatch(stake):
            owners = [c for c in clubs if c.keys != item.keys]
            return [item], owners or parent_named(sentence, item)
    return [], []


def _default(sentence: Sentence, hit: Hit[Entry]) -> Status:
    """An accession that is only spoken of ("l'adhésion de X à Y") has not happened, unless it is dated."""
    if hit.payload["status"] or hit.payload["form"] != "joining":
        return Status(hit.payload["status"] or Status.ACTUAL)
    published = sentence.source.analysed.document.published
    date = next((d for d in sentence.dates if d.span.start > hit.end), None)
    if date is None:
        return Status.POSSIBLE
    return Status.PLANNED if published and date.period.start > published else Status.ACTUAL


def _status(sentence: Sentence, hit: Hit[Entry]) -> Status:
    if hit.payload["form"] == "bracketed":
        return Status.ACTUAL
    status = status_of(sentence, hit.start, hit.end, default=_default(sentence, hit))
    if status is Status.ACTUAL and hit.payload["form"] == "bought" and _is_agreed(sentence, hit):
        return Status.PLANNED
    wished = hit.payload["form"] == "verb" and _INFINITIVE.search(sentence.folded(hit.start, hit.end))
    if status is Status.ACTUAL and wished and not _JUST.search(sentence.folded(hit.start - 12, hit.start)):
        return Status.POSSIBLE  # "une demande pour rejoindre l'OTAN"
    return status


def _is_agreed(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether an agreement is on the purchase: "un accord pour le rachat de X"."""
    low = max(sentence.start, hit.start - _AGREED)
    texts = sentence.source.cues("agreements", low, hit.start)
    return bool(texts) and bool(_FOR.fullmatch(sentence.folded(texts[-1].end, hit.start)))


def _drafts(sentence: Sentence, hit: Hit[Entry], member: Item, club: Item) -> Iterator[Draft]:
    wholes = same_country(sentence, club)
    for inside in member.keys:
        for whole in wholes:
            if inside != whole:
                yield Draft(
                    "Membership",
                    {"member": (inside,), "organization": (whole,)},
                    min(member.start, hit.start, club.start),
                    max(member.end, club.end, hit.end),
                    hit.payload.rule,
                    status=_status(sentence, hit),
                )
