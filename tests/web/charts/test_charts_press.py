import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from onrecord.web.charts import drawing
from onrecord.web.charts.bars import Tally, bars
from onrecord.web.charts.press import Press, PressError

BARS = json.dumps(
    {
        "data": {"values": [{"a": "x", "b": 3}]},
        "mark": "bar",
        "encoding": {"x": {"field": "a"}, "y": {"field": "b", "type": "quantitative"}},
    }
)


@pytest.fixture
def press():
    made = Press()
    yield made
    made.close()


def _pid(press):
    press.start()
    return press._process.pid


def _is_alive(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def test_it_draws_svg_and_png(press):
    svg = press.svg(BARS)

    assert svg.startswith("<svg")
    assert press.png(svg, 1).startswith(b"\x89PNG")


def test_what_cannot_be_drawn_is_told_and_the_next_is_drawn(press):
    with pytest.raises(ValueError, match="conversion failed"):
        press.svg('{"mark": 3}')
    with pytest.raises(ValueError, match=r"."):
        press.png("no svg", 1)
    assert press.svg(BARS).startswith("<svg")


def test_one_that_was_killed_is_started_again(press):
    first = _pid(press)
    os.kill(first, signal.SIGKILL)

    assert press.svg(BARS).startswith("<svg")
    assert _pid(press) != first


def test_one_that_is_killed_while_it_draws_is_started_again(press):
    press.svg(BARS)
    pid = _pid(press)
    os.kill(pid, signal.SIGSTOP)
    threading.Timer(0.2, os.kill, (pid, signal.SIGKILL)).start()

    assert press.svg(BARS).startswith("<svg")


def test_a_drawing_that_takes_for_ever_is_given_up_and_the_next_is_drawn():
    press = Press(slowest_seconds=0.2)
    os.kill(_pid(press), signal.SIGSTOP)

    with pytest.raises(PressError, match=r"0\.2 seconds"):
        press.svg(BARS)
    press.close()


def test_ctrl_c_leaves_it_at_work(press):
    press.svg(BARS)
    pid = _pid(press)
    os.kill(pid, signal.SIGINT)

    assert press.svg(BARS).startswith("<svg")
    assert _pid(press) == pid


def test_many_at_a_time_get_their_own(press):
    specs = [BARS.replace('"a": "x"', f'"a": "name{number}"') for number in range(12)]
    drawn = {}
    threads = [
        threading.Thread(target=lambda spec=spec: drawn.update({spec: press.svg(spec)}))
        for spec in specs
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for number, spec in enumerate(specs):
        assert f"name{number}" in drawn[spec]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
def test_it_ends_with_the_process_that_started_it():
    code = (
        "import time\nfrom onrecord.web.charts.press import Press\n"
        "press = Press()\npress.start()\nprint(press._process.pid, flush=True)\ntime.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as room:
        pid = int(room.stdout.readline())
        assert _is_alive(pid)
        room.kill()
    deadline = time.monotonic() + 10
    while _is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert not _is_alive(pid)


class CountingPress:
    """Draws slowly, and fails the first time."""

    def __init__(self):
        self.asked = []

    def svg(self, spec):
        self.asked.append(spec)
        time.sleep(0.2)
        if len(self.asked) == 1:
            raise PressError("the first time")
        return '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def test_many_who_ask_for_one_chart_wait_for_one_drawing(monkeypatch):
    counting = CountingPress()
    monkeypatch.setattr(drawing, "_press", counting)
    chart = bars("acts", [Tally("counted once", 1)], title="Asked for by many")

    with pytest.raises(PressError):
        drawing.svg(chart)
    with ThreadPoolExecutor(6) as readers:
        drawn = list(readers.map(lambda _: drawing.svg(chart), range(6)))

    assert len(set(drawn)) == 1
    assert len(counting.asked) == 2
