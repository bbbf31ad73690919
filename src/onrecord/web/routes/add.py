"""Handing in: a text, files, a page, a feed, the demo reports; and the progress of each."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from onrecord.errors import OptionError, SourceError
from onrecord.fetch import FetchOptions
from onrecord.ledger import Ledger
from onrecord.sources import Particulars
from onrecord.sources.addresses import clean_address
from onrecord.web.contexts.add import AddPage, JobPage
from onrecord.web.desk import (
    Desk,
    Task,
    demo_task,
    feed_task,
    files_task,
    page_task,
    text_task,
)
from onrecord.web.reading import ReadLedger, Settings, WriteLedger
from onrecord.web.refusals import Refusal
from onrecord.web.rendering import render
from onrecord.web.routes.feeds import feed_address
from onrecord.web.security import checked_form
from onrecord.web.security.forms import text_field
from onrecord.web.settings import ServeSettings
from onrecord.web.views import View, page, show

router = APIRouter()
_FIELDS = ("text", "address", "feed", "outlet", "published", "title", "url")
_MOST_JOBS_SHOWN = 10

Form = Annotated[FormData, Depends(checked_form)]


@router.api_route("/add", methods=["GET", "HEAD"], include_in_schema=False)
def add(request: Request, ledger: ReadLedger) -> Response:
    """The page with the forms."""
    return render(request, "add.html", page=_page(request, ledger))


@router.post("/add", include_in_schema=False)
async def hand_in(
    request: Request, form: Form, ledger: WriteLedger, settings: Settings
) -> Response:
    """Takes one of the forms, and leads on to its progress; of a feed to follow, to its health."""
    kind = text_field(form, "kind")
    try:
        if kind == "feed" and text_field(form, "follow"):
            return await run_in_threadpool(_follow, ledger, text_field(form, "feed"))
        task = await _task(kind, form, settings)
    except (OptionError, SourceError) as error:
        given = {name: text_field(form, name) for name in _FIELDS}
        context = await run_in_threadpool(
            _page, request, ledger, trouble=str(error), kind=kind, given=given
        )
        return render(request, "add.html", status=422, page=context)
    desk: Desk = request.app.state.desk
    return RedirectResponse(f"/add/{desk.submit(task).id}", 303)


@page(router, "/add/{job_id}")
def progress(request: Request, job_id: str) -> Response:
    """How far a job is."""
    desk: Desk = request.app.state.desk
    job = desk.job(job_id)
    if job is None:
        raise Refusal(
            404,
            "This job is not known",
            "The reading room was started again since, or it was long ago. What it read is on "
            "the front page; what it could not read is under Feeds.",
            "not-found",
        )
    now = job.progress()
    columns = ("name", "report", "statements", "trouble", "code")
    view = View(
        template="job.html",
        context=JobPage(job=now),
        data=lambda: now,
        columns=columns,
        rows=lambda: ({name: getattr(item, name) for name in columns} for item in now.items),
    )
    return show(request, view)


def _page(
    request: Request,
    ledger: Ledger,
    *,
    trouble: str = "",
    kind: str = "",
    given: dict[str, str] | None = None,
) -> AddPage:
    settings: ServeSettings = request.app.state.settings
    desk: Desk = request.app.state.desk
    return AddPage(
        is_read_only=settings.read_only,
        limit_bytes=settings.limit_bytes,
        jobs=tuple(job.progress() for job in desk.jobs()[:_MOST_JOBS_SHOWN]),
        is_empty=ledger.counts().reports == 0,
        trouble=trouble,
        kind=kind,
        given=given or {},
    )


def _follow(ledger: Ledger, address: str) -> RedirectResponse:
    from onrecord.watch import add_feeds

    url = clean_address(address)  # `add_feeds` takes paths of lists, too: none of this machine's
    add_feeds(ledger, [url])
    return RedirectResponse(feed_address(url), 303)


async def _task(kind: str, form: FormData, settings: ServeSettings) -> Task:
    if kind == "text":
        return text_task(text_field(form, "text"), _particulars(form))
    if kind == "files":
        return files_task(await _files(form), _particulars(form))
    options = FetchOptions(allow_private=settings.allow_private)
    if kind == "page":
        return page_task(text_field(form, "address"), options)
    if kind == "feed":
        return feed_task(text_field(form, "feed"), options)
    if kind == "demo":
        return demo_task()
    raise OptionError("nothing was chosen; use one of the forms.")


async def _files(form: FormData) -> list[tuple[str, bytes]]:
    sent = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
    return [(one.filename, await one.read()) for one in sent if one.filename]


def _particulars(form: FormData) -> Particulars:
    known = {name: text_field(form, name).strip() or None for name in ("outlet", "title", "url")}
    return Particulars(published=text_field(form, "published").strip() or None, **known)
