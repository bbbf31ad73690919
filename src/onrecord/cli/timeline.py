"""``onrecord timeline``: statements in the order of time."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from onrecord.cli.exits import ExitCode, tell
from onrecord.cli.options import (
    Format,
    as_query,
    example,
    format_for,
    format_option,
    ledger_option,
    ledger_path,
)

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.ledger import Moment, SearchFilters

_TIME_COLUMNS = ("first_day", "last_day", "edtf", "what", "words")


class _Options(TypedDict):
    speaker: str | None
    country: str | None
    place: str | None
    outlet: str | None
    first: str | None
    last: str | None
    limit: int
    ledger: Path | None
    format_: str | None


@click.command(
    "timeline",
    epilog=example(
        "onrecord timeline bridge",
        "onrecord timeline --speaker Reth --from 2031-03 --to 2031-04",
        "onrecord timeline 'customs talks' --format csv > talks.csv",
    ),
)
@click.argument("query", nargs=-1)
@click.option("--speaker", metavar="NAME", help="Part of the speaker's name or of the source.")
@click.option("--country", metavar="CODE", help="The speaker's country, two letters (ISO 3166-1).")
@click.option("--place", metavar="NAME", help="Where it was said or happened, or what it names.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--from", "first", metavar="DATE", help="On this day or later (2031-03-14).")
@click.option("--to", "last", metavar="DATE", help="On this day or earlier; 2031 has all of it.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    help="Show at most so many entries, the earliest.",
)
@ledger_option
@format_option()
def command(query: tuple[str, ...], **options: Unpack[_Options]) -> int:
    """Show when things were said, and when they happened.

    The earliest first, with the precision that the reports' words have. Without QUERY it is
    everything that the options let through; QUERY is as in search. What reports give no time for
    is left out.
    """
    from onrecord.cli.output import write_rows
    from onrecord.cli.tables import HIT_COLUMNS
    from onrecord.ledger import Ledger
    from onrecord.ledger.plain import to_plain

    format_, limit = format_for(options["format_"]), options["limit"]
    days = {"first": options["first"], "last": options["last"]}
    with Ledger(ledger_path(options["ledger"]), read_only=True) as kept:
        found = list(kept.timeline(as_query(query), _filters(options), **days))
    moments = found[:limit]
    rows = map(_row if format_ is Format.CSV else to_plain, moments)
    columns = (*_TIME_COLUMNS, *HIT_COLUMNS)
    write_rows(rows, format_, columns, lambda console: _show(console, moments))
    if len(found) > limit:
        tell(
            f"there is more after {moments[-1].edtf}; ask for a part with --from and --to, or "
            "for more with --limit"
        )
    if moments:
        return ExitCode.OK
    tell(
        "nothing with a date found; ask for fewer words or a longer time, or look for what has "
        "none with: onrecord search"
    )
    return ExitCode.NOT_FOUND


def _row(moment: "Moment") -> dict[str, Any]:
    from onrecord.cli.tables import hit_row

    times = {name: getattr(moment, name) for name in _TIME_COLUMNS}
    return times | hit_row(moment.hit)


def _show(console: "Console", moments: Sequence["Moment"]) -> None:
    from onrecord.cli.lists import show_moments

    show_moments(console, moments)


def _filters(options: _Options) -> "SearchFilters":
    from onrecord.ledger import SearchFilters

    return SearchFilters(
        speaker=options["speaker"],
        country=options["country"],
        place=options["place"],
        outlet=options["outlet"],
        limit=options["limit"] + 1,
    )
