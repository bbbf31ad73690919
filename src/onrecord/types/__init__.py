"""The core types: frozen values that every step takes and returns.

Nothing here imports the rest of the package.

Every position is a half-open ``[start, end)`` pair of Unicode code points into ``Report.text``.
"""

from onrecord.types.actors import Actor, ActorKind, Form, Mention, Name, NameKind, Tenure
from onrecord.types.feeds import EntryState, Settlement
from onrecord.types.reports import Arrival, Capture, Failure, MadeBy, Progress, Report
from onrecord.types.scene import Place, TimeExpression, TimeType
from onrecord.types.spans import Passage, Span, Told, make_id
from onrecord.types.statements import (
    Act,
    Excluded,
    Framing,
    Mode,
    Relation,
    RelationKind,
    Role,
    Speaker,
    Statement,
    Why,
)

__all__ = [
    "Act",
    "Actor",
    "ActorKind",
    "Arrival",
    "Capture",
    "EntryState",
    "Excluded",
    "Failure",
    "Form",
    "Framing",
    "MadeBy",
    "Mention",
    "Mode",
    "Name",
    "NameKind",
    "Passage",
    "Place",
    "Progress",
    "Relation",
    "RelationKind",
    "Report",
    "Role",
    "Settlement",
    "Span",
    "Speaker",
    "Statement",
    "Tenure",
    "TimeExpression",
    "TimeType",
    "Told",
    "Why",
    "make_id",
]
