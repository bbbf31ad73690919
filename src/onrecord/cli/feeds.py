"""``onrecord feeds``: the feeds that are followed, and how they do."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import example, format_for, format_option, ledger_option, ledger_path

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.ledger import KeptFeed
    from onrecord.ledger.feeds import Feeds

_KEPT_TO_ITSELF = ("etag", "last_modified")


@click.group(
    "feeds",
    invoke_without_command=True,
    epilog=example(
        "onrecord feeds",
        "onrecord feeds --format csv > feeds.csv",
        "onrecord feeds pause meridian",
    ),
)
@ledger_option
@format_option()
@click.pass_context
def command(ctx: click.Context, ledger: Path | None, format_: str | None) -> None:
    """Show how the feeds do that are followed, or change which are.

    Without a COMMAND, lists each feed with what it has shown, what of that was read, when it is
    polled, and what went wrong.
    """
    ctx.obj = ledger
    if ctx.invoked_subcommand is not None:
        return
    from onrecord.cli.output import write_rows
    from onrecord.ledger import KeptFeed, Ledger

    with Ledger(ledger_path(ledger), read_only=True) as kept:
        feeds = kept.feeds.health()
    told = [field.name for field in fields(KeptFeed)]
    columns = [name for name in told if name not in _KEPT_TO_ITSELF]
    rows: list[dict[str, Any]] = [
        {column: getattr(feed, column) for column in columns} for feed in feeds
    ]
    write_rows(rows, format_for(format_), columns, lambda console: _show(console, feeds))


def _show(console: "Console", feeds: "list[KeptFeed]") -> None:
    from onrecord.cli.feed_list import show_feeds

    show_feeds(console, feeds)


@command.command(
    "add",
    epilog=example(
        "onrecord feeds add https://meridian.example/rss.xml",
        "onrecord feeds add subscriptions.opml --ledger news.db",
    ),
)
@click.argument("feeds", nargs=-1, required=True, metavar="FEED|FILE...")
@ledger_option
@click.pass_context
def add(ctx: click.Context, feeds: tuple[str, ...], ledger: Path | None) -> None:
    """Follow more feeds.

    FEED is an address; FILE is a list of feeds, OPML or with an address a line. They are polled by
    the watcher that runs, or by the next.
    """
    from onrecord.cli.exits import tell
    from onrecord.cli.labels import counted
    from onrecord.ledger import Ledger
    from onrecord.watch import add_feeds

    with Ledger(ledger_path(ledger or ctx.obj)) as kept:
        new = add_feeds(kept, feeds)
    for url in new:
        tell(f"followed from now on: {url}", "added", feed=url)
    if not new:
        tell(f"{counted(len(feeds), 'feed')} given, all followed already")


def _changing(
    name: str, doc: str, told: str, change: "Callable[[Feeds, str], KeptFeed]"
) -> click.Command:
    """A command that changes one feed."""

    @command.command(
        name, help=doc, epilog=example(f"onrecord feeds {name} https://meridian.example/rss.xml")
    )
    @click.argument("feed", metavar="FEED")
    @ledger_option
    @click.pass_context
    def changing(ctx: click.Context, feed: str, ledger: Path | None) -> None:
        from onrecord.cli.exits import tell
        from onrecord.ledger import Ledger

        with Ledger(ledger_path(ledger or ctx.obj)) as kept:
            changed = change(kept.feeds, feed)
        tell(f"{told}: {changed.url}", told.split()[0], feed=changed.url)

    return changing


_WHICH = "FEED is its address, or a part of its address or title that no other feed has."

_changing(
    "remove",
    "Follow a feed no more, and forget what waits to be read in no other feed.\n\n"
    f"{_WHICH} What was read stays on record.",
    "followed no more",
    lambda feeds, name: feeds.remove(name),
)
_changing(
    "pause",
    f"Poll a feed no more for now; what waits to be read is still read.\n\n{_WHICH}",
    "paused",
    lambda feeds, name: feeds.pause(name),
)
_changing(
    "resume",
    f"Poll a feed again that was paused, or that has ended.\n\n{_WHICH}",
    "resumed",
    lambda feeds, name: feeds.resume(name),
)
_changing(
    "retry",
    "Poll a feed at once, and try its reports again that could not be read.\n\n"
    f"{_WHICH} The watcher that runs does so, or the next.",
    "retried at once",
    lambda feeds, name: feeds.retry(name),
)
