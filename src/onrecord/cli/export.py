"""``onrecord export``: everything in the ledger, or some of it, as one file."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from onrecord.cli.options import Format, example, format_option, ledger_option, ledger_path

if TYPE_CHECKING:
    from onrecord.ledger import KeptCapture, Ledger
    from onrecord.record import Record

_FORMATS = (
    Format.JSONL,
    Format.CSV,
    Format.PARQUET,
    Format.WEB_ANNOTATION,
    Format.SCHEMA_ORG,
    Format.HTML,
    Format.WARC,
)


@click.command(
    "export",
    epilog=example(
        "onrecord export > records.jsonl",
        "onrecord export --format csv -o statements.csv",
        "onrecord export --format parquet -o statements.parquet",
        "onrecord export 3f2a9c --format html -o report.html",
        "onrecord export --format warc -o pages.warc.gz",
    ),
)
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
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
@format_option(*_FORMATS, default="jsonl")
def command(
    reports: tuple[str, ...],
    output: Path | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    ledger: Path | None,
    format_: str | None,
) -> int:
    """Write the records of the reports in the ledger.

    REPORT is an id, address or path, as for show; without one, all reports are written. JSON
    lines hold one record on each line, CSV and Parquet one row for each statement; webannotation
    and schema-org one JSON-LD document of a report on each line; HTML is one page that needs
    nothing else, to be sent to somebody; a web archive (warc) holds the pages as they were
    fetched, those of former editions too.
    """
    from onrecord.ledger import Ledger

    source = ledger_path(ledger)
    output = None if output == Path("-") else output
    if output and output.resolve() == source.resolve():
        raise click.UsageError("--output is the ledger itself: give another file")
    filters = {"outlet": outlet, "since": since, "until": until}
    if reports and any(filters.values()):
        raise click.UsageError("REPORT and filters exclude each other: give one of them")
    with Ledger(source, read_only=True) as kept:
        if format_ == Format.WARC:
            from onrecord.cli.warc import export_warc

            return export_warc(_captures(kept, reports, filters), source, output)
        every = kept.records(outlet=outlet, since=since, until=until)
        records = _named(kept, reports) if reports else every
        _write(records, Format(format_ or Format.JSONL), output)
    return 0


def _captures(
    ledger: "Ledger", reports: Iterable[str], filters: dict[str, str | None]
) -> "Iterator[KeptCapture]":
    if reports:
        return (capture for report in reports for capture in ledger.captures(report))
    return ledger.captures(outlet=filters["outlet"], since=filters["since"], until=filters["until"])


def _named(ledger: "Ledger", reports: Iterable[str]) -> "Iterator[Record]":
    return (ledger.get(report) for report in reports)


def _write(records: "Iterable[Record]", format_: Format, output: Path | None) -> None:
    if format_ is Format.PARQUET:
        from onrecord.exports.parquet import write_parquet

        if output is None and sys.stdout.isatty():
            raise click.UsageError("Parquet is no text for a terminal: give --output")
        with _opened_binary(output) as binary:
            write_parquet(binary, records)
        return
    with _opened(output) as stream:
        if format_ is Format.HTML:
            from onrecord.exports import write_page

            write_page(stream, records)
            return
        write = _writer(format_, stream)
        for record in records:
            write(record)


def _writer(format_: Format, stream: TextIO) -> "Callable[[Record], object]":
    from onrecord.cli.output import record_writer, to_json
    from onrecord.exports import annotation_page, report_graph

    documents = {Format.WEB_ANNOTATION: annotation_page, Format.SCHEMA_ORG: report_graph}
    if make := documents.get(format_):
        return lambda record: stream.write(to_json(make(record)) + "\n")
    return record_writer(format_, stream)


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        yield stream


@contextmanager
def _opened_binary(path: Path | None) -> Iterator[BinaryIO]:
    if path is None:
        yield sys.stdout.buffer
        return
    with path.open("wb") as stream:
        yield stream
