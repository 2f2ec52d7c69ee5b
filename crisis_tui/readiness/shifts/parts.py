"""Posts that share no people are planned apart, and their plans laid together again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.readiness.shifts.greedy import Filled, Obstacle
from crisis_tui.readiness.shifts.problem import Plan, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable


class Part(NamedTuple):
    """Some of a problem's posts; `numbers` are their shifts' numbers in the whole problem."""

    problem: Problem
    filled: Filled
    numbers: tuple[int, ...]


def part_of(problem: Problem, filled: Filled, posts: frozenset[int]) -> Part:
    """Return the part of a problem and of its plan that concerns some posts."""
    numbers = tuple(n for n, shift in enumerate(problem.shifts) if shift.post in posts)
    return Part(
        problem._replace(shifts=tuple(problem.shifts[number] for number in numbers)),
        Filled(
            Plan(tuple(filled.plan.people[number] for number in numbers)),
            {
                place: filled.obstacles[number]
                for place, number in enumerate(numbers)
                if number in filled.obstacles
            },
        ),
        numbers,
    )


def merged(problem: Problem, parts: Iterable[Part]) -> Filled:
    """Return the plans of all parts as one."""
    people: list[tuple[str, ...]] = [() for _ in problem.shifts]
    obstacles: dict[int, tuple[Obstacle, ...]] = {}
    for part in parts:
        for place, number in enumerate(part.numbers):
            people[number] = part.filled.plan.people[place]
            if place in part.filled.obstacles:
                obstacles[number] = part.filled.obstacles[place]
    return Filled(Plan(tuple(people)), dict(sorted(obstacles.items())))
