"""Invented pages for the tests of what pages state, and of what stands in a report's place."""

import json
from typing import Any

WORDS = (
    "The harbour master of Port Selda told the council on {day} that crane {number} would stay "
    "shut, and the guild of the fishermen asked for a list of its faults."
)
PARAGRAPHS = [
    f"<p>{WORDS.format(day=day, number=number)}</p>"
    for number, day in enumerate(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], 3)
]
BODY = "".join(PARAGRAPHS)


def page(head: str = "", body: str = BODY, root: str = "<html>") -> str:
    """A page with this in its head and in its body."""
    return f"<!DOCTYPE html>{root}<head>{head}</head><body><main>{body}</main></body></html>"


def linked(*things: dict[str, Any]) -> str:
    """Scripts of linked data."""
    return "".join(
        f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things
    )


def article(**stated: Any) -> dict[str, Any]:
    """A report as linked data state it."""
    return {"@context": "https://schema.org", "@type": "NewsArticle", **stated}


def meta(**contents: str) -> str:
    """Meta tags; ``og__title`` is ``og:title``."""
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{content}">'
        for name, content in contents.items()
    )
