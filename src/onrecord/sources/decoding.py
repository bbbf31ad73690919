"""Bytes to text: what encoding a file is in. Never raises; broken bytes become U+FFFD."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD_BYTES = 4096
_ASCII = bytes(range(128))
_MIN_ZERO_SHARE = 0.4
_MAX_STRAY_ZERO_SHARE = 0.05
# Latin letters and quotation marks beyond ASCII are few in Windows' Western encoding; where most
# bytes are beyond it, they are another alphabet's.
_MAX_WESTERN_SHARE = 0.3
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,500}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"""\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# What a page may declare; any other of Python's codecs ("unicode_escape") is no page's encoding.
_KNOWN = re.compile(
    r"iso-?8859-?\d+|latin-?\d+|windows-\d+|cp\d+|koi8-[ru]|macintosh|mac-?roman|big5(?:-hkscs)?"
    r"|gbk?|gb2312|gb18030|shift[-_]jis|sjis|euc-(?:jp|kr)|tis-620"
)
# As the WHATWG Encoding Standard has it.
_READ_AS = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-9": "cp1254",
}


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of some bytes, without a byte-order mark and otherwise as it stands.

    In this order: a byte-order mark; UTF-16 by its zero bytes; UTF-8, even with some broken
    bytes; what a server or a page declares; Windows' Western encoding, unless other letters
    abound.

    >>> decode("Ruthenia said “no”".encode("utf-8") + bytes([0xFF]))
    'Ruthenia said “no”\ufffd'

    Args:
        data: The bytes.
        declared: The encoding that a server told with them; it wins over the page's word.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    encoding = _wide(data[:_HEAD_BYTES]) or ""
    if encoding:
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data, declared)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: English in it has a zero byte in nearly every pair."""
    pairs = len(head) // 2
    if not pairs:
        return None
    first = head[0 : 2 * pairs : 2].count(0) / pairs
    second = head[1 : 2 * pairs : 2].count(0) / pairs
    if second >= _MIN_ZERO_SHARE and first <= _MAX_STRAY_ZERO_SHARE:
        return "utf-16-le"
    if first >= _MIN_ZERO_SHARE and second <= _MAX_STRAY_ZERO_SHARE:
        return "utf-16-be"
    return None


def charset_of(content_type: str | None) -> str | None:
    """The encoding that a ``Content-Type`` header tells.

    >>> charset_of('text/html; Charset="ISO-8859-2"')
    'ISO-8859-2'
    """
    found = _CHARSET.search(content_type or "")
    return found[1] if found else None


def _decode_other(data: bytes, declared: str | None) -> str:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    # By chance, bytes of another encoding hardly ever form UTF-8 sequences.
    others = len(text) - len(text.encode("ascii", "ignore")) - broken
    if others >= broken:
        return text
    encoding = _known(declared) or _known(_declared(data)) or _guessed(data)
    return data.decode(encoding, "replace")


def _declared(data: bytes) -> str | None:
    declaration = _DECLARED.search(data[:_HEAD_BYTES])
    return declaration and declaration[1].decode("ascii", "replace")


def _known(declared: str | None) -> str | None:
    name = (declared or "").lower()
    if not _KNOWN.fullmatch(name):
        return None
    try:
        return codecs.lookup(_READ_AS.get(name, name)).name
    except LookupError:
        return None


def _guessed(data: bytes) -> str:
    high = len(data.translate(None, _ASCII))
    if high <= _MAX_WESTERN_SHARE * len(data):
        return "cp1252"
    # Only here, because loading it takes time and English texts never need it.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_HEAD_BYTES]).best()
    return best.encoding if best is not None else "cp1252"
