"""``onrecord copies``: which reports are copies of each other."""

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

    from onrecord.ledger import CopyGroup, ReusedParagraph


@click.command(
    "copies",
    epilog=example(
        "onrecord copies",
        "onrecord copies 3f2a9c",
        "onrecord copies --format csv > copies.csv",
    ),
)
@click.argument("report", required=False)
@ledger_option
@format_option()
def command(report: str | None, ledger: Path | None, format_: str | None) -> int:
    """List the reports that are copies of one text.

    Such as an agency's report that many outlets carry, whole, cut or reworded here and there; the
    first known of them comes first. REPORT is one report, as show takes it: its group is shown,
    and which of its paragraphs stand in earlier reports of other outlets. Without it, all groups
    are listed, the latest first.
    """
    from onrecord.ledger import Ledger

    how = format_for(format_)
    with Ledger(ledger_path(ledger), read_only=True) as kept:
        if report is None:
            return _list(list(kept.copies()), how)
        record = kept.get(report)
        group, reused = kept.copies_of(report), kept.reuse(report)
    return _tell_of(record.report.id, record.report.text, group, reused, how)


def _list(groups: Sequence["CopyGroup"], how: Format) -> int:
    from onrecord.cli.comparisons import show_copies
    from onrecord.cli.objects import group_rows, group_to_dict
    from onrecord.cli.output import write_rows
    from onrecord.cli.tables import COPY_COLUMNS

    is_csv = how is Format.CSV
    rows = (
        (row for group in groups for row in group_rows(group))
        if is_csv
        else map(group_to_dict, groups)
    )
    write_rows(rows, how, COPY_COLUMNS, lambda console: show_copies(console, groups))
    if groups:
        return ExitCode.OK
    tell("no two reports are copies of one text")
    return ExitCode.NOT_FOUND


def _tell_of(
    report_id: str,
    text: str,
    group: "CopyGroup | None",
    reused: Sequence["ReusedParagraph"],
    how: Format,
) -> int:
    from onrecord.cli.comparisons import show_copies, show_reuse
    from onrecord.cli.objects import group_rows, group_to_dict, reused_to_dict
    from onrecord.cli.output import write_rows
    from onrecord.cli.tables import COPY_COLUMNS

    told = {
        "report_id": report_id,
        "group": None if group is None else group_to_dict(group),
        "paragraphs": [reused_to_dict(one, text) for one in reused],
    }

    def show(console: "Console") -> None:
        show_copies(console, [group] if group else [])
        show_reuse(console, text, reused)

    rows = list(group_rows(group)) if group and how is Format.CSV else []
    write_rows(
        rows if how is Format.CSV else [told],
        how,
        COPY_COLUMNS,
        show,
    )
    if group or reused:
        return ExitCode.OK
    tell("no other report has its words, and none of its paragraphs stands in an earlier one")
    return ExitCode.NOT_FOUND
