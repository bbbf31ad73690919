"""The room's token: given once, kept as a cookie, and slow to be guessed."""

import hashlib
import hmac
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

COOKIE = "onrecord_room"
"""The cookie that stands for a token that was given."""

_FREE_FAILURES = 5
_LONGEST_WAIT_SECONDS = 60.0
_MOST_ADDRESSES = 4096


def sign_of(token: str) -> str:
    """What a browser keeps instead of the token."""
    return hashlib.sha256(f"onrecord reading room {token}".encode()).hexdigest()


def is_same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how much of them is."""
    digests = (hashlib.sha256(text.encode("utf-8", "replace")).digest() for text in (one, other))
    return hmac.compare_digest(*digests)


@dataclass(slots=True)
class _Failures:
    number: int = 0
    closed_until: float = 0.0


class Brake:
    """Makes those wait who give wrong tokens: from the sixth on twice as long each time.

    While an address waits, what it gives is not even looked at.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[str, _Failures] = OrderedDict()

    def wait_seconds(self, address: str) -> float:
        """How long an address has to wait; 0 where it need not."""
        known = self._failures.get(address)
        return 0.0 if known is None else max(0.0, known.closed_until - self._clock())

    def fail(self, address: str) -> None:
        """Counts a wrong token."""
        known = self._failures.setdefault(address, _Failures())
        self._failures.move_to_end(address)
        known.number += 1
        doublings = known.number - _FREE_FAILURES
        if doublings > 0:
            wait = min(_LONGEST_WAIT_SECONDS, 2.0 ** min(doublings, 10))
            known.closed_until = self._clock() + wait
        while len(self._failures) > _MOST_ADDRESSES:
            self._failures.popitem(last=False)

    def forgive(self, address: str) -> None:
        """Forgets the wrong tokens of an address that gave the right one."""
        self._failures.pop(address, None)
