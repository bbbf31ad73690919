"""How the reading room is run."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import OptionError

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8420

_SHORTEST_TOKEN_CHARS = 16
_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSettings:
    """How the reading room is run.

    Attributes:
        ledger: The file.
        host: The address of this machine that is listened on.
        port: The port; 0 takes one that is free.
        token: What a browser or program has to give; None on this machine only.
        allowed_hosts: Further names under which browsers may ask for the room.
        read_only: Whether nothing may be added.
        allow_private: Whether addresses in "add" may lead into this machine and its network.
        evidence: The folder of kept bytes; None: the one beside the ledger.
        limit_bytes: Most bytes that one form may bring.
    """

    ledger: Path
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    token: str | None = None
    allowed_hosts: tuple[str, ...] = ()
    read_only: bool = False
    allow_private: bool = False
    evidence: Path | None = None
    limit_bytes: int = 25_000_000

    def __post_init__(self) -> None:
        if self.token is None and not is_loopback(self.host):
            raise OptionError(
                f"{self.host} can be reached from other machines, and there is no token; give one "
                "with --token, or listen on 127.0.0.1."
            )
        if self.token is not None and len(self.token) < _SHORTEST_TOKEN_CHARS:
            raise OptionError(
                f"the token has {len(self.token)} characters, few enough to be guessed; "
                f"give {_SHORTEST_TOKEN_CHARS} or more."
            )

    @property
    def host_names(self) -> frozenset[str]:
        """The names under which browsers may ask for the room, in lower case, without ports."""
        named = {*_LOOPBACK_NAMES, *self.allowed_hosts}
        if not _is_any_address(self.host):
            named.add(self.host)
        return frozenset(name.lower().strip("[]") for name in named)

    @property
    def asks_any_number(self) -> bool:
        """Whether the room may be asked for by the number of any of this machine's addresses."""
        return _is_any_address(self.host)

    @property
    def evidence_folder(self) -> Path:
        """Where kept bytes lie."""
        return self.evidence or self.ledger.with_name(f"{self.ledger.name}.evidence")


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only.

    >>> is_loopback("localhost"), is_loopback("127.0.0.2"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host.lower() in _LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_any_address(host: str) -> bool:
    return host.strip("[]") in ("", "0.0.0.0", "::")
