"""What becomes of an agreement: the word that says it, when, and whether it is done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.frames.agreements.titles import begins_sentence, stage_words
from diplograph.extraction.frames.common.series import JOINED
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import Status

_COORDINATED = pattern(r"^,|{edge}{and}")
_OBJECT = pattern(r" ?{of}?(?:(?:{det}|{digits}){word}?)?$")
_ASIDE = pattern(r", (?:{with}|entre )[^;:.]{0,160}, {det}{word}?$")
_ANOTHER = pattern(r"[;:]| (?:{one}|{latter})|(?:, | {and}| mais ){he}")
_SAID = re.compile(r"-(?:t-)?(?:il|elle|on|ils|elles)\b")
_AND = pattern(r"{edge}(?:{and}|mais ){word}?$")
_BOUND_BY = pattern(r" {word}?{by}")
_DATIVE = pattern(r" {to}{det}?$")
_TOLD_THAT = pattern(r"(?:^|[ ,]){that}[^;:]{0,60}$")
_AIM = pattern(r"{edge}(?:{for}|afin {of})$")
_COMPLEMENT = pattern(r" {of}")
_WITH_PARTNER = pattern(r"{with}[^,;:.]{3,60} {det}{word}?$")
_OFFERED = pattern(r" ?(?:{of}{word})?(?:{to}[^,;:.]{3,50} )?{a}{word}?")
_PARTY_TO = pattern(r" ?(?:{to}|{of}){det}?{word}?")
_DATED_BY = pattern(r"(?:^| )(?:{at}{the}?|{at}mois {of}|{the}|des |depuis {the}?)$")
_RELATIVE = pattern(r"{edge}{which}")
_AS_FOR = pattern(r"quant {to}{det}?")
_RESUMED = pattern(r", (?:{he}|{latter})")
_AIM_REACH = 16  # characters of "en faveur de "
_OF_NOUN = frozenset({"DET", "ADJ"})
_LONGEST_GAP = 60
_ENDED_REACH = 120
_IS = pattern(r"(?:^|[ ,])(?:{is}|devenu ){word}?$")
_INDEFINITE = pattern(r"{edge}{a}{word}?$")
# words of the table that hold their own auxiliary: "l'accord | est resté lettre morte"
_HAS_VERB = pattern(r"(?:(?:s'|se |n'|ne )?(?:{is}|{has})|ne )")
_ASIDE_REACH = 40  # characters of "avec A, " between two words that tell of one contract
_ORDINAL_REACH = 14
_VERB_REACH = 90
_FARTHEST_VERB = 260
_FARTHEST_BEFORE = 340  # as far as an aside may part a verb from its object


def governing_verb(sentence: Sentence, hit: Hit[Entry], end: int, until: int) -> Hit[Entry] | None:
    """The word that says what became of the agreement: right after it, or the verb or noun it completes."""
    low, high = hit.start - _FARTHEST_BEFORE, end + _FARTHEST_VERB
    near = [v for v in stage_words(sentence) if low <= v.start < high]
    words = [v for v in near if _fits(sentence, v, hit)]
    after = [v for v in words if end - 1 <= v.start < min(until, end + _FARTHEST_VERB)]
    after = [v for v in after if v.start < end + _VERB_REACH or _is_predicate(sentence, hit, v)]
    # "Accord de pêche : les deux voisins négocient"
    past = end + 3 if begins_sentence(sentence, hit.start) and sentence.folded(end, end + 3) == " : " else end
    if _AS_FOR.fullmatch(sentence.folded(sentence.start, hit.start)):  # "Quant à l'accord, il sera signé"
        resumed = _RESUMED.search(sentence.source.folded, end, until)
        past = resumed.end() if resumed else past
    after = [
        v
        for v in after
        if not _ANOTHER.search(sentence.folded(min(past, v.start), v.start))
        and not _begins_clause(sentence, past, v.end)
    ]
    own = [v for v in after if v.payload["form"] != "passing"]  # "le contrat passé avec A, signé en mai"
    if after and _RELATIVE.search(sentence.folded(end, after[0].start)):
        near = [v for v in words if v.end <= hit.start and _is_object(sentence, v, hit)]
        if near and after[0].payload["form"] != "binds":  # "conclure l'accord dont la négociation a repris"
            return near[-1]
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
    before = [v for v in before if not _is_of_noun_before(sentence, v, hit)]
    before = [v for v in before if not _is_of_text_before(sentence, v, others, hit)]
    if not before or _begins_clause(sentence, before[-1].end, hit.start):
        return None
    return before[-1]


def _is_of_text_before(
    sentence: Sentence, verb: Hit[Entry], others: Sequence[Hit[Entry]], hit: Hit[Entry]
) -> bool:
    """Whether a word follows another text at once, to which this is not joined: "le code en discussion"."""
    told = any(0 <= verb.start - other.end <= 1 for other in others)
    return told and not JOINED.search(sentence.folded(verb.end, hit.start))


def _is_of_noun_before(sentence: Sentence, verb: Hit[Entry], hit: Hit[Entry]) -> bool:
    """Whether a participle tells of another noun: "Selon un communiqué publié lundi, l'accord …"."""
    if verb.start - sentence.start <= _ORDINAL_REACH or "," not in sentence.folded(verb.end, hit.start):
        return False
    if not sentence.is_bare_participle(verb.start):
        return False
    noun = sentence.source.token_starting(verb.start)
    return noun is not None and noun.head.pos_ == "NOUN" and noun.head.idx < verb.start


def _is_object(sentence: Sentence, verb: Hit[Entry], hit: Hit[Entry]) -> bool:
    """Whether an agreement is the object right behind a verb: "conclure en 2026 l'accord"."""
    return bool(_OBJECT.fullmatch(_gap(sentence, verb.end, hit.start)))


def _is_predicate(sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry]) -> bool:
    """Whether an agreement is the subject of a verb far behind: "des accords sur A et B | ont été signés"."""
    token = sentence.source.token_starting(verb.start)
    if token is None:
        return False
    for child in (*token.children, *token.head.children):
        if child.dep_ in {"nsubj", "nsubj:pass"} and child.left_edge.idx <= hit.start < child.right_edge.idx:
            return child.idx <= hit.start + 2 or hit.start <= child.idx < hit.end
    return False


def _fits(sentence: Sentence, verb: Hit[Entry], hit: Hit[Entry]) -> bool:
    """Whether a word may tell of this agreement: some only of what is their object, or of a partnership."""
    form = verb.payload["form"]
    if _SAID.match(sentence.source.folded, verb.end):
        return False  # "…, conclut-il": said, not concluded
    if form == "twins" or _is_noun(sentence, verb):
        return False  # tells of towns without a noun; "nouveau signe d'un rapprochement"
    if not verb.payload["stage"] and not verb.payload["status"]:  # an infinitive
        if verb.start > hit.start:  # "un accord pour prolonger …" is signed
            between = sentence.folded(hit.end, verb.start)
            return between.endswith(" a ") or bool(_TOLD_THAT.search(between))  # "que A et B vont conclure"
        aim = _AIM.search(sentence.folded(verb.start - _AIM_REACH, verb.start))
        if aim and sentence.source.cues("agreements", sentence.clause_start(verb.start), verb.start, "noun"):
            return False  # "a signé un accord pour prolonger son contrat"
    if form == "party":  # "A est partie au traité", "le pacte, auquel A est partie"
        if verb.end <= hit.start:
            return bool(_PARTY_TO.fullmatch(_gap(sentence, verb.end, hit.start)))
        return bool(_RELATIVE.search(sentence.folded(hit.end, verb.start)))
    if form == "bound":  # "A et B sont liés depuis 2015 par un accord"
        between = sentence.folded(verb.end, hit.start)
        return (
            verb.end <= hit.start and " par " in between and not sentence.has_finite_verb(verb.end, hit.start)
        )
    if form == "binds" and verb.end <= hit.start and not _BOUND_BY.match(sentence.source.folded, verb.end):
        return False  # "s'engage à signer un accord"
    if form == "binds" and sentence.folded(hit.start - 8, hit.start).endswith("present "):
        return False  # "le présent texte engage la Norvège"
    dative = verb.end <= hit.start and _DATIVE.search(sentence.folded(hit.start - 8, hit.start))
    if dative and sentence.source.cues("positions", verb.end, hit.start, "noun", "toward"):
        return False  # "ont renouvelé leur soutien à l'accord"
    if form == "talks":  # "les discussions ont montré … un partenariat"
        low, high = min(verb.end, hit.end), max(verb.start, hit.start)
        return not sentence.has_finite_verb(low, high)
    if (
        form == "disowns"
        and verb.end <= hit.start
        and _INDEFINITE.search(_gap(sentence, verb.end, hit.start))
    ):
        return False  # "dénonce un accord « illégal »": blames it
    if form == "funds":  # "a engagé 150 millions d'euros de prêts"
        loan = hit.payload["sector"] == "finance" and hit.payload["form"] == "weak"
        return loan and verb.end <= hit.start and not sentence.has_finite_verb(verb.end, hit.start)
    if form == "gets":  # "a reçu un prêt", not "a reçu le ministre qui a signé un accord"
        weak = hit.payload["form"] == "weak" and hit.payload["class"] == "Contract"
        return weak and verb.end <= hit.start and not sentence.has_finite_verb(verb.end, hit.start)
    ends = verb.payload["stage"] == "Ended" and verb.start >= hit.end
    if ends and _COMPLEMENT.match(sentence.source.folded, verb.end):
        token = sentence.source.token_starting(verb.start)
        if token is not None and token.pos_ == "NOUN":
            return False  # "un cadre pour l'usage des fonds issus de l'annulation de la dette"
    if form == "founds":
        return hit.payload["class"] == "Partnership"
    if form == "object" and verb.start >= hit.end:  # "le contrat que les deux groupes ont passé"
        return _TOLD_THAT.search(sentence.folded(hit.end, verb.start)) is not None
    if form == "offers":  # "A propose à B un pacte"
        offered = _OFFERED.fullmatch(_gap(sentence, verb.end, hit.start))
        told = hit.payload["form"] != "weak" or hit.payload["class"] == "Partnership"
        return told and verb.end <= hit.start and bool(offered)
    if form in {"object", "ending"}:
        if verb.end > hit.start:
            return False
        gap = _gap(sentence, verb.end, hit.start)
        return bool(_OBJECT.fullmatch(gap) or _WITH_PARTNER.fullmatch(gap.strip() + " "))
    return True


def _is_noun(sentence: Sentence, verb: Hit[Entry]) -> bool:
    """Whether a word that may be a verb is a noun here: "le signe", "un arrêté"."""
    token = sentence.source.token_starting(verb.start)
    done = verb.payload["status"] == Status.ACTUAL  # the table has nouns too: "négociations"
    if token is None or token.pos_ != "NOUN" or not done or token.idx + len(token) < verb.end:
        return False
    return (
        token.i > 0
        and token.doc[token.i - 1].pos_ in _OF_NOUN
        and "Part" not in token.morph.get("VerbForm", [])
    )


def _begins_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether another verb stands between, coordinated: "a signé un accord et prépare un traité"."""
    return any(
        token.pos_ == "VERB"
        and "Fin" in token.morph.get("VerbForm", [])
        and _AND.search(sentence.folded(token.idx - 6, token.idx))
        for token in sentence.source.tokens(start, end)
    )


def _gap(sentence: Sentence, start: int, end: int) -> str:
    """The folded words between two offsets, without dates and adverbs: "a rompu | mardi | le contrat"."""
    if end - start > _LONGEST_GAP:
        return sentence.folded(start, end)
    text, position = "", start
    aside = [
        (d.span.start, d.span.end) for d in sentence.dates if start <= d.span.start and d.span.end <= end
    ]
    aside += [(h.start, h.end) for h in sentence.source.words("insertions", start, end) if h.end <= end]
    for low, high in sorted(aside):
        if low >= position:
            before = sentence.folded(position, low)
            text += _DATED_BY.sub("", before).removesuffix(" ")
            position = high
    return text + sentence.folded(position, end)


def ended_by(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """What put an end to the agreement that is its object: "a rompu le contrat signé en 2016"."""
    for verb in reversed([v for v in stage_words(sentence) if v.end <= hit.start]):
        ends = verb.payload["status"] == Status.DENIED and _fits(sentence, verb, hit)
        if ends and _OBJECT.fullmatch(_gap(sentence, verb.end, hit.start)):
            return verb
        break
    for verb in stage_words(sentence):  # "l'accord conclu en mai est caduc"
        after = hit.end <= verb.start < min(sentence.clause_end(hit.end), hit.end + _ENDED_REACH)
        if after and verb.payload["status"] == Status.DENIED and verb.payload["form"] != "object":
            own = _IS.search(sentence.folded(hit.end, verb.start))
            own = own or _HAS_VERB.match(sentence.source.folded, verb.start)
            return verb if own and not sentence.source.cues("agreements", hit.end, verb.start) else None
    return None
