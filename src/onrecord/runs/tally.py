"""What a run did so far: counts, speed, and the time that is left."""

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Tally:
    """Counts of a run.

    Attributes:
        reports: Read now or found on record.
        statements: Of these reports.
        words: Of the reports that were read now.
        failures: By code.
        skipped: What was passed over, by reason.
        known: Reports that were on record already.
        done_share: How much of the source at hand has been read, 0 to 1, where that can be told.
        source: Which source that is.
        reached_first: Its share when this run came to it, and when that was: a run that goes on
            in the middle must not count what others did.
    """

    reports: int = 0
    statements: int = 0
    words: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    known: int = 0
    done_share: float | None = None
    source: str | None = None
    reached_first: tuple[float, float] = (0.0, 0.0)
    began: float = field(default_factory=time.monotonic)

    def reach(self, source: str, share: float) -> None:
        """Takes note of how much of a source has been read."""
        if source != self.source:
            self.source, self.reached_first = source, (share, time.monotonic())
        self.done_share = share

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self.began

    @property
    def pages_per_second(self) -> float:
        """Reports read now, failures and languages that are skipped, a second."""
        pages = self.reports - self.known + self.failures.total() + self.skipped["other-language"]
        return pages / max(self.seconds, 1e-9)

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the source at hand has been read at this speed; None: nobody can tell."""
        share, since = self.reached_first
        if self.done_share is None or self.done_share <= share:
            return None
        spent = time.monotonic() - since
        return spent * (1 - self.done_share) / (self.done_share - share)

    def to_dict(self) -> dict[str, Any]:
        """The counts as plain JSON values; times in seconds."""
        left = self.seconds_left
        return {
            "reports": self.reports,
            "statements": self.statements,
            "words": self.words,
            "failures": dict(self.failures.most_common()),
            "skipped": dict(self.skipped.most_common()),
            "known": self.known,
            "seconds": round(self.seconds, 3),
            "pages_per_second": round(self.pages_per_second, 3),
            "words_per_second": round(self.words / max(self.seconds, 1e-9), 1),
            "seconds_left": None if left is None else round(left),
        }
