"""`crisis-tui change`: shown first, asked, written, recorded; nothing is written by accident."""

from __future__ import annotations

import io
import json
import os
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from crisis_tui.files.workspace import SAMPLES
from crisis_tui.storage.edit_lock import edit_lock
from crisis_tui.storage.lease import Holder
from tests.cli.rosters import ROSTER, TRAINING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.rosters import Answers

NIGHT = ("--from", "2026-03-03 22:00", "--until", "2026-03-04 07:00")
OTHER_NIGHT = ("--from", "2026-03-05 22:00", "--until", "2026-03-06 07:00")
ENTRY = (
    "  - {role: OVDBZ, from: 2026-03-05 22:00, until: 2026-03-06 07:00, replace: anna, by: bram}\n"
)


def roster(desk: Answers) -> Path:
    return desk.root / "rosters" / "proef.yaml"


def text(desk: Answers) -> str:
    return roster(desk).read_text(encoding="utf-8")


def swap(desk: Answers, *more: str) -> int:
    """Let Bram take a night over from Anna."""
    return desk.ask("change", "OVDBZ", *OTHER_NIGHT, "--replace", "anna", "--by", "bram", *more)


class Terminal(io.StringIO):
    """Somebody at a terminal who has typed an answer."""

    def isatty(self) -> bool:
        return True


def answer(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(line))


def test_without_a_terminal_and_without_yes_nothing_is_written(desk: Answers) -> None:
    before = text(desk)
    assert swap(desk) == 1
    assert f"+{ENTRY}" in desk.out
    assert "--yes" in desk.err
    assert text(desk) == before
    assert not list(roster(desk).parent.glob("*.jsonl"))


def test_with_yes_it_is_written_and_recorded(desk: Answers) -> None:
    before = text(desk)
    assert swap(desk, "--yes", "--me", "vera") == 0
    assert text(desk) == before.rstrip("\n") + "\n" + ENTRY
    assert "Written to rosters/proef.yaml, line" in desk.out
    (line,) = (roster(desk).parent / "proef.changes.jsonl").read_text().splitlines()
    record = json.loads(line)
    assert (record["who"], record["role"]) == ("vera", "OVDBZ")
    assert record["change"]["by"] == "bram"
    assert desk.ask("check") == 0


@pytest.mark.parametrize("line", ["", "\n", "n\n", "nee\n", "yup\n"])
def test_on_a_terminal_the_default_is_no(
    desk: Answers, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    before = text(desk)
    answer(monkeypatch, line)
    assert swap(desk) == 1
    assert "Write this? [y/N]" in desk.err
    assert text(desk) == before


@pytest.mark.parametrize("line", ["y\n", "JA\n", " yes \n"])
def test_on_a_terminal_yes_writes_it(
    desk: Answers, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    answer(monkeypatch, line)
    assert swap(desk) == 0
    assert text(desk).endswith(ENTRY)


def test_the_effect_is_told_before_anybody_is_asked(desk: Answers) -> None:
    desk.ask("change", "OVDBZ", *NIGHT, "--add", "anna")
    assert "closes 1 gap (9 h 00), opens none" in desk.out
    assert "an earlier change lasts in the same time" in desk.out
    swap(desk)
    assert "closes no gap, opens 1 gap (9 h 00)" in desk.out
    assert "Bram Dijk does not count" in desk.out


def test_what_is_told_fits_80_columns_but_for_the_diff(desk: Answers) -> None:
    for lang in ("en", "nl"):
        desk.ask("change", "HCC", *NIGHT, "--replace", "cato", "--by", "bram", lang=lang)
        _, _, told = desk.out.partition("\n\n")
        assert told
        assert max(map(len, told.splitlines())) <= 80


def test_programs_get_file_line_diff_and_whether_it_is_applied(desk: Answers) -> None:
    arguments = ("change", "OVDBZ", *OTHER_NIGHT, "--replace", "anna", "--by", "bram")
    first = desk.json(*arguments)
    line = text(desk).count("\n") + 1
    assert (first["file"], first["line"], first["applied"]) == ("rosters/proef.yaml", line, False)
    assert first["diff"].startswith("--- a/rosters/proef.yaml\n+++ b/rosters/proef.yaml\n@@ ")
    assert first["effect"]["opened_seconds"] == 9 * 3600
    codes = {each["code"] for each in first["warnings"]}
    assert codes >= {"past", "does-not-count"}
    second = desk.json(*arguments, "--yes")
    assert (second["applied"], second["diff"]) == (True, first["diff"])
    assert text(desk).endswith(ENTRY)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("OVDB", *NIGHT, "--add", "anna"), '"OVDBZ"'),
        (("OVDBZ", *NIGHT, "--add", "ana"), '"anna"'),
        (("OVDBZ", *NIGHT, "--add", "Sluis"), '"cato"'),
        (("OVDBZ", *NIGHT, "--replace", "anna", "--by", "anna"), "stand in for themselves"),
        (("OVDBZ", *NIGHT, "--replace", "anna"), "go together"),
        (("OVDBZ", *NIGHT), "required"),
        (("OVDBZ", *NIGHT, "--add", "anna", "--remove", "bram"), "not allowed"),
        (("OVDBZ", "--from", NIGHT[3], "--until", NIGHT[1], "--add", "anna"), "ends before"),
        (("OVDBZ", "--from", "soon", "--until", NIGHT[1], "--add", "anna"), '"soon" is not a time'),
        (
            ("OVDBZ", "--from", "2026-03-29 02:30", "--until", "2026-04-01", "--add", "anna"),
            "2026-03-29 01:30+01:00 or 2026-03-29 03:30+02:00",
        ),
        (
            ("OVDBZ", "--from", "2026-10-25 02:30", "--until", "2026-11-01", "--add", "anna"),
            "2026-10-25 02:30+02:00 or 2026-10-25 02:30+01:00",
        ),
    ],
)
def test_what_is_asked_wrong_is_wrong_use(
    desk: Answers, arguments: tuple[str, ...], said: str
) -> None:
    before = text(desk)
    assert desk.ask("change", *arguments, "--yes") == 2
    assert said in desk.err
    assert text(desk) == before


def test_a_doubled_hour_is_written_with_its_offset(desk: Answers) -> None:
    span = ("--from", "2026-10-25 02:30+01:00", "--until", "2026-10-25 07:00")
    assert desk.ask("change", "OVDBZ", *span, "--add", "cato", "--yes") == 0
    assert "from: 2026-10-25 02:30+01:00, until: 2026-10-25 07:00" in text(desk)
    assert desk.ask("check") == 0


def refusal(desk: Answers, *arguments: str) -> dict[str, Any]:
    """Return why a change is refused; nothing is written."""
    before = text(desk) if roster(desk).is_file() else None
    assert desk.ask("change", *arguments, "--yes", "--format", "json") == 1
    document = json.loads(desk.out)
    assert (document["applied"], document["diff"]) == (False, "")
    assert before is None or text(desk) == before
    found: dict[str, Any] = document["refused"]
    assert found["message"] in desk.err
    return found


def test_a_change_that_changes_nothing_is_refused_and_says_who_is_on_duty(desk: Answers) -> None:
    found = refusal(desk, "OVDBZ", *OTHER_NIGHT, "--remove", "cato")
    assert found["code"] == "changes-nothing"
    assert "Anna Oever (anna)" in found["help"]


def test_a_change_with_which_the_file_would_have_new_errors_is_refused(desk: Answers) -> None:
    desk.write("rosters/proef.yaml", ROSTER.replace("changes:", "changes: &x"))
    desk.write("rosters/proef.yaml", text(desk) + "owner: *x\n")
    assert refusal(desk, "OVDBZ", *OTHER_NIGHT, "--remove", "anna")["code"] == "cannot-edit"


def test_links_and_files_that_may_not_be_written_are_left_alone(desk: Answers) -> None:
    ask = ("OVDBZ", *OTHER_NIGHT, "--remove", "anna")
    path = roster(desk)
    path.chmod(0o444)
    assert refusal(desk, *ask)["code"] == "read-only"
    path.chmod(0o644)
    os.link(path, desk.root / "twin")
    assert refusal(desk, *ask)["code"] == "several-names"
    path.unlink()
    path.symlink_to(desk.root / "twin")
    found = refusal(desk, *ask)
    assert found["code"] == "link"
    assert str(desk.root / "twin") in found["help"]


def test_the_samples_are_not_changed(desk: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    from crisis_tui import bootstrap
    from crisis_tui.files.workspace import sample_workspace

    monkeypatch.setattr(bootstrap, "open_workspace", lambda _option: sample_workspace())
    before = (SAMPLES / "rosters" / "dronten.yaml").read_bytes()
    found = refusal(desk, "OVDBZ", *NIGHT, "--add", "vossemeer", "--roster", "dronten")
    assert found["code"] == "samples"
    assert "--workspace" in found["help"]
    assert (SAMPLES / "rosters" / "dronten.yaml").read_bytes() == before


def test_with_several_rosters_one_must_be_named(desk: Answers) -> None:
    desk.write("rosters/ander.yaml", ROSTER)
    assert swap(desk, "--yes") == 2
    assert "--roster" in desk.err
    assert swap(desk, "--yes", "--roster", "ander") == 0
    assert text(desk) == ROSTER


def test_a_roster_that_cannot_be_read_is_code_3(desk: Answers) -> None:
    desk.write("rosters/proef.yaml", "roster: 1\nroles: [\n")
    assert swap(desk, "--yes", "--roster", "proef") == 3


def test_errors_that_are_there_already_do_not_stand_in_the_way(desk: Answers) -> None:
    broken = ROSTER.replace("roles: [HCC, TLOPV]", "roles: [HCC, TLOPVV]")
    desk.write("rosters/proef.yaml", broken)
    assert swap(desk, "--yes") == 0
    assert "there are errors in the files" in desk.out
    assert text(desk).endswith(ENTRY)


def test_somebody_who_edits_now_is_named(desk: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    before = text(desk)
    holder = Holder("bram", "pts/7", 4711, 1_700_000_000_000)
    with edit_lock(roster(desk), holder):
        impatient = partial(edit_lock, deadline_ms=20)
        monkeypatch.setattr("crisis_tui.storage.replacing.edit_lock", impatient)
        assert swap(desk, "--yes") == 1
    assert "bram is changing this roster now" in desk.err
    assert text(desk) == before


def test_a_file_that_is_edited_while_somebody_thinks_is_left_alone(
    desk: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Thinking(Terminal):
        def readline(self, *_: Any) -> str:  # type: ignore[override]  # noqa: ANN401 - as in io
            desk.write("rosters/proef.yaml", ROSTER + "\n# mine\n")
            return "y\n"

    monkeypatch.setattr("sys.stdin", Thinking())
    assert swap(desk) == 1
    assert "was changed in the meantime" in desk.err
    assert text(desk) == ROSTER + "\n# mine\n"


def test_the_board_that_was_kept_is_not_taken_for_the_new_one(desk: Answers) -> None:
    desk.settle()
    when = ("--at", "2026-03-05 23:00", "--role", "HCC")
    assert [each["id"] for each in desk.json("oncall", *when)["posts"][0]["people"]] == ["cato"]
    desk.ask("change", "HCC", *OTHER_NIGHT, "--remove", "cato", "--yes")
    assert desk.json("oncall", *when)["posts"][0]["people"] == []


def test_the_record_is_not_taken_for_a_roster(desk: Answers) -> None:
    swap(desk, "--yes")
    assert desk.ask("oncall", "--at", "2026-03-05 23:00") == 1
    assert "choose another" not in desk.err
    desk.write("rosters/training.yaml", TRAINING)
    assert desk.ask("check") == 0


def test_control_characters_in_a_file_do_not_reach_the_terminal(desk: Answers) -> None:
    desk.write("rosters/proef.yaml", ROSTER + "# \x1b[31mred\n")
    desk.ask("change", "HCC", *OTHER_NIGHT, "--remove", "cato")
    assert "\x1b" not in desk.out
