"""The gate with terminals of every sort at it: well-behaved, slow, garbled, gone."""

from __future__ import annotations

import asyncio
import json
import socket
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.text import Text
from crisis_tui.exercise import commands
from crisis_tui.exercise.ports import Damage, JournalDamagedError
from crisis_tui.exercise.seats.entitlement import NOT_KNOWN, NOT_THIS_SEAT
from crisis_tui.exercise.seats.player import PlayerView
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.exercise.seats.views import seat_view
from crisis_tui.gate import client, server
from crisis_tui.gate.client import LOST, GateSeat, NotAdmittedError
from crisis_tui.gate.messages import Answer, Ask, Hello, Look, Pulse, Shut, Welcome
from crisis_tui.system_clock import MachineClock
from tests.gate.stage import OBSERVER, OTHER, PLAYER, VERSION, Stage, playing, until
from tests.memory_journal import MemoryJournal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from crisis_tui.exercise.events import Record

    Scene = Callable[[Stage], Awaitable[None]]

NOBODY = Text("Nobody is there.")


@pytest.fixture
def path() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        yield Path(folder) / "s"


def play(path: Path, scene: Scene) -> None:
    async def run() -> None:
        async with playing(path) as stage:
            await scene(stage)

    asyncio.run(run())


def ids(seated: GateSeat) -> list[str]:
    assert isinstance(seated.view, PlayerView)
    return [message.id for message in seated.view.inbox]


def test_each_player_sees_what_came_to_them_soon_after_it_was_sent(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ciso, aov = await stage.join(PLAYER), await stage.join(OTHER)
        assert ids(ciso) == []
        stage.machine.wait_in_seconds(60_000)
        await until(lambda: ids(ciso) == ["C1"])
        stage.machine.wait_in_seconds(60_000)
        await until(lambda: ids(aov) == ["C2"])
        assert ids(ciso) == ["C1"]
        stage.machine.wait_in_seconds(60_000)
        await until(lambda: ids(ciso) == ["C3", "C1"] and ids(aov) == ["C3", "C2"])

    play(path, scene)


def test_a_command_is_durable_and_seen_by_its_terminal_once_it_is_answered(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ciso = await stage.join()
        stage.machine.wait_in_seconds(60_000)
        await until(lambda: ids(ciso) == ["C1"])
        assert await ciso.act(commands.AcknowledgeInject("C1", "CISO"), "CISO") is None
        assert isinstance(ciso.view, PlayerView)
        assert ciso.view.inbox[0].waiting == ()
        last = stage.machine.records()[-1]
        assert (last.actor.person, last.actor.role, last.actor.terminal) == (
            "knardijk",
            "CISO",
            "pts/7",
        )

    play(path, scene)


def test_a_refusal_goes_to_the_terminal_that_asked_and_nobody_else_notices(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ciso, aov = await stage.join(PLAYER), await stage.join(OTHER)
        heard: list[bool] = []
        aov.subscribe(lambda: heard.append(True))
        before = len(stage.machine.lines)
        refusals = [
            await ciso.act(command, "CISO")
            for command in (
                commands.AcknowledgeInject("C2", "CISO"),
                commands.AcknowledgeInject("C99", "CISO"),
                commands.DeliverInject("C2"),
            )
        ]
        assert [refusal and refusal.reason for refusal in refusals] == [
            NOT_KNOWN,
            NOT_KNOWN,
            NOT_THIS_SEAT,
        ]
        assert len(stage.machine.lines) == before
        assert not heard

    play(path, scene)


def test_no_play_of_one_terminal_is_seen_at_all(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        all_seats = [await stage.join(seat) for seat in (PLAYER, OTHER, OBSERVER)]
        assert await all_seats[1].act(commands.StopPlay("echte nood"), "AOV") is None
        await until(lambda: all(one.view.head.no_play == "echte nood" for one in all_seats))
        refusal = await all_seats[0].act(commands.ResumeExercise(after_stop=True))
        assert refusal is not None
        assert refusal.reason == NOT_THIS_SEAT

    play(path, scene)


@pytest.mark.parametrize(
    ("seat", "said"),
    [
        (Seat(SeatKind.PLAYER, "x", "t"), "AOV, CISO"),
        (Seat(SeatKind.PLAYER, "x", "t", ("CISO", "GVB")), "GVB; it has: AOV, CISO"),
        (Seat(SeatKind.CONTROLLER, "x", "t"), "controller"),
        (Seat(SeatKind.SCREEN, "x" * 81, "t"), "too long"),
    ],
)
def test_who_is_not_let_in_hears_why(path: Path, seat: Seat, said: str) -> None:
    async def scene(stage: Stage) -> None:
        with pytest.raises(NotAdmittedError, match=said):
            await stage.join(seat)

    play(path, scene)


def test_roles_are_known_whatever_their_capitals(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        seated = await stage.join(replace(PLAYER, roles=("ciso", "Aov", "CISO")))
        assert seated.seat.roles == ("CISO", "AOV")

    play(path, scene)


def test_another_version_is_told_so_while_somebody_is_joined(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        await stage.join()
        raw = await stage.dial()
        raw.say(b'{"is":"Hello","program":"9.9","news":[1,2]}\n')
        shut = await raw.hear(Shut)
        assert isinstance(shut, Shut)
        assert shut.for_good
        assert "9.9" in str(shut.reason)
        assert VERSION in str(shut.reason)
        assert stage.is_serving

    play(path, scene)


def test_a_gate_that_nobody_uses_gives_way_to_another_version(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        raw = await stage.dial()
        raw.say(b'{"is":"Hello","program":"9.9"}\n')
        shut = await raw.hear(Shut)
        assert isinstance(shut, Shut)
        assert not shut.for_good
        await until(lambda: not stage.is_serving)
        assert not stage.is_found

    play(path, scene)


GARBLED = [
    b"\n",
    b"GET / HTTP/1.1\r\n",
    b"\xff\xfe\x00\n",
    b"[" * 100_000 + b"\n",
    b'{"is":"Ask"}\n',
    b'{"is":"Hello","program":"1.2.3"}\n',
    b'{"is":"Hello","program":"1.2.3","token":"../../etc","seat":{"kind":"screen","person":"x","terminal":"y"}}\n',
    b'{"is":"Hello","program":"1.2.3","token":"0123456789abcdef","seat":{"kind":"god","person":"x","terminal":"y"}}\n',
    b'{"is":"Shut","reason":"over"}\n',
    b"x" * (1 << 20),
    b'{"is":"Hello","program":' + b"9" * 10_000 + b"}\n",
]


@pytest.mark.parametrize("said", GARBLED, ids=range(len(GARBLED)))
def test_who_says_nonsense_is_let_go_and_nobody_else_notices(path: Path, said: bytes) -> None:
    async def scene(stage: Stage) -> None:
        ciso = await stage.join()
        raw = await stage.dial()
        raw.say(said)
        raw.writer.write_eof()
        assert await raw.rest() == b""
        stage.machine.wait_in_seconds(60_000)
        await until(lambda: ids(ciso) == ["C1"])
        assert ciso.trouble is None
        assert not stage.around.failures

    play(path, scene)


NOT_REQUESTS = [
    {"is": "Ask", "number": 1, "command": {"is": "Command"}},
    {"is": "Ask", "number": 1, "command": {"is": "AcknowledgeInject"}},
    {"is": "Ask", "number": 1, "command": {"is": "AcknowledgeInject", "inject": 3}},
    {"is": "Ask", "number": 1, "command": {"is": "__class__"}},
    {"is": "Ask", "number": 1, "command": {"is": "PlayerView"}},
    {"is": "Ask", "number": 1, "command": {"is": "StopPlay", "reason": "x", "more": 1}},
    {"is": "Ask", "number": 1, "command": "StopPlay"},
    {"is": "Hello", "number": 1},
    {"is": "Ask", "number": 1},
]


@pytest.mark.parametrize("said", NOT_REQUESTS, ids=range(len(NOT_REQUESTS)))
def test_a_request_that_is_none_is_answered_and_changes_nothing(
    path: Path, said: dict[str, object]
) -> None:
    async def scene(stage: Stage) -> None:
        raw = await stage.sit()
        await raw.hear(Look)
        before = len(stage.machine.lines)
        raw.say(json.dumps(said).encode() + b"\n")
        answer = await raw.hear(Answer)
        assert isinstance(answer, Answer)
        assert answer.refusal is not None
        assert len(stage.machine.lines) == before

    play(path, scene)


def test_times_and_texts_out_of_bounds_reach_nobody(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ciso = await stage.join()
        moment = replace(ciso.now(), at_ms=1 << 62)
        for command in (
            commands.RecordEntry("note", "x" * 8_001),
            commands.RecordEntry("note", "x", opened=moment),
            commands.RecordAction("x", "CISO", 1 << 61),
            commands.RecordAction("x", "CISO", -1),
        ):
            assert await ciso.act(command, "CISO") is not None
        assert await ciso.act(commands.RecordEntry("note", "x" * 8_000), "CISO") is None
        assert await ciso.act(commands.RecordEntry("note", "y" * (1 << 19)), "CISO") is not None
        assert ciso.trouble is None

    play(path, scene)


def test_a_request_asked_again_is_not_done_again(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ask = Ask(1, commands.RecordEntry("note", "een keer"), "CISO")
        for _ in range(2):  # the second time at a new gate, which has but the journal
            raw = await stage.sit()
            await raw.hear(Look)
            for _ in range(2):
                raw.say(ask)
                answer = await raw.hear(Answer)
                assert answer == Answer(1)
            await stage.kill()
            await stage.open()
        assert sum(b"een keer" in line for line in stage.machine.lines) == 1

    play(path, scene)


def test_a_terminal_outlives_its_gate_and_its_request_is_done_once(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ciso = await stage.join()
        await stage.kill()
        await until(lambda: ciso.trouble == LOST)
        asked = asyncio.create_task(ciso.act(commands.RecordEntry("note", "toch"), "CISO"))
        await asyncio.sleep(0.1)
        await stage.open()
        assert await asked is None
        await until(lambda: ciso.trouble is None)
        assert sum(b"toch" in line for line in stage.machine.lines) == 1
        stage.machine.wait_in_seconds(60_000)
        await until(lambda: ids(ciso) == ["C1"])

    play(path, scene)


def test_a_request_without_any_answer_is_refused_in_the_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "ANSWER_S", 0.1)

    async def scene(stage: Stage) -> None:
        ciso = await stage.join()
        await stage.kill()
        refusal = await ciso.act(commands.RecordEntry("note", "nooit"), "CISO")
        assert refusal is not None
        assert refusal.reason == client.NO_ANSWER
        await stage.open()
        await until(lambda: ciso.trouble is None)
        assert await ciso.act(commands.RecordEntry("note", "daarna"), "CISO") is None
        assert not any(b"nooit" in line for line in stage.machine.lines)

    play(path, scene)


def test_a_gate_that_falls_silent_is_taken_for_dead(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "SILENT_S", 0.2)

    async def scene(stage: Stage) -> None:
        ciso = await stage.join()
        await until(lambda: ciso.trouble == LOST)  # a pulse comes once a second

    play(path, scene)


def test_trouble_is_told_to_everybody_and_its_end_too(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        all_seats = [await stage.join(seat) for seat in (PLAYER, OTHER)]
        stage.around.now = NOBODY
        await until(lambda: all(one.trouble == NOBODY for one in all_seats))
        late = await stage.join(OBSERVER)
        await until(lambda: late.trouble == NOBODY)
        stage.around.now = None
        await until(lambda: all(one.trouble is None for one in (*all_seats, late)))

    play(path, scene)


def test_who_does_not_read_holds_nobody_up_and_is_let_go(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE_MS", 500)

    async def scene(stage: Stage) -> None:
        stuck = await stage.sit(OTHER)
        await stuck.hear(Look)
        stuck.reader._transport.pause_reading()  # type: ignore[attr-defined]
        ciso = await stage.join()
        for number in range(300):
            text = f"{number} " + "lang " * 1_000
            assert await ciso.act(commands.RecordEntry("note", text, "CISO"), "CISO") is None
            if not gate_holds(stage, "vossemeer"):
                break
        await until(lambda: not gate_holds(stage, "vossemeer"))
        assert gate_holds(stage, "knardijk")

    play(path, scene)


def gate_holds(stage: Stage, person: str) -> bool:
    assert stage.gate is not None
    return any(one.seat.person == person for one in stage.gate._seated)


def test_who_fell_behind_is_shown_the_newest_view_when_it_reads_again(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        slow = await stage.join(OTHER)
        fast = await stage.join(PLAYER)
        assert slow._writer is not None
        slow._writer.transport.pause_reading()  # type: ignore[attr-defined]
        for number in range(60):
            text = f"regel {number} " + "lang " * 1_400
            assert await fast.act(commands.RecordEntry("note", text, "CISO"), "CISO") is None
        slow._writer.transport.resume_reading()  # type: ignore[attr-defined]
        assert isinstance(fast.view, PlayerView)
        assert len(fast.view.log) == 60
        await until(lambda: slow.view.log == fast.view.log)  # type: ignore[attr-defined]
        assert slow.trouble is None

    play(path, scene)


def test_a_terminal_that_comes_back_takes_the_place_of_its_old_self(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        old = await stage.sit()
        await old.hear(Look)
        new = await stage.sit()
        await new.hear(Look)
        await old.rest()
        assert stage.gate is not None
        assert len(stage.gate._seated) == 1

    play(path, scene)


class RottenJournal(MemoryJournal):
    """A journal that is damaged from some moment on."""

    rotten = False

    def read_new(self) -> Iterator[Record]:
        if self.rotten:
            raise JournalDamagedError(7, Damage.CHECKSUM)
        return super().read_new()


def test_a_damaged_journal_is_told_to_everybody_and_the_gate_stops(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        await stage.kill()
        journal = RottenJournal(stage.machine.lines)
        await stage.open(journal)
        ciso = await stage.join()
        journal.rotten = True
        await until(lambda: ciso.last_word is not None)
        assert "JournalDamagedError" in str(ciso.trouble)
        stood_at = ciso.now().play_ms
        await asyncio.sleep(0.05)
        assert ciso.now().play_ms == stood_at
        assert await ciso.act(commands.RecordEntry("note", "x"), "CISO") is not None
        await until(lambda: not stage.is_serving)

    play(path, scene)


def test_a_view_that_cannot_be_made_costs_nobody_else_theirs(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = seat_view

    def broken(state: object, seat: Seat) -> object:
        if seat.kind is SeatKind.OBSERVER:
            raise ZeroDivisionError
        return real(state, seat)  # type: ignore[arg-type]

    async def scene(stage: Stage) -> None:
        ciso, observer = await stage.join(), await stage.join(OBSERVER)
        monkeypatch.setattr(server, "seat_view", broken)
        stage.machine.wait_in_seconds(60_000)
        await until(lambda: ids(ciso) == ["C1"])
        await until(lambda: observer.last_word is not None)
        assert [type(error) for error in stage.around.failures] == [ZeroDivisionError]

    play(path, scene)


def test_the_gate_leaves_when_nobody_was_left_for_a_while(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "LINGER_MS", 1_000)

    async def scene(stage: Stage) -> None:
        ciso = await stage.join()
        await asyncio.sleep(1.5)
        assert stage.is_serving
        ciso.close()
        await until(lambda: not stage.is_serving)
        assert not stage.is_found

    play(path, scene)


def test_the_gate_leaves_when_its_socket_was_tidied_away(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        stage.tidy_away()
        await until(lambda: not stage.is_serving)

    play(path, scene)


class StuckJournal(MemoryJournal):
    """The journal of an exercise whose director can write nothing."""

    stuck = False

    @property
    def others_stuck(self) -> bool:
        return self.stuck


def test_the_clock_stands_still_at_terminals_while_the_director_is_stuck(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        await stage.kill()
        journal = StuckJournal(stage.machine.lines)
        await stage.open(journal)
        ciso = await stage.join()
        stage.machine.wait_in_seconds(60_000)
        await until(lambda: ids(ciso) == ["C1"])
        journal.stuck = True
        await until(lambda: ciso.trouble is not None)
        still_ms = ciso.now().play_ms
        await asyncio.sleep(0.05)
        assert ciso.now().play_ms == still_ms
        journal.stuck = False
        await until(lambda: ciso.trouble is None)
        assert ciso._still_play_ms is None

    play(path, scene)


def test_a_terminal_knows_the_exercise_clock_as_the_gate_does(path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ciso = await stage.join()
        stage.machine.wait_in_seconds(60_000)
        await until(lambda: ids(ciso) == ["C1"])
        raw = await stage.sit(OTHER)
        assert isinstance(await raw.hear(Welcome), Welcome)
        pulse = await raw.hear(Pulse)
        assert isinstance(pulse, Pulse)
        assert ciso.now().play_ms == ciso.view.head.clock.play_at(ciso.now().at_ms)
        raw.say(Hello(VERSION, "0" * 16, OTHER))  # no second hello: it has no number to answer
        await raw.rest()

    play(path, scene)


def test_who_just_came_in_is_never_told_that_the_connection_is_gone(path: Path) -> None:
    """A screen that looks before its loop has taken the socket over would go on showing that."""

    async def scene(stage: Stage) -> None:
        ciso = await stage.join()
        for _ in range(50):
            assert ciso.trouble is None
            await asyncio.sleep(0)
        await stage.kill()
        await until(lambda: ciso.trouble == LOST)

    play(path, scene)


def test_a_gate_that_dies_while_somebody_comes_in_is_knocked_at_again() -> None:
    """The first door opens upon a gate that is gone at once; the next one is the real gate's."""
    here, there = socket.socketpair()
    there.close()
    doors = [here]

    class FirstDead:
        def knock(self) -> socket.socket | None:
            if doors:
                return doors.pop()
            raise NotAdmittedError("came to the second door")

    seat = Seat(SeatKind.OBSERVER, "olaf", "t1")
    with pytest.raises(NotAdmittedError, match="second door"):
        GateSeat.join(seat, FirstDead(), MachineClock(), "0")
