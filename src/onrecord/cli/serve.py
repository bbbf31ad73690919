"""``onrecord serve``: the ledger as a local web app."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from onrecord.cli.exits import tell
from onrecord.cli.options import example, ledger_option, ledger_path
from onrecord.errors import OptionError

if TYPE_CHECKING:
    from socket import socket

    from onrecord.web import ServeSettings

TOKEN_VARIABLE = "ONRECORD_TOKEN"


class _Options(TypedDict):
    host: str
    port: int
    token: str | None
    allow_hosts: tuple[str, ...]
    open_: bool
    read_only: bool
    allow_private: bool
    ledger: Path | None


@click.command(
    "serve",
    epilog=example(
        "onrecord serve",
        "onrecord serve --ledger border.db --open",
        "onrecord serve --host 0.0.0.0 --read-only",
    ),
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="The address of this machine to listen on. Any but a loopback one takes a token.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8420,
    show_default=True,
    help="The port to listen on; 0 takes one that is free.",
)
@click.option(
    "--token",
    metavar="TOKEN",
    envvar=TOKEN_VARIABLE,
    help="What browsers and programs have to give, 16 characters or more. "
    f"Default: ${TOKEN_VARIABLE}; else, on other than loopback addresses, a new one.",
)
@click.option(
    "--allow-host",
    "allow_hosts",
    multiple=True,
    metavar="NAME",
    help="A further name under which browsers may ask for the room. May be given often.",
)
@click.option("--open/--no-open", "open_", help="Open the room in the browser.")
@click.option("--read-only", is_flag=True, help="Show the ledger and add nothing to it.")
@click.option(
    "--allow-private",
    is_flag=True,
    help="Of addresses that are added: fetch from this machine and private networks, too.",
)
@ledger_option
def command(**options: Unpack[_Options]) -> None:
    """Open the ledger as a local web app, the reading room.

    It is for this machine only unless told otherwise, loads nothing from anywhere else, and ends
    with Ctrl-C.
    """
    with _without_collecting():
        _load()
    settings = _settings(options)
    listening = _listen(settings.host, settings.port)
    address = _address(listening, settings)
    tell(f"the reading room is open at {address} (Ctrl-C closes it)", "open", address=address)
    if options["open_"]:
        click.launch(address)
    _run(settings, listening)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Loads what stays: to look for garbage among it would take a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _load() -> None:
    """Loads what the room needs, and says what of it is not installed."""
    try:
        if find_spec("vl_convert") is None:
            raise ModuleNotFoundError(name="vl_convert")
        from onrecord.web.charts import drawing

        drawing.warm_up()  # Vega gets ready, in its own process, while this one loads the rest
        import fastapi  # noqa: F401
        import jinja2  # noqa: F401
        import python_multipart  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise OptionError(
            f"the reading room needs the package {error.name}; install it with: "
            "pip install 'onrecord[serve]'"
        ) from error


def _settings(options: _Options) -> "ServeSettings":
    import secrets

    from onrecord.web.settings import ServeSettings, is_loopback

    token = options["token"] or None
    if token is None and not is_loopback(options["host"]):
        token = secrets.token_urlsafe(24)
    return ServeSettings(
        ledger=ledger_path(options["ledger"]),
        host=options["host"],
        port=options["port"],
        token=token,
        allowed_hosts=options["allow_hosts"],
        read_only=options["read_only"],
        allow_private=options["allow_private"],
    )


def _listen(host: str, port: int) -> "socket":
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host.strip("[]"), port), family=family, backlog=128)
    except OSError as error:
        raise OptionError(
            f"{host} port {port} cannot be listened on ({error.strerror or error}); something "
            "else may listen there: give another --port, or 0 for one that is free."
        ) from error


def _address(listening: "socket", settings: "ServeSettings") -> str:
    port = listening.getsockname()[1]
    host = "localhost" if settings.asks_any_number else settings.host
    shown = f"[{host}]" if ":" in host else host
    query = f"?token={settings.token}" if settings.token else ""
    return f"http://{shown}:{port}/{query}"


def _run(settings: "ServeSettings", listening: "socket") -> None:
    import uvicorn

    with _without_collecting():
        from onrecord.web import create_app

        app = create_app(settings)
    config = uvicorn.Config(
        app,
        log_level=os.environ.get("ONRECORD_LOG_LEVEL", "warning"),
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=3,
    )
    uvicorn.Server(config).run(sockets=[listening])
