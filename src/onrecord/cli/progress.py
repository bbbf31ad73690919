"""A progress bar on standard error, for long runs in front of people."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from onrecord.cli.options import Format

if TYPE_CHECKING:
    from rich.console import Console

Advance = Callable[[int], None]
_FEW_REPORTS = 3


@contextmanager
def progress(total: int | None, format_: Format) -> Iterator[tuple[Advance, "Console | None"]]:
    """Show reports done, words a second and the time left.

    Nothing is shown for a few reports, where standard error is no terminal, or where lines for
    programs fill the terminal.

    Args:
        total: How many reports there will be; None where nobody can tell.
        format_: What the records are written as.

    Yields:
        What to call with the number of words after each report; and, while the bar stands on the
        terminal that text is shown on, the console that writes above it.
    """
    on_same_terminal = sys.stdout.isatty()
    is_in_the_way = on_same_terminal and format_ is not Format.TEXT
    is_short = total is not None and total <= _FEW_REPORTS
    if is_short or not sys.stderr.isatty() or is_in_the_way:
        yield lambda words: None, None
        return
    with _bar(total) as (advance, console):
        yield advance, console if on_same_terminal else None


@contextmanager
def counting(total: int, unit: str) -> Iterator[Callable[[], None]]:
    """Show how many things are done and the time left, where standard error is a terminal.

    Args:
        total: How many there are.
        unit: What they are, in the plural.

    Yields:
        What to call after each.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn(unit), TimeRemainingColumn())
    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.update(task, advance=1)


@contextmanager
def _bar(total: int | None) -> Iterator[tuple[Advance, "Console"]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("reports"),
        TextColumn("{task.fields[speed]:,} words/s"),
        TimeRemainingColumn(),
    )
    began, words_read = monotonic(), 0
    # Standard output stays what it is: rich would send it to the console as well.
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total, speed=0)

        def advance(words: int) -> None:
            nonlocal words_read
            words_read += words
            speed = round(words_read / max(1e-3, monotonic() - began))
            bar.update(task, advance=1, speed=speed)

        yield advance, console
