"""A watcher in a process of its own, to be killed: forked from one that has all modules loaded."""

from fake_reader import FakeReader

from onrecord.evidence import Evidence
from onrecord.fetch import Fetcher, FetchOptions
from onrecord.ledger import Ledger
from onrecord.runs import Run
from onrecord.runs.local import Local
from onrecord.runs.run import stopping
from onrecord.watch import Watcher, WatchOptions
from onrecord.watch.lock import only_watcher

PRELOAD = ["watch_program", "feedparser", "lxml.etree", "httpcore", "protego", "sqlalchemy"]


def main(path: str, once: bool) -> None:
    """Watch the ledger at a path."""
    FakeReader.texts_read = []
    options = FetchOptions(
        allow_private=True, delay_seconds=0.0, timeout_seconds=0.6, total_seconds=1.5
    )
    with Ledger(path) as ledger, only_watcher(ledger.path):
        run = Run(readers=Local(FakeReader()), ledger=ledger, evidence=Evidence.beside(ledger.path))
        with Fetcher(options) as fetcher, stopping(run, lambda: None):
            Watcher(run, fetcher, WatchOptions(once=once, refresh_seconds=0.2)).watch()
