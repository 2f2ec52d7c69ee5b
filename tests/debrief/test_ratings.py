"""How observers rated the tasks, and what the simulation cell played."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crisis_tui.debrief.build import build_debrief
from crisis_tui.exercise import events as ev
from crisis_tui.i18n import activate, render
from crisis_tui.reports.registry import FORMATS, write_report
from tests.debrief.small_exercise import HOSTILE, MINUTE, START_AT_MS, played, script

if TYPE_CHECKING:
    from crisis_tui.debrief.facts import Debrief, TaskFact
    from crisis_tui.debrief.said import SaidFact


@pytest.fixture(autouse=True)
def _english() -> None:
    activate("en")


def rated(entry: str, letter: str, note: str | None = None, task: int = 1) -> ev.TaskRated:
    return ev.TaskRated(entry, "O3", task, letter, 20 * MINUTE, START_AT_MS, note)


def debrief(*written: tuple[str, ev.Event], names: bool = False) -> Debrief:
    """Debrief the small exercise with what these observers (by person) wrote at 20 minutes."""
    records = played()
    for person, event in written:
        actor = ev.Actor(person, "observer", "tty2")
        last = records[-1]
        records.append(ev.Record(last.seq + 1, last.at_ms, 60 * MINUTE, actor, event))
    scenario = script().scenario
    objective = scenario.objectives[0].model_copy(update={"tasks": ("Besluit tijdig", HOSTILE)})
    found = replace(
        script(),
        scenario=scenario.model_copy(update={"objectives": (objective, *scenario.objectives[1:])}),
    )
    return build_debrief(found, records, journal_head="f" * 64, names=names)


def first_task(made: Debrief) -> TaskFact:
    return made.objectives[0].rated[0]


def test_every_observers_last_rating_counts_best_first() -> None:
    made = debrief(
        ("a", rated("E1", "M")),
        ("b", rated("E2", "U", "niemand")),
        ("a", rated("E3", "P")),
        ("c", rated("E4", "S")),
    )
    assert first_task(made).letters == "PSU"
    assert [one.id for one in first_task(made).ratings] == ["E3", "E4", "E2"]


def test_a_rating_taken_back_leaves_the_one_before_it() -> None:
    made = debrief(("a", rated("E1", "M")), ("a", rated("E2", "P")), ("a", ev.EntryRetracted("E2")))
    assert first_task(made).letters == "M"


def test_people_are_named_only_if_that_was_asked_for() -> None:
    written = (("a", rated("E1", "M", "traag")),)
    assert first_task(debrief(*written)).ratings[0].by == "observer"
    assert first_task(debrief(*written, names=True)).ratings[0].by == "a (observer)"


def test_observers_who_differ_are_asked_what_they_saw() -> None:
    differ = debrief(("a", rated("E1", "P")), ("b", rated("E2", "M")))
    asked = [render(question) for question in differ.questions]
    assert "Observers differ about “Besluit tijdig” (O3): P, M. What did each see?" in asked
    agree = debrief(("a", rated("E1", "P")), ("b", rated("E2", "S")))
    assert not [one for one in agree.questions if "differ" in render(one)]


def test_a_task_rated_poorly_is_a_point_to_improve() -> None:
    made = debrief(("a", rated("E1", "U", "geen besluit")), ("b", rated("E2", "S")))
    (point,) = [one for one in made.improvements if "rated" in render(one.text)]
    assert render(point.text) == "Besluit tijdig: rated S, U – geen besluit"
    assert (point.objective, point.basis) == ("O3", "E1")


def test_what_was_played_and_what_was_not() -> None:
    made = debrief(
        ("cel", ev.InjectPlayed("C01", "voicemail")),
        ("cel", ev.InjectPlayed("C02")),
        ("cel", ev.InjectPlayRetracted("C02")),
    )
    by_id = {one.id: one for one in made.injects}
    assert (by_id["C01"].played_play_ms, by_id["C01"].played_note) == (60 * MINUTE, "voicemail")
    assert by_id["C02"].played_play_ms is None


def test_a_spoken_message_that_nobody_played_stands_in_the_report() -> None:
    spoken = ev.InjectAdded("adhoc-1", "Bel terug", "", ("GS",), channel="telefoon")
    sent = ev.InjectDelivered("adhoc-1", None, 0, ("GS",), by_hand=True)
    made = debrief(("cel", spoken), ("cel", sent), ("cel", ev.InjectPlayed("C01")))
    shown = write_report(made, "text").partition("SPOKEN MESSAGES")[2].partition("EXPECTED")[0]
    (row,) = [line for line in shown.splitlines() if "Bel terug" in line]
    assert "telefoon" in row
    assert "not" in row
    silent = debrief(("cel", spoken), ("cel", sent))
    assert "SPOKEN MESSAGES" not in write_report(silent, "text")


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_reports_hold_the_ratings_and_stay_the_same(format_name: str, language: str) -> None:
    activate(language)
    made = debrief(("a", rated("E1", "M", HOSTILE, 2)), ("b", rated("E2", "P", None, 2)))
    report = write_report(made, format_name)
    assert report == write_report(made, format_name)
    assert "<script>alert" not in report or format_name in {"text", "json"}
    if format_name == "text":
        assert max(len(line) for line in report.splitlines()) <= 80


def question(entry: str, minute: int = 20) -> ev.QuestionAsked:
    return ev.QuestionAsked(entry, "Hoe lang nog?", minute * MINUTE, START_AT_MS, "GS", "Vitaal")


def replied(inject: str, entry: str) -> tuple[ev.Event, ...]:
    return (
        ev.InjectAdded(inject, "Twee uur", "", ("GS",), in_reply_to=entry),
        ev.InjectDelivered(inject, None, 0, ("GS",), by_hand=True),
    )


def said(*written: ev.Event) -> tuple[SaidFact, ...]:
    return debrief(*(("cel", event) for event in written)).said


def test_a_question_knows_its_reply_and_how_long_that_took() -> None:
    (fact,) = said(question("E1"), *replied("adhoc-1", "E1"), *replied("adhoc-2", "E1"))
    assert (fact.reply, fact.taken_ms) == ("adhoc-1", 40 * MINUTE)


def test_a_void_reply_is_none_and_a_question_dealt_with_says_how() -> None:
    void = ev.InjectVoided("adhoc-1", "fout")
    (fact,) = said(question("E1"), *replied("adhoc-1", "E1"), void)
    assert (fact.reply, fact.taken_ms) == (None, None)
    (fact,) = said(question("E1"), ev.EntryHandled("E1", "gebeld"))
    assert (fact.note, fact.taken_ms) == ("gebeld", 40 * MINUTE)
    (fact,) = said(question("E1"), ev.EntryHandled("E1", "gebeld"), ev.EntryHandlingRetracted("E1"))
    assert fact.taken_ms is None


def test_questions_and_answers_stand_in_every_report() -> None:
    answer = ev.AnswerGiven("E2", "C01", "Wij zetten uit", 21 * MINUTE, START_AT_MS, "CISO")
    taken_back = question("E3")
    written = (question("E1"), answer, taken_back, ev.EntryRetracted("E3"))
    made = debrief(*(("cel", event) for event in written))
    assert [one.id for one in made.said] == ["E1", "E2"]
    text = write_report(made, "text")
    assert "Vitaal: Hoe lang nog?" in text
    assert "no reply" in text
    found = json.loads(write_report(made, "json"))["said"]
    assert [(one["kind"], one["play"]) for one in found] == [("question", 1200), ("answer", 1260)]
