"""The heatmap against `assess` for each start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.findings import Where
from crisis_tui.basis.parts import Part
from crisis_tui.readiness.assessment import assess
from crisis_tui.readiness.heatmap import StartAnswer, heatmap
from crisis_tui.scenario.model import Scenario
from crisis_tui.scenario.resolve import resolve
from tests.readiness.rest_norms import BASIC, rest_norms
from tests.roster.build import at, person, role, rotation, shift, workforce
from tests.roster.test_oracle import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisis_tui.basis.findings import Source
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script

HOUR_MS = 3_600_000
SPRING, AUTUMN, WINTER = "2026-03-28 12:00", "2026-10-24 12:00", "2026-12-01 12:00"
ROLES = ("OVDBZ", "LTBZ", "TLOPV")
PEOPLE = ("anna", "bram", "cato", "dirk")
RULES = rest_norms(BASIC)
QUALIFICATION = {"id": "BOB", "title": "BOB", "current": {"any": [{"months": 12}]}}


def nowhere(source: Source) -> Where:
    return Where(source.file, 1, 1, 1, 1)


def story(*phases: Mapping[str, Any]) -> Part[Scenario]:
    """Return a scenario that starts on the 3rd of March at 08:00."""
    return Part(
        "proef.yaml",
        Scenario.model_validate(
            {
                "scenario": "1",
                "id": "proef",
                "title": "Proef",
                "crisis": "cyber",
                "story_start": "2026-03-03 08:00",
                "end": "open",
                "phases": [
                    {"id": f"fase-{n}", "title": f"Fase {n}", "at": f"{n}m", **phase}
                    for n, phase in enumerate(phases)
                ],
            }
        ),
    )


def started(part: Part[Scenario], start_ms: int) -> Script:
    found = resolve([part], nowhere, story_start_ms=start_ms).script
    assert found is not None
    return found


def slowly(part: Part[Scenario], starts: Sequence[int], force: Workforce) -> list[StartAnswer]:
    found = []
    for start_ms in starts:
        answer = assess(started(part, start_ms), force)
        short = {need.role for need in answer.needs if need.gaps}
        order = dict.fromkeys(need.role for need in answer.needs)
        roles = tuple(name for name in order if name in short)
        found.append(StartAnswer(start_ms, answer.verdict, roles))
    return found


def quickly(part: Part[Scenario], starts: Sequence[int], force: Workforce) -> list[StartAnswer]:
    script = started(part, starts[0])
    return list(heatmap(script, lambda start_ms: started(part, start_ms), starts, force))


def hours_from(text: str, hours: int) -> list[int]:
    return [at(text) + number * HOUR_MS for number in range(hours)]


def test_a_start_runs_into_a_gap_that_comes_later() -> None:
    part = story({"needs": [{"role": "OVDBZ"}], "lasts": "3h"})
    force = workforce(
        people=["anna"],
        duties=[
            shift("anna", "2026-03-02", "2026-03-03 12:00"),
            shift("anna", "2026-03-03 13:00", "2026-03-05"),
        ],
    )
    short = [answer.short for answer in quickly(part, hours_from("2026-03-03 08:00", 7), force)]
    assert short == [(), (), ("OVDBZ",), ("OVDBZ",), ("OVDBZ",), (), ()]


def test_a_gap_of_a_second_is_not_overlooked() -> None:
    part = story({"needs": [{"role": "OVDBZ"}], "lasts": "1h"})
    force = workforce(
        people=["anna"],
        duties=[
            shift("anna", "2026-03-02", "2026-03-03 11:59:59"),
            shift("anna", "2026-03-03 12:00", "2026-03-05"),
        ],
    )
    answers = quickly(part, hours_from("2026-03-03 10:00", 3), force)
    assert [answer.verdict for answer in answers] == ["ready", "not-ready", "ready"]


def test_soft_duty_is_at_risk_where_nothing_is_short() -> None:
    part = story({"needs": [{"role": "OVDBZ"}], "lasts": "1h"})
    force = workforce(
        [role(duty="soft")], ["anna"], [shift("anna", "2026-03-03", "2026-03-03 10:00")]
    )
    answers = quickly(part, hours_from("2026-03-03 09:00", 2), force)
    assert [answer.verdict for answer in answers] == ["at-risk", "not-ready"]


def test_story_times_keep_their_clock_over_the_night_that_the_clock_changes() -> None:
    """Started a day before the change, the second phase comes 23 or 25 hours later, not 24."""
    part = story(
        {"story": "D1 08:00"},
        {"story": "D2 08:00", "needs": [{"role": "OVDBZ"}], "lasts": "1h"},
    )
    for day, length in (("2026-03-29", 23), ("2026-10-25", 25)):
        force = workforce(people=["anna"], duties=[shift("anna", f"{day} 08:00", f"{day} 09:00")])
        starts = hours_from(f"{day} 08:00", 1)
        starts = [starts[0] - hours * HOUR_MS for hours in (26, 25, 24, 23, 22)]
        ready = [
            (at(f"{day} 08:00") - answer.start_ms) // HOUR_MS
            for answer in quickly(part, sorted(starts), force)
            if answer.verdict == "ready"
        ]
        assert ready == [length]


def test_no_starts_and_no_needs() -> None:
    part = story({"lasts": "1h"})
    assert quickly(part, [at(SPRING)], workforce())[0].verdict == "ready"
    script = started(part, at(SPRING))
    assert heatmap(script, lambda start_ms: started(part, start_ms), [], workforce()) == ()


def test_told_how_many_are_done() -> None:
    part = story({"needs": [{"role": "OVDBZ"}], "lasts": "1h"})
    done: list[int] = []
    heatmap(
        started(part, at(SPRING)),
        lambda start_ms: started(part, start_ms),
        hours_from(SPRING, 5),
        workforce(),
        done.append,
    )
    assert sum(done) == 5


@st.composite
def needs(draw: st.DrawFn) -> dict[str, Any]:
    need: dict[str, Any] = {"role": draw(st.sampled_from(ROLES)), "count": draw(st.integers(1, 2))}
    if draw(st.booleans()):
        need["from"] = f"{draw(st.integers(0, 90))}m"
    if draw(st.booleans()):
        need["until"] = f"{draw(st.integers(100, 900))}m"
    if draw(st.integers(0, 3)) == 0:
        need["shift"] = draw(st.sampled_from(["4h", "8h"]))
    if draw(st.booleans()):
        need["within"] = draw(st.sampled_from(["20m", "40m"]))
    if draw(st.integers(0, 3)) == 0:
        need["qualified"] = ["BOB"]
    return need


@st.composite
def stories(draw: st.DrawFn) -> Part[Scenario]:
    told = sorted(draw(st.lists(st.integers(0, 60), min_size=1, max_size=3)))
    phases: list[dict[str, Any]] = []
    for number, hour in enumerate(told):
        phase: dict[str, Any] = {"needs": draw(st.lists(needs(), max_size=3))}
        if number and draw(st.booleans()):
            phase["story"] = f"D{1 + (8 + hour) // 24} {(8 + hour) % 24:02}:30"
        elif number:
            phase["pace"] = "1m = 5h"
        phases.append(phase)
    phases[-1]["lasts"] = draw(st.sampled_from(["2h", "11h30m", "2d", "9d"]))
    return story(*phases)


@st.composite
def spans(draw: st.DrawFn, first: str) -> tuple[str, str]:
    moment = st.integers(-60, 60).map(lambda quarters: at(first) + quarters * HOUR_MS // 2)
    ends = draw(st.tuples(moment, moment).filter(lambda pair: pair[0] != pair[1]))
    return written(min(ends)), written(max(ends))


@st.composite
def rosters(draw: st.DrawFn, first: str) -> Workforce:
    people = []
    for name in PEOPLE:
        more: dict[str, object] = {"roles": draw(st.lists(st.sampled_from(ROLES), unique=True))}
        more["travel"] = draw(st.sampled_from([{"home": "15m"}, {"home": "50m", "office": "5m"}]))
        if draw(st.booleans()):
            from_, until = draw(spans(first))
            more["away"] = [{"from": from_, "until": until}]
        if name == "dirk" and draw(st.booleans()):
            more |= {"status": "in_opleiding", "mentors": ["anna"]}
        people.append(person(name, **more))
    duties = [
        shift(draw(st.sampled_from(PEOPLE)), *draw(spans(first)), on=draw(st.sampled_from(ROLES)))
        for _ in range(draw(st.integers(0, 6)))
    ]
    for name in draw(st.lists(st.sampled_from(ROLES), unique=True)):
        turns = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3))
        half_days = {"turn": "12h", "handover": "07:00", "start": "2026-01-05"}
        duties.append(rotation(turns, name, **half_days))
    earned = [
        {
            "person": name,
            "qualification": "BOB",
            "on": draw(st.sampled_from(["2025-03-28", "2025-10-25"])),
        }
        for name in draw(st.lists(st.sampled_from(PEOPLE), unique=True))
    ]
    return workforce(
        [role(name, duty=draw(st.sampled_from(["hard", "soft"]))) for name in ROLES],
        people,
        duties,
        {"qualifications": [QUALIFICATION], "records": earned},
        draw(st.sampled_from([RULES, rest_norms()])),
        office_hours={"weekdays": "Mon-Sun", "from": "08:30", "until": "17:00"},
        planned_until=draw(st.sampled_from(["open", first])),
    )


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_each_start_is_answered_as_assess_would(data: st.DataObject) -> None:
    first = data.draw(st.sampled_from([SPRING, AUTUMN, WINTER]))
    force, part = data.draw(rosters(first)), data.draw(stories())
    step = data.draw(st.sampled_from([HOUR_MS, HOUR_MS * 3 // 4, 5 * HOUR_MS, 24 * HOUR_MS]))
    starts = [at(first) - 8 * HOUR_MS + number * step for number in range(24)]
    assert quickly(part, starts, force) == slowly(part, starts, force)
