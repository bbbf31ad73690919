import pytest
from click.testing import CliRunner

from onrecord import errors
from onrecord.cli import main
from onrecord.cli.exits import ExitCode, exit_code

CODES = {
    errors.OnrecordError: ExitCode.SOME_FAILED,
    errors.SourceError: ExitCode.SOME_FAILED,
    errors.OptionError: ExitCode.WRONG_USE,
    errors.LedgerError: ExitCode.LEDGER,
    errors.EvidenceError: ExitCode.LEDGER,
    errors.LedgerVersionError: ExitCode.LEDGER,
    errors.ModelError: ExitCode.MODEL,
    errors.LexiconError: ExitCode.MODEL,
    errors.GazetteerError: ExitCode.MODEL,
    errors.NotFoundError: ExitCode.NOT_FOUND,
    errors.ClientError: ExitCode.SOME_FAILED,
    KeyboardInterrupt: ExitCode.INTERRUPTED,
    BrokenPipeError: ExitCode.CLOSED_PIPE,
    OSError: ExitCode.OUTPUT,
    ZeroDivisionError: ExitCode.INTERNAL,
}


@pytest.mark.parametrize(("kind", "code"), CODES.items(), ids=lambda one: getattr(one, "name", ""))
def test_every_error_has_its_exit_code(kind, code):
    assert exit_code(kind("x")) is code


def test_every_error_in_the_package_has_been_thought_of():
    named = {e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)}
    assert named <= set(CODES)


def fail_with(error: BaseException, monkeypatch):
    def schema() -> str:
        raise error

    monkeypatch.setattr("onrecord.record.record_schema", schema)
    return CliRunner().invoke(main, ["schema"])


@pytest.mark.parametrize("kind", [k for k in CODES if k is not ZeroDivisionError])
def test_what_is_foreseen_ends_without_a_traceback(kind, monkeypatch):
    result = fail_with(kind("what happened and what to do"), monkeypatch)
    assert result.exit_code == CODES[kind]
    assert "Traceback" not in result.stderr
    silent = kind in (KeyboardInterrupt, BrokenPipeError)
    assert ("what happened and what to do" in result.stderr) == (not silent)


def test_a_missing_model_is_4(folder, monkeypatch):
    def no_model(*, threads: int):
        raise errors.ModelError("the model is missing; install onrecord again")

    monkeypatch.setattr("onrecord.reader.Reader", no_model)
    (folder / "a.txt").write_text("Brand said no.")
    result = CliRunner().invoke(main, ["read", "a.txt"])
    assert result.exit_code == 4
    assert "install onrecord again" in result.stderr


def test_a_fault_in_onrecord_shows_where_and_asks_to_report_it(monkeypatch):
    result = fail_with(ZeroDivisionError("odd"), monkeypatch)
    assert result.exit_code == 70
    assert "Traceback" in result.stderr
    assert "please report it" in result.stderr


def test_a_message_stays_on_one_line_and_does_nothing_to_the_terminal(monkeypatch):
    result = fail_with(errors.LedgerError("one\ntwo \x1b[2J"), monkeypatch)
    assert result.stderr == "onrecord: one two \\x1b[2J\n"
