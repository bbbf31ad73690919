"""Records for the ledger's tests: invented people, places and outlets."""

from dataclasses import replace
from typing import Any

from onrecord.record import Record
from onrecord.types import (
    Act,
    Excluded,
    Framing,
    MadeBy,
    Mode,
    Passage,
    Report,
    Span,
    Speaker,
    Statement,
    Why,
    make_id,
)

MAKER = MadeBy(onrecord="0.1.0", model="small-1", lexicon="2031-01")
NEWER = replace(MAKER, model="small-2")

TEXT = (
    "Ilse Varnó, harbour minister of Corland, said on Monday that the pier is safe. "
    '"We checked every bolt," she added. '
    "The Tessaly Fishers' Union denied that its boats had struck the pier. "
    "According to Brone Okkel, the repairs may cost nine million crowns. "
    "Sign up for our newsletter."
)

# source, cue, content, and what else is said of the statement
QUOTES: tuple[tuple[str | None, str, str, dict[str, Any]], ...] = (
    (
        "Ilse Varnó, harbour minister of Corland,",
        "said",
        "that the pier is safe",
        {
            "speaker": Speaker("Ilse Varnó", "a1", "person", "harbour minister", None, "Corland"),
            "said_on": "2031-05-12",
        },
    ),
    ("she", "added", '"We checked every bolt,"', {"mode": Mode.DIRECT, "score": 0.1 + 0.2}),
    (
        "The Tessaly Fishers' Union",
        "denied",
        "that its boats had struck the pier",
        {"act": Act.DENY, "negated": True, "speaker": Speaker("Tessaly Fishers' Union")},
    ),
    (
        "Brone Okkel",
        "According to",
        "the repairs may cost nine million crowns",
        {"framing": Framing.DISTANCING, "hypothetical": True},
    ),
)


def report(number: int = 1, text: str = TEXT, **particulars: Any) -> Report:
    """A report with an address of its own."""
    known = {
        "url": f"https://harbour.example/{number}",
        "outlet": "The Harbour Lamp",
        "title": f"Pier dispute, part {number}",
        "published": "2031-05-13",
        **particulars,
    }
    return Report(text=text, **known)


def record(
    of: Report | None = None, *, made_by: MadeBy = MAKER, only: slice = slice(None)
) -> Record:
    """The record of a report that has TEXT in it."""
    of = of or report()
    statements = [_statement(of, *quote) for quote in QUOTES[only]]
    if len(statements) > 1:
        statements[1] = replace(statements[1], within=statements[0].id)
    start = of.text.index("Sign up")
    excluded = Excluded((Span(start, start + 4), Span(start + 8, start + 11)), Why.NEWSLETTER)
    return Record(report=of, statements=tuple(statements), excluded=(excluded,), made_by=made_by)


def _statement(
    of: Report, source: str | None, cue: str, content: str, more: dict[str, Any]
) -> Statement:
    at = of.text.index(content)
    gap = at + content.rindex(" ", 0, len(content) // 2)
    spans = (Span(at, gap), Span(gap + 1, at + len(content)))
    return Statement(
        **{
            "id": make_id("statement", of.edition, spans),
            "source": None if source is None else _passage(of.text, source),
            "cue": _passage(of.text, cue),
            "content": Passage.of(of.text, spans),
            "mode": Mode.INDIRECT,
            "act": Act.SAY,
            "framing": Framing.NEUTRAL,
            "score": 0.875,
            **more,
        }
    )


def _passage(text: str, words: str) -> Passage:
    at = text.index(words)
    return Passage.of(text, (Span(at, at + len(words)),))
