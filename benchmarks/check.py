"""Checking 10,000 injects against its floor: bare libyaml events, and pydantic on the same file."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Figure, as_installed, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

INJECTS = 10_000
ROUNDS = 5
MOST_MIB = 250
HEADER = """\
scenario: 1
id: groot
title: Groot
crisis: cyber
story_start: 2026-03-03 07:42
end: 20000m
objectives:
  - {id: O1, title: Alarmering, tasks: [Iedereen is bereikt]}
phases:
  - {id: alles, title: Alles, at: 0m, story: D1 07:42}
injects:
"""
INJECT = """\
  - id: C{number:05}
    at: {number}m
    storyline: techniek
    from: servicedesk
    to: [CISO, GS]
    channel: telefoon
    title: Niemand kan inloggen in gebouw {number}
    text: |
      Sinds half acht kan niemand inloggen. Bestanden hebben een vreemde extensie.
      Aan de balie staan {number} mensen te wachten; de telefoon doet het niet meer.
    gloss: Nobody can log in; files have a strange extension.
    truth: fact
    guidance: Bel terug als de CISO om voorbeelden vraagt, en blijf vragen naar een tijd.
    acknowledge: 2m
    expects:
      - {{id: C{number:05}-isoleren, by: CISO, action: Isoleert besmette systemen, within: 5m, objective: O1}}
      - {{id: C{number:05}-bellen, by: GS, action: Belt de burgemeester, within: 10m, objective: O1}}
"""
ROSTER = """\
roster: 1
organisation: Groot (fictief)
planned_until: open
roles:
  - {id: CISO, title: CISO}
  - {id: GS, title: Gemeentesecretaris}
people:
  - {id: a, name: Anouk Ketelmeer, roles: [CISO, GS]}
"""


def measure() -> Iterator[Figure]:
    """Yield the floor, the check of a faultless file and of one with faults, and the memory.

    Times are processor time: nothing here waits, and neighbours take wall time.
    """
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        clean = _write(workspace, "groot", faults=0)
        faulty = _write(workspace, "fout", faults=20)
        runs: dict[str, list[dict[str, Any]]] = {"floor": [], "clean": [], "faulty": []}
        _child("check", faulty)  # compiles modules
        for _ in range(ROUNDS):
            runs["floor"].append(_child("floor", clean))
            runs["clean"].append(_child("check", clean))
            runs["faulty"].append(_child("check", faulty))
    floor_ms, clean_ms, faulty_ms = (median(one["ms"] for one in taken) for taken in runs.values())
    assert all(one["findings"] == 0 for one in runs["clean"])
    assert all(one["findings"] >= 20 for one in runs["faulty"])
    yield Figure(f"libyaml events + pydantic, {INJECTS:,} injects", f"{floor_ms:.0f} ms")
    yield ratio("check, faultless", clean_ms, floor_ms, 3)
    yield ratio("check, 20 faults with places", faulty_ms, floor_ms, 3)
    most = max(one["mib"] for name in ("clean", "faulty") for one in runs[name])
    yield Figure("memory of check", f"{most:.0f} MiB", f"<= {MOST_MIB} MiB", most <= MOST_MIB)


def _write(workspace: Path, name: str, *, faults: int) -> Path:
    (workspace / "scenarios").mkdir(exist_ok=True)
    (workspace / "rosters").mkdir(exist_ok=True)
    (workspace / "rosters" / "groot.yaml").write_text(ROSTER)
    text = HEADER.replace("id: groot", f"id: {name}")
    text += "".join(INJECT.format(number=number) for number in range(INJECTS))
    for number in range(0, INJECTS, INJECTS // faults if faults else INJECTS + 1):
        if faults:
            text = text.replace(f"at: {number}m\n", f"at: {number}\n", 1)
    path = workspace / "scenarios" / f"{name}.yaml"
    path.write_text(text)
    return path


def _child(what: str, path: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.check", what, str(path)]
    environment = as_installed(PYTHONPATH=str(Path(__file__).parent.parent))
    done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=120)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _floor(path: Path) -> int:
    """Read the events of the file, then validate values that cost nothing to make."""
    from yaml.events import StreamEndEvent

    from crisis_tui.files.parser import CParser
    from crisis_tui.files.values import read_values
    from crisis_tui.scenario.model import Scenario

    text = path.read_text()
    values = read_values(text).value
    gc.collect()
    gc.disable()
    started = time.process_time()
    assert CParser is not None
    parser = CParser(text)
    while not isinstance(parser.get_event(), StreamEndEvent):
        pass
    Scenario.model_validate(values)
    taken_ms = (time.process_time() - started) * 1000
    _answer(taken_ms, 0)
    return 0


def _check(path: Path) -> int:
    from crisis_tui.__main__ import main

    os.chdir(path.parent.parent)
    sys.argv = ["crisis-tui", "check", str(path), "--format", "json"]
    shown = io.StringIO()
    started = time.process_time()
    with contextlib.redirect_stdout(shown):
        main()
    taken_ms = (time.process_time() - started) * 1000
    _answer(taken_ms, len(json.loads(shown.getvalue())["findings"]))
    return 0


def _answer(taken_ms: float, findings: int) -> None:
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"ms": taken_ms, "mib": mib, "findings": findings}))


if __name__ == "__main__":
    sys.exit({"floor": _floor, "check": _check}[sys.argv[1]](Path(sys.argv[2])))
