"""Editions and copies as people read them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.cli.labels import act_words, counted, one_line, speaker_words
from onrecord.cli.lines import wrap
from onrecord.cli.styles import QUIET

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.compare.statements import StatementChange
    from onrecord.ledger import Changes, Copy, CopyGroup, ReportSummary, ReusedParagraph
    from onrecord.types import Statement

_ID_CHARS = 8
_MAX_WIDTH = 110
_MOST_WORDS_SHOWN = 240
_WAS, _IS = "color(167)", "color(71)"
_SIGNS = {"came": "+", "went": "−", "reworded": "~", "changed": "~"}


def show_changes(console: "Console", found: Sequence["Changes"]) -> None:
    """Each pair of editions: what changed of the particulars, the statements and the text."""
    for changes in found:
        _print(console, Text(_name(changes.new), "bold"), 0)
        _print(console, Text(_editions(changes), QUIET), 2)
        for particular in changes.comparison.particulars:
            _print(console, Text(f"{particular.name}:"), 2)
            _print(console, Text(f"− {one_line(particular.old or 'none')}", _WAS), 4)
            _print(console, Text(f"+ {one_line(particular.new or 'none')}", _IS), 4)
        for change in changes.comparison.changed_statements:
            _show_statement(console, change)
        _print(console, Text(_told_of_text(changes), QUIET), 2)
        console.print()


def _name(edition: "ReportSummary") -> str:
    return one_line(edition.title or edition.path or edition.url or "no title")


def _editions(changes: "Changes") -> str:
    old, new = changes.old, changes.new
    told = f"edition {old.number}, read {old.read_at} → edition {new.number}, read {new.read_at}"
    versions = "" if changes.comparison.is_same_maker else " · read by different versions"
    where = " · ".join(filter(None, (new.published, new.outlet, new.id[:_ID_CHARS])))
    return f"{told}{versions} · {where}"


def _show_statement(console: "Console", change: "StatementChange") -> None:
    told = change.new or change.old
    assert told is not None
    fields = f" ({', '.join(change.fields)})" if change.fields else ""
    head = f"{_SIGNS[change.fate]} {change.fate}{fields}: {_who(told)}"
    _print(console, Text(head), 2)
    if change.old is None or change.new is None:
        style = _IS if change.old is None else _WAS
        _print(console, Text(one_line(told.content.text), style), 4)
        return
    for was, now in _differing(change.old, change.new, change.fields):
        _print(console, Text(f"− {was}", _WAS), 4)
        _print(console, Text(f"+ {now}", _IS), 4)
    if "content" not in change.fields:
        _print(console, Text(one_line(told.content.text), QUIET), 4)


def _who(statement: "Statement") -> str:
    return f"{speaker_words(statement, _MAX_WIDTH)} · {act_words(statement)}"


def _differing(
    old: "Statement", new: "Statement", fields: Sequence[str]
) -> Iterator[tuple[str, str]]:
    for field in fields:
        was, now = (_value(getattr(one, field)) for one in (old, new))
        label = "" if field == "content" else f"{field}: "
        yield f"{label}{was}", f"{label}{now}"


def _value(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return one_line(str(getattr(value, "text", value)))


def _told_of_text(changes: "Changes") -> str:
    """``of the text: 1 paragraph came, 2 changed``."""
    fates = [one.fate.value for one in changes.comparison.changed_paragraphs]
    counts = [(fate, fates.count(fate)) for fate in ("came", "went", "changed")]
    told = [f"{number} {fate}" for fate, number in counts if number]
    return f"paragraphs: {', '.join(told)}" if told else "the text is the same"


def show_copies(console: "Console", groups: Sequence["CopyGroup"]) -> None:
    """Each group: the first known, and below it the others with what of their words it has."""
    for group in groups:
        reports = len({one.report_id for one in group.members})
        _print(console, Text(_title(group.first), "bold"), 0)
        told = f"{counted(reports, 'report')}; first known: {_where(group.first)}"
        _print(console, Text(told), 2)
        for copy in group.members[1:]:
            share = f"{100 * copy.share:.0f} % of its words"
            _print(console, Text(f"{_where(copy)} · {share}", QUIET), 2)
        console.print()


def show_reuse(console: "Console", text: str, reused: Sequence["ReusedParagraph"]) -> None:
    """Each paragraph that stands elsewhere, and where."""
    if not reused:
        return
    _print(console, Text(f"{counted(len(reused), 'paragraph')} of it in earlier reports:"), 0)
    for one in reused:
        words = one_line(text[one.span.start : one.span.end])
        _print(console, Text(words[:_MOST_WORDS_SHOWN]), 2)
        where = (
            f"{100 * one.share:.0f} % in: {_where(one.report)}, {one.there.start}:{one.there.end}"
        )
        _print(console, Text(where, QUIET), 4)
    console.print()


def reuse_note(reused: Sequence["ReusedParagraph"]) -> str:
    """``2 paragraphs stand in an earlier report: …``, for below a record."""
    reports = {one.report.edition: one.report for one in reused}
    where = "; ".join(_where(report) for report in reports.values())
    stands = "stands" if len(reused) == 1 else "stand"
    return f"{counted(len(reused), 'paragraph')} {stands} in earlier reports: {where}"


def copy_note(group: "CopyGroup") -> str:
    """``a copy of …``, or how many copies there are of it, for below a record."""
    reports = len({one.report_id for one in group.members})
    return f"one of {counted(reports, 'report')} with much the same words; first known: " + _where(
        group.first
    )


def _title(copy: "Copy") -> str:
    return one_line(copy.title or copy.path or copy.url or "no title")


def _where(copy: "Copy") -> str:
    """``The Harbour Lamp, 2031-05-13, Pier closed (3f2a9c12)``."""
    older = "" if copy.is_current else ", an older edition"
    told = ", ".join(filter(None, (copy.outlet, copy.published, _title(copy))))
    return f"{one_line(told)} ({copy.report_id[:_ID_CHARS]}){older}"


def _print(console: "Console", text: Text, indent: int) -> None:
    for line in wrap(text, min(_MAX_WIDTH, console.width) - indent)[0]:
        console.print(Text(" " * indent) + line, soft_wrap=True)
