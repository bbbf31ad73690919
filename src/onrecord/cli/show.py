"""``onrecord show``: one report's record, out of the ledger."""

from pathlib import Path

import click

from onrecord.cli.options import (
    example,
    format_for,
    format_option,
    ledger_option,
    ledger_path,
)


@click.command(
    "show",
    epilog=example(
        "onrecord show 3f2a9c",
        "onrecord show border.txt",
        "onrecord show 3f2a9c --format json | jq .statements",
    ),
)
@click.argument("report")
@ledger_option
@format_option()
def command(report: str, ledger: Path | None, format_: str | None) -> None:
    """Show what a report put on record.

    REPORT is the report's id, or four or more characters of its beginning, as reports and search
    show it; or else its address or path.
    """
    from onrecord.cli.output import record_writer
    from onrecord.ledger import Ledger

    with Ledger(ledger_path(ledger), read_only=True) as kept:
        record = kept.get(report)
    record_writer(format_for(format_))(record)
