"""Whatever a file holds: resolving and checking give findings, never an exception, and fast."""

from __future__ import annotations

import copy
import itertools
from time import process_time
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from crisis_tui.basis.parts import NOTHING_MUTED, Muted
from crisis_tui.basis.times import FAR_FUTURE_MS, FAR_PAST_MS, local_datetime
from crisis_tui.scenario.checks import Organisation, check_scenario
from crisis_tui.scenario.resolve import resolve
from tests.scenario.build import (
    Data,
    codes,
    decision,
    expects,
    found,
    inject,
    locate,
    parts,
    phase,
    resolved,
    scenario,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ORGANISATION = Organisation(frozenset({"GS"}), frozenset({"GS"}), frozenset({"BOB"}))

WHOLE: Data = scenario(
    variables={"a": "1", "b": "2"},
    objectives=[{"id": "O1", "title": "Doel", "tasks": ["${a}"]}],
    phases=[
        phase("p", story="D1 08:00", needs=[{"role": "GS", "qualified": ["BOB"], "until": "5m"}]),
        phase("q", at="20m", story="D3 02:30", pace="1m = 1h", lasts="3d"),
    ],
    injects=[
        inject("C1", decision=decision(), expects=[expects("C1-a", objective="O1")]),
        inject("C2", after={"inject": "C1", "by": "5m"}, text="${b}", story="D1 09:00"),
        inject("C3", at="30m", when={"decision": "losgeld", "is": "wel"}, story="D4 08:00"),
        inject("C4", after={"inject": "C3"}, when={"any": [{"met": "C1-a"}, {"missed": "C1-a"}]}),
        inject("C5", every="1h", from_phase="q", clock="story"),
        inject("B1", bank="true"),
    ],
    clocks=[{"id": "K", "title": "K", "starts": "C2", "due": "5m", "owner": "GS"}],
    variants=[{"id": "v", "title": "V", "set": {"a": "3"}, "without": ["B1"]}],
)

ODD = [
    "C1", "C2", "C3", "C9", "p", "q", "weg", "0m", "1s", "999999999w", "D1 00:00", "D99999 23:59:59",
    "1s = 999999999w", "999999999w = 1s", "1m = 0m", "open", "0001-01-01", "9999-12-31 23:59:59",
    "2026-10-25 02:30", "Europe/Nergens", "Pacific/Kiritimati", "../../etc/passwd", "true", "${", "${a}",
    "story", "play", None, [], {}, ["C1"], {"inject": "C3"}, {"not": {"met": "C1-a"}},
]  # fmt: skip


def paths(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401
    entries = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in entries:
        yield (*at, key)
        yield from paths(inner, (*at, key))


PATHS = list(paths(WHOLE))


@st.composite
def mutated(draw: st.DrawFn) -> Data:
    """The whole scenario with a few values replaced, doubled or taken out."""
    data = copy.deepcopy(WHOLE)
    for path in draw(st.lists(st.sampled_from(PATHS), max_size=8)):
        holder: Any = data
        try:
            for key in path[:-1]:
                holder = holder[key]
            match draw(st.sampled_from(["replace", "replace", "remove", "copy"])):
                case "replace":
                    holder[path[-1]] = draw(st.sampled_from(ODD))
                case "remove":
                    del holder[path[-1]]
                case _ if isinstance(holder, list):
                    holder.append(copy.deepcopy(holder[int(path[-1])]))
        except (KeyError, IndexError, TypeError, ValueError):
            continue
    return data


def readable(data: Data) -> bool:
    try:
        resolved(data)
    except ValidationError:
        return False
    return True


def test_the_whole_scenario_is_without_fault() -> None:
    assert found(WHOLE, organisation=ORGANISATION, media=set()) == []


@settings(max_examples=300)
@given(
    mutated().filter(readable),
    st.sampled_from([None, FAR_PAST_MS, -1, 1_774_746_000_000, FAR_FUTURE_MS]),
    st.sampled_from([NOTHING_MUTED, Muted(kinds=frozenset({"inject", "person"}))]),
)
def test_nothing_raises(data: Data, start_ms: int | None, muted: Muted) -> None:
    findings = found(data, organisation=ORGANISATION, media=set(), muted=muted)
    assert all(str(finding.message) and str(finding.help) for finding in findings)
    for variant in (None, "v"):
        script = resolved(data, variant=variant, story_start_ms=start_ms).script
        if script is None:
            assert variant == "v"
            continue
        times = [planned.story_ms for planned in script.injects if planned.story_ms is not None]
        for phases in script.phases:
            assert phases.start_story_ms <= phases.until_story_ms
            times += [phases.start_story_ms, phases.until_story_ms]
        for at_ms in [*times, script.story_start_ms, script.story_end_ms]:
            assert script.story_start_ms <= at_ms
            local_datetime(at_ms, script.zone)


COUNT = 10_000
THOUSANDS = 3_000


def seconds(data: Data) -> float:
    """Return the processor time of resolving and checking, the reading not counted."""
    read = parts(data)
    began = process_time()
    script = resolve(read, locate).script
    check_scenario(read, script, locate, organisation=ORGANISATION, media=set())
    return process_time() - began


def test_ten_thousand_injects_are_quick() -> None:
    injects = [
        inject(
            f"C{n}", at=f"{n}s", text="Bericht ${a}", expects=[expects(f"C{n}-a", objective="O1")]
        )
        for n in range(COUNT)
    ]
    data = {**WHOLE, "end": "3h", "injects": [*WHOLE["injects"], *injects[10:]]}
    assert codes(found(data, organisation=ORGANISATION)) == []
    assert seconds(data) < 5


def test_thousands_of_unknown_ids_are_quick() -> None:
    injects = [inject(f"C{n}", after={"inject": f"X{n}"}, to=[f"R{n}"]) for n in range(THOUSANDS)]
    assert seconds(scenario(injects=injects)) < 5


def test_a_chain_of_thousands_of_branches_is_quick() -> None:
    injects = [inject("C0", expects=[expects("C0-a")])] + [
        inject(
            f"C{n}",
            after={"inject": f"C{n - 1}"},
            expects=[expects(f"C{n}-a")],
            when={"any": [{"met": f"C{n - 1}-a"}, {"missed": "C0-a"}]},
        )
        for n in range(1, THOUSANDS)
    ]
    assert seconds(scenario(injects=injects)) < 5


def test_a_condition_on_everything_is_quick() -> None:
    every = [{"decision": f"d{n}", "is": "wel"} for n in range(300)]
    injects = [inject(f"C{n}", decision=decision(f"d{n}")) for n in range(300)]
    mixed = {"all": [{"any": [one, {"not": other}]} for one, other in itertools.pairwise(every)]}
    parity = inject("LAST", at="9m", when={"all": [mixed, {"not": {"any": every}}]})
    assert seconds(scenario(injects=[*injects, parity])) < 5
