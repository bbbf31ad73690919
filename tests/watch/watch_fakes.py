"""What stands in for time, the network and feeds in the tests of watching."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event

from fake_reader import FakeReader

from onrecord.errors import SourceError
from onrecord.evidence import Evidence
from onrecord.fetch import Fetcher, FetchOptions, Want
from onrecord.ledger import Ledger
from onrecord.runs import Run
from onrecord.runs.local import Local
from onrecord.types import Capture
from onrecord.watch import Watcher, WatchOptions
from onrecord.watch.clock import Clock

BEGIN = datetime(2031, 5, 5, 12, tzinfo=UTC)


class FakeClock(Clock):
    """A clock on which waiting takes no time; it says stop when so much has passed."""

    def __init__(self, *, lasts: timedelta = timedelta(days=1)) -> None:
        self.at = BEGIN
        self.until = BEGIN + lasts
        self.waits = 0

    def now(self) -> datetime:
        return self.at

    def wait(self, seconds: float, stop: Event) -> None:
        assert seconds > 0
        self.waits += 1
        self.at += timedelta(seconds=seconds)
        if self.at >= self.until:
            stop.set()


class FakeWeb:
    """Answers by address: what a function gives, and 404 for the rest."""

    def __init__(self, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock()
        self.pages: dict[str, Callable[[Want], Capture]] = {}
        self.asked: list[tuple[datetime, str]] = []
        self.is_stopped = False

    def fetch(self, want: Want, *, limit_bytes: int | None = None) -> Capture:
        self.asked.append((self.clock.now(), want.url))
        if want.url not in self.pages:
            raise failing(404)
        return self.pages[want.url](want)

    def stop(self) -> None:
        self.is_stopped = True

    def times(self, url: str) -> list[datetime]:
        return [at for at, asked in self.asked if asked == url]


def failing(status: int, **detail: str) -> SourceError:
    told = {"status": str(status), **detail}
    return SourceError(f"the server answered {status}", code="http-status", detail=told)


def capture(want: Want, text: str, kind: str = "text/plain", **headers: str) -> Capture:
    told = {"content-type": f"{kind}; charset=utf-8", **headers}
    return Capture(
        where=want.url,
        data=text.encode(),
        url=want.url,
        requested=want.url,
        fetched_at="2031-05-05T12:00:00Z",
        status=200,
        headers=tuple((name.replace("_", "-"), value) for name, value in told.items()),
    )


def report(number: int) -> str:
    return f"Brand said the bridge number {number} was open."


def rss(*urls: str, title: str = "Meridian Post", inside: str = "") -> str:
    items = "".join(f"<item><title>A report</title><link>{url}</link></item>" for url in urls)
    return f"<rss version='2.0'><channel><title>{title}</title>{inside}{items}</channel></rss>"


def atom(*entries: tuple[str, str]) -> str:
    """A feed of addresses, each with the time when it was updated."""
    items = "".join(
        f"<entry><id>{url}</id><link href='{url}'/><updated>{at}</updated></entry>"
        for url, at in entries
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Atom</title>{items}</feed>"


def make_run(ledger: Ledger, **known) -> Run:
    """A run that reads with the fake reader in this process."""
    FakeReader.texts_read = []
    evidence = Evidence.beside(ledger.path)
    return Run(readers=Local(FakeReader()), ledger=ledger, evidence=evidence, **known)


def watch(ledger: Ledger, web, clock: Clock | None = None, **options) -> Run:
    """Watch the ledger's feeds: once, unless told; over the network where options say how."""
    web = Fetcher(web) if isinstance(web, FetchOptions) else web
    run = make_run(ledger)
    chosen = WatchOptions(**({"once": True} | options))
    known = {"clock": clock or getattr(web, "clock", None)}
    Watcher(run, web, chosen, **{k: v for k, v in known.items() if v is not None}).watch()
    return run


def health(ledger: Ledger, part: str = ""):
    """The one feed whose address has this part."""
    (feed,) = [feed for feed in ledger.feeds.health() if part in feed.url]
    return feed
