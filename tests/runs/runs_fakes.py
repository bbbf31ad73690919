"""A reader for workers: the fake one, and words that make it kill its process or take for ever."""

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from fake_reader import FakeReader

from onrecord.record import Record
from onrecord.types import Failure, Report


class MortalReader(FakeReader):
    """``KILL`` in a text ends the process; ``KILL-ONCE name`` does when no file has that name."""

    texts_read: list[str]

    def __init__(self, *, threads: int = 1) -> None:
        super().__init__(threads=threads)
        print("a library that prints")
        FakeReader.texts_read = []

    def read_all(self, items: Iterable[Report | Failure]) -> Iterator[Record | Failure]:
        for item in items:
            if isinstance(item, Report):
                words = item.text.split()
                if "KILL" in words:
                    os.kill(os.getpid(), signal.SIGKILL)
                if "KILL-ONCE" in words:
                    mark = Path(words[words.index("KILL-ONCE") + 1])
                    if not mark.exists():
                        mark.touch()
                        os.kill(os.getpid(), signal.SIGKILL)
                if "SLOW" in words:
                    time.sleep(600)
                if "EXIT" in words:
                    sys.exit(3)
            yield from super().read_all([item])


class BrokenReader:
    """Cannot be made."""

    def __init__(self, **options: object) -> None:
        raise ImportError("no reader here")


class LateStarter(FakeReader):
    """Ends its process while it starts, until so many marks lie in a folder."""

    texts_read: list[str]

    def __init__(self, *, marks: str, number: int) -> None:
        super().__init__()
        FakeReader.texts_read = []
        folder = Path(marks)
        if len(list(folder.iterdir())) < number:
            (folder / str(os.getpid())).touch()
            os.kill(os.getpid(), signal.SIGKILL)
