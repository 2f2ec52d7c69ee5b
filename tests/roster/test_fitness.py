"""Who on duty counts: employment, absence, status, qualifications, arrival."""

from __future__ import annotations

import pytest

from crisis_tui.roster.seats import gap_cause, status_of
from tests.roster.build import (
    at,
    causes,
    person,
    post,
    role,
    rotation,
    shift,
    window,
    workforce,
)

DAY = window("2026-03-03", "2026-03-04")
ALWAYS = [rotation(["anna"])]
BOB = {
    "qualifications": [
        {
            "id": "BOB",
            "title": "Besluitvorming",
            "current": {"any": [{"months": 12}]},
            "grace": "7d",
        }
    ]
}


def records(*ons: str) -> dict[str, object]:
    return {**BOB, "records": [{"person": "anna", "qualification": "BOB", "on": on} for on in ons]}


def test_27_absent_in_part_of_a_shift() -> None:
    away = [{"from": "2026-03-03 09:00", "until": "2026-03-03 10:30"}]
    found = post(workforce(people=[person("anna", away=away)], duties=ALWAYS), DAY)
    assert causes(found, "2026-03-03 08:59:59") == [None]
    assert causes(found, "2026-03-03 09:00") == ["away"]
    assert causes(found, "2026-03-03 10:30") == [None]


def test_28_joins_and_leaves_in_mid_shift() -> None:
    employed = {"from": "2026-03-03 06:00", "until": "2026-03-03 18:00"}
    found = post(workforce(people=[person("anna", employed=employed)], duties=ALWAYS), DAY)
    assert causes(found, "2026-03-03 05:59:59") == ["not-deployable"]
    assert causes(found, "2026-03-03 06:00") == [None]
    assert causes(found, "2026-03-03 17:59:59") == [None]
    assert causes(found, "2026-03-03 18:00") == ["left"]


def test_28_a_last_day_as_a_date_is_its_midnight() -> None:
    employed = {"from": "2020-01-01", "until": "2026-03-03"}
    found = post(workforce(people=[person("anna", employed=employed)], duties=ALWAYS), DAY)
    assert [segment.usable for segment in found.segments] == [0]


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        ("inzetbaar", None),
        ("kandidaat", "not-deployable"),
        ("in_opleiding", "not-deployable"),
        ("verlopen", "not-deployable"),
        ("uit_dienst", "left"),
    ],
)
def test_only_the_deployable_count(status: str, cause: str | None) -> None:
    found = post(workforce(people=[person("anna", status=status)], duties=ALWAYS), DAY)
    assert causes(found, "2026-03-03 12:00") == [cause]


def test_29_validity_ends_in_mid_shift() -> None:
    force = workforce(
        [role(requires=["BOB"])],
        [person("anna")],
        [shift("anna", "2026-03-02 20:00", "2026-03-04 08:00")],
        training=records("2025-03-02"),
    )
    found = post(force, window("2026-03-02 20:00", "2026-03-04 08:00"))
    assert [segment.usable for segment in found.segments] == [1, 0]
    lost = found.segments[1]
    assert lost.from_ms == at("2026-03-03 00:00")
    assert [(lack.qualification, lack.state, lack.since_ms) for lack in lost.seats[0].lacking] == [
        ("BOB", "grace", at("2026-03-03 00:00"))
    ]
    assert gap_cause(lost) == status_of(lost, "hard") == "unqualified"


def test_29_expired_tells_since_when_it_is_not_valid() -> None:
    force = workforce(
        [role(requires=["BOB", "OCR"])], [person("anna")], ALWAYS, training=records("2024-03-02")
    )
    lacking = post(force, DAY).segments[0].seats[0].lacking
    assert [(lack.qualification, lack.state, lack.since_ms) for lack in lacking] == [
        ("BOB", "expired", at("2025-03-03 00:00")),
        ("OCR", "never", None),
    ]


def test_30_renewed_before_expiry_does_not_split_a_shift() -> None:
    force = workforce(
        [role(requires=["BOB"])],
        [person("anna")],
        ALWAYS,
        training=records("2025-03-02", "2026-02-20"),
    )
    assert len(post(force, DAY).segments) == 1


def test_31_awarded_in_the_future_counts_from_then() -> None:
    force = workforce(
        [role(requires=["BOB"])], [person("anna")], ALWAYS, training=records("2026-03-04")
    )
    found = post(force, window("2026-03-03", "2026-03-05"))
    assert [(s.usable, s.from_ms) for s in found.segments] == [
        (0, at("2026-03-03")),
        (1, at("2026-03-04")),
    ]


LIMIT = role(arrive="30m")


@pytest.mark.parametrize(("home", "usable"), [("25m", 1), ("25m1s", 0)])
def test_35_arriving_at_the_limit_is_in_time(home: str, usable: int) -> None:
    travel = {"home": home, "prepare": "5m"}
    found = post(workforce([LIMIT], [person("anna", travel=travel)], ALWAYS), DAY)
    assert [segment.usable for segment in found.segments] == [usable]


def test_36_at_the_handover_the_one_on_duty_is_asked() -> None:
    duties = [
        shift("anna", "2026-03-03 00:00", "2026-03-03 12:00"),
        shift("bram", "2026-03-03 12:00", "2026-03-04 00:00"),
    ]
    found = post(workforce(people=["anna", "bram"], duties=duties), DAY)
    assert [seat.person for seat in found.at(at("2026-03-03 11:59:59")).seats] == ["anna"]
    assert [seat.person for seat in found.at(at("2026-03-03 12:00")).seats] == ["bram"]


def test_37_people_come_from_the_office_in_office_hours() -> None:
    hours = {"weekdays": "Mon-Fri", "from": "08:30", "until": "17:00"}
    travel = {"home": "40m", "office": "10m", "prepare": "5m"}
    force = workforce([LIMIT], [person("anna", travel=travel)], ALWAYS, office_hours=hours)
    found = post(force, window("2026-03-06 00:00", "2026-03-10 00:00"))
    assert causes(found, "2026-03-06 08:29:59") == ["too-far"]
    assert causes(found, "2026-03-06 08:30") == [None]
    assert causes(found, "2026-03-06 17:00") == ["too-far"]
    assert causes(found, "2026-03-07 12:00") == ["too-far"]
    assert causes(found, "2026-03-09 12:00") == [None]
    assert found.at(at("2026-03-07 12:00")).seats[0].arrive_ms == 45 * 60_000
    assert status_of(found.at(at("2026-03-07 12:00")), "hard") == "late"


def test_37_office_hours_on_the_nights_the_clock_changes() -> None:
    hours = {"weekdays": "Sun", "from": "02:30", "until": "04:00"}
    travel = {"home": "40m", "office": "10m"}
    force = workforce([LIMIT], [person("anna", travel=travel)], ALWAYS, office_hours=hours)
    spring = post(force, window("2026-03-29", "2026-03-30"))
    assert [s.until_ms - s.from_ms for s in spring.segments if s.usable] == [30 * 60_000]
    autumn = post(force, window("2026-10-25", "2026-10-26"))
    assert [s.until_ms - s.from_ms for s in autumn.segments if s.usable] == [150 * 60_000]


@pytest.mark.parametrize(
    ("travel", "arrive_minutes"),
    [
        ({"home": "20m", "office": "5m", "other": "50m"}, 20),
        ({"other": "50m", "prepare": "1m"}, 51),
        ({"office": "5m"}, None),
        ({}, None),
    ],
)
def test_travel_outside_office_hours(travel: dict[str, str], arrive_minutes: int | None) -> None:
    found = post(workforce(people=[person("anna", travel=travel)], duties=ALWAYS), DAY)
    arrive_ms = found.segments[0].seats[0].arrive_ms
    assert arrive_ms == (None if arrive_minutes is None else arrive_minutes * 60_000)


def test_an_unknown_arrival_is_not_in_time() -> None:
    found = post(workforce([LIMIT], ["anna"], ALWAYS), DAY)
    assert causes(found, "2026-03-03 12:00") == ["too-far"]


def test_a_norm_limits_the_arrival() -> None:
    norm = {
        "id": "bvr-2.3.1-copi", "kind": "arrival", "title": "CoPI", "value": "30m",
        "source": "proef", "certainty": "example", "checked": "2026-01-01",
    }  # fmt: skip
    force = workforce(
        [role(arrive={"norm": "bvr-2.3.1-copi"})],
        [person("anna", travel={"home": "31m"})],
        ALWAYS,
        norms=[norm],
    )
    assert status_of(post(force, DAY).segments[0], "hard") == "late"


def test_cover_hours_ask_for_nobody_outside_them() -> None:
    cover = {"weekdays": "Mon-Fri", "from": "08:00", "until": "17:00"}
    found = post(workforce([role(cover=cover)]), window("2026-03-06", "2026-03-07"))
    statuses = [status_of(segment, "hard") for segment in found.segments]
    assert statuses == ["not-required", "empty", "not-required"]
    assert found.segments[1].from_ms == at("2026-03-06 08:00")


def test_cover_hours_may_run_over_midnight() -> None:
    cover = {"weekdays": "Fri", "from": "22:00", "until": "06:00"}
    found = post(workforce([role(cover=cover)]), window("2026-03-06", "2026-03-08"))
    assert [(s.from_ms, s.until_ms) for s in found.segments if s.required] == [
        (at("2026-03-06 22:00"), at("2026-03-07 06:00"))
    ]


def test_soft_duty_is_never_more_than_probable() -> None:
    force = workforce([role(duty="soft")], ["anna"], ALWAYS)
    assert status_of(post(force, DAY).segments[0], "soft") == "probable"


def test_some_but_not_enough_is_short() -> None:
    found = post(workforce([role(minimum=2)], ["anna"], ALWAYS), DAY)
    assert status_of(found.segments[0], "hard") == "short"
    assert gap_cause(found.segments[0]) == "below-minimum"
