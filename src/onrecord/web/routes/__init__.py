"""The pages: one module each, with its ``router``."""

from fastapi import APIRouter

from onrecord.web.routes import (
    add,
    api,
    evidence,
    failures,
    feeds,
    front,
    login,
    report,
    saved,
    search,
    theme,
)

ROUTERS: tuple[APIRouter, ...] = (
    api.router,
    front.router,
    report.router,
    search.router,
    saved.router,
    add.router,
    failures.router,
    feeds.router,
    evidence.router,
    login.router,
    theme.router,
)
"""Of every page; the order counts only where two take the same address."""
