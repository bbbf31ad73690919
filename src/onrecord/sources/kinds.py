"""What kind of file some bytes are, when they are no text: by their first bytes, never by name."""

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of file that is no text, and what to do with one."""

    name: str
    remedy: str


_UNPACK = "unpack it and give the files in it"
_OFFICE = "save it as plain text or HTML"
_IMAGE = "have its text recognised (OCR) and give that"
_MEDIA = "give a transcript as text"
_PAGE = "save the page as HTML only"

_STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", Kind("a PDF document", "turn it into text first, for example with pdftotext")),
    (b"%!PS", Kind("a PostScript document", "turn it into text first")),
    (b"{\\rtf", Kind("an RTF document", _OFFICE)),
    (b"\xd0\xcf\x11\xe0", Kind("an old Office document", _OFFICE)),
    (b"PK\x03\x04", Kind("a ZIP archive, or a Word, OpenDocument or EPUB file", _OFFICE)),
    (b"\x1f\x8b", Kind("a gzip archive", _UNPACK)),
    (b"BZh", Kind("a bzip2 archive", _UNPACK)),
    (b"\xfd7zXZ\x00", Kind("an xz archive", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", Kind("a Zstandard archive", _UNPACK)),
    (b"\x04\x22\x4d\x18", Kind("an LZ4 archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Kind("a 7-Zip archive", _UNPACK)),
    (b"Rar!\x1a\x07", Kind("a RAR archive", _UNPACK)),
    (b"WARC/", Kind("a web archive (WARC)", "give it as a file of its own")),
    (b"\x89PNG\r\n", Kind("a PNG image", _IMAGE)),
    (b"\xff\xd8\xff", Kind("a JPEG image", _IMAGE)),
    (b"GIF87a", Kind("a GIF image", _IMAGE)),
    (b"GIF89a", Kind("a GIF image", _IMAGE)),
    (b"II*\x00", Kind("a TIFF image", _IMAGE)),
    (b"MM\x00*", Kind("a TIFF image", _IMAGE)),
    (b"ID3", Kind("a sound recording", _MEDIA)),
    (b"OggS", Kind("a sound recording", _MEDIA)),
    (b"fLaC", Kind("a sound recording", _MEDIA)),
    (b"RIFF", Kind("an image, sound or video file", _MEDIA)),
    (b"\x1aE\xdf\xa3", Kind("a video", _MEDIA)),
    (b"\x7fELF", Kind("a program", "give a text or HTML file")),
    (b"MZ", Kind("a program", "give a text or HTML file")),
    (b"\xcf\xfa\xed\xfe", Kind("a program", "give a text or HTML file")),
    (b"\xca\xfe\xba\xbe", Kind("a program", "give a text or HTML file")),
    (b"SQLite format 3\x00", Kind("an SQLite database", "export its texts first")),
    (b"bplist00", Kind("a Safari web archive", _PAGE)),
    (b"From: <Saved by ", Kind("an MHTML page", _PAGE)),
)
# Letters that could open a report ("RIFFs on …"): believed only with a NUL byte close by.
_PLAIN_STARTS = (b"MZ", b"ID3", b"OggS", b"fLaC", b"RIFF", b"BZh")
_HEAD_BYTES = 512

UNKNOWN = Kind("no text but binary data", "give a text or HTML file")
XML = Kind("XML and no page", "if it is a feed, give it to `onrecord watch`; else give pages")


def kind_of(data: bytes) -> Kind | None:
    """The kind of file that the first bytes give away; None for text and for what is unknown.

    >>> kind_of(b"%PDF-1.7 ...").name
    'a PDF document'
    >>> kind_of(b"MZ, the singer, said no.") is None
    True
    """
    head = data[:_HEAD_BYTES]
    if head[4:8] == b"ftyp":
        return Kind("a video", _MEDIA)
    for start, kind in _STARTS:
        if head.startswith(start) and (start not in _PLAIN_STARTS or b"\x00" in head):
            return kind
    return None
