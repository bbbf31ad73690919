"""A reader that needs no model: `Name said words.` is a statement, `BOOM` an unforeseen fault."""

import re
from collections.abc import Iterator

from onrecord.record import Record
from onrecord.types import (
    Act,
    Excluded,
    Failure,
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

MADE_BY = MadeBy("0.1.0", "fake-1", "1")
_ACTS = {"said": Act.SAY, "denied": Act.DENY, "claimed": Act.CLAIM, "allegedly": Act.ALLEGE}
_SENTENCE = re.compile(r"(?:(\w+) )?(said|denied|claimed|allegedly) ([^.\n]+)")
_TEASER = re.compile(r"READ MORE[^\n]*")


def make_statement(text: str, source: str | None, cue: str, content: str, **known) -> Statement:
    """A statement whose parts are found in the text by their words."""

    def passage(words: str) -> Passage:
        return Passage.of(text, (Span(text.index(words), text.index(words) + len(words)),))

    facts = {"mode": Mode.INDIRECT, "act": Act.SAY, "framing": Framing.NEUTRAL, "score": 0.9}
    if source:
        facts["speaker"] = Speaker(source)
    return Statement(
        id=make_id(source, cue, content),
        source=passage(source) if source else None,
        cue=passage(cue),
        content=passage(content),
        **(facts | known),
    )


def read_report(report: Report) -> Record:
    """The record that the fake reader makes."""
    text = report.text
    if "BOOM" in text:
        raise RuntimeError("boom")
    statements = []
    for match in _SENTENCE.finditer(text):
        by, cue, content = (
            Passage.of(text, (Span(*match.span(group)),)) if match[group] else None
            for group in (1, 2, 3)
        )
        statements.append(
            Statement(
                id=make_id("statement", report.edition, match.span()),
                source=by,
                cue=cue,
                content=content,
                mode=Mode.INDIRECT,
                act=_ACTS[match[2]],
                framing=Framing.DISTANCING if match[2] == "claimed" else Framing.NEUTRAL,
                score=0.75,
                speaker=Speaker(by.text) if by else None,
            )
        )
    excluded = tuple(Excluded((Span(*m.span()),), Why.TEASER) for m in _TEASER.finditer(text))
    return Record(report=report, statements=tuple(statements), excluded=excluded, made_by=MADE_BY)


class FakeReader:
    """Stands in for ``onrecord.reader.Reader``; counts what it reads."""

    made_by = MADE_BY
    texts_read: list[str]

    def __init__(self, *, threads: int = 2) -> None:
        self.threads = threads

    def read_all(self, items) -> Iterator[Record | Failure]:
        for item in items:
            if isinstance(item, Failure):
                yield item
                continue
            FakeReader.texts_read.append(item.text)
            if "INTERRUPT" in item.text:
                raise KeyboardInterrupt
            try:
                yield read_report(item)
            except RuntimeError as error:
                yield Failure(
                    where=item.path or "-", stage="read", code="internal", message=str(error)
                )
