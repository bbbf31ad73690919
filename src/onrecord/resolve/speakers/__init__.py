"""Sources → speakers: which actor each name, title, pronoun or description stands for."""

from onrecord.resolve.speakers.find import Resolved, resolve_speakers
from onrecord.resolve.speakers.layout import lay_out
from onrecord.resolve.speakers.mentions import find_mentions

__all__ = ["Resolved", "find_mentions", "lay_out", "resolve_speakers"]
