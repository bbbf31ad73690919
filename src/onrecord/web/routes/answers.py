"""Claims, who stands by them and who denies them."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.cli.tables import HIT_COLUMNS, hit_row
from onrecord.ledger import Claim
from onrecord.ledger.plain import to_plain
from onrecord.web.asking import Asked
from onrecord.web.contexts.answers import AnswersPage, Dispute
from onrecord.web.reading import ReadLedger
from onrecord.web.views import View, page, show

router = APIRouter()

_PAGE_CLAIMS, _MOST_ANSWERS = 20, 6
"""Claims to a page, and answers to a side of each."""


@page(router, "/answers")
def answers(request: Request, ledger: ReadLedger, asked: Annotated[Asked, Query()]) -> Response:
    """What is denied, confirmed or repeated, and by whom, the latest published first."""
    found = ledger.claims(asked.q, asked.filters(), size=_PAGE_CLAIMS, cursor=asked.cursor)
    total = f"{found.total} answered statements" if found.total else ""
    context = AnswersPage(
        given=asked.given,
        disputes=tuple(map(_dispute, found.items)),
        total=total,
        next=asked.address("/answers", cursor=found.next) if found.next else "",
        first=asked.address("/answers") if asked.cursor else "",
    )
    view = View(
        template="answers.html",
        context=context,
        data=lambda: {"claims": [_data(one) for one in found.items], "next": context.next},
        columns=HIT_COLUMNS,
        rows=lambda: (hit_row(one.hit) for one in found.items),
    )
    return show(request, view)


def _dispute(claim: Claim) -> Dispute:
    stand_by = (*claim.confirmed_by, *claim.repeated_by)
    shown = stand_by[:_MOST_ANSWERS], claim.denied_by[:_MOST_ANSWERS]
    return Dispute(
        claim=claim,
        stand_by=shown[0],
        deny=shown[1],
        more=len(stand_by) + len(claim.denied_by) - len(shown[0]) - len(shown[1]),
    )


def _data(claim: Claim) -> dict[str, Any]:
    sides = ("denied_by", "confirmed_by", "repeated_by")
    answers = {name: to_plain(getattr(claim, name)) for name in sides}
    return {"since": claim.since, "statement": to_plain(claim.hit)} | answers
