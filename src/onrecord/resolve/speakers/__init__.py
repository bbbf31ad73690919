"""Sources → speakers: which actor each name, title, pronoun or description stands for."""

from onrecord.resolve.speakers.find import Resolved, resolve_speakers
from onrecord.resolve.speakers.mentions import find_mentions

__all__ = ["Resolved", "find_mentions", "resolve_speakers"]
