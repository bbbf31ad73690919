"""Errors: one base, a stable code each, and in the message what happened and what to do."""


class OnrecordError(Exception):
    """Base of every error that onrecord raises on purpose.

    Attributes:
        code: Stable, for machines.
    """

    code = "error"


class OptionError(OnrecordError):
    """An option or argument has a value that makes no sense."""

    code = "bad-option"


class SourceError(OnrecordError):
    """A source cannot be read; ``code`` says how.

    Attributes:
        detail: More of it, for machines: ``{"status": "404"}``.
    """

    code = "unreadable"

    def __init__(
        self, message: str, *, code: str = "unreadable", detail: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.detail = detail or {}


class ModelError(OnrecordError):
    """The model's files are missing, changed or of another version."""

    code = "bad-model"


class LexiconError(OnrecordError):
    """A file of the lexicon is missing or has a line that cannot be read."""

    code = "bad-lexicon"


class GazetteerError(OnrecordError):
    """A gazetteer's file is missing, damaged or not one, or a dump cannot be imported."""

    code = "bad-gazetteer"


class LedgerError(OnrecordError):
    """The ledger cannot be opened, read or written."""

    code = "ledger"


class LedgerVersionError(LedgerError):
    """The ledger was written by a newer version, or the file is no ledger."""

    code = "ledger-version"


class EvidenceError(OnrecordError):
    """A piece of evidence is missing or damaged, or cannot be written."""

    code = "evidence"


class NotFoundError(OnrecordError):
    """Nothing in the ledger goes by this id, or too many things do."""

    code = "not-found"


class ClientError(OnrecordError):
    """A reading room does not answer, or not as asked; ``code`` says how.

    Attributes:
        status: Its HTTP status; None where it did not answer.
    """

    code = "client"

    def __init__(self, message: str, *, code: str = "client", status: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
