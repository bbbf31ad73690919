"""The page that asks for the token."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginPage:
    """What it shows.

    Attributes:
        next: The address of this room that is gone to with the right token.
        is_wrong: Whether a wrong one was just given.
    """

    next: str
    is_wrong: bool
