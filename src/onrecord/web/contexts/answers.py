"""The page of claims and what answers them."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.ledger import Answer, Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A claim, with who stands by it and who denies it.

    Attributes:
        claim: The claim.
        stand_by: Those who confirm or repeat it, beside its speaker.
        deny: Those who deny it.
        more: How many answers are not shown here.
    """

    claim: Claim
    stand_by: tuple[Answer, ...]
    deny: tuple[Answer, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersPage:
    """What it shows.

    Attributes:
        given: What was asked, by the names of the parameters.
        disputes: The claims of this page.
        total: How many there are, in words; empty where nobody counted.
        next: Address of the next page; empty on the last.
        first: Address of the first page; empty on that.
    """

    given: Mapping[str, str]
    disputes: tuple[Dispute, ...]
    total: str
    next: str
    first: str
