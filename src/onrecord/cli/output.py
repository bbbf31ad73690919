"""Write records and rows in the format that was asked for."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from onrecord.cli.options import Format
from onrecord.record import Record

if TYPE_CHECKING:
    from rich.console import Console

# JSON takes these as they are, but many programs that read line by line end a line at them.
_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}

RecordWriter = Callable[[Record], None]


def record_writer(
    format_: Format, stream: TextIO | None = None, console: "Console | None" = None
) -> RecordWriter:
    """What writes one record after the other.

    Args:
        format_: JSON stands indented, one object after the other, JSON lines one on each line;
            CSV has one row for each statement.
        stream: Where to; standard output when None.
        console: The console for text; one on the stream when None.
    """
    out = stream or sys.stdout
    if format_ is Format.TEXT:
        return _text_writer(console or console_on(out))
    if format_ is Format.CSV:
        return _csv_writer(out)
    return _json_writer(out, indent=1 if format_ is Format.JSON else None)


def console_on(stream: TextIO) -> "Console":
    """A console that shows what it is given and reads no markup out of it."""
    from rich.console import Console

    return Console(file=stream, markup=False, emoji=False, highlight=False)


def _text_writer(console: "Console") -> RecordWriter:
    from onrecord.cli.view import print_record

    seen = False

    def write(record: Record) -> None:
        nonlocal seen
        if seen:
            console.print(f"\n{'─' * console.width}\n", style="dim")
        seen = True
        print_record(console, record)

    return write


def _json_writer(out: TextIO, indent: int | None) -> RecordWriter:
    def write(record: Record) -> None:
        out.write(to_json(record.to_dict(), indent=indent) + "\n")
        out.flush()

    return write


def _csv_writer(out: TextIO) -> RecordWriter:
    from onrecord.cli.tables import STATEMENT_COLUMNS, CsvTable, statement_rows

    table = CsvTable(out, STATEMENT_COLUMNS)

    def write(record: Record) -> None:
        for row in statement_rows(record):
            table.write(row)

    return write


def write_rows(
    rows: Iterable[Mapping[str, Any]],
    format_: Format,
    columns: Sequence[str],
    show: Callable[["Console"], None],
) -> None:
    """Write rows to standard output.

    Args:
        rows: Plain JSON values by column.
        format_: JSON is one array here.
        columns: Those that CSV has.
        show: What writes all of them as text.
    """
    if format_ is Format.TEXT:
        show(console_on(sys.stdout))
    elif format_ is Format.CSV:
        from onrecord.cli.tables import CsvTable

        table = CsvTable(sys.stdout, columns)
        for row in rows:
            table.write(row)
    elif format_ is Format.JSON:
        sys.stdout.write(to_json(list(rows), indent=1) + "\n")
    else:
        sys.stdout.writelines(to_json(row) + "\n" for row in rows)


def to_json(value: Any, *, indent: int | None = None) -> str:
    """JSON with letters of every script as they are, and no line break that JSON does not make."""
    return json.dumps(value, ensure_ascii=False, indent=indent).translate(_LINE_BREAKS)
