"""What may be asked: the parameters of the operations, by the names that pages use too."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from onrecord.ledger import Order, SearchFilters
from onrecord.types import Act, Framing, Mode
from onrecord.web.refusals import Refusal

DEFAULT_LIMIT = 50
MOST = 500
"""The longest page; longer results are streamed as JSON lines."""

_DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


class UnknownParameter(Refusal):
    """A parameter that the operation does not have.

    Attributes:
        names: Those that were given.
        known: Those that it has.
    """

    def __init__(self, names: list[str], known: list[str]) -> None:
        self.names, self.known = names, known
        super().__init__(
            400,
            "That cannot be asked",
            f"There is no parameter {', '.join(map(repr, names))}; there are: "
            f"{', '.join(known) or 'none'}.",
            "bad-option",
        )


class Parameters(BaseModel):
    """Parameters of an operation; an empty value asks nothing, an unknown name is refused."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _known_and_told(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        known = list(cls.model_fields)
        unknown = sorted(set(given) - set(known))
        if unknown:
            raise UnknownParameter(unknown, known)
        return {name: _text(value) for name, value in given.items() if value not in ("", None)}


def _text(value: Any) -> Any:
    """A value, without what is no character (lone surrogates)."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def dated(meaning: str) -> Any:
    """The field of a parameter that is a date."""
    # The ledger checks dates itself, and says better what is wrong.
    return Field(
        description=f"{meaning}: a year, a month or a day.",
        json_schema_extra={"pattern": _DATE},
        examples=["2031-03-14"],
    )


Name = Annotated[str, Field(max_length=500)]
Limit = Annotated[int, Field(ge=1, le=MOST, description="At most so many to a page.")]
Cursor = Annotated[
    str,
    Field(
        max_length=2000,
        description="Where the next page begins, as the page before tells it; opaque. "
        "It holds for the same question only.",
    ),
]
Most = Annotated[int, Field(ge=1, description="At most so many in all; without it, all.")]


class NoParameters(Parameters):
    """Of what is asked for as it is."""


class Period(Parameters):
    """What was published in a time."""

    since: Annotated[str | None, dated("First day of publication")] = None
    until: Annotated[str | None, dated("Last day of publication")] = None


class Published(Period):
    """Which reports, by who published them and when."""

    outlet: Annotated[Name, Field(description="The outlet's whole name.")] | None = None

    def of_reports(self) -> dict[str, Any]:
        """As the ledger takes them."""
        return {"outlet": self.outlet, "since": self.since, "until": self.until}


class Filters(Published):
    """Which statements."""

    q: Annotated[
        str,
        Field(
            max_length=1000,
            description="Words that must stand in the content, the source or the speaker's name; "
            '`"peace talks"` stand together, `bord*` is the beginning of a word.',
        ),
    ] = ""
    speaker: (
        Annotated[Name, Field(description="Part of the speaker's name or of the source.")] | None
    ) = None
    country: (
        Annotated[
            str,
            Field(
                description="The speaker's country, ISO 3166-1 alpha-2.",
                json_schema_extra={"pattern": "^[A-Za-z]{2}$"},
            ),
        ]
        | None
    ) = None
    act: Annotated[Act | None, Field(description="What the speaker does with it.")] = None
    framing: Annotated[Framing | None, Field(description="How the outlet carries it.")] = None
    mode: Annotated[
        Mode | None, Field(description="Whether all, none or some of it is quoted.")
    ] = None
    negated: Annotated[
        bool | None, Field(description="Whether the speaker is told not to do it (“did not deny”).")
    ] = None
    place: (
        Annotated[
            Name, Field(description="Where it was said or happened, or what it names: whole name.")
        ]
        | None
    ) = None
    said_from: Annotated[str | None, dated("First day on which it may have been said")] = None
    said_to: Annotated[str | None, dated("Last day on which it may have been said")] = None
    answered: Annotated[
        bool | None, Field(description="Whether somebody confirms, denies or repeats it.")
    ] = None
    denied: Annotated[bool | None, Field(description="Whether somebody denies it.")] = None
    once: Annotated[
        bool, Field(description="Of reports that are copies of each other, only the first.")
    ] = False

    def of_statements(
        self, *, limit: int | None = None, order: Order = Order.NEWEST
    ) -> SearchFilters:
        """As the ledger takes them, all but the words."""
        return SearchFilters(
            outlet=self.outlet,
            since=self.since,
            until=self.until,
            speaker=self.speaker,
            country=self.country,
            act=self.act,
            framing=self.framing,
            mode=self.mode,
            place=self.place,
            said_from=self.said_from,
            said_to=self.said_to,
            is_answered=self.answered,
            is_denied=self.denied,
            negated=self.negated,
            once=self.once,
            limit=limit,
            order=order,
        )


class Paged(Parameters):
    """A page of a list."""

    cursor: Cursor | None = None
    limit: Limit = DEFAULT_LIMIT


ENUMS: dict[str, type[StrEnum]] = {"act": Act, "framing": Framing, "mode": Mode, "sort": Order}
"""Parameters that have only some values."""


def allowed_values(name: str) -> list[str]:
    """The values that a parameter may have, where there are only some."""
    return [one.value for one in ENUMS.get(name, ())]
