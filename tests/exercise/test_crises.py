"""Crises without a full stop: phases and milestones on conditions, what repeats until a phase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.exercise import commands as do
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.decide import Refusal
from crisis_tui.exercise.fold import fold_all
from crisis_tui.exercise.state import InjectStatus, initial_state
from crisis_tui.exercise.undoing import last_deed
from tests.exercise.playing import DIRECTOR, Play, minutes, script

ACT = {"id": "A", "by": "CISO", "action": "Bellen", "within": "10m"}
ASK = {
    "id": "C1",
    "at": "1m",
    "decision": {
        "id": "weg",
        "question": "Weg?",
        "options": [{"id": "wel", "title": "Ja"}, {"id": "niet", "title": "Nee"}],
    },
}
WARM = {"id": "warm", "at": "0m"}


def entered(play: Play) -> list[tuple[str, int]]:
    return [(each.phase, each.due_play_ms) for each in play.happened(ev.PhaseEntered)]


def test_a_phase_begins_as_soon_as_its_condition_holds() -> None:
    calm = {"id": "calm", "when": {"decision": "weg", "is": "wel"}}
    play = Play(script(ASK, phases=[WARM, calm])).start()
    play.run_to(minutes(5))
    assert entered(play) == [("warm", 0)]
    play.do(do.TakeDecision("weg", "wel"))
    play.do(do.Tick())
    assert entered(play) == [("warm", 0), ("calm", minutes(5))]
    assert play.state.phase == "calm"


def test_a_phase_with_a_time_and_a_condition_begins_not_before_its_time() -> None:
    calm = {"id": "calm", "at": "20m", "when": {"decision": "weg", "is": "wel"}}
    early = Play(script(ASK, phases=[WARM, calm])).start()
    early.run_to(minutes(5))
    early.do(do.TakeDecision("weg", "wel"))
    early.run_to(minutes(30))
    assert entered(early)[1:] == [("calm", minutes(20))]
    late = Play(script(ASK, phases=[WARM, calm])).start()
    late.run_to(minutes(25))
    late.do(do.TakeDecision("weg", "wel"))
    late.run_to(minutes(30))
    assert entered(late)[1:] == [("calm", minutes(25))]


def test_a_decision_taken_back_in_time_keeps_the_phase_away() -> None:
    calm = {"id": "calm", "at": "20m", "when": {"decision": "weg", "is": "wel"}}
    play = Play(script(ASK, phases=[WARM, calm])).start()
    play.run_to(minutes(5))
    play.do(do.TakeDecision("weg", "wel"))
    play.do(do.RetractDecision("weg"))
    play.run_to(minutes(30))
    assert entered(play)[1:] == []


def test_a_phase_by_hand_waits_for_a_hand() -> None:
    play = Play(script(phases=[WARM, {"id": "calm", "by_hand": True}])).start()
    play.run_to(minutes(60))
    assert entered(play) == [("warm", 0)]
    play.do(do.EnterPhase("calm"))
    assert play.state.phase == "calm"


def test_a_milestone_is_reached_by_itself_and_moves_what_waits_for_it() -> None:
    play = Play(
        script(
            {"id": "C1", "at": "1m", "expects": [ACT]},
            {"id": "C2", "at": "2m", "when": {"reached": "gemist"}},
            milestones=[{"id": "gemist", "when": {"missed": "A"}}],
            phases=[WARM, {"id": "calm", "when": {"reached": "gemist"}}],
        )
    ).start()
    play.run_to(minutes(30))
    limit_ms = minutes(11) + 1
    assert play.happened(ev.MilestoneReached) == [
        ev.MilestoneReached("gemist", by_hand=False, due_play_ms=limit_ms)
    ]
    assert entered(play)[1:] == [("calm", limit_ms)]
    assert play.delivered() == ["C1", "C2"]
    assert play.state.inject("C2").delivered_play_ms == limit_ms


def test_a_milestone_by_hand_can_be_taken_back_until_its_branch_is_sent() -> None:
    play = Play(
        script({"id": "C1", "at": "10m", "when": {"reached": "leeg"}}, milestones=[{"id": "leeg"}])
    ).start()
    play.run_to(minutes(5))
    play.do(do.ReachMilestone("leeg"))
    assert isinstance(play.ask(do.ReachMilestone("leeg")), Refusal)
    undo = last_deed(play.state, DIRECTOR.person)
    assert undo is not None
    assert undo[1] == do.RetractMilestone("leeg")
    play.do(undo[1])
    play.run_to(minutes(15))
    assert play.state.inject("C1").status is InjectStatus.WAITING
    play.do(do.ReachMilestone("leeg"))
    play.do(do.Tick())
    assert play.delivered() == ["C1"]


def test_a_milestone_whose_condition_holds_is_not_taken_back() -> None:
    milestone = {"id": "besloten", "when": {"decision": "weg", "is": "wel"}}
    play = Play(script(ASK, milestones=[milestone])).start()
    play.run_to(minutes(2))
    play.do(do.TakeDecision("weg", "wel"))
    play.do(do.Tick())
    assert "besloten" in play.state.milestones
    assert isinstance(play.ask(do.RetractMilestone("besloten")), Refusal)
    play.do(do.RetractDecision("weg"))
    play.do(do.RetractMilestone("besloten"))
    assert "besloten" not in play.state.milestones


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (do.ReachMilestone("leg"), 'did you mean "leeg"'),
        (do.RetractMilestone("leeg"), "is not reached"),
        (do.RetractMilestone("iets"), "There is no"),
    ],
)
def test_milestones_that_are_not_there_are_refused(command: do.Command, said: str) -> None:
    refused = Play(script(milestones=[{"id": "leeg"}])).start().ask(command)
    assert isinstance(refused, Refusal)
    assert said in str(refused.reason)


def test_a_contingency_comes_unless_the_players_act() -> None:
    sketch = script(
        {"id": "C1", "at": "1m", "expects": [ACT]}, {"id": "C1b", "at": "15m", "unless": "A"}
    )
    idle = Play(sketch).start()
    idle.run_to(minutes(20))
    assert idle.delivered() == ["C1", "C1b"]
    busy = Play(sketch).start()
    busy.run_to(minutes(12))
    busy.do(do.MeetExpectation("A"))
    busy.run_to(minutes(20))
    assert busy.delivered() == ["C1"]
    busy.do(do.RetractExpectation("A"))
    busy.do(do.Tick())
    assert busy.delivered() == ["C1", "C1b"]


def test_what_repeats_stops_when_its_phase_begins() -> None:
    sitrap = {"id": "S", "from_phase": "warm", "every": "10m", "until_phase": "calm"}
    play = Play(script(sitrap, phases=[WARM, {"id": "calm", "at": "30m"}])).start()
    play.run_to(minutes(120))
    assert play.delivered() == ["S", "S.2", "S.3"]
    stopped = play.state.inject("S.4")
    assert (stopped.status, stopped.reason) == (InjectStatus.SKIPPED, "phase")


def test_a_phase_that_is_left_out_stops_what_repeats_until_it() -> None:
    sitrap = {"id": "S", "at": "0m", "every": "10m", "until_phase": "calm", "clock": "story"}
    phases: list[dict[str, object]] = [
        dict(WARM),
        {"id": "calm", "by_hand": True},
        {"id": "after", "by_hand": True},
    ]
    play = Play(script(sitrap, phases=phases)).start()
    play.run_to(minutes(15))
    play.do(do.EnterPhase("after"))
    play.run_to(minutes(60))
    assert play.delivered() == ["S", "S.2"]


def test_an_outage_over_the_phase_passes_over_only_what_was_to_come() -> None:
    sitrap = {"id": "S", "at": "10m", "every": "10m", "until_phase": "calm"}
    play = Play(script(sitrap, phases=[WARM, {"id": "calm", "at": "35m"}])).start()
    play.run_to(minutes(5))
    play.at_ms += minutes(95)
    play.do(do.Tick(outage=True))
    assert list(play.state.catch_up) == ["S.3"]
    assert play.happened(ev.InjectSkipped) == [ev.InjectSkipped("S", "outage", "S.2")]
    play.run_to(minutes(200))
    assert play.delivered() == []


@given(
    stop=st.integers(1, 60),
    hand=st.booleans(),
    first=st.integers(0, 30),
    every=st.integers(1, 20),
)
def test_an_occurrence_comes_exactly_while_its_phase_has_not_begun(
    *, stop: int, hand: bool, first: int, every: int
) -> None:
    sitrap = {"id": "S", "at": f"{first}m", "every": f"{every}m", "until_phase": "calm"}
    calm: dict[str, object] = {"id": "calm", "by_hand": True}
    if not hand:
        calm = {"id": "calm", "at": f"{stop}m"}
    play = Play(script(sitrap, phases=[WARM, calm])).start()
    if hand:
        play.run_to(minutes(stop) - 1)
        play.at_ms += 1
        play.do(do.EnterPhase("calm"))
    play.run_to(minutes(90))
    assert len(play.delivered()) == len(range(first, stop, every))
    assert fold_all(initial_state(play.script), play.journal) == play.state


CONDITIONS: tuple[dict[str, object], ...] = (
    {"decision": "weg", "is": "wel"},
    {"reached": "m"},
    {"any": [{"reached": "m"}, {"decision": "weg", "is": "niet"}]},
    {"all": [{"reached": "m"}, {"not": {"decision": "weg", "is": "wel"}}]},
    {"unless": "m"},
)
LATER_PHASES = st.lists(
    st.tuples(st.none() | st.integers(0, 12), st.none() | st.sampled_from(CONDITIONS)),
    min_size=1,
    max_size=4,
)
DEEDS = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from(["wel", "niet", "open", "m", "no m", "hand"])),
    max_size=8,
)


class ByHand:
    """Phases minute by minute, in the plainest way: every condition is read again each time."""

    def __init__(self, later: list[tuple[int | None, dict[str, object] | None]]) -> None:
        self.later = later
        self.decided: str | None = None
        self.reached = False
        self.current = 0
        self.entered = [("p0", 0)]

    def holds(self, when: dict[str, object]) -> bool:
        yes, no, m = self.decided == "wel", self.decided == "niet", self.reached
        return (yes, m, m or no, m and no, not m)[CONDITIONS.index(when)]

    def settle(self, minute: int) -> None:
        for index, (at, when) in enumerate(self.later, start=1):
            timed = at is not None or when is not None
            come = (at or 0) <= minute and (when is None or self.holds(when))
            if timed and come and index > self.current:
                self.enter(index, minute)

    def enter(self, index: int, minute: int) -> None:
        self.current = index
        self.entered.append((f"p{index}", minutes(minute)))

    def do(self, deed: str) -> do.Command | None:
        """Do a deed if it can be done; return the command that it is."""
        if deed in {"wel", "niet"} and self.decided is None:
            self.decided = deed
            return do.TakeDecision("weg", deed)
        if deed == "open" and self.decided is not None:
            self.decided = None
            return do.RetractDecision("weg")
        if deed == "m" and not self.reached:
            self.reached = True
            return do.ReachMilestone("m")
        if deed == "no m" and self.reached:
            self.reached = False
            return do.RetractMilestone("m")
        return do.EnterPhase(f"p{self.current + 1}") if deed == "hand" else None


@given(later=LATER_PHASES, deeds=DEEDS)
def test_phases_begin_as_they_do_by_hand(
    later: list[tuple[int | None, dict[str, object] | None]], deeds: list[tuple[int, str]]
) -> None:
    later = sorted(later, key=lambda one: -1 if one[0] is None else one[0])
    phases: list[dict[str, object]] = [{"id": "p0", "at": "0m"}]
    for index, (at, when) in enumerate(later, start=1):
        given_at = {} if at is None else {"at": f"{at}m"}
        phases.append({"id": f"p{index}", **given_at, **({"when": when} if when else {})})
    play = Play(script({**ASK, "at": "0m"}, phases=phases, milestones=[{"id": "m"}])).start()
    naive = ByHand(later)
    for minute in range(14):
        play.run_to(minutes(minute))
        naive.settle(minute)
        for _, deed in (one for one in deeds if one[0] == minute):
            if deed == "hand" and naive.current == len(later):
                continue
            command = naive.do(deed)
            if command is None:
                continue
            play.do(command)
            if deed == "hand":
                naive.enter(naive.current + 1, minute)
            play.do(do.Tick())
            naive.settle(minute)
        assert entered(play) == naive.entered
    assert fold_all(initial_state(play.script), play.journal) == play.state
