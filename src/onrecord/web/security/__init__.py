"""Who may ask for what: hosts, origins, tokens, forms and the headers of every answer."""

from onrecord.web.security.door import Door
from onrecord.web.security.forms import FormTokens, checked_form
from onrecord.web.security.guard import Guard
from onrecord.web.security.headers import CONTENT_SECURITY_POLICY, HEADERS

__all__ = [
    "CONTENT_SECURITY_POLICY",
    "HEADERS",
    "Door",
    "FormTokens",
    "Guard",
    "checked_form",
]
