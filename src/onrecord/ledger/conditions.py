"""Conditions on editions, and the checks of what users ask."""

import re
from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, FromClause, exists, not_, select

from onrecord.errors import OptionError
from onrecord.ledger import dialect, tables
from onrecord.ledger.rows import storable

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def of_current_editions(
    *, outlet: str | None, since: str | None, until: str | None, once: bool = False
) -> list[ColumnElement[bool]]:
    """What an edition must be: current, by this outlet, published in this time.

    Args:
        outlet: Who published it.
        since: First day of publication.
        until: Last day of publication.
        once: Of copies, only the first.

    Raises:
        OptionError: A date is none.
    """
    editions = tables.editions
    found = [editions.c.is_current, *of_editions(outlet=outlet, since=since, until=until)]
    return [*found, is_first_of_copies(editions.c.row_id, editions)] if once else found


def of_editions(
    *, outlet: str | None, since: str | None, until: str | None
) -> list[ColumnElement[bool]]:
    """What an edition, current or not, must be: by this outlet, published in this time.

    Raises:
        OptionError: A date is none.
    """
    editions = tables.editions.c
    found: list[ColumnElement[bool]] = []
    if outlet is not None:
        found.append(dialect.folded(editions.outlet) == dialect.fold(storable(outlet)))
    if since is not None:
        found.append(editions.published >= checked_day(since, "since"))
    if until is not None:
        found.append(_not_after(editions.published, checked_day(until, "until")))
    return found


def is_first_of_copies(edition: ColumnElement[int], of: FromClause) -> ColumnElement[bool]:
    """No other current edition of an edition's group of copies came before it.

    Args:
        edition: The edition's key, a column of the table.
        of: The table.
    """
    mine, other, others = tables.copies, tables.copies.alias(), tables.editions.alias()
    first = (
        select(other.c.edition)
        .join(others, others.c.row_id == other.c.edition)
        .where(other.c.copy_group == mine.c.copy_group, others.c.is_current)
        .order_by(other.c.came)
        .limit(1)
        .correlate(mine)
        .scalar_subquery()
    )
    is_later = exists().where(mine.c.edition == edition, mine.c.edition != first)
    return not_(is_later.correlate(of))


def between(
    first_day: ColumnElement[str],
    last_day: ColumnElement[str],
    limits: Mapping[str, str | None],
) -> list[ColumnElement[bool]]:
    """What the days that a date may mean must be: some of them between two limits.

    Args:
        first_day: The first of these days.
        last_day: The last of them.
        limits: The first and the last day asked for, each with the name that users know it by.

    Raises:
        OptionError: A limit is no date.
    """
    (from_name, from_day), (to_name, to_day) = limits.items()
    found: list[ColumnElement[bool]] = []
    if from_day is not None:
        found.append(last_day >= checked_day(from_day, from_name))
    if to_day is not None:
        found.append(_not_after(first_day, checked_day(to_day, to_name)))
    return found


def checked_limit(limit: int | None) -> int | None:
    """A limit that makes sense.

    Raises:
        OptionError: It is negative.
    """
    if limit is not None and limit < 0:
        raise OptionError(f"limit is {limit}: give 0 or more.")
    return limit


def checked_day(text: str, name: str) -> str:
    """A date that can be compared with others: ``2024``, ``2024-07`` or ``2024-07-01``.

    Raises:
        OptionError: It is none; the name is the one that users know it by.
    """
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        raise OptionError(
            f"{name} is {text!r}: give a year, a month or a day, "
            "such as 2024, 2024-07 or 2024-07-01."
        ) from None
    return text


def _not_after(column: ColumnElement[str], day: str) -> ColumnElement[bool]:
    # Below what follows the limit, so that 2024 takes in 2024-12-31T23:59, and an index answers.
    return column < day[:-1] + chr(ord(day[-1]) + 1)
