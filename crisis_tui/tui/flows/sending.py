"""Messages by hand: send, hold, leave out, re-time, void, write a new one, bank and catch-up list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import (
    AddInject,
    DeliverInject,
    HoldInject,
    RetimeInject,
    SendOverdue,
    SkipInject,
    SkipOverdue,
    VoidInject,
)
from crisis_tui.exercise.typed import TIME_HINT, named_roles, needs_time, play_time_ms
from crisis_tui.exercise.views.header import inject_title
from crisis_tui.tui.flows.answering import CHOOSE_A_MESSAGE
from crisis_tui.tui.flows.asking import (
    Choose,
    Do,
    Option,
    Tell,
    Write,
    choose,
    choose_by_own_key,
    write_until_done,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.commands import Command
    from crisis_tui.tui.flows.asking import Desk, Flow

ALL = "all"
_KEYLESS = 10
"""After the keys 1 to 9 that a scenario can give to messages of its bank."""


def send(desk: Desk) -> Flow:
    """Send the selected message now."""
    inject_id = desk.selected
    if inject_id is None:
        yield Tell(CHOOSE_A_MESSAGE)
        return
    yield from _send(desk, inject_id)


def _send(desk: Desk, inject_id: str) -> Flow:
    inject = desk.state.inject(inject_id)
    if inject.is_unsent:
        question = Text("Send {inject} now?", inject=_named(desk, inject_id))
        yield Choose(question, (Option("s", Text("send now (esc: do not)"), True),))
    yield Do(DeliverInject(inject_id), Text("{inject} sent", inject=inject_id))


def hold(desk: Desk) -> Flow:
    """Keep the selected message back."""
    yield _to_selected(
        desk, HoldInject, Text("{inject} held: s sends it, m re-times it", inject=_selected(desk))
    )


def skip(desk: Desk) -> Flow:
    """Leave the selected message out."""
    yield _to_selected(
        desk,
        SkipInject,
        Text("{inject} left out: s sends it all the same", inject=_selected(desk)),
    )


def retime(desk: Desk) -> Flow:
    """Give the selected message another time."""
    inject_id = desk.selected
    if inject_id is None:
        yield Tell(CHOOSE_A_MESSAGE)
        return
    yield from _retime(desk, inject_id)


def _retime(desk: Desk, inject_id: str) -> Flow:
    now_ms = desk.now().play_ms
    yield from write_until_done(
        Write(Text("{inject} at", inject=inject_id), hint=TIME_HINT, refuse=needs_time(now_ms)),
        lambda text: RetimeInject(inject_id, play_time_ms(text, now_ms) or 0),
        Text("{inject} moved", inject=inject_id),
    )


def void(desk: Desk) -> Flow:
    """Declare the selected message void, with a reason."""
    inject_id = desk.selected
    if inject_id is None:
        yield Tell(CHOOSE_A_MESSAGE)
        return
    yield from write_until_done(
        Write(
            Text("{inject} does not count, because", inject=inject_id),
            hint=Text("esc: it counts"),
            refuse=lambda text: None if text.strip() else Text("Say why it does not count."),
        ),
        lambda reason: VoidInject(inject_id, reason.strip()),
        Text("{inject} does not count", inject=inject_id),
    )


def ad_hoc(desk: Desk) -> Flow:
    """Write a message of one's own and send it, or plan it."""
    title = yield Write(
        Text("title"),
        refuse=lambda text: None if text.strip() else Text("A message needs a title."),
    )
    roles = known_roles(desk)
    to = yield Write(
        Text("to"),
        hint=Text("roles with commas or spaces between"),
        notes=("  ".join(roles),),
        refuse=lambda text: _needs_roles(text, roles),
    )
    text = yield Write(Text("text"), hint=Text("may stay empty"))
    now_ms = desk.now().play_ms
    yield from write_until_done(
        Write(
            Text("at"),
            hint=Text("empty: now; {hint}", hint=TIME_HINT),
            refuse=needs_time(now_ms, may_be_empty=True),
        ),
        lambda at: AddInject(
            title.strip(), text.strip(), named_roles(to), due_play_ms=play_time_ms(at, now_ms)
        ),
        Text("message written"),
    )


def bank(desk: Desk) -> Flow:
    """Choose a message of the bank and send it."""
    kept = [
        planned.inject
        for planned in desk.state.plan.injects
        if planned.inject.bank and desk.state.inject(planned.inject.id).is_unsent
    ]
    if not kept:
        yield Tell(Text("The bank is empty."))
        return
    inject = yield choose_by_own_key(
        Text("Bank: which message?"),
        [
            (f"{one.id} {one.title} ({', '.join(one.to)})", one, str(one.key) if one.key else None)
            for one in sorted(kept, key=lambda one: one.key or _KEYLESS)
        ],
    )
    desk.selected = inject.id
    yield from _send(desk, inject.id)


def catch_up(desk: Desk) -> Flow:
    """Send, leave out or re-time what waits after an outage or a jump, until nothing waits."""
    if not desk.state.catch_up:
        yield Tell(Text("The catch-up list is empty."))
        return
    while desk.state.catch_up:
        waiting = sorted(desk.state.catch_up, key=lambda one: desk.state.catch_up[one])
        question = choose(
            Text("Catch-up list: which message?"), [(_due(desk, one), one) for one in waiting]
        )
        everything = Option("0", Text("all of them"), ALL)
        inject_id = yield Choose(question.question, (*question.options, everything))
        what = yield _CATCH_UP_ACTIONS
        if what == "retime":
            for one in waiting if inject_id == ALL else [inject_id]:
                yield from _retime(desk, one)
        else:
            command, said = _caught_up(what, inject_id)
            yield Do(command, said)


_CATCH_UP_ACTIONS = Choose(
    Text("What to do with it?"),
    (
        Option("s", Text("send now"), "send"),
        Option("w", Text("leave out"), "skip"),
        Option("r", Text("another time"), "retime"),
    ),
)


def _caught_up(what: str, inject_id: str) -> tuple[Command, AnyText]:
    if inject_id == ALL:
        sent = what == "send"
        return (
            (SendOverdue(), Text("all sent, in the order in which they were due"))
            if sent
            else (SkipOverdue(), Text("all left out"))
        )
    if what == "send":
        return DeliverInject(inject_id), Text("{inject} sent", inject=inject_id)
    return SkipInject(inject_id), Text("{inject} left out", inject=inject_id)


def known_roles(desk: Desk) -> tuple[str, ...]:
    """Return the roles that the scenario's messages go to, in alphabetical order."""
    return tuple(
        sorted({role for planned in desk.state.plan.injects for role in planned.inject.to})
    )


def _needs_roles(text: str, roles: tuple[str, ...]) -> AnyText | None:
    named = named_roles(text)
    if not named:
        return Text("A message needs at least one role.")
    unknown = [role for role in named if role not in roles]
    return Text("nobody here is {role}", role=", ".join(unknown)) if unknown else None


def _to_selected(desk: Desk, command: Callable[[str], Command], said: AnyText) -> Do | Tell:
    return Tell(CHOOSE_A_MESSAGE) if desk.selected is None else Do(command(desk.selected), said)


def _selected(desk: Desk) -> str:
    return desk.selected or ""


def _named(desk: Desk, inject_id: str) -> str:
    return f"{inject_id} {inject_title(desk.state, inject_id)}"


def _due(desk: Desk, inject_id: str) -> AnyText:
    return f"{format_clock(desk.state.catch_up[inject_id])}  {_named(desk, inject_id)}"
