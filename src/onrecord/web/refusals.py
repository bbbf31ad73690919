"""Why an answer is not what was asked for: one mapper from errors to HTTP."""

from dataclasses import dataclass, field

from onrecord.errors import (
    EvidenceError,
    LedgerError,
    LedgerVersionError,
    NotFoundError,
    OnrecordError,
    OptionError,
    SourceError,
)


@dataclass(slots=True)
class Refusal(Exception):
    """What a page says instead of what was asked for.

    Attributes:
        status: HTTP status.
        title: What happened, in a few words.
        detail: What happened and what to do.
        code: Stable, for machines.
    """

    status: int
    title: str
    detail: str
    code: str = "refused"
    headers: dict[str, str] = field(default_factory=dict)


_STATUSES: tuple[tuple[type[OnrecordError], int, str], ...] = (
    (NotFoundError, 404, "Nothing goes by that"),
    (OptionError, 400, "That cannot be asked"),
    (SourceError, 422, "That cannot be read"),
    (LedgerVersionError, 503, "This ledger cannot be opened"),
    (LedgerError, 503, "The ledger cannot be used"),
    (EvidenceError, 404, "This piece of evidence is missing"),
)


def refusal_of(error: OnrecordError) -> Refusal:
    """How an error is told.

    >>> refusal_of(OptionError("since is 'May'")).status
    400
    """
    for kind, status, title in _STATUSES:
        if isinstance(error, kind):
            return Refusal(status, title, str(error), error.code)
    return Refusal(500, "Something went wrong", str(error), error.code)


def fault_of(error: Exception) -> Refusal:
    """How a fault of ours is told: what it is stands in the log only."""
    if isinstance(error, Refusal):
        return error
    return Refusal(
        500,
        "Something went wrong here",
        "This is a fault in onrecord: please report it, with the lines that `onrecord serve` "
        "printed. The ledger is as it was.",
        "internal",
    )
