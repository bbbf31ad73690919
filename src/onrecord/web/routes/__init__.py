"""The pages: one module each, with its ``router``."""

from fastapi import APIRouter

from onrecord.web.routes import api, front, login, theme

ROUTERS: tuple[APIRouter, ...] = (
    api.router,
    front.router,
    login.router,
    theme.router,
)
"""Of every page; the order counts only where two take the same address."""
