"""What a process has used: processor time and memory, as Linux counts them."""

from __future__ import annotations

import os
from pathlib import Path

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_SECOND


def memory_mib(pid: int) -> float:
    """Return what a process has in memory now."""
    return _status_mib(pid, "VmRSS")


def most_memory_mib(pid: int) -> float:
    """Return the most that a process has had in memory at once."""
    return _status_mib(pid, "VmHWM")


def _status_mib(pid: int, name: str) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition(f"{name}:")[2].split()[0]) / 1024
