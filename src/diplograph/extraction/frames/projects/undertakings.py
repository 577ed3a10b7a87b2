"""Who takes part in works by what is said around them: the agreement on them, tasks, funds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import (
    as_principals,
    chained,
    governor,
    keys_of,
    whole_subject,
)
from diplograph.extraction.frames.common.stated_parties import with_partners
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.frames.projects.partaking import (
    BUILDERS,
    NOUNS,
    OBJECT,
    givers,
    is_verb,
    suppliers,
)
from diplograph.extraction.frames.projects.retold import addition
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import AGREEMENT_CLASSES, Status

_REACH = 130
_MOST = 14  # characters within which the noun of an agreement begins its reading
_SCOPE = re.compile(r" [^;:.]*")
_PART_REACH = 40
_LED = 16
_IT = pattern(r"{edge}{the}$")
_QUI = pattern(r",? qui {the}$")
_FIRM_REACH = 60
_GROUP_REACH = 70
_AND_BY = pattern(r"{brackets}?,? {and}")
_OBJECT_OF = pattern(r", (?:{word}{1,2}l')?objet {of}{det}?{word}?")
_FOR = pattern(r" (?:{for}|{of}){det}?{word}?")
_SEVERAL = 2
_OF_OTHERS = pattern(r" (?:{of}|{to})")
_NEW_CLAUSE = pattern(r"[;:] {det}?{word}{0,2}$|,? {and}{det}?$")
_ARE = pattern(r" {is}")
_THIS_TEXT = pattern(r"\W*(?:{this}|{the}){word}?")
_TEXT_BEFORE = 160
_IT_IS = pattern(r"{edge}(?:{he}|{latter}){word}{0,2}$")
_BREAK = re.compile(r"[,;:.(]")


def undertaken(sentence: Sentence, projects: Sequence[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """Projects with the parties of the agreement on them, where nobody else is said to build them."""
    signed = [d for d in drafts if d.type in AGREEMENT_CLASSES and d.get("party")]
    return [_with_parties(sentence, project, signed) for project in projects] if signed else list(projects)


def _with_parties(sentence: Sentence, project: Draft, signed: Sequence[Draft]) -> Draft:
    begin = project.name_start
    low = max(sentence.start, begin - _REACH)
    nouns = [n for n in sentence.source.cues("agreements", low, begin) if _is_text(n)]
    if not nouns:
        return _of_object(sentence, project, signed)
    noun, own = nouns[-1], project.get("participant")
    if not _SCOPE.fullmatch(sentence.folded(noun.end, begin)):
        return project
    if sentence.source.cues("undertakings", noun.end, noun.end + _MOST, "trade"):
        return project
    on = next((d for d in signed if d.start - _MOST <= noun.start < d.end), None)
    if on is None or on.status is Status.DENIED:
        return project
    parties = as_principals(sentence, tuple(map(str, on.get("party"))))
    if own and not set(own) <= set(parties):
        return project
    firms = _firms(parties)
    others = () if own else _without_towns(parties)
    return project.having(participant=tuple(dict.fromkeys((*own, *(firms or others)))))


def _without_towns(parties: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(p for p in parties if not p.startswith(("city/", "region/")))


def _firms(parties: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the parties who build or pay where a state only signs: not states, nor persons."""
    return tuple(p for p in _without_towns(parties) if not p.startswith(("country/", "person/")))


def _of_object(sentence: Sentence, project: Draft, signed: Sequence[Draft]) -> Draft:
    """ "Le projet de câble X, objet de l'accord conclu par A et B": theirs."""
    for noun in sentence.source.cues("agreements", project.end, min(sentence.end, project.end + _PART_REACH)):
        on = next((d for d in signed if d.start - _MOST <= noun.start < d.end), None)
        if on is None or not _OBJECT_OF.fullmatch(sentence.folded(project.end, noun.start)):
            continue
        parties = _without_towns(tuple(map(str, on.get("party"))))
        return project.having(participant=as_principals(sentence, parties))
    return project


def _is_text(hit: Hit[Entry]) -> bool:
    return hit.payload["form"] in {"noun", "weak"}


def find_undertakers(sentence: Sentence, works: Works, projects: Sequence[Draft]) -> Iterator[Draft]:
    """Who does or pays a part of the project that the sentence tells, or that was told right before it."""
    again = works.mentioned(sentence)[:1]
    name = projects[0].name if len(projects) == 1 else ""
    if not projects:
        name = again[0].name if again else works.at_hand(sentence)
    if not name:
        return
    parties = _of_text(sentence, works, projects)
    if parties:
        noun = projects[0]
        yield addition(
            name, {"participant": parties}, (noun.start, noun.end), "undertakings", noun.name_start
        )
    found: list[Item] = []
    for cue in sentence.words("undertakings"):
        form = cue.payload["form"]
        if form == "does":
            found += (
                suppliers(sentence, cue, projects[0])
                if projects and cue.end <= projects[0].name_start
                else _doers(sentence, cue, beside=bool(projects))
                if len(projects) < _SEVERAL
                else []
            )
        elif form == "is" and not projects:
            found += [i for i in whole_subject(sentence, cue.start, kinds=BUILDERS) if i.end <= cue.start]
        elif form == "part" and not projects:
            found += _given(sentence, cue)
        elif form in {"done", "led"} and not projects:
            found += [i for i in _agents(sentence, cue) if i not in found]
        elif form == "gift" or (form == "role" and not projects):
            found += [i for i in givers(sentence, cue, projects, again) if i not in found]
        elif form == "picks" and not projects:
            found += _picked(sentence, cue)
        elif form == "pays":
            found += _payers(sentence, cue) or ([] if projects else _agents(sentence, cue))
        elif form == "group":
            found += _members(sentence, cue)
        elif form == "role" and projects:
            found += [i for i in _players(sentence, cue, works, projects) if i not in found]
    found += [i for i in _of_it(sentence, works, projects) if i not in found]
    found += [i for i in _funders(sentence, projects) if i not in found]
    keys = as_principals(sentence, keys_of(found))
    keys = tuple(key for key in keys if not key.startswith("person/"))
    if keys:
        stretch = min(i.start for i in found), max(i.end for i in found)
        yield addition(name, {"participant": keys}, stretch, "undertakings", found[0].start)


def _of_text(sentence: Sentence, works: Works, projects: Sequence[Draft]) -> tuple[str, ...]:
    """The parties of the text told right before: "Ces conventions portent sur la construction de X"."""
    told = works.text
    if len(projects) != 1 or told is None or projects[0].get("participant") or told.start >= sentence.start:
        return ()
    nouns = [
        n for n in sentence.source.cues("agreements", sentence.start, sentence.start + _LED) if _is_text(n)
    ]
    if not nouns or sentence.start - told.end > _TEXT_BEFORE:
        return ()
    if not _THIS_TEXT.fullmatch(sentence.folded(sentence.start, nouns[0].start)):
        return ()
    if re.search(r"[;:.]| [,(]", sentence.folded(nouns[0].end, projects[0].name_start)):
        return ()
    parties = as_principals(sentence, tuple(map(str, told.get("party"))))
    if len(parties) < _SEVERAL:
        return ()  # the other is told elsewhere
    if any(party.startswith("company/") for party in parties):
        return _firms(parties)
    return tuple(p for p in _without_towns(parties) if not p.startswith("person/"))


def _funders(sentence: Sentence, projects: Sequence[Draft]) -> list[Item]:
    """ "Le métro d'A sera prolongé ; B et C se partagent le financement": told after the one project."""
    if len(projects) != 1:
        return []
    for cue in sentence.source.cues("project_starts", projects[0].end, sentence.end, "funds")[:1]:
        payers = [i for i in whole_subject(sentence, cue.start, kinds=BUILDERS) if i.start < cue.start]
        if payers and _NEW_CLAUSE.search(sentence.folded(projects[0].end, payers[0].start)):
            return payers
    return []


def _players(sentence: Sentence, cue: Hit[Entry], works: Works, projects: Sequence[Draft]) -> list[Item]:
    """ "A salué le rôle de B dans la mise en œuvre de ce projet"."""
    near = sentence.after(cue.end, kinds=BUILDERS, until=cue.end + _LED)
    owners = sentence.genitive(cue.end - 1, kinds=BUILDERS) or near
    if not owners:
        return []
    end = owners[-1].end
    again = [m.start for m in works.mentioned(sentence)] + [p.name_start for p in projects]
    named = [h.start for h in sentence.source.cues("projects", end, end + _FIRM_REACH, "named")]
    ahead = [at for at in (*again, *named) if end < at < end + _FIRM_REACH]
    return owners if ahead and not sentence.has_finite_verb(end, min(ahead)) else []


def _of_it(sentence: Sentence, works: Works, projects: Sequence[Draft]) -> list[Item]:
    """ "…, selon A, qui le développera en partenariat avec B et C": the project told right before."""
    for verb in sentence.source.cues("project_starts", sentence.start, sentence.end, *NOUNS):
        if not _IT.search(sentence.source.folded, max(sentence.start, verb.start - _LED), verb.start):
            continue
        if not is_verb(sentence, verb):
            continue
        doers = [i for i in whole_subject(sentence, verb.start, kinds=BUILDERS) if i.end <= verb.start]
        relative = _QUI.search(sentence.source.folded, max(sentence.start, verb.start - _LED), verb.start)
        if relative:
            doers = [i for i in sentence.before(verb.start, kinds=BUILDERS) if i.end == relative.start()]
        until = min(sentence.end, verb.end + 2 * _FIRM_REACH)
        partners = with_partners(sentence, verb.end, until) if doers else []
        return [*doers, *(i for i in partners if i not in doers)]
    return []


def _doers(sentence: Sentence, cue: Hit[Entry], *, beside: bool = False) -> list[Item]:
    """ "A se chargera du génie civil", "B livrera les turbines".

    Args:
        beside: whether the works are told in the same sentence, so that a part of others may be meant.
    """
    parts = sentence.source.cues("undertakings", cue.end, min(sentence.end, cue.end + _PART_REACH), "part")
    if not parts or not OBJECT.fullmatch(sentence.folded(cue.end, parts[0].start)):
        return []
    if beside and _OF_OTHERS.match(sentence.source.folded, parts[0].end, sentence.end):
        return []  # "…, A livrera les rames du métro de Y"
    doers = [i for i in whole_subject(sentence, cue.start, kinds=BUILDERS) if i.end <= cue.start]
    return [i for i in doers if sentence.preposition(i) not in members("of")]  # "A, filiale de B, et C"


def _given(sentence: Sentence, part: Hit[Entry]) -> list[Item]:
    """ "Le génie civil a été confié à A", "la maintenance sera assurée par B"."""
    until = min(sentence.clause_end(part.end), part.end + _FIRM_REACH)
    for cue in sentence.source.cues("project_starts", part.end, until, "given")[:1]:
        firms = sentence.after(cue.end, kinds=BUILDERS, until=cue.end + _FIRM_REACH)
        if firms and not re.search(r"[;:.]", sentence.folded(cue.end, firms[0].start)):
            return chained(sentence, firms[0], firms)
    firms = sentence.after(part.end, kinds=BUILDERS, until=until)
    agent = next((i for i in firms if governor(sentence, i) == "par"), None)
    passive = agent is not None and not re.search(r"[,;:(]", sentence.folded(part.end, agent.start))
    return chained(sentence, agent, firms) if agent is not None and passive else []


def _agents(sentence: Sentence, cue: Hit[Entry]) -> list[Item]:
    """ "Il est financé à 75 % par A et à 25 % par B", "Porté par A, ce projet …": the project is meant."""
    until = min(sentence.end, cue.end + _FIRM_REACH)
    firms = sentence.after(cue.end, kinds=BUILDERS, until=sentence.end)
    by = sentence.folded(cue.start, cue.end).endswith(" par")
    agent = next((i for i in firms if i.start < until and (by or governor(sentence, i) == "par")), None)
    if agent is None or re.search(r"[;:.(]|, ", sentence.folded(cue.end, agent.start)):
        return []
    if sentence.has_finite_verb(cue.end, agent.start):
        return []
    low = sentence.clause_start(cue.start)
    before = sentence.folded(low, cue.start)
    told = bool(_IT_IS.search(before)) or not before.strip(" «")
    told = told or bool(sentence.source.cues("undertakings", low, cue.start, "money", "part"))
    told = told or bool(sentence.source.cues("projects", low, cue.start))
    return chained(sentence, agent, firms) if told else []


def _picked(sentence: Sentence, cue: Hit[Entry]) -> list[Item]:
    """ "…, qui a retenu A pour la construction et la gestion"."""
    firms = sentence.after(cue.end, kinds=BUILDERS, until=min(sentence.end, cue.end + _FIRM_REACH))
    if not firms or not OBJECT.fullmatch(sentence.folded(cue.end, firms[0].start)):
        return []
    taken = chained(sentence, firms[0], firms)
    parts = sentence.source.cues("undertakings", taken[-1].end, taken[-1].end + _PART_REACH, "part")
    task = parts and _FOR.fullmatch(sentence.folded(taken[-1].end, parts[0].start))
    return taken if task else []


def _payers(sentence: Sentence, cue: Hit[Entry]) -> list[Item]:
    """ "850 M€ viendront de quinze bailleurs, parmi lesquels A et B", "260 M€ seront apportés par C"."""
    low = max(sentence.start, cue.start - _FIRM_REACH)
    money = any(low <= a.span.start < cue.start and a.amount.unit.isupper() for a in sentence.amounts)
    if not money and not sentence.source.cues("undertakings", low, cue.start, "money"):
        return []
    until = min(sentence.end, cue.end + _GROUP_REACH)
    for example in sentence.source.cues("companions", cue.end, until, "example")[:1]:
        firms = sentence.after(example.end, kinds=BUILDERS, until=sentence.end)
        if firms and firms[0].start - example.end < _PART_REACH:
            return chained(sentence, firms[0], firms)
    firms = sentence.after(cue.end, kinds=BUILDERS, until=sentence.end)
    if not firms or firms[0].start - cue.end > _PART_REACH:
        return []
    return (
        []
        if re.search(r"[,;:.]", sentence.folded(cue.end, firms[0].start))
        else chained(sentence, firms[0], firms)
    )


def _members(sentence: Sentence, group: Hit[Entry]) -> list[Item]:
    """ "Un groupement formé de A, de B et de C", "le consortium que forment A, B et C"."""
    until = min(sentence.end, group.end + _GROUP_REACH)
    found: list[Item] = []
    for led in sentence.source.cues("undertakings", group.end, until + _PART_REACH, "led"):
        firms = sentence.after(led.end, kinds=BUILDERS, until=led.end + _PART_REACH)[:1]
        joined = not found or _AND_BY.fullmatch(sentence.folded(found[-1].end, led.start))
        if not firms or not joined or _BREAK.search(sentence.folded(led.end, firms[0].start)):
            break
        found += firms  # "mené par A et complété par B"
    if found:
        return found
    lenders = sentence.source.cues("undertakings", sentence.start, group.start, "lenders")[-1:]
    are = lenders and _ARE.match(sentence.source.folded, group.end, sentence.end)
    if are:  # "les partenaires d'Alstom dans le consortium sont A et B"
        firms = sentence.after(are.end(), kinds=BUILDERS, until=sentence.end)
        near = [i for i in firms[:1] if i.start - are.end() < _PART_REACH]
        return [
            *sentence.genitive(lenders[0].end, kinds=BUILDERS),
            *(chained(sentence, near[0], firms) if near else []),
        ]
    for cue in sentence.source.cues("memberships", group.start, until, "gathers", "consortium")[:1]:
        firms = sentence.after(cue.end, kinds=BUILDERS, until=sentence.end)
        if firms and firms[0].start - cue.end < _PART_REACH:
            named = sentence.after(group.end, kinds=BUILDERS, until=cue.start)[:1]
            return [*named, *chained(sentence, firms[0], firms)]
    return []
