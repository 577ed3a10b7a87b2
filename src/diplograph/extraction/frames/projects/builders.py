"""Who builds, funds or takes part in a project."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.antecedents import same_country
from diplograph.extraction.frames.common.parties import (
    as_principals,
    chained,
    governor,
    keys_of,
    whole_subject,
)
from diplograph.extraction.frames.projects.numbering import THAT_ONE
from diplograph.extraction.frames.projects.partaking import (
    BUILDERS,
    NOUNS,
    doers_of,
    of_relative,
    with_nations,
)
from diplograph.extraction.frames.projects.siting import linked
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import ACTORS, EntityType

_STARTERS = BUILDERS | {EntityType.PERSON}
_INSTITUTIONS = frozenset({EntityType.INSTITUTION})
_BESIDE = pattern(r" ?{of}?{word}{0,3}")
_OWN = pattern(r"{edge}{own}{word}?$")
_REACH = 80
_PARTNER_REACH = 60
_DESCRIBING = pattern(r" ?{det}?(?:[\w'-]+ ?){1,3}, ")  # "confiée à l'entreprise belge, X"
_DIRECT = pattern(r" {det}?{word}{0,2}")
_BESIDE_CHOICE = pattern(r"{brackets}?,? {has}?{is}{0,2}{word}?")
_LEADER = pattern(r" ?{of}?{det}?{word}{0,2}")
_LED_REACH = 70
_PARTNER = pattern(r"{brackets}?,? {and}{det}?(?:(?!{of}|{to})[\w'-]+ ){0,3}")
_TO_NAME = pattern(r"{brackets}?, {det}?{word}?")
_WHICH = pattern(r",? qui {word}{0,3}")  # "l'essor de A, qui | construit"
_THAT_THE = pattern(r"{edge}{that}{det}{word}?$")
_GIVING = pattern(r"\w+ant\b")
_APPOSITION = pattern(r", (?:{det}|{which}|{word})[^;:.()]{3,120}?, (?={is}|{has}{is})")
_BESIDE_FIRM = pattern(r"\baupres {of}{det}?{word}{0,2}$")
_AFTER_COMMA = pattern(r", {det}?$")
_NEXT_VERB = 16
_GIVEN_REACH = 60
_BACKED_REACH = 120
_TO_WORKS = pattern(r"{brackets}?, {det}{word}{0,2}")
_OPENING, _RIGHT_AFTER = 28, 4


def builders(
    sentence: Sentence, start: int, end: int, started: Hit[Entry] | None, *, sited: bool = False
) -> tuple[str, ...]:
    """By an adjective, an agent, the subject and "avec", the two sides of an agreement, or the owner.

    Args:
        sited: whether an unknown name within theirs is their site's: "la mine de Kumtor".
    """
    found: list[Item] = []
    adjectives = [
        i for i in sentence.items if i.kind == "adjective" and start <= i.start < end and i.is_plural
    ]
    if adjectives:
        return keys_of(adjectives)
    clause = sentence.clause_end(end)
    further = THAT_ONE.search(sentence.source.folded, end, clause)
    clause = further.start() if further else clause  # "… et celle que B construit"
    firms = sentence.after(end, kinds=BUILDERS, until=min(clause, end + _REACH))
    agent = next((i for i in firms if governor(sentence, i) == "par"), None)
    if agent is not None and _is_agent(sentence, end, agent.start):
        found += chained(sentence, agent, firms)
    elif started is not None and started.start >= end and started.payload["form"] in NOUNS:
        found += doers_of(sentence, started, end)
    elif started is not None:
        found += _starters(sentence, started, start)
    elif _OWN.search(sentence.folded(start - 20, start)):  # "Voltalia … son futur complexe"
        found += [i for i in whole_subject(sentence, start, kinds=BUILDERS) if i.end < start]
        found = found or _main_subject(sentence, end)  # "Avec sa stratégie X, | A …"
    found += [i for i in _given(sentence, start, end, started) if i not in found]
    found += [i for i in _charged(sentence, start) if i not in found]
    found += _partners(sentence, start, min(clause, end + _PARTNER_REACH), end, started, found)
    found += [i for i in with_nations(sentence, end, clause) if i not in found]
    found += [i for i in _backers(sentence, end, clause) if i not in found]
    found += [i for i in _fronted_givers(sentence, start) if i not in found]
    if not found:
        found += _fronted(sentence, start)
    found += [i for i in of_relative(sentence, end) if i not in found]
    if not found and started is not None and started.end <= start:
        near = [
            i for i in sentence.before(started.start, kinds=BUILDERS) if started.start - i.end < _NEXT_VERB
        ]
        found += [i for i in near[:1] if _BESIDE_FIRM.search(sentence.folded(sentence.start, i.start))]
    if not found:
        ends = linked(sentence, start, clause)
        found += ends if all(i.type is EntityType.COUNTRY or i.is_plural for i in ends) else []
    if not found and "«" not in sentence.source.text[start:end]:
        owners = [i for i in sentence.genitive(end, kinds=ACTORS) if i.type is EntityType.COMPANY]
        known = sentence.source.knowledge.entity
        inside = [
            i
            for i in sentence.items
            if start < i.start < end
            and i.kind == "name"
            and i.type is EntityType.COMPANY
            and (known(i.keys[0]) is not None or (governor(sentence, i) and not sited))
        ]
        found = owners or inside or _apposed(sentence, start, end)
    keys = tuple(dict.fromkeys(k for i in found for k in same_country(sentence, i)))
    return tuple(k for k in as_principals(sentence, keys) if not k.startswith("person/"))


def _fronted(sentence: Sentence, start: int) -> list[Item]:
    """By whom, of a participle that opens the sentence: "Lancé en 2019 par l'AFD, le programme …"."""
    opening = sentence.source.cues("undertakings", sentence.start, sentence.start + _OPENING, "led", "done")
    for cue in opening:  # "Conduit par A, un groupe de prêteurs apporte 900 M€ au parc de X"
        firms = sentence.after(cue.end, kinds=BUILDERS, until=start)[:1]
        if not sentence.folded(sentence.start, cue.start).strip(" «") and firms:
            by = governor(sentence, firms[0]) == "par" or firms[0].start - cue.end <= _RIGHT_AFTER
            return [i for i in sentence.group(firms[0]) if i.end <= start] if by else []
    for item in sentence.before(start, kinds=BUILDERS)[:1]:
        group = [i for i in sentence.group(item) if i.end <= start]
        led = group and governor(sentence, group[0]) == "par"
        if led and _TO_NAME.fullmatch(sentence.folded(item.end, start)):
            return group
    return []


def _fronted_givers(sentence: Sentence, start: int) -> list[Item]:
    """Whose money a participle that opens the sentence tells: "Financée grâce à A, la gare …"."""
    opening = sentence.source.cues("undertakings", sentence.start, sentence.start + _OPENING, "done")
    if not opening or sentence.folded(sentence.start, opening[0].start).strip(" «"):
        return []
    found: list[Item] = []
    last = opening[0].end
    for item in sentence.after(last, kinds=BUILDERS, until=start):
        if governor(sentence, item) != "par" and not sentence.source.cues(
            "undertakings", last, item.start, "gift", "role"
        ):
            continue
        if sentence.has_finite_verb(opening[0].end, item.start) or ", " in sentence.folded(last, item.start):
            break
        found.append(item)
        last = item.end
    named = sentence.folded(last, start) if found else ""
    return found if named and _TO_WORKS.fullmatch(named) else []


def _given(sentence: Sentence, start: int, end: int, started: Hit[Entry] | None) -> list[Item]:
    """To whom the works are given, and by whom: "A a confié à B la construction de …", "… confiée à B"."""
    low = max(sentence.start, (started.start if started else start) - _REACH)
    for cue in sentence.source.cues("project_starts", low, min(sentence.end, end + _REACH), "given", "gives"):
        near = sentence.after(cue.end, kinds=BUILDERS, until=cue.end + _GIVEN_REACH)[:1]
        if not near or not (
            governor(sentence, near[0]) in members("to")
            or _DESCRIBING.fullmatch(sentence.folded(cue.end, near[0].start))
        ):
            continue
        firms = sentence.after(near[0].start, kinds=BUILDERS, until=cue.end + _REACH)
        taken = [i for i in chained(sentence, near[0], firms) if not start <= i.start < end]
        if cue.start > end:
            return [] if re.search(r"[;:.]", sentence.folded(end, cue.start)) else taken
        givers = [i for i in whole_subject(sentence, cue.start, kinds=BUILDERS) if i.end <= cue.start]
        if not givers and _GIVING.match(sentence.folded(cue.start, cue.end)):
            givers = _main_subject(sentence, end)
        return [*givers, *(i for i in taken if i.end <= start and i not in givers)]
    return []


def _main_subject(sentence: Sentence, end: int) -> list[Item]:
    """ "En confiant à A la construction de X, | le Laos a écarté B": whose main clause follows."""
    for item in sentence.after(end, kinds=BUILDERS):
        before = sentence.folded(max(end, item.start - 5), item.start)
        if not governor(sentence, item) and _AFTER_COMMA.search(before):
            return [item] if sentence.has_finite_verb(item.end, item.end + _NEXT_VERB) else []
    return []


def _charged(sentence: Sentence, start: int) -> list[Item]:
    """Who is told to do the works: "le contrat charge A et B de fournir un satellite"."""
    low = max(sentence.start, start - _REACH)
    for cue in sentence.source.cues("undertakings", low, start, "charges"):
        firms = sentence.after(cue.end, kinds=BUILDERS, until=start)
        if firms and _DIRECT.fullmatch(sentence.folded(cue.end, firms[0].start)):
            return chained(sentence, firms[0], firms)
    for cue in sentence.source.cues("undertakings", low, start, "picked"):
        chosen = [i for i in sentence.before(cue.start, kinds=BUILDERS) if i.end <= cue.start][:1]
        beside = chosen and _BESIDE_CHOICE.fullmatch(sentence.folded(chosen[0].end, cue.start))
        if beside and _DIRECT.fullmatch(sentence.folded(cue.end, start)):
            return list(sentence.group(chosen[0]))  # "A et B, retenus pour le tramway de X"
    return []


def _backers(sentence: Sentence, end: int, clause: int) -> list[Item]:
    """With whose help: "…, avec l'appui de la Banque mondiale", "… grâce à un prêt de l'AFD"."""
    until = min(clause, end + _BACKED_REACH)
    for cue in sentence.source.cues("companions", end, until, "backed", "thanks"):
        near = sentence.after(cue.end, kinds=BUILDERS, until=cue.end + _GIVEN_REACH)
        if cue.payload["form"] == "thanks":  # "sera achevée grâce à A et à B"
            if near and near[0].start - cue.end <= _RIGHT_AFTER:
                return chained(sentence, near[0], near)
            continue
        giver = sentence.adjective_after(cue.end, reach=14)  # "grâce à un don japonais"
        if giver is not None:
            return [giver]
        if near and not re.search(r"[,;:.(]", sentence.folded(cue.end, near[0].start)):
            return chained(sentence, near[0], near)
    return []


def _apposed(sentence: Sentence, start: int, end: int) -> list[Item]:
    """The company that a name's last noun describes: "l'usine de l'équipementier français, Faurecia"."""
    heads = sentence.source.words("heads", start, end)
    if not any(h.payload["type"] == EntityType.COMPANY.value for h in heads):
        return []
    next_ = sentence.after(end, kinds=frozenset({EntityType.COMPANY}), until=end + 4)[:1]
    return [i for i in next_ if sentence.folded(end, i.start) in {", ", " "}]


def _starters(sentence: Sentence, started: Hit[Entry], start: int) -> list[Item]:
    """The subject of the verb that begins the works, else the two sides of an agreement on them."""
    subject = whole_subject(sentence, started.start, kinds=_STARTERS)
    token = sentence.source.token_starting(started.start)
    noun = token is not None and token.pos_ == "NOUN" and started.payload["form"] in NOUNS
    found = [
        i
        for i in subject
        if i.start < start
        and (
            i.kind in {"plural", "pronoun"}
            or not governor(sentence, i)
            or _leads(sentence, i)
            or _WHICH.fullmatch(sentence.folded(i.end, started.start))
        )
        and sentence.folded(i.start - 1, i.start) != "("
        and not (
            noun and i.is_plural and i.kind in {"plural", "pronoun"}
        )  # "les parties ont évoqué la construction de …"
    ]
    if all(i.type is EntityType.COUNTRY for i in found) and sentence.source.words(
        "positions", started.start, started.start + 1
    ):
        found = []  # "la France soutient le projet X": a stance, no part in it
    if noun and _THAT_THE.search(sentence.folded(sentence.start, started.start)):
        found = [i for i in found if i.type is EntityType.COMPANY]  # "le ministre dit que la construction"
    if started.payload["form"] == "named" and _is_hailed(sentence, found, started):
        found = []
    if started.payload["form"] == "runs" and _is_of_many(sentence, found, started):
        found = []
    if found:
        return _with_partner(sentence, found, started)
    founders = whole_subject(sentence, started.start, kinds=_INSTITUTIONS) if not noun else []
    low = founders[-1].end if founders else sentence.end
    named = low <= min(started.start, start) and not governor(sentence, founders[0])
    if named and not sentence.has_mark(low, started.start, ";:"):
        return founders  # "l'Institut Pasteur ouvrira un laboratoire"
    for item in sentence.before(started.start, kinds=BUILDERS):
        if _leads(sentence, item) and not sentence.has_finite_verb(item.end, started.start):
            return [item]
        if sentence.preposition(item) == "entre":
            return [i for i in sentence.group(item) if item.start <= i.start < started.start]
    return []


def _is_hailed(sentence: Sentence, found: list[Item], started: Hit[Entry]) -> bool:
    """Whether a subject only hails the project: "elles saluent la part que A prend au projet de …"."""
    if not found:
        return False
    cues = sentence.source.cues("positions", found[-1].end, started.start, "courtesy")
    return bool(cues) and cues[0].start - found[-1].end < _NEXT_VERB


def _is_of_many(sentence: Sentence, found: list[Item], started: Hit[Entry]) -> bool:
    """Whether a plural verb has one firm before it: "A trie, et des turbines | équipent le barrage de X"."""
    several = sentence.folded(started.start, started.end).endswith("ent")
    return several and len(found) == 1 and len(found[0].keys) == 1 and not found[0].is_plural


def _with_partner(sentence: Sentence, found: list[Item], started: Hit[Entry]) -> list[Item]:
    """A subject and who is joined to it by a description: "A et son partenaire roumain B"."""
    for item in sentence.after(found[-1].end, kinds=BUILDERS, until=started.start):
        if not _PARTNER.fullmatch(sentence.folded(found[-1].end, item.start)):
            break
        found = [*found, item]
    return found


def _leads(sentence: Sentence, item: Item) -> bool:
    """Whether a firm leads the group that is the subject: "le consortium emmené par X construira"."""
    cues, low = sentence.source.cues, max(sentence.start, item.start - _LED_REACH)
    for group in cues("undertakings", low, item.start, "group"):
        led = cues("undertakings", group.end, item.start, "led")
        led += cues("memberships", group.start, item.start, "gathers", "consortium")
        return any(_LEADER.fullmatch(sentence.folded(cue.end, item.start)) for cue in led)
    return False


def _partners(
    sentence: Sentence, start: int, until: int, end: int, started: Hit[Entry] | None, found: list[Item]
) -> list[Item]:
    """With whom: "construira avec B", "a signé avec B un accord pour construire", "aux côtés de B"."""
    near = [i for i in sentence.after(sentence.start, kinds=_STARTERS, until=until) if i not in found]
    low = found[-1].end if found else (started.start if started else start)
    for partner in near:
        with_verb = started is not None and low <= partner.start < start
        if with_verb and started is not None and partner.start < started.start:
            with_verb = (
                partner.type is not EntityType.COUNTRY
            )  # one signs with a government, builds with a firm
        beside = any(
            _BESIDE.fullmatch(sentence.folded(cue.end, partner.start))
            and not sentence.source.begins("word_classes", cue.start, "witness")
            for cue in sentence.source.cues("companions", partner.start - 40, partner.start, "with")
        )
        if (beside or governor(sentence, partner) == "avec") and (with_verb or end <= partner.start):
            beyond = start if partner.end <= start else until  # "avec B |, le parc de X, au Y"
            near = [i for i in near if i.start < beyond]
            return [i for i in chained(sentence, partner, near) if i not in found]
    return []


def _is_agent(sentence: Sentence, end: int, start: int) -> bool:
    """Whether "par" before an offset still belongs to the project: no other verb or noun comes between."""
    aside = _APPOSITION.match(sentence.source.folded, end, start)
    end = aside.end() - 1 if aside else end  # "la gare, que paie A, | a été rénovée par B"
    verbs = [t for t in sentence.source.tokens(end, start) if t.pos_ == "VERB"]
    verbs = [t for t in verbs if not t.lower_.endswith("ant")]  # "le gazoduc reliant A à B, construit par C"
    passive = len(verbs) < 2 and all("Part" in t.morph.get("VerbForm", []) for t in verbs)
    between = sentence.folded(end, start)
    if verbs and sentence.folded(verbs[0].idx - 2, verbs[0].idx) == ", ":
        cut = verbs[0].idx - 2 - end  # "le complexe de Jubail, exploité conjointement par"
        between = between[:cut] + between[cut + 1 :] if cut >= 0 else between
    return passive and not re.search(r", (?!par )", between)
