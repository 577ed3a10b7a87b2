"""Agreements of every class: their parties, date, sectors, amount and stage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.parties import (
    as_principals,
    completed,
    counterpart,
    firm_in_focus,
    governor,
    is_with_stranger,
    keys_of,
    stated_parties,
    with_partners,
)
from diplograph.extraction.frames.series import Lead, continues
from diplograph.extraction.frames.sums import sum_between
from diplograph.extraction.frames.works import Works
from diplograph.extraction.items import Item
from diplograph.extraction.lists import codes, sectors_after
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.source import phrase_end
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language import DateMention
from diplograph.model import ACTORS, ORGANIZATIONS, EntityType, Status

_DEFINITE = re.compile(r"(?:^|[\s(])(?:le|l'|du|de l'|au|a l'|cet|ce|la|de la|a la|cette) ?$")
_TITLE = re.compile(r" (?:de |d'|du |des |sur |pour )")
_BREVITY = re.compile(r" (?:entre|du \d|de \d|d'une part)")
_COORDINATED = re.compile(r"(?:^|[\s,])(?:et|ou|ainsi que|,|ainsi qu'une?|de meme que)(?: |$)")
_BOUND = frozenset({"", "a", "au", "aux"})
_OBJECT = re.compile(r" (?:le|la|l'|les|un|une|son|sa|leur|ce|cet|cette) ?$")
_RECIPIENT = frozenset({"a", "au", "aux"})
_UNTIL = re.compile(r"(?:d'ici|jusqu'en|jusqu'au|jusqu'a) ")
_PLUPERFECT = re.compile(r"\b(?:avai(?:t|ent)|n'avai(?:t|ent)) ")
_ASIDE = re.compile(r", (?:avec|entre) [^;:.]{0,160}, (?:une?|des|le|la|l'|trois|deux) ?(?:[\w-]+ )?$")
_OWN = re.compile(r"(?:^|[\s(])(?:notre|leur|nos|leurs) (?:[\w-]+ )?$")
_WITHIN = re.compile(r"(?:^|[\s(])dans (?:une|leur|la|cette) $")
_AND = re.compile(r"\b(?:et|puis|mais|ou) (?:[a-z]+ )?$")
_VERB_REACH = 90
_DATE_REACH = 60
_SUPPLIED = frozenset({EntityType.COUNTRY, EntityType.COMPANY, EntityType.PUBLIC_BODY})
_BETWEEN_STATES = frozenset({"IntergovernmentalAgreement", "Treaty"})
_STATES = frozenset({EntityType.COUNTRY, EntityType.REGION, EntityType.INTERNATIONAL_ORGANIZATION})
_BILATERAL = frozenset(
    {
        "IntergovernmentalAgreement",
        "JointDeclaration",
        "Agreement",
        "Treaty",
        "MemorandumOfUnderstanding",
        "Partnership",
    }
)


def find_agreements(sentence: Sentence, works: Works) -> Iterator[Draft]:
    """Agreements that one sentence states: named, signed, or between stated parties.

    Args:
        works: what earlier sentences told; this one may detail agreements that the last summed up.
    """
    hits = [hit for hit in sentence.words("agreements") if hit.payload["form"] != "idiom"]
    taken = sentence.start
    lead, works.signed = works.signed, None
    for number, hit in enumerate(hits):
        if hit.start < taken:
            continue
        stops = [h.start for h in hits[number + 1 :]]
        title_end = _title_end(sentence, hit)
        if lead is not None and not continues(sentence, lead, hit):
            lead = None
        draft = _agreement(sentence, hit, title_end, stops, lead)
        if draft is None:
            continue
        yield draft
        taken = max(taken, title_end if draft.name else hit.end)
        verb = (
            lead.verb if lead else _governing_verb(sentence, hit, title_end, sentence.clause_end(title_end))
        )
        lead = Lead(lead.draft if lead else draft, verb, hit.end) if verb else None
        if lead is not None and lead.draft is draft and _is_plural(sentence, hit):
            works.signed = lead


def _verbs(sentence: Sentence) -> list[Hit[Entry]]:
    return sentence.words("agreement_verbs")


def _title_end(sentence: Sentence, hit: Hit[Entry]) -> int:
    """Where the agreement's own title ends; the noun's end when it has none."""
    text = sentence.source.text
    quoted = re.match(r" ?«[^»]{2,120}»", text[hit.end : sentence.end])
    if quoted:
        return hit.end + quoted.end()
    stops = [v.start for v in _verbs(sentence)]
    end = phrase_end(sentence.source, hit.start, sentence.end, commas=False, datives=False, stops=stops)
    sides = re.match(
        r"[^.;]{0,160}?, d'une part,? et [^.;,]{3,60}, d'autre part",
        sentence.source.folded[hit.end : sentence.end],
    )
    if sides and hit.end + sides.end() > end:
        end = hit.end + sides.end()
    return end


def _agreement(
    sentence: Sentence, hit: Hit[Entry], title_end: int, stops: list[int], lead: Lead | None
) -> Draft | None:
    entry = hit.payload
    plural = _is_plural(sentence, hit) and entry["class"] != "Partnership"
    until = min([*stops, sentence.clause_end(title_end)])
    capital = sentence.source.text[hit.start].isupper() and not _starts(sentence, hit.start)
    own = _governing_verb(sentence, hit, max(title_end, hit.end), until)
    verb = lead.verb if lead is not None and (own is None or own.end <= hit.start) else own
    items = stated_parties(sentence, hit.start, hit.end)
    items = items or _implied(sentence, hit)
    listed = _is_listed(sentence, hit) and not plural
    named = listed or _is_named(sentence, hit, title_end, capital=capital, plural=plural)
    loose = entry["class"] == "Partnership" and _is_plural(sentence, hit)
    if entry["form"] == "weak" and (verb is None or loose):
        return None
    amount = sum_between(sentence, hit.end, until)
    again = not (plural or named or items) and _is_definite(sentence, hit)
    if not (named or verb or items or (again and amount)) and not _is_prospect(sentence, hit, plural=plural):
        return None
    parties = keys_of(items)
    if lead is not None and len(parties) < 2:
        parties = tuple(str(key) for key in lead.draft.get("party")) or parties
    ended = _ended(sentence, hit)
    for told in (ended, verb):
        if told is not None and len(parties) < 2:
            parties = tuple(dict.fromkeys([*parties, *_signatories(sentence, told, until)]))
    if len(parties) < 2 and entry["class"] == "Contract":
        parties = tuple(dict.fromkeys([*parties, *_recipient(sentence, hit.end, verb, until)]))
    parties = as_principals(sentence, parties)
    if entry["class"] in _BETWEEN_STATES:
        parties = tuple(k for k in parties if sentence.discourse.type_of((k,)) in _STATES)
    retold = not (plural or named) and _is_definite(sentence, hit)
    stated_keys = parties
    if retold and entry["form"] == "weak" and not items:  # "ce document" is the one just told
        parties = ()
    elif len(parties) < 2 and not (capital and named and not parties) and (verb or not again):
        known = entry["class"] in _BILATERAL and not is_with_stranger(sentence, hit.end)
        parties = _completed(sentence, parties) if known else parties
    if not parties and not named and is_with_stranger(sentence, hit.end):
        return None
    if len(parties) == 1 and any(governor(sentence, i) == "avec" or i.kind == "adjective" for i in items):
        parties = counterpart(sentence, parties)
    if not parties and verb is not None and verb.payload["stage"] == "Signed":
        parties = firm_in_focus(sentence)
    stated = named or verb is not None or bool(items)
    date = _date(sentence, hit, verb, title_end, until) if stated else None
    start = (date.period.start,) if date is not None and date.period.start else ()
    if lead is not None and not start:
        start = lead.draft.get("start")
    if not (parties or named or date or retold):
        return None  # "des accords seraient signés": nothing that would tell it from any other
    if date is not None and capital and verb is None and not hit.start <= date.span.start < title_end + 4:
        start = ()
    roles: dict[str, tuple[object, ...]] = {
        "party": parties,
        "sector": codes(sectors_after(sentence, hit.end, stops=stops)),
        "amount": amount,
    }
    stage = next((told.payload["stage"] for told in (ended, verb) if told is not None), "")
    if stage not in {"", "Granted"}:
        roles["stage"] = (stage,)
    roles["start"] = start
    name = sentence.source.quote(hit.start, title_end) if named else ""
    end = max(title_end if named else hit.end, verb.end if verb and verb.start > hit.start else 0)
    return Draft(
        entry["class"],
        roles,  # type: ignore[arg-type]
        min(hit.start, verb.start) if verb and verb.end < hit.start else hit.start,
        min(end, sentence.end),
        entry.rule,
        status=Status.DENIED if ended else _status(sentence, hit, verb, title_end if named else hit.end),
        name=name,
        name_start=hit.start if named else -1,
        forms=_short_forms(name),
        during_visit=listed or (verb is not None and bool(sentence.words("occasions"))),
        confidence=0.85 if verb and parties else 0.7,
        retold=retold,
        defaulted=not stated_keys,
        is_news=_is_news(sentence, hit),
    )


def _date(
    sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry] | None, title_end: int, until: int
) -> DateMention | None:
    """The day of the agreement: in its title, else near it or its verb and of no other verb."""
    inside = next((d for d in sentence.dates if hit.end <= d.span.start < title_end), None)
    after = verb.end if verb is not None and verb.start >= hit.end else hit.end
    date = inside or sentence.date(after, end=until, start=sentence.clause_start(hit.start))
    if date is None or _is_limit(sentence, date.span.start) or not _is_near(date.span.start, verb, title_end):
        return None
    if verb is None:
        return date
    if sentence.has_finite_verb(date.span.end, min(hit.start, verb.start)):
        return None
    if date.span.end <= hit.start and _is_done(sentence, hit, verb):
        return None  # "a annoncé lundi trois contrats signés": Monday is of the announcement
    return date


def _is_done(sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry]) -> bool:
    """Whether a participle after the noun says what was done: "trois contrats signés"."""
    return (
        verb.payload["status"] == Status.ACTUAL
        and verb.start > hit.start
        and sentence.is_bare_participle(verb.start)
    )


def _is_limit(sentence: Sentence, start: int) -> bool:
    """Whether a date says until when an agreement's aims run: "d'ici 2030", "à l'horizon 2030"."""
    low, high = max(sentence.start, start - 14), start + 12
    return bool(
        _UNTIL.search(sentence.folded(low, high))
        or sentence.source.cues("circumstances", low, high, "horizon")
    )


def _is_listed(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """A line of a list of signed documents: it begins with the agreement and has no verb of its own."""
    return (
        _starts(sentence, hit.start)
        and hit.payload["form"] != "weak"
        and not sentence.has_finite_verb(sentence.start, sentence.end)
        and sentence.source.text[sentence.end - 1] != ":"
    )


def _is_plural(sentence: Sentence, hit: Hit[Entry]) -> bool:
    return sentence.folded(hit.start, hit.end).split()[0].endswith(("s", "x"))


def _is_near(offset: int, verb: Hit[Entry] | None, title_end: int) -> bool:
    """Whether a date belongs to the agreement: in its title, right after it or its verb, or before both."""
    if offset < title_end:
        return True
    anchor = max(title_end, verb.end if verb else 0)
    return offset - anchor < _DATE_REACH


def _is_news(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether something new is told as done: "a signé un accord", not "l'accord", nor "avait signé"."""
    if _is_definite(sentence, hit):
        return False
    signing = [v for v in _verbs(sentence) if v.payload["stage"] == "Signed" and v.payload["status"]]
    return bool(signing) and not any(
        _PLUPERFECT.search(sentence.folded(v.start - 24, v.end)) for v in signing
    )


def _is_definite(sentence: Sentence, hit: Hit[Entry]) -> bool:
    return _DEFINITE.search(sentence.folded(max(sentence.start, hit.start - 8), hit.start)) is not None


def _starts(sentence: Sentence, offset: int) -> bool:
    return not sentence.source.text[sentence.start : offset].strip(" «\"'-0123456789.)")


def _is_named(sentence: Sentence, hit: Hit[Entry], title_end: int, *, capital: bool, plural: bool) -> bool:
    """A title of its own: written with a capital, or "l'accord sur …", "le traité de …" in the singular."""
    if plural or title_end <= hit.end or hit.payload["form"] == "weak" or hit.payload["class"] == "Contract":
        return False
    if capital:
        return True
    definite = _is_definite(sentence, hit)
    title = sentence.folded(hit.start, title_end)
    complement = _TITLE.search(title) or sentence.source.cues("subjects", hit.end, title_end, "title")
    return (
        bool(definite and complement and len(title.split()) >= 4 and hit.payload["class"] != "Partnership")
        or "«" in (sentence.source.text[hit.end : title_end])
    )


def _governing_verb(sentence: Sentence, hit: Hit[Entry], end: int, until: int) -> Hit[Entry] | None:
    """The word that says what became of the agreement: right after it, or the verb or noun it completes."""
    after = [v for v in _verbs(sentence) if end - 1 <= v.start < min(until, end + _VERB_REACH)]
    for verb in after:
        if not re.search(r"[;:]", sentence.folded(end, verb.start)) and not _begins_clause(
            sentence, end, verb.end
        ):
            return verb
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
    before = [v for v in _verbs(sentence) if low <= v.start and v.end <= hit.start]
    if not before or _begins_clause(sentence, before[-1].end, hit.start):
        return None
    return before[-1]


def _begins_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether another verb stands between, coordinated: "a signé un accord et prépare un traité"."""
    return any(
        token.pos_ == "VERB"
        and "Fin" in token.morph.get("VerbForm", [])
        and _AND.search(sentence.folded(token.idx - 6, token.idx))
        for token in sentence.source.tokens(start, end)
    )


def _is_prospect(sentence: Sentence, hit: Hit[Entry], *, plural: bool) -> bool:
    """A partnership or treaty still wished for is a fact of its own, whoever the parties."""
    if plural or hit.payload["class"] not in {"Partnership", "Treaty"} or hit.payload["form"] == "weak":
        return False
    if sentence.folded(hit.start, hit.end).endswith("s"):
        return False
    return status_of(sentence, hit.start, hit.end) in {Status.POSSIBLE, Status.PLANNED}


def _signatories(sentence: Sentence, verb: Hit[Entry], until: int) -> tuple[str, ...]:
    if verb.payload["form"] == "binds":  # "un accord lie A à B"
        bound = sentence.after(verb.end, kinds=ACTORS, until=until)
        return keys_of([i for i in bound if sentence.preposition(i) in _BOUND])
    subject = [j for i in sentence.subject(verb.start)[:1] for j in sentence.group(i) if j.end <= verb.start]
    partners = with_partners(sentence, verb.end, until)
    agents = [
        i for i in sentence.after(verb.end, kinds=ACTORS, until=until) if sentence.preposition(i) == "par"
    ]
    listed = [j for i in agents[:1] for j in sentence.group(i)]
    granted = verb.payload["stage"] == "Granted"
    to = [
        i
        for i in sentence.after(verb.end, kinds=ACTORS, until=until)
        if granted and governor(sentence, i) in _RECIPIENT
    ]
    return tuple(dict.fromkeys([*keys_of(listed or subject), *keys_of(partners), *keys_of(to[:1])]))


def _implied(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whose an agreement is that "notre", "dans leur" or an adjective ascribes without naming anybody."""
    before = sentence.folded(max(sentence.start, hit.start - 24), hit.start)
    kind = hit.payload["class"]
    pair = sentence.discourse.pair
    both = Item(hit.start, hit.start, "plural", pair, EntityType.COUNTRY)
    if kind == "Partnership" and hit.payload["form"] == "noun" and _OWN.search(before):
        return [both] if len(pair) == 2 else []
    if kind == "JointDeclaration" and _WITHIN.search(before):
        return [both] if len(pair) == 2 else []
    adjective = sentence.adjective_after(hit.end, reach=2) if kind == "Contract" else None
    return [adjective] if adjective is not None and not adjective.is_plural else []


def _ended(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """What put an end to the agreement that is its object: "a rompu le contrat signé en 2016"."""
    for verb in reversed([v for v in _verbs(sentence) if v.end <= hit.start]):
        ends = verb.payload["status"] == Status.DENIED
        return verb if ends and _OBJECT.fullmatch(sentence.folded(verb.end, hit.start)) else None
    return None


def _recipient(sentence: Sentence, start: int, verb: Hit[Entry] | None, until: int) -> tuple[str, ...]:
    """Whom a contract supplies: "le contrat de vente de douze avions à A a été signé"."""
    limit = verb.start if verb is not None and verb.start >= start else until
    for item in sentence.after(start, kinds=_SUPPLIED, until=limit):
        if governor(sentence, item) in _RECIPIENT:
            return keys_of([i for i in sentence.group(item) if i.start >= item.start])
    return ()


def _completed(sentence: Sentence, parties: tuple[str, ...]) -> tuple[str, ...]:
    if parties and sentence.discourse.type_of(parties) in ORGANIZATIONS:
        return parties
    return completed(sentence, parties)


def _status(sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry] | None, end: int) -> Status:
    if verb is None:
        return status_of(sentence, hit.start, end)
    default = Status(verb.payload["status"] or Status.ACTUAL)
    if sentence.folded(verb.start - 6, verb.start) in {"avoir ", " etre "} and default is Status.ACTUAL:
        denied = status_of(sentence, verb.start, verb.end) is Status.DENIED  # "a démenti avoir signé"
        return Status.DENIED if denied else default  # "a annoncé avoir conclu": done, whatever announces it
    done = _is_done(sentence, hit, verb)
    ignored = frozenset({Status.PLANNED}) if done else frozenset()  # "a annoncé trois contrats signés"
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


def _short_forms(name: str) -> tuple[str, ...]:
    """The title without its parties and date."""
    if not name:
        return ()
    match = _BREVITY.search(name)
    return (name[: match.start()],) if match and match.start() > 4 else ()
