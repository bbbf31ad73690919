"""JSON Schemas (2020-12) of what the API answers: from the dataclasses, and of records as shipped.

A description is what the dataclass's docstring says of the field, so that the API's document says
what the code says.
"""

import json
import re
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from onrecord.ledger.plain import INLINED, RENAMED, WITHIN
from onrecord.record import Record, record_schema
from onrecord.types import Statement

Schema = dict[str, Any]

PREFIX = "#/components/schemas/"

_SIMPLE: dict[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    NoneType: "null",
}
_OF_RECORDS: dict[type, str] = {Statement: "statement", Record: "Record"}
"""What the record's own schema describes, by its name there."""

_FIELD = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)


_NAMED: dict[str, type] = {}
"""The dataclasses that some schema refers to, by the names of their own schemas."""


def components() -> dict[str, Schema]:
    """The schemas of all that others refer to, and of a record's parts."""
    found = _record_components()
    while missing := _NAMED.keys() - found.keys():
        for name in missing:
            found[name] = _object(_NAMED[name])
    return dict(sorted(found.items()))


def name_of(kind: type) -> str:
    """What a kind of value is called among the components."""
    return _component(_OF_RECORDS.get(kind, kind.__name__))


def reference(kind: type) -> Schema:
    """A reference to the schema of a kind of value.

    Raises:
        TypeError: Another kind goes by the same name.
    """
    name = name_of(kind)
    if kind not in _OF_RECORDS and _NAMED.setdefault(name, kind) is not kind:
        raise TypeError(f"{kind!r} and {_NAMED[name]!r} would have one schema, {name}")
    return {"$ref": PREFIX + name}


def schema_of(hint: Any) -> Schema:
    """The schema of a field's type.

    >>> schema_of(str | None), schema_of(tuple[int, ...])
    ({'type': ['string', 'null']}, {'type': 'array', 'items': {'type': 'integer'}})
    """
    if hint is Any:
        return {}
    if hint in _SIMPLE:
        return {"type": _SIMPLE[hint]}
    if get_origin(hint) in (Union, UnionType):
        return _optional([schema_of(one) for one in get_args(hint)])
    if get_origin(hint) is tuple:
        return _array(get_args(hint))
    if get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": schema_of(get_args(hint)[1])}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"type": "string", "enum": [one.value for one in hint]}
    if hint in _OF_RECORDS or is_dataclass(hint):
        return reference(hint)
    raise TypeError(f"no schema is known of {hint!r}")


def _optional(choices: list[Schema]) -> Schema:
    if all(set(choice) == {"type"} for choice in choices):
        return {"type": [choice["type"] for choice in choices]}
    return {"anyOf": choices}


def _array(kinds: tuple[Any, ...]) -> Schema:
    if kinds[-1] is Ellipsis:
        return {"type": "array", "items": schema_of(kinds[0])}
    count = len(kinds)
    prefix = [schema_of(kind) for kind in kinds]
    return {"type": "array", "prefixItems": prefix, "minItems": count, "maxItems": count}


def _object(kind: type) -> Schema:
    summary, told = _described(kind)
    renamed, inlined = RENAMED.get(kind, {}), INLINED.get(kind)
    properties: dict[str, Schema] = {}
    for field in fields(kind):
        hint = _hints(kind)[field.name]
        if field.name in WITHIN.get(kind, {}):
            continue  # the other object's schema has it
        if field.name == inlined:
            properties |= _object(hint)["properties"]
            continue
        schema = schema_of(hint)
        if field.name in told:
            schema = {"description": told[field.name], **schema}
        properties[renamed.get(field.name, field.name)] = schema
    return {
        "description": summary,
        "type": "object",
        "required": list(properties),
        "properties": properties,
    }


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _described(kind: type) -> tuple[str, dict[str, str]]:
    """A docstring's first paragraphs, and what it says of the fields (Google style)."""
    doc = cleandoc(kind.__doc__ or "")
    summary, _, attributes = doc.partition("Attributes:\n")
    told = {name: _line(text) for name, text in _FIELD.findall(attributes)}
    return _line(summary), told


def _line(text: str) -> str:
    return " ".join(text.replace("``", "").split())


def _component(name: str) -> str:
    """``said_at`` → ``SaidAt``; a name that begins with a capital stays."""
    return name if name[:1].isupper() else "".join(part.title() for part in name.split("_"))


@cache
def _record_text() -> str:
    definitions = "#/$defs/"
    return re.sub(
        rf'"{re.escape(definitions)}(\w+)"',
        lambda match: json.dumps(PREFIX + _component(match[1])),
        record_schema(),
    )


def _record_components() -> dict[str, Schema]:
    """The record's schema, with its definitions as components beside it."""
    whole: Schema = json.loads(_record_text())
    parts = whole.pop("$defs")
    del whole["$schema"]
    return {"Record": whole} | {_component(name): part for name, part in parts.items()}
