"""The time, and waiting: in one place, so that a test can make weeks pass."""

from datetime import UTC, datetime
from threading import Event


class Clock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The time, with its zone."""
        return datetime.now(UTC)

    def wait(self, seconds: float, stop: Event) -> None:
        """Let so much time pass, or less once somebody says stop."""
        stop.wait(max(0.0, seconds))
