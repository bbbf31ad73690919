"""Whose turn it is: pages are made some at a time, and what is short does not wait behind them."""

from collections.abc import Callable
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from anyio.lowlevel import RunVar

T = TypeVar("T")

PAGES = 3
"""So many pages are made at the same time, the others wait for their turn. More of them would take
longer, all together: threads that fetch rows lose their turn with each row to those that don't.
Of three, one mostly waits for a chart. Each has a connection to the ledger, with its cache."""
_SHORT = 4
_limiter: RunVar[CapacityLimiter] = RunVar("onrecord_short")


def set_up() -> None:
    """Bounds how many pages are made at a time, in the event loop that this is called in."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = PAGES
    _limiter.set(CapacityLimiter(_SHORT))


async def soon(function: Callable[..., T], *values: object) -> T:
    """Runs what takes microseconds in a thread, because it could have to wait for a file.

    It waits for no page, as it would in FastAPI's own threads.
    """
    return await anyio.to_thread.run_sync(function, *values, limiter=_limiter.get(None))
