"""cli.md, `debrief`: what the journal alone tells, the same every time it is made."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.files import roster, scenario

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

INJECTS = """
- id: A1
  at: 2m
  to: [OVD]
  title: Betalen?
  acknowledge: 2m
  decision: {id: losgeld, question: Betalen?, options: [{id: niet, title: Nee}, {id: wel, title: Ja}]}
  expects:
    - {id: E1, by: OVD, action: Belt, within: 5m, objective: O1}
    - {id: E2, by: OVD, action: Schrijft, within: 5m}
    - {id: E3, by: OVD, action: Vergeet, within: 5m}
    - {id: E4, by: OVD, action: Ooit}
- {id: A2, at: 55m, to: [OVD], title: Laatste, expects: [{id: E5, by: OVD, action: Net niet, within: 30m}]}
- {id: B1, bank: true, to: [OVD], title: Op zak}
"""
SCRIPT = """
- {at: 3m, as: OVD, acknowledge: A1}
- {at: 4m, as: OVD, done: E1, note: "via 06"}
- {at: 9m, as: OVD, done: E2}
- {at: 10m, as: OVD, decide: losgeld, option: niet, reason: "geen vertrouwen"}
- {at: 11m, as: observer, observe: "rust aan tafel", objective: O1}
- {at: 12m, as: OVD, action: "back-up testen", owner: OVD, due: 20m}
- {at: 14m, as: OVD, clock: M24}
"""
MORE = (
    "objectives:\n  - {id: O1, title: Leiding, tasks: [Besluit genomen]}\n"
    "clocks:\n"
    "  - {id: M24, title: Melding, starts: A1, due: 24h, owner: OVD}\n"
    "  - {id: P10, title: Persbericht, starts: A1, due: 10m, clock: play, owner: OVD}"
)


@pytest.fixture
def here(here: Stranger) -> Stranger:
    here.write("rosters/proef.yaml", roster(people=""))
    here.write("scenarios/proef.yaml", scenario(INJECTS, more=MORE))
    return here


@pytest.fixture
def document(here: Stranger) -> Any:  # noqa: ANN401
    here.play("proef", script=SCRIPT)
    return here.json("debrief", "last")


def test_the_head(here: Stranger, document: Any) -> None:  # noqa: ANN401
    assert document["exercise"] == here.exercise.name
    assert document["scenario"] == "proef"
    for key, kind in (
        ("measures", dict), ("objectives", list), ("injects", list), ("decisions", list),
        ("observations", list), ("clocks", list), ("actions", list), ("improvements", list),
    ):  # fmt: skip
        assert isinstance(document[key], kind)


def test_injects_with_times_in_seconds(document: Any) -> None:  # noqa: ANN401
    injects = {each["id"]: each for each in document["injects"]}
    first = injects["A1"]
    times = {key: first[key] for key in ("planned", "delivered", "acknowledged")}
    assert times == {"planned": 120, "delivered": 120, "acknowledged": 180}
    assert injects["B1"]["planned"] is None
    assert injects["B1"]["delivered"] is None


def test_expected_actions_with_their_outcome(document: Any) -> None:  # noqa: ANN401
    found = {each["id"]: each for inject in document["injects"] for each in inject["expects"]}
    told = {
        name: tuple(each[key] for key in ("by", "done", "outcome", "seconds", "target_seconds"))
        for name, each in found.items()
    }
    assert told == {
        "E1": ("OVD", 240, "in-time", 120, 300),
        "E2": ("OVD", 540, "late", 420, 300),
        "E3": ("OVD", None, "missed", None, 300),
        "E4": ("OVD", None, "open", None, None),
        "E5": ("OVD", None, "open", None, 1800),
    }


def test_decisions_observations_clocks_and_actions(document: Any) -> None:  # noqa: ANN401
    (decision,) = document["decisions"]
    assert (
        decision.items()
        >= {
            "id": "losgeld",
            "option": "niet",
            "by": "OVD",
            "play": 600,
            "reason": "geen vertrouwen",
        }.items()
    )
    (observation,) = document["observations"]
    assert (
        observation.items()
        >= {
            "text": "rust aan tafel",
            "objective": "O1",
            "play": 660,
            "by": "observer",
        }.items()
    )
    clocks = {each["id"]: each["outcome"] for each in document["clocks"]}
    assert clocks == {"M24": "in-time", "P10": "missed"}
    (action,) = document["actions"]
    assert action.items() >= {"text": "back-up testen", "owner": "OVD"}.items()
    assert document["improvements"]


FORMATS = ("text", "markdown", "html", "json")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_it_is_the_same_to_the_byte_when_it_is_made_again(
    here: Stranger, monkeypatch: pytest.MonkeyPatch, form: str, lang: str
) -> None:
    here.play("proef", script=SCRIPT)
    ask = ("debrief", "last", "--format", form, "--lang", lang)
    first = here.ask(*ask)
    assert first.code == 0
    folder = here.exercise
    for name in ("scenarios", "rosters"):
        shutil.rmtree(here.root / name)
        (here.root / name).mkdir()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    moved = here.root.with_name("elders") / "exercises" / folder.name
    shutil.copytree(folder, moved)
    (moved.parent.parent / "scenarios").mkdir()
    here.root = moved.parent.parent
    assert here.ask(*ask).out == first.out
    assert ("OEFENING" if lang == "nl" else "EXERCISE") in first.out.splitlines()[0] or (
        form in {"html", "json"} and ("OEFENING" if lang == "nl" else "EXERCISE") in first.out
    )


def test_it_can_be_written_to_a_file(here: Stranger) -> None:
    here.play("proef", script=SCRIPT)
    target = here.root / "verslag.html"
    said = here.ask("debrief", "last", "--format", "html", "-o", str(target))
    assert (said.code, said.out) == (0, "")
    assert target.read_text() == here.ask("debrief", "last", "--format", "html").out
    said = here.ask("debrief", "last", "-o", str(here.root / "weg" / "verslag.txt"))
    assert said.code == 3
    assert "Traceback" not in said.err


def test_text_and_markdown_tell_the_same_facts(here: Stranger) -> None:
    here.play("proef", script=SCRIPT)
    for form in ("text", "markdown", "html"):
        told = here.ask("debrief", "last", "--format", form).out
        for word in ("Betalen?", "rust aan tafel", "geen vertrouwen", "back-up testen", "Leiding"):
            assert word in told
    text = here.ask("debrief", "last").out
    assert max(map(len, text.splitlines())) <= 80


def test_an_unfinished_exercise_can_be_debriefed(here: Stranger) -> None:
    here.play("proef", "--until", "5m", script=SCRIPT)
    found = here.json("debrief", "last")
    outcomes = {
        each["id"]: each["outcome"] for inject in found["injects"] for each in inject["expects"]
    }
    assert outcomes == {"E1": "in-time", "E2": "open", "E3": "open", "E4": "open", "E5": "open"}


def test_names_are_told_only_when_they_are_asked_for(here: Stranger) -> None:
    here.play("proef", "--me", "Hilde", script=SCRIPT)
    for form in FORMATS:
        assert "Hilde" not in here.ask("debrief", "last", "--format", form).out
        assert "Hilde" in here.ask("debrief", "last", "--format", form, "--names").out


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.outside += [
            str(value)
            for name, value in attrs
            if name in {"src", "href", "xlink:href"} and not str(value).startswith("#")
        ]
        assert not [name for name, _ in attrs if name.startswith("on")]


def test_the_page_is_self_contained_and_escaped(here: Stranger) -> None:
    evil = '<script>alert(1)</script><img src=x onerror="x">'
    here.change("scenarios/proef.yaml", "title: Laatste", f"title: '{evil}'")
    script = SCRIPT.replace("rust aan tafel", "<b>rust</b> & [@click=x]tafel[/]")
    here.play("proef", script=script)
    html = here.ask("debrief", "last", "--format", "html").out
    page = _Page()
    page.feed(html)
    assert "svg" in page.tags
    assert not {"script", "img", "link", "iframe", "b"} & set(page.tags)
    assert page.outside == []
    assert "&lt;script&gt;" in html
    assert "@page" in html or "@media print" in html
    for form in ("text", "markdown"):
        assert "\x1b" not in here.ask("debrief", "last", "--format", form).out


def test_an_exercise_that_never_began(here: Stranger) -> None:
    here.play("proef")
    (here.exercise / "journal.jsonl").write_bytes(b"")
    said = here.ask("debrief", "last")
    assert (said.code, said.out) == (1, "")
    assert "never began" in said.err


@pytest.mark.parametrize("phases", ["", '- {id: b, title: B, at: 0m, pace: "1m = 99999w"}'])
@pytest.mark.parametrize("form", FORMATS)
def test_a_scenario_without_phases_or_without_measure(
    here: Stranger, phases: str, form: str
) -> None:
    inject = "- {id: A1, at: 5m, to: [OVD], title: Licht}"
    here.write("scenarios/proef.yaml", scenario(inject, phases=phases, end="open"))
    here.play("proef", "--until", "20h")
    assert here.ask("debrief", "last", "--format", form).code == 0
    assert here.ask("log", "last").code == 0
