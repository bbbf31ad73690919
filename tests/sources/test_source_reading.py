import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from source_texts import PAGE, REPORT

from onrecord.errors import OptionError
from onrecord.sources import Particulars, count_paths, printable, read_capture, read_paths
from onrecord.sources import reading as reading_module
from onrecord.types import Capture, Failure, Report

ReadOne = Callable[..., Report | Failure]
DOCS = Path(__file__).parents[2] / "docs"
GERMAN = "Der Hafen bleibt zu, sagte die Ministerin am Montag; mehr wisse sie noch nicht. " * 5

FAILURES: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "empty", "saved or downloaded in full"),
    "white space": (b" \r\n\t\n ", "empty", "saved or downloaded in full"),
    "only a mark": (b"\xef\xbb\xbf\n", "empty", "saved or downloaded in full"),
    "figures": (b"12 + 30 = 42\n" * 9, "no-letters", "in words"),
    "PDF": (b"%PDF-1.7 \xe2\xe3\xcf", "not-text", "pdftotext"),
    "image": (b"\x89PNG\r\n\x1a\n\x00", "not-text", "OCR"),
    "archive": (b"\x1f\x8b\x08\x00\x00", "truncated", "download it again"),
    "NUL bytes": (b"The mayor\x00\x00\x00 said no.", "not-text", "text or HTML"),
    "control characters": (b"\x01\x02 mayor \x03\x04\x05", "not-text", "text or HTML"),
    "random bytes": (bytes(range(128, 256)) + bytes(range(1, 128)), "not-text", "text or HTML"),
    "a feed": (b"<?xml version='1.0'?><rss><channel>", "not-text", "onrecord watch"),
    "a page without text": (b"<!DOCTYPE html><html></html>", "no-text", "browser"),
    "a page with figures": (b"<html><body><p>12 + 30 = 42</p>", "no-letters", "in words"),
    "German": (GERMAN.encode(), "other-language", "German"),
    "a German page": (f"<html><p>{GERMAN}</p>".encode(), "other-language", "German"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_bad_report_becomes_a_failure(case: str, read_one: ReadOne, tmp_path: Path) -> None:
    data, code, told = FAILURES[case]
    failure = read_one(data)
    assert isinstance(failure, Failure)
    stage = "skip" if code == "other-language" else "source"
    assert (failure.where, failure.stage) == (str(tmp_path / "report.txt"), stage)
    assert failure.detail == ({"language": "de"} if failure.is_skip else {})
    assert failure.code == code
    assert told in failure.message


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        REPORT.replace("\n", "\r\n"),
        f"\n\n  {REPORT}  \x0c\n",
        REPORT.replace("\n", "\r"),
        "<p>Ilse Brandt typed tags into a text.</p>",
    ],
)
def test_a_text_is_the_file_s_own_content(text: str, read_one: ReadOne, tmp_path: Path) -> None:
    for mark in (b"", b"\xef\xbb\xbf"):
        report = read_one(mark + text.encode())
        assert report == Report(text=text, path=str(tmp_path / "report.txt"))


def test_a_page_fills_in_the_particulars(read_one: ReadOne, tmp_path: Path) -> None:
    for name in ("page.html", "page.txt", "page"):
        report = read_one(PAGE.encode(), name)
        assert isinstance(report, Report)
        assert report.path == str(tmp_path / name)
        assert report.text.endswith("demanded a hearing in town.")
        assert (report.title, report.outlet) == ("Harbour stays shut", "Selda Courier")
        assert (report.url, report.published) == (
            "https://courier.example/2031/harbour",
            "2031-05-04T09:30:00+02:00",
        )


def test_the_user_s_particulars_win(read_one: ReadOne) -> None:
    known = Particulars(published="2031-05", outlet="Coast Radio", url="urn:x", title="Shut")
    for data in (PAGE.encode(), REPORT.encode()):
        report = read_one(data, particulars=known)
        assert isinstance(report, Report)
        assert report.published == "2031-05"
        assert (report.outlet, report.url, report.title) == ("Coast Radio", "urn:x", "Shut")
    report = read_one(PAGE.encode(), particulars=Particulars(outlet="Coast Radio"))
    assert isinstance(report, Report)
    assert (report.outlet, report.title) == ("Coast Radio", "Harbour stays shut")


def test_an_html_file_without_tags_is_a_text(read_one: ReadOne) -> None:
    report = read_one(REPORT.encode(), "report.html")
    assert isinstance(report, Report)
    assert report.text == REPORT


class Trickle(io.RawIOBase):
    """A stream that gives a few bytes at a time, as a pipe may."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._data.read(min(size, 7))


def test_standard_input_is_read() -> None:
    assert list(read_paths(["-"], stdin=io.BytesIO(REPORT.encode()))) == [Report(text=REPORT)]
    (trickled,) = read_paths(["-"], stdin=Trickle(PAGE.encode()))  # type: ignore[arg-type]
    assert isinstance(trickled, Report)
    assert (trickled.path, trickled.title) == (None, "Harbour stays shut")


@pytest.mark.parametrize("stdin", [io.BytesIO(b""), None])
def test_standard_input_may_fail(stdin: io.BytesIO | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    (failure,) = read_paths(["-"], stdin=stdin)
    assert isinstance(failure, Failure)
    assert (failure.where, failure.code) == ("-", "unreadable" if stdin is None else "empty")


def test_a_missing_file_does_not_end_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ilse Brandt said no.")
    paths = [str(tmp_path / "gone.txt"), str(tmp_path / "a.txt"), str(tmp_path / "gone")]
    first, second, third = read_paths(paths)
    assert isinstance(second, Report)
    for failure, path in ((first, paths[0]), (third, paths[2])):
        assert isinstance(failure, Failure)
        assert (failure.where, failure.code) == (path, "unreadable")


def test_reports_are_read_only_when_asked_for(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Ilse Brandt said no.")
    outcomes = read_paths([str(tmp_path)])
    assert isinstance(next(outcomes), Report)
    (tmp_path / "b.txt").write_text("")
    assert isinstance(next(outcomes), Failure)


def test_the_count_tells_what_will_come(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.html", "c.png"):
        (tmp_path / "in" / name).write_text("Ilse Brandt said no.")
    names = ("in", "in/a.txt", "gone.txt", "empty", "in/c.png")
    paths = [str(tmp_path / name) for name in names]
    count = count_paths(paths)
    assert (count.reports, count.passed_over) == (4, 1)
    stdin = io.BytesIO(b"Ilse said no.")
    assert len(list(read_paths([*paths, "-"], stdin=stdin))) == count_paths([*paths, "-"]).reports


def test_sizes_are_capped(read_one: ReadOne) -> None:
    assert isinstance(read_one(b"said", limit_bytes=4, limit_chars=4), Report)
    for outcome in (
        read_one(b"said!", limit_bytes=4),
        read_one(b"said!", limit_chars=4),
        read_one(PAGE.encode(), limit_chars=100),
        *read_paths(["-"], stdin=io.BytesIO(b"said!"), limit_bytes=4),
    ):
        assert isinstance(outcome, Failure)
        assert outcome.code == "too-large"


def test_a_page_of_50_megabytes_is_refused(read_one: ReadOne) -> None:
    failure = read_one(b"<!DOCTYPE html><html>" + b"<p>Ilse said no.</p>" * 2_500_000)
    assert isinstance(failure, Failure)
    assert failure.code == "too-large"


@pytest.mark.parametrize("error", [RecursionError("deep"), ValueError("odd"), MemoryError()])
def test_whatever_goes_wrong_stays_with_its_report(
    error: Exception, read_one: ReadOne, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(reading_module, "read_page", fail)
    failure = read_one(PAGE.encode())
    assert isinstance(failure, Failure)
    assert failure.code == "unreadable"
    assert type(error).__name__ in failure.message


@pytest.mark.parametrize("name", [b"new\nline.txt", b"caf\xe9.txt", b"\xff\xfe"])
@pytest.mark.skipif(sys.platform != "linux", reason="other systems forbid such names")
def test_odd_names_can_be_stored(name: bytes, tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/" + name)
    for content in ("Ilse Brandt said no.", ""):
        Path(path).write_text(content)
        (outcome,) = read_paths([path])
        shown = json.loads(json.dumps(asdict(outcome), ensure_ascii=False).encode())
        where = shown["path"] if isinstance(outcome, Report) else shown["where"]
        assert where == f"{tmp_path}/{name.decode('utf-8', 'backslashreplace')}"


def test_a_name_with_half_a_character_is_a_failure() -> None:
    (failure,) = read_paths(["half\ud800.txt"])
    assert isinstance(failure, Failure)
    assert (failure.where, failure.code) == ("half\\ud800.txt", "unreadable")
    assert printable("plain/näme.txt") == "plain/näme.txt"


def test_bytes_from_elsewhere_are_read_alike() -> None:
    capture = Capture(where="mail/1", data=REPORT.encode(), path="mail/1")
    report = read_capture(capture, Particulars(outlet="Coast Radio"))
    assert report == Report(text=REPORT, path="mail/1", outlet="Coast Radio")
    failure = read_capture(Capture(where="mail/2", data=b""))
    assert isinstance(failure, Failure)
    assert failure.where == "mail/2"


@pytest.mark.parametrize(
    "options", [{"limit_chars": 0}, {"limit_bytes": -1}, {"paths": "report.txt"}]
)
def test_wrong_options_are_refused_before_anything_is_read(options: dict[str, object]) -> None:
    with pytest.raises(OptionError):
        read_paths(**{"paths": [], **options})  # type: ignore[arg-type]


def test_every_code_is_documented() -> None:
    reference = (DOCS / "reference" / "failures.md").read_text(encoding="utf-8")
    documented = {line.split("`")[1] for line in reference.splitlines() if line.startswith("| `")}
    codes = {code for _, code, _ in FAILURES.values()} | {"too-large", "unreadable", "no-files"}
    codes.add("no-html-reader")
    assert codes <= documented


def test_a_broken_byte_in_a_short_text_is_no_sign_of_binary_data() -> None:
    report = read_capture(
        Capture(where="-", data="The mayor said that “the pier".encode() + b"\xff is closed.")
    )
    assert isinstance(report, Report)
    assert report.text == "The mayor said that “the pier\ufffd is closed."


def test_what_the_source_says_fills_in_what_the_page_does_not() -> None:
    told = Capture(
        where="https://courier.example/2031/harbour?utm_source=feed",
        data=PAGE.encode(),
        url="https://courier.example/2031/harbour?utm_source=feed",
        title="Feed title",
        outlet="Feed",
        published="2031-05-04T09:30:00+02:00",
        authors=("Ilse Brandt",),
    )
    report = read_capture(told)
    assert isinstance(report, Report)
    assert (report.title, report.outlet) == ("Harbour stays shut", "Selda Courier")
    assert report.published == "2031-05-04T09:30:00+02:00"
    assert report.authors == ("Ilse Brandt",)
    plain = read_capture(replace(told, data=REPORT.encode()))
    assert isinstance(plain, Report)
    assert (plain.title, plain.outlet) == ("Feed title", "Feed")
    assert plain.url == "https://courier.example/2031/harbour"


def test_the_server_s_charset_and_type_count() -> None:
    data = "Ilse Brandt from Łódź said no.".encode("iso-8859-2")
    told = Capture(where="x", data=data, headers=(("Content-Type", "text/plain; charset=latin2"),))
    report = read_capture(told)
    assert isinstance(report, Report)
    assert "Łódź" in report.text
    tags = replace(told, data=b"<html> is what Ilse Brandt typed.")
    report = read_capture(tags)
    assert isinstance(report, Report)
    assert report.text == "<html> is what Ilse Brandt typed."
