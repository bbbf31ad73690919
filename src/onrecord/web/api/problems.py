"""Problems: what the API says when it does not answer (RFC 9457)."""

import json
from dataclasses import dataclass
from typing import Any

from fastapi.responses import Response

from onrecord.web.refusals import Refusal

MEDIA_TYPE = "application/problem+json"
PATH = "/api/v1/problems"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem.

    Attributes:
        code: Stable, for machines; the end of the problem's ``type``.
        status: HTTP status.
        meaning: When it is given, and what to do.
    """

    code: str
    status: int
    meaning: str


KINDS = (
    ProblemKind(
        "bad-option",
        400,
        "A parameter is unknown or has a value that makes no sense; `errors` says which one and, "
        "where there are only some, what values are allowed.",
    ),
    ProblemKind(
        "bad-cursor", 400, "The cursor was not given out for this very question: begin anew."
    ),
    ProblemKind("bad-body", 400, "The body is no JSON of the form that this operation takes."),
    ProblemKind(
        "token", 401, "The reading room asks for its token: `Authorization: Bearer TOKEN`."
    ),
    ProblemKind(
        "cross-site", 403, "Another site sent this; only programs and the room itself may."
    ),
    ProblemKind("read-only", 403, "This reading room only reads."),
    ProblemKind("not-found", 404, "Nothing goes by this id or name, or several things do."),
    ProblemKind("no-page", 404, "The API has no such address; `/api/v1/openapi.json` lists them."),
    ProblemKind("bad-method", 405, "The address is right, but it is asked for in another way."),
    ProblemKind("too-large", 413, "The body is larger than is taken."),
    ProblemKind(
        "unknown-host", 421, "The room does not go by this name; see `onrecord serve --help`."
    ),
    ProblemKind(
        "unreadable",
        422,
        "The text, page or feed that was sent cannot be read; `code` may say more exactly why, as "
        "a failure would.",
    ),
    ProblemKind(
        "too-many", 429, "Too many requests of this kind at once: wait as `Retry-After` says."
    ),
    ProblemKind("busy", 503, "Too much was handed in: wait as `Retry-After` says."),
    ProblemKind("internal", 500, "A fault in onrecord: please report it."),
    ProblemKind("ledger", 503, "The ledger cannot be opened or read now; `detail` says why."),
    ProblemKind(
        "ledger-version", 503, "The ledger is of another version; `detail` says what to do."
    ),
)

BY_CODE = {kind.code: kind for kind in KINDS}
_GENERAL = {400: "bad-option", 404: "not-found", 422: "unreadable", 503: "ledger"}


def problem(refusal: Refusal, **more: Any) -> Response:
    """A refusal as the API tells it.

    Args:
        refusal: What happened and what to do.
        more: Further members, such as ``errors``.
    """
    # What is wrong with a source has many codes, which are explained with the failures.
    kind = refusal.code if refusal.code in BY_CODE else _GENERAL.get(refusal.status, "internal")
    told = {
        "type": f"{PATH}/{kind}",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.detail,
        "code": refusal.code,
        **more,
    }
    # What came in a request may be no Unicode text, and is told all the same.
    body = json.dumps(told, ensure_ascii=True)
    return Response(body, refusal.status, dict(refusal.headers), media_type=MEDIA_TYPE)


SCHEMA = {
    "description": "What happened and what to do (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "description": f"`{PATH}/` and the code; it can be looked up."},
        "title": {"type": "string", "description": "What happened, in a few words."},
        "status": {"type": "integer", "description": "HTTP status."},
        "detail": {"type": "string", "description": "What happened and what to do."},
        "code": {"type": "string", "description": "Stable, for machines."},
        "errors": {
            "description": "Which parts of the question are wrong.",
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {
                    "parameter": {"type": "string", "description": "Its name."},
                    "detail": {"type": "string", "description": "What is wrong with it."},
                    "allowed": {
                        "type": "array",
                        "items": {"type": "string"},
                        "description": "What is allowed instead, where that is a list.",
                    },
                },
            },
        },
    },
}
"""The JSON Schema of a problem."""
