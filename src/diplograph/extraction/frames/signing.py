"""What becomes of an agreement: the word that says it, who signs, when, and whether it is done."""

from __future__ import annotations

import re

from diplograph.extraction.attachment import is_another
from diplograph.extraction.frames.agreement_titles import (
    begins_sentence,
    is_definite,
    stage_words,
)
from diplograph.extraction.frames.parties import (
    PARTIES,
    governor,
    keys_of,
    with_partners,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language import DateMention
from diplograph.model import ACTORS, ORGANIZATIONS, EntityType, Status

_COORDINATED = re.compile(r"(?:^|[\s,])(?:et|ou|ainsi que|,|ainsi qu'une?|de meme que)(?: |$)")
_BOUND = frozenset({"", "a", "au", "aux"})
_OBJECT = re.compile(
    r" ?(?:d'|de )?(?:(?:le|la|l'|les|une?|des|son|sa|ses|leurs?|ce|cet|cette|ces) ?(?:[\w-]+ )?)?$"
)
_RECIPIENT = frozenset({"a", "au", "aux"})
_UNTIL = re.compile(r"(?:d'ici|jusqu'en|jusqu'au|jusqu'a) ")
_PLUPERFECT = re.compile(r"\b(?:avai(?:t|ent)|n'avai(?:t|ent)) ")
_ASIDE = re.compile(r", (?:avec|entre) [^;:.]{0,160}, (?:une?|des|le|la|l'|trois|deux) ?(?:[\w-]+ )?$")
_NONE = re.compile(r"(?:^|[\s(])(?:aucune?|nul(?:le)?) (?:[\w-]+ )?$")
_ANNOUNCED = re.compile(r"annonc(?:e|ent|ait|ant|er) (?:[\w, ]{0,20})?(?:la|l') ?$")
_LED_BY = re.compile(
    r"\b(?:consortium|groupement|alliance|attelage) (?:[\w'-]+ ){0,3}?(?:mene|dirige|conduit|emmene|forme|compose"
    r"|pilote|constitue) (?:par|de|d') ?(?:le |la |l')?"
)
_REPRESENTED = re.compile(r"(?: \([^()]{1,30}\))?,? represente(?:e|s|es)? par ")
_CONTRAST = re.compile(r",? (?:tandis|alors) qu(?:e |')|;")
_ANOTHER = re.compile(
    r"[;:]| (?:celui|celle|ceux|celles)(?:-ci)? |(?:,| et| mais| puis) (?:il|elle|ils|elles|on) "
)
_SINCE = re.compile(r"\bdepuis (?:le |la |l')?$")
_CLITIC = re.compile(r" qui (?:le|la|les|l') ?$")
_AND = re.compile(r"\b(?:et|puis|mais|ou) (?:[a-z]+ )?$")
_BINDABLE = ACTORS | {EntityType.CITY}
_SOURCE = frozenset({"de", "du", "des", "d'"})
_FROM_REACH = 60
_ENDED_REACH = 120
_IS = re.compile(r"(?:^|[ ,])(?:est|sont|a ete|ont ete|avait ete|fut|soit|devenu) (?:[a-z]+ )?$")
_ASIDE_REACH = 40  # characters of "avec A, " between two words that tell of one contract
_ORDINAL_REACH = 14
_VERB_REACH = 90
_DATE_REACH = 60
_SUPPLIED = frozenset({EntityType.COUNTRY, EntityType.COMPANY, EntityType.PUBLIC_BODY})


def signed_on(
    sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry] | None, title_end: int, until: int
) -> DateMention | None:
    """The day of the agreement: in its title, else near it or its verb and of no other verb."""
    inside = next((d for d in sentence.dates if hit.end <= d.span.start < title_end), None)
    after = verb.end if verb is not None and verb.start >= hit.end else hit.end
    date = inside or sentence.date(after, end=until, start=sentence.clause_start(hit.start))
    date = date or sentence.date_said_of(title_end)  # "la signature de l'accord a eu lieu le 3 mai"
    if date is None or _is_limit(sentence, date.span.start) or not _is_near(date.span.start, verb, title_end):
        return None
    if verb is None:
        return date
    if sentence.has_finite_verb(date.span.end, min(hit.start, verb.start)):
        return None
    before = date.span.end <= min(hit.start, verb.start)
    if before and _SINCE.search(sentence.folded(date.span.start - 10, date.span.start)):
        return None  # "en visite depuis le 13 mars, A a signé"
    if date.span.end <= hit.start and _is_done(sentence, hit, verb):
        return None  # "a annoncé lundi trois contrats signés": Monday is of the announcement
    return date


def _is_done(sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry]) -> bool:
    """Whether a participle after the noun says what was done: "trois contrats signés"."""
    return (
        verb.payload["status"] == Status.ACTUAL
        and verb.start > hit.start
        and not sentence.folded(hit.end, verb.start).endswith("etre ")  # "doivent être conclus"
        and sentence.is_bare_participle(verb.start)
    )


def _is_limit(sentence: Sentence, start: int) -> bool:
    """Whether a date says until when an agreement's aims run: "d'ici 2030", "à l'horizon 2030"."""
    low, high = max(sentence.start, start - 14), start + 12
    return bool(
        _UNTIL.search(sentence.folded(low, high))
        or sentence.source.cues("circumstances", low, high, "horizon")
    )


def _is_near(offset: int, verb: Hit[Entry] | None, title_end: int) -> bool:
    """Whether a date belongs to the agreement: in its title, right after it or its verb, or before both."""
    if offset < title_end:
        return True
    anchor = max(title_end, verb.end if verb else 0)
    return offset - anchor < _DATE_REACH


def is_news(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether something new is told as done: "a signé un accord", not "l'accord", nor "avait signé"."""
    if is_definite(sentence, hit):
        return False
    signing = [v for v in stage_words(sentence) if v.payload["stage"] == "Signed" and v.payload["status"]]
    return bool(signing) and not any(
        _PLUPERFECT.search(sentence.folded(v.start - 24, v.end)) for v in signing
    )


def is_one_more(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether it is told beside another of its kind: "un autre contrat", "un second accord"."""
    if is_another(sentence, hit.start, hit.end):
        return True
    cues = sentence.source.cues("ordinals", hit.start - _ORDINAL_REACH, hit.start)
    return any(hit.start - cue.end <= 1 for cue in cues)


def governing_verb(sentence: Sentence, hit: Hit[Entry], end: int, until: int) -> Hit[Entry] | None:
    """The word that says what became of the agreement: right after it, or the verb or noun it completes."""
    words = [v for v in stage_words(sentence) if _fits(sentence, v, hit)]
    after = [v for v in words if end - 1 <= v.start < min(until, end + _VERB_REACH)]
    # "Accord de pêche : les deux voisins négocient"
    past = end + 3 if begins_sentence(sentence, hit.start) and sentence.folded(end, end + 3) == " : " else end
    after = [
        v
        for v in after
        if not _ANOTHER.search(sentence.folded(past, v.start)) and not _begins_clause(sentence, past, v.end)
    ]
    own = [v for v in after if v.payload["form"] != "passing"]  # "le contrat passé avec A, signé en mai"
    if after:
        return own[0] if own and own[0].start - after[0].end < _ASIDE_REACH else after[0]
    low = max(sentence.clause_start(hit.start), hit.start - _VERB_REACH)
    aside = _ASIDE.search(sentence.source.folded, sentence.clause_start(hit.start), hit.start)
    if aside is not None:  # "vient de signer, avec A et B, une convention"
        low = min(low, max(sentence.clause_start(hit.start), aside.start() - _VERB_REACH))
    others = [h for h in sentence.words("agreements") if low <= h.start and h.end <= hit.start]
    for other in others[-1:]:  # "a signé un protocole qui prévoit un accord" says nothing of the accord
        between = sentence.source.tokens(other.end, hit.start)
        described = any(
            t.lower_ in {"qui", "dont"} or ("Pres" in t.morph.get("Tense", []) and t.text.endswith("ant"))
            for t in between
        )
        if described and not _COORDINATED.search(sentence.folded(other.end, hit.start)):
            low = other.end
    before = [v for v in words if low <= v.start and v.end <= hit.start]
    if not before or _begins_clause(sentence, before[-1].end, hit.start):
        return None
    return before[-1]


def _fits(sentence: Sentence, verb: Hit[Entry], hit: Hit[Entry]) -> bool:
    """Whether a word may tell of this agreement: some only of what is their object, or of a partnership."""
    form = verb.payload["form"]
    if form == "twins":
        return False  # tells of towns without a noun
    if form == "talks" and verb.end <= hit.start:  # "les discussions ont montré … un partenariat"
        return not sentence.has_finite_verb(verb.end, hit.start)
    if form == "founds":
        return hit.payload["class"] == "Partnership"
    if form == "object":
        return verb.end <= hit.start and bool(_OBJECT.fullmatch(sentence.folded(verb.end, hit.start)))
    return True


def _begins_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether another verb stands between, coordinated: "a signé un accord et prépare un traité"."""
    return any(
        token.pos_ == "VERB"
        and "Fin" in token.morph.get("VerbForm", [])
        and _AND.search(sentence.folded(token.idx - 6, token.idx))
        for token in sentence.source.tokens(start, end)
    )


def signatories(sentence: Sentence, verb: Hit[Entry], until: int) -> tuple[str, ...]:
    """Who signs, by the word that says so: its subject or agents, and their partners."""
    if verb.payload["form"] == "binds":  # "un accord lie A à B"
        bound = sentence.after(verb.end, kinds=_BINDABLE, until=until)
        bound = [i for i in bound if sentence.preposition(i) in _BOUND]
        if _CLITIC.search(sentence.folded(verb.start - 8, verb.start)):  # "A dénonce l'accord qui la lie à B"
            free = [i for i in sentence.before(verb.start, kinds=ACTORS) if not sentence.preposition(i)]
            bound = [*(sentence.group(free[0]) if free else ()), *bound]
        return keys_of(bound)
    subject = signers(sentence, verb)
    partners = with_partners(sentence, verb.end, until)
    if verb.payload["form"] == "from" and not partners:  # "a obtenu du FMI un prêt"
        near = sentence.after(verb.end, kinds=_SUPPLIED | ORGANIZATIONS, until=verb.end + _FROM_REACH)
        partners = [i for i in near[:1] if governor(sentence, i) in _SOURCE]
    agents = [
        i for i in sentence.after(verb.end, kinds=_BINDABLE, until=until) if sentence.preposition(i) == "par"
    ]
    listed = [j for i in agents[:1] for j in sentence.group(i)]
    granted = verb.payload["stage"] == "Granted" or verb.payload["form"] == "given"
    to = [
        i
        for i in sentence.after(verb.end, kinds=ACTORS, until=until)
        if granted and governor(sentence, i) in _RECIPIENT
    ]
    return tuple(dict.fromkeys([*keys_of(listed or subject), *keys_of(partners), *keys_of(to[:1])]))


def signers(sentence: Sentence, verb: Hit[Entry]) -> list[Item]:
    """The subject of a verb of signing, with all who are coordinated to it; who leads it, if a consortium."""
    led = list(_LED_BY.finditer(sentence.source.folded, sentence.clause_start(verb.start), verb.start))
    if led:
        by = sentence.after(led[-1].end(), kinds=ACTORS, until=verb.start)[:1]
        if by and not sentence.has_finite_verb(led[-1].start(), by[0].start):
            return [j for j in sentence.group(by[0]) if by[0].start <= j.start and j.end <= verb.start]
    sides = [
        i
        for i in sentence.before(verb.start, kinds=ACTORS)[::-1]
        if i.type not in {EntityType.PERSON} and _REPRESENTED.match(sentence.source.folded, i.end)
    ]
    if len(keys_of(sides)) > 1:  # "A, représentée par X, et B, représentée par Y, ont signé"
        return sides
    low = 0
    for match in _CONTRAST.finditer(sentence.source.folded, sentence.start, verb.start):
        low = match.end()
    subject = [i for i in sentence.subject(verb.start, kinds=PARTIES)[:1] if i.start >= low]
    return [j for i in subject for j in sentence.group(i) if j.end <= verb.start]


def ended_by(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """What put an end to the agreement that is its object: "a rompu le contrat signé en 2016"."""
    for verb in reversed([v for v in stage_words(sentence) if v.end <= hit.start]):
        ends = verb.payload["status"] == Status.DENIED
        if ends and _OBJECT.fullmatch(sentence.folded(verb.end, hit.start)):
            return verb
        break
    for verb in stage_words(sentence):  # "l'accord conclu en mai est caduc"
        after = hit.end <= verb.start < min(sentence.clause_end(hit.end), hit.end + _ENDED_REACH)
        if after and verb.payload["status"] == Status.DENIED and verb.payload["form"] != "object":
            between = sentence.folded(hit.end, verb.start)
            return (
                verb
                if _IS.search(between) and not sentence.source.cues("agreements", hit.end, verb.start)
                else None
            )
    return None


def recipient(sentence: Sentence, start: int, verb: Hit[Entry] | None, until: int) -> tuple[str, ...]:
    """Whom a contract supplies: "le contrat de vente de douze avions à A a été signé"."""
    limit = verb.start if verb is not None and verb.start >= start else until
    for item in sentence.after(start, kinds=_SUPPLIED, until=limit):
        if governor(sentence, item) in _RECIPIENT:
            placed = item.type is EntityType.COUNTRY and sentence.preposition(item) in {"au", "aux"}
            town = any(i.type is EntityType.CITY and 0 <= item.start - i.end <= 6 for i in sentence.items)
            if placed and (town or not _is_supply(sentence, start, item.start)):
                return ()  # "un contrat de deux milliards au Qatar": where it is
            return keys_of([i for i in sentence.group(item) if i.start >= item.start])
    return ()


def _is_supply(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words between two offsets tell of things delivered or sold."""
    supplies = any(h.payload["of"] == "supply" for h in sentence.source.words("indicators", start, end))
    return supplies or bool(sentence.source.cues("orders", start, end, "sells", "sale", "supplies", "task"))


def ratifiers(sentence: Sentence, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Parties with the country in place of its parliament: "le Sénat chilien a ratifié l'accord"."""
    nation = sentence.discourse.nation_of
    body = EntityType.PUBLIC_BODY
    return tuple(
        dict.fromkeys(
            (nation(key) or key) if sentence.discourse.type_of((key,)) is body else key for key in keys
        )
    )


def stage_status(sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry] | None, end: int) -> Status:
    """Whether an agreement is done, planned, possible or not so, by its governing word."""
    if _NONE.search(sentence.folded(max(sentence.start, hit.start - 24), hit.start)):
        return Status.DENIED  # "aucun accord n'a été signé"
    if verb is None:
        return status_of(sentence, hit.start, end)
    default = Status(verb.payload["status"] or Status.ACTUAL)
    if sentence.folded(verb.start - 6, verb.start) == "avoir " and default is Status.ACTUAL:
        denied = status_of(sentence, verb.start, verb.end) is Status.DENIED  # "a démenti avoir signé"
        return Status.DENIED if denied else default  # "a annoncé avoir conclu": done, whatever announces it
    if verb.payload["form"] == "under":  # "livrera douze rames aux termes d'un contrat"
        return default
    done = _is_done(sentence, hit, verb)
    ignored = frozenset({Status.PLANNED}) if done else frozenset()  # "a annoncé trois contrats signés"
    if not verb.payload["status"] and verb.payload["stage"] == "Signed":
        announced = _ANNOUNCED.search(sentence.folded(verb.start - 40, verb.start))
        later = sentence.source.cues("circumstances", verb.start - 14, verb.end + 14, "again")
        if announced and not later:  # "a annoncé la signature d'un contrat": done, not to come
            ignored = frozenset({Status.PLANNED})
    status = status_of(sentence, verb.start, verb.end, default=default, ignore=ignored)
    if status is Status.ACTUAL and not verb.payload["status"]:
        stances = [
            p
            for p in sentence.words("positions")
            if p.end <= verb.start
            and verb.start - p.start < 140
            and p.payload["form"] not in {"courtesy", "passive"}
        ]
        if stances or status_of(sentence, hit.start, hit.end) is Status.POSSIBLE:
            return Status.POSSIBLE
    return status
