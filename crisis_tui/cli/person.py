"""`crisis-tui person`: one person's duties, load, roles and qualifications."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crisis_tui import bootstrap
from crisis_tui.basis.instants import iso_time
from crisis_tui.cli.asked_roster import asked_roster
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.roster_option import add_roster_arguments
from crisis_tui.i18n import _, language, render
from crisis_tui.readiness.person_card import PersonCard, person_card
from crisis_tui.roster.asked_names import known_person
from crisis_tui.roster.rest.wording import breach_text
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse

    from crisis_tui.readiness.person_card import CardRole
    from crisis_tui.readiness.trained import Held
    from crisis_tui.roster.rest.evaluation import RuleBreach
    from crisis_tui.roster.rest.load import PersonLoad


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("person", metavar="P", help=_("the person, by id or name"))
    parser.add_argument("--at", metavar="T", default="now", help=_("when; default: now"))
    add_roster_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the card; exit 1 if the person lacks what a role asks for or breaks a rest rule."""
    asked = asked_roster(bootstrap.open_workspace(args.workspace), args.roster)
    workforce = asked.workforce
    at_ms = asked_instant(args.at, workforce.zone, MachineClock().wall_ms())
    person = workforce.people[known_person(args.person, workforce.roster)]
    card = person_card(workforce, person, at_ms)
    if args.format == "json":
        print(json.dumps(card_document(card), ensure_ascii=False, indent=2))
    else:
        from crisis_tui.cli.person_text import card_text

        titles = {each.id: each.title for each in asked.loaded.training.qualifications}
        print(card_text(card, titles))
    faulty = asked.tell_faults()
    lacking = any(role.cause == "unqualified" for role in card.roles)
    soon = args.strict and any(card.is_expiring(held) for held in card.held)
    return ExitCode.FINDINGS if faulty or lacking or soon or card.breaches else ExitCode.OK


def card_document(card: PersonCard) -> dict[str, Any]:
    """Return the card as a JSON document."""
    person = card.person
    return {
        "id": person.id,
        "name": person.name,
        "kind": person.kind,
        "status": person.status,
        "phone": person.reach.phone,
        "mail": person.reach.mail,
        "at": iso_time(card.at_ms, card.zone),
        "roles": [_role_document(role) for role in card.roles],
        "duties": [
            {
                "role": duty.role,
                "assignment": duty.assignment,
                "from": iso_time(duty.from_ms, card.zone),
                "until": iso_time(duty.until_ms, card.zone),
            }
            for duty in card.duties
        ],
        "away": [
            {
                "from": iso_time(each.from_ms, card.zone),
                "until": iso_time(each.until_ms, card.zone),
            }
            for each in card.away
        ],
        "past": _load_document(card.past),
        "coming": _load_document(card.coming),
        "breaches": [_breach_document(card, breach) for breach in card.breaches],
        "not_enough_history": list(dict.fromkeys(each.rule.id for each in card.unjudged)),
        "qualifications": [_held_document(card, held) for held in card.held],
    }


def _role_document(role: CardRole) -> dict[str, Any]:
    return {
        "role": role.role.id,
        "title": role.role.title.in_language(language()),
        "fit": role.cause is None,
        "cause": role.cause,
        "missing": list(role.missing),
        "arrive_home_seconds": _seconds(role.home_ms),
        "arrive_office_seconds": _seconds(role.office_ms),
        "limit_seconds": _seconds(role.limit_ms),
    }


def _load_document(load: PersonLoad) -> dict[str, Any]:
    return {
        "duties": len(load.duties),
        "work_seconds": load.work_ms // 1000,
        "standby_seconds": load.standby_ms // 1000,
        "standby_blocks": load.standby_blocks,
        "standby_dates": load.standby_dates,
        "nights": load.nights,
        "weekends": load.weekends,
    }


def _breach_document(card: PersonCard, breach: RuleBreach) -> dict[str, Any]:
    return {
        "rule": breach.rule.id,
        "from": iso_time(breach.from_ms, card.zone),
        "until": iso_time(breach.until_ms, card.zone),
        "message": render(breach_text(breach, card.person.name, card.zone)),
    }


def _held_document(card: PersonCard, held: Held) -> dict[str, Any]:
    def time(at_ms: int | None) -> str | None:
        return None if at_ms is None else iso_time(at_ms, card.zone)

    return {
        "id": held.qualification,
        "state": held.state,
        "until": time(held.valid_until_ms),
        "state_until": time(held.ends_ms),
        "expiring": card.is_expiring(held),
    }


def _seconds(duration_ms: int | None) -> int | None:
    return None if duration_ms is None else duration_ms // 1000
