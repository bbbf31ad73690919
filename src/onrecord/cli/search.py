"""``onrecord search``: statements in the ledger."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

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
from onrecord.types import Act, Framing, Mode

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.ledger import Hit, SearchFilters


class _Options(TypedDict):
    speaker: str | None
    country: str | None
    act: str | None
    framing: str | None
    mode: str | None
    outlet: str | None
    since: str | None
    until: str | None
    said_from: str | None
    said_to: str | None
    place: str | None
    answered: bool
    denied: bool
    once: bool
    limit: int
    best: bool
    ledger: Path | None
    format_: str | None


@click.command(
    "search",
    epilog=example(
        "onrecord search bridge",
        "onrecord search 'customs talks'",
        "onrecord search --act deny --speaker Reth --since 2031-03",
        "onrecord search --country KE --said-from 2031-03-14 --denied",
        "onrecord search patrol boat --framing distancing --format csv > claims.csv",
    ),
)
@click.argument("words", nargs=-1)
@click.option("--speaker", metavar="NAME", help="Part of the speaker's name or of the source.")
@click.option("--country", metavar="CODE", help="The speaker's country, two letters (ISO 3166-1).")
@click.option("--act", type=click.Choice([str(act) for act in Act]), help="What the speaker does.")
@click.option(
    "--framing",
    type=click.Choice([str(framing) for framing in Framing]),
    help="How the outlet carries it.",
)
@click.option(
    "--mode",
    type=click.Choice([str(mode) for mode in Mode]),
    help="Whether all, none or some of it is quoted.",
)
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--since", metavar="DATE", help="Published on this day or later (2031-03-14).")
@click.option(
    "--until", metavar="DATE", help="Published on this day or earlier; 2031 has all of it."
)
@click.option("--said-from", metavar="DATE", help="Said on this day or later.")
@click.option("--said-to", metavar="DATE", help="Said on this day or earlier.")
@click.option("--place", metavar="NAME", help="Where it was said or happened, or what it names.")
@click.option("--answered", is_flag=True, help="Only what is confirmed, denied or repeated.")
@click.option("--denied", is_flag=True, help="Only what is denied by somebody in the report.")
@click.option("--once", is_flag=True, help="Of reports that are copies, only the first.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="Show at most so many statements.",
)
@click.option("--best", is_flag=True, help="The best matches first, not the latest reports.")
@ledger_option
@format_option()
def command(words: tuple[str, ...], **options: Unpack[_Options]) -> int:
    """Search the statements in the ledger, the latest reports first.

    WORDS are looked for in contents, sources and speakers' names; all of them must be there.
    Words that are given as one ("peace talks") must stand together; bord* is the beginning of a
    word. Without WORDS, every statement that the options let through is found.
    """
    from onrecord.cli.output import write_rows
    from onrecord.cli.tables import HIT_COLUMNS, hit_row
    from onrecord.ledger import Ledger
    from onrecord.ledger.plain import to_plain

    format_ = format_for(options["format_"])
    with Ledger(ledger_path(options["ledger"]), read_only=True) as kept:
        hits = list(kept.search(as_query(words), _filters(options)))
    rows = map(hit_row if format_ is Format.CSV else to_plain, hits)
    write_rows(rows, format_, HIT_COLUMNS, lambda console: _show(console, hits))
    if hits:
        return ExitCode.OK
    tell("nothing found; ask for fewer words, or see what there is with: onrecord reports")
    return ExitCode.NOT_FOUND


def _show(console: "Console", hits: Sequence["Hit"]) -> None:
    from onrecord.cli.lists import show_hits

    show_hits(console, hits)


def _filters(options: _Options) -> "SearchFilters":
    from onrecord.ledger import Order, SearchFilters

    return SearchFilters(
        speaker=options["speaker"],
        country=options["country"],
        act=Act(options["act"]) if options["act"] else None,
        framing=Framing(options["framing"]) if options["framing"] else None,
        mode=Mode(options["mode"]) if options["mode"] else None,
        outlet=options["outlet"],
        since=options["since"],
        until=options["until"],
        said_from=options["said_from"],
        said_to=options["said_to"],
        place=options["place"],
        is_answered=True if options["answered"] else None,
        is_denied=True if options["denied"] else None,
        once=options["once"],
        limit=options["limit"],
        order=Order.BEST if options["best"] else Order.NEWEST,
    )
