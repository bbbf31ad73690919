"""Speaker, answers, framing, timeline and map: pages, data, and charts as files."""

import csv
import io
from dataclasses import fields, replace

import pytest
import talks_records
from svg_checks import NASTY, checked, links, tips

from onrecord.ledger import Ledger
from onrecord.types import Framing, Speaker
from onrecord.web.contexts.answers import AnswersPage
from onrecord.web.contexts.framing import FramingPage
from onrecord.web.contexts.map import MapPage
from onrecord.web.contexts.speaker import SpeakerPage, SpeakersPage
from onrecord.web.contexts.timeline import TimelinePage

SOLT = "/speaker?name=Mira+Solt"
PAGES = (SOLT, "/speaker", "/answers", "/framing", "/timeline", "/map")
CHARTS = (
    "volume?", "framing?", "timeline?", "map?", "volume?step=year",
    *(f"speaker-{one}?name=Mira+Solt" for one in ("volume", "acts", "carried")),
)  # fmt: skip


def _rows(answer):
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.fixture
def get(room, talks):
    return room(talks).get


@pytest.mark.parametrize("path", ["/", *PAGES])
def test_nothing_is_drawn_where_data_are_asked_for(get, path, monkeypatch):
    def never(*_):
        raise AssertionError("drawn")

    monkeypatch.setattr("onrecord.web.figures.drawing.svg", never)
    base, _, asked = path.replace("/", "/front", path == "/").partition("?")
    for form in ("json", "csv"):
        assert get(f"{base}.{form}?{asked}").status_code == 200
    if path in ("/", SOLT, "/framing"):
        assert get(path).status_code == 500


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_data_as_json_and_csv(get, path):
    base, _, asked = path.partition("?")

    assert get(path).headers["content-type"].startswith("text/html")
    assert get(f"{base}.json?{asked}").json()
    assert _rows(get(f"{base}.csv?{asked}"))


@pytest.mark.parametrize("path", CHARTS)
def test_every_chart_has_four_forms(get, path):
    name, _, asked = path.partition("?")
    files = {form: get(f"/charts/{name}.{form}?{asked}") for form in ("svg", "png", "json", "csv")}

    assert {form: answer.status_code for form, answer in files.items()} == dict.fromkeys(files, 200)
    assert files["svg"].headers["content-type"] == "image/svg+xml"
    assert links(checked(files["svg"].text)) == []
    assert files["png"].content.startswith(b"\x89PNG")
    data = files["json"].json()
    assert len(data["rows"]) == len(_rows(files["csv"])) > 0
    assert list(data["rows"][0]) == data["columns"]


@pytest.mark.parametrize("path", CHARTS)
def test_a_chart_that_has_not_changed_is_not_sent_again(get, path):
    name, _, asked = path.partition("?")
    first = get(f"/charts/{name}.svg?{asked}")
    again = get(f"/charts/{name}.svg?{asked}", headers={"If-None-Match": first.headers["etag"]})
    dark = get(f"/charts/{name}.svg?{asked}&theme=dark")

    assert (again.status_code, again.content) == (304, b"")
    assert dark.headers["etag"] != first.headers["etag"]


def test_a_chart_changes_with_the_ledger(room, talks):
    open_room = room(talks)
    before = open_room.get("/charts/map.svg")
    with Ledger(talks) as ledger:
        ledger.put(talks_records.record(talks_records.report(4)))
    after = open_room.get("/charts/map.svg", headers={"If-None-Match": before.headers["etag"]})

    assert after.status_code == 200
    assert tips(checked(after.text)) == ["Kešel Harbour, 4 statements"]


def test_a_speaker_is_shown_with_roles_answers_and_statements(get):
    text = get(SOLT).text

    assert '<h1 dir="auto">Mira Solt</h1>' in text
    for told in (
        "foreign minister of Harland",
        "3 reports",
        "a name is no identity",
        "Olev Brandt",
    ):
        assert told in text
    assert text.count("that Dravia had closed") == 3
    told = get("/speaker.json?name=mira+solt").json()
    assert told["overview"]["speaker"]["statements"] == 3
    assert told["overview"]["roles"][0]["first_day"] == "2031-05-13"
    assert {one["kind"] for one in told["overview"]["answers"]} == {"denies", "confirms"}


def test_a_speaker_nobody_knows_gets_a_page_that_helps(get):
    answer = get("/speaker?name=Solta+Nobody")

    assert answer.status_code == 404
    assert "Nobody of that name" in answer.text
    assert 'href="/speaker"' in answer.text
    assert get("/charts/speaker-acts.svg?name=Nobody").status_code == 404


def test_part_of_a_name_leads_to_those_who_have_it(get):
    answer = get("/speaker?name=Brandt")

    assert answer.status_code == 200
    assert "/speaker?name=Olev+Brandt" in answer.text


def test_a_claim_stands_between_those_who_stand_by_it_and_those_who_deny_it(get):
    text = get("/answers").text
    stand_by, deny = text.split("<h3>Deny it</h3>")[0], text.split("<h3>Deny it</h3>")[1]

    assert "Mira Solt</bdi>, since" in stand_by
    assert "2031-05-12" in stand_by
    assert "the minister&#39;s account" in stand_by
    assert "any closure" in deny.split("</section>")[0]
    claim = get("/answers.json").json()["claims"][0]
    assert [len(claim[side]) for side in ("denied_by", "confirmed_by", "repeated_by")] == [2, 1, 0]
    assert get("/answers?denied=false").text.count('class="dispute') == 0


def test_framing_counts_and_leads_to_what_it_counted(room, tmp_path):
    path = tmp_path / "framed.db"
    with Ledger(path) as ledger:
        for number in range(1, 5):
            made = talks_records.record(talks_records.report(number))
            framed = Framing.DISTANCING if number == 1 else Framing.NEUTRAL
            first = replace(made.statements[0], framing=framed)
            ledger.put(replace(made, statements=(first, *made.statements[1:])))
    get = room(path).get

    (cell,) = [row for row in _rows(get("/framing.csv")) if row["side"] == "Mira Solt"]
    assert (cell["number"], cell["of"], cell["way"]) == ("1", "4", "distancing")
    assert (round(float(cell["low"]), 3), round(float(cell["high"]), 3)) == (0.046, 0.699)
    text = get("/framing").text
    address = "/search?speaker=Mira+Solt&amp;outlet=The+Strait+Bell&amp;framing=distancing"
    assert f'<a href="{address}">1 of 4</a>' in text
    assert "25% (5–70%)" in text
    found = get(address.replace("&amp;", "&").replace("/search", "/search.json")).json()
    assert len(found["hits"]) == 1


def test_framing_by_country_and_act(get):
    rows = _rows(get("/framing.csv?by=country&way=deny"))

    assert {(row["side"], row["number"], row["of"]) for row in rows} == {
        ("XD", "3", "6"),
        ("XH", "0", "3"),
    }


def test_the_timeline_has_days_as_dots_and_seasons_as_bars(get):
    tree = checked(get("/charts/timeline.svg").text)

    assert sum("12 May 2031, said: Mira Solt says" in tip for tip in tips(tree)) == 3
    assert sum("1 March 2030 to 31 May 2030, happened" in tip for tip in tips(tree)) == 3
    text = get("/timeline").text
    assert text.count('<li class="moment happened">') == 3
    assert "1 March 2030 to 31 May 2030" in text
    assert "“<bdi>spring 2030</bdi>”" in text


def test_a_part_of_time_can_be_asked_for_and_left_again(get):
    text = get("/timeline?first=2031-05-12&last=2031-05-12").text

    assert text.count('<li class="moment') == 3
    assert "12 May 2031</p>" in text
    assert "/timeline?first=" in text
    assert "Nothing here has a date" in get("/timeline?first=1900&last=1901").text


def test_the_map_shows_places_and_leads_to_them(get):
    answer = get("/map")

    assert "/search?place=Ke%C5%A1el+Harbour" in answer.text
    assert get("/map.json").json()["places"][0]["number"] == 3
    assert "No place here" in get("/map?view=100,-40,120,-20").text
    assert (
        get("/map?view=world").text.count("<path")
        < get("/map?view=-9,40,9,60").text.count("<path") + 50
    )


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/map?view=1,2", "west, south, east and north"),
        ("/map?view=nan,1,2,3", "west, south, east and north"),
        ("/map?view=1e99,1,2,3", "west, south, east and north"),
        ("/framing?by=party", "speaker"),
        ("/framing?way=shout", "distancing"),
        ("/framing?by=country&side=Harland", "two letters"),
        ("/timeline?first=May", "2024-07-01"),
        ("/timeline?cursor=zz", "cursor"),
        ("/answers?cursor=zz", "cursor"),
        ("/answers?act=odd", "accuse"),
        ("/speaker?name=...", "letters"),
        ("/speaker?kind=ghost&name=Solt", "person"),
        ("/charts/map.svg?theme=pink", "dark"),
        ("/charts/timeline.svg?last=2031-99", "2024-07-01"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_can(get, path, allowed):
    answer = get(path)

    assert answer.status_code == 400
    assert allowed in answer.text


@pytest.mark.parametrize("path", ["/speaker", "/answers", "/framing", "/timeline", "/map"])
def test_an_empty_ledger_has_pages_that_help(room, tmp_path, path):
    with Ledger(tmp_path / "room.db"):
        pass
    answer = room().get(path)

    assert answer.status_code == 200
    assert "<h1" in answer.text
    assert "<script>" not in answer.text


@pytest.mark.parametrize("name", [one for one in NASTY if one.strip() and "\x00" not in one])
def test_names_that_are_markup_or_run_from_the_right_stay_text(room, tmp_path, name):
    path = tmp_path / "nasty.db"
    with Ledger(path) as ledger:
        made = talks_records.record(talks_records.report(1, outlet=name, title=name))
        speaker = Speaker(name, kind="person", role=name, country="XD")
        statements = tuple(replace(one, speaker=speaker) for one in made.statements)
        places = (replace(made.places[0], name=name), *made.places[1:])
        ledger.put(replace(made, statements=statements, places=places))
    open_room = room(path)

    for one in ("/speaker", "/answers", "/framing", "/timeline", "/map"):
        answer = open_room.get(one)
        assert answer.status_code == 200, one
        assert "<script>" not in answer.text
        assert "onerror" not in answer.text
    for chart in ("framing", "timeline", "map"):
        checked(open_room.get(f"/charts/{chart}.svg").text)
    found = open_room.get("/speaker", params={"name": name})
    assert found.status_code in (200, 400)  # 400: no letters in it


def test_statements_without_speaker_outlet_or_date_are_shown_as_that(room, tmp_path):
    path = tmp_path / "bare.db"
    with Ledger(path) as ledger:
        report = talks_records.report(1, outlet=None, title=None, published=None)
        made = talks_records.record(report)
        bare = tuple(
            replace(one, speaker=None, said_on=None, said_on_spans=(), said_on_carried=False)
            for one in made.statements
        )
        ledger.put(replace(made, statements=bare))
    get = room(path).get

    assert "Mira Solt, foreign minister of Harland," in get("/answers").text
    assert "Nothing to count" in get("/framing").text
    assert get("/framing?by=country").status_code == 200
    assert get("/timeline").text.count('<li class="moment happened">') == 1
    assert get("/charts/volume.svg").status_code == 200


@pytest.mark.parametrize(
    ("context", "template"),
    [
        (SpeakerPage, "speaker"),
        (SpeakersPage, "speakers"),
        (AnswersPage, "answers"),
        (FramingPage, "framing"),
        (TimelinePage, "timeline"),
        (MapPage, "map"),
    ],
)
def test_a_template_uses_all_that_its_context_has(context, template):
    from importlib.resources import files

    text = files("onrecord.web").joinpath("templates", f"{template}.html").read_text("utf-8")
    for one in fields(context):
        assert f"page.{one.name}" in text, one.name
        assert f"{one.name}:" in (context.__doc__ or "")
