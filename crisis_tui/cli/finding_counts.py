"""What many findings come to: an exit code, and those of them that a person can read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Severity
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.finding_formats import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNREADABLE = frozenset({"Y023"})


def exit_code(findings: Sequence[Finding], *, strict: bool) -> int:
    """Return what the shell is told about findings."""
    if any(finding.code in _UNREADABLE for finding in findings):
        return ExitCode.UNREADABLE
    bad = counted(findings, Severity.ERROR)
    bad += counted(findings, Severity.WARNING) if strict else 0
    return ExitCode.FINDINGS if bad else ExitCode.OK


def cut(findings: Sequence[Finding], most: int) -> tuple[list[Finding], Counter[str]]:
    """Return the first `most` findings of each code (0: all), and how many of each are left out."""
    seen: Counter[str] = Counter()
    kept = []
    for finding in findings:
        seen[finding.code] += 1
        if not most or seen[finding.code] <= most:
            kept.append(finding)
    dropped = Counter({code: count - most for code, count in seen.items() if count > most > 0})
    return kept, dropped
