"""Load all knowledge: from the tables, or from what was compiled of the same tables before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import get_type_hints

from diplograph.errors import TableError
from diplograph.knowledge import cache
from diplograph.knowledge.base import Index, Knowledge
from diplograph.knowledge.gazetteer import Gazetteer, load_gazetteer
from diplograph.knowledge.lesser_towns import load_lesser_towns
from diplograph.knowledge.lexicon import Lexicon, load_lexicon
from diplograph.knowledge.likeness import LikenessIndex
from diplograph.knowledge.name_index import NameIndex, read_pairs, write_pairs
from diplograph.knowledge.own import OwnEntity, own_entities
from diplograph.knowledge.own_merge import with_own
from diplograph.knowledge.own_rows import OwnRow, read_own_table
from diplograph.knowledge.plain import from_plain, to_plain
from diplograph.knowledge.sectors import Sector, load_sectors
from diplograph.knowledge.spreadsheet import Problem
from diplograph.model import EntityType, KnownEntity
from diplograph.resources import resource

_TYPES = {kind.value: kind for kind in EntityType}
_CELL, _ITEM, _PAIR = "\t", "|", "="


def load_knowledge(
    *,
    gazetteer: Path | None = None,
    lexicon: Path | None = None,
    gazetteers: Sequence[Path] = (),
    strict: bool = False,
) -> Knowledge:
    """Load the bundled tables, or those of other folders, and the analyst's own on top.

    What was compiled before from the same tables is read back from the cache (`cache.folder`).

    Args:
        gazetteer, lexicon: folders in place of the bundled ones.
        gazetteers: the analyst's own tables; their rows win. `problems` says what is wrong with them.
        strict: refuse such tables instead of using the rest.
    Raises:
        TableError: a table is malformed; one of the analyst's own is missing, or has faults and `strict`.
    """
    places = [gazetteer or resource("data/gazetteer"), lexicon or resource("data/lexicon")]
    sectors = resource("ontology/sectors.ttl")
    try:
        digest = cache.digest_of([*places, sectors], gazetteers)
    except OSError:
        digest = ""  # the loaders say which file, and what to do
    knowledge = _kept(digest, places[0], gazetteers) if digest else None
    if knowledge is None:
        knowledge = _compiled(places[0], places[1], gazetteers)
        if digest and cache.digest_of([*places, sectors], gazetteers) == digest:
            cache.keep(digest, list(_sections(knowledge, gazetteers)))
    if strict:
        refuse(knowledge.problems)
    return knowledge


def refuse(problems: Sequence[Problem]) -> None:
    """Raise one error that names every fault; remarks are none.

    Raises:
        TableError: there is a fault.
    """
    faults = [problem for problem in problems if not problem.note]
    if faults:
        first, *others = (
            (
                f"column {fault.column} {fault.reason}" if fault.column else fault.reason,
                fault.where,
                fault.hint,
            )
            for fault in faults
        )
        errors = [TableError(reason, where=where, hint=hint) for reason, where, hint in others]
        raise TableError(first[0], where=first[1], hint=first[2], others=errors)


def read_own(
    tables: Sequence[Path], *, bundled: Gazetteer, sectors: Iterable[str]
) -> tuple[list[OwnEntity], list[Problem]]:
    """What the analyst's own tables name, and what is wrong with them, sorted.

    Raises:
        TableError: a file is missing or may not be read.
    """
    rows: list[OwnRow] = []
    problems: list[Problem] = []
    for path in tables:
        found, faults = read_own_table(path)
        rows += found
        problems += faults
    entities, faults = own_entities(rows, bundled=bundled, sectors=sectors)
    return entities, sorted([*problems, *faults])


def _compiled(gazetteer: Path, lexicon: Path, own: Sequence[Path]) -> Knowledge:
    bundled, sectors = load_gazetteer(gazetteer), load_sectors()
    problems: Sequence[Problem] = ()
    if own:
        entities, problems = read_own(own, bundled=bundled, sectors=sectors)
        told = [bundled.digest, *(hashlib.sha256(path.read_bytes()).hexdigest() for path in own)]
        bundled = with_own(bundled, entities, digest=hashlib.sha256("\0".join(told).encode()).hexdigest())
    towns = load_lesser_towns(gazetteer)
    knowledge = Knowledge(
        bundled, sectors, load_lexicon(lexicon), problems=tuple(sorted(problems)), towns=towns
    )
    return replace(knowledge, index=Index(knowledge.names, knowledge.likenesses))


# The compiled form: a JSON head, then tables whose lines become objects when they are asked for.


def _sections(knowledge: Knowledge, own: Sequence[Path]) -> Iterator[str]:
    gazetteer = {
        field.name: to_plain(getattr(knowledge.gazetteer, field.name))
        for field in fields(Gazetteer)
        if field.name != "entities"
    }
    marks = [(str(path), _mark(i)) for i, path in enumerate(own)]
    head = {
        "gazetteer": gazetteer,
        "sectors": to_plain(knowledge.sectors),
        "lexicon": to_plain(knowledge.lexicon),
        "problems": to_plain(_renamed(knowledge.problems, marks)),
    }
    yield json.dumps(head, ensure_ascii=False)
    yield write_pairs({entity.key: _row(entity) for entity in knowledge.gazetteer.entities.values()})
    yield from knowledge.names.to_text()
    yield from knowledge.likenesses.to_text()


def _mark(number: int) -> str:
    """What stands for the path of an own table in the compiled form."""
    return f"\x1f{number}\x1f"


def _renamed(problems: Iterable[Problem], names: Sequence[tuple[str, str]]) -> tuple[Problem, ...]:
    """Problems with some paths written otherwise."""
    renamed = []
    for problem in problems:
        told = [problem.file, problem.reason, problem.hint]
        for old, new in names:
            told = [text.replace(old, new) for text in told]
        file, reason, hint = told
        renamed.append(replace(problem, file=file, reason=reason, hint=hint))
    return tuple(renamed)


def _kept(digest: str, gazetteer: Path, own: Sequence[Path]) -> Knowledge | None:
    sections = cache.load(digest)
    if sections is None:
        return None
    try:
        head, entities, *indexes = sections
        told = json.loads(head)
        hints = get_type_hints(Gazetteer)
        plain = {name: from_plain(hints[name], value) for name, value in told["gazetteer"].items()}
        return Knowledge(
            Gazetteer(entities=_Entities(read_pairs(entities)), **plain),
            from_plain(Mapping[str, Sector], told["sectors"]),
            from_plain(Lexicon, told["lexicon"]),
            problems=_renamed(
                from_plain(tuple[Problem, ...], told["problems"]),
                [(_mark(i), str(path)) for i, path in enumerate(own)],
            ),
            index=Index(NameIndex.from_text(*indexes[:2]), LikenessIndex.from_text(*indexes[2:])),
            towns=load_lesser_towns(gazetteer),
        )
    except (ValueError, KeyError, TypeError):
        return None  # as good as none: it is compiled anew


def _row(entity: KnownEntity) -> str:
    identifiers = _ITEM.join(f"{scheme}{_PAIR}{value}" for scheme, value in entity.identifiers)
    cells = (entity.type.value, entity.name, entity.country, _ITEM.join(entity.aliases), identifiers)
    return _CELL.join(" ".join(cell.split()) for cell in cells)


class _Entities(Mapping[str, KnownEntity]):
    """Known entities by key, each made when it is first asked for."""

    def __init__(self, rows: Mapping[str, str]) -> None:
        self._rows = rows
        self._made: dict[str, KnownEntity] = {}

    def __getitem__(self, key: str) -> KnownEntity:
        made = self._made.get(key)
        if made is None:
            kind, name, country, aliases, identifiers = self._rows[key].split(_CELL)
            made = self._made[key] = KnownEntity(
                key=key,
                type=_TYPES[kind],
                name=name,
                aliases=tuple(filter(None, aliases.split(_ITEM))),
                country=country,
                identifiers=tuple(_pair(item) for item in filter(None, identifiers.split(_ITEM))),
            )
        return made

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _pair(item: str) -> tuple[str, str]:
    scheme, _, value = item.partition(_PAIR)
    return scheme, value


__all__ = ["load_knowledge", "read_own", "refuse"]
