"""Every rule against a slow, obvious reading, hour by hour, around both nights of clock change."""

from __future__ import annotations

from datetime import UTC, timedelta
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.durations import DAY_MS, HOUR_MS, WEEK_MS
from crisis_tui.basis.instants import instant_ms, local_datetime
from tests.roster.build import AMSTERDAM
from tests.roster.rest.lines import AUTUMN, NIGHT, SPRING, broken, line, norm, rules, the

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.basis.fields import Period
    from crisis_tui.roster.rest.spans import Spans
    from crisis_tui.roster.rest.stretches import Stretch

DAYS = 12
starts = st.sampled_from([SPRING, AUTUMN])
hours = st.lists(
    st.tuples(st.integers(0, 24 * DAYS - 1), st.sampled_from([1, 3, 8, 12, 14, 24, 40])),
    max_size=9,
).map(lambda found: [(start, start + length) for start, length in sorted(found)])
many = settings(max_examples=40, deadline=None)


@cache
def later(at_ms: int, period: Period) -> int:
    """Add a period as a calendar does: days on the wall clock, a skipped hour is over at its end."""
    if not period.on_wall:
        return at_ms + period.length_ms
    local = local_datetime(at_ms, AMSTERDAM)
    wall = local.replace(tzinfo=None) + timedelta(milliseconds=period.length_ms)
    found = [
        instant_ms(wall.replace(tzinfo=AMSTERDAM, fold=fold).astimezone(UTC)) for fold in (0, 1)
    ]
    real = [
        each
        for each in found
        if local_datetime(each, AMSTERDAM).replace(tzinfo=None, fold=0) == wall
    ]
    if not real:
        return min(found) // HOUR_MS * HOUR_MS if SPRING < found[0] < AUTUMN else found[0]
    return next((each for each in real if _offset(each) == local.utcoffset()), real[-1])


def _offset(at_ms: int) -> timedelta | None:
    return local_datetime(at_ms, AMSTERDAM).utcoffset()


def hours_in(spans: Spans) -> list[int]:
    """Return the beginning of every hour that is in the times."""
    return [hour for a, b in spans for hour in range(a, b, HOUR_MS)]


def hour_set(windows: Iterable[tuple[int, int]]) -> set[int]:
    return {hour for a, b in windows for hour in range(a, b, HOUR_MS)}


def covered(stretches: Iterable[Stretch]) -> set[int]:
    return hour_set((each.from_ms, each.until_ms) for each in stretches)


@many
@given(hours, starts, st.integers(1, 5), st.sampled_from(["24h", "1d"]))
def test_standby_blocks(standby: list[tuple[int, int]], start: int, most: int, part: str) -> None:
    book = rules(norm("standby-blocks", most, "7d", part))
    person, rule = line(book, standby=standby, start_ms=start), the(book)
    assert rule.part is not None
    assert rule.per is not None
    blocks: list[int] = []
    for hour in sorted(hours_in(person.standby)):
        if not blocks or hour >= later(blocks[-1], rule.part):
            blocks.append(hour)
    expected = [
        (each, count)
        for each in blocks
        if (count := sum(each <= other < later(each, rule.per) for other in blocks)) > most
    ]
    assert [(each.from_ms, each.found) for each in broken(book, person)] == expected


@many
@given(hours, hours, starts, st.sampled_from(["48h", "2d", "1d"]), st.integers(1, 3))
def test_free_blocks(
    work: list[tuple[int, int]],
    standby: list[tuple[int, int]],
    start: int,
    part: str,
    wanted: int,
) -> None:
    book = rules(norm("free-blocks", wanted, "7d", part))
    person, rule = line(book, work, standby, start_ms=start), the(book)
    assert rule.part is not None
    assert rule.per is not None
    busy = set(hours_in(person.busy))

    def free(from_ms: int) -> int:
        """Count blocks in the window, each as soon as so much free time has passed."""
        until_ms, count, at_ms = later(from_ms, rule.per), 0, from_ms
        while at_ms < until_ms:
            end_ms = later(at_ms, rule.part)
            if end_ms <= until_ms and busy.isdisjoint(range(at_ms, end_ms, HOUR_MS)):
                count, at_ms = count + 1, end_ms
            else:
                at_ms += HOUR_MS
        return count

    standing_by = hours_in(person.standby)

    def counts(start_ms: int) -> bool:
        until_ms = later(start_ms, rule.per)
        return any(start_ms <= hour < until_ms for hour in standing_by)

    windows = [
        (hour, later(hour, rule.per))
        for start_ms, end_ms in person.busy
        for hour in range(start_ms, end_ms, HOUR_MS)
        if counts(start_ms) and free(hour) < wanted
    ]
    found = broken(book, person)
    expected = hour_set(windows)
    assert expected <= covered(found)
    # A window that begins between two hours ends between two hours.
    assert covered(found) - expected <= {hour + HOUR_MS for hour in expected}
    for each in found:
        assert each.found == free(each.from_ms)
        assert each.counted_until_ms == later(each.from_ms, rule.per)
    assert min((each.found for each in found), default=wanted) == min(
        (min(free(start_ms), wanted) for start_ms in person.busy.starts if counts(start_ms)),
        default=wanted,
    )


@many
@given(hours, starts, st.sampled_from(["24h", "1d", "48h", "1w"]), st.integers(6, 60))
def test_work_in_any_stretch(
    work: list[tuple[int, int]], start: int, per: str, most_hours: int
) -> None:
    book = rules(norm("work", f"{most_hours}h", per))
    person, rule = line(book, work, start_ms=start), the(book)
    assert rule.per is not None
    worked = set(hours_in(person.work))
    everything = range(start - 8 * DAY_MS, start + (DAYS + 3) * DAY_MS, HOUR_MS)
    sums = [
        sum(hour in worked for hour in range(at_ms, later(at_ms, rule.per), HOUR_MS)) * HOUR_MS
        for at_ms in everything
    ]
    found = broken(book, person)
    assert max((each.found for each in found), default=0) == max(
        (each for each in sums if each > most_hours * HOUR_MS), default=0
    )
    for each in found:
        inside = range(each.from_ms, each.until_ms, HOUR_MS)
        assert sum(hour in worked for hour in inside) * HOUR_MS == each.found


@many
@given(hours, starts, st.sampled_from([8, 11]))
def test_daily_rest(work: list[tuple[int, int]], start: int, rest_hours: int) -> None:
    book = rules(norm("daily-rest", f"{rest_hours}h", "24h"))
    person = line(book, work, start_ms=start)
    assert [each.from_ms for each in broken(book, person)] == [
        each for each in person.work.starts if longest_free(person.work, each, 24) < rest_hours
    ]


@many
@given(hours, starts, st.booleans())
def test_weekly_rest(work: list[tuple[int, int]], start: int, split: bool) -> None:  # noqa: FBT001
    norms = [norm("weekly-rest", "36h", "168h")]
    if split:
        norms.append(norm("split-weekly-rest", "72h", "336h", "32h"))
    book = rules(*norms)
    person = line(book, work, start_ms=start)
    expected = []
    for each in person.work.starts:
        if longest_free(person.work, each, 168) >= 36:
            continue
        if split and sum(part for part in free_runs(person.work, each, 336) if part >= 32) >= 72:
            continue
        expected.append(each)
    assert [each.from_ms for each in broken(book, person)] == expected


def free_runs(spans: Spans, from_ms: int, length_hours: int) -> list[int]:
    busy, runs = set(hours_in(spans)), [0]
    for hour in range(from_ms, from_ms + length_hours * HOUR_MS, HOUR_MS):
        if hour in busy:
            runs.append(0)
        else:
            runs[-1] += 1
    return runs


def longest_free(spans: Spans, from_ms: int, length_hours: int) -> int:
    return max(free_runs(spans, from_ms, length_hours))


def shifts_read_aloud(spans: Spans) -> list[tuple[int, int, int, bool, bool]]:
    """Return shifts, told apart by eight hours without work: from, until, hours, night, late."""
    groups: list[list[int]] = []
    for hour in sorted(hours_in(spans)):
        if groups and hour - groups[-1][-1] <= 8 * HOUR_MS:
            groups[-1].append(hour)
        else:
            groups.append([hour])
    found = []
    for group in groups:
        nightly: dict[object, int] = {}
        for hour in group:
            local = local_datetime(hour, AMSTERDAM)
            if local.hour < 6:
                nightly[local.date()] = nightly.get(local.date(), 0) + 1
        end = local_datetime(group[-1], AMSTERDAM)
        night = any(count > 1 for count in nightly.values())
        found.append((group[0], group[-1] + HOUR_MS, len(group), night, night and end.hour >= 2))
    return found


@many
@given(hours, starts)
def test_shifts_and_nights(work: list[tuple[int, int]], start: int) -> None:
    book = rules(*NIGHT, norm("shortened-daily-rest", "8h", "168h"))
    person = line(book, work, start_ms=start)
    assert [
        (each.from_ms, each.until_ms, each.work_ms // HOUR_MS, each.is_night, each.is_late)
        for each in person.shifts
    ] == shifts_read_aloud(person.work)


@many
@given(hours, starts)
def test_nights_of_standby(standby: list[tuple[int, int]], start: int) -> None:
    person = line(rules(*NIGHT), standby=standby, start_ms=start)
    expected = set()
    for hour in hours_in(person.standby):
        local = local_datetime(hour, AMSTERDAM)
        if local.hour < 6:
            midnight = local.replace(hour=0, fold=0)
            expected.add(instant_ms(midnight.astimezone(UTC)))
    assert list(person.standby_nights) == sorted(expected)


@many
@given(hours, hours, starts, st.integers(1, 4), st.integers(10, 40))
def test_less_work_with_many_nights_of_standby(
    work: list[tuple[int, int]],
    standby: list[tuple[int, int]],
    start: int,
    least: int,
    most_hours: int,
) -> None:
    book = rules(
        *NIGHT,
        norm("night-standbys", least, "1w"),
        norm("weekly-work-with-night-standbys", f"{most_hours}h", "1w"),
    )
    person, rule = line(book, work, standby, start_ms=start), the(book)
    assert rule.per is not None
    worked, nights = set(hours_in(person.work)), person.standby_nights
    worst = 0
    for from_ms in range(start - 8 * DAY_MS, start + (DAYS + 3) * DAY_MS, HOUR_MS):
        until_ms = later(from_ms, rule.per)
        hours_worked = sum(hour in worked for hour in range(from_ms, until_ms, HOUR_MS))
        if sum(from_ms <= night < until_ms for night in nights) >= least:
            worst = max(worst, hours_worked)
    found = max((each.found for each in broken(book, person)), default=0)
    # Between two hours a night can be inside with a little more work than at any whole hour.
    assert worst * HOUR_MS - HOUR_MS <= max(found, most_hours * HOUR_MS)
    assert found <= max(worst, most_hours) * HOUR_MS + HOUR_MS
    if worst > most_hours:
        assert found >= worst * HOUR_MS


@many
@given(hours, hours, starts, st.integers(1, 20))
def test_standby_near_a_night_shift(
    work: list[tuple[int, int]], standby: list[tuple[int, int]], start: int, least: int
) -> None:
    short = norm("shortened-daily-rest", "8h", "168h")
    before = rules(*NIGHT, short, norm("standby-before-night-shift", f"{least}h"))
    after = rules(*NIGHT, short, norm("standby-after-night-shift", f"{least}h"))
    person = line(before, work, standby, start_ms=start)
    busy = set(hours_in(person.standby))
    nights = [each for each in shifts_read_aloud(person.work) if each[3]]
    expected = [
        each[0]
        for each in nights
        if not busy.isdisjoint(range(each[0] - least * HOUR_MS, each[0], HOUR_MS))
    ]
    assert [each.counted_until_ms for each in broken(before, person)] == expected
    expected = [
        each[1]
        for each in nights
        if not busy.isdisjoint(range(each[1], each[1] + least * HOUR_MS, HOUR_MS))
    ]
    person = line(after, work, standby, start_ms=start)
    assert [each.counted_from_ms for each in broken(after, person)] == expected


def test_weeks_are_averaged() -> None:
    book = rules(norm("weekly-work", "40h", "2w"))
    person = line(book, [(day * 24, day * 24 + 12) for day in range(8)])
    worst = max(broken(book, person), key=lambda each: each.found)
    assert worst.found == 48 * HOUR_MS
    assert worst.until_ms - worst.from_ms in (2 * WEEK_MS, 2 * WEEK_MS - HOUR_MS)
