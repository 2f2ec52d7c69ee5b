"""`check` shows every fault with its line and a cure, and tells programs the same."""

from __future__ import annotations

import io
import json
import re
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from crisis_tui.cli.main import run_command_line
from tests.files.making import HEADER, ROSTER, inject, workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
GOOD = HEADER + "injects:\n" + inject("C01")
ROLES = ROSTER + "roles: [{id: CISO, title: x}]\npeople: [{id: a, name: A, roles: [CISO]}]\n"


def check(folder: Path, *arguments: str) -> int:
    return run_command_line(["check", "--workspace", str(folder), "--lang", "en", *arguments])


@pytest.fixture(name="broken")
def make_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workspace(
        tmp_path,
        {
            "scenarios/s.yaml": HEADER
            + "injects:\n"
            + inject("C01").replace("CISO", "CICO")
            + inject("C01")
            + "  - {id: C02, at: 5, from: x, to: [CISO], title: Ga naar poort #3\n    }\n",
            "scenarios/tab.yaml": "scenario: 1\n\tid: tab\n",
            "rosters/r.yaml": ROLES,
        },
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_whole_workspace_is_fine(tmp_path: Path, capsys: Capture) -> None:
    workspace(tmp_path, {"scenarios/s.yaml": GOOD, "rosters/r.yaml": ROLES})
    assert check(tmp_path) == 0
    assert capsys.readouterr().out.startswith("0 errors, 0 warnings in 3 files (")


def test_every_fault_of_every_file_is_shown_with_a_caret(broken: Path, capsys: Capture) -> None:
    assert check(broken) == 1
    shown = capsys.readouterr().out
    assert (
        """\
scenarios/s.yaml:8:37: error[R101] the roster has no role "CICO"
   7 | injects:
   8 |   - {id: C01, at: 1m, from: x, to: [CICO], title: x}
     |                                     ^^^^
   = did you mean "CISO"? (crisis-tui explain R101)
"""
        in shown
    )
    assert "   = first used here: scenarios/s.yaml:8:10\n" in shown
    assert "scenarios/tab.yaml:2:1: error[Y002]" in shown
    assert "\n4 errors, 1 warning in 4 files (" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_dutch_is_spoken_by_default(
    broken: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    run_command_line(["check", "--workspace", str(broken)])
    assert ': fout[R101] het rooster kent geen functie "CICO"' in capsys.readouterr().out


def test_named_files_only(broken: Path, capsys: Capture) -> None:
    assert check(broken, "scenarios/tab.yaml") == 1
    assert capsys.readouterr().out.count("error[") == 1


def test_one_that_is_not_there_exits_with_3(broken: Path, capsys: Capture) -> None:
    assert check(broken, "scenarios/nee.yaml", "scenarios/tab.yaml") == 3
    shown = capsys.readouterr().out
    assert "error[Y023]" in shown
    assert "error[Y002]" in shown


def test_a_huge_file_is_refused(broken: Path, capsys: Capture) -> None:
    with (broken / "scenarios/huge.yaml").open("wb") as file:
        file.truncate(50 * 2**20)
    assert check(broken, "scenarios/huge.yaml") == 1
    assert "it is larger than\n    10 MiB (50 MiB)\n   = (crisis" in capsys.readouterr().out


def test_a_file_that_says_nothing(broken: Path, capsys: Capture) -> None:
    (broken / "scenarios/x.yaml").write_text("title: x\n")
    assert check(broken, "scenarios/x.yaml") == 1
    assert "error[S119]" in capsys.readouterr().out


def test_strict_makes_warnings_count(tmp_path: Path) -> None:
    workspace(tmp_path, {"scenarios/s.yaml": GOOD + "summary: poort #3\n", "rosters/r.yaml": ROLES})
    assert check(tmp_path) == 0
    assert check(tmp_path, "--strict") == 1


def test_many_of_one_kind_are_cut(tmp_path: Path, capsys: Capture) -> None:
    many = "".join(inject(f"C{n}").replace("1m", "5") for n in range(25))
    workspace(tmp_path, {"scenarios/s.yaml": HEADER + "injects:\n" + many})
    assert check(tmp_path, "--max-per-rule", "3") == 1
    shown = capsys.readouterr().out
    assert shown.count("error[T206]") == 3
    assert "T206: and 22 more" in shown
    assert "25 errors" in shown
    check(tmp_path, "--max-per-rule", "0")
    assert capsys.readouterr().out.count("error[T206]") == 25


def test_scenarios_are_held_against_the_roster_that_is_named(
    tmp_path: Path, capsys: Capture
) -> None:
    workspace(
        tmp_path,
        {
            "scenarios/s.yaml": GOOD,
            "rosters/a.yaml": ROLES,
            "rosters/b.yaml": ROSTER + "roles: [{id: GS, title: x}]\n",
        },
    )
    assert check(tmp_path) == 0
    assert check(tmp_path, "--roster", "b", "scenarios/s.yaml") == 3
    assert check(tmp_path, "--roster", "b", str(tmp_path / "scenarios/s.yaml")) == 1
    assert "R101" in capsys.readouterr().out
    assert check(tmp_path, "--roster", "c") == 2


def from_pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_a_text_from_a_pipe(broken: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    from_pipe(monkeypatch, HEADER.replace("60m", "60").encode())
    assert check(broken, "-") == 1
    shown = capsys.readouterr().out
    assert shown.startswith("-:6:6: error[T206]")
    assert "   6 | end: 60\n" in shown


def report(broken: Path, capsys: Capture, *arguments: str) -> Any:  # noqa: ANN401
    check(broken, *arguments)
    return json.loads(capsys.readouterr().out)


def test_json_for_programs(broken: Path, capsys: Capture) -> None:
    found = report(broken, capsys, "--format", "json")
    assert (found["files"], found["errors"], found["warnings"]) == (4, 4, 1)
    first = found["findings"][0]
    assert first == {
        "code": "R101",
        "severity": "error",
        "message": 'the roster has no role "CICO"',
        "help": 'did you mean "CISO"?',
        "file": "scenarios/s.yaml",
        "line": 8,
        "column": 37,
        "end_line": 8,
        "end_column": 41,
        "related": [],
    }
    [related] = next(each["related"] for each in found["findings"] if each["code"] == "R105")
    assert related == {
        "file": "scenarios/s.yaml",
        "line": 8,
        "column": 10,
        "message": "first used here",
    }


SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "results": {
                        "type": "array",
                        "minItems": 5,
                        "items": {
                            "required": ["ruleId", "level", "message", "locations"],
                            "properties": {"level": {"enum": ["error", "warning", "note"]}},
                        },
                    }
                },
            },
        },
    },
}


def test_sarif_for_code_scanning(broken: Path, capsys: Capture) -> None:
    found = report(broken, capsys, "--format", "sarif")
    jsonschema.validate(found, SARIF)
    [run] = found["runs"]
    codes = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} == codes
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "scenarios/s.yaml"
    assert place["region"]["startLine"] == 8


def test_commands_for_github(broken: Path, capsys: Capture) -> None:
    check(broken, "--format", "github")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "::error file=scenarios/s.yaml,line=8,endLine=8,col=37,endColumn=41,title=R101"
        '::the roster has no role "CICO"%0Adid you mean "CISO"?'
    )
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_nothing_from_a_file_reaches_the_terminal_raw(tmp_path: Path, capsys: Capture) -> None:
    text = HEADER.replace("cyber", '"\\e]52;c;x\\a"') + "x\u202ey: [\x1b[31m\n"
    workspace(tmp_path, {"scenarios/s.yaml": text})
    check(tmp_path)
    shown = capsys.readouterr().out
    assert "Y013" in shown
    assert not set(shown) & {"\x1b", "\u202e", "\a"}


def test_long_lines_are_cut_around_the_fault(tmp_path: Path, capsys: Capture) -> None:
    entry = inject("C01").replace("title: x", f"title: {'lang ' * 40}, channel: fax")
    workspace(tmp_path, {"scenarios/s.yaml": HEADER + "injects:\n" + entry})
    check(tmp_path)
    lines = capsys.readouterr().out.splitlines()
    snippet = next(line for line in lines if "channel: fax" in line)
    caret = lines[lines.index(snippet) + 1]
    assert snippet[caret.index("^") : caret.rindex("^") + 1] == "fax"
    assert all(len(line) <= 80 or line.startswith(str(tmp_path)) for line in lines)


def test_a_long_place_is_not_broken(tmp_path: Path, capsys: Capture) -> None:
    name = f"scenarios/{'lang-' * 30}.yaml"
    workspace(tmp_path, {name: HEADER + "injects:\n" + inject("C01").replace("title", "titel")})
    check(tmp_path)
    lines = capsys.readouterr().out.splitlines()
    place = next(line for line in lines if line.endswith("titel") or "-.yaml:" in line)
    assert re.fullmatch(r"\S+-\.yaml:\d+:\d+:", place)


@pytest.mark.parametrize(
    "arguments", [["--max-per-rule", "-1"], ["--max-per-rule", "x"], ["--format", "xml"]]
)
def test_wrong_use(tmp_path: Path, arguments: Sequence[str]) -> None:
    assert check(tmp_path, *arguments) == 2
