"""What a reader sees when something is not as asked: a page that helps, or a problem (RFC 9457)."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from onrecord.errors import OnrecordError
from onrecord.web.api.problems import problem
from onrecord.web.refusals import Refusal, refusal_of
from onrecord.web.rendering import render
from onrecord.web.views import suffix_of

_TITLES = {
    404: (
        "There is no such page",
        "Look for it with the search above, or begin at the front page.",
    ),
    405: ("That cannot be done here", "Go back and use the page's own buttons."),
}


def install(app: FastAPI) -> None:
    """Makes an app answer with these when something goes wrong."""
    app.add_exception_handler(Refusal, _on_refusal)
    app.add_exception_handler(OnrecordError, _on_error)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_validation)


def refuse(request: Request, refusal: Refusal) -> Response:
    """A refusal as a page, or for programs as a problem."""
    if suffix_of(request) or request.url.path.startswith("/api/"):
        return problem(refusal)
    response = render(request, "refusal.html", status=refusal.status, page=refusal)
    response.headers.update(refusal.headers)
    return response


def _on_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return refuse(request, error)


def _on_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnrecordError)
    return refuse(request, refusal_of(error))


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    title, detail = _TITLES.get(error.status_code, ("That did not work", str(error.detail)))
    code = {404: "no-page", 405: "bad-method"}.get(error.status_code, "refused")
    return refuse(
        request, Refusal(error.status_code, title, detail, code, dict(error.headers or {}))
    )


def _on_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
    return refuse(
        request,
        Refusal(
            400, "That cannot be asked", f"{told}. Change the address and ask again.", "bad-option"
        ),
    )
