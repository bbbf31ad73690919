"""Pages of lists: cursors that hold for one question, and the way to the next page."""

import hashlib
import json
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from onrecord.web.api.parameters import Parameters
from onrecord.web.api.replies import reply
from onrecord.web.refusals import Refusal

_SIGN_CHARS = 12
_NO_QUESTION = {"cursor", "limit", "facets"}
"""Parameters that leave the list as it is."""


def place_of(request: Request, asked: Parameters) -> str | None:
    """Where the ledger goes on, out of a question's cursor; None at the beginning.

    Raises:
        Refusal: The cursor was given out for another question, or is none.
    """
    given = getattr(asked, "cursor", None)
    if given is None:
        return None
    place, _, sign = str(given).rpartition(".")
    if not place or sign != _sign(request, asked, place):
        raise Refusal(
            400,
            "This cursor belongs to another question",
            "Give `next` of the page before as cursor, with the same words, filters and order; or "
            "leave it out to begin.",
            "bad-cursor",
        )
    return place


def page(
    request: Request, asked: Parameters, items: Any, *, place: str | None, **more: Any
) -> Response:
    """A page of a list, with the way to the next one.

    Args:
        request: What asked for it.
        asked: Its parameters.
        items: Values of the ledger.
        place: Where the ledger goes on; None at the end.
        more: Further members of the answer.
    """
    following = None if place is None else f"{place}.{_sign(request, asked, place)}"
    headers = {}
    if following is not None:
        known = {name: value for name, value in request.query_params.items() if name != "cursor"}
        address = f"{request.url.path}?{urlencode(known | {'cursor': following})}"
        headers["Link"] = f'<{address}>; rel="next"'
    return reply({"items": items, "next": following, **more}, headers=headers)


def _sign(request: Request, asked: Parameters, place: str) -> str:
    question = asked.model_dump(mode="json", exclude=_NO_QUESTION)
    told = json.dumps([request.url.path, question, place], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:_SIGN_CHARS]
