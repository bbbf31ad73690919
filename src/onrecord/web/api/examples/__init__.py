"""One invented report, its record and what a ledger finds of it: the document's examples."""

from onrecord.web.api.examples.answers import answers
from onrecord.web.api.examples.found import HANDED_IN, TO_SAVE, saved
from onrecord.web.api.examples.report import record

__all__ = ["HANDED_IN", "TO_SAVE", "answers", "record", "saved"]
