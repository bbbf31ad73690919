"""Form tokens: what only a page of this room can have put into a form."""

import hashlib
import hmac
import secrets
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData

from onrecord.web.refusals import Refusal

FIELD = "form_token"
"""The name of the hidden field."""

_NONCE_CHARS = 22
_MOST_FILES = 200
_MOST_FIELDS = 100
_FIELD_LIMIT_BYTES = 6_000_000


class FormTokens:
    """Makes and checks the tokens of one process.

    Each is another, so that a packed page tells nothing of it by its length (BREACH).
    """

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def make(self) -> str:
        """A token for one page."""
        nonce = secrets.token_urlsafe(16)
        return nonce + self._sign(nonce)

    def is_ours(self, token: str) -> bool:
        """Whether this process made a token."""
        expected = self._sign(token[:_NONCE_CHARS])
        return hmac.compare_digest(expected.encode(), token[_NONCE_CHARS:].encode())

    def _sign(self, nonce: str) -> str:
        return hmac.new(self._secret, nonce.encode(), hashlib.sha256).hexdigest()


async def checked_form(request: Request) -> FormData:
    """The fields of a form that a page of this room has sent; a dependency.

    Raises:
        Refusal: Another page sent it, or one from before the room was started again.
    """
    form = await request.form(
        max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_FIELD_LIMIT_BYTES
    )
    tokens: FormTokens = request.app.state.form_tokens
    if not tokens.is_ours(text_field(form, FIELD)):
        raise Refusal(
            403,
            "This form is out of date",
            "It comes from another site, or from before this reading room was started again. "
            "Go back, load the page anew, and send it once more.",
        )
    return form


def text_field(form: FormData, name: str, default: str = "") -> str:
    """A field's text; a file in its place counts as nothing."""
    value: Any = form.get(name)
    return value if isinstance(value, str) else default
