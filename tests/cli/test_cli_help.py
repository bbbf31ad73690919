"""Every command and option is explained: in its help, by an example, and in the reference."""

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from onrecord.cli import COMMANDS, main
from onrecord.cli.exits import ExitCode
from onrecord.version import __version__

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


def section(name: str) -> str:
    """What the reference says of a command."""
    page = (REFERENCE / "command-line.md").read_text(encoding="utf-8")
    match = re.search(rf"^## onrecord {name}$(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert match, f"docs/reference/command-line.md has no section on onrecord {name}"
    return match[1]


def options(name: str) -> list[click.Option]:
    return [param for param in command(name).params if isinstance(param, click.Option)]


OPTIONS = [(name, option) for name in COMMANDS for option in options(name)]
OPTION_IDS = [f"{name} {option.opts[0]}" for name, option in OPTIONS]


def test_every_module_of_a_command_is_in_the_list():
    folder = Path(__file__).parents[2] / "src" / "onrecord" / "cli"
    modules = {p.stem for p in folder.glob("*.py") if "@click.command(" in p.read_text("utf-8")}
    assert modules == set(COMMANDS)


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=OPTION_IDS)
def test_every_option_has_help_and_stands_in_the_reference(name, option):
    assert option.help
    assert option.help.endswith(".")
    for spelling in option.opts:
        assert f"`{spelling}" in section(name)


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=OPTION_IDS)
def test_choices_stand_in_the_reference(name, option):
    if isinstance(option.type, click.Choice) and option.name != "format_":
        for choice in option.type.choices:
            assert f"`{choice}`" in section(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_names_no_option_that_is_not_there(name):
    known = {spelling for option in options(name) for spelling in option.opts}
    named = set(re.findall(r"^\| `(-[-\w]+)", section(name), re.MULTILINE))
    named |= set(re.findall(r"^\| `-\w`, `(--[-\w]+)", section(name), re.MULTILINE))
    assert named <= known


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_shows_examples_that_the_command_takes_and_the_reference_has(name):
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    examples = re.findall(r"^ +(?:curl .* \| )?(onrecord .+)$", result.stdout, re.MULTILINE)
    examples = [line for line in examples if line.startswith(f"onrecord {name}")]
    assert examples
    for line in examples:
        assert line in section(name)
        words = shlex.split(re.split(r" [|>] ", line)[0])
        command(name).make_context(name, words[2:])


@pytest.mark.parametrize("name", COMMANDS)
def test_arguments_are_explained(name):
    for param in command(name).params:
        if isinstance(param, click.Argument):
            shown = re.sub(r"\W", "", param.make_metavar(click.Context(command(name))))
            assert shown in (command(name).help or "")
            assert shown in section(name)


def test_the_groups_help_lists_every_command_in_one_unbroken_sentence():
    shown = CliRunner().invoke(main, ["--help"]).stdout
    for name in COMMANDS:
        (line,) = re.findall(rf"^  {name} .*$", shown, re.MULTILINE)
        assert line.endswith(".")
        assert not line.endswith("...")


def test_version_names_package_model_and_lexicon():
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0
    assert re.fullmatch(
        rf"onrecord {re.escape(__version__)}, model \S+, lexicon \S+\n", result.stdout
    )


def test_schema_is_printed_as_it_is():
    from onrecord.record import record_schema

    assert CliRunner().invoke(main, ["schema"]).stdout == record_schema()


def test_exit_codes_stand_in_their_reference():
    page = (REFERENCE / "exit-codes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|", page, re.MULTILINE)
    assert [(int(code), name) for code, name in rows] == [(c.value, c.name) for c in ExitCode]
