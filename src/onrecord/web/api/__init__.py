"""The API of the reading room: ``/api/v1``, described by an OpenAPI 3.1 document."""

from onrecord.web.api.mounting import mount

__all__ = ["mount"]
