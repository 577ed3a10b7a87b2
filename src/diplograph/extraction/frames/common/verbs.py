"""Whether a word of a table is a verb where it stands, and in the active voice."""

from __future__ import annotations

import re

from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern

_FARTHEST_VERB = 160
_AT_START = 4
_HAVE = members("has")
_AUXILIARIES = pattern(r"(?:{edge}(?:{has}|(?:se |s'){is})|-t-{he})$")
_JOINED = pattern(r"(?:,? {and}|, )(?:\w+ment |{also})?$")


def is_verb(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a word that may also be a noun is a verb here: not "la note", "une demande"."""
    index = sentence.source.token_index(hit.start)
    doc = sentence.source.analysed.doc
    if not index:
        return doc[index].pos_ != "NOUN"
    previous = doc[index - 1]
    if previous.idx < sentence.start:
        return doc[index].pos_ in {"VERB", "AUX"}
    if previous.pos_ == "DET" or previous.lower_ in {"de", "du", "des", "au", "aux"}:
        return previous.lower_ == "de" and "Inf" in doc[index].morph.get("VerbForm", [])
    if previous.lower_ == "en" and not doc[index].lower_.endswith("ant"):
        return False  # "la mise en œuvre pour …"
    if doc[index].pos_ not in {"NOUN", "PROPN", "ADP"} or previous.pos_ in {"AUX", "ADV", "PRON"}:
        return True
    return _follows_subject(sentence, hit.start)


def _follows_subject(sentence: Sentence, offset: int) -> bool:
    """Whether a free name begins the sentence and stands right before: "Lima | presse"."""
    before = [i for i in sentence.items if i.end == offset - 1 and i.keys and i.kind != "adjective"]
    return any(i.start - sentence.start < _AT_START and not sentence.preposition(i) for i in before)


def is_active(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a past participle has "avoir" for auxiliary, its own or one before "et"; other forms do."""
    words = sentence.source.text[hit.start : hit.end].split()
    if not re.search(r"(?:é|ée|és|ées|u|ue|us|ues)$", words[0].lower()) or words[0].lower() == "prévu":
        return True
    token = sentence.source.token_starting(hit.start)
    if words[0].lower().endswith("ue") and token is not None and "Fin" in token.morph.get("VerbForm", []):
        return True  # "salue", "loue" are no participles
    if token is not None and any(c.dep_.startswith("aux") and c.lower_ in _HAVE for c in token.children):
        return not any(c.dep_ == "aux:pass" for c in token.children)
    before = sentence.folded(max(sentence.start, hit.start - 24), hit.start).rstrip()
    for _ in range(4):
        if _AUXILIARIES.search(f"{before} "):
            return True
        shorter = before.rpartition(" ")[0]
        if not shorter or before.endswith((",", "»", '"')):
            break
        before = shorter
    if _JOINED.search(sentence.folded(hit.start - 28, hit.start)) is None:
        return False
    near = sentence.source.tokens(max(sentence.start, hit.start - _FARTHEST_VERB), hit.start)
    return any(t.lower_ in _HAVE and t.pos_ in {"AUX", "VERB"} for t in near)
