"""Options that several commands share: the ledger and the format."""

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import click

LEDGER_VARIABLE = "ONRECORD_LEDGER"
DEFAULT_LEDGER = "onrecord.db"

_Command = TypeVar("_Command", bound=Callable[..., Any])
_PATH = click.Path(dir_okay=False, path_type=Path)


class Format(StrEnum):
    """How something is written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    WEB_ANNOTATION = "webannotation"
    SCHEMA_ORG = "schema-org"
    HTML = "html"
    WARC = "warc"


_OF_ROWS = (Format.TEXT, Format.JSON, Format.JSONL, Format.CSV)


def ledger_path(given: Path | None) -> Path:
    """The ledger asked for, else ``ONRECORD_LEDGER``, else ``onrecord.db`` in this folder."""
    return given or Path(os.environ.get(LEDGER_VARIABLE) or DEFAULT_LEDGER)


def format_for(given: str | None) -> Format:
    """The format asked for, else text on a terminal and JSON lines elsewhere."""
    if given:
        return Format(given)
    return Format.TEXT if sys.stdout.isatty() else Format.JSONL


def ledger_option(command: _Command) -> _Command:
    """Add ``--ledger``."""
    return click.option(
        "--ledger",
        type=_PATH,
        help=f"The ledger, an SQLite file. Default: ${LEDGER_VARIABLE}, "
        f"else {DEFAULT_LEDGER} in the current folder.",
    )(command)


def format_option(
    *formats: Format, default: str = "text on a terminal, jsonl elsewhere"
) -> Callable[[_Command], _Command]:
    """Add ``--format`` with these choices; those of lists when none are given.

    Args:
        formats: The choices.
        default: What the help says of the default.
    """
    return click.option(
        "--format",
        "format_",
        type=click.Choice([str(one) for one in formats or _OF_ROWS]),
        help=f"How to write the result. Default: {default}.",
    )


def workers_option(command: _Command) -> _Command:
    """Add ``--workers``."""
    return click.option(
        "--workers",
        type=click.IntRange(0, 64),
        default=2,
        show_default=True,
        help="How many processes read many reports; a few are read by as many threads. "
        "0: one thread of this process.",
    )(command)


def no_archive_option(command: _Command) -> _Command:
    """Add ``--no-archive``."""
    return click.option(
        "--no-archive", is_flag=True, help="Of addresses: keep no copy of the fetched pages."
    )(command)


def log_format_option(command: _Command) -> _Command:
    """Add ``--log-format``."""
    return click.option(
        "--log-format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How to write what is said on standard error; json: one object a line.",
    )(command)


def as_query(words: tuple[str, ...]) -> str:
    """The words as the ledger takes them: what the shell kept together stands in quotes."""
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


def example(*lines: str) -> str:
    """An epilog that shows example commands, one a line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
