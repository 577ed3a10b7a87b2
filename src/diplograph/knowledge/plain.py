"""Frozen dataclasses to plain JSON values and back, by their type hints alone."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any


def to_plain(value: object) -> object:
    """Lists, dicts with string keys, strings and numbers; a dataclass is the list of its fields."""
    if value is None or (isinstance(value, (str, int, float)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(map(to_plain, value))  # type: ignore[type-var]
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return [to_plain(getattr(value, field.name)) for field in fields(value)]
    raise TypeError(f"no plain form of {type(value).__name__}")


def from_plain(kind: Any, value: Any) -> Any:
    """A value of a type from what `to_plain` made of it."""
    return _reader(kind)(value)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    origin, given = typing.get_origin(kind), typing.get_args(kind)
    if kind in (str, int, float, bool):
        return _same
    if origin is tuple and len(given) == 2 and given[1] is Ellipsis:
        return _collection(tuple, given[0])
    if origin is tuple:
        readers = [_reader(one) for one in given]
        return lambda value: tuple(read(item) for read, item in zip(readers, value, strict=True))
    if origin is frozenset:
        return _collection(frozenset, given[0])
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        read = _reader(given[1])
        if read is _same:
            return MappingProxyType
        return lambda value: MappingProxyType({key: read(item) for key, item in value.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if isinstance(kind, type) and is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        readers = [_reader(hints[field.name]) for field in fields(kind)]
        return lambda value: kind(*(read(item) for read, item in zip(readers, value, strict=True)))
    if isinstance(kind, types.UnionType):
        return _same
    raise TypeError(f"no reader of {kind}")


def _same(value: Any) -> Any:
    return value


def _collection(make: Callable[[Any], Any], kind: Any) -> Callable[[Any], Any]:
    read = _reader(kind)
    return make if read is _same else lambda value: make(map(read, value))
