"""Lists as people read them: statements found, reports, failures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.cli.labels import counted, one_line
from onrecord.cli.lines import wrap
from onrecord.cli.view import CONTENTS, QUIET, note_of

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.ledger import Hit, KeptFailure, ReportSummary

_ID_CHARS = 8
_INDENT = 2
_MAX_WIDTH = 110


def show_hits(console: "Console", hits: Sequence["Hit"]) -> None:
    """Each statement: who does what, what is said, and where it stands."""
    for hit in hits:
        where = (hit.published, hit.outlet, hit.title or hit.path or hit.url)
        console.print(note_of(hit.statement, console.width), soft_wrap=True)
        _print_indented(console, hit.statement.content.text, CONTENTS[0])
        _print_indented(console, " · ".join(filter(None, where)), QUIET, hit.report_id)


def show_reports(console: "Console", reports: Sequence["ReportSummary"]) -> None:
    """Each report: its name, and below how many statements it has and where it is from."""
    for report in reports:
        name = report.title or report.path or report.url or "no title"
        facts = (counted(report.statements, "statement"), report.published, report.outlet)
        console.print(Text(one_line(name), "bold"), soft_wrap=True)
        _print_indented(console, " · ".join(filter(None, facts)), QUIET, report.id)


def show_failures(console: "Console", failures: Sequence["KeptFailure"]) -> None:
    """Each failure: what was to be read, and below what happened and when."""
    for kept in failures:
        times = f", {kept.count:,} times" if kept.count > 1 else ""
        console.print(Text(one_line(kept.failure.where), "bold"), soft_wrap=True)
        _print_indented(console, kept.failure.message, "")
        _print_indented(console, f"{kept.failure.code} · {kept.last_seen}{times}", QUIET)


def _print_indented(console: "Console", words: str, style: str, report_id: str = "") -> None:
    """Print words below their heading; after them the report's id, as ``show`` takes it."""
    text = Text(one_line(words), style)
    if report_id:
        text.append(f" · {report_id[:_ID_CHARS]}", QUIET)
    for line in wrap(text, min(_MAX_WIDTH, console.width) - _INDENT)[0]:
        console.print(Text(" " * _INDENT) + line, soft_wrap=True)
    if report_id or style == QUIET:
        console.print()
