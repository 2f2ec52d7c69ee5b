"""What a command really imports: start-up time is a promise, and static contracts cannot see it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMANDS = ROOT / "crisis_tui" / "cli"
HEAVY = {"apscheduler", "asyncio", "ortools", "pydantic", "rich", "textual", "tinydb", "yaml"}

REPORT_IMPORTS = """
import json, sys
{code}
print("\\0" + json.dumps(sorted(sys.modules)))
"""
CALL = """
from crisis_tui.__main__ import main
sys.argv = ["crisis-tui", *{arguments!r}]
code = main()
assert code in (0, 1), code
"""


def imported_by(code: str) -> set[str]:
    """Return the names of all modules loaded after `code` ran in a fresh interpreter."""
    finished = subprocess.run(
        [sys.executable, "-c", REPORT_IMPORTS.format(code=code)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=60,
    )
    assert "\0" in finished.stdout, finished.stderr
    return set(json.loads(finished.stdout.rpartition("\0")[2]))


def packages(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def commands() -> list[str]:
    """Return the names of the commands: one module each."""
    return sorted(
        module.stem.replace("_", "-")
        for module in COMMANDS.glob("*.py")
        if not module.stem.startswith("_") and "def add_arguments(" in module.read_text()
    )


def test_importing_the_package_imports_nothing_else_of_ours() -> None:
    ours = {name for name in imported_by("import crisis_tui") if name.startswith("crisis_tui")}
    assert ours == {"crisis_tui"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_and_version_are_light(arguments: list[str]) -> None:
    assert not packages(imported_by(CALL.format(arguments=arguments))) & HEAVY


@pytest.mark.parametrize("command", commands())
def test_only_the_screens_import_textual(command: str) -> None:
    assert "textual" not in packages(imported_by(CALL.format(arguments=[command, "--help"])))


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["explain", "R101"],
        ["oncall", "--roster", "dronten"],
        ["training", "--roster", "dronten"],
        ["readiness", "dinsdag-zonder-netwerk", "--roster", "dronten"],
        ["endurance", "dinsdag-zonder-netwerk", "--roster", "dronten"],
        ["exercises"],
        ["schema", "scenario"],
        ["doctor"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_answers_are_given_without_textual(arguments: list[str]) -> None:
    assert "textual" not in packages(imported_by(CALL.format(arguments=arguments)))


def test_the_solver_is_loaded_for_a_proposal_alone() -> None:
    asked = ["endurance", "dinsdag-zonder-netwerk", "--roster", "dronten"]
    assert not packages(imported_by(CALL.format(arguments=asked))) & {"numpy", "ortools", "pandas"}


def test_a_cached_board_answers_without_anything_heavy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    call = CALL.format(arguments=["oncall", "--roster", "dronten"])
    assert packages(imported_by(call)) >= {"pydantic", "yaml"}
    cached = imported_by(call)
    assert not packages(cached) & (HEAVY | {"dataclasses"})
    assert "crisis_tui.readiness.board" in cached


def test_home_is_painted_before_anything_that_reads_files_is_imported() -> None:
    shell = "crisis_tui.cli.screens, crisis_tui.tui.app, crisis_tui.tui.screens.home"
    imported = packages(imported_by(f"import {shell}"))
    assert not imported & {"apscheduler", "pydantic", "tinydb", "yaml"}


def test_the_heavy_imports_are_seen() -> None:
    assert packages(imported_by("import yaml, textual.app")) >= {"yaml", "textual", "asyncio"}


@pytest.mark.parametrize(
    "arguments", [["check"], ["export", "csv", "--roster", "dronten"], ["oncall"]]
)
def test_workbooks_are_for_those_who_have_them(arguments: list[str]) -> None:
    loaded = packages(imported_by(CALL.format(arguments=arguments)))
    assert not loaded & {"openpyxl", "xlsxwriter"}


CALENDARS = {"dateutil", "icalendar", "recurring_ical_events"}


@pytest.mark.parametrize("arguments", [["training"], ["export", "csv"]])
def test_rosters_without_calendars_cost_no_library_for_them(arguments: list[str]) -> None:
    call = CALL.format(arguments=[*arguments, "--roster", "dronten"])
    assert not packages(imported_by(call)) & CALENDARS


def test_a_calendar_that_was_read_before_costs_no_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    call = CALL.format(arguments=["training", "--roster", "dronten-met-gaten"])
    assert packages(imported_by(call)) >= CALENDARS
    assert not packages(imported_by(call)) & CALENDARS


FILE_READERS = {"apscheduler", "openpyxl", "ortools", "pydantic", "tinydb", "yaml"}
SCENARIO_READERS = {
    "crisis_tui.files",
    "crisis_tui.frozen_inputs",
    "crisis_tui.scenario.model",
    "crisis_tui.storage",
}


@pytest.mark.parametrize(
    "seat",
    [
        "crisis_tui.tui.seats.running, crisis_tui.tui.seats.player",
        "crisis_tui.tui.seats.running, crisis_tui.tui.seats.big_screen",
        "crisis_tui.plain.seats.run, crisis_tui.plain.seats.player",
    ],
)
def test_a_seat_reads_no_files(seat: str) -> None:
    modules = imported_by(f"import crisis_tui.gate.client, {seat}")
    assert not packages(modules) & FILE_READERS
    assert not modules & SCENARIO_READERS
