"""The command line: ``onrecord VERB``, one module per command, loaded when it is asked for."""

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

COMMANDS = (
    "read",
    "watch",
    "feeds",
    "show",
    "search",
    "who",
    "timeline",
    "reports",
    "changes",
    "copies",
    "export",
    "failures",
    "serve",
    "verify",
    "gazetteer",
    "mcp",
    "schema",
    "demo",
)


class LazyGroup(click.Group):
    """A group that imports a command's module only to run it or to show its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The ``command`` of the module by that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"onrecord.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; every error that is not about usage ends here."""
        _speak_utf8()
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except (Exception, KeyboardInterrupt) as error:
            from onrecord.cli.exits import end_with

            code = end_with(error)
        raise click.exceptions.Exit(int(code or 0))


def _speak_utf8() -> None:
    """Write UTF-8 and bare newlines to files and pipes everywhere; half a surrogate is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from onrecord.cli.version import version_line

        click.echo(version_line())
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: onrecord read border.txt --published 2031-03-14",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the versions of the package, its model and its lexicon, and exit.",
)
def main() -> None:
    """Read news reports and put on record who said what.

    Each statement comes with the exact characters that say so. Reports and their statements are
    kept in a ledger, one SQLite file, and can be searched and exported from there.
    """
