"""What two editions of a report differ in: particulars, text, statements."""

from dataclasses import dataclass

from onrecord.compare.paragraphs import ParagraphChange, align_paragraphs
from onrecord.compare.statements import Fate, StatementChange, align_statements
from onrecord.record import Record

_PARTICULARS = ("title", "outlet", "published")


@dataclass(frozen=True, slots=True)
class ParticularChange:
    """Something told of a report that is another in the newer edition.

    Attributes:
        name: ``title``, ``outlet`` or ``published``: what makes another edition.
    """

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What became of an edition in a later one.

    Attributes:
        particulars: Those that are others, in a fixed order.
        paragraphs: All of both texts, from top to bottom, those kept too.
        statements: All of both records, those kept too.
        is_same_maker: One maker read both; else differences of act, framing and span may be the
            readers', not the outlet's.
    """

    particulars: tuple[ParticularChange, ...]
    paragraphs: tuple[ParagraphChange, ...]
    statements: tuple[StatementChange, ...]
    is_same_maker: bool

    @property
    def changed_statements(self) -> tuple[StatementChange, ...]:
        """The statements that were not simply kept."""
        return tuple(one for one in self.statements if one.fate is not Fate.KEPT)

    @property
    def changed_paragraphs(self) -> tuple[ParagraphChange, ...]:
        """The paragraphs that were not simply kept."""
        return tuple(one for one in self.paragraphs if one.fate is not Fate.KEPT)


def compare_editions(old: Record, new: Record) -> Comparison:
    """What became of one edition in a later one."""
    told = [(name, getattr(old.report, name), getattr(new.report, name)) for name in _PARTICULARS]
    return Comparison(
        particulars=tuple(ParticularChange(*one) for one in told if one[1] != one[2]),
        paragraphs=align_paragraphs(old.report.text, new.report.text),
        statements=align_statements(old.statements, new.statements),
        is_same_maker=old.made_by == new.made_by,
    )
