"""Is the optional extra there? Asking loads nothing; importing the solver takes most of a second."""

from __future__ import annotations

from importlib.util import find_spec

PIP_INSTALL = "pip install 'crisis-tui[solver]'"


def has_solver() -> bool:
    """Tell whether OR-Tools is installed."""
    try:
        return find_spec("ortools.sat") is not None
    except ImportError:
        return False
