"""Live exercises: signals, kill -9, a second director, outages, damaged folders."""

from __future__ import annotations

import resource
import signal
import time
from typing import TYPE_CHECKING

import pytest

from crisis_tui.storage.lease import current_holder
from tests.cli.exercising import Desk, types

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk.at(tmp_path, capsys)


@pytest.fixture
def live(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    """A live exercise, begun and past its first event."""
    process = desk.begin("run", "stroom", "--headless", "--format", "jsonl")
    assert process.stdout is not None
    while "InjectDelivered" not in process.stdout.readline():
        assert process.poll() is None
    yield process
    process.kill()
    process.communicate()


def end(process: subprocess.Popen[str], number: int) -> int:
    process.send_signal(number)
    process.communicate(timeout=20)
    return process.returncode


@pytest.mark.parametrize(
    ("number", "reason", "stands"),
    [
        (signal.SIGINT, "quit", True),
        (signal.SIGTERM, "terminated", False),
        (signal.SIGHUP, "hangup", False),
    ],
)
def test_a_signal_ends_it_in_order(
    desk: Desk, live: subprocess.Popen[str], number: int, reason: str, *, stands: bool
) -> None:
    assert end(live, number) == 128 + number
    events = desk.events(desk.the_exercise())
    assert (events[-1]["type"], events[-1]["data"]) == ("DirectorReleased", {"reason": reason})
    assert ("Paused" in types(events)) == stands
    assert desk.say("verify", "last") == 0


def test_a_killed_exercise_is_taken_over_and_goes_on(
    desk: Desk, live: subprocess.Popen[str]
) -> None:
    end(live, signal.SIGKILL)
    name = desk.the_exercise()
    before = desk.events(name)
    assert desk.say("exercises") == 0
    assert "to resume" in desk.out
    assert desk.say("resume", name, "--headless", "--until", "1s", "--format", "jsonl") == 0
    events = desk.events(name)
    assert events[: len(before)] == before
    taken = events[len(before)]["data"]
    assert (taken["reason"], taken["why"]) == ("takeover", "gone")
    assert (taken["previous_person"], taken["previous_terminal"]) == ("mia", "-")
    assert types(events)[-2:] == ["Paused", "DirectorReleased"]


def test_a_second_director_is_refused_and_hears_who(
    desk: Desk, live: subprocess.Popen[str]
) -> None:
    name = desk.the_exercise()
    lines = len(desk.events(name))
    assert desk.say("resume", name, "--headless") == 1
    assert "held by mia at - since 20" in desk.err
    assert len(desk.events(name)) == lines
    assert desk.say("exercises") == 0
    assert "running" in desk.out
    holder = current_holder(desk.exercises / name)
    assert holder is not None
    assert holder.pid == live.pid


def test_a_follower_sees_what_happens(desk: Desk, live: subprocess.Popen[str]) -> None:
    follower = desk.begin("log", "last", "--follow", "--format", "jsonl")
    assert follower.stdout is not None
    assert "ExerciseStarted" in follower.stdout.readline()
    end(live, signal.SIGTERM)
    line = ""
    while "DirectorReleased" not in line:
        line = follower.stdout.readline()
        assert line
    assert end(follower, signal.SIGINT) == 130


def test_a_reader_that_goes_away_ends_it_quietly(desk: Desk) -> None:
    process = desk.begin("run", "stroom", "--headless", "--speed", "600", "--format", "jsonl")
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=20) == 0
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    assert types(desk.events(desk.the_exercise()))[-1] == "DirectorReleased"


def shift_into_the_past(desk: Desk, name: str, by_minutes: int) -> None:
    """Let an exercise look as if it had been left some minutes ago."""
    from crisis_tui.exercise.ports import Entry
    from crisis_tui.storage.journal import open_journal, read_journal

    path = desk.exercises / name / "journal.jsonl"
    records = list(read_journal(path).read_new())
    path.unlink()
    journal = open_journal(path)
    journal.append(
        [
            Entry(record.event, record.actor, record.at_ms - by_minutes * 60_000, record.play_ms)
            for record in records
        ]
    )
    journal.close()


@pytest.mark.parametrize(
    ("overdue", "expected"),
    [
        ("hold", ["InjectHeld"]),
        ("send", ["InjectHeld", "InjectDelivered"]),
        ("skip", ["InjectHeld", "InjectSkipped"]),
    ],
)
def test_after_an_outage_overdue_messages_are_held_sent_or_skipped(
    desk: Desk, live: subprocess.Popen[str], overdue: str, expected: list[str]
) -> None:
    end(live, signal.SIGKILL)
    name = desk.the_exercise()
    shift_into_the_past(desk, name, 11)
    assert desk.say("resume", name, "--overdue", overdue, "--headless", "--until", "11m1s") == 0
    about_s02 = [
        event["type"] for event in desk.events(name) if event["data"].get("inject") == "S02"
    ]
    assert about_s02 == expected
    assert ("catch-up list" in desk.err) == (overdue == "hold")


def test_an_exercise_that_is_over_is_not_resumed(desk: Desk) -> None:
    desk.play()
    name = desk.the_exercise()
    lines = len(desk.events(name))
    assert desk.say("resume", name, "--headless") == 1
    assert "over" in desk.err
    assert len(desk.events(name)) == lines


def test_a_live_exercise_does_not_go_on_in_no_time(desk: Desk, live: subprocess.Popen[str]) -> None:
    end(live, signal.SIGKILL)
    assert desk.say("resume", "last", "--headless", "--speed", "max") == 2
    assert "--speed max" in desk.err


@pytest.mark.parametrize("command", [["resume", "last", "--headless"], ["log", "last"]])
def test_a_damaged_journal_is_named_with_its_line(desk: Desk, command: list[str]) -> None:
    desk.play("--until", "12m")
    path = desk.exercises / desk.the_exercise() / "journal.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[3] = lines[3].replace(b"S01", b"S02")
    path.write_bytes(b"".join(lines))
    before = path.read_bytes()
    assert desk.say(*command) == 3
    assert "line 4" in desk.err
    assert path.read_bytes() == before
    assert desk.say("verify", "last") == 3
    assert "line 4" in desk.out
    assert desk.say("exercises") == 0
    assert "DAMAGED" in desk.out


def test_a_torn_line_is_set_aside_and_reported(desk: Desk) -> None:
    desk.play("--until", "12m")
    name = desk.the_exercise()
    path = desk.exercises / name / "journal.jsonl"
    with path.open("ab") as file:
        file.write(b'{"seq":99,"at"')
    assert desk.say("log", "last") == 0
    assert "not whole" in desk.err
    assert desk.say("resume", "last", "--headless") == 0
    assert "14 bytes" in desk.err
    assert path.with_suffix(".torn").read_bytes() == b'{"seq":99,"at"\n'
    assert desk.say("verify", "last") == 0


def test_inputs_that_changed_since_are_refused(desk: Desk) -> None:
    desk.play("--until", "12m")
    name = desk.the_exercise()
    frozen = desk.exercises / name / "inputs" / "scenarios" / "stroom.yaml"
    frozen.write_text(frozen.read_text().replace("end: 30m", "end: 31m"))
    assert desk.say("resume", name, "--headless") == 3
    assert "scenarios/stroom.yaml" in desk.err
    assert desk.say("log", name) == 0
    assert "S01 " in desk.out


def test_a_folder_without_a_beginning_is_refused(desk: Desk) -> None:
    desk.play("--until", "12m")
    path = desk.exercises / desk.the_exercise() / "journal.jsonl"
    path.write_bytes(b"")
    assert desk.say("resume", "last", "--headless") == 1
    assert "never began" in desk.err


def test_a_hostile_name_cannot_command_the_terminal(desk: Desk) -> None:
    assert desk.play("--me", "\x1b]0;owned\x07 mia\nroot") == 0
    events = desk.events(desk.the_exercise())
    assert "\x1b" not in events[0]["actor"]["person"]
    assert "\n" not in events[0]["actor"]["person"]
    assert "\x1b" not in desk.out


def test_a_live_exercise_outlives_a_full_disk(desk: Desk) -> None:
    process = desk.begin("run", "stroom", "--headless", "--speed", "200", "--format", "jsonl")
    assert process.stdout is not None
    while "InjectDelivered" not in process.stdout.readline():
        assert process.poll() is None
    name = desk.the_exercise()
    room = (desk.exercises / name / "journal.jsonl").stat().st_size + 10
    _, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (room, -1))
    time.sleep(2.5)  # the expected action of S01 is missed after five minutes of play
    stood = desk.events(name)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
    while "ExpectationMissed" not in process.stdout.readline():
        assert process.poll() is None
    end(process, signal.SIGTERM)
    events = desk.events(name)
    assert events[: len(stood)] == stood
    assert "ExpectationMissed" not in types(stood)
    assert types(events)[len(stood) :][:3] == ["Paused", "Resumed", "ExpectationMissed"]
    stopped, goes_on, missed = events[len(stood) :][:3]
    assert stopped["data"] == {"reason": "disk-full"}
    assert stopped["play"] == goes_on["play"] <= missed["play"] < 400_000
    assert desk.say("verify", "last") == 0
