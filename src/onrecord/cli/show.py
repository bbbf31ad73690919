"""``onrecord show``: one report's record, out of the ledger."""

import sys
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
    from onrecord.ledger import Ledger

_SHORTEST_ID = 4


@click.command(
    "show",
    epilog=example(
        "onrecord show 3f2a9c",
        "onrecord show border.txt",
        "onrecord show border.txt --edition 1",
        "onrecord show 3f2a9c --format json | jq .statements",
    ),
)
@click.argument("report")
@click.option(
    "--edition",
    metavar="N|ID",
    help="Another edition than the current one: its number, from 1, or the beginning of its id.",
)
@ledger_option
@format_option()
def command(report: str, edition: str | None, ledger: Path | None, format_: str | None) -> None:
    """Show what a report put on record.

    REPORT is the report's id, or four or more characters of its beginning, as reports and search
    show it; or else its address or path.
    """
    from onrecord.cli.output import record_writer
    from onrecord.ledger import Ledger

    how = format_for(format_)
    with Ledger(ledger_path(ledger), read_only=True) as kept:
        record = kept.get(report, edition=_number_or_id(edition))
        is_text = how is Format.TEXT
        notes = _notes(kept, record.report.edition) if is_text else []
    record_writer(how)(record)
    for note in notes:
        _print_note(note)


def _number_or_id(edition: str | None) -> int | str | None:
    """What a user means: editions are few, and ids are cited with four digits and more."""
    is_number = edition is not None and edition.isdecimal() and len(edition) < _SHORTEST_ID
    return int(edition) if edition is not None and is_number else edition


def _notes(kept: "Ledger", edition: str) -> list[str]:
    from onrecord.cli.comparisons import copy_note, reuse_note

    group, reused = kept.copies_of(edition), kept.reuse(edition)
    found = [copy_note(group)] if group else []
    return found + ([reuse_note(reused)] if reused else [])


def _print_note(note: str) -> None:
    from onrecord.cli.output import console_on

    console_on(sys.stdout).print(note, style="dim")
