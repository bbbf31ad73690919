"""``onrecord reports``: what is on record."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import example, format_for, format_option, ledger_option, ledger_path

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.ledger import ReportSummary


@click.command(
    "reports",
    epilog=example(
        "onrecord reports",
        "onrecord reports --outlet 'Meridian Press' --since 2031 --format csv > reports.csv",
        "onrecord reports --editions",
    ),
)
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option("--since", metavar="DATE", help="Published on this day or later (2031-03-14).")
@click.option("--until", metavar="DATE", help="Published on this day or earlier.")
@click.option("--once", is_flag=True, help="Of reports that are copies, list only the first.")
@click.option("--editions", is_flag=True, help="List every edition of each report.")
@click.option("--limit", type=click.IntRange(min=1), help="List at most so many reports.")
@ledger_option
@format_option()
def command(
    outlet: str | None,
    since: str | None,
    until: str | None,
    once: bool,
    editions: bool,
    limit: int | None,
    ledger: Path | None,
    format_: str | None,
) -> None:
    """List the reports in the ledger, the latest first."""
    if once and editions:
        raise click.UsageError("give --once or --editions, not both")
    from onrecord.cli.output import write_rows
    from onrecord.ledger import Ledger, ReportSummary

    with Ledger(ledger_path(ledger), read_only=True) as kept:
        found = kept.reports(
            outlet=outlet,
            since=since,
            until=until,
            once=once,
            all_editions=editions,
            limit=limit,
        )
        reports = list(found)
    columns = [field.name for field in fields(ReportSummary)]
    rows: list[dict[str, Any]] = [
        {column: getattr(report, column) for column in columns} for report in reports
    ]
    write_rows(rows, format_for(format_), columns, lambda console: _show(console, reports))


def _show(console: "Console", reports: Sequence["ReportSummary"]) -> None:
    from onrecord.cli.lists import show_reports

    show_reports(console, reports)
