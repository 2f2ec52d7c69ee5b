"""cli.md, `readiness`, and formats.md, "Needs": can the organisation fill what a scenario needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crisis_tui.cli.main import run_command_line
from tests.acceptance.files import roster, scenario

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

PEOPLE = """
- {id: anna, name: Anna Oever, roles: [OVD], travel: {home: 20m}}
- {id: bram, name: Bram Dijk, roles: [OVD], travel: {home: 40m}}
"""


def shift(person: str, from_: str, until: str, role: str = "OVD") -> str:
    return f"- shift: {{role: {role}, person: {person}, from: {from_}, until: {until}}}"


ALL_WEEK = shift("anna", "2026-03-02 00:00", "2026-03-09 00:00")


def phase(needs: str, more: str = "") -> str:
    return f"- {{id: begin, title: Begin, at: 0m{more}, needs: [{needs}]}}"


def write(
    here: Stranger,
    needs: str = "{role: OVD}",
    *,
    role: str = "",
    duties: str = ALL_WEEK,
    phases: str | None = None,
    end: str = "60m",
    people: str = PEOPLE,
) -> None:
    text = roster(f"- {{id: OVD, title: Officier{role}}}", people, duties)
    here.write("rosters/proef.yaml", text)
    here.write("scenarios/proef.yaml", scenario(phases=phases or phase(needs), end=end))


def need(here: Stranger, *arguments: str) -> dict[str, Any]:
    (found,) = here.json("readiness", "proef", *arguments)["needs"]
    return dict(found)


def test_the_fields_of_an_answer(here: Stranger) -> None:
    write(here, "{role: OVD, count: 2}")
    document = here.json("readiness", "proef")
    assert document["scenario"] == "proef"
    assert document["start"] == "2026-03-03T09:00:00+01:00"
    assert document["verdict"] == "not-ready"
    assert isinstance(document["findings"], list)
    (found,) = document["needs"]
    (gap,) = found["gaps"]
    assert (
        found.items()
        >= {
            "phase": "begin",
            "role": "OVD",
            "count": 2,
            "from": "2026-03-03T09:00:00+01:00",
            "until": "2026-03-03T10:00:00+01:00",
            "status": "short",
            "certain_min": 1,
            "probable_min": 0,
        }.items()
    )
    assert set(gap) == {"from", "until", "cause", "people"}
    assert gap["cause"] == "below-minimum"


@pytest.mark.parametrize(
    ("role", "needs", "status", "verdict", "code", "strict"),
    [
        ("", "{role: OVD}", "filled", "ready", 0, 0),
        (", duty: soft", "{role: OVD}", "probable", "at-risk", 0, 1),
        ("", "{role: OVD, count: 2}", "short", "not-ready", 1, 1),
        ("", "{role: OVD, within: 15m}", "late", "not-ready", 1, 1),
        ("", "{role: OVD, qualified: [BOB]}", "unqualified", "not-ready", 1, 1),
        (", arrive: 15m", "{role: OVD}", "late", "not-ready", 1, 1),
        (", arrive: 15m", "{role: OVD, within: 20m}", "filled", "ready", 0, 0),
    ],
)
def test_status_verdict_and_exit_code(
    here: Stranger, role: str, needs: str, status: str, verdict: str, code: int, strict: int
) -> None:
    write(here, needs, role=role)
    here.write("rosters/training.yaml", "training: 1\nqualifications: [{id: BOB, title: B}]\n")
    said = here.ask("readiness", "proef", "--format", "json")
    assert (said.json["needs"][0]["status"], said.json["verdict"]) == (status, verdict)
    assert said.code == code
    assert here.ask("readiness", "proef", "--strict").code == strict


def test_certain_and_probable_are_counted_apart(here: Stranger) -> None:
    write(here, role=", duty: soft")
    assert (need(here)["certain_min"], need(here)["probable_min"]) == (0, 1)


def test_a_gap_names_people_with_their_cause(here: Stranger) -> None:
    write(here, "{role: OVD, within: 15m}")
    (gap,) = need(here)["gaps"]
    (person,) = gap["people"]
    assert set(person) == {"person", "cause", "detail"}
    assert (person["person"], person["cause"]) == ("anna", "too-far")
    assert "20" in person["detail"]
    assert "15" in person["detail"]
    write(here, duties="")
    (gap,) = need(here)["gaps"]
    assert (gap["cause"], gap["people"]) == ("nobody-planned", [])


def test_the_worst_over_the_span_counts(here: Stranger) -> None:
    half = shift("anna", "2026-03-03 00:00", "2026-03-03 09:30")
    write(here, duties=half)
    assert need(here)["status"] == "empty"
    (gap,) = need(here)["gaps"]
    assert (gap["from"], gap["until"]) == (
        "2026-03-03T09:30:00+01:00",
        "2026-03-03T10:00:00+01:00",
    )


@pytest.mark.parametrize(
    ("fields", "from_", "until"),
    [
        ("", "2026-03-03T09:00:00+01:00", "2026-03-05T09:00:00+01:00"),
        (", from: 4h", "2026-03-03T13:00:00+01:00", "2026-03-05T09:00:00+01:00"),
        (", until: 12h", "2026-03-03T09:00:00+01:00", "2026-03-03T21:00:00+01:00"),
        (", from: 1h, until: 2h", "2026-03-03T10:00:00+01:00", "2026-03-03T11:00:00+01:00"),
        (", until: 9w", "2026-03-03T09:00:00+01:00", "2026-03-05T09:00:00+01:00"),
    ],
)
def test_a_need_is_narrowed_by_from_and_until(
    here: Stranger, fields: str, from_: str, until: str
) -> None:
    write(here, f"{{role: OVD{fields}}}", end="2d")
    assert (need(here)["from"], need(here)["until"]) == (from_, until)


def test_a_phase_lasts_until_the_next_and_the_last_until_the_end(here: Stranger) -> None:
    two = (
        "- {id: een, title: Een, at: 0m, needs: [{role: OVD}]}\n"
        "- {id: twee, title: Twee, at: 30m, story: D2 08:00, needs: [{role: OVD}]}"
    )
    write(here, phases=two)
    spans = [(each["from"], each["until"]) for each in here.json("readiness", "proef")["needs"]]
    assert spans == [
        ("2026-03-03T09:00:00+01:00", "2026-03-04T08:00:00+01:00"),
        ("2026-03-04T08:00:00+01:00", "2026-03-04T08:30:00+01:00"),
    ]


def test_an_open_scenario_lasts_as_it_says_or_four_weeks_with_a_hint(here: Stranger) -> None:
    write(here, end="open", phases=phase("{role: OVD}", ", lasts: 2w"))
    assert need(here)["until"] == "2026-03-17T09:00:00+01:00"
    write(here, end="open", phases=phase("{role: OVD}"))
    assert need(here)["until"] == "2026-03-31T10:00:00+02:00"
    found = here.json("check")["findings"]
    assert any(each["severity"] == "hint" and "lasts" in (each["help"] or "") for each in found)


@pytest.mark.parametrize(
    ("start", "from_"),
    [
        ("2026-03-03 20:00", "2026-03-04T19:00:00+01:00"),
        ("2026-03-28 09:00", "2026-03-29T08:00:00+02:00"),
        ("2027-07-01 09:00", "2027-07-02T08:00:00+02:00"),
    ],
)
def test_start_moves_the_whole_story_with_its_day_times(
    here: Stranger, start: str, from_: str
) -> None:
    later = "- {id: later, title: Later, at: 0m, story: D2 08:00, needs: [{role: OVD}]}"
    write(here, phases=later)
    document = here.json("readiness", "proef", "--start", start)
    assert document["start"][:16].replace("T", " ") == start
    assert document["needs"][0]["from"] == from_


def test_start_asks_the_roster_of_that_time(here: Stranger) -> None:
    write(here)
    assert here.json("readiness", "proef")["verdict"] == "ready"
    document = here.json("readiness", "proef", "--start", "2026-03-09 09:00")
    assert document["needs"][0]["gaps"][0]["cause"] == "nobody-planned"
    assert here.ask("readiness", "proef", "--start", "2026-03-09 09:00").code == 1


POOL = """
- {id: anna, name: Anna Oever, roles: [OVD], travel: {home: 20m}}
- {id: bram, name: Bram Dijk, roles: [OVD], travel: {home: 20m}}
- {id: cato, name: Cato Sluis, roles: [OVD], travel: {home: 20m}}
- {id: dirk, name: Dirk Veen, roles: [OVD], travel: {home: 20m}}
"""


def test_a_need_in_shifts_is_filled_by_the_pool_whoever_is_on_duty(here: Stranger) -> None:
    write(here, "{role: OVD, shift: 8h}", duties="", people=POOL, end="2d")
    assert here.json("readiness", "proef")["verdict"] == "ready"
    two = "\n".join(POOL.strip().splitlines()[:1])
    write(here, "{role: OVD, shift: 8h}", duties="", people=two, end="2d")
    found = need(here)
    assert (found["status"], here.json("readiness", "proef")["verdict"]) == ("short", "not-ready")
    assert found["gaps"][0]["people"][0]["person"] == "anna"


def test_the_pool_is_those_who_are_deployable_for_the_role(here: Stranger) -> None:
    gone = POOL.replace("roles: [OVD]", "status: in_opleiding, roles: [OVD]")
    write(here, "{role: OVD, shift: 8h}", duties="", people=gone)
    assert need(here)["status"] == "empty"
    other = POOL.replace("roles: [OVD]", "roles: []")
    write(here, "{role: OVD, shift: 8h}", duties="", people=other)
    assert need(here)["status"] == "empty"


def test_nobody_counts_on_two_posts_at_once(here: Stranger) -> None:
    both = "- {id: anna, name: Anna Oever, roles: [OVD, HCC]}"
    roles = "- {id: OVD, title: Officier}\n- {id: HCC, title: Hoofd}"
    duties = ALL_WEEK + "\n" + ALL_WEEK.replace("role: OVD", "role: HCC")
    here.write("rosters/proef.yaml", roster(roles, both, duties))
    needs = phase("{role: OVD}, {role: HCC}")
    here.write("scenarios/proef.yaml", scenario(phases=needs))
    document = here.json("readiness", "proef")
    assert document["verdict"] == "not-ready"
    statuses = sorted(each["status"] for each in document["needs"])
    assert statuses.count("filled") == 1
    causes = {gap["cause"] for each in document["needs"] for gap in each["gaps"]}
    assert causes == {"on-other-post"}


def test_beyond_the_horizon_is_never_ready(here: Stranger) -> None:
    write(here)
    here.change("rosters/proef.yaml", "planned_until: open", "planned_until: 2026-03-03 09:30")
    (gap,) = need(here)["gaps"]
    assert (gap["cause"], gap["from"]) == ("beyond-horizon", "2026-03-03T09:30:00+01:00")
    assert here.ask("readiness", "proef").code == 1


def test_text_gives_the_verdict_and_the_reasons(here: Stranger) -> None:
    write(here, "{role: OVD, within: 15m}")
    said = here.ask("readiness", "proef")
    assert "not ready" in said.out
    assert "Anna Oever" in said.out
    assert max(map(len, said.out.splitlines())) <= 80
    assert "niet op orde" in here.ask("readiness", "proef", "--lang", "nl").out


def test_a_scenario_with_errors_is_never_ready(here: Stranger) -> None:
    write(here)
    here.change("scenarios/proef.yaml", "story_start: 2026-03-03 09:00", "story_start: gisteren")
    said = here.ask("readiness", "proef")
    assert (said.code, said.out) == (1, "")
    assert "gisteren" in said.err
    document = here.json("readiness", "proef")
    assert document["verdict"] == "not-ready"
    assert document["findings"][0]["line"] == 5


def test_a_role_that_the_roster_does_not_know_is_a_gap(here: Stranger) -> None:
    write(here, "{role: HCC}")
    found = need(here)
    assert found["status"] == "empty"
    assert found["gaps"][0]["cause"] == "nobody-planned"


SAMPLES = ("dinsdag-zonder-netwerk", "vondst-in-het-oefenbos", "winteropvang")


def readiness_of_sample(here: Stranger, name: str, roster_name: str, *more: str) -> int:
    here.capsys.readouterr()
    return run_command_line(["readiness", name, "--roster", roster_name, *more])


@pytest.mark.parametrize(
    "start", ["2026-03-03 07:42", "2027-05-05 03:00", "2026-12-05 21:10", "2029-11-21 15:00"]
)
def test_the_green_sample_is_green_whenever_it_begins(
    here: Stranger, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    monkeypatch.chdir(here.root.parent)
    for name in SAMPLES:
        assert readiness_of_sample(here, name, "dronten", "--start", start) == 0


def test_the_sample_with_gaps_shows_them(here: Stranger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here.root.parent)
    for name in ("dinsdag-zonder-netwerk", "winteropvang"):
        assert readiness_of_sample(here, name, "dronten-met-gaten") == 1
