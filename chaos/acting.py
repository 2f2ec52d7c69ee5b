"""What somebody who does not think does at an exercise: any command, now and then a sensible one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chaos.stage import ROLES, SPEED
from crisis_tui.exercise import commands
from crisis_tui.exercise.state import Outcome

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.exercise.state import ExerciseState

    Maker = Callable[[ExerciseSession, random.Random], Command]

_MINUTE_MS = 60_000


def some_command(session: ExerciseSession, chance: random.Random) -> Command:
    """Return a command that may well be refused."""
    if not session.state.is_running and chance.random() < 0.5:
        return commands.ResumeExercise(after_stop=True)
    maker = chance.choices(list(_MAKERS), list(_MAKERS.values()))[0]
    return maker(session, chance)


def _any_inject(state: ExerciseState, chance: random.Random) -> str:
    known = [planned.inject.id for planned in state.plan.injects]
    return chance.choice([*known, *state.delivered.newest_first(), *state.added])


def _deliver(session: ExerciseSession, chance: random.Random) -> Command:
    return commands.DeliverInject(_any_inject(session.state, chance))


def _put_off(session: ExerciseSession, chance: random.Random) -> Command:
    kind = chance.choice((commands.HoldInject, commands.SkipInject))
    return kind(_any_inject(session.state, chance))


def _retime(session: ExerciseSession, chance: random.Random) -> Command:
    due_ms = session.now().play_ms + chance.randrange(-_MINUTE_MS, 5 * _MINUTE_MS)
    return commands.RetimeInject(_any_inject(session.state, chance), due_ms)


def _void(session: ExerciseSession, chance: random.Random) -> Command:
    return commands.VoidInject(_any_inject(session.state, chance), "chaos")


def _add(session: ExerciseSession, chance: random.Random) -> Command:
    due_ms = session.now().play_ms + chance.randrange(3 * _MINUTE_MS)
    when = None if chance.random() < 0.5 else due_ms
    return commands.AddInject("Los bericht", "tekst", (chance.choice(ROLES),), due_play_ms=when)


def _acknowledge(session: ExerciseSession, chance: random.Random) -> Command:
    return commands.AcknowledgeInject(_any_inject(session.state, chance))


def _meet(session: ExerciseSession, chance: random.Random) -> Command:
    waits = [
        name
        for name, expectation in session.state.expectations.items()
        if expectation.outcome is Outcome.OPEN
    ]
    return commands.MeetExpectation(chance.choice(waits or ["niets"]))


def _decide(session: ExerciseSession, chance: random.Random) -> Command:
    script = session.state.plan.script
    asked = list(script.decision_by_id) if script else []
    return commands.TakeDecision(chance.choice(asked or ["niets"]), chance.choice(("wel", "niet")))


def _write(_: ExerciseSession, chance: random.Random) -> Command:
    return commands.RecordEntry(chance.choice(("picture", "note", "fact")), "regel " * 5)


def _act(_: ExerciseSession, chance: random.Random) -> Command:
    return commands.RecordAction("doe iets", chance.choice(ROLES))


def _close(session: ExerciseSession, chance: random.Random) -> Command:
    return commands.CloseAction(chance.choice([*session.state.actions, "E1"]))


def _retract(session: ExerciseSession, chance: random.Random) -> Command:
    return commands.RetractEntry(chance.choice([*session.state.entries, "E1"]))


def _clock(_: ExerciseSession, __: random.Random) -> Command:
    return commands.MeetClock("termijn")


def _pause(_: ExerciseSession, __: random.Random) -> Command:
    return commands.PauseExercise("chaos")


def _stop(_: ExerciseSession, __: random.Random) -> Command:
    return commands.StopPlay("chaos")


def _speed(_: ExerciseSession, chance: random.Random) -> Command:
    return commands.ChangeSpeed(chance.choice((SPEED, 3 * SPEED, 0.7, 33.333)))


def _jump(session: ExerciseSession, chance: random.Random) -> Command:
    to_ms = session.now().play_ms + chance.randrange(-_MINUTE_MS, _MINUTE_MS)
    return commands.JumpTo(max(0, to_ms))


def _settle_overdue(_: ExerciseSession, chance: random.Random) -> Command:
    return chance.choice((commands.SendOverdue, commands.SkipOverdue))()


_MAKERS: dict[Maker, int] = {
    _deliver: 4,
    _put_off: 3,
    _retime: 2,
    _void: 1,
    _add: 2,
    _acknowledge: 8,
    _meet: 8,
    _decide: 5,
    _write: 8,
    _act: 2,
    _close: 2,
    _retract: 1,
    _clock: 1,
    _pause: 2,
    _stop: 1,
    _speed: 2,
    _jump: 2,
    _settle_overdue: 3,
}
"""How often each is tried, beside the others."""
