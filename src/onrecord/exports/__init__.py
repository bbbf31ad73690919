"""Records for other programs: one module a format, each a pure function of records.

Every format carries the exact characters, so that what it says can be held against the text.
"""

from onrecord.exports.annotations import annotation_page
from onrecord.exports.page import write_page
from onrecord.exports.schema_org import report_graph

__all__ = ["annotation_page", "report_graph", "write_page"]
