"""The rehearsal against the slow and obvious: every combination of outcomes, played one by one."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.exercise.commands import MeetExpectation, TakeDecision
from crisis_tui.exercise.due import next_due_play_ms
from crisis_tui.exercise.events import InjectDelivered, PhaseEntered
from crisis_tui.exercise.points import PointKind, open_points
from crisis_tui.exercise.rehearsal.load import Tasks, Window, peak_loads
from crisis_tui.exercise.rehearsal.problems import Why, problems
from crisis_tui.exercise.rehearsal.rehearsing import Measures, Rehearsal, rehearse
from crisis_tui.exercise.rehearsal.silence import EVERYBODY, Spell, silences
from crisis_tui.exercise.rehearsal.subjects import Subjects
from crisis_tui.exercise.rehearsal.ways import key_of
from tests.exercise.playing import Play, minutes, script

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisis_tui.exercise.rehearsal.graph import Graph
    from crisis_tui.exercise.rehearsal.position import Happening
    from crisis_tui.scenario.conditions import Subject
    from crisis_tui.scenario.script import Script

Outcomes = dict["Subject", str | None]
Settled = list[tuple["Subject", str | None]]
_CHANCE: st.SearchStrategy[bool] = st.booleans()
END = 40


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """Small scenarios with decisions, actions, branches that open branches, repeats and phases."""
    number = draw(st.integers(2, 5))
    subjects: list[Subject] = []
    injects: list[dict[str, Any]] = []
    for index in range(number):
        role: str = draw(st.sampled_from(["GS", "BGM"]))
        inject: dict[str, Any] = {"id": f"C{index}", "to": [role]}
        if index and draw(_CHANCE):
            by = draw(st.integers(0, 6))
            parent = draw(st.integers(0, index - 1))
            inject["after"] = {"inject": f"C{parent}", "by": f"{by}m"}
        else:
            inject["at"] = f"{draw(st.integers(0, 30))}m"
        if len(subjects) < 3:
            asked = draw(st.sampled_from(["", "", "decision", "expectation"]))
            _ask(draw, inject, asked, index, subjects)
        injects.append(inject)
    phases: list[dict[str, Any]] = [{"id": "P0", "at": "0m"}]
    milestones: list[dict[str, Any]] = []
    if subjects:
        for inject in injects:
            if draw(_CHANCE):
                inject["when"] = draw(_conditions(subjects))
        if draw(_CHANCE):
            phases.append({"id": "P1", "when": draw(_conditions(subjects))})
        if draw(_CHANCE):
            milestones.append({"id": "M", "when": draw(_conditions(subjects))})
            condition: dict[str, Any] = {"reached": "M"} if draw(_CHANCE) else {"unless": "M"}
            injects.append({"id": "CM", "at": "20m", "to": ["GS"], "when": condition})
    if draw(_CHANCE):
        repeat: dict[str, Any] = {"id": "R", "at": "3m", "every": "9m", "to": ["GS"]}
        if draw(_CHANCE) and subjects:
            repeat["when"] = draw(_conditions(subjects))
        injects.append(repeat)
    return script(*injects, phases=phases, milestones=milestones, end=f"{END}m")


def _ask(
    draw: st.DrawFn, inject: dict[str, Any], asked: str, index: int, subjects: list[Subject]
) -> None:
    within = draw(st.sampled_from([None, "2m", "5m", "12m"]))
    limit = {} if within is None else {"within": within}
    if asked == "decision":
        options = [{"id": name, "title": name} for name in ("a", "b", "c")]
        inject["decision"] = {"id": f"D{index}", "question": "?", "options": options, **limit}
        subjects.append(("decision", f"D{index}"))
    elif asked == "expectation":
        inject["expects"] = [{"id": f"E{index}", "by": "GS", "action": "?", **limit}]
        subjects.append(("expectation", f"E{index}"))


def _conditions(subjects: list[Subject]) -> st.SearchStrategy[dict[str, Any]]:
    def plain(subject: Subject) -> st.SearchStrategy[dict[str, Any]]:
        kind, name = subject
        forms: list[dict[str, Any]] = [{"unless": name}]
        if kind == "decision":
            forms += [{"decision": name, "is": option} for option in ("a", "b")]
        else:
            forms += [{"met": name}, {"missed": name}]
        return st.sampled_from(forms)

    return st.recursive(
        st.sampled_from(subjects).flatmap(plain),
        lambda parts: st.one_of(
            st.lists(parts, min_size=2, max_size=2).map(lambda both: {"all": both}),
            st.lists(parts, min_size=2, max_size=2).map(lambda both: {"any": both}),
            parts.map(lambda part: {"not": part}),
        ),
        max_leaves=3,
    )


def play_through(script: Script, outcomes: Outcomes, *, quick: bool) -> tuple[Play, Settled]:
    """Play minute by minute; everybody acts as `outcomes` says, at once or at the last moment.

    What is missed is missed a millisecond after a minute, and what follows from that a bit later.
    """
    play = Play(script).start()
    settled: Settled = []
    for minute in range(END + 1):
        for play_ms in range(minutes(minute), minutes(minute) + 5):
            stand_at(play, outcomes, settled, play_ms, quick=quick)
    return play, settled


def stand_at(
    play: Play, outcomes: Outcomes, settled: Settled, play_ms: int, *, quick: bool
) -> None:
    due_ms = next_due_play_ms(play.state)
    if due_ms is not None and due_ms < play_ms:
        play.run_to(play_ms - 1)
    for _ in range(20):  # what is done at an instant can lay open more at the same instant
        acted = _act(play, outcomes, settled, play_ms, quick=quick)
        due_ms = next_due_play_ms(play.state)
        is_due = due_ms is not None and due_ms <= play_ms
        if is_due:
            play.run_to(play_ms)
        if not acted and not is_due:
            return


def _at_hand(
    play: Play, outcomes: Outcomes, settled: Settled, play_ms: int, *, quick: bool
) -> list[Subject]:
    known = {subject for subject, _ in settled}
    found = []
    for inject_id in play.state.delivered:
        for point in open_points(play.state, inject_id):
            if point.kind is PointKind.ACKNOWLEDGEMENT:
                continue
            kind = "decision" if point.kind is PointKind.DECISION else "expectation"
            subject = (kind, point.id)
            at_ms = play_ms if quick or point.limit_play_ms is None else point.limit_play_ms
            if subject in outcomes and subject not in known and at_ms <= play_ms:
                found.append(subject)
    return sorted(found)


def _act(play: Play, outcomes: Outcomes, settled: Settled, play_ms: int, *, quick: bool) -> bool:
    if not play.state.is_live:
        return False
    subjects = _at_hand(play, outcomes, settled, play_ms, quick=quick)
    if subjects:
        play.at_ms = max(play.at_ms, play.state.clock.at_of(play_ms) or 0)
    for subject in subjects:
        outcome = outcomes[subject]
        settled.append((subject, outcome))
        if subject[0] == "decision" and outcome is not None:
            play.do(TakeDecision(subject[1], outcome))
        elif outcome == "met":
            play.do(MeetExpectation(subject[1]))
    return bool(subjects)


def happened(play: Play) -> frozenset[tuple[str, int]]:
    """What came, and when."""
    injects = {(each.inject, each.due_play_ms or 0) for each in play.happened(InjectDelivered)}
    phases = {(each.phase, each.due_play_ms) for each in play.happened(PhaseEntered)}
    return frozenset(injects | phases)


def all_ways(graph: Graph, number: int = 0) -> Iterator[tuple[Happening, ...]]:
    """Walk every way of a graph, one by one."""
    if not graph.nodes[number].branches:
        yield ()
    for branch in graph.nodes[number].branches:
        for rest in all_ways(graph, branch.target):
            yield (*branch.happened, *rest)


def _came(way: tuple[Happening, ...]) -> frozenset[tuple[str, int]]:
    return frozenset((one.id, one.play_ms) for one in way if one.kind in {"inject", "phase"})


def combinations(choices: Mapping[Subject, tuple[str | None, ...]]) -> Iterator[Outcomes]:
    for chosen in product(*choices.values()):
        yield dict(zip(choices, chosen, strict=True))


@settings(max_examples=40, deadline=None)
@given(scripts())
def test_the_ways_are_those_of_every_combination_played_one_by_one(script: Script) -> None:
    rehearsal = rehearse(script)
    subjects = Subjects(script)
    open_to_people = [one for one in subjects.asked if one[0] != "milestone"]
    for one in rehearsal.passes:
        everything = {
            subject: ("met", "missed") if subject[0] == "expectation" else ("a", "b", "c", None)
            for subject in open_to_people
        }
        expected = set()
        for outcomes in combinations(everything):
            expected.add(happened(play_through(script, outcomes, quick=one.quick)[0]))
        assert {_came(way) for way in all_ways(one.graph)} == expected
        told_apart = {subject: subjects.outcomes(subject) for subject in open_to_people}
        courses = {
            frozenset(play_through(script, outcomes, quick=one.quick)[1])
            for outcomes in combinations(told_apart)
        }
        assert one.ways.count == len(courses)


@settings(max_examples=40, deadline=None)
@given(scripts(), st.sampled_from([minutes(1), minutes(7), minutes(15)]))
def test_what_is_counted_is_what_is_walked(script: Script, window_ms: int) -> None:
    rehearsal = rehearse(script)
    tasks = Tasks(script)
    for one in rehearsal.passes:
        walked = list(all_ways(one.graph))
        assert one.ways.count == len(walked)
        on_ways = Counter(key for way in walked for key in {key_of(each) for each in way})
        comings = one.ways.comings()
        assert comings.keys() == on_ways.keys()
        assert all(
            each.ways == on_ways[key] for key, each in comings.items() if key[0] != "skipped"
        )
        loads: dict[Window, int] = {}
        spells: Counter[Spell] = Counter()
        for way in walked:
            for window, load in _loads(way, tasks, window_ms).items():
                loads[window] = max(load, loads.get(window, 0))
            for role in (EVERYBODY, "GS", "BGM"):
                spells.update(_spells(way, tasks, role, window_ms))
        assert peak_loads(one.ways, tasks, window_ms) == loads
        assert silences(one.ways, tasks, ("GS", "BGM"), window_ms) == spells


def _loads(way: tuple[Happening, ...], tasks: Tasks, window_ms: int) -> Counter[Window]:
    return Counter(Window(role, one.play_ms // window_ms) for one in way for role in tasks.of(one))


def _spells(way: tuple[Happening, ...], tasks: Tasks, role: str, longer_ms: int) -> Iterator[Spell]:
    last_ms = 0
    for one in way:
        asked = tasks.of(one)
        if one.kind == "end" or role in asked or (role == EVERYBODY and asked):
            if one.play_ms - last_ms > longer_ms:
                yield Spell(role, last_ms, one.play_ms)
            last_ms = one.play_ms


def _rehearsed(
    *injects: dict[str, Any], end: str, milestones: Sequence[dict[str, Any]] = ()
) -> Rehearsal:
    return rehearse(
        script(*injects, end=end, milestones=milestones), Measures(window_ms=minutes(10))
    )


def test_forty_decisions_after_each_other_are_counted_at_once() -> None:
    options = [{"id": "a", "title": "a"}, {"id": "b", "title": "b"}]
    injects: list[dict[str, Any]] = []
    for number in range(40):
        asks = {"id": f"D{number}", "question": "?", "within": "5m", "options": options}
        injects.append({"id": f"C{number}", "at": f"{10 * number}m", "decision": asks})
        when = {"decision": f"D{number}", "is": "a"}
        injects.append({"id": f"B{number}", "at": f"{10 * number + 7}m", "when": when})
    rehearsal = _rehearsed(*injects, end="500m")
    assert rehearsal.is_whole
    assert rehearsal.ways == 2 * 3**40
    assert rehearsal.comings["inject", "B39"].ways == 2 * 3**39
    assert rehearsal.passes[0].graph.nodes.__len__() < 500


def test_a_milestone_by_hand_is_reached_or_not_when_something_looks_at_it() -> None:
    rehearsal = _rehearsed(
        {"id": "C1", "at": "5m", "when": {"reached": "meester"}},
        milestones=[{"id": "meester"}],
        end="30m",
    )
    assert rehearsal.ways == 2 * 2
    assert rehearsal.comings["inject", "C1"].ways == 2
    assert rehearsal.comings["milestone", "meester"].first_ms == minutes(5)


def test_beyond_its_ticks_it_says_how_many_ways_it_did_not_follow() -> None:
    options = [{"id": "a", "title": "a"}, {"id": "b", "title": "b"}]
    injects: list[dict[str, Any]] = []
    for number in range(12):
        asks = {"id": f"D{number}", "question": "?", "options": options}
        injects.append({"id": f"C{number}", "at": f"{number}m", "decision": asks})
        when = {"decision": f"D{number}", "is": "a"}
        injects.append({"id": f"B{number}", "at": "60m", "when": when})
    rehearsal = rehearse(script(*injects, end="90m"), Measures(most_ticks=300))
    assert not rehearsal.is_whole
    assert 0 < rehearsal.ways < rehearsal.at_least <= 2 * 3**12
    again = rehearse(script(*injects, end="90m"), Measures(most_ticks=300))
    assert again.comings == rehearsal.comings


def test_a_long_chain_of_injects_is_no_burden() -> None:
    chain = [
        {"id": f"C{number}", "after": {"inject": f"C{number + 1}", "by": "1m"}}
        for number in range(1_500)
    ]
    ask = {
        "id": "C1500",
        "at": "1m",
        "decision": {"id": "D", "question": "?", "options": [{"id": "a", "title": "a"}]},
    }
    start = {"id": "C1501", "at": "2m", "when": {"decision": "D", "is": "a"}}
    chain[-1]["after"] = {"inject": "C1501", "by": "1m"}
    rehearsal = _rehearsed(*chain, ask, start, end="2000m")
    assert rehearsal.comings["inject", "C0"].ways == 2
    assert rehearsal.comings["inject", "C0"].first_ms == minutes(1_502)


def test_phases_that_do_not_begin_say_why() -> None:
    options = [{"id": "dicht", "title": "Dicht"}, {"id": "open", "title": "Open"}]
    played = script(
        {"id": "C1", "at": "1m", "decision": {"id": "D", "question": "?", "options": options}},
        phases=[
            {"id": "P0", "at": "0m"},
            {"id": "P1", "at": "20m"},
            {"id": "P2", "when": {"decision": "D", "is": "open"}},
            {"id": "P3", "by_hand": True},
        ],
        end="60m",
    )
    rehearsal = rehearse(played, Measures())
    told = {one.id: (one.why, one.is_fault) for one in problems(rehearsal)}
    assert told == {"P1": (Why.OVERTAKEN, False), "P2": (Why.CONDITION, False)}
    assert rehearsal.comings["phase", "P3"].ways == rehearsal.ways


def test_an_action_that_will_be_missed_is_not_taken_for_one_that_nobody_asks() -> None:
    options = [{"id": name, "title": name} for name in ("a", "b")]
    deed = {"id": "E2", "by": "GS", "action": "?", "within": "2m"}
    played = script(
        {"id": "C1", "at": "0m", "decision": {"id": "D1", "question": "?", "options": options}},
        {"id": "C2", "at": "0m", "when": {"decision": "D1", "is": "a"}, "expects": [deed]},
        phases=[{"id": "P0", "at": "0m"}, {"id": "P1", "when": {"not": {"met": "E2"}}}],
        end="40m",
    )
    for one in rehearse(played).passes:
        times = [dict(_came(way)).get("P1") for way in all_ways(one.graph)]
        assert times.count(minutes(2) + 1) == 1
