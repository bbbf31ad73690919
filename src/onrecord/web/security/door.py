"""The door of a room that has a token."""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from onrecord.web.refusals import Refusal
from onrecord.web.security.tokens import COOKIE, Brake, is_same, sign_of
from onrecord.web.settings import ServeSettings

LOGIN = "/login"
_OPEN_PATHS = (LOGIN, "/static/")
_OF_FEED_READERS = ".atom"
_COOKIE_SECONDS = 30 * 86_400

Headers = dict[str, str]
"""A request's headers by their names in lower case."""


class Door:
    """Lets in who has the token: as a cookie, in ``Authorization``, or once in the address."""

    def __init__(self, settings: ServeSettings) -> None:
        self._token = settings.token
        self._sign = None if settings.token is None else sign_of(settings.token)
        self.brake = Brake()

    def answer(self, scope: Scope, headers: Headers) -> Response | None:
        """What to answer instead of what was asked for; None where that may be had.

        Raises:
            Refusal: A program has no token, or an address has to wait.
        """
        path: str = scope["path"]
        if self._sign is None or path.startswith(_OPEN_PATHS) or self._has_sign(headers):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        address, bearer = address_of(scope), _bearer(headers)
        if bearer is not None and self.is_token(bearer, address):
            return None
        given = dict(query).get("token")
        if given is not None and self.is_token(given, address):
            if path.endswith(_OF_FEED_READERS):  # which keep no cookies
                return None
            return self.welcome(_address(path, [one for one in query if one[0] != "token"]))
        if _wants_page(headers, path):
            return RedirectResponse(f"{LOGIN}?{urlencode({'next': _address(path, query)})}", 303)
        raise Refusal(
            401,
            "A token is wanted",
            "Send the room's token as `Authorization: Bearer TOKEN`.",
            "token",
            {"WWW-Authenticate": "Bearer"},
        )

    def is_token(self, given: str, address: str) -> bool:
        """Whether this is the token.

        Raises:
            Refusal: The address has given too many wrong ones and has to wait.
        """
        wait = self.brake.wait_seconds(address)
        if wait > 0:
            raise Refusal(
                429,
                "Too many wrong tokens",
                f"Wait {wait:.0f} seconds and give the token that `onrecord serve` printed.",
                "token",
                {"Retry-After": f"{wait + 1:.0f}"},
            )
        if is_same(given, self._token or ""):
            self.brake.forgive(address)
            return True
        self.brake.fail(address)
        return False

    def welcome(self, path: str) -> Response:
        """Sends a browser on, with the cookie that stands for the token."""
        response = RedirectResponse(path, 303)
        response.set_cookie(
            COOKIE, self._sign or "", max_age=_COOKIE_SECONDS, httponly=True, samesite="lax"
        )
        return response

    def _has_sign(self, headers: Headers) -> bool:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return found is not None and is_same(found.value, self._sign or "")


def address_of(scope: Scope) -> str:
    """The address that a request comes from."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def _bearer(headers: Headers) -> str | None:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _address(path: str, query: list[tuple[str, str]]) -> str:
    # Two slashes at the beginning would lead to another host.
    plain = "/" + quote(path).lstrip("/")
    return f"{plain}?{urlencode(query)}" if query else plain


def _wants_page(headers: Headers, path: str) -> bool:
    return not path.startswith("/api/") and "text/html" in headers.get("accept", "")
