"""What a report tells of somebody beside the name: function, rank, affiliation, country.

Read are titles before a name ("Peruvian minister Ada Ode"), appositions after it ("Ada Ode, the
minister, …"), "Ada Ode, who is …", "Ada Ode is the …", marks of party and state ("D-Ohio"), a
place after "of" ("Ada Ode of Ohio") and an owner before the name ("Peru’s Ada Ode").
"""

from collections.abc import Iterator

from onrecord.resolve.actors.after_names import functions_after
from onrecord.resolve.actors.before_names import function_before
from onrecord.resolve.actors.functions import Function
from onrecord.resolve.actors.page import Page
from onrecord.types import Span


def read_functions(page: Page, span: Span) -> Iterator[Function]:
    """Yield what stands before and after a person's name.

    Args:
        page: The report.
        span: The name, without title and possessive.
    """
    inside = page.words_of(span)
    if not inside:
        return
    first, after = inside[0], inside[-1] + 1
    before = function_before(page, first, after)
    if before is not None:
        yield before
    yield from functions_after(page, after)
