"""What is fetched, within which limits, and which failures are worth another try."""

import os
from dataclasses import dataclass, field

from onrecord.errors import OptionError
from onrecord.types import Failure
from onrecord.version import __version__

CONTACT_VARIABLE = "ONRECORD_CONTACT"
"""The environment variable that holds the contact for the user agent."""

_TEMPORARY = frozenset(
    {"no-such-host", "unreachable", "timeout", "truncated", "bad-response", "host-busy"}
    | {"robots-unavailable", "stopped"}
)
_TEMPORARY_STATUS = frozenset({"408", "425", "429"})


def contact_of_environment() -> str | None:
    """The contact that the environment names."""
    return os.environ.get(CONTACT_VARIABLE) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """How to fetch.

    Attributes:
        contact: An address or e-mail under which those who run a server reach the user; it stands
            in the user agent. Default: ``ONRECORD_CONTACT``.
        delay_seconds: Least time between two requests to one host; a longer crawl delay of the
            host's robots.txt counts instead.
        timeout_seconds: Longest silence of a server.
        total_seconds: Longest time for one page, redirects included.
        limit_bytes: Most bytes of one body, packed or unpacked.
        max_redirects: Most redirects on the way to one page.
        allow_private: Whether addresses of this machine and of private networks may be fetched.
    """

    contact: str | None = field(default_factory=contact_of_environment)
    delay_seconds: float = 1.0
    timeout_seconds: float = 20.0
    total_seconds: float = 60.0
    limit_bytes: int = 20_000_000
    max_redirects: int = 5
    allow_private: bool = False

    def __post_init__(self) -> None:
        if self.contact is not None and not (self.contact.isascii() and self.contact.isprintable()):
            raise OptionError(
                f"the contact {self.contact!r} cannot stand in a header; give an e-mail address "
                "or the address of a page in plain ASCII"
            )
        if min(self.timeout_seconds, self.total_seconds) <= 0 or self.delay_seconds < 0:
            raise OptionError("a time limit is not above 0; give seconds")

    @property
    def user_agent(self) -> str:
        """As servers see it: ``onrecord/0.3 (+desk@meridian.example)``."""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"onrecord/{__version__}{contact}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """A page or feed that is wanted.

    Attributes:
        url: Its address.
        etag: Of the copy that is at hand: an unchanged page then comes as status 304, without
            a body. So does ``last_modified``.
        title: What a feed says of it, and so are the next three (see ``Capture``).
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()


def is_temporary(failure: Failure) -> bool:
    """Whether another try, later, may go well."""
    if failure.code == "http-status":
        status = failure.detail.get("status", "")
        return status in _TEMPORARY_STATUS or status.startswith("5")
    return failure.code in _TEMPORARY
