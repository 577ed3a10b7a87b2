"""Who signs an agreement: the subject or agents of its verb, their partners, whom it supplies."""

from __future__ import annotations

from diplograph.extraction.frames.agreements.titles import stage_words
from diplograph.extraction.frames.common.parties import (
    CONTRACTED,
    OF,
    PARTIES,
    TO,
    as_principals,
    chained,
    governor,
    is_agent,
    keys_of,
)
from diplograph.extraction.frames.common.stated_parties import with_partners
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import beginning
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ACTORS, ORGANIZATIONS, EntityType

_BOUND = TO | {""}
_TOWNS = frozenset({EntityType.CITY})
_ARTICLE = 8  # characters of ", toute " before a noun
_TOWN_OPENS = pattern(r"(?:^|[.,;\n] |{that}){the}$")
_OF = pattern(r" {of}{the}?")
_APPOSED = pattern(r"{brackets}?,? ")
_CONTRAST = pattern(r";|{edge}(?:tandis|alors|cependant) {that}")  # no other `but`: "mine d'or", "car"
_THAT = pattern(r"(?:[^,;:.]{0,30},)? {that}")
_AND_PERSON = pattern(r", {and}{by}?{det}?{word}?$")
_CLITIC = pattern(r" qui {the}$")
_BINDABLE = ACTORS | {EntityType.CITY}
_BY = pattern(r" {by}")
_SECOND = pattern(r"[ ,]{and}{det}?[a-z-]* ?(?:[a-z-]+ ){0,2}$")
_HOLDING = OF | {"entre"}
_AFTER_INCISE = pattern(r"{brackets}?, {and}")
_JOINT = frozenset({"", "avec", "entre", "par"})  # not "À Paris, A et B ont signé", "Outre A, B a …"
_FROM_REACH = 60
_RELATIVE_REACH = 90
_WITH_WHOM = pattern(r"{edge}(?:{with}|aupres {of}?){which}")
_LED_REACH = 60  # characters of " franco-allemand de génie civil mené par " behind "consortium"
_SECOND_REACH = 50
_SALE_REACH = 30
_SUPPLIED = frozenset({EntityType.COUNTRY, EntityType.COMPANY, EntityType.PUBLIC_BODY})


def signatories(sentence: Sentence, verb: Hit[Entry], until: int) -> tuple[str, ...]:
    """Who signs, by the word that says so: its subject or agents, and their partners."""
    if verb.payload["form"] == "binds":  # "un accord lie A à B"
        bound = sentence.after(verb.end, kinds=_BINDABLE, until=until)
        bound = [i for i in bound if sentence.preposition(i) in _BOUND]
        if _CLITIC.search(sentence.folded(verb.start - 8, verb.start)):  # "A dénonce l'accord qui la lie à B"
            free = [i for i in sentence.before(verb.start, kinds=ACTORS) if not sentence.preposition(i)]
            bound = [*(sentence.group(free[0]) if free else ()), *bound]
        return keys_of(bound)
    if verb.payload["form"] == "signers":  # "dont les signataires sont A et B"
        near = sentence.after(verb.end, kinds=PARTIES, until=until)
        return keys_of(chained(sentence, near[0], near)) if near else ()
    subject = signers(sentence, verb)
    partners = with_partners(sentence, verb.end, until)
    if partners and sentence.has_finite_verb(verb.end, partners[0].start):
        partners = []  # "que régit un accord signé en 2022, a grandi par l'achat de … auprès de B"
    partners = partners or _relative_partner(sentence, verb)
    if verb.payload["form"] in {"from", "gets"} and not partners:  # "a obtenu du FMI un prêt"
        near = sentence.after(verb.end, kinds=_SUPPLIED | ORGANIZATIONS, until=verb.end + _FROM_REACH)
        partners = [i for i in near[:1] if governor(sentence, i) in OF]
    agents = [
        i
        for i in sentence.after(verb.end, kinds=_BINDABLE, until=until)
        if is_agent(sentence, i) and not _is_of_another(sentence, i, verb)
    ]
    listed = _with_described(sentence, [j for i in agents[:1] for j in sentence.group(i)], until)
    if not listed and _BY.match(sentence.source.folded, verb.end) and sentence.is_bare_participle(verb.start):
        subject = []  # "le mémorandum conclu par les deux actionnaires": by others than the subject
    if verb.payload["form"] == "bound":  # "la Grèce, liée à la France par un partenariat"
        near = sentence.after(verb.end, kinds=_BINDABLE, until=min(until, verb.end + _FROM_REACH))[:1]
        partners = [*partners, *(i for i in near if governor(sentence, i) in TO)]
    granted = verb.payload["stage"] == "Granted" or verb.payload["form"] in {"given", "offers", "funds"}
    to = [
        i
        for i in sentence.after(verb.end, kinds=ACTORS, until=until)
        if granted and governor(sentence, i) in TO
    ]
    return tuple(dict.fromkeys([*keys_of(listed or subject), *keys_of(partners), *keys_of(to[:1])]))


def _with_described(sentence: Sentence, signers: list[Item], until: int) -> list[Item]:
    """Persons who sign with those behind them: "par A, présidente d'Alta en Asie et en Afrique, et B"."""
    for item in sentence.after(signers[-1].end if signers else until, kinds={EntityType.PERSON}, until=until):
        last = signers[-1]
        near = item.start - last.end < _RELATIVE_REACH and last.type is EntityType.PERSON
        joined = _AND_PERSON.search(sentence.folded(last.end, item.start))
        if not (near and joined) or sentence.has_finite_verb(last.end, item.start):
            break
        signers = [*signers, item]
    return signers


def fronted_parties(sentence: Sentence, verb: Hit[Entry], until: int) -> tuple[str, ...]:
    """With whom or by whom it was signed, as the opening words tell."""
    agents = [i for i in sentence.after(verb.end, kinds=ACTORS, until=until) if is_agent(sentence, i)]
    listed = [j for i in agents[:1] for j in sentence.group(i) if j.end <= until]
    return as_principals(sentence, keys_of([*listed, *with_partners(sentence, verb.end, until)]))


def _relative_partner(sentence: Sentence, verb: Hit[Entry]) -> list[Item]:
    """Whom "A, avec lequel B a signé" takes up: the one named before "avec", a description between."""
    low = max(sentence.start, verb.start - _RELATIVE_REACH)
    found = [match.start() for match in _WITH_WHOM.finditer(sentence.source.folded, low, verb.start)]
    for item in sentence.before(found[-1], kinds=_BINDABLE) if found else ():
        if sentence.has_finite_verb(item.end, found[-1]):
            break
        if sentence.preposition(item) not in OF:
            return [item]
    return []


def led_group(sentence: Sentence, start: int, until: int) -> list[Item]:
    """Who leads or forms the consortium that two offsets tell of: "à un consortium mené par | A et B"."""
    for group in sentence.source.cues("word_classes", start, until, "consortium"):
        for led in sentence.source.cues("word_classes", group.end, min(until, group.end + _LED_REACH), "led"):
            by = sentence.after(led.end, kinds=ACTORS, until=until)[:1]
            if by and not sentence.has_finite_verb(led.end, by[0].start):
                return sentence.group_from(by[0])
    return []


def _part_start(sentence: Sentence, offset: int) -> int:
    """Where the part of a sentence begins that semicolons and colons set off."""
    folded = sentence.source.folded
    return max(sentence.start, *(folded.rfind(mark, sentence.start, offset) + 1 for mark in ";:"))


def _is_of_another(sentence: Sentence, agent: Item, verb: Hit[Entry]) -> bool:
    """Whether "par" follows another participle: "accordera à B un crédit garanti par C"."""
    by = sentence.source.folded.rfind("par ", verb.end, agent.start)
    if by < 0:
        return False
    word = sentence.source.analysed.doc[max(0, sentence.source.token_index(by) - 1)]
    if "Part" not in word.morph.get("VerbForm", []) or word.idx < verb.end:
        return False
    noun = sentence.source.token_starting(verb.start)
    if noun is not None and noun.pos_ == "NOUN" and word.idx - verb.end <= 1:
        return False  # "les négociations menées par A et B"
    return not any(h.start <= word.idx < h.end for h in stage_words(sentence))


def signers(sentence: Sentence, verb: Hit[Entry]) -> list[Item]:
    """The subject of a verb of signing, with all who are coordinated to it; who leads it, if a consortium."""
    led = led_group(sentence, _part_start(sentence, verb.start), verb.start)
    if led:
        return [j for j in led if j.end <= verb.start]
    sides = [
        i
        for i in sentence.before(verb.start, kinds=ACTORS)[::-1]
        if i.type is not EntityType.PERSON and _is_represented(sentence, i)
    ]
    if len(keys_of(sides)) > 1:  # "A, représentée par X, et B, représentée par Y, ont signé"
        return sides
    low = 0
    for match in _CONTRAST.finditer(sentence.source.folded, sentence.start, verb.start):
        low = match.end()
    low = max(low, _told_clause(sentence, verb))
    subject = [i for i in sentence.subject(verb.start, kinds=PARTIES)[:1] if i.start >= low]
    subject = subject or _towns(sentence, verb, low)
    whole = [j for i in subject for j in sentence.group(i) if j.end <= verb.start]
    governed = [
        n for n, j in enumerate(whole) if j.start < subject[0].start and sentence.preposition(j) not in _JOINT
    ]
    if not whole:
        return _represented(sentence, verb)
    described = _described(sentence, whole)
    if not described and len(keys_of(whole)) == 1 and _is_plural(sentence, verb):
        described = _with_first(sentence, whole)
    return described or (
        whole[governed[-1] + 1 :] if governed else whole
    )  # "sous l'égide de A, B et C ont signé"


def _told_clause(sentence: Sentence, verb: Hit[Entry]) -> int:
    """Where what is told begins, which has a verb of its own: "A a dit que | la signature de … vise à"; 0."""
    noun = sentence.source.token_starting(verb.start)
    if noun is None or noun.pos_ != "NOUN":
        return 0
    told = sentence.source.cues("speech", sentence.start, verb.start, "says", "stresses", "voices")
    that = _THAT.match(sentence.source.folded, told[-1].end, verb.start) if told else None
    clear = that is not None and not sentence.has_finite_verb(that.end(), verb.start)
    return that.end() if that is not None and clear else 0


def _is_represented(sentence: Sentence, side: Item) -> bool:
    """Whether one side is followed by who signs for it: "A, représentée par X, et B …"."""
    apposed = _APPOSED.match(sentence.source.folded, side.end)
    return apposed is not None and sentence.source.begins("word_classes", apposed.end(), "represented")


def _towns(sentence: Sentence, verb: Hit[Entry], low: int) -> list[Item]:
    """Towns that sign: "Lyon et Bamako ont signé", "la ville de Lyon a signé"; not where somebody signs."""
    found = [i for i in sentence.subject(verb.start, kinds=_TOWNS)[:1] if i.start >= low]
    if found:
        return found
    told = sentence.source.cues("sites", sentence.clause_start(verb.start), verb.start, "town")
    near = sentence.after(told[0].end, kinds=_TOWNS, until=verb.start)[:1] if told else []
    opened = told and _TOWN_OPENS.search(sentence.folded(told[0].start - _ARTICLE, told[0].start))
    return near if near and opened and _OF.fullmatch(sentence.folded(told[0].end, near[0].start)) else []


def _represented(sentence: Sentence, verb: Hit[Entry]) -> list[Item]:
    """Whose people sign: "des représentants de A, de B et de C | ont signé"."""
    low = sentence.clause_start(verb.start)
    for cue in reversed(sentence.source.cues("meetings", low, verb.start, "people", "staff")):
        owners = sentence.genitive(cue.end, kinds=PARTIES)
        if owners and not sentence.has_finite_verb(owners[-1].end, _first_auxiliary(sentence, verb)):
            return [i for i in owners if i.end <= verb.start]
    return []


def _first_auxiliary(sentence: Sentence, verb: Hit[Entry]) -> int:
    token = sentence.source.token_starting(verb.start)
    if token is None:
        return verb.start
    return min([verb.start, *(c.idx for c in token.children if c.dep_.startswith("aux"))])


def _is_plural(sentence: Sentence, verb: Hit[Entry]) -> bool:
    """Whether several do what a verb says, by its auxiliary or its own ending: "ont signé", "signent"."""
    token = sentence.source.token_starting(verb.start)
    if token is None:
        return False
    words = [token, *(child for child in token.children if child.dep_.startswith("aux"))]
    return any("Fin" in w.morph.get("VerbForm", []) and "Plur" in w.morph.get("Number", []) for w in words)


def _with_first(sentence: Sentence, whole: list[Item]) -> list[Item]:
    """The second of two subjects with the first, described at length: "Alta, filiale de A, et B ont"."""
    if not _SECOND.search(sentence.folded(whole[0].start - _SECOND_REACH, whole[0].start)):
        return []
    low = sentence.clause_start(whole[0].start)
    free = [
        i
        for i in sentence.before(whole[0].start, kinds=ACTORS)
        if i.start >= low and not sentence.preposition(i) and i.keys != whole[0].keys
    ]
    first = free[-1:]
    if not first or sentence.has_finite_verb(first[0].end, whole[0].start):
        return []
    return [*first, *whole]


def _described(sentence: Sentence, whole: list[Item]) -> list[Item]:
    """The subject whose apposition names others: "Alta, coentreprise de A et B, et C"; [] if none."""
    held = next((n for n, i in enumerate(whole) if sentence.preposition(i) in _HOLDING), -1)
    if held < 0:
        return []
    first = whole[held]
    head = next(iter(sentence.before(first.start, kinds=ACTORS)), None)
    if head is None or sentence.preposition(head) or sentence.folded(head.end, head.end + 2) != ", ":
        return []
    if sentence.has_finite_verb(head.end, first.start):
        return []
    for before, item in zip(whole[held:], whole[held + 1 :], strict=False):
        if _AFTER_INCISE.match(sentence.source.folded, before.end):
            return [head, *whole[whole.index(item) :]]
    return []


def recipient(sentence: Sentence, start: int, verb: Hit[Entry] | None, until: int) -> tuple[str, ...]:
    """Whom a contract supplies: "le contrat de vente de douze avions à A a été signé"."""
    limit = verb.start if verb is not None and verb.start >= start else until
    for item in sentence.after(start, kinds=_SUPPLIED, until=limit):
        if governor(sentence, item) in TO:
            provides = sentence.source.cues("word_classes", start, item.start, "provides")
            said = provides[-1].end if provides else start  # "le contrat prévoit la livraison de … à A"
            if sentence.has_finite_verb(said, item.start):
                return ()  # "un contrat en vertu duquel A fournira … à B"
            placed = item.type is EntityType.COUNTRY and sentence.preposition(item) in CONTRACTED
            town = any(i.type is EntityType.CITY and 0 <= item.start - i.end <= 6 for i in sentence.items)
            if placed and (town or not _is_supply(sentence, start, item.start)):
                return ()  # "un contrat de deux milliards au Qatar": where it is
            return keys_of(sentence.group_from(item))
    return ()


def sells(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words between two offsets say what an agreement sells: "un accord pour céder"."""
    return bool(sentence.source.cues("orders", start, min(end, start + _SALE_REACH), "sells", "sale"))


def _is_supply(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words between two offsets tell of things delivered or sold."""
    supplies = any(h.payload["of"] == "supply" for h in sentence.source.words("indicators", start, end))
    return supplies or bool(sentence.source.cues("orders", start, end, "sells", "sale", "supplies", "task"))


def ratifiers(sentence: Sentence, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Parties with the country in place of its parliament: "le Sénat chilien a ratifié l'accord"."""
    states = {key: _state_of(sentence, item) for item in sentence.items for key in item.keys}
    body = EntityType.PUBLIC_BODY
    of = sentence.discourse.type_of
    return tuple(dict.fromkeys((states.get(key, "") or key) if of((key,)) is body else key for key in keys))


def _state_of(sentence: Sentence, item: Item) -> str:
    """The country that a body's name or the adjective in it tells; "" when neither does."""
    known = sentence.source.knowledge.entity(item.keys[0])
    near = beginning(sentence.source.scan.adjectives, item.start, item.end)
    adjective = next((a.payload.countries[0] for a in near if len(a.payload.countries) == 1), "")
    return adjective or (known.country if known else "") or sentence.discourse.nation_of(item.keys[0])
