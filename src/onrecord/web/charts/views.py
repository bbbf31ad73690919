"""Windows on the Earth and how they lie flat; pure.

The whole Earth lies in the Equal Earth projection (Šavrič, Patterson and Jenny 2018), which keeps
areas alike; a part of it in Mercator's, which keeps shapes.
"""

from dataclasses import dataclass
from functools import cached_property
from math import cos, radians
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:  # only those who look at a map wait for numpy
    import numpy as np

Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_FARTHEST = 84.0
"""Degrees of latitude; Mercator's poles are infinitely far."""
_LEAST_SPAN = 0.5
"""Degrees; what is nearer than the coasts are exact is not shown larger."""
_FITTINGS = 4
_WORLD_SPAN = 170.0
"""Degrees of longitude from which on the whole Earth's projection is used."""


@dataclass(frozen=True)
class View:
    """A window on the Earth, in degrees.

    Attributes:
        west: Of its left edge, -180 to 180.
        south: Of its lower edge.
        east: Of its right edge; more than ``west``.
        north: Of its upper edge.
    """

    west: float = -180.0
    south: float = -58.0
    east: float = 180.0
    north: float = 84.0

    @classmethod
    def of(cls, west: float, south: float, east: float, north: float) -> "View":
        """A window with these edges, moved and widened to one that can be drawn."""
        west, east = _stretch(west, east, least=_LEAST_SPAN, farthest=180.0)
        south, north = _stretch(south, north, least=_LEAST_SPAN / 2, farthest=_FARTHEST)
        return cls(west, south, east, north)

    @property
    def is_world(self) -> bool:
        """Whether it is too wide to be drawn but as the Earth."""
        return self.east - self.west >= _WORLD_SPAN

    def framed(self, ratio: float) -> "View":
        """Widened to a window of this shape; near the poles nearly so.

        Args:
            ratio: Width by height.
        """
        view = self
        for _ in range(_FITTINGS):
            if view.is_world:
                return WORLD
            excess = view.height(ratio)
            x, y = (view.west + view.east) / 2, (view.south + view.north) / 2
            half_x = (view.east - view.west) / 2 * max(1.0, excess)
            half_y = (view.north - view.south) / 2 / min(1.0, excess)
            view = View.of(x - half_x, y - half_y, x + half_x, y + half_y)
        return view

    def zoomed(self, factor: float) -> "View":
        """The same middle, with edges so many times as far apart."""
        x, y = (self.west + self.east) / 2, (self.south + self.north) / 2
        half_x, half_y = (
            (self.east - self.west) / 2 * factor,
            (self.north - self.south) / 2 * factor,
        )
        return View.of(x - half_x, y - half_y, x + half_x, y + half_y)

    def moved(self, right: float, up: float) -> "View":
        """Moved by these parts of its width and height, no farther than the Earth goes."""
        east_by, north_by = (self.east - self.west) * right, (self.north - self.south) * up
        east_by = min(max(east_by, -180 - self.west), 180 - self.east)
        north_by = min(max(north_by, -_FARTHEST - self.south), _FARTHEST - self.north)
        return View.of(
            self.west + east_by, self.south + north_by, self.east + east_by, self.north + north_by
        )

    @cached_property
    def _frame(self) -> tuple[float, float, float, float]:
        """The left, top, width and height of the window, in the projection's own measure."""
        import numpy as np

        # The Earth is widest at the equator, wherever the window's edges are.
        x, _ = _flat(np.array([self.west, self.east]), np.zeros(2), self.is_world)
        _, y = _flat(np.zeros(2), np.array([self.south, self.north]), self.is_world)
        return float(x[0]), float(y[1]), float(x[1] - x[0]), float(y[1] - y[0])

    def height(self, width: float) -> float:
        """How high the window is when it is so wide."""
        _, _, across, down = self._frame
        return width * down / across

    def degrees_a_pixel(self, width: float) -> float:
        """How much of latitude a pixel shows in the window's middle when it is so wide."""
        middle = 0.0 if self.is_world else radians((self.south + self.north) / 2)
        return (self.east - self.west) / width * cos(middle)

    def flat(
        self, longitudes: Numbers, latitudes: Numbers, width: float
    ) -> tuple[Numbers, Numbers]:
        """Where places lie in the window when it is so wide: from its left and from its top."""
        import numpy as np

        left, top, across, _ = self._frame
        bounded = latitudes if self.is_world else np.clip(latitudes, -89.0, 89.0)
        x, y = _flat(longitudes, bounded, self.is_world)
        return (x - left) * (width / across), (top - y) * (width / across)


WORLD = View()


def _stretch(one: float, other: float, *, least: float, farthest: float) -> tuple[float, float]:
    """A stretch around the middle of two ends, moved to where there is room for it."""
    half = min(max(abs(other - one), least) / 2, farthest)
    middle = min(max((one + other) / 2, half - farthest), farthest - half)
    return middle - half, middle + half


def _flat(longitudes: Numbers, latitudes: Numbers, is_world: bool) -> tuple[Numbers, Numbers]:
    import numpy as np

    across, up = np.radians(longitudes), np.radians(latitudes)
    if not is_world:
        return across, np.arctanh(np.sin(up))
    a1, a2, a3, a4 = _A
    angle = np.arcsin(np.sqrt(3) / 2 * np.sin(up))
    square = angle * angle
    sixth = square**3
    slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
    x = 2 * np.sqrt(3) * across * np.cos(angle) / (3 * slope)
    return x, angle * (a1 + a2 * square + sixth * (a3 + a4 * square))
