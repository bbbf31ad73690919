"""``onrecord demo``: see what onrecord does, with reports that come with it."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import example, format_for, format_option
from onrecord.demo import DEMO_REPORTS, DemoReport

if TYPE_CHECKING:
    from onrecord.ledger import Ledger

_NAMES = [demo.name for demo in DEMO_REPORTS]


@click.command(
    "demo",
    epilog=example(
        "onrecord demo",
        "onrecord demo border-kestria border-dravany --format jsonl",
        "onrecord demo --all --ledger demo.db",
        "onrecord demo --copy-to demo/",
    ),
)
@click.argument("names", nargs=-1, metavar="[NAME]...", type=click.Choice(_NAMES))
@click.option("--all", "all_", is_flag=True, help="Read all demo reports.")
@click.option("--list", "list_", is_flag=True, help="List the demo reports and read none.")
@click.option(
    "--copy-to",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Copy the demo reports into a folder, as text files, and read none.",
)
@click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep the records in this ledger. Without it, nothing is kept.",
)
@format_option()
def command(
    names: tuple[str, ...],
    all_: bool,
    list_: bool,
    copy_to: Path | None,
    ledger: Path | None,
    format_: str | None,
) -> int:
    """Try onrecord on an invented report.

    NAME is one of those that --list shows; without a name it is the first of them.
    """
    chosen = DEMO_REPORTS if all_ else [demo for demo in DEMO_REPORTS if demo.name in names]
    if list_:
        _list()
    elif copy_to:
        _copy(chosen or DEMO_REPORTS, copy_to)
    else:
        return _read(chosen or DEMO_REPORTS[:1], ledger, format_)
    return 0


def _list() -> None:
    for demo in DEMO_REPORTS:
        click.echo(f"{demo.name:16}{demo.published}  {demo.outlet:18}{demo.title}")


def _copy(demos: Sequence[DemoReport], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for demo in demos:
        path = folder / demo.file_name
        path.write_bytes(demo.text.encode("utf-8"))
        click.echo(path)


def _read(demos: Sequence[DemoReport], ledger: Path | None, format_: str | None) -> int:
    from onrecord.cli.output import record_writer
    from onrecord.cli.run import run_over, tell_failure
    from onrecord.reader import Reader
    from onrecord.runs.local import Local
    from onrecord.runs.run import Run

    with _ledger(ledger) as kept:
        run = Run(
            readers=Local(Reader()),
            ledger=kept,
            write=record_writer(format_for(format_)),
            tell=tell_failure,
        )
        return run_over(run, (demo.arrival for demo in demos))


def _ledger(path: Path | None) -> AbstractContextManager["Ledger | None"]:
    if path is None:
        return nullcontext()
    from onrecord.ledger import Ledger

    return Ledger(path)
