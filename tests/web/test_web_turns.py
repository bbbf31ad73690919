"""Pages are made some at a time, and what is short does not wait behind them."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Lock

import pytest

from onrecord.ledger import Ledger
from onrecord.web import turns

READERS = 8


class Slow:
    """Stands for `Ledger.find`: takes until it is let go, and counts who waits in it."""

    def __init__(self, find):
        self.go_on, self.is_full, self.most = Event(), Event(), 0
        self._find, self._inside, self._lock = find, 0, Lock()

    def __call__(self, *asked, **more):
        with self._lock:
            self._inside += 1
            self.most = max(self.most, self._inside)
            if self._inside == turns.PAGES:
                self.is_full.set()
        assert self.go_on.wait(20), "something waited for the pages"
        with self._lock:
            self._inside -= 1
        return self._find(*asked, **more)


@contextmanager
def busy(client, monkeypatch):
    """A room in which more readers search than there are turns, and nobody is done."""
    slow = Slow(Ledger.find)
    client.get("/search")
    monkeypatch.setattr(Ledger, "find", lambda *asked, **more: slow(*asked, **more))
    with ThreadPoolExecutor(READERS) as readers:
        answers = [readers.submit(client.get, "/search") for _ in range(READERS)]
        try:
            assert slow.is_full.wait(20)
            yield slow
        finally:
            slow.go_on.set()
    assert [answer.result().status_code for answer in answers] == [200] * READERS


def test_only_some_pages_are_made_at_a_time_and_all_are_answered(room, talks, monkeypatch):
    with room(talks) as client, busy(client, monkeypatch) as slow:
        pass
    assert slow.most == turns.PAGES


def test_a_file_and_a_mark_do_not_wait_for_pages(room, talks, monkeypatch):
    with room(talks) as client:
        known = {"If-None-Match": client.get("/api/v1/counts").headers["etag"]}
        with busy(client, monkeypatch):
            assert client.get("/static/room.css").status_code == 200
            assert client.get("/api/v1/counts", headers=known).status_code == 304


@pytest.mark.parametrize("name", ["room.css", "room.js", "api.css", "icon.svg"])
def test_a_file_need_not_be_asked_for_again_under_its_own_address(room, name):
    from onrecord.web.files import static

    client = room()
    answer = client.get(static(name))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (
        answer.headers["content-type"].partition(";")[0].endswith(("css", "javascript", "svg+xml"))
    )
    for address in (f"/static/{name}", f"/static/{name}?0123456789"):
        assert client.get(address).headers["cache-control"] == "public, no-cache"
    again = client.get(static(name), headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["nothing.css", "../app.py", "%2e%2e/app.py", "__init__.py", ""])
def test_no_other_file_is_handed_out(room, name):
    answer = room().get(f"/static/{name}")
    assert answer.status_code == 404
    assert "import" not in answer.text
