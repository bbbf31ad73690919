"""``onrecord verify``: is everything still as it was put on record?"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import example, format_for, format_option, ledger_option, ledger_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from onrecord.ledger import Ledger, Problem

_COLUMNS = ("what", "where", "report", "edition", "statement", "digest", "message")


@click.command(
    "verify",
    epilog=example(
        "onrecord verify",
        "onrecord verify --ledger 2031.db --format jsonl > problems.jsonl",
        "onrecord verify --no-evidence",
    ),
)
@click.option("--no-evidence", is_flag=True, help="Check the ledger only, not the kept pages.")
@ledger_option
@format_option()
def command(no_evidence: bool, ledger: Path | None, format_: str | None) -> int:
    """Check that everything is as it was put on record.

    Every word on record must stand in its report's text at its position, every id must be that of
    what it names, and the bytes of every page that was fetched must be there, unchanged. What is
    not so is listed with the report it belongs to. Nothing is changed.
    """
    from onrecord.cli.exits import ExitCode, tell
    from onrecord.cli.labels import counted
    from onrecord.cli.output import write_rows
    from onrecord.ledger import Ledger

    with Ledger(ledger_path(ledger), read_only=True) as kept:
        counts = kept.counts()
        rows = list(_checked(kept, counts.editions, with_evidence=not no_evidence))
    if rows:
        write_rows(rows, format_for(format_), _COLUMNS, lambda console: _show(console, rows))
    damaged = [row for row in rows if row["what"] != "orphan"]
    orphans = len(rows) - len(damaged)
    parts = [f"{counted(counts.editions, 'edition')} checked"]
    parts.append(counted(len(damaged), "problem") if damaged else "all is as it was put")
    if orphans:
        parts.append(f"{counted(orphans, 'piece')} of evidence that nothing on record needs")
    tell(", ".join(parts), "done", editions=counts.editions, problems=len(damaged), orphans=orphans)
    return ExitCode.DAMAGED if damaged else ExitCode.OK


def _checked(ledger: "Ledger", editions: int, *, with_evidence: bool) -> "Iterator[dict[str, Any]]":
    from onrecord.cli.progress import counting
    from onrecord.evidence import Evidence, orphans, problems

    with counting(editions, "editions") as checked:
        yield from map(_row, ledger.verify(checked=checked))
    if not with_evidence:
        return
    evidence = Evidence.beside(ledger.path)
    number = sum(capture.archive is None for capture in ledger.captures())
    with counting(number, "pages") as checked:
        kept = ledger.captures(by_digest=True)
        for problem in problems(kept, evidence, checked=checked):
            yield _row(problem) | {"what": "evidence"}
    for digest in orphans(ledger.captures(by_digest=True), evidence):
        message = "nothing on record was read from this piece; a run that was killed leaves such"
        yield dict.fromkeys(_COLUMNS) | {"what": "orphan", "digest": digest, "message": message}


def _row(problem: "Problem") -> dict[str, Any]:
    what = "record" if problem.edition else "ledger"
    return {"what": what} | asdict(problem)


def _show(console: "Console", rows: Sequence[dict[str, Any]]) -> None:
    from onrecord.cli.lists import show_problems

    show_problems(console, rows)
