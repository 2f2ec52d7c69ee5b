"""A person's card, with a hostile tail on every text if wished."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui.basis.durations import DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS
from crisis_tui.basis.fields import Bilingual
from crisis_tui.basis.instants import Interval, instant_ms
from crisis_tui.readiness.person_card import CardRole, PersonCard
from crisis_tui.readiness.trained import Held
from crisis_tui.roster.model import Person, Reach, Role
from crisis_tui.roster.person_duties import PersonDuty
from crisis_tui.roster.rest.evaluation import RuleBreach
from crisis_tui.roster.rest.load import PersonLoad
from crisis_tui.roster.rest.rules import RestRule

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def card(text: Callable[[str], str], now: datetime) -> PersonCard:
    """Return a card of the mayor on duty, with a broken rule and what expires."""
    at_ms = instant_ms(now)
    person = Person.model_construct(
        id=text("umar"),
        name=text("Umar Lagevaart"),
        reach=Reach.model_construct(phone=text("0320 000 000"), mail=text("umar@example.invalid")),
    )
    title = Bilingual.model_construct(nl=text("Burgemeester"), en=text("Mayor"))
    role = Role.model_construct(id=text("BGM"), title=title)
    late = Role.model_construct(id=text("LCOPI"), title=title, requires=(text("OCR"),))
    duties = tuple(
        PersonDuty(text("BGM"), "standby", at_ms + from_ms, at_ms + from_ms + WEEK_MS)
        for from_ms in (-3 * WEEK_MS, -2 * DAY_MS, 2 * WEEK_MS)
    )
    load = PersonLoad(duties, 8 * HOUR_MS, 9 * DAY_MS, 9, 10, 9, 2)
    rule = RestRule(
        text("atw-5.9"), "daily-rest", 11 * HOUR_MS, None, None, title, text("ATW"), "official", ()
    )
    span = (at_ms, at_ms + DAY_MS)
    return PersonCard(
        person=person,
        at_ms=at_ms,
        zone=ZoneInfo("UTC"),
        roles=(
            CardRole(role, None, (), 18 * MINUTE_MS, 12 * MINUTE_MS, 60 * MINUTE_MS),
            CardRole(late, None, (), 41 * MINUTE_MS, None, 30 * MINUTE_MS),
            CardRole(late, "unqualified", (text("BOB"),), None, None, None),
        ),
        duties=duties,
        away=(Interval(*span),),
        past=load,
        coming=load,
        breaches=(RuleBreach(rule, person.id, *span, 9 * HOUR_MS, *span, None),),
        held=(
            Held(text("BOB"), "grace", at_ms - DAY_MS, at_ms + DAY_MS),
            Held(text("OCR"), "valid", at_ms + WEEK_MS, at_ms + WEEK_MS),
            Held(text("BASIS"), "valid", None, None),
        ),
    )
