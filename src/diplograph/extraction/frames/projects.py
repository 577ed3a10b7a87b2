"""Projects: works, programmes and initiatives with an identity, and institutions still to be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.builders import NOUNS, builders
from diplograph.extraction.frames.naming import apposed, opened, quoted, several, works_named
from diplograph.extraction.frames.numbering import another, numbered, rebuilt_line
from diplograph.extraction.frames.parties import keys_of
from diplograph.extraction.frames.programmes import titled
from diplograph.extraction.frames.renewal import renewed
from diplograph.extraction.frames.siting import beginning_of, places_of
from diplograph.extraction.frames.sums import sum_between
from diplograph.extraction.frames.titles_of_works import GENERIC, proper_name
from diplograph.extraction.frames.trading import trade_of
from diplograph.extraction.items import Item
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.source import is_quoted
from diplograph.extraction.status import status_of, visit_before
from diplograph.knowledge import Entry, Hit
from diplograph.model import PLACES, EntityType, Status, Value

_OTHERS = frozenset({"none", "last", "joint"})  # read elsewhere, or no projects
_RUN = frozenset({"works", "sized", "numbered"})  # what is there, and whose: the verb makes no project of it
_REFLEXIVE = re.compile(r"(?:^|[ ,(])(?:s'|se )$")
_PARTICIPLE = re.compile(r"ée?s?$")
_HAVING = re.compile(r"\b(?:a|ont|avait|avaient|ayant|avoir|aura) (?!ete )(?:[\w-]+ )?$")
_NO_STARTS = frozenset({"passive", "due", "given", "gives", "funds"})
# "l'ouverture, en 2024, d'écoles", "la construction en Inde de deux usines"
_SPLIT = re.compile(
    r"(?:, [^,;:.]{2,40},| (?:en|au|aux|a|dans) [^,;:.]{2,30}) "
    r"(?:de la |de l'|de |d'|du |des )(?:[\w'-]+ ){0,3}$"
)
_WITH = re.compile(r",? avec (?:la |le |l'|les )?")
_IN_APPOSITION = re.compile(r"(?: \([^()]{1,30}\))?, (?:(?:le |la |l')?(?!et |de |du |des |a )[\w'-]+ ){1,4}")
_NAMED_AFTER_SITES = ("energy", "mining")
_FOR_NETWORK = re.compile(r"^[^,;:.]{0,40}\b(?:pour le|au|a l'intention du|destinees? au) $")
_FOREIGN = re.compile(r"\s(?:[A-ZÉÈ][\w’'-]*|[A-Z]*\d[A-Z\d]*) $")
_ARTICLE = re.compile(r" ?(?:le |la |l'|les |un |une |au |du |de la |de l')?(?:[\w-]+ )?")
_LANDMARK, _PIECE = 40, 24
_LINE_NUMBER = re.compile(r"\s*(?:\d{1,2}|[IVX]{1,4}|[a-z])[.)°][ -–]*")
_AFTER = frozenset({"passive", "due"})
_ASIDE = re.compile(
    r"(?: (?!qui |que |qu'|dont )[\w'-]+){0,6}, (?:qui|que|qu'|dont|auquel|auxquels|a laquelle|ou) ?[^;:.()]{3,120}?,"
    r" (?=(?:a|ont|est|sont|sera|seront|doit|doivent|devrait|reste|verra|ouvrira|demarrera|avait|etait)\b)"
)
_WHICH = re.compile(r"(?: [\w'-]+)? qui ")
_RELATED = 90
_CALLED = re.compile(r", une? (?:[\w-]+ )?$")  # "construira ANGOSAT, un satellite"
_RELATIVE = re.compile(r"[^.;:()]{0,60}?,? qu(?:e |')")  # "la mine de X, que développe Y"
_START_REACH = 40
_AGREED = 90
_FOR = re.compile(r"[^,;:.]{0,60}(?: pour| en vue| portant sur| relatif| relative| sur)")
_AND_ALSO = re.compile(r" (?:et|puis) [\w-]+ ")
_OBJECT_REACH = 80
_EXISTING = re.compile(r" (?:existante?s?|actuel(?:le)?s?)$")
_PASSIVE_REACH = 60
_PROPER = re.compile(r"[A-ZÀ-ÖØ-Þ0-9]")
_TELLING = ("participant", "place", "amount")
_SUBJECT_REACH = 24
_THIS = re.compile(r"(?:^|[\s(])(?:ce|le|cette|la|l') ?$")
_MOST_AT_ONCE = 6
_OF_IT = frozenset({"du", "de", "dans"})
_YEARS = re.compile(r"\b(20\d\d) ?[-–/] ?20\d\d\b")
_VAGUE = frozenset({"industry", "transport"})  # what "usine" and "corridor" alone say


def find_projects(sentence: Sentence) -> Iterator[Draft]:
    """Projects that one sentence names."""
    hits = [h for h in sentence.words("projects") if h.payload["form"] not in _OTHERS]
    taken, told = sentence.start, 0
    for hit in hits:
        if hit.start < taken or _is_quantity(sentence, hit) or _announces(sentence, hit):
            continue
        if _is_listed_text(sentence, hit) or _is_landmark(sentence, hit) or _is_in_foreign_name(sentence, hit):
            continue
        form = hit.payload["form"]
        started = _starter(sentence, hit)
        runs = started is not None and started.payload["form"] == "runs"
        begun = None if runs else started
        if form != "named" and _is_component(sentence, hits, started.start if started else hit.start):
            continue
        if begun is None and _is_customer(sentence, hit):
            continue
        each = several(sentence, hit, begun)
        if each:
            for start, end, name in each:
                yield _draft(sentence, hit, start, end, name, started, each=True)
            taken = max(taken, each[-1][1])
            continue
        found: tuple[int, int, str] | None = None
        if form == "named":
            found = titled(sentence, hit, begun)
        elif form in {"works", "sized"}:
            found = apposed(sentence, hit)
            found = found or works_named(sentence, hit, begun) or quoted(sentence, hit)
        elif form == "start":
            found = quoted(sentence, hit) if started or hit.payload["sector"].startswith("mining") else None
            found = found or apposed(sentence, hit) or opened(sentence, hit, started)
        if form == "numbered":
            found = numbered(sentence, hit, started) or rebuilt_line(sentence, hit, begun)
        if found is None:
            continue
        start, end, name = found
        if _EXISTING.search(sentence.folded(start, end)):
            continue
        if begun is None and told and not proper_name(name) and _IN_APPOSITION.fullmatch(sentence.folded(told, start)):
            continue  # "la ferme solaire de X, premier parc du pays"
        told = end
        if form == "named" and start < hit.start:  # "apporte 100 M€ à X, le programme de …"
            started = started or _starter(sentence, Hit(start, start + len(name), hit.payload))
        draft = _draft(sentence, hit, start, end, name, started)
        vague = form == "start" or is_quoted(sentence.source, start)
        if vague and not _PROPER.search(name, 1) and not any(map(draft.get, _TELLING)):
            continue  # works of which nothing is said
        taken = max(taken, end)
        yield draft
        more = another(sentence, hit, end) if form != "named" else None
        if more:
            yield _draft(sentence, hit, more.start, more.end, more.name, more.started, each=True)
    for started, head, item in renewed(sentence):
        if head is not None and item.end > taken:
            verb = started.payload["form"] in {"create", "passive"} or started.payload["status"]
            start = item.start if verb else started.start
            name = sentence.source.quote(start, item.end)
            yield _draft(sentence, head, start, item.end, name, started)


def _is_component(sentence: Sentence, hits: Sequence[Hit[Entry]], offset: int) -> bool:
    """Whether a project's own description tells the works: "le projet prévoit la construction d'un canal"."""
    low = max(sentence.start, offset - 2 * _PASSIVE_REACH)
    for verb in sentence.source.cues("project_measures", low, offset):
        if sentence.has_finite_verb(verb.end, offset):
            continue
        for hit in hits:
            near = 0 < verb.start - hit.end < _SUBJECT_REACH and hit.payload["form"] == "named"
            if near and _THIS.search(sentence.folded(hit.start - 8, hit.start)):
                return not sentence.has_finite_verb(hit.end, verb.start)
    return False


def _announces(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a noun only announces somebody's name: "le fonds souverain | Samruk-Kazyna"."""
    return any(
        i.start <= hit.start < i.name_start and i.type is EntityType.COMPANY for i in sentence.items if i.lead
    )


def _is_listed_text(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a line of a numbered list begins with it: "7. Plan de coordination …" is a text signed."""
    return hit.payload["form"] == "named" and bool(
        _LINE_NUMBER.fullmatch(sentence.source.text[sentence.start : hit.start])
    )


def _is_landmark(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether works only tell where something else is: "la conduite qui rejoint le barrage de X"."""
    cues = sentence.source.cues("sites", hit.start - _LANDMARK, hit.start, "end")
    return bool(cues) and _ARTICLE.fullmatch(sentence.folded(cues[-1].end, hit.start)) is not None


def _is_customer(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a network only buys: "treize rames pour le métro de X", "Thales et le Métro de X"."""
    if hit.payload["sector"] != "transport.rail" or hit.payload["form"] != "works" or " " in sentence.folded(hit.start, hit.end):
        return False
    text = sentence.source.text
    if text[hit.start].isupper() and text[sentence.start : hit.start].strip(" -–—«\""):
        return True
    if text[hit.end : hit.end + 1] == " " and text[hit.end + 1 : hit.end + 2].isupper():
        return True  # "le métro Metropolis": a make
    low = max(sentence.start, hit.start - _PASSIVE_REACH)
    bought = sentence.source.cues("undertakings", low, hit.start, "part")
    return bool(bought) and _FOR_NETWORK.search(sentence.folded(bought[-1].end, hit.start)) is not None


def _is_in_foreign_name(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the noun ends a foreign name, which tells the project: "le Trans Adriatic Pipeline"."""
    text = sentence.source.text
    return text[hit.start].isupper() and _FOREIGN.search(text, sentence.start, hit.start) is not None


def _is_quantity(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """ "un parc de 120 avions" apart, works counted by the dozen are no project: "cent trente centrales"."""
    return any(
        a.span.start <= hit.start < a.span.end and a.amount.value > _MOST_AT_ONCE for a in sentence.amounts
    )


def _starter(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """The word that brings the works about ("construction de", "ouverture prochaine d'"), near before."""
    starts = sentence.words("project_starts")
    visited = visit_before(sentence, hit.start)
    found = [
        s
        for s in starts
        if s.end <= hit.start
        and s.payload["form"] not in (_NO_STARTS if hit.payload["form"] in _RUN else _NO_STARTS | {"runs"})
        and _is_verb_or_noun(sentence, s)
        and s.start > visited
        and _brings(sentence, s, hit)
    ]
    if found:
        return found[-1]
    relative = _RELATIVE.match(sentence.source.folded, hit.end, sentence.end)
    begun = relative.end() if relative else sentence.end
    for verb in starts:
        if begun <= verb.start < begun + _START_REACH and verb.payload["form"] in NOUNS:
            return verb
    aside = _ASIDE.match(sentence.source.folded, hit.end, sentence.end)
    if aside and visited < 0:  # "le projet de X, que mène A, | a été suspendu"
        late = [s for s in starts if s.payload["form"] in _AFTER and 0 <= s.start - aside.end() < _START_REACH]
        if late and not sentence.has_finite_verb(aside.end(), late[0].start):
            return late[0]
    which = _WHICH.match(sentence.source.folded, hit.end, sentence.end)
    if which:  # "un centre qui porterait son nom | est envisagé à X"
        late = [s for s in starts if s.payload["form"] == "due" and which.end() <= s.start < which.end() + _RELATED]
        if late and not re.search(r"[,;:.]", sentence.folded(which.end(), late[0].start)):
            return late[0]
    limit = min(sentence.clause_end(hit.end), hit.end + _PASSIVE_REACH)
    if visited >= 0:
        return None  # "une visite de l'usine est prévue"
    after = [s for s in starts if s.payload["form"] in {"passive", "due"} and hit.end <= s.start < limit]
    return after[0] if after and not sentence.has_finite_verb(hit.end, after[0].start) else None


def _is_verb_or_noun(sentence: Sentence, start: Hit[Entry]) -> bool:
    """Whether a word that begins works is no reflexive ("s'étendre") nor a participle ("prolongé de …")."""
    if _REFLEXIVE.search(sentence.folded(start.start - 4, start.start)):
        return False
    word = sentence.source.text[start.start : start.end]
    if " " in word or not _PARTICIPLE.search(word):
        return True
    return bool(_HAVING.search(sentence.folded(start.start - 20, start.start)))


def _brings(sentence: Sentence, start: Hit[Entry], hit: Hit[Entry]) -> bool:
    between = sentence.folded(start.end, hit.start)
    if between.count(",") % 2:
        between = _CALLED.sub("", between)
    beside = _company_at(sentence, start.end, hit.start) - start.end
    between = between[:beside].rstrip(" ,") if beside < len(between) else between
    if re.search(r"[;:.]", between):
        return False
    if start.payload["form"] == "apart":
        return len(between) <= _OBJECT_REACH and _SPLIT.match(between) is not None
    parts = sentence.source.cues("undertakings", start.end, hit.start, "part")
    if parts and _FOR_NETWORK.search(sentence.folded(parts[-1].end, hit.start)):
        return False  # "a livré trois rames | au métro de X"
    token = sentence.source.token_starting(start.start)
    also = _AND_ALSO.match(between)  # "construira et exploitera une centrale"
    until = start.end + also.end() if also else start.end
    if token is not None and token.pos_ in {
        "VERB",
        "AUX",
    }:  # "ont inauguré hier, dans la région de X, l'usine"
        return (
            len(between) <= _OBJECT_REACH
            and between.count(",") in {0, 2}
            and not sentence.has_finite_verb(until, hit.start)
        )
    dated = any(start.end <= d.span.start < hit.start for d in sentence.dates)
    return len(between) <= _START_REACH and between.count(",") == (2 if dated else 0)


def _company_at(sentence: Sentence, start: int, end: int) -> int:
    """Where those begin with whom one acts: "a inauguré en mai |, aux côtés de A, de B et de C, le parc"."""
    beside = [c.start for c in sentence.source.cues("companions", start, end, "with")]
    aside = _WITH.search(sentence.source.folded, start, end)
    return min([end, *beside, *([aside.start()] if aside else [])])


def _draft(
    sentence: Sentence,
    hit: Hit[Entry],
    start: int,
    end: int,
    name: str,
    started: Hit[Entry] | None,
    *,
    each: bool = False,
) -> Draft:
    until = min(sentence.clause_end(end), end + 90)
    if started is not None and started.start >= end:  # "le centre de X, qui sera inauguré à A"
        until = max(until, min(sentence.clause_end(started.end), started.end + _PASSIVE_REACH))
    quoted = any(mark in sentence.source.text[start:end] for mark in '«"“')
    inside = [
        i
        for i in sentence.items
        if start <= i.start < end
        and i.type in PLACES
        and not quoted
        and (
            (each and not hit.payload["sector"].startswith(_NAMED_AFTER_SITES))
            or _is_place(sentence, i, hit.payload["sector"])
        )
    ]
    around = _whose_part(sentence, start) or places_of(sentence, start, end, until, started)
    nations = [i for i in sentence.items if i.kind == "adjective" and hit.end <= i.start < end]
    if nations and not nations[0].is_plural:  # "la première centrale égyptienne, dans le nord du pays"
        around = [nations[0] if i.kind == "anaphor" else i for i in around]
    if any(i.kind == "name" for i in (*inside, *around)):  # "à A, dans le nord du pays": A
        around = [i for i in around if i.kind != "anaphor"]
    own, *also = hit.payload["sector"].split("|")
    sectors = [
        h.payload.code
        for h in sentence.sectors
        if start <= h.start < end
        and (not own or not hit.start <= h.start < hit.end or h.payload.code.startswith(own))
    ]
    if (
        own
        and not (own in _VAGUE and sectors)
        and not any(
            code.startswith(own) or (own in GENERIC and code.startswith("energy.")) for code in sectors
        )
    ):
        sectors = [own, *also, *sectors]
    if sectors == ["transport"]:  # "le corridor vertical, qui amènera le gaz", "le corridor nord, … le fret"
        near = [h.payload.code for h in sentence.sectors if end <= h.start < min(sentence.end, end + _START_REACH)]
        energy = [code for code in near if code.startswith("energy.")]
        sectors = energy[:1] or sectors
    sectors = [c for c in sectors if not any(other.startswith(f"{c}.") for other in sectors)]
    title = hit.payload["form"] == "named" and sentence.source.text[start].isupper()
    owners = [i for i in inside if i.type is EntityType.COUNTRY and title]
    who = builders(sentence, start, end, started) or keys_of(owners)
    if not who and hit.payload["form"] == "named":  # "le programme spatial indien X"
        own_nation = [i for i in sentence.items if i.kind == "adjective" and hit.end <= i.start < end]
        who = keys_of(own_nation[:1]) if own_nation and not own_nation[0].is_plural else ()
    if sectors == ["industry"] or (not sectors and hit.payload["form"] == "start"):
        sectors = list(trade_of(sentence, who)) or sectors
    roles: dict[str, tuple[Value, ...]] = {
        "participant": who,
        "place": keys_of([*(i for i in inside if i not in owners), *around]),
        "sector": tuple(dict.fromkeys(sectors)),
        "amount": sum_between(sentence, end, until)
        or (sum_between(sentence, started.end, start) if started else ()),
        "start": beginning_of(sentence, start, end, started)
        or _first_year(name if hit.payload["form"] != "named" else sentence.source.text[start:until]),
    }
    default = Status(started.payload["status"] or Status.ACTUAL) if started else Status.ACTUAL
    if started is not None and default is Status.ACTUAL and _is_agreed(sentence, started):
        default = Status.PLANNED
    if started is not None and _is_stopped(sentence, started):
        default = Status.DENIED
    proper = proper_name(name)
    return Draft(
        "Project",
        roles,
        min(start, started.start if started else start),
        end,
        hit.payload.rule,
        status=status_of(sentence, min(start, started.start if started else start), end, default=default),
        name=name,
        name_start=start,
        forms=tuple(
            dict.fromkeys((*_forms(name, sentence.source.quote(start, end)), *([proper] if proper else [])))
        ),
        confidence=0.65,
    )


def _whose_part(sentence: Sentence, start: int) -> list[Item]:
    """The country whose part of the works is told: "le tronçon géorgien du chemin de fer X"."""
    return [
        i
        for i in sentence.items
        if i.kind == "adjective"
        and not i.is_plural
        and i.end < start
        and sentence.folded(i.end, start) in {" du ", " de la ", " de l'", " des "}
        and sentence.source.cues("undertakings", i.start - _PIECE, i.start, "part")
    ]


def _first_year(name: str) -> tuple[str, ...]:
    """When a plan begins that is told by its years: "le plan 2012-2017"."""
    match = _YEARS.search(name)
    return (match.group(1),) if match else ()


def _is_place(sentence: Sentence, item: Item, sector: str) -> bool:
    """Whether something within a project's description is where it is: a name, "du pays".

    Power stations and mines are named after their site, which a lesser town's name is there: "le parc éolien
    de Taza".
    """
    if item.kind == "name":  # a name that no table knows is the works' own: "le parc éolien de Mirny"
        knowledge, key = sentence.source.knowledge, item.keys[0]
        own = sector.startswith(_NAMED_AFTER_SITES)  # then only towns that everybody knows
        known = key in knowledge.gazetteer.entities or (not own and knowledge.entity(key) is not None)
        return known or bool(sentence.places(item.start, item.end))
    return item.kind == "anaphor" and sentence.preposition(item) in _OF_IT


def _is_stopped(sentence: Sentence, started: Hit[Entry]) -> bool:
    """Whether what begins the works is itself given up: "a gelé la construction de …"."""
    low = max(sentence.clause_start(started.start), started.start - _START_REACH)
    cues = sentence.source.cues("project_starts", low, started.start)
    return any(
        cue.payload["status"] == Status.DENIED.value and "," not in sentence.folded(cue.end, started.start)
        for cue in cues
    )


def _is_agreed(sentence: Sentence, started: Hit[Entry]) -> bool:
    """Whether an agreement is on what begins the works: "un accord pour la construction de …"."""
    low = max(sentence.clause_start(started.start), started.start - _AGREED)
    texts = sentence.source.cues("agreements", low, started.start)
    return bool(texts) and bool(_FOR.match(sentence.folded(texts[-1].end, started.start)))


def _forms(name: str, found: str) -> tuple[str, ...]:
    placed = re.sub(r",? (?:à|au|en) [A-ZÉ].*$", "", name)
    sized = re.sub(r" de \d[\d ,.]* ?\w+$", "", name)  # "une centrale de 330 MW" is not every "centrale"
    shorter = placed if " " not in sized else re.sub(r",? (?:à|au|en) [A-ZÉ].*$", "", sized)
    return tuple(form for form in dict.fromkeys((found, shorter)) if form != name and len(form) > 3)
