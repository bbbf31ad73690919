"""Finding statements by their words and by what they are."""

import re
import unicodedata
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, not_, or_, select

from onrecord.errors import OptionError
from onrecord.ledger import dialect, rows, tables
from onrecord.ledger.conditions import between, checked_limit, of_current_editions
from onrecord.ledger.hits import statement_query
from onrecord.ledger.names import name_words
from onrecord.ledger.reading import NEWEST_FIRST
from onrecord.ledger.values import Order, SearchFilters
from onrecord.types import RelationKind

_PIECE = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)

_statements, _relations = tables.statements.c, tables.relations.c
_places, _spans = tables.places.c, tables.spans.c


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
    """The query whose rows `hits.hits` reads.

    Raises:
        OptionError: Nothing is asked, or a filter makes no sense.
    """
    limit = checked_limit(filters.limit)
    if not words.strip() and _asks_nothing(filters):
        raise OptionError("Nothing to search for: give words, or a filter such as a speaker.")
    found = narrowed(statement_query(), words, filters).limit(limit)
    is_best = filters.order is Order.BEST and match_expression(words)
    best = (dialect.SEARCH_RANK,) if is_best else ()
    return found.order_by(*best, *NEWEST_FIRST, _statements.position)


def _asks_nothing(filters: SearchFilters) -> bool:
    return replace(filters, once=False, limit=None, order=Order.NEWEST) == SearchFilters()


def narrowed(found: Select[Any], words: str, filters: SearchFilters) -> Select[Any]:
    """A `statement_query` that lets through what has the words and is as filtered.

    Raises:
        OptionError: A filter makes no sense.
    """
    found = found.where(*_conditions(filters))
    if not words.strip():
        return found
    expression = match_expression(words)
    if not expression:
        return found.where(false())
    found = found.join(dialect.SEARCH, dialect.SEARCH.c.rowid == _statements.row_id)
    return found.where(dialect.matches(expression))


def _conditions(filters: SearchFilters) -> list[ColumnElement[bool]]:
    found = of_current_editions(
        outlet=filters.outlet, since=filters.since, until=filters.until, once=filters.once
    )
    said = {"said_from": filters.said_from, "said_to": filters.said_to}
    found += between(_statements.said_from, _statements.said_until, said)
    if filters.speaker is not None:
        found.append(_speaks(filters.speaker))
    if filters.country is not None:
        found.append(_statements.speaker_country == _checked_country(filters.country))
    if filters.place is not None:
        found.append(_is_about_place(filters.place))
    for name in ("act", "framing", "mode"):
        wanted = getattr(filters, name)
        if wanted is not None:
            found.append(_statements[name] == wanted.value)
    if filters.negated is not None:
        found.append(_statements.negated == filters.negated)
    if filters.is_answered is not None:
        found.append(_whether(filters.is_answered, _answers()))
    if filters.is_denied is not None:
        denials = _answers(_relations.kind == RelationKind.DENIES.value)
        found.append(_whether(filters.is_denied, denials))
    return found


def _speaks(speaker: str) -> ColumnElement[bool]:
    source = dialect.folded(_statements.source_text)
    found = [dialect.contains(source, dialect.fold(rows.storable(speaker)))]
    if words := name_words(speaker):
        found.append(dialect.contains(_statements.speaker_words, words))
    return or_(*found)


def _is_about_place(place: str) -> ColumnElement[bool]:
    """Said there, happened there, or the content names it."""
    words = name_words(place)
    if not words:
        return false()
    is_named = or_(_places.text_words == words, _places.name_words == words)
    stands_in_content = (
        exists()
        .where(_spans.statement == _statements.row_id, _spans.role == "content")
        .where(_spans.start_char <= _places.start_char, _places.end_char <= _spans.end_char)
        .correlate(tables.statements, tables.places)
    )
    tells = or_(
        _places.id == _statements.said_at, _places.id == _statements.happened_at, stands_in_content
    )
    there = exists().where(_places.edition == _statements.edition, is_named, tells)
    # The first part is for the planner: few editions name a place, and an index tells which.
    return and_(_statements.edition.in_(select(_places.edition).where(is_named)), there)


def _answers(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        _relations.to_id == _statements.id, _relations.edition == _statements.edition, *conditions
    )


def _whether(wanted: bool, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return condition if wanted else not_(condition)


def _checked_country(country: str) -> str:
    code = country.strip().upper()
    if not _COUNTRY.fullmatch(code):
        raise OptionError(
            f"country is {country!r}: give the two letters of ISO 3166-1, such as FR or KE."
        )
    return code


def _clean(words: str) -> str:
    """Without what SQLite would take for the end of the expression, or cannot take at all."""
    return words.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def _has_letters(text: str) -> bool:
    """Whether FTS5's unicode61 finds a token: letters, numbers and private-use characters."""
    categories = map(unicodedata.category, text)
    return any(category[0] in "LN" or category == "Co" for category in categories)
