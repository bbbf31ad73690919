"""Read news reports and put on record who said what, with the exact characters that say so.

>>> import onrecord
>>> record = onrecord.read("“We know nothing of it,” Minister Ana Lesk told reporters.")
>>> record.statements[0].speaker.name
'Ana Lesk'
"""

from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.client import Client
    from onrecord.ledger import Ledger
    from onrecord.reader import Reader, read
    from onrecord.record import Record
    from onrecord.types import Failure, Report, Span, Statement

__all__ = [
    "Client",
    "Failure",
    "Ledger",
    "OnrecordError",
    "Reader",
    "Record",
    "Report",
    "Span",
    "Statement",
    "__version__",
    "read",
]

# Loaded when first asked for: the ledger's and the model's libraries take time to import, and a
# command that needs one of them should not wait for the other.
_HOMES = {
    "Client": "onrecord.client",
    "Failure": "onrecord.types",
    "Ledger": "onrecord.ledger",
    "Reader": "onrecord.reader",
    "Record": "onrecord.record",
    "Report": "onrecord.types",
    "Span": "onrecord.types",
    "Statement": "onrecord.types",
    "read": "onrecord.reader",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
