"""``onrecord who``: what somebody is on record with."""

from collections.abc import Sequence
from itertools import islice
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

    from onrecord.ledger import Profile

_MOST_NAMES = 20


@click.command(
    "who",
    epilog=example(
        "onrecord who Reth",
        "onrecord who 'Pavol Reth' --limit 100",
        "onrecord who Reth --format jsonl | jq .roles",
    ),
)
@click.argument("name", nargs=-1, required=True, metavar="NAME...")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="Show at most so many statements of each, the latest.",
)
@ledger_option
@format_option()
def command(name: tuple[str, ...], limit: int, ledger: Path | None, format_: str | None) -> int:
    """Show what everybody who goes by a name is on record with.

    NAME is one or more whole words that stand together in the name; case, accents and punctuation
    don't count. Roles, affiliations and countries are those that reports tell. A name is no
    identity: two people who share one are shown as one.
    """
    from onrecord.cli.output import write_rows
    from onrecord.cli.tables import HIT_COLUMNS, hit_row
    from onrecord.ledger import Ledger
    from onrecord.ledger.plain import to_plain

    shown = format_for(format_)
    with Ledger(ledger_path(ledger), read_only=True) as kept:
        found = list(islice(kept.who(" ".join(name), limit=limit), _MOST_NAMES + 1))
    profiles = found[:_MOST_NAMES]
    if shown is Format.CSV:
        rows = [hit_row(hit) for profile in profiles for hit in profile.hits]
    else:
        rows = [to_plain(profile) for profile in profiles]
    write_rows(rows, shown, HIT_COLUMNS, lambda console: _show(console, profiles))
    if len(found) > _MOST_NAMES:
        tell(f"more than {_MOST_NAMES} names have these words; give more of the name")
    if profiles:
        return ExitCode.OK
    tell(
        "nobody of that name is on record; give one whole word of it, or look for it with: "
        "onrecord search"
    )
    return ExitCode.NOT_FOUND


def _show(console: "Console", profiles: Sequence["Profile"]) -> None:
    from onrecord.cli.lists import show_profiles

    show_profiles(console, profiles)
