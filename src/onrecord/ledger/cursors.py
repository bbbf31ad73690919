"""Cursors: where a list goes on, as text that users hand back."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from onrecord.errors import OptionError

Part = str | int | float | None


def cursor(kind: str, *parts: Part) -> str:
    """A cursor of a list.

    Args:
        kind: Which list and order; a cursor of another one is refused.
        parts: What the last value is sorted by.
    """
    text = json.dumps([kind, *parts], separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def parts_of(text: str, kind: str, types: tuple[type, ...]) -> tuple[Part, ...]:
    """What a cursor was made of.

    Raises:
        OptionError: It is no cursor of this list.
    """
    try:
        found = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (Error, ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or found[:1] != [kind] or len(found) != len(types) + 1:
        raise OptionError(_message(text))
    values = tuple(found[1:])
    for value, wanted in zip(values, types, strict=True):
        is_number = isinstance(value, int) and abs(value) >= 2**63
        if not isinstance(value, wanted) or isinstance(value, bool) or is_number:
            raise OptionError(_message(text))
    return values


def _message(text: str) -> str:
    shown = text if len(text) <= 40 else text[:40] + "…"
    return (
        f"cursor is {shown!r}: take `next` of the page before, with the same words, filters and "
        "order; or leave it out to begin."
    )
