"""What README shows is what happens."""

import contextlib
import io
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


@pytest.fixture(scope="module")
def readme() -> str:
    if not README.exists():
        pytest.skip("the tests run without the repository around them")
    return README.read_text(encoding="utf-8")


def test_the_example_prints_what_readme_shows(readme):
    code, expected = re.search(r"```python\n(.+?)```\n\n```\n(.+?)```", readme, re.DOTALL).groups()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})
    assert printed.getvalue() == expected


def test_each_of_the_two_commands_is_one_line(readme):
    for name in ("run", "tests"):
        block = re.search(rf"<!-- {name} -->\n+(.+?)\n+<!-- end -->", readme, re.DOTALL).group(1)
        assert re.fullmatch(r" +python3 -m venv .+", block), block


def test_links_lead_somewhere(readme):
    pages = [README, *sorted((ROOT / "docs").rglob("*.md"))]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page}: {target}"


def test_pictures_load_nothing(readme):
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+\.svg)\)", readme):
        svg = (ROOT / picture).read_text(encoding="utf-8")
        assert not re.findall(r"(?:href|src|url)\s*[=(]\s*[\"']?https?:", svg)
