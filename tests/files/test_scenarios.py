"""Scenarios with includes: order, loops, borders, and what is lost with a broken file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui import bootstrap
from crisis_tui.basis.findings import Source
from tests.files.making import HEADER, inject, places, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.files.loaded import LoadedScenario


def load(folder: Path, files: dict[str, str | bytes]) -> LoadedScenario:
    return bootstrap.load_scenario(workspace(folder, files), "s")


def test_includes_are_read_in_order_and_from_their_own_folder(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        {
            "scenarios/s.yaml": HEADER
            + "include: [pers/a.yaml, c.yaml]\ninjects:\n"
            + inject("C1"),
            "scenarios/pers/a.yaml": "include: [../../shared/b.yaml]\ninjects:\n" + inject("P1"),
            "shared/b.yaml": "injects:\n" + inject("B1"),
            "scenarios/c.yaml": "injects:\n" + inject("C2"),
        },
    )
    assert loaded.findings == ()
    assert [part.file for part in loaded.parts] == [
        "scenarios/s.yaml",
        "scenarios/pers/a.yaml",
        "shared/b.yaml",
        "scenarios/c.yaml",
    ]
    where = loaded.locate(Source("shared/b.yaml", ("injects", 0, "to", 0)))
    assert (where.line, where.column) == (2, 36)


@pytest.mark.parametrize(
    ("include", "column", "words"),
    [
        ("perss.yaml", 11, 'did you mean "pers.yaml"?'),
        ("../../x.yaml", 11, "inside the workspace"),
        ("/etc/passwd", 11, "inside the workspace"),
        ("s.yaml", 11, "take one of these includes out"),
        ("pers.yaml, pers.yaml", 22, "take this include out"),
    ],
)
def test_an_include_that_cannot_be(tmp_path: Path, include: str, column: int, words: str) -> None:
    loaded = load(
        tmp_path,
        {
            "scenarios/s.yaml": HEADER + f"include: [{include}]\n",
            "scenarios/pers.yaml": "injects:\n" + inject("P1"),
        },
    )
    assert places(loaded.findings) == [("R110", "scenarios/s.yaml", 7, column)]
    assert words in str(loaded.findings[0].help)
    assert loaded.muted.has("inject", "P9")


def test_a_circle_names_its_files(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        {
            "scenarios/s.yaml": HEADER + "include: [a.yaml]\n",
            "scenarios/a.yaml": "include: [b.yaml]\n",
            "scenarios/b.yaml": "include: [a.yaml]\n",
        },
    )
    assert places(loaded.findings) == [("R110", "scenarios/b.yaml", 1, 11)]
    assert "scenarios/a.yaml > scenarios/b.yaml > scenarios/a.yaml" in str(
        loaded.findings[0].message
    )


def test_includes_end_somewhere(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"scenarios/s.yaml": HEADER + "include: [i0.yaml]\n"}
    for number in range(12):
        files[f"scenarios/i{number}.yaml"] = f"include: [i{number + 1}.yaml]\n"
    assert [each.code for each in load(tmp_path, files).findings] == ["R110"]


def test_a_syntax_error_hides_no_fault_of_another_file(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        {
            "scenarios/s.yaml": HEADER.replace("60m", "60") + "include: [a.yaml]\n",
            "scenarios/a.yaml": "injects:\n\t- x\n",
        },
    )
    assert [each.code for each in loaded.findings] == ["Y002", "T206"]
    assert loaded.scenario is not None
    assert loaded.broken


def test_what_was_lost_is_not_missed(tmp_path: Path) -> None:
    text = HEADER + (
        "injects:\n"
        "  - {id: C1, at: 1, from: x, to: [CISO], title: x}\n"
        "  - {id: C2, after: {inject: C1, by: 5m}, from: x, to: [CISO], title: x}\n"
    )
    loaded = load(tmp_path, {"scenarios/s.yaml": text})
    assert [each.code for each in bootstrap.scenario_faults(loaded)] == ["T206"]


def test_the_id_is_the_files_name(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"scenarios/s.yaml": HEADER.replace("id: s", "id: t")})
    assert places(loaded.findings) == [("S118", "scenarios/s.yaml", 2, 5)]


@pytest.mark.parametrize(
    ("time", "code", "cure"),
    [
        ("2026-03-29 02:30", "T203", "write 2026-03-29 01:30+01:00 or 2026-03-29 03:30+02:00"),
        ("2026-10-25 02:30", "T204", "write 2026-10-25 02:30+02:00 or 2026-10-25 02:30+01:00"),
    ],
)
def test_the_two_nights_need_an_offset(tmp_path: Path, time: str, code: str, cure: str) -> None:
    text = HEADER.replace("2026-03-03 07:42", time)
    [finding] = load(tmp_path, {"scenarios/s.yaml": text}).findings
    assert (finding.code, str(finding.help)) == (code, cure)
    text = text.replace(time, cure.split(" or ")[1])
    assert load(tmp_path, {"scenarios/s.yaml": text}).findings == ()


def test_an_unknown_time_zone_is_told_once(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"scenarios/s.yaml": HEADER + "timezone: Mars/Phobos\n"})
    assert [each.code for each in bootstrap.scenario_faults(loaded)] == ["T217"]


def test_a_script_is_worked_out_from_another_start(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"scenarios/s.yaml": HEADER + "injects:\n" + inject("C1")})
    start_ms = 1_800_000_000_000
    result = bootstrap.resolve_script(loaded, story_start_ms=start_ms)
    assert result.script is not None
    assert result.script.story_start_ms == start_ms
    assert result.script.injects[0].due_play_ms == 60_000


def test_media_must_be_there(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        {
            "scenarios/s.yaml": HEADER
            + "injects:\n"
            + inject("C1", ", media: [brief.png, media/foto.png, ../../geheim.txt, foto.png]"),
            "scenarios/brief.png": b"x",
            "scenarios/media/foto.png": b"x",
            "geheim.txt": b"x",
        },
    )
    assert [each.where.column for each in bootstrap.scenario_faults(loaded)] == [88, 106]
