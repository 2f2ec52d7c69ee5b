"""A change planned and applied on the sample rosters: the file says what it said, and one thing more."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.bootstrap import load_roster, roster_faults
from crisis_tui.bootstrap_change import (
    AppliedChange,
    PlannedChange,
    apply_change,
    open_roster,
    plan_change,
)
from crisis_tui.files.workspace import SAMPLES, Workspace
from crisis_tui.readiness.change_effect import span_of
from crisis_tui.readiness.compiling import workforce_of
from crisis_tui.roster.asked_change import AskedChange
from crisis_tui.roster.gap_difference import gap_difference
from crisis_tui.roster.picture import picture
from tests.roster.build import at

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.roster.gap_difference import GapDifference
    from crisis_tui.roster.workforce import Workforce

HOUR_MS = 3_600_000
NOW = at("2026-03-01 12:00")
ROLES = ("OVDBZ", "LTBZ", "GS", "HCC", "BGM", "TLOPV")
PEOPLE = ("ketelmeer", "knardijk", "drontermeer", "swifterlaan", "bremerberg", "hogevaart")


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    """A copy of the samples, to be written in."""
    shutil.copytree(SAMPLES / "rosters", tmp_path / "rosters")
    (tmp_path / "scenarios").mkdir()
    return Workspace(tmp_path, tmp_path / "exercises")


@st.composite
def asked_changes(draw: st.DrawFn) -> AskedChange:
    from_ms = NOW + draw(st.integers(-24 * 60, 24 * 240)) * HOUR_MS // 2
    until_ms = from_ms + draw(st.integers(1, 24 * 15)) * HOUR_MS
    who, by = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(PEOPLE))
    note = draw(st.none() | st.sampled_from(["ruil", 'zei: "ja" # nee', "a\nb"]))
    role = draw(st.sampled_from(ROLES))
    asked = AskedChange(role, from_ms, until_ms, note=note)
    forms = (
        asked._replace(add=who),
        asked._replace(remove=who),
        asked._replace(replace=who, by=by),
    )
    return draw(st.sampled_from(forms))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(asked_changes(), st.sampled_from(["dronten", "dronten-met-gaten"]))
def test_what_was_planned_is_what_the_file_says_afterwards(
    own: Workspace, asked: AskedChange, name: str
) -> None:
    opened = open_roster(own, name)
    try:
        planned = plan_change(opened, asked, NOW)
    except AskedWrongError:
        assert asked.by is not None
        assert asked.by == asked.replace
        return
    if not isinstance(planned, PlannedChange):
        assert planned.code == "changes-nothing"
        return
    try:
        assert isinstance(apply_change(planned, "vera", "pts/1"), AppliedChange)
        after = load_roster(own, name)
        assert after.roster is not None
        assert after.roster.changes == (*opened.roster.changes, planned.change)
        assert after.roster.model_copy(update={"changes": ()}) == opened.roster.model_copy(
            update={"changes": ()}
        )
        assert errors(after) <= errors(opened.loaded)
        assert effect(planned, opened.workforce, ready(after)) == planned.effect.gaps
        lines = planned.path.read_text(encoding="utf-8").splitlines()
        assert asked.role in lines[planned.line - 1]
    finally:
        planned.path.write_bytes(planned.before)


def errors(loaded: LoadedRoster) -> int:
    return sum(each.severity == "error" for each in roster_faults(loaded))


def ready(loaded: LoadedRoster) -> Workforce:
    assert loaded.roster is not None
    return workforce_of(loaded.roster, loaded.training, loaded.norms, loaded.calendars)


def effect(planned: PlannedChange, before: Workforce, after: Workforce) -> GapDifference:
    """Return the gaps that differ between the two files while the change lasts."""
    span = span_of(planned.change, before.zone)
    return gap_difference(picture(before, span), picture(after, span))
