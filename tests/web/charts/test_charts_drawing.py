import re
from pathlib import Path
from urllib.parse import quote

import pytest
from svg_checks import NASTY, checked, links, tips, words

import onrecord.web
from onrecord.web.charts import drawing
from onrecord.web.charts.bars import Tally, bars
from onrecord.web.charts.framing import Carried, framing
from onrecord.web.charts.map import Spot, fitting, statement_map
from onrecord.web.charts.palette import COLOURS, Theme, colour, painted
from onrecord.web.charts.periods import Period
from onrecord.web.charts.timeline import Mark, timeline
from onrecord.web.charts.timeline_bars import timeline_bars
from onrecord.web.charts.views import WORLD
from onrecord.web.charts.volume import volume

WINDOW = ("2031-03-01", "2031-04-01")


def _nasty_bars():
    return bars(
        "acts", [Tally(text, 3, f"/search?q={quote(text)}") for text in NASTY], title=NASTY[0]
    )


def _nasty_framing():
    cells = [
        Carried(
            outlet=one, side=other, number=1, total=2, low=0.1, high=0.9, address=f"/?{quote(one)}"
        )
        for one in NASTY
        for other in NASTY[:4]
    ]
    return framing(cells, way=NASTY[0])


def _nasty_timeline():
    marks = [
        Mark(
            is_said=half,
            first_day=first,
            last_day=last,
            label=text,
            address=f"/report/1?{quote(text)}",
        )
        for text in NASTY
        for half in (True, False)
        for first, last in (("2031-03-02", "2031-03-02"), ("0000-01-01", "9999-12-31"))
    ]
    return timeline(marks, WINDOW)


def _nasty_map():
    spots = [
        Spot(
            name=text,
            country=None,
            latitude=-50 + 10 * i,
            longitude=-170 + 34 * i,
            number=i + 1,
            address=f"/search?place={quote(text)}",
        )
        for i, text in enumerate(NASTY)
    ]
    return statement_map(spots)


NASTY_CHARTS = (_nasty_bars, _nasty_framing, _nasty_timeline, _nasty_map)
EMPTY_CHARTS = (
    volume([]),
    volume([Period("2031-03-01", "2031-03-31", 0)]),
    bars("acts", [], title="Acts"),
    framing([], way="distancing"),
    timeline([], WINDOW),
    timeline_bars([], [], window=WINDOW),
)


@pytest.mark.parametrize("make", NASTY_CHARTS)
@pytest.mark.parametrize("theme", Theme)
def test_text_that_is_markup_or_script_stays_text(make, theme):
    tree = checked(drawing.svg(make(), theme))

    assert any("<script>" in text for text in (tree[0].text, tree[1].text, *tips(tree)))


@pytest.mark.parametrize("chart", EMPTY_CHARTS, ids=lambda chart: chart.name)
def test_nothing_to_draw_is_said(chart):
    assert chart.is_empty
    assert words(checked(drawing.svg(chart)))[0].startswith(("No ", "Nothing "))


def test_one_point_is_drawn_as_one():
    tree = checked(drawing.svg(volume([Period("2031-03-14", "2031-03-14", 1)])))

    assert tips(tree) == ["14 March 2031: 1 statement"]
    assert [text for text in words(tree) if text.isdecimal()] == ["0", "1"]


def test_in_a_page_marks_lead_to_what_they_stand_for_and_in_a_file_nowhere():
    chart = bars("acts", [Tally("say", 3, "/search?act=say&q=%22a%22")], title="Acts")

    assert links(checked(drawing.svg(chart))) == ["/search?act=say&q=%22a%22"]
    assert links(checked(drawing.svg(chart, Theme.LIGHT))) == []
    assert tips(checked(drawing.svg(chart, Theme.LIGHT))) == ["say: 3 statements"]


def test_a_page_gives_the_colours_and_a_file_has_its_own():
    chart = _nasty_map()

    assert set(re.findall(r"var\(--[a-z0-9-]+\)", drawing.svg(chart))) <= {
        colour(name) for name in COLOURS
    }
    light, dark = drawing.svg(chart, Theme.LIGHT), drawing.svg(chart, Theme.DARK)
    assert "var(" not in light + dark
    assert COLOURS["land"][0] in light
    assert COLOURS["land"][1] in dark


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_a_picture_is_a_png_of_twice_the_size(theme):
    chart = bars("acts", [Tally("say", 3)], title="Acts")
    picture = drawing.png(chart, theme)

    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 2 * int(
        checked(drawing.svg(chart)).attrib["width"]
    )


def test_another_text_gives_another_picture():
    # Where the machine has no font, the words would be missing from both.
    one, other = (drawing.png(bars("a", [Tally(name, 1)], title="A")) for name in ("aa", "bb"))

    assert one != other


def test_ten_thousand_points_are_counted_where_they_cannot_be_told_apart():
    marks = [
        Mark(
            is_said=i % 3 > 0,
            first_day=f"2031-03-{i % 31 + 1:02}",
            last_day=f"2031-03-{i % 31 + 1:02}",
            label="A",
            address="/report/1",
        )
        for i in range(10_000)
    ]
    svg = drawing.svg(timeline(marks, WINDOW))
    tree = checked(svg)

    assert len(svg) < 60_000
    assert (
        sum(int(re.search(r"([\d,]+) statement", tip)[1].replace(",", "")) for tip in tips(tree))
        == 10_000
    )


def test_ten_thousand_places_leave_a_page_light_and_say_what_is_left_out():
    spots = [
        Spot(
            name=f"Port {i}",
            country="XK",
            latitude=i % 120 - 50,
            longitude=i % 357 - 178,
            number=i % 50 + 1,
            address="/search?place=Port",
        )
        for i in range(10_000)
    ]
    chart = statement_map(spots)
    svg = drawing.svg(chart)

    assert len(svg) < 150_000
    assert "9,800 more places are not drawn" in checked(svg)[1].text
    assert len(chart.rows) == 10_000


def test_a_short_name_keeps_its_marks_and_the_long_one_is_in_the_tip():
    long = "Ministry of Harbours and of Everything that Swims"
    tree = checked(drawing.svg(bars("speakers", [Tally(long, 2)], title="Speakers")))

    assert words(tree)[0] == "Ministry of Harbours an…"
    assert tips(tree) == [f"{long}: 2 statements"]


def test_colours_are_those_of_the_style_sheet():
    sheet = (Path(onrecord.web.__file__).parent / "static" / "room.css").read_text("utf-8")
    light, dark = sheet.split("prefers-color-scheme: dark", 1)
    for name, (in_light, in_dark) in COLOURS.items():
        assert f"--{name}: {in_light};" in light, name
        assert dark.count(f"--{name}: {in_dark};") == 2, name


@pytest.mark.parametrize("theme", [0, 1])
def test_text_and_marks_stand_out_from_the_paper(theme):
    def luminance(name):
        parts = [int(COLOURS[name][theme][i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one, other):
        high, low = sorted((luminance(one), luminance(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for ground in ("paper", "sunk"):
        for name in ("ink", "muted"):
            assert contrast(name, ground) >= 4.5, (name, ground)
        for name in ("series-1", "series-2", "neutral", "distancing", "endorsing"):
            assert contrast(name, ground) >= 3, (name, ground)


def test_an_unknown_colour_is_a_fault():
    with pytest.raises(KeyError):
        colour("gold")
    with pytest.raises(KeyError):
        painted('fill="var(--gold)"', Theme.DARK)


def test_vega_is_let_load_nothing():
    chart = statement_map([], view=WORLD)
    spec = dict(chart.spec) | {
        "layer": [{"data": {"url": "http://127.0.0.1:9/x.json"}, "mark": "point"}]
    }
    outside = type(chart)(name="map", title="t", description="d", spec=spec, columns=())

    with pytest.raises(ValueError, match=r"127\.0\.0\.1"):
        drawing.svg(outside)


def test_a_map_fits_its_places():
    spots = [
        Spot(name="A", country=None, latitude=lat, longitude=lon, number=1, address="/")
        for lat, lon in ((10.0, 20.0), (12.0, 26.0))
    ]
    tree = checked(drawing.svg(statement_map(spots, view=fitting(spots))))

    assert len(links(tree)) == 2
    assert fitting([]) == WORLD
