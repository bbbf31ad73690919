"""Handing in: texts, files, pages and feeds; their progress; what is refused."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from room_forms import send, wait_for

from onrecord.ledger import Ledger

STORY = "Brand said the strait was open. Reth denied any closure of it."
PAGE = f"""<!doctype html><html lang="en"><head><title>The strait</title></head>
<body><article><h1>The strait</h1><p>{STORY}</p><p>{"Nothing else was told of it. " * 20}</p>
</article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Strait Bell</title>
<item><title>One</title><link>{root}/1</link></item>
<item><title>Two</title><link>{root}/missing</link></item></channel></rss>"""


@pytest.fixture
def outlet():
    """A server on loopback with two pages and a feed."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            kind, body, status = "text/html", PAGE, 200
            if self.path == "/feed":
                kind, body = "application/rss+xml", FEED.format(root=root)
            elif self.path not in ("/1", "/2"):
                kind, body, status = "text/plain", "no", 404
            data = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    root = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield root
    server.shutdown()
    server.server_close()


def test_a_pasted_text_is_read_and_its_report_is_one_click_away(room, tmp_path):
    client = room()
    given = {"outlet": "The Strait Bell", "published": "2031-05-13", "title": "The strait"}
    job = wait_for(client, send(client, "/add", kind="text", text=STORY, **given))
    assert (job["state"], job["done"], job["statements"]) == ("done", 1, 2)
    page = client.get(f"/report/{job['items'][0]['report']}").text
    assert "The Strait Bell" in page
    assert "13 May 2031" in page


def test_files_are_read_and_what_cannot_be_is_told(room):
    client = room()
    files = [
        ("files", ("strait.txt", STORY.encode(), "text/plain")),
        ("files", ("picture.png", b"\x89PNG\r\n\x1a\n\0\0", "image/png")),
        ("files", ("../../etc/passwd", b"BOOM goes it all", "text/plain")),
    ]
    job = wait_for(client, send(client, "/add", kind="files", files=files))
    told = {item["name"]: item["code"] for item in job["items"]}
    assert job["failures"] == 2
    assert told["picture.png"] == "not-text"
    assert "internal" in told.values()
    assert "picture.png" in client.get("/failures").text


def test_a_page_is_fetched_read_and_kept(room, outlet):
    client = room(allow_private=True)
    job = wait_for(client, send(client, "/add", kind="page", address=f"{outlet}/1"))
    assert job["statements"] == 2
    page = client.get(f"/report/{job['items'][0]['report']}").text
    assert "Kept evidence" in page
    digest = page.partition('href="/evidence/')[2][:64]
    assert client.get(f"/evidence/{digest}").content == PAGE.encode()


def test_a_feed_is_read_and_its_missing_page_is_a_failure_to_retry(room, outlet):
    client = room(allow_private=True)
    job = wait_for(client, send(client, "/add", kind="feed", feed=f"{outlet}/feed"))
    assert (job["done"], job["failures"]) == (2, 1)
    assert "Try again" in client.get("/failures").text
    again = wait_for(client, send(client, "/failures", where=f"{outlet}/missing"))
    assert again["items"][0]["code"] == "http-status"


def test_what_is_no_feed_is_told(room, outlet):
    client = room(allow_private=True)
    job = wait_for(client, send(client, "/add", kind="feed", feed=f"{outlet}/1"))
    assert job["items"][0]["code"] == "not-feed"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/1",
        "http://localhost:{port}/1",
        "http://[::1]/",
        "http://0x7f.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
    ],
)
@pytest.mark.parametrize("kind", ["page", "feed"])
def test_addresses_that_point_back_into_the_machine_are_not_fetched(room, outlet, kind, address):
    client = room()
    field = {"page": "address", "feed": "feed"}[kind]
    given = {field: address.format(port=outlet.rpartition(":")[2])}
    job = wait_for(client, send(client, "/add", kind=kind, **given))
    assert job["items"][0]["code"] in ("private-address", "no-such-host")
    assert job["statements"] == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "text", "text": "  "}, "no text"),
        ({"kind": "text", "text": STORY, "published": "May"}, "no date of publication"),
        ({"kind": "page", "address": "ftp://meridian.example"}, "no address of a web page"),
        ({"kind": "page", "address": "file:///etc/passwd"}, "no address of a web page"),
        ({"kind": "feed", "feed": ""}, "no address of a web page"),
        ({"kind": "files"}, "no file"),
        ({"kind": "other"}, "nothing was chosen"),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_keeps_what_was_given(room, fields, said):
    answer = send(room(), "/add", **fields)
    assert answer.status_code == 422
    assert said in answer.text or fields["kind"] == "other"
    assert fields.get("published", "") in answer.text
    assert fields.get("address", "") in answer.text


def test_the_demo_reports_are_one_click_away(room, tmp_path):
    client = room()
    assert "Read the demo reports" in client.get("/").text
    job = wait_for(client, send(client, "/add", kind="demo"))
    assert job["done"] == 6
    assert "Nothing is on record yet" not in client.get("/").text
    with Ledger(tmp_path / "room.db", read_only=True) as ledger:
        assert ledger.counts().reports == 6


def test_the_same_text_again_is_not_read_twice(room):
    client = room()
    for _ in range(2):
        job = wait_for(client, send(client, "/add", kind="text", text=STORY))
        assert (job["state"], job["done"]) == ("done", 1)
    assert client.get("/front.json").json()["counts"]["reports"] == 1


def test_a_read_only_room_takes_nothing(room, talks):
    client = room(talks, read_only=True)
    assert "only reads" in client.get("/add").text
    for path, fields in (("/add", {"kind": "demo"}), ("/failures", {"where": "http://a.example"})):
        assert send(client, path, **fields).status_code == 403


def test_an_unknown_job_gets_a_page_that_helps(room):
    assert room().get("/add/nothing").status_code == 404


def test_a_huge_upload_is_refused(room):
    client = room(limit_bytes=2_000_000)
    files = [("files", ("large.txt", b"x" * 2_000_001, "text/plain"))]
    answer = send(client, "/add", kind="files", files=files)
    assert answer.status_code == 413
    assert "2 MB" in answer.text


def test_a_job_that_breaks_off_says_why_and_the_next_is_read(room, monkeypatch):
    client = room()

    def fail(self, *_, **__):
        raise RuntimeError("secret")

    with monkeypatch.context() as broken:
        broken.setattr("onrecord.runs.run.Run.over", fail)
        job = wait_for(client, send(client, "/add", kind="text", text=STORY))
        assert job["state"] == "broken"
        assert "secret" not in job["trouble"]
    assert wait_for(client, send(client, "/add", kind="text", text=STORY))["state"] == "done"


def test_a_form_that_is_no_form_is_refused(room):
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert room().post("/add", content=b"--y\r\nnonsense", headers=kind).status_code in (400, 403)
    many = {f"field{n}": "x" for n in range(200)}
    assert room().post("/add", data=many).status_code in (400, 403)
