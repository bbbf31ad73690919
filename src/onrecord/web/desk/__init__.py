"""The desk: what is handed in through pages is read in the background, one job after another."""

from onrecord.web.desk.desk import Desk, MakeReaders
from onrecord.web.desk.jobs import Item, Job, JobState, Task
from onrecord.web.desk.tasks import demo_task, feed_task, files_task, page_task, text_task

__all__ = [
    "Desk",
    "Item",
    "Job",
    "JobState",
    "MakeReaders",
    "Task",
    "demo_task",
    "feed_task",
    "files_task",
    "page_task",
    "text_task",
]
