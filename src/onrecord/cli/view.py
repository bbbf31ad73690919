"""A record as people read it: the report in a column, who says what in its margin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from onrecord.cli.labels import one_line, summary
from onrecord.cli.lines import line_of, wrap
from onrecord.cli.notes import Note, notes_of
from onrecord.cli.styles import CONTENTS, CUE, EXCLUDED, QUIET, SOURCE
from onrecord.highlight import Mark, Part, Segment, harmless, marks_of, segments
from onrecord.record import Record
from onrecord.segment import split_paragraphs
from onrecord.types import Excluded, Report, Span

_MIN_WIDTH_FOR_MARGIN = 72
_MAX_TEXT_WIDTH = 80
_RULE = " │ "


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph ready to be laid out; notes stand at offsets into its text."""

    text: Text
    notes: tuple[tuple[int, Note], ...]
    aside: str = ""


def print_record(console: Console, record: Record) -> None:
    """Print a record on a console, as wide as the console is."""
    console.print(Text("\n").join(record_lines(record, console.width)), soft_wrap=True)


def record_lines(record: Record, width: int) -> Iterator[Text]:
    """A record as lines of at most ``width`` cells."""
    margin = 0 if width < _MIN_WIDTH_FOR_MARGIN else min(30, width // 4)
    column = min(_MAX_TEXT_WIDTH, width - margin - (len(_RULE) if margin else 0))
    yield from _header(record, margin, column)
    for number, paragraph in enumerate(_paragraphs(record)):
        if number:
            yield _beside(Text(), Text(), margin)
        yield from _laid_out(paragraph, margin, column)
    yield Text()
    yield from _footer(record, margin, column)


def _header(record: Record, margin: int, column: int) -> Iterator[Text]:
    for words, style in _particulars(record.report):
        for line in wrap(Text(one_line(words), style), column)[0]:
            yield _beside(Text(), line, margin, rule="   ")
    yield Text()


def _particulars(report: Report) -> Iterator[tuple[str, str]]:
    if report.title:
        yield report.title, "bold"
    where = (report.outlet, report.published, report.url or report.path)
    if known := " · ".join(part for part in where if part):
        yield known, QUIET


def _footer(record: Record, margin: int, column: int) -> Iterator[Text]:
    words = summary(record.statements, told_itself=len(record.own_voice))
    for line in wrap(Text(words), column)[0]:
        yield _beside(Text(), line, margin, rule="   ")
    for line in wrap(_legend(record), column)[0]:
        yield _beside(Text(), line, margin, rule="   ")


def _legend(record: Record) -> Text:
    shown = (
        [("source", SOURCE), ("cue", CUE), ("content", CONTENTS[0])] if record.statements else []
    )
    if any(statement.within for statement in record.statements):
        shown.append(("nested content", CONTENTS[1]))
    if record.excluded:
        shown.append(("excluded", EXCLUDED))
    return Text("   ").join(Text(*one) for one in shown)


def _paragraphs(record: Record) -> Iterator[_Paragraph]:
    text = record.report.text
    paragraphs = split_paragraphs(text)
    breaks = [edge for paragraph in paragraphs for edge in paragraph]
    found = iter(segments(len(text), marks_of(record.statements, record.excluded), breaks))
    places = notes_of(record)
    for paragraph in paragraphs:
        inside: list[Segment] = []
        for segment in found:
            if segment.start >= paragraph.start:
                inside.append(segment)
            if segment.end == paragraph.end:
                break
        yield _styled(text, inside, places, _aside(paragraph, record.excluded))


def _styled(
    text: str, inside: list[Segment], places: dict[int, list[Note]], aside: str
) -> _Paragraph:
    shown, notes = Text(), list[tuple[int, Note]]()
    for segment in inside:
        notes += [(len(shown), note) for note in places.get(segment.start, ())]
        words = harmless(re.sub(r"\s+", " ", text[segment.start : segment.end]))
        shown.append(words, style_of(segment.marks))
    return _Paragraph(shown, tuple(notes), aside)


def style_of(marks: Sequence[Mark]) -> str:
    """The style of characters under these marks, outermost first; the innermost decides."""
    if not marks:
        return ""
    if marks[-1].part is Part.EXCLUDED:
        return EXCLUDED
    depth = sum(mark.part is Part.CONTENT for mark in marks)
    ground = CONTENTS[(depth - 1) % len(CONTENTS)] if depth else ""
    own = {Part.SOURCE: SOURCE, Part.CUE: CUE}.get(marks[-1].part, "")
    return f"{ground} {own}".strip()


def _aside(paragraph: Span, excluded: Sequence[Excluded]) -> str:
    """Why the paragraph, as a whole, is not the report's own."""
    for part in excluded:
        for start, end in part.spans:
            if start <= paragraph.start and paragraph.end <= end:
                return part.why.value
    return ""


def _laid_out(paragraph: _Paragraph, margin: int, column: int) -> Iterator[Text]:
    lines, starts = wrap(paragraph.text, column)
    if not margin:
        yield from lines
        yield from _notes_below(paragraph, column)
        return
    rows = {0: Text(paragraph.aside, EXCLUDED)} if paragraph.aside else {}
    free = len(rows)
    for offset, note in paragraph.notes:
        row = max(line_of(offset, starts), free)
        shown = note.lines(margin)
        rows.update(enumerate(shown, row))
        free = row + len(shown)
    for row in range(max(len(lines), free)):
        line = lines[row] if row < len(lines) else Text()
        yield _beside(rows.get(row, Text()), line, margin)


def _notes_below(paragraph: _Paragraph, column: int) -> Iterator[Text]:
    notes = [note.lines(column - 4) for _, note in paragraph.notes]
    if paragraph.aside:
        notes.append([Text(paragraph.aside, EXCLUDED)])
    for first, *more in notes:
        yield Text.assemble(("  ↳ ", QUIET), first)
        yield from (Text.assemble("    ", line) for line in more)


def _beside(note: Text, line: Text, margin: int, rule: str = _RULE) -> Text:
    if not margin:
        return line
    if not line:
        rule = rule.rstrip()
    return Text.assemble(" " * max(0, margin - note.cell_len), note, (rule, QUIET), line)
