"""``onrecord mcp``: the ledger for assistants, over standard input and output."""

from pathlib import Path

import click

from onrecord.cli.options import example, ledger_option, ledger_path


@click.command("mcp", epilog=example("onrecord mcp --ledger onrecord.db"))
@ledger_option
def command(ledger: Path | None) -> None:
    """Serve the ledger to an assistant over the Model Context Protocol.

    It is started by the assistant, which talks with it over standard input and output. It only
    reads: statements are searched and reports opened, each answer with the words, their positions
    and the report's address.
    """
    from onrecord.assistants import make_server
    from onrecord.ledger import Ledger

    with Ledger(ledger_path(ledger), read_only=True) as kept:
        make_server(kept).run("stdio")
