"""cli.md, "Scripts for headless runs": each kind of step does what it says, and leaves its event."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.files import roster, scenario
from tests.acceptance.stranger import minutes, of_type, sent

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

INJECTS = """
- id: C01
  at: 0m
  to: [CISO, GS]
  title: Niemand kan inloggen
  acknowledge: 2m
  expects:
    - {id: C01-isoleren, by: CISO, action: Isoleert besmette systemen, within: 5m, objective: O3}
    - {id: C01-bellen, by: CISO, action: Belt de secretaris, within: 5m}
- {id: C05, at: 30m, to: [GS], title: Pers aan de lijn}
- {id: C07, at: 55m, to: [GS], title: Vraag van de raad}
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
- {id: BANK1, bank: true, to: [GS], title: Een bericht op zak}
"""
OBJECTIVES = "objectives:\n  - {id: O3, title: Leiding, tasks: [Besluiten zijn vastgelegd]}"
ROLES = "\n".join(f"- {{id: {name}, title: {name}}}" for name in ("CISO", "GS", "BGM"))


@pytest.fixture
def here(here: Stranger) -> Stranger:
    here.write("rosters/proef.yaml", roster(ROLES, people=""))
    here.write("scenarios/proef.yaml", scenario(INJECTS, end="165m", more=OBJECTIVES))
    return here


def only(events: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    (event,) = of_type(events, kind)
    return event


def wall_seconds(earlier: dict[str, Any], later: dict[str, Any]) -> float:
    at = [datetime.fromisoformat(event["at"]) for event in (earlier, later)]
    return (at[1] - at[0]).total_seconds()


def test_the_script_of_the_contract_is_played_to_the_end(here: Stranger) -> None:
    events = here.play(
        "proef",
        script="""
        - {at: 3m, as: CISO, acknowledge: C01}
        - {at: 4m, as: CISO, done: C01-isoleren, note: "segment losgekoppeld"}
        - {at: 80m, as: BGM, decide: losgeld, option: niet}
        - {at: 20m, as: observer, observe: "…", objective: O3}
        - {at: 30m, pause: 10m}
        - {at: 31m, speed: 10}
        - {at: 45m, jump: 60m}
        - {at: 61m, send: BANK1}
        - {at: 44m, skip: C07}
        - {at: 62m, as: ketelmeer, to: knardijk, handover: {situation: "a", decisions: "b", actions: "c", expectation: "d", contacts: "e"}}
        """,
    )
    assert events[-2]["type"] == "ExerciseEnded"
    assert minutes(events[-2]) == 165
    assert events[-2]["data"] == {"reason": "planned-end"}


def test_acknowledge(here: Stranger) -> None:
    events = here.play("proef", script="- {at: 3m, as: CISO, acknowledge: C01}")
    event = only(events, "InjectAcknowledged")
    assert event["data"] == {"inject": "C01", "role": "CISO"}
    assert (minutes(event), event["actor"]["role"]) == (3, "CISO")


def test_done_in_time_and_missed(here: Stranger) -> None:
    script = '- {at: 4m, as: CISO, done: C01-isoleren, note: "segment losgekoppeld"}'
    events = here.play("proef", script=script)
    event = only(events, "ExpectationMet")
    assert event["data"] == {
        "expectation": "C01-isoleren",
        "inject": "C01",
        "role": "CISO",
        "note": "segment losgekoppeld",
    }
    assert minutes(event) == 4
    missed = only(events, "ExpectationMissed")
    assert missed["data"] == {"expectation": "C01-bellen", "inject": "C01", "due_play_ms": 300_000}
    assert 300_000 <= missed["play"] <= 300_010


def test_done_at_the_last_moment_is_in_time_and_after_it_late(here: Stranger) -> None:
    script = "- {at: 5m, done: C01-isoleren}\n- {at: 5m1s, done: C01-bellen}"
    events = here.play("proef", script=script)
    assert [each["data"]["expectation"] for each in of_type(events, "ExpectationMissed")] == [
        "C01-bellen"
    ]
    assert len(of_type(events, "ExpectationMet")) == 2


def test_decide(here: Stranger) -> None:
    script = '- {at: 80m, as: BGM, decide: losgeld, option: niet, reason: "geen vertrouwen"}'
    event = only(here.play("proef", script=script), "DecisionTaken")
    assert event["data"] == {
        "decision": "losgeld",
        "option": "niet",
        "inject": "C11",
        "role": "BGM",
        "reason": "geen vertrouwen",
    }


def test_observe(here: Stranger) -> None:
    script = '- {at: 20m, as: observer, observe: "rust aan tafel", objective: O3}'
    event = only(here.play("proef", script=script), "ObservationRecorded")
    assert event["data"].items() >= {"text": "rust aan tafel", "objective": "O3"}.items()
    assert event["actor"]["role"] == "observer"
    assert event["data"]["opened_play_ms"] == event["play"] == 1_200_000


def test_pause_lasts_on_the_wall(here: Stranger) -> None:
    events = here.play("proef", script="- {at: 30m, pause: 10m}")
    paused, resumed = only(events, "Paused"), only(events, "Resumed")
    assert (minutes(paused), minutes(resumed)) == (30, 30)
    assert wall_seconds(paused, resumed) == 600


def test_speed_never_rescales_the_past(here: Stranger) -> None:
    events = here.play("proef", script="- {at: 31m, speed: 10}\n- {at: 51m, speed: 0.5}")
    fast, slow = of_type(events, "SpeedChanged")
    assert (fast["data"], slow["data"]) == ({"speed": 10.0}, {"speed": 0.5})
    assert wall_seconds(events[0], fast) == 31 * 60
    assert wall_seconds(fast, slow) == 2 * 60
    assert wall_seconds(slow, events[-2]) == (165 - 51) * 2 * 60


def test_jump_is_to_an_absolute_time_and_passed_injects_wait(here: Stranger) -> None:
    events = here.play("proef", script="- {at: 29m, jump: 60m}\n- {at: 61m, send: C05}")
    jump = only(events, "Jumped")
    assert jump["data"] == {"from_play_ms": 29 * 60_000, "to_play_ms": 60 * 60_000}
    held = of_type(events, "InjectHeld")
    assert [(each["data"]["inject"], each["data"]["reason"]) for each in held] == [
        ("C05", "jump"),
        ("C07", "jump"),
    ]
    assert sent(events) == [(0, "C01"), (61, "C05"), (74, "C11")]


def test_send_takes_from_the_bank_and_before_its_time(here: Stranger) -> None:
    events = here.play("proef", script="- {at: 50m, send: BANK1}\n- {at: 51m, send: C07}")
    assert sent(events) == [(0, "C01"), (30, "C05"), (50, "BANK1"), (51, "C07"), (74, "C11")]
    by_hand = [event["data"]["by_hand"] for event in of_type(events, "InjectDelivered")]
    assert by_hand == [False, False, True, True, False]


def test_skip(here: Stranger) -> None:
    events = here.play("proef", script="- {at: 51m, skip: C07}")
    assert only(events, "InjectSkipped")["data"] == {"inject": "C07", "reason": "hand"}
    assert "C07" not in [name for _, name in sent(events)]


def test_handover(here: Stranger) -> None:
    points = {
        "situation": "alles ligt plat",
        "decisions": "niet betalen",
        "actions": "back-up testen",
        "expectation": "drie dagen",
        "contacts": "IBD",
    }
    spelled = ", ".join(f'{key}: "{value}"' for key, value in points.items())
    script = f"- {{at: 60m, as: ketelmeer, to: knardijk, handover: {{{spelled}}}}}"
    event = only(here.play("proef", script=script), "HandoverSigned")
    assert event["data"] == {"by": "ketelmeer", "to": "knardijk", "entry": "H1", **points}


def test_a_handover_is_accepted_by_who_relieves(here: Stranger) -> None:
    form = '{situation: "a", decisions: "b", actions: "c", expectation: "d", contacts: "e"}'
    script = f"""\
- {{at: 60m, as: ketelmeer, to: knardijk, handover: {form}}}
- {{at: 63m, as: knardijk, accept: ketelmeer}}"""
    event = only(here.play("proef", script=script), "HandoverAccepted")
    assert (event["data"], event["play"]) == ({"entry": "H1", "by": "knardijk"}, 3_780_000)


@pytest.mark.parametrize(
    ("step", "kind", "data"),
    [
        ("{at: 5m, hold: C05}", "InjectHeld", {"inject": "C05", "reason": "hand"}),
        ("{at: 5m, retime: C05, due: 40m}", "InjectRetimed", {"inject": "C05"}),
        ('{at: 5m, void: C01, reason: "verkeerd"}', "InjectVoided", {"inject": "C01"}),
        ('{at: 5m, as: GS, note: "koffie"}', "EntryRecorded", {"kind": "note", "text": "koffie"}),
        (
            '{at: 5m, as: GS, action: "back-up testen", owner: CISO, due: 40m}',
            "ActionRecorded",
            {"text": "back-up testen", "owner": "CISO", "due_play_ms": 2_400_000},
        ),
        ("{at: 5m, end: true}", "ExerciseEnded", {"reason": "hand"}),
    ],
)
def test_more_steps(here: Stranger, step: str, kind: str, data: dict[str, Any]) -> None:
    event = of_type(here.play("proef", script=f"- {step}"), kind)[0]
    assert event["data"].items() >= data.items()
    assert minutes(event) == 5


def test_no_play_stops_everything_until_it_is_lifted(here: Stranger) -> None:
    said = here.try_play("proef", script='- {at: 5m, stop: "echte brand"}')
    assert said.code == 1
    assert of_type(here.journal, "PlayStopped")[0]["data"] == {"reason": "echte brand"}
    assert sent(here.journal) == [(0, "C01")]


def test_steps_are_done_by_time_whatever_their_order_in_the_file(here: Stranger) -> None:
    script = "- {at: 20m, observe: twee}\n- {at: 10m, observe: een}\n- {at: 20m, observe: drie}"
    found = of_type(here.play("proef", script=script), "ObservationRecorded")
    assert [each["data"]["text"] for each in found] == ["een", "twee", "drie"]


@pytest.mark.parametrize(
    ("step", "word"),
    [
        ("{at: 3m, as: BGM, acknowledge: C01}", "BGM"),
        ("{at: 3m, as: CISO, acknowledge: C05}", "C05"),
        ("{at: 3m, send: C01}", "C01"),
        ("{at: 3m, resume: true}", "running"),
    ],
)
def test_a_step_that_cannot_be_done_is_refused_with_its_reason(
    here: Stranger, step: str, word: str
) -> None:
    said = here.try_play("proef", script=f"- {step}")
    assert said.code == 1
    assert "refused" in said.err
    assert word in said.err
    assert of_type(here.journal, "ExerciseEnded")


@pytest.mark.parametrize(
    ("step", "word"),
    [
        ("{at: 3m, as: CISO, acknowledge: C99}", "C99"),
        ("{at: 3m, done: C01-isolere}", "C01-isoleren"),
        ("{at: 80m, decide: losgeld, option: misschien}", "niet, wel"),
        ("{at: 3m, observe: x, objective: O9}", "O9"),
    ],
)
def test_a_step_that_names_nothing_is_found_before_anything_is_played(
    here: Stranger, step: str, word: str
) -> None:
    said = here.try_play("proef", script=f"- {step}")
    assert said.code == 1
    assert "steps.yaml:1:" in said.err
    assert word in said.err
    assert not list(here.root.glob("exercises/*/journal.jsonl"))


def test_a_step_after_the_end_is_told(here: Stranger) -> None:
    said = here.try_play("proef", script="- {at: 164m, observe: net}\n- {at: 3h, observe: te laat}")
    assert said.code == 1
    assert "step at 3:00:00" in said.err
    here.play("proef", "--until", "10m", script="- {at: 20m, observe: later}")


@pytest.mark.parametrize(
    "step",
    [
        "{at: 3, send: C01}",
        "{send: C01}",
        "{at: 3m}",
        "{at: 3m, send: C01, skip: C05}",
        "{at: 3m, sned: C01}",
        "{at: 3m, speed: 0}",
        "{at: 3m, speed: 601}",
        "{at: 3m, decide: losgeld}",
        "{at: 3m, void: C01}",
        "{at: 3m, as: a, to: b, handover: {situation: x}}",
    ],
)
def test_a_script_with_a_fault_starts_nothing(here: Stranger, step: str) -> None:
    said = here.try_play("proef", script=f"- {step}")
    assert said.code == 1
    assert "steps.yaml:1:" in said.err
    assert not here.exercises


def test_the_same_script_gives_the_same_journal_but_for_stamps_and_identities(
    here: Stranger,
) -> None:
    script = """
    - {at: 3m, as: CISO, acknowledge: C01}
    - {at: 20m, as: observer, observe: "rust", objective: O3}
    - {at: 30m, pause: 10m}
    - {at: 45m, jump: 60m}
    - {at: 80m, as: BGM, decide: losgeld, option: wel}
    """
    runs = [here.play("proef", "--me", who, script=script) for who in ("an", "bo")]

    def bare(event: dict[str, Any]) -> dict[str, Any]:
        data = {
            key: value
            for key, value in event["data"].items()
            if key != "exercise" and not key.endswith("at_ms")
        }
        role = event["actor"]["role"]
        return {"seq": event["seq"], "play": event["play"], "type": event["type"], role: data}

    assert [bare(event) for event in runs[0]] == [bare(event) for event in runs[1]]
    assert len(runs[0]) > 15


def test_three_hours_take_less_than_a_second(here: Stranger) -> None:
    import time

    began = time.perf_counter()
    here.play("proef")
    assert time.perf_counter() - began < 1.5


def test_text_for_people_starts_with_exercise(here: Stranger) -> None:
    for lang, word in (("en", "EXERCISE"), ("nl", "OEFENING")):
        said = here.ask("run", "proef", "--headless", "--speed", "max", "--lang", lang)
        assert said.code == 0
        assert said.out.startswith(word)
        assert max(map(len, said.out.splitlines())) <= 80


def test_what_was_played_asked_replied_and_dealt_with(here: Stranger) -> None:
    events = here.play(
        "proef",
        script="""
        - {at: 1m, as: simcell, played: C01, note: direct}
        - {at: 2m, as: GS, ask: "Hoe lang nog?", to: netbeheerder}
        - {at: 3m, as: simcell, reply: E1, to: GS, text: "Nog twee uur."}
        - {at: 4m, as: GS, ask: "Wie belt?"}
        - {at: 5m, as: simcell, handled: E2, note: gebeld}
        """,
    )
    assert only(events, "InjectPlayed")["data"] == {"inject": "C01", "note": "direct"}
    added = only(events, "InjectAdded")["data"]
    assert (added["in_reply_to"], added["to"], added["text"]) == ("E1", ["GS"], "Nog twee uur.")
    assert only(events, "EntryHandled")["data"] == {"entry": "E2", "note": "gebeld"}


def test_rate(here: Stranger) -> None:
    script = "- {at: 20m, as: waarnemer-1, rate: O3, task: 1, rating: S, note: vlot}"
    event = only(here.play("proef", script=script), "TaskRated")
    data = event["data"]
    assert (data["objective"], data["task"], data["rating"]) == ("O3", 1, "S")
    assert (data["note"], event["actor"]["role"]) == ("vlot", "waarnemer-1")
