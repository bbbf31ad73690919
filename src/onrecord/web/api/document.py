"""The API's own description: an OpenAPI 3.1 document."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from onrecord.version import __version__
from onrecord.web.api import examples, problems
from onrecord.web.api.mounting import BASE
from onrecord.web.api.schemas import PREFIX, components

_METHODS = ("get", "post", "delete")
_DESCRIPTION = """\
What is on record in a ledger: who said what, about whom, when and where, and who confirms or denies
it, each with the exact characters that say so.

Positions are half-open `[start, end)` pairs of Unicode code points into a report's text. Lists come
in pages: give the `cursor` of a page for the next one. What goes wrong is told as a problem
(RFC 9457) whose `code` is stable.
"""
_TAGS = {
    "statements": "Who said what, and what answers it.",
    "reports": "Reports, their records, editions and captures.",
    "people": "Who is on record, and how they are carried.",
    "time and place": "When and where.",
    "handing in": "Reports to be read, and how far they are.",
    "ledger": "What it holds, what failed, which feeds it follows, and searches that are kept.",
}


def document(api: FastAPI) -> dict[str, Any]:
    """The document of an app's operations; made once, then kept with the app."""
    if not api.openapi_schema:
        made = get_openapi(
            title="Onrecord",
            version=__version__,
            openapi_version="3.1.0",
            description=_DESCRIPTION,
            routes=api.routes,
            tags=[{"name": name, "description": text} for name, text in _TAGS.items()],
            servers=[{"url": BASE}],
        )
        _correct(made)
        made["components"] = {
            "schemas": components() | {"Problem": problems.SCHEMA},
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Where the reading room has one: see `onrecord serve --token`.",
                }
            },
        }
        made["security"] = [{}, {"token": []}]
        api.openapi_schema = made
    return api.openapi_schema


def operations(made: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of each operation, in the document's order."""
    for path, item in made["paths"].items():
        for method in _METHODS:
            if method in item:
                yield path, method, item[method]


def _correct(made: dict[str, Any]) -> None:
    """Puts right what FastAPI says and is not so here."""
    known = made.get("components", {}).get("schemas", {})
    for _, method, operation in operations(made):
        # Wrong parameters are told as problems with status 400.
        operation["responses"].pop("422" if _is_fastapis(operation) else "", None)
        for parameter in operation.get("parameters", ()):
            parameter["schema"] = _without_null(_inlined(parameter["schema"], known))
            parameter["description"] = parameter["schema"].pop("description", "") or parameter.get(
                "description", ""
            )
        for content in operation.get("requestBody", {}).get("content", {}).values():
            content["schema"] = _inlined(content["schema"], known)
        if method == "get":
            operation.setdefault("parameters", []).append(_IF_NONE_MATCH)
        for status, answer in operation["responses"].items():
            _without_empty_schema(status, answer)
            for content in answer.get("content", {}).values():
                # FastAPI would leave out what is null in an example, so that it takes its name.
                if "example" in content:
                    content["example"] = examples.answers()[content["example"]]


def _inlined(schema: Any, known: dict[str, Any]) -> Any:
    """A schema with what it refers to in its place: FastAPI's names are not kept."""
    if isinstance(schema, list):
        return [_inlined(one, known) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        named = known[schema["$ref"].removeprefix(PREFIX)]
        return _inlined(named | {k: v for k, v in schema.items() if k != "$ref"}, known)
    return {
        name: _inlined(value, known)
        for name, value in schema.items()
        if name != "title" or isinstance(value, dict)  # a field may be called so
    }


def _is_fastapis(operation: dict[str, Any]) -> bool:
    told = operation["responses"].get("422", {}).get("content", {}).get("application/json", {})
    return "HTTPValidationError" in str(told)


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter's schema; what is optional can be left out, but no address can hold null."""
    choices = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(choices) != 1:
        return schema
    kept = {name: value for name, value in schema.items() if name != "anyOf"}
    return {**choices[0], **kept}


def _without_empty_schema(status: str, answer: dict[str, Any]) -> None:
    content = answer.get("content", {})
    if status in ("204", "304"):
        answer.pop("content", None)
    elif content.get("application/json") == {"schema": {}}:
        del content["application/json"]


_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of an answer that you have: if nothing has changed, it is not sent.",
    "schema": {"type": "string"},
}
