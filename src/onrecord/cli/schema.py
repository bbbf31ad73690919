"""``onrecord schema``: the JSON Schema of a record."""

import click

from onrecord.cli.options import example


@click.command("schema", epilog=example("onrecord schema > record.schema.json"))
def command() -> None:
    """Print the JSON Schema of a record.

    It describes, in JSON Schema 2020-12, what read, show, demo and export write as JSON.
    """
    from onrecord.record import record_schema

    click.echo(record_schema(), nl=False)
