"""The press: a process beside this one, in which Vega draws.

Vega lets no other thread of its process run while it draws, and takes more memory than all else.
"""

import atexit
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Timer
from typing import Any

_PROCESS = Path(__file__).with_name("press_process.py")
_SLOWEST_SECONDS = 30.0
_ENDING_SECONDS = 1.0
_TRIES = 2
# Of glibc: else each of Vega's threads keeps memory for itself that it no longer needs.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "1000000"}


class PressError(RuntimeError):
    """The press has ended, or takes too long; a fault of ours or of Vega."""


class Press:
    """Draws one chart at a time; starts with the first, and again should it end.

    Safe to use from several threads.
    """

    def __init__(self, *, slowest_seconds: float = _SLOWEST_SECONDS) -> None:
        self._slowest_seconds = slowest_seconds
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it, and does not wait until it is ready, which takes a second."""
        with self._turn:
            self._started()

    def svg(self, spec: str) -> str:
        """A Vega-Lite specification, which may load nothing, drawn as SVG.

        Raises:
            ValueError: Vega cannot draw it.
            PressError: The press ended, or took too long.
        """
        return self._ask({"spec": spec}).decode()

    def png(self, svg: str, scale: float) -> bytes:
        """An SVG as a picture.

        Args:
            svg: What to draw.
            scale: Pixels a unit of the SVG.

        Raises:
            ValueError: It cannot be drawn.
            PressError: The press ended, or took too long.
        """
        return self._ask({"svg": svg, "scale": scale})

    def close(self) -> None:
        """Ends it; what is asked later starts it again."""
        with self._turn:
            self._end()

    def _ask(self, asked: dict[str, Any]) -> bytes:
        line = json.dumps(asked).encode() + b"\n"
        with self._turn:
            for _ in range(_TRIES):
                answer = self._answer(line)
                if answer is not None:
                    return answer
        raise PressError(f"the process that draws charts ended {_TRIES} times over one chart")

    def _answer(self, line: bytes) -> bytes | None:
        """What the press answers; None where it has ended."""
        process = self._started()
        is_late = Event()
        timer = Timer(self._slowest_seconds, _stop, (process, is_late))
        timer.start()
        try:
            return _exchange(process, line)
        except ValueError:
            raise
        except BaseException as error:  # of what is not read to its end nothing can follow
            self._end()
            if is_late.is_set():
                late = f"a chart was not drawn within {self._slowest_seconds:g} seconds"
                raise PressError(late) from error
            if not isinstance(error, OSError | EOFError):
                raise
            return None
        finally:
            timer.cancel()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(_PROCESS)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=_ENVIRONMENT | os.environ,
            )
            atexit.register(self.close)
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        atexit.unregister(self.close)
        if process is None:
            return
        process.kill()  # it holds nothing that could be lost
        process.wait(_ENDING_SECONDS)
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what could not be written to one that has ended
                if pipe is not None:
                    pipe.close()


def _stop(process: "subprocess.Popen[bytes]", is_late: Event) -> None:
    is_late.set()
    process.kill()


def _exchange(process: "subprocess.Popen[bytes]", line: bytes) -> bytes:
    """Asks and waits for the answer.

    Raises:
        ValueError: It says that the drawing cannot be made.
        EOFError: There is none.
    """
    stream = process.stdout
    assert process.stdin is not None
    assert stream is not None
    process.stdin.write(line)
    process.stdin.flush()
    head = stream.readline()
    if not head.endswith(b"\n"):
        raise EOFError
    told = json.loads(head)
    if told["fault"]:
        raise ValueError(told["fault"])
    drawing = stream.read(told["size"])
    if len(drawing) < told["size"]:
        raise EOFError
    return drawing
