from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.charts.packing import CELL, Extent, lanes, packed

WIDTH = 40 * CELL
PLACES = st.floats(0, WIDTH - CELL, allow_nan=False)
EXTENTS = st.builds(
    lambda a, b, is_range: Extent(min(a, b), max(a, b, min(a, b) + CELL), is_range),
    PLACES,
    PLACES,
    st.booleans(),
)


@given(st.lists(EXTENTS, max_size=60))
def test_no_mark_lies_on_another(extents):
    slots = packed(extents, width=WIDTH, most_lanes=100)

    assert slots is not None
    assert len(slots) == len(extents)
    for i, one in enumerate(slots):
        for other in slots[:i]:
            if one.lane == other.lane:
                assert one.right <= other.left or other.right <= one.left


@given(st.lists(EXTENTS, max_size=60))
def test_a_range_keeps_its_ends_and_a_dot_its_day(extents):
    for extent, slot in zip(extents, packed(extents, width=WIDTH, most_lanes=100), strict=True):
        if extent.is_range:
            assert (slot.left, slot.right) == (extent.left, extent.right)
        else:
            assert slot.right - slot.left == CELL
            assert slot.left >= min(extent.left, WIDTH - CELL) - CELL
            assert slot.right <= max(extent.right, extent.left + CELL) + CELL


@given(st.lists(EXTENTS, min_size=1, max_size=60))
def test_dots_are_next_to_the_axis_when_there_is_no_range(extents):
    dots = [extent._replace(is_range=False) for extent in extents]

    assert lanes(packed(dots, width=WIDTH, most_lanes=100)) <= len(dots)


def test_too_many_for_the_lanes_are_not_packed():
    day = [Extent(0, CELL, False)] * 5

    assert packed(day, width=WIDTH, most_lanes=4) is None
    assert lanes(packed(day, width=WIDTH, most_lanes=5)) == 5
