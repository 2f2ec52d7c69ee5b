"""Everything that an answer about coverage is written from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.basis.findings import Finding
    from crisis_tui.roster.coverage import Coverage, RoleCoverage
    from crisis_tui.roster.pool import PoolSpan
    from crisis_tui.roster.rest.evaluation import RestReport
    from crisis_tui.roster.workforce import Workforce


class CoverageAnswer(NamedTuple):
    """The coverage of a roster. `roles` are those asked about, `pools` their smallest pools.

    `rest` is what the rest rules say of the people on duty for them. `errors` counts the errors in the files, `unread` names (role, calendar file) not counted.
    """

    roster: str
    workforce: Workforce
    coverage: Coverage
    roles: tuple[RoleCoverage, ...]
    pools: Mapping[str, PoolSpan]
    rest: RestReport
    findings: tuple[Finding, ...]
    errors: int
    unread: tuple[tuple[str, str], ...]
