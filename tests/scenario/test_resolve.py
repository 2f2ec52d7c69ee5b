"""From files to a script: both clocks, phases, variants, variables, another start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.durations import DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS
from crisis_tui.basis.parts import Muted, Part
from crisis_tui.basis.times import local_datetime
from crisis_tui.scenario.model import Fragment
from crisis_tui.scenario.resolve import resolve
from tests.scenario.build import (
    Data,
    at,
    codes,
    decision,
    expects,
    found,
    inject,
    locate,
    one,
    phase,
    place,
    resolved,
    scenario,
)

if TYPE_CHECKING:
    from crisis_tui.scenario.script import PlannedInject, Script

START = at("2026-03-03 07:42")


def script(
    data: Data, *fragments: Data, start: str | None = None, variant: str | None = None
) -> Script:
    result = resolved(data, *fragments, start=start, variant=variant)
    assert result.findings == ()
    assert result.script is not None
    return result.script


def planned(made: Script, name: str = "C1") -> PlannedInject:
    return made.inject_by_id[name]


def local(made: Script, story_ms: int | None) -> str:
    assert story_ms is not None
    return f"{local_datetime(story_ms, made.zone):%Y-%m-%d %H:%M}"


def test_nothing_without_a_main_file() -> None:
    part = Part("deel.yaml", Fragment.model_validate({"injects": [inject()]}))
    assert resolve((), locate).script is None
    assert resolve([part], locate).script is None


def test_the_story_runs_with_the_play_clock_until_it_jumps() -> None:
    made = script(
        scenario(
            injects=[
                inject("C1", at="5m"),
                inject("C2", at="10m", story="D1 09:00"),
                inject("C3", at="15m"),
            ]
        )
    )
    assert [local(made, each.story_ms) for each in made.injects] == [
        "2026-03-03 07:47",
        "2026-03-03 09:00",
        "2026-03-03 09:05",
    ]
    assert local(made, made.story_end_ms) == "2026-03-03 09:50"


def test_a_phase_sets_the_story_and_its_pace() -> None:
    made = script(
        scenario(
            phases=[
                phase("later", at="20m", story="D3 06:00", pace="1m = 1h"),
                phase("begin", story="D1 08:00"),
            ],
            injects=[inject("C1", at="10m"), inject("C2", at="30m")],
        )
    )
    assert [each.phase.id for each in made.phases] == ["begin", "later"]
    assert local(made, planned(made, "C1").story_ms) == "2026-03-03 08:10"
    assert local(made, planned(made, "C2").story_ms) == "2026-03-05 16:00"
    assert [planned(made, name).phase for name in ("C1", "C2")] == ["begin", "later"]
    begin, later = made.phases
    assert begin.until_story_ms == later.start_story_ms
    assert later.until_story_ms == made.story_end_ms
    assert local(made, made.story_end_ms) == "2026-03-06 22:00"


def test_a_phase_without_a_story_time_goes_on_where_the_story_is() -> None:
    made = script(
        scenario(
            phases=[phase("a", pace="1m = 1h"), phase("b", at="10m")], injects=[inject(at="11m")]
        )
    )
    assert local(made, made.phases[1].start_story_ms) == "2026-03-03 17:42"
    assert local(made, planned(made).story_ms) == "2026-03-03 17:43"


def test_an_inject_keeps_its_phases_pace_after_its_jump() -> None:
    made = script(
        scenario(
            phases=[phase(pace="1m = 1d")],
            injects=[inject("C1", at="1m", story="D5 12:00"), inject("C2", at="2m")],
        )
    )
    assert local(made, planned(made, "C2").story_ms) == "2026-03-08 12:00"


def test_a_phase_and_an_inject_at_one_moment_both_count() -> None:
    made = script(
        scenario(
            phases=[phase("a"), phase("b", at="10m", story="D2 08:00")],
            injects=[inject("C1", at="10m", story="D2 08:05"), inject("C2", at="10m")],
        )
    )
    assert [planned(made, name).phase for name in ("C1", "C2")] == ["b", "b"]
    assert local(made, made.phases[1].start_story_ms) == "2026-03-04 08:00"
    assert local(made, planned(made, "C2").story_ms) == "2026-03-04 08:05"


def test_what_follows_is_planned_as_if_all_goes_on_time() -> None:
    made = script(
        scenario(
            phases=[phase("a"), phase("b", at="30m")],
            injects=[
                inject("C3", after={"inject": "C2", "by": "20m"}),
                inject("C2", after={"inject": "C1", "by": "5m"}),
                inject("C1", at="10m"),
            ],
        )
    )
    assert planned(made, "C3").due_play_ms is None
    assert planned(made, "C3").phase == "b"
    assert local(made, planned(made, "C3").story_ms) == "2026-03-03 08:17"
    assert planned(made, "C1").due_play_ms == 10 * MINUTE_MS


def test_the_bank_and_loose_ends_have_no_time() -> None:
    made = script(
        scenario(
            phases=[phase()],
            injects=[
                inject("B1", bank="true"),
                inject("B2", bank="true", story="D2 08:00"),
                inject("L1", after={"inject": "NOBODY"}),
                inject("L2", after={"inject": "L3"}),
                inject("L3", after={"inject": "L2"}),
            ],
        )
    )
    assert [each.due_play_ms for each in made.injects] == [None] * 5
    assert [each.phase for each in made.injects] == [None] * 5
    assert [each.story_ms for each in made.injects] == [
        None, at("2026-03-04 08:00"), None, None, None,
    ]  # fmt: skip


def test_recurring_injects_start_with_their_phase() -> None:
    made = script(
        scenario(
            phases=[phase("a"), phase("b", at="30m")],
            injects=[inject(every="10m", from_phase="b")],
        )
    )
    assert planned(made).due_play_ms == 30 * MINUTE_MS
    assert planned(made).phase == "b"


def test_a_branch_does_not_move_the_planned_story() -> None:
    taken = {"decision": "losgeld", "is": "wel"}
    made = script(
        scenario(
            injects=[
                inject("C1", decision=decision()),
                inject("C2", at="10m", when=taken, story="D3 08:00"),
                inject("C3", after={"inject": "C2", "by": "5m"}),
                inject("C4", after={"inject": "C3"}, story="D4 08:00"),
                inject("C5", at="20m"),
            ]
        )
    )
    assert local(made, planned(made, "C2").story_ms) == "2026-03-05 08:00"
    assert planned(made, "C3").story_ms is None
    assert local(made, planned(made, "C4").story_ms) == "2026-03-06 08:00"
    assert local(made, planned(made, "C5").story_ms) == "2026-03-03 08:02"


def test_of_one_id_the_first_counts() -> None:
    made = script(
        scenario(
            phases=[phase("a", title="Eerst"), phase("a", at="30m")],
            injects=[inject("C1", title="Eerst"), inject("C1", at="5m")],
        )
    )
    assert [each.inject.title for each in made.injects] == ["Eerst"]
    assert [each.phase.title for each in made.phases] == ["Eerst"]


def test_included_injects_stand_where_they_were_written() -> None:
    made = script(scenario(injects=[inject("C1")]), {"injects": [inject("P1"), inject("P2")]})
    assert [(each.inject.id, each.order) for each in made.injects] == [
        ("C1", 0),
        ("P1", 1),
        ("P2", 2),
    ]
    assert planned(made, "P2").source.file == "deel1.yaml"
    assert planned(made, "P2").source.path == ("injects", 1)


# The end of the story.


def test_an_open_story_lasts_as_long_as_its_last_phase_says() -> None:
    made = script(scenario(end="open", phases=[phase(lasts="26w")]))
    assert made.end_play_ms is None
    assert made.phases[0].until_story_ms == START + 26 * WEEK_MS


def test_an_open_story_that_does_not_say_is_taken_as_four_weeks() -> None:
    result = resolved(scenario(end="open", phases=[phase()]))
    assert result.script is not None
    assert result.script.story_end_ms == START + 4 * WEEK_MS
    assert place(one(result.findings, "T215")) == "phases/0"


def test_an_end_that_could_not_be_read_needs_no_hint() -> None:
    data = scenario(end="open", phases=[phase()])
    assert found(data, muted=Muted(kinds=frozenset({"end"}))) == []


def test_a_story_without_phases_needs_no_hint() -> None:
    assert script(scenario(end="open")).story_end_ms == START + 4 * WEEK_MS


def test_the_last_phase_may_outlast_the_play() -> None:
    made = script(scenario(phases=[phase(lasts="3d")]))
    assert made.story_end_ms == START + 3 * DAY_MS


# Another start.


def test_the_whole_story_moves_with_its_start() -> None:
    data = scenario(
        phases=[phase("a"), phase("b", at="30m", story="D3 06:40")],
        injects=[inject("C1", at="10m", story="D1 09:00")],
    )
    written, moved = script(data), script(data, start="2026-06-01 19:42")
    assert local(moved, moved.story_start_ms) == "2026-06-01 19:42"
    assert local(moved, moved.phases[1].start_story_ms) == "2026-06-03 18:40"
    assert local(moved, planned(moved).story_ms) == "2026-06-01 21:00"
    spans = [
        (each.start_story_ms - made.story_start_ms, each.until_story_ms - made.story_start_ms)
        for made in (written, moved)
        for each in made.phases
    ]
    assert spans[:2] == spans[2:]


def test_a_moved_story_keeps_its_wall_clock_over_a_change_of_the_clock() -> None:
    data = scenario(phases=[phase("a"), phase("b", at="30m", story="D3 06:40")])
    made = script(data, start="2026-10-24 07:42")
    assert local(made, made.phases[1].start_story_ms) == "2026-10-26 06:40"
    assert (
        made.phases[1].start_story_ms - made.story_start_ms == 2 * DAY_MS - 62 * MINUTE_MS + HOUR_MS
    )


def test_a_moved_story_waits_for_an_hour_that_the_clock_has_skipped() -> None:
    def told(first: str) -> Data:
        return scenario(
            injects=[inject("C1", story=first), inject("C2", at="80m", story="D1 16:30")]
        )

    evening = "2026-03-28 18:30"  # C1 comes at 01:48; what lies 90 minutes on is 03:18 that night
    made = script(told("D1 15:00"), start=evening)
    assert local(made, planned(made, "C2").story_ms) == "2026-03-29 04:08"
    assert codes(resolved(told("D2 15:00"), start=evening).findings) == ["T210"]


def test_a_start_with_an_offset_counts_its_days_in_the_zone() -> None:
    made = script(scenario(story_start="2026-03-03 23:30-05:00", phases=[phase(story="D1 06:00")]))
    assert local(made, made.story_start_ms) == "2026-03-04 05:30"
    assert local(made, made.phases[0].start_story_ms) == "2026-03-04 06:00"


@pytest.mark.parametrize(
    ("start", "code", "expected"),
    [
        ("2026-03-28 12:00", "T213", "2026-03-29T03:30:00+02:00"),
        ("2026-10-24 12:00", "T214", "2026-10-25T02:30:00+02:00"),
    ],
)
def test_a_story_time_in_a_dst_night_is_read_one_way_and_reported(
    start: str, code: str, expected: str
) -> None:
    data = scenario(story_start=start, phases=[phase("a"), phase("b", at="5m", story="D2 02:30")])
    result = resolved(data)
    assert result.script is not None
    start_ms = result.script.phases[1].start_story_ms
    assert local_datetime(start_ms, result.script.zone).isoformat() == expected
    assert place(one(result.findings, code)) == "phases/1/story"


def test_a_start_that_could_not_be_read_has_no_dst_night() -> None:
    data = scenario(story_start="2026-03-28 12:00", phases=[phase(story="D2 02:30")])
    assert found(data, muted=Muted(kinds=frozenset({"story_start"}))) == []


def test_a_doubled_hour_after_the_start_is_no_choice() -> None:
    data = scenario(story_start="2026-10-25 02:15+01:00", phases=[phase(story="D1 02:30")])
    made = script(data)
    assert made.phases[0].start_story_ms - made.story_start_ms == 15 * MINUTE_MS


# What resolving reports.


def test_a_story_time_before_the_start_is_refused() -> None:
    finding = one(found(scenario(phases=[phase(story="D1 07:00")])), "T202")
    assert place(finding) == "phases/0/story"
    assert "D1 07:42" in str(finding.help)


def test_a_story_cannot_go_back() -> None:
    data = scenario(
        injects=[inject("C1", story="D2 08:00"), inject("C2", at="10m", story="D2 08:09")]
    )
    finding = one(found(data), "T210")
    assert place(finding) == "injects/1/story"
    assert str(finding.message) == "the story is at D2 08:10 by then and cannot go back to D2 08:09"
    result = resolved(data)
    assert result.script is not None
    assert planned(result.script, "C2").story_ms == at("2026-03-04 08:10")


def test_a_branch_cannot_go_back_either_but_branches_may_cross() -> None:
    def branch(name: str, option: str, story: str) -> Data:
        return inject(name, at="10m", story=story, when={"decision": "losgeld", "is": option})

    asked = inject("C1", decision=decision())
    crossing = [asked, branch("C2", "wel", "D3 08:00"), branch("C3", "niet", "D2 08:00")]
    assert found(scenario(injects=crossing)) == []
    late = [asked, inject("C4", at="5m", story="D4 08:00"), branch("C2", "wel", "D3 08:00")]
    assert place(one(found(scenario(injects=late)), "T210")) == "injects/2/story"


def test_an_unknown_zone_is_taken_as_the_default() -> None:
    result = resolved(scenario(timezone="Europe/Dronten", phases=[phase(story="D1 06:00")]))
    assert codes(result.findings) == ["T202"]
    assert result.script is not None
    assert result.script.story_start_ms == START


@pytest.mark.parametrize(
    "more",
    [
        {"story_start": "9999-12-30 23:00"},
        {"phases": [phase("a", story="D99999 00:00")], "story_start": "9800-01-01"},
        {"phases": [phase("a", pace="1s = 999999999w")]},
        {"end": "999999999w"},
    ],
)
def test_a_story_beyond_the_calendar_is_an_error(more: Data) -> None:
    result = resolved(scenario(**more))
    assert set(codes(result.findings)) == {"T216"}
    assert result.script is not None
    local(result.script, result.script.story_end_ms)


def test_a_branch_beyond_the_calendar_is_a_finding_too() -> None:
    branch = inject("C2", at="30m", when={"decision": "losgeld", "is": "wel"}, story="D4 08:00")
    result = resolved(
        scenario(
            phases=[phase("a", pace="1s = 999999999w")],
            injects=[inject("C1", decision=decision()), branch],
        )
    )
    assert {"T210", "T216"} <= set(codes(result.findings))


# Variants and variables.


def versions(**more: object) -> Data:
    return scenario(
        variables={"omvang": "weinig", "wie": "GS"},
        variants=[
            {"id": "lek", "title": "Met lek", "set": {"omvang": "130 GB"}, "without": ["C2"]}
        ],
        injects=[inject("C1", text="Omvang: ${omvang}, ${wie}."), inject("C2", at="1m")],
        **more,
    )


def test_a_variant_sets_variables_and_leaves_injects_out() -> None:
    assert planned(script(versions())).inject.text == "Omvang: weinig, GS."
    made = script(versions(), variant="lek")
    assert made.variant == "lek"
    assert [each.inject.id for each in made.injects] == ["C1"]
    assert planned(made).inject.text == "Omvang: 130 GB, GS."


def test_an_unknown_variant_is_refused() -> None:
    result = resolved(versions(), variant="lekk")
    assert result.script is None
    assert str(one(result.findings, "R117").help) == 'did you mean "lek"?'


def test_variables_are_filled_in_everywhere_a_person_reads() -> None:
    text = "x ${v} y"
    data = scenario(
        title=text,
        summary=text,
        variables={"v": "GOED"},
        objectives=[{"id": "O1", "title": text, "tasks": [text, "vast"]}],
        phases=[phase(title=text)],
        clocks=[{"id": "K", "title": text, "starts": "C1", "due": "5m", "owner": "FG"}],
        injects=[
            inject(
                **{"from": text, "title": text, "text": text, "gloss": text, "guidance": text},
                storyline=text,
                expects=[expects(action=text)],
                decision=decision(question=text) | {"options": [{"id": "wel", "title": text}]},
            )
        ],
    )
    made = script(data)
    assert made.scenario.model_dump_json().count("GOED") == 7  # the value itself too
    assert planned(made).inject.model_dump_json().count("GOED") == 9


def test_a_doubled_sign_is_the_sign() -> None:
    data = scenario(
        variables={"prijs": "5"}, injects=[inject(text="$${prijs} kost $${ ${prijs} $5 $")]
    )
    assert planned(script(data)).inject.text == "${prijs} kost ${ 5 $5 $"


def test_an_undefined_variable_is_shown_at_its_sign() -> None:
    data = scenario(
        variables={"omvang": "1"}, injects=[inject(text="Er is ${omvng}, en ${omvang}.")]
    )
    finding = one(found(data), "R108")
    assert place(finding) == "injects/0/text"
    assert (finding.where.column, finding.where.end_column) == (7, 15)
    assert str(finding.help) == 'did you mean "omvang"?'


@pytest.mark.parametrize("text", ["${", "${}", "${een twee}", "${open"])
def test_a_place_that_is_no_variable_is_shown(text: str) -> None:
    finding = one(found(scenario(injects=[inject(text=text)])), "R108")
    assert str(finding.help) == 'write ${name}, or $${ where the text itself has "${"'


def test_a_value_is_not_filled_in_itself() -> None:
    data = scenario(variables={"a": "x ${b}", "b": "y"}, injects=[inject(text="${a} ${b}")])
    assert planned(script(data)).inject.text == "x ${b} y"
    data["injects"] = [inject(text="${a}")]
    finding = one(found(data), "R113")
    assert place(finding) == "variables/a"
    assert finding.where.column == 3
