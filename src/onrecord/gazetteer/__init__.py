"""Place names and where they are, in one SQLite file that is opened, never loaded."""

from onrecord.gazetteer.importing import import_geonames
from onrecord.gazetteer.reading import (
    SqliteGazetteer,
    default_path,
    is_shipped,
    open_gazetteer,
)

__all__ = ["SqliteGazetteer", "default_path", "import_geonames", "is_shipped", "open_gazetteer"]
