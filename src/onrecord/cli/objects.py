"""What the ledger finds, as plain JSON values."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from onrecord.record import statement_to_dict

if TYPE_CHECKING:
    from onrecord.compare.paragraphs import ParagraphChange
    from onrecord.compare.statements import StatementChange
    from onrecord.ledger import Changes, CopyGroup, ReusedParagraph
    from onrecord.types import Span, Statement


def changes_to_dict(changes: "Changes") -> dict[str, Any]:
    """What became of an edition in the next; what was kept is left out."""
    comparison = changes.comparison
    return {
        "report_id": changes.new.id,
        "url": changes.new.url,
        "old": asdict(changes.old),
        "new": asdict(changes.new),
        "is_same_maker": comparison.is_same_maker,
        "particulars": [asdict(one) for one in comparison.particulars],
        "statements": [_statement_change(one) for one in comparison.changed_statements],
        "paragraphs": [_paragraph_change(one, changes) for one in comparison.changed_paragraphs],
    }


def _statement_change(change: "StatementChange") -> dict[str, Any]:
    return {
        "fate": change.fate.value,
        "fields": [field.value for field in change.fields],
        "old": None if change.old is None else statement_to_dict(change.old),
        "new": None if change.new is None else statement_to_dict(change.new),
    }


def _paragraph_change(change: "ParagraphChange", changes: "Changes") -> dict[str, Any]:
    return {
        "fate": change.fate.value,
        "old": _cut(change.old, changes.old_text),
        "new": _cut(change.new, changes.new_text),
        "old_words": [list(span) for span in change.old_words],
        "new_words": [list(span) for span in change.new_words],
    }


def _cut(span: "Span | None", text: str) -> dict[str, Any] | None:
    """A passage of one span, as records have them."""
    if span is None:
        return None
    return {"spans": [list(span)], "text": text[span.start : span.end]}


def change_rows(changes: "Changes") -> Iterator[dict[str, Any]]:
    """One row for each statement that was not simply kept, by ``CHANGE_COLUMNS``."""
    of_report = {
        "report": changes.new.id,
        "url": changes.new.url,
        "outlet": changes.new.outlet,
        "title": changes.new.title,
        "published": changes.new.published,
        "old_edition": changes.old.edition,
        "new_edition": changes.new.edition,
        "old_read_at": changes.old.read_at,
        "new_read_at": changes.new.read_at,
    }
    for change in changes.comparison.changed_statements:
        row = of_report | {"fate": change.fate.value, "fields": " ".join(change.fields) or None}
        yield row | _side("old", change.old) | _side("new", change.new)


def _side(side: str, statement: "Statement | None") -> dict[str, Any]:
    if statement is None:
        return {}
    row: dict[str, Any] = {f"{side}_statement": statement.id}
    for name in ("source", "cue", "content"):
        if passage := getattr(statement, name):
            positions = " ".join(f"{start}:{end}" for start, end in passage.spans)
            row |= {f"{side}_{name}": passage.text, f"{side}_{name}_spans": positions}
    values = {f"{side}_{name}": str(getattr(statement, name)) for name in ("act", "framing")}
    return row | values


def group_to_dict(group: "CopyGroup") -> dict[str, Any]:
    """A group of copies."""
    return {"first": asdict(group.first), "members": [asdict(one) for one in group.members]}


def group_rows(group: "CopyGroup") -> Iterator[dict[str, Any]]:
    """One row for each member of a group, by ``COPY_COLUMNS``."""
    for member in group.members:
        yield {"first": group.first.report_id} | asdict(member)


def reused_to_dict(reused: "ReusedParagraph", text: str) -> dict[str, Any]:
    """A paragraph that stands elsewhere: where here, where there, how much of it."""
    return {
        "here": _cut(reused.span, text),
        "share": reused.share,
        "there": list(reused.there),
        "report": {k: v for k, v in asdict(reused.report).items() if k != "share"},
    }
