"""The record of one report, and the JSON it is written as."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord import highlight, plain
from onrecord.links import TextLinks
from onrecord.plain import statement_to_dict
from onrecord.types import (
    Actor,
    Excluded,
    Failure,
    MadeBy,
    Mention,
    Passage,
    Place,
    Relation,
    Report,
    Statement,
    TimeExpression,
)

__all__ = ["Record", "failure_to_dict", "record_schema", "statement_to_dict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that one report puts on record.

    Attributes:
        report: The report itself.
        statements: In the order of their cues.
        excluded: What is not the report's own.
        made_by: The versions that made the record.
        mentions: In the order of the text, and so are dates, places and own voice.
        actors: Whom the mentions and speakers are.
        dates: Words that tell a time.
        places: Words that name a place on Earth.
        relations: Which statement answers which.
        own_voice: Sentences that the outlet tells itself, with no source.
    """

    report: Report
    statements: tuple[Statement, ...]
    excluded: tuple[Excluded, ...]
    made_by: MadeBy
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    relations: tuple[Relation, ...] = ()
    own_voice: tuple[Passage, ...] = ()

    def statement(self, statement_id: str) -> Statement:
        """The statement with an id, such as a relation names.

        Raises:
            KeyError: There is none.
        """
        for statement in self.statements:
            if statement.id == statement_id:
                return statement
        raise KeyError(statement_id)

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON values, as ``onrecord schema`` describes them."""
        links = TextLinks(self.report.url, self.report.text)
        return {
            "report": plain.report_to_dict(self.report),
            "statements": [
                statement_to_dict(statement, links.to(statement.content.spans))
                for statement in self.statements
            ],
            "relations": [plain.relation_to_dict(relation) for relation in self.relations],
            "excluded": [plain.excluded_to_dict(part) for part in self.excluded],
            "own_voice": [plain.passage_to_dict(passage) for passage in self.own_voice],
            "mentions": [plain.mention_to_dict(mention) for mention in self.mentions],
            "actors": [plain.actor_to_dict(actor) for actor in self.actors],
            "dates": [plain.date_to_dict(date) for date in self.dates],
            "places": [plain.place_to_dict(place) for place in self.places],
            "made_by": plain.plain(self.made_by),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Record":
        """The record that ``to_dict`` wrote, in this version or an older one.

        Raises:
            AttributeError, KeyError, TypeError, ValueError: The data is no such record.
        """
        return cls(
            report=plain.report_from(data["report"]),
            statements=tuple(map(plain.statement_from, data["statements"])),
            relations=tuple(map(plain.relation_from, data["relations"])),
            excluded=tuple(map(plain.excluded_from, data["excluded"])),
            own_voice=tuple(map(plain.passage_from, data.get("own_voice", ()))),
            mentions=tuple(map(plain.mention_from, data["mentions"])),
            actors=tuple(map(plain.actor_from, data["actors"])),
            dates=tuple(map(plain.date_from, data["dates"])),
            places=tuple(map(plain.place_from, data["places"])),
            made_by=MadeBy(**data["made_by"]),
        )

    def _repr_html_(self) -> str:
        """The highlighted text, for notebooks."""
        return highlight.to_html(self.report, self.statements, self.excluded)


def failure_to_dict(failure: Failure) -> dict[str, Any]:
    """A failure as plain JSON values: ``{"failure": {"where", "stage", "code", "message", …}}``."""
    return {"failure": plain.plain(failure)}


@cache
def record_schema() -> str:
    """The JSON Schema (2020-12) of a record, as text."""
    return files("onrecord").joinpath("record.schema.json").read_text(encoding="utf-8")
