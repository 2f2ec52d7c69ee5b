"""Currency rules: examples by name, and a day-by-day oracle."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.standing import Standing, StandingState, index_at
from crisis_tui.basis.times import instant_ms, parse_local_time, resolve_local
from crisis_tui.training.currency import EXERCISE_KINDS, months_later, standing, standings
from crisis_tui.training.model import Qualification, Training, TrainingRecord

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> int:
    time = parse_local_time(text)
    assert time is not None
    return resolve_local(time, AMSTERDAM)


def state_at(spans: Standing, at_ms: int) -> StandingState:
    return spans[index_at(spans, at_ms)].state


def qualification(current: dict[str, Any], **more: object) -> Qualification:
    return Qualification.model_validate(
        {"id": "BOB", "title": "Besluitvorming", "current": current, **more}
    )


def record(on: str, **more: object) -> TrainingRecord:
    return TrainingRecord.model_validate(
        {"person": "anna", "qualification": "BOB", "on": on, **more}
    )


def state(current: dict[str, Any], ons: list[str], when: str, **more: object) -> StandingState:
    rule = qualification(current, **more)
    return state_at(standing(rule, [record(on) for on in ons], AMSTERDAM), at(when))


TWO_YEARS = {"any": [{"months": 24}]}


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2025-05-13 23:59:59", "never"),
        ("2025-05-14 00:00", "valid"),
        ("2027-05-14 23:59:59", "valid"),
        ("2027-05-15 00:00", "expired"),
    ],
)
def test_29_a_term_runs_to_the_end_of_its_last_day(when: str, expected: str) -> None:
    assert state(TWO_YEARS, ["2025-05-14"], when) == expected


def test_29_the_last_day_may_not_count() -> None:
    assert state(TWO_YEARS, ["2025-05-14"], "2027-05-13 23:59:59", last_day_counts="false") == (
        "valid"
    )
    assert state(TWO_YEARS, ["2025-05-14"], "2027-05-14 00:00", last_day_counts="false") == (
        "expired"
    )


@pytest.mark.parametrize(
    ("last_second", "first_without"),
    [
        ("2026-03-29 23:59:59", "2026-03-30 00:00"),  # a day of 23 hours
        ("2026-10-25 23:59:59", "2026-10-26 00:00"),  # a day of 25 hours
    ],
)
def test_29_expiry_on_the_day_the_clock_changes(last_second: str, first_without: str) -> None:
    on = f"2025{last_second[4:10]}"
    assert state({"any": [{"months": 12}]}, [on], last_second) == "valid"
    assert state({"any": [{"months": 12}]}, [on], first_without) == "expired"


def test_30_renewed_before_expiry_is_one_stretch() -> None:
    result = standing(
        qualification(TWO_YEARS), [record("2024-01-10"), record("2025-06-01")], AMSTERDAM
    )
    assert [span.state for span in result] == ["never", "valid", "expired"]
    assert result[2].from_ms == at("2027-06-02 00:00")


def test_31_awarded_in_the_future_is_not_valid_yet() -> None:
    assert state({"any": [{"once": True}]}, ["2026-12-01"], "2026-11-30 23:59:59") == "never"
    assert state({"any": [{"once": True}]}, ["2026-12-01"], "2026-12-01 00:00") == "valid"


def test_32_grace_is_a_state_of_its_own() -> None:
    assert state(TWO_YEARS, ["2025-05-14"], "2027-05-15 00:00", grace="30d") == "grace"
    assert state(TWO_YEARS, ["2025-05-14"], "2027-06-13 23:59:59", grace="30d") == "grace"
    assert state(TWO_YEARS, ["2025-05-14"], "2027-06-14 00:00", grace="30d") == "expired"


def test_grace_of_days_ends_at_midnight_across_the_clock_change() -> None:
    # Valid until 2026-03-16 00:00; thirty days later it is summer time.
    assert state({"any": [{"months": 12}]}, ["2025-03-15"], "2026-04-14 23:59:59", grace="30d") == (
        "grace"
    )
    assert state({"any": [{"months": 12}]}, ["2025-03-15"], "2026-04-15 00:00", grace="30d") == (
        "expired"
    )


def test_renewal_in_grace_is_valid_at_once() -> None:
    result = standing(
        qualification({"any": [{"months": 12}]}, grace="60d"),
        [record("2024-01-10"), record("2025-02-01")],
        AMSTERDAM,
    )
    assert [span.state for span in result] == [
        "never", "valid", "grace", "valid", "grace", "expired",
    ]  # fmt: skip


def test_a_month_without_the_day_ends_on_its_last() -> None:
    assert months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_later(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert months_later(date(2025, 12, 31), 1) == date(2026, 1, 31)


def test_hours_of_a_calendar_year_carry_into_the_next() -> None:
    rule = qualification({"any": [{"hours": 40, "per": "calendar-year"}]})
    records = [record("2025-03-01", hours=25), record("2025-09-01", hours=15)]
    result = standing(rule, records, AMSTERDAM)
    assert state_at(result, at("2025-08-31 23:59")) == "never"
    assert state_at(result, at("2025-09-01 00:00")) == "valid"
    assert state_at(result, at("2026-12-31 23:59:59")) == "valid"
    assert state_at(result, at("2027-01-01 00:00")) == "expired"


def test_hours_of_two_years_do_not_add_up() -> None:
    rule = qualification({"any": [{"hours": 40, "per": "calendar-year"}]})
    records = [record("2025-11-01", hours=25), record("2026-02-01", hours=25)]
    assert [span.state for span in standing(rule, records, AMSTERDAM)] == ["never"]


def test_a_repeated_row_is_one_record() -> None:
    rule = qualification({"any": [{"exercises": 2, "in_months": 12}]})
    twice = [record("2026-01-10", kind="exercise")] * 2
    assert [span.state for span in standing(rule, twice, AMSTERDAM)] == ["never"]


def test_a_course_is_not_an_exercise() -> None:
    rule = qualification({"any": [{"exercises": 1, "in_months": 12}]})
    assert [span.state for span in standing(rule, [record("2026-01-10")], AMSTERDAM)] == ["never"]


def test_dates_at_the_edge_of_time_do_no_harm() -> None:
    rule = qualification({"all": [{"months": 999999}, {"once": True}]}, grace="9999w")
    for on in ("0001-01-01", "2026-01-01", "9998-12-31"):
        assert "valid" in {span.state for span in standing(rule, [record(on)], AMSTERDAM)}


def test_standings_ignore_records_of_an_unknown_qualification() -> None:
    training = Training.model_validate(
        {
            "training": "1",
            "qualifications": [{"id": "BOB", "title": "Besluitvorming"}],
            "records": [
                {"person": "anna", "qualification": "BOB", "on": "2026-01-10"},
                {"person": "anna", "qualification": "OCR", "on": "2026-01-10"},
            ],
        }
    )
    assert set(standings(training, AMSTERDAM)) == {("anna", "BOB")}


# The oracle asks each rule on each day, by its wording alone.

rules = st.one_of(
    st.builds(lambda n: {"months": n}, st.integers(1, 14)),
    st.builds(lambda k, n: {"exercises": k, "in_months": n}, st.integers(1, 3), st.integers(1, 14)),
    st.builds(lambda h: {"hours": h, "per": "calendar-year"}, st.integers(1, 30)),
    st.just({"once": True}),
)
days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
records_of_anna = st.lists(
    st.builds(
        lambda on, kind, hours: record(str(on), kind=kind, hours=hours),
        days,
        st.sampled_from(["course", "exercise", "deployment"]),
        st.integers(0, 20),
    ),
    max_size=6,
    unique_by=lambda item: item.on.wall,
)


def _last_day(on: date, months: int) -> date:
    month = on.year * 12 + on.month - 1 + months
    for day in (on.day, 30, 29, 28):
        try:
            return date(month // 12, month % 12 + 1, min(day, on.day))
        except ValueError:
            continue
    raise AssertionError(on)


def _rule_holds(
    rule: dict[str, Any], records: list[TrainingRecord], day: date, *, last: bool
) -> bool:
    past = [item for item in records if item.on.wall.date() <= day]
    months = rule.get("months") or rule.get("in_months")
    if months is not None:
        until = [_last_day(item.on.wall.date(), months) for item in past]
        fresh = [
            item
            for item, end in zip(past, until, strict=True)
            if (day <= end if last else day < end)
            and ("months" in rule or item.kind in EXERCISE_KINDS)
        ]
        wanted: int = rule.get("exercises", 1)
        return len(fresh) >= wanted
    if "hours" in rule:
        return any(
            sum(item.hours or 0 for item in past if item.on.wall.year == year) >= rule["hours"]
            for year in (day.year - 1, day.year)
        )
    return bool(past)


@settings(deadline=None)
@given(
    st.sampled_from(["any", "all"]),
    st.lists(rules, min_size=1, max_size=3),
    records_of_anna,
    st.booleans(),
    st.integers(0, 40),
    st.lists(
        st.one_of(
            days,
            st.sampled_from([date(2026, 3, 29), date(2026, 10, 25)]),
            st.dates(date(2027, 1, 1), date(2028, 3, 1)),
        ),
        min_size=3,
        max_size=12,
    ),
)
def test_every_day_agrees_with_the_wording(
    kind: str,
    chosen: list[dict[str, Any]],
    records: list[TrainingRecord],
    last: bool,  # noqa: FBT001 - drawn by hypothesis
    grace_days: int,
    asked: list[date],
) -> None:
    rule = qualification({kind: chosen}, last_day_counts=str(last).lower(), grace=f"{grace_days}d")
    result = standing(rule, records, AMSTERDAM)
    combine = any if kind == "any" else all

    def holds(day: date) -> bool:
        return combine(_rule_holds(each, records, day, last=last) for each in chosen)

    for day in asked:
        if holds(day):
            expected = "valid"
        elif any(holds(day - timedelta(back)) for back in range(1, grace_days + 1)):
            expected = "grace"
        elif any(
            holds(date(2025, 1, 1) + timedelta(n)) for n in range((day - date(2025, 1, 1)).days)
        ):
            expected = "expired"
        else:
            expected = "never"
        for moment in (datetime.min.time(), datetime.max.time().replace(microsecond=0)):
            instant = instant_ms(datetime.combine(day, moment, AMSTERDAM))
            assert state_at(result, instant) == expected, day


@pytest.mark.parametrize(
    "current",
    [
        TWO_YEARS,
        {"any": [{"once": True}]},
        {"any": [{"exercises": 1, "in_months": 24}]},
        {"all": [{"once": True}, {"months": 24}]},
    ],
)
def test_a_mandate_ends_when_it_says_so(current: dict[str, Any]) -> None:
    mandate = record("2026-03-01", until="2026-06-01", kind="exercise")
    spans = standing(qualification(current), [mandate], AMSTERDAM)
    for when, expected in (
        ("2026-02-28 23:59:59", "never"),
        ("2026-03-01", "valid"),
        ("2026-05-31 23:59:59", "valid"),
        ("2026-06-01", "expired"),
    ):
        assert state_at(spans, at(when)) == expected


def test_a_mandate_outlives_no_rule_and_may_be_given_anew() -> None:
    rule = qualification({"any": [{"months": 12}]})
    long = record("2025-01-01", until="2030-01-01")
    assert state_at(standing(rule, [long], AMSTERDAM), at("2026-01-02")) == "expired"
    again = [record("2026-03-01", until="2026-06-01"), record("2026-05-01", until="2026-09-01")]
    spans = standing(qualification(TWO_YEARS), again, AMSTERDAM)
    assert [span.state for span in spans] == ["never", "valid", "expired"]
    assert spans[-1].from_ms == at("2026-09-01")
