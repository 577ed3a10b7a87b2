"""Which firms "le groupe français", "le cimentier", "les deux entreprises" stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from diplograph.extraction.items import Item, preposition_before
from diplograph.extraction.offices.posts import past_civility
from diplograph.extraction.source import ARTICLES, Source, beginning
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

if TYPE_CHECKING:
    from diplograph.extraction.discourse.discourse import Discourse

_LEAD = 40  # characters of description between "le groupe" and the name that it leads to
_LONGEST_LEAD = 60
_COMPLEMENT = pattern(r" (?:{of}|{and})")
_DESCRIBED_BY = frozenset({"giant"})  # "le géant de l'uranium"; "la société d'État X" is another
_NEXT_WORDS = 30
_OWN = pattern(r"(?:{of}|{to})?(?:sa |son )")  # "leur coentreprise" is of several
_DESCRIPTION = 60
_NEAR_HEAD = 50  # characters from a paragraph's head within which "le groupe" is of those before it
_CLOSED = re.compile(r"(?: [a-z'-]+){0,4},")  # "…, l'opérateur national,"
_DEALT_WITH = 3
_DEALING = 70  # characters of "avait déjà acheté en mai à "
_TO = pattern(r"{to}{the}?")
_WITH = members("to", "with", "by", "at") | {"aupres"}
_NOMINAL = frozenset({"NOUN", "ADJ", "PROPN", "ADP", "DET"})


def two_firms(discourse: Discourse, before: list[Item]) -> tuple[str, ...]:
    """The two firms of "les deux groupes": of the last sentence, of the last pair, or the last two."""
    last = dict.fromkeys(i.keys[0] for i in discourse.focus.back([], EntityType.COMPANY, within=1))
    if len(last) == 2 and not before:
        return tuple(last)[::-1]
    pair = discourse.focus.coordinated_pair(before, EntityType.COMPANY)
    if pair:
        return pair
    recent = dict.fromkeys(i.keys[0] for i in discourse.focus.back(before, EntityType.COMPANY))
    found = tuple(recent) if len(recent) == 2 else tuple(dict.fromkeys(discourse.companies))[-2:]
    told = [*discourse.companies, *(key for item in before for key in item.keys)]
    return tuple(sorted(found, key=told.index))


def firms_agreeing(discourse: Discourse, before: list[Item]) -> tuple[str, ...]:
    """The two firms of "les deux parties": those told last as two, if no two countries have been since."""
    last = discourse.focus.plural
    if any(i.is_plural or i.type is EntityType.COUNTRY for i in before if i.kind != "adjective"):
        return ()
    if last is not None and last.type is EntityType.COMPANY and len(last.keys) == 2:
        return last.keys
    return discourse.focus.coordinated_pair(before, EntityType.COMPANY) if discourse.salience.of_firms else ()


def firm(discourse: Discourse, hit: Hit[Entry], before: list[Item]) -> Item | None:
    """ "le groupe", "l'entreprise kazakhe", "la coentreprise"."""
    source = discourse.source
    if not source.text[hit.end : hit.end + 2].strip() or is_named_next(discourse, hit.end):
        return None
    if _OWN.match(source.folded, hit.start):
        key = _of_leader(discourse, before)
        return Item(hit.start, hit.end, "anaphor", (key,), EntityType.COMPANY) if key else None
    if hit.payload["kind"] in {"giant", "maker"} and _is_named_at_last(discourse, hit.end):
        return None
    if _is_apposed(source, before, hit):
        return None
    nation = nation_after(discourse, hit.end)
    led = _led(discourse, nation[1] if nation else hit.end)
    if led:
        return Item(hit.start, nation[1] if nation else hit.end, "anaphor", (led,), EntityType.COMPANY)
    kind = hit.payload["kind"]
    if nation is None and (kind == "maker" or (kind not in _DESCRIBED_BY and _is_described(source, hit.end))):
        return None
    sectors = tuple(hit.payload["sector"].split("|")) if hit.payload["sector"] else ()
    end = nation[1] if nation else hit.end

    others = _acting(source, before) if _is_complement(source, hit) else _dealt_with(discourse, hit.end)

    def fits(key: str) -> bool:
        if key in others:
            return False  # "A a vendu trente voitures à la compagnie": not to itself
        if (kind == "venture") != (key in discourse.ventures):
            return False
        if sectors and not _is_in(discourse, key, sectors):
            return False
        return nation is None or discourse.nation_of(key) == nation[0]

    opens = kind == "company" and not any(i.type is EntityType.COMPANY for i in before)
    opens = opens and source.text.find("\n", max(0, hit.start - _NEAR_HEAD), hit.start) >= 0
    alone = _only_one(discourse, hit.start)
    if any(alone in i.keys for i in before) and preposition_before(source, hit.start):
        alone = ""  # "Sofa appartient à l'industriel"
    whole = "groupe" in source.folded[hit.start : hit.end]  # which no firm of another's is
    if kind == "venture" or whole or (alone and alone not in discourse.ventures):
        alone = alone if alone and fits(alone) else ""
    elif (alone and nation is not None and discourse.nation_of(alone) != nation[0]) or (
        alone and sectors and not _is_in(discourse, alone, sectors)
    ):
        alone = ""
    key = alone or (_of_news(discourse, fits) if opens and nation is None else "")
    key = key or discourse.focus.heaviest(before, fits)
    if not key and nation is not None:
        known = [k for k in discourse.companies if fits(k)]
        key = known[-1] if known else ""
    key = key or _of_headline(discourse, before, fits)
    if not key:
        return None
    return Item(hit.start, end, "anaphor", (key,), EntityType.COMPANY)


def _is_complement(source: Source, hit: Hit[Entry]) -> bool:
    """Whether a description is of the one with whom, or to whom, a subject does something."""
    return bool(_TO.match(source.folded, hit.start)) or preposition_before(source, hit.start) in _WITH


def _dealt_with(discourse: Discourse, offset: int) -> set[str]:
    """Firms to or with whom the sentence goes on to say that something is done: "l'exploitant achète à A"."""
    source = discourse.source
    found: set[str] = set()
    for mention in beginning(discourse.mentions, offset, offset + _DEALING)[:_DEALT_WITH]:
        if source.is_parted(offset, mention.start):
            break
        if mention.type is EntityType.COMPANY and preposition_before(source, mention.start) in _WITH:
            found.add(mention.key)
    return found


def _acting(source: Source, before: list[Item]) -> set[str]:
    """Firms that a sentence has named so far and that no preposition governs."""
    return {
        key
        for item in before
        if item.type is EntityType.COMPANY and not preposition_before(source, item.start)
        for key in item.keys
    }


def _only_one(discourse: Discourse, offset: int) -> str:
    """The one company that the paragraph has named up to an offset; "" when it named none, or several."""
    line = discourse.source.text.rfind("\n", 0, offset) + 1
    told = {m.key for m in beginning(discourse.mentions, line, offset) if m.type is EntityType.COMPANY}
    return told.pop() if len(told) == 1 else ""


def _of_leader(discourse: Discourse, before: list[Item]) -> str:
    """The firm of the person who is under discussion: "sa société", "son groupe"; "" of anybody else."""
    owner = discourse.focus.subject(before, "")
    if owner is None or owner.type is not EntityType.PERSON or len(owner.keys) != 1:
        return ""
    return discourse.firm_of(owner.keys[0])


def _is_apposed(source: Source, before: list[Item], hit: Hit[Entry]) -> bool:
    """Whether it only describes a name that nothing knows: "KAI, l'opérateur …,"."""
    if source.text[hit.start - 2 : hit.start] != ", " or any(i.end == hit.start - 2 for i in before):
        return False
    word = source.analysed.doc[max(0, source.token_index(hit.start) - 2)]
    name = word.text[:1].isupper() and word.pos_ in {"PROPN", "NOUN", "X"}
    return name and _CLOSED.match(source.folded, hit.end) is not None


def _of_news(discourse: Discourse, fits: Callable[[str], bool]) -> str:
    """The firm of the headline, or that the lines before are about: "le groupe" at a paragraph's head."""
    titled = {hit.payload.key for hit in discourse.source.heading.names} & set(discourse.companies)
    titled = {key for key in titled if fits(key)}
    if len(titled) == 1:
        return titled.pop()
    return discourse.focus.of_paragraph(fits)


def _of_headline(discourse: Discourse, before: list[Item], fits: Callable[[str], bool]) -> str:
    """The one firm of the headline, where the text has named none: "Le géant français de l'eau …"."""
    if discourse.companies or any(i.type is EntityType.COMPANY for i in before):
        return ""
    named = dict.fromkeys(hit.payload.key for hit in discourse.source.heading.names)
    firms = [key for key in named if discourse.type_of((key,)) is EntityType.COMPANY]
    return firms[0] if len(firms) == 1 and fits(firms[0]) else ""


def _led(discourse: Discourse, offset: int) -> str:
    """The firm of whom it says heads it, "" if unknown: "le groupe | que dirige X", "| présidé par X"."""
    source = discourse.source
    for cue in source.cues("leaderships", offset, offset + _LEAD, "by")[:1]:
        if source.folded[offset : cue.start] not in {" ", ", "}:
            break
        head = discourse.named_at(past_civility(source, cue.end + 1))
        if head is not None:
            return discourse.firm_of(head.key)
    return ""


def _is_described(source: Source, offset: int) -> bool:
    """Whether a firm's noun goes on to tell which: "la société nationale des eaux"."""
    if _COMPLEMENT.match(source.folded, offset) and not source.folded.startswith(" et ", offset):
        return True
    tokens = source.tokens(offset, offset + _NEXT_WORDS)[:2]
    return len(tokens) == 2 and tokens[0].pos_ == "ADJ" and tokens[1].lower_ in ARTICLES


def _is_in(discourse: Discourse, company: str, sectors: tuple[str, ...]) -> bool:
    """Whether a company works in a field, as far as the tables know: "le cimentier" is no bank."""
    own = discourse.source.knowledge.gazetteer.company_sectors.get(company, ())
    return not own or any(code.startswith(sectors) for code in own)


def nation_after(discourse: Discourse, offset: int) -> tuple[str, int] | None:
    """The country whose adjective follows, one word between at most: "le groupe (nucléaire) français"."""
    scan = discourse.source.scan
    for adjective in beginning(scan.adjectives, offset + 1, offset + 16):
        between = discourse.source.folded[offset + 1 : adjective.start].strip()
        if len(adjective.payload.countries) == 1 and (not between or between.isalpha()):
            return adjective.payload.countries[0], adjective.end
    return None


def _is_named_at_last(discourse: Discourse, offset: int) -> bool:
    """Whether a description of a trade leads to the firm's name: "le spécialiste de l'eau Veolia"."""
    found = beginning(discourse.mentions, offset, offset + _DESCRIPTION)[:1]
    tokens = discourse.source.tokens(offset, found[0].start) if found else ()
    return (
        len(tokens) > 1
        and found[0].type is EntityType.COMPANY
        and tokens[-1].pos_ in {"NOUN", "ADJ", "PROPN"}
        and all(token.pos_ in _NOMINAL for token in tokens)
    )


def is_named_next(discourse: Discourse, offset: int) -> bool:
    """Whether "le groupe" only leads to a name: "le groupe nucléaire français X"."""
    found = beginning(discourse.mentions, offset, offset + _LONGEST_LEAD)[:1]
    if not found:
        return False
    tokens = list(discourse.source.tokens(offset, found[0].start))
    joined = {  # "la société pétrolière et gazière X"
        i
        for i in range(1, len(tokens) - 1)
        if tokens[i].pos_ == "CCONJ" and tokens[i - 1].pos_ == tokens[i + 1].pos_ == "ADJ"
    }
    return all(
        i in joined or (token.pos_ in {"NOUN", "ADJ", "PROPN"} and token.text.replace("-", "").isalpha())
        for i, token in enumerate(tokens)
    )
