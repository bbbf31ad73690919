"""Make terminal.svg, the README's picture: the beginning of what ``onrecord demo`` shows.

usage: python docs/images/make.py [FILE]
"""

import io
import re
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from onrecord.cli.view import record_lines
from onrecord.demo import DEMO_REPORTS
from onrecord.reader import Reader
from onrecord.record import Record

COLUMNS = 100
LINES = 40
_FONT_FACE = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)
_FONTS = "'DejaVu Sans Mono', Menlo, Consolas, monospace"


def beginning(lines: list[Text]) -> list[Text]:
    """As many whole paragraphs as there is room for."""
    between = [n for n, line in enumerate(lines[:LINES]) if line.plain.strip() in ("", "│")]
    return lines[: between[-1]] if len(lines) > LINES else lines


def picture(record: Record) -> str:
    """The record as a terminal shows it; an SVG that loads nothing."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    for line in beginning(list(record_lines(record, COLUMNS))):
        console.print(line, soft_wrap=True)
    form = _FONT_FACE.sub("", CONSOLE_SVG_FORMAT).replace("Fira Code, monospace", _FONTS)
    form = re.sub(r"\s*<!--.*?-->", "", form)
    svg = console.export_svg(title="onrecord demo", code_format=form, unique_id="onrecord")
    return "".join(f"{line.rstrip()}\n" for line in svg.splitlines())


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("terminal.svg")
    target.write_text(picture(Reader().read(DEMO_REPORTS[0].report)), encoding="utf-8")
