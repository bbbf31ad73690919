"""Watching feeds: each is polled at its own pace, and what it points to is read once."""

from onrecord.watch.lists import add_feeds, read_feed_list
from onrecord.watch.watcher import Watcher, WatchOptions

__all__ = ["WatchOptions", "Watcher", "add_feeds", "read_feed_list"]
