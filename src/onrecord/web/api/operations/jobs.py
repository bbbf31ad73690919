"""Handing in: what is to be read, and how far it has been."""

from typing import Annotated, Any, Self

from fastapi import APIRouter, Body, Path, Query, Request
from fastapi.responses import Response
from pydantic import Field, model_validator

from onrecord.errors import NotFoundError
from onrecord.fetch import FetchOptions
from onrecord.sources import Particulars
from onrecord.web.api import examples
from onrecord.web.api.mounting import BASE
from onrecord.web.api.parameters import Name, NoParameters, Parameters
from onrecord.web.api.replies import reply
from onrecord.web.api.schemas import reference
from onrecord.web.api.telling import list_of, told
from onrecord.web.desk import Desk, Task, feed_task, page_task, text_task
from onrecord.web.desk.jobs import Progress
from onrecord.web.reading import Settings, WriteLedger
from onrecord.web.settings import ServeSettings

router = APIRouter(tags=["handing in"])

_WHAT = ("text", "address", "feed")


class HandedIn(Parameters):
    """What is to be read: a text, a page or a feed, one of them."""

    text: Annotated[str, Field(description="The text of a report.")] | None = None
    address: Annotated[str, Field(max_length=4000, description="The address of a page.")] | None = (
        None
    )
    feed: (
        Annotated[
            str,
            Field(max_length=4000, description="The address of a feed, whose pages are read."),
        ]
        | None
    ) = None
    outlet: Annotated[Name, Field(description="Of a text: who published it.")] | None = None
    title: Annotated[Name, Field(description="Of a text: its headline.")] | None = None
    url: Annotated[str, Field(max_length=4000, description="Of a text: its address.")] | None = None
    published: Annotated[Name, Field(description="Of a text: when, ISO 8601.")] | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if sum(getattr(self, name) is not None for name in _WHAT) != 1:
            raise ValueError(f"give one of {', '.join(_WHAT)}")
        return self

    def task(self, settings: ServeSettings) -> Task:
        """As the desk takes it."""
        options = FetchOptions(allow_private=settings.allow_private)
        if self.address is not None:
            return page_task(self.address, options)
        if self.feed is not None:
            return feed_task(self.feed, options)
        known = Particulars(
            outlet=self.outlet, title=self.title, url=self.url, published=self.published
        )
        return text_task(self.text or "", known)


def _desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


@router.post(
    "/jobs",
    **told(
        *("bad-body", "cross-site", "read-only", "too-large", "unreadable", "busy"),
        returns=reference(Progress),
        example="job",
        status=202,
        meaning="It was taken and waits; `Location` says where to ask how far it is.",
    ),
    operation_id="handIn",
)
def hand_in(
    request: Request,
    ledger: WriteLedger,
    settings: Settings,
    body: Annotated[HandedIn, Body(examples=[examples.HANDED_IN])],
) -> Response:
    """Hands in a text, a page or a feed, to be read and put on record in the background."""
    job = _desk_of(request).submit(body.task(settings))
    return reply(job.progress(), status=202, headers={"Location": f"{BASE}/jobs/{job.id}"})


@router.get("/jobs", **told(returns=list_of(Progress), example="jobs"), operation_id="listJobs")
def jobs(request: Request, asked: Annotated[NoParameters, Query()]) -> Response:
    """What was handed in since the room was opened, the latest first."""
    return reply({"items": [job.progress() for job in _desk_of(request).jobs()]})


@router.get(
    "/jobs/{job_id}",
    **told("not-found", returns=reference(Progress), example="job"),
    operation_id="getJob",
)
def job(
    request: Request,
    job_id: Annotated[
        str, Path(max_length=64, description="The job's id.", examples=["q0Zb7xKp1mWd"])
    ],
    asked: Annotated[NoParameters, Query()],
) -> Response:
    """How far a job is, and what came of it."""
    found: Any = _desk_of(request).job(job_id)
    if found is None:
        raise NotFoundError(
            f"No job has the id {job_id!r}: the room was opened again since, or it was long ago. "
            f"What it read is under {BASE}/reports.jsonl."
        )
    return reply(found.progress())
