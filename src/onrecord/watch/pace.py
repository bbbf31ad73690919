"""When to ask a feed again: by what its server wishes, its own rhythm, and what went wrong."""

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from statistics import median

from onrecord.types import Capture

SHORTEST_SECONDS = 300
"""No feed is asked more often: 5 minutes."""

LONGEST_SECONDS = 6 * 3600
"""A feed that nothing else is known of is asked at least so often; see ``WISH_SECONDS``."""

WISH_SECONDS = 24 * 3600
"""No server's wish for fewer questions counts beyond a day; files are often told to last a year."""

_UNKNOWN_SECONDS = 1800
_RHYTHM_ITEMS = 20
# After a silence the next item may come at any time, so that the gap grows with it, but slowly.
_SILENCE_SHARE = 10
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_UNSTORED = re.compile(r"\bno-(?:cache|store)\b", re.IGNORECASE)
_JITTER = 0.2
_MOST_DOUBLINGS = 10


def interval_seconds(
    capture: Capture,
    *,
    now: datetime,
    ttl_seconds: int | None = None,
    published: Iterable[str | None] = (),
    before: int | None = None,
) -> int:
    """Seconds until a feed that could be read is to be asked again.

    Args:
        capture: The server's answer; its cache headers say how long it is good for.
        now: The time.
        ttl_seconds: How long the feed itself asks to be kept.
        published: When its entries were published, as it tells.
        before: The interval so far, for a feed that has not changed or tells no dates.
    """
    own = rhythm_seconds(published, now=now) or before or _UNKNOWN_SECONDS
    wishes = (ttl_seconds or 0, lasting_seconds(capture, now=now) or 0)
    wish = min(max(wishes), WISH_SECONDS)
    return max(SHORTEST_SECONDS, min(own, LONGEST_SECONDS), wish)


def lasting_seconds(capture: Capture, *, now: datetime) -> int | None:
    """How long an answer is good for, by ``Cache-Control`` or ``Expires`` (RFC 9111)."""
    control = capture.header("cache-control") or ""
    told = _MAX_AGE.search(control)
    if _UNSTORED.search(control):
        return None
    if told:
        age = capture.header("age") or ""
        return max(0, int(told[1]) - (int(age) if age.isdecimal() else 0))
    try:
        expires = parsedate_to_datetime(capture.header("expires") or "")
        return max(0, int((_aware(expires) - now).total_seconds()))
    except (TypeError, ValueError, OverflowError):
        return None


def rhythm_seconds(published: Iterable[str | None], *, now: datetime) -> int | None:
    """Half the usual gap between a feed's latest items, longer after a silence.

    None where fewer than three of them tell a time of day.

    >>> hourly = [f"2031-05-04T{hour:02}:00:00+00:00" for hour in range(8, 12)]
    >>> rhythm_seconds(hourly, now=datetime(2031, 5, 4, 11, 30, tzinfo=UTC))
    1800
    """
    times = sorted(filter(None, map(_time, published)), reverse=True)[:_RHYTHM_ITEMS]
    if len(times) < 3:
        return None
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(times)]
    silence = (now - times[0]).total_seconds() / _SILENCE_SHARE
    return int(max(median(gaps) / 2, silence))


def backoff_seconds(
    url: str, errors: int, *, interval: int | None, longest: int = LONGEST_SECONDS
) -> int:
    """Seconds until a feed or an entry is tried again that failed so often in a row.

    It doubles with each error. The jitter keeps many that failed together from coming back
    together; it is the same for the same address and number, so that it can be foretold.

    >>> [backoff_seconds("https://m.example/", errors, interval=300) for errors in (1, 2, 3)]
    [267, 694, 1434]
    """
    factor: int = 2 ** min(max(0, errors - 1), _MOST_DOUBLINGS)
    plain = min((interval or SHORTEST_SECONDS) * factor, longest)
    seed = hashlib.sha256(f"{errors} {url}".encode()).digest()
    share = int.from_bytes(seed[:4], "big") / 2**32
    return round(plain * (1 - _JITTER + 2 * _JITTER * share))


def later(now: datetime, seconds: float) -> str:
    """A time so many seconds from now, as the ledger keeps it.

    >>> later(datetime(2031, 5, 4, tzinfo=UTC), 90)
    '2031-05-04T00:01:30+00:00'
    """
    return (now.astimezone(UTC) + timedelta(seconds=seconds)).isoformat(timespec="seconds")


def _time(stamp: str | None) -> datetime | None:
    if stamp is None or len(stamp) <= len("2031-05-04"):
        return None
    return _aware(datetime.fromisoformat(stamp))


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)
