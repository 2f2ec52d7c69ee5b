"""What if: edits to a roster as values, and the gaps that they open and close. No file is touched.

Edits are made one after the other, each to the result so far, as changes in a file are.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import FAR_FUTURE_MS, Interval, utc_datetime
from crisis_tui.basis.interval_sets import IntervalSet, difference, interval_set
from crisis_tui.basis.standing import NEVER, Standing
from crisis_tui.basis.times import LocalTime, resolve_local
from crisis_tui.readiness.pool_difference import PoolDifference, pool_differences
from crisis_tui.roster.gap_difference import GapDifference, gap_difference
from crisis_tui.roster.model import Absence, Duty
from crisis_tui.roster.picture import Picture, picture, redrawn
from crisis_tui.training.currency import standing_while, valid_times
from crisis_tui.training.model import CurrencyRule, Qualification, TrainingRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from crisis_tui.basis.fields import Handover
    from crisis_tui.roster.model import Change, Person, Roster, Rotation
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.training.model import Training


class TakeAway(NamedTuple):
    """A person is away from an instant until another."""

    person: str
    from_ms: int
    until_ms: int


class Expire(NamedTuple):
    """A person's qualification is no longer valid from an instant on, whatever is on record."""

    person: str
    qualification: str
    at_ms: int


class Award(NamedTuple):
    """On a day, a person does all that a qualification asks; it then counts for its usual term."""

    person: str
    qualification: str
    on: date


class AddPerson(NamedTuple):
    """Somebody new, with roles and travel; on duty only where a change puts them."""

    person: Person


class MoveHandover(NamedTuple):
    """The turns of a rotation (its number among the duties) change hands at another time."""

    duty: int
    handover: Handover


class AddChange(NamedTuple):
    """A change, as one more entry at the end of the file's."""

    change: Change


Edit = TakeAway | Expire | Award | AddPerson | MoveHandover | AddChange


class WhatIf(NamedTuple):
    """A roster over a window as it is, and as it would be after some edits.

    To take the last edit back, keep the value from before it.
    """

    training: Training
    before: Picture
    after: Picture
    edits: tuple[Edit, ...] = ()

    def edited(self, edit: Edit) -> WhatIf:
        """Return the same with one edit more; only what it touches is worked out.

        The people, rotations and roles that the edit names exist; `AddPerson` brings a new id.
        """
        workforce = applied(self.after.workforce, edit, self.training)
        roles, time = touched_roles(self.after, edit), touched_time(self.after, edit)
        after = redrawn(self.after, workforce, roles, time)
        return self._replace(after=after, edits=(*self.edits, edit))

    @property
    def gaps(self) -> GapDifference:
        """Return what all the edits together do to the gaps."""
        return gap_difference(self.before, self.after)

    @property
    def pools(self) -> tuple[PoolDifference, ...]:
        """Return what all the edits together do to the pools of the roles."""
        return pool_differences(self.before, self.after)


def what_if(workforce: Workforce, training: Training, window: Interval) -> WhatIf:
    """Begin with a roster as it is; this works everything out once."""
    now = picture(workforce, window)
    return WhatIf(training, now, now)


def touched_roles(now: Picture, edit: Edit) -> Collection[str]:
    """Return the roles whose posts an edit can change in the picture's window."""
    known = now.workforce.roles
    if isinstance(edit, AddChange):
        return {edit.change.role} & set(known)
    if isinstance(edit, MoveHandover):
        return {_rotation(now.workforce.roster, edit.duty).role} & set(known)
    person = edit.person.id if isinstance(edit, AddPerson) else edit.person
    roles = now.roles_of.get(person, frozenset())
    if isinstance(edit, Expire | Award):
        return {name for name in roles if edit.qualification in known[name].requires}
    return roles


def touched_time(now: Picture, edit: Edit) -> Interval:
    """Return a time outside which an edit changes nothing."""
    zone = now.workforce.zone
    if isinstance(edit, AddChange):
        times = (edit.change.from_, edit.change.until)
        return Interval(*(resolve_local(time, zone) for time in times))
    if isinstance(edit, TakeAway):
        return Interval(edit.from_ms, edit.until_ms)
    if isinstance(edit, Expire):
        return Interval(edit.at_ms, FAR_FUTURE_MS)
    if isinstance(edit, Award):
        midnight = datetime.combine(edit.on, datetime.min.time())
        return Interval(resolve_local(LocalTime(midnight), zone), FAR_FUTURE_MS)
    return now.window


def applied(workforce: Workforce, edit: Edit, training: Training) -> Workforce:
    """Return the workforce after an edit, sharing whatever the edit leaves alone."""
    roster = workforce.roster
    if isinstance(edit, AddChange):
        return workforce.supposing(_with(roster, changes=(*roster.changes, edit.change)))
    if isinstance(edit, MoveHandover):
        return workforce.supposing(_with(roster, duties=tuple(_moved(roster, edit))))
    if isinstance(edit, AddPerson):
        people = (*roster.people, edit.person)
        return workforce.supposing(_with(roster, people=people), person=edit.person.id)
    if isinstance(edit, TakeAway):
        people = tuple(
            _away(each, edit) if each.id == edit.person else each for each in roster.people
        )
        return workforce.supposing(_with(roster, people=people), person=edit.person)
    key = (edit.person, edit.qualification)
    standings = {**workforce.standings, key: _standing(workforce, edit, training)}
    return workforce.supposing(roster, standings)


def _with(roster: Roster, **parts: object) -> Roster:
    return roster.model_copy(update=parts)


def _away(person: Person, edit: TakeAway) -> Person:
    absence = Absence(**{"from": _utc_time(edit.from_ms), "until": _utc_time(edit.until_ms)})
    return person.model_copy(update={"away": (*person.away, absence)})


def _utc_time(at_ms: int) -> LocalTime:
    return LocalTime(utc_datetime(at_ms).replace(tzinfo=None), 0)


def _rotation(roster: Roster, number: int) -> Rotation:
    rotation = roster.duties[number].rotation
    if rotation is None:
        raise ValueError(f"duty {number} is no rotation")
    return rotation


def _moved(roster: Roster, edit: MoveHandover) -> Iterator[Duty]:
    """Yield the duties with one handover moved, and the first turn's day with its weekday.

    The day moves by three days at most, so that everybody keeps the turn that they have.
    """
    rotation = _rotation(roster, edit.duty)
    start = rotation.start
    if edit.handover.weekday is not None:
        days = (edit.handover.weekday - start.wall.weekday() + 3) % 7 - 3
        start = LocalTime(start.wall + timedelta(days=days), start.offset_minutes)
    moved = rotation.model_copy(update={"handover": edit.handover, "start": start})
    for number, duty in enumerate(roster.duties):
        yield Duty(rotation=moved) if number == edit.duty else duty


def _standing(workforce: Workforce, edit: Expire | Award, training: Training) -> Standing:
    """Return how the person stands after the edit; its grace follows the new end."""
    asked = (each for each in training.qualifications if each.id == edit.qualification)
    qualification = next(asked, None) or _once(edit.qualification)
    valid = _valid(workforce.standings.get((edit.person, edit.qualification), NEVER))
    if isinstance(edit, Expire):
        valid = difference(valid, (Interval(edit.at_ms, FAR_FUTURE_MS),))
    else:
        records = _earning(qualification, edit)
        valid = interval_set((*valid, *valid_times(qualification, records, workforce.zone)))
    return standing_while(valid, qualification, workforce.zone)


def _valid(standing: Standing) -> IntervalSet:
    ends = [span.from_ms for span in standing[1:]] + [FAR_FUTURE_MS]
    return interval_set(
        Interval(span.from_ms, end_ms)
        for span, end_ms in zip(standing, ends, strict=True)
        if span.state == "valid"
    )


def _once(name: str) -> Qualification:
    """Return a qualification that no training file knows: earned once, it lasts."""
    title = {"nl": name, "en": name}
    return Qualification.model_validate({"id": name, "title": title})


def _earning(qualification: Qualification, edit: Award) -> list[TrainingRecord]:
    """Return records of one day that meet every rule of a qualification by themselves."""
    rules = qualification.current.all or qualification.current.any or ()
    return [record for rule in rules for record in _records(rule, edit)]


def _records(rule: CurrencyRule, edit: Award) -> Iterator[TrainingRecord]:
    for number in range(rule.exercises or 1):
        yield TrainingRecord.model_validate(
            {
                "person": edit.person,
                "qualification": edit.qualification,
                "kind": "course" if rule.exercises is None else "exercise",
                "on": edit.on.isoformat(),
                "hours": rule.hours,
                "evidence": str(number),
            }
        )
