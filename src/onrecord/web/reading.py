"""The ledger, as the pages' functions take it."""

import os
from threading import Lock
from typing import Annotated, TypeAlias

from fastapi import Depends, Request

from onrecord.ledger import Ledger
from onrecord.web.refusals import Refusal
from onrecord.web.settings import ServeSettings
from onrecord.web.turns import soon

_CACHE_BYTES = 4_000_000
"""Of each connection. With 16 MB, answers from a ledger of a million statements took the same time
(the system keeps the file in memory, too), and the room 50 MB more."""

_Place: TypeAlias = tuple[int, int]


class Shelf:
    """Opens the ledger when a page first asks for it, and anew when another file lies there.

    A ledger that cannot be opened is tried again with each page, so that the room need not be
    started again once the trouble is over. Safe to use from several threads.
    """

    def __init__(self, settings: ServeSettings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._ledger: Ledger | None = None
        self._place: _Place | None = None

    def ledger(self) -> Ledger:
        """The ledger.

        Raises:
            LedgerError: It cannot be opened.
            LedgerVersionError: It is too new, too old to be opened read-only, or no ledger.
        """
        with self._lock:
            if self._ledger is None or self._place != _place_of(self._settings):
                self._reopen()
            assert self._ledger is not None
            return self._ledger

    def at_hand(self) -> Ledger | None:
        """The ledger where it is open already; None, without waiting, where it is not."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return self._ledger if self._place == _place_of(self._settings) else None
        finally:
            self._lock.release()

    def writer(self) -> Ledger:
        """The ledger, to be written.

        Raises:
            Refusal: The room only reads.
            LedgerError: The ledger cannot be opened.
        """
        if self._settings.read_only:
            raise Refusal(
                403,
                "This reading room only reads",
                "Start it without --read-only to add to the ledger.",
                "read-only",
            )
        return self.ledger()

    def close(self) -> None:
        """Closes the ledger."""
        with self._lock:
            if self._ledger is not None:
                self._ledger.close()
            self._ledger = None

    def _reopen(self) -> None:
        # Pages that still read the file that lay here before end with an error of their own.
        before, self._ledger = self._ledger, None
        if before is not None:
            before.close()
        self._ledger = Ledger(
            self._settings.ledger,
            read_only=self._settings.read_only,
            cache_bytes=_CACHE_BYTES,
        )
        self._place = _place_of(self._settings)


def _place_of(settings: ServeSettings) -> _Place | None:
    try:
        found = os.stat(settings.ledger)
    except OSError:
        return None
    return found.st_dev, found.st_ino


# These are `async` so that they wait for no page that is being made, as others would.


async def ledger_of(request: Request) -> Ledger:
    """The ledger that a page reads."""
    shelf: Shelf = request.app.state.shelf
    ledger = shelf.at_hand()
    return await soon(shelf.ledger) if ledger is None else ledger


async def writer_of(request: Request) -> Ledger:
    """The ledger that a form writes; raises Refusal where the room only reads."""
    shelf: Shelf = request.app.state.shelf
    return await soon(shelf.writer)


async def settings_of(request: Request) -> ServeSettings:
    """How the room is run."""
    settings: ServeSettings = request.app.state.settings
    return settings


ReadLedger = Annotated[Ledger, Depends(ledger_of)]
WriteLedger = Annotated[Ledger, Depends(writer_of)]
Settings = Annotated[ServeSettings, Depends(settings_of)]
