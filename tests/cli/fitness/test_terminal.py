from __future__ import annotations

import pytest

from crisis_tui.cli.fitness.check import Fitness
from crisis_tui.cli.fitness.terminal import check_colour, check_encoding, check_screen


@pytest.mark.parametrize(
    ("term", "size", "fitness"),
    [
        ("xterm-256color", (80, 24), Fitness.FIT),
        ("xterm-256color", (79, 24), Fitness.WARNING),
        ("xterm-256color", (80, 23), Fitness.WARNING),
        ("dumb", (80, 24), Fitness.WARNING),
        ("", (80, 24), Fitness.WARNING),
        ("xterm-256color", None, Fitness.WARNING),
    ],
)
def test_the_screen(term: str, size: tuple[int, int] | None, fitness: Fitness) -> None:
    assert check_screen(term, size).fitness is fitness


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"TERM": "xterm-256color"}, "256 colours"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "16 million colours"),
        ({"TERM": "linux"}, "16 colours"),
        ({"TERM": "dumb"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "switched off by NO_COLOR"),
    ],
)
def test_colours_are_counted_and_never_needed(environment: dict[str, str], shown: str) -> None:
    check = check_colour(environment)
    assert (check.detail, check.fitness) == (shown, Fitness.FIT)


@pytest.mark.parametrize(
    ("environment", "detail", "fitness"),
    [
        ({"LANG": "nl_NL.UTF-8"}, "LANG=nl_NL.UTF-8", Fitness.FIT),
        ({"LANG": "C.utf8"}, "LANG=C.utf8", Fitness.FIT),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "C"}, "LC_ALL=C", Fitness.WARNING),
        ({"LANG": "C.UTF-8", "LC_ALL": ""}, "LANG=C.UTF-8", Fitness.FIT),
        ({"LC_CTYPE": "nl_NL"}, "LC_CTYPE=nl_NL", Fitness.WARNING),
        ({}, "LANG=", Fitness.WARNING),
    ],
)
def test_the_locale_that_counts_must_promise_utf8(
    environment: dict[str, str], detail: str, fitness: Fitness
) -> None:
    check = check_encoding(environment)
    assert (check.detail, check.fitness) == (detail, fitness)
