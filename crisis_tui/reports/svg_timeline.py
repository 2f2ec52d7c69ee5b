"""The timeline as inline SVG: phases as bands, roles as lanes, outcome by shape and colour."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS, format_clock
from crisis_tui.basis.text import clean_text
from crisis_tui.debrief.facts import Outcome
from crisis_tui.i18n import _

if TYPE_CHECKING:
    from crisis_tui.debrief.document import Chart, Lane, Mark

_WIDTH = 1000
_LEFT = 90
_RIGHT = 20
_TOP = 34
_LANE = 24
_AXIS = 22
_LEGEND = 24
_BANDS = ("#f3f5f7", "#e6ebf0")
_STEPS_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440, 2880, 10080)
_MOST_STEPS = 12


def svg_timeline(chart: Chart) -> str:
    """Return an `<svg>` element; hovering a mark names its inject."""
    height = _TOP + _LANE * len(chart.lanes) + _AXIS + _LEGEND
    bottom = _TOP + _LANE * len(chart.lanes)
    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(_("Timeline"))}">',
        *_phases(chart, bottom),
        *_axis(chart, bottom),
        *(_lane(chart, lane, number) for number, lane in enumerate(chart.lanes)),
        _legend(height - 8),
        "</svg>",
    ]
    return "\n".join(parts)


def _x(chart: Chart, play_ms: int) -> float:
    return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * play_ms / chart.play_ms, 1)


def _phases(chart: Chart, bottom: int) -> list[str]:
    if not chart.phases:
        return []
    ends = [start_ms for start_ms, _title in chart.phases[1:]] + [chart.play_ms]
    parts = []
    for number, ((start_ms, title), end_ms) in enumerate(zip(chart.phases, ends, strict=True)):
        left, right = _x(chart, start_ms), _x(chart, end_ms)
        parts.append(
            f'<rect x="{left}" y="0" width="{max(right - left, 0):.1f}" height="{bottom}"'
            f' fill="{_BANDS[number % 2]}"/>'
        )
        parts.append(
            f'<text x="{left + 4}" y="{14 + 13 * (number % 2)}" class="quiet">'
            f"{escape(clean_text(title))}</text>"
        )
    return parts


def _axis(chart: Chart, bottom: int) -> list[str]:
    minutes = chart.play_ms // MINUTE_MS
    step = next((one for one in _STEPS_MINUTES if minutes <= one * _MOST_STEPS), _STEPS_MINUTES[-1])
    parts = []
    for minute in range(0, minutes + 1, step):
        x = _x(chart, minute * MINUTE_MS)
        label = format_clock(minute * MINUTE_MS).removesuffix(":00")
        parts.append(f'<line x1="{x}" y1="{_TOP}" x2="{x}" y2="{bottom}" stroke="#d0d7de"/>')
        parts.append(
            f'<text x="{x}" y="{bottom + 14}" text-anchor="middle" class="quiet">{label}</text>'
        )
    return parts


def _lane(chart: Chart, lane: Lane, number: int) -> str:
    y = _TOP + _LANE * number + _LANE // 2
    marks = "".join(_mark(chart, mark, y) for mark in lane.marks)
    return (
        f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{escape(clean_text(lane.role))}</text>'
        f'<line x1="{_LEFT}" y1="{y}" x2="{_WIDTH - _RIGHT}" y2="{y}" stroke="#e6ebf0"/>{marks}'
    )


def _mark(chart: Chart, mark: Mark, y: int) -> str:
    x, until = _x(chart, mark.play_ms), _x(chart, mark.until_play_ms)
    title = f"{format_clock(mark.play_ms)} {mark.label}"
    bar = (
        f'<line x1="{x}" y1="{y}" x2="{until}" y2="{y}" stroke="{_COLOURS[mark.outcome]}"'
        ' stroke-width="3" stroke-opacity=".45"/>'
    )
    return f"<g><title>{escape(clean_text(title))}</title>{bar}{_shape(mark.outcome, x, y)}</g>"


_COLOURS = {
    Outcome.IN_TIME: "#1a7f37",
    Outcome.LATE: "#9a6700",
    Outcome.MISSED: "#b42318",
    Outcome.OPEN: "#57606a",
}


def _shape(outcome: Outcome, x: float, y: int) -> str:
    colour = _COLOURS[outcome]
    if outcome is Outcome.IN_TIME:
        return f'<circle cx="{x}" cy="{y}" r="5" fill="{colour}"/>'
    if outcome is Outcome.LATE:
        return f'<path d="M{x} {y - 6}l6 11h-12z" fill="{colour}"/>'
    if outcome is Outcome.MISSED:
        return f'<path d="M{x - 5} {y - 5}l10 10m0-10l-10 10" stroke="{colour}" stroke-width="3"/>'
    return f'<circle cx="{x}" cy="{y}" r="4.5" fill="#fff" stroke="{colour}" stroke-width="2"/>'


def _legend(y: int) -> str:
    words = {
        Outcome.IN_TIME: _("in time"),
        Outcome.LATE: _("late"),
        Outcome.MISSED: _("missed"),
        Outcome.OPEN: _("open"),
    }
    return "".join(
        f"{_shape(outcome, _LEFT + 6 + 110 * number, y - 4)}"
        f'<text x="{_LEFT + 18 + 110 * number}" y="{y}">{escape(word)}</text>'
        for number, (outcome, word) in enumerate(words.items())
    )
