"""What `pip install` gives: the program with its samples, norms and compiled translations."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def build(source: Path, target: str, folder: Path) -> Path:
    """Build an sdist or a wheel with what is installed, as `pip install` does with the same hook."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True, timeout=60)
    (built,) = folder.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


@pytest.fixture(scope="module")
def wheel_files(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files of a wheel built from the sdist, the longest way round."""
    folder = tmp_path_factory.mktemp("packaging")
    subprocess.run(["tar", "xzf", build(ROOT, "sdist", folder)], cwd=folder, check=True)
    (source,) = (path for path in folder.iterdir() if path.is_dir())
    with zipfile.ZipFile(build(source, "wheel", folder)) as wheel:
        return set(wheel.namelist())


def test_every_module_is_inside(wheel_files: set[str]) -> None:
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "crisis_tui").rglob("*.py")}
    assert modules - wheel_files == set()


@pytest.mark.parametrize("folder", ["scenarios", "rosters"])
def test_the_samples_are_inside(wheel_files: set[str], folder: str) -> None:
    samples = {path.name for path in (ROOT / folder).iterdir() if path.is_file()}
    assert samples
    assert {f"crisis_tui/samples/{folder}/{name}" for name in samples} - wheel_files == set()


def test_norms_styles_and_translations_are_inside(wheel_files: set[str]) -> None:
    assert "crisis_tui/norms/nl.yaml" in wheel_files
    assert "crisis_tui/py.typed" in wheel_files
    styles = {str(path.relative_to(ROOT)) for path in (ROOT / "crisis_tui").rglob("*.tcss")}
    catalogues = (ROOT / "crisis_tui").rglob("*.po")
    compiled = {str(path.relative_to(ROOT).with_suffix(".mo")) for path in catalogues}
    assert (styles | compiled) - wheel_files == set()


def test_nothing_else_is_inside(wheel_files: set[str]) -> None:
    assert {name.partition("/")[0].partition("-")[0] for name in wheel_files} == {"crisis_tui"}
    assert not [name for name in wheel_files if name.endswith((".pyc", ".jsonl", ".ipynb"))]
