"""The shipped rosters: one is green for years, the other has seven planted faults and no more."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui.basis.times import Interval, instant_ms
from crisis_tui.files.rosters import load_roster_file
from crisis_tui.files.workspace import sample_workspace
from crisis_tui.readiness.compiling import workforce_of
from crisis_tui.roster.rest.evaluation import rest_report
from crisis_tui.roster.seats import status_of

if TYPE_CHECKING:
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.roster.model import Role, Roster
    from crisis_tui.roster.seats import Cause
    from crisis_tui.roster.workforce import Workforce

ZONE = ZoneInfo("Europe/Amsterdam")
GREEN, PLANTED = "dronten", "dronten-met-gaten"


def at(text: str) -> int:
    return instant_ms(datetime.fromisoformat(text).replace(tzinfo=ZONE))


@cache
def files(name: str) -> LoadedRoster:
    workspace = sample_workspace()
    return load_roster_file(workspace, workspace.roster_path(name))


def roster(name: str) -> Roster:
    found = files(name).roster
    assert found is not None
    return found


@cache
def workforce(name: str) -> Workforce:
    return workforce_of(
        roster(name), files(name).training, files(name).norms, files(name).calendars
    )


def role(name: str, role_id: str) -> Role:
    return next(each for each in roster(name).roles if each.id == role_id)


def pool(name: str, role_id: str) -> list[str]:
    return [each.id for each in roster(name).people if role_id in each.roles]


def shortages(name: str, window: Interval) -> dict[tuple[str, str | None, Cause | None], Interval]:
    """Return the hull of the short times by role, person and cause."""
    found: dict[tuple[str, str | None, Cause | None], Interval] = {}
    for post in workforce(name).posts(window):
        for segment in post.segments:
            if segment.required and segment.short:
                seats: list[tuple[str | None, Cause | None]]
                seats = [(seat.person, seat.cause) for seat in segment.seats] or [(None, None)]
                for person, cause in seats:
                    known = found.get((post.role, person, cause))
                    start = known.from_ms if known else segment.from_ms
                    found[(post.role, person, cause)] = Interval(start, segment.until_ms)
    return found


def test_both_load_without_a_finding() -> None:
    for name in (GREEN, PLANTED):
        assert not files(name).findings
        assert roster(name).fictional


def test_the_green_roster_is_green_from_its_start_for_years() -> None:
    window = Interval(at("2026-01-05 12:00"), at("2031-01-01"))
    for post in workforce(GREEN).posts(window):
        duty = role(GREEN, post.role).duty
        assert {status_of(segment, duty) for segment in post.segments} <= {
            "filled",
            "not-required",
        }, post.role
    required = [each.id for each in roster(GREEN).roles if each.cover.kind != "none"]
    assert len(required) == 7
    assert all(len(pool(GREEN, each)) >= 3 for each in required)
    assert roster(GREEN).planned_until is None


def test_nobody_in_the_green_roster_breaks_a_rest_rule() -> None:
    report = rest_report(workforce(GREEN), Interval(at("2026-01-05 12:00"), at("2031-01-01")))
    assert report.breaches == ()
    administrators = [each.id for each in roster(GREEN).people if each.kind == "administrator"]
    assert sorted(report.exempt) == sorted(administrators)


def test_the_planted_roster_is_short_where_planned_and_nowhere_else() -> None:
    window = Interval(at("2026-01-05 12:00"), at("2027-07-01"))
    assert shortages(PLANTED, window) == {
        # 1: a night without a duty officer
        ("OVDBZ", None, None): Interval(at("2026-03-03 22:00"), at("2026-03-04 07:00")),
        # 2: an expired qualification, from her first week after it
        ("LTBZ", "harderhaven", "unqualified"): Interval(at("2026-01-19 12:00"), at("2027-07-01")),
        # 3: one person on two posts
        ("LTBZ", "knardijk", "on-other-post"): Interval(
            at("2026-03-10 12:00"), at("2026-03-11 12:00")
        ),
        # 4: somebody who leaves in the middle of a duty, and is still counted on
        ("OVDBZ", "kuinderbos", "left"): Interval(at("2027-01-01"), at("2027-06-21 12:00")),
    }


def test_a_statutory_post_is_on_soft_duty_only() -> None:
    coordinator = role(PLANTED, "HCC")
    assert coordinator.duty == "soft"
    assert coordinator.cover.kind == "always"
    assert coordinator.arrive is not None
    assert coordinator.arrive.norm == "bvr-2.3.1-tbz-voorlichting"
    assert role(GREEN, "HCC").duty == "hard"


def test_somebody_stands_by_for_a_fifteenth_day_and_no_other_rule_is_broken() -> None:
    report = rest_report(workforce(PLANTED), Interval(at("2026-01-05 12:00"), at("2027-07-01")))
    (breach,) = report.breaches
    assert (breach.person, breach.found, breach.dates) == ("bremerberg", 15, 18)
    assert breach.counted_from_ms == at("2026-03-16 12:00")


def test_a_calendar_gives_one_post_its_duties() -> None:
    (duties,) = files(PLANTED).calendars.values()
    people = [duty.person for duty in duties]
    assert people[:4] == ["lemstervaart", "veluwemeer", "urkerveld", "lemstervaart"]
    assert {duty.role for duty in duties} == {"HCC"}
    assert all(one.until_ms == other.from_ms for one, other in pairwise(duties))
    assert (duties[0].from_ms, duties[-1].until_ms) == (
        at("2026-01-05 12:00"),
        at("2027-07-05 12:00"),
    )


def test_one_post_has_a_pool_of_one() -> None:
    covered = [each.id for each in roster(PLANTED).roles if each.cover.kind != "none"]
    assert [each for each in covered if len(pool(PLANTED, each)) == 1] == ["BGM"]


def test_the_planted_faults_are_marked_where_they_stand() -> None:
    workspace = sample_workspace()
    text = "".join(
        (workspace.rosters / name).read_text("utf-8")
        for name in ("dronten-met-gaten.yaml", "training-met-gaten.yaml")
    )
    for number in range(1, 8):
        assert text.count(f"FOUT {number}") >= 2, number


def test_people_cannot_be_reached_for_real() -> None:
    for name in (GREEN, PLANTED):
        for person in roster(name).people:
            assert person.reach.phone is None
            assert person.reach.mail is not None
            assert person.reach.mail.endswith("@example.invalid")
