"""Whom a pronoun stands for: "il", "elles", "ce dernier", "avec lui"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.extraction.items import Item, preposition_before
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

if TYPE_CHECKING:
    from diplograph.extraction.discourse.discourse import Discourse

_NEXT_WORDS = 30
_LEAD = 40  # characters of "quant au groupe " before a name
_AS_FOR = pattern(r"\bquant {to}{det}?{word}?\Z")
_RELATIVE = pattern(r",? (?:{with}|{by}|{for}|{at}|{to}|{of}|devant |apres )?(?!ou |et ){which}")
_TOLD = frozenset({"name", "body", "pronoun"})
_OPENING = 500  # characters within which a portrait or an interview says whose it is
_HAD = re.compile(r"eue?s?")
_ENDS_PHRASE = frozenset({"PUNCT", "ADP", "CCONJ", "SPACE"})
_WITH_SOMEBODY = frozenset({"avec", "par", "chez"})


def pronoun(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    """Whom "il", "elle", "ils" or "ce dernier" takes up; None where it stands for nobody or for a thing."""
    kind, focus = hit.payload["kind"], discourse.focus
    source = discourse.source
    if source.folded.endswith(", ", 0, hit.start) and source.folded.startswith(", ", hit.end):
        return None  # "les riverains, eux, redoutent": says again who is told right before
    if _is_impersonal(discourse, hit, kind) or _is_no_pronoun(discourse, hit, kind):
        return None
    gender = "f" if kind in {"elle", "elles", "latter_f"} else "m"
    plural = kind in {"ils", "elles", "latters"}
    if kind in {"il", "elle", "ils", "elles"} and focus.is_about_thing(
        hit.start, gender, before, plural=plural
    ):
        return None
    if plural:
        inside = [i for i in before if i.is_plural]
        previous = inside[0] if inside else focus.plural
        if gender == "f" and previous is not None and _is_masculine(discourse, previous):
            return None  # "les relations … dont elles"
    elif kind in {"latter", "latter_f"}:
        previous = focus.nearest(before, gender)
    elif kind in {"il", "elle"} and (told := _as_for(discourse, hit, before)) is not None:
        previous = told
    else:  # "Engie a des projets au Maroc, où elle gère …": this sentence's own subject
        previous = (
            focus.subject(before, gender, but=_antecedent(discourse, hit, before))
            or _portrayed(discourse, hit, before, gender)
            or _governed_before(discourse, before, gender)
        )
    if previous is None:
        return None
    return Item(hit.start, hit.end, "pronoun", previous.keys, previous.type, previous.country)


def _governed_before(discourse: Discourse, before: list[Item], gender: str) -> Item | None:
    """The one person of the sentence before, be it no subject: "D'où la venue de A. Reçu par B, il …"."""
    here = {key for item in before for key in item.keys}
    told = discourse.focus.last_person(gender)
    return told if told is not None and not set(told.keys) & here else None


def _portrayed(discourse: Discourse, hit: Hit[Entry], before: list[Item], gender: str) -> Item | None:
    """Who is named next where a text opens with "elle": "Elle a fondé Alta. Ana Duval explique …"."""
    persons = (m for m in discourse.mentions if m.type is EntityType.PERSON)
    first = next(persons, None) if hit.start < _OPENING and not before else None
    if first is None or not hit.end < first.start < hit.end + _OPENING:
        return None
    lead = discourse.source.text[hit.end : discourse.source.before_civilities(first.start)]
    if not lead.endswith((". ", ".\n", "\n")) or "\n\n" in lead:
        return None
    if discourse.focus.genders.get(first.key, gender) != gender:
        return None
    country = discourse.country_of(first.key)
    return Item(hit.start, hit.end, "pronoun", (first.key,), EntityType.PERSON, country)


def _as_for(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    """Whom the words before the pronoun bring up: "Quant à Alta, elle …"; None if nobody."""
    last = before[-1] if before else None
    if last is None or len(last.keys) != 1 or discourse.source.folded[last.end : hit.start] != ", ":
        return None
    return last if _AS_FOR.search(discourse.source.folded, max(0, last.start - _LEAD), last.start) else None


def _is_masculine(discourse: Discourse, several: Item) -> bool:
    """Whether "elles" cannot mean several: men, countries with masculine names, "les deux ministres"."""
    source = discourse.source
    if source.words("references", several.start, several.start + 1):  # "les deux parties": by the noun
        nouns = [t for t in source.tokens(several.start, several.end) if t.pos_ == "NOUN"]
        return any("Masc" in noun.morph.get("Gender", []) for noun in nouns[:1])
    return any(discourse.focus.genders.get(key) == "m" for key in several.keys)


def _antecedent(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> tuple[str, ...]:
    """Of whom a relative clause goes on to tell what another did: "A, avec lequel | il a parlé": not he."""
    last = before[-1] if before else None
    if last is None or not _RELATIVE.fullmatch(discourse.source.folded, last.end, hit.start):
        return ()
    return last.keys


def governed_pronoun(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    """ "A s'est entretenu avec lui": the person told before who is not the subject of this sentence."""
    if preposition_before(discourse.source, hit.start) not in _WITH_SOMEBODY:
        return None  # "lui a remis", "à lui seul"
    gender = "m" if hit.payload["kind"] == "him" else "f"
    found = discourse.focus.other_person({key for item in before for key in item.keys}, gender)
    found = found or _other_here(discourse, before, gender) or _other_side(discourse, before, gender)
    if found is None:
        return None
    return Item(hit.start, hit.end, "pronoun", found.keys, found.type, found.country)


def _other_here(discourse: Discourse, before: list[Item], gender: str) -> Item | None:
    """Whom "par lui" means within a sentence: "depuis que A est là, B est reçue par lui"; never the last."""
    persons = [i for i in before if i.type is EntityType.PERSON and len(i.keys) == 1 and i.kind != "pronoun"]
    last = persons[-1].keys if persons else ()
    genders = discourse.focus.genders
    others = [i for i in persons if i.keys != last and genders.get(i.keys[0], gender) == gender]
    return others[0] if len({i.keys for i in others}) == 1 else None


def _other_side(discourse: Discourse, before: list[Item], gender: str) -> Item | None:
    """The state told before the subject: "la Grèce n'a rien dit : B a rompu avec elle"."""
    told = [i for i in before if i.type is EntityType.COUNTRY and i.kind in _TOLD and len(i.keys) == 1]
    free = [i for i in told if not preposition_before(discourse.source, i.start)]
    others = [i for i in told if free and i.start < free[-1].start and i.keys != free[-1].keys]
    fits = [i for i in others if discourse.focus.genders.get(i.keys[0]) == gender]
    return fits[0] if len({i.keys for i in fits}) == 1 else None


def _is_impersonal(discourse: Discourse, hit: Hit[Entry], kind: str) -> bool:
    """Whether "il" stands for nobody: "il y a", "il faut"; in "il y a rencontré A" it stands for somebody."""
    if kind != "il" or not is_followed(discourse, hit, "linking_verbs", "impersonal"):
        return False
    words = [t for t in discourse.source.tokens(hit.end, hit.end + _NEXT_WORDS) if not t.is_space][:3]
    there = [t.lower_ for t in words[:2]] == ["y", "a"] and len(words) == 3
    done = there and "Part" in words[2].morph.get("VerbForm", []) and not _HAD.fullmatch(words[2].lower_)
    return not done


def _is_no_pronoun(discourse: Discourse, hit: Hit[Entry], kind: str) -> bool:
    """ "Ces dernières années", "que faut-il ?": the words of a pronoun that stand for nobody."""
    source = discourse.source
    if kind in {"latter", "latter_f", "latters"}:
        token = source.token_starting(hit.end)
        return token is not None and token.pos_ in {"NOUN", "ADJ", "NUM"}
    asked = source.text.find("?", hit.end, hit.end + _NEXT_WORDS * 2) > 0
    return source.text[hit.start - 1 : hit.start] == "-" and asked


def is_followed(discourse: Discourse, hit: Hit[Entry], table: str, sort: str) -> bool:
    """Whether a word of one sort comes next: "il s'agit", "les dirigeants des deux pays"."""
    return any(
        sort in {word.payload.get("form"), word.payload.get("kind")}
        for word in discourse.source.words(table, hit.end + 1, hit.end + 2)
    )


def one_of_two(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    """ "Le premier a …, le second a …": of the two named last; "la visite du second": of these two."""
    verb = discourse.source.token_starting(hit.end)
    persons = discourse.focus.persons
    here = tuple(dict.fromkeys(k for i in before if i.type is EntityType.PERSON for k in i.keys))
    of = discourse.source.folded.startswith("du ", hit.start) or (
        preposition_before(discourse.source, hit.start) == "de"
    )
    if of and len(here) == 2 and (verb is None or verb.pos_ in _ENDS_PHRASE):
        key = here[hit.payload["kind"] == "second"]
        return Item(hit.start, hit.end, "anaphor", (key,), EntityType.PERSON, discourse.country_of(key))
    if of or len(persons) != 2 or verb is None or verb.pos_ not in {"VERB", "AUX", "PRON"}:
        return None
    key = persons[hit.payload["kind"] == "second"]
    return Item(hit.start, hit.end, "anaphor", (key,), EntityType.PERSON, discourse.country_of(key))
