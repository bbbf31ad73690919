"""Where a statement stands, and how its place on a page is called."""

from onrecord.types import Statement

_ANCHOR_CHARS = 12


def place_of(statement: Statement) -> int:
    """Where a statement stands: at its cue, else at its source, else at its content."""
    passage = statement.cue or statement.source or statement.content
    return passage.spans[0].start if passage.spans else 0


def anchor_of(statement: Statement | str) -> str:
    """The name of a statement's place on its report's page; of the statement, or of its id.

    >>> anchor_of("0123456789abcdef")
    's-0123456789ab'
    """
    statement_id = statement if isinstance(statement, str) else statement.id
    return f"s-{statement_id[:_ANCHOR_CHARS]}"


def statement_address(report_id: str, statement_id: str) -> str:
    """The address of a statement on its report's page, whichever section it stands in.

    >>> statement_address("ab12", "0123456789abcdef")
    '/report/ab12?statement=0123456789ab#s-0123456789ab'
    """
    short = statement_id[:_ANCHOR_CHARS]
    return f"/report/{report_id}?statement={short}#{anchor_of(statement_id)}"
