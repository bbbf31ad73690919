"""What a search asks, as conditions on `current_statements`."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, literal_column, select, union_all

from onrecord.errors import OptionError
from onrecord.ledger import dialect, keys, tables
from onrecord.ledger.conditions import between, checked_day, is_first_of_copies
from onrecord.ledger.names import name_words
from onrecord.ledger.rows import storable
from onrecord.ledger.values import SearchFilters

_PIECE = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_SHORTEST_PREFIX_CHARS = 3
"""What begins with two letters is a tenth of all words; to look for it takes seconds."""

_statements, _current, _about = (
    tables.statements.c,
    tables.current_statements.c,
    tables.about_places.c,
)
NEWEST_KEY = 2**62
"""Above every statement's key."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of a column of `current_statements`.

    Attributes:
        is_indexed: Whether an index gives what passes it, the newest first.
        is_counted: Whether an index holds what passes it and nothing else, in another order.
        instead: The condition when another index answers, where it is another one.
    """

    column: ColumnElement[Any]
    test: Callable[[ColumnElement[Any]], ColumnElement[bool]]
    is_indexed: bool = False
    is_counted: bool = False
    instead: ColumnElement[bool] | None = None

    def plain(self) -> ColumnElement[bool]:
        """The condition, for an index to answer."""
        return self.test(self.column)

    def hidden(self) -> ColumnElement[bool]:
        """The condition, when another index answers."""
        if self.instead is not None:
            return self.instead
        return self.test(dialect.without_index(self.column))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search asks.

    Attributes:
        expression: For the full-text index; empty for none.
        is_hopeless: Nothing can fit.
        low: Lowest key that fits.
        high: Highest key that fits.
        conditions: On columns of `current_statements`.
        place: Words of a place's name.
    """

    expression: str
    is_hopeless: bool
    low: int
    high: int
    conditions: tuple[Condition, ...]
    place: str | None

    def everything(self) -> list[ColumnElement[bool]]:
        """All but the words, as conditions on `current_statements`."""
        found: list[ColumnElement[bool]] = [_current.row_id.between(self.low, self.high)]
        found += [condition.hidden() for condition in self.conditions]
        if self.place is not None:
            found.append(self.is_about_place())
        return found

    @property
    def only(self) -> Condition | None:
        """The one condition, where it is all that is asked."""
        is_all = not self.expression and self.place is None and len(self.conditions) == 1
        is_of_all_time = self.low == 0 and self.high == NEWEST_KEY
        return self.conditions[0] if is_all and is_of_all_time else None

    @property
    def is_narrow(self) -> bool:
        """Whether anything but a time is asked."""
        return bool(self.expression or self.conditions or self.place is not None)

    def is_about_place(self) -> ColumnElement[bool]:
        """The condition on the place, row by row."""
        is_it = _about.words == self.place, _about.statement == _current.row_id
        return exists().where(*is_it).correlate(tables.current_statements)


def asked(words: str, filters: SearchFilters) -> Asked:
    """What words and filters ask.

    Raises:
        OptionError: A filter makes no sense.
    """
    expression, speaker = match_expression(words), speaker_expression(filters.speaker)
    place = None if filters.place is None else name_words(filters.place)
    low, high = _keys_between(filters.since, filters.until)
    nothing = (bool(words.strip()) and not expression, speaker == "", place == "")
    both = f"{expression} AND {speaker}" if expression and speaker else expression or speaker
    return Asked(
        expression=both or "",
        is_hopeless=any(nothing) or low > high,
        low=low,
        high=high,
        conditions=(*_conditions(filters), *_said(filters), *_once(filters)),
        place=place,
    )


def match_expression(words: str) -> str:
    """The FTS5 expression of what a user typed; empty when it holds nothing to be searched for.

    Every word must be there; ``"these words"`` stand together; ``border*`` is the beginning of a
    word, of three letters at least. Nothing else means anything, so that no input is a mistake.

    >>> match_expression('AND "peace talks" bord* to* -')
    '"and" "peace talks" "bord" * "to"'
    """
    found: dict[str, None] = {}  # a word given twice would cost the ranking dearly
    for phrase, star, word in _PIECE.findall(_clean(words)):
        text = phrase or word.rstrip("*")
        if _has_letters(text):
            is_beginning = star or word.endswith("*")
            found[_phrase(text, is_beginning=bool(is_beginning))] = None
    return " ".join(found)


def speaker_expression(speaker: str | None) -> str | None:
    """The FTS5 expression of part of a speaker's name or source; None for none, empty for nothing.

    >>> speaker_expression("Solt")
    '{speaker_name source_text} : "solt" *'
    """
    if speaker is None:
        return None
    text = _clean(storable(speaker)).replace('"', " ")
    if not _has_letters(text):
        return ""
    return f"{{speaker_name source_text}} : {_phrase(text, is_beginning=True)}"


def checked_country(country: str) -> str:
    """A country's code in capitals.

    Raises:
        OptionError: It is none.
    """
    code = country.strip().upper()
    if not _COUNTRY.fullmatch(code):
        raise OptionError(
            f"country is {country!r}: give the two letters of ISO 3166-1, such as FR or KE."
        )
    return code


def day_limits(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first and the last day of a time that a year, a month or a day limits.

    >>> day_limits("2031", "2031-02")
    ('2031-01-01', '2031-02-28')

    Raises:
        OptionError: One is no date.
    """
    first = None if since is None else (checked_day(since, "since") + "-01-01"[len(since) - 4 :])
    last = None if until is None else _last_day(checked_day(until, "until"))
    return first and first[:10], last


def _last_day(until: str) -> str:
    if len(until) == 10:
        return until
    year, month = int(until[:4]), int(until[5:] or "12")
    if (year, month) >= (9999, 12):
        return "9999-12-31"
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).isoformat()


def _keys_between(since: str | None, until: str | None) -> tuple[int, int]:
    if since is None and until is None:
        return 0, NEWEST_KEY
    first, last = day_limits(since, until)
    low = keys.first_key(keys.day_number(first) if first else 1)
    high = keys.first_key(keys.day_number(last) + 1) - 1 if last else NEWEST_KEY
    return low, high


def _conditions(filters: SearchFilters) -> list[Condition]:
    found = []
    if filters.outlet is not None:
        name = dialect.fold(storable(filters.outlet))
        outlets = tables.outlets.c
        same = select(outlets.row_id).where(outlets.name_folded == name)
        found.append(Condition(_current.outlet, lambda column: column.in_(same), is_indexed=True))
    if filters.country is not None:
        country = checked_country(filters.country)
        found.append(Condition(_current.country, lambda column: column == country, is_indexed=True))
    if filters.act is not None:
        act = filters.act.value
        found.append(Condition(_current.act, lambda column: column == act, is_indexed=True))
    for column, value in (
        (_current.framing, filters.framing),
        (_current.mode, filters.mode),
        (_current.negated, filters.negated),
    ):
        if value is not None:
            found.append(Condition(column, _equals(value)))
    for column, wanted in (
        (_current.answers, filters.is_answered),
        (_current.denials, filters.is_denied),
    ):
        if wanted is not None:
            test = some if wanted else _none
            found.append(Condition(column, test, is_counted=wanted))
    return found


def _equals(value: Any) -> Callable[[ColumnElement[Any]], ColumnElement[bool]]:
    return lambda column: column == value


def some(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """The condition that a number is not 0, as the indexes of such numbers have it."""
    return column > literal_column("0")


def _none(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column == literal_column("0")


def _once(filters: SearchFilters) -> list[Condition]:
    """That no copy came before it."""
    if not filters.once:
        return []
    of = tables.current_statements
    return [Condition(_current.edition, lambda column: is_first_of_copies(column, of))]


def _said(filters: SearchFilters) -> list[Condition]:
    """That some of the days on which it may have been said lie in a time."""
    first_day, last_day = _statements.said_from, _statements.said_until
    days = between(
        first_day, last_day, {"said_from": filters.said_from, "said_to": filters.said_to}
    )
    if not days:
        return []
    of_it = exists().where(_statements.row_id == _current.row_id, *days)
    found = select(_statements.row_id).where(*days)
    if filters.said_from is not None:
        # An index gives the first days in a time, another what has begun before and is longer.
        begin, _ = day_limits(filters.said_from, None)
        to_days = between(first_day, last_day, {"said_from": None, "said_to": filters.said_to})
        longer = last_day > first_day, dialect.without_index(first_day) < begin
        found = union_all(
            select(_statements.row_id).where(first_day >= begin, *to_days),
            select(_statements.row_id).where(last_day >= begin, *longer),
        )  # type: ignore[assignment]
    return [
        Condition(
            _current.row_id,
            lambda column: column.in_(found),
            is_indexed=True,
            instead=of_it.correlate(tables.current_statements),
        )
    ]


def _phrase(text: str, *, is_beginning: bool) -> str:
    letters = re.split(r"[\W_]+", text.rstrip())[-1]
    star = " *" if is_beginning and len(letters) >= _SHORTEST_PREFIX_CHARS else ""
    return f'"{text.lower()}"{star}'


def _clean(words: str) -> str:
    """Without what SQLite would take for the end of the expression, or cannot take at all."""
    return words.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def _has_letters(text: str) -> bool:
    """Whether FTS5's unicode61 finds a token: letters, numbers and private-use characters."""
    categories = map(unicodedata.category, text)
    return any(category[0] in "LN" or category == "Co" for category in categories)
