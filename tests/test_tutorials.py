"""The tutorials do what they say: whole files are faultless, messages are the program's own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from crisis_tui.cli.main import run_command_line
from crisis_tui.tui.commands import COMMANDS

ROOT = Path(__file__).parent.parent
TRAINER = (ROOT / "docs" / "tutorial-trainer.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"<!-- (?P<mark>[a-z ]+) -->\n```\w+\n(?P<text>.*?)```", re.DOTALL)
BLOCKS = [(match["mark"], match["text"]) for match in BLOCK.finditer(TRAINER)]
WHOLE_FILES = [text for mark, text in BLOCKS if mark == "whole file"]
SCENARIO = WHOLE_FILES[-1]


def block(mark: str) -> str:
    (text,) = [text for found, text in BLOCKS if found == mark]
    return text


class Desk:
    """A workspace as the tutorial makes it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys
        (folder / "scenarios").mkdir()
        (folder / "rosters").mkdir()
        for name in ("dronten.yaml", "training.yaml"):
            shutil.copy(ROOT / "rosters" / name, folder / "rosters")

    def save(self, name: str, text: str) -> str:
        path = self._folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def says(self, command: str, *more: str) -> tuple[int, str]:
        code = run_command_line([*command.split(), *more, "--lang", "en"])
        return code, self._capsys.readouterr().out

    def play(self, steps: str) -> str:
        script = self.save("antwoorden.yaml", steps)
        code, said = self.says("run stroom-weg --headless --speed max --script", script)
        assert code == 0
        return said


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.delenv("CRISIS_TUI_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, capsys)
    desk.save("scenarios/stroom-weg.yaml", SCENARIO)
    return desk


@pytest.mark.parametrize("text", WHOLE_FILES, ids=range(len(WHOLE_FILES)))
def test_whole_files_are_faultless(desk: Desk, text: str) -> None:
    desk.save("scenarios/stroom-weg.yaml", text)
    code, said = desk.says("check --strict")
    assert (code, said.split("\n")[0][:28]) == (0, "0 errors, 0 warnings in 4 fi")


def test_the_mistakes_bring_the_messages_that_are_shown(desk: Desk) -> None:
    lines = [line[1:] for line in block("mistakes").splitlines()]
    text = SCENARIO
    for right, wrong in zip(lines[::2], lines[1::2], strict=True):
        assert text.count(f"{right}\n") == 1
        text = text.replace(f"{right}\n", f"{wrong}\n")
    desk.save("scenarios/stroom-weg.yaml", text)
    code, said = desk.says("check")
    assert code == 1
    assert re.sub(r" \(\d+ ms\)", "", said).strip() == block("what check says").strip()


def test_answers_choose_the_branches_that_are_told(desk: Desk) -> None:
    steps = block("steps")
    as_told, missed, stayed = (
        desk.play(text)
        for text in (
            steps,
            "".join(line for line in steps.splitlines(True) if "S01-beeld" not in line),
            steps.replace("option: opvang", "option: blijven"),
        )
    )
    assert "S03 Waar is de ingang? to" in as_told
    assert "S04 Ik mis drie cliënten to" not in as_told
    assert "S04 Ik mis drie cliënten to" in missed
    assert "S03 Waar is de ingang? to" not in stayed


def test_the_open_crisis_is_faultless_and_turns_as_it_is_told(desk: Desk) -> None:
    desk.save("scenarios/lange-opvang.yaml", block("open crisis"))
    code, said = desk.says("check --strict scenarios/lange-opvang.yaml")
    assert (code, said.split("\n")[0][:21]) == (0, "0 errors, 0 warnings ")

    def played(steps: str) -> str:
        script = desk.save("stappen.yaml", steps)
        run = "run lange-opvang --headless --speed max --until 2d12h --script"
        return desk.says(run, script)[1]

    idle = played("- {at: 30h, milestone: hal-leeg}\n")
    assert "L02 Uw collega is gevallen to" in idle
    assert "L03 Dit moet stoppen to" in idle
    assert "DAG.2 De stand van vandaag to" in idle
    assert "DAG.3" not in idle.replace("DAG.3 De stand van vandaag skipped", "")
    assert "phase: Afbouw" in idle
    busy = played("- {at: 10m, done: L01-aflossen}\n")
    assert "L02 Uw collega is gevallen to" not in busy
    assert "L03 Dit moet stoppen to" not in busy
    assert "DAG.3 De stand van vandaag to" in busy


def test_quiet_hours_and_the_rehearsal_go_with_the_open_crisis(desk: Desk) -> None:
    text = block("open crisis").replace("end: open\n", f"end: open\n{block('quiet hours')}")
    desk.save("scenarios/lange-opvang.yaml", text)
    assert desk.says("check --strict scenarios/lange-opvang.yaml")[0] == 0
    _, said = desk.says("rehearse lange-opvang")
    assert "phase afbouw does not begin on every way" in said
    assert "DAG" not in said.split("Branches")[0]


def test_a_deadline_inside_a_jump_is_missed(desk: Desk) -> None:
    said = desk.play(block("steps"))
    jump = said.index("the story jumps")
    assert said.index("clock missed: Noodstroom") > jump


@pytest.mark.parametrize("page", ["tutorial-coordinator.md", "nl/snelkaart.md"])
def test_the_keys_that_are_taught_exist(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    cells = re.findall(r"\| ((?:`[^`|]{1,6}` ?)+)(?=\|)", text)
    taught = {key for cell in cells for key in re.findall(r"`([^`]+)`", cell)}
    known = {key for command in COMMANDS for key in command.shown_keys}
    assert taught > {"a", "x", "o", "b"}
    assert taught - known == set()
