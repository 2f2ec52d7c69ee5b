"""cli.md, "Everywhere": workspaces, names, languages, times, where words go, exit codes."""

from __future__ import annotations

import getpass
import json
import os
import pty
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.files import roster, scenario
from tests.acceptance.stranger import PROGRAM

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)")
SHIFT = "- shift: {role: OVD, person: anna, from: 2026-03-03 08:00, until: 2026-03-03 17:00}"


@pytest.fixture
def filled(here: Stranger) -> Stranger:
    here.write("rosters/proef.yaml", roster(duties=SHIFT))
    here.write("scenarios/proef.yaml", scenario())
    return here


def test_the_workspace_is_the_option_before_the_environment_before_the_folder_above(
    filled: Stranger, tmp_path: Path
) -> None:
    def organisation(*arguments: str, cwd: Path, named: str = "") -> str:
        env = {"CRISIS_TUI_WORKSPACE": named} if named else {}
        said = filled.call("oncall", "--at", "2026-03-03 12:00", *arguments, cwd=cwd, env=env)
        return said.out.splitlines()[0]

    for name in ("een", "twee", "drie"):
        for part in ("scenarios", "rosters"):
            (tmp_path / name / part).mkdir(parents=True)
        text = roster().replace("Gemeente Proef (fictief)", name)
        (tmp_path / name / "rosters" / "r.yaml").write_text(text)
    deep = tmp_path / "drie" / "scenarios" / "oud"
    deep.mkdir()
    option, env = str(tmp_path / "een"), str(tmp_path / "twee")
    asked = organisation("--workspace", option, cwd=deep, named=env)
    assert "een" in asked
    assert "twee" in organisation(cwd=deep, named=env)
    assert "drie" in organisation(cwd=deep)
    assert "Dronten" in organisation(cwd=tmp_path)


def test_the_samples_are_read_only_and_their_exercises_lie_in_the_users_data(
    here: Stranger, tmp_path: Path
) -> None:
    outside = tmp_path / "elders"
    outside.mkdir()
    arguments = ("run", "dinsdag-zonder-netwerk", "--headless", "--speed", "max", "--until", "1m")
    assert here.call(*arguments, cwd=outside).code == 0
    (folder,) = (tmp_path / ".local/share/crisis-tui/exercises").glob("*/journal.jsonl")
    assert "dinsdag-zonder-netwerk" in folder.parent.name
    assert (
        here.call(*arguments, cwd=outside, env={"XDG_DATA_HOME": str(tmp_path / "data")}).code == 0
    )
    assert list((tmp_path / "data/crisis-tui/exercises").glob("*/journal.jsonl"))
    assert list(outside.iterdir()) == []


def test_exercises_is_made_when_it_is_needed(filled: Stranger) -> None:
    assert filled.ask("exercises").code == 0
    assert not (filled.root / "exercises").exists()
    filled.play("proef")
    assert (filled.root / "exercises").is_dir()


def test_a_folder_that_is_no_workspace_is_wrong_use(here: Stranger, tmp_path: Path) -> None:
    for folder in (str(tmp_path / "nergens"), str(tmp_path), "", "\0", "x" * 5000):
        said = here.ask("oncall", "--workspace", folder)
        assert (said.code, said.out) == (2, "")
        assert "scenarios/" in said.err


@pytest.mark.parametrize("name", ["proef", "proef.yaml", "scenarios/proef.yaml"])
def test_a_scenario_is_named_with_and_without_its_ending(
    filled: Stranger, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(filled.root)
    assert filled.ask("readiness", name).code == 0
    assert filled.play(name, "--until", "1m")


@pytest.mark.parametrize("name", ["proef", "proef.yaml", "rosters/proef.yaml"])
def test_a_roster_is_named_with_and_without_its_ending(
    filled: Stranger, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(filled.root)
    assert filled.ask("oncall", "--roster", name, "--at", "2026-03-03 12:00").code == 0


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["readiness", "proev"], "proef"),
        (["run", "proev", "--headless"], "proef"),
        (["oncall", "--roster", "proev"], "proef"),
        (["oncall", "--role", "OVB"], "OVD"),
        (["training", "--person", "ana"], "anna"),
        (["explain", "Y0011"], "Y001"),
        (["readiness", "proef", "--roster", "proev"], "proef"),
    ],
)
def test_an_unknown_name_is_wrong_use_with_the_nearest(
    filled: Stranger, arguments: list[str], near: str
) -> None:
    said = filled.ask(*arguments)
    assert (said.code, said.out) == (2, "")
    assert f'"{near}' in said.err


@pytest.mark.parametrize("command", ["resume", "verify", "log", "debrief"])
def test_an_unknown_exercise_is_wrong_use_with_the_nearest(filled: Stranger, command: str) -> None:
    filled.play("proef")
    name = filled.exercise.name
    more = ("--headless",) if command == "resume" else ()
    said = filled.ask(command, name.replace("proef", "prof"), *more)
    assert (said.code, said.out) == (2, "")
    assert name in said.err


@pytest.mark.parametrize("name", ["", "x" * 5000, "a/" * 3000, "\0", "..", "/", "~nobody/x", " "])
def test_strange_names_are_wrong_use_not_our_fault(filled: Stranger, name: str) -> None:
    for command in (
        ["run", name, "--headless"],
        ["readiness", name],
        ["oncall", "--roster", name],
        ["oncall", "--role", name],
        ["training", "--person", name],
        ["verify", name],
        ["log", name],
        ["debrief", name],
        ["resume", name, "--headless"],
        ["explain", name],
    ):
        said = filled.ask(*command)
        assert (said.code, said.out) == (2, ""), command
    for command in (["check", name], ["run", "proef", "--headless", "--script", name]):
        assert filled.ask(*command).code == 3, command
    filled.play("proef")
    if name not in {" ", "\0"}:  # a file of that name; no command line can hold the other
        assert filled.ask("debrief", "last", "-o", name).code == 3


def test_a_files_stem_equals_its_id(filled: Stranger) -> None:
    filled.change("scenarios/proef.yaml", "id: proef", "id: anders")
    found = [each for each in filled.json("check")["findings"] if each["severity"] == "error"]
    assert [each["line"] for each in found] == [2]
    assert "anders" in found[0]["message"]


def test_who_is_at_the_keyboard(filled: Stranger) -> None:
    events = filled.play("proef", "--until", "1m", "--me", "Hilde")
    assert events[0]["actor"]["person"] == "Hilde"
    fast = ("run", "proef", "--headless", "--speed", "max", "--format", "jsonl")
    assert filled.call(*fast).lines[0]["actor"]["person"] == getpass.getuser()
    said = filled.call(*fast, env={"LOGNAME": "piet\x1b[2J\x9b\nroot"})
    person = said.lines[0]["actor"]["person"]
    assert person.startswith("piet")
    assert not set(person) & {"\x1b", "\x9b", "\n"}


@pytest.mark.parametrize(
    ("env", "arguments", "word"),
    [
        ({}, (), "Piket"),
        ({"LANG": "en_GB.UTF-8"}, (), "On call"),
        ({"LANG": "de_DE.UTF-8"}, (), "Piket"),
        ({"LANG": "C"}, (), "Piket"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "nl_NL.UTF-8"}, (), "Piket"),
        ({"LANG": "en_GB.UTF-8"}, ("--lang", "nl"), "Piket"),
        ({}, ("--lang=en",), "On call"),
    ],
)
def test_the_language_is_the_option_then_the_locale_then_dutch(
    filled: Stranger,
    monkeypatch: pytest.MonkeyPatch,
    env: dict[str, str],
    arguments: tuple[str, ...],
    word: str,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    filled.common = ()
    said = filled.ask("oncall", "--at", "2026-03-03 12:00", *arguments)
    assert said.out.startswith(word)


def test_a_language_that_is_not_spoken_is_wrong_use(filled: Stranger) -> None:
    assert filled.ask("oncall", "--lang", "fr").code == 2


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        (("oncall", "--at", "2026-03-03 12:00"), {"at", "posts"}),
        (("readiness", "proef"), {"scenario", "start", "verdict", "needs", "findings"}),
        (("training", "--at", "2026-03-03 12:00"), {"at", "people"}),
        (("check", "--strict"), {"files", "errors", "warnings", "findings"}),
        (("exercises",), {"exercises"}),
        (("verify", "last"), {"events", "valid", "head", "problem"}),
        (
            ("debrief", "last"),
            {
                "exercise", "scenario", "measures", "objectives", "injects", "decisions",
                "observations", "clocks", "actions", "improvements",
            },
        ),
    ],
)  # fmt: skip
def test_json_is_one_document_on_stdout_and_text_needs_no_colour(
    filled: Stranger,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    keys: set[str],
) -> None:
    monkeypatch.chdir(filled.root)
    filled.play("proef")
    said = filled.ask(*command, "--format", "json")
    assert (said.code, said.err) == (0, "")
    assert keys <= set(said.json)
    text = filled.ask(*command)
    assert text.code == 0
    assert "\x1b" not in text.out + text.err
    assert max(map(len, text.out.splitlines())) <= 80


def test_what_is_talk_goes_to_stderr(filled: Stranger) -> None:
    filled.write("rosters/tweede.yaml", roster())
    said = filled.ask("oncall", "--at", "2026-03-03 12:00", "--format", "json")
    assert said.json["posts"]
    assert "tweede" in said.err
    said = filled.try_play("proef")
    assert said.lines
    assert filled.exercise.name in said.err


def on_a_terminal(here: Stranger, *arguments: str, **env: str) -> str:
    """Return what a person at a terminal sees."""
    outer, inner = pty.openpty()
    environment = here.environment(TERM="xterm-256color", **env)
    with subprocess.Popen(
        [*PROGRAM, *arguments],
        cwd=here.root,
        env=environment,
        stdin=inner,
        stdout=inner,
        stderr=inner,
    ) as process:
        os.close(inner)
        seen = b""
        while True:
            try:
                chunk = os.read(outer, 4096)
            except OSError:
                break
            if not chunk:
                break
            seen += chunk
        process.wait(timeout=20)
    os.close(outer)
    return seen.decode()


def test_colour_is_for_terminals_that_want_it(here: Stranger) -> None:
    here.write("rosters/proef.yaml", roster().replace("roles:", "rolls:"))
    assert "\x1b[" in on_a_terminal(here, "check")
    assert "\x1b[" not in on_a_terminal(here, "check", "--no-color")
    assert "\x1b[" not in on_a_terminal(here, "check", NO_COLOR="1")


@pytest.mark.parametrize("arguments", [[], ["run", "proef"], ["resume", "last"]])
def test_without_a_terminal_screens_refuse_with_a_hint_to_plain(
    filled: Stranger, arguments: list[str]
) -> None:
    filled.play("proef", "--until", "1m")
    said = filled.call(*arguments)
    assert (said.code, said.out) == (2, "")
    assert "--plain" in said.err
    assert len(filled.exercises) == 1


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2026-03-03 07:42", "2026-03-03T07:42:00+01:00"),
        ("2026-07-03 07:42", "2026-07-03T07:42:00+02:00"),
        ("2026-03-03T07:42", "2026-03-03T07:42:00+01:00"),
        ("2026-03-03T07:42:30", "2026-03-03T07:42:30+01:00"),
        ("2026-03-03T07:42+05:30", "2026-03-03T03:12:00+01:00"),
        ("2026-03-03T06:42Z", "2026-03-03T07:42:00+01:00"),
        ("2026-03-03", "2026-03-03T00:00:00+01:00"),
        ("2026-10-25 02:30+02:00", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25 02:30+01:00", "2026-10-25T02:30:00+01:00"),
    ],
)
def test_times_that_are_given(filled: Stranger, given: str, meant: str) -> None:
    assert filled.json("oncall", "--at", given)["at"] == meant
    assert filled.json("training", "--at", given)["at"] == meant
    assert filled.json("readiness", "proef", "--start", given)["start"] == meant


def test_a_time_can_be_now_or_from_now(filled: Stranger) -> None:
    from datetime import UTC, datetime, timedelta

    now = datetime.now(UTC)
    for given, ahead in (("now", 0), ("+8h", 8 * 60), ("+1h30m", 90)):
        answered = datetime.fromisoformat(filled.json("oncall", "--at", given)["at"])
        assert abs(answered - now - timedelta(minutes=ahead)) < timedelta(minutes=1)
    answered = datetime.fromisoformat(filled.json("oncall")["at"])
    assert abs(answered - now) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("zone", "night", "spellings"),
    [
        ("Europe/Amsterdam", "2026-03-29 02:30", ("01:30+01:00", "03:30+02:00")),
        ("Europe/Amsterdam", "2026-10-25 02:30", ("02:30+02:00", "02:30+01:00")),
        ("Europe/Lisbon", "2026-10-25 01:30", ("01:30+01:00", "01:30+00:00")),
    ],
)
def test_a_time_that_the_clock_skips_or_shows_twice_needs_its_offset(
    filled: Stranger, zone: str, night: str, spellings: tuple[str, str]
) -> None:
    filled.change("rosters/proef.yaml", "roster: 1", f"roster: 1\ntimezone: {zone}")
    filled.change("scenarios/proef.yaml", "scenario: 1", f"scenario: 1\ntimezone: {zone}")
    for command in (["oncall", "--at"], ["training", "--at"], ["readiness", "proef", "--start"]):
        said = filled.ask(command[0], *command[1:], night)
        assert (said.code, said.out) == (2, "")
        for spelling in spellings:
            assert f"{night[:11]}{spelling}" in said.err
            assert filled.ask(*command, f"{night[:11]}{spelling}").code in {0, 1}


@pytest.mark.parametrize("given", ["tomorrow", "25:00", "2026-02-30 10:00", "+8", "8h", ""])
def test_what_is_no_time_is_wrong_use(filled: Stranger, given: str) -> None:
    assert filled.ask("oncall", "--at", given).code == 2


def test_every_time_in_json_has_its_offset(filled: Stranger) -> None:
    filled.play("proef")
    documents = [
        filled.json("oncall", "--at", "2026-03-03 12:00"),
        filled.json("readiness", "proef"),
        filled.json("exercises"),
    ]
    found = re.findall(r'"(\d{4}-\d\d-\d\dT[^"]*)"', json.dumps(documents))
    assert found
    assert all(ISO.fullmatch(each) for each in found)


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["oncall", "--bogus"],
        ["run"],
        ["check", "--format", "xml"],
        ["run", "proef", "--headless", "--speed", "0"],
        ["run", "proef", "--headless", "--speed", "601"],
        ["run", "proef", "--headless", "--until", "90"],
        ["run", "proef", "--until", "90m"],
        ["run", "proef", "--speed", "max"],
        ["resume", "last", "--overdue", "drop"],
        ["training", "--within", "90"],
        ["verify"],
    ],
)
def test_wrong_use_is_exit_two_without_an_answer(filled: Stranger, arguments: list[str]) -> None:
    said = filled.ask(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err
    assert not (filled.root / "exercises").exists()


def test_help_and_version(filled: Stranger) -> None:
    said = filled.call("--help")
    assert (said.code, said.err) == (0, "")
    for command in (
        "check", "explain", "readiness", "oncall", "training", "run", "resume", "exercises",
        "log", "verify", "debrief", "schema",
    ):  # fmt: skip
        assert f"  {command} " in said.out
        told = filled.ask(command, "--help")
        assert told.code == 0
        assert "--workspace" in told.out
    assert re.fullmatch(r"crisis-tui \d+\.\d+\.\d+\n", filled.call("--version").out)


def test_an_internal_error_is_short_and_leaves_a_report_without_people(
    filled: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crisis_tui.cli import oncall

    def broken(*_: object) -> None:
        anna = "Anna Oever"
        raise RuntimeError(anna)

    monkeypatch.setattr(oncall, "board_at", broken)
    said = filled.ask("oncall")
    assert (said.code, said.out) == (70, "")
    assert "Traceback" not in said.err
    assert len(said.err.splitlines()) <= 4
    (path,) = re.findall(r"/\S+", said.err)
    report = Path(path.rstrip(".,")).read_text(encoding="utf-8")
    assert "RuntimeError" in report
    assert "Anna" not in report + said.err
