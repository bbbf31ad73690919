"""The ledger's values as plain JSON values, and back: what the command line and the API write."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from onrecord.ledger.values import Hit, Moment, Profile
from onrecord.plain import Plain, statement_from
from onrecord.record import Record, statement_to_dict
from onrecord.types import Statement

T = TypeVar("T")

RENAMED: Mapping[type, Mapping[str, str]] = {Profile: {"hits": "latest"}}
"""Fields that go by another name in JSON."""

INLINED: Mapping[type, str] = {Moment: "hit"}
"""The field of a value whose own fields stand in the value's object."""

WITHIN: Mapping[type, Mapping[str, str]] = {Hit: {"link": "statement"}}
"""Fields that stand in the object of another field before them."""


_SIMPLE = frozenset({str, int, float, bool, NoneType})


def to_plain(value: Any) -> Any:
    """A value of the ledger as JSON values: objects by field name, statements as in a record.

    >>> from onrecord.ledger.values import Count
    >>> to_plain(Count("minister", 3))
    {'value': 'minister', 'number': 3}
    """
    kind: Any = type(value)
    return value if kind in _SIMPLE else _way(kind)(value)  # most are: a page has thousands


def from_plain(kind: type[T], data: Any) -> T:
    """The value that `to_plain` wrote; keys that this version does not know are passed over.

    Raises:
        AttributeError, KeyError, TypeError, ValueError: The data is no such value.
    """
    value: T = _value(kind, data)
    return value


@cache
def _way(kind: Any) -> Callable[[Any], Any]:
    """How values of a type become plain."""
    for known, way in _WAYS.items():
        if issubclass(kind, known):
            return way
    if not is_dataclass(kind):
        return _itself
    is_flat = kind not in RENAMED and kind not in INLINED and kind not in WITHIN
    return _flat if is_flat else _object


def _itself(value: Any) -> Any:
    return value


def _list(values: Iterable[Any]) -> list[Any]:
    return [to_plain(one) for one in values]


def _mapping(values: Mapping[Any, Any]) -> dict[Any, Any]:
    return {name: to_plain(one) for name, one in values.items()}


_WAYS: Mapping[type, Callable[[Any], Any]] = {
    Statement: statement_to_dict,
    Record: Record.to_dict,
    Enum: attrgetter("value"),
    tuple: _list,
    list: _list,
    Mapping: _mapping,
}


def _flat(value: Any) -> Plain:
    """An object whose fields all stand in it by their own names."""
    kind: Any = type(value)
    return {name: to_plain(getattr(value, name)) for name in _names(kind)}


def _object(value: Any) -> Plain:
    kind: Any = type(value)
    renamed, inlined, within = _shape(kind)
    found: Plain = {}
    for name in _names(kind):
        plain = to_plain(getattr(value, name))
        if name in within:
            found[within[name]][name] = plain
        else:
            found |= plain if name == inlined else {renamed.get(name, name): plain}
    return found


def _shape(kind: type) -> tuple[Mapping[str, str], str | None, Mapping[str, str]]:
    return RENAMED.get(kind, {}), INLINED.get(kind), WITHIN.get(kind, {})


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


_FROM: Mapping[type, Callable[[Any], Any]] = {Statement: statement_from, Record: Record.from_dict}


def _value(kind: Any, data: Any) -> Any:
    if kind in _FROM:
        return _FROM[kind](data)
    if kind is Any:
        return data
    if get_origin(kind) in (Union, UnionType):
        return None if data is None else _value(_known(kind), data)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), data)
    if is_dataclass(kind):
        return _dataclass(kind, data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    return data


def _known(kind: Any) -> Any:
    """What an optional value is when it is not None."""
    (known,) = (one for one in get_args(kind) if one is not NoneType)
    return known


def _tuple(kinds: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_value(kinds[0], one) for one in data)
    return tuple(_value(kind, one) for kind, one in zip(kinds, data, strict=True))


def _dataclass(kind: Any, data: Plain) -> Any:
    renamed, inlined, within = _shape(kind)
    known = {}
    for field in fields(kind):
        name = renamed.get(field.name, field.name)
        place = data[within[field.name]] if field.name in within else data
        if field.name == inlined:
            known[field.name] = _value(_types(kind)[field.name], data)
        elif name in place:
            known[field.name] = _value(_types(kind)[field.name], place[name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise KeyError(name)
    return kind(**known)


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
