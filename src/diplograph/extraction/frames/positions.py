"""Positions: who supports, opposes or is concerned about what; one per coordinated topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.source import phrase_end
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import ACTORS, EntityType, Status

_WHOLE = (
    "a la|aux|au|a|en faveur de la|en faveur du|en faveur des|en faveur de"
    "|concernant la|concernant les?|concernant|sur la|sur les?|sur|face a la|face aux|face au|face a"
    "|pour la|pour les?|pour|devant la|devant les?|devant"
    "|de la|du|des|de|que la|que les?|que"
)
_ELIDED = "a l'|en faveur de l'|en faveur d'|concernant l'|sur l'|face a l'|pour l'|devant l'|de l'|d'|que l'"
# What may stand between a stance and its object, and begin the object.
_LEADS = re.compile(rf"(?: (?!dans |lors )[\w'-]+){{0,3}}? (?=((?:{_ELIDED}|(?:{_WHOLE}) )))\1")
_VERB_LEAD = re.compile(
    r"(?: [\w'-]+ment| aussi| pas| plus| jamais)? ?"
    r"(?:(?:en faveur de la|en faveur du|en faveur des|en faveur de|pour la|pour les?|pour"
    r"|par la|par les?|par une?|par"
    r"|a la|aux|au|a|la|les?|une?|de la|du|des|de|leurs?|son|sa|ses|toute?|cet|cette|ce|ces) "
    r"|en faveur de l'|en faveur d'|pour l'|par l'|a l'|de l'|l'|d'(?:une? )?)?"
)
_ARTICLE = re.compile(
    r" ?(?:en faveur d(?:e la |e l'|u |es |e |')"
    r"|(?:a la|aux|au|a|de la|du|des|de|la|les?) |a l'|de l'|d'|l')?"
)
_NEXT_STANCE = re.compile(r" et (?:(?:leurs?|son|sa|ses|la|le|les|a|ont|une?) |l')?$")
# What follows says when, where or before whom, not what.
_CIRCUMSTANCE = re.compile(r"(?:,| devant| dans (?:leurs?|son|sa|ses))(?= )")
_RESUMED = r", en particulier |, notamment |,? ainsi que "
# A coordinated object repeats the preposition of the first: "au droit … et aux principes", "le … et le …".
_BREAKS = {
    "a": re.compile(rf"{_RESUMED}|,? et (?=(?:a la|a l'|aux|au|a) ?\w)|, (?=(?:a la|a l'|aux|au|a) ?\w)"),
    "de": re.compile(rf"{_RESUMED}|,? et (?=en faveur d)"),
    "": re.compile(rf"{_RESUMED}|,? et (?=(?:le|la|les|l') ?\w)"),
}
_ADVERBIAL = re.compile(r" (?:sur|dans|en (?!particulier)|avec|par|lors|devant|apres|avant) ")
_ANAPHORIC = re.compile(r"(?:^|\s)(?:sa|son|leur|leurs|ses|cette|ce) $")
_NOUNS = frozenset(
    {"noun", "toward"}
)  # "toward": what it bears on follows with "à", "pour"; "de" gives its owner
_OWNER = re.compile(r"(?: [\w'-]+)?? (?:de la |de l'|du |des |de |d')")
_UNOWNED = re.compile(r"(?:ainsi que|,|et|de|par) (?:la|le|l') ?$")
_THEIR = re.compile(r"(?:^|[\s(])leurs? (?:[\w-]+ ){0,2}$")
_CAPTURED = ("cooperation", "visits", "meetings")
_HEAD_REACH = 46
_CARRIED_REACH = 60
_UNCERTAIN = frozenset({Status.POSSIBLE, Status.PLANNED})
_LONGEST = 240


def find_positions(sentence: Sentence, others: Sequence[Draft]) -> Iterator[Draft]:
    """Stances that one sentence states, where no other fact carries their object.

    Args:
        others: what the other frames read in the sentence; a stance on what one of them states is left out.
    """
    taken = sentence.start
    for hit in sentence.words("positions"):
        if hit.start < taken:
            continue
        form = hit.payload["form"]
        if form == "passive":
            yield from _passive(sentence, hit)
            continue
        start = _object_start(sentence, hit)
        if start is None:
            continue
        actors, start = _actors(sentence, hit, start)
        if not actors:
            continue
        infinitive = _begins_with_verb(sentence, start)
        end = _object_end(sentence, start, infinitive=infinitive)
        if (
            end - start < 4
            or _ANAPHORIC.search(sentence.folded(hit.end, start))
            or _is_carried(sentence, hit, start, end, others)
        ):
            continue
        taken = end
        if infinitive:
            yield _draft(sentence, hit, actors, start, end)
            continue
        for low, high in _topics(sentence, hit, start, end):
            yield _draft(sentence, hit, actors, low, high)


def _object_start(sentence: Sentence, hit: Hit[Entry]) -> int | None:
    """Where the object begins, after its preposition; a transitive verb's begins at once."""
    text = sentence.source.folded
    if hit.payload["form"] == "verb":
        lead = _VERB_LEAD.match(text, hit.end, sentence.end)
        return lead.end() if lead else hit.end
    lead = _LEADS.match(text, hit.end, sentence.end)
    return lead.end() if lead else None


def _actors(sentence: Sentence, hit: Hit[Entry], start: int) -> tuple[tuple[str, ...], int]:
    """Who takes the stance, and where its object begins: "le soutien de la France aux objectifs…"."""
    if hit.payload["form"] in _NOUNS:
        owner = sentence.genitive(hit.end, kinds=ACTORS, reach=50)
        if owner:
            lead = _LEADS.match(sentence.source.folded, owner[-1].end, sentence.end)
            if lead is None or lead.start(1) - owner[-1].end > 2:
                return (), start
            return sentence.actors(owner), lead.end()
        if hit.payload["form"] == "toward" and _OWNER.match(sentence.source.folded, hit.end, sentence.end):
            return (), start  # "l'attachement de son pays à …": whose, we cannot tell
        if _UNOWNED.search(sentence.folded(hit.start - 24, hit.start)) and not _is_complement(sentence, hit):
            return (), start
    subject = [i for i in sentence.subject(hit.start) if i.end <= hit.start]
    if _THEIR.search(sentence.folded(hit.start - 30, hit.start)) and len(sentence.actors(subject)) == 1:
        for item in sentence.before(hit.start, kinds=ACTORS):
            several = sentence.group(item)
            if len(sentence.actors(several)) > 1:
                return sentence.actors(several), start
    return sentence.actors(subject), start


def _is_complement(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the stance is what a verb says of its subject: "a exprimé le soutien de …"."""
    token = sentence.source.token_starting(hit.start)
    return token is not None and (token.head.pos_ in {"VERB", "AUX"} or token.dep_ == "ROOT")


def _begins_with_verb(sentence: Sentence, offset: int) -> bool:
    token = sentence.source.token_starting(offset)
    return token is not None and (
        "Inf" in token.morph.get("VerbForm", [])
        or (token.pos_ in {"VERB", "AUX"} and token.lower_.endswith(("er", "ir", "re")))
    )


def _object_end(sentence: Sentence, start: int, *, infinitive: bool) -> int:
    limit = min(sentence.end, start + _LONGEST)
    others = [
        h.start
        for h in sentence.words("positions")
        if h.start > start and _NEXT_STANCE.search(sentence.folded(h.start - 12, h.start))
    ]
    limit = min([limit, *others])
    if infinitive:
        token = sentence.source.token_starting(start)
        first = start if token is None else token.idx + len(token)
        offset = first + 1
        if token is not None and token.lower_ in {"etre", "être"}:
            match = re.compile(r" \w+").match(sentence.source.text, first)
            offset = match.end() + 1 if match else offset
            return max(_phrase(sentence, offset, limit), offset)
        return max(_phrase(sentence, offset, limit), first)
    end = _phrase(sentence, start, limit)
    during = sentence.source.cues("circumstances", start, end, "during")
    end = min([end, *(cue.start - 1 for cue in during if cue.start > start)])
    aside = _CIRCUMSTANCE.search(sentence.source.folded, start, end)
    while aside is not None:
        # a comma within a list of objects is no break: "à la paix, à la sécurité", "la paix, la sécurité"
        if not aside.group().startswith(",") or _ADVERBIAL.match(sentence.source.folded, aside.end(), end):
            return aside.start()
        aside = _CIRCUMSTANCE.search(sentence.source.folded, aside.end(), end)
    return end


def _phrase(sentence: Sentence, start: int, limit: int) -> int:
    end = phrase_end(sentence.source, start, limit)
    resumed = re.match(r", (?:en particulier|ainsi que|notamment) ", sentence.folded(end, limit))
    while resumed:
        offset = end + resumed.end()
        further = phrase_end(sentence.source, offset, limit)
        if further <= offset:
            break
        end = further
        resumed = re.match(r", (?:en particulier|ainsi que|notamment) ", sentence.folded(end, limit))
    return end


def _is_carried(sentence: Sentence, hit: Hit[Entry], start: int, end: int, others: Sequence[Draft]) -> bool:
    """Whether the object is itself a cooperation, a visit, a meeting… that another fact states."""
    courtesy = hit.payload["form"] == "verb" and hit.payload["stance"] == "Support"
    for draft in others:
        if (
            draft.type in {"Cooperation", "Visit", "Meeting", "Presence"}
            and start - 4 <= draft.start < start + _CARRIED_REACH
        ):
            return True
        if courtesy and not draft.anaphoric and start - 4 <= draft.start < end:
            return True
    head = sentence.folded(start, min(end, start + _HEAD_REACH))
    heads = [h for table in _CAPTURED for h in sentence.words(table) if start <= h.start < start + len(head)]
    return any(h.payload["form"] != "weak" for h in heads)


def _topics(sentence: Sentence, hit: Hit[Entry], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Coordinated objects apart."""
    lead = sentence.folded(start - 4, start).split(" ")[-2:]
    if any(word in {"a", "au", "aux", "la", "l'"} for word in lead) and hit.payload["form"] in _NOUNS:
        family = "a"
    else:
        family = "" if hit.payload["form"] in {"verb", "importance"} else "de"
    position = start
    for match in _BREAKS[family].finditer(sentence.source.folded, start, end):
        if match.start() - position > 3:
            yield position, match.start()
        article = _ARTICLE.match(sentence.source.folded, match.end(), end)
        position = article.end() if article else match.end()
    if end - position > 3:
        yield position, end


def _passive(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "La position de X a été saluée par Y": the subject is the object."""
    agents = [i for i in sentence.after(hit.end, kinds=ACTORS, until=hit.end + 40) if i.start - hit.end < 8]
    verb = re.search(
        r" (?:a|ont|est|sont|avait|avaient|fut)(?: ete)?(?: \w+ment)? $",
        sentence.folded(sentence.start, hit.start),
    )
    if not agents or verb is None:
        return
    start = sentence.clause_start(hit.start)
    article = re.match(r"\s*(?:le |la |les |l'|cette |ce |ces )?", sentence.folded(start, sentence.end))
    start += article.end() if article else 0
    end = sentence.start + verb.start()
    if end - start > 3:
        yield _draft(sentence, hit, sentence.actors(agents), start, end)


def _draft(sentence: Sentence, hit: Hit[Entry], actors: tuple[str, ...], start: int, end: int) -> Draft:
    roles: dict[str, tuple[str, ...]] = {"actor": actors, "stance": (hit.payload["stance"],)}
    target = _target(sentence, start, end)
    if target is not None:
        roles["target"] = target.keys
    else:
        roles["topic"] = (sentence.source.quote(start, end).strip(" ,;"),)
    return Draft(
        "Position",
        roles,
        min(hit.start, start),
        max(end, hit.end),
        hit.payload.rule,
        status=status_of(sentence, hit.start, hit.end, ignore=_UNCERTAIN),
        confidence=0.7,
    )


def _target(sentence: Sentence, start: int, end: int) -> Item | None:
    """The entity that the whole topic names, if it does."""
    for item in sentence.items:
        if item.kind == "name" and len(item.keys) == 1 and item.type is not EntityType.PERSON:
            lead = sentence.folded(start, item.start)
            rest = sentence.folded(item.end, end).strip(" »")
            if start <= item.start < end and not rest and len(lead) < 4:
                return item
    return None
