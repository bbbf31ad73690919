"""``onrecord export``: everything in the ledger, as one file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from onrecord.cli.options import Format, example, format_option, ledger_option, ledger_path


@click.command(
    "export",
    epilog=example(
        "onrecord export > records.jsonl",
        "onrecord export --format csv -o statements.csv",
        "onrecord export --format warc -o pages.warc.gz",
    ),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write. Default, and -: standard output.",
)
@click.option("--outlet", metavar="NAME", help="Who published the reports.")
@click.option("--since", metavar="DATE", help="Published on this day or later (2031-03-14).")
@click.option("--until", metavar="DATE", help="Published on this day or earlier.")
@ledger_option
@format_option(Format.JSONL, Format.CSV, Format.WARC, default="jsonl")
def command(
    output: Path | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    ledger: Path | None,
    format_: str | None,
) -> int:
    """Write the records of the reports in the ledger.

    JSON lines hold one record on each line; CSV has one row for each statement. A web archive
    (warc) holds the pages as they were fetched, those of former editions too.
    """
    from onrecord.cli.output import record_writer
    from onrecord.ledger import Ledger

    source = ledger_path(ledger)
    output = None if output == Path("-") else output
    if output and output.resolve() == source.resolve():
        raise click.UsageError("--output is the ledger itself: give another file")
    filters = {"outlet": outlet, "since": since, "until": until}
    if format_ == Format.WARC:
        from onrecord.cli.warc import export_warc

        with Ledger(source, read_only=True) as kept:
            return export_warc(
                kept.captures(outlet=outlet, since=since, until=until), source, output
            )
    with Ledger(source, read_only=True) as kept, _opened(output) as stream:
        write = record_writer(Format(format_ or Format.JSONL), stream)
        for record in kept.records(**filters):
            write(record)
    return 0


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        yield stream
