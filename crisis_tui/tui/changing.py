"""What the change form asks and is told: texts as typed in, a plan to look at, what was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.text import AnyText
    from crisis_tui.roster.gap_difference import GapDifference

ChangeForm = Literal["replace", "add", "remove"]


class TypedChange(NamedTuple):
    """A change as typed in. `person` is added, removed or replaced; `by` takes over."""

    role: str = ""
    form: ChangeForm = "replace"
    person: str = ""
    by: str = ""
    since: str = ""
    until: str = ""
    note: str = ""


class ChangeOffer(NamedTuple):
    """A form filled in as far as is known, and the ids that its lines may take."""

    typed: TypedChange
    roles: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """A change that can be made: the edit as a diff, its effect, and what gives pause.

    `write` makes it and may take as long as a disk does.
    """

    diff: str
    gaps: GapDifference
    cautions: tuple[AnyText, ...]
    zone: ZoneInfo
    name_of: Callable[[str], str]
    write: Callable[[], ChangeDone]


@dataclass(frozen=True, slots=True)
class ChangeDone:
    """What came of writing it. `written` is False if the file is as it was."""

    written: bool
    text: AnyText


@dataclass(frozen=True, slots=True)
class ChangeRefused:
    """A change that cannot be planned: why, and what to do instead."""

    reason: AnyText
    help: AnyText | None = None
