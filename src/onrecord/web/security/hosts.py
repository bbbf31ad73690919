"""Which names the room answers to, and which pages may post to it; pure."""

import ipaddress
from urllib.parse import urlsplit

from onrecord.web.settings import ServeSettings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_known_host(host: str | None, settings: ServeSettings) -> bool:
    """Whether a ``Host`` header names this room.

    A page elsewhere can lead its own name to this machine (DNS rebinding), but it cannot make the
    browser leave that name out.
    """
    name = _name_of(f"//{host}") if host else None
    if name is None:
        return False
    return name in settings.host_names or (settings.asks_any_number and _is_number(name))


def is_from_here(headers: dict[str, str], host: str) -> bool:
    """Whether what asks for a change is a page of this room, or a program.

    Args:
        headers: Of the request, by names in lower case.
        host: What the request calls this room, with its port.
    """
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


def _name_of(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises where it is none
    except ValueError:
        return None
    if parts.username is not None or parts.path:
        return None
    return parts.hostname


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
