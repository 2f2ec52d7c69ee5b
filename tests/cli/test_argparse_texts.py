"""Help and refusals of the command line speak one language, argparse's own words included."""

from __future__ import annotations

import argparse
import inspect

import pytest

from crisis_tui.basis.text import Texts
from crisis_tui.cli.argparse_texts import MET
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.main import run_command_line


@pytest.mark.parametrize(
    ("arguments", "dutch"),
    [
        (["--help"], ("gebruik: crisis-tui", "\nopties:\n", "deze hulp tonen", "versie tonen")),
        (["explain", "--help"], ("gebruik: crisis-tui explain", "\nargumenten:\n")),
    ],
)
def test_help_is_dutch(
    arguments: list[str], dutch: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command_line(["--lang", "nl", *arguments]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert [words for words in dutch if words not in shown] == []
    assert [word for word in ("usage", "options", "arguments", "show ") if word in shown] == []


@pytest.mark.parametrize(
    ("arguments", "dutch"),
    [
        (["dance"], 'de opdracht "dance" bestaat niet'),
        (["oncall", "--format", "x"], "argument --format: ongeldige keuze: 'x' (kies uit "),
        (["oncall", "--format"], "argument --format: hier hoort één waarde"),
        (["oncall", "--dance"], "onbekende argumenten: --dance"),
        (["verify"], "deze argumenten ontbreken: EXERCISE"),
    ],
)
def test_refusals_are_dutch(
    arguments: list[str], dutch: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command_line(["--lang", "nl", *arguments]) == ExitCode.USAGE
    assert dutch in capsys.readouterr().err


def test_english_stays_argparses_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["--lang", "en", "oncall", "--format"]) == ExitCode.USAGE
    assert "argument --format: expected one argument" in capsys.readouterr().err


def test_every_text_is_argparses_word_for_word() -> None:
    source = inspect.getsource(argparse)
    messages = [one.singular if isinstance(one, Texts) else one.message for one in MET]
    assert [message for message in messages if message not in source] == []
