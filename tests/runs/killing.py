"""A real run of the command line over an archive, killed again and again at random."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

# The command line as it is; its workers read with the reader named in the environment.
PROGRAM = """
import os
from dataclasses import replace
import onrecord.runs as runs
Workers = runs.Workers
if reader := os.environ.get("READER"):
    runs.Workers = lambda count, setup: Workers(count, replace(setup, reader=reader, options={}))
from onrecord.cli import main
main(prog_name="onrecord")
"""


@dataclass
class Killer:
    """Runs a command until it ends by itself, and kills processes of it on the way.

    Attributes:
        args: Of the command line.
        folder: Where it runs.
        env: Its environment.
        chance: Where the randomness comes from.
        kills: How many were killed, by what they were.
        starts: How often the command was started.
    """

    args: list[str]
    folder: Path
    env: dict[str, str]
    chance: random.Random
    kills: dict[str, int] = field(default_factory=lambda: {"main": 0, "worker": 0})
    starts: int = 0

    def until_done(self, *, main: int, worker: int, seconds: float = 600) -> int:
        """Runs it until so many are killed, again whenever it ends, and then to its end.

        Returns:
            The exit code of the last run, in which nothing was killed.
        """
        deadline = time.monotonic() + seconds
        while True:
            is_last = (self.kills["main"], self.kills["worker"]) == (main, worker)
            process = self._start()
            while process.poll() is None:
                assert time.monotonic() < deadline, "the run does not come to its end"
                time.sleep(self.chance.uniform(0.02, 0.6))
                self._kill(process, main=main, worker=worker)
            if is_last:
                return process.returncode

    def _start(self) -> "subprocess.Popen[bytes]":
        self.starts += 1
        command = [sys.executable, "-P", "-c", PROGRAM, *self.args]
        with (self.folder / "said.txt").open("ab") as said:
            return subprocess.Popen(
                command, cwd=self.folder, env=self.env, stdout=subprocess.DEVNULL, stderr=said
            )

    def _kill(self, process: "subprocess.Popen[bytes]", *, main: int, worker: int) -> None:
        left = {"main": main - self.kills["main"], "worker": worker - self.kills["worker"]}
        if not sum(left.values()):
            return
        (which,) = self.chance.choices(list(left), list(left.values()))
        targets = [process.pid] if which == "main" else children(process.pid)
        if targets:
            try:
                os.kill(self.chance.choice(targets), signal.SIGKILL)
            except ProcessLookupError:  # it has just ended
                return
            self.kills[which] += 1


def children(pid: int) -> list[int]:
    """The processes that a process has started (Linux)."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    except FileNotFoundError:
        return []
    return [int(one) for one in told.split()]
