"""Who takes a stance: its owner, whoever voices it, or the speaker of a quotation."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from diplograph.extraction.frames.common.authors import author_of
from diplograph.extraction.frames.common.verbs import is_verb
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import is_quoted
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import members, pattern
from diplograph.model import ACTORS, EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

Keys = tuple[str, ...]

VOICING = frozenset({"stresses", "voices"})
SAYING = frozenset({"says", "stresses", "judges"})
_FARTHEST_VERB = 160
_FARTHEST_SPEAKER = 60
_FIRST_PERSON = pattern(r"(?:{edge}{we}{clitic}?{word}{0,3}|\w{2}ons (?:{to}|{of})?)$")
_YOU = pattern(r"{edge}vous {clitic}?(?:avez )?$")
_AFTER_QUOTE = pattern(
    r"[»\"”,] ?[,–-]? ?(?:{clitic}?(?:{has}|{is}|(?:a|ont|avait|avaient)(?:-t)?-\w+ ))?"
    r"(?:{also}|(?!{which})\w+ )?$"
)
_SPOKE_BEFORE = 5  # sentences back to the person whom "a-t-il ajouté" means rather than a country
_SPOKE_LAST = 2  # sentences before a quotation that nobody is said to say
_FARTHEST_CLOSE = 800
_UP_TO_VERB = pattern(r", (?:{clitic}?(?:{has}|{is}))?{clitic}?$")
_INSERTED = pattern(r", (?:{which}|{him}|{also}|{at}|{by}|quant a|lors)")
_REPORTED = pattern(r"[^.;]{0,40}?(?: {that}| ?:|,? [«\"“])")
_SPOKE = pattern(r"-(?:t-)?{he}$")
_APART = pattern(r"[«»\";:]| (?:{that}|{to})")
_COMMON = frozenset({"NOUN", "ADJ"})
_POSSESSIVES = members("own")
_SPEAKERS = members("we")
_ALONE = _SPEAKERS - {"nous"}
_ALONE_BEFORE = pattern(r"{edge}j(?:e |'){word}{0,3}$")
_CLAUSE_OPENED = pattern(r"(?:, |{that})$")
_NOBODY = members("anyone")
_AT_START = 4


def voicing(sentence: Sentence, offset: int, forms: Collection[str] = VOICING) -> Hit[Entry] | None:
    """The verb of which what begins at an offset is the object: "a réaffirmé, hier, … | le soutien"."""
    for cue in reversed(sentence.source.cues("speech", max(sentence.start, offset - _FARTHEST_VERB), offset)):
        if cue.payload["form"] not in forms:
            continue
        if ";" in sentence.folded(cue.end, offset):
            return None
        if not is_verb(sentence, cue):
            continue
        return None if sentence.has_finite_verb(cue.end, offset) else cue
    return None


def subject_of(sentence: Sentence, offset: int) -> Keys:
    """Who does what the verb at an offset says; in the first person, who speaks."""
    token = sentence.source.token_starting(offset)
    subjects = (
        {fold(c.lower_) for c in token.children if c.dep_.startswith("nsubj")} if token is not None else set()
    )
    if subjects & _NOBODY:
        return ()
    before = sentence.folded(max(sentence.start, offset - 40), offset)
    if sentence.discourse.speaker and _YOU.search(before) and _is_asked(sentence):
        return (sentence.discourse.speaker,)
    if subjects & _SPEAKERS or _FIRST_PERSON.search(before):
        keys = speaker(sentence, offset)
        return keys if subjects & _ALONE or _ALONE_BEFORE.search(before) else as_nation(sentence, keys)
    if offset - sentence.start < _AT_START and _is_participle(sentence, offset):
        # "Soulignant l'importance de …, les deux ministres ont"
        free = [i for i in sentence.after(offset, kinds=ACTORS) if not sentence.preposition(i)]
        main = next((i for i in free if sentence.folded(i.start - 2, i.start).startswith(",")), None)
        return sentence.actors(sentence.group(main)) if main else ()
    if token is not None and _is_somebodys(sentence, token):
        return ()  # "dont son voisin | conteste la présence": whose neighbour, nothing names
    items = _before_insertion(sentence, offset) or sentence.subject(offset)
    if len(items) == 1 and token is not None and sentence.is_bare_participle(offset):
        several = token.lower_.endswith("s") and not sentence.preposition(items[0])
        items = list(sentence.group(items[0])) if several else items  # "A et B, convaincus de …"
    if len(items) == 1 and not items[0].is_plural and token is not None and _is_plural_verb(token):
        items = _acting_together(sentence, offset) or items  # "Elles saluent X, …, et soutiennent"
    if len(items) == 1 and _is_participle(sentence, offset) and _is_right_before(sentence, items[0], offset):
        items = _of_main_verb(sentence, items[0].start)  # "l'invasion de l'Ukraine, réaffirmant leur soutien"
    return sentence.actors(i for i in items if i.end <= offset)


def _is_somebodys(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb's subject is a thing or a person told by a possessive alone: "son fournisseur juge"."""
    nouns = [c for c in verb.children if c.dep_.startswith("nsubj") and c.pos_ in _COMMON and c.i < verb.i]
    if any(i.start <= noun.idx < i.end for noun in nouns for i in sentence.items):
        return False  # "son pays soutient"
    owned = [d for noun in nouns for d in noun.children if d.dep_ == "det" and d.lower_ in _POSSESSIVES]
    return bool(owned) and len(nouns) == 1


def _is_plural_verb(token: Token) -> bool:
    finite = "Fin" in token.morph.get("VerbForm", [])
    return finite and token.lower_.endswith("ent") and "Plur" in token.morph.get("Number", [])


def _acting_together(sentence: Sentence, offset: int) -> list[Item]:
    """Two or more who are free subjects before a verb in the plural, nearest first."""
    for item in sentence.before(offset, kinds=ACTORS):
        if sentence.preposition(item) and item.kind != "pronoun":
            continue
        if item.is_plural:
            return [item]
        group = sentence.group(item)
        if len(group) > 1 and not any(sentence.preposition(i) for i in group):
            return list(group)
    return []


def _is_asked(sentence: Sentence) -> bool:
    """Whether a sentence belongs to a question of an interview: its line ends in a question mark."""
    text = sentence.source.text
    close = text.find("\n", sentence.end - 1)
    return text[sentence.start : close if close >= 0 else len(text)].rstrip().endswith("?")


def _is_participle(sentence: Sentence, offset: int) -> bool:
    token = sentence.source.token_starting(offset)
    return token is not None and token.lower_.endswith("ant")


def _is_right_before(sentence: Sentence, item: Item, offset: int) -> bool:
    return item.kind != "pronoun" and sentence.folded(item.end, offset).strip() == ","


def _of_main_verb(sentence: Sentence, offset: int) -> list[Item]:
    """The subject of the last finite verb before an offset, unless a preposition governs it."""
    finite = [
        t for t in sentence.source.tokens(sentence.start, offset) if "Fin" in t.morph.get("VerbForm", [])
    ]
    items = sentence.subject(finite[-1].idx) if finite else []
    return [] if items and sentence.preposition(items[0]) else items


def as_nation(sentence: Sentence, keys: Keys) -> Keys:
    """The country, or the body he heads, that "nous" is for whoever gives a speech: he speaks for it.

    Somebody quoted by the press speaks for himself.
    """
    if keys != (sentence.discourse.speaker,):
        return keys
    principal = sentence.discourse.principal(keys[0])
    return (principal,) if principal else keys


def _before_insertion(sentence: Sentence, offset: int) -> list[Item]:
    """The subject that commas part from its verb: "Ana Duval, dont le pays préside le G20, refuse"."""
    text = sentence.folded(sentence.start, offset)
    lead = _UP_TO_VERB.search(text)
    if lead is None or _is_participle(sentence, offset):
        return []
    last = sentence.start + lead.start()
    for item in sentence.before(last - 1, kinds=ACTORS):
        if sentence.folded(item.end, item.end + 1) == "," and item.end < last:
            if sentence.preposition(item) or sentence.has_finite_verb(
                sentence.clause_start(offset), item.start
            ):
                return []
            between = sentence.folded(item.end, last)
            return list(sentence.group(item)) if _INSERTED.match(f"{between} ") else []
    return []


def speaker(sentence: Sentence, offset: int) -> Keys:
    """Who says the words at an offset: "« … », a déclaré X", "X a affirmé que …", "selon X"; else ()."""
    low, high = max(sentence.start, offset - _FARTHEST_CLOSE), min(sentence.end, offset + _FARTHEST_CLOSE)
    cues = sentence.source.cues("speech", low, high)
    for cue in cues:
        if cue.start < offset or cue.payload["form"] not in SAYING:
            continue
        if _AFTER_QUOTE.search(sentence.source.besides("insertions", max(offset, cue.start - 40), cue.start)):
            inverted = _inverted(sentence, cue)
            if inverted:
                return inverted
    for cue in cues:
        if cue.payload["form"] == "according":
            items = sentence.right_after(cue.end, kinds=ACTORS)
            if items and (cue.start > offset or _opens(sentence, cue)):
                return sentence.actors(items)
    for cue in reversed(cues):
        if cue.end <= offset and cue.payload["form"] in SAYING and is_verb(sentence, cue):
            between = sentence.folded(cue.end, offset)
            if _REPORTED.match(between) and ";" not in between:
                return subject_of(sentence, cue.start)
    return (
        _after_long_quote(sentence, offset) or author_of(sentence, offset) or _last_speaker(sentence, offset)
    )


def _opens(sentence: Sentence, cue: Hit[Entry]) -> bool:
    """Whether "selon" opens the sentence, or its clause: "Par ailleurs, | aux yeux de Lima, …"."""
    return cue.start - sentence.start < _AT_START or bool(
        _CLAUSE_OPENED.search(sentence.folded(cue.start - 4, cue.start))
    )


def _last_speaker(sentence: Sentence, offset: int) -> Keys:
    """Who speaks where the sentence is silent: of a speech, its author; of a quotation, who spoke last."""
    discourse = sentence.discourse
    if not is_quoted(sentence.source, offset):
        voice = discourse.speaker or discourse.publisher
        return (voice,) if voice else ()
    persons = dict.fromkeys(
        item.keys[0] for item in discourse.focus.back((), EntityType.PERSON, within=_SPOKE_LAST)
    )
    return tuple(persons) if len(persons) == 1 else ()


def _after_long_quote(sentence: Sentence, offset: int) -> Keys:
    """Who is named after a quotation of several sentences: "« Nous soutenons … . … », a déclaré X"."""
    source = sentence.source
    before = source.folded[source.text.rfind("\n", 0, offset) + 1 : offset]
    if before.count("«") > before.count("»"):
        close = source.folded.find("»", offset, offset + _FARTHEST_CLOSE)
    elif before.count('"') % 2:
        close = source.folded.find('"', offset, offset + _FARTHEST_CLOSE)
    else:
        return ()
    if close < sentence.end - 2:
        return ()
    for cue in source.words("speech", close, close + _FARTHEST_SPEAKER):
        if cue.payload["form"] in SAYING and _AFTER_QUOTE.search(source.folded[close : cue.start]):
            return _named_after(sentence, cue.end)
    return ()


def _named_after(sentence: Sentence, offset: int) -> Keys:
    """The first person or organization named right after an offset, in whichever sentence."""
    discourse = sentence.discourse
    persons = [o.person for o in discourse.offices if o.person is not None and o.start >= offset]
    named = [m for m in (*persons, *discourse.mentions) if offset <= m.start < offset + _FARTHEST_SPEAKER]
    for mention in sorted(named, key=lambda m: m.start):
        if mention.type is EntityType.PERSON:
            return (mention.key,)
        if "." in sentence.source.folded[offset : mention.start] or mention.type not in ACTORS:
            return ()
        if mention.type is not EntityType.COUNTRY:
            return (mention.key,)
    return ()


def _inverted(sentence: Sentence, cue: Hit[Entry]) -> Keys:
    """The subject after its verb: "a déclaré lundi le ministre X", "a-t-il dit"."""
    around = sentence.folded(cue.start - 8, cue.start)
    if _SPOKE.search(around):
        pronouns = [i for i in sentence.items if i.kind == "pronoun" and 0 <= cue.start - i.end <= 1]
        if any(i.type is EntityType.COUNTRY and not i.is_plural for i in pronouns):
            spoke = sentence.discourse.focus.back((), EntityType.PERSON, within=_SPOKE_BEFORE)
            free = (item.keys for item in spoke if not sentence.preposition(item))
            return next(free, sentence.actors(pronouns))
        return sentence.actors(pronouns)
    for item in sentence.after(cue.end, kinds=ACTORS, until=cue.end + _FARTHEST_SPEAKER):
        between = sentence.source.besides("speech", cue.end, item.start, "audience")
        if sentence.preposition(item) or _APART.search(between):
            return ()
        asides = sentence.source.cues("speech", cue.end, item.start, "audience")
        known = [(aside.start, aside.end) for aside in asides]
        known += [(d.span.start, d.span.end) for d in sentence.dates]
        nouns = [t for t in sentence.source.tokens(cue.end, item.start) if t.pos_ == "NOUN"]
        if any(not any(low <= t.idx < high for low, high in known) for t in nouns):
            return ()  # "déclare la déclaration conjointe France-Inde"
        return (
            sentence.actors(sentence.group(item))
            if item.type is not EntityType.COUNTRY
            else sentence.actors([item])
        )
    return ()
