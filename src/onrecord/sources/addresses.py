"""Web addresses in one spelling, so that the same report is read once."""

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from onrecord.errors import SourceError

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
# Browsers drop these inside an address and strip white space around it (WHATWG URL).
_DROPPED = re.compile(r"[\t\n\r]")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_SAFE = "%/:=&?~#+!$,;'@()*[]|"

# What sites and mailers add to an address to follow its readers; no page depends on them.
_TRACKING = frozenset(
    {"fbclid", "gclid", "gclsrc", "dclid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh"}
    | {"mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "wt_mc", "xtor", "ocid"}
    | {
        "smid",
        "ns_mchannel",
        "ns_source",
        "ns_campaign",
        "ns_linkname",
        "ito",
        "cmpid",
        "guccounter",
    }
    | {"guce_referrer", "guce_referrer_sig", "spm", "s_cid", "vero_id", "oly_enc_id", "oly_anon_id"}
)
_TRACKING_STARTS = ("utm_", "at_", "pk_", "mtm_", "hsa_")

# Hosts of one outlet that show the same report in another dress.
_DRESS = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")


def is_address(text: str) -> bool:
    """Whether a text is meant as a web address rather than a path.

    >>> is_address("https://meridian.example/1"), is_address("reports/1.html")
    (True, False)
    """
    return _ADDRESS.match(text) is not None


def clean_address(url: str, base: str | None = None) -> str:
    """An address in one spelling: no tracking parameters, no fragment, no user, no default port.

    >>> clean_address("HTTP://Meridian.example:80/vote?id=7&utm_source=feed#quote")
    'http://meridian.example/vote?id=7'

    Args:
        url: The address; with a base, it may be relative to that.
        base: The address of the page that it stands on.

    Raises:
        SourceError: ``bad-address``: it is none of the web's.
    """
    plain = _DROPPED.sub("", url).strip()
    try:
        parts = urlsplit(urljoin(base, plain) if base else plain)
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError as error:
        raise _bad(url, str(error)) from error
    if scheme not in _PORTS or not host:
        raise _bad(url, "it does not begin with http:// or https:// and a host")
    place = _host(url, host) + ("" if port in (None, _PORTS[scheme]) else f":{port}")
    query = "&".join(part for part in parts.query.split("&") if not _is_tracking(part))
    return urlunsplit((scheme, place, _quoted(parts.path) or "/", _quoted(query), ""))


def host_of(url: str) -> str:
    """The host of a clean address, with its port where that is not the scheme's own."""
    return urlsplit(url).netloc


def is_same_site(one: str, other: str) -> bool:
    """Whether two addresses are the same outlet's: one host, but for ``www.``, ``m.``, ``amp.``.

    >>> is_same_site("https://www.meridian.example/1", "https://amp.meridian.example/1.amp")
    True
    >>> is_same_site("https://meridian.example/1", "https://meridian.example.evil.example/1")
    False
    """
    return _site(one) == _site(other)


def _site(url: str) -> str:
    return _DRESS.sub("", host_of(url).lower())


def _is_tracking(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return not parameter or name in _TRACKING or name.startswith(_TRACKING_STARTS)


def _host(url: str, host: str) -> str:
    host = host.rstrip(".").lower()
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        if _CONTROL.search(host) or not host:
            raise _bad(url, "its host has characters that no host has")
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise _bad(url, f"its host cannot be a name ({error})") from error


def _quoted(part: str) -> str:
    return quote(part.encode("utf-8", "replace"), safe=_SAFE)


def _bad(url: str, why: str) -> SourceError:
    return SourceError(
        f"{url[:200]!r} is no address of a web page: {why}; give one as a browser shows it",
        code="bad-address",
    )
