"""Arrivals for runs: pages fetched, or out of one archive."""

from onrecord.types import Arrival, Capture, Progress


def arrival(name: str, text: str, **known) -> Arrival:
    """A page that was fetched, with where its archive goes on after it where that is told."""
    progress = known.pop("progress", None)
    facts = {"url": f"https://meridian.example/{name}", "fetched_at": "2031-03-14T09:30:00Z"}
    headers = (("Content-Type", "text/plain; charset=utf-8"),)
    facts |= {"data": text.encode(), "headers": headers}
    item = Capture(where=name, **(facts | known))
    return Arrival(item, progress)


def archived(count: int) -> list[Arrival]:
    """So many pages out of one archive."""
    return [
        arrival(
            f"a.warc#{n}",
            f"Brand said the bridge number {n} was open.",
            archive=f"a.warc#{n}",
            url=f"https://meridian.example/{n}",
            progress=Progress(source="a.warc", position=n + 1, is_done=n + 1 == count, size=count),
        )
        for n in range(count)
    ]
