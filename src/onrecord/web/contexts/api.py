"""The page about the API, made of the API's own document."""

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from onrecord.web.api.document import operations
from onrecord.web.api.mounting import BASE

_LONGEST_EXAMPLE_CHARS = 4000
_SHARED_BY = 5
"""A parameter that so many operations have alike is told once for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterShown:
    """A parameter of an operation.

    Attributes:
        name: As it stands in the address.
        place: ``path``, ``query`` or ``body``.
        is_needed: Whether it must be given.
        kind: What values it takes, in words.
        meaning: What it asks.
    """

    name: str
    place: str
    is_needed: bool
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationShown:
    """An operation.

    Attributes:
        id: Its ``operationId``.
        method: In capitals.
        path: With its base.
        summary: What it does.
        description: More of it.
        tag: The subject it belongs to.
        parameters: Those of its address and its body.
        filters: Names of those that many operations have alike.
        command: A command that calls it.
        example: An answer; empty where it answers nothing or JSON lines only.
        answers: Status and meaning.
    """

    id: str
    method: str
    path: str
    summary: str
    description: str
    tag: str
    parameters: tuple[ParameterShown, ...]
    filters: tuple[str, ...]
    command: str
    example: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiPage:
    """What the page shows.

    Attributes:
        introduction: Paragraphs about all operations.
        filters: Parameters that many operations have alike.
        tags: The subjects, with what they are about.
        operations: In the order of the document.
    """

    introduction: tuple[str, ...]
    filters: tuple[ParameterShown, ...]
    tags: tuple[tuple[str, str], ...]
    operations: tuple[OperationShown, ...]


def api_page(document: dict[str, Any], origin: str) -> ApiPage:
    """The page of a document.

    Args:
        document: The OpenAPI document.
        origin: Where the room is, for the commands.
    """
    every = list(operations(document))
    times = Counter(one for _, _, operation in every for one in _asked(operation))
    filters = {one for one, number in times.items() if number >= _SHARED_BY}
    shown = tuple(
        _operation(path, method, operation, origin, filters) for path, method, operation in every
    )
    used = {one.tag for one in shown}
    paragraphs = document["info"]["description"].strip().split("\n\n")
    return ApiPage(
        introduction=tuple(" ".join(paragraph.split()) for paragraph in paragraphs),
        filters=tuple(one for one in times if one in filters),
        tags=tuple(
            (tag["name"], tag["description"]) for tag in document["tags"] if tag["name"] in used
        ),
        operations=shown,
    )


def _asked(operation: dict[str, Any]) -> tuple[ParameterShown, ...]:
    parameters = operation.get("parameters", ())
    return tuple(_parameter(one) for one in parameters if one["in"] != "header")


def _operation(
    path: str,
    method: str,
    operation: dict[str, Any],
    origin: str,
    filters: Collection[ParameterShown],
) -> OperationShown:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    asked = [one for one in operation.get("parameters", ()) if one["in"] != "header"]
    description = operation.get("description", "")
    summary, _, rest = description.partition("\n\n")
    return OperationShown(
        id=operation["operationId"],
        method=method.upper(),
        path=f"{BASE}{path}",
        summary=" ".join(summary.split()),
        description=" ".join(rest.split()),
        tag=operation["tags"][0],
        parameters=tuple(one for one in (*_asked(operation), *_fields(body)) if one not in filters),
        filters=tuple(one.name for one in _asked(operation) if one in filters),
        command=_command(f"{origin}{BASE}{path}", method, asked, body),
        example=_example(operation),
        answers=tuple(
            (status, answer["description"]) for status, answer in operation["responses"].items()
        ),
    )


def _parameter(one: dict[str, Any]) -> ParameterShown:
    return ParameterShown(
        name=one["name"],
        place=one["in"],
        is_needed=one.get("required", False),
        kind=_kind(one["schema"]),
        meaning=one.get("description", ""),
    )


def _fields(body: dict[str, Any]) -> list[ParameterShown]:
    schema = body.get("schema", {})
    return [
        ParameterShown(
            name=name,
            place="body",
            is_needed=name in schema.get("required", ()),
            kind=_kind(field),
            meaning=field.get("description", ""),
        )
        for name, field in schema.get("properties", {}).items()
    ]


def _kind(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    told = schema.get("type", "")
    kind = " or ".join(told) if isinstance(told, list) else str(told)
    if "minimum" in schema and "maximum" in schema:
        kind += f", {schema['minimum']} to {schema['maximum']}"
    if "default" in schema and schema["default"] not in ("", None):
        kind += f"; {json.dumps(schema['default'])} unless told"
    return kind


def _command(url: str, method: str, asked: list[dict[str, Any]], body: dict[str, Any]) -> str:
    query = {}
    for one in asked:
        example = _example_of(one)
        if one["in"] == "path":
            url = url.replace(f"{{{one['name']}}}", str(example))
        elif one.get("required"):
            query[one["name"]] = example
    address = f"{url}?{urlencode(query)}" if query else url
    quoted = f"'{address}'" if query else address
    if method == "get":
        return f"curl -s {quoted}"
    told = ""
    if "example" in body:
        told = f" -H 'Content-Type: application/json' -d '{json.dumps(body['example'])}'"
    return f"curl -s -X {method.upper()} {quoted}{told}"


def _example_of(parameter: dict[str, Any]) -> Any:
    schema = parameter["schema"]
    for told in (parameter.get("examples"), schema.get("examples"), schema.get("enum")):
        if told:
            return next(iter(told.values()))["value"] if isinstance(told, dict) else told[0]
    return parameter["name"]


def _example(operation: dict[str, Any]) -> str:
    for status, answer in operation["responses"].items():
        content = answer.get("content", {}).get("application/json", {})
        if status.startswith("2") and "example" in content:
            text = json.dumps(content["example"], ensure_ascii=False, indent=1)
            is_long = len(text) > _LONGEST_EXAMPLE_CHARS
            return text[:_LONGEST_EXAMPLE_CHARS] + "\n …" if is_long else text
    return ""
