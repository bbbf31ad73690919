"""``onrecord read``: reports in, records out, and onto the ledger."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import click

from onrecord.cli.fetching import FetchSettings, fetch_options, fetch_settings
from onrecord.cli.options import (
    example,
    format_for,
    format_option,
    ledger_option,
    ledger_path,
    log_format_option,
    no_archive_option,
    workers_option,
)

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.runs.conversion import Conversion
    from onrecord.runs.run import Readers
    from onrecord.sources import ArchiveFilters
    from onrecord.types import Arrival

# Starting workers takes longer than reading a few reports.
_FEW_REPORTS = 12


class _Options(FetchSettings):
    published: str | None
    outlet: str | None
    url: str | None
    title: str | None
    workers: int
    max_chars: int
    again: bool
    quiet: bool
    hosts: tuple[str, ...]
    hosts_from: Path | None
    fetched_since: str | None
    fetched_until: str | None
    languages: tuple[str, ...]
    media_types: tuple[str, ...]
    ledger: Path | None
    no_ledger: bool
    no_archive: bool
    log_format: str
    format_: str | None


@click.command(
    "read",
    epilog=example(
        "onrecord read border.txt --published 2031-03-14 --outlet 'Meridian Press'",
        "onrecord read https://meridian.example/2031/03/border",
        "onrecord read news-20310314.warc.gz --host meridian.example --quiet",
        "onrecord read reports/ --format jsonl > records.jsonl",
        "curl -s https://example.org/1.html | onrecord read - --no-ledger",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL...")
@click.option("--published", metavar="DATE", help="Date of publication (ISO 8601: 2031-03-14).")
@click.option("--outlet", metavar="NAME", help="Who published the reports.")
@click.option("--url", metavar="URL", help="Address of the report; for one PATH only.")
@click.option("--title", metavar="TITLE", help="Headline of the report; for one PATH only.")
@workers_option
@click.option(
    "--max-chars",
    type=click.IntRange(min=1),
    default=5_000_000,
    show_default=True,
    help="A report with more characters is a failure.",
)
@click.option(
    "--again",
    is_flag=True,
    help="Read also what is on record by the same versions, and archives from their beginning.",
)
@click.option("--quiet", is_flag=True, help="Write no records, only keep them.")
@click.option(
    "--host",
    "hosts",
    multiple=True,
    metavar="HOST",
    help="Of archives: only pages of this host and those below it. May be given often.",
)
@click.option(
    "--hosts-from",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Of archives: only pages of the hosts in this file, one a line.",
)
@click.option("--fetched-since", metavar="DATE", help="Of archives: only pages fetched since.")
@click.option("--fetched-until", metavar="DATE", help="Of archives: only pages fetched until.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="TAG",
    help="Of archives: only pages that state this language (en) or none. May be given often.",
)
@click.option(
    "--media-type",
    "media_types",
    multiple=True,
    metavar="TYPE",
    help="Of archives: only pages that came as this (text/html). May be given often.",
)
@fetch_options
@ledger_option
@click.option("--no-ledger", is_flag=True, help="Keep nothing.")
@no_archive_option
@log_format_option
@format_option()
def command(paths: tuple[str, ...], **options: Unpack[_Options]) -> int:
    """Read reports and put on record who said what.

    PATH is a file of text or HTML, a folder of them, an archive (WARC, ARC, ZIP, JSON Lines, CSV),
    or - for standard input; URL is the address of a page. What is on record already is shown from
    the ledger and not read twice; an archive is read on from where it was left. A report that
    cannot be read is told on standard error, kept in the ledger as a failure, and stops nothing.
    """
    from onrecord.cli.exits import log_as, tell
    from onrecord.cli.labels import counted
    from onrecord.cli.output import record_writer
    from onrecord.cli.progress import progress
    from onrecord.cli.run import run_over, tell_failure
    from onrecord.runs.run import Run
    from onrecord.sources import count_paths
    from onrecord.sources.addresses import is_address

    log_as(options["log_format"])
    format_ = format_for(options["format_"])
    conversion, filters = _conversion(paths, options), _filters(options)
    addresses = [path for path in paths if is_address(path)]
    files = [path for path in paths if not is_address(path)]
    count = count_paths(files)
    if count.passed_over:
        tell(f"{counted(count.passed_over, 'file')} passed over: not the kind a report is kept in")
    total, has_many = _expected(files, count.reports + len(addresses))
    with ExitStack() as stack:
        ledger = stack.enter_context(_ledger(options))
        advance, console = stack.enter_context(progress(total, format_))
        write = (
            (lambda record: None) if options["quiet"] else record_writer(format_, console=console)
        )
        run = Run(
            readers=stack.enter_context(_readers(options, conversion, ledger, has_many=has_many)),
            ledger=ledger,
            evidence=_evidence(options, ledger),
            conversion=conversion,
            write=write,
            tell=tell_failure,
            settled=lambda arrival, outcome: _advance(advance, outcome),
        )
        return run_over(run, _arrivals(files, addresses, filters, options, ledger))


def _conversion(paths: tuple[str, ...], options: _Options) -> "Conversion":
    from onrecord.runs.conversion import Conversion
    from onrecord.sources import Particulars

    if len(paths) > 1 and (options["url"] or options["title"]):
        raise click.UsageError("--url and --title are those of one report: give one PATH")
    particulars = Particulars(
        published=options["published"],
        outlet=options["outlet"],
        url=options["url"],
        title=options["title"],
    )
    return Conversion(particulars, options["max_chars"], options["again"])


def _expected(files: list[str], count: int) -> tuple[int | None, bool]:
    """How many reports will come, where that is known, and whether they are many."""
    from onrecord.sources.archives import ArchiveKind, archive_kind
    from onrecord.sources.files import STDIN

    kinds = (archive_kind(path) for path in files if path != STDIN and Path(path).is_file())
    if any(kind not in (None, ArchiveKind.PACKED) for kind in kinds):
        return None, True
    return count, count > _FEW_REPORTS


@contextmanager
def _readers(
    options: _Options, conversion: "Conversion", ledger: "Ledger | None", *, has_many: bool
) -> "Iterator[Readers]":
    """What reads: this process for a few reports, else workers."""
    if options["workers"] == 0 or not has_many:
        from onrecord.reader import Reader
        from onrecord.runs.local import Local

        yield Local(Reader(threads=max(1, options["workers"])))
        return
    from onrecord.runs import Workers
    from onrecord.runs.worker import Setup

    setup = Setup(conversion=conversion, ledger=None if ledger is None else str(ledger.path))
    workers = Workers(options["workers"], setup)
    try:
        yield workers
    finally:
        workers.close()


def _arrivals(
    files: list[str],
    addresses: list[str],
    filters: "ArchiveFilters",
    options: _Options,
    ledger: "Ledger | None",
) -> "Iterator[Arrival]":
    from onrecord.sources import CaptureOptions, captures_of

    known: dict[str, Any] = {}
    if ledger is not None and not options["again"]:
        known = {"known": ledger.progress}
    yield from captures_of(files, CaptureOptions(filters=filters, **known))
    if addresses:
        yield from _fetched(addresses, options)


def _filters(options: _Options) -> "ArchiveFilters":
    from onrecord.sources import ArchiveFilters

    listed = options["hosts_from"]
    lines = listed.read_text(encoding="utf-8").splitlines() if listed else ()
    hosts = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    return ArchiveFilters(
        hosts=frozenset(hosts.union(options["hosts"])),
        since=options["fetched_since"],
        until=options["fetched_until"],
        languages=frozenset(options["languages"]),
        media_types=frozenset(options["media_types"]),
    )


def _fetched(addresses: list[str], options: _Options) -> "Iterator[Arrival]":
    from onrecord.fetch import Fetcher, Want
    from onrecord.types import Arrival

    with Fetcher(fetch_settings(options)) as fetcher:
        for _, got in fetcher.fetch_all([Want(url=address) for address in addresses]):
            yield Arrival(got)


def _evidence(options: _Options, ledger: "Ledger | None") -> Any:
    if ledger is None or options["no_archive"]:
        return None
    from onrecord.evidence import Evidence

    return Evidence.beside(ledger.path)


def _ledger(options: _Options) -> AbstractContextManager["Ledger | None"]:
    if options["no_ledger"]:
        if options["ledger"]:
            raise click.UsageError("--ledger and --no-ledger exclude each other")
        return nullcontext()
    from onrecord.ledger import Ledger

    return Ledger(ledger_path(options["ledger"]))


def _advance(advance: Any, outcome: Any) -> None:
    from onrecord.record import Record

    advance(len(outcome.report.text.split()) if isinstance(outcome, Record) else 0)
