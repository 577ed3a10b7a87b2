"""Who owns whom, by the words of a sentence: subsidiaries, shares, joint ventures of their parents."""

from __future__ import annotations

import re

from diplograph.extraction.clauses import is_finite
from diplograph.extraction.frames.common.appositions import is_possessed, meant, possessive
from diplograph.extraction.frames.common.parties import chained, governor, whole_subject
from diplograph.extraction.frames.memberships.announced import (
    OWNED,
    described_company,
    fronted_company,
    just_named,
    main_clause_subject,
    named_company,
    of_one_noun,
    passive_subject,
)
from diplograph.extraction.frames.memberships.clubs import of_club
from diplograph.extraction.frames.memberships.founding import created, held_through
from diplograph.extraction.frames.memberships.holdings import branches, parent_named, plant, shared
from diplograph.extraction.frames.memberships.shareholders import (
    HOLDERS,
    OWNERS,
    PARTNERS_REACH,
    co_owners,
    gapped_holders,
)
from diplograph.extraction.frames.memberships.shareholdings import of_it, parent_fronted
from diplograph.extraction.frames.memberships.ventures import (
    APPOSITION,
    COMPANIES,
    FIRMS,
    NAMED_REACH,
    REACH,
    as_venture,
    clause_opening,
    founders,
    is_cut,
    is_object,
    opens_clause,
    stake,
    subject_venture,
    venture,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

_STATES = frozenset({EntityType.COUNTRY})
_FROM = members("to")
_OF = members("of")
_OWNING = _OF | members("by", "to") | {"entre"}
_FROM_WHOM = pattern(r" (?:{to}|aupres {of}){the}?$")
_THAT_HAD = pattern(r" {det}[^;:.]* (?:dans |{of}){det}?")
_OPENING = pattern(r"{word}{1,4}?{own}{word}?")
_PRESENT = re.compile(r"[^é]e$")
_POSSESSED_APPOSITION = pattern(r",? ?\(?{own}{word}?")
_OWN_SHARE = pattern(r"{own}")
_ASIDE = pattern(r", {which}[^,;]*, $")
_OF_HOLDER = pattern(r" {of}{det}?{word}?")
_OWN_NOUN = pattern(r"[^,;:]{0,20} {own}{word}?")
# "a racheté | le laitier kényan | X"
_DESCRIBED_OBJECT = pattern(
    r" {word}?{det}(?:(?!{of}|{to}|{at}|{for}|{and}|{which}|{by}|{with})[\w-]+ +){1,3}"
)
_AMONG = pattern(r" entre (?:(?!et ){word}){1,6}et {det}?{word}?")
_DESCRIBED = pattern(r"(?: (?!{and}|{with})[\w'-]+){1,5}, {det}?")  # "sa filiale chargée du contrat, X"
_TAKEN_UP = pattern(r"\b{that}{det}?{word}{0,4}$")
_TAKEN_UP_REACH = 40
_BEFORE_THAT = pattern(r",? ?(?:{det}?{word}{1,3})?")


def belonging(sentence: Sentence, hit: Hit[Entry], last: list[Item]) -> tuple[list[Item], list[Item]]:
    """ "X appartient à 51 % à Y et à 49 % à Z"; "…, les 49 % restants appartenant à Z"."""
    rest = sentence.source.cues("stakes", hit.start - 24, hit.start, "rest")
    if not rest and sentence.folded(hit.start, hit.start + 4) == "reve":
        return [], []  # "revient à Riga", not "le solde revient à X"
    if rest and rest[-1].end == hit.start - 1:
        members = last
    else:
        members = [as_venture(sentence, i) for i in sentence.subject(hit.start, kinds=COMPANIES)[:1]]
        members = members or subject_venture(sentence, hit.start)
    firms = sentence.after(hit.end, kinds=FIRMS, until=min(sentence.clause_end(hit.end), hit.end + REACH))
    first = next(
        (i for i in firms if i.start == hit.end or governor(sentence, i) in _FROM | _OF),
        None,
    )
    if first is None or re.search(r"[;:.]|, ", sentence.folded(hit.end, first.start)):
        return of_club(sentence, hit)
    return members, chained(sentence, first, firms) if first.start != hit.end else [first]


def held(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """By the noun: a company in a list of branches, beside its plant, or of an owner."""
    form = hit.payload["form"]
    if form == "possessed":  # "son activité": a word for a company when somebody's only
        return _possessed(sentence, hit) if is_possessed(sentence, hit.start) else ([], [])
    if form == "plant":
        found = plant(sentence, hit)
        return (
            _owned(sentence, hit) if not found[0] and described_company(sentence, hit, APPOSITION) else found
        )
    verb = sentence.source.token_starting(hit.start)
    if (
        verb is not None
        and is_finite(verb)
        and _PRESENT.search(sentence.source.text, hit.start, verb.idx + len(verb))
    ):
        return [], []  # "A y possède une part de B": what the verb says, not the participle "possédé"
    listed = branches(sentence, hit)
    return listed if listed[0] else _owned(sentence, hit)


def _owned(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Katco, coentreprise d'Orano et de Kazatomprom"; "X, filiale de Y"; "X, détenue à 60 % par Y"."""
    if is_possessed(sentence, hit.start):
        return _possessed(sentence, hit)
    named = named_company(sentence, hit)
    limit = min(sentence.clause_end(hit.end), hit.end + REACH)
    firms = [i for i in sentence.after(hit.end, kinds=OWNED | _STATES, until=limit) if i not in named]
    firms = [i for i in firms if i.type not in _STATES or governor(sentence, i) == "par"]
    parent = next((i for i in firms if governor(sentence, i) in _OWNING), None)
    if parent is None and firms and _AMONG.fullmatch(sentence.folded(hit.end, firms[0].start)):
        parent = firms[0]  # "coentreprise entre le port et A"
    before = described_company(sentence, hit, APPOSITION)
    if not named and hit.payload["form"] == "under":
        first = sentence.before(hit.start, kinds=COMPANIES)[-1:]  # "X, coentreprise de A, est passée sous …"
        opens = first and opens_clause(sentence, first[0].start, words=2)
        before = first if opens and sentence.folded(first[0].end, first[0].end + 1) == "," else before
    if (
        before
        and governor(sentence, before[0]) == "avec"
        and "," not in sentence.folded(before[0].end, hit.start)
    ):
        before = []  # "a créé avec A une coentreprise"
    agent = sentence.folded(hit.start, hit.end).endswith(" par")
    if parent is not None and agent and sentence.preposition(parent) in _OF:
        return [], []  # "créée par d'anciens salariés de X"
    if parent is not None and not is_cut(sentence, hit.end, parent.start):
        by = governor(sentence, parent)
        owners = of_one_noun(sentence, chained(sentence, parent, firms), apposed=bool(before))
        if by == "par":  # "la cession de parts détenues par A, … , à B"
            owners = [o for o in owners if governor(sentence, o) in {"par", ""}]
        members = before or named or passive_subject(sentence, hit) or fronted_company(sentence, hit, owners)
        return members, [o for o in owners if o not in members]
    if named and not before:
        low = max(sentence.start, hit.start - PARTNERS_REACH)
        partners = sentence.source.cues("stakes", low, hit.start, "partners")
        nearest = sentence.before(partners[0].start, kinds=FIRMS)[:1] if partners else []
        return named, list(sentence.group(nearest[0])) if nearest else founders(sentence, hit)
    return [], []


def _possessed(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "sa filiale X" of the subject; "X, sa coentreprise avec Y" of the subject and Y."""
    gone = sentence.source.cues("memberships", hit.start - NAMED_REACH, hit.start, "sold")
    if gone and _OWN_NOUN.fullmatch(sentence.folded(gone[-1].end, hit.start)):
        return [], []  # "a vendu sa filiale X": it is no longer
    near = sentence.after(hit.end, kinds=FIRMS, until=hit.end + 60)
    partners = [i for i in near if governor(sentence, i) == "avec"][:1]
    member = named_company(sentence, hit) or described_company(sentence, hit, _POSSESSED_APPOSITION)
    member = member or [i for i in near[:1] if _DESCRIBED.fullmatch(sentence.folded(hit.end, i.start))]
    if not member:
        return [], []
    owners = [
        i for i in whole_subject(sentence, hit.start, kinds=FIRMS) if i not in member and i.start < hit.start
    ]
    if not owners:
        owners = [i for i in sentence.before(hit.start, kinds=FIRMS) if i not in member][-1:]
    if not owners and _OPENING.fullmatch(sentence.folded(clause_opening(sentence, hit.start), hit.start)):
        owners = main_clause_subject(sentence, member[-1].end)
    if not owners:
        key = just_named(sentence)
        owners = [meant(hit, key, EntityType.COMPANY)] if key else []
    joint = possessive(sentence, hit.start) == "leur"
    return member, [*(owners if joint else owners[:1]), *partners]


def owning(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Y détient 51 % de X", "X, une coentreprise qu'il détient", "Y, maison mère de X"."""
    of_told = of_it(sentence, hit)
    if of_told is not None:
        return of_told
    low = max(hit.start - _TAKEN_UP_REACH, 0)
    antecedent = _TAKEN_UP.search(sentence.folded(low, hit.start))
    relative = shared(sentence, hit)  # "X, dont A détient 19 %"
    if relative[0] and not antecedent:
        return relative[0], [*relative[1], *gapped_holders(sentence, hit.end)]
    clubs = sentence.subject(hit.start, kinds=FIRMS)
    if antecedent and _is_told(sentence, low + antecedent.start()):
        antecedent = None  # "il a précisé que A détient …"
    if antecedent:
        cut = low + antecedent.start()
        held = sentence.before(cut, kinds=COMPANIES)[:1]
        if (
            held
            and cut - held[0].end < _TAKEN_UP_REACH
            and _BEFORE_THAT.fullmatch(sentence.folded(held[0].end, cut))
        ):
            beside = co_owners(sentence, hit.end)
            inverted = sentence.after(hit.end, kinds=HOLDERS, until=hit.end + PARTNERS_REACH)
            if inverted and not governor(sentence, inverted[0]):  # "X, que contrôlent A et B"
                return held, [*chained(sentence, inverted[0], inverted), *beside]
            beside += [i for i in gapped_holders(sentence, hit.end) if i.keys != held[0].keys]
            clubs = [c for c in clubs if c.keys != held[0].keys]
            clubs = clubs or [c for c in sentence.subject(hit.start, kinds=_STATES) if c.start > cut]
            several = sentence.folded(hit.start, hit.end).endswith("nt")
            return held, [*(clubs if several else clubs[:1]), *beside]
        return [], []
    if hit.payload["form"] == "creates":
        return created(sentence, hit)
    clubs = whole_subject(sentence, hit.start, kinds=OWNERS) or clubs
    clubs = clubs or whole_subject(sentence, hit.start, kinds=HOLDERS)  # "l'État français détient 23 % de X"
    near = sentence.before(hit.start, kinds=FIRMS)[:1]
    single = not sentence.folded(hit.start, hit.end).partition(" ")[0].endswith("nt")
    if (
        near
        and single
        and sentence.folded(near[0].end, hit.start) == " y "
        and not governor(sentence, near[0])
    ):
        clubs = near  # "A vend là et B y possède …"
    aside = _ASIDE.search(sentence.folded(sentence.start, hit.start))
    if aside:  # "A, que contrôle B, a racheté …"
        before = sentence.before(sentence.start + aside.start(), kinds=OWNERS)
        clubs = [i for i in before if i.end == sentence.start + aside.start()] or clubs
    if _OWN_SHARE.match(sentence.folded(hit.start, hit.end)):
        if sentence.folded(hit.start - len("pour "), hit.start) == "pour ":
            return [], []  # "s'est allié pour sa part à B"
        gone = sentence.source.cues("memberships", hit.start - NAMED_REACH, hit.start, "sold")
        if gone and not sentence.has_mark(gone[-1].end, hit.start):
            return [], []  # "a cédé sa participation dans X"
        free = [i for i in sentence.items if i.type in FIRMS and i.keys and not governor(sentence, i)]
        clubs = list(sentence.group(free[0])) if free and free[0].end < hit.start else []
    joint = next(
        (h for h in sentence.source.words("stakes", hit.end, hit.end + 60) if h.payload["form"] == "venture"),
        None,
    )
    if joint is not None and is_object(sentence, hit.end, joint.start):
        named = named_company(sentence, joint)
        key = () if named else venture(sentence)
        held = named or ([meant(joint, key[0], EntityType.COMPANY)] if key else [])
        return held, [c for c in clubs if held and c.keys != held[0].keys]
    after = sentence.after(hit.end, kinds=COMPANIES, until=hit.end + 80)
    seller = [i for i in after[:1] if len(after) > 1 and governor(sentence, i) in _FROM]
    if len(after) == 1 and _FROM_WHOM.search(sentence.folded(hit.end, after[0].start)):
        return [], []  # "rachète à A ses activités"
    for item in [i for i in after if not seller or (i not in seller and i.kind != "pronoun")][:1]:
        told = any(i.keys == item.keys and i.end < hit.start for i in sentence.items)
        if hit.payload["form"] == "takes" and "%" not in sentence.folded(hit.end, item.start):
            break  # "a pris B par surprise"
        if _is_holder(sentence, hit.end, item, told=told):
            break  # "a repris la part du russe X", "afin de racheter 25 % des parts de X", who sells them
        start = hit.end
        if seller and _is_what_had(sentence, seller[0].end, item.start):
            start = item.start  # "a repris à A | les 49 % que celui-ci possédait dans | X"
        elif seller:
            start = seller[0].end  # "rachète à A | 30 % de la société | X"
        described = _DESCRIBED_OBJECT.fullmatch(stake(sentence, start, item.start))
        if is_object(sentence, start, item.start) or (item.kind == "name" and described):
            owners = [c for c in clubs if c.keys != item.keys] or parent_named(sentence, item)
            owners = owners or parent_fronted(sentence, hit, item)
            more = [*co_owners(sentence, item.end), *gapped_holders(sentence, item.end)] if owners else []
            return [item], [*owners, *(i for i in more if i.keys != item.keys)]
    return held_through(sentence, hit, clubs)


def _is_holder(sentence: Sentence, start: int, item: Item, *, told: bool) -> bool:
    """Whether a company is who held what is taken over: "la part de | X"; of several, one told before."""
    parts = sentence.source.cues("stakes", start, item.start, "part")
    if not parts or not _OF_HOLDER.fullmatch(sentence.folded(parts[-1].end, item.start)):
        return False
    return told or sentence.folded(parts[-1].start - 3, parts[-1].end) == "la part"


def _is_what_had(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words between a seller and a firm tell what it had: "à A | les 49 % qu'il avait dans | X"."""
    shares = "%" in sentence.folded(start, end) or sentence.source.cues("stakes", start, end, "share", "part")
    return bool(shares) and _THAT_HAD.fullmatch(sentence.folded(start, end)) is not None


def _is_told(sentence: Sentence, offset: int) -> bool:
    """Whether "que" at an offset follows a verb, hence takes up no company."""
    before = sentence.source.tokens(sentence.start, offset)
    return bool(before) and before[-1].pos_ in {"VERB", "AUX"}
