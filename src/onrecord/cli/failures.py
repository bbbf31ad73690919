"""``onrecord failures``: what could not be read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import (
    Format,
    example,
    format_for,
    format_option,
    ledger_option,
    ledger_path,
)

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.ledger import KeptFailure

_COLUMNS = ("where", "stage", "code", "message", "first_seen", "last_seen", "count")


@click.command(
    "failures",
    epilog=example(
        "onrecord failures",
        "onrecord failures --format jsonl | jq -r .failure.where",
        "onrecord failures --skipped",
    ),
)
@click.option("--skipped", is_flag=True, help="List what was passed over instead.")
@ledger_option
@format_option()
def command(skipped: bool, ledger: Path | None, format_: str | None) -> None:
    """List the reports that could not be read.

    Each comes with what happened and what to do. A failure stands until its report has been read.
    What is in a language that the model does not read is no failure, but passed over.
    """
    from onrecord.cli.output import write_rows
    from onrecord.ledger import Ledger
    from onrecord.record import failure_to_dict

    with Ledger(ledger_path(ledger), read_only=True) as kept:
        failures = list(kept.failures(skipped=skipped))
    shown = format_for(format_)
    rows = []
    for one in failures:
        when = {"first_seen": one.first_seen, "last_seen": one.last_seen, "count": one.count}
        failure = failure_to_dict(one.failure)
        rows.append((failure["failure"] if shown is Format.CSV else failure) | when)
    write_rows(rows, shown, _COLUMNS, lambda console: _show(console, failures))


def _show(console: "Console", failures: Sequence["KeptFailure"]) -> None:
    from onrecord.cli.lists import show_failures

    show_failures(console, failures)
