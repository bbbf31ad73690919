"""A real reading room on loopback, and servers that misbehave on purpose."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import talks_records
from served_rooms import serving

from onrecord.ledger import Ledger
from onrecord.types import Capture, Failure
from onrecord.web import ServeSettings

Answer = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "talks.db"
    with Ledger(path) as ledger:
        for number in range(1, 8):
            of = talks_records.report(number, published=f"2031-05-{number + 10}")
            page = Capture(where=of.url or "", data=of.text.encode(), url=of.url)
            ledger.put(talks_records.record(of), capture=page)
        for number in range(3):
            ledger.put_failure(
                Failure(where=f"{number}.txt", stage="source", code="empty", message="Nothing.")
            )
    return path


@pytest.fixture(scope="session")
def served(ledger_path: Path) -> Iterator[str]:
    with serving(ServeSettings(ledger=ledger_path)) as url:
        yield url


@pytest.fixture
def misbehaving() -> Iterator[Callable[..., str]]:
    """Starts a server that answers one request after the other as told, the last one for ever."""
    servers = []

    def start(*answers: Answer) -> str:
        waiting = list(answers)

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                (waiting.pop(0) if len(waiting) > 1 else waiting[0])(self)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
