"""cli.md, `coverage`: gaps to the second, what is certain, who holds a post alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.files import roster

if TYPE_CHECKING:
    from tests.acceptance.stranger import Said, Stranger

HOUR = 3600
PEOPLE = """
- {id: anna, name: Anna Oever, roles: [OVD]}
- {id: bram, name: Bram Dijk, roles: [OVD]}
- {id: cato, name: Cato Sluis, roles: [OVD]}
"""
DAY = ("--from", "2026-03-03 00:00", "--until", "2026-03-04 00:00")


def shift(person: str, from_: str, until: str, role: str = "OVD") -> str:
    return f"- shift: {{role: {role}, person: {person}, from: {from_}, until: {until}}}"


def whole_day(person: str, role: str = "OVD") -> str:
    """A day of standby: a day of work would break the rules of rest, and be found."""
    day = shift(person, "2026-03-03 00:00", "2026-03-04 00:00", role)
    return day.replace("}", ", as: standby}")


def write(here: Stranger, *duties: str, role: str = "", **parts: str) -> None:
    roles = parts.pop("roles", f"- {{id: OVD, title: Officier{role}}}")
    text = roster(roles, parts.pop("people", PEOPLE), "\n".join(duties), **parts)
    here.write("rosters/proef.yaml", text)


def covered(here: Stranger, *arguments: str, role: str = "OVD") -> dict[str, Any]:
    document = here.json("coverage", *(arguments or DAY))
    (found,) = [each for each in document["roles"] if each["role"] == role]
    return dict(found)


def sums(found: dict[str, Any]) -> tuple[int, int, int, int]:
    kinds = ("required", "covered", "probable", "gap")
    required, certain, probable, gap = (found[f"{kind}_seconds"] for kind in kinds)
    return required, certain, probable, gap


def test_the_fields_of_an_answer(here: Stranger) -> None:
    write(here, shift("anna", "2026-03-03 00:00", "2026-03-03 22:00"))
    said: Said = here.ask("coverage", *DAY, "--format", "json")
    assert said.code == 1
    document = said.json
    assert document["from"] == "2026-03-03T00:00:00+01:00"
    assert document["until"] == "2026-03-04T00:00:00+01:00"
    assert isinstance(document["findings"], list)
    (found,) = document["roles"]
    assert (found["role"], found["minimum"], found["duty"]) == ("OVD", 1, "hard")
    assert sums(found) == (24 * HOUR, 22 * HOUR, 0, 2 * HOUR)
    assert found["min_depth"] == 0
    assert found["gaps"] == [
        {
            "from": "2026-03-03T22:00:00+01:00",
            "until": "2026-03-04T00:00:00+01:00",
            "cause": "nobody-planned",
            "people": [],
        }
    ]
    assert found["sole"] == [{"person": "anna", "seconds": 22 * HOUR}]


def test_a_full_roster_is_fine(here: Stranger) -> None:
    write(here, whole_day("anna"), whole_day("bram"))
    said = here.ask("coverage", *DAY, "--format", "json")
    (found,) = said.json["roles"]
    assert sums(found) == (24 * HOUR, 24 * HOUR, 0, 0)
    assert (found["min_depth"], found["gaps"], found["sole"]) == (2, [], [])


def test_an_empty_roster_is_one_full_gap(here: Stranger) -> None:
    write(here)
    found = covered(here)
    assert sums(found) == (24 * HOUR, 0, 0, 24 * HOUR)
    assert len(found["gaps"]) == 1


def test_a_hole_of_a_second_is_a_hole(here: Stranger) -> None:
    write(
        here,
        shift("anna", "2026-03-03 00:00", "2026-03-03 12:00"),
        shift("bram", "2026-03-03 12:00:01", "2026-03-04 00:00"),
    )
    found = covered(here)
    assert found["gap_seconds"] == 1
    assert found["gaps"][0]["from"] == "2026-03-03T12:00:00+01:00"
    assert found["gaps"][0]["until"] == "2026-03-03T12:00:01+01:00"
    assert here.ask("coverage", *DAY).code == 1


def test_leading_and_trailing_time_counts(here: Stranger) -> None:
    write(here, shift("anna", "2026-03-03 08:00", "2026-03-03 17:00"))
    found = covered(here)
    spans = [(gap["from"][11:16], gap["until"][11:16]) for gap in found["gaps"]]
    assert spans == [("00:00", "08:00"), ("17:00", "00:00")]


def test_a_soft_duty_is_probable_and_no_gap(here: Stranger) -> None:
    write(here, whole_day("anna"), role=", duty: soft")
    said = here.ask("coverage", *DAY, "--format", "json")
    (found,) = said.json["roles"]
    assert sums(found) == (24 * HOUR, 0, 24 * HOUR, 0)
    assert said.json["roles"][0]["gaps"] == []


def test_the_day_of_23_and_the_day_of_25_hours(here: Stranger) -> None:
    weeks = "- rotation: {role: OVD, people: [anna, bram], turn: 1w, handover: Mon 12:00, start: 2026-01-05}"
    write(here, weeks)
    for day, next_day, hours in (
        ("2026-03-29", "2026-03-30", 23),
        ("2026-10-25", "2026-10-26", 25),
    ):
        found = covered(here, "--from", day, "--until", next_day)
        assert sums(found) == (hours * HOUR, hours * HOUR, 0, 0)


def test_required_is_what_the_cover_asks_for(here: Stranger) -> None:
    hours = ', cover: {weekdays: "Mon-Fri", from: "08:00", until: "17:00"}'
    write(here, role=hours)
    week = ("--from", "2026-03-02", "--until", "2026-03-09")
    assert sums(covered(here, *week)) == (45 * HOUR, 0, 0, 45 * HOUR)
    write(here, role=", cover: none", people="- {id: anna, name: Anna Oever, roles: [OVD]}")
    assert sums(covered(here)) == (0, 0, 0, 0)
    assert here.ask("coverage", *DAY).code == 0


CAUSES = {
    "away": (
        "",
        "away: [{from: 2026-03-03 00:00, until: 2026-03-04 00:00}]",
    ),
    "left": ("", "employed: {until: 2026-03-01}"),
    "not-deployable": ("", "status: kandidaat"),
    "unqualified": (", requires: [BOB]", ""),
    "too-far": (", arrive: 30m", "travel: {home: 41m}"),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_names_the_person(here: Stranger, cause: str) -> None:
    role, more = CAUSES[cause]
    people = f"- {{id: anna, name: Anna Oever, roles: [OVD]{', ' if more else ''}{more}}}"
    write(here, whole_day("anna"), role=role, people=people)
    here.write("rosters/training.yaml", "training: 1\nqualifications: [{id: BOB, title: B}]\n")
    (gap,) = covered(here)["gaps"]
    assert gap["cause"] == cause
    (person,) = gap["people"]
    assert (person["person"], person["cause"]) == ("anna", cause)
    assert set(person) == {"person", "cause", "detail"}


def test_beyond_what_is_planned_is_not_fine(here: Stranger) -> None:
    weeks = (
        "- rotation: {role: OVD, people: [anna], turn: 1w, handover: Mon 12:00, start: 2026-01-05}"
    )
    write(here, weeks, planned_until="2026-03-03")
    (gap,) = covered(here)["gaps"]
    assert (gap["cause"], covered(here)["gap_seconds"]) == ("beyond-horizon", 24 * HOUR)


def test_validity_splits_a_shift_at_midnight(here: Stranger) -> None:
    write(
        here,
        shift("anna", "2026-03-02 12:00", "2026-03-05 12:00"),
        role=", requires: [BOB]",
    )
    here.write(
        "rosters/training.yaml",
        "training: 1\n"
        "qualifications: [{id: BOB, title: B, current: {any: [{months: 12}]}}]\n"
        "records: [{person: anna, qualification: BOB, kind: course, on: 2025-03-03}]\n",
    )
    days = ("--from", "2026-03-02 12:00", "--until", "2026-03-05 12:00")
    (gap,) = covered(here, *days)["gaps"]
    assert gap["from"] == "2026-03-04T00:00:00+01:00"  # 3 March, the last day, counts
    assert gap["cause"] == "unqualified"


TWO_ROLES = "- {id: OVD, title: Officier}\n- {id: LTB, title: Leider}"
ABLE = PEOPLE.replace("[OVD]", "[OVD, LTB]")


def test_one_person_fills_one_post(here: Stranger) -> None:
    write(here, whole_day("anna"), whole_day("anna", "LTB"), roles=TWO_ROLES, people=ABLE)
    said = here.ask("coverage", *DAY, "--format", "json")
    assert said.code == 1
    both = said.json["roles"]
    assert sorted(each["gap_seconds"] for each in both) == [0, 24 * HOUR]
    (gap,) = [gap for each in both for gap in each["gaps"]]
    assert gap["cause"] == "on-other-post"
    assert [person["person"] for person in gap["people"]] == ["anna"]
    naming = [each for each in said.json["findings"] if "Anna Oever" in each["message"]]
    assert len(naming) == 1
    assert all(name in naming[0]["message"] for name in ("OVD", "LTB"))


def test_the_smallest_set_is_named_and_nobody_else(here: Stranger) -> None:
    roles = TWO_ROLES + "\n- {id: HCC, title: Hoofd}"
    people = ABLE.replace("LTB]", "LTB, HCC]")
    write(
        here,
        *(whole_day("anna", role) for role in ("OVD", "LTB", "HCC")),
        *(whole_day(person, "HCC") for person in ("bram", "cato")),
        roles=roles,
        people=people,
    )
    findings = [
        each for each in here.json("coverage", *DAY)["findings"] if "Anna" in each["message"]
    ]
    (found,) = findings
    assert "HCC" not in found["message"]
    assert "Bram" not in found["message"]


def test_order_does_not_decide_who_fills_what(here: Stranger) -> None:
    for first, second in (("anna", "bram"), ("bram", "anna")):
        write(
            here,
            whole_day(first),
            whole_day(second),
            whole_day("anna", "LTB"),
            roles=TWO_ROLES,
            people=ABLE,
        )
        document = here.json("coverage", *DAY)
        assert [each["gap_seconds"] for each in document["roles"]] == [0, 0]


def test_somebody_named_twice_is_one_person(here: Stranger) -> None:
    write(here, whole_day("anna"), whole_day("anna"), role=", minimum: 2")
    found = covered(here)
    assert (found["min_depth"], found["gap_seconds"]) == (1, 24 * HOUR)
    assert found["gaps"][0]["cause"] == "below-minimum"


def test_the_one_whose_absence_opens_hours(here: Stranger) -> None:
    write(here, whole_day("anna"), shift("bram", "2026-03-03 06:00", "2026-03-03 18:00"))
    assert covered(here)["sole"] == [{"person": "anna", "seconds": 12 * HOUR}]


def test_changes_from_top_to_bottom(here: Stranger) -> None:
    night = "from: 2026-03-03 22:00, until: 2026-03-04 00:00"
    write(
        here,
        whole_day("anna"),
        changes=(
            f"- {{role: OVD, {night}, replace: anna, by: bram}}\n"
            f"- {{role: OVD, {night}, replace: bram, by: cato}}\n"
            f"- {{role: OVD, {night}, replace: anna, by: bram}}"
        ),
    )
    found = covered(here)
    assert found["gaps"] == []
    assert {each["person"]: each["seconds"] for each in found["sole"]} == {
        "anna": 22 * HOUR,
        "cato": 2 * HOUR,
    }


def test_one_role_can_be_asked(here: Stranger) -> None:
    write(here, whole_day("anna"), roles=TWO_ROLES, people=ABLE)
    assert here.ask("coverage", *DAY, "--role", "OVD").code == 0
    (found,) = here.json("coverage", *DAY, "--role", "LTB")["roles"]
    assert found["role"] == "LTB"
    assert here.ask("coverage", *DAY, "--role", "OVX").code == 2
    assert "OVD" in here.ask("coverage", *DAY, "--role", "OVX").err


@pytest.mark.parametrize(
    "asked",
    [
        ("--from", "2026-03-04", "--until", "2026-03-03"),
        ("--from", "2026-03-04", "--until", "2026-03-04"),
        ("--from", "gisteren"),
        ("--from", "2026-03-29 02:30", "--until", "2026-03-30"),
    ],
)
def test_a_wrong_question_is_told(here: Stranger, asked: tuple[str, ...]) -> None:
    write(here, whole_day("anna"))
    said = here.ask("coverage", *asked)
    assert (said.code, said.out) == (2, "")
    assert "crisis-tui:" in said.err


def test_the_text_fits_a_terminal_and_says_why(here: Stranger) -> None:
    write(here, shift("anna", "2026-03-03 00:00", "2026-03-03 22:00"))
    for lang, words in (("en", "nobody planned"), ("nl", "niemand")):
        said = here.ask("coverage", *DAY, "--lang", lang)
        assert words in said.out
        assert "OVD" in said.out
        assert max(map(len, said.out.splitlines())) <= 80


def test_the_post_that_somebody_is_needed_on_is_the_one_of_that_hour(here: Stranger) -> None:
    """Anna is kept by ONE in the morning and by TWO in the afternoon; THREE never has her."""
    morning, afternoon = (
        ("2026-03-03 00:00", "2026-03-03 12:00"),
        ("2026-03-03 12:00", "2026-03-04"),
    )
    names = ("ONE", "TWO", "THREE")
    write(
        here,
        shift("anna", *morning, role="ONE"),
        shift("anna", *afternoon, role="TWO"),
        whole_day("anna", role="THREE"),
        roles="\n".join(f"- {{id: {name}, title: Post}}" for name in names),
        people="- {id: anna, name: Anna Oever, roles: [ONE, TWO, THREE]}",
    )
    found = covered(here, role="THREE")
    told = [(gap["from"][11:16], gap["people"][0]["detail"]) for gap in found["gaps"]]
    assert told == [("00:00", "ONE"), ("12:00", "TWO")]
