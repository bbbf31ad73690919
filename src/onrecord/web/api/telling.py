"""What the document says of an operation: what it answers, with an example, and its problems."""

from collections.abc import Iterator
from typing import Any

from onrecord.web.api import problems
from onrecord.web.api.replies import JSON, JSON_LINES
from onrecord.web.api.schemas import PREFIX, Schema, reference

_ALWAYS = ("bad-option", "token", "unknown-host", "too-many", "ledger")


def told(
    *codes: str,
    returns: Schema | None = None,
    example: str = "",
    status: int = 200,
    meaning: str = "What was asked for.",
    lines: Any = None,
    is_page: bool = False,
) -> dict[str, Any]:
    """The arguments of a route's decorator that document what it answers.

    Args:
        codes: Codes of the problems that this operation alone may have.
        returns: The schema of the answer; None where it is none, or JSON lines only.
        example: The name of an answer among the examples.
        status: HTTP status of the answer.
        meaning: What the answer is.
        lines: The schema of a line, where the answer may be had as JSON lines.
        is_page: Whether the answer is one page of several.
    """
    content: dict[str, Any] = {}
    if returns is not None:
        content[JSON] = {"schema": returns, "example": example}
    if lines is not None:
        content[JSON_LINES] = {"schema": {"type": "string", "description": _lines_of(lines)}}
    answers: dict[int | str, Any] = {status: {"description": meaning, "content": content}}
    if not content:
        del answers[status]["content"]
    if status == 200:
        answers[200]["headers"] = _headers(is_page=is_page)
        answers[304] = {"description": "Nothing has changed since the `ETag` in `If-None-Match`."}
    answers |= dict(_problems(*_ALWAYS, *codes))
    return {"responses": answers, "response_model": None, "status_code": status}


def page_of(kind: type, **more: Schema) -> Schema:
    """The schema of a page of a list.

    Args:
        kind: Of its items.
        more: Further members.
    """
    following = {
        "type": ["string", "null"],
        "description": "Give it as `cursor` for the next page; null on the last one.",
    }
    items = {"type": "array", "items": reference(kind)}
    properties = {"items": items, "next": following, **more}
    return {"type": "object", "required": list(properties), "properties": properties}


def list_of(kind: type) -> Schema:
    """The schema of a whole list, in an object so that it can grow."""
    items = {"type": "array", "items": reference(kind)}
    return {"type": "object", "required": ["items"], "properties": {"items": items}}


def _headers(*, is_page: bool) -> dict[str, Any]:
    text = {"type": "string"}
    found: dict[str, Any] = {
        "ETag": {"description": "Of this answer; send it as `If-None-Match`.", "schema": text}
    }
    if is_page:
        found["Link"] = {"description": 'The next page (`rel="next"`, RFC 8288).', "schema": text}
    return found


def _problems(*codes: str) -> Iterator[tuple[int, Any]]:
    by_status: dict[int, list[problems.ProblemKind]] = {}
    for code in codes:
        kind = problems.BY_CODE[code]
        by_status.setdefault(kind.status, []).append(kind)
    for status, kinds in sorted(by_status.items()):
        meaning = " ".join(f"`{kind.code}`: {kind.meaning}" for kind in kinds)
        schema = {"$ref": f"{PREFIX}Problem"}
        yield (
            status,
            {
                "description": meaning,
                "content": {problems.MEDIA_TYPE: {"schema": schema}},
            },
        )


def _lines_of(schema: Schema) -> str:
    return f"One JSON object on each line: {schema['$ref'].removeprefix(PREFIX)}."
