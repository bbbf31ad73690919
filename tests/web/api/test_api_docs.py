"""The reference lists what the document has, and the how-to runs."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from served_rooms import serving

from onrecord.demo import demo_reports
from onrecord.ledger import Ledger
from onrecord.reader import Reader
from onrecord.web import ServeSettings, create_app
from onrecord.web.api.problems import KINDS
from onrecord.web.api.reference import operations_table, problems_table

DOCS = Path(__file__).parents[3] / "docs"
HOW_TO = DOCS / "how-to" / "use-the-api.md"
ADDRESS = "http://127.0.0.1:8420"


def part(name: str) -> str:
    page = (DOCS / "reference" / "api.md").read_text("utf-8")
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- end -->", page, re.DOTALL)
    assert found
    return found[1].strip()


def test_the_reference_lists_every_operation_and_parameter() -> None:
    app = create_app(ServeSettings(ledger=Path("no-ledger.db")))
    assert part("operations") == operations_table(app).strip()


def test_the_reference_explains_every_problem() -> None:
    assert part("problems") == problems_table(KINDS).strip()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[str]:
    """A room over the demo reports; gives its address."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with Ledger(path) as ledger:
        for report in demo_reports():
            ledger.put(reader.read(report))
    with serving(ServeSettings(ledger=path)) as url:
        yield url


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", HOW_TO.read_text("utf-8"), re.M | re.S)


@pytest.mark.skipif(
    not (shutil.which("curl") and shutil.which("jq")), reason="curl or jq is not here"
)
def test_the_commands_of_the_how_to_run(demo: str, tmp_path: Path) -> None:
    commands = [line for block in blocks("bash") for line in block.splitlines()]
    assert len(commands) > 8
    for command in commands:
        run = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command.replace(ADDRESS, demo)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        wrote = ">" in command or "%{http_code}" in command
        assert run.returncode == 0, (command, run.stderr)
        assert run.stdout.strip() or wrote, command
        assert "/api/v1/problems/" not in run.stdout, (command, run.stdout)
        if "%{http_code}" in command:
            assert run.stdout == "304\n"


def test_the_python_of_the_how_to_runs(demo: str, capsys: pytest.CaptureFixture[str]) -> None:
    for block in blocks("python"):
        exec(compile(block.replace(ADDRESS, demo), str(HOW_TO), "exec"), {})
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "6 reports"
    assert len(shown) > 2
