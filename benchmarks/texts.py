"""Reports to measure on: a folder of texts, or the demo reports over and over."""

from itertools import cycle, islice
from pathlib import Path

from onrecord import Report
from onrecord.demo import demo_reports


def load_reports(folder: Path | None, *, words: int) -> list[Report]:
    """Reports of at least so many words in all; each one different from the others."""
    if folder is None:
        sources = [report.text for report in demo_reports()]
    else:
        sources = [path.read_bytes().decode() for path in sorted(folder.glob("*.txt"))]
    reports: list[Report] = []
    total = 0
    for number, text in enumerate(islice(cycle(sources), 100_000)):
        reports.append(Report(text=text, url=f"https://example.org/{number}"))
        total += len(text.split())
        if total >= words:
            break
    return reports


def count_words(reports: list[Report]) -> int:
    """Words between blanks."""
    return sum(len(report.text.split()) for report in reports)
