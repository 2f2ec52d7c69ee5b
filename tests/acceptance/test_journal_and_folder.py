"""The journal's lines, `verify`, `log`, `exercises`, the exercise folder (cli.md, architecture.md)."""

from __future__ import annotations

import hashlib
import json
import re
import stat
import zlib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.files import roster, scenario

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.stranger import Stranger

EVENT_TYPES = {
    "ExerciseStarted", "PhaseEntered", "StoryJumped", "InjectDelivered", "InjectAcknowledged",
    "ExpectationMet", "ExpectationMissed", "InjectHeld", "InjectSkipped", "InjectRetimed",
    "InjectVoided", "InjectAdded", "DecisionTaken", "ObservationRecorded", "EntryRecorded",
    "ActionRecorded", "ActionClosed", "ClockStarted", "ClockMet", "ClockMissed", "Paused",
    "Resumed", "SpeedChanged", "Jumped", "WallClockStepped", "DirectorTaken", "DirectorReleased",
    "HandoverSigned", "PlayStopped", "ExerciseEnded", "ExpectationRetracted", "DecisionRetracted",
    "EntryRetracted", "InjectPlayed", "InjectPlayRetracted", "EntryHandled",
    "EntryHandlingRetracted", "TaskRated",
}  # fmt: skip
SCRIPT = """
- {at: 1m, as: OVD, acknowledge: A1}
- {at: 2m, as: OVD, done: E1}
- {at: 3m, as: OVD, decide: losgeld, option: niet}
- {at: 4m, as: observer, observe: "één “rustig” team", objective: O1}
- {at: 5m, as: OVD, note: koffie}
- {at: 6m, as: OVD, action: Bellen, owner: OVD, due: 20m}
- {at: 7m, close: E3}
- {at: 8m, pause: 1m}
- {at: 9m, speed: 2}
- {at: 10m, jump: 12m}
- {at: 13m, void: A1, reason: verkeerd}
- {at: 14m, retime: A2, due: 16m}
- {at: 17m, as: OVD, clock: AP72}
- {at: 18m, as: a, to: b, handover: {situation: a, decisions: b, actions: c, expectation: d, contacts: e}}
- {at: 19m, stop: brand}
"""
INJECTS = """
- id: A1
  at: 0m
  to: [OVD]
  title: Betalen?
  decision: {id: losgeld, question: Betalen?, options: [{id: niet, title: Nee}, {id: wel, title: Ja}]}
  expects:
    - {id: E1, by: OVD, action: Belt, within: 5m}
    - {id: E2, by: OVD, action: Schrijft, within: 5m}
- {id: A2, at: 15m, to: [OVD], title: Later}
- {id: A3, at: 11m, to: [OVD], title: In de sprong}
- {id: A4, at: 18m, story: D2 09:00, to: [OVD], title: Morgen}
"""
MORE = (
    "objectives:\n  - {id: O1, title: Leiding}\n"
    "clocks:\n  - {id: AP72, title: Melding, starts: A2, due: 72h, owner: OVD}"
)


@pytest.fixture
def here(here: Stranger) -> Stranger:
    here.write("rosters/proef.yaml", roster(people=""))
    here.write("scenarios/proef.yaml", scenario(INJECTS, more=MORE))
    return here


def journal(here: Stranger) -> Path:
    return here.exercise / "journal.jsonl"


def test_the_lines_are_chained_and_sealed(here: Stranger) -> None:
    here.try_play("proef", script=SCRIPT)
    previous = b""
    raw = journal(here).read_bytes()
    assert raw.endswith(b"\n")
    for number, line in enumerate(raw.splitlines(), 1):
        content = json.loads(line)
        added = content.keys() & {"batch", "request"}  # optional: which append, whose request
        keys = [key for key in content if key not in added]
        assert keys == ["seq", "at", "play", "actor", "type", "data", "prev", "crc"]
        assert content["seq"] == number
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", content["at"])
        assert isinstance(content["play"], int)
        assert list(content["actor"]) == ["person", "role", "terminal"]
        assert content["prev"] == (hashlib.sha256(previous).hexdigest() if previous else "0" * 64)
        before = line[: line.rindex(b',"crc":')]
        assert int(content["crc"], 16) == zlib.crc32(before)
        previous = line
    assert "één “rustig” team" in raw.decode()


def test_event_types_are_those_of_the_contract(here: Stranger) -> None:
    here.try_play("proef", script=SCRIPT)
    kinds = {event["type"] for event in here.journal}
    assert kinds <= EVENT_TYPES
    assert len(kinds) >= 22


def test_data_names_things_by_id(here: Stranger) -> None:
    here.try_play("proef", script=SCRIPT)
    names = {
        "InjectDelivered": {"inject"},
        "InjectAcknowledged": {"inject", "role"},
        "ExpectationMet": {"expectation"},
        "ExpectationMissed": {"expectation"},
        "DecisionTaken": {"decision", "option"},
        "ObservationRecorded": {"objective", "text"},
        "ClockStarted": {"clock"},
        "PhaseEntered": {"phase"},
    }
    for event in here.journal:
        assert names.get(event["type"], set()) <= set(event["data"])


def test_the_journal_is_language_neutral(here: Stranger) -> None:
    for lang in ("nl", "en"):
        here.try_play("proef", "--lang", lang, script=SCRIPT)
    one, other = (
        [json.loads(line) for line in (folder / "journal.jsonl").read_text().splitlines()]
        for folder in here.exercises
    )

    def bare(events: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
        return [
            (
                event["type"],
                {
                    key: value
                    for key, value in event["data"].items()
                    if key != "exercise" and not key.endswith("at_ms")
                },
            )
            for event in events
        ]

    assert bare(one) == bare(other)


def test_jsonl_of_run_and_log_is_the_journal_itself(here: Stranger) -> None:
    said = here.try_play("proef", script=SCRIPT)
    text = journal(here).read_text()
    assert said.out == text
    assert here.ask("log", "last", "--format", "jsonl").out == text


def test_log_for_people(here: Stranger) -> None:
    here.try_play("proef", script=SCRIPT)
    for lang, word in (("en", "EXERCISE"), ("nl", "OEFENING")):
        said = here.ask("log", "last", "--lang", lang)
        assert said.code == 0
        assert said.out.startswith(word)
        assert "Betalen?" in said.out
        assert max(map(len, said.out.splitlines())) <= 80


def test_verify_a_whole_journal(here: Stranger) -> None:
    here.try_play("proef", script=SCRIPT)
    document = here.json("verify", "last")
    last = journal(here).read_bytes().splitlines()[-1]
    assert document == {
        "events": len(here.journal),
        "valid": True,
        "head": hashlib.sha256(last).hexdigest(),
        "problem": None,
        "newer": False,
    }


def damage(here: Stranger, kind: str) -> int:
    """Damage the fifth line or so; return the number of the line that must be named."""
    path = journal(here)
    lines = path.read_bytes().splitlines(keepends=True)
    number = 5
    if kind == "flipped":
        lines[4] = lines[4].replace(b'"play":', b'"pLay":', 1)
    elif kind == "removed":
        del lines[4]
    elif kind == "swapped":
        lines[4], lines[5] = lines[5], lines[4]
    elif kind == "doubled":
        lines.insert(4, lines[3])
    elif kind == "inserted":
        lines.insert(4, b"{}\n")
    elif kind == "edited with a new crc":
        body = lines[4][: lines[4].rindex(b',"crc":')].replace(b'"A1"', b'"A2"')
        lines[4] = body + b',"crc":"%08x"}\n' % zlib.crc32(body)
        number = 6
    elif kind == "nul":
        lines[4] = b"\x00" * len(lines[4].strip()) + b"\n"
    else:
        lines[4] = b"\xff\xfe\n"
    path.write_bytes(b"".join(lines))
    return number


@pytest.mark.parametrize(
    "kind",
    [
        "flipped",
        "removed",
        "swapped",
        "doubled",
        "inserted",
        "edited with a new crc",
        "nul",
        "bytes",
    ],
)
def test_a_damaged_journal_is_exit_three_with_the_line(here: Stranger, kind: str) -> None:
    here.try_play("proef", "--until", "9m", script=SCRIPT)
    number = damage(here, kind)
    before = journal(here).read_bytes()
    said = here.ask("verify", "last", "--format", "json")
    assert said.code == 3
    assert said.json["valid"] is False
    assert said.json["problem"]["line"] == number
    assert isinstance(said.json["problem"]["reason"], str)
    assert set(said.json["problem"]) == {"line", "reason"}
    assert said.json["events"] == number - 1
    for command in (
        ["verify", "last"],
        ["resume", "last", "--headless"],
        ["log", "last"],
        ["debrief", "last"],
    ):
        told = here.ask(*command)
        assert told.code == 3
        assert f"line {number}" in told.out + told.err
        assert "Traceback" not in told.err
    assert journal(here).read_bytes() == before
    assert here.json("exercises")["exercises"][0]["state"] == "damaged"


def test_a_torn_tail_is_set_aside_and_reported(here: Stranger) -> None:
    here.try_play("proef", "--until", "9m", script=SCRIPT)
    whole = journal(here).read_bytes()
    torn = b'{"seq":99,"at":"2026-'
    journal(here).write_bytes(whole + torn)
    said = here.ask("verify", "last", "--format", "json")
    assert said.code == 3
    assert said.json["problem"]["line"] == whole.count(b"\n") + 1
    assert journal(here).read_bytes() == whole + torn
    said = here.ask("resume", "last", "--headless", "--until", "10m")
    assert said.code == 0
    assert "journal.torn" in said.err or f"{len(torn)} bytes" in said.err
    assert torn in (here.exercise / "journal.torn").read_bytes()
    assert journal(here).read_bytes().startswith(whole)
    assert here.ask("verify", "last").code == 0


def test_the_exercise_folder(here: Stranger) -> None:
    here.write("rosters/training.yaml", "training: 1\n")
    here.play("proef")
    folder = here.exercise
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-proef-1", folder.name)
    assert abs((date.fromisoformat(folder.name[:10]) - date.today()).days) <= 1  # noqa: DTZ011
    assert {path.name for path in folder.iterdir()} >= {"inputs", "journal.jsonl"}
    frozen = {path.name for path in (folder / "inputs").rglob("*.yaml")}
    assert {"proef.yaml", "training.yaml"} <= frozen
    for kind in ("scenarios", "rosters"):
        copy = folder / "inputs" / kind / "proef.yaml"
        assert copy.read_bytes() == (here.root / kind / "proef.yaml").read_bytes()
    assert any("norms" in str(path) for path in (folder / "inputs").rglob("*.yaml"))
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    here.play("proef")
    assert [each.name[-2:] for each in here.exercises] == ["-1", "-2"]


def test_the_list_of_exercises(here: Stranger) -> None:
    assert here.json("exercises") == {"exercises": []}
    here.play("proef", "--until", "9m")
    here.play("proef")
    listed = here.json("exercises")["exercises"]
    assert [set(each) >= {"id", "scenario", "state", "started", "events"} for each in listed]
    states = {each["id"][-2:]: (each["state"], each["scenario"]) for each in listed}
    assert states == {"-1": ("resumable", "proef"), "-2": ("ended", "proef")}
    counts = {each["id"]: each["events"] for each in listed}
    for folder in here.exercises:
        assert counts[folder.name] == (folder / "journal.jsonl").read_bytes().count(b"\n")


@pytest.mark.parametrize("harm", ["deleted", "damaged", "empty", "stale", "of another time"])
def test_the_index_is_rebuilt_from_the_folders(here: Stranger, harm: str) -> None:
    here.play("proef", "--until", "9m")
    here.play("proef")
    expected = here.json("exercises")
    index = here.root / "exercises" / "registry.json"
    assert stat.S_IMODE(index.stat().st_mode) == 0o600
    if harm == "deleted":
        index.unlink()
    elif harm == "damaged":
        index.write_bytes(index.read_bytes()[:40] + b"\x00{{{")
    elif harm == "empty":
        index.write_bytes(b"")
    elif harm == "stale":
        text = index.read_bytes()
        here.ask("resume", expected["exercises"][-1]["id"], "--headless")
        here.ask("resume", "2026", "--headless")
        expected = here.json("exercises")
        index.write_bytes(text)
    else:
        index.write_text('{"exercises": {"1": {"id": "spook", "state": 7}}}')
    assert here.json("exercises") == expected


@pytest.mark.parametrize("name", ["last", "full", "part", "path"])
def test_an_exercise_is_named_in_many_ways(here: Stranger, name: str) -> None:
    here.play("proef")
    called = {
        "last": "last",
        "full": here.exercise.name,
        "part": here.exercise.name[:-3],
        "path": str(here.exercise),
    }[name]
    assert here.ask("verify", called).code == 0


def rechained(events: list[dict[str, Any]]) -> bytes:
    """Return a journal as somebody who knows its format would forge it."""
    text, prev = b"", "0" * 64
    for event in events:
        content = {**event, "prev": prev}
        del content["crc"]
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()[:-1]
        line = body + b',"crc":"%08x"}' % zlib.crc32(body)
        text, prev = text + line + b"\n", hashlib.sha256(line).hexdigest()
    return text


def test_what_a_forged_journal_says_is_shown_but_commands_no_terminal(here: Stranger) -> None:
    here.try_play("proef", script=SCRIPT)
    events = here.journal
    assert rechained(events) == journal(here).read_bytes()
    for event in events:
        event["actor"] = {name: f"{text}\x1b[2J" for name, text in event["actor"].items()}
        for key in ("text", "note", "title", "reason"):
            if key in event["data"]:
                event["data"][key] += "\x9b2J\x1b]0;x\x07\u202e"
    journal(here).write_bytes(rechained(events))
    assert here.ask("verify", "last").code == 0
    commands = [["log", "last"], ["exercises"]]
    commands += [["debrief", "last", "--format", each] for each in ("text", "markdown", "html")]
    for command in commands:
        said = here.ask(*command)
        assert said.code == 0
        assert not set(said.out + said.err) & {"\x1b", "\x9b", "\x07", "\u202e"}


def test_a_journal_of_a_later_version_is_read_but_not_written(here: Stranger) -> None:
    here.try_play("proef", "--until", "9m", script=SCRIPT)
    events = here.journal
    events[4] = {**events[4], "type": "WeatherChanged", "data": {"wind": 9}}
    events[5]["data"]["mood"] = "calm"
    journal(here).write_bytes(rechained(events))
    before = journal(here).read_bytes()
    for command in (["verify", "last"], ["log", "last"], ["debrief", "last"]):
        said = here.ask(*command)
        assert said.code == 0
        assert "newer version" in said.err
    refused = here.ask("resume", "last", "--headless", "--until", "10m")
    assert refused.code == 1
    assert "newer version" in refused.err
    assert journal(here).read_bytes() == before


def test_a_live_run_keeps_the_pace_that_is_asked(here: Stranger) -> None:
    here.write("scenarios/kort.yaml", scenario(end="5m", name="kort"))
    said = here.ask("run", "kort", "--headless", "--speed", "600", "--format", "jsonl")
    assert said.code == 0
    first, last = said.lines[0], said.lines[-2]
    assert (last["type"], last["data"]) == ("ExerciseEnded", {"reason": "planned-end"})
    assert 300_000 <= last["play"] < 360_000
    assert first["data"]["speed"] == 600
