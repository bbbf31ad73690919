"""``onrecord changes``: what became of statements between the editions of a report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.exits import ExitCode, tell
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

    from onrecord.ledger import Changes


@click.command(
    "changes",
    epilog=example(
        "onrecord changes",
        "onrecord changes 3f2a9c",
        "onrecord changes --outlet 'Meridian Press' --since 2031-03 --format csv > changes.csv",
    ),
)
@click.argument("report", required=False)
@click.option("--outlet", metavar="NAME", help="Who published the newer edition.")
@click.option(
    "--since", metavar="DATE", help="The newer edition was read on this day or later (UTC)."
)
@ledger_option
@format_option()
def command(
    report: str | None,
    outlet: str | None,
    since: str | None,
    ledger: Path | None,
    format_: str | None,
) -> int:
    """Show what was changed after publication.

    Of each edition of a report and the next: statements that came, went or were reworded, or have
    another source, cue, act or framing; the title; the paragraphs. REPORT is one report, as show
    takes it; without it, all that have changed are shown, the latest changed first.
    """
    from onrecord.cli.objects import change_rows, changes_to_dict
    from onrecord.cli.output import write_rows
    from onrecord.cli.tables import CHANGE_COLUMNS
    from onrecord.ledger import Ledger

    how = format_for(format_)
    with Ledger(ledger_path(ledger), read_only=True) as kept:
        found = list(kept.changes(report, outlet=outlet, since=since))
    rows = (
        (row for one in found for row in change_rows(one))
        if how is Format.CSV
        else map(changes_to_dict, found)
    )
    write_rows(rows, how, CHANGE_COLUMNS, lambda console: _show(console, found))
    if found:
        return ExitCode.OK
    tell("nothing has changed: every report that is meant was read with the same words each time")
    return ExitCode.NOT_FOUND


def _show(console: "Console", found: Sequence["Changes"]) -> None:
    from onrecord.cli.comparisons import show_changes

    show_changes(console, found)
