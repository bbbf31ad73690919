"""A real reading room on loopback."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from onrecord.web import ServeSettings, create_app


@contextmanager
def serving(settings: ServeSettings) -> Iterator[str]:
    """A room on a free port; gives its address."""
    config = uvicorn.Config(create_app(settings), port=0, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
