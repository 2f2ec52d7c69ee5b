"""A rehearsal in 80 columns: what is wrong, what comes when, load, silences, what the roster has."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_duration
from crisis_tui.basis.instants import local_datetime
from crisis_tui.cli.rehearse_chart import load_chart, play_clock
from crisis_tui.cli.rehearse_words import number, problem_words, ways_of, ways_words
from crisis_tui.cli.words import columns, moment, post_state, shortened
from crisis_tui.exercise.rehearsal.problems import by_hand_only, not_seen
from crisis_tui.exercise.rehearsal.silence import EVERYBODY
from crisis_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crisis_tui.cli.rehearse import Rehearsed
    from crisis_tui.cli.rehearse_staffing import Staffed, Wanted
    from crisis_tui.exercise.rehearsal.rehearsing import Rehearsal
    from crisis_tui.exercise.rehearsal.silence import Spell

WIDTH = 80
_MOST = 12
_MOST_COMING = 30


def rehearsal_text(rehearsed: Rehearsed) -> str:
    """Return the rehearsal for people."""
    return "\n".join(_lines(rehearsed))


def _lines(rehearsed: Rehearsed) -> Iterator[str]:
    rehearsal = rehearsed.rehearsal
    head = _("Rehearsal  {title}").format(title=rehearsal.script.scenario.title)
    yield shortened(head, WIDTH)
    yield from wrap(ways_words(rehearsal), WIDTH)
    if rehearsal.horizon_ms is not None:
        until = play_clock(rehearsal.horizon_ms)
        yield from wrap(
            _("The scenario has no end: rehearsed until {time} (--horizon).").format(time=until)
            if rehearsal.script.end_play_ms is None
            else _("Rehearsed until {time} (--horizon).").format(time=until),
            WIDTH,
        )
    yield ""
    yield from _problems(rehearsed)
    yield from _coming(rehearsal)
    yield from _load(rehearsal)
    yield from _silences(rehearsal)
    if rehearsed.staffed is not None:
        yield from _staffing(rehearsed.staffed, rehearsal)
    else:
        yield ""
        yield _("Add --roster NAME to see whom the roster has at each moment.")


def _problems(rehearsed: Rehearsed) -> Iterator[str]:
    faults = [one for one in rehearsed.problems if one.is_fault]
    remarks = [one for one in rehearsed.problems if not one.is_fault]
    if not faults:
        yield "✓ " + _("Every inject comes on some way, and every way can go on.")
    for problem in faults:
        place = ""
        if problem.source is not None:
            where = rehearsed.locate(problem.source)
            place = f"{where.file}:{where.line}  "
        yield from _wrapped(f"{place}{problem_words(problem, rehearsed.rehearsal)}", "✗ ")
    for problem in remarks[:_MOST]:
        yield from _wrapped(problem_words(problem, rehearsed.rehearsal), "~ ")
    yield from _more(remarks, _MOST)


def _coming(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield the injects that come on some ways only, and those by hand."""
    everywhere, branches = 0, []
    for planned in rehearsal.script.injects:
        coming = rehearsal.comings.get(("inject", planned.inject.id))
        if coming is not None and coming.ways >= rehearsal.ways:
            everywhere += 1
        elif coming is not None:
            branches.append((coming.first_ms, planned.inject, coming))
    yield ""
    yield ngettext(
        "{n} inject comes on every way.", "{n} injects come on every way.", everywhere
    ).format(n=everywhere)
    if branches:
        yield _("Branches, and when they come:")
    branches.sort(key=lambda each: (each[0], each[1].id))
    for _first, inject, coming in branches[:_MOST_COMING]:
        first, last = play_clock(coming.first_ms), play_clock(coming.last_ms)
        time = first if first == last else f"{first}–{last}"
        share = f"{number(coming.ways)}/{number(rehearsal.ways)}"
        yield "  " + columns([(inject.id, 8), (time, 10), (share, 9), (inject.title, 46)])
    yield from _more(branches, _MOST_COMING)
    unseen = () if rehearsal.is_whole else not_seen(rehearsal)
    if unseen:
        names = ", ".join(planned.inject.id for planned in unseen)
        yield from _wrapped(_("Not on the ways followed: {names}").format(names=names), "")
    by_hand = by_hand_only(rehearsal)
    if by_hand:
        yield from _wrapped(_("By hand only: {names}").format(names=", ".join(by_hand)), "")


def _load(rehearsal: Rehearsal) -> Iterator[str]:
    yield ""
    length = format_duration(rehearsal.measures.window_ms)
    text = _(
        "Load: messages, expected actions and decisions per {length}, the most on any way"
    ).format(length=length)
    yield from wrap(text, WIDTH)
    yield from load_chart(rehearsal)


def _silences(rehearsal: Rehearsal) -> Iterator[str]:
    yield ""
    longer = format_duration(rehearsal.measures.silence_ms)
    found = _longest(rehearsal)
    everybody = [spell for spell in found if spell.role == EVERYBODY]
    if not found:
        yield _("No role has nothing for longer than {longer}.").format(longer=longer)
        return
    yield _("Nothing for longer than {longer}:").format(longer=longer)
    if not everybody:
        yield "  " + _("everybody at once: never")
    for spell in everybody[:_MOST]:
        yield _spell_line(spell, _("everybody"), rehearsal)
    yield from _more(everybody, _MOST)
    roles = dict.fromkeys(spell.role for spell in found if spell.role != EVERYBODY)
    for role in roles:
        spells = [spell for spell in found if spell.role == role]
        yield _spell_line(spells[0], role, rehearsal, len(spells) - 1)


def _longest(rehearsal: Rehearsal) -> list[Spell]:
    """Return the spells, each role's longest first."""
    return sorted(rehearsal.silences, key=lambda one: (-one.length_ms, one.role, one.from_ms))


def _spell_line(spell: Spell, name: str, rehearsal: Rehearsal, others: int = 0) -> str:
    time = f"{play_clock(spell.from_ms)}–{play_clock(spell.until_ms)}"
    more = _("and {n} more").format(n=others) if others else ""
    on_ways = ways_of(rehearsal.silences[spell], rehearsal)
    length = format_duration(spell.length_ms)
    return "  " + columns([(name, 9), (time, 11), (length, 9), (on_ways, 28), (more, 16)])


def _staffing(staffed: Staffed, rehearsal: Rehearsal) -> Iterator[str]:
    yield ""
    yield _("Roster {roster}, from {start}").format(
        roster=staffed.roster,
        start=moment(
            local_datetime(rehearsal.script.story_start_ms, rehearsal.script.zone), year=True
        ),
    )
    if not staffed.is_short(strict=False):
        yield "✓ " + _("Every post that phases and injects want is filled then.")
    titles = {planned.phase.id: planned.phase.title for planned in rehearsal.script.phases}
    for need in staffed.short_needs:
        text = _("{role} in {phase}: {state}").format(
            role=need.role, phase=titles[need.phase], state=post_state(need.status)[2:]
        )
        yield from _wrapped(text, "✗ ")
    for role in dict.fromkeys(each.post.role for each in staffed.short_posts):
        yield from _post(role, [each for each in staffed.short_posts if each.post.role == role])
    for each in staffed.undecidable:
        text = _("decision {decision} ({inject}, {time}): nobody is on duty as {role} then").format(
            decision=each.decision,
            inject=each.inject,
            time=play_clock(each.play_ms),
            role=each.post.role,
        )
        yield from _wrapped(text, "✗ ")


def _post(role: str, wanted: Sequence[Wanted]) -> Iterator[str]:
    """Yield when a role is wanted and short."""
    times = ", ".join(f"{each.inject} {play_clock(each.play_ms)}" for each in wanted[:_MOST])
    more = len(wanted) - _MOST
    if more > 0:
        times += " " + _("and {n} more").format(n=more)
    status = wanted[0].post.status
    state = _("the roster does not know this role") if status is None else post_state(status)[2:]
    yield from _wrapped(
        _("{role} {state} when wanted: {times}").format(role=role, state=state, times=times), "✗ "
    )


def _wrapped(text: str, first: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first))


def _more(found: Iterable[object], most: int) -> Iterator[str]:
    more = sum(1 for _one in found) - most
    if more > 0:
        yield "  " + _("and {n} more").format(n=more)
