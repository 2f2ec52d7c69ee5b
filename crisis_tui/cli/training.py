"""`crisis-tui training`: what is valid, in grace, expired, expiring; who may fill which role."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from crisis_tui import bootstrap
from crisis_tui.basis.durations import parse_duration
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.instants import iso_time
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.cli.asked_roster import asked_roster
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.finding_formats import finding_data
from crisis_tui.cli.finding_text import COLUMNS
from crisis_tui.cli.roster_option import add_roster_arguments, count_errors, tell_faults
from crisis_tui.i18n import _, render
from crisis_tui.readiness.timeliness import stale_records
from crisis_tui.readiness.trained import Held, TrainedPerson, trained_people, trained_person
from crisis_tui.readiness.training_matrix import training_matrix
from crisis_tui.roster.asked_names import known_people
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from crisis_tui.roster.workforce import Workforce


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("--person", metavar="P", help=_("this person alone, by id or name"))
    parser.add_argument("--at", metavar="T", default="now", help=_("when; default: now"))
    parser.add_argument(
        "--within", metavar="90d", default="90d", help=_("how far ahead to look for expiry")
    )
    parser.add_argument(
        "--matrix", action="store_true", help=_("people by qualifications, in signs")
    )
    add_roster_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print how everybody stands; exit 1 if somebody bears a role without what it asks for."""
    horizon_ms = _horizon_ms(args.within)
    roster = asked_roster(bootstrap.open_workspace(args.workspace), args.roster)
    loaded, workforce = roster.loaded, roster.workforce
    at_ms = asked_instant(args.at, workforce.zone, MachineClock().wall_ms())
    people = _asked_people(workforce, at_ms, args.person)
    stale = tuple(
        stale_records(loaded.training_parts, loaded.norms, at_ms, workforce.zone, loaded.locate)
    )
    if args.format == "json":
        document = training_document(people, workforce.zone, at_ms, horizon_ms)
        document["findings"] = [finding_data(each) for each in stale]
        print(json.dumps(document, ensure_ascii=False, indent=2))
    elif args.matrix:
        from crisis_tui.cli.training_matrix_text import matrix_text

        print(matrix_text(workforce, training_matrix(people, at_ms, horizon_ms), at_ms, horizon_ms))
    else:
        from crisis_tui.cli.training_text import training_text

        print(training_text(workforce, people, at_ms, horizon_ms))
    for each in stale if args.format == "text" else ():
        place = f"{each.where.file}:{each.where.place}"
        print(
            "\n".join(wrap(f"! {render(each.message)} ({place})", COLUMNS, subsequent_indent="  "))
        )
    faulty = tell_faults(loaded.name, count_errors(roster.faults), ())
    lacking = any(role.cause == "unqualified" for each in people for role in each.roles)
    expiring = any(
        each.is_expiring(held, at_ms, horizon_ms) for each in people for held in each.held
    )
    bad = faulty or lacking or (args.strict and expiring)
    return ExitCode.FINDINGS if bad else ExitCode.OK


def _horizon_ms(text: str) -> int:
    horizon_ms = parse_duration(text)
    if horizon_ms is None:
        raise AskedWrongError(
            Text('"{text}" is not a duration', text=clean_text(text)), Text("write 90d or 12w")
        )
    return horizon_ms


def _asked_people(workforce: Workforce, at_ms: int, asked: str | None) -> tuple[TrainedPerson, ...]:
    if asked is None:
        return trained_people(workforce, at_ms)
    names = known_people(asked, workforce.roster)
    return tuple(trained_person(workforce, workforce.people[name], at_ms) for name in names)


def training_document(
    people: Sequence[TrainedPerson], zone: ZoneInfo, at_ms: int, horizon_ms: int
) -> dict[str, Any]:
    """Return how people stand as a JSON document; `until` is when validity ends or ended."""
    return {
        "at": iso_time(at_ms, zone),
        "people": [
            {
                "id": each.person,
                "name": each.name,
                "roles": [
                    {
                        "role": role.role,
                        "fit": role.cause is None,
                        "missing": list(role.missing),
                        "cause": role.cause,
                    }
                    for role in each.roles
                ],
                "qualifications": [
                    _held_document(held, zone, expiring=each.is_expiring(held, at_ms, horizon_ms))
                    for held in each.held
                ],
            }
            for each in people
        ],
    }


def _held_document(held: Held, zone: ZoneInfo, *, expiring: bool) -> dict[str, Any]:
    return {
        "id": held.qualification,
        "state": held.state,
        "until": _time(held.valid_until_ms, zone),
        "state_until": _time(held.ends_ms, zone),
        "expiring": expiring,
    }


def _time(at_ms: int | None, zone: ZoneInfo) -> str | None:
    return None if at_ms is None else iso_time(at_ms, zone)
