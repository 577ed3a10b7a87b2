"""States of organizations: members, accessions, withdrawals, presidencies, lists in brackets."""

from __future__ import annotations

import re

from diplograph.extraction.discourse.short_names import UNION
from diplograph.extraction.frames.agreements.titles import begins_sentence
from diplograph.extraction.frames.common.parties import chained, governor
from diplograph.extraction.frames.memberships.accessions import (
    implied_union,
    outside,
    told_union,
)
from diplograph.extraction.frames.memberships.club_lists import examples
from diplograph.extraction.frames.memberships.club_words import by_adjective, is_of_told, is_ranked, neither
from diplograph.extraction.frames.memberships.implied_clubs import NAMED, negotiating, taken_up
from diplograph.extraction.frames.memberships.ventures import opens_clause
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType, Status

_CLUBS = frozenset({EntityType.INTERNATIONAL_ORGANIZATION})
_COUNTRIES = frozenset({EntityType.COUNTRY})
_CLUB_REACH = 60
_NOUNS = frozenset({"noun", "ranked", "bare"})
_INTO = frozenset({"a", "au", "aux", "dans"})
_MOST_WORDS_OF_VERB = 2  # "est devenue"
_OTHERS = re.compile(
    r"(?<!sont )(?<!un )(?<!une )(?<!partie )"
    r"\b(?:les|aux|des|ses|leurs|autres|certains|plusieurs|(?<!, )tous)(?: [\w-]+)? $"
)
_POSSESSIVE = re.compile(r"(?:^|[\s,(])(?:sa|son|leur|ses|leurs) (?:[\w-]+ )?$")
_DONT = re.compile(r",? (?:dont|que|qu') ?[^,;:()]*$")
_APPOSED = re.compile(r"[^;:.]*, (?:le |la |l'|les )?")
_BEFORE_NOUN = re.compile(r"(?: \([^()]{1,24}\))?, (?:[\w'-]+ ){0,3}$")
_OF_CLUB = re.compile(r" (?:de |du |des |d')(?:la |l'|les )?(?:[\w-]+ )?")
_IN = re.compile(r" (?:dans|au sein) ")
_OWNER_REACH = 40  # characters of "sa nouvelle demande officielle d'"
_CLITIC_REACH = 30  # characters of "en est toujours "
_CLITIC = re.compile(
    r"(?:^|[\s('])(?:y|en) (?:(?:est|sont|reste|restent|etait|etaient|deviendra"
    r"|a|ont|avait|avaient|auront|aura) (?:[\w-]+ ){0,2})?$"
)
_ASIDE = re.compile(
    r"[^,;:.]*, [^,;:.]{1,60}, (?:dans|a|au|au sein|aux) ?(?:de |du |des |d')?(?:la |le |les |l')?"
)
_OF_FIRMS = frozenset({"noun", "bare", "verb"})
_HOUSES = frozenset({EntityType.COMPANY, EntityType.INSTITUTION})
_FOLLOWED = re.compile(r"[^,;:.]{0,40}, suivie?s?\b")
_BY_WHOM = re.compile(r"(?:^| )(?:par|de|d'|du) ?(?:la |le |les |l')?$")
_UNPARTED = re.compile(r"[^;:.]* (?:le |la |l'|les )")  # "Membre de l'UE depuis 2004 la Slovénie"
_BESIDE = re.compile(r", (?:la |le |a la |sur le |sur la )?")


def of_club(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "X est membre de l'OTAN et du G7", "l'adhésion de X à l'OMC", "X préside le G20"."""
    # "membre | fondateur de l'OTAN": as an office the organization begins within the words
    begin = hit.start + 1 if hit.payload["form"] == "bare" else hit.end
    clubs = [
        i
        for i in sentence.after(begin, kinds=_CLUBS, until=hit.end + _CLUB_REACH)
        if i.kind in NAMED and not sentence.has_finite_verb(hit.end, i.start)
    ][:1]
    apart = hit.payload["form"] == "chaired" and not (  # "la présidence" alone
        clubs and _OF_CLUB.fullmatch(sentence.folded(hit.end, clubs[0].start))
    )
    if not apart and _CLITIC.search(sentence.folded(hit.start - _CLITIC_REACH, hit.start)):
        return taken_up(sentence, hit)
    if apart or not clubs or _is_parted(sentence, hit, clubs[0]):
        found = _relative(sentence, hit)
        candidates = _apposed(sentence, hit) if _is_candidate(sentence, hit) else []
        if candidates and not found[0]:  # "la Serbie, État candidat,": to the Union
            return outside(sentence, candidates, UNION), told_union(sentence, hit)
        if hit.payload["form"] == "accession" and not found[0]:
            return negotiating(sentence, hit)
        if not found[0] and is_of_told(sentence, hit):
            return taken_up(sentence, hit)
        of_whom = hit.payload["form"] == "joining" and hit.payload["status"] != Status.DENIED
        return implied_union(sentence, hit) if of_whom and not found[0] else found
    if _is_candidate(sentence, hit) and governor(sentence, clubs[0]) not in _INTO:
        return [], []  # "la candidate de l'ONU"
    clubs = chained(sentence, clubs[0], sentence.after(clubs[0].end, kinds=_CLUBS, until=sentence.end))
    clubs += neither(sentence, clubs[-1])
    if (
        hit.payload["form"] == "return"
        and governor(sentence, clubs[0]) not in _INTO
        and not _IN.search(sentence.folded(hit.end, clubs[0].start))
    ):
        return [], []  # "le retour de l'OMS sur ce dossier"
    joining = hit.payload["form"] in {"joining", "accession", "return"}
    members = (sentence.genitive(hit.end, kinds=_COUNTRIES) or by_adjective(sentence, hit)) if joining else []
    owned = None if members else _possessive(sentence, hit)
    if owned:
        before = sentence.before(hit.start, kinds=_COUNTRIES)
        members = (outside(sentence, before, clubs[0].keys[0]) or before)[:1]
        if members and "leur" in owned.group():  # "A et B parleront de leur entrée": both
            members = sentence.subject(hit.start, kinds=_COUNTRIES) or members
    if (
        not members
        and hit.payload["form"] in _NOUNS
        and _OTHERS.search(sentence.folded(hit.start - 30, hit.start))
    ):  # "A a consulté les membres de B", but "les membres de B, dont A"
        return examples(sentence, clubs[-1].end), clubs
    listed = examples(sentence, clubs[-1].end) if hit.payload["form"] in _NOUNS else []
    if listed:  # "cinq États membres de B – A, C et D – refusent"
        return listed, clubs
    if not members and (opens_clause(sentence, hit.start) or begins_sentence(sentence, hit.start)):
        members = _following(sentence, clubs[-1])
    if not members and owned:
        members = outside(sentence, _named_before(sentence), clubs[0].keys[0])[:1]
    members = members or _apposed(sentence, hit)
    explicit = bool(members)
    if hit.payload["form"] == "return" and not explicit:
        return [], []  # "le maintien de la paix dans le cadre des Nations unies"
    members = members or _wishing(sentence, hit, clubs[0]) or sentence.subject(hit.start, kinds=_COUNTRIES)
    if not members and hit.payload["form"] == "verb" and _is_infinitive(sentence, hit):
        members = outside(sentence, sentence.before(hit.start, kinds=_COUNTRIES), clubs[0].keys[0])[:1]
    if not explicit and joining and hit.payload["status"] != Status.DENIED:
        wishing = outside(sentence, sentence.before(hit.start, kinds=_COUNTRIES), clubs[0].keys[0])
        members = outside(sentence, members, clubs[0].keys[0]) or wishing[:1]
    if hit.payload["form"] == "ranked" and not is_ranked(sentence, hit):
        return [], []  # "des pays de l'Union"
    if hit.payload["form"] == "border" and not _stands_beside(sentence, hit, members):
        return [], []
    if hit.payload["form"] == "within" and not _is_described(sentence, hit, members):
        return _brought_together(sentence, hit), clubs
    states = [m for m in members if m.type is EntityType.COUNTRY and m.kind != "office"]
    if states and hit.payload["form"] == "verb":
        states += _followed_by(sentence, clubs[-1].end)
    return states or _firms(sentence, hit), clubs


def _is_parted(sentence: Sentence, hit: Hit[Entry], club: Item) -> bool:
    """Whether a clause ends before a club: not at an aside, "l'entrée de A, riveraine du B, | dans C"."""
    between = sentence.folded(hit.end, club.start)
    if not re.search(r"[,;:.]", between):
        return False
    return hit.payload["form"] not in {"joining", "return"} or not _ASIDE.fullmatch(between)


def _brought_together(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whom a participle before "au sein de" describes: "A et B, réunis depuis mai | au sein de C"."""
    allied = sentence.source.cues("word_classes", hit.start - _OWNER_REACH, hit.start, "allied")
    for word in allied[-1:]:
        if sentence.has_finite_verb(word.start, hit.start) or "," in sentence.folded(word.end, hit.start):
            break
        for item in sentence.before(word.start, kinds=_COUNTRIES)[:1]:
            if sentence.folded(item.end, word.start) == ", ":
                return [i for i in sentence.group(item) if i.end <= item.end]
    return []


def _firms(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Firms and houses of learning that belong to an organization: "Alta a rejoint le Pacte mondial"."""
    if hit.payload["form"] not in _OF_FIRMS:
        return []
    found = [i for i in sentence.subject(hit.start) if i.end <= hit.start and i.keys]
    return found if all(i.type in _HOUSES and i.kind in {"name", "anaphor"} for i in found) else []


def _is_candidate(sentence: Sentence, hit: Hit[Entry]) -> bool:
    return sentence.source.begins("word_classes", hit.start, "candidate")


def _possessive(sentence: Sentence, hit: Hit[Entry]) -> re.Match[str] | None:
    """Whose step it is: "son | adhésion", "leur demande d'| adhésion"."""
    low, high = hit.start - _OWNER_REACH, hit.start
    for bid in sentence.source.cues("word_classes", low, high, "bid"):
        if sentence.folded(bid.end, hit.start) == " d'":
            high = bid.start
    return _POSSESSIVE.search(sentence.folded(low, high))


def _followed_by(sentence: Sentence, offset: int) -> list[Item]:
    """Who does so too: "A a rejoint l'OTAN en 2023, suivie un an plus tard par | B"."""
    match = _FOLLOWED.match(sentence.source.folded, offset, sentence.end)
    states = sentence.after(match.end(), kinds=_COUNTRIES, until=match.end() + _CLUB_REACH) if match else []
    if not states or not _BY_WHOM.search(sentence.folded(match.end() if match else offset, states[0].start)):
        return []
    return chained(sentence, states[0], states)


def _apposed(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The state right before words in apposition: "avec la Norvège, | membre de l'OTAN depuis 1949"."""
    if hit.payload["form"] not in _NOUNS | {"joining"} or sentence.has_finite_verb(hit.start, hit.end):
        return []
    last = next((i for i in sentence.before(hit.start, kinds=_COUNTRIES) if i.kind != "adjective"), None)
    if last is None or not _BEFORE_NOUN.fullmatch(sentence.folded(last.end, hit.start)):
        return []
    verbs = [t for t in sentence.source.tokens(last.end, hit.start) if t.pos_ in {"VERB", "AUX"}]
    return [] if verbs else [j for j in sentence.group(last) if j.end <= hit.start]


def _wishing(sentence: Sentence, hit: Hit[Entry], club: Item) -> list[Item]:
    """Whose candidature others speak of: "A a félicité B pour son statut de | candidat à l'UE"."""
    if not _is_candidate(sentence, hit):
        return []
    near = outside(sentence, sentence.before(hit.start, kinds=_COUNTRIES), club.keys[0])[:1]
    return near if near and not sentence.has_finite_verb(near[0].end, hit.start) else []


def _is_infinitive(sentence: Sentence, hit: Hit[Entry]) -> bool:
    token = sentence.source.token_starting(hit.start)
    return token is not None and "Inf" in token.morph.get("VerbForm", [])


def _named_before(sentence: Sentence) -> list[Item]:
    """The country that the sentence before was about: "… du Kosovo ? – Et son adhésion à l'UE ?"."""
    return list(sentence.discourse.focus.back([], EntityType.COUNTRY, within=1))


def _stands_beside(sentence: Sentence, hit: Hit[Entry], members: list[Item]) -> bool:
    """Whether the words are in apposition: "la Roumanie, frontière orientale de l'OTAN, …"."""
    opens = opens_clause(sentence, hit.start)
    return opens or any(
        _BESIDE.fullmatch(sentence.folded(member.end, hit.start))
        for member in members
        if member.end < hit.start
    )


def _following(sentence: Sentence, club: Item) -> list[Item]:
    """The subject after words that open the sentence: "Membre fondateur de l'OTAN, la Norvège …"."""
    states = sentence.after(club.end, kinds=_COUNTRIES, until=club.end + _CLUB_REACH)[:1]
    if not states:
        return []
    between = sentence.folded(club.end, states[0].start)
    if _APPOSED.fullmatch(between) or (_UNPARTED.fullmatch(between) and not sentence.preposition(states[0])):
        return list(sentence.group(states[0]))
    return []


def _relative(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "L'OTAN, dont la Turquie est membre"; "la Cédéao, que préside le Nigeria"."""
    if hit.payload["form"] == "within":
        return [], []
    low = max(sentence.start, hit.start - _CLUB_REACH)
    match = _DONT.search(sentence.folded(low, hit.start))
    if match is None:
        return [], []
    cut = low + match.start()
    clubs = [i for i in sentence.before(cut, kinds=_CLUBS) if i.kind == "name" and i.end >= cut - 1][:1]
    told: list[Hit[Entry]] = sentence.source.hits("memberships", sentence.span)
    others = [h.end for h in told if cut < h.end <= hit.start]
    low = max([cut, *others])  # "dont A est membre et que B vient de quitter"
    states = [
        i for i in sentence.after(low, kinds=_COUNTRIES, until=hit.start) if not sentence.preposition(i)
    ]
    if not states:
        states = sentence.after(hit.end, kinds=_COUNTRIES, until=hit.end + 6)
    states = [i for i in states if i.type is EntityType.COUNTRY]
    return (list(sentence.group(states[0])), clubs) if states and clubs else ([], [])


def _is_described(sentence: Sentence, hit: Hit[Entry], members: list[Item]) -> bool:
    """ "X est un partenaire au sein de l'UE" tells a member; "X plaide, au sein de l'ONU" may not."""
    if len(members) != 1 or members[0].is_plural:
        return False
    verbs = [t for t in sentence.source.tokens(members[0].end, hit.start) if t.pos_ in {"VERB", "AUX"}]
    if not verbs or len(verbs) > _MOST_WORDS_OF_VERB:
        return False
    start, end = verbs[-1].idx, verbs[-1].idx + len(verbs[-1])
    linking = sentence.source.cues("linking_verbs", start, end, "being", "become")
    if len(verbs) > 1 and not (linking and verbs[0].pos_ == "AUX"):
        return False
    return verbs[-1].lower_ == "est" or bool(linking)
