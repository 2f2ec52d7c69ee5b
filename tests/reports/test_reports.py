"""The debrief in every format: marked, whole, escaped, the same each time."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from crisis_tui.basis.text import first_unsafe
from crisis_tui.debrief.build import build_debrief
from crisis_tui.debrief.facts import RosterState
from crisis_tui.i18n import activate
from crisis_tui.reports.registry import FORMATS, write_report
from tests.debrief.small_exercise import played, script


@pytest.fixture(autouse=True)
def _english() -> None:
    activate("en")


def report(format_name: str) -> str:
    made = build_debrief(
        script(),
        played(),
        journal_head="f" * 64,
        team_of={"CISO": "CYBER"},
        roster_state=RosterState("dronten", "ready"),
    )
    return write_report(made, format_name)


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_same_journal_gives_the_same_bytes(format_name: str) -> None:
    assert report(format_name) == report(format_name)


@pytest.mark.parametrize("format_name", FORMATS)
def test_no_terminal_command_comes_through(format_name: str) -> None:
    assert first_unsafe(report(format_name)) is None


def test_every_format_is_marked_as_an_exercise() -> None:
    assert report("text").startswith("EXERCISE")
    assert report("markdown").startswith("# EXERCISE")
    assert '<div class="marking"><span>EXERCISE</span></div>' in report("html")
    assert next(iter(json.loads(report("json")).items())) == ("marking", "EXERCISE")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_text_fits_eighty_columns(language: str) -> None:
    activate(language)
    assert max(len(line) for line in report("text").splitlines()) <= 80


def test_markdown_keeps_data_from_being_markup() -> None:
    text = report("markdown")
    assert "<script>" not in text
    assert "[x](javascript" not in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    widths = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    assert widths  # every table row has unescaped bars only at its cells
    for table in re.split(r"\n\n", text):
        lines = [line for line in table.splitlines() if line.startswith("|")]
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) <= 1


class Tags(HTMLParser):
    """Collects the tags of a page and checks that they close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in {"meta", "rect", "line", "circle", "path"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"meta", "rect", "line", "circle", "path"}:
            assert self.open.pop() == tag


def test_the_page_is_self_contained_and_escaped() -> None:
    page = report("html")
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert not tags.seen & {"script", "img", "link", "iframe", "a"}
    assert "http" not in re.sub(r'http-equiv="Content-Security-Policy"', "", page)


def test_the_timeline_is_well_formed_and_has_a_lane_for_each_role() -> None:
    svg = re.search(r"<svg.*</svg>", report("html"), re.DOTALL)
    assert svg is not None
    texts = [node.text for node in ET.fromstring(svg[0]).iter("text")]  # noqa: S314 - our own
    assert {"CISO", "GS", "BGM"} <= set(texts)


def test_json_has_the_fields_that_programs_count_on() -> None:
    made = json.loads(report("json"))
    assert {
        "exercise", "scenario", "measures", "objectives", "injects", "decisions", "observations",
        "clocks", "actions", "improvements",
    } <= made.keys()  # fmt: skip
    (late,) = [
        action
        for one in made["injects"]
        for action in one["expects"]
        if action["outcome"] == "late"
    ]
    assert (late["id"], late["seconds"], late["target_seconds"]) == ("C01-c", 420, 180)
    assert made["decisions"][0]["option"] == "niet"


def test_dutch_reports_are_dutch() -> None:
    activate("nl")
    text = report("text")
    assert text.startswith("OEFENING")
    assert "VERBETERPUNTEN" in text
