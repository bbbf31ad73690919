"""A run as the command line shows it: what it says, and how it ends."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.cli.exits import ExitCode, tell
from onrecord.cli.labels import counted
from onrecord.errors import EvidenceError, LedgerError
from onrecord.types import Failure

if TYPE_CHECKING:
    from onrecord.runs import Run, Tally
    from onrecord.types import Arrival


def run_over(run: "Run", arrivals: "Iterable[Arrival]") -> ExitCode:
    """Run, and tell at the end what was done, unless it was one report that went well."""
    from onrecord.runs.run import stopping

    where = "" if run.ledger is None else f"; ledger: {run.ledger.path}"
    tally = run.tally
    try:
        with stopping(run, lambda: tell_tally(tally, "progress")):
            run.over(arrivals)
    except KeyboardInterrupt:
        run.stop.set()
    except (LedgerError, EvidenceError):
        tell(f"the last report is not on record; {summary(tally)}; run the same again to go on")
        raise
    if run.stop.is_set():
        tell_tally(tally, "stopped", f"stopped: {summary(tally)}{where}")
        return ExitCode.INTERRUPTED
    if tally.reports != 1 or tally.failures or tally.known or tally.skipped:
        tell_tally(tally, "done", f"{summary(tally)}{where}")
    return ExitCode.SOME_FAILED if tally.failures else ExitCode.OK


def tell_failure(failure: Failure) -> None:
    """Tell of a failure."""
    tell(
        f"{failure.where}: {failure.message} [{failure.code}]",
        "skipped" if failure.is_skip else "failure",
        where=failure.where,
        code=failure.code,
        detail=failure.detail,
    )


def tell_tally(tally: "Tally", event: str, message: str | None = None) -> None:
    """Tell what was done so far."""
    tell(message or summary(tally), event, **tally.to_dict())


def summary(tally: "Tally") -> str:
    """What was done, in words: counts, failures by kind, what was skipped and why, speed.

    The speed of a handful of reports says nothing and is left out.
    """
    parts = [counted(tally.reports, "report"), counted(tally.statements, "statement")]
    if tally.failures:
        kinds = _kinds(tally.failures.most_common())
        parts.append(f"{counted(tally.failures.total(), 'failure')}{kinds}")
    if tally.skipped:
        parts.append(f"{tally.skipped.total():,} skipped{_kinds(tally.skipped.most_common())}")
    if tally.known:
        parts.append(f"{tally.known:,} already on record")
    if tally.reports - tally.known >= _ENOUGH_FOR_SPEED:
        parts.append(f"{tally.pages_per_second:.1f} pages/s")
    left = tally.seconds_left
    if left is not None and left >= 1:
        parts.append(f"{_duration(left)} left")
    return ", ".join(parts)


_ENOUGH_FOR_SPEED = 20


def _kinds(counts: list[tuple[str, int]]) -> str:
    if len(counts) == 1 and counts[0][1] == 1:
        return f" ({counts[0][0]})"
    return f" ({', '.join(f'{number:,} {code}' for code, number in counts)})"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
