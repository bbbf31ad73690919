"""The app: routes, the guard, and what is said when something goes wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware

from onrecord.version import __version__
from onrecord.web import api, failing, turns
from onrecord.web.charts import drawing
from onrecord.web.desk.desk import Desk, MakeReaders, load_readers
from onrecord.web.reading import Shelf
from onrecord.web.routes import ROUTERS
from onrecord.web.security import Door, FormTokens, Guard
from onrecord.web.settings import ServeSettings

_GZIP_LEVEL = 5


def create_app(settings: ServeSettings, *, make_readers: MakeReaders = load_readers) -> FastAPI:
    """The reading room over one ledger; nothing is opened before it is asked for.

    Args:
        settings: How it is run.
        make_readers: Loads what reads that which is handed in.
    """
    # FastAPI's own pages about the API load scripts from another host.
    app = FastAPI(
        title="Onrecord",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    door = Door(settings)
    app.state.settings = settings
    app.state.door = door
    app.state.shelf = shelf = Shelf(settings)
    app.state.desk = Desk(shelf.writer, settings.evidence_folder, make_readers)
    app.state.form_tokens = FormTokens()
    for router in ROUTERS:
        app.include_router(router)
    api.mount(app)
    failing.install(app)
    app.add_middleware(GZipMiddleware, compresslevel=_GZIP_LEVEL)
    # Added last, so that it comes first.
    app.add_middleware(Guard, settings=settings, door=door, refuse=failing.refuse)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    turns.set_up()
    drawing.warm_up()
    yield
    desk: Desk = app.state.desk
    shelf: Shelf = app.state.shelf
    await run_in_threadpool(desk.close)
    shelf.close()
