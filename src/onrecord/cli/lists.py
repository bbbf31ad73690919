"""Lists as people read them: statements found, reports, failures."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from onrecord.cli.labels import (
    NO_SOURCE,
    Answering,
    act_words,
    answer_verb,
    counted,
    one_line,
    speaker_facts,
)
from onrecord.cli.lines import wrap
from onrecord.cli.notes import answer_lines, linked, note_of
from onrecord.cli.styles import CONTENTS, QUIET

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.ledger import Hit, KeptFailure, Moment, Profile, ReportSummary

_ID_CHARS = 8
_INDENT = 2
_MAX_WIDTH = 110


def show_hits(console: "Console", hits: Sequence["Hit"]) -> None:
    """Each statement: who does what, what is said, and where it stands."""
    for hit in hits:
        console.print(_who_does_what(hit, console.width), soft_wrap=True)
        _show_rest(console, hit)


def show_moments(console: "Console", moments: Sequence["Moment"]) -> None:
    """Each statement below its time; the report's own words beside a time that is no day."""
    for moment in moments:
        when = Text(one_line(moment.edtf), "bold")
        if moment.words and moment.first_day != moment.last_day:
            when.append(f" “{one_line(moment.words)}”", QUIET)
        is_told = moment.what == "happened" and moment.hit.statement.source is not None
        told_by = " · as told by " if is_told else " · "
        head = Text.assemble(when, (told_by, QUIET), _who_does_what(moment.hit, console.width))
        console.print(head, soft_wrap=True)
        _show_rest(console, moment.hit, dated=moment.what)


def show_profiles(console: "Console", profiles: Sequence["Profile"]) -> None:
    """Each name: what is told of it, who answers it, and below its statements."""
    for profile in profiles:
        size = f"{counted(profile.statements, 'statement')}, {counted(profile.reports, 'report')}"
        name = Text(one_line(profile.name), "bold")
        facts = Text(" · ".join(filter(None, (profile.kind, size))))
        console.print(Text(" · ").join([name, facts]), soft_wrap=True)
        for label, counts in _told(profile):
            words = ", ".join(f"{one_line(value)} ({number:,})" for value, number in counts)
            if words:
                _print_indented(console, f"{label}: {words}", "")
        console.print()
        for hit in profile.hits:
            _print_indented(console, _when(hit), "bold")
            _show_rest(console, hit, dated="said")


def _told(profile: "Profile") -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """What is told of a name, by what it is, each with how often."""
    for label, counts in (
        ("role", profile.roles),
        ("affiliation", profile.affiliations),
        ("country", profile.countries),
        ("does", profile.acts),
    ):
        yield label, [(count.value, count.number) for count in counts]
    answers: dict[str, list[tuple[str, int]]] = {}
    for one in profile.answers:
        label = answer_verb(one.kind, is_given=one.is_given)
        answers.setdefault(label, []).append((one.speaker or NO_SOURCE, one.number))
    yield from answers.items()


def _when(hit: "Hit") -> str:
    act = act_words(hit.statement)
    return f"{hit.statement.said_on} · {act}" if hit.statement.said_on else act


def _who_does_what(hit: "Hit", width: int) -> Text:
    """``Brand (mayor of Harl, KE) · denies``."""
    note = note_of(hit.statement, width)
    if facts := speaker_facts(hit.statement.speaker):
        at = note.plain.rindex(" · ")
        note = Text.assemble(note[:at], (f" ({facts})", QUIET), note[at:])
    return note


def _show_rest(console: "Console", hit: "Hit", *, dated: str = "") -> None:
    """What is said, who answers it, and where it stands.

    Args:
        console: Where to.
        hit: What was found.
        dated: ``said`` or ``happened``: that date stands in the heading.
    """
    statement = hit.statement
    _print_indented(console, statement.content.text, CONTENTS[0], link=hit.link)
    happened_on = statement.happened_on.value if statement.happened_on else None
    said_on = statement.said_on
    for what, on, at in (
        ("said", said_on, hit.said_at),
        ("happened", happened_on, hit.happened_at),
    ):
        told = (None if what == dated else on, at and f"in {at}")
        if any(told):
            _print_indented(console, " ".join(filter(None, (what, *told))), "")
    answering = [Answering(one.kind, one.is_given, one.speaker) for one in hit.answers]
    for words, style in answer_lines(answering):
        _print_indented(console, words, style, is_last=False)
    where = (hit.published, hit.outlet, hit.title or hit.path or hit.url)
    _print_indented(console, " · ".join(filter(None, where)), QUIET, hit.report_id)


def show_reports(console: "Console", reports: Sequence["ReportSummary"]) -> None:
    """Each report: its name, and below how many statements it has and where it is from."""
    for report in reports:
        name = report.title or report.path or report.url or "no title"
        edition = f"edition {report.number} of {report.editions}" if report.editions > 1 else None
        statements = counted(report.statements, "statement")
        facts = (statements, edition, report.published, report.outlet)
        console.print(Text(one_line(name), "bold"), soft_wrap=True)
        _print_indented(console, " · ".join(filter(None, facts)), QUIET, report.id)


def show_failures(console: "Console", failures: Sequence["KeptFailure"]) -> None:
    """Each failure: what was to be read, and below what happened and when."""
    for kept in failures:
        times = f", {kept.count:,} times" if kept.count > 1 else ""
        console.print(Text(one_line(kept.failure.where), "bold"), soft_wrap=True)
        _print_indented(console, kept.failure.message, "")
        _print_indented(console, f"{kept.failure.code} · {kept.last_seen}{times}", QUIET)


def show_problems(console: "Console", rows: Sequence[dict[str, Any]]) -> None:
    """Each problem: where it is, and below what is wrong."""
    for row in rows:
        name = row["where"] or row["report"] or row["digest"] or "the ledger"
        statement = f"statement {row['statement']}" if row["statement"] else ""
        console.print(Text(one_line(name), "bold"), soft_wrap=True)
        _print_indented(console, row["message"], "")
        _print_indented(
            console, " · ".join(filter(None, (row["what"], statement))), QUIET, row["report"] or ""
        )


def _print_indented(
    console: "Console",
    words: str,
    style: str,
    report_id: str = "",
    *,
    is_last: bool | None = None,
    link: str | None = None,
) -> None:
    """Print words below their heading; after them the report's id, as ``show`` takes it.

    What is quiet ends what is told of a thing, unless the caller says otherwise.
    """
    text = linked(Text(one_line(words), style), link)
    if report_id:
        text.append(f" · {report_id[:_ID_CHARS]}", QUIET)
    for line in wrap(text, min(_MAX_WIDTH, console.width) - _INDENT)[0]:
        console.print(Text(" " * _INDENT) + line, soft_wrap=True)
    if is_last or (is_last is None and style == QUIET):
        console.print()
