"""The pages on which reports are handed in, and their progress."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.web.desk.jobs import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPage:
    """The page with the forms.

    Attributes:
        is_read_only: Whether nothing can be added here.
        limit_bytes: How much one form may bring.
        jobs: What was handed in since the room was opened, the latest first.
        is_empty: Whether the ledger holds no report yet.
        trouble: What was wrong with the form that was just sent; empty for nothing.
        kind: Which form that was: ``text``, ``files``, ``page`` or ``feed``.
        given: What stood in its fields.
    """

    is_read_only: bool
    limit_bytes: int
    jobs: tuple[Progress, ...]
    is_empty: bool
    trouble: str = ""
    kind: str = ""
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage:
    """The page of one job.

    Attributes:
        job: How it stands.
    """

    job: Progress
