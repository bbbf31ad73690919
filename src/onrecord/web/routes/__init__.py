"""The pages: one module each, with its ``router``."""

from fastapi import APIRouter

from onrecord.web.routes import (
    add,
    answers,
    api,
    changes,
    evidence,
    failures,
    feeds,
    framing,
    front,
    login,
    report,
    saved,
    search,
    speaker,
    static,
    theme,
    timeline,
    volume,
)
from onrecord.web.routes import map as map_

ROUTERS: tuple[APIRouter, ...] = (
    api.router,
    front.router,
    report.router,
    changes.router,
    search.router,
    saved.router,
    add.router,
    speaker.router,
    answers.router,
    framing.router,
    timeline.router,
    map_.router,
    volume.router,
    failures.router,
    feeds.router,
    evidence.router,
    login.router,
    theme.router,
    static.router,
)
"""Of every page; the order counts only where two take the same address."""
