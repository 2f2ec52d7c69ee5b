"""Edge cases 40 to 44 of the roster rules: rest and standby, by the shipped Dutch norms."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.durations import DAY_MS, HOUR_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.files.library import Library
from crisis_tui.files.norm_files import load_norms
from crisis_tui.files.workspace import sample_workspace
from crisis_tui.roster.rest.evaluation import RestReport, RuleBreach, rest_report
from crisis_tui.roster.rest.wording import breach_text
from tests.roster.build import AMSTERDAM, at, change, rotation, shift, window, workforce

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from crisis_tui.roster.workforce import Workforce

YEAR = window("2026-01-01", "2027-01-01")
STANDBY, FREE = "atw-5.9-consignatiedagen", "atw-5.9-vrije-blokken"
SIXTEEN, NIGHTS = "atw-5.7-zestien-weken", "atw-5.9-gemiddelde-nachtconsignatie"


def force(duties: Sequence[dict[str, Any]], **more: object) -> Workforce:
    norms = load_norms(sample_workspace(), Library()).model
    assert norms is not None
    found = workforce(people=["anna", "bert", "cas"], duties=duties, **more)  # type: ignore[arg-type]
    found.norms = norms
    return found


def broken(report: RestReport, rule: str, person: str = "anna") -> list[RuleBreach]:
    return [each for each in report.breaches if (each.rule.id, each.person) == (rule, person)]


def standby(from_: str, until: str) -> dict[str, Any]:
    return shift("anna", from_, until, **{"as": "standby"})


def test_40_rolling_28_days_at_every_start_not_calendar_weeks() -> None:
    # The four calendar weeks from 5 January hold 14 days, those from 2 February too.
    report = rest_report(force([standby("2026-01-19", "2026-02-16")]), YEAR)
    (breach,) = broken(report, STANDBY)
    assert breach.found == 28
    assert (breach.counted_from_ms, breach.counted_until_ms) == (at("2026-01-19"), at("2026-02-16"))
    # One finding for all windows that overlap: the last with too much begins on 1 February.
    assert (breach.from_ms, breach.until_ms) == (at("2026-01-19"), at("2026-03-01"))


def test_40_a_week_in_two_is_allowed_whenever_it_begins() -> None:
    report = rest_report(force([rotation(["anna", "bert"])]), YEAR)
    assert not report.breaches


def test_41_standby_is_counted_as_blocks_of_24_hours_and_as_dates() -> None:
    extra = change("2026-01-14 12:00", "2026-01-15 12:00", replace="bert", by="anna")
    report = rest_report(force([rotation(["anna", "bert"])], changes=[extra]), YEAR)
    (breach,) = broken(report, STANDBY)
    assert (breach.found, breach.dates) == (15, 18)
    text = str(breach_text(breach, "Anna", AMSTERDAM))
    assert text == (
        "Anna: 15 x 24 h of standby in 28 days from 2026-01-05 12:00 (at most 14; on 18 dates) – "
        "Rijksoverheid.nl, regels bij consignatie (Arbeidstijdenwet art. 5:9) (official)"
    )


@pytest.mark.parametrize(("until", "found"), [("2026-01-19 12:00", 0), ("2026-01-19 12:00:01", 15)])
def test_41_a_block_that_is_begun_counts(until: str, found: int) -> None:
    report = rest_report(force([standby("2026-01-05 12:00", until)]), YEAR)
    assert [each.found for each in broken(report, STANDBY)] == ([found] if found else [])


def test_42_calls_split_a_rest_only_if_the_rule_says_so() -> None:
    planned = [standby("2026-03-02 12:00", "2026-03-09 12:00")]
    planned += [
        shift("anna", f"2026-03-0{day} 08:00", f"2026-03-0{day} 17:00", on="LTBZ") for day in (3, 4)
    ]
    calls = {"anna": [Interval(at("2026-03-04 01:00"), at("2026-03-04 01:10"))]}
    found = force(planned)
    report = rest_report(found, YEAR, calls=calls)
    assert not broken(report, "atw-5.3-dagrust")
    strict = [
        norm.model_copy(update={"value": "true"}) if norm.counts == "calls-break-rest" else norm
        for norm in found.norms.items
        if norm.counts != "shortened-daily-rest"
    ]
    found.norms = found.norms.model_copy(update={"items": tuple(strict)})
    report = rest_report(found, YEAR, calls=calls)
    (breach,) = broken(report, "atw-5.3-dagrust")
    # From 17:00 until 01:00; the call then counts for half an hour, and 6.5 h are left.
    assert breach.found == 8 * HOUR_MS
    assert breach.from_ms == at("2026-03-03 08:00")


def test_42_calls_are_work_of_half_an_hour_and_so_is_a_short_time_between_them() -> None:
    def work_of(*calls: tuple[str, str]) -> int:
        times = [Interval(at(f"2026-03-04 {a}"), at(f"2026-03-04 {b}")) for a, b in calls]
        planned = [shift("anna", "2026-03-03 08:00", "2026-03-03 20:00")]
        report = rest_report(force(planned), YEAR, calls={"anna": times})
        return max((each.found for each in broken(report, "atw-5.9-werk-per-etmaal")), default=0)

    assert work_of(("00:00", "01:00")) == 0
    assert work_of(("00:00", "00:45"), ("03:00", "03:05")) == 12 * HOUR_MS + 75 * 60_000
    # The second comes 30 minutes after the first has counted for half an hour: all of it is work.
    assert work_of(("00:00", "00:05"), ("01:00", "01:10")) == 13 * HOUR_MS + 30 * 60_000
    assert work_of(("00:00", "00:05"), ("01:01", "01:10")) == 0


def test_42_a_call_at_night_makes_no_night_shift() -> None:
    calls = {"anna": [Interval(at("2026-03-04 00:00"), at("2026-03-04 05:00"))]}
    planned = [standby("2026-03-03 12:00", "2026-03-05 12:00")]
    report = rest_report(force(planned), YEAR, calls=calls)
    assert not broken(report, "atw-5.9-na-nachtdienst")


@pytest.mark.parametrize(
    ("first", "longer_ms"), [(date(2026, 2, 2), -HOUR_MS), (date(2026, 8, 10), HOUR_MS)]
)
def test_43_a_sixteen_week_average_over_a_clock_change(first: date, longer_ms: int) -> None:
    # Six shifts of 8 h a week: the limit, in 16 weeks that are an hour shorter or longer.
    days = [first + timedelta(days=day) for day in range(112) if day % 7 < 6]
    work = [shift("anna", f"{day} 12:00", f"{day} 20:00") for day in days]
    assert not broken(rest_report(force(work), YEAR), SIXTEEN)
    longer = [*work[:-1], shift("anna", f"{days[-1]} 12:00", f"{days[-1]} 20:00:16")]
    (breach,) = broken(rest_report(force(longer), YEAR), SIXTEEN)
    assert breach.found == 48 * HOUR_MS + 1000
    assert breach.counted_until_ms - breach.counted_from_ms == 112 * DAY_MS + longer_ms


def test_44_before_the_first_day_there_is_not_enough_history() -> None:
    found = force([rotation(["anna", "bert"])])
    report = rest_report(found, window("2026-01-05 12:00", "2026-01-12 12:00"))
    assert not report.breaches
    unknown: Mapping[str, tuple[int, int]] = {
        each.rule.id: (each.from_ms, each.until_ms)
        for each in report.unknown
        if each.reason == "not-enough-history"
    }
    assert unknown[STANDBY] == (at("2026-01-05 12:00"), at("2026-01-12 12:00"))
    assert unknown["atw-5.3-dagrust"] == (at("2026-01-05 12:00"), at("2026-01-06 12:00"))
    later = rest_report(found, window("2026-02-02 12:00", "2026-03-01"))
    assert STANDBY not in {each.rule.id for each in later.unknown}
    assert SIXTEEN in {each.rule.id for each in later.unknown}
    assert not rest_report(found, window("2026-06-01", "2026-07-01")).unknown


def test_44_an_empty_roster_and_time_beyond_the_horizon_are_unknown_too() -> None:
    asked = window("2026-06-01", "2026-07-01")
    empty = rest_report(force([]), asked)
    assert {(each.from_ms, each.until_ms) for each in empty.unknown} == {tuple(asked)}
    ended = force([rotation(["anna", "bert"])], planned_until="2026-06-10")
    beyond = rest_report(ended, asked).unknown
    assert {(each.reason, each.from_ms) for each in beyond} == {
        ("beyond-horizon", at("2026-06-10"))
    }


def test_44_what_is_broken_already_is_told_without_history() -> None:
    report = rest_report(force([rotation(["anna"])]), window("2026-01-05", "2026-02-01"))
    assert broken(report, STANDBY)
    assert broken(report, FREE)
    assert not broken(report, NIGHTS)
