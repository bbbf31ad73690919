"""``onrecord gazetteer``: the places that names are looked up in."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from onrecord.cli.options import example

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group(
    "gazetteer",
    epilog=example(
        "onrecord gazetteer info",
        "onrecord gazetteer import allCountries.zip",
    ),
)
def command() -> None:
    """Look at the places that are known, or import more of them.

    A small gazetteer comes with onrecord: settlements of 500 people and more, countries and their
    divisions. All of GeoNames can be imported: rivers, mountains, quarters, hamlets, airports.
    """


@command.command(
    "import",
    epilog=example(
        "onrecord gazetteer import allCountries.zip",
        "onrecord gazetteer import NZ.zip --out nz.sqlite",
    ),
)
@click.argument("dump", type=_FILE, metavar="FILE")
@click.option(
    "--out",
    type=_FILE,
    help="The file to make. Default: $ONRECORD_GAZETTEER, else a file in the user's data folder, "
    "which is then used.",
)
def import_(dump: Path, out: Path | None) -> None:
    """Make a gazetteer of FILE, a dump from GeoNames, and use it from now on.

    FILE is allCountries.zip or a country's, such as NZ.zip, or the text file in it, from
    https://download.geonames.org/export/dump/. A gazetteer that is there stays until the new one
    is whole.
    """
    from onrecord.gazetteer import default_path, import_geonames

    target = out or default_path()
    with _progress() as progress:
        count = import_geonames(dump, target, progress=progress)
    click.echo(f"{target}: {count:,} places", err=True)
    if out and out != default_path():
        click.echo(f"to use it, set ONRECORD_GAZETTEER={out}", err=True)


@command.command("info", epilog=example("onrecord gazetteer info"))
def info() -> None:
    """Show which gazetteer is used, and how many places it holds."""
    from onrecord.gazetteer import open_gazetteer

    gazetteer = open_gazetteer()
    about = gazetteer.about
    click.echo(f"file    {gazetteer.path}")
    click.echo(f"places  {int(about['places']):,}")
    click.echo(f"source  {about['source']}")


@contextmanager
def _progress() -> Iterator[Callable[[int, float], None]]:
    """A line on standard error that says how far it is; none where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda lines, share: None
        return

    def show(lines: int, share: float) -> None:
        told = f"{share:4.0%}" if share < 1 else "sorting, a few minutes for all of GeoNames"
        click.echo(f"\r{lines:,} lines, {told}\033[K", nl=False, err=True)

    try:
        yield show
    finally:
        click.echo("\r\033[K", nl=False, err=True)
