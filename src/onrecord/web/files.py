"""The files that pages load: ours, a few and small, so that they stay in memory."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

_MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
_MARK_CHARS = 10


@dataclass(frozen=True, slots=True)
class File:
    """A file that pages load.

    Attributes:
        data: Its bytes.
        mark: Another one when they change.
        media_type: What they are.
    """

    data: bytes
    mark: str
    media_type: str


@cache
def _files() -> dict[str, File]:
    folder = files("onrecord.web") / "static"
    return {
        one.name: _file(one.read_bytes(), one.name.rpartition(".")[2])
        for one in folder.iterdir()
        if one.name.rpartition(".")[2] in _MEDIA_TYPES
    }


def _file(data: bytes, suffix: str) -> File:
    return File(data, sha256(data).hexdigest()[:_MARK_CHARS], _MEDIA_TYPES[suffix])


def file_of(name: str) -> File | None:
    """A file by its name; None where there is none.

    >>> file_of("room.css").media_type, file_of("../app.py")
    ('text/css; charset=utf-8', None)
    """
    return _files().get(name)


def static(name: str) -> str:
    """The address of a file, another one when the file changes."""
    return f"/static/{name}?{_files()[name].mark}"
