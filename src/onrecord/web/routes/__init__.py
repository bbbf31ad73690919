"""The pages: one module each, with its ``router``."""

from fastapi import APIRouter

from onrecord.web.routes import add, api, front, login, report, theme

ROUTERS: tuple[APIRouter, ...] = (
    api.router,
    front.router,
    report.router,
    add.router,
    login.router,
    theme.router,
)
"""Of every page; the order counts only where two take the same address."""
