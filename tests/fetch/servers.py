"""Servers on loopback that behave, and others that misbehave on purpose."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Serve = Callable[[socket.socket, "Request"], None]


@dataclass(frozen=True)
class Request:
    """A request: its path with the query, and its headers by name in lower case."""

    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Server:
    """A server whose paths are served by functions that write to the socket as they like."""

    port: int = 0
    paths: dict[str, Serve] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def asked(self, path: str) -> int:
        return sum(request.path == path for request in self.requests)


def page(body: bytes = b"<p>Ana Lesk said no.", *, status: str = "200 OK", **headers: str) -> Serve:
    """A well-behaved answer; underscores in the names of headers stand for dashes."""

    def serve(client: socket.socket, _: Request) -> None:
        told = {"Content-Type": "text/html", "Content-Length": str(len(body))}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        client.sendall(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)

    return serve


def raw(*pieces: bytes, pause: float = 0.0) -> Serve:
    """Just these bytes, with a pause before each but the first; then the connection closes."""

    def serve(client: socket.socket, _: Request) -> None:
        for number, piece in enumerate(pieces):
            if number:
                time.sleep(pause)
            client.sendall(piece)

    return serve


def endless(head: bytes, piece: bytes, pause: float = 0.0) -> Serve:
    """The head, and then the same piece until the other side hangs up, ten seconds at most."""

    def serve(client: socket.socket, _: Request) -> None:
        client.sendall(head)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            client.sendall(piece)
            time.sleep(pause)

    return serve


def silent(client: socket.socket, _: Request) -> None:
    """Nothing, until the other side hangs up."""
    client.settimeout(10)
    client.recv(1)


def redirect(to: str, status: str = "302 Found") -> Serve:
    return page(b"", status=status, Location=to)


@contextmanager
def serving(**paths: Serve) -> Iterator[Server]:
    """A server on a free port; ``a_page=…`` serves ``/a_page``. Unknown paths are 404."""
    server = Server(paths={f"/{name}": serve for name, serve in paths.items()})
    listener = socket.create_server(("127.0.0.1", 0))
    server.port = listener.getsockname()[1]
    accepting = threading.Thread(target=_accept, args=(listener, server), daemon=True)
    accepting.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        accepting.join(5)


def _accept(listener: socket.socket, server: Server) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=(client, server), daemon=True).start()


def _answer(client: socket.socket, server: Server) -> None:
    with client:
        try:
            request = _read(client)
            if request is None:
                return
            server.requests.append(request)
            missing = page(b"nothing here", status="404 Not Found")
            server.paths.get(request.path, missing)(client, request)
        except OSError:  # the other side hung up: that is what some tests want
            return


def _read(client: socket.socket) -> Request | None:
    client.settimeout(10)
    data = b""
    while b"\r\n\r\n" not in data:
        piece = client.recv(65536)
        if not piece:
            return None
        data += piece
    first, *lines = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    path = first.split(" ")[1]
    return Request(path, {name.lower(): value for name, value in headers.items()}, time.monotonic())
