"""Owners told by the way they stand: "X (51 % A, 49 % B)", "B en détient 60 %, C le reste"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.clauses import is_finite
from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.appositions import apposed_before, behind_comma, meant
from diplograph.extraction.frames.common.parties import chained, governor, whole_subject
from diplograph.extraction.frames.memberships.announced import described_company
from diplograph.extraction.frames.memberships.shareholders import HOLDERS, OWNERS, gapped_holders
from diplograph.extraction.frames.memberships.ventures import (
    APPOSITION,
    COMPANIES,
    FIRMS,
    REACH,
    opens_clause,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_SHARE = re.compile(r"[\d,.]+ ?%")
_MOST_IN_BRACKETS = 160
_FEWEST = 2
_SHARES = pattern(r" a {digits}%")
_OF_IT = pattern(r" {of}{the}?")
_CALLED_REACH = 40
_CALLED = pattern(r"(?: [\w-]+){0,2},? {det}?[«\"]? ?")
_NEW_CLAUSE = pattern(r"[;:]|, (?:{and}|{but}|dont )")
_CLOSED = frozenset(",.;:)–—-»?!")
_ENDS = frozenset(",.;:)")
_ARE = pattern(r"[^,;:.()]{0,40}?(?: :)? ?{det}?{word}{0,2}")


def shares_in_brackets(sentence: Sentence) -> Iterator[Draft]:
    """The owners that brackets after a company tell with their shares: "Katco (51 % Orano, 49 % Sofa)"."""
    if not any(a.amount.unit == "percent" for a in sentence.amounts):
        return
    for held in sentence.items:
        if held.type is not EntityType.COMPANY or held.kind not in {"name", "anaphor"}:
            continue
        if sentence.folded(held.end, held.end + 2) != " (":
            continue
        close = sentence.source.folded.find(")", held.end, min(sentence.end, held.end + _MOST_IN_BRACKETS))
        owners = sentence.after(held.end, kinds=HOLDERS, until=close) if close > 0 else []
        shares = _SHARE.findall(sentence.folded(held.end, close))
        owners = [o for o in owners if o.kind in {"name", "body"} and o.keys != held.keys]
        if len(owners) < _FEWEST or len(shares) < _FEWEST:
            continue
        for owner in owners:
            yield Draft(
                "Membership",
                {"member": held.keys[:1], "organization": owner.keys[:1]},
                held.start,
                close + 1,
                "memberships:(%)",
            )


def of_it(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]] | None:
    """ "X a coûté cher. A en | détient 60 %, B le reste": of the company told before; None without "en"."""
    if not sentence.folded(hit.start - 4, hit.start).endswith((" en ", "'en ")):
        return None
    owners = [i for i in whole_subject(sentence, hit.start, kinds=HOLDERS) if i.end <= hit.start]
    owners = [o for o in owners if o.type is not EntityType.COUNTRY or o.kind == "body"]
    if not owners:
        return [], []
    near = [
        i
        for i in sentence.before(owners[0].start, kinds=COMPANIES)
        if i.kind in {"name", "anaphor"} and i.keys != owners[0].keys
    ][:1]
    held = near if near and _NEW_CLAUSE.search(sentence.folded(near[0].end, owners[0].start)) else []
    if not held:
        back = sentence.discourse.focus.back([], EntityType.COMPANY, within=2)
        joint = [i for i in back if i.end <= sentence.start and i.keys[0] in sentence.discourse.ventures]
        told = joint[0] if joint else sentence.discourse.focus.subject_before(FIRMS)
        if told is None or told.type is not EntityType.COMPANY or told.keys == owners[0].keys:
            return [], []
        held = [meant(hit, told.keys[0], EntityType.COMPANY)]
    more = [i for i in gapped_holders(sentence, hit.end) if i.keys != held[0].keys]
    return held, [*owners, *more]


def made_by(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Naviris, | créée en 2020 à Gênes par A et B": whoever follows "par", a day and a town between."""
    firms = sentence.after(hit.end, kinds=OWNERS, until=min(sentence.clause_end(hit.end), hit.end + REACH))
    by = next((i for i in firms if governor(sentence, i) == "par"), None)
    if by is None or sentence.has_mark(hit.end, by.start) or sentence.has_finite_verb(hit.end, by.start):
        return [], []
    held = described_company(sentence, hit, APPOSITION)
    owners = [i for i in chained(sentence, by, firms) if i not in held]
    return held, owners


def owned_with(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "X, | possédée avec A et B, …": theirs, and of the firm that the text is about."""
    token = sentence.source.token_starting(hit.start)
    if token is not None and is_finite(token):
        return [], []  # "qu'il | possède avec A", which folds alike
    held = described_company(sentence, hit, APPOSITION)
    firms = sentence.after(hit.end, kinds=OWNERS, until=hit.end + REACH)
    if not held or not firms or sentence.has_mark(hit.end, firms[0].start):
        return [], []
    owners = chained(sentence, firms[0], firms)
    taken = {key for i in (*held, *owners) for key in i.keys}
    own = sentence.discourse.focus.heaviest((), lambda key: key not in taken)
    first = [meant(hit, own, EntityType.COMPANY)] if own else []
    return held, [*first, *owners]


def called(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Leur | coentreprise, X, …", "leur | coentreprise s'appelle X": of the two told last."""
    before = sentence.folded(hit.start - 6, hit.start)
    if not before.endswith(("leur ", "d'une ", " une ")):
        return [], []
    until = min(sentence.end, hit.end + _CALLED_REACH)
    near = sentence.after(hit.end, kinds=COMPANIES, until=until)[:1]
    if not near or near[0].kind != "name":
        return [], []
    names = sentence.source.cues("stakes", hit.end, near[0].start, "called", "named")
    closed = sentence.source.text[near[0].end : near[0].end + 2].strip()[:1] in _CLOSED
    start = names[-1].end if names else hit.end
    if not _CALLED.fullmatch(sentence.folded(start, near[0].start)) or not (names or closed):
        return [], []
    if not names and ", " not in sentence.folded(hit.end, near[0].start):
        return [], []
    here = [i for i in sentence.items if i.end <= hit.start]
    owners = [i for i in whole_subject(sentence, hit.start, kinds=FIRMS) if i.end <= hit.start]
    owners = [o for o in owners if o.keys != near[0].keys]
    if len({key for o in owners for key in o.keys}) < _FEWEST and before.endswith("leur "):
        keys = _two_told(sentence, here, near[0])
        owners = [meant(hit, key, EntityType.COMPANY) for key in keys]
    return (near, owners) if len({key for o in owners for key in o.keys}) >= _FEWEST else ([], [])


def _two_told(sentence: Sentence, here: list[Item], venture: Item) -> list[str]:
    """The two firms that "leur" means: the only two named before it, else the two told last."""
    named = dict.fromkeys(k for i in here if i.type in FIRMS and i.kind != "adjective" for k in i.keys)
    if len(named) == _FEWEST:
        return list(named)
    discourse = sentence.discourse
    own = set(venture.keys)
    told = [key for key in discourse.companies if key not in own]
    pair = [key for key in discourse.focus.coordinated_pair(here, EntityType.COMPANY) if key not in own]
    return pair if len(pair) == _FEWEST else list(dict.fromkeys(told))[-_FEWEST:]


def born_of(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Née en 2021 | du rapprochement de A et de B, X …"; "X, fruit | de l'alliance entre A et B, …"."""
    low = max(sentence.start, hit.start - _CALLED_REACH)
    births = sentence.source.cues("word_classes", low, hit.start, "born")
    if not births or sentence.has_mark(births[-1].end, hit.start):
        return [], []
    birth = births[-1]
    firms = sentence.after(hit.end - 2, kinds=FIRMS, until=min(sentence.end, hit.end + REACH))
    if not firms or sentence.has_mark(hit.end, firms[0].start):
        return [], []
    owners = chained(sentence, firms[0], firms)
    if birth.start - sentence.start <= len("« "):
        last = owners[-1]
        if len(owners) > _FEWEST or (
            last.start > owners[0].end and ", " in sentence.folded(owners[-2].end, last.start)
        ):
            return [last], owners[:-1]  # "…, X a …", which stands behind the comma
        return behind_comma(sentence, last.end, COMPANIES, reach=_CALLED_REACH), owners
    held = apposed_before(sentence, birth.start, COMPANIES)
    return held, [o for o in owners if o not in held]


def holders_named(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Les | actionnaires de X sont A et B", "ses | actionnaires se nomment A, B et C"."""
    held = sentence.genitive(hit.end, kinds=COMPANIES)[:1]
    own = sentence.folded(hit.start - 6, hit.start).endswith(("ses ", "leurs "))
    start = held[0].end if held else hit.end
    if not held and own:
        told = [i for i in sentence.before(hit.start, kinds=COMPANIES) if not governor(sentence, i)][:1]
        last = sentence.discourse.focus.subject_before(COMPANIES)
        held = told or ([last] if last is not None else [])
    links = sentence.source.cues("linking_verbs", start, start + _CALLED_REACH, "copula", "being")
    links += sentence.source.cues("stakes", start, start + _CALLED_REACH, "called")
    firms = sentence.after(start, kinds=HOLDERS, until=start + REACH)
    if (
        not held
        or not links
        or not firms
        or not _ARE.fullmatch(sentence.folded(links[0].end, firms[0].start))
    ):
        return [], []
    if sentence.folded(start, links[0].start).strip(" ,"):
        return [], []
    return held, [o for o in chained(sentence, firms[0], firms) if o.keys != held[0].keys]


def of_told_parent(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "La Comilog, | filiale à 63,7 % du groupe": of the firm under discussion, "du groupe" or nothing."""
    if not _is_elided(sentence, hit.end):
        return [], []
    held = described_company(sentence, hit, APPOSITION)
    if not held or held[0].kind != "name":
        return [], []
    own = sentence.discourse.focus.heaviest((), lambda key: key not in held[0].keys)
    if not own or own in sentence.discourse.ventures:
        return [], []
    return held, [meant(hit, own, EntityType.COMPANY)]


def _is_elided(sentence: Sentence, offset: int) -> bool:
    """Whether a noun names no owner: "filiale |," "filiale | à 63 % du groupe."."""
    shares = _SHARES.match(sentence.source.folded, offset, sentence.end)
    offset = shares.end() if shares else offset
    for head in sentence.source.cues("stakes", offset, offset + _CALLED_REACH, "head")[:1]:
        offset = head.end if _OF_IT.fullmatch(sentence.folded(offset, head.start)) else offset
    return sentence.folded(offset, offset + 2).lstrip()[:1] in _ENDS


def parent_fronted(sentence: Sentence, hit: Hit[Entry], held: Item) -> list[Item]:
    """The main clause's subject after words that open it: "Déjà maison mère de X, | A …"."""
    if not opens_clause(sentence, hit.start, words=1):
        return []
    behind = behind_comma(sentence, held.end, FIRMS, reach=_CALLED_REACH)
    if behind:
        return behind
    for item in sentence.items:
        if item.kind == "pronoun" and item.type in FIRMS and 0 < item.start - held.end <= len(", ") + 1:
            return [item]
    return []
