"""Where somebody works, and what is called what there."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.files.workspace import ENVIRONMENT, find_workspace, kind_of, sample_workspace
from tests.files.making import HEADER, ROSTER, workspace


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)


def test_the_option_comes_first_then_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        (folder / "scenarios").mkdir(parents=True)
    monkeypatch.setenv(ENVIRONMENT, str(two))
    assert find_workspace(str(one)).root == one
    assert find_workspace().root == two


def test_a_folder_without_scenarios_is_none(tmp_path: Path) -> None:
    with pytest.raises(AskedWrongError):
        find_workspace(str(tmp_path))


def test_it_is_found_from_a_folder_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = workspace(tmp_path, {"scenarios/deep/x.yaml": ""})
    monkeypatch.chdir(tmp_path / "scenarios" / "deep")
    assert find_workspace().root == found.root
    assert not find_workspace().read_only


def test_else_the_samples_with_exercises_in_the_users_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    found = find_workspace()
    assert found == sample_workspace()
    assert found.read_only
    assert found.exercises == tmp_path / "data" / "crisis-tui" / "exercises"
    assert "dinsdag-zonder-netwerk" in found.scenario_names()


def test_names_are_stems_of_files_of_the_right_kind(tmp_path: Path) -> None:
    found = workspace(
        tmp_path,
        {
            "scenarios/s.yaml": HEADER,
            "scenarios/t.yml": HEADER,
            "scenarios/pers.yaml": "injects: []\n",
            "scenarios/.hidden.yaml": HEADER,
            "rosters/r.yaml": ROSTER,
            "rosters/training.yaml": "training: 1\n",
        },
    )
    assert found.scenario_names() == ["s", "t"]
    assert found.roster_names() == ["r"]
    assert found.roster_path().name == "r.yaml"
    assert found.scenario_path("t").name == "t.yml"
    assert found.scenario_path(str(tmp_path / "scenarios/pers.yaml")).name == "pers.yaml"


def test_an_unknown_name_gets_the_nearest(tmp_path: Path) -> None:
    found = workspace(tmp_path, {"scenarios/dinsdag.yaml": HEADER, "rosters/a.yaml": ROSTER})
    with pytest.raises(AskedWrongError) as caught:
        found.scenario_path("dinsdga")
    assert str(caught.value.help) == 'did you mean "dinsdag"?'
    with pytest.raises(AskedWrongError):
        found.roster_path("a\0b")


def test_several_rosters_must_be_named(tmp_path: Path) -> None:
    found = workspace(tmp_path, {"rosters/a.yaml": ROSTER, "rosters/b.yaml": ROSTER})
    with pytest.raises(AskedWrongError) as caught:
        found.roster_path()
    assert str(caught.value.help) == "known are: a, b"


def test_a_file_inside_is_called_by_its_way_from_the_workspace(tmp_path: Path) -> None:
    found = workspace(tmp_path, {})
    assert found.key(tmp_path / "scenarios" / "s.yaml") == "scenarios/s.yaml"
    assert found.key(Path("/elsewhere/s.yaml")) == "/elsewhere/s.yaml"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# remark\nscenario: 1\n", "scenario"),
        ("\ufeffroster: 1\n", "roster"),
        ("injects: []\nscenario: 1\n", "scenario"),
        ("include: []\n", "fragment"),
        ("  scenario: 1\n", None),
        ("", None),
    ],
)
def test_a_kind_is_told_by_the_keys(text: str, kind: str | None) -> None:
    assert kind_of(text.encode()) == kind
