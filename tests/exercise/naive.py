"""The whole engine once more, as simply as it can be said: dictionaries, and loops over everything.

Shares nothing with the engine but the commands and their meaning. Slow, and obviously right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Any

from crisis_tui.exercise import commands as do

MINUTE = 60_000
BY_ITSELF = {"condition", "jump", "outage"}


@dataclass
class Message:
    """One message, or one time of one that comes again and again."""

    spec: dict[str, Any]
    order: int
    number: int = 1
    status: str = "planned"
    due: int | None = None
    reason: str | None = None
    retimed: bool = False
    ripe: int | None = None
    acknowledged: bool = False

    @property
    def untouched(self) -> bool:
        return self.status == "planned" and self.due is None and not self.retimed


@dataclass
class Asked:
    """An expected action or a statutory clock."""

    outcome: str = "open"
    limit: int | None = None


@dataclass
class Naive:
    """Specs are `id`, `at`, `after` (id, by), `every`, `from_phase`, `bank`, `when`, `expects`
    (id, within), `decision`; times are milliseconds.
    """

    specs: list[dict[str, Any]]
    phase_times: dict[str, int]
    end: int | None
    term: tuple[str, str, int]
    at_ms: int
    exact: Fraction = field(default_factory=Fraction)
    speed: Fraction = Fraction(1)
    running: bool = True
    ended: bool = False
    no_play: bool = False
    postponed: int | None = None
    entered: dict[str, int] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    grids: dict[str, tuple[int, int]] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    terms: dict[str, Asked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for order, spec in enumerate(self.specs):
            self.messages[spec["id"]] = Message(spec, order, due=spec.get("at"))

    @property
    def now(self) -> int:
        return floor(self.exact)

    def wait(self, wall_ms: int) -> None:
        self.at_ms += wall_ms
        if self.running:
            self.exact += wall_ms * self.speed

    # what happens by itself

    def tick(self, *, outage: bool = False) -> None:
        if self.ended:
            return
        if self.postponed is not None and self.at_ms >= self.postponed:
            self.running, self.postponed, outage = True, None, False
        if self.running:
            self.go_through(self.now, "outage" if outage else "on time", self.now)

    def go_through(self, last: int, mode: str, stamp: int) -> None:
        """Do the first thing of all that is due, again and again."""
        while True:
            self.look_at_conditions(stamp)
            coming = sorted(self.coming())
            if not coming or coming[0][0] > last:
                return
            due, kind, _, name = coming[0]
            if kind == "5 end":
                held_back = any(m.reason == "outage" for m in self.overdue().values())
                if mode == "jump" or held_back:
                    return
                if mode == "outage":
                    self.running = False
                    return
                self.finish()
                return
            if kind == "0 phase":
                self.enter(name, due)
            elif kind == "1 term":
                self.terms[name].outcome = "missed"
            elif kind == "2 limit":
                self.asked[name].outcome = "missed"
            else:
                self.message_is_due(name, due, mode, last, stamp)

    def coming(self) -> list[tuple[int, str, int, str]]:
        found: list[tuple[int, str, int, str]] = []
        names = list(self.phase_times)
        begun = max((names.index(name) for name in self.entered), default=-1)
        for place, name in enumerate(names):
            if place > begun:
                found.append((self.phase_times[name], "0 phase", place, name))
        for name, term in self.terms.items():
            if term.outcome == "open" and term.limit is not None:
                found.append((term.limit + 1, "1 term", 0, name))
        for name, asked in self.asked.items():
            if asked.outcome == "open" and asked.limit is not None:
                order = self.messages[self.asker(name)].order
                found.append((asked.limit + 1, "2 limit", order, name))
        for name, message in self.messages.items():
            due = message.ripe if message.status == "waiting" else message.due
            if message.status in {"planned", "waiting"} and due is not None:
                found.append((due, "4 message", message.order, name))
        if self.end is not None:
            found.append((self.end, "5 end", 0, "end"))
        return found

    def look_at_conditions(self, stamp: int) -> None:
        for message in self.messages.values():
            left_out = message.status == "skipped" and message.reason == "condition"
            if not left_out and message.status != "waiting":
                continue
            value = self.value(message.spec.get("when"))
            if left_out and value is False:
                continue
            message.status, message.reason = "waiting", "condition"
            if value is None:
                message.ripe = None
            elif message.ripe is None:
                message.ripe = stamp

    def message_is_due(self, name: str, due: int, mode: str, last: int, stamp: int) -> None:
        message = self.messages[name]
        value = self.value(message.spec.get("when"))
        message.ripe = None
        if value is False:
            message.status, message.reason = "skipped", "condition"
        elif value is None:
            message.status, message.reason = "waiting", "condition"
        elif mode == "on time":
            self.send(name, due, stamp, by_hand=False)
        elif "every" not in message.spec or self.at_hand(message.spec["id"]) != name:
            message.status, message.reason = "held", mode
        else:
            self.pass_over(name, mode, last)

    def pass_over(self, name: str, mode: str, last: int) -> None:
        """Leave out all times up to the last one; after an outage that one waits."""
        base = name.partition(".")[0]
        first, _ = self.grid(base)
        every = self.messages[base].spec["every"]
        newest = (last - first) // every + 1
        message = self.messages[name]
        newest = max(newest, message.number)
        if mode == "jump":
            message.status, message.reason = "skipped", mode
            self.grids[base] = (first, newest)
            self.come_again(base, newest + 1)
            return
        if newest > message.number:
            message.status, message.reason = "skipped", mode
            self.come_again(base, newest)
        held = self.messages[numbered(base, newest)]
        held.status, held.reason = "held", mode
        self.come_again(base, newest + 1)

    def grid(self, base: str) -> tuple[int, int]:
        """Return the first time of a message that recurs, and the number that is at hand."""
        return self.grids.get(base) or (self.messages[base].spec["at"], 1)

    def come_again(self, base: str, number: int) -> None:
        first, _ = self.grid(base)
        self.grids[base] = (first, number)
        spec, order = self.messages[base].spec, self.messages[base].order
        due = first + (number - 1) * spec["every"]
        self.messages[numbered(base, number)] = Message(spec, order, number, due=due)

    def dealt_with(self, name: str) -> None:
        """Let a message that recurs come again, if this was the one at hand."""
        message = self.messages[name]
        base = name.partition(".")[0]
        if "every" in message.spec and message.number == self.grid(base)[1]:
            self.come_again(base, message.number + 1)

    def send(self, name: str, due: int | None, stamp: int, *, by_hand: bool) -> None:
        message = self.messages[name]
        counts_from = stamp if by_hand or due is None else due
        message.status, message.due, message.reason, message.ripe = "sent", due, None, None
        self.sent.append(name)
        self.dealt_with(name)
        for action, within in message.spec.get("expects", ()):
            self.asked.setdefault(action, Asked()).limit = stamp + within
        for other in self.messages.values():
            after = other.spec.get("after")
            if after and after[0] == name and other.untouched:
                other.due = counts_from + after[1]
        term, starter, length = self.term
        if name == starter and term not in self.terms:
            self.terms[term] = Asked(limit=counts_from + length)

    def enter(self, phase: str, at: int) -> None:
        self.entered[phase] = at
        for message in self.messages.values():
            if message.spec.get("from_phase") == phase and message.untouched:
                message.due = at

    def finish(self) -> None:
        self.ended, self.running = True, False

    # conditions

    def value(self, when: tuple[Any, ...] | None) -> bool | None:
        if when is None:
            return True
        if when[0] == "not":
            inner = self.value(when[1])
            return None if inner is None else not inner
        asker = self.messages[self.asker(when[1])]
        never = asker.status in {"skipped", "void"}
        if when[0] == "decision":
            if when[1] in self.decided:
                return bool(self.decided[when[1]] == when[2])
            return False if never else None
        asked = self.asked.get(when[1])
        if asked is None:
            return False if never else None
        if asked.outcome == "open":
            return None
        return asked.outcome in {"late", str(when[0])}

    def asker(self, name: str) -> str:
        return name.partition("-")[0]

    def overdue(self) -> dict[str, Message]:
        return {
            name: message
            for name, message in self.messages.items()
            if message.status == "held" and message.reason in {"outage", "jump"}
        }

    # what people ask: True if it is done, False if it is refused

    def ask(self, command: do.Command) -> bool:
        if self.ended:
            return False
        free = (do.ResumeExercise, do.EndExercise, do.StopPlay)
        if self.no_play and not isinstance(command, free):
            return False
        done = bool(getattr(self, _method(command))(command))
        self.look_at_conditions(self.now)
        return done

    def at_hand(self, name: str) -> str:
        return numbered(name, self.grids[name][1]) if name in self.grids else name

    def unsent(self, name: str) -> Message | None:
        message = self.messages.get(self.at_hand(name))
        return None if message is None or message.status in {"sent", "void"} else message

    def already_sent(self, name: str) -> Message | None:
        if name in self.grids:
            times = [one for one in self.sent if one.partition(".")[0] == name]
            name = times[-1] if times else name
        message = self.messages.get(name)
        return message if message is not None and message.status == "sent" else None

    def deliver_inject(self, command: do.DeliverInject) -> bool:
        message = self.unsent(command.inject)
        if message is not None:
            self.send(self.at_hand(command.inject), message.due, self.now, by_hand=True)
        return message is not None

    def hold_inject(self, command: do.HoldInject) -> bool:
        message = self.unsent(command.inject)
        if message is None or message.status == "held":
            return False
        return self.put_away(command.inject, message, "held")

    def skip_inject(self, command: do.SkipInject) -> bool:
        message = self.unsent(command.inject)
        if message is None or (message.status == "skipped" and message.reason != "condition"):
            return False
        return self.put_away(command.inject, message, "skipped")

    def put_away(self, name: str, message: Message, status: str) -> bool:
        name = self.at_hand(name)
        message.status, message.reason, message.ripe = status, "hand", None
        self.dealt_with(name)
        return True

    def retime_inject(self, command: do.RetimeInject) -> bool:
        message = self.unsent(command.inject)
        if message is None or command.due_play_ms < self.now:
            return False
        name = self.at_hand(command.inject)
        self.dealt_with(name)
        message.status, message.reason, message.ripe = "planned", None, None
        message.due, message.retimed = command.due_play_ms, True
        return True

    def void_inject(self, command: do.VoidInject) -> bool:
        message = self.already_sent(command.inject)
        if message is None:
            return False
        message.status = "void"
        for action, _ in message.spec.get("expects", ()):
            if action in self.asked and self.asked[action].outcome in {"open", "missed"}:
                self.asked[action].outcome = "cancelled"
        term, starter, _ = self.term
        runs = term in self.terms and self.terms[term].outcome == "open"
        if message.spec["id"] == starter and runs:
            self.terms[term].outcome = "cancelled"
        for other in self.messages.values():
            after = other.spec.get("after")
            follows = after and after[0] == message.spec["id"]
            if follows and other.status == "planned" and not other.retimed:
                other.due = None
        return True

    def add_inject(self, command: do.AddInject) -> bool:
        if command.due_play_ms is not None and command.due_play_ms < self.now:
            return False
        number = sum(name.startswith("adhoc") for name in self.messages) + 1
        name = f"adhoc-{number}"
        self.messages[name] = Message({"id": name}, 10**9 + number, due=command.due_play_ms)
        if command.due_play_ms is None:
            self.send(name, None, self.now, by_hand=True)
        return True

    def acknowledge_inject(self, command: do.AcknowledgeInject) -> bool:
        message = self.already_sent(command.inject)
        if message is None or message.acknowledged:
            return False
        message.acknowledged = True
        return True

    def send_overdue(self, _: do.SendOverdue) -> bool:
        overdue = self.overdue()
        for name in sorted(overdue, key=lambda one: (overdue[one].due, overdue[one].order)):
            self.send(name, overdue[name].due, self.now, by_hand=True)
        return bool(overdue)

    def skip_overdue(self, _: do.SkipOverdue) -> bool:
        overdue = self.overdue()
        for message in overdue.values():
            message.status, message.reason = "skipped", "outage"
        return bool(overdue)

    def meet_expectation(self, command: do.MeetExpectation) -> bool:
        return self.meet(self.asked.setdefault(command.expectation, Asked()))

    def meet(self, asked: Asked) -> bool:
        if asked.outcome in {"met", "late", "cancelled"}:
            return False
        asked.outcome = "late" if asked.outcome == "missed" else "met"
        return True

    def retract_expectation(self, command: do.RetractExpectation) -> bool:
        asked = self.asked.get(command.expectation)
        if asked is None or asked.outcome not in {"met", "late"}:
            return False
        asked.outcome = "missed" if asked.outcome == "late" else "open"
        return True

    def take_decision(self, command: do.TakeDecision) -> bool:
        if command.decision in self.decided:
            return False
        self.decided[command.decision] = command.option
        return True

    def retract_decision(self, command: do.RetractDecision) -> bool:
        return self.decided.pop(command.decision, None) is not None

    def meet_clock(self, command: do.MeetClock) -> bool:
        return command.clock in self.terms and self.meet(self.terms[command.clock])

    def pause_exercise(self, _: do.PauseExercise) -> bool:
        was_running, self.running = self.running, False
        return was_running

    def resume_exercise(self, command: do.ResumeExercise) -> bool:
        if self.running or (self.no_play and not command.after_stop):
            return False
        self.running, self.no_play, self.postponed = True, False, None
        return True

    def change_speed(self, command: do.ChangeSpeed) -> bool:
        self.speed = Fraction(str(command.speed))
        return True

    def stop_play(self, _: do.StopPlay) -> bool:
        if self.no_play:
            return False
        self.no_play, self.running, self.postponed = True, False, None
        return True

    def postpone_exercise(self, command: do.PostponeExercise) -> bool:
        if command.until_at_ms <= self.at_ms:
            return False
        self.running, self.postponed = False, command.until_at_ms
        return True

    def end_exercise(self, _: do.EndExercise) -> bool:
        self.finish()
        return True

    def enter_phase(self, command: do.EnterPhase) -> bool:
        names = list(self.phase_times)
        begun = max((names.index(name) for name in self.entered), default=-1)
        if names.index(command.phase) <= begun:
            return False
        self.enter(command.phase, self.now)
        return True

    def shift_schedule(self, command: do.ShiftSchedule) -> bool:
        kinds = {"0 phase", "4 message", "5 end"}
        moving = [
            (due, kind, name)
            for due, kind, _, name in self.coming()
            if kind in kinds and due >= self.now
            if kind != "4 message" or self.messages[name].status == "planned"
        ]
        if not moving or min(moving)[0] + command.by_ms < self.now:
            return False
        for _, kind, name in moving:
            if kind == "4 message":
                self.shift_message(name, command.by_ms)
        for phase, at in self.phase_times.items():
            if at >= self.now:
                self.phase_times[phase] = at + command.by_ms
        if self.end is not None and self.end >= self.now:
            self.end += command.by_ms
        return True

    def shift_message(self, name: str, by_ms: int) -> None:
        message, base = self.messages[name], name.partition(".")[0]
        message.due = (message.due or 0) + by_ms
        if "every" in message.spec and message.number == self.grid(base)[1]:
            first, number = self.grid(base)
            self.grids[base] = (first + by_ms, number)

    def jump_to(self, command: do.JumpTo) -> bool:
        to = command.play_ms
        if to == self.now:
            return False
        back = to < self.now
        self.exact = Fraction(to)
        if back:
            self.rewind(to)
        self.go_through(to - 1, "jump", to)
        return True

    def rewind(self, to: int) -> None:
        self.entered = {phase: at for phase, at in self.entered.items() if at <= to}
        for asked in (*self.asked.values(), *self.terms.values()):
            if asked.outcome == "missed" and asked.limit is not None and asked.limit >= to:
                asked.outcome = "open"
        for name in list(self.messages):
            self.rewind_message(name, to)
        for base in self.grids:
            self.rewind_times(base, to)

    def rewind_message(self, name: str, to: int) -> None:
        message = self.messages[name]
        if "every" in message.spec or self.is_kept(message):
            return
        phase = message.spec.get("from_phase")
        if phase is not None and phase not in self.entered:
            self.messages[name] = Message(message.spec, message.order)
        elif message.status != "planned" and message.due is not None and message.due >= to:
            message.status, message.reason, message.ripe = "planned", None, None
        elif message.ripe is not None:
            message.ripe = min(message.ripe, to)

    def rewind_times(self, base: str, to: int) -> None:
        first, following = self.grids[base]
        every = self.messages[base].spec["every"]
        times = {n: m for n, m in self.messages.items() if n.partition(".")[0] == base}
        number = max((m.number for m in times.values() if self.is_kept(m)), default=0) + 1
        while first + (number - 1) * every < to:
            number += 1
        if number > following:
            return
        for name, message in times.items():
            if message.number >= number and not self.is_kept(message) and message.number > 1:
                del self.messages[name]
        self.come_again(base, number)

    def is_kept(self, message: Message) -> bool:
        if message.status == "planned":
            return message.retimed
        if message.status == "skipped" and message.reason == "outage":
            return "every" not in message.spec
        if message.status in {"held", "skipped"}:
            return message.reason not in BY_ITSELF
        return message.status != "waiting"


def _method(command: do.Command) -> str:
    """Return the name of the method that does a command: jump_to for JumpTo."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(command).__name__).lower()


def numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}.{number}"
