"""The command line as a process of its own: pipes, terminals, signals, start."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="Windows has neither pseudo-terminals nor SIGINT")

TESTS = Path(__file__).parents[1]
SOURCE = TESTS.parent / "src"
REPORT = "Brand said the bridge was open. Ruud denied it.\n"
WITH_FAKE_READER = """
import sys
sys.path.insert(0, {here!r})
import fake_reader, onrecord.reader
fake_reader.FakeReader.texts_read = []
onrecord.reader.Reader = fake_reader.FakeReader
import onrecord.cli.read
onrecord.cli.read._FEW_REPORTS = 1000  # the fake is in this process only
from onrecord.cli import main
main(prog_name="onrecord")
"""


def program(*args: str) -> list[str]:
    return [sys.executable, "-c", WITH_FAKE_READER.format(here=str(TESTS)), *args]


def start(*args: str, **known) -> subprocess.Popen[bytes]:
    known = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | known
    env = os.environ | {"PYTHONPATH": str(SOURCE), "TERM": "xterm-256color", "COLUMNS": "100"}
    return subprocess.Popen(program(*args), env=env, **known)


def on_a_terminal(*args: str, **known) -> tuple[str, int]:
    """What a run writes to a terminal, and its exit code."""
    master, terminal = pty.openpty()
    streams = {"stdin": terminal, "stdout": terminal, "stderr": terminal}
    process = start(*args, **streams | known)
    os.close(terminal)
    shown = b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:  # how Linux says that nobody has the terminal open any more
            break
        if not chunk:
            break
        shown += chunk
    os.close(master)
    return shown.decode("utf-8"), process.wait(timeout=20)


@pytest.fixture
def reports(write) -> list[str]:
    return [write(f"{n}.txt", f"{n}. {REPORT}" * 9) for n in range(100)]


def test_a_closed_pipe_ends_quietly(reports):
    process = start("read", "--no-ledger", *reports)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=20) == 141


def test_ctrl_c_ends_with_130_and_what_was_read_is_on_record(write):
    reader, writer = os.pipe()
    process = start("read", write("a.txt", REPORT), "-", stdin=reader)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    said = process.stderr.read().decode()
    os.close(writer)
    assert process.wait(timeout=20) == 130
    assert "stopped: 1 report, 2 statements" in said
    assert "Traceback" not in said


def test_on_a_terminal_a_report_is_shown_as_text(write):
    shown, code = on_a_terminal("read", write("a.txt", REPORT), "--no-ledger")
    assert code == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "Brand · says │ Brand said the bridge was open." in plain
    assert "2 statements · 2 sources · 1 denial" in plain
    assert "\x1b[1mBrand\x1b[0m" in shown


def test_on_a_terminal_a_long_run_shows_how_far_it_is_and_where_it_got(reports):
    with open("records.jsonl", "wb") as file:
        shown, code = on_a_terminal("read", "--no-ledger", *reports, stdout=file)
    assert code == 0
    assert re.search(r"\d+/100", shown)
    assert "words/s" in shown
    assert "100 reports" in shown
    assert Path("records.jsonl").read_bytes().count(b"\n") == 100


def test_a_fault_in_one_of_many_reports_stands_above_the_bar(reports, write):
    shown, code = on_a_terminal("read", "--no-ledger", write("bad.txt", " "), *reports[:9])
    assert code == 1
    assert "bad.txt: " in shown
    assert "9 reports" in shown


def test_output_is_utf8_whatever_the_locale(write):
    path = write("a.txt", "Brand said naïve 漢字 things.")
    env = os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(program("read", path, "--no-ledger"), env=env, capture_output=True)
    assert "naïve 漢字".encode() in done.stdout


@pytest.mark.parametrize("args", [["--help"], ["schema"], ["read", "--help"], ["demo", "--list"]])
def test_what_needs_no_model_ledger_or_colours_imports_none(args):
    code = (
        "import sys; from onrecord.cli import main\n"
        "try: main(prog_name='onrecord')\n"
        "finally: print(*sorted(sys.modules), file=sys.stderr)"
    )
    env = os.environ | {"PYTHONPATH": str(SOURCE)}
    done = subprocess.run([sys.executable, "-c", code, *args], env=env, capture_output=True)
    assert done.returncode == 0
    loaded = set(done.stderr.decode().split())
    assert not loaded & {"rich", "sqlalchemy", "trafilatura", "onnxruntime", "numpy", "lxml"}
