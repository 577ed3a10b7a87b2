"""Companies that change hands or are named beside what they are: sales, purchases, plants, branches."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.antecedents import same_country
from diplograph.extraction.frames.common.appositions import behind_comma, meant
from diplograph.extraction.frames.common.parties import chained, firm_in_focus, governor, whole_subject
from diplograph.extraction.frames.memberships.ventures import COMPANIES, FIRMS, is_object
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import PLACES, EntityType, Status

_REACH = 90
_LIST_REACH = 420
_NEAR = 40
_OPENING_WORDS = 3  # "Avec le", "Grâce à l'"
_OWN = pattern(r" {some}?{own}")
_TO = members("to")
_TO_SELLER = pattern(r" ?{det}?{word}{0,2}")
_TO_STRANGER = re.compile(r" ?[A-ZÀ-ÖØ-Þ][\w&'’-]*(?: [A-ZÀ-ÖØ-Þ][\w&'’-]*){0,2}(?= de )")
_OF_OWNER = pattern(r" {of}?{det}?{word}{0,2}")
_AT = pattern(r" (?:{at}|{of}){det}?")
_IN_APPOSITION = pattern(r", {det}?")
_OF_HELD = pattern(r" a {digits}% {of}{det}?")
_APPOSED = 6
_DONT = re.compile(r",? dont [^,;:()]*$")
_BEFORE_LIST = re.compile(r"[^.;:()]{0,70}(?: :|:|,? \()\s*")
_PLACED = pattern(r" \(?{at}?{det}?")


def sales(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "A cède sa filiale X à B": X is B's, or will be; until then it is A's."""
    held = _bought(sentence, hit)
    if not held:
        return
    firms = sentence.after(held[0].end, kinds=FIRMS, until=min(sentence.end, held[0].end + _REACH))
    to = sentence.source.cues("stakes", held[0].end, held[0].end + _REACH, "to")
    buyer = next(
        (
            i
            for i in firms
            if i.keys != held[0].keys
            and (governor(sentence, i) in _TO or any(0 <= i.start - t.end <= _NEAR // 2 for t in to))
        ),
        None,
    )
    done = hit.payload["form"] == "sold" or is_completed(sentence, hit)
    if buyer is None or _is_broken(sentence, held[0].end, buyer.start):
        if done and buyer is None and _is_whole(sentence, hit.end, held[0].start):
            sellers = [i for i in whole_subject(sentence, hit.start, kinds=FIRMS) if i.keys != held[0].keys]
            for seller in sellers[:1]:
                yield _draft(sentence, hit, held[0], seller, Status.DENIED)
        return
    yield _draft(sentence, hit, held[0], buyer, Status.ACTUAL if done else Status.PLANNED)
    if not done:
        sellers = [i for i in whole_subject(sentence, hit.start, kinds=FIRMS) if i.keys != held[0].keys]
        for seller in sellers[:1]:
            yield _draft(sentence, hit, held[0], seller, None)


def is_completed(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a sale or a purchase has taken place: "a bouclé, en mai, | la cession de"."""
    done = sentence.source.cues("word_classes", hit.start - _NEAR, hit.start, "completed")
    return bool(done) and not sentence.has_mark(done[-1].end, hit.start, ";:.")


def bought(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "L'acquisition de X par A"; "A a annoncé le rachat de X"."""
    held = _bought(sentence, hit)
    if not held:
        return [], []
    firms = sentence.after(held[0].end, kinds=FIRMS, until=min(sentence.end, held[0].end + _REACH))
    agent = next((i for i in firms if governor(sentence, i) == "par"), None)
    if agent is not None and not _is_broken(sentence, held[0].end, agent.start):
        return held, [agent]
    owners = [i for i in whole_subject(sentence, hit.start, kinds=FIRMS) if i.keys != held[0].keys]
    if not owners and sentence.folded(sentence.start, hit.start).count(" ") <= _OPENING_WORDS:
        owners = behind_comma(sentence, held[0].end, FIRMS, reach=_REACH)
    return held, owners[:1]


def plant(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "L'usine A de Fès, la Sofac, …" is named beside the plant that it is, and A owns it."""
    for owner in sentence.after(hit.end, kinds=COMPANIES, until=hit.end + _NEAR)[:1]:
        if not _OF_OWNER.fullmatch(sentence.folded(hit.end, owner.start)):
            break
        end = owner.end
        for place in sentence.after(end, kinds=PLACES, until=end + _NEAR)[:1]:
            if _AT.fullmatch(sentence.folded(end, place.start)):
                end = place.end
        for named in sentence.after(end, kinds=COMPANIES, until=end + 12)[:1]:
            closed = sentence.folded(named.end, named.end + 1) in {",", ")", "."}
            apposed = _IN_APPOSITION.fullmatch(sentence.folded(end, named.start))
            if closed and apposed and named.kind == "name" and named.keys != owner.keys:
                return [named], [owner]
    return [], []


def shared(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "X, dont A est actionnaire"; "X, dont l'actionnaire est A"; "X a pour actionnaires A et B"."""
    firms = sentence.after(hit.end, kinds=FIRMS, until=min(sentence.clause_end(hit.end), hit.end + _REACH))
    if hit.payload["form"] == "has":
        members = [i for i in whole_subject(sentence, hit.start, kinds=COMPANIES) if i.kind != "adjective"]
        near = firms and not sentence.has_finite_verb(hit.end, firms[0].start)
        return (members[:1], chained(sentence, firms[0], firms)) if near else ([], [])
    low = max(sentence.start, hit.start - _REACH)
    match = _DONT.search(sentence.folded(low, hit.start))
    if match is None and firms and _OF_HELD.fullmatch(sentence.folded(hit.end, firms[0].start)):
        before = [i for i in sentence.before(hit.start, kinds=FIRMS)[:1] if hit.start - i.end <= _APPOSED]
        return (firms[:1], before) if before else ([], [])  # "A, actionnaire à 51 % de X"
    if match is None:
        return [], []
    cut = low + match.start()
    held = [i for i in sentence.before(cut, kinds=COMPANIES) if i.end == cut][:1]
    owners = [i for i in sentence.after(cut, kinds=FIRMS, until=hit.start) if not governor(sentence, i)]
    if not owners and firms and sentence.folded(hit.end, firms[0].start).strip().split()[:1] == ["est"]:
        owners = firms
    return held, owners[:1]


def thereof(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "X grandit ; Y en est le premier actionnaire": the company named last before that is not Y."""
    owners = [i for i in whole_subject(sentence, hit.start, kinds=FIRMS) if i.start < hit.start][:1]
    if not owners:
        return [], []
    held = [i for i in sentence.before(owners[0].start, kinds=COMPANIES) if not governor(sentence, i)][:1]
    if not held:
        key = sentence.discourse.focus.heaviest((), lambda key: key not in owners[0].keys)
        held = [meant(hit, key, EntityType.COMPANY)] if key else []
    return held, owners


def parent_named(sentence: Sentence, held: Item) -> list[Item]:
    """The company that "la maison mère de X, Y, a …" names after the one it owns."""
    for owner in sentence.after(held.end, kinds=COMPANIES, until=held.end + _NEAR)[:1]:
        closed = sentence.folded(owner.end, owner.end + 1) in {",", ")"}
        if _IN_APPOSITION.fullmatch(sentence.folded(held.end, owner.start)):
            row = [i for i in sentence.group(owner) if i.start >= owner.start]
            if closed or sentence.folded(row[-1].end, row[-1].end + 1) in {",", ")"}:
                return row if len(row) > 1 else [owner]
    return []


def branches(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Les filiales de A : la X au Togo, la Y (Gabon)…": each company named with its place is A's."""
    if not sentence.folded(hit.start, hit.end).endswith("s"):
        return [], []
    owners = sentence.genitive(hit.end, kinds=FIRMS)[:1]
    start = _BEFORE_LIST.match(sentence.source.folded, owners[0].end if owners else hit.end, sentence.end)
    if start is None:
        return [], []
    found = [i for i, _ in placed_branches(sentence, start.end())]
    owners = owners or [i for i in whole_subject(sentence, hit.start, kinds=FIRMS) if i.type in FIRMS][:1]
    group = sentence.source.cues("heads", hit.end, hit.end + _NEAR)
    key = firm_in_focus(sentence)
    if not owners and group and key:  # "les filiales du groupe sont : …"
        owners = [Item(group[0].start, group[0].end, "anaphor", key, EntityType.COMPANY)]
    members = [i for i in found if not owners or i.keys != owners[0].keys]
    return (members, owners) if len(members) > 1 and owners else ([], [])


def groups_in_brackets(sentence: Sentence) -> Iterator[Draft]:
    """The group that brackets after a company tell: "X (Alta Group – un leader mondial)"."""
    for member, club in itertools.pairwise(i for i in sentence.items if i.type is EntityType.COMPANY):
        if club.kind != "name" or sentence.folded(member.end, club.start) != " (":
            continue
        name = sentence.folded(club.start, club.end).split()
        closed = sentence.folded(club.end, club.end + 2)[:2]
        told = {"group", "groupe"} & {name[0], name[-1]} and len(name) > 1 and member.keys != club.keys
        if told and closed.startswith((")", ",", " -", " –")):
            yield Draft(
                "Membership",
                {"member": member.keys[:1], "organization": club.keys[:1]},
                member.start,
                club.end,
                "memberships:(groupe)",
            )


def named_branches(sentence: Sentence) -> Iterator[Draft]:
    """A branch that its name tells, where its parent is named as well: "Alta Arabia" is Alta's."""
    for item in sentence.items:
        parent = sentence.discourse.branches.get(item.keys[0]) if item.keys else None
        if item.kind == "name" and parent is not None:
            yield Draft(
                "Membership",
                {"member": item.keys[:1], "organization": (parent,)},
                item.start,
                item.end,
                "memberships:(local)",
            )


def placed_branches(sentence: Sentence, offset: int) -> list[tuple[Item, Item]]:
    """Companies of a list, each right before its place: "la X au Togo, la Y (Gabon)"."""
    found = []
    for item in sentence.after(offset, kinds=COMPANIES, until=min(sentence.end, offset + _LIST_REACH)):
        near = sentence.after(item.end, kinds=PLACES, until=item.end + 12)[:1]
        if item.kind == "name" and near and _PLACED.fullmatch(sentence.folded(item.end, near[0].start)):
            found.append((item, near[0]))
    return found


def _bought(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The company that is sold or bought: what the word takes as its object, shares and heads between.

    Who sells may stand before it: "le rachat à A de 80 % de X".
    """
    start = hit.end
    firms = sentence.after(hit.end, kinds=COMPANIES, until=hit.end + _REACH)
    of_seller = hit.payload["form"] == "from"
    if of_seller and firms and _TO_SELLER.fullmatch(sentence.folded(hit.end, firms[0].start)):
        start = firms[0].end
    elif of_seller and (found := _TO_STRANGER.match(sentence.source.text, hit.end, sentence.end)):
        start = found.end()
    for item in [i for i in firms if i.start >= start][:1]:
        if item.kind == "name" and is_object(sentence, start, item.start, to=False):
            return [item]
    return []


def _is_whole(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what is sold is all that one had, not a part: "a cédé | toute sa filiale", "… | X"."""
    cues = sentence.source.cues
    if _OWN.match(sentence.source.folded, start, end) or cues("stakes", start, end, "whole"):
        return True
    return "%" not in sentence.folded(start, end) and not cues("stakes", start, end, "share", "part")


def _is_broken(sentence: Sentence, start: int, end: int) -> bool:
    return bool(re.search(r"[;:.]", sentence.folded(start, end))) or sentence.has_finite_verb(start, end)


def _draft(sentence: Sentence, hit: Hit[Entry], held: Item, owner: Item, status: Status | None) -> Draft:
    return Draft(
        "Membership",
        {"member": held.keys[:1], "organization": same_country(sentence, owner)[:1]},
        min(held.start, owner.start, hit.start),
        max(held.end, owner.end, hit.end),
        hit.payload.rule,
        status=status_of(sentence, hit.start, hit.end, default=status) if status else Status.ACTUAL,
    )
