"""From a page's context to the page: Jinja2, with everything that is not ours escaped."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.highlight import harmless
from onrecord.version import __version__
from onrecord.web import wording
from onrecord.web.article.places import anchor_of, statement_address
from onrecord.web.files import static
from onrecord.web.navigation import NAVIGATION, theme_of

_PACKAGE = "onrecord"


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page.

    Every text goes through autoescape, and what a reader is misled by (control characters,
    overrides of the writing direction) is written out.

    Args:
        request: What asked for it.
        template: Its file in ``templates``.
        status: HTTP status.
        context: What the template gets; by custom one frozen dataclass, as ``page``.
    """
    app = request.app
    known = {
        "request_path": request.url.path,
        "request_query": request.url.query,
        "theme": theme_of(request),
        "form_token": app.state.form_tokens.make,
        "settings": app.state.settings,
    }
    html = _environment().get_template(template).render(known | context)
    return HTMLResponse(html, status)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_PACKAGE, "web/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
        auto_reload=False,
    )
    environment.filters |= {
        "number": wording.number,
        "counted": wording.counted,
        "shortened": wording.shortened,
        "day": wording.day,
        "stamp": wording.stamp,
        "anchor": anchor_of,
        "query": query,
    }
    environment.globals |= {
        "navigation": NAVIGATION,
        "version": __version__,
        "static": static,
        "statement_address": statement_address,
        "wording": wording,
    }
    return environment


def _finalize(value: Any) -> Any:
    if isinstance(value, Markup):
        return value
    return harmless(value) if isinstance(value, str) else value


def query(values: Mapping[str, Any]) -> str:
    """A query string, with its question mark, of the values that say something.

    >>> query({"q": "peace talks", "act": None, "sort": ""})
    '?q=peace+talks'
    """
    told = {name: value for name, value in values.items() if value not in (None, "", False)}
    return f"?{urlencode(told, doseq=True)}" if told else ""
