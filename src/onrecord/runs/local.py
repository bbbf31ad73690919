"""Reading in this process, on a few threads: what starts fastest."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.record import Record
from onrecord.runs.conversion import Conversion
from onrecord.types import Arrival, Failure, MadeBy, Report

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.reader import Reader


class Local:
    """Reads with a reader of this process."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader

    @property
    def made_by(self) -> MadeBy:
        """What makes the records."""
        return self._reader.made_by

    def read_all(
        self, arrivals: Iterable[Arrival], conversion: Conversion, ledger: "Ledger | None"
    ) -> Iterator[tuple[Arrival, Record | Failure]]:
        """The outcome of each arrival, in their order."""
        waiting: deque[Arrival] = deque()

        def reports() -> Iterator[Report | Failure]:
            for arrival in arrivals:
                waiting.append(arrival)
                yield conversion.convert(arrival, ledger, self.made_by)

        for outcome in self._reader.read_all(reports()):
            yield waiting.popleft(), outcome

    def close(self) -> None:
        """Nothing is left open."""
