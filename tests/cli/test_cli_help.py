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


def leaves(name: str) -> list[tuple[str, click.Command]]:
    """The command by this name, or those of a group, with the words that call them."""
    found = command(name)
    if not isinstance(found, click.Group):
        return [(name, found)]
    return [(f"{name} {sub}", one) for sub, one in found.commands.items()]


def options(name: str) -> list[click.Option]:
    params = [param for _, one in leaves(name) for param in one.params]
    return [param for param in params if isinstance(param, click.Option)]


OPTIONS = [(name, option) for name in COMMANDS for option in options(name)]
OPTION_IDS = [f"{name} {option.opts[0]}" for name, option in OPTIONS]


def test_every_module_of_a_command_is_in_the_list():
    folder = Path(__file__).parents[2] / "src" / "onrecord" / "cli"
    called = re.compile(r'@click\.(?:command|group)\(\s*"(\w+)"')
    named = {path.stem: called.findall(path.read_text("utf-8")) for path in folder.glob("*.py")}
    assert {stem: names for stem, names in named.items() if names} == {
        name: [name] for name in COMMANDS
    }


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


LEAVES = [(words, one) for name in COMMANDS for words, one in leaves(name)]


@pytest.mark.parametrize(("words", "leaf"), LEAVES, ids=[words for words, _ in LEAVES])
def test_every_help_shows_examples_that_the_command_takes_and_the_reference_has(words, leaf):
    result = CliRunner().invoke(main, [*words.split(), "--help"])
    assert result.exit_code == 0
    examples = re.findall(r"^ +(?:curl .* \| )?(onrecord .+)$", result.stdout, re.MULTILINE)
    examples = [line for line in examples if line.startswith(f"onrecord {words}")]
    assert examples
    for line in examples:
        assert line in section(words.split()[0])
        given = shlex.split(re.split(r" [|>] ", line)[0])
        leaf.make_context(words, given[1 + len(words.split()) :])


@pytest.mark.parametrize("name", COMMANDS)
def test_a_groups_help_shows_examples_that_the_reference_has(name):
    if isinstance(command(name), click.Group):
        shown = CliRunner().invoke(main, [name, "--help"]).stdout
        examples = re.findall(r"^ +(onrecord .+)$", shown, re.MULTILINE)
        assert examples
        assert all(line in section(name) for line in examples)


@pytest.mark.parametrize(("words", "leaf"), LEAVES, ids=[words for words, _ in LEAVES])
def test_arguments_are_explained(words, leaf):
    for param in leaf.params:
        if isinstance(param, click.Argument):
            for shown in re.findall(r"\w+", param.make_metavar(click.Context(leaf))):
                assert shown in (leaf.help or "")
                assert shown in section(words.split()[0])


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
