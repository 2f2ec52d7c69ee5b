"""formats.md, "Scenario": what goes together, what does not, and where variables reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.files import roster, scenario
from tests.acceptance.stranger import of_type, sent

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger


@pytest.fixture
def here(here: Stranger) -> Stranger:
    here.write("rosters/proef.yaml", roster(people=""))
    return here


def errors(here: Stranger, injects: str, **more: str) -> list[str]:
    here.write("scenarios/proef.yaml", scenario(injects, **more))
    found = here.json("check", str(here.root / "scenarios/proef.yaml"))["findings"]
    return [each["message"] for each in found if each["severity"] == "error"]


A1 = "- {id: A1, at: 0m, to: [OVD], title: Een}\n"


@pytest.mark.parametrize(
    "fields",
    [
        "at: 0m, bank: true, to: [OVD]",
        "at: 0m, after: {inject: A1}, to: [OVD]",
        "bank: true, after: {inject: A1}, to: [OVD]",
        "at: 0m, every: 0m, to: [OVD]",
        "at: 0m, to: []",
        "at: 0m",
        "after: {inject: X9}, to: [OVD]",
        "after: {inject: X1}, to: [OVD]",
        "every: 5m, from_phase: nergens, to: [OVD]",
        "at: 1m, to: [OVD], when: {met: E9}",
        "at: 1m, to: [OVD], when: {decision: d}",
        "at: 1m, to: [OVD], when: {met: E1, missed: E1}",
        "at: 1m, to: [OVD], when: {}",
        "at: 1m, to: [OVD], when: {sometimes: E1}",
        "at: 1m, to: [OVD], expects: [{id: E1, by: OVB, action: x}]",
        "at: 1m, to: [OVD], expects: [{id: E1, by: OVD, action: x, objective: O9}]",
        "at: 1m, to: [OVD], decision: {id: d, question: x, options: []}",
        "at: 1m, to: [OVD], decision: {id: d, question: x, authority: OVB, options: [{id: a, title: x}]}",
        "at: 1m, to: [OVD], text: 'bel ${niemand}'",
    ],
)
def test_injects_that_cannot_be(here: Stranger, fields: str) -> None:
    assert errors(here, A1 + f"- {{id: X1, title: x, {fields}}}")


@pytest.mark.parametrize("fields", ["to: [OVD]", "every: 5m, to: [OVD]"])
def test_an_inject_without_a_time_is_a_warning(here: Stranger, fields: str) -> None:
    assert errors(here, A1 + f"- {{id: X1, title: x, {fields}}}") == []
    found = here.json("check")["findings"]
    assert "T209" in [each["code"] for each in found if each["severity"] == "warning"]


@pytest.mark.parametrize(
    "phases",
    [
        "- {id: een, title: Een, at: 0m}\n- {id: een, title: Twee, at: 5m}",
        "- {id: een, title: Een, at: 0m}\n- {id: twee, title: Twee, at: 5m, story: D0 09:00}",
        "- {id: een, title: Een, at: 0m, pace: fast}",
        '- {id: een, title: Een, at: 0m, pace: "0m = 1d"}',
        "- {id: een, title: Een}",
        "- {id: een, title: Een, at: 0m, needs: [{role: OVD, count: 0}]}",
        "- {id: een, title: Een, at: 0m, needs: [{role: OVD, from: 2h, until: 1h}]}",
    ],
)
def test_phases_that_cannot_be(here: Stranger, phases: str) -> None:
    assert errors(here, A1, phases=phases)


@pytest.mark.parametrize(
    "more",
    [
        "clocks: [{id: K, title: x, starts: A9, due: 1h}]",
        "clocks: [{id: K, title: x, starts: A1}]",
        "variants: [{id: v, title: x, without: [A9]}]",
        "variants: [{id: v, title: x, set: {naam: x}}]",
        "include: [zelf.yaml]",
        "include: [kring-a.yaml]",
        "include: [heel.yaml]",
    ],
)
def test_the_rest_that_cannot_be(here: Stranger, more: str) -> None:
    here.write("scenarios/kring-a.yaml", "include: [kring-b.yaml]\n")
    here.write("scenarios/kring-b.yaml", "include: [kring-a.yaml]\n")
    here.write("scenarios/heel.yaml", scenario(name="heel"))
    assert errors(here, A1, more=more)


def test_variables_reach_every_text(here: Stranger) -> None:
    injects = """
- id: A1
  at: 0m
  to: [OVD]
  from: "van ${x}"
  title: "titel ${x}"
  text: "tekst ${x}"
  guidance: "tip ${x}"
  expects: [{id: E1, by: OVD, action: "actie ${x}", within: 5m}]
  decision: {id: d, question: "vraag ${x}", options: [{id: a, title: "optie ${x}"}]}
"""
    here.write("scenarios/proef.yaml", scenario(injects, more="variables: {x: WAARDE}"))
    here.play("proef", script="- {at: 9m, as: OVD, decide: d, option: a}")
    told = here.ask("debrief", "last", "--format", "json").out + here.ask("log", "last").out
    for word in ("titel", "actie", "vraag", "optie"):
        assert f"{word} WAARDE" in told
    assert "${x}" not in told


@pytest.mark.parametrize("text", ["kost $5", "{haak}", "100 %", "%s %(x)s", "$x", "AAA[/]", "<b>"])
def test_text_is_plain_text(here: Stranger, text: str) -> None:
    inject = f"- {{id: A1, at: 0m, to: [OVD], title: '{text}'}}"
    assert errors(here, inject) == []
    here.play("proef")
    for command in ("log", "debrief"):
        assert text in here.ask(command, "last").out


VOID = """
- id: A1
  at: 0m
  to: [OVD]
  title: Een
  decision: {id: d, question: Wat, within: 10m, options: [{id: a, title: x}]}
  expects:
    - {id: E1, by: OVD, action: x, within: 20m}
    - {id: E2, by: OVD, action: y, within: 2m}
    - {id: E3, by: OVD, action: z, within: 2m}
"""


def test_a_void_inject_asks_for_nothing_more(here: Stranger) -> None:
    clock = "clocks: [{id: K, title: Termijn, starts: A1, due: 10m, clock: play}]"
    here.write("scenarios/proef.yaml", scenario(VOID, more=clock))
    script = "- {at: 1m, done: E3}\n- {at: 5m, void: A1, reason: verkeerd}"
    events = here.play("proef", script=script)
    assert [each["data"]["expectation"] for each in of_type(events, "ExpectationMissed")] == ["E2"]
    assert not of_type(events, "ClockMissed")
    told = here.json("debrief", "last")
    (fact,) = told["injects"]
    assert (fact["state"], fact["reason"]) == ("voided", "verkeerd")
    outcomes = {each["id"]: each["outcome"] for each in fact["expects"]}
    assert outcomes == {"E1": "open", "E2": "open", "E3": "in-time"}
    assert told["clocks"][0]["outcome"] == "open"
    assert told["decisions"][0]["outcome"] == "open"
    assert told["improvements"] == []


def test_a_circle_of_followers_is_a_finding(here: Stranger) -> None:
    circle = (
        "- {id: A1, after: {inject: A2}, to: [OVD], title: Een}\n"
        "- {id: A2, after: {inject: A1}, to: [OVD], title: Twee}"
    )
    assert errors(here, circle)


def test_an_inject_after_the_end_is_told_and_does_not_come(here: Stranger) -> None:
    late = A1 + "- {id: A2, at: 2h, to: [OVD], title: Te laat}"
    here.write("scenarios/proef.yaml", scenario(late))
    found = here.json("check")["findings"]
    assert any("A2" in each["message"] for each in found)
    if all(each["severity"] != "error" for each in found):
        assert sent(here.play("proef")) == [(0, "A1")]


@pytest.mark.parametrize(
    "role",
    [
        'cover: {weekdays: "Mon-Fri", from: "17:00", until: "17:00"}',
        'cover: {weekdays: "Mon-Vrij", from: "08:00", until: "17:00"}',
        'cover: {weekdays: "Mon-Fri", from: "8:00", until: "17:00"}',
        "minimum: -1",
        "requires: [BOB], deputies: [NIEMAND]",
        "team: NERGENS",
    ],
)
def test_roles_that_cannot_be(here: Stranger, role: str) -> None:
    here.write("rosters/proef.yaml", roster(f"- {{id: OVD, title: x, {role}}}", people=""))
    assert here.json("check")["errors"]


@pytest.mark.parametrize(
    "change",
    [
        "add: anna, remove: anna",
        "replace: anna",
        "by: anna",
        "",
        "add: niemand",
    ],
)
def test_changes_that_cannot_be(here: Stranger, change: str) -> None:
    span = "role: OVD, from: 2026-03-03 10:00, until: 2026-03-03 16:00"
    here.write(
        "rosters/proef.yaml", roster(changes=f"- {{{', '.join(filter(None, (span, change)))}}}")
    )
    assert here.json("check")["errors"] == 1


def test_utf8_whatever_the_locale(here: Stranger) -> None:
    here.write("rosters/proef.yaml", roster("- {id: OVD, title: Officiër}", people=""))
    for env in ({"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"}):
        said = here.call("oncall", "--format", "json", env=env)
        assert said.json["posts"][0]["title"] == "Officiër"
