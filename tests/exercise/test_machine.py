"""Anything may be asked of the engine in any order; what must hold always is checked each time."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from crisis_tui.exercise import commands as do
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.codec import decode_event, encode_event
from crisis_tui.exercise.events import Record
from crisis_tui.exercise.fold import fold_all
from crisis_tui.exercise.folding.branches import condition_holds
from crisis_tui.exercise.points import open_points
from crisis_tui.exercise.state import InjectStatus, Outcome, initial_state
from crisis_tui.exercise.views.detail import inject_detail
from crisis_tui.exercise.views.header import header
from crisis_tui.exercise.views.log import log_rows, open_actions
from crisis_tui.exercise.views.messages import counts, message_ids, message_rows
from crisis_tui.exercise.views.order import MessageOrder
from tests.exercise.playing import START_MS, Play, minutes, script
from tests.exercise.through_json import through_json

NAMES = ("A", "B", "C", "D", "S", "T", "BANK")
ACTIONS = ("A-x", "B-x", "C-x")
CHOICE = {"question": "?", "options": [{"id": "j", "title": "Ja"}, {"id": "n", "title": "Nee"}]}
FACTS = st.sampled_from(
    [{"met": "A-x"}, {"missed": "B-x"}, {"not": {"missed": "C-x"}}, {"decision": "d", "is": "j"}]
)
MINUTES = st.integers(0, 12)
AT = MINUTES.map(lambda number: f"{number}m")


@st.composite
def scripts(draw: st.DrawFn) -> Any:  # noqa: ANN401 - a script
    def expects(name: str) -> list[dict[str, Any]]:
        return [{"id": f"{name}-x", "by": "GS", "action": "doet", "within": draw(AT)}]

    injects: list[dict[str, Any]] = [
        {"id": "A", "at": draw(AT), "expects": expects("A"), "decision": {"id": "d", **CHOICE}},
        {"id": "B", "after": {"inject": "A", "by": draw(AT)}, "expects": expects("B")},
        {"id": "C", "at": draw(AT), "expects": expects("C"), "acknowledge": "2m"},
        {"id": "D", "after": {"inject": "C"}, "story": draw(AT)},
        {"id": "S", "every": draw(st.sampled_from(["2m", "5m"])), "from_phase": "p2"},
        {"id": "T", "at": draw(AT), "every": "6h", "clock": "story"},
        {"id": "BANK", "bank": "true"},
    ]
    for inject in injects:
        if draw(st.booleans()):
            inject["when"] = draw(FACTS)
    phases = [
        {"id": "p1", "at": "0m"},
        {"id": "p2", "at": draw(AT), "story": "24h", "pace": "1m = 1h"},
        {"id": "p3", "at": "13m"},
    ]
    clocks = [
        {"id": "AP", "title": "AP", "starts": "A", "due": "72h"},
        {"id": "K", "title": "K", "starts": "S", "due": "3m", "clock": "play"},
    ]
    end = draw(st.sampled_from(["open", "open", "20m"]))
    return script(*injects, phases=phases, clocks=clocks, end=end)


INJECTS = st.sampled_from([*NAMES, "S.2", "T.3", "adhoc-1", "adhoc-2", "nobody"])
COMMANDS = st.one_of(
    st.builds(do.DeliverInject, INJECTS),
    st.builds(do.HoldInject, INJECTS),
    st.builds(do.SkipInject, INJECTS),
    st.builds(do.RetimeInject, INJECTS, MINUTES.map(minutes)),
    st.builds(do.VoidInject, INJECTS, st.just("fout")),
    st.builds(do.AcknowledgeInject, INJECTS, st.sampled_from([None, "CISO", "GS"])),
    st.builds(
        do.AddInject,
        st.just("Los"),
        st.just("tekst"),
        st.just(("GS",)),
        due_play_ms=st.none() | MINUTES.map(minutes),
    ),
    st.builds(do.MeetExpectation, st.sampled_from(ACTIONS)),
    st.builds(do.RetractExpectation, st.sampled_from(ACTIONS)),
    st.builds(do.TakeDecision, st.just("d"), st.sampled_from(["j", "n"])),
    st.builds(do.RetractDecision, st.just("d")),
    st.builds(do.MeetClock, st.sampled_from(["AP", "K"])),
    st.builds(do.JumpTo, st.integers(0, 25).map(minutes)),
    st.builds(do.ShiftSchedule, st.integers(-12, 12).map(minutes)),
    st.builds(
        do.PostponeExercise,
        st.integers(0, 30).map(lambda number: START_MS + minutes(number)),
        st.just("later"),
    ),
    st.builds(do.EnterPhase, st.sampled_from(["p1", "p2", "p3"])),
    st.builds(do.ChangeSpeed, st.sampled_from([0.1, 0.5, 1.0, 7.3, 600.0])),
    st.builds(do.PauseExercise),
    st.builds(do.ResumeExercise, st.booleans()),
    st.builds(do.StopPlay, st.just("echt")),
    st.builds(do.RecordAction, st.just("doet"), st.just("GS"), MINUTES.map(minutes)),
    st.builds(do.CloseAction, st.sampled_from(["E1", "E2"])),
    st.builds(do.RetractEntry, st.sampled_from(["E1", "E2"])),
    st.builds(do.NoteWallStep, st.integers(-(10**6), 10**6)),
    st.just(do.SendOverdue()),
    st.just(do.SkipOverdue()),
)


class Anything(RuleBasedStateMachine):
    """A controller who does anything, a machine that wakes up at any time."""

    play: Play
    order: MessageOrder

    @initialize(what=scripts(), speed=st.sampled_from([1.0, 60.0]))
    def begin(self, what: Any, speed: float) -> None:  # noqa: ANN401 - a script
        self.play = Play(what).start(speed=speed)
        self.order = MessageOrder()

    @rule(command=COMMANDS)
    def ask(self, command: do.Command) -> None:
        self.play.ask(command)

    @rule(wall_ms=st.integers(0, minutes(4)))
    def wake_up(self, wall_ms: int) -> None:
        at_rest = not self.play.state.is_running
        happened = self.play.wait(wall_ms)
        assert not (at_rest and happened) or happened[0] == ev.Resumed()
        self._nothing_due_is_left()
        assert self.play.wait(0) == ()

    @rule(wall_ms=st.integers(0, minutes(6)))
    def wake_up_after_an_outage(self, wall_ms: int) -> None:
        self.play.at_ms += wall_ms
        happened = self.play.do(do.Tick(outage=True))
        assert not any(isinstance(event, ev.InjectDelivered) for event in happened)

    @precondition(lambda self: self.play.state.is_running)
    @rule(ahead_ms=st.integers(0, minutes(5)))
    def follow_the_alarm(self, ahead_ms: int) -> None:
        before = len(self.play.journal)
        self.play.run_to(self.play.moment.play_ms + ahead_ms)
        sent = [record.event for record in self.play.journal[before:]]
        assert all(
            event.late_ms <= self._grain_ms() or event.due_play_ms is None
            for event in sent[1:]
            if isinstance(event, ev.InjectDelivered) and not event.by_hand
        ) or self._had_arrears(before)

    def _grain_ms(self) -> int:
        """One wall millisecond on the exercise clock: nothing can be more exact."""
        return self.play.state.clock.permille // 1000 + 1

    def _had_arrears(self, before: int) -> bool:
        """Tell whether something was due already when the alarm was set."""
        play_ms = self.play.journal[before - 1].play_ms
        later = [record.event for record in self.play.journal[before:]]
        dues = [event.due_play_ms for event in later if isinstance(event, ev.InjectDelivered)]
        return any(due is not None and due <= play_ms for due in dues)

    def _nothing_due_is_left(self) -> None:
        """Look at every inject, action and clock, one by one."""
        state, play_ms = self.play.state, self.play.moment.play_ms
        end_ms = self.play.script.end_play_ms
        if not state.is_running or (end_ms is not None and play_ms > end_ms):
            return
        for inject_id in message_ids(state):
            inject = state.inject(inject_id)
            due_ms = inject.due_play_ms
            follows = state.plan.inject(inject_id)
            if inject.status is InjectStatus.PLANNED and due_ms is not None:
                planned_early = follows is not None and follows.inject.from_phase is not None
                known = inject_id in state.injects or not planned_early
                assert not known or due_ms > play_ms, inject_id
            if inject.status is InjectStatus.WAITING:
                assert condition_holds(state, inject_id) is None, inject_id
        for name, expectation in state.expectations.items():
            limit_ms = expectation.limit_play_ms
            if expectation.outcome is Outcome.OPEN and limit_ms is not None:
                assert limit_ms >= play_ms, name
        for name, clock in state.clocks.items():
            if clock.outcome is Outcome.OPEN:
                assert clock.due_play_ms is None or clock.due_play_ms >= play_ms, name
                on_story = clock.due_story_ms
                assert on_story is None or on_story >= state.story_at(play_ms), name

    @invariant()
    def each_inject_is_sent_at_most_once(self) -> None:
        delivered = self.play.delivered()
        assert len(delivered) == len(set(delivered))
        assert delivered == [event.inject for event in self.play.happened(ev.InjectDelivered)]

    @invariant()
    def nothing_comes_before_its_time(self) -> None:
        for event in self.play.happened(ev.InjectDelivered):
            assert event.late_ms >= 0

    @invariant()
    def nothing_happens_after_the_end(self) -> None:
        kinds = [type(record.event) for record in self.play.journal]
        if ev.ExerciseEnded in kinds:
            after = kinds[kinds.index(ev.ExerciseEnded) + 1 :]
            assert set(after) <= {
                ev.ActionRecorded,
                ev.ActionClosed,
                ev.EntryRetracted,
                ev.WallClockStepped,
            }

    @invariant()
    def the_indexes_agree_with_what_they_index(self) -> None:
        state = self.play.state
        held = {
            one
            for one, inject in state.injects.items()
            if inject.status is InjectStatus.HELD and inject.reason in {"outage", "jump"}
        }
        waiting = {
            one for one, inject in state.injects.items() if inject.status is InjectStatus.WAITING
        }
        points = {one: tuple(open_points(state, one)) for one in state.delivered}
        assert set(state.catch_up) == held
        assert set(state.waiting) == waiting
        assert dict(state.unfinished) == {one: some for one, some in points.items() if some}

    @invariant()
    def the_views_can_be_made(self) -> None:
        state, play_ms = self.play.state, self.play.moment.play_ms
        ids = message_ids(state)
        rows = message_rows(state, play_ms, ids)
        assert header(state, play_ms).overdue == counts(state, play_ms).overdue
        assert [row.id for row in rows] == list(ids) == list(self.order.of(state))
        assert {row.id for row in rows} >= set(NAMES)
        for inject_id in ids:
            assert inject_detail(state, play_ms, inject_id) is not None
        assert len(log_rows(state)) == len(state.log)
        open_actions(state, play_ms)

    def teardown(self) -> None:
        if not hasattr(self, "play"):
            return
        records = [
            Record(r.seq, r.at_ms, r.play_ms, r.actor, decode_event(*encode_event(r.event)))
            for r in self.play.journal
        ]
        assert fold_all(initial_state(self.play.script), records) == self.play.state
        assert through_json(self.play.state, records) == self.play.state


def test_whatever_is_asked_the_rules_hold() -> None:
    run_state_machine_as_test(
        Anything, settings=settings(deadline=None, max_examples=40, stateful_step_count=25)
    )
