"""Who is let in: hosts, origins, tokens, sizes, and the headers of every answer."""

import pytest
from starlette.testclient import TestClient

from onrecord.errors import OptionError
from onrecord.web import ServeSettings
from onrecord.web.security.hosts import is_known_host
from onrecord.web.security.tokens import Brake

TOKEN = "a-token-of-enough-characters"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "user@127.0.0.1", "127.0.0.1:x", "0"]
)
def test_a_forged_host_sees_nothing(room, talks, host):
    answer = room(talks).get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Solt" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8420", "localhost", "LOCALHOST:9", "[::1]:8420"])
def test_this_machine_is_known_by_its_names(room, talks, host):
    assert room(talks).get("/", headers={"Host": host}).status_code == 200


def test_a_room_for_others_knows_numbers_and_names_it_was_told(tmp_path):
    settings = ServeSettings(
        ledger=tmp_path / "a.db", host="0.0.0.0", token=TOKEN, allowed_hosts=("Desk.example",)
    )
    assert is_known_host("192.0.2.7:8420", settings)
    assert is_known_host("desk.example", settings)
    assert not is_known_host("evil.example", settings)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "desk.example"])
def test_listening_elsewhere_demands_a_token(tmp_path, host):
    with pytest.raises(OptionError, match="token"):
        ServeSettings(ledger=tmp_path / "a.db", host=host)


def test_a_token_must_be_hard_to_guess(tmp_path):
    with pytest.raises(OptionError, match="16"):
        ServeSettings(ledger=tmp_path / "a.db", token="secret")


@pytest.mark.parametrize("path", ["/", "/front.json", "/nowhere", "/static/room.css", "/login"])
def test_every_answer_has_the_headers(room, talks, path):
    answer = room(talks).get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"


def test_a_fault_of_ours_is_a_page_with_the_headers_and_tells_nothing(room, talks, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("onrecord.ledger.Ledger.front", fail)
    answer = room(talks).get("/")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_sites_page_can_post_nothing(room, talks, headers):
    client = room(talks)
    token = client.app.state.form_tokens.make()
    answer = client.post("/theme", data={"theme": "dark", "form_token": token}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_form_without_our_token_changes_nothing(room, talks):
    client = room(talks)
    for given in ("", "x", "x" * 86):
        answer = client.post("/theme", data={"theme": "dark", "form_token": given})
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_light_and_dark_stay_chosen_without_script(room, talks):
    client = room(talks)
    token = client.app.state.form_tokens.make()
    data = {"theme": "dark", "next": "/search?q=a", "form_token": token}
    answer = client.post("/theme", data=data, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=a")
    assert 'data-theme="dark"' in client.get("/").text


@pytest.mark.parametrize("next_", ["//evil.example", "/\\evil.example", "http://evil.example", "x"])
def test_no_form_leads_to_another_site(room, talks, next_):
    client = room(talks)
    data = {"theme": "dark", "next": next_, "form_token": client.app.state.form_tokens.make()}
    answer = client.post("/theme", data=data, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_without_the_token_a_browser_is_asked_and_a_program_refused(room, talks):
    client = room(talks, token=TOKEN)
    asked = client.get("/?a=1", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (asked.status_code, asked.headers["location"]) == (303, "/login?next=%2F%3Fa%3D1")
    refused = client.get("/front.json")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == "Bearer"
    assert "Solt" not in refused.text


def test_the_token_opens_as_header_as_parameter_and_as_form(room, talks):
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert room(talks, token=TOKEN).get("/front.json", headers=bearer).status_code == 200
    for client in (room(talks, token=TOKEN), room(talks, token=TOKEN)):
        answer = client.get(f"/?token={TOKEN}&a=1", follow_redirects=False)
        assert answer.headers["location"] == "/?a=1"
        assert "httponly" in answer.headers["set-cookie"].lower()
        assert TOKEN not in answer.headers["set-cookie"]
        assert client.get("/front.json").status_code == 200
    client = room(talks, token=TOKEN)
    data = {"token": TOKEN, "next": "/", "form_token": client.app.state.form_tokens.make()}
    assert client.post("/login", data=data).status_code == 200
    assert client.get("/front.json").status_code == 200


def test_wrong_tokens_are_slowed_and_then_the_right_one_waits_too(room, talks):
    client = room(talks, token=TOKEN)
    codes = [guess(client, f"wrong-{n}").status_code for n in range(7)]
    assert codes == [401] * 6 + [429]
    assert int(guess(client, TOKEN).headers["retry-after"]) >= 1


def guess(client: TestClient, token: str):
    return client.get("/front.json", headers={"Authorization": f"Bearer {token}"})


def test_the_brake_doubles_up_to_a_minute_and_forgives():
    now = 0.0
    brake = Brake(lambda: now)
    waits = []
    for _ in range(14):
        brake.fail("a")
        waits.append(brake.wait_seconds("a"))
    assert waits[:8] == [0, 0, 0, 0, 0, 2, 4, 8]
    assert waits[-1] == 60
    assert brake.wait_seconds("b") == 0
    now = 61.0
    assert brake.wait_seconds("a") == 0
    brake.forgive("a")
    brake.fail("a")
    assert brake.wait_seconds("a") == 0


def test_the_brake_keeps_no_more_than_so_many_addresses():
    brake = Brake()
    for number in range(5000):
        brake.fail(str(number))
    assert len(brake._failures) == 4096


def test_a_large_body_is_refused_whether_or_not_it_says_so(room, talks):
    client = room(talks)
    assert client.post("/theme", content=b"x" * 1_000_001).status_code == 413

    def pieces():
        for _ in range(30):
            yield b"x" * 100_000

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/theme", content=pieces(), headers=kind).status_code == 413
