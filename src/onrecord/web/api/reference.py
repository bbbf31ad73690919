"""The reference's tables, made of the API's document; ``python -m`` writes them into the page."""

import sys
from collections.abc import Iterable
from pathlib import Path

from fastapi import FastAPI

from onrecord.web.api.app import document_of
from onrecord.web.api.problems import KINDS, ProblemKind
from onrecord.web.contexts.api import ApiPage, OperationShown, api_page


def operations_table(room: FastAPI) -> str:
    """The operations by subject, each with its parameters, as Markdown."""
    page = api_page(document_of(room), "http://127.0.0.1:8420")
    return "\n\n".join(_of_tag(page, tag, about) for tag, about in page.tags)


def problems_table(kinds: Iterable[ProblemKind]) -> str:
    """The kinds of problems, as Markdown."""
    rows = [f"| `{kind.code}` | {kind.status} | {kind.meaning} |" for kind in kinds]
    return "\n".join(["| code | status | when, and what to do |", "|---|---|---|", *rows])


def _of_tag(page: ApiPage, tag: str, about: str) -> str:
    rows = [_row(one) for one in page.operations if one.tag == tag]
    head = ["| operation | what it answers | parameters |", "|---|---|---|"]
    return "\n".join([f"### {tag.capitalize()}", "", about, "", *head, *rows])


def _row(one: OperationShown) -> str:
    asked = [
        f"**{parameter.name}**" if parameter.is_needed else parameter.name
        for parameter in one.parameters
    ]
    return f"| `{one.method} {one.path}` | {one.summary} | {', '.join([*asked, *one.filters])} |"


def _write(page: Path) -> None:
    from onrecord.web import ServeSettings, create_app

    text = page.read_text(encoding="utf-8")
    room = create_app(ServeSettings(ledger=Path("no-ledger.db")))
    made = {"operations": operations_table(room), "problems": problems_table(KINDS)}
    for name, table in made.items():
        before, _, rest = text.partition(f"<!-- {name} -->\n")
        _, _, after = rest.partition("<!-- end -->")
        text = f"{before}<!-- {name} -->\n\n{table}\n\n<!-- end -->{after}"
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write(Path(sys.argv[1]))
