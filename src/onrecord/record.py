"""The record of one report, and the JSON it is written as."""

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord import highlight
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
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that one report puts on record. Statements stand in the order of their cues."""

    report: Report
    statements: tuple[Statement, ...]
    excluded: tuple[Excluded, ...]
    made_by: MadeBy

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON values, as ``onrecord schema`` describes them."""
        return {
            "report": _report_dict(self.report),
            "statements": [statement_to_dict(statement) for statement in self.statements],
            "relations": [],
            "excluded": [
                {"spans": [list(span) for span in part.spans], "why": part.why.value}
                for part in self.excluded
            ],
            "mentions": [],
            "actors": [],
            "dates": [],
            "places": [],
            "made_by": _plain(self.made_by),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Record":
        """The record that ``to_dict`` wrote.

        Raises:
            KeyError, TypeError, ValueError: The data is no such record.
        """
        report = {f.name: data["report"].get(f.name) for f in fields(Report)}
        return cls(
            report=Report(**report),
            statements=tuple(_statement(item) for item in data["statements"]),
            excluded=tuple(
                Excluded(_spans(item["spans"]), Why(item["why"])) for item in data["excluded"]
            ),
            made_by=MadeBy(**data["made_by"]),
        )

    def _repr_html_(self) -> str:
        """The highlighted text, for notebooks."""
        return highlight.to_html(self.report, self.statements, self.excluded)


def statement_to_dict(statement: Statement) -> dict[str, Any]:
    """A statement as plain JSON values, as it stands in a record."""
    return {
        "id": statement.id,
        "source": _passage_dict(statement.source),
        "cue": _passage_dict(statement.cue),
        "content": _passage_dict(statement.content),
        "mode": statement.mode.value,
        "act": statement.act.value,
        "framing": statement.framing.value,
        "negated": statement.negated,
        "hypothetical": statement.hypothetical,
        "within": statement.within,
        "speaker": None if statement.speaker is None else _plain(statement.speaker),
        "said_on": statement.said_on,
        "score": statement.score,
    }


def failure_to_dict(failure: Failure) -> dict[str, Any]:
    """A failure as plain JSON values: ``{"failure": {"where", "stage", "code", "message", …}}``."""
    return {"failure": _plain(failure)}


@cache
def record_schema() -> str:
    """The JSON Schema (2020-12) of a record, as text."""
    return files("onrecord").joinpath("record.schema.json").read_text(encoding="utf-8")


def _plain(value: Any) -> dict[str, Any]:
    return {f.name: getattr(value, f.name) for f in fields(value)}


def _report_dict(report: Report) -> dict[str, Any]:
    known = _plain(report)
    text = known.pop("text")
    return {"id": report.id, "edition": report.edition, **known, "text": text}


def _passage_dict(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    return {"spans": [list(span) for span in passage.spans], "text": passage.text}


def _spans(pairs: Any) -> tuple[Span, ...]:
    return tuple(Span(int(start), int(end)) for start, end in pairs)


def _passage(data: Any) -> Passage | None:
    return None if data is None else Passage(_spans(data["spans"]), str(data["text"]))


def _statement(data: dict[str, Any]) -> Statement:
    content = _passage(data["content"])
    if content is None:
        raise ValueError("a statement has no content")
    return Statement(
        id=data["id"],
        source=_passage(data["source"]),
        cue=_passage(data["cue"]),
        content=content,
        mode=Mode(data["mode"]),
        act=Act(data["act"]),
        framing=Framing(data["framing"]),
        negated=data["negated"],
        hypothetical=data["hypothetical"],
        within=data["within"],
        speaker=None if data["speaker"] is None else Speaker(**data["speaker"]),
        said_on=data["said_on"],
        score=data["score"],
    )
