"""``onrecord read``: reports in, records out, and onto the ledger."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from onrecord.cli.options import (
    example,
    format_for,
    format_option,
    ledger_option,
    ledger_path,
)

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.sources import Particulars


class _Options(TypedDict):
    published: str | None
    outlet: str | None
    url: str | None
    title: str | None
    threads: int
    max_chars: int
    again: bool
    ledger: Path | None
    no_ledger: bool
    format_: str | None


@click.command(
    "read",
    epilog=example(
        "onrecord read border.txt --published 2031-03-14 --outlet 'Meridian Press'",
        "onrecord read reports/ --format jsonl > records.jsonl",
        "curl -s https://example.org/1.html | onrecord read - --no-ledger",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--published", metavar="DATE", help="Date of publication (ISO 8601: 2031-03-14).")
@click.option("--outlet", metavar="NAME", help="Who published the reports.")
@click.option("--url", metavar="URL", help="Address of the report; for one PATH only.")
@click.option("--title", metavar="TITLE", help="Headline of the report; for one PATH only.")
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="How many reports to read at a time.",
)
@click.option(
    "--max-chars",
    type=click.IntRange(min=1),
    default=5_000_000,
    show_default=True,
    help="A report with more characters is a failure.",
)
@click.option("--again", is_flag=True, help="Read also what is on record by the same versions.")
@ledger_option
@click.option("--no-ledger", is_flag=True, help="Keep nothing.")
@format_option()
def command(paths: tuple[str, ...], **options: Unpack[_Options]) -> int:
    """Read reports and put on record who said what.

    PATH is a file of text or HTML, a folder of them, or - for standard input. What is on record
    already is shown from the ledger and not read twice. A report that cannot be read is told on
    standard error, kept in the ledger as a failure, and stops nothing.
    """
    from onrecord.cli.exits import tell
    from onrecord.cli.labels import counted
    from onrecord.cli.output import record_writer
    from onrecord.cli.progress import progress
    from onrecord.cli.run import Run
    from onrecord.reader import Reader
    from onrecord.sources import count_paths, read_paths

    format_ = format_for(options["format_"])
    particulars = _particulars(paths, options)
    count = count_paths(paths)
    if count.passed_over:
        tell(f"{counted(count.passed_over, 'file')} passed over: not the kind a report is kept in")
    with _ledger(options) as ledger, progress(count.reports, format_) as (advance, console):
        run = Run(
            reader=Reader(threads=options["threads"]),
            ledger=ledger,
            write=record_writer(format_, console=console),
            again=options["again"],
            advance=advance,
        )
        limit = options["max_chars"]
        return run.over(read_paths(paths, particulars, limit_chars=limit))


def _particulars(paths: tuple[str, ...], options: _Options) -> "Particulars":
    from onrecord.sources import Particulars

    if len(paths) > 1 and (options["url"] or options["title"]):
        raise click.UsageError("--url and --title are those of one report: give one PATH")
    return Particulars(
        published=options["published"],
        outlet=options["outlet"],
        url=options["url"],
        title=options["title"],
    )


def _ledger(options: _Options) -> AbstractContextManager["Ledger | None"]:
    if options["no_ledger"]:
        if options["ledger"]:
            raise click.UsageError("--ledger and --no-ledger exclude each other")
        return nullcontext()
    from onrecord.ledger import Ledger

    return Ledger(ledger_path(options["ledger"]))
