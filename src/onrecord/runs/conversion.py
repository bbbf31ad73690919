"""From an arrival to what the reader takes: a report, or why there is none to read."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.sources import Particulars, read_capture
from onrecord.sources.reading import LIMIT_CHARS
from onrecord.types import Arrival, Capture, Failure, MadeBy, Report

if TYPE_CHECKING:
    from onrecord.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(Failure):
    """A report on record already. It goes the way of a failure, and is none.

    Attributes:
        report: As it was found this time.
    """

    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver(Failure):
    """What a filter passes over, or bytes that were read before; ``code`` says why."""


READ_BEFORE = "read-before"
"""The code of bytes that were read into a record before by the same versions."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """How arrivals become reports.

    Attributes:
        particulars: Of all reports.
        limit_chars: A longer text becomes a failure.
        again: Read also what is on record by the same versions.
    """

    particulars: Particulars = field(default_factory=Particulars)
    limit_chars: int = LIMIT_CHARS
    again: bool = False

    def convert(
        self, arrival: Arrival, ledger: "Ledger | None", made_by: MadeBy
    ) -> Report | Failure:
        """The report of an arrival, or a ``Failure`` of some kind instead of one."""
        item = arrival.item
        if item is None:
            return _passed_over(arrival.passed_over or "")
        if isinstance(item, Failure):
            return item
        known = None if self.again else ledger
        if known is not None and _is_fetched(item) and known.is_read(item, made_by):
            return _passed_over(READ_BEFORE, item.where)
        report = read_capture(item, self.particulars, limit_chars=self.limit_chars)
        if known is None or isinstance(report, Failure) or not known.has(report, made_by):
            return report
        return Known(where=item.where, stage="read", code="known", message="", report=report)


def _is_fetched(capture: Capture) -> bool:
    return capture.url is not None and capture.archive is None


def _passed_over(why: str, where: str = "") -> PassedOver:
    return PassedOver(where=where, stage="skip", code=why, message="")
