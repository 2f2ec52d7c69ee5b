"""What a player's process gets of an exercise, byte by byte: nothing that a player may not know.

The player's terminal is the real program in a process of its own. Every byte that it gets of the
exercise passes a proxy of this test, and a hook in its interpreter writes down every file it opens
and every socket it connects to.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import pytest

from crisis_tui import __version__
from crisis_tui.bootstrap import load_scenario, open_workspace
from crisis_tui.bootstrap_exercise import Setup, start_exercise
from crisis_tui.exercise import commands
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.gate.address import socket_path
from crisis_tui.gate.messages import Ask, Hello, line_of
from crisis_tui.gate_door import GateDoor
from crisis_tui.storage.gate_lock import GATE_FILE
from crisis_tui.storage.locks import try_lock
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crisis_tui.open_exercise import OpenExercise
    from crisis_tui.scenario.script import PlannedInject

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

T = TypeVar("T")
ROLE = "CISO"
CONTROLLER = Actor("ketelmeer", "controller", "pts/1")
SOON_S = 20.0
SHORTEST_SECRET = 12
HOOK = """
import os, sys
_log = os.open(os.environ["HEARD"] + "/" + str(os.getpid()), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def _hear(event, args, _write=os.write, _log=_log):
    if event in ("open", "socket.connect", "os.listdir", "os.scandir", "subprocess.Popen"):
        what = args[1] if event == "socket.connect" else args[0]
        _write(_log, (event + " " + repr(what) + "\\n").encode("utf-8", "replace"))
sys.addaudithook(_hear)
"""


@dataclass
class Proxy:
    """Passes on what a terminal and the gate say to each other, and keeps what the gate says."""

    path: Path
    real: Path
    told: bytearray = field(default_factory=bytearray)

    @contextmanager
    def running(self) -> Iterator[Proxy]:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
            listening.bind(str(self.path))
            listening.listen()
            threading.Thread(target=self._serve, args=(listening,), daemon=True).start()
            try:
                yield self
            finally:
                listening.shutdown(socket.SHUT_RDWR)
                self.path.unlink()

    def _serve(self, listening: socket.socket) -> None:
        try:
            terminal, _ = listening.accept()
        except OSError:
            return
        gate = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        gate.connect(str(self.real))
        threading.Thread(target=_pass_on, args=(terminal, gate, None), daemon=True).start()
        _pass_on(gate, terminal, self.told)
        gate.close()
        terminal.close()


def _pass_on(here: socket.socket, there: socket.socket, kept: bytearray | None) -> None:
    try:
        while data := here.recv(1 << 16):
            if kept is not None:
                kept += data
            there.sendall(data)
        there.shutdown(socket.SHUT_WR)
    except OSError:
        pass


@dataclass
class Secrets:
    """Everything that the files of an exercise say, and what of it a player came to know."""

    texts: set[str]
    ids: set[str]
    known: list[str]

    @classmethod
    def of(cls, exercise: OpenExercise) -> Secrets:
        texts: set[str] = set()
        ids: set[str] = set()
        for model in (exercise.script.scenario, *(one.inject for one in exercise.script.injects)):
            _collect(model.model_dump(mode="json"), texts, ids)
        ids |= {variant.id for variant in exercise.script.scenario.variants}
        secrets = cls(
            texts, ids, [exercise.title, ROLE, CONTROLLER.role, str(exercise.script.zone)]
        )
        secrets.come_to_know(exercise)
        return secrets

    def come_to_know(self, exercise: OpenExercise) -> None:
        """Take in what was delivered to the player, and the phases that began."""
        state = exercise.session.state
        for planned in exercise.script.injects:
            if ROLE in state.inject(planned.inject.id).to:
                self._tell(planned)
        for clock in exercise.script.scenario.clocks:
            started = state.clocks.get(clock.id)
            if started and (clock.owner == ROLE or ROLE in state.inject(started.inject).to):
                self.known += [clock.id, clock.title]
        for phase in exercise.script.phases:
            if phase.phase.id in state.phases:
                self.known += [phase.phase.title, phase.phase.grip or ""]

    def _tell(self, planned: PlannedInject) -> None:
        """A message reached the player, with the decision if it is theirs."""
        inject = planned.inject
        self.known += [
            inject.id,
            inject.title,
            inject.sender or "",
            inject.channel or "",
            inject.text,
        ]
        self.known += inject.media
        if inject.decision is not None and inject.decision.authority == ROLE:
            self.known += [inject.decision.id, inject.decision.question]
            self.known += [
                text for each in inject.decision.options for text in (each.id, each.title)
            ]

    def leaked(self, told: bytes) -> list[str]:
        """Return what was told of what is not known."""
        text = told.decode()
        known = "\n".join(json.dumps(each, ensure_ascii=False) for each in self.known)
        shown = (json.dumps(each, ensure_ascii=False)[1:-1] for each in self.texts)
        long = [each for each in shown if len(each) >= SHORTEST_SECRET and each not in known]
        short = [f'"{each}"' for each in self.ids - set(self.known)]
        return [each for each in (*long, *short) if each in text]


def _collect(value: object, texts: set[str], ids: set[str]) -> None:
    """Gather every string of a model, and its ids."""
    if isinstance(value, str):
        texts.add(value)
    elif isinstance(value, dict):
        if isinstance(value.get("id"), str):
            ids.add(value["id"])
        for each in value.values():
            _collect(each, texts, ids)
    elif isinstance(value, list):
        for each in value:
            _collect(each, texts, ids)


@pytest.fixture
def exercise(workspace: Path) -> Iterator[OpenExercise]:
    found = open_workspace(str(workspace))
    scenario = load_scenario(found, "dinsdag-zonder-netwerk")
    opened = start_exercise(Setup(found, scenario), MachineClock(), CONTROLLER)
    yield opened
    opened.close("quit")


@contextmanager
def gate_behind_proxy(folder: Path) -> Iterator[Proxy]:
    """Start the gate, then let everybody who knocks come by a proxy.

    The socket's name follows from the lock file, so another lock file leads to another socket.
    """
    door = GateDoor(folder)
    first = wait_for(door.knock)
    real = socket_path((folder / GATE_FILE).stat())
    (folder / GATE_FILE).unlink()
    fd = os.open(folder / GATE_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        assert try_lock(fd)
        path = socket_path(os.fstat(fd))
        path.unlink(missing_ok=True)
        with Proxy(path, real).running() as proxy:
            yield proxy
    finally:
        os.close(fd)
        first.close()


def wait_for(what: Callable[[], T | None]) -> T:
    for _ in range(int(SOON_S / 0.05)):
        found = what()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come")


@contextmanager
def player(folder: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Join as a player, by the command line, in an interpreter that is listened to."""
    hook, heard = tmp_path / "hook", tmp_path / "heard"
    hook.mkdir()
    heard.mkdir()
    (hook / "sitecustomize.py").write_text(HOOK)
    paths = os.pathsep.join([str(hook), str(Path(__file__).parents[2])])
    asked = ["join", folder.name, "--as", "player", "--role", ROLE, "--me", "Knardijk"]
    joined = subprocess.Popen(
        [sys.executable, "-m", "crisis_tui", "--plain", "--lang", "en", *asked],
        cwd=folder.parent.parent,
        env={**os.environ, "PYTHONPATH": paths, "HEARD": str(heard)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield joined
    finally:
        joined.kill()
        joined.communicate()


def happen(exercise: OpenExercise, *asked: commands.Command) -> None:
    for command in asked:
        outcome = exercise.session.act(command, CONTROLLER)
        assert not isinstance(outcome, Refusal), str(outcome.reason)


def behind_the_scenes(exercise: OpenExercise, secrets: Secrets) -> None:
    """Do what players never hear of, in words that would be recognised."""
    first = exercise.script.injects[0].inject
    hidden = [f"achter de schermen {number}" for number in range(7)]
    secrets.texts |= set(hidden)
    happen(
        exercise,
        commands.RecordObservation(hidden[0], inject=first.id),
        commands.RecordEntry("note", hidden[1]),
        commands.AddInject(hidden[2], hidden[3], ("AOV",), hidden[4], "mail"),
        commands.AddInject(hidden[5], hidden[6], (ROLE,), due_play_ms=9_999_000),
        *(commands.MeetExpectation(each.id, note=hidden[0]) for each in first.expects),
    )


def test_a_players_process_gets_nothing_that_a_player_may_not_know(
    exercise: OpenExercise, tmp_path: Path
) -> None:
    secrets = Secrets.of(exercise)
    with ExitStack() as stack:
        proxy = stack.enter_context(gate_behind_proxy(exercise.folder))
        joined = stack.enter_context(player(exercise.folder, tmp_path))
        wait_for(lambda: b'"Look"' in proxy.told)
        assert secrets.leaked(bytes(proxy.told)) == []
        behind_the_scenes(exercise, secrets)
        reached = 0
        for planned in exercise.script.injects:
            if exercise.session.state.inject(planned.inject.id).is_unsent:
                happen(exercise, commands.DeliverInject(planned.inject.id))
            secrets.come_to_know(exercise)
            if ROLE in planned.inject.to:
                wait_for(partial(has_told, proxy, planned.inject.title))
                reached += 1
            assert secrets.leaked(bytes(proxy.told)) == [], planned.inject.id
        assert reached > 3
        assert joined.poll() is None
        opened = what_was_opened(tmp_path, joined.pid)
    of_the_exercise = {
        name for name in opened["open"] if str(exercise.folder) in name or "scenarios" in name
    }
    assert of_the_exercise == {repr(str(exercise.folder / GATE_FILE))}
    assert not any("journal.jsonl" in name or "inputs" in name for name in opened["open"])
    assert opened["socket.connect"] == {repr(str(proxy.path))}
    assert not opened["subprocess.Popen"]


def has_told(proxy: Proxy, text: str) -> bool:
    return json.dumps(text, ensure_ascii=False).encode() in proxy.told


def what_was_opened(tmp_path: Path, pid: int) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"open": set(), "socket.connect": set(), "subprocess.Popen": set()}
    for line in (tmp_path / "heard" / str(pid)).read_text().splitlines():
        event, _, what = line.partition(" ")
        found.setdefault(event, set()).add(what)
    return found


def guesses(exercise: OpenExercise) -> Iterator[commands.Command]:
    """Yield what a player who knows the format of the files might try."""
    secrets = Secrets.of(exercise)
    for name in (*sorted(secrets.ids - set(secrets.known))[::7], "C99", "E1", "last", "", "C01.2"):
        yield commands.AcknowledgeInject(name, ROLE)
        yield commands.AcknowledgeInject(name)
        yield commands.GiveAnswer(name, "?", ROLE)
        yield commands.TakeDecision(name, "a", ROLE)
        yield commands.RetractDecision(name)
        yield commands.RecordEntry("note", "?", ROLE, name)
        yield commands.MeetExpectation(name, ROLE)
        yield commands.MeetClock(name, ROLE)
        yield commands.DeliverInject(name)
        yield commands.EnterPhase(name)
        yield commands.RecordObservation("?", inject=name)
        yield commands.CloseAction(name)
        yield commands.RetractEntry(name)
    yield commands.ResumeExercise(after_stop=True)
    yield commands.JumpTo(9_000_000)
    yield commands.AskQuestion("?", role="AOV")


def test_guessing_tells_a_player_nothing_and_nobody_else_notices(
    exercise: OpenExercise, tmp_path: Path
) -> None:
    secrets = Secrets.of(exercise)
    with ExitStack() as stack:
        proxy = stack.enter_context(gate_behind_proxy(exercise.folder))
        stack.enter_context(player(exercise.folder, tmp_path))
        wait_for(lambda: b'"Look"' in proxy.told)
        guesser = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        guesser.connect(str(proxy.real))
        seat = Seat(SeatKind.PLAYER, "guesser", "pts/9", (ROLE,))
        told = guesser.makefile("rb")
        guesser.sendall(line_of(Hello(__version__, "f" * 16, seat)))
        before, seq = bytes(proxy.told), exercise.session.state.seq
        reasons = set()
        for number, command in enumerate(guesses(exercise), start=1):
            guesser.sendall(line_of(Ask(number, command)))
            answer = answer_in(told)
            assert secrets.leaked(json.dumps(answer).encode()) == []
            reasons.add(json.dumps(answer["refusal"]))
        assert len(reasons) <= 3
        exercise.session.refresh()
        assert exercise.session.state.seq == seq
        news = [
            line for line in bytes(proxy.told)[len(before) :].splitlines() if b'"Pulse"' not in line
        ]
        assert news == []


def answer_in(told: IO[bytes]) -> dict[str, Any]:
    """Return the next answer that a gate gives."""
    while True:
        message: dict[str, Any] = json.loads(told.readline())
        if message["is"] == "Answer":
            return message
