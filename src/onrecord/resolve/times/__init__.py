"""Times: find the words that tell them, work out which they tell, date the statements."""

from onrecord.resolve.times.find import SeenTime, find_times
from onrecord.resolve.times.sentences import Sentences
from onrecord.resolve.times.statements import date_statements

__all__ = ["SeenTime", "Sentences", "date_statements", "find_times"]
