"""G310, G311: `unless` that comes too early to mean anything, and `not` where it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_duration
from crisis_tui.basis.text import Text
from crisis_tui.scenario.conditions import parts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.model import Condition, Inject
    from crisis_tui.scenario.parts import InjectEntry


def check(case: Case) -> Iterator[Finding]:
    """Report conditions on what players do not do that say something else than is meant."""
    for when, source in case.whens():
        yield from _never_settled(case, when, source, negated=False)
    for entry in case.draft.entry_by_id.values():
        if entry.inject.unless is not None:
            yield from _too_early(case, entry, entry.inject.unless)
            yield from _left_out(case, entry, entry.inject.unless)


def _never_settled(
    case: Case, when: Condition, source: Source, *, negated: bool
) -> Iterator[Finding]:
    """Report `reached` below `not`: what was not reached may still be, so it is never settled."""
    if when.reached is not None and negated:
        yield case.report.warning(
            "G310",
            Text('"{name}" may still be reached, so this is never settled', name=when.reached),
            source.child("reached"),
            Text("write unless: {name}, which looks once, at the time itself", name=when.reached),
        )
    inside = negated is (when.negated is None)
    for part, where in parts_of(when, source):
        yield from _never_settled(case, part, where, negated=inside)


def _too_early(case: Case, entry: InjectEntry, deed: str) -> Iterator[Finding]:
    """Report an inject that comes before the players can have done it in time."""
    at_ms, limit = case.plan.play_ms.get(entry.inject.id), _limit_of(case, deed)
    if at_ms is None or limit is None:
        return
    holder, asked_ms, within_ms = limit
    if at_ms <= asked_ms:
        yield case.report.warning(
            "G311",
            Text(
                'inject "{name}" comes at {time}, when "{deed}" is only asked at {asked}; so it '
                "always comes",
                name=entry.inject.id,
                time=format_duration(at_ms),
                deed=deed,
                asked=format_duration(asked_ms),
            ),
            entry.source.child("unless"),
            Text("let it come later, such as after: {{inject: {name}, by: 15m}}", name=holder),
        )
    elif within_ms is not None and at_ms < asked_ms + within_ms:
        yield case.report.hint(
            "G311",
            Text(
                'inject "{name}" comes at {time}; the players have until {limit} for "{deed}"',
                name=entry.inject.id,
                time=format_duration(at_ms),
                limit=format_duration(asked_ms + within_ms),
                deed=deed,
            ),
            entry.source.child("unless"),
            Text("let it come when that time is over"),
        )


def _limit_of(case: Case, deed: str) -> tuple[str, int, int | None] | None:
    """Return who asks for a deed, the planned play time of that, and what time there is for it."""
    for kind in ("expectation", "decision"):
        holder = case.holders.get((kind, deed))
        asked_ms = None if holder is None else case.plan.play_ms.get(holder)
        if holder is not None and asked_ms is not None:
            inject = case.draft.entry_by_id[holder].inject
            return holder, asked_ms, _within_ms(inject, deed)
    return None


def _within_ms(inject: Inject, deed: str) -> int | None:
    if inject.decision is not None and inject.decision.id == deed:
        return inject.decision.within_ms
    return next((action.within_ms for action in inject.expects if action.id == deed), None)


def _is_gone(case: Case, entry: InjectEntry | None, without: Collection[str]) -> bool:
    """Tell whether a variant leaves an inject out, or one that it follows."""
    seen: set[str] = set()
    while entry is not None and entry.inject.id not in seen:
        if entry.inject.id in without:
            return True
        seen.add(entry.inject.id)
        after = entry.inject.after
        entry = None if after is None else case.draft.entry_by_id.get(after.inject)
    return False


def _left_out(case: Case, entry: InjectEntry, deed: str) -> Iterator[Finding]:
    """Report a variant in which nobody asks for the deed, so that the inject always comes."""
    holders = {case.holders.get((kind, deed)) for kind in ("expectation", "decision")}
    for index, variant in enumerate(case.draft.scenario.variants):
        missing = next((name for name in variant.without if name in holders), None)
        if missing is None or _is_gone(case, entry, variant.without):
            continue
        yield case.report.warning(
            "G311",
            Text(
                'in variant "{variant}" nobody asks for "{deed}", so inject "{name}" always comes',
                variant=variant.id,
                deed=deed,
                name=entry.inject.id,
            ),
            case.draft.source.child("variants", index, "without", variant.without.index(missing)),
            Text('leave "{name}" out too', name=entry.inject.id),
            case.report.related(entry.source.child("unless"), Text("this inject")),
        )
