"""What the program can count for a rest rule, by the word that a norm writes under `counts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

Measure = Literal[
    "standby-blocks",
    "free-blocks",
    "night-standbys",
    "standby-before-night-shift",
    "standby-after-night-shift",
    "work",
    "weekly-work",
    "weekly-work-with-night-standbys",
    "weekly-work-with-night-shifts",
    "shift",
    "night-shift",
    "night-shifts",
    "regular-night-shifts",
    "daily-rest",
    "shortened-daily-rest",
    "weekly-rest",
    "split-weekly-rest",
    "rest-after-night-shift",
    "shortened-rest-after-night-shift",
    "rest-after-night-shift-series",
    "night-shift-series",
    "night",
    "night-work",
    "late-night-shift",
    "call",
    "joined-calls",
    "calls-break-rest",
    "acute-phase",
    "crew-overlap",
    "smallest-pool",
    "desired-pool",
]
ValueForm = Literal["duration", "count", "flag"]


class Form(NamedTuple):
    """What a norm of a measure must hold: what its `value` is, and whether it has `per`, `part`.

    `is_rule` is False for a number that only says how others count, such as what a night is.
    """

    value: ValueForm
    per: bool = False
    part: bool = False
    is_rule: bool = True


_LIMIT = Form("duration")
_LIMIT_PER = Form("duration", per=True)
_SETTING = Form("duration", is_rule=False)
_SETTING_COUNT = Form("count", is_rule=False)

FORMS: Mapping[Measure, Form] = {
    "standby-blocks": Form("count", per=True, part=True),
    "free-blocks": Form("count", per=True, part=True),
    "night-standbys": Form("count", per=True, is_rule=False),
    "standby-before-night-shift": _LIMIT,
    "standby-after-night-shift": _LIMIT,
    "work": _LIMIT_PER,
    "weekly-work": _LIMIT_PER,
    "weekly-work-with-night-standbys": _LIMIT_PER,
    "weekly-work-with-night-shifts": _LIMIT_PER,
    "shift": _LIMIT,
    "night-shift": _LIMIT,
    "night-shifts": Form("count", per=True),
    "regular-night-shifts": Form("count", per=True, is_rule=False),
    "daily-rest": _LIMIT_PER,
    "shortened-daily-rest": Form("duration", per=True, is_rule=False),
    "weekly-rest": _LIMIT_PER,
    "split-weekly-rest": Form("duration", per=True, part=True, is_rule=False),
    "rest-after-night-shift": _LIMIT,
    "shortened-rest-after-night-shift": Form("duration", per=True, is_rule=False),
    "rest-after-night-shift-series": _LIMIT,
    "night-shift-series": _SETTING_COUNT,
    "night": _SETTING,
    "night-work": _SETTING,
    "late-night-shift": _SETTING,
    "call": _SETTING,
    "joined-calls": _SETTING,
    "calls-break-rest": Form("flag", is_rule=False),
    "acute-phase": _SETTING,
    "crew-overlap": _SETTING,
    "smallest-pool": _SETTING_COUNT,
    "desired-pool": _SETTING_COUNT,
}
assert set(FORMS) == set(get_args(Measure))  # noqa: S101 - a table that must be complete
