"""The outcome of one check of the machine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fitness(StrEnum):
    """How good it is; the value is the word in JSON."""

    FIT = "fit"
    WARNING = "warning"
    """An exercise can be run, with a drawback that `help` names."""
    UNFIT = "unfit"
    """Do not run an exercise on this machine before it is mended."""


@dataclass(frozen=True, slots=True)
class Check:
    """One fact about this machine, in the user's language, and what to do if it is not fit.

    `id` is stable and language-neutral. `help` is None if there is nothing to do.
    """

    id: str
    title: str
    fitness: Fitness
    detail: str
    help: str | None = None


def fit(check_id: str, title: str, detail: str) -> Check:
    """Return a check that found nothing wrong."""
    return Check(check_id, title, Fitness.FIT, detail)


def warning(check_id: str, title: str, detail: str, help_text: str) -> Check:
    """Return a check that found a drawback."""
    return Check(check_id, title, Fitness.WARNING, detail, help_text)


def unfit(check_id: str, title: str, detail: str, help_text: str) -> Check:
    """Return a check that found this machine unfit."""
    return Check(check_id, title, Fitness.UNFIT, detail, help_text)
