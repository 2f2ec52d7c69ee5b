"""formats.md: its examples are files that the program takes, and every key and value it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.files import roster, scenario
from tests.acceptance.stranger import of_type, sent

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

SCENARIO = """\
scenario: 1
id: dinsdag-zonder-netwerk
title: Dinsdag zonder netwerk
language: nl
crisis: cyber
themes: [vitale-infrastructuur, sociaal-maatschappelijk]
summary: >
  Gijzelsoftware legt het gemeentehuis plat; herstel duurt een half jaar.
form: functional
story_start: 2026-03-03 07:42
end: 165m
variables: {crisisnummer: "0320 000 000"}
include: [injects-pers.yaml]

objectives:
  - {id: O2, title: Op- en afschaling, tasks: [Wel of niet opschalen is besloten en vastgelegd]}
  - {id: O3, title: Leiding}

phases:
  - id: ontdekking
    title: Ontdekking
    stage: warm
    at: 0m
    story: D1 07:42
    grip: null
    needs:
      - {role: CISO, count: 1, within: 60m}
      - {role: OVDBZ, count: 1, within: 30m, qualified: [OCR, BOB], shift: 8h}
  - id: volhouden
    title: Volhouden
    stage: aftermath
    at: 120m
    pace: "1m = 1d"

injects:
  - id: C01
    at: 0m
    story: D1 07:42
    storyline: techniek
    from: servicedesk
    to: [CISO]
    channel: telefoon
    title: Niemand kan inloggen
    text: |
      Sinds half acht kan niemand inloggen. Bestanden hebben een vreemde extensie.
      Bel ${crisisnummer}.
    gloss: Nobody can log in; files have a strange extension.
    truth: fact
    guidance: Bel terug als de CISO om voorbeelden vraagt.
    acknowledge: 2m
    expects:
      - {id: C01-isoleren, by: CISO, action: Isoleert besmette systemen, within: 5m, objective: O3}
    media: [foto-losgeldbrief.png]
  - id: C02
    at: 6m
    to: [BGM]
    title: Gegevens weg
  - id: C11
    at: 74m
    to: [BGM]
    title: Losgeld
    decision:
      id: losgeld
      question: Wordt er betaald?
      authority: BGM
      options: [{id: niet, title: Niet betalen}, {id: wel, title: Wel betalen}]
      within: 15m
  - id: C11b
    after: {inject: C11, by: 10m}
    when: {decision: losgeld, is: wel}
    to: [BGM]
    title: Het geld is weg
  - id: sitrap
    every: 24h
    clock: story
    from_phase: volhouden
    to: [BGM]
    title: Situatierapport

clocks:
  - {id: AP72, title: Melding datalek bij de AP, starts: C02, due: 72h, clock: story, owner: FG, source: AVG art. 33}

variants:
  - {id: lek, title: Met datalek, set: {crisisnummer: "0320 111 111"}, without: [C11, C11b]}
"""
ROSTER = """\
roster: 1
organisation: Gemeente Dronten (fictief)
timezone: Europe/Amsterdam
training: [training.yaml]
office_hours: {weekdays: "Mon-Fri", from: "08:30", until: "17:00"}
planned_until: 2026-12-31
teams: [{id: COPI, title: Commando Plaats Incident}]
roles:
  - id: OVDBZ
    title: {nl: Officier van dienst bevolkingszorg, en: Duty officer population care}
    team: COPI
    column: BZ
    duty: hard
    cover: always
    minimum: 1
    desired: 2
    arrive: 30m
    requires: [OCR, BOB, OEF12]
    deputies: []
  - {id: LTBZ, title: Leider}
  - {id: AOV, title: Adviseur, cover: {weekdays: "Mon-Fri", from: "08:00", until: "17:00"}}
  - {id: GS, title: Secretaris, cover: none, arrive: {norm: bvr-2.3.1-copi}}
  - {id: HCC, title: Communicatie, duty: soft}
  - {id: CISO, title: CISO}
  - {id: BGM, title: Burgemeester}
  - {id: FG, title: Functionaris}
people:
  - id: ketelmeer
    name: Anouk Ketelmeer
    kind: employee
    status: inzetbaar
    employed: {from: 2024-02-01, until: null}
    roles: [OVDBZ, LTBZ]
    travel: {home: 25m, office: 10m, prepare: 5m}
    reach: {phone: null, mail: anouk@example.invalid}
    away: [{from: 2026-07-20 00:00, until: 2026-08-03 00:00}]
  - {id: knardijk, name: Bram Knardijk, kind: volunteer, roles: [OVDBZ]}
  - {id: drontermeer, name: Dewi Drontermeer, kind: partner, roles: [OVDBZ]}
  - {id: vossemeer, name: Esra Vossemeer, kind: administrator, roles: [AOV]}
  - {id: bremerberg, name: Karim Bremerberg, roles: [GS, CISO, BGM, FG, HCC, LTBZ]}
duties:
  - rotation: {role: OVDBZ, people: [ketelmeer, knardijk, drontermeer], turn: 1w, handover: Mon 12:00, start: 2026-01-05}
  - shift: {role: AOV, person: vossemeer, from: 2026-03-03 08:00, until: 2026-03-03 17:00}
  - calendar: {role: HCC, file: hcc.ics, match: mail}
changes:
  - {role: OVDBZ, from: 2026-03-03 22:00, until: 2026-03-04 07:00, remove: ketelmeer}
  - {role: OVDBZ, from: 2026-03-10 12:00, until: 2026-03-11 12:00, replace: knardijk, by: drontermeer}
  - {role: GS, from: 2026-03-10 12:00, until: 2026-03-11 12:00, add: bremerberg}
"""
TRAINING = """\
training: 1
qualifications:
  - id: BOB
    title: Besluitvorming (BOB)
    current: {any: [{months: 24}]}
    last_day_counts: true
    grace: 30d
    source: voorbeeldnorm
  - {id: OCR, title: Instap, current: {any: [{once: true}]}}
  - {id: OEF12, title: Oefening, current: {all: [{exercises: 1, in_months: 12}]}}
  - {id: UUR, title: Uren, current: {any: [{hours: 40, per: calendar-year}]}}
records:
  - {person: ketelmeer, qualification: BOB, kind: course, on: 2025-05-14, evidence: certificaat 2025-118}
files: [records-2025.csv]
"""
RECORDS = "person,qualification,kind,on,hours,evidence\nketelmeer,OCR,course,2025-05-14,16,x\n"


@pytest.fixture
def example(here: Stranger) -> Stranger:
    here.write("scenarios/dinsdag-zonder-netwerk.yaml", SCENARIO)
    here.write("scenarios/injects-pers.yaml", "injects: []\n")
    (here.root / "scenarios/foto-losgeldbrief.png").write_bytes(b"\x89PNG\r\n")
    here.write("rosters/dronten.yaml", ROSTER)
    here.write("rosters/training.yaml", TRAINING)
    here.write("rosters/records-2025.csv", RECORDS)
    (here.root / "rosters/hcc.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    return here


def errors(here: Stranger) -> list[str]:
    found = here.json("check")["findings"]
    return [f"{each['line']}: {each['message']}" for each in found if each["severity"] == "error"]


def test_the_examples_have_no_errors(example: Stranger) -> None:
    assert errors(example) == []


def test_the_example_can_be_played_from_end_to_end(example: Stranger) -> None:
    script = "- {at: 80m, as: BGM, decide: losgeld, option: wel}\n"
    events = example.play("dinsdag-zonder-netwerk", script=script)
    assert sent(events)[:4] == [(0, "C01"), (6, "C02"), (74, "C11"), (84, "C11b")]
    assert len(sent(events)) == 4 + 46
    assert of_type(events, "ClockMissed")
    events = example.play("dinsdag-zonder-netwerk", "--variant", "lek")
    assert "C11" not in [name for _, name in sent(events)]


def test_the_example_answers_on_call_training_and_readiness(example: Stranger) -> None:
    posts = {
        each["role"]: each for each in example.json("oncall", "--at", "2026-03-03 12:00")["posts"]
    }
    (bram,) = posts["OVDBZ"]["people"]
    assert (bram["id"], bram["cause"]) == ("drontermeer", "unqualified")
    assert posts["AOV"]["status"] == "filled"
    assert example.json("training")["people"]
    assert example.json("readiness", "dinsdag-zonder-netwerk")["needs"]


VALUES: dict[tuple[str, str], tuple[list[str], list[str]]] = {
    ("scenario", "form: functional"): (
        ["tabletop", "drill", "functional", "executive", "system-test", "full-scale"],
        ["game", "Tabletop"],
    ),
    ("scenario", "language: nl"): (["nl", "en"], ["de", "no"]),
    ("scenario", "stage: warm"): (["cold", "warm", "aftermath"], ["hot"]),
    ("scenario", "truth: fact"): (["fact", "rumour", "false"], ["true", "lie"]),
    ("scenario", "channel: telefoon"): (
        [
            "telefoon", "pager", "app", "mail", "portofoon", "lcms", "social", "pers", "brief",
            "fysiek", "overleg",
        ],
        ["fax"],
    ),
    ("scenario", "clock: story"): (["story", "play"], ["wall"]),
    ("scenario", "grip: null"): (["null", "0", "1", "2", "3", "4", "5"], ["6", "hoog"]),
    ("scenario", "end: 165m"): (["165m", "open", "26w"], ["never", "165"]),
    ("roster", "duty: hard"): (["hard", "soft"], ["medium"]),
    ("roster", "cover: always"): (["always", "none"], ["sometimes", "no"]),
    ("roster", "kind: employee"): (
        ["employee", "administrator", "volunteer", "partner"],
        ["robot"],
    ),
    ("roster", "status: inzetbaar"): (
        ["kandidaat", "in_opleiding", "inzetbaar", "verlopen", "uit_dienst"],
        ["beschikbaar"],
    ),
    ("roster", "match: mail"): (["mail", "name"], ["phone"]),
    ("roster", "arrive: 30m"): (["30m", "{norm: bvr-2.3.1-copi}"], ["30", "soon"]),
    ("roster", "planned_until: 2026-12-31"): (["open", "2026-12-31"], ["forever"]),
}  # fmt: skip
FILES = {"scenario": "scenarios/dinsdag-zonder-netwerk.yaml", "roster": "rosters/dronten.yaml"}


@pytest.mark.parametrize("where", VALUES, ids=lambda where: where[1].split(":")[0])
def test_every_value_that_is_named_and_no_other(example: Stranger, where: tuple[str, str]) -> None:
    kind, written = where
    key = written.split(": ")[0]
    before = (example.root / FILES[kind]).read_text()
    good, bad = VALUES[where]
    for value in good + bad:
        text = before.replace(written, f"{key}: {value}", 1)
        (example.root / FILES[kind]).write_text(text)
        said = example.json("check", str(example.root / FILES[kind]))
        found = [each["message"] for each in said["findings"] if each["severity"] == "error"]
        assert bool(found) == (value in bad), (value, found)


def test_crisis_is_an_open_list(example: Stranger) -> None:
    example.change(FILES["scenario"], "crisis: cyber", "crisis: zonnestorm")
    assert errors(example) == []


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("scenario", "title: Dinsdag zonder netwerk\n"),
        ("scenario", "story_start: 2026-03-03 07:42\n"),
        ("scenario", "end: 165m\n"),
        ("roster", "organisation: Gemeente Dronten (fictief)\n"),
        ("roster", "planned_until: 2026-12-31\n"),
    ],
)
def test_a_key_that_must_be_there(example: Stranger, kind: str, needed: str) -> None:
    example.change(FILES[kind], needed, "")
    assert any(needed.partition(":")[0] in message for message in errors(example))


@pytest.mark.parametrize(
    ("kind", "key", "default"),
    [
        ("scenario", "language", "nl"),
        ("scenario", "form", "functional"),
        ("scenario", "timezone", "Europe/Amsterdam"),
        ("roster", "timezone", "Europe/Amsterdam"),
    ],
)
def test_defaults_stand_in_the_schema(here: Stranger, kind: str, key: str, default: str) -> None:
    schema = here.ask("schema", kind).json
    assert schema["properties"][key]["default"] == default


def test_minimal_files_are_enough(here: Stranger) -> None:
    here.write("rosters/proef.yaml", roster())
    here.write("scenarios/proef.yaml", scenario())
    assert errors(here) == []
    assert here.ask("readiness", "proef").code == 0
