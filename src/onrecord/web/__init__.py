"""The reading room: a local web app over the ledger.

Built on FastAPI and Jinja2; loads nothing from anywhere else, and works without script.
"""

from onrecord.web.app import create_app
from onrecord.web.settings import ServeSettings

__all__ = ["ServeSettings", "create_app"]
