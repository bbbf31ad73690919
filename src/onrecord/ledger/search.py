"""Finding statements by their words and by what they are."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, false, func, or_, select

from onrecord.errors import OptionError
from onrecord.ledger import dialect, rows, tables
from onrecord.ledger.conditions import checked_limit, of_current_editions
from onrecord.ledger.reading import IN_ORDER, NEWEST_FIRST
from onrecord.ledger.values import Hit, Order, SearchFilters

_CHUNK_HITS = 100
_PIECE = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')

_reports, _editions, _statements = tables.reports.c, tables.editions.c, tables.statements.c


def match_expression(words: str) -> str:
    """The FTS5 expression of what a user typed; empty when it holds nothing to be searched for.

    Every word must be there; ``"these words"`` stand together; ``border*`` is the beginning of a
    word. Nothing else means anything, so that no input is a mistake.

    >>> match_expression('AND "peace talks" bord* -')
    '"and" "peace talks" "bord" *'
    """
    found: dict[str, None] = {}  # a word given twice would cost the ranking dearly
    for phrase, star, word in _PIECE.findall(_clean(words)):
        text = phrase or word.rstrip("*")
        if _has_letters(text):
            found[f'"{text.lower()}"{" *" if star or word.endswith("*") else ""}'] = None
    return " ".join(found)


def query(words: str, filters: SearchFilters) -> Select[Any]:
    """The query whose rows `hits` reads.

    Raises:
        OptionError: Nothing is asked, or a filter makes no sense.
    """
    limit = checked_limit(filters.limit)
    if not words.strip() and replace(filters, limit=None, order=Order.NEWEST) == SearchFilters():
        raise OptionError("Nothing to search for: give words, or a filter such as a speaker.")
    found = _joined().where(*_conditions(filters)).limit(limit)
    newest = (*NEWEST_FIRST, _statements.position)
    if not words.strip():
        return found.order_by(*newest)
    expression = match_expression(words)
    if not expression:
        return found.where(false())
    found = found.join(dialect.SEARCH, dialect.SEARCH.c.rowid == _statements.row_id)
    found = found.where(dialect.matches(expression))
    best = (dialect.SEARCH_RANK,) if filters.order is Order.BEST else ()
    return found.order_by(*best, *newest)


def hits(connection: Connection, found: Select[Any]) -> Iterator[Hit]:
    """What a `query` finds, with no more than a chunk of it in memory."""
    result = connection.execute(found, execution_options={"yield_per": _CHUNK_HITS})
    for chunk in result.partitions():
        spans = _spans_of(connection, [row.row_id for row in chunk])
        for row in chunk:
            yield Hit(
                statement=rows.statement_from(row, spans.get(row.row_id, {})),
                report_id=row.report_id,
                edition=row.edition_id,
                url=row.url,
                outlet=row.outlet,
                title=row.title,
                path=row.path,
                published=row.published,
            )


def _joined() -> Select[Any]:
    particulars = ("outlet", "title", "path", "published")
    return (
        select(
            tables.statements,
            _reports.id.label("report_id"),
            _editions.id.label("edition_id"),
            _reports.url,
            *(_editions[name] for name in particulars),
        )
        .join(tables.editions, _editions.row_id == _statements.edition)
        .join(tables.reports, _reports.row_id == _editions.report)
    )


def _conditions(filters: SearchFilters) -> list[ColumnElement[bool]]:
    found = of_current_editions(outlet=filters.outlet, since=filters.since, until=filters.until)
    if filters.speaker is not None:
        found.append(_speaks(filters.speaker))
    for name in ("act", "framing", "mode"):
        wanted = getattr(filters, name)
        if wanted is not None:
            found.append(_statements[name] == wanted.value)
    if filters.negated is not None:
        found.append(_statements.negated == filters.negated)
    return found


def _speaks(speaker: str) -> ColumnElement[bool]:
    part = dialect.fold(rows.storable(speaker))
    return or_(
        *(
            func.instr(dialect.folded(column), part) > 0
            for column in (_statements.speaker_name, _statements.source_text)
        )
    )


def _spans_of(connection: Connection, keys: list[int]) -> dict[int, rows.SpansByRole]:
    wanted = select(tables.spans).where(tables.spans.c.statement.in_(keys)).order_by(*IN_ORDER)
    return rows.spans_from(connection.execute(wanted))


def _clean(words: str) -> str:
    """Without what SQLite would take for the end of the expression, or cannot take at all."""
    return words.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def _has_letters(text: str) -> bool:
    """Whether FTS5's unicode61 finds a token: letters, numbers and private-use characters."""
    categories = map(unicodedata.category, text)
    return any(category[0] in "LN" or category == "Co" for category in categories)
