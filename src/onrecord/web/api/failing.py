"""From what goes wrong in the API to the problem that tells it."""

import logging
import re
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from onrecord.errors import OnrecordError
from onrecord.web.api.parameters import UnknownParameter
from onrecord.web.api.problems import problem
from onrecord.web.refusals import Refusal, refusal_of

_log = logging.getLogger(__name__)

_HTTP = {
    404: ("no-page", "There is no such address", "See /api/v1/openapi.json for those there are."),
    405: ("bad-method", "That cannot be done here", "The Allow header says what can."),
}


def install(app: FastAPI) -> None:
    """Makes an app answer with problems when something goes wrong."""
    app.add_exception_handler(Refusal, _on_refusal)
    app.add_exception_handler(OnrecordError, _on_error)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(Exception, _on_fault)


def _on_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    if isinstance(error, UnknownParameter):
        told = {"detail": error.detail, "allowed": error.known}
        return problem(error, errors=[{"parameter": name, **told} for name in error.names])
    return problem(error)


def _on_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnrecordError)
    return problem(refusal_of(error))


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    unforeseen = ("bad-body", "That cannot be taken", str(error.detail))
    code, title, detail = _HTTP.get(error.status_code, unforeseen)
    return problem(Refusal(error.status_code, title, detail, code, dict(error.headers or {})))


def _on_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [_told(one) for one in error.errors()]
    detail = " ".join(one["detail"] for one in errors)
    is_body = any(one["loc"][0] == "body" for one in error.errors())
    code = "bad-body" if is_body else "bad-option"
    return problem(Refusal(400, "That cannot be asked", detail, code), errors=errors)


def _told(error: dict[str, Any]) -> dict[str, Any]:
    name = ".".join(str(part) for part in error["loc"][1:]) or str(error["loc"][0])
    given = "" if error["type"] == "missing" else f" is {str(error['input'])[:100]!r}"
    if error["type"] == "enum":
        # Pydantic names them as 'one', 'two' or 'three'.
        allowed = re.findall(r"'([^']+)'", error["ctx"]["expected"])
        detail = f"{name}{given}: give one of {', '.join(allowed)}."
        return {"parameter": name, "detail": detail, "allowed": allowed}
    return {"parameter": name, "detail": f"{name}{given}: {error['msg'].lower()}."}


def _on_fault(request: Request, error: Exception) -> Response:
    _log.exception("a fault at %s", request.url.path, exc_info=error)
    detail = (
        "This is a fault in onrecord: please report it, with the lines that `onrecord serve` "
        "printed. The ledger is as it was."
    )
    return problem(Refusal(500, "Something went wrong here", detail, "internal"))
