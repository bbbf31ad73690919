"""Demo reports: invented ones about invented places, to try onrecord with."""

from importlib.resources import files
from typing import NamedTuple

from onrecord.types import Arrival, Capture, Report


class DemoReport(NamedTuple):
    """A report that comes with the package; its first line is its headline."""

    name: str
    outlet: str
    published: str

    @property
    def file_name(self) -> str:
        """The file in this package that holds its text."""
        return f"{self.name}.txt"

    @property
    def text(self) -> str:
        """Its text, as it stands in the file."""
        content = files("onrecord.demo").joinpath(self.file_name).read_bytes()
        return content.decode("utf-8")

    @property
    def title(self) -> str:
        """Its headline."""
        return self.text.split("\n", 1)[0]

    @property
    def arrival(self) -> Arrival:
        """The report as a source gives it."""
        name, data = self.file_name, self.text.encode("utf-8")
        return Arrival(
            Capture(
                where=name,
                data=data,
                path=name,
                title=self.title,
                outlet=self.outlet,
                published=self.published,
            )
        )

    @property
    def report(self) -> Report:
        """The report, as ``onrecord read`` would read it with these particulars."""
        return Report(
            text=self.text,
            path=self.file_name,
            title=self.title,
            outlet=self.outlet,
            published=self.published,
        )


# The first two tell of the same night from either side of a river.
DEMO_REPORTS = (
    DemoReport("border-kestria", "Kestrian Courier", "2031-03-14"),
    DemoReport("border-dravany", "Dravan Wire", "2031-03-14"),
    DemoReport("recall", "Meridian Press", "2032-02-03"),
    DemoReport("trial", "Meridian Press", "2031-09-22"),
    DemoReport("flood", "Meridian Press", "2030-11-06"),
    DemoReport("vote", "Meridian Press", "2031-06-19"),
)


def demo_reports() -> tuple[Report, ...]:
    """All demo reports, in the order of ``DEMO_REPORTS``."""
    return tuple(demo.report for demo in DEMO_REPORTS)
