"""Parameters of a page that can be written back into an address."""

from onrecord.web.api.parameters import Parameters
from onrecord.web.rendering import query


class Addressed(Parameters):
    """What a page may be asked."""

    @property
    def given(self) -> dict[str, str]:
        """What was asked, as it stands in an address."""
        told = self.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        return {
            name: "true" if value is True else "false" if value is False else str(value)
            for name, value in told.items()
        }

    def address(self, path: str = "/search", **changes: str | None) -> str:
        """The address of this with some parameters changed, from its first page."""
        known = {name: value for name, value in self.given.items() if name != "cursor"}
        return path + query(known | changes)
