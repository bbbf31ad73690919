"""Options of the commands that fetch pages."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

if TYPE_CHECKING:
    from onrecord.fetch import FetchOptions

_Command = TypeVar("_Command", bound=Callable[..., Any])


class FetchSettings(TypedDict):
    """The values of these options."""

    contact: str | None
    delay: float
    timeout: float
    allow_private: bool


def fetch_options(command: _Command) -> _Command:
    """Add ``--contact``, ``--delay``, ``--timeout`` and ``--allow-private``."""
    for option in (
        click.option(
            "--allow-private",
            is_flag=True,
            help="Of addresses: fetch from this machine and private networks, too.",
        ),
        click.option(
            "--timeout",
            type=click.FloatRange(min=0, min_open=True),
            default=20.0,
            show_default=True,
            metavar="SECONDS",
            help="Of addresses: longest silence of a server.",
        ),
        click.option(
            "--delay",
            type=click.FloatRange(min=0),
            default=1.0,
            show_default=True,
            metavar="SECONDS",
            help="Of addresses: rest between two requests to one host.",
        ),
        click.option(
            "--contact",
            metavar="WHERE",
            help="Of addresses: an e-mail or page for those who run a server. "
            "Default: $ONRECORD_CONTACT.",
        ),
    ):
        command = option(command)
    return command


def fetch_settings(options: FetchSettings) -> "FetchOptions":
    """How to fetch, as these options say."""
    from onrecord.fetch import FetchOptions, contact_of_environment

    return FetchOptions(
        delay_seconds=options["delay"],
        timeout_seconds=options["timeout"],
        total_seconds=max(60.0, 3 * options["timeout"]),
        allow_private=options["allow_private"],
        contact=options["contact"] or contact_of_environment(),
    )
