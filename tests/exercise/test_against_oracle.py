"""The engine against a slow, obvious one that looks at everything in every millisecond."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.exercise.commands import MeetExpectation, TakeDecision, Tick
from crisis_tui.exercise.events import ExpectationMissed, InjectDelivered, InjectSkipped
from tests.exercise.playing import Play, script

if TYPE_CHECKING:
    from crisis_tui.scenario.model import Condition, Inject

LAST_MS = 25
NAMES = ("A", "B", "C", "D")
OPTIONS = ("j", "n")


@st.composite
def conditions(draw: st.DrawFn, names: tuple[str, ...]) -> dict[str, Any]:
    """Draw a condition on messages before this one: a circle has no single right answer."""
    leaf = draw(
        st.one_of(
            st.builds(
                lambda name, option: {"decision": f"{name}-d", "is": option},
                st.sampled_from(names),
                st.sampled_from(OPTIONS),
            ),
            st.builds(lambda name: {"met": f"{name}-x"}, st.sampled_from(names)),
            st.builds(lambda name: {"missed": f"{name}-x"}, st.sampled_from(names)),
        )
    )
    return draw(
        st.one_of(
            st.just(leaf),
            st.just({"not": leaf}),
            st.just({"any": [leaf, {"met": "A-x"}]}),
            st.just({"all": [leaf, {"not": {"missed": "A-x"}}]}),
        )
    )


@st.composite
def inject_dicts(draw: st.DrawFn, index: int) -> dict[str, Any]:
    name = NAMES[index]
    times_ms = st.integers(0, 8)
    inject: dict[str, Any] = {"id": name}
    if index and draw(st.booleans()):
        inject["after"] = {"inject": draw(st.sampled_from(NAMES[:index])), "by": draw(times_ms)}
    else:
        inject["at"] = draw(times_ms)
        if draw(st.integers(0, 4)) == 0:
            inject["every"] = draw(st.integers(4, 9))
    if index and draw(st.booleans()):
        inject["when"] = draw(conditions(NAMES[:index]))
    inject["expects"] = [
        {"id": f"{name}-x", "by": "GS", "action": "doet", "within": draw(times_ms)}
    ]
    inject["decision"] = {
        "id": f"{name}-d",
        "question": "?",
        "options": [{"id": option, "title": option} for option in OPTIONS],
    }
    return inject


DEEDS = st.one_of(
    st.builds(MeetExpectation, st.sampled_from([f"{name}-x" for name in NAMES])),
    st.builds(
        TakeDecision, st.sampled_from([f"{name}-d" for name in NAMES]), st.sampled_from(OPTIONS)
    ),
)
SCRIPTS = st.tuples(*(inject_dicts(index) for index in range(len(NAMES))))
TIMED_DEEDS = st.lists(st.tuples(st.integers(0, LAST_MS), DEEDS), max_size=8)


@settings(deadline=None, max_examples=100)
@given(SCRIPTS, TIMED_DEEDS)
def test_the_same_happens_at_the_same_times(
    injects: tuple[dict[str, Any], ...], deeds: list[tuple[int, MeetExpectation | TakeDecision]]
) -> None:
    deeds = sorted(deeds, key=lambda deed: deed[0])
    play = Play(script(*injects)).start()
    for at_ms, deed in deeds:
        play.run_to(at_ms)
        play.ask(deed)
        play.do(Tick())
    play.run_to(LAST_MS)

    oracle = Oracle([planned.inject for planned in play.script.injects])
    oracle.run(deeds)
    assert _story_of(play) == oracle.happened


def _story_of(play: Play) -> list[tuple[int, str, str]]:
    names: dict[type, tuple[str, str]] = {
        InjectDelivered: ("sent", "inject"),
        InjectSkipped: ("left out", "inject"),
        ExpectationMissed: ("missed", "expectation"),
    }
    return [
        (
            record.play_ms,
            names[type(record.event)][0],
            getattr(record.event, names[type(record.event)][1]),
        )
        for record in play.journal
        if type(record.event) in names
    ]


@dataclass
class Oracle:
    """Knows nothing of agendas: it keeps plain sets and tries everything again each time."""

    injects: list[Inject]
    happened: list[tuple[int, str, str]] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)
    out: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    met: dict[str, int] = field(default_factory=dict)
    missed: set[str] = field(default_factory=set)
    decided: dict[str, str] = field(default_factory=dict)

    def run(self, deeds: list[tuple[int, MeetExpectation | TakeDecision]]) -> None:
        for now in range(LAST_MS + 1):
            self._settle(now)
            for at_ms, deed in deeds:
                if at_ms == now:
                    self._do(deed, now)
                    self._settle(now)

    def _do(self, deed: MeetExpectation | TakeDecision, now: int) -> None:
        if isinstance(deed, MeetExpectation):
            self.met.setdefault(deed.expectation, now)
        else:
            self.decided.setdefault(deed.decision, deed.option)

    def _settle(self, now: int) -> None:
        while self._one_step(now):
            pass

    def _one_step(self, now: int) -> bool:
        """Do the first thing that is due, by time, limits before messages, then by place."""
        due = sorted([*self._limits(now), *self._messages(now)])
        if not due:
            return False
        _, kind, _, name = due[0]
        if kind == 0:
            self.missed.add(name)
            self.happened.append((now, "missed", name))
        else:
            self._message(name, now)
        return True

    def _limits(self, now: int) -> list[tuple[int, int, int, str]]:
        return [
            (limit_ms + 1, 0, order, name)
            for order, inject in enumerate(self.injects)
            for number, at_ms in self._sent_numbers(inject)
            for action in inject.expects
            if (name := _numbered(action.id, number)) not in self.met and name not in self.missed
            if action.within_ms is not None and (limit_ms := at_ms + action.within_ms) < now
        ]

    def _sent_numbers(self, inject: Inject) -> list[tuple[int, int]]:
        numbers = range(1, LAST_MS // 4 + 2)
        return [
            (number, self.sent[_numbered(inject.id, number)])
            for number in numbers
            if _numbered(inject.id, number) in self.sent
        ]

    def _messages(self, now: int) -> list[tuple[int, int, int, str]]:
        found = []
        for order, inject in enumerate(self.injects):
            for number in range(1, LAST_MS // 4 + 2 if inject.every_ms else 2):
                name = _numbered(inject.id, number)
                due_ms = self._due_ms(inject, number)
                if due_ms is None or due_ms > now or name in self.sent:
                    continue
                settled = self._value(inject.when)
                again = name in self.out or name in self.waiting
                if name in self.out and (inject.every_ms or settled is False):
                    continue
                if name in self.waiting and settled is None:
                    continue
                if name in self.out and settled is None:
                    self.out.discard(name)
                    self.waiting.add(name)
                    continue
                found.append((now if again else due_ms, 3, order, name))
        return found

    def _message(self, name: str, now: int) -> None:
        inject = next(one for one in self.injects if one.id == name.partition(".")[0])
        value = self._value(inject.when)
        self.waiting.discard(name)
        self.out.discard(name)
        if value is True:
            self.sent[name] = now
            self.happened.append((now, "sent", name))
        elif value is False or inject.every_ms:
            self.out.add(name)
            self.happened.append((now, "left out", name))
        else:
            self.waiting.add(name)

    def _due_ms(self, inject: Inject, number: int) -> int | None:
        if inject.after is not None:
            before_ms = self.sent.get(inject.after.inject)
            return None if before_ms is None else before_ms + inject.after.by_ms
        return (inject.at_ms or 0) + (number - 1) * (inject.every_ms or 0)

    def _value(self, when: Condition | None) -> bool | None:
        if when is None:
            return True
        if when.decision is not None:
            taken = self.decided.get(when.decision)
            if taken is None:
                return False if when.decision[0] in self.out else None
            return taken == when.outcome
        if when.met is not None or when.missed is not None:
            return self._fact(when.met or when.missed or "", met=when.met is not None)
        if when.negated is not None:
            inner = self._value(when.negated)
            return None if inner is None else not inner
        values = [self._value(part) for part in (when.all or when.any or ())]
        decisive = when.any is not None
        if decisive in values:
            return decisive
        return None if None in values else not decisive

    def _fact(self, name: str, *, met: bool) -> bool | None:
        if name in self.met or name in self.missed:
            return name in (self.met if met else self.missed)
        return False if name[0] in self.out else None


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}.{number}"
