"""What can still happen: the tree names what can come, and nothing else."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.exercise.commands import EndExercise, PauseExercise, TakeDecision, Tick
from crisis_tui.exercise.events import InjectDelivered
from crisis_tui.exercise.plan import split_occurrence
from crisis_tui.exercise.rehearsal.subjects import Subjects
from crisis_tui.exercise.state import Outcome
from crisis_tui.exercise.views.tree import tree_of
from crisis_tui.exercise.views.tree_lines import TreeKind
from crisis_tui.scenario.on_top import put_on_top
from tests.exercise.playing import Play, minutes, script
from tests.exercise.test_rehearsal_oracle import END, combinations, scripts, stand_at

if TYPE_CHECKING:
    from crisis_tui.exercise.views.tree_lines import Tree
    from crisis_tui.scenario.script import Script
    from tests.exercise.test_rehearsal_oracle import Outcomes, Settled

OPTIONS = [{"id": "wel", "title": "Ja"}, {"id": "niet", "title": "Nee"}]
ASK = {
    "id": "C1",
    "at": "1m",
    "decision": {
        "id": "weg",
        "question": "Weg?",
        "authority": "BGM",
        "within": "9m",
        "options": OPTIONS,
    },
}


def named(tree: Tree) -> set[str]:
    """The injects that a tree and its plan name."""
    return {line.id for line in tree.lines if line.kind is TreeKind.INJECT} | set(tree.planned)


def play_on(play: Play, settled: Settled, outcomes: Outcomes, first: int, *, quick: bool) -> None:
    for minute in range(first, END + 1):
        for play_ms in range(minutes(minute), minutes(minute) + 5):
            stand_at(play, outcomes, settled, max(play_ms, play.moment.play_ms), quick=quick)


def _still_open(play: Play, settled: Settled) -> Settled:
    """Leave out of what was settled what people can settle yet."""

    def is_open(kind: str, name: str) -> bool:
        if kind == "decision":
            return name not in play.state.decisions
        known = play.state.expectations.get(name)
        return known is None or known.outcome is Outcome.OPEN

    return [(subject, outcome) for subject, outcome in settled if not is_open(*subject)]


def sent(play: Play) -> set[str]:
    return {split_occurrence(each.inject)[0] for each in play.happened(InjectDelivered)}


@settings(max_examples=25, deadline=None)
@given(scripts(), st.data(), st.integers(0, END), st.booleans())
def test_tree_and_plan_name_exactly_what_can_come(
    script: Script,
    data: st.DataObject,
    minute: int,
    quick: bool,  # noqa: FBT001 - drawn
) -> None:
    subjects = Subjects(script)
    choices = {one: subjects.outcomes(one) for one in subjects.asked if one[0] != "milestone"}
    combined = list(combinations(choices))
    played, settled = Play(script).start(), []  # type: ignore[var-annotated]
    outcomes = data.draw(st.sampled_from(combined))
    for each in range(minute):
        for play_ms in range(minutes(each), minutes(each) + 5):
            stand_at(played, outcomes, settled, play_ms, quick=quick)
    tree = tree_of(played.state, played.moment.play_ms, most_ticks=1_000_000)
    before = len(played.journal)
    can_come: set[str] = set()
    for pace in (True, False):
        for later in combined:
            play = copy(played)
            play.journal = list(played.journal)
            play_on(play, _still_open(play, settled), later, minute, quick=pace)
            play.journal = play.journal[before:]
            can_come |= sent(play)
    assert named(tree) == can_come


def test_a_fork_tells_what_follows_from_each_outcome_until_it_is_settled() -> None:
    film = {"id": "B1", "at": "12m", "when": {"decision": "weg", "is": "niet"}}
    after = {"id": "B2", "after": {"inject": "B1", "by": "3m"}}
    play = Play(script(ASK, film, after, end="60m")).start()
    play.run_to(minutes(2))
    tree = tree_of(play.state, play.moment.play_ms)
    assert [(line.depth, line.kind, line.id, line.outcome) for line in tree.lines] == [
        (0, TreeKind.FORK, "weg", None),
        (1, TreeKind.OUTCOME, "weg", "niet"),
        (2, TreeKind.INJECT, "B1", None),
        (3, TreeKind.INJECT, "B2", None),
        (1, TreeKind.OUTCOME, "weg", "wel"),
        (1, TreeKind.OUTCOME, "weg", None),
    ]
    assert tree.lines[0].play_ms == minutes(10)
    assert tree.lines[0].roles == ("BGM",)
    assert tree.lines[3].play_ms == minutes(15)
    play.do(TakeDecision("weg", "wel"))
    play.do(Tick())
    tree = tree_of(play.state, play.moment.play_ms)
    assert tree.lines == ()
    assert [(line.id, line.outcome) for line in tree.closed] == [("weg", "wel")]


def test_a_pause_changes_nothing_and_the_end_everything() -> None:
    film = {"id": "B1", "at": "12m", "when": {"decision": "weg", "is": "niet"}}
    play = Play(script(ASK, film, end="60m")).start()
    play.run_to(minutes(2))
    running = tree_of(play.state, play.moment.play_ms)
    play.do(PauseExercise())
    assert tree_of(play.state, play.moment.play_ms) == running
    play.do(EndExercise())
    assert tree_of(play.state, play.moment.play_ms).lines == ()


def test_a_scenario_on_top_has_its_forks_in_the_tree() -> None:
    film = {"id": "B1", "at": "12m", "when": {"decision": "weg", "is": "niet"}}
    calm = {"id": "K1", "from_phase": "calm"}
    phases: list[dict[str, Any]] = [
        {"id": "warm", "at": "0m"},
        {"id": "calm", "when": {"decision": "weg", "is": "wel"}},
    ]
    both = put_on_top(
        script({"id": "C1", "at": "1m"}, end="60m"),
        script(ASK, film, calm, phases=phases),
        "twee",
        minutes(2),
    )
    play = Play(both).start()
    play.run_to(minutes(4))
    tree = tree_of(play.state, play.moment.play_ms)
    assert (tree.lines[0].kind, tree.lines[0].id[-3:]) == (TreeKind.FORK, "weg")
    found = {line.kind: line.id for line in tree.lines if line.depth > 1}
    assert found[TreeKind.PHASE].endswith("calm")
    assert {line.id[-2:] for line in tree.lines if line.kind is TreeKind.INJECT} == {"B1", "K1"}
    assert tree.planned == ()


def test_a_phase_stands_below_what_brings_it_about_and_not_before() -> None:
    deed = {"id": "E", "by": "GS", "action": "?", "within": "10m"}
    either = {"any": [{"reached": "ziek"}, {"decision": "weg", "is": "wel"}]}
    played = script(
        {"id": "C0", "at": "1m", "expects": [deed]},
        ASK,
        milestones=[{"id": "ziek", "when": {"missed": "E"}}],
        phases=[{"id": "P0", "at": "0m"}, {"id": "P1", "title": "Dicht", "when": either}],
        end="40m",
    )
    tree = tree_of(Play(played).start().state, 0)
    above: list[tuple[int, str, str | None]] = []
    found = []
    for line in tree.lines:
        above = [one for one in above if one[0] < line.depth]
        if line.kind is TreeKind.PHASE:
            found.append((above[-1][1:], line.play_ms))
        above.append((line.depth, line.id, line.outcome))
    assert (("weg", "wel"), minutes(1)) in found
    assert (("ziek", None), minutes(11)) in [(who, (ms or 0) // 1000 * 1000) for who, ms in found]
    assert len(found) == 2
