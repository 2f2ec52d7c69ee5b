"""One run of CP-SAT that can be stopped: the solver works beside a thread that listens.

Settings against known faults of release 9.15: one worker (with more it may corrupt its memory,
google/or-tools issue 5048), and no presolve by inclusion of constraints (it has certified a wrong
optimum, issue 5293). A run that was stopped from outside proves nothing (issue 4430).
"""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.solving.model import People, ReliefModel

SEED = 2026
LISTEN_SECONDS = 0.1


class Run(NamedTuple):
    """What a run found: who works each shift, None for no answer.

    `is_final` tells whether the answer is proven: no plan at all, or none that is better.
    """

    people: People | None
    is_final: bool


def run(model: ReliefModel, seconds: float, listen: Callable[[], None]) -> Run:
    """Solve a model within some seconds, calling `listen` often; what it raises ends the run."""
    if not model.is_possible:
        return Run(None, is_final=True)
    solver = _solver(seconds)
    statuses: list[cp_model.CpSolverStatus] = []
    worker = Thread(target=lambda: statuses.append(solver.solve(model.model)), daemon=True)
    worker.start()
    try:
        while worker.is_alive():
            worker.join(LISTEN_SECONDS)
            listen()
    except BaseException:
        solver.stop_search()
        worker.join()
        raise
    status = statuses[0]
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Run(
        model.people(solver.boolean_value) if found else None,
        is_final=status in (cp_model.OPTIMAL, cp_model.INFEASIBLE),
    )


def _solver(seconds: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.presolve_inclusion_work_limit = 0
    solver.parameters.catch_sigint_signal = False
    return solver
