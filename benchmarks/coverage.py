"""Coverage of a large roster: 500 people, 60 roles, 366 days, weekly and in 12-hour shifts.

From the files to the answer, step by step: load, rest rules, posts, joint fill, who cannot be
missed, sums and gaps. The floor is what it takes to read the very same segments as JSON. Then how
it grows when people, roles or days double.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, get_args

from benchmarks.big_roster import PROMISED, Kind, Size, window, write_workspace
from benchmarks.figures import Figure, as_installed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.roster.seats import Post, Seat

ROUNDS = 5
MOST_MS = 1000
MOST_MIB = 150
SHORTEST_MS = 10
"""Of steps shorter than this, growth would be noise."""
STEPS = ("load", "rest rules", "posts", "joint fill", "n-1 and n-2", "conflicts", "sums and gaps")
DOUBLED = {
    "people": PROMISED._replace(people=2 * PROMISED.people),
    "roles": PROMISED._replace(roles=2 * PROMISED.roles),
    "days": PROMISED._replace(days=2 * PROMISED.days),
}


def measure() -> Iterator[Figure]:
    """Yield the steps, the total against its promise and its floor, memory, and growth.

    Times are processor time of a process each, whose models are built: nothing here waits, and
    neighbours take wall time.
    """
    with tempfile.TemporaryDirectory() as folder:
        for kind in get_args(Kind):
            yield from _measure(kind, Path(folder))


def _measure(kind: Kind, folder: Path) -> Iterator[Figure]:
    rounds = _rounds(kind, PROMISED, folder)
    for number, step in enumerate(STEPS):
        yield Figure(f"{kind}: {step}", f"{_step_ms(rounds, number):.0f} ms")
    total_ms = _total_ms(rounds)
    floor_ms = median(one["floor_ms"] for one in rounds)
    segments = rounds[0]["segments"]
    yield Figure(
        f"{kind}: all, {segments:,} segments",
        f"{total_ms:.0f} ms",
        f"<= {MOST_MS} ms",
        total_ms <= MOST_MS,
    )
    yield Figure(
        f"{kind}: against reading them as JSON",
        f"{floor_ms:.0f} ms, {total_ms / floor_ms:.1f} x",
    )
    mib = max(one["mib"] for one in rounds)
    yield Figure(f"{kind}: memory", f"{mib:.0f} MiB", f"<= {MOST_MIB} MiB", mib <= MOST_MIB)
    for name, size in DOUBLED.items():
        doubled = _rounds(kind, size, folder)
        each = [
            f"{step} {_step_ms(doubled, number) / _step_ms(rounds, number):.1f}"
            for number, step in enumerate(STEPS)
            if _step_ms(rounds, number) >= SHORTEST_MS
        ]
        yield Figure(
            f"{kind}: twice the {name}",
            f"{_total_ms(doubled) / total_ms:.2f} x",
            ", ".join(each),
        )


def _step_ms(rounds: list[dict[str, Any]], number: int) -> float:
    step_ms: float = median(one["ms"][number] for one in rounds)
    return step_ms


def _total_ms(rounds: list[dict[str, Any]]) -> float:
    total_ms: float = median(sum(one["ms"]) for one in rounds)
    return total_ms


def _rounds(kind: Kind, size: Size, folder: Path) -> list[dict[str, Any]]:
    where = folder / "-".join(map(str, (kind, *size)))
    write_workspace(where, kind, size)
    command = [sys.executable, "-m", "benchmarks.coverage", str(where), kind, *map(str, size)]
    environment = as_installed(PYTHONPATH=str(Path(__file__).parent.parent))
    taken = []
    for _ in range(ROUNDS + 1):  # the first compiles modules
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        taken.append(json.loads(done.stdout))
    return taken[1:]


def _child(folder: Path, kind: Kind, size: Size) -> None:
    """Answer once, without collections of garbage as the command does, and print what it took."""
    from crisis_tui import bootstrap
    from crisis_tui.files.collecting import no_collections
    from crisis_tui.readiness.compiling import workforce_of
    from crisis_tui.roster.conflicts import conflicts
    from crisis_tui.roster.coverage import role_coverage
    from crisis_tui.roster.depth import depth
    from crisis_tui.roster.joint_fill import joint_fill
    from crisis_tui.roster.rest.evaluation import rest_report
    from crisis_tui.roster.sweep import lengths_by_crew

    os.chdir(folder)
    workspace = bootstrap.open_workspace(str(folder))
    bootstrap.load_roster(workspace, f"groot-{kind}")  # builds the models
    with no_collections():
        stamps = [time.process_time()]
        loaded = bootstrap.load_roster(workspace, f"groot-{kind}")
        assert loaded.roster is not None
        force = workforce_of(loaded.roster, loaded.training, loaded.norms, loaded.calendars)
        stamps.append(time.process_time())
        rest_report(force, window(size))
        stamps.append(time.process_time())
        alone = [force.unsettled(role, window(size)) for role in loaded.roster.roles]
        stamps.append(time.process_time())
        filled = joint_fill(alone)
        stamps.append(time.process_time())
        crews = {post.role: lengths_by_crew(post.segments) for post in filled.posts}
        missed = depth(filled, crews)
        stamps.append(time.process_time())
        assert conflicts(filled.contests)
        stamps.append(time.process_time())
        covered = [
            role_coverage(post, force.roles[post.role], missed[post.role], crews[post.role])
            for post in filled.posts
        ]
        stamps.append(time.process_time())
        assert all(
            each.required_ms == each.covered_ms + each.probable_ms + each.gap_ms for each in covered
        )
        mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        floor_ms = _floor_ms(filled.posts)
    steps = [(after - before) * 1000 for before, after in pairwise(stamps)]
    segments = sum(len(post.segments) for post in filled.posts)
    print(json.dumps({"ms": steps, "floor_ms": floor_ms, "mib": mib, "segments": segments}))


def _floor_ms(posts: tuple[Post, ...]) -> float:
    """Return how long reading the segments takes, seats by number as the board's cache has them."""
    numbers: dict[Seat, int] = {}
    text = json.dumps(
        [
            [
                [*segment[:4], [numbers.setdefault(seat, len(numbers)) for seat in segment.seats]]
                for segment in post.segments
            ]
            for post in posts
        ]
    )
    started = time.process_time()
    json.loads(text)
    taken_ms: float = (time.process_time() - started) * 1000
    return taken_ms


if __name__ == "__main__":
    _child(
        Path(sys.argv[1]),
        get_args(Kind)[get_args(Kind).index(sys.argv[2])],
        Size(*map(int, sys.argv[3:])),
    )
