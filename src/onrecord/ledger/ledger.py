"""The ledger, as the rest of the package and its users see it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from onrecord.errors import LedgerError
from onrecord.ledger import (
    captures,
    changes,
    moments,
    people,
    reading,
    search,
    verifying,
    writing,
)
from onrecord.ledger.comparing import Comparing
from onrecord.ledger.conditions import checked_limit, of_current_editions, of_editions
from onrecord.ledger.dialect import CACHE_BYTES
from onrecord.ledger.engine import WRITES, open_engine
from onrecord.ledger.feeds import Feeds
from onrecord.ledger.listing import Lists
from onrecord.ledger.queries import Queries
from onrecord.ledger.revision import Revision
from onrecord.ledger.trouble import explained
from onrecord.ledger.values import (
    Counts,
    Hit,
    KeptCapture,
    KeptFailure,
    Moment,
    Outcome,
    Problem,
    Profile,
    ReportSummary,
    SearchFilters,
)
from onrecord.record import Record
from onrecord.types import Capture, Failure, MadeBy, Progress, Report, Settlement


class Ledger(Queries, Lists, Comparing):
    """Every record in one file.

    Threads may share a ledger; each process opens its own, after it was forked. Several processes
    may write one file at the same time: each waits for its turn. Every method raises LedgerError
    when the ledger cannot be read or written; a write that fails leaves nothing behind.

    An iterator reads the ledger as it stood when its first value was asked for, whatever is
    written meanwhile, and keeps a connection until it ends or is closed.

    Attributes:
        path: The file.
        read_only: Whether putting is refused.
        feeds: The feeds that are followed, and their entries.
    """

    def __init__(
        self, path: str | Path, *, read_only: bool = False, cache_bytes: int = CACHE_BYTES
    ) -> None:
        """Opens a ledger, makes it when there is none, and brings an older one up to date.

        Args:
            path: The file; its folder must be there.
            read_only: Change nothing; the file must be there and up to date.
            cache_bytes: What each connection may keep of the file in memory; each thread that
                reads at the same time has one.

        Raises:
            LedgerError: It cannot be opened.
            LedgerVersionError: A newer onrecord wrote it, or it is no ledger; nothing is changed.
        """
        self.path = Path(path)
        self.read_only = read_only
        self._engine = open_engine(self.path, read_only=read_only, cache_bytes=cache_bytes)
        self._writer = self._engine.execution_options(**WRITES)
        # SQLite lets one write at a time; threads that wait here wake without polling.
        self._turn = Lock()
        self._revision = Revision(self._engine)
        self._is_closed = False
        self.feeds = Feeds(self._reading, self._writing)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the ledger; once is enough, twice does no harm."""
        self._is_closed = True
        self._revision.close()
        self._engine.dispose()

    def put(
        self,
        record: Record,
        *,
        capture: Capture | None = None,
        progress: Progress | Settlement | None = None,
    ) -> Outcome:
        """Puts a record, whole or not at all.

        The same edition made by the same maker again changes nothing. Made by another maker, the
        record takes the place of the one before. Other words under a known address are a new
        edition, which becomes the current one; the older edition and its record stay.
        A failure at the report's path or address counts as resolved. Authors, section, language
        and update make no edition: they stay as they were first read.

        Args:
            record: The record.
            capture: What the report was read from; what the ledger keeps of it is not the bytes.
            progress: How far its source has been read with it, or what came of the entry of a
                feed that it is of; in the same transaction.
        """
        self._check_writable()
        alone = capture is None and progress is None
        if alone and self.has(record.report, record.made_by):
            return Outcome.UNCHANGED
        with self._writing() as connection:
            fetched_at = capture.fetched_at if capture else None
            outcome, edition = writing.put(connection, record, fetched_at=fetched_at)
            captures.keep(connection, capture, edition=edition)
            captures.advance(connection, progress)
            return outcome

    def put_many(self, records: Sequence[Record]) -> list[Outcome]:
        """Puts records in one transaction: all of them or, when one fails, none."""
        with self._writing() as connection:
            return [writing.put(connection, record).outcome for record in records]

    def put_failure(
        self,
        failure: Failure,
        *,
        capture: Capture | None = None,
        progress: Progress | Settlement | None = None,
    ) -> None:
        """Keeps a failure or a skip; the latest at its place stands for those before.

        Args:
            failure: What could not be read.
            capture: What it was to be read from.
            progress: How far its source has been read with it, or what came of the entry of a
                feed that it is of; in the same transaction.
        """
        with self._writing() as connection:
            writing.put_failure(connection, failure)
            captures.keep(connection, capture, edition=None)
            captures.advance(connection, progress)

    def advance(self, progress: Progress | Settlement) -> None:
        """Keeps how far a source has been read, or what came of an entry."""
        with self._writing() as connection:
            captures.advance(connection, progress)

    def progress(self, source: str) -> Progress | None:
        """How far a source has been read; None when it has not been begun."""
        with self._reading() as connection:
            return captures.progress(connection, source)

    def is_read(self, capture: Capture, made_by: MadeBy) -> bool:
        """Whether these bytes from this address were read into a record by this maker."""
        with self._reading() as connection:
            return captures.is_read(connection, capture, made_by)

    def captures(
        self,
        key: str | None = None,
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        by_digest: bool = False,
    ) -> Iterator[KeptCapture]:
        """What is kept of the captures, in the order in which they came.

        Args:
            key: Those of one report, as `get` takes it; None for all.
            outlet: As in SearchFilters, of the report's current edition; and so are the dates.
            since: First day of publication.
            until: Last day of publication.
            by_digest: In the order of their digests instead.

        Raises:
            NotFoundError: The key means no report, or several.
            OptionError: A date is none.
        """
        conditions = []
        if outlet or since or until:
            conditions = of_current_editions(outlet=outlet, since=since, until=until)
        return self._answer(
            lambda connection: captures.kept(connection, key, conditions, by_digest=by_digest)
        )

    def has(self, report: Report, made_by: MadeBy) -> bool:
        """Whether putting this edition's record by this maker would change nothing.

        False also while a failure stands at the report's path or address: putting resolves it.
        """
        with self._reading() as connection:
            return writing.is_settled(writing.find(connection, report), made_by)

    def get(self, key: str, *, edition: int | str | None = None) -> Record:
        """A report's record, just as it was put.

        Args:
            key: The report's address or path, at least four characters of the beginning of its
                id, or the whole id of an edition, current or not.
            edition: Another edition than the current one: its number, from 1, as `editions` has
                it, or the beginning of its id.

        Raises:
            NotFoundError: It means no report, or several, of which up to five are named.
        """
        with self._reading() as connection:
            if edition is None:
                return reading.load(connection, reading.find_edition(connection, key))
            return reading.load(connection, changes.find(connection, key, edition))

    def records(
        self,
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        once: bool = False,
    ) -> Iterator[Record]:
        """The current record of every report, in the order in which they came.

        Args:
            outlet: As in SearchFilters, and so are the dates.
            since: First day of publication.
            until: Last day of publication.
            once: Of copies, only the first.

        Raises:
            OptionError: A date is none.
        """
        conditions = of_current_editions(outlet=outlet, since=since, until=until, once=once)
        return self._answer(
            lambda connection: (
                reading.load(connection, edition)
                for edition in reading.editions(connection, conditions)
            )
        )

    def reports(
        self,
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        once: bool = False,
        all_editions: bool = False,
        limit: int | None = None,
    ) -> Iterator[ReportSummary]:
        """The reports, latest published first.

        Args:
            outlet: As in SearchFilters, and so are the others.
            since: First day of publication.
            until: Last day of publication.
            once: Of copies, only the first.
            all_editions: Not only the current ones; once then counts for nothing.
            limit: At most so many.

        Raises:
            OptionError: A date is none, or the limit is negative.
        """
        conditions = of_current_editions(outlet=outlet, since=since, until=until, once=once)
        if all_editions:
            conditions = of_editions(outlet=outlet, since=since, until=until)
        query = reading.report_query(conditions, checked_limit(limit))
        return self._answer(lambda connection: reading.summaries(connection, query))

    def failures(self, *, skipped: bool = False) -> Iterator[KeptFailure]:
        """The failures that still stand, or what was passed over instead; latest first."""
        return self._answer(lambda connection: reading.failures(connection, skipped=skipped))

    def search(self, words: str = "", filters: SearchFilters | None = None) -> Iterator[Hit]:
        """The statements, of current editions, that have these words and are as filtered.

        Args:
            words: What must stand in the content, the source or the speaker's name, in any order;
                case and accents don't count. ``"peace talks"`` stand together; ``bord*`` is the
                beginning of a word; nothing else has a meaning. May be empty when there is a
                filter.
            filters: What else a statement must be.

        Raises:
            OptionError: Nothing is asked, a date is none, a country no code, or the limit is
                negative.
        """
        wanted = filters or SearchFilters()
        what = search.checked(words, wanted)
        return self._answer(lambda connection: search.found(connection, what, wanted))

    def who(self, name: str, *, limit: int | None = None) -> Iterator[Profile]:
        """What is on record of all who go by a name; those of exactly this name come first.

        Args:
            name: Words that stand together in the name, whole; case, accents and punctuation
                don't count.
            limit: At most so many statements of each, the latest.

        Raises:
            OptionError: The name has no letters, or the limit is negative.
        """
        words, most = people.checked_name(name), checked_limit(limit)
        return self._answer(lambda connection: people.profiles(connection, words, most))

    def timeline(
        self,
        words: str = "",
        filters: SearchFilters | None = None,
        *,
        first: str | None = None,
        last: str | None = None,
    ) -> Iterator[Moment]:
        """Statements in time: when they were said, and when what they tell of happened.

        The earliest first, and of those that begin on one day the less precise. What has no date
        that can be told is left out.

        Args:
            words: As in `search`; none for all.
            filters: What a statement must be; ``order`` counts for nothing.
            first: The first day: ``2024``, ``2024-07`` or ``2024-07-01``.
            last: The last day, in the same forms.

        Raises:
            OptionError: A date is none, a country no code, or the limit is negative.
        """
        want = moments.wanted(words, filters or SearchFilters(), first=first, last=last)
        return self._answer(
            lambda connection: moments.moments(connection, moments.query(connection, want))
        )

    def counts(self) -> Counts:
        """How much the ledger holds."""
        with self._reading() as connection:
            return reading.counts(connection)

    def revision(self) -> str:
        """A mark that changes whenever anything in the ledger does, whoever writes.

        It costs microseconds, and it is another one for each `Ledger` that opens the file.
        """
        self._check_open()
        with explained(self.path):
            return self._revision.mark()

    def verify(self, *, checked: Callable[[], None] = lambda: None) -> Iterator[Problem]:
        """What is not as it was put, in the file, the ids or the positions.

        Nothing, if all is well. Reads everything, superseded editions too. The evidence is
        checked by `onrecord.evidence.problems`.

        Args:
            checked: Called after each edition.
        """
        return self._answer(lambda connection: verifying.problems(connection, checked))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._check_open()
        with explained(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self._check_writable()
        with explained(self.path), self._turn, self._writer.begin() as connection:
            yield connection

    def _check_writable(self) -> None:
        self._check_open()
        if self.read_only:
            raise LedgerError(f"{self.path} was opened read-only. Open it for writing.")

    def _check_open(self) -> None:
        if self._is_closed:
            raise LedgerError(f"{self.path} was closed. Open it again.")
