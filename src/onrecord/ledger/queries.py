"""What the ledger answers to the reading room: overviews, and lists page by page.

Every method reads the ledger once, as it stands, and gives a value that is whole: nothing is left
open. On a million statements each takes some hundredths of a second; what would take longer is
counted over the newest so many, and says so (`Total.is_exact`).
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from sqlalchemy import Connection, select

from onrecord.errors import NotFoundError, OptionError
from onrecord.ledger import (
    claims,
    dialect,
    finding,
    framing,
    front,
    geography,
    moments,
    people,
    ranking,
    saving,
    series,
    speakers,
    tables,
)
from onrecord.ledger.asking import NEWEST_KEY, asked, checked_country, day_limits
from onrecord.ledger.overviews import (
    Box,
    Claim,
    Found,
    FramingTable,
    Front,
    MomentPage,
    OutletCount,
    Page,
    PlaceMap,
    SavedSearch,
    Series,
    Side,
    SpeakerCount,
    SpeakerOverview,
    Step,
)
from onrecord.ledger.rows import storable
from onrecord.ledger.values import Order, SearchFilters, What

LARGEST_PAGE = 500

_NO_FILTERS = SearchFilters()


class Queries(ABC):
    """The reading room's side of a ledger."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]: ...

    def front(self, *, size: int = 10, answered: bool = True) -> Front:
        """What the front page shows: the latest of everything.

        Args:
            size: At most so many of each.
            answered: Whether to look up the most answered statements; None are given otherwise.

        Raises:
            OptionError: The size is no page's.
        """
        with self._reading() as connection:
            return front.front(connection, size=_checked_size(size), answered=answered)

    def find(
        self,
        words: str = "",
        filters: SearchFilters | None = None,
        *,
        size: int = 50,
        cursor: str | None = None,
        facets: bool = False,
    ) -> Found:
        """A page of `search`; without words and filters, of everything.

        Args:
            words: As in `search`.
            filters: As in `search`; ``limit`` counts for nothing.
            size: At most so many hits, 500 at most.
            cursor: ``next`` of the page before.
            facets: With the first page, what the statements that were found are.

        Raises:
            OptionError: A filter makes no sense, or the cursor is of another list.
        """
        filters = filters or _NO_FILTERS
        what, size = asked(words, filters), _checked_size(size)
        with self._reading() as connection:
            return finding.find(
                connection, what, order=filters.order, size=size, after=cursor, facets=facets
            )

    def claims(
        self,
        words: str = "",
        filters: SearchFilters | None = None,
        *,
        size: int = 50,
        cursor: str | None = None,
    ) -> Page[Claim]:
        """Statements that others answer within their report, the newest first.

        Args:
            words: As in `search`.
            filters: As in `search`; ``is_denied`` narrows to those that are denied.
            size: At most so many.
            cursor: ``next`` of the page before.

        Raises:
            OptionError: As in `find`.
        """
        what = asked(words, replace(filters or _NO_FILTERS, is_answered=True))
        with self._reading() as connection:
            return claims.newest(connection, what, size=_checked_size(size), after=cursor)

    def most_answered(
        self,
        *,
        denied: bool = False,
        since: str | None = None,
        until: str | None = None,
        size: int = 50,
        cursor: str | None = None,
    ) -> Page[Claim]:
        """The statements with the most answers, or denials, within their report.

        Args:
            denied: Count denials alone.
            since: First day of publication, as in SearchFilters.
            until: Last day.
            size: At most so many.
            cursor: ``next`` of the page before.

        Raises:
            OptionError: A date is none, or the cursor is of another list.
        """
        what = asked("", SearchFilters(since=since, until=until))
        with self._reading() as connection:
            return claims.most(
                connection,
                denied=denied,
                low=what.low,
                high=what.high,
                size=_checked_size(size),
                after=cursor,
            )

    def volume(
        self,
        words: str = "",
        filters: SearchFilters | None = None,
        *,
        step: Step = Step.MONTH,
    ) -> Series:
        """Statements over time, by the day of publication.

        Args:
            words: As in `search`; none for all.
            filters: What a statement must be. Where only a time or an outlet is asked for, reports
                are counted too.
            step: How long each stretch is.

        Raises:
            OptionError: A filter makes no sense.
        """
        filters = filters or _NO_FILTERS
        what = asked(words, filters)
        bare = replace(filters, outlet=None, since=None, until=None, limit=None, order=Order.NEWEST)
        with self._reading() as connection:
            outlets = _outlet_keys(connection, filters.outlet)
            if words.strip() or bare != _NO_FILTERS or len(outlets or ()) > 1:
                return series.of_found(connection, what, step=step)
            first, last = day_limits(filters.since, filters.until)
            outlet = None if outlets is None else next(iter(outlets), -1)
            return series.of_all(connection, step=step, first=first, last=last, outlet=outlet)

    def top_speakers(
        self, *, since: str | None = None, until: str | None = None, size: int = 20
    ) -> tuple[SpeakerCount, ...]:
        """Those with the most statements, in all or published in a time.

        Raises:
            OptionError: A date is none.
        """
        first, last = day_limits(since, until)
        with self._reading() as connection:
            return ranking.top_speakers(
                connection, first=first, last=last, size=_checked_size(size)
            )

    def top_outlets(
        self, *, since: str | None = None, until: str | None = None, size: int = 20
    ) -> tuple[OutletCount, ...]:
        """The outlets with the most statements, in all or published in a time.

        Raises:
            OptionError: A date is none.
        """
        first, last = day_limits(since, until)
        with self._reading() as connection:
            return ranking.top_outlets(connection, first=first, last=last, size=_checked_size(size))

    def framing(
        self,
        *,
        by: Side = Side.SPEAKER,
        sides: Sequence[str] = (),
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        outlets: int = 12,
        columns: int = 8,
    ) -> FramingTable:
        """How outlets carry speakers, or the speakers of a country.

        Args:
            by: Whom the columns are.
            sides: Names or codes; none for those with the most statements. A name of several
                kinds gives a column each.
            outlet: One outlet alone, by its whole name.
            since: First day of publication, as in SearchFilters.
            until: Last day.
            outlets: At most so many rows.
            columns: At most so many columns.

        Raises:
            OptionError: A date is none, or a country no code.
        """
        first, last = day_limits(since, until)
        what = asked("", SearchFilters(since=since, until=until))
        with self._reading() as connection:
            one = _outlet_keys(connection, outlet)
            wanted = framing.Wanted(
                by=by,
                sides=_side_keys(connection, by, sides) if sides else None,
                outlet=None if one is None else next(iter(one), -1),
                first=first,
                last=last,
                low=what.low,
                high=min(what.high, NEWEST_KEY),
                most_outlets=_checked_size(outlets),
                most_sides=_checked_size(columns),
            )
            return framing.table(connection, wanted)

    def speaker(self, name: str, kind: str | None = None) -> SpeakerOverview:
        """All that is on record with somebody, but for the statements: `said_by` gives these.

        Args:
            name: The whole name; case, accents and punctuation don't count.
            kind: An ``ActorKind``; None for the kind with the most statements.

        Raises:
            OptionError: The name has no letters.
            NotFoundError: Nobody of this name is on record.
        """
        words = people.checked_name(name)
        with self._reading() as connection:
            found = speakers.named(connection, words, kind)
            if found is None:
                raise NotFoundError(_nobody(name))
            return speakers.overview(connection, found)

    def said_by(
        self, name: str, kind: str | None = None, *, size: int = 50, cursor: str | None = None
    ) -> Found:
        """A page of somebody's statements, the newest first.

        Args:
            name: As in `speaker`.
            kind: As in `speaker`.
            size: At most so many.
            cursor: ``next`` of the page before.

        Raises:
            OptionError: The name has no letters, or the cursor is of another list.
            NotFoundError: Nobody of this name is on record.
        """
        words, size = people.checked_name(name), _checked_size(size)
        with self._reading() as connection:
            found = speakers.named(connection, words, kind)
            if found is None:
                raise NotFoundError(_nobody(name))
            return finding.said_by(connection, found, size=size, after=cursor)

    def names_like(self, name: str, *, size: int = 20) -> tuple[SpeakerCount, ...]:
        """Those whose name has these words in this order, just this name first.

        Raises:
            OptionError: The name has no letters.
        """
        words = people.checked_name(name)
        with self._reading() as connection:
            return speakers.counts_like(connection, words, _checked_size(size))

    def moments(
        self,
        words: str = "",
        filters: SearchFilters | None = None,
        *,
        first: str | None = None,
        last: str | None = None,
        size: int = 100,
        cursor: str | None = None,
    ) -> MomentPage:
        """A page of `timeline`.

        Args:
            words: As in `timeline`, and so are the others.
            filters: ``limit`` and ``order`` count for nothing.
            first: The first day.
            last: The last day.
            size: At most so many.
            cursor: ``next`` of the page before.

        Raises:
            OptionError: As in `timeline`, or the cursor is of another list.
        """
        size = _checked_size(size)
        want = moments.wanted(
            words,
            replace(filters or _NO_FILTERS, limit=size + 1),
            first=first,
            last=last,
            after=moments.place(cursor),
        )
        with self._reading() as connection:
            return moments.page(connection, moments.query(connection, want), size)

    def moment_volume(
        self,
        words: str = "",
        filters: SearchFilters | None = None,
        *,
        what: What = What.SAID,
        step: Step = Step.MONTH,
        first: str | None = None,
        last: str | None = None,
    ) -> Series:
        """Statements over the time they were said at, or that they tell of.

        A date that may mean several days counts on the first of them.

        Args:
            words: As in `search`; none for all.
            filters: What a statement must be.
            what: Which time.
            step: How long each stretch is.
            first: The first day, as in `timeline`.
            last: The last day.

        Raises:
            OptionError: A filter or a date makes no sense.
        """
        begin, end = day_limits(first, last)
        return self.moment_days(words, filters).series(what, step, first=begin, last=end)

    def moment_days(
        self, words: str = "", filters: SearchFilters | None = None
    ) -> series.MomentDays:
        """What `moment_volume` counts, looked up once for all its series.

        Args:
            words: As in `search`; none for all.
            filters: What a statement must be.

        Raises:
            OptionError: A filter makes no sense.
        """
        filters = replace(filters or _NO_FILTERS, limit=None, order=Order.NEWEST)
        asks = asked(words, filters)
        with self._reading() as connection:
            if words.strip() or filters != _NO_FILTERS:
                return series.of_moments_found(connection, asks)
            return series.of_moments(connection)

    def places(
        self,
        words: str = "",
        filters: SearchFilters | None = None,
        *,
        box: Box | None = None,
        size: int = 200,
    ) -> PlaceMap:
        """Places with the statements said there, telling of what happened there, or naming them.

        Args:
            words: As in `search`; none for all.
            filters: What a statement must be.
            box: A window on the Earth, in degrees; None for all of it.
            size: At most so many places.

        Raises:
            OptionError: A filter makes no sense.
        """
        filters = replace(filters or _NO_FILTERS, limit=None, order=Order.NEWEST)
        what, box, size = asked(words, filters), box or Box(), _checked_size(size)
        with self._reading() as connection:
            if words.strip() or filters != _NO_FILTERS:
                return geography.of_found(connection, what, box, size)
            return geography.of_all(connection, box, size)

    def save_search(
        self, title: str, words: str = "", filters: SearchFilters | None = None
    ) -> SavedSearch:
        """Saves a search; one that is there already gets the new title.

        Raises:
            OptionError: A filter makes no sense, or the title is empty or too long.
        """
        filters = replace(filters or _NO_FILTERS, limit=None)
        asked(words, filters)
        with self._writing() as connection:
            return saving.save(connection, title, words, filters)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, the last saved first."""
        with self._reading() as connection:
            return saving.every(connection)

    def saved_search(self, search_id: str) -> SavedSearch:
        """A saved search by its id.

        Raises:
            NotFoundError: There is none.
        """
        with self._reading() as connection:
            return saving.get(connection, search_id)

    def remove_search(self, search_id: str) -> None:
        """Removes a saved search.

        Raises:
            NotFoundError: There is none.
        """
        with self._writing() as connection:
            saving.remove(connection, search_id)


def _checked_size(size: int) -> int:
    if not 1 <= size <= LARGEST_PAGE:
        raise OptionError(f"size is {size}: give 1 to {LARGEST_PAGE}.")
    return size


def _nobody(name: str) -> str:
    return (
        f"Nobody on record goes by the name {name!r}. Give the whole name; `onrecord who` finds "
        "names by some of their words."
    )


def _outlet_keys(connection: Connection, outlet: str | None) -> list[int] | None:
    """The keys of all outlets of a name; None for no name."""
    if outlet is None:
        return None
    outlets = tables.outlets.c
    same = outlets.name_folded == dialect.fold(storable(outlet))
    return list(connection.scalars(select(outlets.row_id).where(same)).all())


def _side_keys(connection: Connection, by: Side, sides: Sequence[str]) -> Sequence[framing.SideKey]:
    if by is Side.COUNTRY:
        return [checked_country(side) for side in sides]
    words = [people.checked_name(side) for side in sides]
    names = tables.names.c
    return list(connection.scalars(select(names.row_id).where(names.words.in_(words))).all())
