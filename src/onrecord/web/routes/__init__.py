"""The pages: one module each, with its ``router``."""

from fastapi import APIRouter

from onrecord.web.routes import front, login, theme

ROUTERS: tuple[APIRouter, ...] = (
    front.router,
    login.router,
    theme.router,
)
"""Of every page; the order counts only where two take the same address."""
