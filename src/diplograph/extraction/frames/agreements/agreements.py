"""Agreements of every class: their parties, date, sectors, amount and stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.agreements.heads import agreement_heads, amends
from diplograph.extraction.frames.agreements.loans import is_lent
from diplograph.extraction.frames.agreements.members import members_told, others_told
from diplograph.extraction.frames.agreements.parties import Told, implied, meant_parties, told_parties
from diplograph.extraction.frames.agreements.sharing import of_row, respectively, shared_out
from diplograph.extraction.frames.agreements.signatories import fronted_parties
from diplograph.extraction.frames.agreements.signed_lists import (
    as_signed,
    fronted_sides,
    is_line_between,
    is_list_of_signed,
)
from diplograph.extraction.frames.agreements.signing import ended_by, governing_verb
from diplograph.extraction.frames.agreements.signing_dates import (
    anniversary,
    fronted_day,
    fronted_signing,
    signed_on,
)
from diplograph.extraction.frames.agreements.status import (
    agreement_status,
    is_news,
    is_one_more,
    is_prospect,
)
from diplograph.extraction.frames.agreements.that_one import completed_by, is_dated, is_pronoun, taken_up
from diplograph.extraction.frames.agreements.titles import (
    begins_sentence,
    is_bilateral_convention,
    is_definite,
    is_listed,
    is_named,
    is_plural,
    is_summed_up,
    is_this,
    is_told_before,
    sectors_of,
    short_forms,
    title_end_of,
    town_end,
)
from diplograph.extraction.frames.common.parties import keys_of
from diplograph.extraction.frames.common.series import Lead, continues, dated_as, details, is_item, member_of
from diplograph.extraction.frames.common.stated_parties import is_with_stranger, stated_parties
from diplograph.extraction.frames.common.sums import sum_between
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.sentences.attachment import day_of
from diplograph.extraction.sentences.lists import codes, sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import Value

_WITHOUT = pattern(r"{edge}sans {a}?{word}?$")
_WITHOUT_REACH = 24
_DATED = 6  # characters of " du " or ", le " between a text and its day
_TOWN_REACH = 4  # characters of " de " between a text and the town that names it
_SIGNED_BY = pattern(r",? (?!qui ){which}")
_STATEMENTS = frozenset({"declaration"})
_MADE = frozenset({"Signed", "Ratified", "InForce", "Ended"})


def find_agreements(sentence: Sentence, works: Works) -> Iterator[Draft]:
    """Agreements that one sentence states: named, signed, or between stated parties.

    Args:
        works: what earlier sentences told; this one may detail agreements that the last summed up.
    """
    heads = agreement_heads(sentence)
    hits = sorted([*heads, *taken_up(sentence, works, heads)], key=lambda hit: hit.start)
    works.head = hits[-1] if hits else works.head
    taken = sentence.start
    lead, works.signed = works.signed, None
    if lead is None and is_item(sentence) and works.summed is not None and works.summed.draft.several:
        lead = works.summed  # "… sont axés sur plusieurs filières, à savoir :", then the lines
    item = lead if lead is not None and is_item(sentence) else None
    if item is not None:
        works.signed = item  # for the next line of the list
    row: list[Draft] = []
    bare: Lead | None = None
    for number, hit in enumerate(hits):
        if hit.start < taken:
            continue
        title_end = title_end_of(sentence, hit)
        inside = title_end if sentence.source.text[hit.start].isupper() else hit.end
        stops = [h.start for h in hits[number + 1 :] if h.start >= inside]  # "Traité sur … et le partenariat"
        stops = sorted([*stops, *others_told(sentence, hit.end, sentence.end)])
        if lead is not None and not continues(sentence, lead, hit):
            yield from respectively(sentence, row, lead.verb)
            lead, row = None, []
        if lead is None and bare is not None and details(sentence, bare, hit):
            lead = bare  # "trois accords ont été signés : un accord …"
        draft = _agreement(sentence, hit, title_end, stops, lead)
        if draft is not None and is_pronoun(sentence, hit):
            draft = completed_by(sentence, hit, draft, works.text)
        if draft is not None and lead is None and is_list_of_signed(sentence):
            draft = as_signed(sentence, draft)
        if draft is None:
            bare = _bare(sentence, hit, title_end) or bare
            if bare is not None:
                works.signed = works.summed = dated_as(bare, works.summed)
            continue
        works.text = draft
        if lead is not None:  # of the visit and the days that the row is of
            during, news = lead.draft.during_visit, lead.draft.is_news
            draft = replace(draft, during_visit=draft.during_visit or during, is_news=draft.is_news or news)
            if lead.end <= sentence.start and lead.draft.several:
                draft = replace(draft, part_of=lead.draft.start)
            elif item is None and details(sentence, lead, hit):  # "trois textes : un accord de …"
                row = [told for told in row if told is not lead.draft]
        elif item is not None and not draft.get("start"):  # told within the line of another
            draft = replace(
                draft.having(start=item.draft.get("start")),
                is_news=item.draft.is_news,
                during_visit=item.draft.during_visit,
            )
        verb = lead.verb if lead else governing_verb(sentence, hit, title_end, sentence.clause_end(title_end))
        last = next((h.start for h in hits[number + 1 :] if h.start >= inside), sentence.end)
        members, are_all = members_told(sentence, hit, draft, last)
        taken = max(taken, title_end if draft.name else hit.end)
        yield from _member(sentence, hit, draft)
        yield from members
        shares = [] if are_all else list(shared_out(sentence, hit, draft, verb))
        if are_all or verb is None or len(shares) > 1:
            yield from shares
        else:
            row.append(draft)
        lead = Lead(lead.draft if lead else draft, verb, hit.end) if verb else None
        if lead is not None and lead.draft is draft and is_plural(sentence, hit):
            works.signed = works.summed = dated_as(lead, works.summed)
    if lead is not None and len(row) > 1 and works.signed is None:
        works.signed = Lead(row[0], lead.verb, lead.end)  # "Il s'agit aussi d'un …"
    yield from respectively(sentence, row, lead.verb if lead else None)


def _bare(sentence: Sentence, hit: Hit[Entry], title_end: int) -> Lead | None:
    """Agreements signed in sum of which nothing more is said: "Trois contrats ont été signés"."""
    if not is_plural(sentence, hit):
        return None
    until = sentence.clause_end(title_end)
    verb = governing_verb(sentence, hit, max(title_end, hit.end), until)
    if verb is None or verb.payload["stage"] not in _MADE | {"", "Announced"}:
        return None
    date = signed_on(sentence, hit, verb, title_end, until)
    roles: dict[str, tuple[Value, ...]] = {"start": day_of(date)}
    if verb.payload["stage"]:
        roles["stage"] = (verb.payload["stage"],)
    status = agreement_status(sentence, hit, verb, hit.end, ended=None, cited=False)
    bare = Draft(
        hit.payload["class"], roles, hit.start, hit.end, hit.payload.rule, status=status, confidence=0.7
    )
    return Lead(replace(bare, is_news=is_news(sentence, hit), several=True), verb, hit.end)


def _member(sentence: Sentence, hit: Hit[Entry], draft: Draft) -> Iterator[Draft]:
    """The one of several agreements whose matter is told: "des accords, dont un sur la protection civile"."""
    start = member_of(sentence, hit) if is_plural(sentence, hit) else -1
    sectors = sectors_after(sentence, start, stops=()) if start >= 0 else []
    if sectors:
        yield replace(
            draft.having(sector=codes(sectors), amount=()), start=start, end=sectors[-1].end, apart=True
        )


def _agreement(
    sentence: Sentence, hit: Hit[Entry], title_end: int, stops: list[int], lead: Lead | None
) -> Draft | None:
    entry = hit.payload
    plural = is_plural(sentence, hit) and entry["class"] != "Partnership"
    until = min([*stops, sentence.clause_end(_past_relative(sentence, title_end))])
    capital = sentence.source.text[hit.start].isupper() and not begins_sentence(sentence, hit.start)
    own = governing_verb(sentence, hit, max(title_end, hit.end), until)
    verb = lead.verb if lead is not None and (own is None or own.end <= hit.start) else own
    items = (
        fronted_sides(sentence, hit)
        or of_row(sentence, hit, lead, stops)
        or stated_parties(sentence, hit.start, hit.end)
        or implied(sentence, hit)
    )
    listed = is_listed(sentence, hit) and not plural
    line = not plural and is_line_between(sentence, hit, len(keys_of(list(items))))
    town = town_end(sentence, hit)
    cited, title_end = town >= 0, max(title_end, town)
    if cited and verb is not None and verb.payload["stage"] not in _MADE:
        verb = None  # "des négociations dans l'esprit de la résolution 2797" are not of it
    if cited and verb is not None and "," in sentence.folded(title_end, verb.start):
        verb = None  # "Rappelant la Déclaration de Riga, A et B ont arrêté un plan"
    if cited:  # its town is no party
        items = [i for i in items if i.start - hit.end > _TOWN_REACH]
    listed = listed or (line and begins_sentence(sentence, hit.start))
    named = listed or cited or is_named(sentence, hit, title_end, capital=capital, plural=plural)
    loose = entry["class"] == "Partnership" and is_plural(sentence, hit)
    alone = line or is_lent(sentence, hit) or is_dated(sentence, hit)
    if entry["form"] == "weak" and (verb is None or loose) and not (named and capital) and not alone:
        return None
    small = sentence.source.text[hit.start].islower()
    if verb is None and small and sentence.folded(hit.start, hit.end) in _STATEMENTS:
        return None  # "dans une déclaration à l'issue des travaux, A a relevé"
    if verb is None and _WITHOUT.search(
        sentence.folded(max(sentence.start, hit.start - _WITHOUT_REACH), hit.start)
    ):
        return None  # "sans accord d'ici juin, …": there is none
    amount = (
        () if plural and is_summed_up(sentence, hit.end, until) else sum_between(sentence, hit.end, until)
    )
    again = not (plural or named or items) and is_definite(sentence, hit)
    if not (named or verb or items or alone or (again and amount)) and not is_prospect(
        sentence, hit, plural=plural
    ):
        return None
    ended = ended_by(sentence, hit)
    told = Told(sentence, hit, lead, verb, ended, items, stops, until, plural)
    parties = stated_keys = told_parties(told)
    fronted = fronted_signing(sentence, hit) if lead is None else None
    if fronted is not None and fronted is not verb:
        first = fronted_parties(sentence, fronted, hit.start)
        parties = stated_keys = tuple(dict.fromkeys([*parties, *first]))
    retold = (
        not named
        and lead is None
        and (is_definite(sentence, hit) if not plural else is_told_before(sentence, hit))
    )
    told_of = entry["class"] == "Contract" and bool(parties)
    if retold and entry["form"] == "weak" and not items and not told_of:  # "ce document" is the one just told
        parties = ()
        complete = False
    else:
        cited_only = named and (cited or (capital and not parties))
        complete = not cited_only and (verb is not None or not again)
    parties = meant_parties(told, parties, named=named, complete=complete)
    if not parties and not named and is_with_stranger(sentence, hit.end):
        return None
    stated = named or verb is not None or bool(items)
    date = signed_on(sentence, hit, verb, title_end, until) if stated else None
    if date is not None and 0 <= date.span.start - hit.end <= _TOWN_REACH and amends(sentence, hit):
        date = None  # "un avenant à leur contrat de 2012"
    start: tuple[Value, ...] = day_of(date)
    if fronted is not None and fronted is not verb:
        start = fronted_day(sentence, fronted, hit.start) or start
    if lead is not None and not start:
        start = lead.draft.get("start")
    year = sentence.source.analysed.document.published[:4]
    if not start or str(start[0]) == year:  # "en cette année du dixième anniversaire du traité"
        start = anniversary(sentence, hit) or start
    if not (parties or named or retold or (date and entry["form"] != "weak")):
        return None  # "des accords seraient signés": nothing that would tell it from any other
    if (
        date is not None
        and capital
        and verb is None
        and not hit.start <= date.span.start < title_end + _DATED
    ):
        start = ()
    roles: dict[str, tuple[Value, ...]] = {
        "party": parties,
        "sector": sectors_of(sentence, hit, stops),
        "amount": amount,
    }
    stage = next((told.payload["stage"] for told in (ended, verb) if told is not None), "")
    if stage not in {"", "Granted"}:
        roles["stage"] = (stage,)
    roles["start"] = start
    name = sentence.source.quote(hit.start, title_end) if named else ""
    end = max(title_end if named else hit.end, verb.end if verb and verb.start > hit.start else 0)
    last = title_end if named else hit.end
    kind = (
        "Agreement"
        if is_bilateral_convention(sentence, hit, parties, capital=capital, row=lead is not None)
        else entry["class"]
    )
    led = verb is not None and sentence.start <= verb.start < hit.start
    led = led and verb is not None and ";" not in sentence.folded(verb.start, hit.start)
    return Draft(
        kind,
        roles,
        verb.start if verb is not None and led else hit.start,
        min(end, sentence.end),
        entry.rule,
        status=agreement_status(sentence, hit, verb, last, ended=ended, cited=cited),
        name=name,
        name_start=hit.start if named else -1,
        forms=short_forms(name),
        during_visit=listed or (verb is not None and bool(sentence.words("occasions"))),
        confidence=0.85 if verb and parties else 0.7,
        retold=retold,
        this=retold and is_this(sentence, hit),
        defaulted=not stated_keys,
        is_news=is_news(sentence, hit),
        renewed=is_one_more(sentence, hit),
        several=plural,
    )


def _past_relative(sentence: Sentence, offset: int) -> int:
    """Past the word that opens a clause on who signed: "deux conventions, dont | les signataires sont"."""
    match = _SIGNED_BY.match(sentence.source.folded, offset)
    return match.end() if match else offset
