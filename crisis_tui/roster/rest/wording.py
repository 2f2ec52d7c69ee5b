"""Broken rest rules in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS
from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.rest_measures import FORMS
from crisis_tui.basis.text import AnyText, Text, Texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.fields import Period
    from crisis_tui.basis.norms import Certainty
    from crisis_tui.basis.rest_measures import Measure
    from crisis_tui.roster.rest.evaluation import RuleBreach, UnknownTime
    from crisis_tui.roster.rest.rules import RestRule

CERTAINTIES: Mapping[Certainty, Text] = {
    "official": Text("official"),
    "secondary": Text("from a secondary source"),
    "example": Text("not verified"),
}
_MOST_DAYS = 99
"""Longer periods of whole weeks are told in weeks."""

_WORDS: Mapping[Measure, Text] = {
    "standby-blocks": Text(
        "{found} x {part} of standby in {per} from {start} (at most {limit}; on {dates} dates)"
    ),
    "free-blocks": Text(
        "{found} x {part} free of work and standby in {per} from {start} (at least {limit})"
    ),
    "standby-before-night-shift": Text(
        "{found} without standby before the night shift of {end} (at least {limit})"
    ),
    "standby-after-night-shift": Text(
        "{found} without standby after the night shift until {start} (at least {limit})"
    ),
    "work": Text("{found} work in {per} from {start} (at most {limit})"),
    "weekly-work": Text("{found} work a week in {per} from {start} (at most {limit})"),
    "weekly-work-with-night-standbys": Text(
        "{found} work a week in {per} from {start} (at most {limit} with many nights of standby)"
    ),
    "weekly-work-with-night-shifts": Text(
        "{found} work a week in {per} from {start} (at most {limit} with many night shifts)"
    ),
    "shift": Text("a shift of {found} work from {start} (at most {limit})"),
    "night-shift": Text("a night shift of {found} work from {start} (at most {limit})"),
    "night-shifts": Text("{found} night shifts in {per} from {start} (at most {limit})"),
    "daily-rest": Text("{found} unbroken rest in {per} from {start} (at least {limit})"),
    "weekly-rest": Text("{found} unbroken rest in {per} from {start} (at least {limit})"),
    "rest-after-night-shift": Text(
        "{found} rest after the night shift until {start} (at least {limit})"
    ),
    "rest-after-night-shift-series": Text(
        "{found} rest after the night shifts until {start} (at least {limit})"
    ),
}


def breach_text(breach: RuleBreach, name: str, zone: ZoneInfo) -> Text:
    """Return who breaks what by how much, with the norm's source and how certain that is."""
    rule = breach.rule
    return Text(
        "{name}: {words} – {source} ({certainty})",
        name=name,
        words=_words(breach, zone),
        source=rule.source,
        certainty=CERTAINTIES[rule.certainty],
    )


def _words(breach: RuleBreach, zone: ZoneInfo) -> Text:
    rule = breach.rule
    return Text(
        _WORDS[rule.counts].message,
        found=value_text(rule, breach.found),
        limit=value_text(rule, rule.value),
        per=period_text(rule.per),
        part="" if rule.part is None else hours_text(rule.part.length_ms),
        start=_moment(breach.counted_from_ms, zone),
        end=_moment(breach.counted_until_ms, zone),
        dates=breach.dates or 0,
    )


def value_text(rule: RestRule, value: int) -> AnyText:
    """Return a number or a duration, as the rule counts."""
    return str(value) if FORMS[rule.counts].value == "count" else hours_text(value)


def hours_text(duration_ms: int) -> Text:
    """Return `13 h` or `13 h 05`; what is left of a minute is left out."""
    hours, rest_ms = divmod(duration_ms, HOUR_MS)
    if rest_ms < MINUTE_MS:
        return Text("{hours} h", hours=hours)
    return Text("{hours} h {minutes:02}", hours=hours, minutes=rest_ms // MINUTE_MS)


def period_text(period: Period | None) -> AnyText:
    """Return `24 h`, `28 days` or `16 weeks`; days of a period in hours as `7 x 24 h`."""
    if period is None:
        return ""
    days = period.length_ms // DAY_MS
    if period.length_ms % DAY_MS:
        return hours_text(period.length_ms)
    if days == 1:
        return Text("{hours} h", hours=DAY_MS // HOUR_MS)
    if not period.on_wall:
        return Text("{n} x 24 h", n=days)
    weeks, rest_ms = divmod(period.length_ms, WEEK_MS)
    if days > _MOST_DAYS and not rest_ms:
        return Texts("{n} week", "{n} weeks", weeks)
    return Texts("{n} day", "{n} days", days)


def _moment(at_ms: int, zone: ZoneInfo) -> str:
    return f"{local_datetime(at_ms, zone):%Y-%m-%d %H:%M}"


def history_text(unknown: Sequence[UnknownTime], zone: ZoneInfo) -> Texts:
    """Return which rules, at least one, cannot be judged whole, and until when."""
    until = local_datetime(max(each.until_ms for each in unknown), zone)
    return Texts(
        "not enough history for {n} rest rule: until {until} it looks back to before the roster",
        "not enough history for {n} rest rules: until {until} they look back to before the roster",
        len({each.rule.id for each in unknown}),
        until=f"{until:%Y-%m-%d %H:%M}",
    )
