"""What the screens are told about the shipped samples."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.bootstrap import open_workspace
from crisis_tui.cli.answers.workspace import WorkspaceServices
from crisis_tui.exercise.events import Actor
from crisis_tui.open_exercise import OpenExercise

ROOT = Path(__file__).parents[2]
WITH_GAPS = "dronten-met-gaten"
TUESDAY = "dinsdag-zonder-netwerk"
NIGHT_MS = 1_772_575_200_000
"""2026-03-03 23:00 in Dronten, in the planted gap of the night."""


@pytest.fixture
def services(tmp_path: Path) -> WorkspaceServices:
    for folder in ("scenarios", "rosters"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return WorkspaceServices(open_workspace(str(tmp_path)), Actor("knardijk", "controller", "-"))


def test_the_shipped_scenarios_are_listed_without_errors(services: WorkspaceServices) -> None:
    lines = {line.name: line for line in services.scenarios()}
    assert lines.keys() == {TUESDAY, "vondst-in-het-oefenbos", "winteropvang"}
    assert sum(line.errors for line in lines.values()) == 0
    assert lines["winteropvang"].end_play_ms is None
    assert lines[TUESDAY].injects > 20


def test_a_fault_is_shown_with_its_lines(services: WorkspaceServices, tmp_path: Path) -> None:
    path = tmp_path / "scenarios" / f"{TUESDAY}.yaml"
    path.write_text(path.read_text("utf-8").replace("to: [CISO]", "to: [CICO]", 1), "utf-8")
    view = services.scenario(TUESDAY, None)
    assert view.errors
    fault = next(fault for fault in view.faults if fault.finding.code.startswith("R"))
    assert "[CICO]" in fault.excerpt
    assert "^^^^" in fault.excerpt.splitlines()[-1]


def test_the_gap_of_the_night_is_on_the_board(services: WorkspaceServices) -> None:
    view = services.on_call(WITH_GAPS, NIGHT_MS)
    assert view is not None
    states = {post.role: post.state for post in view.posts}
    assert states["OVDBZ"] == "empty"
    assert states["BGM"] == "filled"
    gap = next(gap for gap in view.gaps if gap.role == "OVDBZ")
    assert (f"{gap.since:%d %H:%M}", f"{gap.until:%d %H:%M}") == ("03 22:00", "04 07:00")


def test_a_card_tells_duties_and_qualifications(services: WorkspaceServices) -> None:
    board = services.on_call("dronten", NIGHT_MS)
    assert board is not None
    mayor = next(post for post in board.posts if post.role == "BGM").people[0]
    view = services.person("dronten", mayor.id, NIGHT_MS)
    assert view is not None
    assert view.card.person.name == mayor.name
    assert [duty.role for duty in view.card.duties] != []
    assert {held.state for held in view.card.held} == {"valid"}
    assert services.person("dronten", "nobody", NIGHT_MS) is None


def test_readiness_names_who_is_missing(services: WorkspaceServices) -> None:
    good = services.readiness(TUESDAY, "dronten", None)
    bad = services.readiness(TUESDAY, WITH_GAPS, None)
    assert (good.verdict, bad.verdict) == ("ready", "not-ready")
    reasons = [reason for cell in bad.cells for reason in cell.reasons]
    assert "Ilse Harderhaven" in {reason.person for reason in reasons}


def test_an_exercise_is_started_listed_and_resumed(services: WorkspaceServices) -> None:
    started = services.start(TUESDAY, "dronten", None, "2026-03-03 07:42")
    assert isinstance(started, OpenExercise)
    assert services.attention(None).exercises[0].state == "live"
    beside = services.resume(started.id)
    assert isinstance(beside, OpenExercise)
    assert not beside.session.is_directing
    beside.close("quit")
    assert started.session.is_directing
    started.close("hangup")
    assert services.attention(None).exercises[0].state == "stopped"
    assert services.scenarios()[0].last_run is not None
    again = services.resume(started.id)
    assert isinstance(again, OpenExercise)
    again.close("quit")


@pytest.mark.parametrize(
    ("scenario", "start", "said"),
    [
        (TUESDAY, "yesterday", '"yesterday" is not a time'),
        (TUESDAY, "2026-03-29 02:30", "skips"),
        ("nothing", "", 'there is no scenario "nothing"'),
    ],
)
def test_a_start_that_cannot_be_says_why(
    services: WorkspaceServices, scenario: str, start: str, said: str
) -> None:
    refusal = services.start(scenario, "dronten", None, start)
    assert not isinstance(refusal, OpenExercise)
    assert said in str(refusal)


def test_the_week_and_the_gaps_of_the_night_are_the_same(services: WorkspaceServices) -> None:
    week = services.chart(WITH_GAPS, "week", NIGHT_MS)
    coming = services.gaps(WITH_GAPS, NIGHT_MS, 28 * DAY_MS)
    assert week is not None
    assert coming is not None
    night = next(gap for gap in week.gaps if gap.role == "OVDBZ")
    assert night in coming.gaps
    assert {gap.role for gap in coming.gaps} == {"OVDBZ", "LTBZ"}
    far = services.gaps(WITH_GAPS, NIGHT_MS, 91 * DAY_MS)
    assert far is not None
    assert set(coming.gaps[1:-1]) <= set(far.gaps)


def test_training_is_read_again_when_a_file_changed(
    services: WorkspaceServices, tmp_path: Path
) -> None:
    def valid() -> int:
        view = services.training("dronten", NIGHT_MS)
        assert view is not None
        return sum(held.state == "valid" for each in view.people for held in each.held)

    before = valid()
    assert valid() == before > 0
    path = tmp_path / "rosters" / "training.yaml"
    lines = path.read_text("utf-8").splitlines()
    kept = [line for line in lines if not ("person:" in line and "BOB" in line)]
    path.write_text("\n".join(kept) + "\n", "utf-8")
    assert valid() < before


def test_a_roster_that_cannot_be_read_is_no_answer(
    services: WorkspaceServices, tmp_path: Path
) -> None:
    (tmp_path / "rosters" / "dronten.yaml").write_text("roster: [", "utf-8")
    assert services.on_call("dronten", NIGHT_MS) is None
    assert services.chart("dronten", "week", NIGHT_MS) is None
    assert services.gaps("dronten", NIGHT_MS, DAY_MS) is None
    assert services.training("dronten", NIGHT_MS) is None
    assert services.person("dronten", "lagevaart", NIGHT_MS) is None
