"""The reading room: a local web app over the ledger.

Built on FastAPI and Jinja2; loads nothing from anywhere else, and works without script.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.web.app import create_app
    from onrecord.web.settings import ServeSettings

__all__ = ["ServeSettings", "create_app"]

# Loaded when first asked for: Vega, in `charts`, begins to start while FastAPI is loaded.
_HOMES = {"ServeSettings": "onrecord.web.settings", "create_app": "onrecord.web.app"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
