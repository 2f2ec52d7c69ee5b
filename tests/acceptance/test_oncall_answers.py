"""cli.md, `oncall`, and formats.md, "Roster": who is on duty, and does that count."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.files import roster

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

TUESDAY = "2026-03-03"
PEOPLE = """
- {id: anna, name: Anna Oever, roles: [OVD]}
- {id: bram, name: Bram Dijk, roles: [OVD]}
- {id: cato, name: Cato Sluis, roles: [OVD]}
"""
WEEKS = "- rotation: {role: OVD, people: [anna, bram, cato], turn: 1w, handover: Mon 12:00, start: 2026-01-05}"


def shift(person: str = "anna", from_: str = "", until: str = "", more: str = "") -> str:
    span = f"from: {from_ or TUESDAY + ' 00:00'}, until: {until or '2026-03-04 00:00'}"
    return f"- shift: {{role: OVD, person: {person}, {span}{more}}}"


def post(here: Stranger, at: str = f"{TUESDAY} 12:00") -> dict[str, Any]:
    (found,) = here.json("oncall", "--at", at, "--role", "OVD")["posts"]
    return dict(found)


def on_duty(here: Stranger, at: str) -> list[str]:
    return [person["id"] for person in post(here, at)["people"]]


def write(here: Stranger, *, role: str = "", people: str = PEOPLE, **parts: str) -> None:
    text = roster(f"- {{id: OVD, title: Officier{role}}}", people, **parts)
    here.write("rosters/proef.yaml", text)


def test_the_fields_of_a_post(here: Stranger) -> None:
    travelling = PEOPLE.replace("roles: [OVD]}", "roles: [OVD], travel: {home: 25m, prepare: 5m}}")
    write(here, role=", arrive: 30m", people=travelling, duties=shift())
    document = here.json("oncall", "--at", f"{TUESDAY} 12:00")
    assert document["at"] == "2026-03-03T12:00:00+01:00"
    (found,) = document["posts"]
    assert (found["role"], found["title"], found["required"]) == ("OVD", "Officier", 1)
    assert found["status"] == "filled"
    (person,) = found["people"]
    assert (
        person.items()
        >= {
            "id": "anna",
            "name": "Anna Oever",
            "duty": "hard",
            "qualified": True,
            "arrive_seconds": 1800,
            "until": "2026-03-04T00:00:00+01:00",
            "cause": None,
        }.items()
    )


def test_titles_in_two_languages(here: Stranger) -> None:
    text = roster("- {id: OVD, title: {nl: Officier, en: Duty officer}}", PEOPLE, shift())
    here.write("rosters/proef.yaml", text)
    for lang, title in (("nl", "Officier"), ("en", "Duty officer")):
        assert here.json("oncall", "--lang", lang)["posts"][0]["title"] == title
        assert title in here.ask("oncall", "--lang", lang, "--at", f"{TUESDAY} 12:00").out


STATUSES = {
    "filled": ("", shift(), "", 0, 0),
    "probable": (", duty: soft", shift(), "", 0, 1),
    "short": (", minimum: 2", shift(), "below-minimum", 1, 1),
    "late": (", arrive: 30m", shift(), "too-far", 1, 1),
    "unqualified": (", requires: [BOB]", shift(), "unqualified", 1, 1),
    "empty": ("", "", "nobody-planned", 1, 1),
    "not-required": (", cover: none", "", "", 0, 0),
}


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_word_with_its_exit_code(here: Stranger, status: str) -> None:
    role, duty, cause, code, strict = STATUSES[status]
    far = PEOPLE.replace("roles: [OVD]}", "roles: [OVD], travel: {home: 40m}}")
    write(here, role=role, people=far, duties=duty)
    here.write("rosters/training.yaml", "training: 1\nqualifications: [{id: BOB, title: B}]\n")
    said = here.ask("oncall", "--at", f"{TUESDAY} 12:00", "--format", "json")
    (found,) = said.json["posts"]
    assert (found["status"], said.code) == (status, code)
    assert (found["gap"] or {}).get("cause", "") == cause
    assert here.ask("oncall", "--at", f"{TUESDAY} 12:00", "--strict").code == strict
    assert status.removesuffix("-required") in here.ask("oncall", "--at", f"{TUESDAY} 12:00").out


def test_short_means_some_but_not_enough(here: Stranger) -> None:
    write(here, role=", minimum: 2", duties=shift("anna"))
    assert post(here)["status"] == "short"
    write(here, role=", minimum: 2", duties=shift("anna") + "\n" + shift("bram"))
    assert (post(here)["status"], post(here)["required"]) == ("filled", 2)


def test_one_role_can_be_asked(here: Stranger) -> None:
    text = roster("- {id: OVD, title: Officier}\n- {id: HCC, title: Hoofd}", PEOPLE, shift())
    here.write("rosters/proef.yaml", text)
    at = ("--at", f"{TUESDAY} 12:00")
    assert here.ask("oncall", *at).code == 1
    assert here.ask("oncall", *at, "--role", "OVD").code == 0
    (only,) = here.json("oncall", *at, "--role", "HCC")["posts"]
    assert only["role"] == "HCC"


@pytest.mark.parametrize(
    ("at", "people"),
    [
        ("2026-01-05 11:59:59", []),
        ("2026-01-05 12:00", ["anna"]),
        ("2026-01-12 11:59:59", ["anna"]),
        ("2026-01-12 12:00", ["bram"]),
        ("2026-01-19 12:00", ["cato"]),
        ("2026-01-26 12:00", ["anna"]),
        ("2026-03-30 11:59", ["cato"]),
        ("2026-03-30 12:00", ["anna"]),
        ("2026-10-26 11:59", ["cato"]),
        ("2026-10-26 12:00", ["anna"]),
        ("2036-01-07 12:00", ["anna"]),
    ],
)
def test_turns_of_a_week_keep_their_hour_across_both_nights(
    here: Stranger, at: str, people: list[str]
) -> None:
    write(here, duties=WEEKS)
    assert on_duty(here, at) == people


@pytest.mark.parametrize(
    ("at", "person"),
    [
        ("2026-03-01 07:00", "anna"),
        ("2026-03-01 18:59:59", "anna"),
        ("2026-03-01 19:00", "bram"),
        ("2026-03-02 06:59:59", "bram"),
        ("2026-03-02 07:00", "anna"),
        ("2026-03-28 19:00", "bram"),
        ("2026-03-29 06:59:59", "bram"),
        ("2026-03-29 07:00", "anna"),
        ("2026-10-25 06:59:59", "bram"),
        ("2026-10-25 07:00", "anna"),
    ],
)
def test_turns_of_twelve_hours(here: Stranger, at: str, person: str) -> None:
    turns = '- rotation: {role: OVD, people: [anna, bram], turn: 12h, handover: "07:00", start: 2026-03-01}'
    write(here, duties=turns)
    assert on_duty(here, at) == [person]


@pytest.mark.parametrize(
    ("at", "person"),
    [
        ("2026-03-29T01:59:59+01:00", "anna"),
        ("2026-03-29T03:00:00+02:00", "bram"),
        ("2026-10-25T02:29:59+02:00", "bram"),
    ],
)
def test_a_handover_in_the_missing_or_doubled_hour_is_one_instant(
    here: Stranger, at: str, person: str
) -> None:
    from datetime import UTC, datetime, timedelta

    daily = '- rotation: {role: OVD, people: [anna, bram], turn: 1d, handover: "02:30", start: 2026-03-28}'
    write(here, duties=daily)
    moment = datetime.fromisoformat(at)
    seen = []
    for minute in range(-90, 91, 10):
        instant = (moment + timedelta(minutes=minute)).astimezone(UTC).isoformat()
        people = on_duty(here, instant.replace("+00:00", "Z"))
        assert len(people) == 1
        seen.append(people[0])
    changes = sum(one != other for one, other in pairwise(seen))
    assert changes == 1


@pytest.mark.parametrize(
    ("rotation", "word"),
    [
        ("turn: 1w, handover: Mon 12:00, start: 2026-01-06", "Mon"),
        ('turn: 7h, handover: "07:00", start: 2026-01-06', "7h"),
        ('turn: 36h, handover: "07:00", start: 2026-01-06', "1d12h"),
        ('turn: 0m, handover: "07:00", start: 2026-01-06', "0m"),
    ],
)
def test_rotations_that_cannot_be(here: Stranger, rotation: str, word: str) -> None:
    write(here, duties=f"- rotation: {{role: OVD, people: [anna], {rotation}}}")
    found = [each for each in here.json("check")["findings"] if each["severity"] == "error"]
    assert found
    assert any(word in f"{each['message']} {each['help']}" for each in found)


def test_a_day_at_the_handover_of_short_turns_is_a_warning(here: Stranger) -> None:
    turns = "turn: 12h, handover: Mon 07:00, start: 2026-01-05"
    write(here, duties=f"- rotation: {{role: OVD, people: [anna, bram], {turns}}}")
    (found,) = [each for each in here.json("check")["findings"] if each["severity"] == "warning"]
    assert "07:00" in found["help"]


def test_beyond_the_horizon_nothing_is_planned_and_the_last_instant_does_not_count(
    here: Stranger,
) -> None:
    write(here, duties=WEEKS, planned_until="2026-04-01")
    assert post(here, "2026-03-31 23:59:59")["status"] == "filled"
    found = post(here, "2026-04-01 00:00")
    assert (found["status"], found["gap"]["cause"]) == ("empty", "beyond-horizon")
    assert here.ask("oncall", "--at", "2026-04-01").code == 1
    assert post(here, "2028-04-01 00:00")["gap"]["cause"] == "beyond-horizon"


CHAIN = """
- {role: OVD, from: 2026-03-03 10:00, until: 2026-03-03 16:00, replace: anna, by: bram}
- {role: OVD, from: 2026-03-03 12:00, until: 2026-03-03 14:00, replace: bram, by: cato}
"""


@pytest.mark.parametrize(
    ("at", "person"),
    [
        ("09:59:59", "anna"), ("10:00", "bram"), ("11:59:59", "bram"), ("12:00", "cato"),
        ("13:59:59", "cato"), ("14:00", "bram"), ("15:59:59", "bram"), ("16:00", "anna"),
    ],
)  # fmt: skip
def test_a_stand_in_can_be_replaced_in_turn(here: Stranger, at: str, person: str) -> None:
    write(here, duties=shift(), changes=CHAIN)
    assert on_duty(here, f"{TUESDAY} {at}") == [person]


def test_changes_are_applied_from_top_to_bottom(here: Stranger) -> None:
    backwards = "\n".join(reversed(CHAIN.strip().splitlines()))
    write(here, duties=shift(), changes=backwards)
    assert on_duty(here, f"{TUESDAY} 13:00") == ["bram"]
    span = "role: OVD, from: 2026-03-03 10:00, until: 2026-03-03 16:00"
    write(here, duties=shift(), changes=f"- {{{span}, remove: anna}}\n- {{{span}, add: anna}}")
    assert on_duty(here, f"{TUESDAY} 13:00") == ["anna"]
    write(here, duties=shift(), changes=f"- {{{span}, add: anna}}\n- {{{span}, remove: anna}}")
    assert on_duty(here, f"{TUESDAY} 13:00") == []


def test_added_people_are_standby_unless_they_work(here: Stranger) -> None:
    span = "role: OVD, from: 2026-03-03 10:00, until: 2026-03-03 16:00"
    write(here, changes=f"- {{{span}, add: anna}}\n- {{{span}, add: bram, as: work}}")
    people = post(here)["people"]
    assert [(each["id"], each["assignment"]) for each in people] == [
        ("anna", "standby"),
        ("bram", "work"),
    ]
    write(here, duties=shift(more=", as: standby") + "\n" + shift("bram"))
    assert [each["assignment"] for each in post(here)["people"]] == ["standby", "work"]
    write(here, duties=WEEKS)
    assert [each["assignment"] for each in post(here)["people"]] == ["standby"]


def test_one_person_counts_once_and_a_warning_says_so(here: Stranger) -> None:
    write(here, role=", minimum: 2", duties=shift() + "\n" + shift(from_=f"{TUESDAY} 06:00"))
    assert on_duty(here, f"{TUESDAY} 12:00") == ["anna"]
    assert post(here)["status"] == "short"
    assert here.json("check")["warnings"] >= 1


@pytest.mark.parametrize(
    "wrong",
    [
        shift(until=f"{TUESDAY} 00:00"),
        shift(until="2026-03-02 00:00"),
    ],
)
def test_zero_and_negative_lengths_are_errors_never_swapped(here: Stranger, wrong: str) -> None:
    write(here, duties=wrong)
    assert here.json("check")["errors"] == 1
    assert on_duty(here, "2026-03-02 12:00") == []


PERSONAL = {
    "away": (", away: [{from: 2026-03-03 10:00, until: 2026-03-03 14:00}]", "away"),
    "left": (", employed: {until: 2026-03-03}", "left"),
    "not yet": (", employed: {from: 2026-03-04}", "not-deployable"),
    "kandidaat": (", status: kandidaat", "not-deployable"),
    "in_opleiding": (", status: in_opleiding", "not-deployable"),
    "verlopen": (", status: verlopen", "not-deployable"),
    "uit_dienst": (", status: uit_dienst", "left"),
    "inzetbaar": (", status: inzetbaar", None),
}


@pytest.mark.parametrize("why", PERSONAL)
def test_why_a_person_does_not_count(here: Stranger, why: str) -> None:
    fields, cause = PERSONAL[why]
    people = f"- {{id: anna, name: Anna Oever, roles: [OVD]{fields}}}"
    write(here, people=people, duties=shift())
    (person,) = post(here)["people"]
    assert person["cause"] == cause
    assert post(here)["status"] == ("filled" if cause is None else "empty")


@pytest.mark.parametrize(
    ("fields", "at", "status"),
    [
        ("away: [{from: 2026-03-03 10:00, until: 2026-03-03 14:00}]", "09:59:59", "filled"),
        ("away: [{from: 2026-03-03 10:00, until: 2026-03-03 14:00}]", "10:00", "empty"),
        ("away: [{from: 2026-03-03 10:00, until: 2026-03-03 14:00}]", "13:59:59", "empty"),
        ("away: [{from: 2026-03-03 10:00, until: 2026-03-03 14:00}]", "14:00", "filled"),
        ("employed: {until: 2026-03-03 12:00}", "11:59:59", "filled"),
        ("employed: {until: 2026-03-03 12:00}", "12:00", "empty"),
        ("employed: {until: 2026-03-03}", "00:00", "empty"),
        ("employed: {until: 2026-03-04}", "23:59:59", "filled"),
        ("employed: {from: 2026-03-03 12:00}", "11:59:59", "empty"),
        ("employed: {from: 2026-03-03 12:00, until: null}", "12:00", "filled"),
    ],
)
def test_ends_do_not_count_and_dates_are_midnights(
    here: Stranger, fields: str, at: str, status: str
) -> None:
    people = f"- {{id: anna, name: Anna Oever, roles: [OVD], {fields}}}"
    write(here, people=people, duties=shift())
    assert post(here, f"{TUESDAY} {at}")["status"] == status


OFFICE = 'office_hours: {weekdays: "Mon-Fri", from: "08:30", until: "17:00"}\n'


@pytest.mark.parametrize(
    ("travel", "at", "minutes"),
    [
        ("home: 25m, office: 10m, prepare: 5m", "2026-03-03 08:29:59", 30),
        ("home: 25m, office: 10m, prepare: 5m", "2026-03-03 08:30", 15),
        ("home: 25m, office: 10m, prepare: 5m", "2026-03-03 16:59:59", 15),
        ("home: 25m, office: 10m, prepare: 5m", "2026-03-03 17:00", 30),
        ("home: 25m, office: 10m, prepare: 5m", "2026-03-07 12:00", 30),
        ("home: 25m, prepare: 5m", "2026-03-03 12:00", 30),
        ("home: 25m", "2026-03-03 12:00", 25),
        ("other: 20m", "2026-03-03 12:00", 20),
        ("office: 10m, other: 20m", "2026-03-03 20:00", 20),
    ],
)
def test_travel_is_from_the_office_in_office_hours(
    here: Stranger, travel: str, at: str, minutes: int
) -> None:
    people = f"- {{id: anna, name: Anna Oever, roles: [OVD], travel: {{{travel}}}}}"
    write(here, people=people, duties=shift(until="2026-03-09 00:00"), more=OFFICE)
    assert post(here, at)["people"][0]["arrive_seconds"] == minutes * 60


def test_without_office_hours_everybody_comes_from_home(here: Stranger) -> None:
    people = "- {id: anna, name: Anna Oever, roles: [OVD], travel: {home: 25m, office: 10m}}"
    write(here, people=people, duties=shift())
    assert post(here)["people"][0]["arrive_seconds"] == 1500


@pytest.mark.parametrize(("home", "status"), [("30m", "filled"), ("30m1s", "late")])
@pytest.mark.parametrize("arrive", ["30m", "{norm: bvr-2.3.1-copi}"])
def test_arrival_within_the_limit_or_the_norm(
    here: Stranger, home: str, status: str, arrive: str
) -> None:
    people = f"- {{id: anna, name: Anna Oever, roles: [OVD], travel: {{home: {home}}}}}"
    write(here, role=f", arrive: {arrive}", people=people, duties=shift())
    assert post(here)["status"] == status


def test_norms_can_be_overridden_in_the_workspace(here: Stranger) -> None:
    people = "- {id: anna, name: Anna Oever, roles: [OVD], travel: {home: 40m}}"
    write(here, role=", arrive: {norm: bvr-2.3.1-copi}", people=people, duties=shift())
    assert post(here)["status"] == "late"
    here.write(
        "norms/eigen.yaml",
        """\
        norms: 1
        items:
          - id: bvr-2.3.1-copi
            kind: arrival
            value: 45m
            title: Eigen norm
            source: Eigen besluit
            certainty: example
            checked: 2026-01-01
        """,
    )
    assert post(here)["status"] == "filled"
    assert here.json("check")["errors"] == 0


def test_a_norm_that_is_not_there_is_an_error(here: Stranger) -> None:
    write(here, role=", arrive: {norm: bvr-2.3.1-copy}", duties=shift())
    (found,) = [each for each in here.json("check")["findings"] if each["severity"] == "error"]
    assert "bvr-2.3.1-copi" in found["help"]


@pytest.mark.parametrize(
    ("at", "required"),
    [
        ("2026-03-03 07:59:59", 0),
        ("2026-03-03 08:00", 1),
        ("2026-03-03 16:59:59", 1),
        ("2026-03-03 17:00", 0),
        ("2026-03-07 12:00", 0),
    ],
)
def test_a_role_is_required_in_its_hours_only(here: Stranger, at: str, required: int) -> None:
    hours = ', cover: {weekdays: "Mon-Fri", from: "08:00", until: "17:00"}'
    write(here, role=hours)
    found = post(here, at)
    assert found["required"] == required
    assert found["status"] == ("empty" if required else "not-required")


def test_a_gap_has_its_whole_length_however_it_is_cut(here: Stranger) -> None:
    duties = shift(until=f"{TUESDAY} 10:00") + "\n" + shift("bram", from_=f"{TUESDAY} 15:00")
    write(here, duties=duties)
    gap = post(here, f"{TUESDAY} 12:00")["gap"]
    assert (gap["from"], gap["until"]) == ("2026-03-03T10:00:00+01:00", "2026-03-03T15:00:00+01:00")


def test_back_to_back_is_no_gap_and_a_second_is_one(here: Stranger) -> None:
    duties = shift(until=f"{TUESDAY} 10:00:00") + "\n" + shift("bram", from_=f"{TUESDAY} 10:00:01")
    write(here, duties=duties)
    assert [
        post(here, f"{TUESDAY} {at}")["status"] for at in ("09:59:59", "10:00", "10:00:01")
    ] == [
        "filled",
        "empty",
        "filled",
    ]


def test_text_tells_who_is_on_which_post_and_what_is_missing(here: Stranger) -> None:
    write(here, duties=shift(until=f"{TUESDAY} 10:00"))
    said = here.ask("oncall", "--at", f"{TUESDAY} 09:00")
    assert "Anna Oever" in said.out
    said = here.ask("oncall", "--at", f"{TUESDAY} 12:00")
    assert "nobody planned" in said.out
    assert max(map(len, said.out.splitlines())) <= 80


def test_a_shift_beyond_the_horizon_is_not_planned(here: Stranger) -> None:
    write(here, duties=shift(), planned_until="2026-03-03 10:00")
    assert post(here, f"{TUESDAY} 09:59:59")["status"] == "filled"
    found = post(here, f"{TUESDAY} 10:00")
    assert (found["status"], found["gap"]["cause"]) == ("empty", "beyond-horizon")


def test_nobody_fills_two_posts_at_once(here: Stranger) -> None:
    roles = "- {id: OVD, title: Officier}\n- {id: HCC, title: Hoofd}"
    people = "- {id: anna, name: Anna Oever, roles: [OVD, HCC]}"
    duties = shift() + "\n" + shift().replace("role: OVD", "role: HCC")
    here.write("rosters/proef.yaml", roster(roles, people, duties))
    said = here.ask("oncall", "--at", f"{TUESDAY} 12:00", "--format", "json")
    statuses = sorted(each["status"] for each in said.json["posts"])
    assert (statuses, said.code) == (["empty", "filled"], 1)
    gaps = [each["gap"]["cause"] for each in said.json["posts"] if each["gap"]]
    assert gaps == ["on-other-post"]


def test_soft_duty_is_probable_only_if_it_counts(here: Stranger) -> None:
    write(here, role=", duty: soft, requires: [BOB]", duties=shift())
    here.write("rosters/training.yaml", "training: 1\nqualifications: [{id: BOB, title: B}]\n")
    assert post(here)["status"] == "unqualified"


def test_a_rosters_id_is_its_files_stem(here: Stranger) -> None:
    write(here, duties=shift())
    here.change("rosters/proef.yaml", "roster: 1", "roster: 1\nid: proef")
    assert here.json("check")["errors"] == 0
    here.change("rosters/proef.yaml", "id: proef", "id: anders")
    assert here.json("check")["errors"] == 1


def test_a_hole_of_a_second_is_told_with_its_seconds(here: Stranger) -> None:
    early, late = shift(until=f"{TUESDAY} 11:59:59"), shift(from_=f"{TUESDAY} 12:00")
    write(here, duties=f"{early}\n{late}")
    gap = post(here, f"{TUESDAY} 11:59:59")["gap"]
    assert (gap["from"][11:19], gap["until"][11:19]) == ("11:59:59", "12:00:00")
    for command in (("oncall", "--at"), ("roster", "--from"), ("coverage", "--from")):
        said = here.ask(*command, f"{TUESDAY} 11:59:59")
        assert "tue 3 mar 11:59:59 – tue 3 mar 12:00 (1 s)" in said.out
        assert said.code == 1


def test_a_gap_that_began_longer_ago_than_is_known_is_given_no_beginning(here: Stranger) -> None:
    write(here, duties=shift(from_="2026-03-04 00:00", until="2026-03-05 00:00"))
    assert "gap before " in here.ask("oncall", "--at", f"{TUESDAY} 12:00").out
    gap = post(here)["gap"]
    assert (gap["from"], gap["until"]) == (None, "2026-03-04T00:00:00+01:00")
