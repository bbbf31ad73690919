import os
import sys
from pathlib import Path

import pytest

from onrecord.errors import SourceError
from onrecord.sources.files import find_files, read_file

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems forbid such names")


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Ilse Brandt said no.")


def found(*paths: object) -> list[str]:
    return [item.path for item in find_files(map(str, paths)) if item.is_report]


def test_a_folder_gives_its_reports_sorted_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "in", "b.txt", "a.html", "c/z.md", "c/a.TXT", "d.htm", "B.text", "e.xhtml")
    monkeypatch.chdir(tmp_path)
    expected = ["B.text", "a.html", "b.txt", "c/a.TXT", "c/z.md", "d.htm", "e.xhtml"]
    assert found("in") == [os.path.join("in", *name.split("/")) for name in expected]


def test_hidden_files_are_passed_over_unless_given(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", ".b.txt", ".git/c.txt")
    assert found(tmp_path) == [str(tmp_path / "a.txt")]
    assert found(tmp_path / ".b.txt") == [str(tmp_path / ".b.txt")]


def test_other_files_of_a_folder_are_passed_over_but_told(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.jpg", "c")
    assert [(Path(item.path).name, item.is_report) for item in find_files([str(tmp_path)])] == [
        ("a.txt", True),
        ("b.jpg", False),
        ("c", False),
    ]
    assert found(tmp_path / "b.jpg") == [str(tmp_path / "b.jpg")]


def test_each_file_is_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "in/a.txt", "in/b.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "in" / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert found("in/b.txt", "./in/b.txt", "in", "in", "link.txt") == ["in/b.txt", "in/a.txt"]
    assert found("in/b.txt", "in/a.txt", "in") == ["in/b.txt", "in/a.txt"]
    assert found("-", "in/a.txt", "-") == ["-", "in/a.txt"]
    assert found("gone.txt", "gone.txt") == ["gone.txt"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    fill(tmp_path, "in/a.txt")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "self.txt").symlink_to(tmp_path / "in" / "self.txt")
    assert found(tmp_path) == [
        str(tmp_path / "in" / "a.txt"),
        str(tmp_path / "in" / "self.txt"),
    ]


@pytest.mark.parametrize(("names", "told"), [((), "it is empty"), (("a.jpg", "b/c"), "2 other")])
def test_a_folder_without_reports_is_a_problem(
    tmp_path: Path, names: tuple[str, ...], told: str
) -> None:
    fill(tmp_path, *names)
    (item,) = (item for item in find_files([str(tmp_path)]) if item.is_report)
    assert item.path == str(tmp_path)
    assert item.problem is not None
    assert item.problem.code == "no-files"
    assert told in str(item.problem)


def test_a_folder_that_cannot_be_listed_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "a/a.txt", "b/b.txt")
    listdir = os.listdir

    def forbid(path: str) -> list[str]:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", forbid)
    first, second = find_files([str(tmp_path)])
    assert (first.path, first.problem and first.problem.code) == (
        str(tmp_path / "a"),
        "unreadable",
    )
    assert (second.path, second.problem) == (str(tmp_path / "b" / "b.txt"), None)


@LINUX
def test_odd_names_are_found(tmp_path: Path) -> None:
    for name in (b"new\nline.txt", b"caf\xe9.txt", b"tab\t.txt", "Łódź “1”.txt".encode()):
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text("Ilse said no.")
    names = {os.path.basename(path) for path in found(tmp_path)}
    assert names == {"new\nline.txt", "caf\udce9.txt", "tab\t.txt", "Łódź “1”.txt"}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("gone.txt", "no such file"),
        ("", "no such file"),
        ("n" * 300 + ".txt", "too long"),
        ("nul\0.txt", "null"),
        ("https://courier.example/harbour", "no address that can be fetched"),
        (".", "a folder"),
        (os.devnull, "a device"),
    ],
)
def test_what_is_no_file_is_unreadable(
    path: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError, match=told) as caught:
        read_file(path, 100)
    assert caught.value.code == "unreadable"


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(SourceError, match="a named pipe"):
        read_file(str(tmp_path / "pipe.txt"), 100)


@pytest.mark.parametrize(
    ("error", "told"),
    [(PermissionError(13, "Permission denied"), "not permitted"), (OSError(5, "I/O error"), "I/O")],
)
def test_a_file_that_cannot_be_opened_is_unreadable(
    error: OSError, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    fill(tmp_path, "a.txt")
    monkeypatch.setattr("builtins.open", fail)
    with pytest.raises(SourceError, match=told):
        read_file(str(tmp_path / "a.txt"), 100)


def test_a_file_may_have_as_many_bytes_as_the_limit_and_no_more(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    path = str(tmp_path / "a.txt")
    assert read_file(path, 20) == b"Ilse Brandt said no."
    with pytest.raises(SourceError, match="more than 19 bytes") as caught:
        read_file(path, 19)
    assert caught.value.code == "too-large"
