"""States of organizations: members, accessions, withdrawals, presidencies, lists in brackets."""

from __future__ import annotations

import re
from dataclasses import replace

from diplograph.extraction.discourse.short_names import UNION
from diplograph.extraction.frames.agreements.titles import begins_sentence
from diplograph.extraction.frames.common.appositions import apposed_before, possessive
from diplograph.extraction.frames.common.parties import chained, governor
from diplograph.extraction.frames.memberships.accessions import (
    CLUBS,
    COUNTRIES,
    NAMED,
    implied_union,
    outside,
    told_union,
)
from diplograph.extraction.frames.memberships.club_lists import examples, exemplified, listed_behind
from diplograph.extraction.frames.memberships.implied_clubs import is_of_told, negotiating, taken_up
from diplograph.extraction.frames.memberships.ventures import opens_clause
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType, Status

_CLUB_REACH = 60
_NOUNS = frozenset({"noun", "ranked", "bare"})
_INTO = members("to") | {"dans"}
_MOST_WORDS_OF_VERB = 2  # "est devenue"
_OTHERS = pattern(r"(?<!sont )(?<!un )(?<!une )(?<!partie )(?<!, )\b{many}{word}?$")
# "qui" stands for the organization itself
_WHOSE = pattern(r",? (?!qui |ou ){which}[^,;:()]*$")
_APPOSED = pattern(r"[^;:.]*, {det}?")
_OF_CLUB = pattern(r" {of}{det}?{word}?")
_IN = re.compile(r" (?:dans|au sein) ")
_OWNER_REACH = 40  # characters of "sa nouvelle demande officielle d'"
_CLITIC_REACH = 30  # characters of "en est toujours "
_CLITIC = pattern(r"{edge}(?:y|en) (?:(?:{is}|{has}){word}{0,2}|{also}{1,2})?$")
_ASIDE = pattern(r"[^,;:.]*{aside} (?:{at}|{of})(?:sein )?{of}?{det}?")
_OF_THEIR_OWN = pattern(r" {of}{own}")
_OF_FIRMS = frozenset({"noun", "bare", "verb"})
_HOUSES = frozenset({EntityType.COMPANY, EntityType.INSTITUTION})
_FOLLOWED_REACH = 60
_BY_WHOM = pattern(r"{edge}(?:{by}|{of}){det}?$")
_UNPARTED = pattern(r"[^;:.]* {definite}")  # "Membre de l'UE depuis 2004 la Slovénie"
_BESIDE = pattern(r", {at}?{det}?")
_NOR = pattern(r",? ni (?:{of}|{to}|{at})?{det}?")
_RANK_REACH = 30  # characters of "cinquième plus grande "
_UP_TO = pattern(r" {word}{0,2}")


def of_club(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "X est membre de l'OTAN et du G7", "l'adhésion de X à l'OMC", "X préside le G20"."""
    # "membre | fondateur de l'OTAN": as an office the organization begins within the words
    begin = hit.start + 1 if hit.payload["form"] == "bare" else hit.end
    clubs = [
        i
        for i in sentence.after(begin, kinds=CLUBS, until=hit.end + _CLUB_REACH)
        if i.kind in NAMED and not sentence.has_finite_verb(hit.end, i.start)
    ][:1]
    apart = hit.payload["form"] == "chaired" and not (  # "la présidence" alone
        clubs and _OF_CLUB.fullmatch(sentence.folded(hit.end, clubs[0].start))
    )
    if not apart and _CLITIC.search(_before_verb(sentence, hit)):
        return taken_up(sentence, hit)
    if apart or not clubs or _is_parted(sentence, hit, clubs[0]):
        found = _relative(sentence, hit)
        candidates = []
        if _is_candidate(sentence, hit):
            candidates = _apposed(sentence, hit) or listed_behind(sentence, hit, hit.end)
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
    clubs = chained(sentence, clubs[0], sentence.after(clubs[0].end, kinds=CLUBS, until=sentence.end))
    clubs += _neither(sentence, clubs[-1])
    if (
        hit.payload["form"] == "return"
        and governor(sentence, clubs[0]) not in _INTO
        and not _IN.search(sentence.folded(hit.end, clubs[0].start))
    ):
        return [], []  # "le retour de l'OMS sur ce dossier"
    joining = hit.payload["form"] in {"joining", "accession", "return"}
    members = (sentence.genitive(hit.end, kinds=COUNTRIES) or _by_adjective(sentence, hit)) if joining else []
    if joining and not members and _is_of_their_own(sentence, hit):
        members = [j for i in sentence.before(hit.start, kinds=COUNTRIES)[:1] for j in sentence.group(i)]
    owned = "" if members else _possessive(sentence, hit)
    if owned:
        before = sentence.before(hit.start, kinds=COUNTRIES)
        members = (outside(sentence, before, clubs[0].keys[0]) or before)[:1]
        if members and owned.startswith("leur"):  # "A et B parleront de leur entrée": both
            members = sentence.subject(hit.start, kinds=COUNTRIES) or members
    if (
        not members
        and hit.payload["form"] in _NOUNS
        and _OTHERS.search(sentence.folded(hit.start - 30, hit.start))
    ):  # "A a consulté les membres de B", but "les membres de B, dont A"
        return examples(sentence, clubs[-1].end), clubs
    listed = examples(sentence, clubs[-1].end) if hit.payload["form"] in _NOUNS else []
    if listed:  # "cinq États membres de B – A, C et D – refusent"
        return listed, clubs
    members = members or _apposed(sentence, hit) or _asked(sentence, hit)
    if not members and (opens_clause(sentence, hit.start) or begins_sentence(sentence, hit.start)):
        members = _following(sentence, clubs[-1])
    if not members and owned:
        members = outside(sentence, _named_before(sentence), clubs[0].keys[0])[:1]
    explicit = bool(members)
    if hit.payload["form"] == "return" and not explicit:
        return [], []  # "le maintien de la paix dans le cadre des Nations unies"
    members = members or _wishing(sentence, hit, clubs[0]) or sentence.subject(hit.start, kinds=COUNTRIES)
    if not members and hit.payload["form"] in {"verb", "noun"} and _is_infinitive(sentence, hit):
        asked = outside(sentence, sentence.before(hit.start, kinds=COUNTRIES), clubs[0].keys[0])[:1]
        members = outside(sentence, [j for i in asked for j in sentence.group(i)], clubs[0].keys[0])
    if not explicit and joining and hit.payload["status"] != Status.DENIED:
        wishing = outside(sentence, sentence.before(hit.start, kinds=COUNTRIES), clubs[0].keys[0])
        members = outside(sentence, members, clubs[0].keys[0]) or wishing[:1]
    if hit.payload["form"] == "ranked" and not _is_ranked(sentence, hit):
        return [], []  # "des pays de l'Union"
    if hit.payload["form"] == "border" and not _stands_beside(sentence, hit, members):
        return [], []
    if hit.payload["form"] == "within" and not _is_described(sentence, hit, members):
        return _brought_together(sentence, hit), clubs
    states = [m for m in members if m.type is EntityType.COUNTRY and m.kind != "office"]
    states = states or listed_behind(sentence, hit, clubs[-1].end) or exemplified(sentence, hit)
    if states and hit.payload["form"] == "verb":
        states += _followed_by(sentence, clubs[-1].end)
    return states or _firms(sentence, hit), clubs


def _is_of_their_own(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether it is the step of the states told before: "A et B ont annoncé le | retrait de leur pays"."""
    realm = sentence.source.cues("word_classes", hit.end, hit.end + _OWNER_REACH, "realm")
    return bool(realm) and _OF_THEIR_OWN.fullmatch(sentence.folded(hit.end, realm[0].start)) is not None


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
        for item in sentence.before(word.start, kinds=COUNTRIES)[:1]:
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


def _possessive(sentence: Sentence, hit: Hit[Entry]) -> str:
    """Whose step it is: "son | adhésion", "leur demande d'| adhésion"."""
    start = hit.start
    for bid in sentence.source.cues("word_classes", start - _OWNER_REACH, start, "bid"):
        if sentence.folded(bid.end, hit.start) == " d'":
            start = bid.start
    return possessive(sentence, start)


def _before_verb(sentence: Sentence, hit: Hit[Entry]) -> str:
    """Folded text before words, its verbs of staying and becoming left out: "y | reste"."""
    return sentence.source.besides("linking_verbs", hit.start - _CLITIC_REACH, hit.start, "being", "become")


def _followed_by(sentence: Sentence, offset: int) -> list[Item]:
    """Who does so too: "A a rejoint l'OTAN en 2023, suivie un an plus tard par | B"."""
    for cue in sentence.source.cues("word_classes", offset, offset + _FOLLOWED_REACH, "followed")[:1]:
        states = sentence.after(cue.end, kinds=COUNTRIES, until=cue.end + _CLUB_REACH)
        apposed = sentence.folded(cue.start - 2, cue.start) == ", "
        if apposed and states and _BY_WHOM.search(sentence.folded(cue.end, states[0].start)):
            return chained(sentence, states[0], states)
    return []


def _apposed(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The state right before words in apposition: "avec la Norvège, | membre de l'OTAN depuis 1949"."""
    if hit.payload["form"] not in _NOUNS | {"joining"} or sentence.has_finite_verb(hit.start, hit.end):
        return []
    for last in apposed_before(sentence, hit.start, COUNTRIES):
        if not any(t.pos_ in {"VERB", "AUX"} for t in sentence.source.tokens(last.end, hit.start)):
            return [j for j in sentence.group(last) if j.end <= hit.start]
    return []


def _wishing(sentence: Sentence, hit: Hit[Entry], club: Item) -> list[Item]:
    """Whose candidature others speak of: "A a félicité B pour son statut de | candidat à l'UE"."""
    if not _is_candidate(sentence, hit):
        return []
    near = outside(sentence, sentence.before(hit.start, kinds=COUNTRIES), club.keys[0])[:1]
    return near if near and not sentence.has_finite_verb(near[0].end, hit.start) else []


def _asked(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whom others ask to do it: "a invité A et B à | devenir membres"."""
    if sentence.folded(hit.start - 3, hit.start) != " a " or not _is_infinitive(sentence, hit):
        return []
    near = [i for i in sentence.before(hit.start, kinds=COUNTRIES)[:1] if i.end == hit.start - 3]
    free = [i for i in near if not sentence.preposition(i)]
    return [j for i in free for j in sentence.group(i) if j.end <= i.end and j.type in COUNTRIES]


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
    states = sentence.after(club.end, kinds=COUNTRIES, until=club.end + _CLUB_REACH)[:1]
    if not states or sentence.has_finite_verb(club.end, states[0].start):
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
    match = _WHOSE.search(sentence.folded(low, hit.start))
    if match is None:
        return [], []
    cut = low + match.start()
    clubs = [i for i in sentence.before(cut, kinds=CLUBS) if i.kind == "name" and i.end >= cut - 1][:1]
    told: list[Hit[Entry]] = sentence.source.hits("memberships", sentence.span)
    others = [h.end for h in told if cut < h.end <= hit.start]
    low = max([cut, *others])  # "dont A est membre et que B vient de quitter"
    states = [i for i in sentence.after(low, kinds=COUNTRIES, until=hit.start) if not sentence.preposition(i)]
    if not states:
        states = sentence.after(hit.end, kinds=COUNTRIES, until=hit.end + 6)
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


def _neither(sentence: Sentence, club: Item) -> list[Item]:
    """The second of "n'appartient ni à l'OTSC | ni à l'Otan"."""
    more = sentence.after(club.end, kinds=CLUBS, until=club.end + _CLUB_REACH)[:1]
    return [i for i in more if _NOR.fullmatch(sentence.folded(club.end, i.start))]


def _by_adjective(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whose step an adjective tells: "la candidature | grecque à l'Unesco"."""
    adjective = sentence.adjective_after(hit.end)
    return [replace(adjective, kind="anaphor")] if adjective is not None and not adjective.is_plural else []


def _is_ranked(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether one of them is told: "le vingtième | pays de la zone euro", "seul | État de l'Union"."""
    before = sentence.source.cues("ordinals", hit.start - _RANK_REACH, hit.start)
    before += sentence.source.cues("word_classes", hit.start - _RANK_REACH, hit.start, "rank")
    return any(_UP_TO.fullmatch(sentence.folded(rank.end, hit.start)) for rank in before)
