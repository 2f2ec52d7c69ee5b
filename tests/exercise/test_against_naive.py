"""The whole engine against the naive one: after anything that is asked, both stand the same."""

from __future__ import annotations

import os
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from crisis_tui.exercise import commands as do
from crisis_tui.exercise.due import next_due
from crisis_tui.exercise.fold import fold_all
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.state import InjectStatus, initial_state
from tests.exercise.naive import MINUTE, Naive
from tests.exercise.playing import START_MS, Play, minutes, script

EXAMPLES = int(os.environ.get("CRISIS_TUI_EXAMPLES", "60"))
"""`make chaos` asks for more."""
NAMES = ("A", "B", "C", "D", "E", "Q", "S", "BANK")
TIMES = st.integers(0, 12).map(lambda number: number * MINUTE)
WORDS = {
    InjectStatus.PLANNED: "planned",
    InjectStatus.WAITING: "waiting",
    InjectStatus.HELD: "held",
    InjectStatus.SKIPPED: "skipped",
    InjectStatus.DELIVERED: "sent",
    InjectStatus.VOIDED: "void",
}
KINDS = {"PHASE": "0 phase", "CLOCK": "1 term", "EXPECTATION": "2 limit", "INJECT": "4 message"}


@st.composite
def conditions(draw: st.DrawFn, *names: str) -> tuple[Any, ...]:
    name = draw(st.sampled_from(names))
    leaf: tuple[Any, ...] = draw(
        st.sampled_from([("met", f"{name}-x"), ("missed", f"{name}-x"), ("decision", "A-d", "j")])
    )
    return ("not", leaf) if draw(st.booleans()) else leaf


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[dict[str, Any]], dict[str, int], int | None]:
    specs: list[dict[str, Any]] = [
        {"id": "A", "at": draw(TIMES), "expects": [("A-x", draw(TIMES))], "decision": "A-d"},
        {"id": "B", "after": ("A", draw(TIMES)), "expects": [("B-x", draw(TIMES))]},
        {"id": "C", "at": draw(TIMES), "when": draw(conditions("A"))},
        {"id": "D", "after": ("C", draw(TIMES)), "when": draw(conditions("A", "B"))},
        {"id": "E", "at": draw(TIMES)},
        {"id": "Q", "from_phase": "p2"},
        {"id": "S", "at": draw(TIMES), "every": draw(st.sampled_from([4, 17])) * MINUTE},
        {"id": "BANK", "bank": True},
    ]
    if draw(st.booleans()):
        specs[1]["when"] = draw(conditions("A"))
    phases = {"p1": 0, "p2": draw(TIMES) + 1, "p3": 13 * MINUTE}
    return specs, phases, draw(st.sampled_from([None, None, 20 * MINUTE]))


def as_file(spec: dict[str, Any]) -> dict[str, Any]:
    """Write a spec as the scenario file does."""
    found: dict[str, Any] = {
        key: spec[key] for key in ("id", "at", "every", "from_phase", "bank") if key in spec
    }
    if "after" in spec:
        found["after"] = {"inject": spec["after"][0], "by": spec["after"][1]}
    if "expects" in spec:
        found["expects"] = [
            {"id": name, "by": "GS", "action": "doet", "within": within}
            for name, within in spec["expects"]
        ]
    if "decision" in spec:
        options = [{"id": "j", "title": "Ja"}, {"id": "n", "title": "Nee"}]
        found["decision"] = {"id": spec["decision"], "question": "?", "options": options}
    if "when" in spec:
        found["when"] = condition(spec["when"])
    return found


def condition(when: tuple[Any, ...]) -> dict[str, Any]:
    if when[0] == "not":
        return {"not": condition(when[1])}
    return {"decision": when[1], "is": when[2]} if when[0] == "decision" else {when[0]: when[1]}


INJECTS = st.sampled_from([*NAMES, "adhoc-1", "adhoc-2"])
BY_HAND = st.one_of(
    st.builds(do.DeliverInject, INJECTS),
    st.builds(do.HoldInject, INJECTS),
    st.builds(do.SkipInject, INJECTS),
    st.builds(do.RetimeInject, INJECTS, TIMES),
    st.builds(do.VoidInject, INJECTS, st.just("fout")),
    st.builds(do.AcknowledgeInject, INJECTS),
    st.builds(
        do.AddInject,
        st.just("Los"),
        st.just("tekst"),
        st.just(("GS",)),
        due_play_ms=st.none() | TIMES,
    ),
    st.just(do.SendOverdue()),
    st.just(do.SkipOverdue()),
)
DONE = st.one_of(
    st.builds(do.MeetExpectation, st.sampled_from(["A-x", "B-x"])),
    st.builds(do.RetractExpectation, st.sampled_from(["A-x", "B-x"])),
    st.builds(do.TakeDecision, st.just("A-d"), st.sampled_from(["j", "n"])),
    st.builds(do.RetractDecision, st.just("A-d")),
    st.builds(do.MeetClock, st.just("K")),
)
CLOCK = st.one_of(
    st.builds(do.JumpTo, st.integers(0, 25 * MINUTE) | TIMES),
    st.builds(do.ShiftSchedule, st.integers(-8, 8).map(minutes).filter(bool)),
    st.builds(do.EnterPhase, st.sampled_from(["p1", "p2", "p3"])),
    st.builds(do.ChangeSpeed, st.sampled_from([0.1, 0.5, 1.0, 7.301, 20.0])),
    st.just(do.PauseExercise()),
    st.builds(do.ResumeExercise, st.just(True)),
    st.just(do.ResumeExercise()),
    st.just(do.StopPlay("echt")),
)


class BothEngines(RuleBasedStateMachine):
    """Does the same to both, and looks at everything."""

    play: Play
    naive: Naive

    @initialize(story=stories(), speed=st.sampled_from([1.0, 2.5]))
    def begin(self, story: tuple[Any, Any, Any], speed: float) -> None:
        specs, phases, end = story
        made = script(
            *(as_file(spec) for spec in specs),
            phases=[{"id": name, "at": at} for name, at in phases.items()],
            clocks=[{"id": "K", "title": "K", "starts": "A", "due": "4m", "clock": "play"}],
            end="open" if end is None else "20m",
        )
        term = ("K", "A", 4 * MINUTE)
        self.naive = Naive(specs, dict(phases), end, term, START_MS, speed=Fraction(str(speed)))
        self.play = Play(made).start(speed=speed)
        self.naive.tick()

    @rule(command=st.one_of(BY_HAND, DONE, CLOCK))
    def ask(self, command: do.Command) -> None:
        done = not isinstance(self.play.ask(command), Refusal)
        assert self.naive.ask(command) == done, command
        self._tick()

    @rule(wall_ms=st.integers(1, minutes(20)))
    def postpone(self, wall_ms: int) -> None:
        self.ask(do.PostponeExercise(self.play.at_ms + wall_ms, "later"))

    @rule(wall_ms=st.integers(0, minutes(4)))
    def time_passes(self, wall_ms: int) -> None:
        self.play.at_ms += wall_ms
        self.naive.wait(wall_ms)
        self._tick()

    @rule(wall_ms=st.integers(0, minutes(6)))
    def nobody_directs(self, wall_ms: int) -> None:
        self.play.at_ms += wall_ms
        self.naive.wait(wall_ms)
        self.play.do(do.Tick(outage=True))
        self.naive.tick(outage=True)

    @rule(step_ms=st.integers(-(10**9), 10**9))
    def the_wall_clock_leaps(self, step_ms: int) -> None:
        self.play.leap(step_ms)
        self.naive.at_ms += step_ms
        self._tick()

    @rule()
    def the_machine_dies(self) -> None:
        before = self.play.state
        self.play.state = fold_all(initial_state(self.play.script), self.play.journal)
        assert self.play.state == before

    def _tick(self) -> None:
        self.play.do(do.Tick())
        self.naive.tick()

    @invariant()
    def the_clocks_agree(self) -> None:
        state = self.play.state
        assert self.play.moment.play_ms == self.naive.now
        assert (state.is_running, state.ended is not None, state.no_play is not None) == (
            self.naive.running,
            self.naive.ended,
            self.naive.no_play,
        )
        until = None if state.postponed is None else state.postponed.until_at_ms
        assert self.naive.ended or until == self.naive.postponed
        assert dict(state.phases) == self.naive.entered

    @invariant()
    def every_message_stands_the_same(self) -> None:
        state = self.play.state
        assert list(state.delivered) == self.naive.sent
        assert len(self.naive.sent) == len(set(self.naive.sent))
        assert {one for one in state.injects if one not in self.naive.messages} == set()
        for name, message in self.naive.messages.items():
            found = state.inject(name)
            assert WORDS[found.status] == message.status, name
            assert (
                message.status in {"planned", "sent"}
                or found.reason == message.reason
                or (message.status == "void")
            ), name
            if message.status == "planned" and message.due is not None:
                assert found.due_play_ms == message.due, name
            assert bool(found.acknowledged) == message.acknowledged, name
        assert set(state.catch_up) == set(self.naive.overdue())

    @invariant()
    def what_was_asked_stands_the_same(self) -> None:
        state = self.play.state
        opened = dict(state.expectations)
        assert {name: str(one.outcome) for name, one in opened.items()} == {
            name: asked.outcome for name, asked in self.naive.asked.items()
        }
        assert {name: one.limit_play_ms for name, one in opened.items()} == {
            name: asked.limit for name, asked in self.naive.asked.items()
        }
        assert {name: str(clock.outcome) for name, clock in state.clocks.items()} == {
            name: term.outcome for name, term in self.naive.terms.items()
        }
        assert {one: taken.option for one, taken in state.decisions.items()} == self.naive.decided

    @invariant()
    def the_same_comes_next(self) -> None:
        if self.naive.ended:
            return
        due, coming = next_due(self.play.state), sorted(self.naive.coming())
        if due is None or due.kind.name == "END":
            assert not coming or coming[0][1] == "5 end"
        else:
            at, kind, _, name = coming[0]
            assert (due.at_ms, KINDS[due.kind.name], due.id) == (at, kind, name)


def test_both_engines_do_the_same() -> None:
    run_state_machine_as_test(
        BothEngines,
        settings=settings(
            deadline=None,
            max_examples=EXAMPLES,
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )
