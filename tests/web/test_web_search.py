"""Searching: filters, facets, pages, saved searches and their feeds."""

import re
from xml.etree import ElementTree

import pytest
import talks_records
from room_forms import send

from onrecord.ledger import Ledger

ATOM = "{http://www.w3.org/2005/Atom}"


def found(client, query):
    return client.get(f"/search.json{query}").json()["hits"]


def test_words_and_filters_find_what_the_ledger_finds(room, talks):
    client = room(talks)
    assert len(found(client, "?q=closure")) == 3
    assert len(found(client, "?act=deny&outlet=The%20Strait%20Bell")) == 3
    assert len(found(client, "?speaker=solt&denied=true&since=2031")) == 3
    assert found(client, "?q=closure&act=confirm") == []
    assert len(found(client, "")) == 12


def test_facets_lead_to_parts_and_back(room, talks):
    client = room(talks)
    page = client.get("/search?q=closure").text
    assert 'href="/search?q=closure&amp;speaker=Olev+Brandt"' in page
    chosen = client.get("/search?q=closure&speaker=Olev+Brandt").text
    assert "chosen; take it away" in chosen
    assert 'href="/search?q=closure"' in chosen


def test_pages_follow_each_other_and_nothing_comes_twice(room, tmp_path):
    path = tmp_path / "many.db"
    with Ledger(path) as ledger:
        ledger.put_many([talks_records.record(talks_records.report(n)) for n in range(20)])
    client = room(path)
    seen, query = [], ""
    while True:
        page = client.get(f"/search.json{query}").json()
        seen += [hit["statement"]["id"] for hit in page["hits"]]
        if page["next"] is None:
            break
        query = f"?cursor={page['next']}"
    assert len(seen) == len(set(seen)) == 80
    assert 'rel="next"' in client.get("/search").text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("act=shout", "deny"),
        ("framing=odd", "distancing"),
        ("mode=odd", "indirect"),
        ("sort=odd", "newest"),
        ("since=May", "2024-07-01"),
        ("said_to=2031-02-30", "2024-07-01"),
        ("country=Kestria", "ISO 3166"),
        ("denied=perhaps", "bool"),
        ("cursor=nonsense", "cursor"),
        ("colour=red", "speaker"),
    ],
)
def test_a_wrong_filter_says_what_is_allowed(room, talks, query, said):
    client = room(talks)
    for path in ("/search", "/search.json"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400
        assert said in answer.text


@pytest.mark.parametrize("words", ['"', "a OR", "NEAR(", "*", "a\0b", "\U0001f600", "x" * 900])
def test_no_words_are_a_mistake(room, talks, words):
    assert room(talks).get("/search", params={"q": words}).status_code == 200


def test_a_search_is_saved_found_again_followed_and_removed(room, talks):
    client = room(talks)
    page = client.get("/search?q=closure&act=deny").text
    query = re.search(r'name="query" value="([^"]+)"', page)[1].replace("&amp;", "&")
    answer = send(client, "/saved", name="Closure <b>denied</b>", query=query)
    assert answer.status_code == 200
    assert "Closure &lt;b&gt;denied" in answer.text
    one = client.get("/saved.json").json()["items"][0]
    again = client.get(f"/saved/{one['id']}", follow_redirects=False)
    assert again.headers["location"] == "/search?q=closure&act=deny"
    feed = client.get(f"/saved/{one['id']}.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(feed.content)
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 3
    assert root.findtext(f"{ATOM}title") == "Closure <b>denied</b> · Onrecord"
    link = entries[0].find(f"{ATOM}link").get("href")
    assert client.get(link).status_code == 200
    assert send(client, f"/saved/{one['id']}/remove").status_code == 200
    assert client.get(f"/saved/{one['id']}.atom").status_code == 404


def test_a_feed_reader_gives_the_token_in_the_address(room, talks):
    token = "a-token-of-enough-characters"
    with Ledger(talks) as ledger:
        one = ledger.save_search("Solt", "solt")
    client = room(talks, token=token)
    assert client.get(f"/saved/{one.id}.atom", follow_redirects=False).status_code == 401
    answer = client.get(f"/saved/{one.id}.atom?token={token}", follow_redirects=False)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("name", "query"), [("", "?q=a"), ("x" * 201, "?q=a"), ("a", "?since=May"), ("a", "?act=odd")]
)
def test_what_cannot_be_saved_is_told(room, talks, name, query):
    assert send(room(talks), "/saved", name=name, query=query).status_code == 400


def test_a_read_only_room_saves_nothing(room, talks):
    client = room(talks, read_only=True)
    assert "Save this search" not in client.get("/search?q=closure").text
    assert send(client, "/saved", name="a", query="?q=a").status_code == 403


def test_of_copied_reports_only_the_first_is_searched_if_asked(room, tmp_path):
    path = tmp_path / "copies.db"
    words = " ".join(f"word{number}" for number in range(60))
    text = f"{talks_records.TEXT} {words}."
    with Ledger(path) as ledger:
        for number, outlet in ((1, "The Strait Bell"), (2, "The Kessel Post")):
            day = f"2031-05-1{number}"
            of = talks_records.report(number, text, outlet=outlet, published=day)
            ledger.put(talks_records.record(of))
    client = room(path)
    both, once = found(client, "?q=closure"), found(client, "?q=closure&once=true")
    assert [hit["outlet"] for hit in both] == ["The Kessel Post", "The Strait Bell"]
    assert [hit["outlet"] for hit in once] == ["The Strait Bell"]
    assert 'name="once" value="true" checked' in client.get("/search?q=closure&once=true").text
    answer = client.get("/api/v1/statements?q=closure&once=true").json()
    assert [hit["outlet"] for hit in answer["items"]] == ["The Strait Bell"]
    query = "/api/v1/answers?once=true", "/api/v1/timeline?once=true"
    assert all(
        {one.get("hit", one)["outlet"] for one in client.get(path).json()["items"]}
        == {"The Strait Bell"}
        for path in query
    )
