"""`explain` and `schema`."""

from __future__ import annotations

import json

import pytest

from crisis_tui.cli.main import run_command_line
from crisis_tui.files.code_pages import code_pages

Capture = pytest.CaptureFixture[str]


def test_a_code_is_explained_with_wrong_and_right(capsys: Capture) -> None:
    assert run_command_line(["explain", "y009", "--lang", "en"]) == 0
    assert capsys.readouterr().out == (
        "Y009  Colon inside a text\n\n"
        "A colon with a blank after it makes a key of what stands before it. Put the text\n"
        "between double quotes.\n\n"
        "Wrong:\n    title: Let op: brand\n\n"
        'Right:\n    title: "Let op: brand"\n'
    )


def test_in_dutch(capsys: Capture) -> None:
    run_command_line(["explain", "Y009", "--lang", "nl"])
    assert capsys.readouterr().out.startswith("Y009  Dubbele punt in een tekst\n")


def test_without_a_code_all_are_listed(capsys: Capture) -> None:
    assert run_command_line(["explain", "--lang", "nl"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == list(code_pages())


def test_an_unknown_code_is_wrong_use(capsys: Capture) -> None:
    assert run_command_line(["explain", "R1O1", "--lang", "en"]) == 2
    assert 'did you mean "R1' in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["scenario", "fragment", "roster", "training", "norms"])
def test_each_schema_is_one_json_document(kind: str, capsys: Capture) -> None:
    assert run_command_line(["schema", kind]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")
