"""Who fills which of several posts at one moment: a maximum matching of people and places."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Stake(NamedTuple):
    """What one role asks for at a moment, and who could fill it.

    `able` are those who count on it, in the order of duty. `claimants` are they and, where several
    posts ask for the role, those who count on the smaller ones. `trainees` are those among the able
    who count only beside one of their mentors, with those mentors.
    """

    role: str
    required: int
    able: tuple[str, ...]
    claimants: tuple[str, ...]
    trainees: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Filling(NamedTuple):
    """A maximum matching. `role_of` tells who fills which role.

    `unfilled` names a role once for each person that it lacks. `unsupervised` are (role, trainee)
    whose mentors all fill other roles.
    """

    role_of: Mapping[str, str]
    unfilled: tuple[str, ...]
    unsupervised: frozenset[tuple[str, str]]


@lru_cache(maxsize=10_000)
def fill(stakes: tuple[Stake, ...]) -> Filling:
    """Return who fills which role; earlier stakes are served first and stay served.

    The answer is kept for the next who asks: it must not be changed.
    """
    return refill(stakes, frozenset())


def refill(stakes: Sequence[Stake], without: frozenset[str]) -> Filling:
    """Return who fills which role, from scratch, if these people are not there."""
    unsupervised: frozenset[tuple[str, str]] = frozenset()
    while True:
        able = {stake.role: _there(stake, without, unsupervised) for stake in stakes}
        slots = [stake.role for stake in stakes for _ in range(stake.required)]
        role_of = maximum_matching(slots, able)
        alone = frozenset(_alone(stakes, able, role_of))
        if not alone:
            break
        unsupervised |= alone
    unfilled = list(slots)
    for role in role_of.values():
        unfilled.remove(role)
    return Filling(role_of, tuple(unfilled), unsupervised)


def _there(
    stake: Stake, without: frozenset[str], unsupervised: frozenset[tuple[str, str]]
) -> tuple[str, ...]:
    if not without and not unsupervised:
        return stake.able
    return tuple(
        name
        for name in stake.able
        if name not in without and (stake.role, name) not in unsupervised
    )


def _alone(
    stakes: Sequence[Stake], able: Mapping[str, Sequence[str]], role_of: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return the (role, trainee) who would count without a mentor beside them."""
    return [
        (stake.role, trainee)
        for stake in stakes
        for trainee, mentors in stake.trainees
        if trainee in able[stake.role]
        and not any(
            mentor in able[stake.role] and role_of.get(mentor, stake.role) == stake.role
            for mentor in mentors
        )
    ]


def lost_role(
    stakes: Sequence[Stake], role_of: Mapping[str, str], person: str, gone: str | None = None
) -> str | None:
    """Return the role that loses a place of a maximum matching when a person goes; None: none does.

    Whoever can take the place of the one who goes frees another place, and so on until somebody who
    was free takes one. If nobody is, the last role in the order of service within reach loses. Only
    for stakes without trainees. `gone` is somebody without whom the matching was made already.
    """
    first = role_of.get(person)
    if first is None:
        return None
    able = {stake.role: stake.able for stake in stakes}
    reached, waiting = {first}, [first]
    while waiting:
        for name in able[waiting.pop()]:
            if name in (person, gone):
                continue
            role = role_of.get(name)
            if role is None:
                return None
            if role not in reached:
                reached.add(role)
                waiting.append(role)
    return next(stake.role for stake in reversed(stakes) if stake.role in reached)


def maximum_matching(slots: Sequence[str], able: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the role that each person fills, as many slots as possible (Kuhn's algorithm).

    `slots` names a role once for each person that it needs; earlier slots are served first.
    """
    filled_by: dict[int, str] = {}
    slot_of: dict[str, int] = {}

    def serve(slot: int, tried: set[str]) -> bool:
        for person in able[slots[slot]]:
            if person in tried:
                continue
            tried.add(person)
            if person not in slot_of or serve(slot_of[person], tried):
                filled_by[slot], slot_of[person] = person, slot
                return True
        return False

    for slot in range(len(slots)):
        serve(slot, set())
    return {person: slots[slot] for slot, person in filled_by.items()}
