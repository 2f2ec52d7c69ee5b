"""A crash while an exercise begins leaves nothing that anybody trips over."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from crisis_tui.storage import durable
from crisis_tui.storage import journal_file as journal_module
from tests.cli.exercising import Desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KILLED = 99


def die_at(step: int) -> None:
    """Let this process end without a word at its so-many-th folder, file or sync."""
    left = step

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the call takes
            nonlocal left
            left -= 1
            if left < 0:
                os._exit(KILLED)
            return call(*args, **named)

        return instead

    sync = counted(durable.sync_data)
    for module, name, call in (
        (os, "mkdir", counted(os.mkdir)),
        (os, "fsync", counted(os.fsync)),
        (os, "write", counted(os.write)),
        (durable, "sync_data", sync),
        (journal_module, "sync_data", sync),
    ):
        setattr(module, name, call)


def killed_at(desk: Desk, step: int) -> bool:
    """Begin an exercise in a process that dies at a step; tell whether it got that far."""
    child = os.fork()
    if child == 0:
        try:
            die_at(step)
            desk.play("--until", "1s")
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_whatever_a_crash_leaves_the_next_one_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk.at(tmp_path, capsys)
    died, states = 0, {}
    for step in range(0, 60, 2):
        if not killed_at(desk, step):
            break
        died += 1
        assert desk.say("exercises", "--format", "json") == 0
        found = json.loads(desk.out)["exercises"]
        for each in found:
            if each["id"] in states:
                continue
            states[each["id"]] = each["state"]
            assert desk.say("verify", each["id"]) in {0, 3}
            assert desk.say("log", each["id"]) in {0, 1}
            assert desk.say("debrief", each["id"]) in {0, 1}
            assert "Traceback" not in desk.err
    assert died > 5
    assert set(states.values()) == {"empty", "resumable"}
    assert desk.play() == 0
    assert desk.say("verify", "last") == 0
    assert desk.say("debrief", "last") == 0


def test_last_is_none_that_never_began(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk.at(tmp_path, capsys)
    assert desk.play() == 0
    begun = desk.the_exercise()
    (desk.exercises / "2099-01-01-leeg-1").mkdir()
    (desk.exercises / "2099-01-01-leeg-1" / "journal.jsonl").touch()
    (desk.exercises / "2099-01-01-zonder-1" / "inputs").mkdir(parents=True)
    assert desk.say("verify", "last", "--format", "json") == 0
    assert json.loads(desk.out)["events"] == len(desk.events(begun))
    assert desk.say("verify", "zonder") == 2
    assert desk.say("resume", "leeg", "--headless") == 1
    assert desk.say("exercises") == 0
