"""Whether a ledger has changed, without reading it."""

import secrets
from threading import Lock

from sqlalchemy import Engine, PoolProxiedConnection


class Revision:
    """A mark of a ledger's content that changes with every write, whoever writes.

    SQLite tells one connection whether another one has written (``PRAGMA data_version``), so this
    keeps a connection that never writes. The number means nothing elsewhere, which is why the mark
    begins with a random one of this object. Safe to use from several threads.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._nonce = secrets.token_hex(8)
        self._connection: PoolProxiedConnection | None = None

    def mark(self) -> str:
        """The mark as it is now; what is read later is of this mark or a newer one."""
        with self._lock:
            if self._connection is None:
                self._connection = self._engine.raw_connection()
                self._connection.detach()  # from the pool: nobody else may write through it
            cursor = self._connection.cursor()
            cursor.execute("PRAGMA data_version")
            (number,) = cursor.fetchone() or (0,)
            cursor.close()
            return f"{self._nonce}-{number}"

    def close(self) -> None:
        """Lets the connection go."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
