"""``onrecord watch``: follow feeds, and read what they point to."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from onrecord.cli.exits import ExitCode
from onrecord.cli.fetching import FetchSettings, fetch_options, fetch_settings
from onrecord.cli.options import (
    Format,
    example,
    format_option,
    ledger_option,
    ledger_path,
    log_format_option,
    no_archive_option,
    workers_option,
)

if TYPE_CHECKING:
    from onrecord.ledger import KeptFeed, Ledger, Poll
    from onrecord.record import Record
    from onrecord.runs import Run
    from onrecord.runs.run import Readers


class _Options(FetchSettings):
    feeds_from: tuple[Path, ...]
    once: bool
    hosts_at_a_time: int
    workers: int
    ledger: Path | None
    no_archive: bool
    log_format: str
    format_: str | None


@click.command(
    "watch",
    epilog=example(
        "onrecord watch https://meridian.example/rss.xml https://dravany.example/news.atom",
        "onrecord watch subscriptions.opml --contact desk@meridian.example",
        "onrecord watch --once --log-format json 2>> watch.log",
        "onrecord watch --format jsonl | jq .report.title",
    ),
)
@click.argument("feeds", nargs=-1, metavar="[FEED|FILE]...")
@click.option(
    "--feeds-from",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Follow also the feeds in this file: OPML, or an address a line. May be given often.",
)
@click.option(
    "--once", is_flag=True, help="Poll the feeds that are due, read what is new, and end; for cron."
)
@click.option(
    "--hosts-at-a-time",
    type=click.IntRange(1, 64),
    default=8,
    show_default=True,
    metavar="N",
    help="Ask so many hosts at the same time; each gets one request at a time.",
)
@workers_option
@fetch_options
@ledger_option
@no_archive_option
@log_format_option
@format_option(default="nothing is written")
def command(feeds: tuple[str, ...], **options: Unpack[_Options]) -> int:
    """Follow feeds and put on record what their reports say.

    FEED is the address of an RSS, Atom or JSON feed or of a news sitemap; FILE is a list of feeds,
    OPML or with an address a line. They are added to the feeds that the ledger follows, and all of
    these are watched until SIGTERM or Ctrl-C. Each feed is polled at its own pace, and each report
    is read once, however often it was stopped in between. `onrecord feeds` shows how they do.
    """
    from onrecord.cli.exits import log_as
    from onrecord.ledger import Ledger
    from onrecord.watch import add_feeds
    from onrecord.watch.lock import only_watcher

    log_as(options["log_format"])
    given = [*feeds, *map(str, options["feeds_from"])]
    with Ledger(ledger_path(options["ledger"])) as ledger:
        add_feeds(ledger, given)
        if not ledger.feeds.health():
            raise click.UsageError("this ledger follows no feeds yet; give the address of one")
        with only_watcher(ledger.path):
            return _watch(ledger, options)


def _watch(ledger: "Ledger", options: _Options) -> ExitCode:
    from onrecord.cli.exits import tell
    from onrecord.cli.run import tell_failure
    from onrecord.fetch import Fetcher
    from onrecord.runs.run import Run, stopping
    from onrecord.watch import Watcher, WatchOptions

    if options["once"] and not _is_anything_due(ledger):
        tell("no feed is due, and nothing waits to be read", "done")
        return ExitCode.OK
    errors = [0]
    with ExitStack() as stack:
        run = Run(
            readers=stack.enter_context(_readers(options["workers"], ledger)),
            ledger=ledger,
            evidence=_evidence(options, ledger),
            write=_writer(options["format_"]),
            tell=tell_failure,
        )
        watcher = Watcher(
            run,
            stack.enter_context(Fetcher(fetch_settings(options))),
            WatchOptions(once=options["once"], hosts_at_a_time=options["hosts_at_a_time"]),
            polled=_teller(errors),
        )
        tell(f"watching; ledger: {ledger.path}", "watching", feeds=len(ledger.feeds.health()))
        with stopping(run, lambda: _sum_up(run, "progress")):
            watcher.watch()
    _sum_up(run, "stopped" if run.stop.is_set() else "done")
    return _ending(run, errors[0], is_once=options["once"])


def _ending(run: "Run", errors: int, *, is_once: bool) -> ExitCode:
    """A watcher that is told to stop has done what it was to do; once, failures count."""
    if not is_once:
        return ExitCode.OK
    if run.stop.is_set():
        return ExitCode.INTERRUPTED
    return ExitCode.SOME_FAILED if errors or run.tally.failures else ExitCode.OK


def _is_anything_due(ledger: "Ledger") -> bool:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    feeds = ledger.feeds
    return bool(feeds.due(now) or feeds.waiting(now, of_each_host=1, limit=1))


@contextmanager
def _readers(workers: int, ledger: "Ledger") -> "Iterator[Readers]":
    """Workers, which no page can bring down; this process where there are to be none."""
    from onrecord.runs.local import Local

    if workers == 0:
        from onrecord.reader import Reader

        yield Local(Reader(threads=1))
        return
    from onrecord.runs import Workers
    from onrecord.runs.worker import Setup

    made = Workers(workers, Setup(ledger=str(ledger.path)))
    try:
        yield made
    finally:
        made.close()


def _evidence(options: _Options, ledger: "Ledger"):  # type: ignore[no-untyped-def]
    from onrecord.evidence import Evidence

    return None if options["no_archive"] else Evidence.beside(ledger.path)


def _writer(format_: str | None) -> "Callable[[Record], None]":
    if format_ is None:
        return lambda record: None
    from onrecord.cli.output import record_writer

    return record_writer(Format(format_))


def _teller(errors: list[int]) -> "Callable[[KeptFeed, Poll, int], None]":
    """What tells of polls: those that brought something, and those that failed, which it counts."""
    from onrecord.cli.exits import tell
    from onrecord.cli.labels import counted

    def polled(feed: "KeptFeed", poll: "Poll", news: int) -> None:
        facts = {"feed": feed.url, "new": news, "next_poll_at": poll.next_poll_at}
        name = poll.title or feed.title or feed.url
        if poll.failure is not None:
            errors[0] += 1
            ending = "; it is not asked again" if poll.has_ended else ""
            message = f"{feed.url}: {poll.failure.message}{ending} [{poll.failure.code}]"
            tell(message, "feed-failure", **facts, code=poll.failure.code)
        elif news:
            tell(f"{name}: {counted(news, 'new report')}", "polled", **facts)

    return polled


def _sum_up(run: "Run", event: str) -> None:
    from onrecord.cli.run import summary, tell_tally

    tell_tally(run.tally, event, f"{event}: {summary(run.tally)}")
