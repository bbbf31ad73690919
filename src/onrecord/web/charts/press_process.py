"""What runs in the press's process: it draws what its standard input asks for (see `press`).

It is run by its path and imports nothing of ours, so that it holds Vega and little else.
"""

import json
import os
import signal
import sys
from collections.abc import Mapping
from typing import Any

VEGA_LITE = "6.4"
_FIRST = {"spec": json.dumps({"data": {"values": [{}]}, "mark": "point"})}


def drawn(asked: Mapping[str, Any]) -> bytes:
    """A drawing.

    Args:
        asked: A Vega-Lite specification, as ``spec``, for the SVG of it; or an ``svg`` with a
            ``scale``, for the PNG of it.
    """
    import vl_convert

    if "svg" in asked:
        return bytes(vl_convert.svg_to_png(asked["svg"], scale=asked["scale"]))
    svg = vl_convert.vegalite_to_svg(asked["spec"], vl_version=VEGA_LITE, allowed_base_urls=[])
    return str(svg).encode()


def _answer(asked: Mapping[str, Any]) -> tuple[str, bytes]:
    try:
        return "", drawn(asked)
    except Exception as error:  # told to who asked, whose fault it is
        return str(error) or type(error).__name__, b""


def main() -> None:
    """Answers each line with a line and that many bytes, until there is no more."""
    # Ctrl-C is meant for the room, which then ends our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    drawn(_FIRST)  # takes a second, so that the first who asks need not wait as long
    for line in sys.stdin.buffer:
        fault, drawing = _answer(json.loads(line))
        answers.write(json.dumps({"size": len(drawing), "fault": fault}).encode() + b"\n")
        answers.write(drawing)
        answers.flush()


if __name__ == "__main__":
    main()
