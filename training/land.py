"""Makes the map's land from Natural Earth, as the npm package world-atlas carries it.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m training.land package/land-50m.json src/onrecord/web/charts/land.npz

Natural Earth's land at 1:50 million is in the public domain. It has coasts and no borders.

Each point comes with its weight: how far off the coast would be without it (Douglas and Peucker
1973), so that a map takes no more points than its scale can show.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.web.charts.land import cut

_STEPS_A_DEGREE = 180  # of 16-bit numbers: 600 m on the ground, less than the coasts' own error


def main(source: Path, target: Path) -> None:
    """Writes rings of longitudes and latitudes, those of one polygon one after the other."""
    atlas = json.loads(source.read_text("utf-8"))
    arcs = _arcs(atlas)
    rings, polygons = [], []
    for number, polygon in enumerate(_polygons(atlas["objects"]["land"])):
        for ring in polygon:
            whole = np.concatenate([_arc(arcs, one)[:-1] for one in ring])
            for part in _parts(_unrolled(whole)):
                rings.append(part)
                polygons.append(number)
    lengths = np.array([len(ring) for ring in rings], dtype=np.int32)
    points = np.rint(np.concatenate(rings) * _STEPS_A_DEGREE).astype(np.int16)
    weights = np.minimum(np.concatenate([_weights(ring) for ring in rings]) * 1000, 65_535)
    np.savez_compressed(
        target,
        points=points,
        weights=weights.astype(np.uint16),
        lengths=lengths,
        polygons=np.array(polygons, dtype=np.int32),
    )
    print(f"{len(lengths)} rings, {len(points)} points, {target.stat().st_size:,} bytes")


def _unrolled(ring: np.ndarray) -> np.ndarray:
    """A ring on the globe as one on a plane, where it may go on beyond 180 degrees."""
    steps = np.diff(ring[:, 0], append=ring[0, 0])
    turns = np.cumsum(np.where(steps > 180, -360, np.where(steps < -180, 360, 0)))
    plane = ring + np.column_stack([np.concatenate([[0], turns[:-1]]), np.zeros(len(ring))])
    if turns[-1] == 0:
        return plane
    # It goes around a pole: down there, and back along it.
    pole = 90.0 if ring[:, 1].mean() > 0 else -90.0
    end = plane[0] + [turns[-1], 0]
    return np.vstack([plane, end, [end[0], pole], [plane[0, 0], pole]])


def _parts(ring: np.ndarray) -> Iterator[np.ndarray]:
    """What of a ring lies between -180 and 180 degrees, the rest moved there."""
    for turn in (-360.0, 0.0, 360.0):
        moved = ring + np.array([turn, 0.0])
        inside = cut(cut(moved, axis=0, limit=-180.0, side=1), axis=0, limit=180.0, side=-1)
        if len(inside) > 2:
            yield inside


def _weights(ring: np.ndarray) -> np.ndarray:
    """How far off, in degrees of latitude, the ring would be without each point."""
    flat = ring * np.array([np.cos(np.radians(ring[:, 1].mean())), 1.0])
    weights = np.zeros(len(flat))
    farthest = int(np.argmax(np.hypot(*(flat - flat[0]).T)))
    weights[[0, farthest]] = np.hypot(*(flat[farthest] - flat[0]))
    parts = [(0, farthest, weights[0]), (farthest, len(flat), weights[0])]
    closed = np.vstack([flat, flat[:1]])
    while parts:
        start, end, most = parts.pop()
        if end - start < 2:
            continue
        off = _distances(closed[start + 1 : end], closed[start], closed[end])
        place = int(np.argmax(off))
        weight = min(most, float(off[place]))
        weights[start + 1 + place] = weight
        parts += [(start, start + 1 + place, weight), (start + 1 + place, end, weight)]
    return weights


def _distances(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """From points to the stretch between two others."""
    way = end - start
    length = float(way @ way)
    along = np.clip((points - start) @ way / length, 0, 1) if length else np.zeros(len(points))
    return np.hypot(*(points - start - along[:, None] * way).T)


def _arcs(atlas: dict[str, Any]) -> list[np.ndarray]:
    """Each arc's points in degrees: TopoJSON keeps them as steps from the one before."""
    scale, shift = (np.array(atlas["transform"][name]) for name in ("scale", "translate"))
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in atlas["arcs"]]


def _arc(arcs: list[np.ndarray], number: int) -> np.ndarray:
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    if shape["type"] == "GeometryCollection":
        return [one for part in shape["geometries"] for one in _polygons(part)]
    return [shape["arcs"]] if shape["type"] == "Polygon" else list(shape["arcs"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
