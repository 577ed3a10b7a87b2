"""What an agreement is called: a title of its own, or "un accord", "le contrat"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.items import Item
from diplograph.extraction.sentences.lists import codes, sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import balanced_end, phrase_end
from diplograph.knowledge import Entry, Hit, SectorTerm
from diplograph.language import fold
from diplograph.language.numbers import parse_words
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Status

_DEFINITE = pattern(r"{edge}(?!les |ces )(?:{the}|{this}|du |au )$")  # in the singular
_TITLE = pattern(r" (?:{of}|sur |{for})")
_SEVERAL = pattern(r"{edge}(?:les |des |aux |ces )$")
_INDEFINITE = pattern(r"{edge}(?:{a}|{some}|{number}|{digits} ?){word}?$")
_THIS = pattern(r"{edge}{this}$")
_TOLD_BEFORE = pattern(r"{edge}ces {number}?$")
_SIDES = re.compile(r"[^.;]{0,160}?, d'une part,? et [^.;,]{3,60}, d'autre part")
_DEFINITE_REACH = 12  # characters of "ces quatorze " before a noun
_COUNT_REACH = 24  # characters of "quatorze nouveaux "
_DATED = 6  # characters of " du " between a town and the day of the text named after it
_FRONTED = 12  # characters of "Enfin, " before "dans le domaine de"
_QUOTED = re.compile(r" ?(?:« ?[A-ZÀ-ÖØ-Þ0-9][^»]{1,120}»|[\"“][A-ZÀ-ÖØ-Þ0-9][^\"”]{1,120}[\"”])")
_AFTER_COMMA = pattern(r"(?:, | {that})(?:{at}{the}?)?$")
_ADJECTIVE_REACH = 12  # characters of "futur "
_SHORT_TITLE = 3  # words
_TRADE = "trade"
_OWN_CODES = frozenset({_TRADE, "justice", "defence", "security", "security.migration", "tourism", "culture"})
_OF_MONEY = frozenset({"investment", "finance", "trade", "economy"})  # what it costs, not its matter
_GENERAL = frozenset({"industry", "economy", "investment", "engineering"})
_NUMBER = re.compile(r" (?:n° ?)?\d{3,4}\b")
_AND_OF = pattern(r",? {and}{of}")
_OF_TOWN = re.compile(r" (?:de |d['’]|du )[A-ZÉÈ]")
_BREVITY = re.compile(r" (?:entre|du \d|de \d|d'une part)")


def stage_words(sentence: Sentence) -> list[Hit[Entry]]:
    """Words of a sentence that say what becomes of an agreement."""
    return sentence.words("agreement_verbs")


def title_end_of(sentence: Sentence, hit: Hit[Entry]) -> int:
    """Where the agreement's own title ends; the noun's end when it has none."""
    text = sentence.source.text
    quoted = _QUOTED.match(text, hit.end, sentence.end)
    if quoted:
        return quoted.end()
    stops = [v.start for v in stage_words(sentence)]
    end = phrase_end(sentence.source, hit.start, sentence.end, commas=False, datives=False, stops=stops)
    sides = _SIDES.match(sentence.source.folded, hit.end, sentence.end)
    end = max(end, sides.end() if sides else end)
    if text.count('"', sentence.start, hit.start) % 2:  # the title stands within straight quotation marks
        closing = text.find('"', hit.end, end)
        end = closing if closing > 0 else end
    return balanced_end(sentence.source, hit.start, end, floor=hit.end)


def is_listed(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """A line of a list of signed documents: it begins with the agreement and has no verb of its own."""
    return (
        begins_sentence(sentence, hit.start)
        and hit.payload["form"] != "weak"
        and not sentence.has_finite_verb(sentence.start, sentence.end)
        and sentence.source.text[sentence.end - 1] != ":"
    )


def is_plural(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the noun is a plural: "des accords"."""
    return sentence.folded(hit.start, hit.end).split()[0].endswith(("s", "x"))


def counts_before(sentence: Sentence, hit: Hit[Entry]) -> list[int]:
    """The number right before the noun, a word between: "deux nouveaux accords"; [] without one."""
    words = sentence.folded(hit.start - _COUNT_REACH, hit.start).split()[-2:]
    return [number for word in words if (number := parse_words(word))]


def is_definite(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether it is the one known already: "l'accord", "ce contrat"."""
    return _DEFINITE.search(sentence.folded(hit.start - _DEFINITE_REACH, hit.start)) is not None


def is_of_future(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether it is a definite one still to come: "le futur accord"."""
    cues = sentence.source.cues("modality", hit.start - _ADJECTIVE_REACH, hit.start)
    return any(
        cue.end == hit.start - 1
        and cue.payload["status"] == Status.PLANNED
        and _DEFINITE.search(sentence.folded(cue.start - _DEFINITE_REACH, cue.start))
        for cue in cues
    )


def is_this(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether it is the one told right before: "ce contrat", "cette commande"."""
    return _THIS.search(sentence.folded(hit.start - _DEFINITE_REACH, hit.start)) is not None


def is_told_before(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a plural points at those told before: "ces accords"."""
    return _TOLD_BEFORE.search(sentence.folded(hit.start - _DEFINITE_REACH, hit.start)) is not None


def town_end(sentence: Sentence, hit: Hit[Entry]) -> int:
    """Where the town or number ends that names a text: "l'accord de Paris | sur le climat"; -1 when none."""
    if hit.payload["form"] == "numbered":
        number = _NUMBER.match(sentence.source.text, hit.end, sentence.end)
        return number.end() if number else -1
    match = _OF_TOWN.match(sentence.source.text, hit.end, sentence.end)
    known = is_definite(sentence, hit) or _SEVERAL.search(sentence.folded(hit.start - 8, hit.start))
    if match is None or not known or hit.payload["form"] == "weak":
        return -1
    town = match.end() - 1
    item = next((i for i in sentence.items if i.name_start == town and i.kind == "name"), None)
    if item is None or hit.payload["class"] == "Contract":
        return -1
    if hit.payload["class"] == "JointDeclaration":  # "la Déclaration de Trabzon", not what a town declares
        titled = sentence.source.text[hit.start].isupper() and not begins_sentence(sentence, hit.start)
        return item.end if titled and item.type is EntityType.CITY else -1
    if _AND_OF.match(sentence.source.folded, item.end):
        return -1  # "les accords de Lyon et de Nantes": whose they are
    # a government may give its "accord"; a text on a matter is named by its town
    told = sentence.folded(item.end, item.end + 5) == " sur "
    dated = any(0 <= d.span.start - item.end <= _DATED for d in sentence.dates)
    about = is_capital(sentence, item) and (told or dated)
    return item.end if about or item.type is EntityType.CITY else -1


def is_capital(sentence: Sentence, item: Item) -> bool:
    """Whether a country is named by its capital."""
    if item.type is not EntityType.COUNTRY or len(item.keys) != 1:
        return False
    capital = sentence.source.knowledge.entity(capital_of(sentence, item.keys[0]))
    return capital is not None and fold(capital.name) == sentence.folded(item.name_start, item.end)


def capital_of(sentence: Sentence, country: str) -> str:
    """Key of a country's capital, "" when the tables have none."""
    forms = sentence.source.knowledge.gazetteer.countries.get(country)
    return forms.capital if forms is not None else ""


def begins_sentence(sentence: Sentence, offset: int) -> bool:
    """Whether nothing but a number or a dash stands before an offset."""
    return not sentence.source.text[sentence.start : offset].strip(" «\"'-0123456789.)")


def is_named(sentence: Sentence, hit: Hit[Entry], title_end: int, *, capital: bool, plural: bool) -> bool:
    """A title of its own: written with a capital, or "l'accord sur …", "le traité de …" in the singular."""
    quoted = capital and not plural and _is_quoted_whole(sentence, hit.start, title_end)
    if quoted and " " in sentence.folded(hit.start, title_end):
        return True  # « Partenariat d'exception renforcé »
    if plural or title_end <= hit.end or hit.payload["class"] == "Contract":
        return False
    if hit.payload["form"] == "weak":  # "le Partenariat pour la nature et les forêts"
        own = capital and hit.payload["class"] == "Partnership" and is_definite(sentence, hit)
        words = len(sentence.folded(hit.start, title_end).split())
        return own and (words > _SHORT_TITLE or _TITLE.match(sentence.source.folded, hit.end) is not None)
    if capital:
        return True
    definite = is_definite(sentence, hit) or is_of_future(sentence, hit)
    title = sentence.folded(hit.start, title_end)
    complement = _TITLE.search(title) or sentence.source.cues("subjects", hit.end, title_end, "title")
    return bool(
        definite and complement and len(title.split()) >= 4 and hit.payload["class"] != "Partnership"
    ) or _holds_quotation(sentence, hit.end, title_end)


def _holds_quotation(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words stand in quotation marks that are no party's name: not "avec la société « Alta »"."""
    marks = sentence.source.text.count("«", start, end)
    names = [i for i in sentence.items if start <= i.start < end and "«" in i.text_in(sentence.source)]
    return marks > len(names)


def _is_quoted_whole(sentence: Sentence, start: int, end: int) -> bool:
    """Whether quotation marks stand right around two offsets."""
    text = sentence.source.text
    before, after = text[start - 2 : start].strip(), text[end : end + 2].strip()
    return (before, after[:1]) in {("«", "»"), ('"', '"'), ("“", "”")}


def short_forms(name: str) -> tuple[str, ...]:
    """The title without its parties and date."""
    if not name:
        return ()
    match = _BREVITY.search(name)
    return (name[: match.start()],) if match and match.start() > 4 else ()


def is_bilateral_convention(
    sentence: Sentence, hit: Hit[Entry], parties: tuple[str, ...], *, capital: bool, row: bool
) -> bool:
    """Whether a "convention" is an agreement like any other, not one that many states joined."""
    if capital or not _is_convention(sentence, hit):
        return False
    return bool(parties) or is_plain_convention(sentence, hit, row=row)


def is_plain_convention(sentence: Sentence, hit: Hit[Entry], *, row: bool) -> bool:
    """Whether a "convention" is told as one among others: "une convention", or in a `row` of agreements."""
    return _is_convention(sentence, hit) and (
        row or _INDEFINITE.search(sentence.folded(hit.start - 24, hit.start)) is not None
    )


def _is_convention(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the noun is "convention" alone, no "convention internationale"."""
    own = sentence.folded(hit.start, hit.end).removesuffix("s") == "convention"
    return own and hit.payload["class"] == "Convention"


def sectors_of(sentence: Sentence, hit: Hit[Entry], stops: Sequence[int]) -> tuple[str, ...]:
    """Codes of what an agreement is about: by its noun, then its object; else what such a text is for."""
    told = codes([*_own_sectors(sentence, hit), *sectors_after(sentence, hit.end, stops=stops)])
    adjective = next((h for h in sentence.sectors if h.start == hit.end + 1), None)
    if len(told) > 1 and adjective is not None and adjective.payload.code in _GENERAL:
        told = tuple(code for code in told if code != adjective.payload.code)  # "un accord industriel sur …"
    if told == (_TRADE,) and _is_adjective(sentence, hit):
        told = ()  # "des accords et contrats commerciaux": of what kind, not about what
    usual = hit.payload.get("sector")
    return (
        told
        or _provided(sentence, hit, stops)
        or _fronted_sectors(sentence, hit)
        or ((usual,) if usual else ())
    )


def _provided(sentence: Sentence, hit: Hit[Entry], stops: Sequence[int]) -> tuple[str, ...]:
    """What a contract is said to provide for: "le contrat prévoit la livraison de douze rames"."""
    cues = sentence.source.cues("word_classes", hit.end, sentence.clause_end(hit.end), "provides")
    if hit.payload["class"] != "Contract" or not cues:
        return ()
    if any(hit.end <= stop < cues[0].start for stop in stops):
        return ()
    provided = codes(sectors_after(sentence, cues[0].end, stops=stops))
    return tuple(code for code in provided if code not in _OF_MONEY)


def _is_adjective(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the sector word behind a plural agreement is an adjective of it or of what is told with it."""
    word = next((h for h in sentence.sectors if h.start > hit.end), None)
    token = sentence.source.token_starting(word.start) if word is not None else None
    return token is not None and token.pos_ == "ADJ" and is_plural(sentence, hit)


def _fronted_sectors(sentence: Sentence, hit: Hit[Entry]) -> tuple[str, ...]:
    """Sectors that the first words of a sentence tell: "Dans le domaine de la santé, A a signé un accord"."""
    comma = sentence.source.folded.find(",", sentence.start, hit.start)
    while 0 < comma < hit.start and any(comma < h.start < hit.start for h in sentence.sectors):
        comma = sentence.source.folded.find(",", comma + 1, hit.start)  # a list of them
    cues = sentence.source.cues("cooperation_lists", sentence.start, comma) if comma > 0 else []
    if (
        not cues
        or not (cues[0].start - sentence.start <= _FRONTED or _follows_opening(sentence, cues[0].start))
        or sentence.has_finite_verb(sentence.start, comma)
    ):
        return ()
    return codes([h for h in sentence.sectors if cues[0].end <= h.start < comma])


def _follows_opening(sentence: Sentence, start: int) -> bool:
    """Whether words follow a fronted phrase or "que": "Par ailleurs, dans le domaine de", "dit que dans"."""
    before = sentence.folded(max(sentence.start, start - _FRONTED - 2), start)
    return _AFTER_COMMA.search(before) is not None


def _own_sectors(sentence: Sentence, hit: Hit[Entry]) -> list[Hit[SectorTerm]]:
    """Sectors that the noun itself tells: "accord de libre-échange", "convention d'extradition"."""
    inside = [h for h in sentence.sectors if hit.start <= h.start and h.end <= hit.end]
    telling = _OWN_CODES if hit.payload["class"] == "Agreement" else _OWN_CODES - {_TRADE}
    return [h for h in inside if h.payload.code in telling]


def is_summed_up(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a sum is told to be what several agreements come to: "les contrats totalisent"."""
    return any(h.payload["of"] == "total" for h in sentence.source.words("indicators", start, end))
